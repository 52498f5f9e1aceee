"""What the frames over the cells are at this moment, told to the grid and its frozen columns alike."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Qt

from desktop.sheet.frames import Frames

if TYPE_CHECKING:
    from desktop.sheet.grid import Grid


class Overlay(QObject):
    """Boxes are body positions: x columns, y rows."""

    def __init__(self, grid: "Grid") -> None:
        super().__init__(grid)
        self._grid = grid
        self._drawn = Frames()
        self._filling: QRect | None = None
        self._landing: int | None = None
        self.lifted: QRect | None = None

    def lift(self, box: QRect | None) -> None:
        """Dashes round what was copied or cut; None takes them away."""
        self.lifted = box
        self.refresh()

    def fill(self, box: QRect | None) -> None:
        """The outline of what a drag of the handle would fill."""
        self._filling = box
        self.refresh()

    def land(self, row: int | None) -> None:
        """The line above `row`, where dragged rows would land."""
        self._landing = row
        self.refresh()

    def is_dragging(self) -> bool:
        """Would letting go of the button fill or move something?"""
        return self._filling is not None or self._landing is not None

    def frames(self) -> Frames:
        """All of it."""
        grid = self._grid
        current = grid.currentIndex()
        if not current.isValid():
            return Frames()
        one = grid.selecting.is_one_box()
        typed = bool(current.flags() & Qt.ItemFlag.ItemIsEditable)
        return Frames(
            chosen=grid.selecting.box() if one else grid.selecting.extent(grid.position()),
            handle=one and typed and grid.editing() is None,
            lifted=self.lifted,
            filling=self._filling,
            landing=self._landing,
        )

    def refresh(self) -> None:
        """Paint what has changed."""
        now, before = self.frames(), self._drawn
        self._drawn = now
        for view in (self._grid, self._grid.frozen):
            view.update_frames(before, now)
        self._grid.marks.show_chosen(now.chosen)
        for heading in (self._grid.heading, self._grid.frozen.heading):
            heading.show_chosen(now.chosen)
