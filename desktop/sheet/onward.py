"""Where Enter and Tab go on to: inside a selection round it, else as Excel goes from row to row."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel

from desktop.sheet.moves import Move, Position, Walker

if TYPE_CHECKING:
    from desktop.sheet.grid import Grid


class Onward:
    """Moves the current cell of one grid; remembers the column in which tabbing began."""

    def __init__(self, grid: "Grid", walker: Walker) -> None:
        self._grid = grid
        self._walker = walker
        self._tabbed_from: int | None = None

    def forget(self) -> None:
        """The hand went elsewhere: Enter stays in its column."""
        self._tabbed_from = None

    def enter(self, move: Move) -> None:
        """Enter, or Shift+Enter: down or up."""
        grid = self._grid
        inside = grid.selecting.next_inside(move)
        if inside is not None:
            self._step(inside)
            return
        row, column = self._walker.target(grid.position(), move)
        # Enter after Tab, Tab, Tab goes to the next row where the tabbing began, as in Excel.
        if self._tabbed_from is not None and move is Move.DOWN and row > grid.position()[0]:
            column = self._tabbed_from
        self._tabbed_from = None
        grid.go(grid.sheet_model.anchor(row, column))

    def tab(self, step: int) -> None:
        """Tab (1) or Shift+Tab (-1): to the next cell that is typed into."""
        grid = self._grid
        inside = grid.selecting.next_inside(Move.RIGHT if step > 0 else Move.LEFT)
        if inside is not None:
            self._step(inside)
            return
        start = grid.position()
        if self._tabbed_from is None:
            self._tabbed_from = start[1]
        target = self._walker.next_typed(start, step)
        if target[0] != start[0]:
            self._tabbed_from = target[1]
        grid.go(target)

    def _step(self, place: Position) -> None:
        """Go on to `place` inside the selection, which stays."""
        index = self._grid.sheet_model.index(*place)
        self._grid.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self._grid.scrollTo(index)
