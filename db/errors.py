"""Failures whose cause is outside the program: a file, a text, a full disk; anything else is a bug.

Each carries one Chinese sentence, composed where it is raised: where, what is wrong, how to mend it.
"""

# A reader of `except HeldBook` needs no suffix to know that it is an error.
# ruff: noqa: N818

import errno
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, Literal


class BookError(Exception):
    """A Chinese sentence for the user: where, what is wrong, how to mend it.

    `exit_code` is what the command line ends with when the error reaches it.
    """

    exit_code: ClassVar[int] = 65

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class AmountError(BookError):
    """A text is not an amount. `suggestion` is what was probably meant, ready to be taken over, or None.

    `unfinished`: more signs at its end may still make it one. `unknown`: the word in it that is no known name.
    """

    def __init__(
        self, message: str, suggestion: str | None = None, *, unfinished: bool = False, unknown: str = ""
    ) -> None:
        super().__init__(message)
        self.suggestion = suggestion
        self.unfinished = unfinished
        self.unknown = unknown


class NotABook(BookError):
    """The file is no book: another kind of file, or a database somebody else's program has altered."""


class DamagedBook(BookError):
    """The file was a book once; its content cannot be trusted any more."""


class NewerBook(BookError):
    """The book was saved by a later version of the program."""


class HeldBook(BookError):
    """Somebody has the book open for writing."""


class ReadOnlyPlace(BookError):
    """The file or its folder cannot be written: the book can be looked at, not edited."""


class FrozenBook(BookError):
    """A final submission froze the book; it has to be reopened before it can change."""


class TargetExists(BookError):
    """A file of that name is there already, and nothing is ever overwritten."""


class BadCells(BookError):
    """Cells of a workbook or a block cannot be taken over. `cells` names each one and says why."""

    def __init__(self, message: str, cells: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.cells = tuple(cells)


class UnknownForm(BookError):
    """No form of the pack has that number."""

    exit_code = 64


class BadUsage(BookError):
    """The words of a command do not go together."""

    exit_code = 64


class PackError(BookError):
    """A pack is missing, or a file of it is at fault, named by file and key."""


class MissingPack(PackError):
    """A pack is not on this machine, or only an earlier version of it. `pack`: its id; `book`: whose it is, if any."""

    def __init__(self, message: str, pack: str, book: Path | None = None) -> None:
        super().__init__(message)
        self.pack = pack
        self.book = book


class WriteFailed(BookError):
    """Something could not be written: full disk, vanished folder. What was there before is still there."""

    exit_code = 74


Cause = Literal["full", "busy", "unwritable", "vanished", "held"]


class BookAway(WriteFailed):
    """The disk of an open book does not take what is to be written; `cause` says what is the matter with it."""

    def __init__(self, message: str, cause: Cause = "unwritable") -> None:
        super().__init__(message)
        self.cause: Cause = cause


_REASONS = {
    errno.ENOENT: "文件或文件夹不在了",
    errno.EACCES: "没有权限，或正被别的程序占用",
    errno.EPERM: "没有权限",
    errno.EISDIR: "它是文件夹",
    errno.ENOTDIR: "路径里有一段不是文件夹",
    errno.ENOSPC: "磁盘已满",
    errno.EROFS: "磁盘是只读的",
    errno.EIO: "磁盘读写出错",
    errno.ENAMETOOLONG: "名称或路径太长",
}


def reason(fault: OSError) -> str:
    """Why the system refused, in the user's language; what it says itself is English."""
    return _REASONS.get(fault.errno or 0) or f"系统错误 {getattr(fault, 'winerror', None) or fault.errno or fault}"
