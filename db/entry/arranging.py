"""Whole rows of an entry tab: empty ones put in, rows once more, rows in another place; rows that a cut leaves bare."""

from collections.abc import Iterable, Mapping, Sequence

from db.book import Book, Changes
from db.definitions import Entry, EntryColumn
from db.entry import pending
from db.entry.captions import telling
from db.entry.cells import parse_cell, print_cell
from db.entry.lookup import Context
from db.entry.retry import retry
from db.entry.rows import COST_ITEM, Row, has_cost_items, next_row_id, one_row, positions
from db.entry.settle import Desk, desk_of, find_row, settle

_ROOM = 1000  # a gap that a row is put into has place for so many more


def insert(book: Book, entry_id: str, before: int | None, count: int = 1) -> tuple[int, ...]:
    """Empty rows above the row `before`, or at the end; their ids. They stay there as drafts while they are filled.

    Raises FrozenBook, ReadOnlyPlace, WriteFailed.
    """
    desk, entry = desk_of(book), book.pack.entries[entry_id]
    with book.action(f"插入 {count} 行"):
        made = [_written(desk, entry, {}) for _ in range(count)]
        order = list(positions(desk.connection, entry))
        place(desk, entry, made, order.index(before) if before in order else len(order))
    return tuple(made)


def duplicate(book: Book, entry_id: str, row_ids: Sequence[int]) -> tuple[int, ...]:
    """Rows once more, below the last of them, with all that was typed into them; the ids of the new ones.

    What may stand once only (the name of a project) waits with its reason. Raises as `insert` does.
    """
    desk, entry = desk_of(book), book.pack.entries[entry_id]
    found = [row for row_id in row_ids if (row := tab_row(desk, entry, row_id)) is not None]
    if not found:
        return ()
    names = telling(entry, found[0], desk.context) if len(found) == 1 else f"{len(found)} 行"
    with book.action(f"复制 {names}"):
        own = {column.id for column in entry.columns if not (column.place or column.read_only)}
        copies = [{name: text for name, text in row.texts(entry, desk.context).items() if name in own} for row in found]
        made = [_written(desk, entry, texts) for texts in copies]
        order = list(positions(desk.connection, entry))
        places = [order.index(row.id) for row in found if row.table == entry.table and row.id in order]
        place(desk, entry, made, max(places) + 1 if places else len(order))
        retry(desk, {entry.table})
    return tuple(made)


def move(book: Book, entry_id: str, row_ids: int | Sequence[int], to: int) -> Changes:
    """Put rows, one below the other, at the place `to` of their tab, counted from 1 without them.

    Cost items without a line have no place of their own. Raises as `insert` does.
    """
    desk, entry = desk_of(book), book.pack.entries[entry_id]
    wanted = {row_ids} if isinstance(row_ids, int) else set(row_ids)
    moved = [row_id for row_id in positions(desk.connection, entry) if row_id in wanted]
    first = one_row(desk.connection, entry, entry.table, moved[0]) if moved else None
    if first is None:
        return Changes()
    names = telling(entry, first, desk.context) if len(moved) == 1 else f"{len(moved)} 行"
    with book.action(f"移动 {names}") as action:
        place(desk, entry, moved, to - 1)
    return action.changes


def place(desk: Desk, entry: Entry, row_ids: Sequence[int], at: int) -> None:
    """Let those rows stand from place `at` on, counted from 0 without them; the others keep their order.

    The journal keeps every row that is written, so the others are not numbered anew: the rows go into the gap between
    their neighbours, and only where there is none the shorter side gives way, far enough for the next ones.
    """
    now, wanted = positions(desk.connection, entry), set(row_ids)
    moved = [row_id for row_id in row_ids if row_id in now]
    others = [row_id for row_id in now if row_id not in wanted]
    above, below = others[: max(0, at)], others[max(0, at) :]
    if [*above, *moved, *below] == list(now):
        return
    first = now[below[0]] if below else len(moved) + 1
    low = now[above[-1]] if above else first - len(moved) - 1
    high = first if below else low + len(moved) + 1
    if high - low <= len(moved):
        room = len(moved) + _ROOM
        if len(below) <= len(above):
            _put_at(desk, entry, {row_id: now[row_id] + room for row_id in below})
            high += room
        else:
            _put_at(desk, entry, {row_id: now[row_id] - room for row_id in above})
            low -= room
    step = len(moved) + 1
    _put_at(desk, entry, {it: low + number * (high - low) // step for number, it in enumerate(moved, start=1)})


def _put_at(desk: Desk, entry: Entry, wanted: Mapping[int, int]) -> None:
    """Row id → position. A row is in the ledger or a draft: one of the two has it."""
    desk.connection.executemany(
        f"update {entry.table} set position = ?2 where id = ?1 and position <> ?2", list(wanted.items())
    )
    desk.connection.executemany(
        "update pending set text = ?2 where table_name = ?3 and row_id = ?1 and column_name = ?4 and text <> ?2",
        [(row_id, str(position), entry.table, pending.POSITION) for row_id, position in wanted.items()],
    )


def tab_row(desk: Desk, entry: Entry, row_id: int) -> Row | None:
    """A row of a tab by its id: its own, or a cost item that stands there as a row."""
    found = one_row(desk.connection, entry, entry.table, row_id)
    if found is None and has_cost_items(entry):
        found = one_row(desk.connection, entry, COST_ITEM, row_id)
    return found


def bare_without(desk: Desk, entry: Entry, row: Row, emptied: Iterable[str]) -> bool:
    """Does a row say nothing any more when those columns are emptied? What a row begins with says nothing."""
    gone = set(emptied)
    texts = row.texts(entry, desk.context)
    return all(
        not texts[column.id] or column.id in gone or column.default_from or texts[column.id] == _begun(column, desk)
        for column in entry.columns
    )


def _begun(column: EntryColumn, desk: Desk) -> str:
    context: Context = desk.context
    return print_cell(column, parse_cell(column, column.default, context), context) if column.default else ""


def _written(desk: Desk, entry: Entry, texts: dict[str, str]) -> int:
    row = find_row(desk, entry, entry.table, next_row_id(desk.connection, entry))
    return settle(desk, entry, row, texts)[1]
