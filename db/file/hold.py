"""Who holds a book: the sidecar `~$name.ysb` beside it, under a lock of the operating system.

The lock is what counts, the content only says whom to ask. A lock dies with its holder, so a sidecar left behind by a
crash is simply taken over. The book itself is never locked by hand: its locks belong to SQLite.
"""

import getpass
import os
import platform
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import msgspec

from db.errors import HeldBook, ReadOnlyPlace
from db.file.length import has_long_name, too_long

# Windows locks are mandatory: locked far behind the end, the content stays readable for whoever asks.
_LOCK_AT = 1 << 30


class Holder(msgspec.Struct, frozen=True):
    """Who holds a book. `since` is local time, `2024-11-05 09:30`."""

    who: str
    where: str
    since: str
    pid: int


def sidecar(book: Path) -> Path:
    """Where the hold of that book lies."""
    return book.with_name(f"~${book.name}")


def this_holder(now: Callable[[], datetime]) -> Holder:
    """The user, machine and program asking now."""
    try:
        who = getpass.getuser()
    except (KeyError, OSError, ImportError):
        who = ""
    return Holder(who, platform.node(), now().strftime("%Y-%m-%d %H:%M"), os.getpid())


def holder_of(book: Path) -> Holder | None:
    """What the sidecar says, whether anybody lives behind it or not; None without a readable one."""
    try:
        return msgspec.json.decode(sidecar(book).read_bytes(), type=Holder)
    except (OSError, msgspec.DecodeError):
        return None


def is_free(book: Path) -> bool:
    """Has whoever held that book gone? One who was cut off from power leaves a sidecar, and is noticed on opening."""
    return book.exists() and not sidecar(book).exists()


class Hold:
    """A hold on a book, from `take` to `release`."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self._path = path
        self._descriptor = descriptor

    @classmethod
    def take(cls, book: Path, holder: Holder) -> "Hold":
        """Hold `book` for writing.

        Raises HeldBook when somebody else does (in this program or another), ReadOnlyPlace when no sidecar can be made.
        """
        path = sidecar(book)
        if has_long_name(book):
            raise ReadOnlyPlace(f"“{book.name}”只能查看，不能修改：{too_long(book)}")
        while True:
            try:
                descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOINHERIT", 0), 0o666)
            except OSError as fault:
                raise ReadOnlyPlace(
                    f"“{book.name}”所在的文件夹不能写入，只能查看，不能修改。要修改请先把账套复制到本机的文件夹。"
                ) from fault
            if not _lock(descriptor):
                os.close(descriptor)
                raise HeldBook(_held(book))
            if _still_there(path, descriptor):
                break
            # The holder before us took the sidecar away between our opening and our locking it.
            os.close(descriptor)
        os.ftruncate(descriptor, 0)
        os.write(descriptor, msgspec.json.encode(holder))
        return cls(path, descriptor)

    def is_alive(self) -> bool:
        """Is the sidecar still the one that was locked? It may have gone with its folder."""
        return self._descriptor >= 0 and _ours(self._path, self._descriptor)

    def release(self) -> None:
        """Give the book free and take the sidecar away. A second call does nothing."""
        if self._descriptor < 0:
            return
        descriptor, self._descriptor = self._descriptor, -1
        if sys.platform == "win32":
            # An open file cannot be taken away there.
            _close(descriptor)
            _take_away(self._path)
        else:
            if _ours(self._path, descriptor):
                _take_away(self._path)
            _close(descriptor)


def _take_away(path: Path) -> None:
    # Vanished with its folder, or already somebody else's: without our lock it holds nothing.
    with suppress(OSError):
        path.unlink()


def _close(descriptor: int) -> None:
    # On a stick that was pulled out there is nothing to flush to.
    with suppress(OSError):
        os.close(descriptor)


def _ours(path: Path, descriptor: int) -> bool:
    # While the folder was away somebody else may have put a sidecar of his own there.
    try:
        return _still_there(path, descriptor)
    except OSError:
        return False


def _still_there(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _held(book: Path) -> str:
    holder = holder_of(book)
    if holder is None:
        return f"“{book.name}”正由别人打开着。请等对方关闭后再修改；现在可以只读查看。"
    who = f"{holder.who}（{holder.where}）" if holder.who else holder.where
    return f"“{book.name}”正由{who}打开着，自 {holder.since} 起。请等对方关闭后再修改；现在可以只读查看。"


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> bool:
        os.lseek(descriptor, _LOCK_AT, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def _lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
