"""Many deaths at chosen moments of typing: what was said to be saved is there, and nothing is there by halves.

A child types into the book and dies: at a step of SQLite's machine, at the start of a statement, or at a write that
would pass a chosen place in a file (its signal kills in the middle of a journal, or of a commit after the journal).
The moments come from fixed seeds; at night there are more of them, and three books.
"""

import os
import random
import resource
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from db.book import Book
from tests.db import small

# The child never leaves our own code, so the threads of a test runner are no danger to it.
pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")

NIGHTLY = settings().max_examples > 100
SEEDS = (20241105, 20241106, 20241107) if NIGHTLY else (20241105,)
DEATHS = 210 if NIGHTLY else 48  # of each book, a third of each kind

# More gestures than any chosen moment lets a child live through.
_ENDLESS = 400


def _type(book: Book, gesture: int) -> None:
    """One gesture: now one line, now a pasted block that fills some pages, now a change of what is there."""
    with book.action(f"第 {gesture} 步"):
        for _ in range(40 if gesture % 5 == 0 else 1):
            book.connection.execute(small.NEW_LINE, (gesture,))
        book.connection.execute("update unit set name = ? where id = 1", (f"第 {gesture} 步",))


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _at_step(book: Book, moment: random.Random) -> None:
    left = iter(range(moment.randrange(400)))

    def step() -> int:
        if next(left, None) is None:
            _die()
        return 0

    book.connection.set_progress_handler(step, 7)


def _at_statement(book: Book, moment: random.Random) -> None:
    left = iter(range(moment.randrange(80)))

    def statement(_sql: str) -> None:
        if next(left, None) is None:
            _die()

    book.connection.set_trace_callback(statement)


def _at_write(book: Book, moment: random.Random) -> None:
    # Python ignores this signal; SQLite alone would take it for a full disk.
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    place = moment.randrange(book.path.stat().st_size)
    resource.setrlimit(resource.RLIMIT_FSIZE, (place, place))


def _live(path: Path, first: int, arm: Callable[[Book, random.Random], None], moment: random.Random, said: int) -> None:
    """A child's life. What has been saved is said through the pipe, after the action has returned."""
    try:
        book = small.reopen(path)
        arm(book, moment)
        for gesture in range(first, first + _ENDLESS):
            _type(book, gesture)
            os.write(said, b"%d\n" % gesture)
    finally:
        # Whatever happens, a child never comes back into the tests.
        os._exit(1)


def _lose_one(path: Path, first: int, arm: Callable[[Book, random.Random], None], moment: random.Random) -> list[int]:
    """The gestures that a child said were saved, before it died as chosen."""
    hear, said = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(hear)
        _live(path, first, arm, moment, said)
    os.close(said)
    with os.fdopen(hear) as heard:
        gestures = [int(line) for line in heard]
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), f"the child lived on, or failed: {status}"
    assert os.WTERMSIG(status) in (signal.SIGKILL, signal.SIGXFSZ)
    return gestures


def _lines(book: Book) -> dict[int, int]:
    return dict(book.connection.execute("select amount, count(*) from expenditure group by amount").fetchall())


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_saved_is_lost_and_nothing_is_half_saved_however_often_it_dies(seed: int, tmp_path: Path) -> None:
    path = tmp_path / "样例.ysb"
    with small.create(path) as book:
        beginning = small.ledger(book.connection)
    moment = random.Random(seed)
    saved = 0
    hot = 0
    for death in range(DEATHS):
        arm = (_at_step, _at_statement, _at_write)[death % 3]
        gestures = _lose_one(path, saved + 1, arm, moment)
        assert gestures == list(range(saved + 1, saved + 1 + len(gestures)))
        saved += len(gestures)
        hot += path.with_name(path.name + "-journal").exists()
        with small.reopen(path) as book:
            assert book.connection.execute("pragma integrity_check").fetchall() == [("ok",)]
            lines = _lines(book)
            done = max(lines, default=0)
            assert done in (saved, saved + 1)
            assert lines == {gesture: 40 if gesture % 5 == 0 else 1 for gesture in range(1, done + 1)}
            assert len(book.history()) == done
            saved = done
    # Had no death fallen into a write, this would have shown nothing.
    assert hot > DEATHS // 4
    with small.reopen(path) as book:
        while book.undo():
            pass
        assert small.ledger(book.connection) == beginning
