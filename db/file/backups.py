"""Copies of a book: complete, sound, on the disk before their name appears, and never over another file."""

import os
import re
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from db.errors import TargetExists, WriteFailed
from db.file.length import too_long
from db.file.patient import patiently

ALL_DAYS = 7  # of which every copy is kept
WEEKS = 52  # before them, of which the newest copy of each is kept
FOR_EVER = frozenset({"上报", "升级前"})  # what was handed in, and what an older program can still read

_STAMP = "%Y%m%d-%H%M%S"
_NAME = re.compile(r"(.+)-(\d{8}-\d{6})-([^/]*?)(-\d+)?\.ysb")


class Copy(msgspec.Struct, frozen=True):
    """A copy in the folder `backups`, by its name. `made_at` is local time without its zone."""

    path: Path
    made_at: datetime
    reason: str


def back_up(connection: sqlite3.Connection, book: Path, reason: str, now: datetime) -> Path:
    """A copy in the folder `backups` beside the book, named with time and reason; outdated ones are cleared away.

    Raises WriteFailed.
    """
    return keep(content_of(connection), book, reason, now)


def keep(content: bytes, book: Path, reason: str, now: datetime) -> Path:
    """The same for a book's content, on whatever thread. Raises WriteFailed."""
    folder = folder_of(book)
    stamp = f"{book.stem}-{now.strftime(_STAMP)}-{_fit_for_a_name(reason)}"
    target = folder / f"{stamp}.ysb"
    number = 2
    while target.exists():
        target = folder / f"{stamp}-{number}.ysb"
        number += 1
    write(content, target)
    for one in outdated(copies(book), now):
        # One that cannot go now goes next time; the new copy is there.
        _clear(one.path)
    return target


def folder_of(book: Path) -> Path:
    """Where the copies of a book lie."""
    return book.parent / "backups"


def copies(book: Path) -> tuple[Copy, ...]:
    """The copies of a book, the newest first; of what else lies in the folder nothing is said."""
    folder = folder_of(book)
    found = [named(path, book.stem) for path in folder.iterdir()] if folder.is_dir() else []
    listed = [one for one in found if one is not None]
    return tuple(sorted(listed, key=lambda one: (one.made_at, one.path.name), reverse=True))


def named(path: Path, stem: str = "") -> Copy | None:
    """What the name of a copy says; None for other files. `stem`: only of the book of that name."""
    match = _NAME.fullmatch(path.name)
    if match is None or (stem and match[1] != stem):
        return None
    try:
        made_at = datetime.strptime(match[2], _STAMP)  # noqa: DTZ007 - a file's name says no zone
    except ValueError:
        return None
    return Copy(path, made_at, match[3])


def made_today(book: Path, reason: str, now: datetime) -> bool:
    """Is there a copy of that reason from the day of `now` already?"""
    wanted = _fit_for_a_name(reason)
    return any(one.reason == wanted and one.made_at.date() == now.date() for one in copies(book))


def outdated(found: Sequence[Copy], now: datetime) -> tuple[Copy, ...]:
    """The copies that nobody keeps any more, of `found`, the newest first.

    Kept are all of the last seven days, before them the newest of each week for a year, what was handed in, what an
    upgrade left behind, and always the newest one.
    """
    today = now.replace(tzinfo=None)
    gone = []
    weeks: set[tuple[int, int]] = set()
    for one in found[1:]:
        age = today - one.made_at
        week = one.made_at.isocalendar()[:2]
        if one.reason in FOR_EVER:
            continue
        if age >= timedelta(days=ALL_DAYS) and (week in weeks or age > timedelta(weeks=WEEKS)):
            gone.append(one)
        weeks.add(week)
    return tuple(gone)


def content_of(connection: sqlite3.Connection) -> bytes:
    """The book as it was committed last, as the bytes of a file: a value that may cross to another thread."""
    return connection.serialize()


def copy(connection: sqlite3.Connection, target: Path) -> None:
    """A checked copy of the book at `target`. Raises as `write` does."""
    write(content_of(connection), target)


def write(content: bytes, target: Path) -> None:
    """A book's content as a checked file at `target`, which appears whole or not at all.

    Raises TargetExists, WriteFailed; the book is untouched either way.
    """
    refuse_existing(target)
    unfinished = target.with_name(f"~{target.name}.new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)
        unfinished.write_bytes(content)
        _check(unfinished)
        publish(unfinished, target)
    except (OSError, sqlite3.Error) as fault:
        mend = too_long(target) or "请确认文件夹可以写入、磁盘有空间，然后再做一次。"
        raise WriteFailed(f"没能把副本写到“{target}”，账套本身没有变化。{mend}") from fault
    finally:
        _clear(unfinished)


def refuse_existing(target: Path) -> None:
    """Raises TargetExists when there is anything of that name."""
    if os.path.lexists(target):
        raise TargetExists(f"“{target}”已经存在，没有覆盖它。请换一个文件名，或先把原来的文件移走。")


def publish(unfinished: Path, target: Path) -> None:
    """Give a finished file its name. Raises TargetExists when somebody was faster, OSError."""
    with unfinished.open("rb+") as file:
        # What was written still lies in the system's caches.
        os.fsync(file.fileno())
    try:
        _rename_without_replacing(unfinished, target)
    except FileExistsError:
        refuse_existing(target)
        raise


def _rename_without_replacing(unfinished: Path, target: Path) -> None:
    if os.name == "nt":
        patiently(lambda: unfinished.rename(target))
        return
    try:
        # Unlike rename, a link refuses a name that is taken.
        os.link(unfinished, target)
    except FileExistsError:
        raise
    except OSError:
        # USB sticks know no links.
        refuse_existing(target)
        unfinished.rename(target)
    else:
        unfinished.unlink()


def _check(path: Path) -> None:
    connection = sqlite3.connect(path)
    try:
        (found,) = connection.execute("pragma integrity_check(1)").fetchone()
    finally:
        connection.close()
    if found != "ok":
        raise sqlite3.DatabaseError(f"the copy is not sound: {found}")


def _clear(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)


def _fit_for_a_name(reason: str) -> str:
    """A reason as part of a file name that Windows accepts too."""
    return re.sub(r'[\\/:*?"<>|\s\x00-\x1f]+', "_", reason).strip("._")[:40] or "备份"
