"""The selected cells as Excel keeps them: the current cell stays where the selection began, its far corner moves."""

from enum import Enum, auto

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QRect

from desktop.sheet.model import SheetModel
from desktop.sheet.moves import Move, Position

_REPLACE = QItemSelectionModel.SelectionFlag.ClearAndSelect
_ADD = QItemSelectionModel.SelectionFlag.Select


class Whole(Enum):
    """Which way a selection reaches from edge to edge."""

    ROWS = auto()
    COLUMNS = auto()
    ALL = auto()


class Selecting:
    """Extends the selection of one view. Boxes are rectangles of body positions: x columns, y rows."""

    def __init__(self, model: SheetModel, selection: QItemSelectionModel) -> None:
        self._model = model
        self._selection = selection
        self._anchor: Position | None = None
        self._corner: Position = (0, 0)
        self._whole: Whole | None = None
        self._kept = QItemSelection()  # what Ctrl and a click leave selected beside it
        self._at_work = False
        selection.currentChanged.connect(self._end)
        selection.selectionChanged.connect(self._end)

    def current(self) -> Position:
        """The current cell, by the first position of its merge."""
        index = self._selection.currentIndex()
        return self._model.anchor(index.row(), index.column()) if index.isValid() else (0, 0)

    def corner(self) -> Position:
        """The corner that moves; the current cell unless something was extended from it."""
        return self._corner if self._anchor == self.current() else self.current()

    def box(self) -> QRect:
        """The smallest rectangle round everything selected; the current cell when nothing is."""
        box = QRect()
        for part in self._selection.selection().toList():
            box |= QRect(part.left(), part.top(), part.width(), part.height())
        return self._grown(box) if not box.isNull() else self.extent(self.current())

    def is_one_box(self) -> bool:
        """Is the selection one rectangle?"""
        box = self.box()
        parts = self._selection.selection().toList()
        cells = sum(part.width() * part.height() for part in parts)
        return len(parts) <= 1 or cells == box.width() * box.height()

    def is_whole_rows(self) -> bool:
        """Is the selection one rectangle from edge to edge?"""
        box = self.box()
        return box.left() == 0 and box.right() == self._model.columnCount() - 1 and self.is_one_box()

    def extend(self, corner: Position) -> None:
        """Select everything between the current cell and `corner`."""
        if self._anchor != self.current():
            self._begin()
        self._corner = corner
        self._select()

    def widen(self, whole: Whole) -> None:
        """Select the whole rows or columns of what is selected, or all there is."""
        box = self.box()
        if self._anchor != self.current():
            self._begin()
        self._whole = whole
        self._corner = (box.bottom(), box.right()) if self._corner == self.current() else self._corner
        self._select(box)

    def add(self, position: Position) -> None:
        """Begin another block beside what is selected."""
        kept = QItemSelection(self._selection.selection())
        index = self._model.index(*position)
        self._selection.setCurrentIndex(index, _ADD)
        self._begin()
        self._kept = kept

    def select_rows(self, first: int, last: int, column: int = 0) -> None:
        """Select whole rows, the current cell being that of `column` in row `first`."""
        self._take(Whole.ROWS, (first, column), (last, column))

    def select_columns(self, first: int, last: int, row: int = 0) -> None:
        """Select whole columns, the current cell being that of `row` in column `first`."""
        self._take(Whole.COLUMNS, (row, first), (row, last))

    def _take(self, whole: Whole, current: Position, corner: Position) -> None:
        self._selection.setCurrentIndex(self._model.index(*self._model.anchor(*current)), _REPLACE)
        self._begin()
        self._whole, self._corner = whole, corner
        self._select()

    def next_inside(self, move: Move) -> Position | None:
        """Where Enter and Tab go inside a selection of several cells; None when it is a single one.

        Down and up go column by column, right and left row by row, and around at the end.
        """
        box, current = self.box(), self.current()
        if not self.is_one_box() or box == self.extent(current) or not box.contains(current[1], current[0]):
            return None
        height, width = box.height(), box.width()
        row, column = current[0] - box.top(), current[1] - box.left()
        across = move in (Move.LEFT, Move.RIGHT)
        at = row * width + column if across else column * height + row
        step = 1 if move in (Move.DOWN, Move.RIGHT) else -1
        for _ in range(width * height):
            at = (at + step) % (width * height)
            row, column = divmod(at, width) if across else divmod(at, height)[::-1]
            place = box.top() + row, box.left() + column
            if self._model.anchor(*place) == place:
                return place
        return None

    def _end(self, *_: object) -> None:
        """Whatever else moves or selects ends what was extended: coming back to its cell is no going on with it."""
        if not self._at_work:
            self._anchor = None

    def _begin(self) -> None:
        self._anchor = self._corner = self.current()
        self._whole = None
        self._kept = QItemSelection()

    def _select(self, least: QRect | None = None) -> None:
        assert self._anchor is not None  # every caller has begun
        box = self.extent(self._anchor) | self.extent(self._corner) | (least or QRect())
        rows, columns = self._model.rowCount(), self._model.columnCount()
        if self._whole in (Whole.ROWS, Whole.ALL):
            box.setLeft(0)
            box.setRight(columns - 1)
        if self._whole in (Whole.COLUMNS, Whole.ALL):
            box.setTop(0)
            box.setBottom(rows - 1)
        box = self._grown(box)
        first, last = self._model.index(box.top(), box.left()), self._model.index(box.bottom(), box.right())
        wanted = QItemSelection(first, last)
        if self._kept.toList():
            wanted.merge(self._kept, _ADD)
        self._at_work = True
        self._selection.select(wanted, _REPLACE)
        self._at_work = False

    def _grown(self, box: QRect) -> QRect:
        """The box with every merged cell that it cuts taken in whole."""
        while True:
            grown = QRect(box)
            for row, column, rows, columns in self._model.spans():
                merged = QRect(column, row, columns, rows)
                if merged.intersects(grown):
                    grown |= merged
            if grown == box:
                return box
            box = grown

    def extent(self, position: Position) -> QRect:
        """The box of one cell, with all that its merge covers."""
        row, column = self._model.anchor(*position)
        cell = self._model.cell(row, column)
        rows, columns = (1, 1) if cell is None else (cell.row_span, cell.column_span)
        return QRect(column, row, columns, rows)
