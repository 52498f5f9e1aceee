"""The book: one file, one connection, one thread. Everything that changes it is an action, and goes through here."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import reduce
from pathlib import Path
from typing import TypeVar

import msgspec

from db.entry import answered, unverified
from db.errors import BookAway, FrozenBook, ReadOnlyPlace, WriteFailed
from db.file import backups, gate, opening
from db.file.away import Away
from db.file.clock import Clock, local_time
from db.file.disk import Disk
from db.file.dressing import change_of, keep_with_its_pack, pack_of
from db.file.founding import NewBook, found, new_uuid
from db.file.hold import Hold, this_holder
from db.file.record import BookRecord, record_of
from db.file.recovery import Kept
from db.following import Following
from db.forms.compile import compile_stages
from db.forms.stages import Stages
from db.journal import Action, Changes, Entry, Journal
from db.pack import Pack, load

__all__ = ["Action", "Book", "BookRecord", "Changes", "Entry", "NewBook", "local_time"]

_UNNAMED = "修改"
T = TypeVar("T")


class Book:
    """A book that is open: for writing, or as a snapshot in memory.

    `path` is where the file lies, `shelves` where its pack was looked for; `pack_change`: that is of a later version.
    `connection` is for reading, another one after the disk was away; whoever writes through it does so within `action`.
    """

    def __init__(
        self,
        path: Path,
        connection: sqlite3.Connection,
        shelves: Sequence[Path] | None,
        hold: Hold | None,
        clock: Clock,
        pack: Pack | None = None,
    ) -> None:
        """For `create`, `open` and `read` only: the connection has been inspected, and is the book's from now on."""
        self.path = path
        self.shelves = shelves
        self.writable = hold is not None
        self._disk = Disk(path, hold, connection) if hold is not None else None
        self._clock = clock
        self._who = this_holder(clock).who
        self._open_action: tuple[int, Action] | None = None
        self.pack = pack or pack_of(record_of(connection), shelves, path)
        self.pack_change = change_of(record_of(connection), self.pack)
        self._go_on(connection)
        keep_with_its_pack(self)

    def _go_on(self, connection: sqlite3.Connection) -> None:
        """Live behind that connection from now on."""
        self.connection = connection
        self._journal = Journal(connection)
        unverified.watch(connection)
        self._following = Following(compile_stages(connection, self.pack, compute=False))

    @classmethod
    def create(
        cls,
        path: Path,
        new: NewBook,
        shelves: Sequence[Path] | None = None,
        *,
        clock: Clock = local_time,
        uuid: Callable[[], str] = new_uuid,
    ) -> "Book":
        """A new book, open for writing; missing folders are made.

        Raises TargetExists, PackError, HeldBook, ReadOnlyPlace, WriteFailed, BookError (the units or the year).
        """
        path = path.absolute()
        backups.refuse_existing(path)
        pack = load(new.pack, shelves)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise WriteFailed(f"建不了文件夹“{path.parent}”。请换一个可以写入的位置。") from fault
        hold = Hold.take(path, this_holder(clock))
        try:
            found(path, new, pack, uuid())
            try:
                return cls._live(path, opening.for_writing(path, clock()), shelves, hold, clock)
            except BaseException:
                # A pack that does not compile: the name must be free for the next try.
                path.unlink(missing_ok=True)
                raise
        except BaseException:
            hold.release()
            raise

    @classmethod
    def open(cls, path: Path, shelves: Sequence[Path] | None = None, *, clock: Clock = local_time) -> "Book":
        """Open for writing, and keep others from it. Writes nothing, unless the book is of an earlier version.

        Raises NotABook, NewerBook, DamagedBook, HeldBook, ReadOnlyPlace, PackError, WriteFailed.
        """
        path = path.absolute()
        gate.check_header_unless_ours(path)
        hold = Hold.take(path, this_holder(clock))
        try:
            gate.check_header(path)
            gate.refuse_read_only(path)
            return cls._live(path, opening.for_writing(path, clock()), shelves, hold, clock)
        except BaseException:
            hold.release()
            raise

    @classmethod
    def read(cls, path: Path, shelves: Sequence[Path] | None = None, *, clock: Clock = local_time) -> "Book":
        """A snapshot in memory, whoever holds the book. One of an earlier version is migrated there, not in the file.

        Raises NotABook, NewerBook, DamagedBook, PackError.
        """
        path = path.absolute()
        return cls._live(path, opening.for_reading(path), shelves, None, clock)

    @classmethod
    def of_content(cls, path: Path, content: bytes, shelves: Sequence[Path] | None, pack: Pack | None = None) -> "Book":
        """What `content` gave, as a book in memory that may only be read; `pack`: that of the book it is a copy of."""
        return cls._live(path, gate.in_memory(content), shelves, None, local_time, pack)

    @classmethod
    def _live(
        cls,
        path: Path,
        connection: sqlite3.Connection,
        shelves: Sequence[Path] | None,
        hold: Hold | None,
        clock: Clock,
        pack: Pack | None = None,
    ) -> "Book":
        with opening.closed_on_failure(connection, path):
            return cls(path, connection, shelves, hold, clock, pack)

    def record(self) -> BookRecord:
        """The row of table book."""
        return record_of(self.connection)

    @contextmanager
    def action(self, caption: str) -> Iterator[Action]:
        """One gesture: all of it is written, or nothing; it can be undone; inside another one it is a part of that.

        Raises FrozenBook, ReadOnlyPlace before anything is written; BookAway when the disk does not take it: nothing
        has changed then, and after `go_on_in_memory` the gesture can be made again.
        """
        if self._open_action is not None:
            with self._inner(caption, *self._open_action) as inner:
                yield inner
            return
        action = Action(caption)
        self.refuse_locked()
        with self._transaction():
            number = self._journal.begin(caption or _UNNAMED, self._now(), self._who)
            written = self.connection.total_changes
            self._open_action = (number, action)
            try:
                yield action
            finally:
                self._open_action = None
            answered.forget_gone(self.connection, self.pack)
            if not self.connection.in_transaction:
                raise RuntimeError("somebody ended the transaction of an action from inside")
            action.caption = action.caption or _UNNAMED
            changes = self._journal.changes(number, action.caption)
            if changes.rows:
                self._journal.end(number, action.caption)
            elif self.connection.total_changes == written:
                # Not even the file's change counter moves for a gesture that changed nothing.
                self.connection.execute("rollback")
            else:
                self._journal.discard(number)
        action.changes = self._followed(changes)

    @contextmanager
    def _inner(self, caption: str, number: int, outer: Action) -> Iterator[Action]:
        action = Action(caption)
        mark = self._journal.mark()
        self.connection.execute("savepoint inner_action")
        try:
            yield action
        except BaseException:
            # A full disk has rolled back everything already.
            if self.connection.in_transaction:
                self.connection.execute("rollback to inner_action")
                self.connection.execute("release inner_action")
            raise
        self.connection.execute("release inner_action")
        outer.caption = outer.caption or action.caption
        action.changes = self._journal.changes(number, action.caption, mark)

    @contextmanager
    def beyond_undo(self) -> Iterator[None]:
        """A transaction outside the journal, for acts of office: handing in, freezing, reopening. Frozen books take it.

        Raises ReadOnlyPlace, WriteFailed; also while the disk is away: an act of office is on it, or has not been done.
        """
        self._refuse_reader()
        if self.away is not None:
            raise WriteFailed(f"{self.away.refusal.message}请等没写入的内容写好以后再做，或先“另存到别处”。")
        with self._transaction():
            yield
        self._followed(Changes(tables=frozenset({"book", "submission"})))

    def named(self, kind: type[T], make: Callable[[], T]) -> T:
        """What was made of the names and places of rows, the same until a change of more than figures.

        For what is asked after every keystroke. While an action is open it is made anew.
        """
        if self._open_action is not None:
            return make()
        return self._following.named(kind, make)

    @property
    def stages(self) -> Stages:
        """What follows from the ledger."""
        return self._following.stages

    @property
    def fault(self) -> str | None:
        """Why the stages could not follow; None: they do."""
        return self._following.fault

    @property
    def undo_caption(self) -> str | None:
        """What `undo` would undo."""
        entry = self._journal.to_undo()
        return None if entry is None else entry.caption

    @property
    def redo_caption(self) -> str | None:
        """What `redo` would do again."""
        entry = self._journal.to_redo()
        return None if entry is None else entry.caption

    def undo(self) -> Changes | None:
        """Take the newest action back; None when there is none. Raises as `action` does."""
        return self._turn(lambda: _only(self._journal.to_undo()))

    def redo(self) -> Changes | None:
        """Do the action undone last again; None when there is none. Raises as `action` does."""
        return self._turn(lambda: _only(self._journal.to_redo()))

    def step_to(self, last: int) -> Changes | None:
        """Undo or redo all of `way_to(last)`, or nothing of it; None when it is empty. Raises as `action` does."""
        changes = self._turn(lambda: self.way_to(last))
        return None if changes is None else msgspec.structs.replace(changes, caption="")

    def way_to(self, last: int) -> tuple[Entry, ...]:
        """What to undo or redo, in order, until action `last` is the newest that counts; 0: none does."""
        return self._journal.way_to(last)

    def history(self) -> tuple[Entry, ...]:
        """Every action this book remembers, the oldest first."""
        return self._journal.history()

    def newest(self, most: int) -> tuple[Entry, ...]:
        """The newest actions that still count, the newest first, not more than `most`."""
        return self._journal.newest(most)

    def now(self) -> datetime:
        """The time by the clock of this book, to the second."""
        return self._clock().replace(microsecond=0)

    def back_up(self, reason: str) -> Path:
        """A checked copy in the folder `backups` beside the book. Raises WriteFailed."""
        return backups.back_up(self.connection, self.path, reason, self._clock())

    def snapshot(self, target: Path) -> None:
        """A checked copy at `target`, whole or not at all. Raises TargetExists, WriteFailed."""
        backups.copy(self.connection, target.absolute())

    def content(self) -> bytes:
        """All of it as the bytes of a file: a value that may cross to another thread, and become a book there."""
        return backups.content_of(self.connection)

    @property
    def away(self) -> Away | None:
        """Why the file cannot be written, and what it does not have yet; None: it can."""
        return None if self._disk is None else self._disk.away

    def refuse_vanished(self) -> None:
        """Raises BookAway when the path does not lead to the file any more. A book in memory needs none."""
        if self._disk is not None:
            self._disk.refuse_vanished()

    def go_on_in_memory(self, refusal: BookAway, folder: Path | None = None) -> None:
        """The disk does not take what is typed: carry on in memory from the last commit, until `come_back`.

        `refusal`: what the disk said; `folder`: where what is not written outlives a crash.
        Raises ReadOnlyPlace for a book that is only read.
        """
        self._refuse_reader()
        if self._disk is not None and self.away is None:
            lost = self.connection
            self._go_on(self._disk.leave(refusal, self._now(), folder))
            with suppress(sqlite3.Error):
                lost.close()

    def come_back(self) -> None:
        """Write what the disk does not have, in one transaction, and go on there. Nothing to do for a book not away.

        Raises BookAway while the disk is still away, BookError when the file is not the one that was left.
        """
        if self._disk is not None and self.away is not None:
            kept = self.connection
            self._go_on(self._disk.come_back(this_holder(self._clock), self._clock()))
            kept.close()

    def take_back(self, kept: Kept) -> None:
        """Write what an earlier run could not write, and left on this machine, into the book.

        Raises BookError when the book has changed since or the copy is damaged, BookAway, ReadOnlyPlace.
        """
        self._refuse_reader()
        if self._disk is not None:
            self._disk.take_back(self.connection, kept)
            keep_with_its_pack(self)  # what is back was done with the version that was at hand then
            self._following.all_anew()

    def close(self) -> None:
        """Let the file go. A second call does nothing. What a disk that is away does not have stays in the folder."""
        self.connection.close()
        if self._disk is not None:
            self._disk.release()

    def __enter__(self) -> "Book":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _turn(self, which: Callable[[], Sequence[Entry]]) -> Changes | None:
        """Undo or redo those actions, in their order, in one transaction; None when there are none."""
        if self._open_action is not None:
            raise RuntimeError("undo and redo are gestures of their own")
        if not which():
            return None
        self.refuse_locked()
        with self._transaction():
            changes = reduce(Changes.then, (self._journal.turn(entry) for entry in which()))
        return self._followed(changes)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """BEGIN IMMEDIATE … COMMIT, and everything back on any exception."""
        self.refuse_vanished()
        try:
            self.connection.execute("begin immediate")
            try:
                yield
                if self.connection.in_transaction:
                    self.connection.execute("commit")
                    if self._disk is not None:
                        self._disk.committed(self.connection)
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("rollback")
                raise
        except sqlite3.Error as fault:
            known = gate.failure(fault, self.path)
            if known is None:
                raise
            raise known from fault

    def _now(self) -> str:
        return self._clock().isoformat(timespec="seconds")

    def _followed(self, changes: Changes) -> Changes:
        return msgspec.structs.replace(changes, stages=self._following.after(changes))

    def _refuse_reader(self) -> None:
        if not self.writable:
            raise ReadOnlyPlace(f"“{self.path.name}”是只读打开的，不能修改。要修改请关闭后重新打开。")

    def refuse_locked(self) -> None:
        """Raises ReadOnlyPlace or FrozenBook, which say why and what to do, when no gesture would be taken."""
        self._refuse_reader()
        (frozen,) = self.connection.execute("select frozen from book").fetchone()
        if frozen:
            raise FrozenBook(f"“{self.path.name}”已经封存，不能再修改。被退回后请先“重新打开编制”并写明原因。")


def _only(entry: Entry | None) -> tuple[Entry, ...]:
    return () if entry is None else (entry,)
