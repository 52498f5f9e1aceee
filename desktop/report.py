"""The report of a failure: what went wrong where, with which versions, and nothing of the book in it."""

from __future__ import annotations

import datetime
import traceback
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path, PurePath

from desktop.plain import plain

ROOT = Path(__file__).resolve().parent.parent  # what is above the program's own packages
KEPT = 20  # reports in the folder
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
    said = plain(_message(error))
    yield f"{type(error).__module__}.{type(error).__qualname__}" + (f": {said}" if said else "")
    frames = list(traceback.walk_tb(error.__traceback__))
    if len(frames) > _MOST_FRAMES:
        yield f"  …… {len(frames) - _MOST_FRAMES} 层"
    for frame, line in frames[-_MOST_FRAMES:]:
        yield f"  {place(frame.f_code.co_filename)}:{line} {frame.f_code.co_qualname}"
    if isinstance(error, BaseExceptionGroup):
        for part in error.exceptions:
            if id(part) not in seen:
                yield "—— 其中："
                yield from _chain(part, seen)


def _message(error: BaseException) -> str:
    # What an exception of somebody else says of itself may fail in its turn.
    try:
        return str(error)
    except Exception:
        return ""
