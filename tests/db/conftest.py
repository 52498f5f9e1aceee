"""What the tests of the core share: one open book for the tests of a module, and each finds it as the first one did."""

from collections.abc import Iterator

import pytest

from db.book import Book
from tests.db.entry_book import entry_book
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
