"""The other half of a second start: the window that has the book sees the request, and comes to the front."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from desktop.session import Session

LOOK_MS = 400  # well within launch.PATIENCE; a look takes some 10 µs


class Summons(QObject):
    """Looks for a request as long as a book is open for writing; without one nobody asks."""

    def __init__(self, window: QWidget, session: Session) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look)
        session.opened.connect(self._begin)
        session.closed.connect(self._timer.stop)
        if session.is_open:
            self._begin()

    def _begin(self) -> None:
        from db.file.summons import take

        self._timer.stop()
        if self._session.book.writable:
            # Left by a crash: whoever asked has long gone.
            take()
            self._timer.start()

    def _look(self) -> None:
        from db.file.summons import take

        if take():
            come_forward(self._window)


def come_forward(window: QWidget) -> None:
    """Bring a window before the user, whatever lay over it; an open dialog of it stays above it."""
    if window.isMinimized():
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    for one in (window, QApplication.activeModalWidget()):
        if one is not None:
            one.show()
            one.raise_()
            one.activateWindow()
