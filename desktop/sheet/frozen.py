"""The first columns of a wide grid, painted over it so that they stay where they are while it scrolls sideways."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView

from desktop.sheet.model import Index
from desktop.sheet.offers import Completions
from desktop.sheet.surface import Surface

if TYPE_CHECKING:
    from desktop.sheet.grid import Grid


class FrozenColumns(Surface):
    """A second view over `grid` with the same model and selection; the keyboard stays with the grid."""

    def __init__(self, grid: "Grid", completions: Completions) -> None:
        super().__init__(grid.sheet_model, completions, grid)
        self._grid = grid
        self._columns = 0
        self.setSelectionModel(grid.selectionModel())
        self.setFocusProxy(grid)
        self.verticalHeader().hide()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().valueChanged.connect(grid.verticalScrollBar().setValue)
        grid.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.heading.sectionResized.connect(self._lead)
        self.hide()

    def freeze(self, columns: int) -> None:
        """Keep the first `columns` columns in sight; 0 for none, and while the whole table is in sight anyway."""
        if columns != self._columns or columns:
            self._columns = columns
            for column in range(self.sheet_model.columnCount()):
                self.setColumnHidden(column, column >= columns)
            self.setVisible(columns > 0)
            self.place()

    def holds(self, column: int) -> bool:
        """Is this column one of those that stay?"""
        return 0 <= column < self._columns

    def covered_px(self) -> int:
        """How much of the grid's viewport lies under these columns."""
        return sum(self._grid.columnWidth(column) for column in range(self._columns))

    def follow(self, column: int, width: int) -> None:
        """The grid's column has a new width."""
        if self.holds(column) and self.columnWidth(column) != width:
            self.setColumnWidth(column, width)
        self.place()

    def place(self) -> None:
        """Lie exactly over the grid's first columns, heading included."""
        if self._columns:
            viewport = self._grid.viewport()
            height = self._grid.heading.height() + viewport.height()
            top = viewport.y() - self._grid.heading.height()
            self.setGeometry(viewport.x(), top, min(self.covered_px(), viewport.width()), height)

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        # Up and down goes with the grid; sideways there is nowhere to go.
        return

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._grid.wheelEvent(event)

    # The two viewports begin at the same pixel, so the grid understands the mouse over these columns as it is.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._grid.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._grid.mouseMoveEvent(event)
        self.viewport().setCursor(self._grid.viewport().cursor())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grid.mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._grid.mouseDoubleClickEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._grid.horizontalScrollBar().value():
            painter = QPainter(self.viewport())
            quiet = self.sheet_model.looks.palette.quiet
            painter.fillRect(self.viewport().width() - 1, 0, 1, self.viewport().height(), quiet)
            painter.end()

    def _lead(self, column: int, _old: int, width: int) -> None:
        if self.holds(column) and width and self._grid.columnWidth(column) != width:
            self._grid.setColumnWidth(column, width)
