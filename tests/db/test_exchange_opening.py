"""Workbooks that come by mail are opened carefully, and refused in a sentence that says what to do."""

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName

from db.exchange.opening import WorkbookError, open_workbook, text_of
from db.exchange.screening import MOST_PARTS


def written(path: Path, cells: dict[str, Any], sheet: str = "表") -> Path:
    workbook = Workbook()
    page: Any = workbook.active
    page.title = sheet
    for place, value in cells.items():
        page[place] = value
    workbook.save(path)
    return path


def with_part(path: Path, part: str, content: bytes) -> Path:
    """The workbook with one more part in its archive."""
    with ZipFile(path, "a", ZIP_DEFLATED) as archive:
        archive.writestr(part, content)
    return path


def without_results(path: Path) -> Path:
    """openpyxl writes formulas without cached values, as a program without a calculator does."""
    return written(path, {"A1": "=1+1"})


def with_results(path: Path) -> Path:
    """As Excel saves it: the formula and its result."""
    source = BytesIO(written(path, {"A1": "=1+1"}).read_bytes())
    with ZipFile(source) as old, ZipFile(path, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            if part.endswith("sheet1.xml"):
                content = (
                    content.replace(b"<v></v>", b"<v>2</v>")
                    .replace(b"<v/>", b"<v>2</v>")
                    .replace(b"<v />", b"<v>2</v>")
                )
            new.writestr(part, content)
    return path


def test_cells_come_out_as_a_person_would_type_them(tmp_path: Path) -> None:
    file = written(
        tmp_path / "a.xlsx",
        {
            "A1": "文",
            "B1": 2014001,
            "C1": 334.75,
            "D1": date(2023, 12, 31),
            "E1": True,
            "F1": 2014001.0,
            "G1": " ",
        },
    )
    sheet = open_workbook(file).sheet("表")
    assert sheet is not None
    assert [cell.text for _, row in sheet.rows() for cell in row.values()] == [
        "文", "2014001", "334.75", "2023-12-31", "是", "2014001", " ",
    ]  # fmt: skip


def test_a_time_of_day_stays_visible(tmp_path: Path) -> None:
    file = written(tmp_path / "a.xlsx", {"A1": datetime(2023, 1, 2, 3, 4)})  # noqa: DTZ001
    assert open_workbook(file).sheets[0].cells[1, 1].text == "2023-01-02T03:04:00"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("0.30000000000000004", "0.3"),
        ("1E+2", "100"),
        ("-0.50", "-0.5"),
        ("1234567890123.45", "1234567890123.45"),
    ],
)
def test_the_noise_of_binary_fractions_is_taken_off(number: str, text: str) -> None:
    assert text_of(Decimal(number)) == text


@given(st.integers(-(10**13), 10**13))
def test_every_amount_with_two_decimals_survives_a_spreadsheet(hundredths: int) -> None:
    exact = Decimal(hundredths) / 100
    assert Decimal(text_of(Decimal(repr(float(exact))))) == exact


def test_a_formula_counts_with_its_cached_result(tmp_path: Path) -> None:
    cell = open_workbook(with_results(tmp_path / "a.xlsx")).sheets[0].cells[1, 1]
    assert (cell.text, cell.formula) == ("2", True)


def test_a_formula_without_a_result_is_seen_and_has_no_value(tmp_path: Path) -> None:
    cell = open_workbook(without_results(tmp_path / "a.xlsx")).sheets[0].cells[1, 1]
    assert (cell.value, cell.formula) == (None, True)


def test_a_stray_cell_at_the_far_corner_costs_nothing(tmp_path: Path) -> None:
    file = written(tmp_path / "a.xlsx", {"A1": "文", "XFD1048576": 1})
    assert list(open_workbook(file).sheets[0].cells) == [(1, 1)]


def test_hidden_sheets_and_names_are_read(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.create_sheet("_ysb").sheet_state = "veryHidden"
    workbook.defined_names["YSB_CODE"] = DefinedName("YSB_CODE", attr_text='"7KQ4"')
    workbook.save(tmp_path / "a.xlsx")
    read = open_workbook(tmp_path / "a.xlsx")
    assert read.names == {"YSB_CODE": "7KQ4"}
    assert [sheet.hidden for sheet in read.sheets] == [False, True]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "旧格式"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "打开密码"),
        ("单位编码,金额\n112001,1\n".encode(), "CSV"),
        (b"%PDF-1.4\x00\x00", "是 PDF"),
        (b"Subject: a\r\nX-Unsent: 1\r\n\r\n", "取出附件"),
        (b"SQLite format 3\x00", "打开账套"),
        (b"", "空文件"),
        (b"PK\x03\x04half a file", "不完整"),
    ],
    ids=["xls", "encrypted", "csv", "pdf", "mail", "book", "empty", "half"],
)
def test_what_is_no_workbook_is_refused_by_what_it_is(tmp_path: Path, content: bytes, says: str) -> None:
    (tmp_path / "a.xlsx").write_bytes(content)
    with pytest.raises(WorkbookError, match=says):
        open_workbook(tmp_path / "a.xlsx")


@pytest.mark.parametrize(
    ("part", "content", "says"),
    [
        ("xl/vbaProject.bin", b"x", "宏"),
        ("xl/externalLinks/externalLink1.xml", b"<a/>", "链接"),
        ("xl/media/zeros.bin", bytes(40_000_000), "异常"),
        ("../outside.txt", b"x", "异常"),
    ],
    ids=["macro", "link", "bomb", "outside"],
)
def test_what_a_workbook_must_not_carry_is_refused(tmp_path: Path, part: str, content: bytes, says: str) -> None:
    file = with_part(written(tmp_path / "a.xlsx", {"A1": 1}), part, content)
    with pytest.raises(WorkbookError, match=says):
        open_workbook(file)


def test_too_many_parts_are_refused(tmp_path: Path) -> None:
    file = written(tmp_path / "a.xlsx", {"A1": 1})
    with ZipFile(file, "a") as archive:
        for number in range(MOST_PARTS):
            archive.writestr(f"xl/media/{number}.png", b"")
    with pytest.raises(WorkbookError, match="异常"):
        open_workbook(file)


def test_entities_in_xml_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    source = BytesIO(written(file, {"A1": 1}).read_bytes())
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "cc">]>'
    with ZipFile(source) as old, ZipFile(file, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            new.writestr(part, bomb + content if part == "xl/workbook.xml" else content)
    with pytest.raises(WorkbookError, match="异常"):
        open_workbook(file)


def test_a_broken_part_is_a_sentence_and_no_traceback(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    source = BytesIO(written(file, {"A1": 1}).read_bytes())
    with ZipFile(source) as old, ZipFile(file, "w") as new:
        for part in old.namelist():
            new.writestr(part, b"<broken" if "sheet1" in part else old.read(part))
    with pytest.raises(WorkbookError, match="损坏"):
        open_workbook(file)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match="没有找到文件"):
        open_workbook(tmp_path / "没有.xlsx")


def test_a_folder_is_no_workbook(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match="打不开"):
        open_workbook(tmp_path)
