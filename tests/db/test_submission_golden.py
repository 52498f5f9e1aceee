"""The submission workbook of the sample as another library reads it: its structure, and every value of every form.

`GOLDEN=update python -m pytest tests/db/test_submission_golden.py` writes the golden file anew; look at what changed.
"""

import os
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from python_calamine import CalamineWorkbook

from db.book import Book
from db.exchange import submission
from db.exchange.marks import SHEET, read_marks
from db.exchange.opening import open_workbook
from db.exchange.paint import number_of
from db.exchange.submission import Submission
from db.exchange.workbook import workbook_face
from tests.db.sample_book import sample_book

GOLDEN = Path(__file__).parents[1] / "golden" / "submission.txt"


class Written(NamedTuple):
    """A submission, its workbook as calamine reads it, and where the rows of its forms were put."""

    submission: Submission
    workbook: Any
    first: dict[str, tuple[int, ...]]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    folder = tmp_path_factory.mktemp("golden")
    with Book.read(sample_book(folder)) as book:
        gathered = submission.gather(book, draft=True)
    ((name, content),) = workbook_face(gathered).items()
    (folder / name).write_bytes(content)
    hidden = open_workbook(folder / name).sheet(SHEET)
    marks = read_marks(hidden) if hidden else None
    assert marks is not None
    first = {one.sheet: one.first for one in marks.sheets}
    return Written(gathered, CalamineWorkbook.from_path(folder / name), first)


def grid(written: Written, name: str) -> list[list[Any]]:
    rows: list[list[Any]] = written.workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    return rows


def outline(written: Written) -> str:
    """A line a worksheet that people see: name, rows by columns, merged areas, digest of its texts, its first text."""
    lines = []
    for name in written.workbook.sheet_names:
        if name.startswith("_ysb"):
            continue
        sheet, rows = written.workbook.get_sheet_by_name(name), grid(written, name)
        texts = "\n".join("\t".join(map(str, row)) for row in rows)
        merged = len(sheet.merged_cell_ranges or ())
        size = f"{len(rows)}×{max(map(len, rows))}"
        digest = sha256(texts.encode()).hexdigest()[:12]
        lines.append(f"{name} | {size} | {merged} merged | {digest} | {rows[0][0] or rows[1][0]}")
    return "\n".join(lines) + "\n"


def test_the_structure_is_the_golden_one(written: Written) -> None:
    found = outline(written)
    if os.environ.get("GOLDEN") == "update":
        GOLDEN.write_text(found, encoding="utf-8")
    assert found == GOLDEN.read_text(encoding="utf-8")


def test_every_value_of_every_form_is_there_and_nothing_else(written: Written) -> None:
    for sheet in written.submission.forms:
        first, rows = written.first[sheet.name], grid(written, sheet.name)
        expected: dict[tuple[int, int], object] = {}
        for cell in sheet.cells:
            number = number_of(cell, written.submission.cover.amounts)
            if number is not None or cell.text:
                expected[first[cell.row] - 1, cell.column] = cell.text if number is None else Decimal(number)
        found = {
            (row, column): Decimal(repr(value)) if isinstance(value, float) else value
            for row, line in enumerate(rows)
            for column, value in enumerate(line)
            if value != ""
        }
        assert found == expected, sheet.name
