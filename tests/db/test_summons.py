"""A second start with a book that is open: whom it asks, and when that counts as answered."""

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
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


@pytest.fixture
def asked(book: Path) -> Iterator[Holder]:
    """This program, which has the book."""
    hold = Hold.take(book, me())
    yield me()
    hold.release()


def answering(deed: Callable[[], object]) -> threading.Thread:
    """The window, which does that once it has taken the request away."""

    def answer() -> None:
        while not request(os.getpid()).exists():
            time.sleep(0.01)
        deed()
        while not take():
            time.sleep(0.01)

    window = threading.Thread(target=answer)
    window.start()
    return window


def test_a_request_that_is_taken_away_is_answered(book: Path, asked: Holder) -> None:
    window = answering(lambda: None)
    answered = ask(book, asked, 30)
    window.join()
    assert answered


def test_a_window_that_closed_the_book_meanwhile_has_not_answered(book: Path, asked: Holder) -> None:
    window = answering(sidecar(book).unlink)
    answered = ask(book, asked, 30)
    window.join()
    assert not answered


def test_who_gets_no_answer_takes_his_request_away(book: Path, asked: Holder) -> None:
    assert (ask(book, asked, 0), request(os.getpid()).exists()) == (False, False)


def test_nothing_is_written_beside_the_book(book: Path, asked: Holder) -> None:
    """A share need not take it, and need not tell of it."""
    there = set(book.parent.iterdir())
    window = answering(lambda: there.update(book.parent.iterdir()))
    ask(book, asked, 30)
    window.join()
    assert there == {book, sidecar(book)}


def test_a_request_that_lies_there_already_is_as_good(book: Path, asked: Holder) -> None:
    request(os.getpid()).touch()
    window = threading.Timer(0.1, take)
    window.start()
    assert ask(book, asked, 30)


def test_where_there_is_no_place_for_a_request_nobody_is_asked(
    book: Path, asked: Holder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "没有"))
    assert not ask(book, asked, 30)


def test_without_a_request_there_is_nothing_to_take() -> None:
    assert not take()


def test_what_is_no_file_is_not_obeyed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    request(os.getpid()).mkdir()
    assert not take()
