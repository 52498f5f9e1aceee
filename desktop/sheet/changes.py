"""What differs between two states of a sheet: rows that came and went, and the smallest ranges of changed cells."""

from collections.abc import Sequence
from dataclasses import dataclass

from db.forms.sheet import Cell, Sheet

_CHUNK = 512  # cells compared at once; what did not change is the same object, so this costs next to nothing
MANY_CELLS = 200  # from here on, one signal for a whole range costs less than one for each run of cells


@dataclass(frozen=True, slots=True)
class RowStep:
    """Replace the old rows [start, end) by the new rows [new_start, new_end)."""

    start: int
    end: int
    new_start: int
    new_end: int


@dataclass(frozen=True, slots=True)
class Range:
    """A rectangle of cells, all four sides included."""

    top: int
    left: int
    bottom: int
    right: int


def amended_cells(old: Sheet, new: Sheet) -> list[Cell] | None:
    """The cells of `new` that differ, when the two have the same rows, the same grid and the same words around it.

    None when more than that may differ, or a merged cell does.
    """
    if len(old.cells) != len(new.cells) or (old.row_keys, old.row_kinds) != (new.row_keys, new.row_kinds):
        return None
    if (old.header_start, old.body_start, old.body_end) != (new.header_start, new.body_start, new.body_end):
        return None
    found: list[Cell] = []
    for start in range(0, len(old.cells), _CHUNK):
        before, after = old.cells[start : start + _CHUNK], new.cells[start : start + _CHUNK]
        if before == after:
            continue
        for was, now in zip(before, after, strict=True):
            if was is now or was == now:
                continue
            if _place(was) != _place(now) or now.row_span > 1 or now.column_span > 1:
                return None
            if not new.body_start <= now.row < new.body_end:
                return None
            found.append(now)
    return found


def _place(cell: Cell) -> tuple[int, int, int, int]:
    return cell.row, cell.column, cell.row_span, cell.column_span


def row_steps(old: Sequence[str], new: Sequence[str]) -> tuple[RowStep, ...]:
    """The steps from the row keys `old` to `new`, last rows first, so that a step never moves the rows of the next."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    middle_old, middle_new = old[head : len(old) - tail], new[head : len(new) - tail]
    if not middle_old and not middle_new:
        return ()
    # Rarely needed, and not by the first window.
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, middle_old, middle_new, autojunk=False)
    steps = [
        RowStep(head + i1, head + i2, head + j1, head + j2)
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
        if tag != "equal"
    ]
    return tuple(reversed(steps))


def ranges(changed: Sequence[tuple[int, int]], keep: tuple[int, int] | None = None) -> tuple[Range, ...]:
    """Rectangles over the `changed` cells (row, column) in reading order, none of which touches the cell `keep`.

    Few cells: runs of neighbours in a row, joined with the same run in the row below. Many: one bounding rectangle, cut
    around `keep`, so that the text being typed is never painted over.
    """
    cells = [cell for cell in changed if cell != keep]
    if len(cells) <= MANY_CELLS:
        return _joined(_runs(cells))
    box = Range(
        min(row for row, _ in cells),
        min(column for _, column in cells),
        max(row for row, _ in cells),
        max(column for _, column in cells),
    )
    return (box,) if keep is None else _around(box, keep)


def _runs(cells: Sequence[tuple[int, int]]) -> list[Range]:
    runs: list[Range] = []
    for row, column in cells:
        last = runs[-1] if runs else None
        if last is not None and last.top == row and last.right == column - 1:
            runs[-1] = Range(row, last.left, row, column)
        else:
            runs.append(Range(row, column, row, column))
    return runs


def _joined(runs: Sequence[Range]) -> tuple[Range, ...]:
    done: list[Range] = []
    open_ranges: dict[tuple[int, int], int] = {}
    for run in runs:
        at = open_ranges.get((run.left, run.right))
        if at is not None and done[at].bottom == run.top - 1:
            done[at] = Range(done[at].top, run.left, run.bottom, run.right)
        else:
            open_ranges[run.left, run.right] = len(done)
            done.append(run)
    return tuple(done)


def _around(box: Range, keep: tuple[int, int]) -> tuple[Range, ...]:
    row, column = keep
    if not (box.top <= row <= box.bottom and box.left <= column <= box.right):
        return (box,)
    parts = (
        Range(box.top, box.left, row - 1, box.right),
        Range(row, box.left, row, column - 1),
        Range(row, column + 1, row, box.right),
        Range(row + 1, box.left, box.bottom, box.right),
    )
    return tuple(part for part in parts if part.top <= part.bottom and part.left <= part.right)
