"""Books to measure with: made the same on every run."""

import random
from pathlib import Path

from db.book import Book, NewBook
from db.money import AmountUnit
from db.pack import Pack

FUNCTIONS = 40  # functions in use: more than any small office has


def make_book(path: Path, lines: int, pack_id: str) -> None:
    """A book of `lines` spending lines over three units, forty functions and every economic item."""
    units = tuple((f"11200{number}", f"第{number}单位") for number in range(1, 4))
    new = NewBook(
        year=2024, department_code="112", budget_name="测量局", units=units, pack=pack_id, amounts=AmountUnit.WAN
    )
    with Book.create(path, new) as book, book.action("填数"):
        book.connection.executemany(
            "insert into expenditure (unit, nature, function, economic, fund, amount, position) "
            "values (?, ?, ?, ?, ?, ?, ?)",
            _lines(book.pack, lines),
        )


def _lines(pack: Pack, count: int) -> list[tuple[object, ...]]:
    chance = random.Random(2024)
    general = [row.code for row in pack.catalogs["function"].rows.values() if _fits(row.level, row.attributes["fund"])]
    functions = chance.sample(general, FUNCTIONS)
    economics = [
        (row.code, row.attributes["nature"])
        for row in pack.catalogs["economic"].rows.values()
        if row.level == 2 and row.attributes["nature"] in ("personnel", "operating")
    ]
    made: list[tuple[object, ...]] = []
    for position in range(count):
        economic, nature = chance.choice(economics)
        amount = chance.randrange(1, 5000) * AmountUnit.WAN.step
        made.append((chance.randint(1, 3), nature, chance.choice(functions), economic, "general", amount, position))
    return made


def _fits(level: int, fund: str) -> bool:
    return level == 3 and fund == "general"
