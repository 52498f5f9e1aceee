"""Going back to a copy: seen beforehand, done as one gesture, taken back like any other."""

import shutil
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
from tests.db import small
from tests.db.entry_book import LINE, NEW, entry_book, everything, type_in

NOW = datetime(2024, 11, 6, 8, 0)  # noqa: DTZ001 - only what a name says is compared with it


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The book of entry, made once."""
    with entry_book(tmp_path_factory.mktemp("录入")) as book:
        return book.path


@pytest.fixture
def book(made: Path, tmp_path: Path) -> Iterator[Book]:
    with Book.open(Path(shutil.copy(made, tmp_path))) as book:
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


# Going back: what it does to the ledger, in a book of one form


@pytest.fixture
def small_book(tmp_path: Path) -> Iterator[Book]:
    with small.create(tmp_path / "样例.ysb") as book:
        enter(book, 100)
        yield book


@pytest.fixture
def small_copy(small_book: Book) -> Path:
    """A copy, after which the line became another and one was added."""
    made = small_book.back_up("每日")
    with small_book.action("改"):
        small_book.connection.execute("update expenditure set amount = 700 where id = 1")
    enter(small_book, 200)
    return made


def enter(book: Book, amount: int) -> None:
    with book.action(f"录入 {amount}"):
        book.connection.execute(small.NEW_LINE, (amount,))


def test_restoring_brings_back_every_row_of_the_copy(small_book: Book, small_copy: Path) -> None:
    restore(small_book, small_copy, NOW)
    with small.look(small_copy) as then:
        assert small.ledger(small_book.connection) == small.ledger(then.connection)


def test_restoring_is_one_gesture_that_says_which_copy_it_was(small_book: Book, small_copy: Path) -> None:
    before = len(small_book.history())
    restore(small_book, small_copy, NOW)
    (made,) = small_book.history()[before:]
    assert made.caption.startswith("恢复到 ")
    assert made.caption.endswith("（每日）的副本")


def test_restoring_can_be_undone_and_done_again(small_book: Book, small_copy: Path) -> None:
    before = small.ledger(small_book.connection)
    restore(small_book, small_copy, NOW)
    after = small.ledger(small_book.connection)
    small_book.undo()
    assert small.ledger(small_book.connection) == before
    small_book.redo()
    assert small.ledger(small_book.connection) == after


def test_the_forms_follow_a_restored_copy(small_book: Book, small_copy: Path) -> None:
    with small.look(small_copy) as then:
        wanted = {name: then.stages.rows(name) for name in then.stages.names()}
    restore(small_book, small_copy, NOW)
    assert {name: small_book.stages.rows(name) for name in small_book.stages.names()} == wanted


def test_before_restoring_a_copy_is_made_of_what_is_given_up(small_book: Book, small_copy: Path) -> None:
    before = small.ledger(small_book.connection)
    restore(small_book, small_copy, NOW)
    (made,) = [one for one in backups.copies(small_book.path) if one.reason == "恢复前"]
    with small.look(made.path) as kept:
        assert small.ledger(kept.connection) == before


def test_restoring_what_the_book_says_already_does_nothing(small_book: Book) -> None:
    copy = small_book.back_up("每日")
    changes = restore(small_book, copy, NOW)
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


def test_what_was_handed_in_stays(small_book: Book, small_copy: Path) -> None:
    with small_book.beyond_undo():
        small_book.connection.execute(
            "insert into submission (revision, round, kind, made_at, check_code, content) "
            "values (1, '一上', 'draft', '2024-11-05', '', '{}')"
        )
    restore(small_book, small_copy, NOW)
    assert small_book.connection.execute("select count(*) from submission").fetchone() == (1,)


def test_a_sealed_book_is_not_led_back(small_book: Book, small_copy: Path) -> None:
    with small_book.beyond_undo():
        small_book.connection.execute("update book set frozen = 1")
    with pytest.raises(FrozenBook):
        restore(small_book, small_copy, NOW)


def test_a_copy_of_a_sealed_book_does_not_seal_it_again(small_book: Book) -> None:
    with small_book.beyond_undo():
        small_book.connection.execute("update book set frozen = 1")
    copy = small_book.back_up("上报")
    with small_book.beyond_undo():
        small_book.connection.execute("update book set frozen = 0")
    enter(small_book, 200)
    restore(small_book, copy, NOW)
    assert not small_book.record().frozen


def test_a_copy_of_another_book_is_refused(book: Book, tmp_path: Path) -> None:
    other = tmp_path / "别的.ysb"
    Book.create(other, msgspec.structs.replace(NEW, budget_name="别的局")).close()
    before = everything(book)
    with pytest.raises(BookError, match=r"另一个账套（别的局"):
        restore(book, other, NOW)
    assert everything(book) == before


def test_a_damaged_copy_is_refused_and_nothing_changes(small_book: Book, small_copy: Path) -> None:
    content = bytearray(small_copy.read_bytes())
    content[4096 * 4 : 4096 * 9] = b"\xff" * 4096 * 5
    small_copy.write_bytes(content)
    before = small.ledger(small_book.connection)
    with pytest.raises(DamagedBook):
        restore(small_book, small_copy, NOW)
    assert small.ledger(small_book.connection) == before
