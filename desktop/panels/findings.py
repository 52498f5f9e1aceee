"""What is wrong, worst first: a sentence, a chip that says which forms, and the way out."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.palette import Palette
from desktop.panels.widgets import button, label
from desktop.places import Judged

ROW = 26
_SIGN_ROOM = 26
_GAP = 14
_WAY_GAP = 13
_CHIP_PAD = 18
_CHIP_HEIGHT = 17
_KEPT = 5000
FINDING = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
_RANK = {"error": 0, "warning": 1, "hint": 2}
_SIGN = {"error": "✗", "warning": "⚠", "hint": "·"}
EXPLAIN = "说明理由"
EXPLAIN_AGAIN = "改说明"
GO = "定位"


class Found(Judged, Protocol):
    """What the list needs of a finding."""

    @property
    def explainable(self) -> bool: ...
    @property
    def other_address(self) -> str: ...
    @property
    def message(self) -> str: ...


def worst_first(found: Sequence[Found]) -> list[Found]:
    """Errors, then unexplained warnings, then hints, then what has been explained; otherwise in the given order."""
    return sorted(found, key=lambda one: (bool(one.explanation), _RANK.get(one.severity, 3)))


class FindingsModel(QAbstractListModel):
    """The findings as rows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.found: list[Found] = []

    def show(self, found: Sequence[Found]) -> None:
        """Take over the findings; nothing is repainted when they are the same."""
        ordered = worst_first(found)
        if ordered == self.found:
            return
        self.beginResetModel()
        self.found = ordered
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        one = self.found[index.row()]
        if role == FINDING:
            return one
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{one.message}\n说明：{one.explanation}" if one.explanation else one.message
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{_SIGN.get(one.severity, '')} {one.message}"
        return None


def links(one: Found) -> list[str]:
    """The ways out a finding offers."""
    wanted = [EXPLAIN_AGAIN if one.explanation else EXPLAIN] if one.explainable else []
    return [*wanted, GO] if one.address else wanted


class _Painter(QStyledItemDelegate):
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
        painter.drawText(rect, middle, "✓" if one.explanation else _SIGN.get(one.severity, "·"))
        painter.setPen(colours.quiet if one.explanation else colours.text)
        room = self.columns.sentence(rect)
        lines = two_lines(one.message, painter.font(), room.width())
        painter.drawText(room, middle, "\n".join(lines))
        self._chip(painter, chip_text(one), self.columns.chip(rect))
        painter.setPen(colours.accent)
        for text, way in way_rects(rect, links(one), painter.fontMetrics().horizontalAdvance, self.columns.ways):
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

    def sentence(self, rect: QRect) -> QRect:
        """Where the sentence goes."""
        return rect.adjusted(_SIGN_ROOM, 0, -self.ways - self._chips(rect) - 2 * _GAP, 0)

    def chip(self, rect: QRect) -> QRect:
        """Where the chip goes."""
        left = rect.right() - self.ways - _GAP - self._chips(rect)
        return QRect(left, rect.center().y() - _CHIP_HEIGHT // 2, self._chips(rect), _CHIP_HEIGHT)

    def _chips(self, rect: QRect) -> int:
        return min(self.chips, rect.width() // 6)


def columns(found: Sequence[Found], font: QFont) -> Columns:
    """As wide as the widest chip and the widest ways among `found`."""
    small, usual = QFontMetrics(_small(font)), QFontMetrics(font)
    chips = {chip_text(one) for one in found}
    ways = {tuple(links(one)) for one in found}
    return Columns(
        max((small.horizontalAdvance(text) + _CHIP_PAD for text in chips), default=0),
        max((sum(usual.horizontalAdvance(text) + _WAY_GAP for text in words) for words in ways), default=0),
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


def way_rects(rect: QRect, ways: Sequence[str], width: Callable[[str], int], room: int) -> list[tuple[str, QRect]]:
    """Where each way out is drawn in the last `room` pixels, as it is where it is clicked."""
    placed = []
    left = rect.right() - room
    for text in ways:
        wide = width(text)
        placed.append((text, QRect(left, rect.top(), wide + 2, rect.height())))
        left += wide + _WAY_GAP
    return placed


class _List(QListView):
    pressed_way = Signal(object, str)
    ways = 0  # pixels of the widest ways out

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        way = self._way_at(event)
        super().mouseReleaseEvent(event)
        if way is not None and event.button() == Qt.MouseButton.LeftButton:
            self.pressed_way.emit(*way)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        shape = Qt.CursorShape.PointingHandCursor if self._way_at(event) else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        super().mouseMoveEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.pressed_way.emit(index.data(FINDING), GO)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if index.isValid() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.pressed_way.emit(index.data(FINDING), GO)
        elif index.isValid() and event.key() == Qt.Key.Key_Space and index.data(FINDING).explainable:
            self.pressed_way.emit(index.data(FINDING), EXPLAIN)
        else:
            super().keyPressEvent(event)

    def _way_at(self, event: QMouseEvent) -> tuple[Found, str] | None:
        point = event.position().toPoint()
        index = self.indexAt(point)
        if not index.isValid():
            return None
        one: Found = index.data(FINDING)
        ways = way_rects(self.visualRect(index), links(one), self.fontMetrics().horizontalAdvance, self.ways)
        return next(((one, text) for text, place in ways if place.contains(point)), None)


class FindingsPanel(QWidget):
    """The panel. `go` asks for the finding's cell, `explain` for the reason, `fold` for the panel to be put away."""

    go = Signal(object)
    explain = Signal(object)
    fold = Signal()

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findings")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = FindingsModel(self)
        self.list = _List()
        self.list.setObjectName("findingsList")
        self.list.setAccessibleName("审核结果")
        self.list.setModel(self.model)
        self.list.setMouseTracking(True)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)  # a narrower list has sentences of two lines
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._painter = _Painter(palette, self.list)
        self.list.setItemDelegate(self._painter)
        self.list.pressed_way.connect(self._answer)
        self.nothing = label("没有发现问题，表与表之间都对得上。", "quiet")
        head = QHBoxLayout()
        head.addWidget(label("审核结果", "heading"))
        self.answered = label("", "quiet")
        head.addSpacing(8)
        head.addWidget(self.answered)
        head.addStretch()
        head.addWidget(button("收起", "aside", self.fold.emit))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 4, 14, 8)
        layout.setSpacing(2)
        layout.addLayout(head)
        layout.addWidget(self.nothing)
        layout.addWidget(self.list, 1)
        layout.addStretch(0)
        self.show_findings(())

    def show_findings(self, found: Sequence[Found]) -> None:
        """Show the findings, worst first."""
        self._painter.columns = columns(found, self.list.font())
        self.list.ways = self._painter.columns.ways
        self.model.show(found)
        settled = sum(bool(one.explanation) for one in found)
        self.answered.setText(f"{settled} 条已说明" if settled else "")
        self.nothing.setVisible(not found)
        self.list.setVisible(bool(found))

    def step(self) -> None:
        """Go to the next finding, from the last one back to the first."""
        if self.model.found:
            row = (self.list.currentIndex().row() + 1) % len(self.model.found)
            self.list.setCurrentIndex(self.model.index(row))
            self.go.emit(self.model.found[row])

    def recolour(self, palette: Palette) -> None:
        """Take the colours of another theme."""
        self._painter.colours = palette
        self.list.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._painter.forget()
            self.list.doItemsLayout()
        super().changeEvent(event)

    def _answer(self, one: Found, way: str) -> None:
        (self.go if way == GO else self.explain).emit(one)
