"""Whole rows of a tab: put in, once more, elsewhere; what a cut leaves behind."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db import ledger
from db.book import Book
from db.entry.tabs import entry_rows, entry_sheet
from db.errors import BookError
from db.forms.sheet import Binding
from tests.db.entry_book import LINE, entry_book, everything, row_of, type_in
from tests.db.undoing import put_back


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """Six rows in basic, the third of them a draft."""
    with entry_book(tmp_path_factory.mktemp("moved")) as made:
        for amount in ("1", "两", "3", "4", "5"):
            ledger.add(made, "basic", {**LINE, "amount": amount})
        yield made


def order(book: Book, entry: str = "basic") -> list[int]:
    return [row.row_id for row in entry_rows(book, entry)]


def test_an_inserted_row_stands_above_the_other_and_stays_there_while_it_is_filled(book: Book) -> None:
    (made,) = ledger.insert(book, "basic", 1)
    places = [order(book)]
    for name, text in LINE.items():
        type_in(book, "basic", made, name, text)
        places.append(order(book))
    assert places == [[made, 1]] * 5
    assert row_of(book, "basic", made).texts["amount"] == "6.20"


def test_several_rows_are_inserted_in_one_step(book: Book) -> None:
    before = everything(book)
    made = ledger.insert(book, "basic", 1, 3)
    assert order(book) == [*made, 1]
    book.undo()
    assert everything(book) == before


def test_a_row_can_be_inserted_in_every_list(book: Book) -> None:
    for entry in book.pack.entries.values():
        if entry.layout == "list":
            first = next(iter(order(book, entry.id)), None)
            (made,) = ledger.insert(book, entry.id, first)
            assert order(book, entry.id)[0] == made, entry.id
            assert entry_sheet(book, entry.id).row_kinds[-1] == "new"


def test_a_row_once_more_stands_below_with_its_texts_and_its_expression(book: Book) -> None:
    type_in(book, "basic", 1, "amount", "=2*3.1")
    last = ledger.add(book, "basic", LINE)
    (made,) = ledger.duplicate(book, "basic", [1])
    assert order(book) == [1, made, last]
    assert row_of(book, "basic", made).texts == row_of(book, "basic", 1).texts


def test_a_project_once_more_waits_for_another_name(book: Book) -> None:
    (made,) = ledger.duplicate(book, "project", [order(book, "project")[0]])
    assert row_of(book, "project", made).problems.keys() == {"name"}


def test_rows_move_together_and_keep_their_order(book: Book) -> None:
    added = [ledger.add(book, "basic", LINE) for _ in range(3)]
    ledger.move(book, "basic", [added[2], added[0]], 1)
    assert order(book) == [added[0], added[2], 1, added[1]]


def test_what_was_cut_and_pasted_elsewhere_has_moved_in_one_step(book: Book) -> None:
    ledger.add(book, "basic", {**LINE, "note": "旧"})
    before = everything(book)
    ledger.paste(book, "basic", 1, 8, [["新"]], [Binding("basic", "expenditure", 1, "amount")])
    moved = row_of(book, "basic", 1)
    assert (moved.texts["amount"], moved.draft) == ("", True)
    book.undo()
    assert everything(book) == before


def test_a_row_that_was_cut_whole_leaves_nothing_behind(book: Book) -> None:
    texts = row_of(book, "basic", 1).texts
    cut = [Binding("basic", "expenditure", 1, name) for name in texts]
    ledger.paste(book, "basic", 1, 0, [list(texts.values())], cut)
    (row,) = entry_rows(book, "basic")
    assert (row.row_id, row.texts) == (3, texts)


def test_a_row_pasted_over_itself_after_a_cut_is_as_it_was(book: Book) -> None:
    texts = row_of(book, "basic", 1).texts
    cut = [Binding("basic", "expenditure", 1, name) for name in texts]
    ledger.paste(book, "basic", 0, 0, [list(texts.values())], cut)
    assert row_of(book, "basic", 1).texts == texts


def test_a_project_that_lines_stand_on_cannot_be_cut_away(book: Book) -> None:
    at, before = order(book, "project")[0], everything(book)
    texts = row_of(book, "project", at).texts
    cut = [Binding("project", "project", at, name) for name in texts]
    with pytest.raises(BookError, match="还用在"):
        ledger.paste(book, "project", 2, 0, [list(texts.values())], cut)
    assert everything(book) == before


@settings(max_examples=max(5, settings().max_examples // 5))
@given(moves=st.lists(st.tuples(st.sets(st.integers(0, 5), min_size=1), st.integers(-1, 9)), min_size=1, max_size=4))
def test_rows_stand_where_they_were_put_and_the_others_as_before(
    moved: Book, moves: list[tuple[set[int], int]]
) -> None:
    with put_back(moved):
        expected = order(moved)
        for places, to in moves:
            ids = [expected[place] for place in sorted(places)]
            expected = [it for it in expected if it not in ids]
            expected[max(0, to - 1) : max(0, to - 1)] = ids
            ledger.move(moved, "basic", ids, to)
            assert order(moved) == expected


def test_a_row_put_between_others_leaves_room_for_the_next_one(moved: Book) -> None:
    with put_back(moved):
        first, *_, last = order(moved)
        ledger.move(moved, "basic", first, 3)
        assert len(ledger.move(moved, "basic", last, 4).rows) == 1


def test_rows_that_stand_there_already_are_no_action(moved: Book) -> None:
    assert not ledger.move(moved, "basic", order(moved)[1:3], 2).rows
