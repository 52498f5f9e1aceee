"""What Excel calls a damaged file, and other readers let pass: none of it is in a submission."""

import re
from collections.abc import Iterator
from itertools import combinations, pairwise
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from openpyxl.worksheet.cell_range import CellRange

from db import ledger
from db.book import Book
from db.exchange.gathering import gather
from db.exchange.workbook import workbook_face
from db.forms.sheet import Binding
from db.sample import make

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

# CT_Worksheet is a sequence: Excel takes no other order.
ORDER = (
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection"),
    *("protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells"),
    *("phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins"),
    *("pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors"),
    *("smartTags", "drawing", "legacyDrawing"),
)


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The parts of the sample's workbook, of an office whose name is as long as a name may be."""
    folder = tmp_path_factory.mktemp("complaints")
    make(folder / "示例.ysb")
    with Book.open(folder / "示例.ysb") as book:
        name = Binding("book", "book", 1, "budget_name")
        ledger.change(book, [ledger.Edit(name, "武汉市江汉区&“预算”" * 18)])
        assert not book.connection.execute("select * from pending").fetchall()
        ((file, content),) = workbook_face(gather(book, draft=True)).items()
    (folder / file).write_bytes(content)
    with ZipFile(folder / file) as archive:
        return {part: archive.read(part) for part in archive.namelist()}


def worksheets(parts: dict[str, bytes]) -> Iterator[ElementTree.Element]:
    yield from (ElementTree.fromstring(parts[name]) for name in parts if name.startswith("xl/worksheets/sheet"))


def test_no_two_merged_areas_share_a_cell(parts: dict[str, bytes]) -> None:
    for sheet in worksheets(parts):
        areas = [CellRange(str(area.get("ref"))) for area in sheet.iter(f"{MAIN}mergeCell")]
        assert all(one.isdisjoint(other) for one, other in combinations(areas, 2))


def test_the_parts_of_a_worksheet_stand_in_the_order_of_the_standard(parts: dict[str, bytes]) -> None:
    for sheet in worksheets(parts):
        found = [ORDER.index(part.tag.removeprefix(MAIN)) for part in sheet]
        assert found == sorted(found)


def test_no_margin_is_longer_than_a_margin_may_be(parts: dict[str, bytes]) -> None:
    for sheet in worksheets(parts):
        for margin in ("oddHeader", "oddFooter"):
            assert all(len(one.text or "") <= 255 for one in sheet.iter(f"{MAIN}{margin}"))


def test_no_row_is_taller_and_no_column_wider_than_there_can_be(parts: dict[str, bytes]) -> None:
    for sheet in worksheets(parts):
        assert all(float(row.get("ht") or 0) <= 409 for row in sheet.iter(f"{MAIN}row"))
        assert all(float(column.get("width") or 0) <= 255 for column in sheet.iter(f"{MAIN}col"))


def test_no_columns_are_described_twice_and_they_come_in_order(parts: dict[str, bytes]) -> None:
    for sheet in worksheets(parts):
        spans = [(int(one.get("min") or 0), int(one.get("max") or 0)) for one in sheet.iter(f"{MAIN}col")]
        assert all(last < first for (_, last), (first, _) in pairwise(spans))


def test_no_cell_holds_a_formula_or_more_than_a_cell_can(parts: dict[str, bytes]) -> None:
    for sheet in worksheets(parts):
        assert sheet.find(f".//{MAIN}f") is None
        assert all(len("".join(cell.itertext())) <= 32_767 for cell in sheet.iter(f"{MAIN}c"))


def test_names_of_worksheets_are_short_legal_and_once_each(parts: dict[str, bytes]) -> None:
    book = ElementTree.fromstring(parts["xl/workbook.xml"])
    names = [str(sheet.get("name")) for sheet in book.iter(f"{MAIN}sheet")]
    assert all(0 < len(name) <= 31 and not re.search(r"[\\/*?:\[\]]", name) for name in names)
    assert len({name.casefold() for name in names}) == len(names)


def test_a_name_stands_for_no_text_longer_than_a_formula_takes(parts: dict[str, bytes]) -> None:
    book = ElementTree.fromstring(parts["xl/workbook.xml"])
    assert all(len(name.text or "") <= 255 for name in book.iter(f"{MAIN}definedName"))


def test_every_link_leads_to_a_worksheet_that_there_is(parts: dict[str, bytes]) -> None:
    book = ElementTree.fromstring(parts["xl/workbook.xml"])
    names = {f"'{sheet.get('name')}'!A1" for sheet in book.iter(f"{MAIN}sheet")}
    links = [link.get("location") for sheet in worksheets(parts) for link in sheet.iter(f"{MAIN}hyperlink")]
    assert links
    assert set(links) <= names
