"""Documents on the screen, to be filled as well as read: an empty row at the end of each list, which makes a record.

What the row above says of its owner (project, term, objective) and of its kind goes for the new one too. Only the
window shows it so: the document that is exported, printed or read by a machine has no empty rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import msgspec

from db.definitions import Block, BlockColumn, Document, Entry, EntryColumn
from db.entry.rows import one_row
from db.entry.settle import Desk, desk_of
from db.forms.facts import TABLES
from db.forms.growing import NEW_KIND, NEW_ROW
from db.forms.sheet import Binding, Cell, Growth, Role, Sheet

if TYPE_CHECKING:
    from db.book import Book

_RECORDS = frozenset({"record"})
_OWNERS = frozenset({"unit", "project", "objective"})


class _Place(msgspec.Struct, frozen=True):
    """Where an empty row goes: behind the body row `after`, under the key `key`. `above`: the record it is like, None
    for the first one."""

    block: Block
    key: str
    after: int
    above: int | None


def grown_document(book: Book, sheet: Sheet) -> Sheet:
    """The Sheet of a document with an empty row at the end of its lists; any other Sheet as it is."""
    form = book.pack.forms.get(sheet.form)
    if not isinstance(form, Document):
        return sheet
    desk = desk_of(book)
    for place in reversed(list(_places(form, sheet))):
        column = _naming(book, place.block)
        said = _said(book, desk, place, sheet, column) if column is not None else None
        if column is not None and said is not None:
            sheet = _with_row(book, form, sheet, place, column, said)
    return sheet


def _places(form: Document, sheet: Sheet) -> Iterator[_Place]:
    """The ends of the lists, top down: of each section where a list has such."""
    for block in form.blocks:
        if block.kind != "list":
            continue
        own = [at for at, key in enumerate(sheet.row_keys) if key.startswith(f"{block.id}/")]
        ends_before = 0
        for at in own:
            kind, next_kind = sheet.row_kinds[at], sheet.row_kinds[at + 1] if at + 1 in own else ""
            ends = kind in _RECORDS and next_kind not in _RECORDS
            if ends or (kind == "header" and next_kind not in {"header", *_RECORDS}):
                # The place in its list names it: rows that come above it leave it the one it is.
                ends_before += 1
                yield _Place(block, f"{block.id}/{NEW_ROW}{ends_before}", at, at if ends else None)


def _naming(book: Book, block: Block) -> BlockColumn | None:
    """The column of a list whose text makes a record: what its tab requires, else what its rows are named by."""
    entry = _entry(book, block)
    if entry is None:
        return None
    typed = {it.id: it for it in entry.columns if it.type in ("text", "paragraph")}
    own = [it for it in block.columns if it.record in typed and not it.fact]
    required = [it for it in own if typed[it.record].required]
    named = [it for it in own if it.id in block.keys]
    return next(iter([*required, *named]), None)


def _entry(book: Book, block: Block) -> Entry | None:
    """The tab in which the records of a list are made; a record reached through the rows of a tab is made there."""
    table = TABLES.get(block.records)
    if table is None:
        return None
    own = [it for it in book.pack.entries.values() if it.table == table]
    through = [it for it in book.pack.entries.values() if any(column.via == table for column in it.columns)]
    return next(iter([*own, *through]), None)


def _said(book: Book, desk: Desk, place: _Place, sheet: Sheet, column: BlockColumn) -> dict[str, str] | None:
    """What is known of the new record by the column ids of its tab; None when it has no owner yet."""
    entry = _entry(book, place.block)
    if entry is None:
        return None
    if place.above is not None:
        above = _binding(sheet, place.above)
        row = one_row(desk.connection, entry, above.table, above.row_id) if above is not None else None
        if row is None:
            return None
        typed = next(it for it in entry.columns if it.id == column.record)
        return {
            it.id: text
            for it in entry.columns
            if it.id in {*_owning(entry), *typed.like} and (text := row.text(it, desk.context))
        }
    owners = {it.id for it in entry.columns if it.type == "objective"}
    if owners or place.block.section is not None:
        return None
    project = sheet.cells[0].address  # no record tells whose it is: the document does
    project = next((it.address for it in sheet.cells if it.address), project).partition("!")[0].partition("/")[2]
    if "#" in project:
        return None  # several projects of that name: in the tab they are told apart
    known = {"project": project} if project else {}
    for name, value in place.block.scope.items():
        own = next((it for it in entry.columns if it.id == name), None)
        if own is not None and isinstance(value, str):
            known[name] = next((it.label for it in own.choices if it.value == value), value)
    return known


def _owning(entry: Entry) -> list[str]:
    """The columns that say whose a record is."""
    return [
        it.id
        for it in entry.columns
        if it.type in _OWNERS or (it.type == "choice" and (it.via or it.id in entry.within))
    ]


def _binding(sheet: Sheet, at: int) -> Binding | None:
    row = at + sheet.body_start
    return next((it.binding for it in sheet.cells if it.row == row and it.binding is not None), None)


def _with_row(
    book: Book, form: Document, sheet: Sheet, place: _Place, column: BlockColumn, said: Mapping[str, str]
) -> Sheet:
    """One more row behind `place.after`; what stands below moves down, a label at the side grows."""
    entry = _entry(book, place.block)
    assert entry is not None
    row = sheet.body_start + place.after + 1
    typed = next(it for it in entry.columns if it.id == column.record)
    key = place.key
    growth = Growth(entry.id, entry.table, 0, typed.id, form.id, key, column.id, tuple(said.items()), sheet.name)
    cells = [_moved(cell, row, place) for cell in sheet.cells]
    cells += _row_cells(place.block, row, column, growth, typed, said)
    keys, kinds = list(sheet.row_keys), list(sheet.row_kinds)
    keys.insert(place.after + 1, key)
    kinds.insert(place.after + 1, NEW_KIND)
    return msgspec.structs.replace(
        sheet, cells=tuple(sorted(cells, key=lambda it: (it.row, it.column))), body_end=sheet.body_end + 1,
        rows=sheet.rows + 1, row_keys=tuple(keys), row_kinds=tuple(kinds),
    )  # fmt: skip


def _moved(cell: Cell, row: int, place: _Place) -> Cell:
    if cell.row >= row:
        return msgspec.structs.replace(cell, row=cell.row + 1)
    beside = place.block.side and cell.role is Role.LABEL and cell.column == 0
    if beside and cell.row + cell.row_span == row and cell.row_span > 1:
        return msgspec.structs.replace(cell, row_span=cell.row_span + 1)
    return cell


def _row_cells(
    block: Block, row: int, column: BlockColumn, growth: Growth, typed: EntryColumn, said: Mapping[str, str]
) -> Iterator[Cell]:
    at = 1 if block.side else 0
    for own in block.columns:
        open_here = own.id == column.id
        yield Cell(
            row=row,
            column=at,
            column_span=own.span,
            text=f"＋ 填{typed.label}，增加一行" if open_here else said.get(own.record, "") if not own.fact else "",
            role=Role.HINT,
            wrap=True,
            align="left" if open_here else own.align or "left",
            binding=growth if open_here else None,
        )
        at += own.span
