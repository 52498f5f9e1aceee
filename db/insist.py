"""A gesture that is not given up because a disk fails: in memory, when it cannot be written."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from db.book import Book
from db.errors import BookAway
from db.file import gate

T = TypeVar("T")


def insist(book: Book, deed: Callable[[], T], folder: Path | None = None) -> T:
    """Do `deed` on the book; when its disk does not take it, once more with the book in memory.

    `folder`: where what is not written outlives a crash. `deed` is a whole gesture: what failed has changed nothing.
    Raises what `deed` raises for other reasons.
    """
    try:
        # Commands read before they write, and a stick that was pulled out answers nothing.
        book.refuse_vanished()
        return deed()
    except BookAway as refusal:
        if book.away is not None:
            raise
        book.go_on_in_memory(refusal, folder)
    except sqlite3.Error as fault:
        known = gate.failure(fault, book.path)
        if book.away is not None or not book.writable or not isinstance(known, BookAway):
            raise
        book.go_on_in_memory(known, folder)
    return deed()
