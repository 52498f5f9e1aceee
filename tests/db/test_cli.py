"""The command line as the design promises it: verbs, exit codes, one Chinese sentence for what goes wrong."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from db import cli
from db.book import Book
from db.exchange.submission import Submission
from tests.db.command_line import Say, is_one_sentence


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


def test_the_sample_is_made_by_its_verb(say: Say, demo: Path, tmp_path: Path) -> None:
    assert say("demo", tmp_path / "示例.ysb").code == 0
    assert say("form", tmp_path / "示例.ysb", "05").out == say("form", demo, "05").out


def test_a_template_is_a_workbook(say: Say, tmp_path: Path) -> None:
    answer = say("template", tmp_path / "模板.csv")
    assert (answer.code, is_one_sentence(answer.err), list(tmp_path.iterdir())) == (65, True, [])


def test_an_existing_target_is_never_overwritten(say: Say, empty: Path) -> None:
    before = empty.read_bytes()
    for words in (
        ["demo", empty],
        ["new", empty, "--year", "2024", "--department", "1", "甲", "--unit", "11", "乙"],
        ["template", empty],
        ["template", empty, "--book", empty],
    ):
        answer = say(*words)
        assert (answer.code, is_one_sentence(answer.err)) == (65, True)
    assert empty.read_bytes() == before


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


def test_a_held_book_can_be_read_but_not_written(say: Say, empty: Path, tmp_path: Path) -> None:
    command = (
        "import sys; from pathlib import Path; from db.book import Book\n"
        "with Book.open(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    )
    holding = [sys.executable, "-c", command, str(empty)]
    with subprocess.Popen(holding, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        answers = say("check", empty).code, say("reopen", empty, "--reason", "退回")
        holder.communicate()
    assert answers[0] in (0, 1, 2)
    assert (answers[1].code, is_one_sentence(answers[1].err)) == (65, True)


def test_what_cannot_be_written_ends_with_74(say: Say, entered: Path, tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("占着位置", encoding="utf-8")
    for words in (["export", entered, "-o", tmp_path / "文件", "--draft"], ["template", tmp_path / "文件" / "a.xlsx"]):
        answer = say(*words)
        assert (answer.code, is_one_sentence(answer.err)) == (74, True)


def test_a_bug_is_a_sentence_too(entered: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def broken(made: Submission) -> dict[str, bytes]:
        raise RuntimeError(made.stem)

    words = ["export", str(entered), "-o", str(tmp_path / "out"), "--draft", "--round", "二上"]
    assert cli.main(words, faces={"pdf": broken}) == 70
    assert is_one_sentence(capsys.readouterr().err)
    assert not (tmp_path / "out").exists()


def test_a_pipe_gets_utf8_whatever_the_machine_speaks(demo: Path) -> None:
    command = "import sys; from db.cli import main; sys.exit(main(sys.argv[1:]))"
    environment = {**os.environ, "PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0"}
    said = subprocess.run(
        [sys.executable, "-c", command, "form", str(demo), "05"], capture_output=True, env=environment, check=True
    )
    assert "行政运行" in said.stdout.decode("utf-8")


def test_reading_verbs_leave_the_book_as_it_is(
    say: Say, entered: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    before = entered.read_bytes(), sorted(path.name for path in entered.parent.iterdir())
    for words in (
        ["check", entered],
        ["form", entered, "01"],
        ["checks", "--book", entered],
        ["export", entered, "-o", tmp_path_factory.mktemp("out"), "--draft"],
    ):
        say(*words)
    assert (entered.read_bytes(), sorted(path.name for path in entered.parent.iterdir())) == before
