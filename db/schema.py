"""The tables of a book, as plain-SQL migrations `db/migrations/NNNN_*.sql` run in order.

`user_version` of a file is the number of migrations it has been through. A migration's text never changes once a book
was made with it: what a file's schema says is compared with what its migrations say.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

APPLICATION_ID = 0x59534221  # "YSB!"

_MIGRATIONS = Path(__file__).resolve().parent / "migrations"


@cache
def migrations() -> tuple[str, ...]:
    """The SQL texts, oldest first."""
    return tuple(path.read_text(encoding="utf-8") for path in sorted(_MIGRATIONS.glob("[0-9]*_*.sql")))


def newest() -> int:
    """The version of a book made today."""
    return len(migrations())


def version_of(connection: sqlite3.Connection) -> int:
    """How many migrations a book has been through."""
    (version,) = connection.execute("pragma main.user_version").fetchone()
    return int(version)


def migrate(connection: sqlite3.Connection, texts: Sequence[str] | None = None) -> None:
    """Run what the book has not been through yet, all of it or nothing. `texts`: all migrations, ours by default.

    The connection is in autocommit mode and outside a transaction. Raises sqlite3.Error when a migration fails or
    leaves a reference to nowhere; the file is then as it was.
    """
    # 100 ms of import that a book of today does not pay.
    from sqlite_utils import Database

    texts = migrations() if texts is None else texts
    begun = version_of(connection)
    connection.execute("pragma foreign_keys = off")
    try:
        with Database(connection, execute_plugins=False).atomic():
            for text in texts[begun:]:
                for statement in statements(text):
                    connection.execute(statement)
            broken = connection.execute("pragma foreign_key_check").fetchall()
            if broken:
                raise sqlite3.IntegrityError(f"{len(broken)} references to nowhere, first in {broken[0][0]}")
            connection.execute(f"pragma user_version = {len(texts)}")
            connection.execute(f"pragma application_id = {APPLICATION_ID}")
    finally:
        connection.execute("pragma foreign_keys = on")


def statements(text: str) -> Iterator[str]:
    """A migration's statements one by one: `executescript` would commit what went before."""
    statement = ""
    for line in text.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    # What is left over is comments, or a statement whose end was forgotten, which SQLite will then name.
    if statement.strip():
        yield statement


def text_of(connection: sqlite3.Connection) -> frozenset[tuple[str, str, str, str]]:
    """Everything a file's schema declares: kind, name, table, SQL ('' for indexes that SQLite makes itself)."""
    rows = connection.execute("select type, name, tbl_name, ifnull(sql, '') from main.sqlite_schema")
    return frozenset((str(kind), str(name), str(table), str(sql)) for kind, name, table, sql in rows)


@cache
def expected(version: int) -> frozenset[tuple[str, str, str, str]]:
    """What the schema of a book of that version declares."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        for text in migrations()[:version]:
            for statement in statements(text):
                connection.execute(statement)
        return text_of(connection)
    finally:
        connection.close()


def tables(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The names of a book's tables, in order."""
    rows = connection.execute("select name from main.sqlite_schema where type = 'table' order by name")
    return tuple(str(name) for (name,) in rows)
