"""The report of a failure: types, places and plain words, and nothing that was typed or counted."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.plain import GONE, plain
from desktop.report import KEPT, place, report, write


def told(error: BaseException) -> str:
    """The report of an exception that was raised here."""
    try:
        raise error
    except BaseException as caught:
        return report(caught)


@given(st.text())
def test_no_digit_and_nothing_but_ascii_comes_through(text: str) -> None:
    said = plain(text).replace(GONE, "")
    assert said.isascii()
    assert not any(sign.isdigit() for sign in said)


@given(st.text(), st.text())
def test_chained_exceptions_say_as_little(first: str, second: str) -> None:
    try:
        try:
            raise KeyError(first)
        except KeyError:
            raise ValueError(second)  # noqa: B904 - what follows from what is the question
    except ValueError as error:
        said = [line for line in report(error).splitlines() if "Error" in line]
    expected = [f"builtins.KeyError: {plain(str(KeyError(first)))}", f"builtins.ValueError: {plain(second)}"]
    assert said == [line.removesuffix(": ") for line in expected]


@pytest.mark.parametrize(
    ("message", "kept"),
    [
        ("division by zero", "division by zero"),
        ("'NoneType' object has no attribute 'text'", "'NoneType' object has no attribute 'text'"),
        ("list index out of range: 1,234.56", "list index out of range: #"),
        ("75.30万元", GONE),
        ("'2014001'", GONE),
        ("'wang li'", GONE),
        ("信访局 has no head", f"{GONE} has no head"),
        (
            "[Errno 2] No such file or directory: '/mnt/u/yusuan.ysb'",
            f"[Errno #] No such file or directory: {GONE}",
        ),
        (r"cannot open C:\Users\wang\yusuan.ysb", f"cannot open {GONE}"),
        ("mail to wang@example.org", f"mail to {GONE}"),
    ],
)
def test_what_is_kept_of_a_message(message: str, kept: str) -> None:
    assert plain(message) == kept


def test_a_frame_is_told_by_file_line_and_function() -> None:
    assert "  tests/desktop/test_report.py:" in told(ZeroDivisionError())


def test_the_text_of_the_code_is_not_told() -> None:
    assert "raise error" not in told(ZeroDivisionError())


def test_a_file_of_a_library_is_told_from_the_library_on() -> None:
    assert place("/opt/p/lib/python3.11/site-packages/jinja2/runtime.py") == "jinja2/runtime.py"


def test_a_file_of_python_is_told_by_its_name_only() -> None:
    assert place(json.__file__) == "__init__.py"


def test_the_parts_of_a_group_are_told() -> None:
    assert "builtins.KeyError" in told(ExceptionGroup("", [KeyError("甲")]))


def test_exceptions_that_cause_each_other_come_to_an_end() -> None:
    first, second = ValueError("first"), ValueError("second")
    first.__cause__, second.__cause__ = second, first
    assert report(first).count("builtins.ValueError") == 2


def test_an_exception_that_cannot_say_what_it_is_is_told_by_its_type() -> None:
    class Mute(Exception):  # noqa: N818 - as somebody else might call it
        def __str__(self) -> str:
            raise ValueError

    assert "Mute\n" in told(Mute())


def test_only_the_newest_reports_are_kept(tmp_path: Path) -> None:
    for number in range(KEPT + 5):
        (tmp_path / f"20240101-0000{number:02}.txt").touch()
    newest = write("报告", tmp_path)
    left = sorted(path.name for path in tmp_path.iterdir())
    assert newest is not None
    assert (len(left), left[-1]) == (KEPT, newest.name)


def test_where_no_report_can_be_written_there_is_none(tmp_path: Path) -> None:
    (tmp_path / "log").touch()
    assert write("报告", tmp_path / "log") is None


def test_two_reports_of_one_second_are_both_there(tmp_path: Path) -> None:
    paths = {write("甲\n", tmp_path), write("乙\n", tmp_path)}
    assert sorted("".join(path.read_text("utf-8") for path in paths if path).split()) == ["乙", "甲"]


def test_the_user_is_not_named() -> None:
    assert os.fspath(Path.cwd()) not in told(FileNotFoundError(2, "No such file", os.fspath(Path.cwd())))
