"""Slow work off the drawing thread: a function of values runs in the pool, progress and result come back as signals.

A Book never crosses: one connection, one thread. What goes in is Sheets, entries and paths.
"""

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer, Signal

from db.errors import BookError

SLOW = 500  # milliseconds after which the work shows itself


class Cancelled(Exception):  # noqa: N818 - not an error: the user asked for it
    """The user gave the work up; nothing of it stays."""


class Progress:
    """What the work is given to tell how far it is. Safe to use from its thread.

    Raises Cancelled at the next step after the user gave up.
    """

    def __init__(self, tell: Callable[[int, int], None]) -> None:
        self._tell = tell
        self._given_up = threading.Event()

    def step(self, done: int, of: int) -> None:
        """Say that `done` of `of` parts are finished."""
        if self._given_up.is_set():
            raise Cancelled
        self._tell(done, of)

    def give_up(self) -> None:
        """Ask the work to stop at its next step."""
        self._given_up.set()


class _Run(QRunnable):
    def __init__(self, work: "Work", task: Callable[[Progress], object]) -> None:
        super().__init__()
        self._work = work
        self._task = task

    def run(self) -> None:
        work = self._work
        try:
            result = self._task(work.progress)
        except Cancelled:
            work.cancelled.emit()
        except BookError as error:
            work.refused.emit(error.message)
        except BaseException as error:
            work.broken.emit(error)
        else:
            work.done.emit(result)


class Work(QObject):
    """One piece of slow work. `slow` fires after half a second: only then is progress worth showing.

    Ends with exactly one of `done` (its result), `refused` (a sentence), `broken` (a bug), `cancelled`; then `over`.
    """

    stepped = Signal(int, int)
    slow = Signal()
    done = Signal(object)
    refused = Signal(str)
    broken = Signal(object)
    cancelled = Signal()
    over = Signal()

    def __init__(self, title: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self.progress = Progress(self.stepped.emit)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.slow)
        for end in (self.done, self.refused, self.broken, self.cancelled):
            end.connect(self._finish)

    def start(self, task: Callable[[Progress], object]) -> None:
        """Run `task` in the pool."""
        self._timer.start(SLOW)
        QThreadPool.globalInstance().start(_Run(self, task))

    def cancel(self) -> None:
        """Give up at the next step."""
        self.progress.give_up()

    def _finish(self) -> None:
        self._timer.stop()
        self.over.emit()
