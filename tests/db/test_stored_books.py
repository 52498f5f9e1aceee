"""Books stored by the programs of their day open with the program of today."""

import re
import shutil
from pathlib import Path

import pytest

from db import schema
from db.book import Book
from tests.books.make import BOOKS, make
from tests.db.small import ledger

STORED = sorted(BOOKS.glob("*.ysb"))


def _version(path: Path) -> int:
    return int.from_bytes(path.read_bytes()[60:64], "big")


def test_there_is_a_stored_book_of_every_version() -> None:
    assert {_version(path) for path in STORED} == set(range(1, schema.newest() + 1))


@pytest.mark.parametrize("stored", STORED, ids=lambda path: path.stem)
def test_a_stored_book_is_named_after_its_version(stored: Path) -> None:
    named = re.match(r"v(\d+)-", stored.name)
    assert named is not None
    assert int(named[1]) == _version(stored)


@pytest.mark.parametrize("stored", STORED, ids=lambda path: path.stem)
def test_a_stored_book_opens_with_its_forms_computed(tmp_path: Path, stored: Path) -> None:
    with Book.open(Path(shutil.copy(stored, tmp_path))) as book:
        assert (book.fault, len(book.stages.names()) > 0) == (None, True)


@pytest.mark.parametrize("stored", STORED, ids=lambda path: path.stem)
def test_a_stored_book_can_be_read_where_it_lies(stored: Path) -> None:
    before = (stored.read_bytes(), stored.stat().st_mtime_ns)
    with Book.read(stored) as book:
        budget_name = book.record().budget_name
    assert (budget_name, stored.read_bytes(), stored.stat().st_mtime_ns) == ("样例区样例局", *before)


@pytest.mark.parametrize("stored", STORED, ids=lambda path: path.stem)
def test_the_history_of_a_stored_book_can_be_walked_to_both_ends(tmp_path: Path, stored: Path) -> None:
    with Book.open(Path(shutil.copy(stored, tmp_path))) as book:
        while book.redo():
            pass
        end = ledger(book.connection)
        while book.undo():
            pass
        while book.redo():
            pass
        assert ledger(book.connection) == end


def test_the_book_to_be_stored_next_has_a_row_in_every_table(tmp_path: Path) -> None:
    make(tmp_path / "样例.ysb")
    with Book.read(tmp_path / "样例.ysb") as book:
        empty = [
            table
            for table in schema.tables(book.connection)
            if book.connection.execute(f"select 1 from {table}").fetchone() is None
        ]
    assert empty == []
