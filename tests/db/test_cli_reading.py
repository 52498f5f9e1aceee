"""What the command line says of a book: its forms, what the checks object to, and how each check stands."""

from pathlib import Path

from db.book import Book
from tests.db.command_line import Say, is_one_sentence


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


def test_a_book_without_projects_has_no_project_documents(say: Say, empty: Path) -> None:
    assert say("form", empty, "15", "--json").json == []


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


def test_what_is_within_a_limit_is_not_said_to_be_equal_to_it(say: Say, demo: Path) -> None:
    lines = say("checks", "--book", demo).out.splitlines()
    assert "    ✓ “基本支出” 0.24；对照 0.00" in lines
    assert "    ✓ “控制数”第1行“金额”栏 438.22；应为 438.22" in lines
