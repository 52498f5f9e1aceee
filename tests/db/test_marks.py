"""The marks of an export come back out of their hidden worksheet, however many they are and whoever wrote them."""

from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from db.disclosure.runs import clean
from db.exchange.marks import SHEET, Mark, Marks, PageMark, SheetMark, canonical, found_value, read_marks, write_marks
from db.exchange.opening import MOST_CELLS, MOST_ROWS, WorkbookError, open_workbook
from db.exchange.paint import put_text
from db.forms.sheet import Cell
from db.money import AmountUnit
from tests.db.awkward import LOOK_ALIKES, TEXTS
from tests.db.hostile import packed, row, sheet, text
from tests.db.hostile import workbook as workbook_of

# Of three hundred projects there are as many.
MANY = tuple(
    Mark(
        f"15-{number // 80}",
        f"B{number % 80 + 1}",
        f"15/项目{number // 80}!cell{number % 80}.text",
        "amount",
        "825160000",
    )
    for number in range(72_000)
)
SHEETS = (SheetMark("15-1", "15", 5, (1, 2, 4)), SheetMark("05", "05", 6, (1,)))
PAGES = (PageMark("封面", 2, ("B9", "B10")), PageMark("目录", 2))


def saved(path: Path, workbook: Any) -> Path:
    workbook.save(path)
    return path


def read(path: Path) -> Marks | None:
    page = open_workbook(path).sheet(SHEET)
    assert page is not None
    return read_marks(page)


def test_the_marks_of_a_large_book_come_back_out_of_a_few_cells(tmp_path: Path) -> None:
    marks = Marks(SHEETS, MANY, PAGES, "abc")
    workbook: Any = Workbook()
    write_marks(workbook, marks)
    assert workbook[SHEET].max_row < 2_000
    assert read(saved(tmp_path / "a.xlsx", workbook)) == marks


def test_any_text_comes_back(tmp_path: Path) -> None:
    texts = [said for said in LOOK_ALIKES if "\x00" not in said]
    marks = Marks((), tuple(Mark("01", "A1", f"01!{said}", "text", said) for said in texts), PAGES)
    workbook: Any = Workbook()
    write_marks(workbook, marks)
    assert max(len(cell.value) for row in workbook[SHEET] for cell in row) < 32_767
    assert read(saved(tmp_path / "a.xlsx", workbook)) == marks


def test_marks_of_the_version_before_are_read_to_the_last(tmp_path: Path) -> None:
    """A row was a mark: they were cut off where a worksheet of figures is."""
    cells = MANY[:MOST_ROWS]
    rows = [("ysb", "2"), ("05", "1", "05", "sheet", "6"), ("封面", "B9 B10", None, "page", "2")]
    rows += [(None, None, "abc", "entries", None)]
    rows += [(one.sheet, one.place, one.address, one.type, one.value) for one in cells]
    lines = [
        row(at, (text(column, at, said) for column, said in enumerate(line, start=1) if said is not None))
        for at, line in enumerate(rows, start=1)
    ]
    parts = workbook_of([sheet(lines)])
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace("表1".encode(), SHEET.encode())
    assert read(packed(tmp_path / "a.xlsx", parts)) == Marks(SHEETS[1:], cells, PAGES[:1], "abc")


def test_more_than_is_ever_looked_at_is_refused_and_not_cut_off(tmp_path: Path) -> None:
    rows = [row(number, "<c><v>1</v></c>" * 100) for number in range(1, MOST_CELLS // 100 + 2)]
    parts = workbook_of([sheet(rows)])
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace("表1".encode(), SHEET.encode())
    with pytest.raises(WorkbookError, match="内容太多"):
        open_workbook(packed(tmp_path / "a.xlsx", parts))


@settings(max_examples=10)
@given(texts=st.lists(TEXTS, min_size=1, max_size=20))
def test_what_counts_of_a_text_is_what_the_workbook_prints(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    texts = [*texts, "\x0b\x1f尾\ufffe", "\uffff", "\x00\x08", "\x7f\x85\u2028"]
    workbook: Any = Workbook()
    page = workbook.active
    for line, said in enumerate(texts, start=1):
        put_text(page.cell(line, 1), said)
    (found,) = open_workbook(saved(tmp_path_factory.mktemp("any") / "a.xlsx", workbook)).sheets
    cells = [Cell(row=0, column=0, text=said, value=said) for said in texts]
    printed = [found_value(found.cells.get((line, 1)), "text", AmountUnit.WAN) for line in range(1, len(texts) + 1)]
    assert printed == [canonical(cell) for cell in cells]
    # A document says the same.
    assert [normalize("NFC", clean(said)) for said in texts] == printed
