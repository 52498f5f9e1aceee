"""How a cell looks: colours, type and measures, made once for a palette and looked up by every paint."""

from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QTextLayout, QTextOption

from db.entry.automatic import AUTOMATIC
from db.forms.sheet import Cell, Role
from desktop.palette import TEXT_PX, Palette, face
from desktop.sheet.figures import shown

ROW_PX = 23  # and a line of one pixel under it
PAD_PX = 8  # between a cell's line and its text
INDENT_PX = 15
WRAP_PAD_PX = 4  # above and below a text of several lines
FRAME_PX = 2  # round the current cell
MARK_PX = 6  # the corner of a cell whose text is no value yet
HINT_GAP_PX = 7  # between a code and the name behind it
SIGN_GAP_PX = 6  # between a text and its sign
_LEAST_HINT_CHARACTERS = 3  # less of a name says nothing
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
    hint: str  # the name behind a code, in quiet type after it
    balanced: bool  # broken into lines of like length
    sign: str = ""  # 待核实, ▲: at the end of the cell that the text does not begin at
    calm: bool = False  # the sign is no warning


class Looks:
    """Brushes, fonts and measures of one palette at one zoom, in percent. Lines and frames are as thick at each."""

    def __init__(self, palette: Palette, zoom: int = 100) -> None:
        self.palette = palette
        self.zoom = zoom
        self.font = face(self.px(TEXT_PX))
        self.bold = face(self.px(TEXT_PX), bold=True)
        self.metrics = QFontMetrics(self.font)
        self.bold_metrics = QFontMetrics(self.bold)
        self.row_px, self.pad_px, self.wrap_pad_px = self.px(ROW_PX), self.px(PAD_PX), self.px(WRAP_PAD_PX)
        self.indent_px, self.mark_px, self.hint_gap_px = self.px(INDENT_PX), self.px(MARK_PX), self.px(HINT_GAP_PX)
        tint = QColor(palette.accent)
        tint.setAlpha(46 if palette.dark else 28)
        self.selection = QBrush(tint)
        self.header = QBrush(palette.header)
        self._paper = QBrush(palette.paper)
        self._derived = QBrush(palette.derived)
        self._error = QBrush(palette.error_tint)
        self._draft = QBrush(palette.warning_tint)
        self._fits: dict[tuple[str, int, bool, bool], str] = {}
        self._cuts: dict[tuple[str, int, bool, int], str] = {}
        self._behind: dict[tuple[str, str, int, bool], tuple[int, str]] = {}
        self._balanced: dict[tuple[str, int, bool], int] = {}
        self._heights: dict[tuple[str, int, bool], int] = {}
        self.void = Face(
            "", self._derived, palette.text, self.font, False, _FLAGS["left"], 0, False, False, False, "", False
        )

    def px(self, at_100: int) -> int:
        """Pixels at this zoom of what has so many at 100 %."""
        return max(1, round(at_100 * self.zoom / 100))

    def face(self, cell: Cell, *, draft: bool = False, locked: bool = False) -> Face:
        """How `cell` is painted: white can be typed, grey follows, labels in the tint of headings.

        `draft`: it stands in a row that is still being filled; `locked`: nothing can be typed into this book.
        """
        bold = cell.bold or cell.role is Role.HEADER
        wraps = cell.wrap or "\n" in cell.text
        return Face(
            text=shown(cell),
            fill=self._fill(cell, draft, locked),
            ink=self.palette.quiet if cell.role is Role.HINT else self.palette.text,
            font=self.bold if bold else self.font,
            bold=bold,
            flags=_WRAPPED[cell.align] if wraps else _FLAGS[cell.align],
            indent=cell.indent * self.indent_px,
            wraps=wraps,
            number=cell.type in _NUMBERS,
            marked=bool(cell.problem),
            hint=cell.hint if cell.text and cell.align == "left" and not wraps else "",
            balanced=wraps and cell.align == "center" and "\n" not in cell.text,
            sign=cell.sign,
            calm=cell.sign == AUTOMATIC,
        )

    def signed(self, sign: str, text: str, width: int, *, wraps: bool) -> tuple[str, int]:
        """What of a cell's sign is shown beside `text` in `width` pixels, and the pixels it takes.

        A word that would cost the text its end is cut to one character; it is never left out.
        """
        if not sign:
            return "", 0
        wide = self.metrics.horizontalAdvance(sign) + SIGN_GAP_PX
        needed = 2 * wide if wraps else self.metrics.horizontalAdvance(text)
        shown = sign if needed + wide <= width else sign[0]
        return shown, self.metrics.horizontalAdvance(shown) + self.px(SIGN_GAP_PX)

    def column_px(self, characters: int) -> int:
        """Width of a column that holds `characters` half-width characters."""
        return characters * self.metrics.horizontalAdvance("0") + 2 * self.pad_px

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

    def behind(self, text: str, hint: str, width: int, bold: bool) -> tuple[int, str]:
        """Where the name behind the code `text` begins, in pixels, and what of it goes into the rest of `width`."""
        key = (text, hint, width, bold)
        known = self._behind.get(key)
        if known is None:
            metrics = self.bold_metrics if bold else self.metrics
            start = metrics.horizontalAdvance(text) + self.hint_gap_px
            room = width - start
            least = min(self.metrics.horizontalAdvance(hint), _LEAST_HINT_CHARACTERS * self.font.pixelSize())
            shown = self.metrics.elidedText(hint, Qt.TextElideMode.ElideRight, room) if room >= least else ""
            known = start, shown
            if len(self._behind) >= _FITS_KEPT:
                self._behind.clear()
            self._behind[key] = known
        return known

    def fit_lines(self, text: str, width: int, bold: bool, lines: int) -> str:
        """`text` if `lines` lines of `width` pixels hold it; else those lines, the last one cut with an ellipsis."""
        key = (text, width, bold, lines)
        known = self._cuts.get(key)
        if known is None:
            known = self._cut(text, width, bold, lines)
            if len(self._cuts) >= _FITS_KEPT:
                self._cuts.clear()
            self._cuts[key] = known
        return known

    def _cut(self, text: str, width: int, bold: bool, lines: int) -> str:
        # Qt counts a text in units of two bytes, Python in characters.
        units = text.encode("utf-16-le")
        layout = QTextLayout(text.replace("\n", "\u2028"), self.bold if bold else self.font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        layout.setTextOption(option)
        layout.beginLayout()
        starts: list[int] = []
        while len(starts) <= lines and (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            starts.append(line.textStart())
        layout.endLayout()
        if len(starts) <= lines:
            return text
        parts = [units[2 * a : 2 * b].decode("utf-16-le") for a, b in pairwise(starts)]
        metrics = self.bold_metrics if bold else self.metrics
        last, ended, _ = units[2 * starts[lines - 1] :].decode("utf-16-le").partition("\n")
        cut = metrics.elidedText(last + "…" if ended else last, Qt.TextElideMode.ElideRight, width)
        return "\n".join([*(part.rstrip("\n") for part in parts[:-1]), cut])

    def balanced(self, text: str, width: int, bold: bool) -> int:
        """The narrowest width that needs no more lines than `width` does: 一般公|共预算, not 一般公共预|算."""
        key = (text, width, bold)
        known = self._balanced.get(key)
        if known is None:
            height, known, step = self.text_height(text, width, bold), width, self.font.pixelSize()
            # A word that cannot be broken is no taller where it is cut.
            while known > 2 * step and self._text_box(text, known - step, bold) == (height, True):
                known -= step
            if len(self._balanced) >= _FITS_KEPT:
                self._balanced.clear()
            self._balanced[key] = known
        return known

    def _text_box(self, text: str, width: int, bold: bool) -> tuple[int, bool]:
        """Height of `text` wrapped at `width` pixels, and whether none of its words is wider."""
        metrics = self.bold_metrics if bold else self.metrics
        box = metrics.boundingRect(QRect(0, 0, max(1, width), 1_000_000), _WRAPPED["left"], text)
        return box.height(), box.width() <= width

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

    def _fill(self, cell: Cell, draft: bool, locked: bool) -> QBrush:
        if cell.problem:
            return self._error
        if draft:
            return self._draft
        if cell.role in (Role.HEADER, Role.LABEL):
            return self.header
        return self._derived if cell.binding is None or locked else self._paper
