"""Where a key takes the current cell on a grid with merged cells."""

from enum import Enum, auto

from desktop.sheet.model import SheetModel

Position = tuple[int, int]


class Move(Enum):
    """A step of the current cell."""

    UP = auto()
    DOWN = auto()
    LEFT = auto()
    RIGHT = auto()
    ROW_START = auto()
    ROW_END = auto()
    TOP = auto()
    BOTTOM = auto()
    START = auto()
    END = auto()
    EDGE_UP = auto()
    EDGE_DOWN = auto()
    EDGE_LEFT = auto()
    EDGE_RIGHT = auto()


_STEPS = {
    Move.EDGE_UP: Move.UP,
    Move.EDGE_DOWN: Move.DOWN,
    Move.EDGE_LEFT: Move.LEFT,
    Move.EDGE_RIGHT: Move.RIGHT,
}


class Walker:
    """Steps over merged cells in one go, and comes out of them in the line it went in by."""

    def __init__(self, model: SheetModel) -> None:
        self._model = model
        self._line: Position = (0, 0)

    def enter(self, position: Position) -> None:
        """The current cell is `position` now; a move within the same merged cell keeps its line."""
        if self._model.anchor(*self._line) != position:
            self._line = position

    def target(self, current: Position, move: Move) -> Position:
        """The position that `move` leads to from `current`; the same one at the edge."""
        if move in _STEPS:
            return self._edge(current, _STEPS[move])
        self.enter(current)
        row, column = self._line
        bottom, right = self._model.rowCount() - 1, self._model.columnCount() - 1
        rows, columns = self._extent(current)
        wanted = {
            Move.UP: (current[0] - 1, column),
            Move.DOWN: (current[0] + rows, column),
            Move.LEFT: (row, current[1] - 1),
            Move.RIGHT: (row, current[1] + columns),
            Move.ROW_START: (row, 0),
            Move.ROW_END: (row, right),
            Move.TOP: (0, column),
            Move.BOTTOM: (bottom, column),
            Move.START: (0, 0),
            Move.END: (bottom, right),
        }[move]
        if not (0 <= wanted[0] <= bottom and 0 <= wanted[1] <= right):
            return current
        self._line = wanted
        return self._model.anchor(*wanted)

    def next_typed(self, current: Position, step: int) -> Position:
        """The next cell in reading order that can be typed into; without one the next cell at all."""
        width, count = self._model.columnCount(), self._model.rowCount() * self._model.columnCount()
        places = [divmod(at, width) for at in _onward(current[0] * width + current[1], step, count)]
        for row, column in places:
            cell = self._model.cell(row, column)
            if cell is not None and cell.binding is not None and self._model.writable:
                return row, column
        others = (self._model.anchor(*place) for place in places)
        return next((place for place in others if place != current), current)

    def _edge(self, current: Position, step: Move) -> Position:
        """Ctrl and an arrow, as Excel has it: inside a block of filled cells to its last one, else to the next filled
        cell; without one to the edge of the sheet."""
        at = self.target(current, step)
        inside = self._filled(current) and self._filled(at)
        while True:
            beyond = self.target(at, step)
            if beyond == at or (not self._filled(beyond) if inside else self._filled(at)):
                return at
            at = beyond

    def _filled(self, position: Position) -> bool:
        cell = self._model.cell(*position)
        return cell is not None and bool(cell.text)

    def _extent(self, position: Position) -> Position:
        cell = self._model.cell(*position)
        return (1, 1) if cell is None else (cell.row_span, cell.column_span)


def _onward(at: int, step: int, count: int) -> range:
    return range(at + 1, count) if step > 0 else range(at - 1, -1, -1)
