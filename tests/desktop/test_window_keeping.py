"""Nothing typed is lost: what the window says and does while the disk of its book is away."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from db.book import Book
from db.file.hold import Hold, Holder
from desktop.app import Look
from desktop.dialogs.files import FileChooser
from desktop.dialogs.leaving import LeavingDialog
from desktop.main_window import MainWindow
from tests.desktop.books import SALARY, answer
from tests.desktop.keys import CTRL, click, key
from tests.desktop.test_window_main import cell, type_over


class Chosen(FileChooser):
    """A user who always chooses the same file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def save(self, parent: QWidget, title: str, suggestion: Path, kinds: str) -> Path | None:
        return self.path


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return tmp_path / "U盘"


@pytest.fixture
def window(qtbot: QtBot, look: Look, tmp_path: Path, stick: Path) -> Iterator[MainWindow]:
    """A window with a book of one line on a stick."""
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    made = MainWindow(look, Chosen(tmp_path / "桌面" / "另存.ysb"))
    qtbot.addWidget(made)
    made.session.recovery = tmp_path / "本机"
    made.resize(1366, 768)
    made.show()
    assert made.session.create(answer(stick / "甲.ysb"))
    assert made.session.paste("basic", 0, 0, SALARY)
    yield made
    if made.session.is_open:
        made.session.give_up(keep=False)
    made.close()


def out(stick: Path) -> None:
    stick.rename(stick.with_name("拔出"))


def back(stick: Path) -> None:
    stick.with_name("拔出").rename(stick)


def amount(path: Path) -> int:
    with Book.read(path) as book:
        return int(book.connection.execute("select amount from expenditure").fetchone()[0])


def test_what_is_typed_with_the_stick_pulled_out_stands_in_its_cell_with_a_sign(
    window: MainWindow, stick: Path
) -> None:
    out(stick)
    type_over(window, "entry/basic/1.amount", "80")
    assert (cell(window, "entry/basic/1.amount").text, cell(window, "entry/basic/1.amount").sign) == ("80.00", "未存")


def test_the_banner_says_what_is_the_matter_and_the_line_of_state_how_much_is_not_written(
    window: MainWindow, stick: Path
) -> None:
    out(stick)
    type_over(window, "entry/basic/1.amount", "80")
    assert "不在原来的位置了" in window.frame.standing.sentence
    assert "没写入的 1 处修改" in window.frame.standing.sentence
    assert "⚠ 未写入 1 处" in window.status.texts


def test_a_stick_that_vanished_is_said_before_anything_is_typed(qtbot: QtBot, window: MainWindow, stick: Path) -> None:
    out(stick)
    window.keeping.look()
    qtbot.waitUntil(lambda: "不在原来的位置了" in window.frame.standing.sentence)


def test_everything_is_written_by_itself_when_the_stick_is_back(qtbot: QtBot, window: MainWindow, stick: Path) -> None:
    out(stick)
    type_over(window, "entry/basic/1.amount", "80")
    back(stick)
    window.keeping.look()
    qtbot.waitUntil(lambda: window.frame.standing.sentence == "")
    assert (amount(stick / "甲.ysb"), window.session.saved[:3]) == (80_000_000, "已保存")
    assert cell(window, "entry/basic/1.amount").sign == ""


def test_a_press_on_try_again_tries_again(window: MainWindow, stick: Path) -> None:
    out(stick)
    type_over(window, "entry/basic/1.amount", "80")
    back(stick)
    click(window.frame.standing.buttons["重试"])
    assert amount(stick / "甲.ysb") == 80_000_000


def test_saved_elsewhere_the_window_goes_on_there(window: MainWindow, stick: Path, tmp_path: Path) -> None:
    out(stick)
    type_over(window, "entry/basic/1.amount", "80")
    click(window.frame.standing.buttons["另存到别处…"])
    type_over(window, "entry/basic/1.amount", "81")
    assert window.session.book.path == tmp_path / "桌面" / "另存.ysb"
    assert (amount(window.session.book.path), window.frame.standing.sentence) == (81_000_000, "")


def test_a_window_with_unwritten_figures_does_not_close_unasked(window: MainWindow, stick: Path) -> None:
    out(stick)
    type_over(window, "entry/basic/1.amount", "80")
    assert not window.close()
    assert isinstance(window.keeping.dialog, LeavingDialog)


def test_what_is_left_on_this_machine_is_offered_when_the_book_is_opened_again(
    qtbot: QtBot, window: MainWindow, stick: Path
) -> None:
    out(stick)
    type_over(window, "entry/basic/1.amount", "80")
    window.close()
    assert isinstance(window.keeping.dialog, LeavingDialog)
    click(window.keeping.dialog.here)
    assert not window.session.is_open
    back(stick)
    assert window.session.open(stick / "甲.ysb")
    click(window.frame.standing.buttons["写入账套"])
    assert (amount(stick / "甲.ysb"), window.frame.standing.sentence) == (80_000_000, "")


def test_given_up_is_only_what_the_user_gave_up(window: MainWindow, stick: Path, tmp_path: Path) -> None:
    out(stick)
    type_over(window, "entry/basic/1.amount", "80")
    window.close()
    assert isinstance(window.keeping.dialog, LeavingDialog)
    click(window.keeping.dialog.discard)
    back(stick)
    assert (window.session.is_open, amount(stick / "甲.ysb")) == (False, 75_300_000)
    assert not any((tmp_path / "本机").iterdir())


def test_a_book_that_somebody_holds_says_who_where_and_since(window: MainWindow, stick: Path) -> None:
    window.session.close()
    hold = Hold.take(stick / "甲.ysb", Holder("小王", "财务室", "2024-11-05 09:30", 1))
    window.session.open(stick / "甲.ysb")
    said = window.frame.standing.sentence
    hold.release()
    assert "只读" in said
    assert "小王（财务室）打开着，自 2024-11-05 09:30 起" in said


def test_a_book_that_is_free_again_can_be_taken_over_with_one_press(
    qtbot: QtBot, window: MainWindow, stick: Path
) -> None:
    window.session.close()
    hold = Hold.take(stick / "甲.ysb", Holder("小王", "财务室", "2024-11-05 09:30", 1))
    window.session.open(stick / "甲.ysb")
    hold.release()
    window.keeping.look()
    qtbot.waitUntil(lambda: "开始修改" in window.frame.standing.buttons)
    click(window.frame.standing.buttons["开始修改"])
    assert (window.session.book.writable, window.frame.standing.sentence) == (True, "")


def test_who_presses_the_keys_for_saving_out_of_habit_hears_that_it_is_done(window: MainWindow) -> None:
    key(window.workspace.view.grid, Qt.Key.Key_S, CTRL)
    assert "自动写入磁盘" in window.banner.sentence


def test_a_reading_that_fails_because_the_stick_is_gone_does_not_end_the_program(
    window: MainWindow, stick: Path
) -> None:
    out(stick)
    fault = sqlite3.OperationalError("disk I/O error")
    fault.sqlite_errorcode = sqlite3.SQLITE_IOERR
    assert window.keeping.survived(fault)
    type_over(window, "entry/basic/1.amount", "80")
    assert cell(window, "entry/basic/1.amount").text == "80.00"


def test_a_bug_is_still_a_bug(window: MainWindow) -> None:
    assert not window.keeping.survived(sqlite3.OperationalError("no such column: x"))
