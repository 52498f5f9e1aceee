"""A workbook as an accountant types it from an old file, without any program: half of the forms, in her own words."""

from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from db.exchange.received import Verification, verify
from db.money import AmountUnit

MERGED = {
    "收支总表": ("A3:B3", "C3:D3"),
    "支出": (),
    "功能": ("A4:A5", "B4:B5", "C4:C5", "D4:F4", "G4:G5"),
    "基本": ("A3:B3", "C3:E3"),
    "三公": ("A3:A4", "B3:B4", "C3:E3", "F3:F4"),
    "项目": ("B3:B4", "E3:G3", "H3:J3"),
}

SHEETS: dict[str, list[list[object]]] = {
    "封面": [["某某局 2024 年部门预算（一上）"], ["单位负责人："]],
    "收支总表": [
        ["某某局2024年度部门收支总表"],
        [None, None, None, "单位:元"],
        ["收　　入", None, "支　　出", None],
        ["项目", "金额", "项目", "金额"],
        ["一、一般公共预算拨款收入", 500000, "一、一般公共服务支出", 500000],
        ["二、政府性基金预算拨款收入", None, "二、外交支出", None],
        ["三、国有资本经营预算拨款收入", "-", "三、公共安全支出", 0],
        ["本年收入合计", 500000, "本年支出合计", 500000],
        ["上年结转", "-", "结转下年", "-"],
        ["收入总计", 500000, "支出总计", 500000],
        ["填表人：某某", None, "审核：", None],
    ],
    "支出": [
        ["支出总表（2024年）"],
        ["部门：某某局", None, None, None, None, None, "金额单位：元"],
        ["序号", "科目代码", "科目名称", "合计", "基本支出", "项目支出", "经营支出", "上解上级支出", "附属单位补助支出",
         "备注"],
        [1, 201, "一般公共服务支出", 500000, 350000, 150000],
        [2, 20140, "　信访事务", 500000, 350000, 150000],
        [3, 2014001, "　　行政运行", 350000, 350000, None],
        [4, 2014002, "　　一般行政管理事务", 150000, None, 150000, None, None, None, "含印刷"],
        [None, "合 计", None, 500000, 350000, 150000],
    ],
    "功能": [
        [None],
        ["一般公共预算支出表（分功能科目）"],
        [None, None, None, None, None, None, "单位：元"],
        ["科目编码", "科目名称", "合计", "基本支出", None, None, "项目支出"],
        [None, None, None, "小计", "人员\n经费", "公用\n经费"],
        ["合计", None, "500,000.00", "350,000.00", "300,000.00", "50,000.00", "150,000.00"],
        ["201", "一般公共服务支出", 500000, 350000, 300000, 50000, 150000],
        ["20140", "信访事务", 500000, 350000, 300000, 50000, 150000],
        ["2014001", "行政运行", 350000, 350000, 300000, 50000, None],
        ["2014002", "一般行政管理事务", 150000, None, None, None, 150000],
    ],
    "基本": [
        ["2024年一般公共预算基本支出情况表"],
        ["单位：元"],
        ["经济分类科目", None, "本年基本支出", None, None],
        ["科目编码", "科目名称", "合计", "人员支出", "日常公用经费"],
        [None, "总计", 350000, 300000, 50000],
        [301, "工资福利支出", 300000, 300000, None],
        [30101, "基本工资", 300000, 300000, None],
        [302, "商品和服务支出", 50000, None, 50000],
        [30201, "办公费", 50000, None, 50000],
    ],
    "三公": [
        ["“三公”经费支出表"],
        ["单位：元"],
        ["三公经费合计", "因公出国（境）费用", "公务用车购置及运行维护费", None, None, "公务接待费"],
        [None, None, "小计", "公务用车购置费", "公务用车运行维护费"],
        ["—", "—", "—", "—", "—", "—"],
    ],
    "项目": [
        ["项目支出表"],
        ["单位：元"],
        ["项目代码", "项目名称", "项目单位", "合计", "本年财政拨款", None, None, "财政拨款结转结余", None, None,
         "财政专户管理资金", "单位资金"],
        [None, None, None, None, "一般公共预算", "政府性基金", "国有资本经营预算", "一般公共预算", "政府性基金",
         "国有资本经营预算"],
        [None, "合计", None, 150000, 150000],
        ["112", "某某局", None, 150000, 150000],
        ["112001", "某某局本级", None, 150000, 150000],
        ["31", "本级支出项目", None, 150000, 150000],
        [None, "信访工作经费", "某某局本级", 150000, 150000],
    ],
}  # fmt: skip


def typed() -> Workbook:
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in SHEETS.items():
        sheet: Worksheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for area in MERGED.get(name, ()):
            sheet.merge_cells(area)
    return workbook


def verified(workbook: Workbook, folder: Path) -> Verification:
    workbook.save(folder / "预算.xlsx")
    return verify(folder / "预算.xlsx")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Verification:
    return verified(typed(), tmp_path_factory.mktemp("typed"))


def row_of(found: Verification, relation: str, key: str) -> list[object]:
    return next(list(row[4:]) for row in found.relations[relation] if row[3] == key)


def test_it_is_a_workbook_in_yuan_of_the_first_round(found: Verification) -> None:
    facts = found.facts
    assert (facts.amounts, facts.year, facts.round, found.unchanged) == (AmountUnit.YUAN, 2024, "一上", None)


def test_its_forms_say_what_she_typed(found: Verification) -> None:
    assert row_of(found, "form_03", "2014002") == ["2014002", "一般行政管理事务", 15_000_000, 0, 15_000_000, 0, 0, 0]
    assert row_of(found, "form_05", "total")[2:] == [50_000_000, 35_000_000, 30_000_000, 5_000_000, 15_000_000]
    assert row_of(found, "form_07", "30201") == ["30201", "办公费", 5_000_000, 0, 5_000_000]
    assert row_of(found, "form_11", "信访工作经费")[2:5] == ["某某局本级", 15_000_000, 15_000_000]
    assert row_of(found, "form_01", "r28") == ["收 入 总 计", 50_000_000, "支 出 总 计", 50_000_000]
    assert [row[4:] for row in found.relations["form_08"]] in ([], [(0, 0, 0, 0, 0, 0)])


def test_only_what_is_not_there_is_wrong(found: Verification) -> None:
    errors = [one for one in found.findings if one.severity == "error"]
    assert {one.check for one in errors} == {"missing-form"}
    assert {form for one in errors for form in one.forms} == {"02", "04", "06", "09", "10", "12", "13", "14", "15"}


def test_a_slip_of_hers_is_found_in_her_own_cell(tmp_path: Path) -> None:
    workbook = typed()
    workbook["基本"]["C9"] = workbook["基本"]["E9"] = 500000
    found = verified(workbook, tmp_path)
    named = [found.place_of(one.address) for one in found.findings if one.severity == "error" and "07" in one.forms]
    assert ("基本", "C8") in [(place.sheet, place.cell) for place in named if place]
