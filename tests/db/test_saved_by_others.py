"""Workbooks that other programs saved: what was exported is found in them unchanged, and makes an equal book.

Those in `tests/books/saved` were saved by LibreOffice (`tests/office/saved.py`); openpyxl does here what it does.
"""

from contextlib import closing
from pathlib import Path

import pytest

from db.exchange.carried import SHEET, read_entries
from db.exchange.opening import open_workbook
from db.exchange.rebuilding import content_of
from db.exchange.received import verify
from db.file import gate
from tests.books.make import BOOKS
from tests.db.small import ledger
from tests.db.workbooks import opened

SAVED = BOOKS / "saved"
NAMES = ("sample", "odd")


def tables(workbook: Path) -> dict[str, list[tuple[object, ...]]]:
    """Those of the book that its entries become."""
    page = open_workbook(workbook).sheet(SHEET)
    assert page is not None
    with closing(gate.in_memory()) as connection:
        connection.deserialize(content_of(read_entries(page), workbook))
        return ledger(connection)


@pytest.fixture(scope="module")
def exported() -> dict[str, dict[str, list[tuple[object, ...]]]]:
    """The tables that are carried by the workbooks as they were exported, by name."""
    return {name: tables(SAVED / f"{name}.xlsx") for name in NAMES}


def saved_by_libreoffice(name: str, folder: Path) -> Path:
    return SAVED / f"{name}-libreoffice.xlsx"


def saved_by_openpyxl(name: str, folder: Path) -> Path:
    opened(SAVED / f"{name}.xlsx").save(folder / f"{name}-openpyxl.xlsx")
    return folder / f"{name}-openpyxl.xlsx"


@pytest.mark.parametrize("save", [saved_by_libreoffice, saved_by_openpyxl])
@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_changed_and_the_book_is_equal(
    name: str, save: object, exported: dict[str, dict[str, list[tuple[object, ...]]]], tmp_path: Path
) -> None:
    assert callable(save)
    path = save(name, tmp_path)
    assert path.read_bytes() != (SAVED / f"{name}.xlsx").read_bytes()
    found = verify(path)
    assert (found.unchanged, found.changed) == (True, ())
    assert tables(path) == exported[name]


def test_a_workbook_of_the_first_version_is_unchanged_and_keeps_its_answers() -> None:
    """It says nothing of its cover, and its answers have their columns in another order."""
    found = verify(BOOKS / "submission-1.xlsx")
    assert (found.unchanged, found.revision, found.exit_code) == (True, 1, 0)
    (warned,) = [one for one in found.findings if one.severity == "warning"]
    assert warned.explanation == "经核实无误。"
    assert not found.carries_entries


def test_a_figure_changed_in_a_workbook_of_the_first_version_is_told(tmp_path: Path) -> None:
    workbook = opened(BOOKS / "submission-1.xlsx")
    workbook["05"]["C6"].value += 1
    workbook.save(tmp_path / "改过.xlsx")
    (change,) = verify(tmp_path / "改过.xlsx").changed
    assert (change.address, change.cell) == ("05!total.total", "C6")
