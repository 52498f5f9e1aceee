"""Answers to findings about rows of the ledger: they stay with their rows, and go with them."""

import sqlite3
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from db.definitions import Entry
from db.entry.pending import ENTRY
from db.forms.where import condition
from db.pack import Pack

ANSWERS = "explanation"  # the table of written answers
_COLUMNS = ("id", "check_id", "address", "left_value", "right_value", "text", "who", "made_at", "position")
_ADDRESS = _COLUMNS.index("address")


class Taken(NamedTuple):
    """An answer that was taken from a row, as its columns are stored."""

    row: int
    columns: list[Any]


def forget_gone(connection: sqlite3.Connection, pack: Pack) -> None:
    """Take away the answers about rows that are neither in the ledger nor drafts any more. Runs inside an action."""
    if connection.execute(f"select 1 from {ANSWERS} where address like 'entry/%/#%' limit 1").fetchone() is None:
        return
    for entry in pack.entries.values():
        if entry.layout == "list" and entry.table != ANSWERS:
            row_id, about = _held(entry)
            connection.execute(
                f"delete from {ANSWERS} where {about}"
                f" and {row_id} not in (select id from {entry.table} where {condition(entry.scope, entry.id)})"
                f" and {row_id} not in (select row_id from pending where table_name = ? and column_name = ?)",
                (entry.table, ENTRY),
            )


def take_answers(connection: sqlite3.Connection, entry: Entry, rows: Collection[int]) -> list[Taken]:
    """Take the answers about these rows of a tab, to be put to those that replace them."""
    if not rows:
        return []
    row_id, about = _held(entry)
    found = connection.execute(f"select {row_id}, {', '.join(_COLUMNS)} from {ANSWERS} where {about}").fetchall()
    taken = [Taken(row, columns) for row, *columns in found if row in rows]
    connection.executemany(f"delete from {ANSWERS} where id = ?", [(it.columns[0],) for it in taken])
    return taken


def put_answers(connection: sqlite3.Connection, entry: Entry, answers: Iterable[Taken]) -> None:
    """Put answers that were taken to other rows of the same tab; what replaces a row takes its answer over."""
    marks = ", ".join("?" * len(_COLUMNS))
    for row, columns in answers:
        column = columns[_ADDRESS].rpartition(".")[2]
        columns[_ADDRESS] = f"entry/{entry.id}/#{row}.{column}"
        connection.execute(f"insert into {ANSWERS} ({', '.join(_COLUMNS)}) values ({marks})", columns)


def rename_in_answers(connection: sqlite3.Connection, old: str, new: str) -> None:
    """Let answers whose address begins with `old` begin with `new`, but for one that is there already."""
    connection.execute(
        f"update or ignore {ANSWERS} set address = ?2 || substr(address, length(?1) + 1)"
        " where substr(address, 1, length(?1)) = ?1",
        (old, new),
    )


def _held(entry: Entry) -> tuple[str, str]:
    """The id of the row that an answer is about, and the condition that it is about one of this tab, as SQL."""
    begun = f"entry/{entry.id}/#"
    # A cast ends at the dot before the column.
    return f"cast(substr(address, {len(begun) + 1}) as integer)", f"substr(address, 1, {len(begun)}) = '{begun}'"
