"""What the tests of the core share: one open book for the tests of a module, and each finds it as the first one did."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db import cli
from db.book import Book
from tests.db.command_line import Answer, Say
from tests.db.entry_book import entry_book
from tests.db.sample_book import sample_book
from tests.db.undoing import put_back


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """The book of entry; a module that needs more in it, or another book, has an `opened` of its own."""
    with entry_book(tmp_path_factory.mktemp("opened")) as book:
        yield book


@pytest.fixture
def book(opened: Book) -> Iterator[Book]:
    """The book of the module; what a test writes is undone after it."""
    with put_back(opened):
        yield opened


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Say:
    """Run a command in this process."""

    def run(*words: str | Path) -> Answer:
        capsys.readouterr()
        code = cli.main([str(word) for word in words])
        said = capsys.readouterr()
        return Answer(code, said.out, said.err)

    return run


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample book, to be read only."""
    return sample_book(tmp_path_factory.mktemp("demo"))


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A copy of the sample book to write into."""
    return sample_book(tmp_path).rename(tmp_path / "自己的.ysb")


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """An empty book."""
    path = tmp_path / "账套.ysb"
    new = ["new", str(path), "--year", "2024", "--department", "112", "信访局", "--unit", "112001", "信访局本级"]
    assert cli.main(new) == 0
    return path


@pytest.fixture
def entered(tmp_path: Path) -> Path:
    """The book of entry, closed."""
    with entry_book(tmp_path) as book:
        return book.path
