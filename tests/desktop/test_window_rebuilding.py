"""A book made anew of a workbook that was handed in: from the menu, and from the window of received workbooks."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from db.book import Book
from db.exchange import submission
from desktop.dialogs.files import FileChooser
from desktop.main_window import MainWindow
from tests.db.small import ledger
from tests.db.workbooks import opened


class Owner(FileChooser):
    """The user, who chooses this workbook, and this name for the book."""

    def __init__(self) -> None:
        self.workbook: Path | None = None
        self.book: Path | None = None
        self.suggested = Path()

    def open(self, parent: QWidget, title: str, folder: Path, kinds: str) -> Path | None:
        return self.workbook

    def save(self, parent: QWidget, title: str, suggestion: Path, kinds: str) -> Path | None:
        self.suggested = suggestion
        return self.book


@pytest.fixture(scope="module")
def handed_in(made_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of the sample, and beside it the book it was made of."""
    folder = tmp_path_factory.mktemp("handed_in")
    shutil.copyfile(made_sample, folder / "示例.ysb")
    with Book.open(folder / "示例.ysb") as book:
        made = submission.export(book, folder)
    return next(path for path in made if path.suffix == ".xlsx")


@pytest.fixture
def user() -> Owner:
    return Owner()


@pytest.fixture
def window(new_window: Callable[[FileChooser], MainWindow], user: Owner) -> MainWindow:
    return new_window(user)


def test_the_menu_makes_the_book_of_a_workbook_and_opens_it(
    qtbot: QtBot, window: MainWindow, user: Owner, handed_in: Path, tmp_path: Path
) -> None:
    user.workbook, user.book = handed_in, tmp_path / "恢复"
    window.commands.actions["rebuild"].trigger()
    qtbot.waitUntil(lambda: window.session.is_open, timeout=20_000)
    assert user.suggested == handed_in.with_name(f"{handed_in.stem}（恢复）.ysb")
    assert window.session.book.path == tmp_path / "恢复.ysb"
    with Book.read(handed_in.parent / "示例.ysb") as own:
        assert ledger(window.session.book.connection) == ledger(own.connection)
    assert window.session.book.record().frozen
    assert "与导出时一致" in window.banner.sentence


def test_a_workbook_that_was_changed_gives_its_book_and_a_word_about_it(
    qtbot: QtBot, window: MainWindow, user: Owner, handed_in: Path, tmp_path: Path
) -> None:
    workbook = opened(handed_in)
    workbook["05"]["C6"] = 1
    workbook.save(tmp_path / "改过.xlsx")
    user.workbook, user.book = tmp_path / "改过.xlsx", tmp_path / "恢复.ysb"
    window.exchange.rebuild()
    qtbot.waitUntil(lambda: window.session.is_open, timeout=20_000)
    assert "工作簿导出后改动过 1 处" in window.banner.sentence


def test_a_received_workbook_offers_the_book_it_was_made_of(
    qtbot: QtBot, window: MainWindow, user: Owner, handed_in: Path, tmp_path: Path
) -> None:
    user.book = tmp_path / "对方的.ysb"
    window.exchange.receive([handed_in])
    received = window.exchange.receiving
    qtbot.waitUntil(lambda: received.window is not None and received.window.shown is not None, timeout=20_000)
    assert received.window is not None
    assert received.window.head.rebuilding.isVisible()
    received.window.head.rebuilding.click()
    qtbot.waitUntil(lambda: window.session.is_open, timeout=20_000)
    assert window.session.book.path == tmp_path / "对方的.ysb"
    received.window.close()


def test_a_name_that_is_taken_is_refused_and_nothing_written_over(
    qtbot: QtBot, window: MainWindow, user: Owner, handed_in: Path, tmp_path: Path
) -> None:
    taken = tmp_path / "已有.ysb"
    taken.write_bytes(b"x")
    user.book = taken
    with qtbot.waitSignal(window.session.fault, timeout=20_000) as refused:
        window.exchange.rebuild_from(handed_in)
    assert "已经存在" in refused.args[0]
    assert taken.read_bytes() == b"x"
