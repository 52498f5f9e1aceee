"""Slow work off the drawing thread: a function of values runs in the pool, progress and result come back as signals.

A Book never crosses: one connection, one thread. What goes in is Sheets, entries and paths.
"""

import threading
from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, QTimer, Signal, Slot

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
        self.go_on()
        self._tell(done, of)

    def go_on(self) -> None:
        """Within a part that takes long: raises Cancelled when the user gave up, and tells nothing."""
        if self._given_up.is_set():
            raise Cancelled

    @property
    def given_up(self) -> bool:
        """Has the user asked for the end?"""
        return self._given_up.is_set()

    def give_up(self) -> None:
        """Ask the work to stop at its next step."""
        self._given_up.set()


class _Run(QRunnable):
    def __init__(self, work: "Work", task: Callable[[Progress], object]) -> None:
        super().__init__()
        self._work = work
        self._progress = work.progress
        self._task = task

    def run(self) -> None:
        how, what = self._outcome()
        # Nobody waits any more when the window was closed meanwhile.
        with suppress(RuntimeError):
            self._work.ended.emit(how, what)

    def _outcome(self) -> tuple[str, object]:
        try:
            return "done", self._task(self._progress)
        except Cancelled:
            return "cancelled", None
        except BookError as error:
            return "refused", error.message
        except BaseException as error:  # a bug: raised again on the other thread
            return "broken", error


class Work(QObject):
    """One piece of slow work. `slow` fires after half a second: only then is progress worth showing.

    Ends with exactly one of `done` (its result), `refused` (a sentence), `broken` (a bug), `cancelled`; then `over`.
    All of them are told on the thread the Work lives on.
    """

    ended = Signal(str, object)  # told on the thread of the work; of no use to others
    told_step = Signal(int, int)
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
        self.progress = Progress(self.told_step.emit)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.slow)
        # A method of this object is called on its own thread; a function would be called on the one that emits.
        self.ended.connect(self._end, Qt.ConnectionType.QueuedConnection)
        self.told_step.connect(self._step, Qt.ConnectionType.QueuedConnection)

    def start(self, task: Callable[[Progress], object]) -> None:
        """Run `task` in the pool."""
        self._timer.start(SLOW)
        QThreadPool.globalInstance().start(_Run(self, task))

    def cancel(self) -> None:
        """Give up at the next step."""
        self.progress.give_up()

    @Slot(int, int)
    def _step(self, done: int, of: int) -> None:
        self.stepped.emit(done, of)

    @Slot(str, object)
    def _end(self, how: str, what: object) -> None:
        self._timer.stop()
        # Given up while the last part was under way: its result is not wanted any more.
        if how == "cancelled" or (how == "done" and self.progress.given_up):
            self.cancelled.emit()
        elif how == "refused":
            self.refused.emit(what)
        elif how == "broken":
            self.broken.emit(what)
        else:
            self.done.emit(what)
        self.over.emit()
