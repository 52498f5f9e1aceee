"""A received workbook says what its forms say, whose they are, and in which cell each figure stands."""

from pathlib import Path

import pytest

from db.book import Book
from db.exchange.received import CellPlace, Verification, verify
from db.forms.stages import Row
from db.money import AmountUnit
from tests.db.sample_book import sample_book, sample_draft
from tests.db.workbooks import opened


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, tuple[Row, ...]]]:
    """The sample book's workbook, and its form relations."""
    folder = tmp_path_factory.mktemp("sample")
    with Book.read(sample_book(folder)) as book:
        rows = {name: book.stages.rows(name) for name in book.stages.names() if name.startswith("form_")}
    return sample_draft(folder), rows


@pytest.fixture(scope="module")
def found(sample: tuple[Path, dict[str, tuple[Row, ...]]]) -> Verification:
    return verify(sample[0])


def test_it_says_what_the_book_says(sample: tuple[Path, dict[str, tuple[Row, ...]]], found: Verification) -> None:
    said = {name: [row[1:] for row in rows] for name, rows in found.relations.items()}
    assert said == {name: [tuple(row)[1:] for row in rows] for name, rows in sample[1].items()}


def test_it_knows_whose_it_is(found: Verification) -> None:
    facts = found.facts
    assert (facts.year, facts.amounts, facts.department, facts.round) == (2024, AmountUnit.WAN, "112", "二上")
    assert (facts.department_name, list(facts.units)) == ("中共武汉市江汉区信访局", ["112001"])


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("05", CellPlace("05")),
        ("05!total", CellPlace("05", "A6")),
        ("05!total.operating", CellPlace("05", "F6")),
        ("01!r06.spending", CellPlace("01", "D11")),
        ("15/信访工作经费!costs/信访事项办理经费.local", CellPlace("15-3", "F26")),
        ("15/信访工作经费!annual", CellPlace("15-3", "A53")),
        ("14!funds/income_total.amount", CellPlace("14", "D11")),
    ],
)
def test_each_address_has_its_worksheet_and_cell(found: Verification, address: str, place: CellPlace) -> None:
    assert found.places[address] == place


def test_a_cell_below_a_blank_row_is_named_where_it_stands(
    sample: tuple[Path, dict[str, tuple[Row, ...]]], tmp_path: Path
) -> None:
    workbook = opened(sample[0])
    del workbook["_ysb"]
    for name in list(workbook.defined_names):
        del workbook.defined_names[name]
    page = workbook["03"]
    page.insert_rows(7)
    page["D8"] = "很多"
    workbook.save(tmp_path / "收到.xlsx")
    (unread,) = [one for one in verify(tmp_path / "收到.xlsx").findings if one.check == "unreadable"]
    assert "工作表“03”的 D8" in unread.message
    assert unread.address.endswith(".basic")
