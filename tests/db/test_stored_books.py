"""Books stored by the programs of their day open with the program of today."""

import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from db import schema
from db.book import Book
from db.errors import BookError
from db.file import recovery
from db.file.left import leave
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


def _left_by_its_program(path: Path, here: Path) -> None:
    """What the program of the day that stored the book could not write: the name of a unit."""
    with closing(sqlite3.connect(path)) as file, closing(sqlite3.connect(":memory:")) as kept:
        file.backup(kept)
        left = leave(kept)
        kept.execute("update unit set name = '新名' where id = 1")
        (uuid,) = kept.execute("select uuid from book").fetchone()
        kept.commit()
        recovery.keep(here, uuid, kept, recovery.Note(str(path), "2024-11-05", 1, left))


def _name(book: Book) -> str:
    return str(book.connection.execute("select name from unit where id = 1").fetchone()[0])


@pytest.mark.parametrize("stored", STORED[-3:], ids=lambda path: path.stem)
def test_what_a_program_could_not_write_is_taken_over_by_the_next_version(tmp_path: Path, stored: Path) -> None:
    path = Path(shutil.copy(stored, tmp_path))
    _left_by_its_program(path, tmp_path / "本机")
    with Book.open(path) as book:
        (kept,) = recovery.kept_of(tmp_path / "本机", book.record().uuid)
        book.take_back(kept)
        assert _name(book) == "新名"
    with Book.open(path) as again:
        assert (_name(again), again.pack_change) == ("新名", None)


def test_what_a_program_could_not_write_waits_when_nobody_can_tell_after_the_upgrade(tmp_path: Path) -> None:
    path = Path(shutil.copy(BOOKS / "v9-every-table.ysb", tmp_path))
    _left_by_its_program(path, tmp_path / "本机")
    with Book.open(path) as book:
        with book.action("改"):
            book.connection.execute("update unit set name = '又改' where id = 1")
        (kept,) = recovery.kept_of(tmp_path / "本机", book.record().uuid)
        with pytest.raises(BookError, match=r"程序升级后.*没有覆盖它.*另存到别处"):
            book.take_back(kept)
        assert (_name(book), kept.copy.is_file()) == ("又改", True)


def test_the_book_to_be_stored_next_has_a_row_in_every_table(tmp_path: Path) -> None:
    make(tmp_path / "样例.ysb")
    with Book.read(tmp_path / "样例.ysb") as book:
        empty = [
            table
            for table in schema.tables(book.connection)
            if book.connection.execute(f"select 1 from {table}").fetchone() is None
        ]
    assert empty == []
