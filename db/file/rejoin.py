"""A book that was away is written when its disk is back: all that the file does not have, or nothing.

The file is led from what it says to what the copy says only if it is the one that was left: a book that somebody else
has changed meanwhile is never overwritten. One that was only opened with a later version of its pack has not changed.
"""

import sqlite3
from pathlib import Path

from db import schema
from db.errors import BookError
from db.file import gate
from db.file.differences import differences, digest, lead


def rejoin(
    connection: sqlite3.Connection, kept: sqlite3.Connection, known: tuple[str, ...], path: Path, version: int
) -> None:
    """Lead the book behind `connection` to what `kept` says: all of it in one transaction, or nothing.

    `version`: that of the file when it was left, to which the digests `known` belong.
    Raises BookAway when it still cannot be written, BookError when the file is not the one that was left.
    """
    try:
        connection.execute("begin immediate")
        try:
            if not _is_left(connection, kept, known, version):
                what = "在离开期间被改动过（或换成了另一份副本）"
                if version < schema.newest():
                    what = "在程序升级后和没写入的内容对不上了（可能被改动过，也可能是升级改变了它）"
                raise BookError(
                    f"“{path.name}”{what}，没有覆盖它；没写入的内容都还在这里。请“另存到别处”，再和那一份核对。"
                )
            lead(connection, differences(connection, kept, schema.tables(kept)))
            if digest(connection) != digest(kept):
                raise RuntimeError("the file does not say what was to be written")
            connection.execute("commit")
        except BaseException:
            if connection.in_transaction:
                connection.execute("rollback")
            raise
    except sqlite3.Error as fault:
        known_fault = gate.failure(fault, path)
        if known_fault is None:
            raise
        raise known_fault from fault


def _is_left(connection: sqlite3.Connection, kept: sqlite3.Connection, known: tuple[str, ...], version: int) -> bool:
    if digest(connection) == digest(kept):
        return True
    try:
        return digest(connection, version) in known or _undressed(connection, kept, version) in known
    except sqlite3.OperationalError:
        if version == schema.newest():
            raise
        return False  # a migration since took a column away: nobody can tell


def _undressed(connection: sqlite3.Connection, kept: sqlite3.Connection, version: int) -> str:
    """The digest of the book without what opening it with a later version of its pack has noted in it since."""
    notes = "select id, caption, made_at from main.action where id not in (select action from main.change)"
    ours = set(kept.execute(notes))
    gone = [(row[0],) for row in connection.execute(notes).fetchall() if row not in ours]
    connection.executemany("delete from main.action where id = ?", gone)
    dress = kept.execute("select pack_version, pack_content from book").fetchone()
    connection.execute("update main.book set pack_version = ?, pack_content = ?", dress)
    return digest(connection, version)
