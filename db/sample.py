"""The sample: a real case as entries, made into a book by the same import as any other workbook."""

from pathlib import Path

import resources
from db.book import Book, NewBook
from db.exchange.entries import Filled, csv_sheets, recognise, take_over
from db.money import AmountUnit
from db.pack import load


def make(path: Path, name: str | None = None) -> None:
    """A new book at `path` with the sample of that name, by default the newest; one undoable action fills it.

    Raises TargetExists, WriteFailed, ReadOnlyPlace.
    """
    folder = (
        resources.path("samples", name)
        if name
        else max(each for each in resources.path("samples").iterdir() if each.is_dir())
    )
    pack = load(folder.name)
    sheets = csv_sheets(folder)
    filled, _ = recognise(sheets, pack, AmountUnit.WAN)
    facts = _rows(filled, "book")[0]
    amounts = AmountUnit(facts["amounts"])
    new = NewBook(
        year=int(facts["year"]),
        department_code=facts["department_code"],
        budget_name=facts["budget_name"],
        units=tuple((row["code"], row["name"]) for row in _rows(filled, "unit")),
        pack=pack.info.id,
        amounts=amounts,
    )
    with Book.create(path, new) as book:
        take_over(book, recognise(sheets, pack, amounts)[0])


def _rows(filled: tuple[Filled, ...], table: str) -> list[dict[str, str]]:
    """The rows that fill a ledger table."""
    return [row.texts for sheet in filled if sheet.entry.table == table for row in sheet.rows]
