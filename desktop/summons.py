"""The other half of a second start: the window that has the book sees the request, and comes to the front."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from desktop.keeping import Keeping
    from desktop.session import Session


class Summons(QObject):
    """Watches the folder of a book that is open for writing, and looks whenever its disk is looked at.

    Where nobody tells of changes, as on some shares, the looking is all there is.
    """

    def __init__(self, window: QWidget, session: Session, keeping: Keeping) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(lambda _folder: self.look())
        session.opened.connect(self._begin)
        session.closed.connect(self._end)
        keeping.looked.connect(self._look_slowly)
        if session.is_open:
            self._begin()

    def look(self) -> None:
        """Is the window asked for?"""
        from db.file.summons import take

        if self._is_here() and take(self._session.book.path):
            come_forward(self._window)

    def _begin(self) -> None:
        from db.file.summons import take

        self._end()
        if self._is_here():
            # Left by a crash: whoever asked has long gone.
            take(self._session.book.path)
            self._follow()

    def _end(self) -> None:
        followed = self._watcher.directories()
        if followed:
            self._watcher.removePaths(followed)

    def _look_slowly(self) -> None:
        if self._is_here():
            # Qt lets go of a folder that vanishes, and does not take it up again.
            self._follow()
            self.look()

    def _follow(self) -> None:
        folder = str(self._session.book.path.parent)
        if folder not in self._watcher.directories():
            self._watcher.addPath(folder)

    def _is_here(self) -> bool:
        session = self._session
        return session.is_open and session.book.writable and session.book.away is None


def come_forward(window: QWidget) -> None:
    """Bring a window before the user, whatever lay over it; an open dialog of it stays above it."""
    if window.isMinimized():
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    for one in (window, QApplication.activeModalWidget()):
        if one is not None:
            one.show()
            one.raise_()
            one.activateWindow()
