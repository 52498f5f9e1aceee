"""How a cell looks: colours, type and measures, made once for a palette and looked up by every paint."""

from typing import NamedTuple

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics

from db.forms.sheet import Cell, Role
from desktop.palette import TEXT_PX, Palette, face

ROW_PX = 23  # and a line of one pixel under it
PAD_PX = 8  # between a cell's line and its text
INDENT_PX = 15
WRAP_PAD_PX = 4  # above and below a text of several lines
FRAME_PX = 2  # round the current cell
MARK_PX = 6  # the corner of a cell whose text is no value yet
_FITS_KEPT = 20_000

_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_FLAGS = {
    "left": (Qt.AlignmentFlag.AlignLeft | _MIDDLE).value | Qt.TextFlag.TextSingleLine.value,
    "center": (Qt.AlignmentFlag.AlignHCenter | _MIDDLE).value | Qt.TextFlag.TextSingleLine.value,
    "right": (Qt.AlignmentFlag.AlignRight | _MIDDLE).value | Qt.TextFlag.TextSingleLine.value,
}
_WRAPPED = {
    align: (flags & ~Qt.TextFlag.TextSingleLine.value) | Qt.TextFlag.TextWordWrap.value
    for align, flags in _FLAGS.items()
}
WRAP_CENTRED = _WRAPPED["center"]
_NUMBERS = frozenset(("amount", "plain", "integer", "percent"))


class Face(NamedTuple):
    """All that the painter needs of one cell."""

    text: str
    fill: QBrush
    ink: QColor
    font: QFont
    bold: bool
    flags: int
    indent: int  # pixels
    wraps: bool
    number: bool
    marked: bool


class Looks:
    """Brushes, fonts and text measures of one palette at one type size."""

    def __init__(self, palette: Palette, px: int = TEXT_PX) -> None:
        self.palette = palette
        self.font = face(px)
        self.bold = face(px, bold=True)
        self.metrics = QFontMetrics(self.font)
        self.bold_metrics = QFontMetrics(self.bold)
        self.row_px = ROW_PX
        tint = QColor(palette.accent)
        tint.setAlpha(46 if palette.dark else 28)
        self.selection = QBrush(tint)
        self.header = QBrush(palette.header)
        self._paper = QBrush(palette.paper)
        self._derived = QBrush(palette.derived)
        self._error = QBrush(palette.error_tint)
        self._fits: dict[tuple[str, int, bool, bool], str] = {}
        self._heights: dict[tuple[str, int, bool], int] = {}
        self.void = Face("", self._derived, palette.text, self.font, False, _FLAGS["left"], 0, False, False, False)

    def face(self, cell: Cell) -> Face:
        """How `cell` is painted: white can be typed, grey follows, labels in the tint of headings."""
        bold = cell.bold or cell.role is Role.HEADER
        wraps = cell.wrap or "\n" in cell.text
        return Face(
            text=cell.text,
            fill=self._fill(cell),
            ink=self.palette.quiet if cell.role is Role.HINT else self.palette.text,
            font=self.bold if bold else self.font,
            bold=bold,
            flags=_WRAPPED[cell.align] if wraps else _FLAGS[cell.align],
            indent=cell.indent * INDENT_PX,
            wraps=wraps,
            number=cell.type in _NUMBERS,
            marked=bool(cell.problem),
        )

    def column_px(self, characters: int) -> int:
        """Width of a column that holds `characters` half-width characters."""
        return characters * self.metrics.horizontalAdvance("0") + 2 * PAD_PX

    def fit(self, text: str, width: int, bold: bool, number: bool) -> str:
        """`text` if it fits into `width` pixels; else cut with an ellipsis. A number is never cut, it becomes ###."""
        key = (text, width, bold, number)
        known = self._fits.get(key)
        if known is None:
            metrics = self.bold_metrics if bold else self.metrics
            known = text
            if metrics.horizontalAdvance(text) > width:
                hashes = "#" * max(1, width // max(1, metrics.horizontalAdvance("#")))
                known = hashes if number else metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
            if len(self._fits) >= _FITS_KEPT:
                self._fits.clear()
            self._fits[key] = known
        return known

    def text_height(self, text: str, width: int, bold: bool) -> int:
        """Height in pixels of `text` wrapped at `width` pixels, without padding."""
        key = (text, width, bold)
        known = self._heights.get(key)
        if known is None:
            metrics = self.bold_metrics if bold else self.metrics
            box = QRect(0, 0, max(1, width), 1_000_000)
            known = metrics.boundingRect(box, _WRAPPED["left"], text).height()
            if len(self._heights) >= _FITS_KEPT:
                self._heights.clear()
            self._heights[key] = known
        return known

    def _fill(self, cell: Cell) -> QBrush:
        if cell.problem:
            return self._error
        if cell.role in (Role.HEADER, Role.LABEL):
            return self.header
        return self._derived if cell.binding is None else self._paper
