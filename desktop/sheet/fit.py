"""Widths of columns, heights of rows and the size of the page, measured anew when texts or the room change."""

from PySide6.QtCore import QObject, QRect, QSize, QTimer

from desktop.sheet.columns import Columns
from desktop.sheet.grid import Grid
from desktop.sheet.measure import row_heights
from desktop.sheet.memory import SheetMemory
from desktop.sheet.model import SheetModel
from desktop.sheet.paper import MARGIN_PX, Paper

_AGAIN_MS = 200


class Fit(QObject):
    """Fits the grid and its page into `room`, the rectangle that the view leaves them."""

    def __init__(self, model: SheetModel, grid: Grid, paper: Paper) -> None:
        super().__init__(grid)
        self._model = model
        self._grid = grid
        self._paper = paper
        self.columns = Columns(SheetMemory())
        self._room = QRect()
        self._settling = False
        self._wider = QTimer(self)  # texts have come that the columns cut
        self._wider.setSingleShot(True)
        self._wider.timeout.connect(self._widen)
        model.modelReset.connect(self._wider.stop)
        model.reshaped.connect(self._reshape)
        model.dataChanged.connect(lambda first, last: self._measure(first.row(), last.row()))
        model.rowsInserted.connect(lambda _parent, first, last: self._measure(first, last))
        grid.heading.sectionResized.connect(self._widened)
        for heading in (grid.heading, grid.frozen.heading):
            heading.sectionHandleDoubleClicked.connect(self.fit_column)

    def begin(self) -> None:
        """Another sheet: measure its texts, then settle."""
        self.columns.begin(self._model.sheet, self._model.looks)
        self._grid.apply_spans()
        self.settle()

    def take_room(self, room: QRect) -> None:
        """The view has another size; the current cell stays in sight."""
        self._room = room
        current, seen = self._grid.currentIndex(), self._grid.viewport().rect()
        in_sight = current.isValid() and seen.intersects(self._grid.visualRect(current))
        self.settle()
        if in_sight:
            self._grid.scrollTo(current)

    def settle(self) -> None:
        """Widths, then the heights that follow from them, then the page round the table."""
        model, grid = self._model, self._grid
        sheet, looks = model.sheet, model.looks
        marks = grid.marks.width_px() if model.numbered() else 0
        grid.marks.setFixedWidth(marks)
        self._settling = True
        try:
            inner = self._room.width() - 2 * MARGIN_PX - 1 - marks
            columns = self.columns.widths(sheet, looks, inner)
            grid.apply_widths(columns)
            header_rows = sheet.body_start - sheet.header_start
            grid.show_heading(model.header_cells(), sheet.header_start, header_rows, columns)
            body = (cell for cell in sheet.cells if sheet.body_start <= cell.row < sheet.body_end)
            grid.apply_heights(row_heights(body, sheet.body_start, model.rowCount(), columns, looks, model.lines))
            heading = grid.heading.height() if header_rows else 0
            table = QSize(sum(columns) + marks, grid.verticalHeader().length() + heading)
            self._paper.settle(self._room, table, sheet.frozen_columns)
        finally:
            self._settling = False

    def fit_column(self, column: int) -> None:
        """Make a column as wide as its texts."""
        self._grid.setColumnWidth(column, self.columns.exact(self._model.sheet, column, self._model.looks))

    def restore_columns(self) -> None:
        """The columns of this form as if nobody had set them."""
        self.columns.restore(self._model.sheet)
        self.begin()

    def _reshape(self) -> None:
        self._grid.apply_spans()
        self.settle()

    def _widened(self, column: int, _old: int, new: int) -> None:
        if not self._settling and new:
            self.columns.keep(self._model.sheet, column, self._current_widths(), self._model.looks)
            self.settle()

    def _current_widths(self) -> list[int]:
        return [self._grid.columnWidth(at) for at in range(self._model.columnCount())]

    def _measure(self, first: int, last: int) -> None:
        """Rows have changed: of those in sight, do the columns still hold the texts?"""
        grid, model, columns = self._grid, self._model, range(self._model.columnCount())
        top, bottom = grid.rowAt(0), grid.rowAt(grid.viewport().height() - 1)
        rows = range(max(first, top), min(last, bottom if bottom >= 0 else last) + 1)
        cells = [cell for row in rows for at in columns if (cell := model.cell(row, at)) is not None]
        if self.columns.measure(model.sheet, cells, self._current_widths(), model.looks):
            self._wider.start(0)

    def _widen(self) -> None:
        # Never under the hands of somebody who types.
        if self._grid.editing() is None:
            self.columns.begin_again(self._model.sheet, self._model.looks)
            self.settle()
        else:
            self._wider.start(_AGAIN_MS)
