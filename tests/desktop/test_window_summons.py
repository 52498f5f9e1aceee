"""A second start with a book that is open brings its window to the front; another book is another window."""

import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QFileSystemWatcher
from pytestqt.qtbot import QtBot

from db.file.hold import Hold, Holder
from db.file.summons import other_window, request
from desktop.app import Look
from desktop.diary import Diary
from desktop.home import Home
from desktop.keeping import LOOK_MS
from desktop.launch import PATIENCE, Start
from desktop.main_window import MainWindow
from desktop.starting import begin

_OTHER_WINDOW = """
import sys, time
from datetime import datetime
from pathlib import Path
from db.file.hold import Hold, this_holder
from db.file.summons import take
book = Path(sys.argv[1])
hold = Hold.take(book, this_holder(lambda: datetime.now().astimezone()))
while not take(book):
    time.sleep(0.01)
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


def ask(book: Path) -> None:
    """What a second start does, that does not wait."""
    request(book).touch()


def test_a_second_start_ends_and_the_window_is_in_front(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    second = subprocess.Popen([sys.executable, "-m", "desktop", str(folder / "甲.ysb")])
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=60_000)
    assert (second.returncode, window.isMinimized()) == (0, False)


def test_a_book_that_is_saved_elsewhere_is_watched_there(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    assert window.session.save_elsewhere(tmp_path / "乙.ysb")
    ask(tmp_path / "乙.ysb")
    qtbot.waitUntil(lambda: not window.isMinimized())


def test_the_book_that_was_left_is_not_watched_any_more(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "乙").mkdir()
    assert window.session.save_elsewhere(tmp_path / "乙" / "乙.ysb")
    ask(tmp_path / "账 套" / "甲.ysb")
    ask(tmp_path / "乙" / "乙.ysb")
    qtbot.waitUntil(lambda: not window.isMinimized())
    assert request(tmp_path / "账 套" / "甲.ysb").exists()


def test_a_stick_that_was_away_is_watched_again(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    folder.rename(folder.with_name("拔出"))
    window.keeping.look()
    qtbot.waitUntil(lambda: window.session.book.away is not None)
    folder.with_name("拔出").rename(folder)
    window.keeping.look()
    qtbot.waitUntil(lambda: window.session.book.away is None)
    with qtbot.waitSignal(window.keeping.looked):
        window.keeping.look()
    ask(folder / "甲.ysb")
    qtbot.waitUntil(lambda: not window.isMinimized())


def test_where_nobody_tells_of_changes_the_look_at_the_disk_is_enough(
    qtbot: QtBot, window: MainWindow, folder: Path
) -> None:
    watchers: Iterable[QFileSystemWatcher] = window.findChildren(QFileSystemWatcher)
    for watcher in watchers:
        watcher.removePaths(watcher.directories())
    ask(folder / "甲.ysb")
    window.keeping.look()
    qtbot.waitUntil(lambda: not window.isMinimized())


def test_a_second_start_waits_longer_than_a_window_takes_to_look_at_its_disk() -> None:
    assert PATIENCE > LOOK_MS / 1000 + 1


def test_a_request_left_by_a_crash_raises_no_window(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    window.session.close()
    ask(folder / "甲.ysb")
    assert window.session.open(folder / "甲.ysb")
    assert (request(folder / "甲.ysb").exists(), window.isMinimized()) == (False, True)


def test_a_book_that_is_only_read_answers_nobody(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    window.session.close()
    hold = Hold.take(folder / "甲.ysb", Holder("小王", "财务室", "2024-11-05 09:30", 1))
    assert window.session.open(folder / "甲.ysb")
    ask(folder / "甲.ysb")
    with qtbot.waitSignal(window.keeping.looked):
        window.keeping.look()
    hold.release()
    assert (request(folder / "甲.ysb").exists(), window.isMinimized()) == (True, True)


def test_a_window_asked_to_open_a_book_of_another_one_leaves_it_there(
    qtbot: QtBot, window: MainWindow, folder: Path, look: Look, tmp_path: Path, copy_sample: Callable[[Path], Path]
) -> None:
    other = copy_sample(folder / "乙.ysb")
    with subprocess.Popen([sys.executable, "-c", _OTHER_WINDOW, str(other)]):
        qtbot.waitUntil(lambda: other_window(other) is not None, timeout=60_000)
        window.exchange.open_path(other)
    assert (window.session.book.path, "另一个窗口" in window.banner.sentence) == (folder / "甲.ysb", True)
