"""The report of a failure: what went wrong where, with which versions, and nothing of the book in it."""

from __future__ import annotations

import datetime
import errno
import re
import traceback
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path, PurePath
from types import FrameType

from desktop.plain import names_in, plain

ROOT = Path(__file__).resolve().parent.parent  # what is above the program's own packages
KEPT = 20  # reports in the folder
_SQLITE = re.compile("SQLITE_[A-Z_]{1,40}")
_MOST_FRAMES = 40  # of one exception, those next to the failure


def report(error: BaseException, about: Sequence[str] = ()) -> str:
    """A failure with all that led to it, the cause first; `about`: lines on where it happened."""
    return "\n".join((*about, "", *_chain(error, set()))) + "\n"


def write(text: str, folder: Path) -> Path | None:
    """Keep a report in `folder`, and only the newest ones; None when that is not possible."""
    now = datetime.datetime.now().astimezone()
    path = folder / f"{now:%Y%m%d-%H%M%S}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # Two failures of one second share a file.
        with path.open("a", encoding="utf-8") as file:
            file.write(text)
        for old in sorted(folder.glob("2*.txt"))[:-KEPT]:
            with suppress(OSError):
                old.unlink()
    except OSError:
        return None
    return path


def place(file: str) -> str:
    """A file of code relative to the program, to its libraries, or to Python; else only its name."""
    path = PurePath(file)
    with suppress(ValueError):
        return path.relative_to(ROOT).as_posix() if "site-packages" not in path.parts else _within(path)
    return _within(path)


def _within(path: PurePath) -> str:
    if "site-packages" in path.parts:
        return PurePath(*path.parts[path.parts.index("site-packages") + 1 :]).as_posix()
    if not path.is_absolute():  # as a frozen program has it
        return path.as_posix()
    return path.name


def _chain(error: BaseException, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    for before, link in ((error.__cause__, "因此"), (error.__context__, "处理时又发生")):
        if before is not None and id(before) not in seen and not (link != "因此" and error.__suppress_context__):
            yield from _chain(before, seen)
            yield f"—— {link}："
    frames = list(traceback.walk_tb(error.__traceback__))
    said = " ".join(part for part in (_number(error), plain(_message(error), _words(frames))) if part)
    yield f"{type(error).__module__}.{type(error).__qualname__}" + (f": {said}" if said else "")
    if len(frames) > _MOST_FRAMES:
        yield f"  …… {len(frames) - _MOST_FRAMES} 层"
    for frame, line in frames[-_MOST_FRAMES:]:
        yield f"  {place(frame.f_code.co_filename)}:{line} {frame.f_code.co_qualname}"
    if isinstance(error, BaseExceptionGroup):
        for part in error.exceptions:
            if id(part) not in seen:
                yield "—— 其中："
                yield from _chain(part, seen)


def _words(frames: Iterable[tuple[FrameType, int]]) -> frozenset[str]:
    """The words of the code that failed. What is compiled while the program runs may be a pack's or a book's text."""
    codes = {frame.f_code for frame, _ in frames}
    return frozenset(word for code in codes if code.co_filename[:1] != "<" for word in names_in(code))


def _number(error: BaseException) -> str:
    """What the system or SQLite calls the failure."""
    if isinstance(error, OSError):
        return errno.errorcode.get(error.errno or 0, "")
    name = getattr(error, "sqlite_errorname", "")
    return name if isinstance(name, str) and _SQLITE.fullmatch(name) else ""


def _message(error: BaseException) -> str:
    # What an exception of somebody else says of itself may fail in its turn.
    try:
        return str(error)
    except Exception:
        return ""
