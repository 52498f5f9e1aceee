"""A worksheet, or some rows of it, as the texts that a reader looks through: merged areas known, blanks left out."""

from collections.abc import Iterator, Mapping
from copy import copy

from db.exchange.opening import ReadCell, ReadSheet

_MOST_COVERED = 100_000  # cells of merged areas that are looked at; more are no form

Position = tuple[int, int]  # row and column of the worksheet, from 1


class Part:
    """The rows `first` to `last` of a worksheet. `rows`: those that hold something, as column → text."""

    def __init__(self, page: ReadSheet, first: int = 1, last: int | None = None) -> None:
        self.page = page
        self.first = first
        self.last = last if last is not None else max((row for row, _ in page.cells), default=0)
        gathered: dict[int, dict[int, str]] = {}
        for (row, column), cell in page.cells.items():
            text = cell.told.strip().strip("\u3000")
            if text and self.first <= row <= self.last:
                gathered.setdefault(row, {})[column] = text
        self.rows: Mapping[int, Mapping[int, str]] = {
            row: dict(sorted(gathered[row].items())) for row in sorted(gathered)
        }
        self._anchors: dict[Position, Position] = {}
        for area in page.layout.merged:
            size = (area.bottom - area.top + 1) * (area.right - area.left + 1)
            if area.bottom < self.first or area.top > self.last or len(self._anchors) + size > _MOST_COVERED:
                continue
            for row in range(area.top, area.bottom + 1):
                self._anchors.update(((row, at), (area.top, area.left)) for at in range(area.left, area.right + 1))

    def within(self, first: int, last: int) -> "Part":
        """Those rows of it."""
        found = copy(self)
        found.first, found.last = max(first, self.first), min(last, self.last)
        found.rows = {row: texts for row, texts in self.rows.items() if found.first <= row <= found.last}
        return found

    @property
    def name(self) -> str:
        """The name of the worksheet."""
        return self.page.name

    def cell(self, row: int, column: int) -> ReadCell | None:
        """What stands in that cell itself."""
        return self.page.cells.get((row, column)) if self.first <= row <= self.last else None

    def text(self, row: int, column: int) -> str:
        """The text in that cell itself, trimmed."""
        return self.rows.get(row, {}).get(column, "")

    def anchor(self, row: int, column: int) -> Position:
        """The cell that says what stands there: the first of a merged area, else the cell itself."""
        return self._anchors.get((row, column), (row, column))

    def is_merged(self, row: int, column: int) -> bool:
        """Does it belong to a merged area?"""
        return (row, column) in self._anchors

    def shown(self, row: int, column: int) -> str:
        """What a person sees there, in a merged area the text of all of it."""
        return self.text(*self.anchor(row, column))

    def below(self, row: int) -> Iterator[tuple[int, Mapping[int, str]]]:
        """The rows from `row` on."""
        return ((number, texts) for number, texts in self.rows.items() if number >= row)

    def is_figure(self, row: int, column: int) -> bool:
        """Does a number stand there, as a number?"""
        cell = self.cell(row, column)
        return cell is not None and cell.number is not None
