"""Any list in a workbook becomes rows of a tab: columns known by heading, by what stands in them, or by memory."""

from decimal import Decimal

import pytest

from db import ledger
from db.book import Book
from db.entry.tabs import entry_rows
from db.errors import BookError
from db.exchange.lists import ListPlan, plan_list, rehearse_list, take_list, totals_that_differ
from db.exchange.opening import ReadCell, ReadSheet
from db.money import AmountUnit
from tests.db.entry_book import everything, stored

Line = tuple[object, ...]

OFFICE: tuple[Line, ...] = (
    ("某局2024年基本支出明细（单位：元）",),
    ("预算单位", "功能分类", "经济分类", "金额", "说明"),
    ("112001", 2014001, 30201, 62000, "办公费"),
    ("112001", "2014001", "30211 差旅费", 15000.5, ""),
    ("112002", "2014001", "30299", "8千", "待定"),
    ("合计", None, None, 77000.5, None),
)


def sheet(*lines: Line, name: str = "明细") -> ReadSheet:
    cells = {
        (row, column): ReadCell(Decimal(str(value)) if isinstance(value, float) else value)  # type: ignore[arg-type]
        for row, line in enumerate(lines, start=1)
        for column, value in enumerate(line, start=1)
        if value not in (None, "")
    }
    return ReadSheet(name, cells)


def meant(plan: ListPlan) -> dict[str, str]:
    return {head.text: head.column for head in plan.heads}


def test_a_list_is_recognised_by_its_headings_and_what_stands_below(book: Book) -> None:
    plan = plan_list(book, sheet(*OFFICE), "basic")
    assert meant(plan) == {
        "预算单位": "unit", "功能分类": "function", "经济分类": "economic", "金额": "amount", "说明": "note",
    }  # fmt: skip


def test_columns_without_a_heading_are_known_by_their_codes(book: Book) -> None:
    lines = (
        ("序号", "一", "二", "三", "金额"),
        (1, "112001", "2014001", "30201", 6),
        (2, "112001", "2014001", "30211", 3),
    )
    plan = plan_list(book, sheet(*lines), "basic")
    assert [head.column for head in plan.heads] == ["", "unit", "function", "economic", "amount"]


def test_without_a_named_tab_the_one_is_taken_that_the_columns_fill(book: Book) -> None:
    lines = (
        ("项目名称", "项目内容", "测算依据", "功能科目", "经济科目", "金额"),
        ("来访接待", "印刷", "100册", "2014002", "30202", 3),
    )
    assert plan_list(book, sheet(*lines)).entry == "project_spending"


def test_the_headings_are_found_below_a_title(book: Book) -> None:
    assert plan_list(book, sheet(*OFFICE), "basic").head_row == 2


def test_the_unit_is_the_one_the_sheet_names(book: Book) -> None:
    assert plan_list(book, sheet(*OFFICE), "basic").unit is AmountUnit.YUAN


def test_rows_of_totals_are_left_out(book: Book) -> None:
    plan = plan_list(book, sheet(*OFFICE), "basic")
    assert (plan.rows, plan.totals) == ((3, 4, 5), (6,))


def test_a_total_that_is_the_sum_is_not_spoken_of(book: Book) -> None:
    own = sheet(*OFFICE)
    assert totals_that_differ(plan_list(book, own, "basic"), own) == ()


def test_a_total_that_is_not_the_sum_says_both(book: Book) -> None:
    own = sheet(*OFFICE[:-1], ("合计", None, None, 80000, None))
    assert totals_that_differ(plan_list(book, own, "basic"), own) == (
        "第6行的合计是 80000，上面各行相加是 77000.5，请核对原表。",
    )


def test_subtotals_count_the_rows_since_the_last_one(book: Book) -> None:
    lines = (
        *OFFICE[:3],
        ("小计", None, None, 62000),
        OFFICE[3],
        ("小计", None, None, 15000.5),
        ("总计", None, None, 77000.5),
    )
    own = sheet(*lines)
    assert totals_that_differ(plan_list(book, own, "basic"), own) == ()


def test_the_rows_stand_behind_those_there_were_in_the_books_unit(book: Book) -> None:
    own = sheet(*OFFICE)
    take_list(book, plan_list(book, own, "basic"), own, replacing=False, name="明细.xlsx")
    assert [row.texts["amount"] for row in entry_rows(book, "basic")] == ["6.20", "6.20", "15000.5元", "8千元"]


def test_what_cannot_be_a_value_waits_in_its_cell(book: Book) -> None:
    own = sheet(*OFFICE)
    take_list(book, plan_list(book, own, "basic"), own, replacing=False, name="明细.xlsx")
    assert "amount" in entry_rows(book, "basic")[-1].problems


def test_a_formula_that_was_never_computed_is_no_empty_cell(book: Book) -> None:
    plain = sheet(*OFFICE[:3])
    own = ReadSheet(plain.name, {**plain.cells, (3, 4): ReadCell(None, formula=True)})
    take_list(book, plan_list(book, own, "basic"), own, replacing=False, name="明细.xlsx")
    assert entry_rows(book, "basic")[-1].problems["amount"]


def test_rows_in_place_of_those_there_were(book: Book) -> None:
    own = sheet(*OFFICE)
    take_list(book, plan_list(book, own, "basic"), own, replacing=True, name="明细.xlsx")
    assert [row.texts["economic"] for row in entry_rows(book, "basic")] == ["30201", "30211", "30299"]


def test_one_undo_takes_the_whole_list_back(book: Book) -> None:
    before, own = everything(book), sheet(*OFFICE)
    take_list(book, plan_list(book, own, "basic"), own, replacing=True, name="明细.xlsx")
    book.undo()
    assert everything(book) == before


def test_rows_that_others_stand_on_are_not_replaced_and_nothing_changes(book: Book) -> None:
    before, own = everything(book), sheet(("单位编码", "项目名称"), ("112001", "新项目"))
    with pytest.raises(BookError, match="来访接待"):
        take_list(book, plan_list(book, own, "project"), own, replacing=True, name="项目.xlsx")
    assert everything(book) == before


def test_what_was_chosen_for_these_headings_is_chosen_again(book: Book) -> None:
    own = sheet(*OFFICE)
    chosen = plan_list(book, own, "basic").choosing(5, "")
    chosen = chosen.choosing(4, "note")
    again = plan_list(book, own, remembered={chosen.signature: chosen.remembered})
    assert meant(again)["金额"] == "note"


def test_a_column_is_meant_once(book: Book) -> None:
    plan = plan_list(book, sheet(*OFFICE), "basic").choosing(5, "amount")
    assert [head.at for head in plan.heads if head.column == "amount"] == [5]


def test_what_is_required_and_missing_is_named(book: Book) -> None:
    plan = plan_list(book, sheet(*OFFICE), "basic").choosing(4, "")
    assert plan.missing(book) == ("金额(万元)",)


def test_a_sheet_without_a_list_is_refused_by_name(book: Book) -> None:
    with pytest.raises(BookError, match="封面"):
        plan_list(book, sheet(("部门预算",), name="封面"))


def test_a_list_of_own_columns_is_appended_to_any_tab(book: Book) -> None:
    ledger.remove(book, "objective", [row.row_id for row in entry_rows(book, "objective")])
    own = sheet(("项目名称", "期限", "目标"), ("来访接待", "年度", "按期办结"))
    take_list(book, plan_list(book, own), own, replacing=False, name="目标.xlsx")
    assert [row.texts["text"] for row in entry_rows(book, "objective")] == ["按期办结"]


def test_beforehand_the_list_says_what_will_wait_and_changes_nothing(book: Book) -> None:
    before, own = everything(book), sheet(*OFFICE)
    made = rehearse_list(book, plan_list(book, own, "basic"), own, replacing=True)
    assert (made.new_rows, made.problems, everything(book)) == (3, 1, before)


PURCHASE = ("单位编码", "政府采购品目", "功能科目", "部门支出经济分类", "采购数量", "单价", "其中面向中小企业")


@pytest.mark.parametrize(
    ("title", "heads", "figures"),
    [
        ("采购清单（单位：元）", PURCHASE, (5000, 10000)),
        ("采购清单", (*PURCHASE[:5], "单价(元)", "其中面向中小企业(万元)"), (5000, 1)),
        ("采购清单（单位：万元）", PURCHASE, (0.5, 1)),
    ],
)
def test_every_column_of_amounts_is_in_the_unit_it_or_the_sheet_names(
    book: Book, title: str, heads: Line, figures: Line
) -> None:
    own = sheet((title,), heads, ("112001", "A02010105", "2014001", "30299", 2, *figures))
    take_list(book, plan_list(book, own, "procurement"), own, replacing=False, name="采购.xlsx")
    assert stored(book, "procurement", "unit_price, for_smes") == [(500_000, 1_000_000)]


def test_a_subtotal_behind_the_name_of_its_unit_is_no_line(book: Book) -> None:
    lines = (
        ("单位编码", "项目", "项目内容", "功能科目", "经济科目", "金额"),
        ("112001", "来访接待", "印刷", "2014002", "30202", 3),
        ("112001", "来访接待", "小计", "2014002", "30202", 3),
        ("112001", "来访接待合计", "", "", "", 3),
        ("112001", "来访接待", "总计划编制", "2014002", "30202", 3),
    )
    plan = plan_list(book, sheet(*lines), "project_spending")
    assert (plan.rows, plan.totals) == ((2, 5), (3, 4))


@pytest.mark.parametrize(("amount", "total"), [("3+4", "7"), ("3万元", "30000元"), (7, "--5")])
def test_a_total_is_compared_with_what_the_texts_come_to(book: Book, amount: object, total: object) -> None:
    own = sheet(OFFICE[1], ("112001", "2014001", "30201", amount), ("合计", None, None, total))
    assert totals_that_differ(plan_list(book, own, "basic"), own) == ()
