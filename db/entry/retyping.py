"""The ways out of cells that wait: texts are read once more, as they were when they were typed; empty ones proposed."""

from functools import cached_property
from typing import TYPE_CHECKING

from db.entry.mends import Mend, cell_address
from db.entry.proposals import Proposed, proposals
from db.entry.rows import one_row
from db.entry.settle import Desk, Reading, desk_of, read_cells

if TYPE_CHECKING:
    from db.book import Book
    from db.definitions import Entry

_MOST = 40  # rows that are read again: who has more at fault mends the paste, not its cells


class Retyping:
    """Reads the rows at fault of one book, each once. Good until something changes."""

    def __init__(self, book: "Book") -> None:
        self._book = book
        self._read: dict[tuple[str, str, int], Reading | None] = {}
        self._proposed: dict[tuple[str, str, int], dict[str, Proposed]] = {}

    def ways(self, entry: "Entry", table: str, row_id: int, column: str, text: str) -> tuple[Mend, ...]:
        """The ways out of a cell in which `text` waits."""
        return (self._retypes if text else self._fills)(entry, table, row_id, column)

    def _retypes(self, entry: "Entry", table: str, row_id: int, column: str) -> tuple[Mend, ...]:
        """What the waiting text of a cell may have meant, the likeliest first."""
        key = (entry.id, table, row_id)
        if key not in self._read:
            self._read[key] = self._reading(entry, table, row_id) if len(self._read) < _MOST else None
        reading = self._read[key]
        if reading is None or column not in reading.faults:
            return ()
        address = cell_address(entry.id, row_id, column)
        return tuple(Mend(it.label, ((address, it.text),), certain=it.certain) for it in reading.mends.get(column, ()))

    def _fills(self, entry: "Entry", table: str, row_id: int, column: str) -> tuple[Mend, ...]:
        """What an empty cell probably wants, from what the book did before and what the pack knows."""
        key = (entry.id, table, row_id)
        if key not in self._proposed and len(self._proposed) < _MOST:
            row = one_row(self._book.connection, entry, table, row_id)
            texts = row.texts(entry, self._desk.context) if row is not None else {}
            self._proposed[key] = proposals(self._book, entry.id, texts, {}) if row is not None else {}
        proposed = self._proposed.get(key, {}).get(column)
        if proposed is None or not proposed.settled:
            return ()
        label = f"填 {proposed.text} {proposed.hint}".strip()
        return (Mend(label, ((cell_address(entry.id, row_id, column), proposed.text),)),)

    @cached_property
    def _desk(self) -> Desk:
        return desk_of(self._book)

    def _reading(self, entry: "Entry", table: str, row_id: int) -> Reading | None:
        row = one_row(self._book.connection, entry, table, row_id)
        return None if row is None else read_cells(self._desk, entry, row, {}, placed=False)
