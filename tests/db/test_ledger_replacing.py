"""Whole tabs replaced, as an import does: rows keep their ids, and what cannot stand is named."""

import pytest

from db import ledger
from db.book import Book
from db.errors import BookError
from db.ledger import BadCell
from tests.db.entry_book import LINE, everything, row_of, stored


def test_rows_replaced_by_the_same_rows_change_nothing(book: Book) -> None:
    rows = [row_of(book, "basic", 1).texts]
    with book.action("导入") as action:
        ledger.replace(book, "basic", rows)
    assert action.changes.rows == frozenset()


def test_a_row_with_the_same_key_keeps_its_id(book: Book) -> None:
    ledger.replace(book, "unit", [{"code": "112002", "name": "新名称"}, {"code": "112001", "name": "样例局本级"}])
    assert stored(book, "unit", "id, name, position") == [(1, "样例局本级", 2), (2, "新名称", 1)]


def test_every_bad_cell_is_named(book: Book) -> None:
    with book.action("导入"):
        bad = ledger.replace(book, "basic", [{**LINE, "amount": "8o", "economic": "999"}])
    assert [(it.row, it.column) for it in bad] == [(0, "economic"), (0, "amount")]


def test_a_key_given_twice_is_a_bad_cell(book: Book) -> None:
    rows = [{"unit": "112001", "kind": "行政", "actual": text} for text in ("1", "2")]
    assert [it.row for it in ledger.replace(book, "headcount", rows)] == [1]


def test_a_gap_in_the_numbers_of_objectives_is_a_bad_cell(book: Book) -> None:
    rows = [{"term": "年度", "number": text, "text": "目标"} for text in ("1", "3")]
    bad = ledger.replace(book, "objective", rows)
    assert bad == [BadCell("objective", 1, "number", "序号应当从 1 起一个接一个，这里应是 2")]


def test_a_unit_may_be_merged_into_one_below_it(book: Book) -> None:
    rows = [
        {"code": "112001", "name": "样例局本级"},
        {"code": "112002", "name": "接待中心", "merged_into": "112009"},
        {"code": "112009", "name": "新单位"},
    ]
    assert ledger.replace(book, "unit", rows) == []
    assert stored(book, "unit where code = '112002'", "merged_into") == [(3,)]


def test_a_parent_that_is_left_out_goes_when_its_rows_are_left_out_too(book: Book) -> None:
    tabs: dict[str, list[dict[str, str]]] = {"project": [], "project_spending": [], "objective": []}
    assert ledger.replace_all(book, tabs) == []
    assert (stored(book, "project"), stored(book, "cost_item")) == ([], [])


def test_a_parent_that_is_left_out_while_rows_stand_on_it_is_refused(book: Book) -> None:
    before = everything(book)
    with pytest.raises(BookError, match="不能去掉"):
        ledger.replace(book, "project", [])
    assert everything(book) == before


def test_a_cost_item_without_a_line_travels_with_an_empty_amount(book: Book) -> None:
    ledger.replace(book, "project_spending", [{"project": "来访接待", "item": "差旅费用", "amount": ""}])
    assert (stored(book, "cost_item", "item"), len(stored(book, "expenditure"))) == ([("差旅费用",)], 1)
