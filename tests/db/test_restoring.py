"""Going back to a copy: seen beforehand, done as one gesture, taken back like any other."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import msgspec
import pytest

from db import ledger
from db.book import Book
from db.errors import BookError, DamagedBook, FrozenBook
from db.file import backups
from db.restoring import Preview, preview, restore, snapshots, told
from tests.db.entry_book import LINE, NEW, entry_book, everything, type_in

NOW = datetime(2024, 11, 6, 8, 0)  # noqa: DTZ001 - only what a name says is compared with it


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with entry_book(tmp_path) as book:
        yield book


@pytest.fixture
def copy(book: Book) -> Path:
    """A copy of the book, after which the amount of line 1 became 7 and a line was added."""
    made = book.back_up("每日")
    type_in(book, "basic", 1, "amount", "7")
    ledger.add(book, "basic", {**LINE, "economic": "30202", "amount": "1"})
    return made


def compared(book: Book, copy: Path) -> Preview:
    with Book.read(copy) as then:
        return preview(book, then)


# The list


def test_copies_are_listed_newest_first_with_time_reason_and_size(book: Book, copy: Path) -> None:
    (one,) = snapshots(book.path)
    assert (one.path, one.reason, one.size, one.fault) == (copy, "每日", copy.stat().st_size, "")


def test_a_damaged_copy_is_listed_with_what_is_wrong(book: Book, copy: Path) -> None:
    copy.write_bytes(copy.read_bytes()[:5000])
    (one,) = snapshots(book.path)
    assert "不完整" in one.fault


# What would change


def test_what_would_change_is_said_tab_by_tab_with_both_texts(book: Book, copy: Path) -> None:
    (tab,) = compared(book, copy).tabs
    changed, gone = tab.lines
    assert (tab.sheet, tab.counted) == ("基本支出", "改 1 行，删 1 行")
    assert [(cell.heading, cell.now, cell.then) for cell in changed.cells] == [("金额", "7.00", "6.20")]
    assert gone.gone


def test_totals_are_said_as_they_are_and_as_they_were(book: Book, copy: Path) -> None:
    seen = compared(book, copy)
    assert (seen.spending, seen.unit) == (("14.00", "12.20"), "万元")


def test_a_line_that_was_removed_since_would_come_back(book: Book, tmp_path: Path) -> None:
    made = book.back_up("每日")
    ledger.remove(book, "basic", [1])
    (tab,) = compared(book, made).tabs
    assert (tab.counted, tab.lines[0].new) == ("加 1 行", True)


def test_a_book_that_says_the_same_would_not_change(book: Book) -> None:
    assert list(told(compared(book, book.back_up("每日"))))[-1] == "各表的内容没有不同。"


def test_a_preview_as_text_names_old_and_new(book: Book, copy: Path) -> None:
    assert any("金额 7.00→6.20" in line for line in told(compared(book, copy)))


# Going back


def test_restoring_brings_back_every_row_of_the_copy(book: Book, copy: Path) -> None:
    restore(book, copy, NOW)
    with Book.read(copy) as then:
        assert everything(book) == everything(then)


def test_restoring_is_one_gesture_that_says_which_copy_it_was(book: Book, copy: Path) -> None:
    before = len(book.history())
    restore(book, copy, NOW)
    (made,) = book.history()[before:]
    assert made.caption.startswith("恢复到 ")
    assert made.caption.endswith("（每日）的副本")


def test_restoring_can_be_undone_and_done_again(book: Book, copy: Path) -> None:
    before = everything(book)
    restore(book, copy, NOW)
    after = everything(book)
    book.undo()
    assert everything(book) == before
    book.redo()
    assert everything(book) == after


def test_the_forms_follow_a_restored_copy(book: Book, copy: Path) -> None:
    with Book.read(copy) as then:
        wanted = {name: then.stages.rows(name) for name in then.stages.names()}
    restore(book, copy, NOW)
    assert {name: book.stages.rows(name) for name in book.stages.names()} == wanted


def test_before_restoring_a_copy_is_made_of_what_is_given_up(book: Book, copy: Path) -> None:
    before = everything(book)
    restore(book, copy, NOW)
    (made,) = [one for one in backups.copies(book.path) if one.reason == "恢复前"]
    with Book.read(made.path) as kept:
        assert everything(kept) == before


def test_restoring_what_the_book_says_already_does_nothing(book: Book) -> None:
    copy = book.back_up("每日")
    changes = restore(book, copy, NOW)
    assert (changes.rows, len(list(copy.parent.iterdir()))) == (frozenset(), 1)


def test_two_units_that_changed_their_codes_are_led_back(book: Book) -> None:
    copy = book.back_up("每日")
    with book.action("换编码"):
        for code, row in (("临时", 1), ("112001", 2), ("112002", 1)):
            book.connection.execute("update unit set code = ? where id = ?", (code, row))
    restore(book, copy, NOW)
    assert book.connection.execute("select code from unit order by id").fetchall() == [("112001",), ("112002",)]


def test_marks_of_what_is_not_confirmed_are_those_of_the_copy(book: Book) -> None:
    with book.action("标"):
        book.connection.execute(
            "insert into unverified (table_name, row_id, column_name) values ('expenditure', 1, 'amount')"
        )
    copy = book.back_up("每日")
    type_in(book, "basic", 1, "amount", "7")
    restore(book, copy, NOW)
    assert book.connection.execute("select row_id, column_name from unverified").fetchall() == [(1, "amount")]


def test_what_was_handed_in_stays(book: Book, copy: Path) -> None:
    with book.beyond_undo():
        book.connection.execute(
            "insert into submission (revision, round, kind, made_at, check_code, content) "
            "values (1, '一上', 'draft', '2024-11-05', '', '{}')"
        )
    restore(book, copy, NOW)
    assert book.connection.execute("select count(*) from submission").fetchone() == (1,)


def test_a_sealed_book_is_not_led_back(book: Book, copy: Path) -> None:
    with book.beyond_undo():
        book.connection.execute("update book set frozen = 1")
    with pytest.raises(FrozenBook):
        restore(book, copy, NOW)


def test_a_copy_of_a_sealed_book_does_not_seal_it_again(book: Book) -> None:
    with book.beyond_undo():
        book.connection.execute("update book set frozen = 1")
    copy = book.back_up("上报")
    with book.beyond_undo():
        book.connection.execute("update book set frozen = 0")
    type_in(book, "basic", 1, "amount", "7")
    restore(book, copy, NOW)
    assert not book.record().frozen


def test_a_copy_of_another_book_is_refused(book: Book, tmp_path: Path) -> None:
    other = tmp_path / "别的.ysb"
    Book.create(other, msgspec.structs.replace(NEW, budget_name="别的局")).close()
    before = everything(book)
    with pytest.raises(BookError, match=r"另一个账套（别的局"):
        restore(book, other, NOW)
    assert everything(book) == before


def test_a_damaged_copy_is_refused_and_nothing_changes(book: Book, copy: Path) -> None:
    content = bytearray(copy.read_bytes())
    content[4096 * 4 : 4096 * 9] = b"\xff" * 4096 * 5
    copy.write_bytes(content)
    before = everything(book)
    with pytest.raises(DamagedBook):
        restore(book, copy, NOW)
    assert everything(book) == before
