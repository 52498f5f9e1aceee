"""The book: one file, one connection, one thread. Everything that changes it is an action, and goes through here."""

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TypeVar

import msgspec

from db import schema
from db.entry import unverified
from db.errors import BookError, FrozenBook, ReadOnlyPlace, WriteFailed
from db.file import backups, gate
from db.file.founding import NewBook, found, new_uuid
from db.file.hold import Hold, this_holder
from db.file.record import BookRecord, record_of
from db.forms.compile import compile_stages
from db.journal import Changes, Entry, Journal
from db.pack import load

__all__ = ["Action", "Book", "BookRecord", "Changes", "Entry", "NewBook", "local_time"]

Clock = Callable[[], datetime]

_UNNAMED = "修改"

# Columns of the ledger by which no row is named, found or put in order.
_FIGURES = frozenset({"amount", "typed", "note"})

T = TypeVar("T")


def local_time() -> datetime:
    """Now, by the clock and in the zone of this machine."""
    return datetime.now().astimezone()


class Action:
    """One gesture, while it lasts and after it. `caption` may be made more telling until it ends.

    `changes` is what it changed, there once it has ended. Stages are brought up to date by the outermost action alone.
    """

    def __init__(self, caption: str) -> None:
        self.caption = caption
        self.changes = Changes(caption=caption)


class Book:
    """A book that is open: for writing, or as a snapshot in memory.

    `path` is where the file lies, `stages` what follows from the ledger, `fault` why the stages could not follow
    (None: they do). The connection is for reading; whoever writes through it does so within `action`.
    """

    def __init__(
        self,
        path: Path,
        connection: sqlite3.Connection,
        shelves: Sequence[Path] | None,
        hold: Hold | None,
        clock: Clock,
    ) -> None:
        """For `create`, `open` and `read` only: the connection has been inspected, and is the book's from now on."""
        self.path = path
        self.connection = connection
        self.writable = hold is not None
        self.fault: str | None = None
        self._hold = hold
        self._clock = clock
        self._open_action: tuple[int, Action] | None = None
        self._named: dict[type, object] = {}
        self._identity = path.stat() if hold is not None else None
        self.pack = load(self.record().pack, shelves)
        self._journal = Journal(connection)
        unverified.watch(connection)
        self.stages = compile_stages(connection, self.pack, compute=False)
        self._compute_all()

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
                return cls._open_held(path, shelves, hold, clock)
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
            return cls._open_held(path, shelves, hold, clock)
        except BaseException:
            hold.release()
            raise

    @classmethod
    def _open_held(cls, path: Path, shelves: Sequence[Path] | None, hold: Hold, clock: Clock) -> "Book":
        connection = None
        try:
            connection = gate.connect(path, "rw")
            if gate.inspect(connection, path) < schema.newest():
                backups.back_up(connection, path, "升级前", clock())
                gate.upgrade(connection, path)
            connection.execute("pragma main.journal_mode = delete")
            return cls(path, connection, shelves, hold, clock)
        except BaseException as fault:
            if connection is not None:
                connection.close()
            if isinstance(fault, sqlite3.Error) and (known := gate.failure(fault, path)):
                raise known from fault
            raise

    @classmethod
    def read(cls, path: Path, shelves: Sequence[Path] | None = None, *, clock: Clock = local_time) -> "Book":
        """A snapshot in memory, whoever holds the book. One of an earlier version is migrated there, not in the file.

        Raises NotABook, NewerBook, DamagedBook, PackError.
        """
        path = path.absolute()
        gate.check_header_unless_ours(path)
        connection = sqlite3.connect(":memory:", isolation_level=None, cached_statements=512)
        try:
            gate.harden(connection)
            gate.copy_into_memory(connection, path)
            if gate.inspect(connection, path) < schema.newest():
                gate.upgrade(connection, path)
            return cls(path, connection, shelves, None, clock)
        except BaseException as fault:
            connection.close()
            if isinstance(fault, sqlite3.Error) and (known := gate.failure(fault, path)):
                raise known from fault
            raise

    def record(self) -> BookRecord:
        """The row of table book."""
        return record_of(self.connection)

    @contextmanager
    def action(self, caption: str) -> Iterator[Action]:
        """One gesture: all of it is written, or nothing; it can be undone; inside another one it is a part of that.

        Raises FrozenBook, ReadOnlyPlace before anything is written; WriteFailed with nothing lost.
        """
        if self._open_action is not None:
            with self._inner(caption, *self._open_action) as inner:
                yield inner
            return
        action = Action(caption)
        self.refuse_locked()
        with self._transaction():
            number = self._journal.begin(caption or _UNNAMED, self._clock().isoformat(timespec="seconds"))
            written = self.connection.total_changes
            self._open_action = (number, action)
            try:
                yield action
            finally:
                self._open_action = None
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
        action.changes = self._refreshed(changes)

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

        Raises ReadOnlyPlace, WriteFailed.
        """
        self._refuse_reader()
        with self._transaction():
            yield
        self._named.clear()
        self._refresh(frozenset({"book", "submission"}))

    def named(self, kind: type[T], make: Callable[[], T]) -> T:
        """What was made of the names and places of rows, the same until a change of more than figures.

        For what is asked after every keystroke. While an action is open it is made anew.
        """
        if self._open_action is not None:
            return make()
        known = self._named.get(kind)
        if not isinstance(known, kind):
            known = self._named[kind] = make()
        return known

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
        return self._replay(self._journal.to_undo, self._journal.undo)

    def redo(self) -> Changes | None:
        """Do the action undone last again; None when there is none. Raises as `action` does."""
        return self._replay(self._journal.to_redo, self._journal.redo)

    def history(self) -> tuple[Entry, ...]:
        """Every action this book remembers, the oldest first."""
        return self._journal.history()

    def newest(self, most: int) -> tuple[Entry, ...]:
        """The newest actions that still count, the newest first, not more than `most`."""
        return self._journal.newest(most)

    def back_up(self, reason: str) -> Path:
        """A checked copy in the folder `backups` beside the book. Raises WriteFailed."""
        return backups.back_up(self.connection, self.path, reason, self._clock())

    def snapshot(self, target: Path) -> None:
        """A checked copy at `target`, whole or not at all. Raises TargetExists, WriteFailed."""
        backups.copy(self.connection, target.absolute())

    def close(self) -> None:
        """Let the file go. A second call does nothing."""
        self.connection.close()
        if self._hold is not None:
            self._hold.release()

    def __enter__(self) -> "Book":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _replay(self, which: Callable[[], Entry | None], replay: Callable[[Entry], Changes]) -> Changes | None:
        if self._open_action is not None:
            raise RuntimeError("undo and redo are gestures of their own")
        if which() is None:
            return None
        self.refuse_locked()
        with self._transaction():
            entry = which()
            changes = None if entry is None else replay(entry)
        return None if changes is None else self._refreshed(changes)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """BEGIN IMMEDIATE … COMMIT, and everything back on any exception."""
        self._refuse_vanished()
        try:
            self.connection.execute("begin immediate")
            try:
                yield
                if self.connection.in_transaction:
                    self.connection.execute("commit")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("rollback")
                raise
        except sqlite3.Error as fault:
            known = gate.failure(fault, self.path)
            if known is None:
                raise
            raise known from fault

    def _refreshed(self, changes: Changes) -> Changes:
        if any(table not in changes.amended for table in changes.tables) or any(
            columns - _FIGURES for columns in changes.amended.values()
        ):
            self._named.clear()
        return msgspec.structs.replace(changes, stages=self._refresh(changes.tables))

    def _refresh(self, tables: frozenset[str]) -> frozenset[str]:
        """Bring the stages up to date. The ledger is written already: a failure here is shown, and loses nothing."""
        return self._computed(lambda: self.stages.refresh(tables)) if self.fault is None else self._compute_all()

    def _compute_all(self) -> frozenset[str]:
        """Every stage anew: at the beginning, and after a fault."""

        def compute() -> frozenset[str]:
            self.stages.refresh_all()
            return frozenset(self.stages.names())

        return self._computed(compute)

    def _computed(self, compute: Callable[[], frozenset[str]]) -> frozenset[str]:
        try:
            changed = compute()
        except (sqlite3.Error, BookError) as fault:
            self.fault = f"数据已保存，但各表没有算出来：{fault}。请撤销最近一步，或打开 backups 文件夹中的备份。"
            return frozenset()
        self.fault = None
        return changed

    def _refuse_reader(self) -> None:
        if not self.writable:
            raise ReadOnlyPlace(f"“{self.path.name}”是只读打开的，不能修改。要修改请关闭后重新打开。")

    def refuse_locked(self) -> None:
        """Raises ReadOnlyPlace or FrozenBook, which say why and what to do, when no gesture would be taken."""
        self._refuse_reader()
        (frozen,) = self.connection.execute("select frozen from book").fetchone()
        if frozen:
            raise FrozenBook(f"“{self.path.name}”已经正式上报，不能再修改。被退回后请先“重新打开编制”并写明原因。")

    def _refuse_vanished(self) -> None:
        """SQLite goes on writing into a file that has lost its name, and nobody would ever find it."""
        try:
            here = self._identity is not None and os.path.samestat(self._identity, self.path.stat())
        except OSError:
            here = False
        if not here:
            raise WriteFailed(
                f"“{self.path}”不在原来的位置了，这一步没有写入。请把文件放回原处（或重新插上U盘）后再做一次。"
            )
