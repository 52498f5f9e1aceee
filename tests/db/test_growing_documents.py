"""A document is filled where it is read: the empty row at the end of a list makes the record behind it."""

from collections.abc import Iterator

import pytest

from db import ledger
from db.book import Book
from db.entry.growing import grow, new_row
from db.entry.growing_documents import grown_document
from db.entry.tabs import entry_rows
from db.forms.draw import sheets
from db.forms.sheet import Cell, Growth, Sheet
from tests.db.entry_book import entry_book

ROW = {"project": "来访接待", "term": "年度", "objective": "1"}


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    with entry_book(tmp_path_factory.mktemp("growing")) as made:
        levels = {"level1": "产出指标", "level2": "数量指标"}
        ledger.add(made, "indicator", {**ROW, **levels, "level3": "接待人次", "value_now": "≥800人次"})
        yield made


def document(book: Book) -> Sheet:
    own = next(it for it in sheets(book, "15") if any("来访接待" in cell.address for cell in it.cells))
    return grown_document(book, own)


def open_cell(sheet: Sheet, block: str) -> Cell:
    found = [
        cell
        for cell in sheet.cells
        if isinstance(cell.binding, Growth) and cell.binding.row_key.startswith(f"{block}/")
    ]
    assert len(found) == 1, f"{block}: {len(found)}"
    return found[0]


def fill(book: Book, block: str, text: str) -> None:
    at = open_cell(document(book), block).binding
    assert isinstance(at, Growth)
    grow(book, new_row(book, at, text))


def test_an_indicator_typed_below_the_last_one_is_of_its_kind(book: Book) -> None:
    fill(book, "annual", "办结件数")
    texts = entry_rows(book, "indicator")[-1].texts
    assert [texts[name] for name in ("project", "term", "objective", "level1", "level2", "level3")] == [
        "来访接待", "年度", "1", "产出指标", "数量指标", "办结件数",
    ]  # fmt: skip


def test_the_new_indicator_counts_at_once(book: Book) -> None:
    fill(book, "annual", "办结件数")
    assert "办结件数" in [cell.text for cell in document(book).cells]


def test_a_second_goal_has_the_term_of_the_first(book: Book) -> None:
    fill(book, "goals", "再办一件")
    assert entry_rows(book, "objective")[-1].texts["term"] == "年度"


def test_the_first_asset_of_a_project_is_typed_into_the_document(book: Book) -> None:
    fill(book, "assets", "台式计算机")
    assert [row.texts["project"] for row in entry_rows(book, "asset_plan")] == ["来访接待"]


def test_an_item_of_costs_waits_for_its_amount_and_stands_in_the_document(book: Book) -> None:
    fill(book, "costs", "印刷宣传册")
    assert "印刷宣传册" in [cell.text for cell in document(book).cells]


def test_without_a_goal_there_is_nothing_for_an_indicator_to_belong_to(book: Book) -> None:
    blocks = {it.binding.row_key.partition("/")[0] for it in document(book).cells if isinstance(it.binding, Growth)}
    assert "long" not in blocks


def test_the_label_at_the_side_stands_beside_the_empty_row_too(book: Book) -> None:
    sheet = document(book)
    row = open_cell(sheet, "costs").row
    side = next(cell for cell in sheet.cells if cell.column == 0 and cell.row <= row < cell.row + cell.row_span)
    assert side.row < row


def test_no_two_cells_of_the_page_lie_over_each_other(book: Book) -> None:
    covered = [
        (cell.row + down, cell.column + right)
        for cell in document(book).cells
        for down in range(cell.row_span)
        for right in range(cell.column_span)
    ]
    assert len(covered) == len(set(covered))


def test_the_printed_document_has_no_empty_row(book: Book) -> None:
    cells = [cell for it in sheets(book, "15") for cell in it.cells]
    assert not any(isinstance(cell.binding, Growth) for cell in cells)
