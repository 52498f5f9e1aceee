"""A form on the screen, to be filled as well as read: empty cells that make a ledger row, and an empty row at the end.

Only the window shows it so: the form that is exported, printed or read by a machine has neither.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from db.definitions import Column, Pivot
from db.forms.sheet import Cell, Growth, Role, Sheet
from db.forms.where import storage

if TYPE_CHECKING:
    from db.book import Book

NEW_ROW = "+"  # its row key; no code is one
NEW_KIND = "grow"
_INVITATION = "← 填编码，增加一行"


class Begun(msgspec.Struct, frozen=True):
    """What was typed into the empty row before any amount: a code, its name, or why it is none."""

    text: str = ""
    name: str = ""
    problem: str = ""


def grows(book: Book, form_id: str) -> Pivot | None:
    """The form when it takes rows; None for any other."""
    form = book.pack.forms.get(form_id)
    return form if isinstance(form, Pivot) and form.grows else None


def grown(book: Book, sheet: Sheet, begun: Begun = Begun()) -> Sheet:  # noqa: B008
    """The Sheet of a form with its empty cells open, and the empty row; any other Sheet as it is."""
    form = grows(book, sheet.form)
    if form is None:
        return sheet
    opened = msgspec.structs.replace(sheet, cells=tuple(_opened(book, form, sheet)))
    return opened if form.rows.by == "unit" else _with_row(book, form, opened, begun)


def leaf_kind(form: Pivot, book: Book) -> str:
    """The kind of the rows that ledger rows make, not other rows."""
    if form.rows.by in ("unit", "single"):
        return form.rows.by
    lengths = book.pack.catalogs[form.rows.by].info.lengths
    return f"level{max(form.rows.levels or range(1, len(lengths) + 1))}"


def _opened(book: Book, form: Pivot, sheet: Sheet) -> Iterator[Cell]:
    kind = leaf_kind(form, book)
    for cell in sheet.cells:
        at = cell.row - sheet.body_start
        if 0 <= at < len(sheet.row_kinds) and sheet.row_kinds[at] == kind and cell.binding is None and not cell.value:
            column = sheet.columns[cell.column].id
            if column in form.grows:
                cell = msgspec.structs.replace(cell, binding=_growth(book, form, sheet.row_keys[at], column))
        yield cell


def _growth(book: Book, form: Pivot, row_key: str, column: str) -> Growth:
    entry = book.pack.entries[form.grows[column]]
    return Growth(entry.id, entry.table, 0, "amount", form.id, row_key, column)


def _with_row(book: Book, form: Pivot, sheet: Sheet, begun: Begun) -> Sheet:
    """One more row behind the last; what stands below moves down."""
    end = sheet.body_end
    cells = [cell for cell in sheet.cells if cell.row < end]
    cells += [_new_cell(book, form, column, at, end, begun) for at, column in enumerate(form.columns)]
    cells += [msgspec.structs.replace(cell, row=cell.row + 1) for cell in sheet.cells if cell.row >= end]
    return msgspec.structs.replace(
        sheet,
        cells=tuple(cells),
        body_end=end + 1,
        rows=sheet.rows + 1,
        row_keys=(*sheet.row_keys, NEW_ROW),
        row_kinds=(*sheet.row_kinds, NEW_KIND),
    )


def _new_cell(book: Book, form: Pivot, column: Column, at: int, row: int, begun: Begun) -> Cell:
    if column.role == "code":
        entry = book.pack.entries[next(iter(form.grows.values()))]
        binding: Growth | None = Growth(entry.id, entry.table, 0, form.rows.by, form.id, "", column.id)
        text = begun.text
    elif column.role == "name":
        binding, text = None, begun.name or ("" if begun.text else _INVITATION)
    else:
        binding, text = _growth(book, form, "", column.id) if column.id in form.grows else None, ""
    return Cell(
        row=row,
        column=at,
        text=text,
        value=0 if storage(column.type) == "integer" else text,
        type=column.type,
        role=Role.HINT if text == _INVITATION else Role.BODY,
        align="right" if storage(column.type) == "integer" else "left",
        binding=binding,
        problem=begun.problem if column.role == "code" else "",
    )
