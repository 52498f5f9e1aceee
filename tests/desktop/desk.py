"""One window that many tests use, one after the other, each finding it as a program that has just started.

A book that a test leaves open is led back by undoing, and what it remembers of the test is struck out; it is taken for
the next test when its digest says that it is the same to the last row, else that test gets a copy of its own.
"""

import shutil
from contextlib import suppress
from pathlib import Path

import msgspec
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QApplication, QDialog, QSplitter, QWidget

from db.book import Book
from db.errors import BookError
from db.file.differences import digest
from desktop.app import Look
from desktop.dialogs.files import FileChooser
from desktop.main_window import MainWindow
from desktop.outside import Outside
from desktop.panels.widgets import children
from desktop.sheet.memory import SheetMemory

SIZE = (1366, 768)
ASIDE = (5000, 5000)


class User(FileChooser):
    """Passes every question to whoever answers for the system in this test."""

    def __init__(self) -> None:
        self.answering = FileChooser()

    def open(self, parent: QWidget, title: str, folder: Path, kinds: str) -> Path | None:
        return self.answering.open(parent, title, folder, kinds)

    def open_several(self, parent: QWidget, title: str, folder: Path, kinds: str) -> list[Path]:
        return self.answering.open_several(parent, title, folder, kinds)

    def save(self, parent: QWidget, title: str, suggestion: Path, kinds: str) -> Path | None:
        return self.answering.save(parent, title, suggestion, kinds)

    def folder(self, parent: QWidget, title: str, start: Path) -> Path | None:
        return self.answering.folder(parent, title, start)


class Lying(msgspec.Struct, frozen=True):
    """A book that was opened here: a copy of `made`, its newest action and its digest then, what lay beside it."""

    made: Path
    book: Book
    newest: int
    digest: str
    beside: frozenset[Path]


class Desk:
    """Has the window. `folder`: where copies of books lie."""

    def __init__(self, look: Look, folder: Path) -> None:
        self._folder = folder
        self._count = 0
        self._lying: Lying | None = None
        self._user = User()
        self.memory = QSettings(str(folder / "memory.ini"), QSettings.Format.IniFormat)
        self._window = MainWindow(look, self._user, memory=self.memory)
        _ = self._window.rooms
        self._splitters = [(one, one.saveState()) for one in children(self._window, QSplitter)]

    def bare(self, user: FileChooser | None = None) -> MainWindow:
        """The window without a book; `user` answers the system's choosers."""
        self._user.answering = user or FileChooser()
        window = self._window
        window.move(0, 0)
        window.resize(*SIZE)
        window.show()
        window.activateWindow()
        window.session.closed.emit()
        QApplication.processEvents()
        return window

    def lay(self, made: Path, user: FileChooser | None = None) -> MainWindow:
        """The window with a copy of the book `made`, at its beginning."""
        window = self.bare(user)
        session = window.session
        lying = self._lying
        if lying is not None and lying.made == made and _led_back(lying):
            assert session._take(lambda: lying.book)
        else:
            self._open_copy(made)
        # The keyboard is put on the page by the event loop.
        QApplication.processEvents()
        return window

    def clear(self) -> None:
        """Put the window back; a book of this desk stays open behind it, any other is closed."""
        window, session = self._window, self._window.session
        _close_what_was_opened(window)
        # What stands in an open field is written, and undone with the rest; where it cannot be, nobody misses it.
        session.settle()
        lying = self._lying
        if session.is_open and lying is not None and session.book is lying.book and lying.book.away is None:
            session._book, session._reading, session._standing = None, None, ""
            session.closed.emit()
        else:
            if session.is_open:
                session.give_up(keep=False)
                assert session.close()
            self._let_go()
        self._forget()
        # It may not lie over the window of another test; hidden, it would have to be made the active one anew.
        window.move(*ASIDE)

    def close(self) -> None:
        """The end of all tests."""
        self._let_go()
        self._window.close()
        self._window.deleteLater()

    def _forget(self) -> None:
        """What a window keeps from one book to the next."""
        window = self._window
        window.folding._asked.clear()
        window.folding.fit()
        for splitter, state in self._splitters:
            splitter.restoreState(state)
        search = window.workspace.search
        search.field.clear()
        search.everywhere.setChecked(True)
        window.workspace.goto.hide()
        window.workspace.goto.field.clear()
        window.trace.show_trace(None, "")
        window._stepping._followed = None
        window._answering._who = ""
        window.exchange.submitting.outside = Outside()
        window.last_year.comparing = False
        window.commands.actions["compare"].setChecked(False)
        window.status.show_note("")
        window.banner.hide()
        self.memory.clear()
        window.workspace.view.remember(SheetMemory(self.memory))
        QApplication.clipboard().clear()

    def _open_copy(self, made: Path) -> None:
        session = self._window.session
        self._let_go()
        self._count += 1
        folder = self._folder / str(self._count)
        folder.mkdir()
        assert session.open(Path(shutil.copyfile(made, folder / made.name)))
        book = session.book
        newest = next((entry.id for entry in book.newest(1)), 0)
        self._lying = Lying(made, book, newest, digest(book.connection), _beside(book.path))

    def _let_go(self) -> None:
        if self._lying is not None:
            self._lying.book.close()
            self._lying = None


def _close_what_was_opened(window: MainWindow) -> None:
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
    for dialog in children(window, QDialog):
        dialog.deleteLater()
    if window.helping.manual is not None:
        window.helping.manual.close()
    window.exchange.dialog = window.restoring.dialog = window.keeping.dialog = None
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _beside(path: Path) -> frozenset[Path]:
    return frozenset(path.parent.rglob("*"))


def _led_back(lying: Lying) -> bool:
    """Undo what came since and strike it out of the journal; is the book what it was?"""
    book = lying.book
    with suppress(BookError):
        if book.away is None and not book.record().frozen and _beside(book.path) == lying.beside:
            book.step_to(lying.newest)
            with book._transaction():
                book.connection.execute("delete from main.change where action > ?", (lying.newest,))
                book.connection.execute("delete from main.action where id > ?", (lying.newest,))
            return digest(book.connection) == lying.digest
    return False
