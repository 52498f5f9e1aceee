"""The history as it is read: gestures page by page, from a gesture to its cell, from a cell to its gesture."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from db import history, ledger
from db.book import Book
from db.file import backups
from db.file.hold import this_holder
from db.forms.sheet import Binding
from tests.db import small
from tests.db.entry_book import LINE, entry_book, type_in


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The book of entry, made once."""
    with entry_book(tmp_path_factory.mktemp("录入")) as book:
        return book.path


@pytest.fixture
def book(made: Path, tmp_path: Path) -> Iterator[Book]:
    with Book.open(Path(shutil.copy(made, tmp_path))) as book:
        yield book


def captions(book: Book, most: int = 100, text: str = "", tab: str = "") -> list[str]:
    return [entry.caption for entry in history.page(book, most, text=text, tab=tab)]


def amount_of(row_id: int, column: str = "amount") -> Binding:
    return Binding("basic", "expenditure", row_id, column)


# The list


def test_the_history_is_read_page_by_page_from_the_newest(book: Book) -> None:
    whole = [entry.id for entry in reversed(book.history())]
    first = history.page(book, 2)
    second = history.page(book, 100, before=first[-1].id)
    assert [entry.id for entry in (*first, *second)] == whole


def test_the_history_can_be_narrowed_to_a_word_of_the_caption(book: Book) -> None:
    assert [one for one in captions(book) if "来访接待" in one] == captions(book, text="来访接待")
    assert captions(book, text="来访接待") != []


def test_the_history_can_be_narrowed_to_a_tab(book: Book) -> None:
    type_in(book, "basic", 1, "amount", "7")
    made = [entry.caption for entry in book.history()]
    assert captions(book, tab="basic") == [made[-1], made[-3]]


def test_the_history_of_a_tab_has_what_waits_there(book: Book) -> None:
    type_in(book, "objective", 1, "weight_share", "很多")
    assert captions(book, 1, tab="objective") == captions(book, 1)


def test_each_gesture_says_who_made_it(book: Book) -> None:
    (newest,) = history.page(book, 1)
    assert newest.who == this_holder(small.clock).who != ""


# Stepping


def test_stepping_back_undoes_everything_after_that_gesture(book: Book) -> None:
    before = small.ledger(book.connection)
    there = book.history()[-1].id
    for amount in ("7", "8", "9"):
        type_in(book, "basic", 1, "amount", amount)
    book.step_to(there)
    assert (small.ledger(book.connection), [entry.state for entry in book.history()[-3:]]) == (before, ["undone"] * 3)


def test_stepping_forward_again_redoes_up_to_that_gesture(book: Book) -> None:
    there = book.history()[-1].id
    for amount in ("7", "8", "9"):
        type_in(book, "basic", 1, "amount", amount)
    book.step_to(there)
    book.step_to(there + 2)
    assert [entry.state for entry in book.history()[-3:]] == ["done", "done", "undone"]
    assert book.connection.execute("select amount from expenditure where id = 1").fetchone() == (8_000_000,)


def test_stepping_to_the_beginning_leaves_the_book_as_it_was_founded_and_can_be_redone(book: Book) -> None:
    whole = small.ledger(book.connection)
    last = book.history()[-1].id
    book.step_to(0)
    assert book.connection.execute("select count(*) from expenditure").fetchone() == (0,)
    book.step_to(last)
    assert small.ledger(book.connection) == whole


def test_a_step_over_many_gestures_is_told_as_one_change(book: Book) -> None:
    there = book.history()[-1].id
    for amount in ("7", "8"):
        type_in(book, "basic", 1, "amount", amount)
    type_in(book, "basic", 1, "note", "改")
    changes = book.step_to(there)
    assert changes is not None
    assert changes.rows == {("expenditure", 1)}
    assert changes.amended == {"expenditure": {"amount", "typed", "note"}} or changes.amended == {
        "expenditure": {"amount", "note"}
    }


def test_stepping_to_where_the_book_stands_does_nothing(book: Book) -> None:
    assert book.step_to(book.history()[-1].id) is None


def test_a_long_way_back_leaves_a_copy_of_what_typing_on_there_would_give_up(tmp_path: Path) -> None:
    with small.create(tmp_path / "样例.ysb") as book:
        for amount in range(30):
            with book.action(f"录入 {amount}"):
                book.connection.execute(small.NEW_LINE, (amount,))
        history.step_to(book, 25)
        short = len(backups.copies(book.path))
        history.step_to(book, 1)
        assert (short, [one.reason for one in backups.copies(book.path)]) == (0, ["退回前"])


# From a gesture to its cell


def test_a_changed_amount_is_found_where_its_line_stands_now(book: Book) -> None:
    type_in(book, "basic", 1, "amount", "7")
    changed = book.history()[-1].id
    ledger.add(book, "basic", LINE)
    ledger.move(book, "basic", 1, 2)
    assert history.address_of(book, changed) == "entry/basic/2.amount"


def test_a_new_line_is_found(book: Book) -> None:
    ledger.add(book, "basic", LINE)
    assert history.address_of(book, book.history()[-1].id).startswith("entry/basic/2.")


def test_a_text_that_waits_is_found(book: Book) -> None:
    type_in(book, "objective", 1, "weight_share", "很多")
    assert history.address_of(book, book.history()[-1].id) == "entry/objective/1.weight_share"


def test_a_line_that_is_gone_has_no_address(book: Book) -> None:
    row = ledger.add(book, "basic", LINE)
    added = book.history()[-1].id
    ledger.remove(book, "basic", [row])
    assert history.address_of(book, added) == ""


def test_the_basis_of_a_line_is_found_beside_its_content(book: Book) -> None:
    type_in(book, "project_spending", 2, "basis", "每周一次")
    assert history.address_of(book, book.history()[-1].id) == "entry/project_spending/1.item"


# From a cell to its gesture


def test_a_cell_says_who_filled_it_when_and_what_stood_there(book: Book) -> None:
    type_in(book, "basic", 1, "amount", "7")
    found = history.touch(book, amount_of(1))
    newest = book.history()[-1]
    assert found == history.Touch(newest.id, newest.who, newest.made_at, newest.caption, "6.20")


def test_what_stood_there_is_said_as_it_was_typed(book: Book) -> None:
    type_in(book, "basic", 1, "amount", "3*2")
    type_in(book, "basic", 1, "amount", "7")
    found = history.touch(book, amount_of(1))
    assert found is not None
    assert found.before == "3*2"


def test_another_cell_of_the_row_keeps_its_own_gesture(book: Book) -> None:
    type_in(book, "basic", 1, "amount", "7")
    found = history.touch(book, amount_of(1, "economic"))
    assert found is not None
    assert (found.before, found.action) == ("", book.history()[-3].id)


def test_a_gesture_that_was_taken_back_does_not_count(book: Book) -> None:
    type_in(book, "basic", 1, "amount", "7")
    type_in(book, "basic", 1, "amount", "8")
    book.undo()
    found = history.touch(book, amount_of(1))
    assert found is not None
    assert found.action == book.history()[-2].id


def test_a_text_that_waits_says_who_left_it_there(book: Book) -> None:
    type_in(book, "objective", 1, "weight_share", "很多")
    found = history.touch(book, Binding("objective", "objective", 1, "weight_share"))
    assert found is not None
    assert found.action == book.history()[-1].id


def test_the_content_of_a_cost_item_is_known_at_its_line(book: Book) -> None:
    type_in(book, "project_spending", 2, "basis", "每周一次")
    found = history.touch(book, Binding("project_spending", "expenditure", 2, "basis"))
    assert found is not None
    assert found.before == "每月一次"


def test_a_row_that_came_with_the_book_has_no_gesture(book: Book) -> None:
    assert history.touch(book, Binding("unit", "unit", 1, "name")) is None


def test_the_gestures_of_a_row_are_found_by_an_index(book: Book) -> None:
    plan = book.connection.execute(
        "explain query plan select 1 from main.change where table_name = 'expenditure' and row_id = 1"
    ).fetchall()
    assert "change_of_row" in plan[0][3]
