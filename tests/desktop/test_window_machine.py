"""Whatever is done in whatever order: the window shows what a freshly opened book shows, and no more, and no less.

What is kept from one change to the next (sheets redrawn in part, findings, states, the trace) may never show.
"""

import itertools
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop.app import Look
from desktop.main_window import MainWindow
from desktop.panels.widgets import children
from desktop.places import Place
from desktop.sheet.grid import Grid
from tests.db.entry_book import entry_book
from tests.desktop.keys import CTRL, click, key, type_text
from tests.desktop.seen import seen
from tests.desktop.sheet_user import ALT, SHIFT

ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
TEXTS = ("7", "0", "-3.5", "8o", "印刷", "112002", "30211", "2014002", "=2*3", "来访接待", "其他收入", "123456元")
BLOCKS = (
    "5\n6",
    "112001\t\t2014001\t30201\t\t\t\t4.5",
    "112001\t\t2014001\t30211\t\t\t\t1\r\n112002\t\t2014001\t30299\t\t\t\tx\r\n",
    '"a\nb"\t1,234.50\t５',
    "来访接待",
)


class Office(RuleBasedStateMachine):
    """One user at one window. `window` works; `mirror` opens what the file holds, anew after each step."""

    window: MainWindow
    mirror: MainWindow
    origin: bytes
    folder: Path
    numbers: "itertools.count[int]"

    @initialize()
    def open(self) -> None:
        """A book with two units, two projects, some lines."""
        self.path = self.folder / f"{next(self.numbers)}.ysb"
        self.path.write_bytes(self.origin)
        assert self.window.session.open(self.path)

    def teardown(self) -> None:
        """The next example begins with a book of its own."""
        for window in (self.window, self.mirror):
            window.session.close()

    # -- where

    @rule(by=st.integers(-6, 6))
    def turn_pages(self, by: int) -> None:
        """Ctrl+PgUp and Ctrl+PgDn."""
        for _ in range(abs(by)):
            self._key(Qt.Key.Key_PageDown if by > 0 else Qt.Key.Key_PageUp, CTRL)

    @rule(which=st.integers(0, 9))
    def choose_part(self, which: int) -> None:
        """A press on one of the tabs over the page."""
        tabs = self.window.workspace.tabs
        if tabs.count() > 1:
            click(tabs, tabs.tabRect(which % tabs.count()).center())

    @rule(steps=st.lists(st.sampled_from(ARROWS), min_size=1, max_size=5), far=st.booleans())
    def walk(self, steps: list[Qt.Key], far: bool) -> None:
        """Arrows; with Ctrl they go far."""
        for step in steps:
            self._key(step, CTRL if far else Qt.KeyboardModifier.NoModifier)

    # -- gestures

    @rule(text=st.sampled_from(TEXTS), end=st.sampled_from((Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape)))
    def type_over(self, text: str, end: Qt.Key) -> None:
        """A text typed into the current cell."""
        self._grid().setFocus()
        for sign in text:
            type_text(self._focus(), sign)
        self._key(end)

    @rule(block=st.sampled_from(BLOCKS))
    def paste(self, block: str) -> None:
        """Ctrl+V; a preview is answered with Enter."""
        QGuiApplication.clipboard().setText(block)
        self._key(Qt.Key.Key_V, CTRL)
        self._answer()

    @rule()
    def clear(self) -> None:
        """Delete."""
        self._key(Qt.Key.Key_Delete)

    @rule()
    def remove_row(self) -> None:
        """Ctrl+-."""
        self._key(Qt.Key.Key_Minus, CTRL)

    @rule(down=st.booleans())
    def move_row(self, down: bool) -> None:
        """Alt+Up and Alt+Down."""
        self._key(Qt.Key.Key_Down if down else Qt.Key.Key_Up, ALT)

    @rule(down=st.integers(1, 3), right=st.integers(0, 2), way=st.sampled_from((Qt.Key.Key_D, Qt.Key.Key_R)))
    def fill(self, down: int, right: int, way: Qt.Key) -> None:
        """Shift with arrows, then Ctrl+D or Ctrl+R."""
        for which, times in ((Qt.Key.Key_Down, down), (Qt.Key.Key_Right, right)):
            for _ in range(times):
                self._key(which, SHIFT)
        self._key(way, CTRL)

    @rule(steps=st.lists(st.sampled_from(ARROWS), min_size=1, max_size=4))
    def cut_and_paste(self, steps: list[Qt.Key]) -> None:
        """Ctrl+X, somewhere else Ctrl+V."""
        self._key(Qt.Key.Key_X, CTRL)
        for step in steps:
            self._key(step)
        self._key(Qt.Key.Key_V, CTRL)
        self._answer()

    @rule()
    def insert_row(self) -> None:
        """Ctrl+Shift+=."""
        self._key(Qt.Key.Key_Equal, CTRL | SHIFT)

    @rule()
    def tick(self) -> None:
        """The space bar."""
        self._key(Qt.Key.Key_Space)

    @rule(times=st.integers(1, 3))
    def undo(self, times: int) -> None:
        """Ctrl+Z."""
        for _ in range(times):
            self._key(Qt.Key.Key_Z, CTRL)

    @rule(times=st.integers(1, 2))
    def redo(self, times: int) -> None:
        """Ctrl+Y."""
        for _ in range(times):
            self._key(Qt.Key.Key_Y, CTRL)

    @rule()
    def restart(self) -> None:
        """The book is closed and opened again, at the page it was left on."""
        place, part = self.window.navigation.current(), self.window.workspace.part
        self.window.session.close()
        assert self.window.session.open(self.path)
        self._turn(self.window, place, part)

    # -- the law

    @invariant()
    @precondition(lambda self: self.window.session.is_open)
    def shows_what_the_file_holds(self) -> None:
        """Everything shown is what another window shows that has just opened the same file, at the same cell."""
        window, mirror = self.window, self.mirror
        window.workspace.view.commit_open_editor()
        # What is missing in a row that is just being typed is news when the row has been left.
        at = window.workspace.view.grid.position()
        if window.workspace.sheet is not None and window.workspace.view.model.rowCount():
            for place in ((0, 0), at):
                window.workspace.view.grid.go(place)
        mirror.session.close()
        copy = self.folder / "mirror.ysb"
        copy.write_bytes(window.session.book.connection.serialize())
        assert mirror.session.open(copy)
        self._turn(mirror, window.navigation.current(), window.workspace.part)
        if window.workspace.sheet is not None:
            mirror.workspace.view.grid.go(window.workspace.view.grid.position())
        for one in (window, mirror):
            one.tracing.show()
        assert seen(window) == seen(mirror)

    @staticmethod
    def _turn(window: MainWindow, place: Place | None, part: str) -> None:
        assert place is not None
        window.navigation.choose(place)
        keys = [one.key for one in window.session.reading.parts(place)]
        if part in keys and len(keys) > 1:
            window.workspace.tabs.setCurrentIndex(keys.index(part))

    def _grid(self) -> Grid:
        return self.window.workspace.view.grid

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self._grid()

    def _key(self, which: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        opened = self._grid().editing()
        key(opened[1] if opened else self._grid(), which, modifiers)
        self._answer()

    def _answer(self) -> None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        for dialog in children(self.window, QDialog):
            if dialog.isVisible():
                key(dialog, Qt.Key.Key_Return)


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    with entry_book(tmp_path_factory.mktemp("origin")) as book:
        return bytes(book.connection.serialize())


def test_the_window_shows_what_a_freshly_opened_book_shows(
    qtbot: QtBot, look: Look, tmp_path: Path, origin: bytes
) -> None:
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    made = MainWindow(look), MainWindow(look)
    for window in made:
        qtbot.addWidget(window)
        window.show()
    made[0].activateWindow()

    class Here(Office):
        window, mirror = made

    Here.origin, Here.folder, Here.numbers = origin, tmp_path, itertools.count()
    run_state_machine_as_test(
        Here, settings=settings(max_examples=max(4, settings().max_examples // 5), stateful_step_count=8)
    )
