"""The history beside the form: every gesture, the newest on top; a click leads the book back, or forward, to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.panels.widgets import button, label
from desktop.shown import Gesture

if TYPE_CHECKING:
    from desktop.palette import Palette

Index = QModelIndex | QPersistentModelIndex
Read = Callable[[int, int | None, str, str], Sequence[Gesture]]  # how many, before which action, text, tab

PAGE = 100
REST_MS = 150  # after the last key of a filter
GESTURE = Qt.ItemDataRole.UserRole + 1
_SIDE, _ABOVE, _BETWEEN, _DOT = 14, 6, 2, 6  # pixels
_NOWHERE = QModelIndex()
_SIGNS = {"done": "", "undone": "↶ 已撤销 · ", "dropped": "✗ 已作废 · "}


class HistoryModel(QAbstractListModel):
    """Gestures, the newest first, read page by page as the list is scrolled."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._read: Read = lambda _most, _before, _text, _tab: ()
        self._text = self._tab = ""
        self._gestures: list[Gesture] = []
        self._whole = True

    def show(self, read: Read, text: str, tab: str) -> None:
        """The history of a book from its newest gesture, narrowed to a text and a tab."""
        self.beginResetModel()
        self._read, self._text, self._tab = read, text, tab
        self._gestures = list(read(PAGE, None, text, tab))
        self._whole = len(self._gestures) < PAGE
        self.endResetModel()

    def refresh(self) -> None:
        """The book has changed: new gestures come on top, others may count or not count any more."""
        known = {one.action for one in self._gestures}
        new = list(self._read(max(PAGE, len(self._gestures) + 1), None, self._text, self._tab))
        fresh = list(takewhile(lambda one: one.action not in known, new))
        kept = new[len(fresh) :][: len(self._gestures)]
        if [one.action for one in kept] != [one.action for one in self._gestures][: len(kept)] or not kept:
            self.show(self._read, self._text, self._tab)
            return
        if fresh:
            self.beginInsertRows(_NOWHERE, 0, len(fresh) - 1)
            self._gestures[:0] = fresh
            self.endInsertRows()
        for row, one in enumerate(kept, start=len(fresh)):
            if self._gestures[row] != one:
                self._gestures[row] = one
                self.dataChanged.emit(self.index(row), self.index(row))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._gestures)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self._whole

    def fetchMore(self, parent: Index) -> None:
        if not self._gestures:
            return
        more = list(self._read(PAGE, self._gestures[-1].action, self._text, self._tab))
        self._whole = len(more) < PAGE
        if more:
            first = len(self._gestures)
            self.beginInsertRows(_NOWHERE, first, first + len(more) - 1)
            self._gestures += more
            self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        one = self._gestures[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return one.caption
        if role == GESTURE:
            return one
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            now = "（账套现在停在这一步）" if one.current else ""
            return f"{_SIGNS[one.state]}{one.caption}\n{below(one)}{now}"
        return None


def below(one: Gesture) -> str:
    """The second line of a gesture: what became of it, who made it and when."""
    return _SIGNS[one.state] + " · ".join(part for part in (one.who, one.when) if part)


class _Painter(QStyledItemDelegate):
    """Two lines a gesture; the one the book stands at has a dot, what does not count is grey and says so."""

    def __init__(self, palette: Palette, view: QListView) -> None:
        super().__init__(view)
        self.palette = palette
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        line = self._view.fontMetrics().height()
        return QSize(120, 2 * line + _BETWEEN + 2 * _ABOVE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        one: Gesture = index.data(GESTURE)
        rect: QRect = option.rect  # type: ignore[attr-defined]
        if option.state & QStyle.StateFlag.State_Selected:  # type: ignore[attr-defined]
            painter.fillRect(rect, self.palette.accent_tint)
        painter.setPen(self.palette.soft_line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        metrics = self._view.fontMetrics()
        room = rect.adjusted(_SIDE, _ABOVE, -_SIDE, -_ABOVE)
        line = metrics.height()
        if one.current:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.palette.accent)
            painter.drawEllipse(QRect(rect.left() + 4, room.top() + (line - _DOT) // 2, _DOT, _DOT))
        painter.setFont(self._view.font())
        painter.setPen(self.palette.text if one.state == "done" else self.palette.quiet)
        for number, text in enumerate((one.caption, below(one))):
            at = QRect(room.left(), room.top() + number * (line + _BETWEEN), room.width(), line)
            if number:
                painter.setPen(self.palette.quiet)
            painter.drawText(
                at, Qt.AlignmentFlag.AlignVCenter, metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            )


class _List(QListView):
    """A press, or Enter, leads the book to a gesture; arrows only look."""

    entered_at = Signal(object)  # Gesture

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.entered_at.emit(self.currentIndex().data(GESTURE))
        else:
            super().keyPressEvent(event)


class HistoryPanel(QWidget):
    """The panel. `step` carries a gesture the book is to be led to (None: to its very beginning), `go` one whose cell
    is to be shown; `fold` asks for the panel to be put away.
    """

    step = Signal(object)
    go = Signal(object)
    fold = Signal()

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trace")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("修改历史")
        self.model = HistoryModel(self)
        self.list = _List()
        self.list.setObjectName("findingsList")
        self.list.setAccessibleName("修改历史，新的在上")
        self.list.setModel(self.model)
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._painter = _Painter(palette, self.list)
        self.list.setItemDelegate(self._painter)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("筛选：内容或修改人")
        self.filter.setAccessibleName("筛选修改历史")
        self.filter.setClearButtonEnabled(True)
        self.tabs = QComboBox()
        self.tabs.setAccessibleName("只看哪张表的修改")
        self.to_cell = button("到这一格", "link", self._tell_go)
        self.to_cell.setToolTip("显示这一步改的那一格（双击一步也可以）")
        self.to_start = button("全部撤销", "aside", lambda: self.step.emit(None))
        self.to_start.setToolTip("退回到建账套时；之后还可以一步步重做")
        self._read: Read = lambda _most, _before, _text, _tab: ()
        self._lay_out()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._narrow)
        self.filter.textChanged.connect(lambda _text: self._rest.start())
        self.tabs.currentIndexChanged.connect(lambda _at: self._narrow())
        self.list.clicked.connect(lambda index: self.step.emit(index.data(GESTURE)))
        self.list.doubleClicked.connect(lambda index: self.go.emit(index.data(GESTURE)))
        self.list.entered_at.connect(self.step)

    def begin(self, read: Read, tabs: Sequence[tuple[str, str]]) -> None:
        """The history of another book, whose entry tabs are (id, name)."""
        self._read = read
        self.tabs.blockSignals(True)
        self.tabs.clear()
        self.tabs.addItem("全部表", "")
        for key, name in tabs:
            self.tabs.addItem(name, key)
        self.tabs.blockSignals(False)
        self.filter.blockSignals(True)
        self.filter.clear()
        self.filter.blockSignals(False)
        self._narrow()

    def refresh(self) -> None:
        """The book has changed."""
        self.model.refresh()

    def recolour(self, palette: Palette) -> None:
        """Take the colours of another theme."""
        self._painter.palette = palette
        self.list.viewport().update()

    def _narrow(self) -> None:
        self.model.show(self._read, self.filter.text().strip(), str(self.tabs.currentData() or ""))

    def _tell_go(self) -> None:
        index = self.list.currentIndex()
        if index.isValid():
            self.go.emit(index.data(GESTURE))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label("修改历史", "heading"), 1)
        head.addWidget(button("收起", "aside", self.fold.emit))
        narrow = QHBoxLayout()
        narrow.setSpacing(6)
        narrow.addWidget(self.filter, 1)
        narrow.addWidget(self.tabs)
        foot = QHBoxLayout()
        foot.addWidget(self.to_cell)
        foot.addStretch(1)
        foot.addWidget(self.to_start)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 10, 0, 8)  # 1: its own border
        layout.setSpacing(6)
        for row in (head, narrow):
            row.setContentsMargins(_SIDE, 0, _SIDE, 0)
            layout.addLayout(row)
        hint = label("点一步，账套退回或前进到那一步之后；再点最上面一步就回来。", "quiet", wrap=True)
        hint.setContentsMargins(_SIDE, 0, _SIDE, 0)
        layout.addWidget(hint)
        layout.addWidget(self.list, 1)
        foot.setContentsMargins(_SIDE, 0, _SIDE, 0)
        layout.addLayout(foot)
