"""A book in a folder that is kept the same on several computers, or swept away: the advice, copies from a conflict."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.app import Look
from desktop.diary import Diary
from desktop.home import Home
from desktop.launch import Start
from desktop.main_window import MainWindow
from desktop.starting import begin


@pytest.fixture
def book(tmp_path: Path, copy_sample: Callable[[Path], Path]) -> Path:
    (tmp_path / "OneDrive - 信访局" / "预算 2024").mkdir(parents=True)
    return copy_sample(tmp_path / "OneDrive - 信访局" / "预算 2024" / "甲.ysb")


@pytest.fixture
def window(qtbot: QtBot, look: Look, tmp_path: Path) -> Iterator[MainWindow]:
    home = Home(tmp_path / "window.ini", tmp_path / "log", tmp_path / "kept", tmp_path / "packs")
    made = MainWindow(look, home=home)
    qtbot.addWidget(made)
    begin(made, Start(), Diary(home.log))
    yield made
    made.close()


def test_the_advice_is_to_work_on_this_machine(window: MainWindow, book: Path) -> None:
    assert window.session.open(book)
    assert "OneDrive" in window.banner.sentence
    assert "放在本机" in window.banner.sentence


def test_it_is_given_once_for_a_folder(window: MainWindow, book: Path) -> None:
    window.session.open(book)
    window.session.close()
    window.session.open(book)
    assert window.banner.sentence == ""


def test_copies_from_a_conflict_are_named_each_time(window: MainWindow, book: Path) -> None:
    window.session.open(book)
    window.session.close()
    shutil.copyfile(book, book.with_name("甲-冲突.ysb"))
    window.session.open(book)
    assert "“甲-冲突.ysb”" in window.banner.sentence


def test_a_book_opened_in_an_archive_is_to_be_saved_elsewhere_first(
    window: MainWindow, book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEMP", str(tmp_path))
    window.session.open(book)
    assert "压缩包或邮件里直接打开" in window.banner.sentence


def test_of_a_folder_of_ones_own_nothing_is_said(window: MainWindow, book: Path, tmp_path: Path) -> None:
    window.session.open(Path(shutil.copyfile(book, tmp_path / "甲.ysb")))
    assert window.banner.sentence == ""
