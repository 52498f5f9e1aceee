"""The day's copy of the open book: taken as a value, written on another thread, for a stick takes its time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from datetime import datetime

    from desktop.session import Session

DAILY = "每日"  # the reason in the name of the day's copy
COPY_AFTER = 2000  # milliseconds after opening: the form stands by then
COPY_AGAIN = 3_600_000  # and then every hour: a window may stand open overnight


class Copying(QObject):
    """Follows the book of a session; a copy that cannot be made is told."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.copy)
        session.opened.connect(self._begin)
        session.closed.connect(self._timer.stop)
        if session.is_open:
            self._begin()

    def _begin(self) -> None:
        self._timer.start(COPY_AFTER)

    def copy(self) -> None:
        """Keep the day's copy, unless there is one. What the disk does not take now has time until the next hour."""
        book = self._session.book
        self._timer.start(COPY_AGAIN)
        if not book.writable or book.away is not None:
            return
        from datetime import datetime

        from desktop.work import Work

        path, content, now = book.path, book.content(), datetime.now().astimezone()
        work = Work("每日备份", self)
        work.refused.connect(lambda reason: self._session.told.emit(f"今天的备份没有做成：{reason}"))
        work.broken.connect(_raise)
        work.over.connect(work.deleteLater)
        work.start(lambda _progress: _keep(path, content, now))


def _keep(path: Path, content: bytes, now: datetime) -> None:
    from db.errors import WriteFailed, reason
    from db.file.backups import keep, made_today

    try:
        if not made_today(path, DAILY, now):
            keep(content, path, DAILY, now)
    except OSError as fault:
        raise WriteFailed(reason(fault)) from fault


def _raise(error: BaseException) -> None:
    """A bug of the other thread, on this one: the edge of the program catches it."""
    raise error
