"""Where the program runs and on what it works, as far as others may know it: versions, screens, the size of a book."""

from __future__ import annotations

import hashlib
import platform
from typing import TYPE_CHECKING, NamedTuple

from desktop.plain import plain

if TYPE_CHECKING:
    from db.book import Book


class BookFacts(NamedTuple):
    """A book without its name: `digest` tells one from another; `lines`: of spending; `schema`: version of tables."""

    digest: str
    pack: str
    schema: int
    lines: int
    writable: bool

    def said(self) -> str:
        """In one line."""
        way = "" if self.writable else "，只读"
        return f"账套 {self.digest}，表样 {self.pack}，第 {self.schema} 版结构，{self.lines} 行{way}"


def facts_of(book: Book) -> BookFacts:
    """What may be told of a book."""
    from db import schema
    from db.file.record import lines_in

    record = book.record()
    return BookFacts(
        hashlib.sha256(record.uuid.encode()).hexdigest()[:8],
        f"{_name(record.pack)} 第 {_name(record.pack_version)} 版",
        schema.version_of(book.connection),
        lines_in(book.connection),
        book.writable,
    )


def versions() -> str:
    """The program, and what it stands on, in one line."""
    import sqlite3

    from PySide6.QtCore import qVersion

    from desktop.dialogs.about import program_version

    return (
        f"预算本 {program_version()}，{platform.platform()}，Python {platform.python_version()}，"
        f"Qt {qVersion()}，SQLite {sqlite3.sqlite_version}"
    )


def screens() -> str:
    """Size and scale of every screen, in one line."""
    from PySide6.QtGui import QGuiApplication

    return "屏幕 " + "，".join(
        f"{screen.size().width()}×{screen.size().height()} ×{screen.devicePixelRatio():g}"
        for screen in QGuiApplication.screens()
    )


def _name(text: str) -> str:
    # A pack of somebody's own may be called anything.
    return text if text.isascii() and text.replace("-", "").isalnum() and len(text) <= 40 else plain(text)
