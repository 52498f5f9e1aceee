"""A ledger in memory with the district's tables 01-13, for tests of what they count and print."""

import sqlite3
from functools import cache
from typing import Any

import msgspec

from db import schema
from db.definitions import Listing, Pivot
from db.forms.compile import compile_stages
from db.forms.draw import Words, draw
from db.forms.sheet import Cell, Sheet
from db.forms.stages import Stages
from db.money import AmountUnit
from db.pack import Pack, load

TABLES = tuple(f"{number:02}" for number in range(1, 14))
GRANTS = ("general", "gov_fund", "state_capital")
OWN = ("service_income", "business_income", "higher_grant", "subordinate_payment", "other_income")
FUNDS = (*GRANTS, "fiscal_account", *OWN)
NATURES = ("personnel", "operating", "project", "business", "remit_up", "aid_down")
DEPARTMENT, UNIT, OTHER_UNIT = "112", "112001", "112002"
WORDS = Words(2024, AmountUnit.WAN, "江汉区")


@cache
def pack() -> Pack:
    """The pack with its tables alone: 01-13 need nothing but the ledger."""
    whole = load("jianghan-2024")
    return msgspec.structs.replace(whole, forms={form: whole.forms[form] for form in TABLES}, checks={})


def form(form_id: str) -> Pivot | Listing:
    found = pack().forms[form_id]
    assert isinstance(found, Pivot | Listing)
    return found


class Ledger:
    """A ledger of two units in memory, with its forms."""

    def __init__(self) -> None:
        self.connection = sqlite3.connect(":memory:", isolation_level=None)
        for text in schema.migrations():
            for statement in schema.statements(text):
                self.connection.execute(statement)
        self.connection.execute("pragma foreign_keys = on")
        self.positions = iter(range(1, 1_000_000))
        self.insert("book", id=1, uuid="0" * 36, year=2024, pack="jianghan-2024", pack_version="1", round="二上",
                    department_code=DEPARTMENT, budget_name="中共武汉市江汉区信访局")  # fmt: skip
        self.units = {UNIT: self.row("unit", code=UNIT, name="中共武汉市江汉区信访局本级")}
        self.stages: Stages = compile_stages(self.connection, pack())

    def insert(self, table: str, **columns: object) -> int:
        sql = f"insert into {table} ({', '.join(columns)}) values ({', '.join('?' * len(columns))})"
        return int(self.connection.execute(sql, tuple(columns.values())).lastrowid or 0)

    def row(self, table: str, **columns: object) -> int:
        return self.insert(table, position=next(self.positions), **columns)

    def unit(self, code: str) -> int:
        if code not in self.units:
            self.units[code] = self.row("unit", code=code, name=f"单位{code}")
        return self.units[code]

    def project(self, name: str, unit: str = UNIT, **columns: object) -> int:
        return self.row("project", name=name, unit=self.unit(unit), **{"category_group": "31", **columns})

    def spend(
        self, amount: int, nature: str = "personnel", *, unit: str = UNIT, project: int = 0, **columns: object
    ) -> None:
        """A line of `amount` fen, of the general fund and this year unless said otherwise."""
        tied: dict[str, object] = {}
        if nature == "project":
            project = project or self.project(f"项目{next(self.positions)}", unit)
            tied = {
                "project": project,
                "cost_item": self.row("cost_item", project=project, item=f"{next(self.positions)}"),
            }
        usual = {
            "function": "2014001",
            "economic": "30101",
            "amount": amount,
            "unit": self.unit(unit),
            "nature": nature,
        }
        self.row("expenditure", **{**usual, **tied, **columns})

    def fund(self, amount: int, fund: str, kind: str, unit: str = UNIT) -> None:
        self.row("funding", unit=self.unit(unit), fund=fund, kind=kind, amount=amount)

    def clear(self) -> None:
        for table in ("procurement", "service_purchase", "expenditure", "cost_item", "project", "funding", "code"):
            self.connection.execute(f"delete from {table}")
        self.connection.execute("delete from unit where code <> ?", (UNIT,))
        self.units = {UNIT: self.units[UNIT]}

    def sheet(self, form_id: str, amounts: AmountUnit = AmountUnit.WAN) -> Sheet:
        self.stages.refresh_all()
        return draw(form(form_id), self.stages.rows(f"form_{form_id}"), msgspec.structs.replace(WORDS, amounts=amounts))

    def relation(self, form_id: str) -> dict[str, dict[str, Any]]:
        """row_key → column → value of a form's rows, in printed order."""
        self.stages.refresh_all()
        names = self.stages.columns(f"form_{form_id}")
        rows = (dict(zip(names, row, strict=True)) for row in self.stages.rows(f"form_{form_id}"))
        return {row["row_key"]: row for row in rows}

    def cell(self, address: str) -> Any:
        form_id, _, place = address.partition("!")
        key, _, column = place.rpartition(".")
        return self.relation(form_id)[key][column]


def columns_of(sheet: Sheet) -> tuple[str, ...]:
    return tuple(column.id for column in sheet.columns)


def body(sheet: Sheet) -> dict[tuple[str, str], Cell]:
    """(row_key, column id) → cell."""
    inside = (cell for cell in sheet.cells if sheet.body_start <= cell.row < sheet.body_end)
    return {(sheet.row_keys[cell.row - sheet.body_start], columns_of(sheet)[cell.column]): cell for cell in inside}


def bold(sheet: Sheet) -> dict[str, set[str]]:
    """Kind of row → the columns that print bold in it."""
    found: dict[str, set[str]] = {kind: set() for kind in sheet.row_kinds}
    for cell in sheet.cells:
        if cell.bold and sheet.body_start <= cell.row < sheet.body_end:
            found[sheet.row_kinds[cell.row - sheet.body_start]].add(columns_of(sheet)[cell.column])
    return found
