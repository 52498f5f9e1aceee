"""The day's copy of the open book: taken as a value, written on another thread, for a stick takes its time."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.work import Work

if TYPE_CHECKING:
    from db.book import Book

DAILY = "每日"  # the reason in the name of the day's copy
COPY_AFTER = 2000  # milliseconds after opening: the form stands by then
COPY_AGAIN = 3_600_000  # and then every hour: a window may stand open overnight


class Copying(QObject):
    """Follows one book at a time. `refused` carries a sentence when the copy could not be made."""

    refused = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._book: Book | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.copy)

    def follow(self, book: Book | None) -> None:
        """Another book is open, or none; one that may only be read is not copied."""
        self._book = book if book is not None and book.writable else None
        if self._book is None:
            self._timer.stop()
        else:
            self._timer.start(COPY_AFTER)

    def copy(self) -> None:
        """Keep the day's copy, unless there is one. What the disk does not take now has time until the next hour."""
        if self._book is None:
            return
        self._timer.start(COPY_AGAIN)
        if self._book.away is not None:
            return
        path, content, now = self._book.path, self._book.content(), datetime.datetime.now().astimezone()
        work = Work("每日备份", self)
        work.refused.connect(self.refused)
        work.broken.connect(_raise)
        work.over.connect(work.deleteLater)
        work.start(lambda _progress: _keep(path, content, now))


def _keep(path: Path, content: bytes, now: datetime.datetime) -> None:
    from db.errors import WriteFailed
    from db.file.backups import keep, made_today

    try:
        if not made_today(path, DAILY, now):
            keep(content, path, DAILY, now)
    except OSError as fault:
        raise WriteFailed(str(fault.strerror or fault)) from fault


def _raise(error: BaseException) -> None:
    """A bug of the other thread, on this one: the edge of the program catches it."""
    raise error
