"""The mouse on the cells: press and drag select, Shift extends, Ctrl adds, the handle at the corner fills."""

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent

from desktop.sheet.autoscroll import AutoScroll
from desktop.sheet.frames import catches
from desktop.sheet.keys import CONTROL, SHIFT
from desktop.sheet.moves import Position

if TYPE_CHECKING:
    from desktop.sheet.grid import Grid


class _Drag(Enum):
    NONE = auto()
    SELECTING = auto()
    FILLING = auto()


class Pointer(QObject):
    """Follows the left button over the grid and its frozen columns, whose viewports begin at the same pixel.

    `filled(QRect, QRect)`: the handle of the first box was dragged over the second one, in body positions;
    `sign_pressed()`: the sign of the current cell was pressed.
    """

    filled = Signal(object, object)
    sign_pressed = Signal()

    def __init__(self, grid: "Grid") -> None:
        super().__init__(grid)
        self._grid = grid
        self._drag = _Drag.NONE
        self._pressed = QModelIndex()
        self._target = QRect()
        self.scroll = AutoScroll(grid, self._follow)

    def press(self, event: QMouseEvent) -> bool:
        """A button went down; False when it is not this one's business."""
        if event.button() != Qt.MouseButton.LeftButton:
            return self._press_other(event)
        grid, at = self._grid, event.position().toPoint()
        self._pressed = QModelIndex()
        if self.on_handle(at):
            grid.commit()
            self._drag, self._target = _Drag.FILLING, QRect()
            return True
        index = grid.sight.index_at(at)
        if not index.isValid():
            return False
        place = grid.sheet_model.anchor(index.row(), index.column())
        opened = grid.typing()
        if opened.isValid() and (opened.row(), opened.column()) != place:
            grid.commit()
        grid.setFocus(Qt.FocusReason.MouseFocusReason)
        self._pressed, self._drag = index, _Drag.SELECTING
        if event.modifiers() & SHIFT:
            grid.selecting.extend(place)
        elif event.modifiers() & CONTROL:
            grid.selecting.add(place)
        else:
            grid.go(place)
        grid.pressed.emit(index)
        return True

    def move(self, event: QMouseEvent) -> bool:
        """The mouse moves; False while nothing is dragged."""
        at = event.position().toPoint()
        if self._drag is _Drag.NONE or not event.buttons() & Qt.MouseButton.LeftButton:
            return False
        self._follow(at)
        self.scroll.drag(at)
        return True

    def cancel(self) -> None:
        """Esc: what is being dragged fills nothing."""
        self._drag, self._target = _Drag.NONE, QRect()
        self.scroll.stop()
        self._grid.overlay.fill(None)

    def release(self, event: QMouseEvent) -> bool:
        """The button came up; False when nothing had begun here."""
        drag, self._drag = self._drag, _Drag.NONE
        self.scroll.stop()
        if event.button() != Qt.MouseButton.LeftButton or drag is _Drag.NONE:
            return False
        if drag is _Drag.FILLING:
            box, target, self._target = self._grid.selecting.box(), self._target, QRect()
            self._grid.overlay.fill(None)
            if not target.isNull():
                self.filled.emit(box, target)
        elif self._pressed.isValid() and self._grid.sight.index_at(event.position().toPoint()) == self._pressed:
            self._grid.clicked.emit(self._pressed)
            if self.on_sign(event.position().toPoint()):
                self.sign_pressed.emit()
        return True

    def run_down(self) -> None:
        """A double click on the handle: fill down as far as the column beside goes on without a gap."""
        box, model = self._grid.selecting.box(), self._grid.sheet_model
        for column in (box.left() - 1, box.right() + 1):
            row = box.bottom()
            while (cell := model.cell(row + 1, column)) is not None and cell.text:
                row += 1
            if row > box.bottom():
                self.filled.emit(box, QRect(box.left(), box.bottom() + 1, box.width(), row - box.bottom()))
                return

    def shape(self, at: QPoint) -> Qt.CursorShape:
        """How the pointer looks there while nothing is dragged."""
        if self.on_handle(at):
            return Qt.CursorShape.CrossCursor
        return Qt.CursorShape.PointingHandCursor if self.on_sign(at) else Qt.CursorShape.ArrowCursor

    def on_handle(self, at: QPoint) -> bool:
        """Is that where the fill handle is?"""
        handle = self._grid.handle()
        return handle is not None and catches(handle, at)

    def on_sign(self, at: QPoint) -> bool:
        """Is that where a cell has its sign?"""
        index = self._grid.sight.index_at(at)
        if not index.isValid() or not self._grid.sheet_model.face(index.row(), index.column()).sign:
            return False
        view = self._grid.frozen if self._grid.frozen.holds(index.column()) else self._grid
        return view.cells.is_on_sign(index, view.visualRect(index), at)

    def _press_other(self, event: QMouseEvent) -> bool:
        """The menu of the right button is about what is selected; pressed beside it, about the cell under it."""
        index = self._grid.sight.index_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.RightButton and index.isValid():
            if not self._grid.selectionModel().isSelected(index):
                self._grid.go(self._grid.sheet_model.anchor(index.row(), index.column()))
            return True
        return False

    def _follow(self, at: QPoint) -> None:
        place = self._grid.sight.nearest(at)
        if self._drag is _Drag.SELECTING:
            if place != self._grid.selecting.corner():
                self._grid.selecting.extend(place)
        elif self._drag is _Drag.FILLING:
            self._target = beside(self._grid.selecting.box(), place)
            self._grid.overlay.fill(None if self._target.isNull() else self._target)


def beside(box: QRect, place: Position) -> QRect:
    """The cells between `box` and `place` that a drag of its handle fills: down, up, right or left, the farther way."""
    row, column = place
    down, up = row - box.bottom(), box.top() - row
    right, left = column - box.right(), box.left() - column
    most = max(down, up, right, left)
    if most <= 0:
        return QRect()
    if most == down:
        return QRect(box.left(), box.bottom() + 1, box.width(), down)
    if most == up:
        return QRect(box.left(), row, box.width(), up)
    if most == right:
        return QRect(box.right() + 1, box.top(), right, box.height())
    return QRect(column, box.top(), left, box.height())
