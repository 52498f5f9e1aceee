"""`yusuanben verify`: which book and revision a workbook is, and whether paper and file are the same."""

import json
from pathlib import Path

import pytest

from db import cli
from tests.books.make import BOOKS
from tests.db.workbooks import opened

FILE = BOOKS / "submission-1.xlsx"
PROVES = "校验码由各表和情况说明算出，只能发现差错和拿错版本，不能证明真伪；真伪以签字盖章为准。"


@pytest.fixture(scope="module")
def code() -> str:
    """The code that is printed on the workbook."""
    return str(opened(FILE).defined_names["YSB_CODE"].value).strip('"')


def said(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, list[str], str]:
    capsys.readouterr()
    outcome = cli.main(["verify", *map(str, words)])
    told = capsys.readouterr()
    return outcome, told.out.splitlines(), told.err


def test_book_and_revision_and_what_the_code_proves_are_said(capsys: pytest.CaptureFixture[str], code: str) -> None:
    outcome, lines, _ = said(capsys, FILE)
    assert outcome == 0
    assert lines[-2:] == [PROVES, f"112 样例区样例局，2024年，一上，第1版，校验码 {code}：导出后没有改动。"]


@pytest.mark.parametrize(
    "spoken", [str, str.lower, lambda it: it.replace("-", " "), lambda it: it.replace("0", "o").replace("1", "l")]
)
def test_a_code_that_was_heard_right_is_the_same(capsys: pytest.CaptureFixture[str], code: str, spoken: object) -> None:
    assert callable(spoken)
    outcome, lines, _ = said(capsys, FILE, "--code", spoken(code))
    assert (outcome, lines[-2]) == (0, f"校验码 {code} 与文件一致：是同一份。")


def test_a_code_of_another_version_is_not_and_ends_with_three(capsys: pytest.CaptureFixture[str], code: str) -> None:
    outcome, lines, _ = said(capsys, FILE, "--code", "7KQ4-9MXT-2RK")
    assert (outcome, lines[-2]) == (3, f"校验码 7KQ4-9MXT-2RK 与文件的 {code} 不一致：不是同一份，请核对版次。")


@pytest.mark.parametrize("misheard", ["7KQ4-9MXT-2R3", "7KQ4-9MTX-2RK", "7KQ4-9MXT-2R", "", "完全不对"])
def test_a_misheard_code_is_a_slip_of_whoever_typed_it(capsys: pytest.CaptureFixture[str], misheard: str) -> None:
    outcome, lines, error = said(capsys, FILE, "--code", misheard)
    assert (outcome, lines) == (64, [])
    assert f"校验码“{misheard}”抄错了" in error


def test_the_code_of_a_workbook_that_was_changed_since_is_not_enough(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, code: str
) -> None:
    workbook = opened(FILE)
    workbook["05"]["A2"] = "别的标题"
    workbook.save(tmp_path / "改过.xlsx")
    outcome, lines, _ = said(capsys, tmp_path / "改过.xlsx", "--code", code)
    assert outcome == 3
    assert lines[-2].startswith(f"校验码 {code} 与文件上写的一致，但文件导出后改动过")


def test_a_workbook_without_a_code_cannot_be_compared(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, code: str
) -> None:
    workbook = opened(FILE)
    del workbook["_ysb"]
    for name in list(workbook.defined_names):
        del workbook.defined_names[name]
    workbook.save(tmp_path / "别人的.xlsx")
    _, lines, _ = said(capsys, tmp_path / "别人的.xlsx", "--code", code)
    assert f"文件里没有校验码，不能与 {code} 比对。" in lines
    assert PROVES not in lines


def test_for_machines_the_answer_is_a_truth_value(capsys: pytest.CaptureFixture[str], code: str) -> None:
    _, lines, _ = said(capsys, FILE, "--json", "--code", "7KQ4-9MXT-2RK")
    found = json.loads("\n".join(lines))
    assert (found["code"], found["heard"], found["same"]) == (code, "7KQ4-9MXT-2RK", False)
