"""Input that cannot be a value yet: what was typed, and why it waits.

Beside a row of the ledger wait the texts that are no values. A draft is a row that is not in the ledger at all: all its
texts wait here, under the id it will have there, with three marks that no cell shows.
"""

import sqlite3
from collections.abc import Mapping
from typing import NamedTuple

from db.signs import storable

# A column of the ledger never begins with @.
ENTRY = "@entry"  # mark of a draft: the entry tab it stands in
POSITION = "@position"  # mark of a draft: its place there
FOLLOWS = "@follows"  # mark of a draft: its column with `default_from` still follows


class Waiting(NamedTuple):
    """A typed text that waits. `reason` is Chinese; '' when the cell is fine and waits for others of its row."""

    text: str
    reason: str


Cells = dict[str, Waiting]  # column -> what waits in it, marks included


def of_row(connection: sqlite3.Connection, table: str, row_id: int) -> Cells:
    """What waits in one row."""
    found = connection.execute(
        "select column_name, text, reason from pending where table_name = ? and row_id = ?", (table, row_id)
    )
    return {column: Waiting(text, reason) for column, text, reason in found}


def of_table(connection: sqlite3.Connection, table: str) -> dict[int, Cells]:
    """What waits in the rows of one table, by row id."""
    rows: dict[int, Cells] = {}
    found = connection.execute(
        "select row_id, column_name, text, reason from pending where table_name = ? order by row_id, id", (table,)
    )
    for row_id, column, text, reason in found:
        rows.setdefault(row_id, {})[column] = Waiting(text, reason)
    return rows


def rows_at_fault(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    """(table, row id) of each row in which a text waits with a reason of its own."""
    found = connection.execute(
        "select table_name, row_id from pending where reason <> '' group by table_name, row_id order by min(id)"
    )
    return [(table, row_id) for table, row_id in found]


def count_drafts(connection: sqlite3.Connection) -> int:
    """How many rows of all tabs are drafts."""
    return int(connection.execute("select count(*) from pending where column_name = ?", (ENTRY,)).fetchone()[0])


def write(connection: sqlite3.Connection, table: str, row_id: int, cells: Mapping[str, Waiting]) -> None:
    """Let exactly `cells` wait in a row; what already waits so is not written again."""
    before = of_row(connection, table, row_id)
    cells = {column: Waiting(storable(cell.text), storable(cell.reason)) for column, cell in cells.items()}
    if before == cells:
        return
    for column in before.keys() - cells.keys():
        connection.execute(
            "delete from pending where table_name = ? and row_id = ? and column_name = ?", (table, row_id, column)
        )
    for column, cell in cells.items():
        if column not in before:
            connection.execute(
                "insert into pending (table_name, row_id, column_name, text, reason) values (?, ?, ?, ?, ?)",
                (table, row_id, column, cell.text, cell.reason),
            )
        elif before[column] != cell:
            connection.execute(
                "update pending set text = ?, reason = ? where table_name = ? and row_id = ? and column_name = ?",
                (cell.text, cell.reason, table, row_id, column),
            )


def drop(connection: sqlite3.Connection, table: str, row_id: int) -> None:
    """Nothing waits in that row any more."""
    connection.execute("delete from pending where table_name = ? and row_id = ?", (table, row_id))
