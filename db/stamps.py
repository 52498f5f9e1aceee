"""What tells whether packs are still those that were read: files on their shelves, with times and sizes.

Another program may install or remove a pack at any moment: what is listed may be gone when it is looked at.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from db.errors import PackError

Stamps = tuple[tuple[str, int, int], ...]  # path, time in nanoseconds, bytes
T = TypeVar("T")


class Moved(Exception):  # noqa: N818 - it names what happened
    """A pack was installed or removed while it was read."""


def steadily(read: Callable[[], T]) -> T:
    """What `read` gives of packs that nobody moves meanwhile."""
    while True:
        with suppress(Moved):
            return read()


@contextmanager
def refusing_moved(state: Callable[[], Stamps], before: Stamps) -> Iterator[None]:
    """Around a reading: raises Moved when the state is no longer the one before it, also for what was refused then."""
    try:
        yield
    except PackError:
        if state() != before:
            raise Moved from None
        raise
    if state() != before:
        raise Moved


def heads_of(shelves: Sequence[Path]) -> Stamps:
    """The pack.toml of every pack: as long as these stay, so does which folders a pack is read from."""
    found = (path for shelf in shelves for path in shelf.glob("*/pack.toml"))
    # What is being installed lies in folders that begin so.
    return tuple(stamp for path in found if path.parent.name[:1] != "~" for stamp in _stamp(path))


def files_of(folders: Sequence[Path]) -> Stamps:
    """Every file in the folders of a pack: as long as these stay, what was read of it holds."""
    return tuple(stamp for folder in folders for stamp in _files(folder))


def _files(folder: Path | str) -> Iterator[tuple[str, int, int]]:
    with suppress(OSError), os.scandir(folder) as found:
        for entry in found:
            if entry.is_dir():
                yield from _files(entry.path)
            else:
                yield from _stamp(entry)


def _stamp(file: Path | os.DirEntry[str]) -> Iterator[tuple[str, int, int]]:
    with suppress(OSError):
        state = file.stat()
        yield os.fspath(file), state.st_mtime_ns, state.st_size
