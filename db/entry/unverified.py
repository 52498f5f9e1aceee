"""Cells that a new year took over from the last one and that nobody has confirmed yet: 待核实.

A mark names a cell of the ledger. It goes when the cell's value changes, when the same text is typed again, when it is
confirmed, and with its row; each in the action that did it, so that undo brings it back.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from db.journal import UNJOURNALED, Changes
from db.schema import tables

if TYPE_CHECKING:
    from db.book import Book
    from db.forms.sheet import Binding

SIGN = "待核实"
REMARK = "沿用上年的内容，还没有核实。改好，或确认无误后按 Ctrl+Shift+K（右键“确认”），这个标记就去掉。"

Cells = frozenset[tuple[int, str]]  # (row id, column) of one table

_NEVER_MARKED = UNJOURNALED | {"unverified", "pending", "explanation", "prior_line"}

# A line of project spending shows the texts of its cost item as its own.
_SHOWN = (
    "select row_id, column_name from unverified where table_name = :table"
    " union select e.id, n.column_name from unverified n"
    " join expenditure e on n.table_name = 'cost_item' and e.cost_item = n.row_id where :table = 'expenditure'"
)


def watch(connection: sqlite3.Connection) -> None:
    """Let marks go with the values they stand at: TEMP triggers, so that no command can forget to.

    The journal exists already. While it replays, the marks come and go as it says, not by these.
    """
    acting = "(select action from journal_control) is not null and exists (select 1 from unverified)"
    for table in tables(connection):
        if table in _NEVER_MARKED:
            continue
        columns = [str(row[1]) for row in connection.execute(f'pragma main.table_info("{table}")')]
        differing = ", ".join(f'case when old."{it}" is not new."{it}" then \'{it}\' end' for it in columns)
        gone = f"delete from unverified where table_name = '{table}' and row_id = old.id"
        connection.execute(
            f'create temp trigger "unverified_{table}_update" after update on main."{table}" when {acting} '
            f"begin {gone} and column_name in ({differing}); end"
        )
        connection.execute(
            f'create temp trigger "unverified_{table}_delete" after delete on main."{table}" when {acting} '
            f"begin {gone}; end"
        )


def mark(connection: sqlite3.Connection, cells: Iterable[tuple[str, int, str]]) -> None:
    """Mark cells as taken over and not confirmed. Runs inside an action."""
    connection.executemany(
        "insert into unverified (table_name, row_id, column_name) values (?, ?, ?) on conflict do nothing", list(cells)
    )


def of_table(connection: sqlite3.Connection, table: str) -> Cells:
    """The marked cells of the rows of one table, as its entry tabs show them."""
    found = connection.execute(_SHOWN, {"table": table})
    return frozenset((int(row), str(column)) for row, column in found)


def columns_of(connection: sqlite3.Connection, table: str, row_id: int) -> frozenset[str]:
    """The marked columns of one row."""
    found = connection.execute(
        "select column_name from unverified where table_name = ? and row_id = ?", (table, row_id)
    )
    return frozenset(str(column) for (column,) in found)


def drop(connection: sqlite3.Connection, table: str, row_id: int) -> None:
    """No cell of that row is marked any more: a draft that is taken away leaves no row behind."""
    connection.execute("delete from unverified where table_name = ? and row_id = ?", (table, row_id))


def marked(connection: sqlite3.Connection, bindings: Sequence["Binding"]) -> list[tuple[str, int, str]]:
    """Those marks that the cells of `bindings` show."""
    if connection.execute("select 1 from unverified limit 1").fetchone() is None:
        return []
    found: dict[tuple[str, int, str], None] = {}
    for at in bindings:
        rows = connection.execute(
            "select table_name, row_id, column_name from unverified where column_name = :column and"
            " ((table_name = :table and row_id = :row) or (table_name = 'cost_item' and :table = 'expenditure'"
            " and row_id = (select cost_item from expenditure where id = :row)))",
            {"table": at.table, "row": at.row_id, "column": at.column},
        )
        found.update(dict.fromkeys((str(table), int(row), str(column)) for table, row, column in rows))
    return list(found)


def unmark(connection: sqlite3.Connection, cells: Iterable[tuple[str, int, str]]) -> None:
    """Take marks away. Runs inside an action."""
    connection.executemany(
        "delete from unverified where table_name = ? and row_id = ? and column_name = ?", list(cells)
    )


def confirm(book: "Book", bindings: Sequence["Binding"]) -> Changes:
    """Say of cells that they are right as they stand: one action, nothing when none of them is marked.

    Raises FrozenBook, ReadOnlyPlace, WriteFailed.
    """
    cells = marked(book.connection, bindings)
    if not cells:
        return Changes()
    with book.action(f"确认 {len(cells)} 格") as action:
        unmark(book.connection, cells)
    return action.changes
