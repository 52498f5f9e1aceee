"""Which sheets, columns and cells of a filled workbook mean what, before anything reaches the book."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from db.exchange.entries import Filled, csv_sheets, recognise
from db.exchange.opening import ReadCell, ReadSheet, Value
from db.money import AmountUnit
from db.pack import Pack, load
from db.shelf import newest

BASIC = ["单位编码", "功能科目", "经济科目", "金额(万元)"]


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load(newest())


def sheet(name: str, *rows: list[Value | ReadCell]) -> ReadSheet:
    cells = {
        (row, column): value if isinstance(value, ReadCell) else ReadCell(value)
        for row, line in enumerate(rows, start=1)
        for column, value in enumerate(line, start=1)
        if value != ""
    }
    return ReadSheet(name, cells)


def one(pack: Pack, *sheets: ReadSheet, amounts: AmountUnit = AmountUnit.WAN) -> tuple[Filled, list[str]]:
    filled, notes = recognise(sheets, pack, amounts)
    assert len(filled) == 1
    return filled[0], notes


def test_columns_may_stand_in_any_order(pack: Pack) -> None:
    found, _ = one(pack, sheet("基本支出", [*reversed(BASIC)], [Decimal("75.3"), "30101", "2014001", "112001"]))
    assert found.rows[0].texts == {"unit": "112001", "function": "2014001", "economic": "30101", "amount": "75.3"}
    assert found.rows[0].places["amount"] == "A2"


def test_absent_optional_columns_are_left_out_and_not_emptied(pack: Pack) -> None:
    found, _ = one(pack, sheet("基本支出", [*BASIC], ["112001", "2014001", "30101", 1]))
    assert "note" not in found.rows[0].texts


def test_a_missing_column_is_named(pack: Pack) -> None:
    found, _ = one(pack, sheet("基本支出", [*BASIC[:3]]))
    assert found.faults == ("基本支出!A1：第一行缺少“金额(万元)”这一栏，请补上表头",)


def test_the_same_column_twice_is_a_fault(pack: Pack) -> None:
    found, _ = one(pack, sheet("基本支出", [*BASIC, "功能科目编码"]))
    assert found.faults[0].startswith("基本支出!E1：")


def test_unknown_sheets_and_columns_are_reported(pack: Pack) -> None:
    _, notes = one(pack, sheet("基本支出", [*BASIC, "领导批示"]), sheet("草稿", ["x"]))
    assert notes == ["工作表“基本支出”的“领导批示”一栏不认识，没有导入。", "工作表“草稿”不是录入表，没有导入。"]


def test_a_sheet_without_a_heading_is_reported_and_replaces_nothing(pack: Pack) -> None:
    assert recognise([sheet("基本支出")], pack, AmountUnit.WAN) == (
        (),
        ["工作表“基本支出”是空的，连表头也没有，没有导入。"],
    )


def test_a_sheet_with_nothing_but_its_heading_is_an_empty_table(pack: Pack) -> None:
    found, _ = one(pack, sheet("基本支出", [*BASIC]))
    assert (found.rows, found.faults) == ((), ())


def test_brackets_and_spaces_of_a_heading_may_be_full_width(pack: Pack) -> None:
    found, _ = one(pack, sheet("基本支出", ["单位编码 ", "功能科目", "经济科目", "金额（万元）"], ["", "", "", 5]))
    assert found.rows[0].texts["amount"] == "5"


@pytest.mark.parametrize(
    ("typed", "text"),
    [(Decimal(753000), "753000元"), ("4888.33*12", "(4888.33*12)元"), ("5万元", "5万元"), ("", "")],
)
def test_a_heading_in_yuan_in_a_book_of_wan_gives_its_figures_their_unit(pack: Pack, typed: Value, text: str) -> None:
    found, _ = one(pack, sheet("基本支出", [*BASIC[:3], "金额(元)"], ["112001", "2014001", "30101", typed]))
    assert found.rows[0].texts["amount"] == text


def test_blank_rows_are_passed_over_and_do_not_shift_places(pack: Pack) -> None:
    found, _ = one(pack, sheet("基本支出", [*BASIC], [], ["", " "], ["112001"]))
    assert [row.places["unit"] for row in found.rows] == ["A4"]


def test_dates_and_yes_are_as_typed(pack: Pack) -> None:
    found, _ = one(
        pack,
        sheet("人员", ["单位编码", "类别", "编制数", "实有数", "截至"], [112001, "行政", 11, 10, date(2023, 12, 31)]),
    )
    assert found.rows[0].texts["as_of"] == "2023-12-31"


def test_a_formula_without_a_result_is_a_bad_cell(pack: Pack) -> None:
    found, _ = one(pack, sheet("基本支出", [*BASIC], ["112001", "2014001", "30101", ReadCell(None, formula=True)]))
    assert found.faults[0].startswith("基本支出!D2：是公式")


def test_a_record_is_read_line_by_line(pack: Pack) -> None:
    found, notes = one(pack, sheet("基本信息", ["项目", "内容"], ["填报人", "甲"], ["爱好", "乙"]))
    assert found.rows[0].texts == {"filler": "甲"}
    assert found.rows[0].places == {"filler": "B2"}
    assert notes == ["工作表“基本信息”的“爱好”一行不认识，没有导入。"]


def test_a_topic_without_a_text_is_the_templates_own(pack: Pack) -> None:
    found, _ = one(pack, sheet("公开说明", ["栏目", "内容"], ["主要职能", "接访"], ["预算单位构成"]))
    assert [row.texts["topic"] for row in found.rows] == ["主要职能"]


def test_sheets_are_taken_parents_first(pack: Pack) -> None:
    sheets = [sheet("基本支出", [*BASIC]), sheet("单位", ["单位编码", "单位名称"])]
    filled, _ = recognise(sheets, pack, AmountUnit.WAN)
    assert [each.sheet for each in filled] == ["单位", "基本支出"]


def test_csv_files_are_read_with_line_breaks_inside_cells(tmp_path: Path, pack: Pack) -> None:
    (tmp_path / "narrative.csv").write_text('\ufeff栏目,内容\n主要职能,"一、\n二、"\n', encoding="utf-8")
    found, _ = one(pack, *csv_sheets(tmp_path))
    assert found.rows[0].texts == {"topic": "主要职能", "text": "一、\n二、"}
