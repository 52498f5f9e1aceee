"""A book written line by line, and how its drawn documents are looked at: what the tests of documents share."""

from functools import cache
from typing import Any

from db.forms.sheet import Cell, Sheet
from db.pack import load
from tests.db.sample_ledger import Desk, begin_book, empty_ledger, insert

PACK = load("jianghan-2024")
WAN = 1_000_000


@cache
def _empty_desk() -> Desk:
    """A desk on a ledger without a book. Compiling its stages takes longest, so that all offices use the one."""
    return Desk(empty_ledger(), PACK)


class Office:
    """A book being written: one unit, until another is named. It is gone when the office is closed; one is open."""

    def __init__(self, **book: object) -> None:
        self._desk = _empty_desk()
        self.connection = self._desk.connection
        self.connection.execute("begin")
        begin_book(self.connection, **book)
        self.units: dict[str, int] = {}

    def close(self) -> None:
        self.connection.execute("rollback")
        self._desk.stages.refresh_all()

    def unit(self, code: str = "112001") -> int:
        if code not in self.units:
            self.units[code] = insert(self.connection, "unit", code=code, name=f"单位{code}")
        return self.units[code]

    def project(self, name: str, code: str = "112001", **values: object) -> int:
        row = {"unit": self.unit(code), "name": name, "category_group": "31", **values}
        return insert(self.connection, "project", **row)

    def item(self, project: int, item: str = "办公", basis: str = "") -> int:
        return insert(self.connection, "cost_item", project=project, item=item, basis=basis)

    def spend(self, item: int, amount: int, **values: object) -> int:
        project, unit = self.connection.execute(
            "select c.project, p.unit from cost_item c join project p on p.id = c.project where c.id = ?", (item,)
        ).fetchone()
        row = {"function": "2014002", "economic": "30299", "nature": "project", **values}
        return insert(self.connection, "expenditure", unit=unit, project=project, cost_item=item, amount=amount, **row)

    def basic(self, amount: int, nature: str) -> int:
        return insert(self.connection, "expenditure", unit=self.unit(), nature=nature, function="2014001",
                      economic="30101", amount=amount)  # fmt: skip

    def objective(self, project: int | None, term: str, text: str = "目标", **values: object) -> int:
        return insert(self.connection, "objective", project=project, term=term, text=text, **values)

    def indicator(self, objective: int, level3: str, **values: object) -> int:
        return insert(self.connection, "indicator", objective=objective, level3=level3, **values)

    def desk(self) -> Desk:
        """The documents of the book as it is now."""
        self._desk.stages.refresh_all()
        return self._desk


def rows(desk: Desk, form_id: str, block: str, *columns: str) -> list[tuple[Any, ...]]:
    """Those columns of a block's relation, or its row keys and values."""
    name = f"form_{form_id}_{block}"
    at = [desk.stages.columns(name).index(column) for column in columns]
    return [tuple(row[number] for number in at) for row in desk.stages.rows(name)]


def cell(sheet: Sheet, address: str) -> Cell:
    return next(found for found in sheet.cells if found.address == address)


def only(sheets: tuple[Sheet, ...]) -> Sheet:
    (sheet,) = sheets
    return sheet


def texts(sheet: Sheet) -> list[str]:
    return [found.text for found in sheet.cells]
