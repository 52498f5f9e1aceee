"""The mouse on the row numbers: a press selects rows, a drag of selected ones takes them to another place."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent

from desktop.sheet.autoscroll import AutoScroll
from desktop.sheet.keys import SHIFT

if TYPE_CHECKING:
    from desktop.sheet.grid import Grid


class RowDrag(QObject):
    """Listens to the numbers before the rows of `grid`. `may_move`: can rows be taken elsewhere at all?

    `dropped(first, last, before)`: those rows are to stand above the row that is now at `before`.
    """

    dropped = Signal(int, int, int)

    def __init__(self, grid: "Grid", may_move: Callable[[], bool]) -> None:
        super().__init__(grid)
        self._grid = grid
        self._may_move = may_move
        self._start: int | None = None
        self._moving: tuple[int, int] | None = None
        self._landing: int | None = None
        self.scroll = AutoScroll(grid, self._follow)
        grid.marks.viewport().installEventFilter(self)
        grid.marks.viewport().setMouseTracking(True)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QMouseEvent):
            return False
        at = event.position().toPoint()
        kind = event.type()
        if kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
            return self._press(event.button(), at, bool(event.modifiers() & SHIFT))
        if kind == QEvent.Type.MouseMove:
            return self._drag(at, bool(event.buttons() & Qt.MouseButton.LeftButton))
        if kind == QEvent.Type.MouseButtonRelease and self._start is not None:
            self._release()
            return True
        return False

    def _press(self, button: Qt.MouseButton, at: QPoint, shift: bool) -> bool:
        grid, row = self._grid, self._grid.marks.logicalIndexAt(at)
        if row < 0:
            return False
        if button != Qt.MouseButton.LeftButton:
            chosen = self._chosen()
            if chosen is None or row not in range(chosen[0], chosen[1] + 1):
                self._take(row, row)  # the menu is about the row it is opened on
            return True
        grid.commit()
        grid.setFocus(Qt.FocusReason.MouseFocusReason)
        if shift:
            self._start = grid.position()[0]
            self._select(row)
            return True
        self._start, chosen = row, self._chosen()
        if chosen is not None and row in range(chosen[0], chosen[1] + 1):
            self._moving = chosen
        else:
            self._select(row)
        return True

    def _drag(self, at: QPoint, pressed: bool) -> bool:
        if self._start is None or not pressed:
            chosen = self._chosen()
            over = chosen is not None and self._grid.marks.logicalIndexAt(at) in range(chosen[0], chosen[1] + 1)
            shape = Qt.CursorShape.OpenHandCursor if over else Qt.CursorShape.ArrowCursor
            self._grid.marks.viewport().setCursor(shape)
            return False
        self._follow(at)
        self.scroll.drag(QPoint(1, at.y()))
        return True

    def _follow(self, at: QPoint) -> None:
        row = self._grid.sight.nearest(QPoint(1, at.y()))[0]
        if self._moving is None:
            self._select(row)
            return
        first, last = self._moving
        middle = self._grid.rowViewportPosition(row) + self._grid.rowHeight(row) // 2
        before = min(row + (at.y() > middle), self._end())
        if self._landing is None and before in range(first, last + 2):
            return  # it has not left its place yet
        if self._landing is None and not self._may_move():
            self._moving = None
            return
        self._landing = before
        self._grid.marks.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        self._grid.overlay.land(before)

    def cancel(self) -> None:
        """Esc: what is being dragged stays where it is."""
        self._start = self._moving = self._landing = None
        self.scroll.stop()
        self._grid.overlay.land(None)
        self._grid.marks.viewport().setCursor(Qt.CursorShape.ArrowCursor)

    def _release(self) -> None:
        start, moving, landing = self._start, self._moving, self._landing
        self.cancel()
        if moving is not None and landing is None and start is not None:
            self._take(start, start)
        elif moving is not None and landing is not None and landing not in range(moving[0], moving[1] + 2):
            self.dropped.emit(*moving, landing)

    def _select(self, row: int) -> None:
        if self._start is not None:
            self._take(self._start, row)

    def _take(self, first: int, last: int) -> None:
        # The current cell is one in sight: the table is not to scroll back to its beginning.
        self._grid.selecting.select_rows(first, last, self._grid.sight.first()[1])

    def _chosen(self) -> tuple[int, int] | None:
        """First and last of the rows that are selected whole; None when the selection is something else."""
        box = self._grid.selecting.box()
        return (box.top(), box.bottom()) if self._grid.selecting.is_whole_rows() else None

    def _end(self) -> int:
        """Rows can be dropped above the empty one at the end, not below it."""
        kinds = self._grid.sheet_model.sheet.row_kinds
        count = self._grid.sheet_model.rowCount()
        return count - 1 if count and kinds and kinds[count - 1] == "new" else count
