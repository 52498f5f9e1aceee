"""A wage table pasted into basic spending: recognised, planned, looked at, and then written as one action.

A line that the book has already is changed, any other is added. Window and command line call the same three steps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.entry.cells import print_cell
from db.entry.lookup import Context, Lookup
from db.entry.payroll_plan import PayrollAnswers, PayrollLine, PayrollPlan, amount_of, payroll_entry, plan
from db.entry.payroll_table import FEWEST_ITEMS, Block, PayrollTable
from db.entry.payroll_table import recognise as recognise_for
from db.entry.rows import all_rows, next_row_id
from db.errors import BookError
from db.forms.sheet import Binding
from db.ledger import Edit, change

if TYPE_CHECKING:
    from db.book import Book, Changes
    from db.definitions import Entry

__all__ = ["PayrollAnswers", "PayrollLine", "PayrollPlan", "PayrollTable", "apply", "plan", "recognise", "wage_items"]


def recognise(book: Book, block: Block, fewest: int = FEWEST_ITEMS) -> PayrollTable | None:
    """The block as a wage table; None when it is none, or the pack has no tab that takes one."""
    entry = payroll_entry(book)
    if entry is None:
        return None
    return recognise_for(entry, Lookup.read(book.connection, book.pack), block, fewest)


def wage_items(book: Book) -> dict[str, str]:
    """The items a column of a wage table may be, code → name, as the tab that takes it offers them."""
    entry = payroll_entry(book)
    if entry is None:
        return {}
    column = next(it for it in entry.columns if it.id == entry.wide)
    catalog, nature = book.pack.catalogs[column.catalog], next((it for it in entry.columns if it.default_from), None)
    natures = {choice.value for choice in nature.choices} if nature is not None else set()
    attribute = nature.default_from.partition(".")[2] if nature is not None else ""
    last = max((row.level for row in catalog.rows.values()), default=1)
    return {
        row.code: row.name
        for row in catalog.rows.values()
        if row.level == last and (nature is None or row.attributes.get(attribute) in natures)
    }


def apply(book: Book, made: PayrollPlan) -> Changes:
    """Write a plan as one action.

    Raises BookError, and changes nothing, when the plan has faults or the book is not as it was when it was made;
    FrozenBook, ReadOnlyPlace, WriteFailed.
    """
    if made.faults:
        raise BookError(made.faults[0])
    entry = book.pack.entries[made.entry]
    lookup = Lookup.read(book.connection, book.pack)
    _refuse_moved(book, entry, made, lookup)
    edits: list[Edit] = []
    for line in made.lines:
        if line.state == "same":
            continue
        texts = {"amount": line.text}
        if line.state == "add":
            texts |= _texts(entry, line, Context(lookup))
        edits += [Edit(Binding(entry.id, entry.table, line.row_id, name), text) for name, text in texts.items()]
    changed = sum(line.state != "same" for line in made.lines)
    return change(book, edits, f"按工资表粘贴 {changed} 行")


def _texts(entry: Entry, line: PayrollLine, context: Context) -> dict[str, str]:
    """The texts of a new line's key cells."""
    columns = {column.id: column for column in entry.columns}
    fund = print_cell(columns["fund"], line.fund, context) if "fund" in columns else ""
    return {"unit": line.unit, "function": line.function, "economic": line.economic, **({"fund": fund} if fund else {})}


def _refuse_moved(book: Book, entry: Entry, made: PayrollPlan, lookup: Lookup) -> None:
    rows = {row.id: row for row in all_rows(book.connection, entry, Context(lookup))}
    first_new = next_row_id(book.connection, entry)
    for line in made.lines:
        there = rows.get(line.row_id)
        now = amount_of(there) if there is not None else None
        if now != line.before or (line.before is None and line.row_id < first_new):
            raise BookError("账套在预览之后改动过，这次没有粘贴。请重新粘贴，看过预览再确定。")
