"""A second start with a book that is open: whom it asks, and when that counts as answered."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import msgspec
import pytest

from db.file.hold import Hold, Holder, sidecar, this_holder
from db.file.summons import ask, is_running, other_window, request, take


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Only its path: nobody looks into it."""
    path = tmp_path / "甲 乙.ysb"
    path.touch()
    return path


@pytest.fixture(scope="module")
def other() -> Iterator[int]:
    """The number of another program, that runs."""
    program = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    yield program.pid
    program.communicate()


def me() -> Holder:
    return this_holder(lambda: datetime.now().astimezone())


def held_by(book: Path, holder: Holder) -> None:
    Hold.take(book, holder).release()
    sidecar(book).write_bytes(msgspec.json.encode(holder))


def test_another_program_of_this_user_on_this_machine_is_asked(book: Path, other: int) -> None:
    holder = msgspec.structs.replace(me(), pid=other)
    held_by(book, holder)
    assert other_window(book) == holder


def test_a_free_book_has_no_other_window(book: Path) -> None:
    assert other_window(book) is None


@pytest.mark.parametrize("change", [{"who": "小王"}, {"where": "财务室"}, {"pid": os.getpid()}, {"pid": -1}])
def test_somebody_else_is_not_asked(book: Path, other: int, change: dict[str, object]) -> None:
    held_by(book, msgspec.structs.replace(me(), **{"pid": other, **change}))
    assert other_window(book) is None


def test_one_who_has_crashed_is_not_asked(book: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    held_by(book, msgspec.structs.replace(me(), pid=gone.pid))
    assert other_window(book) is None


@pytest.mark.parametrize("pid", [0, -1, 1 << 31, 1 << 80])
def test_no_process_has_such_a_number(pid: int) -> None:
    assert not is_running(pid)


def test_a_request_that_is_taken_away_is_answered(book: Path) -> None:
    def answer() -> None:
        while not take(book):
            time.sleep(0.01)

    window = threading.Thread(target=answer)
    window.start()
    answered = ask(book, 30)
    window.join()
    assert answered


def test_who_gets_no_answer_takes_his_request_away(book: Path) -> None:
    assert (ask(book, 0), request(book).exists()) == (False, False)


def test_in_a_folder_that_cannot_be_written_nobody_is_asked(tmp_path: Path) -> None:
    assert not ask(tmp_path / "没有" / "甲.ysb", 30)


def test_without_a_request_there_is_nothing_to_take(book: Path) -> None:
    assert not take(book)


@pytest.mark.parametrize("ago", [600, -600])
def test_a_request_counts_whatever_the_clock_of_the_share_says(book: Path, ago: float) -> None:
    request(book).touch()
    os.utime(request(book), (time.time() - ago,) * 2)
    assert take(book)


def test_what_is_no_file_is_not_obeyed(book: Path) -> None:
    request(book).mkdir()
    assert not take(book)
