"""What contradicts nothing: cells and rows that no other place of the forms repeats, with the reason for each.

The list is data (`untied.csv`), made by reading the forms, never by looking at what the checks find. `when` says of the
forms of the book under which condition it is so, in SQL: :project and :key of the row, :before and :after of the cell.
"""

import csv
import sqlite3
from pathlib import Path
from typing import NamedTuple

from db.checks.suspects import Table
from tests.detect.entries import EntryFault
from tests.detect.faults import Fault


class Exemption(NamedTuple):
    """One line of the list. `kinds` may say which rows are meant: `stale-name@total`, `deleted-row@blank`."""

    relations: frozenset[str]
    columns: frozenset[str]
    kinds: frozenset[str]
    when: str
    reason: str


def exemptions() -> tuple[Exemption, ...]:
    """The list."""
    with Path(__file__).with_name("untied.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(
            Exemption(
                frozenset(row["relation"].split()),
                frozenset(row["column"].split()),
                frozenset(row["kinds"].split()),
                row["when"],
                row["reason"],
            )
            for row in csv.DictReader(lines)
        )


def reason(
    known: tuple[Exemption, ...], fault: Fault, table: Table, forms: sqlite3.Connection, *, read: bool = False
) -> str:
    """Why nothing else in the forms contradicts the fault; '' when something does. `forms`: before it is put in.

    `read`: it is in a file, of which a reader takes some things as it likes (kinds that end in `/file`).
    """
    row = next((row for _, row in table.rows if table.spot(row)[:3] == fault.spot[:3]), None)
    named: set[str] = {fault.kind}
    if row is not None:
        named.add(f"{fault.kind}@{table.at(row, 'row_kind')}")
        if not any(table.at(row, column) for column in table.figures):
            named.add(f"{fault.kind}@blank")
    named |= {f"{kind}/file" for kind in named} if read else set()
    for one in known:
        there = fault.spot.relation in one.relations and one.columns & {fault.spot.column, "*"}
        if there and named & one.kinds and (not one.when or _holds(one.when, fault, forms)):
            return one.reason
    return ""


class EntryExemption(NamedTuple):
    """One line of the list of entries; `when` is asked of the book once the fault is in it.

    :id of the row, :before and :after of the cell, and :was_amount … as the ledger's row was.
    """

    entries: frozenset[str]
    columns: frozenset[str]
    kinds: frozenset[str]
    when: str
    reason: str


def entry_exemptions() -> tuple[EntryExemption, ...]:
    """The list of entries."""
    with Path(__file__).with_name("untied_entries.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(
            EntryExemption(
                frozenset(row["entry"].split()),
                frozenset(row["column"].split()),
                frozenset(row["kinds"].split()),
                row["when"],
                row["reason"],
            )
            for row in csv.DictReader(lines)
        )


def entry_reason(known: tuple[EntryExemption, ...], fault: EntryFault, book: sqlite3.Connection) -> str:
    """Why nothing else in the book contradicts what was typed; '' when something does. `book`: with the fault."""
    for one in known:
        there = fault.at.entry in one.entries and one.columns & {fault.at.column or "-", "*"}
        if there and fault.kind in one.kinds | ({fault.kind} if "*" in one.kinds else set()):
            was = {f"was_{column}": value for column, value in fault.was.items()}
            asked = {"id": fault.at.row_id, "before": fault.before, "after": fault.after, **was}
            if not one.when or book.execute(f"select {one.when}", asked).fetchone()[0]:
                return one.reason
    return ""


def _holds(condition: str, fault: Fault, forms: sqlite3.Connection) -> bool:
    asked = {
        "project": fault.spot.project, "key": fault.spot.key, "relation": fault.spot.relation,
        "before": fault.before, "after": fault.after,
    }  # fmt: skip
    (holds,) = forms.execute(f"select {condition}", asked).fetchone()
    return bool(holds)
