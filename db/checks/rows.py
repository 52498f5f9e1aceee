"""What is to be said of one row of an entry tab: what it still lacks, and every finding and doubt that lies in it."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from db.checks.finding import Finding
from db.checks.places import Places
from db.definitions import Listing
from db.entry.doubts import Doubts
from db.entry.mends import Mend, cell_address
from db.entry.retyping import Retyping
from db.entry.rows import one_row
from db.entry.settle import desk_of
from db.forms.draw import sheets
from db.forms.facts import TABLES
from db.forms.sheet import Binding, Cell
from db.judging import Severity

if TYPE_CHECKING:
    from db.book import Book
    from db.definitions import Entry

_RANK = {"error": 0, "warning": 1, "hint": 2}


class RowRemark(msgspec.Struct, frozen=True):
    """One thing to be said of a row: at which column, how grave, in words, and the ways out."""

    column: str
    severity: Severity
    sentence: str
    mends: tuple[Mend, ...] = ()


def row_remarks(book: "Book", found: Sequence[Finding], at: Binding) -> tuple[RowRemark, ...]:
    """The remarks on the row that `at` stands in, worst first; what is settled is not said again.

    `found`: the findings of the book. One that stands for several lines is said of each that its mend would change.
    """
    entry = book.pack.entries.get(at.entry)
    if entry is None or entry.layout != "list":
        return ()
    spoken = book.named(Places, lambda: Places(book.pack, book.connection)).address(
        cell_address(at.entry, at.row_id, "")
    )
    if not spoken.endswith("."):
        return ()  # the empty row at the end has no place yet
    row = cell_address(at.entry, at.row_id, "")
    listed = _Listed(book, at)
    remarks = [
        remark for one in found if not one.settled and (remark := _of_finding(one, spoken, row) or listed.remark(one))
    ]
    said = {remark.column for remark in remarks}
    settled = {one.address.rpartition(".")[2] for one in found if one.settled and one.address.startswith(spoken)}
    doubts = {remark.column: remark for remark in _doubts(book, entry, at)}
    remarks = [it if it.mends else _with_mends(it, doubts.get(it.column)) for it in remarks]
    remarks += [remark for remark in doubts.values() if remark.column not in said | settled]
    return tuple(sorted(remarks, key=lambda remark: _RANK[remark.severity]))


def ways_at(book: "Book", found: Sequence[Finding], cell: Cell) -> tuple[Mend, ...]:
    """The ways out at one cell: of the findings that stand there, and of what is to be said of its row there."""
    ways = [mend for one in found if not one.settled and one.address == cell.address for mend in one.mends]
    at = cell.binding
    if at is not None:
        ways += [mend for it in row_remarks(book, found, at) if it.column == at.column for mend in it.mends]
        if cell.problem and not ways:
            # Of many cells at fault the findings carry the ways out of the first ones only.
            ways += Retyping(book).ways(book.pack.entries[at.entry], at.table, at.row_id, at.column, cell.text)
    return tuple({mend.cells: mend for mend in reversed(ways)}.values())[::-1]


def row_sentence(book: "Book", found: Sequence[Finding], at: Binding) -> tuple[Severity, str] | None:
    """What is said of a row when it is left: why it does not count yet, else the worst that is wrong with it."""
    remarks = row_remarks(book, found, at)
    if not remarks:
        return None
    missing = _missing(book, at)
    rest = [it for it in remarks if it.column not in missing]
    worst = remarks[0].severity
    if missing:
        also = f"另外：{rest[0].sentence}" if rest else ""
        return worst, f"这一行还差{'、'.join(missing.values())}，补上才计入各表。{also}"
    more = f"（这一行还有 {len(remarks) - 1} 处）" if len(remarks) > 1 else ""
    return worst, f"{remarks[0].sentence}{more}"


def _of_finding(one: Finding, spoken: str, row: str) -> RowRemark | None:
    """A finding as a remark on the row whose cells are called `spoken`… or `row`…; None when it lies elsewhere."""
    inside = next((cell for mend in one.mends for cell, _ in mend.cells if cell.startswith(row)), "")
    address = one.address if one.address.startswith(spoken) else inside
    if not address:
        return None
    return RowRemark(address.rpartition(".")[2], one.severity, one.message, one.mends)


class _Listed:
    """Findings in a form with a row a record (采购, 购买服务), said of the record's row in its tab."""

    def __init__(self, book: "Book", at: Binding) -> None:
        self._book = book
        self._at = at
        self._cells: dict[str, dict[str, Binding]] = {}

    def remark(self, one: Finding) -> RowRemark | None:
        form = self._book.pack.forms.get(one.address.partition("!")[0])
        if not isinstance(form, Listing) or TABLES.get(form.records) != self._at.table:
            return None
        if form.id not in self._cells:
            cells = (cell for sheet in sheets(self._book, form.id) for cell in sheet.cells)
            self._cells[form.id] = {cell.address: cell.binding for cell in cells if cell.binding is not None}
        at = self._cells[form.id].get(one.address)
        if at is None or (at.table, at.row_id) != (self._at.table, self._at.row_id):
            return None
        return RowRemark(at.column, one.severity, one.message, one.mends)


def _with_mends(remark: RowRemark, doubt: RowRemark | None) -> RowRemark:
    """A finding no check can mend by one click, with the ways out of what is doubtful at its place."""
    return msgspec.structs.replace(remark, mends=doubt.mends) if doubt is not None else remark


def _doubts(book: "Book", entry: "Entry", at: Binding) -> Iterator[RowRemark]:
    desk = desk_of(book)
    row = one_row(book.connection, entry, at.table, at.row_id)
    if row is None:
        return
    doubts = Doubts(entry, desk.lookup)
    columns = {column.id: column for column in entry.columns}
    for column_id, doubt in doubts.of_row(row).items():
        address = cell_address(entry.id, at.row_id, column_id)
        retypes = doubts.codes(columns[column_id]).retypes(doubt)
        mends = tuple(Mend(it.label, ((address, it.text),), certain=it.certain) for it in retypes)
        yield RowRemark(column_id, "warning", f"{doubt.reason}。", mends)


def _missing(book: "Book", at: Binding) -> dict[str, str]:
    """Column id → its name, of the cells that are empty and must not be."""
    rows = book.connection.execute(
        "select column_name from pending where table_name = ? and row_id = ? and text = '' and reason <> ''",
        (at.table, at.row_id),
    )
    empty = {column for (column,) in rows}
    columns = book.pack.entries[at.entry].columns
    return {it.id: it.label.partition("(")[0] for it in columns if it.id in empty}
