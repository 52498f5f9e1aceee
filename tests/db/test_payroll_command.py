"""`yusuanben payroll`: a wage table from a file, all or nothing."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from db import cli
from db.book import Book
from tests.db.entry_book import entry_book, stored

ROWS: list[list[object]] = [["功能科目", "基本工资", "奖金", "合计"], ["2014001", 753000, 1389300, 2142300]]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    with entry_book(tmp_path) as made:
        return made.path


def workbook(path: Path, rows: list[list[object]]) -> Path:
    made = Workbook()
    cover = made.active
    assert cover is not None
    cover.append(["封面"])
    sheet = made.create_sheet("工资")
    for row in rows:
        sheet.append(row)
    made.save(path)
    return path


def written(book: Path) -> list[tuple[object, ...]]:
    with Book.read(book) as opened:
        return stored(opened, "expenditure", "economic, amount")[2:]


def test_a_workbook_with_a_wage_table_becomes_lines(book: Path, tmp_path: Path) -> None:
    source = workbook(tmp_path / "工资.xlsx", ROWS)
    code = cli.main(["payroll", str(book), str(source), "--unit", "112001"])
    assert (code, written(book)) == (0, [("30101", 75_300_000), ("30103", 138_930_000)])


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_csv_as_excel_writes_it_is_read(book: Path, tmp_path: Path, encoding: str) -> None:
    source = tmp_path / "工资.csv"
    source.write_text("功能科目,基本工资,奖金\n2014001,75.3,138.93\n", encoding=encoding)
    assert cli.main(["payroll", str(book), str(source), "--unit", "112001"]) == 0
    assert written(book) == [("30101", 75_300_000), ("30103", 138_930_000)]


def test_yuan_is_taken_at_its_word(book: Path, tmp_path: Path) -> None:
    source = workbook(tmp_path / "工资.xlsx", [["功能科目", "基本工资"], ["2014001", 800]])
    cli.main(["payroll", str(book), str(source), "--unit", "112001", "--yuan"])
    assert written(book) == [("30101", 80_000)]


def test_a_wrong_total_stops_everything_until_told_otherwise(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = workbook(tmp_path / "工资.xlsx", [ROWS[0], ["2014001", 753000, 1389300, 2142301]])
    words = ["payroll", str(book), str(source), "--unit", "112001"]
    code = cli.main(words)
    said, kept = capsys.readouterr().err, written(book)
    assert (code, "D2 “合计”写的是 2,142,301，各项相加是 2,142,300，相差 1。" in said, kept) == (65, True, [])
    assert (cli.main([*words, "--as-is"]), len(written(book))) == (0, 2)


def test_a_missing_unit_is_said_and_nothing_is_written(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = cli.main(["payroll", str(book), str(workbook(tmp_path / "工资.xlsx", ROWS))])
    assert (code, "有几个单位" in capsys.readouterr().err, written(book)) == (65, True, [])


def test_a_file_without_a_wage_table_says_what_one_is(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = cli.main(["payroll", str(book), str(workbook(tmp_path / "别的.xlsx", [["姓名", "电话"]]))])
    assert (code, "没有认出工资表" in capsys.readouterr().err) == (65, True)


def test_a_table_that_says_nothing_new_changes_nothing(book: Path, tmp_path: Path) -> None:
    source = workbook(tmp_path / "工资.xlsx", [["功能科目", "办公费", "印刷费"], ["2014001", 6.2, None]])
    before = book.stat().st_mtime_ns
    code = cli.main(["payroll", str(book), str(source), "--unit", "112001"])
    assert (code, book.stat().st_mtime_ns) == (0, before)


def test_what_the_table_does_not_say_is_said_by_options(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.main(["payroll", str(book), str(workbook(tmp_path / "工资.xlsx", [ROWS[0][1:], ROWS[1][1:]]))])
    assert "单位用 --unit 单位编码 写明，功能科目用 --function 写明" in capsys.readouterr().err
