"""The command line as the design promises it: verbs, JSON, exit codes, one Chinese sentence for what goes wrong."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner
from openpyxl import Workbook

from db import cli
from db.book import Book
from db.exchange.submission import Submission
from tests.db.workbooks import opened


class Answer(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Say = Callable[..., Answer]


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Say:
    """Run a command in this process."""

    def run(*words: str | Path) -> Answer:
        capsys.readouterr()
        code = cli.main([str(word) for word in words])
        said = capsys.readouterr()
        return Answer(code, said.out, said.err)

    return run


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample book, made by its verb."""
    path = tmp_path_factory.mktemp("demo") / "示例.ysb"
    assert cli.main(["demo", str(path)]) == 0
    return path


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """An empty book."""
    path = tmp_path / "账套.ysb"
    new = ["new", str(path), "--year", "2024", "--department", "112", "信访局", "--unit", "112001", "信访局本级"]
    assert cli.main(new) == 0
    return path


@pytest.fixture
def own(demo: Path, tmp_path: Path) -> Path:
    """A copy of the sample book to write into."""
    copy = tmp_path / "自己的.ysb"
    copy.write_bytes(demo.read_bytes())
    return copy


def is_one_sentence(text: str) -> bool:
    return text.count("\n") == 1 and "Traceback" not in text and any("一" <= sign <= "鿿" for sign in text)


def test_every_verb_of_the_design_is_there() -> None:
    verbs = {"new", "demo", "template", "import", "form", "check", "checks", "export", "reopen", "verify"}
    assert set(cli.yusuanben.commands) >= verbs


@pytest.mark.parametrize("verb", sorted(cli.yusuanben.commands))
def test_every_verb_explains_itself_in_chinese(verb: str) -> None:
    said = CliRunner().invoke(cli.yusuanben, [verb, "--help"])
    assert said.exit_code == 0
    assert any("一" <= sign <= "鿿" for sign in said.output)


def test_a_new_book_has_its_department_and_units(say: Say, tmp_path: Path) -> None:
    path = tmp_path / "新文件夹" / "账套.ysb"
    answer = say(
        "new", path, "--year", "2024", "--department", "112", "信访局",
        "--unit", "112001", "本级", "--unit", "112002", "中心", "--amounts", "元",
    )  # fmt: skip
    assert (answer.code, answer.err) == (0, "")
    with Book.read(path) as made:
        assert (made.record().department_code, made.record().amounts.value) == ("112", "元")
        assert made.connection.execute("select code from unit order by position").fetchall() == [
            ("112001",),
            ("112002",),
        ]


def test_a_year_other_than_the_packs_is_allowed_with_a_note(say: Say, tmp_path: Path) -> None:
    answer = say("new", tmp_path / "a.ysb", "--year", "2025", "--department", "112", "甲", "--unit", "112001", "乙")
    assert answer.code == 0
    assert "2025" in answer.err


@pytest.mark.parametrize("option", ["--department", "--unit"])
@pytest.mark.parametrize("last", [True, False], ids=["最后", "中间"])
def test_a_code_without_its_name_is_said_with_an_example(say: Say, tmp_path: Path, option: str, last: bool) -> None:
    both = {"--department": ["--department", "330", "档案馆"], "--unit": ["--unit", "330001", "本级"]}
    words = [*both.pop(option)[:2], *(word for pair in both.values() for word in pair)]
    words = [*words[2:], *words[:2]] if last else words
    answer = say("new", tmp_path / "a.ysb", "--year", "2024", *words)
    code = {"--department": "330", "--unit": "330001"}[option]
    assert (answer.code, answer.err) == (64, f"{option} 要编码和名称两个，例如 {option} {code} 档案馆。\n")


def test_every_option_without_a_name_is_said(say: Say, tmp_path: Path) -> None:
    answer = say("new", tmp_path / "a.ysb", "--year", "2024", "--department", "330", "--unit", "330001")
    assert ("--department 要编码和名称两个" in answer.err, "--unit 要编码和名称两个" in answer.err) == (True, True)


def test_each_of_several_faults_of_a_new_book_is_named(say: Say, tmp_path: Path) -> None:
    answer = say(
        "new", tmp_path / "a.ysb", "--year", "1999", "--department", "330", " ",
        "--unit", "档案馆本级", "330001", "--unit", "2", "甲", "--unit", "2", "乙",
    )  # fmt: skip
    assert (answer.code, is_one_sentence(answer.err)) == (65, True)
    for said in (
        "年度 1999 不在 2000 至 2100 之间", "部门的名称是空的", "像是编码和名称写反了", "单位编码不能重复，“2”",
    ):  # fmt: skip
        assert said in answer.err


@pytest.mark.parametrize("verb", ["new", "demo"])
def test_a_book_without_an_ending_gets_it(say: Say, tmp_path: Path, verb: str) -> None:
    more = ["--year", "2024", "--department", "330", "档案馆", "--unit", "330001", "本级"] if verb == "new" else []
    answer = say(verb, tmp_path / "账套2024", *more)
    assert answer.code == 0
    assert str(tmp_path / "账套2024.ysb") in answer.out
    assert (tmp_path / "账套2024.ysb").exists()


def test_a_template_is_a_workbook(say: Say, tmp_path: Path) -> None:
    answer = say("template", tmp_path / "模板.csv")
    assert (answer.code, is_one_sentence(answer.err), list(tmp_path.iterdir())) == (65, True, [])


def test_an_existing_target_is_never_overwritten(say: Say, book: Path) -> None:
    before = book.read_bytes()
    for words in (
        ["demo", book],
        ["new", book, "--year", "2024", "--department", "1", "甲", "--unit", "11", "乙"],
        ["template", book],
        ["template", book, "--book", book],
    ):
        answer = say(*words)
        assert (answer.code, is_one_sentence(answer.err)) == (65, True)
    assert book.read_bytes() == before


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["没有的命令"],
        ["new", "a.ysb"],
        ["new", "a.ysb", "--year", "二〇二四", "--department", "1", "甲", "--unit", "1", "乙"],
        ["new", "a.ysb", "--year", "2024", "--department", "1", "甲", "--unit", "1", "乙", "--amounts", "角"],
        ["check"],
        ["check", "a.ysb", "--jsn"],
        ["form", "a.ysb"],
        ["export", "a.ysb"],
        ["reopen", "a.ysb"],
    ],
    ids=str,
)
def test_wrong_usage_ends_with_64_and_a_sentence(say: Say, words: list[str]) -> None:
    answer = say(*words)
    assert (answer.code, answer.out, is_one_sentence(answer.err)) == (64, "", True)


def test_an_unknown_form_or_round_ends_with_64(say: Say, demo: Path, tmp_path: Path) -> None:
    for words in (
        ["form", demo, "99"],
        ["form", demo, "15-9"],
        ["export", demo, "-o", tmp_path, "--draft", "--round", "九上"],
    ):
        answer = say(*words)
        assert (answer.code, is_one_sentence(answer.err)) == (64, True)


@pytest.mark.parametrize(
    "verb", [["form", "{}", "05"], ["check", "{}"], ["export", "{}", "-o", "out"], ["verify", "{}"]]
)
def test_a_wrong_or_missing_file_ends_with_65(say: Say, tmp_path: Path, verb: list[str]) -> None:
    wrong = tmp_path / "文本.ysb"
    wrong.write_text("不是账套" * 100, encoding="utf-8")
    for path in (wrong, tmp_path / "没有.ysb"):
        answer = say(*[word.format(path) for word in verb])
        assert (answer.code, is_one_sentence(answer.err)) == (65, True)


def test_a_held_book_can_be_read_but_not_written(say: Say, book: Path, tmp_path: Path) -> None:
    command = (
        "import sys; from pathlib import Path; from db.book import Book\n"
        "with Book.open(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    )
    holding = [sys.executable, "-c", command, str(book)]
    with subprocess.Popen(holding, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        answers = say("check", book).code, say("reopen", book, "--reason", "退回")
        holder.communicate()
    assert answers[0] in (0, 1, 2)
    assert (answers[1].code, is_one_sentence(answers[1].err)) == (65, True)


def test_a_form_as_json_has_the_printed_texts(say: Say, demo: Path) -> None:
    form = say("form", demo, "05", "--json").json
    assert list(form) == ["form", "title", "unit", "columns", "rows", "notes"]
    assert (form["form"], form["unit"]) == ("05", "万元")
    assert form["title"] == "2024年一般公共预算支出表(分功能科目)"
    assert form["columns"][:3] == ["code", "name", "total"]
    row = next(row for row in form["rows"] if row["key"] == "2014001")
    assert row["cells"] == ["2014001", "行政运行", "334.75", "334.75", "290.39", "44.36", ""]


def test_a_form_number_needs_no_leading_zero(say: Say, demo: Path) -> None:
    assert say("form", demo, "5").out == say("form", demo, "05").out


def test_documents_as_json_are_grids_one_a_project(say: Say, demo: Path) -> None:
    whole = say("form", demo, "14", "--json").json
    assert whole["form"] == "14"
    assert whole["columns"] == list("ABCDEFGH")
    assert {len(row["cells"]) for row in whole["rows"]} == {8}
    assert all("/" in row["key"] for row in whole["rows"])
    projects = say("form", demo, "15", "--json").json
    assert [each["form"] for each in projects] == ["15-1", "15-2", "15-3"]
    assert say("form", demo, "15-2", "--json").json == projects[1]


def test_a_book_without_projects_has_no_project_documents(say: Say, book: Path) -> None:
    assert say("form", book, "15", "--json").json == []


def test_an_empty_form_has_its_note(say: Say, demo: Path) -> None:
    form = say("form", demo, "08", "--json").json
    assert (form["rows"], form["notes"]) == ([], ["注：本单位无“三公”经费预算安排的支出"])


def test_a_form_as_text_reads_like_the_form(say: Say, demo: Path) -> None:
    assert "2014001\t行政运行\t334.75\t334.75\t290.39\t44.36" in say("form", demo, "05").out.splitlines()


def test_the_sample_is_complete_and_clean(say: Say, demo: Path) -> None:
    answer = say("check", demo, "--json")
    assert answer.code == 0
    assert all(finding["explanation"] for finding in answer.json["findings"] if finding["severity"] != "hint")


def test_a_finding_names_both_sides(say: Say, own: Path) -> None:
    finding = say("check", own, "--json").json["findings"][0]
    keys = ["check", "severity", "address", "other_address", "left", "right", "message", "explanation"]
    assert list(finding) == [*keys, "basis", "cause"]


def test_errors_end_with_one_and_stop_the_submission(say: Say, own: Path, tmp_path: Path) -> None:
    from db import ledger

    with Book.open(own) as opened:
        ledger.add(opened, "basic", {"unit": "112001", "amount": "很多"})
    assert say("check", own).code == 1
    answer = say("export", own, "-o", tmp_path / "out")
    assert (answer.code, is_one_sentence(answer.err)) == (1, True)
    assert not (tmp_path / "out").exists()


def test_unexplained_warnings_end_with_two(say: Say, own: Path, tmp_path: Path) -> None:
    with Book.open(own) as opened, opened.action("去掉说明"):
        opened.connection.execute("delete from explanation")
    assert say("check", own).code == 2
    assert say("export", own, "-o", tmp_path / "out").code == 2


def test_findings_are_read_as_sentences_in_groups_and_counted(say: Say, own: Path) -> None:
    from db import ledger

    with Book.open(own) as opened:
        ledger.add(opened, "basic", {"unit": "112001", "function": "2014001", "economic": "30201"})
    lines = say("check", own).out.splitlines()
    assert lines[0] == "错误"
    assert lines[1].endswith("栏还没有填金额，请补上。 [entry/basic/25.amount]")
    assert "提示" in lines
    explained = sum("（已说明：" in line for line in lines)
    assert lines[-1] == f"1 个错误，{explained} 条提示（{explained} 条已说明）"


def test_the_checks_of_a_pack_have_no_state_without_a_book(say: Say) -> None:
    checks = say("checks", "--json").json["checks"]
    assert list(checks[0]) == ["id", "severity", "forms", "title", "basis", "state", "comparisons", "reason"]
    assert {check["state"] for check in checks} == {None}


def test_the_checks_of_a_book_show_both_sides_of_every_comparison(say: Say, demo: Path) -> None:
    checks = say("checks", "--json", "--book", demo).json["checks"]
    assert {check["state"] for check in checks} <= {"holds", "broken", "explained", "overridden", "not applicable"}
    compared = [comparison for check in checks for comparison in check["comparisons"]]
    assert list(compared[0]) == ["address", "left", "other_address", "right", "holds"]


def test_the_checks_of_a_book_are_told_in_plain_chinese(say: Say, demo: Path) -> None:
    head, *lines = say("checks", "--book", demo).out.splitlines()
    assert head.startswith("共 ")
    assert "  国有资本经营预算支出表每行各栏相加正确：没有国有资本经营预算支出" in lines
    assert any(line.startswith("    ✓ 01表“收 入 总 计”行") for line in lines)


def test_without_a_book_each_check_is_told_with_how_grave_it_is_in_which_round(say: Say) -> None:
    assert (
        "  公开咨询电话已填（一上参考，二上提示，公开错误）：预算公开要有公开咨询电话" in say("checks").out.splitlines()
    )


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


def test_a_changed_workbook_that_ties_ends_with_three(say: Say, demo: Path, tmp_path: Path) -> None:
    file, *_ = say("export", demo, "-o", tmp_path, "--draft").out.split()
    workbook = opened(file)
    workbook["05"]["A2"] = "别的标题"
    workbook.save(file)
    answer = say("verify", file, "--json")
    assert (answer.code, answer.json["unchanged"]) == (3, False)
    assert list(answer.json["changed"][0]) == ["address", "exported", "found", "sheet", "cell"]


def test_a_cell_that_is_gone_is_named_in_words(say: Say, demo: Path, tmp_path: Path) -> None:
    file, *_ = say("export", demo, "-o", tmp_path, "--draft").out.split()
    workbook = opened(file)
    workbook["05"].delete_rows(next(cell.row for row in workbook["05"] for cell in row if cell.value == "2080505"))
    workbook.save(file)
    lines = say("verify", file).out.splitlines()
    assert "05表的版面：导出时 原来的行和列，现在 插入、删除或移动过" in lines
    row = "05表“2080505 机关事业单位基本养老保险缴费支出”行"
    assert f"{row}“基本支出·人员经费”栏：导出时 36.29，现在 没有了" in lines


def test_what_is_within_a_limit_is_not_said_to_be_equal_to_it(say: Say, demo: Path) -> None:
    lines = say("checks", "--book", demo).out.splitlines()
    assert "    ✓ “基本支出” 0.24；对照 0.00" in lines
    assert "    ✓ “控制数”第1行“金额”栏 438.22；应为 438.22" in lines


def test_a_changed_cell_is_named_as_a_person_finds_it(say: Say, demo: Path, tmp_path: Path) -> None:
    file, *_ = say("export", demo, "-o", tmp_path, "--draft").out.split()
    workbook = opened(file)
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


def test_a_workbook_goes_out_filled_and_comes_back_in(say: Say, demo: Path, book: Path, tmp_path: Path) -> None:
    file = tmp_path / "新" / "录入表.xlsx"
    assert say("template", file, "--book", demo).code == 0
    assert say("import", book, file).code == 0
    assert say("form", book, "05", "--json").json == say("form", demo, "05", "--json").json


def test_bad_cells_are_listed_one_a_line(say: Say, book: Path, tmp_path: Path) -> None:
    made = Workbook()
    page: Any = made.active
    page.title = "基本支出"
    page.append(["单位编码", "功能科目", "经济科目", "金额(万元)", "领导批示"])
    page.append(["112001", "2014001", "30101", "很多", ""])
    made.save(tmp_path / "a.xlsx")
    answer = say("import", book, tmp_path / "a.xlsx")
    assert answer.code == 65
    assert any(line.startswith("基本支出!D2：") for line in answer.err.splitlines())


def test_what_cannot_be_written_ends_with_74(say: Say, demo: Path, tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("占着位置", encoding="utf-8")
    for words in (["export", demo, "-o", tmp_path / "文件", "--draft"], ["template", tmp_path / "文件" / "a.xlsx"]):
        answer = say(*words)
        assert (answer.code, is_one_sentence(answer.err)) == (74, True)


def test_a_bug_is_a_sentence_too(demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def broken(made: Submission) -> dict[str, bytes]:
        raise RuntimeError(made.stem)

    assert cli.main(["export", str(demo), "-o", str(tmp_path), "--draft"], faces={"pdf": broken}) == 70
    assert is_one_sentence(capsys.readouterr().err)
    assert list(tmp_path.iterdir()) == []


def test_a_pipe_gets_utf8_whatever_the_machine_speaks(demo: Path) -> None:
    command = "import sys; from db.cli import main; sys.exit(main(sys.argv[1:]))"
    environment = {**os.environ, "PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0"}
    said = subprocess.run(
        [sys.executable, "-c", command, "form", str(demo), "05"], capture_output=True, env=environment, check=True
    )
    assert "行政运行" in said.stdout.decode("utf-8")


def test_reading_verbs_leave_the_book_as_it_is(say: Say, demo: Path, tmp_path: Path) -> None:
    before = demo.read_bytes(), sorted(path.name for path in demo.parent.iterdir())
    for words in (
        ["check", demo],
        ["form", demo, "01"],
        ["checks", "--book", demo],
        ["export", demo, "-o", tmp_path, "--draft"],
    ):
        say(*words)
    assert (demo.read_bytes(), sorted(path.name for path in demo.parent.iterdir())) == before
