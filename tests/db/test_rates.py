"""Hints by rate: what pension, housing fund and union dues come to, as an offer."""

from collections.abc import Iterator

import pytest

from db import ledger
from db.book import Book
from db.entry.rates import rate_hint
from db.forms.sheet import Binding
from tests.db.entry_book import LINE, entry_book, type_in

WAGES = {"30101": "75.30", "30102": "55.45"}


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """112001 has wages of two items, a pension line of 18.50 (row 5) and one of 112002 (row 6)."""
    with entry_book(tmp_path_factory.mktemp("rates")) as made:
        for economic, amount in WAGES.items():
            ledger.add(made, "basic", {**LINE, "economic": economic, "amount": amount})
        ledger.add(made, "basic", {**LINE, "function": "2080505", "economic": "30108", "amount": "18.50"})
        ledger.add(made, "basic", {**LINE, "unit": "112002", "economic": "30108", "amount": "1"})
        yield made


def at(row_id: int, column: str = "amount") -> Binding:
    return Binding("basic", "expenditure", row_id, column)


def test_the_hint_says_base_rate_result_and_what_is_there(book: Book) -> None:
    hint = rate_hint(book, at(5))
    assert hint is not None
    assert hint.sentence == "单位养老保险缴费约为 (基本工资 75.30 + 津贴补贴 55.45) × 16% = 20.92，已填 18.50。"


def test_the_line_of_state_has_room_for_a_shorter_sentence(book: Book) -> None:
    hint = rate_hint(book, at(5))
    assert hint is not None
    assert hint.short == "单位养老保险缴费按 16% 约为 20.92，已填 18.50"


def test_the_hint_names_the_rule_it_comes_from(book: Book) -> None:
    hint = rate_hint(book, at(5))
    assert hint is not None
    assert "国办发〔2019〕13号" in hint.source


def test_typing_the_expression_of_a_hint_makes_it_fit(book: Book) -> None:
    hint = rate_hint(book, at(5))
    assert hint is not None
    type_in(book, "basic", 5, "amount", hint.expression)
    after = rate_hint(book, at(5))
    assert after is not None
    assert (after.fits, after.fen) == (True, 20_920_000)


def test_a_draft_without_amount_is_offered_it_too(book: Book) -> None:
    ledger.add(book, "basic", {"unit": "112001", "function": "2210201", "economic": "30113"})
    hint = rate_hint(book, at(7))
    assert hint is not None
    assert hint.sentence.endswith("× 12% = 15.69，已填 空。")


def test_another_units_wages_are_no_base(book: Book) -> None:
    assert rate_hint(book, at(6)) is None


@pytest.mark.parametrize(("row_id", "column"), [(1, "amount"), (5, "note"), (99, "amount")])
def test_other_cells_have_no_hint(book: Book, row_id: int, column: str) -> None:
    assert rate_hint(book, at(row_id, column)) is None
