"""Who holds a book: one writer, named to everybody else; a dead one holds nothing."""

import json
import multiprocessing
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from db.book import Book
from db.errors import HeldBook, NotABook, ReadOnlyPlace
from db.file.hold import Hold, Holder, holder_of, sidecar
from tests.db import small

# The child never leaves our own code, so the threads of a test runner are no danger to it.
pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")

SOMEBODY = Holder(who="小王", where="财务室", since="2024-11-05 09:30", pid=1)

# An office's other computer, as far as one machine can show it: another program.
_PROGRAMS = multiprocessing.get_context("fork")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "样例.ysb"
    small.create(path).close()
    return path


def _hold_until_told(path: Path, end: Connection) -> None:
    hold = Hold.take(path, SOMEBODY)
    end.send("held")
    end.recv()
    hold.release()
    # Without pytest's own goodbyes.
    os._exit(0)


@contextmanager
def _held_elsewhere(path: Path) -> Iterator[int]:
    ours, theirs = _PROGRAMS.Pipe()
    program = _PROGRAMS.Process(target=_hold_until_told, args=(path, theirs))
    program.start()
    assert ours.recv() == "held"
    assert program.pid is not None
    try:
        yield program.pid
    finally:
        if program.is_alive():
            try:
                ours.send("end")
            except BrokenPipeError:
                program.kill()
        program.join()


@contextmanager
def _as_somebody_with_few_rights() -> Iterator[None]:
    """Permission bits do not bind root, so root steps down to a user whom they bind."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def shared() -> Iterator[Path]:
    """A book in a folder that everybody reaches; pytest's own are closed to all but their owner."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        small.create(folder / "样例.ysb").close()
        yield folder / "样例.ysb"
        folder.chmod(0o777)


def test_a_book_held_by_another_program_is_refused_with_who_where_and_since(path: Path) -> None:
    with _held_elsewhere(path), pytest.raises(HeldBook, match="小王（财务室）打开着，自 2024-11-05 09:30 起"):
        small.reopen(path)


def test_a_book_held_by_another_program_can_be_read(path: Path) -> None:
    with _held_elsewhere(path), small.look(path) as book:
        assert book.record().uuid == small.UUID


def test_the_same_program_does_not_open_a_book_twice(path: Path) -> None:
    with small.reopen(path), pytest.raises(HeldBook):
        small.reopen(path)


def test_a_refused_second_opening_does_not_disturb_the_first(path: Path) -> None:
    with small.reopen(path) as book:
        with pytest.raises(HeldBook):
            small.reopen(path)
        with book.action("录入"):
            book.connection.execute(small.NEW_LINE, (100,))
        assert holder_of(path) is not None


def test_the_sidecar_says_who_where_since_when_and_which_program(path: Path) -> None:
    with small.reopen(path):
        said = json.loads(sidecar(path).read_bytes())
    assert (set(said), said["since"], said["pid"]) == (
        {"who", "where", "since", "pid"},
        "2024-11-05 09:30",
        os.getpid(),
    )


def test_the_sidecar_goes_when_the_book_is_closed(path: Path) -> None:
    small.reopen(path).close()
    assert not sidecar(path).exists()


def test_closing_twice_does_not_take_away_the_next_holder(path: Path) -> None:
    first = small.reopen(path)
    first.close()
    with small.reopen(path):
        first.close()
        assert holder_of(path) is not None


def test_a_sidecar_left_by_a_killed_program_is_taken_over(path: Path) -> None:
    with _held_elsewhere(path) as pid:
        os.kill(pid, signal.SIGKILL)
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
        assert sidecar(path).exists()
        with small.reopen(path):
            holder = holder_of(path)
    assert holder is not None
    assert holder.pid == os.getpid()


def test_a_sidecar_with_nonsense_in_it_is_taken_over(path: Path) -> None:
    sidecar(path).write_bytes(b"\xff\x00 nonsense" * 100)
    with small.reopen(path):
        holder = holder_of(path)
    assert holder is not None


def test_a_book_that_could_not_be_opened_is_held_by_nobody(path: Path) -> None:
    path.write_bytes(b"no book")
    with pytest.raises(NotABook):
        small.reopen(path)
    assert not sidecar(path).exists()


def test_a_book_in_a_read_only_folder_is_only_for_looking_at(shared: Path) -> None:
    shared.chmod(0o666)
    shared.parent.chmod(0o555)
    with _as_somebody_with_few_rights(), pytest.raises(ReadOnlyPlace, match=r"只能查看.*复制到本机"):
        small.reopen(shared)


def test_a_read_only_book_is_only_for_looking_at(shared: Path) -> None:
    shared.chmod(0o444)
    with _as_somebody_with_few_rights(), pytest.raises(ReadOnlyPlace, match=r"只能查看.*复制到本机"):
        small.reopen(shared)
    assert not sidecar(shared).exists()


def test_a_read_only_book_in_a_read_only_folder_can_be_read(shared: Path) -> None:
    # The pack lies where that somebody reaches it too: this project may stand in a home that is closed to him.
    shelf = Path(shutil.copytree(small.SHELVES[0], shared.parent / "shelf"))
    shared.chmod(0o444)
    shared.parent.chmod(0o555)
    with _as_somebody_with_few_rights(), Book.read(shared, (shelf,)) as book:
        assert book.record().uuid == small.UUID
