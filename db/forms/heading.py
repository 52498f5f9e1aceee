"""The merged header of a table: column heads, given as paths from the top, as cells."""

from collections.abc import Sequence

from db.definitions import Column
from db.forms.sheet import Cell, Role


def header_rows(columns: Sequence[Column]) -> int:
    """How many header rows the columns need."""
    return max((len(column.head) for column in columns), default=0)


def header_cells(columns: Sequence[Column], row: int, column: int = 0, spans: Sequence[int] = ()) -> list[Cell]:
    """The header's cells from grid cell (`row`, `column`) on; `spans`: grid columns each column takes (default 1).

    A heading that ends early runs down to the last header row; equal neighbours above their own headings are one cell.
    """
    height = header_rows(columns)
    widths = tuple(spans) or (1,) * len(columns)
    starts = [column + sum(widths[:number]) for number in range(len(columns))]
    cells: list[Cell] = []
    for level in range(height):
        number = 0
        while number < len(columns):
            head = columns[number].head
            if level >= len(head):
                number += 1
                continue
            last = len(head) == level + 1
            stop = number + 1 if last else _run(columns, number, level)
            cells.append(
                Cell(
                    row=row + level,
                    column=starts[number],
                    row_span=height - level if last else 1,
                    column_span=sum(widths[number:stop]),
                    text=head[level],
                    role=Role.HEADER,
                    bold=True,
                    align="center",
                    wrap=True,
                )
            )
            number = stop
    return cells


def _run(columns: Sequence[Column], first: int, level: int) -> int:
    """The end of the run of columns that share the heading of `first` down to `level`."""
    path = columns[first].head[: level + 1]
    stop = first + 1
    while stop < len(columns) and len(columns[stop].head) > level + 1 and columns[stop].head[: level + 1] == path:
        stop += 1
    return stop
