"""What the window is started with, read from the words of the command line, and said in them for a new start.

Without Qt: a second start with a book that is open already ends before it is needed.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

# Seconds to wait for the window that has the book. It is told at once, but for a share that tells of no changes: there
# it looks every few seconds (keeping.LOOK_MS), and a start has the time to wait for that. A window that stands has not.
PATIENCE, IMPATIENCE = 7.0, 2.0
AT, AFTER_CRASH = "--at", "--after-crash"
BOOK, PACK = ".ysb", ".ysbpack"


class Start(NamedTuple):
    """`at`: the address of the cell to be shown; `after_crash`: the program failed, and started itself again; `pack`: a
    pack to be installed, and then no book is asked for."""

    book: Path | None = None
    at: str = ""
    after_crash: bool = False
    pack: Path | None = None


def start_of(words: Sequence[str]) -> Start | None:
    """What is asked of the window; None: these words are for the command line. The file need not be there."""
    if not words:
        return Start()
    # No verb ends like a book, or like a pack.
    if words[0].startswith("-") or not words[0].lower().endswith((BOOK, PACK)):
        return None
    if words[0].lower().endswith(PACK):
        return Start(pack=Path(words[0])) if len(words) == 1 else None
    rest, at = list(words[1:]), ""
    if rest[:1] == [AT] and len(rest) > 1:
        at, rest = rest[1], rest[2:]
    return Start(Path(words[0]), at, bool(rest)) if rest in ([], [AFTER_CRASH]) else None


def words_of(start: Start) -> list[str]:
    """The words that ask for it."""
    if start.pack is not None:
        return [str(start.pack)]
    if start.book is None:
        return []
    at = [AT, start.at] if start.at else []
    return [str(start.book), *at, *([AFTER_CRASH] if start.after_crash else [])]


def call(book: Path, patience: float = PATIENCE) -> bool:
    """Whether another window of this user has `book` open, and came to the front when it was asked."""
    from db.file.summons import ask, other_window

    holder = other_window(book)
    if holder is None:
        return False
    if sys.platform == "win32":
        # There a program may come to the front only when the one that is in front lets it.
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(holder.pid)
    return ask(book, patience)
