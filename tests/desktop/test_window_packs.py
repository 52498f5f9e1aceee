"""Packs in the window: chosen or dropped, installed for new books, asked for when a book's own is missing."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from db.book import Book, NewBook
from db.money import AmountUnit
from db.packing.installing import install
from db.shelf import OnShelf, packs
from desktop.app import Look
from desktop.dialogs.files import FileChooser
from desktop.dialogs.new_book import NewBookDialog
from desktop.diary import Diary
from desktop.home import Home
from desktop.launch import Start
from desktop.main_window import MainWindow
from desktop.starting import begin
from tests.db.pack_files import file_of
from tests.desktop.deeds import drop
from tests.desktop.keys import click, type_text


class Owner(FileChooser):
    """The user, who chooses this file; `asked` for it under these titles."""

    def __init__(self) -> None:
        self.path: Path | None = None
        self.asked: list[str] = []

    def open(self, parent: QWidget, title: str, folder: Path, kinds: str) -> Path | None:
        self.asked.append(title)
        return self.path


@pytest.fixture(autouse=True)
def shelf(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where packs are installed."""
    monkeypatch.setenv("YUSUANBEN_PACKS", str(tmp_path / "packs"))
    return tmp_path / "packs"


@pytest.fixture
def user() -> Owner:
    return Owner()


@pytest.fixture
def window(new_window: Callable[[FileChooser], MainWindow], user: Owner) -> MainWindow:
    return new_window(user)


@pytest.fixture
def book(shelf: Path, tmp_path: Path) -> Path:
    """A book whose pack is not there any more."""
    install(file_of(tmp_path))
    units = (("112001", "样例部门本级"),)
    new = NewBook(
        year=2031, department_code="112", budget_name="样例", units=units, pack="river-2031", amounts=AmountUnit.WAN
    )
    Book.create(tmp_path / "样例.ysb", new).close()
    shutil.rmtree(shelf)
    return tmp_path / "样例.ysb"


def says(qtbot: QtBot, window: MainWindow, words: str) -> None:
    qtbot.waitUntil(lambda: words in window.banner.sentence, timeout=20_000)


def installed() -> list[tuple[str, str]]:
    return [(it.id, it.version) for it in packs() if it.installed]


# -- installing


def test_the_menu_installs_the_pack_that_is_chosen(
    qtbot: QtBot, window: MainWindow, user: Owner, tmp_path: Path
) -> None:
    user.path = file_of(tmp_path)
    window.commands.actions["install_pack"].trigger()
    says(qtbot, window, "已安装表样包“临河区部门预算”（2024 年，第 1 版）；新建账套时可选。")
    assert installed() == [("river-2031", "1")]


def test_a_dropped_pack_is_installed(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    drop(window, [file_of(tmp_path)])
    says(qtbot, window, "已安装")
    assert installed() == [("river-2031", "1")]


def test_a_pack_that_the_window_is_started_with_is_installed(qtbot: QtBot, look: Look, tmp_path: Path) -> None:
    home = Home(tmp_path / "window.ini", tmp_path / "log", tmp_path / "kept", tmp_path / "packs")
    window = MainWindow(look, home=home)
    qtbot.addWidget(window)
    begin(window, Start(pack=file_of(tmp_path)), Diary(home.log))
    says(qtbot, window, "已安装")
    assert installed() == [("river-2031", "1")]


def test_an_installation_that_is_given_up_installs_nothing(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    window.exchange.working.connect(lambda work: work.cancel())
    with qtbot.waitSignal(window.exchange.working) as begun:
        drop(window, [file_of(tmp_path)])
    qtbot.waitUntil(lambda: not isValid(begun.args[0]))
    assert installed() == []


def test_of_several_packs_dropped_at_once_none_is_installed_unsaid(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    drop(window, [file_of(tmp_path), file_of(tmp_path, version="2")])
    says(qtbot, window, "一次只安装一个表样包，请逐个拖进来。")
    assert installed() == []


def test_what_is_no_pack_is_refused_in_a_sentence(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "x.ysbpack").write_bytes(b"%PDF")
    drop(window, [tmp_path / "x.ysbpack"])
    says(qtbot, window, "“x.ysbpack”不是表样包")
    assert installed() == []


def test_an_earlier_version_is_installed_only_when_the_user_says_so(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    install(file_of(tmp_path, version="2"))
    drop(window, [file_of(tmp_path)])
    says(qtbot, window, "较旧的第 1 版")
    assert installed() == [("river-2031", "2")]
    window.banner.press()
    says(qtbot, window, "换下第 2 版")
    assert installed() == [("river-2031", "1")]


def test_the_open_book_goes_on_with_the_version_it_was_opened_with(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, book: Path
) -> None:
    install(tmp_path / "river-2031-1.ysbpack")
    window.session.open(book)
    drop(window, [file_of(tmp_path, version="2")])
    says(qtbot, window, "打开着的账套关闭后再打开")
    assert window.session.book.pack.info.version == "1"


# -- a book whose pack is missing


def test_a_book_without_its_pack_offers_to_install_it(window: MainWindow, book: Path) -> None:
    assert not window.session.open(book)
    assert "“样例.ysb”用的是表样包“river-2031”第 1 版" in window.banner.sentence


def test_the_book_is_opened_once_its_pack_is_installed(
    qtbot: QtBot, window: MainWindow, user: Owner, tmp_path: Path, book: Path
) -> None:
    user.path = tmp_path / "river-2031-1.ysbpack"
    window.session.open(book)
    window.banner.press()
    qtbot.waitUntil(lambda: window.session.is_open, timeout=20_000)
    assert (window.session.book.path, user.asked) == (book, ["安装表样包"])


def test_another_pack_than_the_missing_one_leaves_the_book_closed_and_says_so_again(
    qtbot: QtBot, window: MainWindow, user: Owner, tmp_path: Path, book: Path
) -> None:
    user.path = file_of(tmp_path, "lake-2031")
    window.session.open(book)
    window.banner.press()
    qtbot.waitUntil(lambda: installed() == [("lake-2031", "1")], timeout=20_000)
    says(qtbot, window, "river-2031")
    assert not window.session.is_open


def test_a_copy_is_compared_with_the_pack_that_the_book_is_open_with(
    qtbot: QtBot, window: MainWindow, shelf: Path, tmp_path: Path, book: Path
) -> None:
    install(tmp_path / "river-2031-1.ysbpack")
    window.session.open(book)
    copy = window.session.book.back_up("每日")
    shutil.rmtree(shelf)  # removed while the book is open
    window.restoring.compare(copy)
    dialog = window.restoring.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.totals.text() != "正在比较…")
    assert (dialog.fault.text(), "收入" in dialog.totals.text()) == ("", True)
    dialog.reject()


def test_a_later_version_of_its_pack_is_told_of_when_a_book_is_opened(
    window: MainWindow, tmp_path: Path, book: Path
) -> None:
    install(file_of(tmp_path, version="2"))
    assert window.session.open(book)
    assert "第 1 版，现在按第 2 版" in window.banner.sentence


# -- new books


def one(name: str, year: int) -> OnShelf:
    return OnShelf(id=name, folder=Path(name), installed=True, name=name, year=year, version="1")


@pytest.fixture
def new_book(qtbot: QtBot, tmp_path: Path) -> NewBookDialog:
    dialog = NewBookDialog([one("late-2032", 2032), one("early-2031", 2031)], tmp_path, FileChooser())
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_of_several_packs_the_latest_is_offered(new_book: NewBookDialog) -> None:
    assert (new_book.pack.isVisible(), new_book.answer().pack, new_book.answer().year) == (True, "late-2032", 2032)


def test_the_year_follows_the_pack_that_is_chosen(new_book: NewBookDialog) -> None:
    new_book.pack.setFocus()
    type_text(new_book.pack, "early")
    assert (new_book.answer().pack, new_book.answer().year) == ("early-2031", 2031)


def test_one_pack_alone_is_not_asked_about(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = NewBookDialog([one("late-2032", 2032)], tmp_path, FileChooser())
    qtbot.addWidget(dialog)
    dialog.show()
    assert (dialog.pack.isVisible(), dialog.answer().pack) == (False, "late-2032")


def test_a_new_book_is_made_with_the_pack_that_is_chosen(
    qtbot: QtBot, window: MainWindow, user: Owner, tmp_path: Path
) -> None:
    install(file_of(tmp_path))
    window.exchange.new()
    dialog = window.exchange.dialog
    assert isinstance(dialog, NewBookDialog)
    dialog.pack.choose("river-2031")
    type_text(dialog.department_code, "112")
    type_text(dialog.budget_name, "样例")
    code, name = dialog.units.pairs()[0]
    type_text(code, "112001")
    type_text(name, "样例本级")
    dialog.path.setText(str(tmp_path / "新.ysb"))
    click(dialog.deed)
    assert window.session.book.pack.info.id == "river-2031"
