"""Two states of one book, row by row: how they differ, and how the one becomes the other inside a transaction.

Rows are told apart by their ids, which never change inside a book. Nothing here knows what a row means.
"""

import hashlib
import sqlite3
from collections.abc import Collection, Iterable
from contextlib import closing
from functools import cache

import msgspec

from db import schema

Value = str | int | None


class TableDifference(msgspec.Struct, frozen=True):
    """What has to happen to one table. Rows are whole, in the order of `columns`, the first of which is the id."""

    table: str
    columns: tuple[str, ...]
    removed: tuple[int, ...]
    changed: tuple[tuple[Value, ...], ...]
    added: tuple[tuple[Value, ...], ...]

    @property
    def count(self) -> int:
        """How many rows are concerned."""
        return len(self.removed) + len(self.changed) + len(self.added)


def differences(
    before: sqlite3.Connection, after: sqlite3.Connection, tables: Collection[str]
) -> tuple[TableDifference, ...]:
    """What leads those tables from one state to the other; tables that agree are left out. Both are of one version."""
    found = (_of_table(before, after, table) for table in sorted(tables))
    return tuple(it for it in found if it.count)


def lead(connection: sqlite3.Connection, wanted: Iterable[TableDifference]) -> None:
    """Do what `differences` found, inside the transaction that is open.

    References are looked at when it commits: between two rows they may lead nowhere. Raises sqlite3.Error.
    """
    connection.execute("pragma defer_foreign_keys = on")
    for one in wanted:
        table = f'main."{one.table}"'
        connection.executemany(f"delete from {table} where id = ?", [(row_id,) for row_id in one.removed])
        inserted = list(one.added)
        setting = ", ".join(f'"{name}" = ?' for name in one.columns[1:])
        for row in one.changed:
            try:
                connection.execute(f"update {table} set {setting} where id = ?", (*row[1:], row[0]))
            except sqlite3.IntegrityError:
                # Two rows that changed names: the second makes room only later.
                connection.execute(f"delete from {table} where id = ?", (row[0],))
                inserted.append(row)
        names = ", ".join(f'"{name}"' for name in one.columns)
        marks = ", ".join("?" * len(one.columns))
        connection.executemany(f"insert into {table} ({names}) values ({marks})", sorted(inserted))


def digest(connection: sqlite3.Connection, version: int | None = None) -> str:
    """All that a book says and remembers, as one text: two books with the same one are the same to the last row.

    When a gesture was made does not count: the same gesture may have had to be made twice. `version`: as a program of
    that version of the file would have it, of a book that was brought up to date since; what the migrations after it
    led over from one table to another makes another text of it. Raises sqlite3.Error: a column of then is gone.
    """
    made = hashlib.sha256()
    for table, columns in _shape(connection) if version is None else _shape_of(version):
        names = ", ".join(f'"{name}"' for name in columns if (table, name) != ("action", "made_at"))
        made.update(f"\n{table}:{names}".encode())
        for row in connection.execute(f'select {names} from main."{table}" order by id'):
            made.update(repr(row).encode())
    return made.hexdigest()


@cache
def _shape_of(version: int) -> tuple[tuple[str, tuple[str, ...]], ...]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as empty:
        for text in schema.migrations()[:version]:
            for statement in schema.statements(text):
                empty.execute(statement)
        return _shape(empty)


def _shape(connection: sqlite3.Connection) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The tables of a book in their order, each with its columns."""
    return tuple((table, _columns(connection, table)) for table in schema.tables(connection))


def _of_table(before: sqlite3.Connection, after: sqlite3.Connection, table: str) -> TableDifference:
    columns = _columns(after, table)
    old, new = _rows(before, table, columns), _rows(after, table, columns)
    return TableDifference(
        table=table,
        columns=columns,
        removed=tuple(row_id for row_id in old if row_id not in new),
        changed=tuple(row for row_id, row in new.items() if row_id in old and old[row_id] != row),
        added=tuple(row for row_id, row in new.items() if row_id not in old),
    )


def _rows(connection: sqlite3.Connection, table: str, columns: tuple[str, ...]) -> dict[int, tuple[Value, ...]]:
    names = ", ".join(f'"{name}"' for name in columns)
    return {row[0]: row for row in connection.execute(f'select {names} from main."{table}" order by id')}


def _columns(connection: sqlite3.Connection, table: str) -> tuple[str, ...]:
    named = (str(row[1]) for row in connection.execute(f'pragma main.table_info("{table}")'))
    return ("id", *(name for name in named if name != "id"))
