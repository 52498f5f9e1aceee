"""What is wrong, worst first: a sentence, a chip that says which forms, and the way out."""

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QVBoxLayout,
    QWidget,
)

from desktop.palette import Palette
from desktop.panels.finding_row import (
    EXPLAIN,
    EXPLAIN_AGAIN,
    FINDING,
    GO,
    MEND,
    NARROW,
    OTHER_MENDS,
    SIGNS,
    FindingPainter,
    Found,
    Index,
    columns,
    links,
    mend_text,
    way_rects,
)
from desktop.panels.widgets import button, label

_CONTROL = Qt.KeyboardModifier.ControlModifier
Stepped = Literal["there", "around", "none"]
_RANK = {"error": 0, "warning": 1, "hint": 2}


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
            mends = "、".join(mend.label for mend in one.mends)
            explained = one.explanation and f"说明：{one.explanation}"
            parts = (one.message, explained, mends and f"可以改正：{mends}", one.address)
            return "\n".join(part for part in parts if part)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{SIGNS.get(one.severity, '')} {one.message}"
        return None


class _List(QListView):
    pressed_way = Signal(object, str)
    resized = Signal()

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
        elif index.isValid() and event.key() == Qt.Key.Key_Period and event.modifiers() & _CONTROL:
            if index.data(FINDING).mends:
                self.pressed_way.emit(index.data(FINDING), MEND)
        elif index.isValid() and event.key() == Qt.Key.Key_Space and index.data(FINDING).explainable:
            self.pressed_way.emit(index.data(FINDING), EXPLAIN)
        else:
            super().keyPressEvent(event)

    @property
    def narrow(self) -> bool:
        """Is there little room for ways out beside the sentences?"""
        return self.viewport().width() < NARROW

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def _way_at(self, event: QMouseEvent) -> tuple[Found, str] | None:
        point = event.position().toPoint()
        index = self.indexAt(point)
        if not index.isValid():
            return None
        one: Found = index.data(FINDING)
        texts = links(one, narrow=self.narrow)
        ways = way_rects(self.visualRect(index), texts, self.fontMetrics().horizontalAdvance)
        return next(((one, text) for text, place in ways if place.contains(point)), None)


class FindingsPanel(QWidget):
    """The panel. `go` asks for the finding's cell, `explain` for the reason, `fold` for the panel to be put away;
    `mend(Mend)` for one of its mends, `choose(mends, QPoint of the list)` for a choice of them."""

    go = Signal(object)
    explain = Signal(object)
    mend = Signal(object)
    choose = Signal(object, object)
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
        self._painter = FindingPainter(palette, self.list)
        self.list.setItemDelegate(self._painter)
        self.list.pressed_way.connect(self._answer)
        self.list.resized.connect(self._take_room)
        self._row, self._last = 0, ("", "")  # where `step` has come to: the row, and the finding it was then
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
        self._painter.columns = columns(found, self.list.font(), narrow=self.list.narrow)
        self.model.show(found)
        settled = sum(bool(one.explanation) for one in found)
        self.answered.setText(f"{settled} 条已说明" if settled else "")
        self.nothing.setVisible(not found)
        self.list.setVisible(bool(found))

    def visit(self) -> None:
        """Take the keyboard: the arrows choose, Enter goes there, Ctrl+. mends."""
        if self.model.found:
            if not self.list.currentIndex().isValid():
                self.list.setCurrentIndex(self.model.index(0))
            self.list.setFocus()

    def _take_room(self) -> None:
        if self._painter.columns.narrow != self.list.narrow:
            self._painter.columns = columns(self.model.found, self.list.font(), narrow=self.list.narrow)
            self.list.doItemsLayout()

    def step(self, by: int = 1) -> Stepped:
        """Go to the next (1) or previous (-1) finding that is open, around at the ends, and tell how it went.

        One that was mended meanwhile has left the list: those behind it have moved up.
        """
        found = self.model.found
        waiting = [row for row, one in enumerate(found) if not one.explanation]
        if not waiting:
            return "none"
        # Several may be alike: the one in the same place is meant first.
        near = sorted(range(len(found)), key=lambda row: abs(row - self._row))
        here = next((row for row in near if (found[row].check, found[row].address) == self._last), None)
        at = self._row - (by > 0) if here is None else here
        ahead = [row for row in waiting if (row > at if by > 0 else row < at)]
        row = (ahead or waiting)[0 if by > 0 else -1]
        self._row, self._last = row, (found[row].check, found[row].address)
        self.list.setCurrentIndex(self.model.index(row))
        self.go.emit(found[row])
        return "there" if ahead else "around"

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
        if way == GO:
            self.go.emit(one)
        elif way in (EXPLAIN, EXPLAIN_AGAIN):
            self.explain.emit(one)
        elif way == OTHER_MENDS or (way == MEND and len(one.mends) > 1):
            self.choose.emit(one.mends, self.list.visualRect(self.list.currentIndex()).bottomLeft())
        else:
            self.mend.emit(next((mend for mend in one.mends if mend_text(mend) == way), one.mends[0]))
