"""The connection a book lives behind: to its file, for the one who writes, or to a copy in memory."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from db import schema
from db.file import backups, gate

_CACHE = 32_000  # KiB at most; a book takes as much of it as it is large


def for_writing(path: Path, now: datetime) -> sqlite3.Connection:
    """The file itself, which is held. One of an earlier version is copied, then brought up to date.

    Raises NotABook, NewerBook, DamagedBook, WriteFailed.
    """
    with _known_failures(path):
        connection = gate.connect(path, "rw")
    with closed_on_failure(connection, path):
        if gate.inspect(connection, path) < schema.newest():
            backups.back_up(connection, path, "升级前", now)
            gate.upgrade(connection, path)
        connection.execute("pragma main.journal_mode = delete")
        # What is copied after every commit is read from SQLite's own pages, not from a stick or a share.
        connection.execute(f"pragma main.cache_size = -{_CACHE}")
    return connection


def for_reading(path: Path) -> sqlite3.Connection:
    """A snapshot of the file in memory, whoever holds it. Raises NotABook, NewerBook, DamagedBook."""
    gate.check_header_unless_ours(path)
    connection = gate.in_memory()
    with closed_on_failure(connection, path):
        gate.copy_into_memory(connection, path)
        if gate.inspect(connection, path) < schema.newest():
            gate.upgrade(connection, path)
    return connection


@contextmanager
def closed_on_failure(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """Whatever goes wrong in here closes the connection; what SQLite reports is said as what it means."""
    try:
        with _known_failures(path):
            yield
    except BaseException:
        connection.close()
        raise


@contextmanager
def _known_failures(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as fault:
        known = gate.failure(fault, path)
        if known is None:
            raise
        raise known from fault
