"""Ledger rows that come of typing into a form: what the form says of them, what has to be asked, and the row itself.

The form's own filters, read backwards: the row's code, the column's nature, the form's fund. What they leave open is
proposed from the book and the pack, or asked; a row that still lacks a part becomes a draft in its entry tab.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from db.definitions import Entry, EntryColumn, Pivot
from db.entry.cells import CellFault, parse_cell, print_cell
from db.entry.likely import usual
from db.entry.lookup import Context, Lookup
from db.entry.proposals import followed, proposals
from db.entry.rows import next_row_id
from db.entry.units import spending_units
from db.errors import BookError
from db.forms.growing import Begun, grows
from db.forms.sheet import Binding, Growth
from db.forms.where import values
from db.ledger import Edit, change

if TYPE_CHECKING:
    from db.book import Book, Changes

_CERTAIN = frozenset({"catalog", "only"})  # proposals that are a rule, not a habit


class Ask(msgspec.Struct, frozen=True):
    """A part of a row that the form does not say: its column, label, and the likeliest text, '' without one."""

    column: str
    label: str
    likely: str
    certain: bool


class NewRow(msgspec.Struct, frozen=True):
    """A row about to be made in the tab `entry`: its known texts by column id, and what is asked.

    `title` is what is known of it, in words.
    """

    entry: str
    texts: dict[str, str]
    asks: tuple[Ask, ...]
    title: str

    @property
    def certain(self) -> bool:
        """Can it be made without asking?"""
        return all(ask.certain for ask in self.asks)


def begin(book: Book, form_id: str, text: str) -> Begun:
    """What a code typed into the empty row of a form is: read as its entry tab would read it."""
    form = _form(book, form_id)
    entry = book.pack.entries[next(iter(form.grows.values()))]
    column = _column(entry, form.rows.by)
    lookup = Lookup.read(book.connection, book.pack)
    if not text.strip():
        return Begun()
    try:
        code = parse_cell(column, text, Context(lookup))
    except CellFault as fault:
        return Begun(text, "", fault.reason)
    printed = print_cell(column, code, Context(lookup))
    return Begun(printed, lookup.code_name(column.catalog, printed) or "")


def new_row(book: Book, at: Growth, amount: str, code: str = "") -> NewRow:
    """The row that a text typed at `at` makes. `code`: that of the empty row, when it is the one typed into."""
    if at.said:
        return NewRow(at.entry, {**dict(at.said), at.column: amount}, (), amount)
    form = _form(book, at.form)
    entry = book.pack.entries[form.grows[at.cell]]
    lookup = Lookup.read(book.connection, book.pack)
    texts = _said(form, at, entry, lookup)
    key = "unit" if form.rows.by == "unit" else form.rows.by
    row_key = at.row_key or code
    if row_key:
        texts[key] = row_key.partition("#")[0]
    title = _title(entry, texts, lookup)
    asks = []
    for column in _missing(form, at, entry, texts):
        ask = _ask(book, entry, column, texts, lookup)
        asks.append(ask)
        if ask.certain:
            texts = {**texts, column.id: ask.likely}
    return NewRow(entry.id, {**texts, "amount": amount}, tuple(asks), title)


def grow(book: Book, row: NewRow, answers: Mapping[str, str] | None = None) -> tuple[int, Changes]:
    """Make the row as one action, its id and what changed; without a part that it needs it is a draft in its tab.

    `answers`: texts by column id of what was asked; a certain one that is not answered is taken.
    """
    entry = book.pack.entries[row.entry]
    texts = {**row.texts, **{name: text for name, text in (answers or {}).items() if text}}
    row_id = next_row_id(book.connection, entry)
    edits = [Edit(Binding(entry.id, entry.table, row_id, name), text) for name, text in texts.items()]
    return row_id, change(book, edits)


def complaints(book: Book, row: NewRow, answers: Mapping[str, str]) -> dict[str, str]:
    """Why the answers would leave the row a draft: column id → reason; empty when they make it whole."""
    entry = book.pack.entries[row.entry]
    context = Context(Lookup.read(book.connection, book.pack))
    texts = {**row.texts, **answers}
    found = {}
    for ask in row.asks:
        text = texts.get(ask.column, "")
        try:
            value = parse_cell(_column(entry, ask.column), text, context)
        except CellFault as fault:
            found[ask.column] = fault.reason
            continue
        if value is None:
            found[ask.column] = f"还没有填{ask.label.partition('(')[0]}。"
        elif ask.column == "unit" and isinstance(value, int):
            context = context.beside(unit=value)
    return found


def grow_all(book: Book, edits: Sequence[tuple[Binding, str]]) -> Changes:
    """A block laid over a form: what has a ledger row changes it, what has none makes one; one action.

    Nothing is asked: what is not certain stays open, and its row a draft.
    """
    codes = {
        (at.form, at.row_key): text
        for at, text in edits
        if isinstance(at, Growth) and at.column != "amount" and not at.said
    }
    plain = [Edit(at, text) for at, text in edits if not isinstance(at, Growth)]
    amounts = [
        (at, text)
        for at, text in edits
        if isinstance(at, Growth) and (at.column == "amount" or at.said) and text.strip()
    ]
    with book.action(f"粘贴 {len(edits)} 格") as action:
        if plain:
            change(book, plain)
        for at, text in amounts:
            grow(book, new_row(book, at, text, codes.get((at.form, at.row_key), "")))
    return action.changes


def _form(book: Book, form_id: str) -> Pivot:
    form = grows(book, form_id)
    if form is None:
        raise BookError("这张表不能直接增加行，请在左侧“录入”里加。")
    return form


def _said(form: Pivot, at: Growth, entry: Entry, lookup: Lookup) -> dict[str, str]:
    """What the form's scope and the column's filter say, where that is one value."""
    column = next(it for it in form.columns if it.id == at.cell)
    said = {}
    for name, wanted in {**form.scope, **(column.where or {})}.items():
        own = next((it for it in entry.columns if it.id == name), None)
        if own is not None and len(values(wanted)) == 1:
            said[name] = print_cell(own, values(wanted)[0], Context(lookup))
    return said


def _missing(form: Pivot, at: Growth, entry: Entry, texts: Mapping[str, str]) -> list[EntryColumn]:
    """The columns that a row of the tab cannot do without, in its order."""
    column = next(it for it in form.columns if it.id == at.cell)
    wanted = {**form.scope, **(column.where or {})}

    def answered(it: EntryColumn) -> bool:
        by_default = it.default_from or (
            it.default and it.default in (values(wanted[it.id]) if it.id in wanted else [it.default])
        )
        return bool(texts.get(it.id) or by_default)

    return [it for it in entry.columns if (it.required or it.id in wanted) and it.type != "amount" and not answered(it)]


def _ask(book: Book, entry: Entry, column: EntryColumn, texts: Mapping[str, str], lookup: Lookup) -> Ask:
    beside = followed(entry, texts, lookup)
    before = usual(book, entry, column.id, beside, lookup) if not column.via else []
    if column.type == "code" and len(before) == 1:
        return Ask(column.id, column.label, before[0], certain=True)
    proposed = proposals(book, entry.id, beside, {}).get(column.id)
    if proposed is not None and proposed.by in _CERTAIN:
        return Ask(column.id, column.label, proposed.text, certain=True)
    units = spending_units(book.connection) if column.type == "unit" else ()
    if len(units) == 1:
        return Ask(column.id, column.label, units[0], certain=True)
    only = _the_only(book, entry, column, beside, lookup)
    if only:
        return Ask(column.id, column.label, only, certain=True)
    weak = proposed.text if proposed is not None else (before or [""])[0]
    return Ask(column.id, column.label, weak, certain=False)


def _the_only(book: Book, entry: Entry, column: EntryColumn, beside: Mapping[str, str], lookup: Lookup) -> str:
    """The one code that the pack's proposals lead from to what another cell says: housing fund for its function."""
    found = set()
    for other in entry.columns:
        for proposal in other.propose:
            catalog = book.pack.catalogs.get(proposal.catalog) if proposal.by == "catalog" else None
            if catalog is not None and {column.id, other.id} <= set(catalog.fields) and beside.get(other.id):
                records = (dict(zip(catalog.fields, record, strict=True)) for record in catalog.records)
                found |= {it[column.id] for it in records if it[other.id] == beside[other.id]}
    if len(found) != 1:
        return ""
    code = found.pop()
    # It must not be another nature's: a pension is no running cost.
    implied = followed(entry, {column.id: code}, lookup)
    return code if all(beside.get(name, text) == text for name, text in implied.items()) else ""


def _title(entry: Entry, texts: Mapping[str, str], lookup: Lookup) -> str:
    """`2014001 行政运行 · 公用经费`."""
    codes = [it for it in entry.columns if it.type == "code" and it.printed == "code" and texts.get(it.id)]
    words = [f"{texts[it.id]} {lookup.code_name(it.catalog, texts[it.id]) or ''}".strip() for it in codes]
    return " · ".join([*words, *([texts["nature"]] if texts.get("nature") else [])])


def _column(entry: Entry, column_id: str) -> EntryColumn:
    return next(column for column in entry.columns if column.id == column_id)
