"""Whether a cause that is named is the fault that was put in: its cell with what stood there, its row, its columns."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from db import ledger
from db.book import Book
from db.checks.cause import Cause, CauseKind, grouped
from db.checks.figures import Spot
from db.checks.finding import Finding
from db.checks.places import Places
from db.checks.rows import row_remarks
from db.checks.suspects import Suspect
from db.forms.draw import sheets
from db.forms.sheet import Binding
from tests.detect.entries import EntryFault, open_findings, said
from tests.detect.faults import Fault

_ROWS: dict[str, CauseKind] = {"moved-row": "moved-row", "deleted-row": "missing-row", "doubled-row": "extra-row"}
_COLUMNS = ("swapped-columns", "swapped-cells")


class Named(NamedTuple):
    """What a cause says: sort, place, the value that should stand there, the other column of a pair."""

    kind: CauseKind
    spot: Spot
    expected: object = None
    beside: str = ""

    @classmethod
    def of(cls, suspect: Suspect) -> "Named":
        """What a suspect would be named as."""
        return cls(suspect.kind, suspect.spot, suspect.expected, suspect.beside)


def names_it(fault: Fault, named: Named) -> bool:
    """Whether a cause is the cell, row or columns that the fault is in, of its sort, with what stood there before."""
    relation, project, key, column = named.spot
    there = relation == fault.spot.relation and project in ("", fault.spot.project)
    if fault.kind in _ROWS:
        # A row that is gone is named by its key only when another form knows it.
        keys = {fault.spot.key, f"{fault.spot.key}#2"} | ({""} if fault.kind == "deleted-row" else set())
        return there and named.kind == _ROWS[fault.kind] and key in keys
    if fault.kind in _COLUMNS:
        pair = {fault.before, fault.after}
        return there and named.kind == "swapped-columns" and key in ("", fault.spot.key) and column in pair
    if fault.kind == "stale-name":
        # A document whose name is wrong goes by that name, and so does a row whose key is made of it.
        renamed = "/".join(str(fault.after) if part == fault.before else part for part in fault.spot.key.split("/"))
        return (
            relation == fault.spot.relation and project in ("", fault.spot.project, fault.after)
            and key in (fault.spot.key, renamed) and column == fault.spot.column and named.expected == fault.before
        )  # fmt: skip
    return named.spot == fault.spot and named.expected == fault.before


def names_entry(book: Book, fault: EntryFault, row: int, found: Sequence[Finding]) -> int | None:
    """Whether what is said first is said of the row that the fault is in (0), or names it beside others (1).

    `row`: the row in which the fault now stands; of a row that was entered twice either is the one too many.
    `found`: what is said because of the fault, which still stands in the book.
    """
    first = grouped(found)[0]
    if fault.kind == "deleted-row":
        return 0 if _identified(fault, " ".join(f"{one.address} {one.message}" for one in first.findings)) else None
    places = Places(book.pack, book.connection)
    keys = dict.fromkeys((fault.key, str(row)))
    rows = [places.address(f"entry/{fault.at.entry}/#{key}.") for key in keys]
    if first.cause is not None and first.cause.kind != "same":
        if first.cause.address.startswith(tuple(rows)):
            return 0
        return 1 if any(places.spoken(at) in first.cause.message for at in rows) else None
    said = [address for one in first.findings for address in (one.address, one.other_address)]
    if any(address.startswith(tuple(rows)) for address in said):
        return 0
    at = fault.at
    return 0 if row_remarks(book, first.findings, at) or (at.table, row) in _bound(book, said) else None


def mends_entry(book: Book, before: Collection[tuple[str, str, str, str]], cause: Cause) -> bool:
    """Whether doing what a cause says leaves no more to say than `before`: nothing tells it from the fault."""
    entry_id, _, cell = Places(book.pack, book.connection).held(cause.address).removeprefix("entry/").partition("/")
    row, _, column = cell.removeprefix("#").rpartition(".")
    if entry_id not in book.pack.entries or not row.isdecimal():
        return False
    if cause.expected:
        at = Binding(entry_id, book.pack.entries[entry_id].table, int(row), column)
        ledger.change(book, [ledger.Edit(at, cause.expected)])
    elif cause.kind == "line":
        ledger.remove(book, entry_id, [int(row)], with_dependants=True)
    else:
        return False
    return all(said(one) in before for one in open_findings(book))


def _bound(book: Book, addresses: Sequence[str]) -> set[tuple[str, int]]:
    """The ledger rows that can be typed into at those addresses of forms."""
    forms = dict.fromkeys(address.partition("!")[0].partition("/")[0] for address in addresses if "!" in address)
    cells = [cell for form in forms for sheet in sheets(book, form) for cell in sheet.cells]
    return {(cell.binding.table, cell.binding.row_id) for cell in cells if cell.binding and cell.address in addresses}


def _identified(fault: EntryFault, said: str) -> bool:
    """Whether it is said what a row that is gone was about: its project, or its unit and fund, or what it measures."""
    ways = [("project",), ("unit", "fund"), ("measure",), ("topic",), ("name",)]
    ways += [] if "fund" in fault.texts else [("unit",)]
    return any(all(fault.texts.get(part) and fault.texts[part] in said for part in way) for way in ways)
