"""What the command line writes and reads: submissions, their mail, workbooks that come back."""

import re
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from tests.db.command_line import Say, is_one_sentence
from tests.db.sample_book import sample_draft
from tests.db.workbooks import opened


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of the sample's draft."""
    return sample_draft(tmp_path_factory.mktemp("drafted"))


def test_a_submission_is_written_freezes_the_book_and_is_verified(say: Say, own: Path, tmp_path: Path) -> None:
    written = say("export", own, "-o", tmp_path / "新" / "上报")
    assert written.code == 0
    file = next(Path(line) for line in written.out.splitlines() if line.endswith(".xlsx"))
    again = say("export", own, "-o", tmp_path)
    assert (again.code, is_one_sentence(again.err)) == (65, True)
    assert "yusuanben reopen 账套 --reason 原因" in again.err
    checked = say("verify", file, "--json")
    assert checked.code == 0
    assert (checked.json["unchanged"], checked.json["changed"], checked.json["revision"]) == (True, [], 1)
    assert say("reopen", own, "--reason", "财政局退回").code == 0
    assert say("reopen", own, "--reason", "再来").code == 65
    assert "第1版已经上报，账套已封存。" in written.err
    published = say("export", own, "-o", tmp_path / "公开", "--round", "公开")
    assert published.code == 0
    assert "公开材料（第2版）已生成，账套已封存。" in published.err


def test_the_mail_is_made_anew_with_the_scanned_page(say: Say, own: Path, tmp_path: Path) -> None:
    (tmp_path / "盖章页.pdf").write_bytes(b"%PDF")
    assert say("export", own, "-o", tmp_path / "out").code == 0
    answer = say("mail", own, "-o", tmp_path / "out", "--attach", tmp_path / "盖章页.pdf")
    assert answer.code == 0
    assert answer.out.strip().endswith(".eml")
    assert "没有收件人" in answer.err
    assert b"112_2024_fj1_" in Path(answer.out.strip()).read_bytes()
    elsewhere = say("mail", own, "-o", tmp_path / "新")
    assert (elsewhere.code, is_one_sentence(elsewhere.err)) == (65, True)


@pytest.mark.parametrize("verb", [["export", "--draft"], ["mail"]])
def test_a_file_to_be_attached_that_is_not_there_is_said(say: Say, demo: Path, tmp_path: Path, verb: list[str]) -> None:
    answer = say(verb[0], demo, "-o", tmp_path / "out", *verb[1:], "--attach", tmp_path / "没有.pdf")
    assert (answer.code, is_one_sentence(answer.err), (tmp_path / "out").exists()) == (65, True, False)


def test_a_round_without_mail_takes_no_attachment(say: Say, demo: Path, tmp_path: Path) -> None:
    (tmp_path / "盖章页.pdf").write_bytes(b"%PDF")
    words = ["--draft", "--round", "一上", "--attach", tmp_path / "盖章页.pdf"]
    answer = say("export", demo, "-o", tmp_path / "out", *words)
    assert (answer.code, is_one_sentence(answer.err)) == (64, True)


def test_a_changed_workbook_that_ties_ends_with_three(say: Say, drafted: Path, tmp_path: Path) -> None:
    file = tmp_path / "改过.xlsx"
    workbook = opened(drafted)
    workbook["05"]["A2"] = "别的标题"
    workbook.save(file)
    answer = say("verify", file, "--json")
    assert (answer.code, answer.json["unchanged"]) == (3, False)
    assert list(answer.json["changed"][0]) == ["address", "exported", "found", "sheet", "cell"]


def test_a_cell_that_is_gone_is_named_in_words(say: Say, drafted: Path, tmp_path: Path) -> None:
    file = tmp_path / "改过.xlsx"
    workbook = opened(drafted)
    workbook["05"].delete_rows(next(cell.row for row in workbook["05"] for cell in row if cell.value == "2080505"))
    workbook.save(file)
    lines = say("verify", file).out.splitlines()
    assert "05表的版面：导出时 原来的行和列，现在 插入、删除或移动过" in lines
    row = "05表“2080505 机关事业单位基本养老保险缴费支出”行"
    assert f"{row}“基本支出·人员经费”栏：导出时 36.29，现在 没有了" in lines


def test_a_changed_cell_is_named_as_a_person_finds_it(say: Say, drafted: Path, tmp_path: Path) -> None:
    file = tmp_path / "改过.xlsx"
    workbook = opened(drafted)
    cell = next(cell for row in workbook["05"] for cell in row if cell.value == 290.39)
    cell.value = 99
    workbook["05"]["A2"], workbook["05"]["A99"] = "别的标题", "加的"
    workbook.remove(workbook["08"])
    workbook.save(file)
    lines = say("verify", file).out.splitlines()
    row = cell.row
    assert f"05表 E{row}（“201 一般公共服务支出”行“基本支出·人员经费”栏）：导出时 290.39，现在 99.00" in lines
    assert "05表 A2：导出时 2024年一般公共预算支出表(分功能科目)，现在 别的标题" in lines
    assert "05表 A99：导出时是空的，现在 加的" in lines
    assert "08表不见了" in lines
    assert "这是草稿，不是正式上报的文件。" in lines
    assert re.fullmatch(
        r"112 .*，2024年，二上，第1版（草稿），校验码 \S{4}-\S{4}-\S{3}：导出后有 \d+ 处改动。", lines[-1]
    )


def test_an_import_says_what_it_replaced_and_where_the_copy_is(say: Say, own: Path, tmp_path: Path) -> None:
    made = Workbook()
    page: Any = made.active
    page.title = "基本支出"
    page.append(["单位编码", "功能科目", "经济科目", "金额(万元)"])
    page.append(["112001", "2014001", "30101", 5])
    made.create_sheet("项目").append(["单位编码", "项目名称"])
    made.save(tmp_path / "a.xlsx")
    answer = say("import", own, tmp_path / "a.xlsx")
    assert answer.code == 0
    assert answer.out.splitlines()[0] == "基本支出：原 24 行换成 1 行"
    (copy,) = (own.parent / "backups").iterdir()
    assert str(copy) in answer.out
    assert "“项目”没有填内容，账套里原有的 3 行没有动" in answer.err


def test_a_workbook_goes_out_filled_and_comes_back_in(say: Say, entered: Path, empty: Path, tmp_path: Path) -> None:
    file = tmp_path / "新" / "录入表.xlsx"
    assert say("template", file, "--book", entered).code == 0
    assert say("import", empty, file).code == 0
    assert say("form", empty, "05", "--json").json == say("form", entered, "05", "--json").json


def test_bad_cells_are_listed_one_a_line(say: Say, empty: Path, tmp_path: Path) -> None:
    made = Workbook()
    page: Any = made.active
    page.title = "基本支出"
    page.append(["单位编码", "功能科目", "经济科目", "金额(万元)", "领导批示"])
    page.append(["112001", "2014001", "30101", "很多", ""])
    made.save(tmp_path / "a.xlsx")
    answer = say("import", empty, tmp_path / "a.xlsx")
    assert answer.code == 65
    assert any(line.startswith("基本支出!D2：") for line in answer.err.splitlines())
