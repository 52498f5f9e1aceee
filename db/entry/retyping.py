"""The ways out of texts that wait: found by reading them once more, as they were read when they were typed."""

from functools import cached_property
from typing import TYPE_CHECKING

from db.entry.mends import Mend, cell_address
from db.entry.rows import one_row
from db.entry.settle import Desk, Reading, desk_of, read_cells

if TYPE_CHECKING:
    from db.book import Book
    from db.definitions import Entry

_MOST = 100  # rows that are read again: who has more at fault mends the paste, not its cells


class Retyping:
    """Reads the rows at fault of one book, each once. Good until something changes."""

    def __init__(self, book: "Book") -> None:
        self._book = book
        self._read: dict[tuple[str, str, int], Reading | None] = {}

    def mends(self, entry: "Entry", table: str, row_id: int, column: str) -> tuple[Mend, ...]:
        """What the waiting text of a cell may have meant, the likeliest first."""
        key = (entry.id, table, row_id)
        if key not in self._read:
            self._read[key] = self._reading(entry, table, row_id) if len(self._read) < _MOST else None
        reading = self._read[key]
        if reading is None or column not in reading.faults:
            return ()
        address = cell_address(entry.id, row_id, column)
        return tuple(Mend(it.label, ((address, it.text),), certain=it.certain) for it in reading.mends.get(column, ()))

    @cached_property
    def _desk(self) -> Desk:
        return desk_of(self._book)

    def _reading(self, entry: "Entry", table: str, row_id: int) -> Reading | None:
        row = one_row(self._book.connection, entry, table, row_id)
        return None if row is None else read_cells(self._desk, entry, row, {}, placed=False)
