"""Back to an earlier copy of the book: which there are, what each would change, and the deed, which undo takes back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.dialogs.snapshots import SnapshotsDialog
    from desktop.keeping import Keeping
    from desktop.session import Session
    from desktop.work import Progress


class Restoring(QObject):
    """Opens the dialog, reads copies on another thread, and restores the chosen one."""

    def __init__(self, window: QWidget, session: Session, keeping: Keeping) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self.dialog: SnapshotsDialog | None = None
        keeping.compare.connect(self.compare)

    def choose(self) -> None:
        """List the copies beside the book."""
        if self._session.is_open and self._session.settle():
            self._open(None)

    def compare(self, copy: Path) -> None:
        """Show what one copy would change, wherever it lies."""
        if self._session.is_open and self._session.settle():
            self._open(copy)

    def _open(self, copy: Path | None) -> None:
        from desktop.dialogs.snapshots import SnapshotsDialog

        dialog = SnapshotsDialog(self._session.reading.writable, self._window)
        dialog.asked.connect(lambda path: self._preview(dialog, path))
        dialog.restore.connect(lambda path: self._restore(dialog, path))
        self.dialog = dialog
        if copy is None:
            path = self._session.book.path
            self._work(dialog, lambda _progress: _listed(path), dialog.show_snapshots)
        else:
            dialog.show_one(copy)
        dialog.open()

    def _preview(self, dialog: SnapshotsDialog, copy: Path) -> None:
        book = self._session.book
        path, content, pack, shelves = book.path, book.content(), book.pack, book.shelves

        def read(_progress: Progress) -> object:
            from db.book import Book
            from db.restoring import preview, read_copy

            with read_copy(copy, pack, shelves) as then, Book.of_content(path, content, shelves, pack) as now:
                return preview(now, then)

        self._work(dialog, read, lambda found: dialog.show_preview(copy, found))

    def _restore(self, dialog: SnapshotsDialog, copy: Path) -> None:
        with self._session.faults_to(dialog.complain):
            done = self._session.restore(copy)
        if done:
            self._session.told.emit("已恢复到那一份副本；恢复前的账套也存了一份，按 Ctrl+Z 可以整个撤销。")
            dialog.accept()

    def _work(self, dialog: SnapshotsDialog, task: object, then: object) -> None:
        from desktop.work import Work

        assert callable(task)
        assert callable(then)
        # Who closes the dialog does not wait for the answer any more.
        work = Work("正在读副本", dialog)
        work.done.connect(then)
        work.refused.connect(dialog.complain)
        work.broken.connect(_raise)
        work.start(task)


def _listed(book: Path) -> object:
    from db.restoring import snapshots

    return snapshots(book)


def _raise(error: BaseException) -> None:
    """A bug of the other thread, on this one: the edge of the program catches it."""
    raise error
