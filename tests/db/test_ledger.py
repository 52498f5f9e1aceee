"""Commands on the ledger: what is typed becomes lines, and each gesture can be taken back."""

import pytest

from db import ledger
from db.book import Book
from db.entry.tabs import entry_rows
from db.errors import BookError
from db.forms.sheet import Binding
from db.ledger import Edit
from tests.db.entry_book import LINE, PROJECT_LINE, everything, row_of, stored, type_in

WAN = 1_000_000


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


# -- new rows


def amounts(book: Book, *tabs: str) -> list[str]:
    return sorted(row.texts["amount"] for tab in tabs for row in entry_rows(book, tab))


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
