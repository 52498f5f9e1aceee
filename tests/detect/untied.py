"""What contradicts nothing: cells and rows that no other place of the forms repeats, with the reason for each.

The list is data (`untied.csv`), made by reading the forms, never by looking at what the checks find.
"""

import csv
from pathlib import Path
from typing import NamedTuple

from db.checks.suspects import Table
from tests.detect.faults import Fault

NO_FIGURES = "行里没有数，多一行少一行不影响任何表"
_ROW_KINDS = ("deleted-row", "doubled-row")


class Exemption(NamedTuple):
    """One line of the list. `kinds` may name the row they are of: `stale-name@total`, `moved-row@record`."""

    relations: frozenset[str]
    columns: frozenset[str]
    kinds: frozenset[str]
    reason: str


def exemptions() -> tuple[Exemption, ...]:
    """The list."""
    with Path(__file__).with_name("untied.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(
            Exemption(
                frozenset(row["relation"].split()),
                frozenset(row["column"].split()),
                frozenset(row["kinds"].split()),
                row["reason"],
            )
            for row in csv.DictReader(lines)
        )


def reason(known: tuple[Exemption, ...], fault: Fault, table: Table) -> str:
    """Why nothing else in the forms contradicts the fault; '' when something does."""
    row = next((row for _, row in table.rows if table.spot(row)[:3] == fault.spot[:3]), None)
    if row is not None and fault.kind in _ROW_KINDS and not any(table.at(row, column) for column in table.figures):
        return NO_FIGURES
    named = {fault.kind, f"{fault.kind}@{table.at(row, 'row_kind')}" if row is not None else ""}
    for one in known:
        if fault.spot.relation in one.relations and named & one.kinds and one.columns & {fault.spot.column, "*"}:
            return one.reason
    return ""
