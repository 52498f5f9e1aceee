"""The history of a book, read: its gestures page by page, what a gesture changed, which gesture filled a cell."""

import json
import sqlite3
from collections.abc import Iterator, Mapping

import msgspec

from db.book import Book
from db.checks.places import Places
from db.definitions import Entry as Tab
from db.definitions import EntryColumn
from db.entry.cells import Figure, Value, print_cell
from db.entry.lookup import Context
from db.entry.rows import COST_ITEM, columns_of
from db.entry.settle import desk_of
from db.forms.sheet import Binding
from db.forms.where import holds
from db.journal import Changes, Entry

_LOOKED_AT = 200  # changes of a gesture among which a cell to go to is looked for

BEFORE = "退回前"  # the reason in the name of the copy made before a long way
_LONG_WAY = 20  # gestures

Cell = str | int | None
Row = Mapping[str, Cell]


class Touch(msgspec.Struct, frozen=True):
    """How the present text came into a cell. `who` may be unknown (''); `before`: what stood there, '' for nothing."""

    action: int
    who: str
    made_at: str
    caption: str
    before: str


class _Step(msgspec.Struct, frozen=True):
    """One row before and after one change."""

    action: int
    who: str
    made_at: str
    caption: str
    before: Row | None
    after: Row | None


def page(book: Book, most: int, before: int | None = None, text: str = "", tab: str = "") -> tuple[Entry, ...]:
    """The next `most` actions older than the action `before`, the newest first, whatever became of them.

    `text`: only those with it in their caption or name of who made them; `tab`: only those that changed a row of that
    entry tab.
    """
    terms = ["id < ?"]
    bound: list[str | int] = [before if before is not None else 1 << 62]
    if text:
        terms.append("(instr(lower(caption), lower(?)) or instr(lower(who), lower(?)))")
        bound += [text, text]
    if tab:
        term, more = _of_tab(book.pack.entries[tab])
        terms.append(term)
        bound += more
    found = book.connection.execute(
        "select id, caption, made_at, state, who from main.action"
        f" where {' and '.join(terms)} order by id desc limit ?",
        (*bound, most),
    )
    return tuple(Entry(*row) for row in found)


def step_to(book: Book, last: int) -> Changes | None:
    """`Book.step_to`, with a copy of the book made before a long way: who goes on typing there gives the rest up.

    Raises WriteFailed when that copy cannot be made; without a disk to make it on there is none.
    """
    if book.away is None and len(book.way_to(last)) > _LONG_WAY:
        book.back_up(BEFORE)
    return book.step_to(last)


def address_of(book: Book, action: int) -> str:
    """The address of a cell that an action changed, where it lies now; '' when no row of it is in a tab any more."""
    places = Places(book.pack, book.connection)
    found = book.connection.execute(
        "select table_name, row_id, old_row, new_row from main.change where action = ? order by id desc limit ?",
        (action, _LOOKED_AT),
    )
    whole_rows = ""
    for table, row_id, old, new in found.fetchall():
        for address in _addresses(book, places, table, row_id, _row(old), _row(new)):
            if _row(old) is not None and _row(new) is not None:
                return address
            whole_rows = whole_rows or address
    return whole_rows


def touch(book: Book, at: Binding) -> Touch | None:
    """Who put the present text into a cell of an entry tab, when, and what stood there before.

    None when nothing is known: the row came with the book. Actions that were taken back do not count.
    """
    entry = book.pack.entries[at.entry]
    column = next((it for it in entry.columns if it.id == at.column), None)
    if column is None:
        return None
    waiting = _waiting(book.connection, at)
    if waiting is not None:
        return waiting
    for step in _steps(book.connection, at.table, at.row_id):
        old, new = (_part(book.connection, column, row) for row in (step.before, step.after))
        if old != new:
            return Touch(step.action, step.who, step.made_at, step.caption, _printed(book, column, old) if old else "")
    return None


def _of_tab(entry: Tab) -> tuple[str, list[str | int]]:
    """The SQL condition that an action changed a row of a tab, and what is bound to it."""
    rows = ["c.table_name = ?"]
    bound: list[str | int] = [entry.table]
    for column, wanted in entry.scope.items():
        values = [wanted] if isinstance(wanted, str) else list(wanted)
        rows.append(f"json_extract(ifnull(c.new_row, c.old_row), ?) in ({', '.join('?' * len(values))})")
        bound += [f"$.{column}", *values]
    # Which tab a draft stands in is written when it begins; afterwards its table tells enough.
    waits = "c.table_name = 'pending' and json_extract(ifnull(c.new_row, c.old_row), '$.table_name') = ?"
    term = f"exists (select 1 from main.change c where c.action = action.id and (({' and '.join(rows)}) or ({waits})))"
    return term, [*bound, entry.table]


def _addresses(book: Book, places: Places, table: str, row_id: int, old: Row | None, new: Row | None) -> Iterator[str]:
    names = {name for name in (new or old or {}) if (old or {}).get(name) != (new or {}).get(name)}
    row = new or old or {}
    if table == "pending":
        table, row_id, names = str(row["table_name"]), int(str(row["row_id"])), {str(row["column_name"])}
        row = {}
    if table == COST_ITEM:
        line = book.connection.execute("select id from expenditure where cost_item = ?", (row_id,)).fetchone()
        table, row_id, row = "expenditure", line[0] if line else 0, {"nature": "project"}
    for entry in book.pack.entries.values():
        if entry.table != table or (row and not holds(entry.scope, row)):
            continue
        column = next((it.id for it in entry.columns if {it.id, it.via} & names), entry.columns[0].id)
        key = str(row.get("topic", "")) if entry.layout == "topics" else str(row_id)
        address = places.address(f"entry/{entry.id}/#{key}.{column}")
        if "." in address:
            yield address


def _part(connection: sqlite3.Connection, column: EntryColumn, row: Row | None) -> tuple[Cell, ...]:
    """What a row of the ledger keeps of a cell; () when there was no row."""
    if row is None:
        return ()
    if column.place:
        return (row.get("position"),)
    if column.via and isinstance(row.get(column.via), int):
        return (_reached(connection, column, int(str(row[column.via]))),)
    if column.id == "target":
        return row.get("nature"), row.get("project")
    return (row.get(column.id), row.get("typed")) if column.id == "amount" else (row.get(column.id),)


def _reached(connection: sqlite3.Connection, column: EntryColumn, row_id: int) -> Cell:
    """The same of a row that another one refers to, or referred to before it was taken away."""
    if column.id not in columns_of(connection, column.via):
        return None
    found = connection.execute(f'select "{column.id}" from main."{column.via}" where id = ?', (row_id,)).fetchone()
    if found is not None:
        return found[0]  # type: ignore[no-any-return]
    last = next(_steps(connection, column.via, row_id), None)
    return (last.after or last.before or {}).get(column.id) if last else None


def _waiting(connection: sqlite3.Connection, at: Binding) -> Touch | None:
    """The same for a text that waits in the cell."""
    found = connection.execute(
        "select id from pending where table_name = ? and row_id = ? and column_name = ?",
        (at.table, at.row_id, at.column),
    ).fetchone()
    if found is None:
        return None
    for step in _steps(connection, "pending", int(found[0])):
        before, after = step.before or {}, step.after or {}
        same_cell = all(before.get(name) == after.get(name) for name in ("table_name", "row_id", "column_name"))
        if before.get("text") != after.get("text"):
            text = str(before.get("text", "")) if same_cell else ""
            return Touch(step.action, step.who, step.made_at, step.caption, text)
    return None


def _steps(connection: sqlite3.Connection, table: str, row_id: int) -> Iterator[_Step]:
    """The changes of a row that count, the newest first."""
    found = connection.execute(
        "select a.id, a.who, a.made_at, a.caption, c.old_row, c.new_row from main.change c"
        " join main.action a on a.id = c.action"
        " where c.table_name = ? and c.row_id = ? and a.state = 'done' order by c.id desc",
        (table, row_id),
    )
    for action, who, made_at, caption, old, new in found:
        yield _Step(action, who, made_at, caption, _row(old), _row(new))


def _printed(book: Book, column: EntryColumn, part: tuple[Cell, ...]) -> str:
    """What the cell said that kept this in the ledger."""
    value: Value = next((one for one in part if one is not None), None)
    if column.type == "amount" and isinstance(value, int):
        value = Figure(value, str(part[-1] or "") if len(part) > 1 else "")
    return print_cell(column, value, Context(desk_of(book).lookup))


def _row(text: str | None) -> Row | None:
    return None if text is None else json.loads(text)
