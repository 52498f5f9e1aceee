"""Where a text was found in all tabs: a heading for each tab, below it a line for each cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from db.find import Hit

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from desktop.palette import Palette

ROW = 23
SHOWN_ROWS = 7
LINE = Qt.ItemDataRole.UserRole
WHERE = Qt.ItemDataRole.UserRole + 1
_WHERE_WIDTH = 330
Index = QModelIndex | QPersistentModelIndex


class Group(msgspec.Struct, frozen=True):
    """The cells of one tab that have the text."""

    title: str
    hits: tuple[Hit, ...]


class _Lines(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: list[Hit | Group] = []
        self.spoken: Callable[[str], str] = str

    def show(self, groups: Sequence[Group]) -> None:
        self.beginResetModel()
        self.lines = []
        for group in groups:
            self.lines.append(group)
            self.lines.extend(group.hits)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.NoItemFlags if isinstance(self.lines[index.row()], Group) else super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if role == LINE:
            return line
        if isinstance(line, Group):
            return f"{line.title} · {len(line.hits)} 处" if role == Qt.ItemDataRole.DisplayRole else None
        if role == WHERE:
            return self.spoken(line.address)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{self.spoken(line.address)} {line.text}"
        return line.address if role == Qt.ItemDataRole.ToolTipRole else None


class _Painter(QStyledItemDelegate):
    """Draws a heading, or a cell: where it stands, then its text with the hit on a tint and in bold."""

    def __init__(self, palette: Palette, parent: QWidget) -> None:
        super().__init__(parent)
        self.colours = palette

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        line: Hit | Group = index.data(LINE)
        painter.save()
        middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        if isinstance(line, Group):
            painter.setPen(self.colours.quiet)
            painter.drawText(rect.adjusted(6, 0, 0, 0), middle, str(index.data()))
        else:
            if state & QStyle.StateFlag.State_Selected:
                painter.fillRect(rect, self.colours.accent_tint)
            elif state & QStyle.StateFlag.State_MouseOver:
                painter.fillRect(rect, self.colours.derived)
            wide = min(_WHERE_WIDTH, rect.width() // 2)
            where = QRect(rect.left() + 18, rect.top(), wide - 30, rect.height())
            painter.setPen(self.colours.quiet)
            told = str(index.data(WHERE))
            painter.drawText(
                where, middle, painter.fontMetrics().elidedText(told, Qt.TextElideMode.ElideRight, where.width())
            )
            self._text(painter, line, rect.adjusted(wide, 0, -8, 0))
        painter.restore()

    def _text(self, painter: QPainter, hit: Hit, room: QRect) -> None:
        bold = QFont(painter.font())
        bold.setBold(True)
        usual = painter.font()
        middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        # The hit stays in sight however long the text before it is.
        begin = max(0, hit.start - 24)
        text = hit.text.replace("\n", " ")
        lead = ("…" if begin else "") + text[begin : hit.start]
        left = room.left()
        for part, font in ((lead, usual), (text[hit.start : hit.end], bold), (text[hit.end :], usual)):
            painter.setFont(font)
            metrics = painter.fontMetrics()
            cut = metrics.elidedText(part, Qt.TextElideMode.ElideRight, max(0, room.right() - left))
            wide = metrics.horizontalAdvance(cut)
            place = QRect(left, room.top(), wide + 2, room.height())
            if font is bold and cut:
                painter.fillRect(place.adjusted(0, 4, -1, -4), self.colours.warning_tint)
            painter.setPen(self.colours.text)
            painter.drawText(place, middle, cut)
            left += wide


class FoundList(QListView):
    """The list. `chosen` carries the address of a line that was clicked or taken with Enter."""

    chosen = Signal(str)
    left_upwards = Signal()

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("foundList")
        self.setAccessibleName("查找结果")
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lines = _Lines(self)
        self.setModel(self._lines)
        self._painter = _Painter(palette, self)
        self.setItemDelegate(self._painter)
        self.clicked.connect(self._choose)

    def show_groups(self, groups: Sequence[Group], spoken: Callable[[str], str]) -> None:
        """Show what was found. `spoken` says an address in words, when its line is looked at."""
        self._lines.spoken = spoken
        self._lines.show(groups)
        self.setFixedHeight(min(SHOWN_ROWS, max(1, len(self._lines.lines))) * ROW + 2)

    def mark(self, address: str) -> None:
        """Make the line of `address` the current one."""
        for row, line in enumerate(self._lines.lines):
            if isinstance(line, Hit) and line.address == address:
                self.setCurrentIndex(self._lines.index(row))
                return

    def enter(self) -> None:
        """Take the focus, on the first line that can be gone to."""
        if not self.currentIndex().isValid() and self._lines.lines:
            self.setCurrentIndex(self._lines.index(1))
        self.setFocus()

    def texts(self) -> list[str]:
        """All lines as they are read out, headings included."""
        return [str(self._lines.index(row).data()) for row in range(self._lines.rowCount())]

    def recolour(self, palette: Palette) -> None:
        """Take the colours of another theme."""
        self._painter.colours = palette
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if index.isValid() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(index)
        elif event.key() == Qt.Key.Key_Up and index.row() <= 1:
            self.left_upwards.emit()
        else:
            super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        line = self._lines.lines[index.row()]
        if isinstance(line, Hit):
            self.chosen.emit(line.address)
