"""One row of the list of findings: how long its sentence is, where its parts stand, and how it is painted."""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.palette import Palette
from desktop.panels.finding_lines import Line

ROW = 26
_DETAIL_ROW = 22
_SIGN_ROOM = 26
_FOLD_ROOM = 14  # before the sign, for the mark of what can be unfolded
_INDENT = 24
_LABEL_ROOM = 40
_GAP = 14
_WAY_GAP = 13
_CHIP_PAD = 18
_CHIP_HEIGHT = 17
_SLACK = 3  # widths are measured in whole pixels, and painted in parts of them
_KEPT = 5000
_LINES, _ALL_LINES = 2, 20  # of a sentence
FINDING = Qt.ItemDataRole.UserRole
LINE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex
NARROW = 820  # pixels of a list below which its ways out are said in two characters
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class FindingPainter(QStyledItemDelegate):
    """Draws a line: sign, sentence over all the room there is, in two lines at need, then the chip and the ways."""

    def __init__(self, palette: Palette, parent: QWidget) -> None:
        super().__init__(parent)
        self.colours = palette
        self.columns = Columns()
        self._advances: dict[str, int] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        assert isinstance(view, QListView)
        line: Line = index.data(LINE)
        rect = QRect(0, 0, view.viewport().width(), ROW)
        room = self.columns.room(rect, line, view.fontMetrics().horizontalAdvance).width()
        count = 1
        if self._advance(line.message, view.fontMetrics()) > room:
            count = len(two_lines(line.message, view.font(), room, _most(line)))
        return QSize(200, (_DETAIL_ROW if line.detail else ROW) + (count - 1) * view.fontMetrics().lineSpacing())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(LINE)
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        colours = self.colours
        advance = painter.fontMetrics().horizontalAdvance
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.fillRect(rect, colours.accent_tint)
        if line.detail is None:
            painter.setPen(QPen(colours.soft_line, 0))
            painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        self._lead(painter, line, rect, marked=chosen or bool(state & QStyle.StateFlag.State_MouseOver))
        painter.setPen(colours.quiet if line.detail is None and not line.open else colours.text)
        room = self.columns.room(rect, line, advance)
        painter.drawText(room, _MIDDLE, "\n".join(two_lines(line.message, painter.font(), room.width(), _most(line))))
        if line.detail is None:
            self._chip(painter, chip_text(line.forms), self.columns.chip(rect))
        painter.setPen(colours.accent)
        for text, way in way_rects(rect, line.ways(narrow=self.columns.narrow), advance):
            painter.drawText(way, _MIDDLE, text)
        painter.restore()

    def _lead(self, painter: QPainter, line: Line, rect: QRect, *, marked: bool) -> None:
        """What stands before the sentence: the mark that it can be unfolded, and the sign; or a detail's label."""
        start = rect.adjusted(line.depth * _INDENT, 0, 0, 0)
        painter.setPen(self.colours.quiet)
        if line.detail is not None:
            painter.drawText(start.adjusted(_FOLD_ROOM, 0, 0, 0), _MIDDLE, line.detail.label)
            return
        if line.cause is not None or line.unfolded or marked:
            painter.drawText(start, _MIDDLE, "▾" if line.unfolded else "▸")
        painter.setPen(self._sign_colour(line))
        painter.drawText(start.adjusted(_FOLD_ROOM, 0, 0, 0), _MIDDLE, line.sign)

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

    def _sign_colour(self, line: Line) -> QColor:
        one, colours = line.finding, self.colours
        if one.explanation:
            return colours.warning if one.overridden else colours.fine
        return {"error": colours.error, "warning": colours.warning}.get(one.severity, colours.quiet)

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

    def sentence(self, rect: QRect, depth: int = 0) -> QRect:
        """Where the sentence of a finding goes."""
        left = depth * _INDENT + _FOLD_ROOM + _SIGN_ROOM
        return rect.adjusted(left, 0, -self.ways - self._chips(rect) - 2 * _GAP, 0)

    def room(self, rect: QRect, line: Line, width: Callable[[str], int]) -> QRect:
        """Where the sentence of a line goes: a detail has no chip, and ways of its own only."""
        if line.detail is None:
            return self.sentence(rect, line.depth)
        ways = sum(width(text) + _WAY_GAP for text in line.ways())
        return rect.adjusted(line.depth * _INDENT + _FOLD_ROOM + _LABEL_ROOM, 0, -ways - _GAP, 0)

    def chip(self, rect: QRect) -> QRect:
        """Where the chip goes."""
        left = rect.right() - self.ways - _GAP - self._chips(rect)
        return QRect(left, rect.center().y() - _CHIP_HEIGHT // 2, self._chips(rect), _CHIP_HEIGHT)

    def _chips(self, rect: QRect) -> int:
        return min(self.chips, rect.width() // 6)


def fold_room(rect: QRect, line: Line) -> QRect:
    """Where a press folds or unfolds a line: its mark and its sign."""
    return QRect(rect.left(), rect.top(), line.depth * _INDENT + _FOLD_ROOM + _SIGN_ROOM - _GAP // 2, rect.height())


def columns(shown: Iterable[Line], font: QFont, *, narrow: bool = False) -> Columns:
    """As wide as the widest chip and the widest ways among the lines."""
    small, usual = QFontMetrics(_small(font)), QFontMetrics(font)
    chips: set[str] = set()
    ways: set[tuple[str, ...]] = set()
    for line in shown:
        if line.detail is None:
            chips.add(chip_text(line.forms))
            ways.add(tuple(line.ways(narrow=narrow)))
    return Columns(
        max((small.horizontalAdvance(text) + _CHIP_PAD + _SLACK for text in chips), default=0),
        max((sum(usual.horizontalAdvance(text) + _WAY_GAP for text in words) for words in ways), default=0),
        narrow,
    )


def two_lines(text: str, font: QFont, width: int, most: int = _LINES) -> list[str]:
    """`text` in one line or two of `width` pixels, or `most`, the last one cut with an ellipsis at need."""
    metrics = QFontMetrics(font)
    if metrics.horizontalAdvance(text) <= width:
        return [text]
    # Qt counts a text in units of two bytes, Python in characters.
    units = text.encode("utf-16-le")
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    starts: list[int] = []
    while len(starts) < most and (line := layout.createLine()).isValid():
        line.setLineWidth(max(1, width))
        starts.append(2 * line.textStart())
    layout.endLayout()
    whole = [units[a:b].decode("utf-16-le") for a, b in pairwise(starts)]
    rest = units[starts[-1] :].decode("utf-16-le")
    return [*whole, metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width)]


def _most(line: Line) -> int:
    """How many lines its sentence may take: of one that is unfolded, and of what is said of it, all is shown."""
    return _ALL_LINES if line.unfolded or line.detail is not None else _LINES


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPixelSize(11)
    return small


def chip_text(forms: Sequence[str]) -> str:
    """Which forms a finding is about: `15 ↔ 13`, or 录入 for one that lies in an entry tab."""
    return " ↔ ".join(forms) if forms else "录入"


def way_rects(rect: QRect, ways: Sequence[str], width: Callable[[str], int]) -> list[tuple[str, QRect]]:
    """Where each way out is drawn at the end of a row, as it is where it is clicked."""
    placed = []
    left = rect.right() - sum(width(text) + _WAY_GAP for text in ways)
    for text in ways:
        wide = width(text)
        placed.append((text, QRect(left, rect.top(), wide + 2, rect.height())))
        left += wide + _WAY_GAP
    return placed
