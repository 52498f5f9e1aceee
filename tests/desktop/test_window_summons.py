"""A second start with a book that is open brings its window to the front; another book is another window."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from db.file.hold import Hold, Holder
from db.file.summons import other_window, request
from desktop.app import Look
from desktop.diary import Diary
from desktop.home import Home
from desktop.launch import Start
from desktop.main_window import MainWindow
from desktop.starting import begin
from desktop.summons import Summons

_OTHER_WINDOW = """
import sys, time
from datetime import datetime
from pathlib import Path
from db.file.hold import Hold, this_holder
from db.file.summons import take
book = Path(sys.argv[1])
hold = Hold.take(book, this_holder(lambda: datetime.now().astimezone()))
while not take():
    time.sleep(0.01)
sys.stdin.read()
hold.release()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "账 套").mkdir()
    return tmp_path / "账 套"


@pytest.fixture
def window(
    qtbot: QtBot, look: Look, tmp_path: Path, folder: Path, copy_sample: Callable[[Path], Path]
) -> Iterator[MainWindow]:
    """A window that was started with the sample, and is minimised."""
    home = Home(tmp_path / "window.ini", tmp_path / "log", tmp_path / "kept", tmp_path / "packs")
    made = MainWindow(look, home=home)
    qtbot.addWidget(made)
    begin(made, Start(copy_sample(folder / "甲.ysb")), Diary(home.log))
    made.showMinimized()
    yield made
    if made.session.is_open:
        made.session.give_up(keep=False)
    made.close()


def answered(qtbot: QtBot) -> None:
    """Whoever asked for this window without waiting is heard."""
    asked = request(os.getpid())
    asked.touch()
    qtbot.waitUntil(lambda: not asked.exists())


def test_a_second_start_ends_and_the_window_is_in_front(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    second = subprocess.Popen([sys.executable, "-m", "desktop", str(folder / "甲.ysb")])
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=60_000)
    assert (second.returncode, window.isMinimized()) == (0, False)


def test_it_is_heard_wherever_the_book_lies(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    """On a share that tells of no changes, on a full disk, on a stick that is away: the disk has no part in it."""
    folder.rename(folder.with_name("拔出"))
    answered(qtbot)
    assert not window.isMinimized()


def test_a_request_left_by_a_crash_raises_no_window(window: MainWindow, folder: Path) -> None:
    window.session.close()
    request(os.getpid()).touch()
    assert window.session.open(folder / "甲.ysb")
    assert (request(os.getpid()).exists(), window.isMinimized()) == (False, True)


def test_a_window_that_holds_no_book_looks_for_no_request(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    summons = window.findChild(Summons)
    assert summons is not None
    timer = summons.findChild(QTimer)
    assert timer is not None
    assert timer.isActive()
    window.session.close()
    hold = Hold.take(folder / "甲.ysb", Holder("小王", "财务室", "2024-11-05 09:30", 1))
    assert not timer.isActive()
    assert window.session.open(folder / "甲.ysb")
    hold.release()
    assert not timer.isActive()


def test_a_window_asked_to_open_a_book_of_another_one_leaves_it_there(
    qtbot: QtBot, window: MainWindow, folder: Path, look: Look, tmp_path: Path, copy_sample: Callable[[Path], Path]
) -> None:
    other = copy_sample(folder / "乙.ysb")
    with subprocess.Popen([sys.executable, "-c", _OTHER_WINDOW, str(other)], stdin=subprocess.PIPE):
        qtbot.waitUntil(lambda: other_window(other) is not None, timeout=60_000)
        window.exchange.open_path(other)
    assert (window.session.book.path, "另一个窗口" in window.banner.sentence) == (folder / "甲.ysb", True)
