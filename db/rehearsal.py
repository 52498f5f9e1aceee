"""A block of texts to be laid over an entry tab: by its own headings, if it has them, and what would come of it.

The book is asked by doing it and taking it back, so that what is said beforehand is what will be.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import msgspec

from db.book import Book
from db.definitions import Entry
from db.entry.rows import Row
from db.entry.settle import Desk
from db.exchange.headings import Meant, in_unit, meanings, plain
from db.ledger import desk_of, paste, sheet_rows
from db.money import AmountUnit

Block = tuple[tuple[str | None, ...], ...]  # None: the cell is left as it is


class Headed(msgspec.Struct, frozen=True):
    """A block whose first row were headings: `block` without it, its columns in the tab's order from the first on.

    `unknown`: headings that the tab has no column for; their texts are left out.
    """

    block: Block
    unknown: tuple[str, ...]


class CellToBe(msgspec.Struct, frozen=True):
    """A cell that the block reaches: the pasted text, what stands there now, and why the text would be no value."""

    text: str
    before: str
    problem: str


class RowToBe(msgspec.Struct, frozen=True):
    """A row of the block: its place in the tab from 1, whether it is a new one, and its cells (None: not touched)."""

    number: int
    new: bool
    cells: tuple[CellToBe | None, ...]


class Rehearsal(msgspec.Struct, frozen=True):
    """What a paste would do. `headings` of the tab over the columns; `beyond`: texts that find no cell."""

    headings: tuple[str, ...]
    rows: tuple[RowToBe, ...]
    beyond: int

    @property
    def new_rows(self) -> int:
        """Rows that the tab does not have yet; empty ones are not made."""
        return sum(row.new and any(cell and cell.text.strip() for cell in row.cells) for row in self.rows)

    @property
    def overwritten(self) -> int:
        """Cells that hold something else now."""
        return sum(bool(cell and cell.before and cell.before != cell.text) for row in self.rows for cell in row.cells)

    @property
    def problems(self) -> int:
        """Texts that would be no values."""
        return sum(bool(cell and cell.text.strip() and cell.problem) for row in self.rows for cell in row.cells)


class _TakenBackError(Exception):
    """Ends the action that was only tried."""


def by_headings(book: Book, entry_id: str, block: Sequence[Sequence[str]]) -> Headed | None:
    """The block laid by its headings; None when half of its first row are no headings of the tab."""
    entry = book.pack.entries[entry_id]
    if entry.layout == "record" or not block:
        return None
    known: Mapping[str, Meant] = meanings(entry, AmountUnit(book.record().amounts))
    heads = {at: text.strip() for at, text in enumerate(block[0]) if text.strip()}
    meant: dict[str, tuple[int, Meant]] = {}
    for at, head in heads.items():
        found = known.get(plain(head))
        if found is not None:
            meant.setdefault(found.column.id, (at, found))
    if not meant or 2 * len(meant) < len(heads):
        return None
    taken = {at for at, _ in meant.values()}
    rows = tuple(tuple(_text(row, meant.get(column.id)) for column in entry.columns) for row in block[1:])
    return Headed(rows, tuple(head for at, head in heads.items() if at not in taken))


def _text(row: Sequence[str], meant: tuple[int, Meant] | None) -> str | None:
    if meant is None:
        return None
    at, it = meant
    return in_unit(row[at], it.unit) if at < len(row) else ""


def rehearse(book: Book, entry_id: str, row: int, column: int, block: Sequence[Sequence[str | None]]) -> Rehearsal:
    """What `ledger.paste` would do with the same words; the book stays as it is.

    Raises FrozenBook, ReadOnlyPlace, WriteFailed.
    """
    desk, entry = desk_of(book), book.pack.entries[entry_id]
    before = _Tab(desk, entry)
    after = before
    with taken_back(book):
        paste(book, entry_id, row, column, block)
        after = _Tab(desk_of(book), entry)
    width = max((len(texts) for texts in block), default=0)
    columns = range(column, min(column + width, before.width))
    made = iter(after.keys_beside(before))
    rows, beyond = [], 0
    for offset, texts in enumerate(block):
        at, new = row + offset, row + offset >= before.height
        blank = not any(text and text.strip() for text in texts)
        key = (next(made, None) if not blank else None) if new else before.key(at)
        cells: list[CellToBe | None] = []
        for place, text in enumerate(texts):
            shown = None if column + place not in columns else before.cell(at, column + place)
            if text is None:
                cells.append(None)
            elif shown is None and not (new and column + place in columns):
                beyond += bool(text.strip())
                cells.append(None)
            else:
                problem = after.problem(key, at, column + place)
                cells.append(CellToBe(text, shown or "", problem))
        rows.append(RowToBe(at + 1, new, tuple(cells[: len(columns)])))
    return Rehearsal(tuple(before.heading(at) for at in columns), tuple(rows), beyond)


@contextmanager
def taken_back(book: Book) -> Iterator[None]:
    """What is done meanwhile is done for a try: the book stays as it is. Raises what an action raises."""
    try:
        with book.action("试做"):
            yield
            raise _TakenBackError
    except _TakenBackError:
        pass


class _Tab:
    """The texts and faults of a tab at one moment, by place."""

    def __init__(self, desk: Desk, entry: Entry) -> None:
        self._desk = desk
        self._entry = entry
        self._record = entry.layout == "record"
        self._rows = sheet_rows(desk, entry)
        self.by_key = {(row.table, row.id): row for row in self._rows}
        self.height = len(entry.columns) if self._record else len(self._rows)
        self.width = 2 if self._record else len(entry.columns)

    def heading(self, column: int) -> str:
        """What stands over a column."""
        if self._record:
            return ("项目", "内容")[column]
        return self._entry.columns[column].label.format(amounts=self._desk.lookup.amounts.value)

    def key(self, at: int) -> tuple[str, int] | None:
        """Table and id of the row at a place."""
        row = self._rows[0] if self._record else self._rows[at]
        return row.table, row.id

    def keys_beside(self, before: "_Tab") -> list[tuple[str, int]]:
        """The rows that were not there before, in order."""
        return [(row.table, row.id) for row in self._rows if (row.table, row.id) not in before.by_key]

    def cell(self, at: int, column: int) -> str | None:
        """The text at a place that can be typed into; None where none can."""
        if at >= self.height or (self._record and column != 1):
            return None
        found = self._entry.columns[at if self._record else column]
        row = self._rows[0] if self._record else self._rows[at]
        fixed = self._entry.layout == "topics" and found.id == "topic"
        return None if found.read_only or fixed else row.text(found, self._desk.context)

    def problem(self, key: tuple[str, int] | None, at: int, column: int) -> str:
        """Why the text in a cell of the row `key` is no value; a row that has got another id is looked for at `at`."""
        row: Row | None = None if key is None else self.by_key.get(key)
        if row is None and key is not None and at < len(self._rows):
            row = self._rows[at]
        if row is None:
            return ""
        waiting = row.waiting.get(self._entry.columns[at if self._record else column].id)
        return waiting.reason if waiting is not None else ""
