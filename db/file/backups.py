"""Copies of a book: complete, sound, on the disk before their name appears, and never over another file."""

import os
import re
import sqlite3
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from db.errors import TargetExists, WriteFailed

KEEP_NEWEST = 20
KEEP_DAYS = 30

_STAMP = "%Y%m%d-%H%M%S"


def back_up(connection: sqlite3.Connection, book: Path, reason: str, now: datetime) -> Path:
    """A copy in the folder `backups` beside the book, named with time and reason; old copies are cleared away.

    Kept are the newest twenty, and everything of the last thirty days. Raises WriteFailed.
    """
    folder = book.parent / "backups"
    stamp = f"{book.stem}-{now.strftime(_STAMP)}-{_fit_for_a_name(reason)}"
    target = folder / f"{stamp}.ysb"
    number = 2
    while target.exists():
        target = folder / f"{stamp}-{number}.ysb"
        number += 1
    copy(connection, target)
    for path in outdated(folder, book.stem, now):
        # One that cannot go now goes next time; the new copy is there.
        _clear(path)
    return target


def made_today(book: Path, reason: str, now: datetime) -> bool:
    """Is there a copy of that reason from the day of `now` already?"""
    shape = re.compile(
        f"{re.escape(book.stem)}-{now:%Y%m%d}-\\d{{6}}-{re.escape(_fit_for_a_name(reason))}(-\\d+)?\\.ysb"
    )
    folder = book.parent / "backups"
    return folder.is_dir() and any(shape.fullmatch(path.name) for path in folder.iterdir())


def outdated(folder: Path, stem: str, now: datetime) -> tuple[Path, ...]:
    """The copies of that book that nobody keeps any more, by the time in their names."""
    shape = re.compile(re.escape(stem) + r"-(\d{8}-\d{6})-[^/]*\.ysb")
    found = sorted(
        ((match[1], path) for path in folder.iterdir() if (match := shape.fullmatch(path.name))), reverse=True
    )
    limit = (now - timedelta(days=KEEP_DAYS)).strftime(_STAMP)
    return tuple(path for stamp, path in found[KEEP_NEWEST:] if stamp < limit)


def copy(connection: sqlite3.Connection, target: Path) -> None:
    """A checked copy of the book at `target`, which appears whole or not at all.

    Raises TargetExists, WriteFailed; the book is untouched either way.
    """
    refuse_existing(target)
    unfinished = target.with_name(f"~{target.name}.new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)
        connection.execute("vacuum main into ?", (str(unfinished),))
        _check(unfinished)
        publish(unfinished, target)
    except (OSError, sqlite3.Error) as fault:
        raise WriteFailed(
            f"没能把副本写到“{target}”，账套本身没有变化。请确认文件夹可以写入、磁盘有空间，然后再做一次。"
        ) from fault
    finally:
        _clear(unfinished)


def refuse_existing(target: Path) -> None:
    """Raises TargetExists when there is anything of that name."""
    if os.path.lexists(target):
        raise TargetExists(f"“{target}”已经存在，没有覆盖它。请换一个文件名，或先把原来的文件移走。")


def publish(unfinished: Path, target: Path) -> None:
    """Give a finished file its name. Raises TargetExists when somebody was faster, OSError."""
    with unfinished.open("rb+") as file:
        # VACUUM INTO leaves its file to the system's caches.
        os.fsync(file.fileno())
    try:
        _rename_without_replacing(unfinished, target)
    except FileExistsError:
        refuse_existing(target)
        raise


def _rename_without_replacing(unfinished: Path, target: Path) -> None:
    if os.name == "nt":
        unfinished.rename(target)
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
