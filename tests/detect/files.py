"""Faults in files: a submission as it is exported, without our own marks, in which somebody alters something."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from itertools import groupby, pairwise
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from openpyxl import load_workbook
from openpyxl.utils import coordinate_to_tuple

from db import sample
from db.book import Book, NewBook
from db.checks.cause import Cause, grouped
from db.checks.figures import NUMBERS, Spot, address_of, column_types, spot_of
from db.checks.finding import Finding
from db.checks.places import Places
from db.checks.suspects import Table
from db.definitions import CellType
from db.exchange import submission
from db.exchange.marks import SHEET, Mark, read_marks
from db.exchange.opening import open_workbook
from db.exchange.received import verify
from db.forms.printing import print_value, read_value
from db.money import AmountUnit
from db.pack import Pack
from tests.detect.causes import Named, names_it
from tests.detect.entries import said
from tests.detect.faults import Fault, wrong_figures
from tests.detect.population import Population
from tests.detect.workshop import forms_of

_FEN = 1_000_000  # in 1 万元, as the cells have it
_PERCENT = 10_000

Write = tuple[int, int, object]  # row, column, what is written there


class FileFault(NamedTuple):
    """A fault, and how it is put into a worksheet."""

    fault: Fault
    sheet: str
    writes: tuple[Write, ...]


def book_on_disk(path: Path, pack: Pack, chance: Random, most_units: int) -> Book:
    """A generated book as a file, open."""
    new = NewBook(
        year=pack.info.year,
        department_code="112",
        budget_name="样例局",
        units=(("112001", "样例"),),
        pack=pack.info.id,
        amounts=AmountUnit.WAN,
    )
    with Book.create(path, new) as book:
        book.connection.execute("begin")
        book.connection.execute("delete from headcount")
        Population(book.connection, pack).make(chance, most_units)
        book.connection.execute("commit")
    return Book.open(path)


def sample_on_disk(path: Path) -> Book:
    """The sample book as a file, open."""
    sample.make(path)
    return Book.open(path)


class Exported:
    """The workbook of a book, without the sheet and the names by which we would know our own."""

    def __init__(self, book: Book, folder: Path) -> None:
        self._pack = book.pack
        self.relations = forms_of(book.stages)
        name, drawn = next(iter(submission.draw(submission.gather(book, draft=True)).items()))
        ours, self._path = folder / name, folder / "收到.xlsx"
        ours.write_bytes(drawn)
        hidden = open_workbook(ours).sheet(SHEET)
        marks = read_marks(hidden) if hidden else None
        assert marks is not None
        self._marks = marks.cells
        self._workbook: Any = load_workbook(BytesIO(drawn))
        del self._workbook[SHEET]
        for known in list(self._workbook.defined_names):
            del self._workbook.defined_names[known]
        self.clean = self._verified()

    def findings(self, altered: FileFault) -> tuple[Finding, ...]:
        """What is found in the altered file and not in the one that is right; hints are no findings."""
        with self._altered(altered):
            found = self._verified()
        known = {said(one) for one in self.clean}
        return tuple(one for one in found if said(one) not in known)

    def named(self, altered: FileFault, found: Sequence[Finding]) -> tuple[int | None, str]:
        """At which place the fault is named as the cause of what was found, and the sentence."""
        fault, cause = altered.fault, grouped(found)[0].cause
        spot = spot_of(self._pack, cause.address) if cause else None
        if cause is None or spot is None:
            return None, "-"
        # What is printed as expected stands for the value: the cell that is named is read no other way.
        expected = fault.before if cause.expected == self._printed(fault) else cause.expected
        if names_it(fault, Named(cause.kind, spot, expected)):
            return 0, cause.message
        # Of several cells that explain as much, one is the cause, and the sentence names the others.
        said = Places(self._pack).spoken(address_of(self._pack, fault.spot))
        return (1 if said and said in cause.message else None), cause.message

    def mends(self, altered: FileFault, cause: Cause) -> bool:
        """Whether doing what a cause says leaves nothing to find: nothing tells it from the fault."""
        mark = next((mark for mark in self._marks if mark.address == cause.address), None)
        value = read_value(cause.expected, mark.type, AmountUnit.WAN) if mark and cause.expected else None
        if mark is None or value is None:
            return False
        times = _scale(mark.type)[0] if mark.type in NUMBERS else 1
        written = value / times if isinstance(value, int) and times != 1 else value
        write = FileFault(altered.fault, mark.sheet, ((*coordinate_to_tuple(mark.place), written),))
        with self._altered(altered), self._altered(write):
            known = {said(one) for one in self.clean}
            return all(said(one) in known for one in self._verified())

    def _printed(self, fault: Fault) -> str:
        if not isinstance(fault.before, int):
            return str(fault.before)
        kind = column_types(self._pack)[fault.spot.relation].get(fault.spot.column)
        return (print_value(fault.before, kind, AmountUnit.WAN) if kind else "") or "0"

    def _verified(self) -> tuple[Finding, ...]:
        self._workbook.save(self._path)
        return tuple(one for one in verify(self._path).findings if one.severity != "hint")

    @contextmanager
    def _altered(self, altered: FileFault) -> Iterator[None]:
        page = self._workbook[altered.sheet]
        before = [(row, column, page.cell(row, column).value) for row, column, _ in altered.writes]
        try:
            for row, column, value in altered.writes:
                page.cell(row, column).value = value
            yield
        finally:
            for row, column, value in before:
                page.cell(row, column).value = value

    def faults(self, table: Callable[[str], Table], chance: Random) -> Iterator[FileFault]:
        """All faults of all forms; `table` gives the relation that a form is read into."""
        for sheet, marks in groupby(self._marks, key=lambda mark: mark.sheet):
            cells = [
                (mark, spot)
                for mark in marks
                if (spot := spot_of(self._pack, mark.address)) and spot.column and mark.address
            ]
            for mark, spot in cells:
                yield from self._in_cell(sheet, mark, spot, chance)
            yield from self._in_rows(sheet, cells, table, chance)

    def _in_cell(self, sheet: str, mark: Mark, spot: Spot, chance: Random) -> Iterator[FileFault]:
        row, column = coordinate_to_tuple(mark.place)
        value = self._workbook[sheet].cell(row, column).value
        if mark.type == "text":
            if isinstance(value, str) and value:
                fault = Fault("stale-name", spot, (), value, f"原{value}")
                yield FileFault(fault, sheet, ((row, column, f"原{value}"),))
        elif mark.type in NUMBERS and not isinstance(value, str):
            times, step = _scale(mark.type)
            before = round((value or 0) * times)
            for kind, after in wrong_figures(before, step, chance):
                written = after if times == 1 else after / times
                yield FileFault(Fault(kind, spot, (), before, after), sheet, ((row, column, written),))

    def _in_rows(
        self, sheet: str, cells: Sequence[tuple[Mark, Spot]], table: Callable[[str], Table], chance: Random
    ) -> Iterator[FileFault]:
        """Rows that go or move, and columns that change places, in forms that are one table."""
        rows: dict[int, Spot] = {coordinate_to_tuple(mark.place)[0]: spot._replace(column="") for mark, spot in cells}
        relation = next(iter(rows.values())).relation if rows else ""
        if len({spot.relation for spot in rows.values()}) != 1 or len(rows) < 2:
            return
        places = {table(relation).spot(row).key: table(relation).at(row, "ordinal") for _, row in table(relation).rows}
        lines = sorted(rows)
        for at, line in enumerate(lines):
            yield self._rearranged(sheet, Fault("deleted-row", rows[line], ()), lines, [*lines[:at], *lines[at + 1 :]])
            to = chance.choice([other for other in range(len(lines)) if other != at])
            order = [other for other in lines if other != line]
            order.insert(to, line)
            before, there = (places.get(rows[lines[each]].key, 0) for each in (at, to))
            moved = Fault("moved-row", rows[line], (), before, there + (0.5 if to > at else -0.5))
            yield self._rearranged(sheet, moved, lines, order)
        columns = {coordinate_to_tuple(mark.place)[1]: spot.column for mark, spot in cells if mark.type in NUMBERS}
        page = self._workbook[sheet]
        for (one, name), (other, beside) in pairwise(sorted(columns.items())):
            writes = [
                (line, to, page.cell(line, by).value) for line in lines for to, by in ((one, other), (other, one))
            ]
            if any(page.cell(line, one).value != page.cell(line, other).value for line in lines):
                fault = Fault("swapped-columns", Spot(relation, "", "", name), (), name, beside)
                yield FileFault(fault, sheet, tuple(writes))

    def _rearranged(self, sheet: str, fault: Fault, lines: Sequence[int], order: Sequence[int]) -> FileFault:
        """The rows in another order; where there are fewer, the last ones stay empty."""
        page = self._workbook[sheet]
        writes: list[Write] = []
        for at, line in enumerate(lines):
            for column in range(1, page.max_column + 1):
                value = page.cell(order[at], column).value if at < len(order) else None
                if page.cell(line, column).value != value:
                    writes.append((line, column, value))
        return FileFault(fault, sheet, tuple(writes))


def _scale(kind: CellType) -> tuple[int, int]:
    """How many units of the core are in 1 of the cell, and how many the last printed digit counts."""
    if kind in ("amount", "plain"):
        return _FEN, AmountUnit.WAN.step
    return (_PERCENT, 1) if kind == "percent" else (1, 1)
