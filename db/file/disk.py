"""The disk an open book is written to: is it still there, what goes on while it is not, and how the book comes back.

While all is well a copy of the book in memory follows every commit, for a stick that has been pulled out cannot be
read any more. When a gesture cannot be written the book goes on in that copy: it holds exactly what the disk had, takes
the gesture again and all that come after it, and its forms, checks and undo are those of any book. So what was typed
since is kept in one place and one order: the actions of the journal that the disk does not have.
"""

import os
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from db import schema
from db.errors import BookAway, BookError, HeldBook
from db.file import gate, opening, recovery
from db.file.away import Away
from db.file.hold import Hold, Holder
from db.file.record import record_of
from db.file.recovery import Kept
from db.file.rejoin import rejoin


class Disk:
    """Of one book that is open for writing. `away`: what is to be said while the disk does not take it; None: it does.

    The copy costs the book's size in memory, and two milliseconds a commit for ten thousand lines.
    """

    def __init__(self, path: Path, hold: Hold, connection: sqlite3.Connection) -> None:
        """The book has just been opened. Raises OSError, sqlite3.Error when it is gone already."""
        self.away: Away | None = None
        self._path = path
        self._hold = hold
        self._file = path.stat()
        self._copy = gate.in_memory()
        connection.backup(self._copy)

    def is_there(self) -> bool:
        """Does the path still lead to the file that was opened? The file itself is only asked who it is."""
        try:
            return os.path.samestat(self._file, self._path.stat())
        except OSError:
            return False

    def refuse_vanished(self) -> None:
        """SQLite goes on writing into a file that has lost its name, and nobody would ever find it. Raises BookAway."""
        if self.away is None and not self.is_there():
            raise BookAway(
                f"“{self._path}”不在原来的位置了，这一步没有写入。请把文件放回原处（或重新插上U盘）后再做一次。",
                "vanished",
            )

    def committed(self, connection: sqlite3.Connection) -> None:
        """What was just committed is kept once more: in memory, or over a crash while the disk is away.

        Raises sqlite3.Error when the book cannot be read any more: as far as anybody knows it was not written then.
        """
        if self.away is None:
            connection.backup(self._copy)
        else:
            self.away.keep()

    def leave(self, refusal: BookAway, since: str, folder: Path | None) -> sqlite3.Connection:
        """The copy, which is the book from now on. `folder`: where what it takes outlives a crash of the program."""
        self.away = Away(self._copy, refusal, since, folder, record_of(self._copy).uuid, self._path)
        return self._copy

    def come_back(self, holder: Holder, now: datetime) -> sqlite3.Connection:
        """The book's file, with all that it did not have written to it in one transaction.

        Raises BookAway while it cannot be, BookError when the file is not the one that was left; nothing changes then.
        """
        assert self.away is not None
        connection = self._reopened(holder, now)
        fresh = gate.in_memory()
        try:
            rejoin(connection, self._copy, self.away.left.known, self._path, schema.newest())
            connection.backup(fresh)
            self._file = self._path.stat()
        except BaseException as fault:
            connection.close()
            fresh.close()
            if isinstance(fault, OSError):
                raise BookAway(_unreadable(self._path)) from fault
            raise
        self.away.forget()
        self.away, self._copy = None, fresh
        return connection

    def take_back(self, connection: sqlite3.Connection, kept: Kept) -> None:
        """Write what an earlier run had to leave in its folder. Raises BookError, BookAway; nothing changes then."""
        with closing(recovery.content_of(kept)) as content:
            rejoin(connection, content, kept.note.left.known, self._path, recovery.version_of(kept))
        recovery.forget(kept.copy)
        self.committed(connection)

    def release(self) -> None:
        """Let the book go. A second call does nothing."""
        self._copy.close()
        self._hold.release()

    def _reopened(self, holder: Holder, now: datetime) -> sqlite3.Connection:
        try:
            gate.check_header(self._path)
            if not self._hold.is_alive():
                again = Hold.take(self._path, holder)
                self._hold.release()
                self._hold = again
            gate.refuse_read_only(self._path)
            return opening.for_writing(self._path, now)
        except HeldBook as refusal:
            raise BookAway(refusal.message, "held") from refusal
        except BookError as refusal:
            raise BookAway(refusal.message, "unwritable" if self._path.exists() else "vanished") from refusal
        except sqlite3.Error as fault:
            raise BookAway(_unreadable(self._path)) from fault


def _unreadable(path: Path) -> str:
    return f"“{path}”还读不出来。请确认文件夹还在、可以写入，再试一次。"
