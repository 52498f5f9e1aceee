"""What tells whether packs are still those that were read: files on their shelves, with times and sizes; and, beyond
one run of the program, what stood in them.

Another program may install or remove a pack at any moment: what is listed may be gone when it is looked at.
"""

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from db.errors import PackError
from db.packing.names import SUFFIXES

Stamps = tuple[tuple[str, int, int], ...]  # path, time in nanoseconds, bytes
T = TypeVar("T")
_READ = tuple(suffix for suffix in SUFFIXES if suffix != ".md")
_HEAD = "pack.toml"  # read of every folder, one over the other


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


def digest_of(folders: Sequence[Path]) -> str:
    """What the files say that a pack is read from, as one text: its own folder first, then those it extends.

    A file that a pack puts in the place of one it extends is all that counts of the two. Raises OSError.
    """
    found: dict[str, str] = {}
    for folder in reversed(folders):
        cut = len(os.fspath(folder)) + 1
        for path, _, _ in _files(folder):
            kind, _, file = path[cut:].replace(os.sep, "/").rpartition("/")
            # What else there is was left by an editor, the system, or for people to read.
            if file == _HEAD and not kind:
                found[f"{folder.name}/{file}"] = path
            elif kind and "/" not in kind and file.endswith(_READ):
                found[f"{kind}/{file}"] = path
    made = hashlib.sha256()
    for name in sorted(found):
        content = Path(found[name]).read_bytes()
        made.update(f"\n{name}:{len(content)}:".encode())
        made.update(content)
    return made.hexdigest()


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
