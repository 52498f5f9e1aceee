"""A figure far beyond its book is asked about: were yuan meant? Large departments and large projects are not."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db import ledger, mending
from db.book import Book
from db.checks.findings import findings
from db.entry.cells import Figure, parse_cell, print_cell
from db.entry.lookup import Context, Lookup
from db.entry.scale import Scale
from db.errors import BadCells
from db.exchange.entries import read
from db.money import AmountUnit
from db.pack import load
from tests.db.entry_book import LINE, NEW, row_of, stored, type_in

PACK = load("jianghan-2024")
ASKED = "是 29.33 万元（293,299.80 元）吗？"
CELL = ["112001", "", "2014001", "30201", "", "", ""]
COLUMNS = ("unit", "nature", "function", "economic", "fund", "source", "channel", "amount")


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """A book without a line."""
    with Book.create(tmp_path_factory.mktemp("scale") / "空.ysb", NEW) as book:
        yield book


@pytest.fixture
def empty(book: Book) -> Book:
    return book


@pytest.fixture
def full(book: Book) -> Book:
    """A book whose ten lines add up to 900 万元."""
    ledger.paste(book, "basic", 0, 0, [[*CELL, "90"]] * 10)
    return book


def amounts(book: Book) -> list[int]:
    """The lines of spending in the ledger, in 万元."""
    return [int(str(amount)) // 1_000_000 for (amount,) in stored(book, "expenditure", "amount")]


def pasted(book: Book, *figures: str) -> int:
    """How many of those figures, pasted as lines of basic spending, wait."""
    before = len(amounts(book))
    ledger.paste(book, "basic", before, 0, [[*CELL, figure] for figure in figures])
    return len(figures) - (len(amounts(book)) - before)


# --- what is asked about -------------------------------------------------------------------------------------------


def test_yuan_typed_into_a_book_of_wan_wait_and_are_asked_about(full: Book) -> None:
    type_in(full, "basic", 1, "amount", "293299.8")
    assert f"293299.80 万元 比全账套的支出 900.00 万元 还大；{ASKED}" in row_of(full, "basic", 1).problems["amount"]


def test_what_is_asked_about_is_in_no_form(full: Book) -> None:
    type_in(full, "basic", 1, "amount", "293299.8")
    assert sum(amounts(full)) == 810


def test_an_expression_is_asked_about_by_what_it_comes_to(full: Book) -> None:
    type_in(full, "basic", 1, "amount", "=4888.33*12*5")
    assert ASKED in row_of(full, "basic", 1).problems["amount"]


def test_a_first_line_in_yuan_is_asked_about_too(empty: Book) -> None:
    assert pasted(empty, "293299.8") == 1


def test_a_column_pasted_in_yuan_is_asked_about_as_a_whole(empty: Book) -> None:
    assert pasted(empty, "753000", "554500", "82600", "122800", "1389300") == 5


def test_income_typed_in_yuan_is_asked_about(full: Book) -> None:
    ledger.add(full, "income", {"unit": "112001", "fund": "事业收入", "kind": "本年", "amount": "8251600"})
    assert stored(full, "funding", "fund").count(("service_income",)) == 0


def test_an_import_names_the_cell_and_changes_nothing(full: Book, tmp_path: Path) -> None:
    folder = tmp_path / "表"
    folder.mkdir()
    text = "单位编码,功能科目,经济科目,金额(万元)\n112001,2014001,30201,293299.8\n"
    (folder / "basic.csv").write_text(text, encoding="utf-8")
    with pytest.raises(BadCells) as refused:
        read(full, folder)
    assert [cell.partition("：")[0] for cell in refused.value.cells] == ["basic!D2"]


# --- what is not ---------------------------------------------------------------------------------------------------


def test_a_first_line_of_a_usual_size_is_not_asked_about(empty: Book) -> None:
    assert pasted(empty, "230") == 0


def test_a_project_larger_than_all_before_it_is_not_asked_about(empty: Book) -> None:
    assert pasted(empty, "6.20", "6") == 0
    assert pasted(empty, "1800") == 0


def test_a_large_department_pasted_into_an_empty_book_is_not_asked_about(empty: Book) -> None:
    assert pasted(empty, "21000", "8600", "4300", "12500", "2600.5") == 0


def test_the_income_of_a_large_department_imported_with_its_spending_is_not_asked_about(empty: Book) -> None:
    income = [{"unit": "112001", "fund": "事业收入", "kind": "本年", "amount": "30000"}]
    spending = [dict(zip(COLUMNS, [*CELL, figure], strict=True)) for figure in ("21000", "8600", "400")]
    assert ledger.replace_all(empty, {"income": income, "basic": spending}) == []


def test_the_next_large_line_of_a_large_department_is_not_asked_about(empty: Book) -> None:
    pasted(empty, "21000", "8600", "4300", "12500", "2600.5")
    assert pasted(empty, "60000") == 0


def test_ceilings_that_are_as_large_say_that_it_is_right(full: Book) -> None:
    ledger.add(full, "control", {"round": "一上", "unit": "112001", "amount": "9000"})
    assert pasted(full, "8000") == 0


def test_a_book_in_yuan_asks_nothing(tmp_path: Path) -> None:
    with Book.create(tmp_path / "元.ysb", msgspec.structs.replace(NEW, amounts=AmountUnit.YUAN)) as yuan:
        assert pasted(yuan, "293299.8", "90000000") == 0


# --- the answers ---------------------------------------------------------------------------------------------------


def answer(book: Book, label: str) -> tuple[object, ...]:
    """Amount and text of the line once the question about it is answered."""
    (found,) = [one for one in findings(book) if one.check == "pending"]
    mending.mend(book, found.check, found.address, label)
    return stored(book, "expenditure", "amount, typed")[-1]


def asked(book: Book) -> Book:
    ledger.add(book, "basic", {**LINE, "amount": "293299.8"})
    return book


def test_yuan_were_meant(full: Book) -> None:
    assert answer(asked(full), "改为 29.33 万元") == (29_330_000, "293299.8元")


def test_it_was_meant_in_wan(full: Book) -> None:
    assert answer(asked(full), "确认是万元") == (293_299_800_000, "")


def test_a_unit_typed_by_hand_is_an_answer(full: Book) -> None:
    assert pasted(full, "293299.8万元", "293299.8元") == 0


def test_a_question_is_not_answered_by_what_is_typed_elsewhere(full: Book) -> None:
    type_in(full, "basic", 1, "amount", "4000")
    pasted(full, "2600", "2600")
    assert "4000.00 万元" in row_of(full, "basic", 1).problems["amount"]


def test_a_draft_that_was_answered_is_not_asked_again_when_it_is_completed(full: Book) -> None:
    row_id = ledger.add(full, "basic", {"unit": "112001", "function": "2014001", "amount": "293299.8万元"})
    type_in(full, "basic", row_id, "economic", "30201")
    assert 293_299 in amounts(full)


@settings(max_examples=80, deadline=None)
@given(fen=st.integers(-(10**9), 10**9).map(lambda hundredths: hundredths * 10_000))
def test_what_was_confirmed_is_printed_so_that_it_is_never_asked_again(fen: int) -> None:
    column = next(it for it in PACK.entries["basic"].columns if it.id == "amount")
    context = Context(Lookup(PACK, AmountUnit.WAN), scale=Scale(sqlite3.connect(":memory:"), PACK, AmountUnit.WAN))
    assert parse_cell(column, print_cell(column, Figure(fen), context), context) == Figure(fen)
