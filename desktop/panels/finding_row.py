"""One row of the list of findings: how long its sentence is, where its parts stand, and how it is painted."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.palette import Palette
from desktop.places import Judged

if TYPE_CHECKING:
    from db.entry.mends import Mend

ROW = 26
_SIGN_ROOM = 26
_GAP = 14
_WAY_GAP = 13
_CHIP_PAD = 18
_CHIP_HEIGHT = 17
_SLACK = 3  # widths are measured in whole pixels, and painted in parts of them
_KEPT = 5000
FINDING = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
SIGNS = {"error": "✗", "warning": "⚠", "hint": "·"}
EXPLAIN = "说明理由"
EXPLAIN_AGAIN = "改说明"
GO = "定位"
MEND = "改正"  # in a narrow list, for whatever the mend is called
OTHER_MENDS = "其他改法…"
NARROW = 820  # pixels of a list below which its ways out are said in two characters
_LONGEST_WAY = 15  # characters of a way out; all of it stands in the tooltip


class Found(Judged, Protocol):
    """What the list needs of a finding."""

    @property
    def explainable(self) -> bool: ...
    @property
    def other_address(self) -> str: ...
    @property
    def message(self) -> str: ...
    @property
    def mends(self) -> "tuple[Mend, ...]": ...


def links(one: Found, *, narrow: bool = False) -> list[str]:
    """The ways out a finding offers: the likeliest mend first, for one click; then the others."""
    wanted: list[str] = []
    if one.mends and narrow:
        wanted.append(MEND)
    elif one.mends:
        wanted.append(mend_text(one.mends[0]))
        if len(one.mends) > 1:
            wanted.append(mend_text(one.mends[1]) if len(one.mends) == 2 else OTHER_MENDS)
    if one.explainable:
        wanted.append(EXPLAIN_AGAIN if one.explanation else EXPLAIN)
    return [*wanted, GO] if one.address else wanted


def mend_text(mend: "Mend") -> str:
    """A mend as a way out, short enough for its row."""
    return mend.label if len(mend.label) <= _LONGEST_WAY else f"{mend.label[: _LONGEST_WAY - 1]}…"


class FindingPainter(QStyledItemDelegate):
    """Draws a finding: sign, sentence over all the room there is, in two lines at need, then the chip and the ways."""

    def __init__(self, palette: Palette, parent: QWidget) -> None:
        super().__init__(parent)
        self.colours = palette
        self.columns = Columns()
        self._advances: dict[str, int] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        assert isinstance(view, QListView)
        room = self.columns.sentence(QRect(0, 0, view.viewport().width(), ROW)).width()
        lines = 2 if self._advance(index.data(FINDING).message, view.fontMetrics()) > room else 1
        return QSize(200, ROW + (lines - 1) * view.fontMetrics().lineSpacing())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        one: Found = index.data(FINDING)
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        colours = self.colours
        middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, colours.accent_tint)
        painter.setPen(QPen(colours.soft_line, 0))
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        painter.setPen(self._sign_colour(one))
        painter.drawText(rect, middle, "✓" if one.explanation else SIGNS.get(one.severity, "·"))
        painter.setPen(colours.quiet if one.explanation else colours.text)
        room = self.columns.sentence(rect)
        lines = two_lines(one.message, painter.font(), room.width())
        painter.drawText(room, middle, "\n".join(lines))
        self._chip(painter, chip_text(one), self.columns.chip(rect))
        painter.setPen(colours.accent)
        ways = links(one, narrow=self.columns.narrow)
        for text, way in way_rects(rect, ways, painter.fontMetrics().horizontalAdvance):
            painter.drawText(way, middle, text)
        painter.restore()

    def _advance(self, message: str, metrics: QFontMetrics) -> int:
        """How long a sentence is; most are the same after an edit."""
        known = self._advances.get(message)
        if known is None:
            if len(self._advances) >= _KEPT:
                self._advances.clear()
            known = self._advances[message] = metrics.horizontalAdvance(message)
        return known

    def forget(self) -> None:
        """The type is another one."""
        self._advances.clear()

    def _sign_colour(self, one: Found) -> QColor:
        if one.explanation:
            return self.colours.fine
        return {"error": self.colours.error, "warning": self.colours.warning}.get(one.severity, self.colours.quiet)

    def _chip(self, painter: QPainter, text: str, room: QRect) -> None:
        font = painter.font()
        painter.setFont(_small(font))
        text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, max(0, room.width() - _CHIP_PAD))
        box = QRect(room)
        box.setWidth(painter.fontMetrics().horizontalAdvance(text) + _CHIP_PAD)
        painter.setPen(QPen(self.colours.line, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setPen(self.colours.quiet)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)
        painter.setFont(font)


class Columns(NamedTuple):
    """How wide the chips and the ways out stand at the right of every row; the sentences have the rest."""

    chips: int = 0
    ways: int = 0
    narrow: bool = False

    def sentence(self, rect: QRect) -> QRect:
        """Where the sentence goes."""
        return rect.adjusted(_SIGN_ROOM, 0, -self.ways - self._chips(rect) - 2 * _GAP, 0)

    def chip(self, rect: QRect) -> QRect:
        """Where the chip goes."""
        left = rect.right() - self.ways - _GAP - self._chips(rect)
        return QRect(left, rect.center().y() - _CHIP_HEIGHT // 2, self._chips(rect), _CHIP_HEIGHT)

    def _chips(self, rect: QRect) -> int:
        return min(self.chips, rect.width() // 6)


def columns(found: Sequence[Found], font: QFont, *, narrow: bool = False) -> Columns:
    """As wide as the widest chip and the widest ways among `found`."""
    small, usual = QFontMetrics(_small(font)), QFontMetrics(font)
    chips = {chip_text(one) for one in found}
    ways = {tuple(links(one, narrow=narrow)) for one in found}
    return Columns(
        max((small.horizontalAdvance(text) + _CHIP_PAD + _SLACK for text in chips), default=0),
        max((sum(usual.horizontalAdvance(text) + _WAY_GAP for text in words) for words in ways), default=0),
        narrow,
    )


def two_lines(text: str, font: QFont, width: int) -> list[str]:
    """`text` in one line or two of `width` pixels, the second cut with an ellipsis at need."""
    metrics = QFontMetrics(font)
    if metrics.horizontalAdvance(text) <= width:
        return [text]
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(width)
    layout.endLayout()
    # Qt counts a text in units of two bytes, Python in characters.
    units, end = text.encode("utf-16-le"), 2 * line.textLength()
    rest = units[end:].decode("utf-16-le")
    return [units[:end].decode("utf-16-le"), metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width)]


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPixelSize(11)
    return small


def chip_text(one: Found) -> str:
    """Which forms a finding is about: `15 ↔ 13`, or 录入 for one that lies in an entry tab."""
    return " ↔ ".join(one.forms) if one.forms else "录入"


def way_rects(rect: QRect, ways: Sequence[str], width: Callable[[str], int]) -> list[tuple[str, QRect]]:
    """Where each way out is drawn at the end of a row, as it is where it is clicked."""
    placed = []
    left = rect.right() - sum(width(text) + _WAY_GAP for text in ways)
    for text in ways:
        wide = width(text)
        placed.append((text, QRect(left, rect.top(), wide + 2, rect.height())))
        left += wide + _WAY_GAP
    return placed
