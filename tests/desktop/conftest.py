"""What the tests of the window share."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from db.sample import make
from desktop.app import Look
from desktop.dialogs.files import FileChooser
from desktop.main_window import MainWindow
from desktop.session import Session
from tests.db.entry_book import entry_book
from tests.desktop.books import SALARY, answer, filled_in
from tests.desktop.desk import Desk


@pytest.fixture(autouse=True)
def _no_window_outlives_its_test() -> Iterator[None]:
    """Delete what was closed: only a running event loop would, and a test runs none.

    Else the style sheet of each new window is laid over all widgets of all tests before it.
    """
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture(scope="session")
def look(qapp: QApplication) -> Look:
    """One look for all windows: an application has one, and laying it over all its widgets anew takes its time."""
    return Look(qapp, "light")


@pytest.fixture(autouse=True)
def _the_look_is_light_again(look: Look) -> Iterator[None]:
    yield
    look.choose("light")


@pytest.fixture(scope="session")
def made_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, made once; `copy_sample` gives each test its own."""
    path = tmp_path_factory.mktemp("sample") / "示例.ysb"
    make(path)
    return path


@pytest.fixture
def copy_sample(made_sample: Path) -> Callable[[Path], Path]:
    """Put a sample book at a path."""

    def copy(target: Path) -> Path:
        return Path(shutil.copyfile(made_sample, target))

    return copy


@pytest.fixture(scope="session")
def begun(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new book, made once; `Desk.lay` gives each test its own."""
    path = tmp_path_factory.mktemp("begun") / "甲.ysb"
    session = Session()
    assert session.create(answer(path))
    session.close()
    return path


@pytest.fixture(scope="session")
def one_line(qapp: QApplication, begun: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with one line: 75.30 of wages."""
    return filled_in(begun, tmp_path_factory.mktemp("line"), ("basic", SALARY))


@pytest.fixture(scope="session")
def entries(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The book for the tests of entry."""
    with entry_book(tmp_path_factory.mktemp("entries")) as book:
        return book.path


@pytest.fixture(scope="session")
def the_desk(look: Look, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Tests take `desk`."""
    made = Desk(look, tmp_path_factory.mktemp("desk"))
    yield made
    made.close()


@pytest.fixture
def desk(the_desk: Desk) -> Iterator[Desk]:
    """One window for all tests that are not about windows being made, closed or started; it is put back after each."""
    yield the_desk
    the_desk.clear()


@pytest.fixture
def window(desk: Desk) -> MainWindow:
    """A window without a book, of its own memory."""
    return desk.bare()


@pytest.fixture
def filled(desk: Desk, one_line: Path) -> MainWindow:
    """A window with a book of one line: 75.30 of wages."""
    return desk.lay(one_line)


@pytest.fixture(scope="module")
def opened_window(look: Look, made_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MainWindow]:
    """One window for all tests of a module, on the sample. Tests take `sample_window`."""
    folder = tmp_path_factory.mktemp("window")
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder / "settings"))
    made = MainWindow(look)
    made.resize(1366, 768)
    made.show()
    assert made.session.open(Path(shutil.copyfile(made_sample, folder / "示例.ysb")))
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def sample_window(opened_window: MainWindow) -> Iterator[MainWindow]:
    """The window of the module; each test leaves its book as it was, and no dialog open."""
    book = opened_window.session.book
    before = book.newest(1)[0].id
    yield opened_window
    dialog = opened_window.exchange.dialog
    if dialog is not None and isValid(dialog):
        dialog.reject()
    opened_window.exchange.dialog = None
    assert book.newest(1)[0].id == before or opened_window.session.step_to(before)


@pytest.fixture
def new_window(qtbot: QtBot, look: Look, tmp_path: Path) -> Iterator[Callable[[FileChooser], MainWindow]]:
    """Make a window of a test's own, which remembers nothing of others; the chooser answers for its user."""
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    made: list[MainWindow] = []

    def make(user: FileChooser) -> MainWindow:
        window = MainWindow(look, user)
        qtbot.addWidget(window)
        window.show()
        made.append(window)
        return window

    yield make
    for window in made:
        window.close()
