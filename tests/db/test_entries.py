"""An entry tab as a Sheet, and what its cells offer while they are typed."""

import pytest

from db import ledger
from db.book import Book
from db.entry.tabs import completions, entry_rows, entry_sheet
from db.forms.sheet import Binding, Cell, Role, Sheet
from tests.db.entry_book import LINE, stored, type_in


def cell(book: Book, entry: str, address: str) -> Cell:
    return next(it for it in entry_sheet(book, entry).cells if it.address == f"entry/{entry}/{address}")


def offered(book: Book, entry: str, column: str, prefix: str) -> list[str]:
    return [it.text for it in completions(book, entry, column, prefix, {})]


def test_the_header_has_the_official_words_and_the_unit(book: Book) -> None:
    heads = [it.text for it in entry_sheet(book, "basic").cells if it.role is Role.HEADER]
    assert heads == ["单位编码", "类别", "功能科目", "经济科目", "资金性质", "资金来源", "渠道", "金额(万元)", "备注"]


def test_a_row_per_line_then_an_empty_one_to_type_into(book: Book) -> None:
    assert entry_sheet(book, "basic").row_kinds == ("record", "new")


def test_a_row_that_waits_is_a_draft_in_its_place(book: Book) -> None:
    ledger.add(book, "basic", LINE)
    type_in(book, "basic", 1, "amount", "8o")
    assert entry_sheet(book, "basic").row_kinds == ("draft", "record", "new")


def test_typing_into_the_empty_row_makes_the_next_row(book: Book) -> None:
    new = cell(book, "basic", "2.amount").binding
    assert new is not None
    ledger.change(book, [ledger.Edit(new, "5")])
    assert entry_sheet(book, "basic").row_kinds == ("record", "draft", "new")


def test_a_cell_knows_where_its_text_goes(book: Book) -> None:
    assert cell(book, "basic", "1.amount").binding == Binding("basic", "expenditure", 1, "amount")


def test_an_amount_is_printed_with_two_decimals_at_the_right(book: Book) -> None:
    at = cell(book, "basic", "1.amount")
    assert (at.text, at.value, at.align) == ("6.20", 6_200_000, "right")


def test_a_zero_is_seen_in_an_entry_tab(book: Book) -> None:
    type_in(book, "basic", 1, "amount", "0")
    assert cell(book, "basic", "1.amount").text == "0.00"


def test_an_expression_is_what_the_editor_opens_with(book: Book) -> None:
    at = cell(book, "project_spending", "1.amount")
    assert (at.text, at.typed) == ("6.00", "3*2")


def test_a_code_has_its_name_as_a_hint(book: Book) -> None:
    assert (cell(book, "basic", "1.economic").text, cell(book, "basic", "1.economic").hint) == ("30201", "办公费")


def test_the_columns_that_name_a_row_stay_in_sight(book: Book) -> None:
    sheet = entry_sheet(book, "project")
    assert [it.id for it in sheet.columns[: sheet.frozen_columns]] == ["unit", "name"]


def test_a_text_that_waits_shows_its_reason(book: Book) -> None:
    type_in(book, "basic", 1, "amount", "8o")
    at = cell(book, "basic", "1.amount")
    assert (at.text, "80" in at.problem) == ("8o", True)


def test_automatic_income_shows_what_it_follows(book: Book) -> None:
    assert cell(book, "income", "1.amount").text == "12.20"


def test_what_is_set_for_good_cannot_be_typed_into(book: Book) -> None:
    assert [cell(book, "book", f"1.{name}").binding is None for name in ("year", "amounts", "round")] == [
        True,
        True,
        False,
    ]


def test_each_written_part_stands_ready(book: Book) -> None:
    topics = [it.text for it in entry_sheet(book, "narrative").cells if it.role is Role.LABEL]
    assert {"主要职能", "使用情况.201", "使用情况.来访接待"} <= set(topics)
    assert "名词.2014001" not in topics, "the pack explains it"


@pytest.mark.parametrize("entry", ["book", "unit", "income", "basic", "project_spending", "indicator", "narrative"])
def test_every_tab_is_a_full_grid(book: Book, entry: str) -> None:
    sheet = entry_sheet(book, entry)
    assert len({(it.row, it.column) for it in sheet.cells}) == sheet.rows * len(sheet.columns)


def test_the_rows_of_a_tab_can_be_typed_again(book: Book) -> None:
    rows = [row.texts for row in entry_rows(book, "project_spending")]
    with book.action("再导入") as action:
        ledger.replace(book, "project_spending", rows)
    assert (rows[0]["amount"], action.changes.rows) == ("3*2", frozenset())


@pytest.mark.parametrize("prefix", ["30201", "办公费", "bgf"])
def test_a_code_is_found_by_number_name_and_initials(book: Book, prefix: str) -> None:
    assert offered(book, "basic", "economic", prefix)[0] == "30201"


def test_what_this_book_uses_comes_first(book: Book) -> None:
    type_in(book, "basic", 1, "economic", "30216")
    assert set(offered(book, "basic", "economic", "")[:2]) == {"30216", "30299"}


def test_upper_codes_are_not_offered(book: Book) -> None:
    assert "20140" not in offered(book, "basic", "function", "20140")


def test_an_obsolete_code_offers_what_replaced_it(book: Book) -> None:
    offers = completions(book, "basic", "function", "2010308", {})
    assert (offers[0].text, "2010308" in offers[0].detail) == ("2014001", True)


def test_no_more_than_fifty_are_offered(book: Book) -> None:
    assert len(offered(book, "procurement", "catalog_code", "")) == 50


def test_a_code_the_book_added_is_offered(book: Book) -> None:
    ledger.add(book, "code", {"catalog": "支出功能分类科目", "code": "2014988", "name": "自设科目"})
    assert offered(book, "basic", "function", "自设") == ["2014988"]


def test_projects_of_the_unit_beside_are_offered(book: Book) -> None:
    offers = completions(book, "procurement", "project", "", {"unit": "112002"})
    assert [it.text for it in offers] == ["信息系统"]


def test_the_words_of_a_choice_are_offered(book: Book) -> None:
    assert offered(book, "control", "round", "") == ["一上", "二上", "公开"]


def test_what_is_offered_can_be_typed(book: Book) -> None:
    row = ledger.add(book, "procurement", {"unit": "112001"})
    for column in ("fund", "catalog_code", "function", "economic"):
        type_in(book, "procurement", row, column, offered(book, "procurement", column, "")[0])
    for column in ("quantity", "unit_price"):
        type_in(book, "procurement", row, column, "2")
    assert stored(book, "procurement", "quantity, unit_price") == [(2, 2_000_000)]


_EDITS = (
    ("basic", 1, "amount", "7"),
    ("basic", 1, "amount", "8o"),
    ("basic", 1, "note", "x"),
    ("basic", 9, "note", "x"),
)


@pytest.mark.parametrize("tab", ["basic", "project_spending", "unit", "income", "objective", "book"])
@pytest.mark.parametrize("edit", [*_EDITS, ("project_spending", 2, "item", "印刷"), ("unit", 1, "name", "新名称")])
def test_a_tab_redrawn_from_what_it_was_is_the_tab_drawn_anew(
    book: Book, tab: str, edit: tuple[str, int, str, str]
) -> None:
    before = entry_sheet(book, tab)
    entry, row_id, column, text = edit
    at = Binding(entry, book.pack.entries[entry].table, row_id, column)
    changes = ledger.change(book, [ledger.Edit(at, text)])
    after = entry_sheet(book, tab, before, changes)
    undone = book.undo()
    assert (after, entry_sheet(book, tab, after, undone)) == (_anew(book, tab), before)


def _anew(book: Book, tab: str) -> Sheet:
    """The tab as it is once the last action is done again, which is then taken back."""
    book.redo()
    sheet = entry_sheet(book, tab)
    book.undo()
    return sheet
