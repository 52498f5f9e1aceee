"""What could not be written yet, kept on this machine's own disk, and offered to its book after a crash.

A folder of the program's own holds two files for each such book: the whole book as it went on in memory, and a note of
where it lay and what its file may say for this to be written into it.
"""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import msgspec

from db import schema
from db.file import gate, opening
from db.file.left import Left


class Note(msgspec.Struct, frozen=True):
    """`path`: where the book lay; `since`: when its disk was left, ISO; `gestures`: how many are not written."""

    path: str
    since: str
    gestures: int
    left: Left


class Kept(msgspec.Struct, frozen=True):
    """One book that waits here. `copy` is the whole of it."""

    copy: Path
    note: Note


def keep(folder: Path, uuid: str, connection: sqlite3.Connection, note: Note) -> None:
    """Keep the book behind `connection` as it is now, over what was kept of it before.

    Raises OSError, sqlite3.Error: then what was kept before is still there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    copy = copy_of(folder, uuid, note.path)
    beside = copy.with_suffix(".new")
    beside.write_bytes(msgspec.json.encode(note))
    beside.replace(copy.with_suffix(".json"))
    with closing(sqlite3.connect(copy, isolation_level=None)) as target:
        # A transaction of its own: a crash in the middle of it leaves the state before.
        connection.backup(target)


def kept_of(folder: Path, uuid: str) -> tuple[Kept, ...]:
    """What waits for a book, the newest last. Files that cannot be read are passed over."""
    return tuple(sorted(_found(folder, uuid), key=lambda kept: kept.note.since))


def content_of(kept: Kept) -> sqlite3.Connection:
    """The kept book in memory, inspected like any that comes from outside. Raises BookError."""
    return opening.for_reading(kept.copy)


def version_of(kept: Kept) -> int:
    """The version of the file that the kept book is of: an earlier program may have left it. Raises sqlite3.Error."""
    with closing(gate.connect(kept.copy, "ro")) as connection:
        return schema.version_of(connection)


def drop(folder: Path, uuid: str, path: Path) -> None:
    """Nothing waits any more for the book that lay there."""
    forget(copy_of(folder, uuid, str(path)))


def forget(copy: Path) -> None:
    """Take a kept book away."""
    for one in (copy.with_suffix(".json"), copy, copy.with_name(f"{copy.name}-journal")):
        with suppress(OSError):
            one.unlink(missing_ok=True)


def _found(folder: Path, uuid: str) -> Iterator[Kept]:
    for path in folder.glob(f"{uuid}-*.json"):
        with suppress(OSError, msgspec.MsgspecError):
            note = msgspec.json.decode(path.read_bytes(), type=Note)
            copy = path.with_suffix(".ysb")
            if copy.is_file() and note.gestures:
                yield Kept(copy, note)


def copy_of(folder: Path, uuid: str, path: str) -> Path:
    """Where in `folder` the book that lay at `path` is kept, if it is."""
    # Two copies of one book may be away at the same time.
    return folder / f"{uuid}-{hashlib.sha256(path.encode()).hexdigest()[:12]}.ysb"
