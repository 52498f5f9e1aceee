"""Commands on the ledger: what is typed becomes lines, and each gesture can be taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import ledger
from db.book import Book
from db.entry.tabs import entry_rows
from db.errors import BookError
from db.forms.sheet import Binding
from db.ledger import BadCell, Edit
from tests.db.entry_book import LINE, PROJECT_LINE, entry_book, everything, row_of, stored, type_in

WAN = 1_000_000


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with entry_book(tmp_path) as book:
        yield book


def test_a_line_typed_is_a_line_of_the_ledger(book: Book) -> None:
    assert stored(book, "expenditure", "unit, nature, function, economic, fund, source, channel, amount")[0] == (
        1, "operating", "2014001", "30201", "general", "current", "local", 6_200_000,
    )  # fmt: skip


def test_an_edit_is_captioned_by_name_old_and_new(book: Book) -> None:
    type_in(book, "basic", 1, "amount", "6.5")
    assert book.undo_caption == "修改 办公费 6.20→6.50"


def test_an_expression_is_kept_beside_its_amount(book: Book) -> None:
    type_in(book, "basic", 1, "amount", "=40*12*5元")
    assert stored(book, "expenditure", "amount, typed")[0] == (240_000, "40*12*5元")


def test_the_same_text_again_is_no_action(book: Book) -> None:
    before = len(book.history())
    type_in(book, "basic", 1, "amount", "6.20")
    assert len(book.history()) == before


def test_a_change_returns_what_it_changed(book: Book) -> None:
    at = Binding("basic", "expenditure", 1, "amount")
    assert ledger.change(book, [Edit(at, "7")]).rows == {("expenditure", 1)}


def test_typing_below_the_last_row_makes_a_row(book: Book) -> None:
    at = [Edit(Binding("basic", "expenditure", 9, name), text) for name, text in LINE.items()]
    ledger.change(book, at)
    assert row_of(book, "basic", 9).texts["amount"] == "6.20"


def test_a_row_may_be_added_behind_another(book: Book) -> None:
    last = ledger.add(book, "basic", LINE)
    between = ledger.add(book, "basic", LINE, after=1)
    assert [row.row_id for row in entry_rows(book, "basic")] == [1, between, last]


def test_a_row_moves_to_another_place(book: Book) -> None:
    second = ledger.add(book, "basic", LINE)
    ledger.move(book, "basic", second, 1)
    assert [row.row_id for row in entry_rows(book, "basic")] == [second, 1]


def test_a_new_row_gets_another_id_when_its_own_was_taken_meanwhile(book: Book) -> None:
    shown = Binding("project_spending", "expenditure", 3, "note")
    ledger.add(book, "basic", LINE)
    ledger.change(book, [Edit(shown, "备注")])
    assert (stored(book, "expenditure", "id, note")[-1], row_of(book, "project_spending", 4).texts["note"]) == (
        (3, ""),
        "备注",
    )


# -- nature


def test_the_nature_follows_the_economic_code(book: Book) -> None:
    type_in(book, "basic", 1, "economic", "30101")
    assert row_of(book, "basic", 1).texts["nature"] == "人员经费"


def test_a_nature_typed_otherwise_stays(book: Book) -> None:
    type_in(book, "basic", 1, "nature", "人员经费")
    type_in(book, "basic", 1, "economic", "30202")
    assert row_of(book, "basic", 1).texts["nature"] == "人员经费"


def test_a_code_without_a_usual_nature_asks_for_it(book: Book) -> None:
    type_in(book, "basic", 1, "economic", "30901")
    assert row_of(book, "basic", 1).problems == {"nature": "还没有填类别，请补上。"}


def test_a_slip_in_the_code_does_not_fix_the_nature(book: Book) -> None:
    type_in(book, "basic", 1, "economic", "30x01")
    type_in(book, "basic", 1, "economic", "30101")
    assert row_of(book, "basic", 1).texts["nature"] == "人员经费"


# -- income


def test_a_figure_typed_over_automatic_income_ends_it(book: Book) -> None:
    type_in(book, "income", 1, "amount", "100")
    assert stored(book, "funding", "amount, automatic")[0] == (100 * WAN, 0)


def test_income_made_automatic_again_follows_spending(book: Book) -> None:
    type_in(book, "income", 1, "amount", "100")
    type_in(book, "income", 1, "automatic", "是")
    assert stored(book, "funding", "amount, automatic")[0] == (0, 1)


def test_automatic_income_that_ends_keeps_the_figure_it_had(book: Book) -> None:
    type_in(book, "income", 1, "automatic", "否")
    assert stored(book, "funding", "amount, automatic")[0] == (12_200_000, 0)


def test_other_income_cannot_follow_spending(book: Book) -> None:
    row = ledger.add(book, "income", {"unit": "112001", "fund": "事业收入", "kind": "本年", "automatic": "是"})
    assert "财政拨款" in row_of(book, "income", row).problems["automatic"]


def test_a_new_unit_gets_its_automatic_income(book: Book) -> None:
    unit = ledger.add(book, "unit", {"code": "112003", "name": "新单位"})
    assert stored(book, f"funding where unit = {unit}", "fund, automatic") == [
        ("general", 1), ("gov_fund", 1), ("state_capital", 1),
    ]  # fmt: skip


# -- projects and their cost items


def test_a_line_finds_the_cost_item_it_names(book: Book) -> None:
    ledger.add(book, "project_spending", PROJECT_LINE)
    assert len(stored(book, "cost_item")) == 1


def test_a_line_renamed_takes_its_cost_item_along(book: Book) -> None:
    type_in(book, "project_spending", 2, "item", "印刷费用")
    assert stored(book, "cost_item", "item, basis") == [("印刷费用", "每月一次")]


def test_a_cost_item_that_another_line_needs_stays(book: Book) -> None:
    ledger.add(book, "project_spending", PROJECT_LINE)
    type_in(book, "project_spending", 2, "item", "印刷费用")
    assert {item for (item,) in stored(book, "cost_item", "item")} == {"办公费用", "印刷费用"}


def test_a_cost_item_without_a_line_is_a_row_with_an_empty_amount(book: Book) -> None:
    row = ledger.add(book, "project_spending", {"project": "来访接待", "item": "差旅费用"})
    assert (row_of(book, "project_spending", row).table, row_of(book, "project_spending", row).texts["amount"]) == (
        "cost_item",
        "",
    )


def test_typing_beside_a_bare_cost_item_makes_its_line(book: Book) -> None:
    row = ledger.add(book, "project_spending", {"project": "来访接待", "item": "差旅费用"})
    typed = {"function": "2014002", "economic": "30211", "amount": "3"}
    ledger.change(book, [Edit(Binding("project_spending", "cost_item", row, it), text) for it, text in typed.items()])
    assert stored(book, "expenditure", "cost_item, amount")[-1] == (row, 3 * WAN)


def test_lines_and_cost_items_pasted_together_share_no_id(book: Book) -> None:
    rows = [["", "来访接待", item, "", "2014002", "30299", "", "", "", "1"] for item in ("甲", "乙", "丙")]
    ledger.paste(book, "project_spending", 1, 0, rows)
    lines, items = (set(stored(book, table, "id")) for table in ("expenditure", "cost_item"))
    assert lines & items == set()


def test_a_line_removed_takes_its_last_cost_item_along(book: Book) -> None:
    ledger.remove(book, "project_spending", [2])
    assert stored(book, "cost_item") == []


def test_a_row_named_twice_is_removed_once(book: Book) -> None:
    ledger.remove(book, "project_spending", [2, 2])
    assert (stored(book, "expenditure", "id"), stored(book, "cost_item")) == ([(1,)], [])


def test_an_amount_emptied_leaves_the_cost_item(book: Book) -> None:
    type_in(book, "project_spending", 2, "amount", "")
    assert stored(book, "cost_item", "item") == [("办公费用",)]


def test_a_project_that_moves_to_another_unit_takes_its_lines_along(book: Book) -> None:
    type_in(book, "project", 1, "unit", "112002")
    assert stored(book, "expenditure where project = 1", "unit") == [(2,)]


def test_a_project_moved_to_another_unit_can_be_moved_back_by_undo(book: Book) -> None:
    before = everything(book)
    type_in(book, "project", 1, "unit", "112002")
    book.undo()
    assert everything(book) == before


def test_a_project_in_use_is_not_removed(book: Book) -> None:
    with pytest.raises(BookError, match="绩效目标 1 行、支出 1 行"):
        ledger.remove(book, "project", [1])


def test_a_project_goes_with_all_that_stands_on_it_when_that_is_meant(book: Book) -> None:
    ledger.remove(book, "project", [1], with_dependants=True)
    assert [len(stored(book, it)) for it in ("project", "cost_item", "objective", "expenditure")] == [1, 0, 0, 1]


def test_an_objective_typed_a_smaller_number_moves_up(book: Book) -> None:
    second = ledger.add(book, "objective", {"project": "来访接待", "term": "年度", "text": "群众满意"})
    type_in(book, "objective", second, "number", "1")
    assert row_of(book, "objective", 1).texts["number"] == "2"


def test_a_written_part_gets_its_row_when_it_is_written(book: Book) -> None:
    type_in(book, "narrative", 0, "text", "负责来访接待。")
    assert stored(book, "narrative", "topic, text") == [("duties", "负责来访接待。")]


def test_what_was_written_about_a_project_follows_its_new_name(book: Book) -> None:
    ledger.add(book, "narrative", {"topic": "使用情况.来访接待", "text": "用于接待"})
    type_in(book, "project", 1, "name", "信访接待")
    assert stored(book, "narrative", "topic, text") == [("use.信访接待", "用于接待")]


def test_what_was_written_stays_while_another_project_has_that_name(book: Book) -> None:
    ledger.add(book, "narrative", {"topic": "使用情况.来访接待", "text": "用于接待"})
    type_in(book, "project", 2, "name", "来访接待")
    type_in(book, "project", 1, "name", "信访接待")
    assert stored(book, "narrative", "topic") == [("use.来访接待",)]


def test_a_project_renamed_and_undone_has_its_text_again(book: Book) -> None:
    ledger.add(book, "narrative", {"topic": "使用情况.来访接待", "text": "用于接待"})
    type_in(book, "project", 1, "name", "信访接待")
    book.undo()
    assert stored(book, "narrative", "topic") == [("use.来访接待",)]


def test_what_is_set_for_good_cannot_be_typed_over(book: Book) -> None:
    with pytest.raises(BookError, match="金额单位"):
        type_in(book, "book", 1, "amounts", "元")


def test_the_head_of_the_book_is_typed_like_any_cell(book: Book) -> None:
    type_in(book, "book", 1, "deadline", "2024年1月10日")
    assert book.record().deadline == "2024-01-10"


# -- paste


def test_a_pasted_block_overwrites_and_adds(book: Book) -> None:
    ledger.paste(book, "basic", 0, 2, [["2014001", "30201", "", "", "", "1"], ["2014001", "30202", "", "", "", "2"]])
    ledger.paste(book, "basic", 1, 0, [["112001"]])
    assert [amount for (amount,) in stored(book, "expenditure where nature <> 'project'", "amount")] == [WAN, 2 * WAN]


@pytest.mark.parametrize("dash", ["-", " - ", "—"])
def test_the_dash_of_a_spreadsheet_is_zero_where_it_is_pasted_into_figures(book: Book, dash: str) -> None:
    ledger.paste(book, "basic", 0, 7, [[dash, dash]])
    assert [(row.texts["amount"], row.texts["note"]) for row in entry_rows(book, "basic")] == [("0.00", dash.strip())]


def test_a_dash_that_is_typed_is_no_figure_yet(book: Book) -> None:
    type_in(book, "basic", 1, "amount", "-")
    assert "amount" in entry_rows(book, "basic")[0].problems


def test_pasted_rows_stand_in_the_order_of_the_block(book: Book) -> None:
    row = ["112001", "", "2014001", "30201", "", "", "", "1"]
    ledger.paste(book, "basic", 1, 0, [row, row, row])
    assert stored(book, "expenditure where nature <> 'project'", "id, position") == [(1, 1), (3, 2), (4, 3), (5, 4)]


def test_a_paste_is_one_action_that_counts_its_cells(book: Book) -> None:
    ledger.paste(book, "basic", 0, 2, [["2014001", "30202"]])
    assert book.undo_caption == "粘贴 2 格"


def test_a_column_pasted_into_the_head_of_the_book(book: Book) -> None:
    ledger.paste(book, "book", 8, 1, [["张"], ["00000000"]])
    assert (book.record().filler, book.record().telephone) == ("张", "00000000")


_TEXTS = st.sampled_from(
    [
        "",
        "112001",
        "112002",
        "999",
        "2014001",
        "30101",
        "30201",
        "人员经费",
        "8o",
        "=3*4",
        "12.5",
        "来访接待",
        "\t",
        "办公",
    ]
)
_BLOCKS = st.lists(st.lists(_TEXTS, min_size=1, max_size=9), min_size=1, max_size=4)
_TABS = ("basic", "project_spending", "project", "income", "unit", "objective", "indicator", "control", "prior")


@pytest.fixture(scope="module")
def one_book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    with entry_book(tmp_path_factory.mktemp("paste")) as book:
        yield book


@given(entry=st.sampled_from(_TABS), row=st.integers(0, 3), column=st.integers(0, 5), block=_BLOCKS)
def test_any_block_pasted_and_undone_leaves_the_book_as_it_was(
    one_book: Book, entry: str, row: int, column: int, block: list[list[str]]
) -> None:
    before = everything(one_book)
    if ledger.paste(one_book, entry, row, column, block).rows:
        one_book.undo()
    assert everything(one_book) == before


# -- import


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


def amounts(book: Book, *tabs: str) -> list[str]:
    return sorted(row.texts["amount"] for tab in tabs for row in entry_rows(book, tab))


def test_written_parts_pasted_together_all_stand_in_their_places(book: Book) -> None:
    ledger.paste(book, "narrative", 0, 1, [["甲"], ["乙"], ["丙"]])
    assert [row.texts["text"] for row in entry_rows(book, "narrative")][:3] == ["甲", "乙", "丙"]


@pytest.mark.parametrize("amount", ["7", "坏"])
def test_a_block_over_a_bare_cost_item_and_below_it_loses_no_row(book: Book, amount: str) -> None:
    ledger.add(book, "project_spending", {"project": "来访接待", "item": "甲"})
    texts = [{**PROJECT_LINE, "item": item, "amount": it} for item, it in (("甲", amount), ("乙", "坏"), ("丙", "9"))]
    names = [column.id for column in book.pack.entries["project_spending"].columns]
    ledger.paste(book, "project_spending", 1, 0, [[row.get(name, "") for name in names] for row in texts])
    shown = {"7": "7.00"}.get(amount, amount)
    assert amounts(book, "project_spending") == sorted(["3*2", shown, "坏", "9.00"])


def test_new_rows_of_two_tabs_that_were_shown_with_one_id_are_two(book: Book) -> None:
    new = (("basic", LINE), ("project_spending", PROJECT_LINE))
    ledger.change(
        book,
        [Edit(Binding(tab, "expenditure", 9, name), text) for tab, texts in new for name, text in texts.items()],
    )
    assert amounts(book, "basic", "project_spending") == ["3*2", "3*2", "6.20", "6.20"]


def test_new_rows_whose_ids_have_been_taken_since_get_others(book: Book) -> None:
    stale = [(2, "1"), (-1, "2"), (3, "3")]
    texts = [(row, {**LINE, "amount": amount}) for row, amount in stale]
    ledger.change(
        book, [Edit(Binding("basic", "expenditure", row, name), text) for row, it in texts for name, text in it.items()]
    )
    assert amounts(book, "basic") == ["1.00", "2.00", "3.00", "6.20"]
