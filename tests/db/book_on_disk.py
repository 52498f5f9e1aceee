"""The book the tests of the file begin with: where it lies, the open one, and one closed with a line in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.book import Book
from tests.db import small


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "样例.ysb"


@pytest.fixture
def book(path: Path) -> Iterator[Book]:
    with small.create(path) as book:
        yield book


def closed(path: Path) -> Path:
    with small.create(path) as book, book.action("录入办公费"):
        book.connection.execute(small.NEW_LINE, (100,))
    return path
