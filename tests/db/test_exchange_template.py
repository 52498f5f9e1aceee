"""The entry workbook carries every tab with its official headings, lists to choose from, and what the book holds."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from db import ledger
from db.book import Book, NewBook
from db.exchange import template
from db.money import AmountUnit
from db.pack import Pack, load
from db.shelf import newest

HEADINGS = {
    "单位": ["单位编码", "单位名称", "单位性质", "并入单位"],
    "人员": ["单位编码", "类别", "编制数", "实有数", "截至"],
    "收入": ["单位编码", "资金性质", "类型", "金额(万元)", "自动"],
    "基本支出": [
        "单位编码", "类别", "功能科目", "经济科目", "资金性质", "资金来源", "渠道", "金额(万元)", "备注",
    ],
    "项目支出": [
        "单位编码", "项目名称", "项目内容", "测算依据", "功能科目", "经济科目", "资金性质", "资金来源", "渠道",
        "金额(万元)", "备注",
    ],
    "绩效指标": [
        "单位编码", "项目名称", "期限", "目标序号", "一级指标", "二级指标", "三级指标", "前年", "上年", "指标值",
        "权重", "依据",
    ],
    "控制数": ["轮次", "单位编码", "类别或项目", "资金性质", "金额(万元)"],
    "公开说明": ["栏目", "内容"],
    "情况说明": ["检查", "位置", "左值", "右值", "说明", "批准人"],
    "自定义科目": ["目录", "编码", "名称", "上级"],
}  # fmt: skip


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load(newest())


@pytest.fixture(scope="module")
def blank(pack: Pack, tmp_path_factory: pytest.TempPathFactory) -> Any:
    return load_workbook(template.write_blank(tmp_path_factory.mktemp("blank") / "录入表.xlsx", pack))


def filled(folder: Path, amounts: AmountUnit, *lines: tuple[str, dict[str, str]]) -> Any:
    new = NewBook(
        year=2024,
        department_code="112",
        budget_name="信访局",
        units=(("112001", "信访局本级"),),
        pack=newest(),
        amounts=amounts,
    )
    with Book.create(folder / "账套.ysb", new) as book:
        for entry, texts in lines:
            ledger.add(book, entry, texts)
        return load_workbook(template.write_filled(folder / "录入表.xlsx", book))


def test_there_is_a_sheet_for_every_tab_in_the_order_of_work(blank: Any, pack: Pack) -> None:
    assert blank.sheetnames[:-1] == [entry.sheet for entry in pack.entries.values()]


@pytest.mark.parametrize("sheet", HEADINGS)
def test_headings_are_the_official_ones(blank: Any, sheet: str) -> None:
    assert [cell.value for cell in blank[sheet][1]] == HEADINGS[sheet]


def test_a_record_stands_as_field_and_content(blank: Any) -> None:
    assert [cell.value for cell in blank["基本信息"][1]] == ["项目", "内容"]
    assert blank["基本信息"]["A2"].value == "部门编码"


def test_the_parts_to_be_written_are_there_to_be_filled_in(blank: Any, pack: Pack) -> None:
    topics = [row[0].value for row in blank["公开说明"].iter_rows(min_row=2)]
    assert topics == [row.name for row in pack.catalogs["narrative"].rows.values()]


def test_every_list_to_choose_from_lies_on_the_hidden_sheet(blank: Any) -> None:
    assert blank["_lists"].sheet_state == "hidden"
    rules = [rule for sheet in blank for rule in sheet.data_validations.dataValidation]
    assert rules
    assert all(rule.formula1.startswith("'_lists'!$") for rule in rules)


def test_codes_are_offered_with_their_names_and_others_are_allowed(blank: Any) -> None:
    rules = {str(rule.sqref).split(":")[0]: rule for rule in blank["基本支出"].data_validations.dataValidation}
    assert not rules["C2"].showErrorMessage
    letter = rules["C2"].formula1.split("$")[1]
    assert "[2014001]行政运行" in [cell.value for cell in blank["_lists"][letter]]


def test_words_of_the_program_are_the_only_ones_allowed(blank: Any) -> None:
    rules = {str(rule.sqref).split(":")[0]: rule for rule in blank["基本支出"].data_validations.dataValidation}
    assert rules["F2"].showErrorMessage


def test_what_must_be_filled_in_is_marked_on_its_heading(blank: Any) -> None:
    marked = [cell.value for cell in blank["基本支出"][1] if cell.comment and cell.comment.text == "必填"]
    assert marked == ["单位编码", "功能科目", "经济科目", "金额(万元)"]
    assert {cell.font.color.rgb for cell in blank["基本支出"][1] if cell.comment} == {"00C00000"}


def test_the_heading_stands_still_and_code_columns_are_texts(blank: Any) -> None:
    page = blank["基本支出"]
    assert page.freeze_panes == "A2"
    assert page.column_dimensions["C"].number_format == "@"


def test_what_the_book_holds_is_in_it(tmp_path: Path) -> None:
    line = {"unit": "112001", "function": "2014001", "economic": "30101", "amount": "75.30"}
    row = [cell.value for cell in filled(tmp_path, AmountUnit.WAN, ("basic", line))["基本支出"][2]]
    assert row == ["112001", "人员经费", "2014001", "30101", "一般公共预算", "本年", "区级", 75.3, None]


def test_an_expression_travels_as_text_without_its_equals_sign(tmp_path: Path) -> None:
    line = {"unit": "112001", "function": "2014001", "economic": "30101", "amount": "=4888.33*12*5元"}
    cell = filled(tmp_path, AmountUnit.WAN, ("basic", line))["基本支出"]["H2"]
    assert (cell.value, cell.data_type) == ("4888.33*12*5元", "s")


def test_a_yuan_book_has_headings_in_yuan(tmp_path: Path) -> None:
    assert filled(tmp_path, AmountUnit.YUAN)["基本支出"]["H1"].value == "金额(元)"


def test_texts_that_look_like_formulas_are_none(tmp_path: Path) -> None:
    workbook = filled(tmp_path, AmountUnit.WAN, ("project", {"unit": "112001", "name": "=1+1", "purpose": "@x"}))
    assert workbook["项目"]["B2"].value == "=1+1"
    assert {cell.data_type for sheet in workbook for row in sheet for cell in row} <= {"n", "s"}


def test_two_blank_templates_are_the_same_file(pack: Pack, tmp_path: Path) -> None:
    one, other = (template.write_blank(tmp_path / name, pack) for name in ("a.xlsx", "b.xlsx"))
    assert one.read_bytes() == other.read_bytes()
