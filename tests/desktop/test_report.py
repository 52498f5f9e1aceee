"""The report of a failure: types, places and plain words, and nothing that was typed or counted."""

import json
import os
import re
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.plain import GONE, TEMPLATES, plain
from desktop.report import KEPT, place, report, write


def told(error: BaseException) -> str:
    """The report of an exception that was raised here."""
    try:
        raise error
    except BaseException as caught:
        return report(caught)


ROWS: dict[str, str] = {}
WORDS = frozenset(re.findall("[A-Za-z]+", " ".join(TEMPLATES))) | {"str", "int", "NoneType"}


def words_of(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", text))


@given(st.text() | st.from_regex(r"[A-Za-z]+( [A-Za-z]+){0,3}", fullmatch=True))
def test_no_word_comes_through_for_looking_plain(text: str) -> None:
    assert words_of(plain(text)) <= WORDS


@given(st.sampled_from(TEMPLATES), st.lists(st.from_regex("[A-Z][a-z]+ [A-Z][a-z]+[0-9]*"), min_size=4, max_size=4))
def test_of_what_python_says_the_part_that_is_put_in_does_not_come_through(template: str, put: list[str]) -> None:
    said = plain(template.format(*put))
    assert words_of(said) <= WORDS
    assert not any(sign.isdigit() for sign in said)


@pytest.mark.parametrize("name", ["Laptop Zhang", "laptop"])
def test_chained_exceptions_say_as_little(name: str) -> None:
    try:
        try:
            raise KeyError(name)
        except KeyError:
            raise ValueError(name)  # noqa: B904 - what follows from what is the question
    except ValueError as error:
        said = [line for line in report(error).splitlines() if "Error" in line]
    assert said == [f"builtins.KeyError: {GONE}", f"builtins.ValueError: {GONE}"]


@pytest.mark.parametrize(
    ("message", "kept"),
    [
        ("division by zero", "division by zero"),
        ("'NoneType' object has no attribute 'text'", f"'NoneType' object has no attribute '{GONE}'"),
        ("no such table: form_05", f"no such table: {GONE}"),
        ("not enough values to unpack (expected 2, got 75)", "not enough values to unpack (expected #, got #)"),
        ("invalid literal for int() with base 10: 'Laptop Zhang'", f"invalid literal for int() with base #: {GONE}"),
        ("list index out of range: 1,234.56", GONE),
        ("Laptop Zhang", GONE),
        ("amount", GONE),
        ("75.30万元", GONE),
        ("'2014001'", GONE),
        ("no such", GONE),
        ("", ""),
    ],
)
def test_what_is_kept_of_a_message(message: str, kept: str) -> None:
    assert plain(message) == kept


def test_what_stands_in_the_code_that_failed_is_kept() -> None:
    def fail(way: int) -> None:
        if way == 1:
            raise RuntimeError("no book is open")
        if way == 2:
            ROWS["amount"]
        way.text  # type: ignore[attr-defined]  # noqa: B018 - it is no value

    said = []
    for way in range(3):
        try:
            fail(way)
        except (AttributeError, LookupError, RuntimeError) as error:
            said.append(report(error).splitlines()[1])
    assert said == [
        "builtins.AttributeError: 'int' object has no attribute 'text'",
        "builtins.RuntimeError: no book is open",
        "builtins.KeyError: 'amount'",
    ]


@pytest.mark.parametrize("name", ["Laptop"])
def test_the_system_and_sqlite_are_told_by_their_own_names(name: str) -> None:
    said = []
    for fail in (lambda: Path(f"/{name}/book").read_text("utf-8"), lambda: sqlite3.connect(":memory:").execute(name)):
        try:
            fail()
        except (OSError, sqlite3.Error) as error:
            said.append(report(error).splitlines()[1])
    assert said == [
        f"builtins.FileNotFoundError: ENOENT {GONE}",
        f'sqlite3.OperationalError: SQLITE_ERROR near "{GONE}": syntax error',
    ]


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
