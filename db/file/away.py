"""What there is to say of a book whose disk is away: why, since when, and what that disk does not have yet."""

import sqlite3
from pathlib import Path

import msgspec

from db.errors import BookAway
from db.file import recovery
from db.file.differences import digest
from db.file.left import leave, unwritten, unwritten_cells
from db.file.recovery import Note


class Away:
    """Lives from the first gesture that could not be written until the disk is back.

    `refusal` is the last one, `since` ISO time, `kept_here`: is a copy of it all on this machine?
    """

    def __init__(
        self, connection: sqlite3.Connection, refusal: BookAway, since: str, folder: Path | None, uuid: str, path: Path
    ) -> None:
        """`connection`: the book in memory, as the disk had it last; `folder`: where copies are kept over a crash."""
        self.refusal = refusal
        self.since = since
        self.kept_here = False
        self.left = leave(connection)
        self._connection = connection
        self._folder = folder
        self._uuid = uuid
        self._path = path
        self._cells: frozenset[tuple[str, int, str]] | None = None

    @property
    def gestures(self) -> tuple[int, ...]:
        """The actions that the disk does not have as they count now, the oldest first."""
        return unwritten(self._connection, self.left)

    @property
    def copy(self) -> Path | None:
        """The copy of it all on this machine, if there is one."""
        if self._folder is None or not self.kept_here:
            return None
        return recovery.copy_of(self._folder, self._uuid, str(self._path))

    @property
    def changed(self) -> bool:
        """Has anything been done since? Also what was taken back again is kept for the disk: it can be done again."""
        return digest(self._connection) != self.left.known[0]

    @property
    def cells(self) -> frozenset[tuple[str, int, str]]:
        """(table, row id, column) of the cells they changed; column '': a row that came or went whole."""
        if self._cells is None:
            self._cells = unwritten_cells(self._connection, self.gestures)
        return self._cells

    def keep(self) -> None:
        """A gesture was committed in memory: put it where a crash does not reach. If not there, it is in memory."""
        self._cells = None
        if len(self.left.known) == 1:
            # The first gesture may have reached the disk, although it was reported as failed.
            self.left = msgspec.structs.replace(self.left, known=(*self.left.known, digest(self._connection)))
        if self._folder is None:
            return
        note = Note(str(self._path), self.since, len(self.gestures), self.left)
        try:
            recovery.keep(self._folder, self._uuid, self._connection, note)
            self.kept_here = True
        except (OSError, sqlite3.Error):
            self.kept_here = False

    def forget(self) -> None:
        """All of it is written now, or not wanted any more."""
        if self._folder is not None:
            recovery.drop(self._folder, self._uuid, self._path)
