"""The copies of a book on the command line: listed, compared, taken back."""

from pathlib import Path

import pytest

from db import cli
from db.book import Book
from tests.db.command_line import Say, is_one_sentence
from tests.db.entry_book import entry_book, type_in


@pytest.fixture
def copied(tmp_path: Path) -> tuple[Path, Path]:
    """A closed book and a copy of it, after which the amount of its first line became 7."""
    with entry_book(tmp_path) as book:
        copy = book.back_up("每日")
        type_in(book, "basic", 1, "amount", "7")
    return book.path, copy


def amount(path: Path) -> int:
    with Book.read(path) as book:
        return int(book.connection.execute("select amount from expenditure where id = 1").fetchone()[0])


def test_copies_are_listed(say: Say, copied: tuple[Path, Path]) -> None:
    book, copy = copied
    answer = say("snapshots", book)
    assert (answer.code, answer.out.split("\t")[0], answer.out.split("\t")[2]) == (0, copy.name, "每日")


def test_copies_are_listed_as_json(say: Say, copied: tuple[Path, Path]) -> None:
    book, copy = copied
    (listed,) = say("snapshots", book, "--json").json["snapshots"]
    assert (listed["path"], listed["reason"], listed["fault"]) == (str(copy), "每日", "")


def test_a_dry_run_says_what_would_change_and_changes_nothing(say: Say, copied: tuple[Path, Path]) -> None:
    book, copy = copied
    before = book.read_bytes()
    answer = say("restore", book, copy, "--dry-run")
    assert (answer.code, "金额 7.00→6.20" in answer.out, book.read_bytes() == before) == (0, True, True)


def test_a_copy_is_taken_back_by_the_name_it_is_listed_with(say: Say, copied: tuple[Path, Path]) -> None:
    book, copy = copied
    answer = say("restore", book, copy.name)
    assert (answer.code, amount(book)) == (0, 62_000_000 // 10)


def test_a_file_that_is_no_copy_is_refused_with_one_sentence(say: Say, copied: tuple[Path, Path]) -> None:
    book, copy = copied
    copy.write_bytes(b"nonsense" * 1000)
    answer = say("restore", book, copy)
    assert (answer.code, is_one_sentence(answer.err), amount(book)) == (65, True, 7_000_000)


def test_a_book_that_is_not_there_has_no_copies_to_list(say: Say, tmp_path: Path) -> None:
    assert say("snapshots", tmp_path / "没有.ysb").code == 65


def test_the_verbs_are_there() -> None:
    assert {"snapshots", "restore"} <= set(cli.yusuanben.commands)
