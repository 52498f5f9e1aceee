"""Somebody's own list from the command line."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from db import cli
from db.book import Book
from db.entry.tabs import entry_rows
from tests.db.entry_book import entry_book


@pytest.fixture
def book(tmp_path: Path) -> Path:
    with entry_book(tmp_path) as made:
        return made.path


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for line in (("单位", "功能分类", "经济分类", "金额（元）"), ("112001", "2014001", "30211", 15000)):
        sheet.append(line)
    made.save(tmp_path / "明细.xlsx")
    return tmp_path / "明细.xlsx"


def amounts(book: Path) -> list[str]:
    with Book.read(book) as opened:
        return [row.texts["amount"] for row in entry_rows(opened, "basic")]


def test_a_list_goes_behind_the_rows_of_the_named_tab(book: Path, listed: Path) -> None:
    code = cli.main(["import", str(book), str(listed), "--tab", "基本支出"])
    assert (code, amounts(book)) == (0, ["6.20", "1.50"])


def test_a_list_goes_in_their_place(book: Path, listed: Path) -> None:
    cli.main(["import", str(book), str(listed), "--tab", "basic", "--replace"])
    assert amounts(book) == ["1.50"]


def test_what_each_column_was_taken_for_is_told(book: Path, listed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["import", str(book), str(listed), "--tab", "基本支出"])
    assert "“金额（元）” → 金额(万元)" in capsys.readouterr().out


def test_a_tab_that_does_not_exist_ends_with_65_and_the_names_there_are(
    book: Path, listed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = cli.main(["import", str(book), str(listed), "--tab", "工资"])
    assert (code, "基本支出" in capsys.readouterr().err) == (65, True)


def test_replacing_without_a_tab_is_no_use_of_the_command(book: Path, listed: Path) -> None:
    assert cli.main(["import", str(book), str(listed), "--replace"]) == 64
