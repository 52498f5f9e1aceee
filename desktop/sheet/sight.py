"""Which cell is where in the view: at a pixel, nearest to one, a screenful further."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint

from desktop.sheet.moves import Position

if TYPE_CHECKING:
    from desktop.sheet.grid import Grid


class Sight:
    """Looks at a grid and its frozen columns, whose viewports begin at the same pixel."""

    def __init__(self, grid: "Grid") -> None:
        self._grid = grid

    def index_at(self, at: QPoint) -> QModelIndex:
        """The cell at a pixel of the viewport, in a frozen column too."""
        frozen = self._grid.frozen
        covered = frozen.isVisible() and at.x() < frozen.covered_px()
        return frozen.indexAt(at) if covered else self._grid.indexAt(at)

    def nearest(self, at: QPoint) -> Position:
        """The body position at a pixel, or the nearest one to a pixel outside."""
        seen, model = self._grid.viewport().rect(), self._grid.sheet_model
        inside = QPoint(min(max(at.x(), 0), seen.right()), min(max(at.y(), 0), seen.bottom()))
        frozen = self._grid.frozen
        view = frozen if frozen.isVisible() and inside.x() < frozen.covered_px() else self._grid
        row, column = view.rowAt(inside.y()), view.columnAt(inside.x())
        last = model.rowCount() - 1, model.columnCount() - 1
        return model.anchor(row if row >= 0 else last[0], column if column >= 0 else last[1])

    def first(self) -> Position:
        """The first row in sight, and the first column that scrolls."""
        frozen = self._grid.frozen
        covered = frozen.covered_px() if frozen.isVisible() else 0
        return max(0, self._grid.rowAt(0)), max(0, self._grid.columnAt(covered))

    def turn(self, row: int, step: int) -> int:
        """Scroll a screenful up (-1) or down (1); the row that is then where `row` was."""
        rows, bar = self._grid.verticalHeader(), self._grid.verticalScrollBar()
        page = max(1, self._grid.viewport().height() - self._grid.rowHeight(row))
        wanted = rows.logicalIndexAt(max(0, rows.sectionPosition(row) + step * page) - rows.offset())
        bar.setValue(bar.value() + step * page)
        return wanted if wanted >= 0 else self._grid.sheet_model.rowCount() - 1
