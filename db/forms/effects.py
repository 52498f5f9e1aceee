"""The printed cells that ledger rows make: the forms' filters asked the other way round."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from db.definitions import AmountOf, Block, Column, Document, FixedRow, Listing, Pivot, Where
from db.forms.amounts import filters
from db.forms.document import block_relation
from db.forms.draw import words
from db.forms.printing import print_value
from db.forms.stages import Row
from db.forms.where import holds
from db.money import AmountUnit
from db.pack import FormKind

if TYPE_CHECKING:
    from db.book import Book

Fact = Mapping[str, object]


class Effect(msgspec.Struct, frozen=True):
    """A printed cell that a ledger row is counted in."""

    address: str
    form: str
    label: str
    text: str


def effects(book: Book, own: str, rows: Sequence[tuple[str, int]], unit: AmountUnit) -> tuple[Effect, ...]:
    """One cell of each form but `own`: the lowest row that the first of the facts (name, id) stands in."""
    facts = [(origin, _fact(book, origin, row_id)) for origin, row_id in rows]
    found = []
    for form in book.pack.forms.values():
        if form.id != own:
            cells = (cell for origin, fact in facts for cell in _cells(book, form, origin, fact))
            effect = next((effect for cell in cells if (effect := _printed(book, form, *cell, unit))), None)
            found += [effect] if effect else []
    return tuple(found)


def row_label(book: Book, form: Pivot | Listing, row_key: str, column: Column) -> str:
    """What a row is called on the page: its code and name, or the text beside the figure in a form of fixed rows."""
    row = next((row for row in book.stages.rows(f"form_{form.id}") if row[3] == row_key), None)
    if row is None:
        return row_key
    columns = book.stages.columns(f"form_{form.id}")
    texts = [other for other in form.columns if other.role]
    if isinstance(form, Pivot) and form.rows.by == "list":
        before = form.columns[: [other.id for other in form.columns].index(column.id)]
        texts = [other for other in before if other.type == "text"][-1:]
    return " ".join(text for other in texts[:2] if (text := str(row[columns.index(other.id)])))


def _fact(book: Book, origin: str, row_id: int) -> Fact:
    cursor = book.connection.execute(f"select * from fact_{origin} where id = ?", (row_id,))
    names = [column[0] for column in cursor.description]
    return dict(zip(names, cursor.fetchone() or (), strict=False))


Found = tuple[Block | None, str, str, Column]  # block, project key, row_key, column


def _cells(book: Book, form: FormKind, origin: str, fact: Fact) -> Iterator[Found]:
    """The lowest cells of a form that a fact is counted in."""
    if isinstance(form, Document):
        yield from _document_cells(book, form, origin, fact)
    elif isinstance(form, Listing):
        for column in _leaves(form.columns, origin, fact):
            yield None, "", _project_key(book, fact), column
    elif form.rows.by == "list":
        if holds(form.scope, fact):
            for row_key, column in _fixed_cells(form.fixed, form.columns, origin, fact):
                yield None, "", row_key, column
    elif form.origin == origin and holds(form.scope, fact):
        by = {"unit": "unit_code", "single": ""}.get(form.rows.by, form.rows.by)
        for column in _leaves(form.columns, origin, fact, form.origin):
            yield None, "", str(fact[by]) if by else "row", column


def _leaves(columns: Sequence[Column], origin: str, fact: Fact, source: str = "") -> Iterator[Column]:
    """The columns whose filter a fact passes; `source`: where all of them look, if not each for itself."""
    for column in filters(tuple(columns)):
        if (source or column.origin) == origin and _passes(column.where or {}, fact):
            yield column


def _fixed_cells(
    rows: Sequence[FixedRow], columns: Sequence[Column], origin: str, fact: Fact
) -> Iterator[tuple[str, Column]]:
    for row in rows:
        for column in columns:
            cell = row.cells.get(column.id)
            leaf = isinstance(cell, AmountOf) and not (cell.add or cell.share_of) and cell.origin == origin
            if isinstance(cell, AmountOf) and leaf and _passes(cell.where, fact):
                yield row.key, column


def _passes(where: Where, fact: Fact) -> bool:
    return where.keys() <= fact.keys() and holds(where, fact)


def _project_key(book: Book, fact: Fact) -> str:
    """The key of a fact's project among those of its name; '' for a fact of no project."""
    row = book.connection.execute(
        "select project_key from fact_project_key where project_ref = ?", (fact.get("project_ref"),)
    ).fetchone()
    return str(row[0]) if row else ""


def _document_cells(book: Book, form: Document, origin: str, fact: Fact) -> Iterator[Found]:
    project = _project_key(book, fact) if form.per else ""
    if form.per and not project:
        return
    for block in form.blocks:
        for row_key, column in _fixed_cells(block.fixed, block.columns, origin, fact):
            yield block, project, row_key, column


def _printed(
    book: Book, form: FormKind, block: Block | None, project: str, row_key: str, column: Column, unit: AmountUnit
) -> Effect | None:
    """The cell as it stands on the page now; None where it is not printed."""
    name = block_relation(form, block) if block and isinstance(form, Document) else f"form_{form.id}"
    columns = book.stages.columns(name)
    row = _row(book, name, project, row_key)
    if row is None:
        return None
    text = print_value(row[columns.index(column.id)], column.type, unit)
    if isinstance(form, Document):
        place = f"{form.id}/{project}" if project else form.id
        label = document_label(book, form, block, project, row_key) if block else row_key
        return Effect(f"{place}!{block.id if block else ''}/{row_key}.{column.id}", form.short, label, text)
    label = row_label(book, form, row_key, column)
    if not (isinstance(form, Pivot) and form.rows.by == "list"):
        heading = words(book).fill(column.head[-1])
        label = f"{row_key} · {heading}" if row_key not in ("row", "total") else heading
    return Effect(f"{form.id}!{row_key}.{column.id}", form.short, label, text)


def document_label(book: Book, form: Document, block: Block, project: str, row_key: str) -> str:
    """What a row of a document's block is called on the page: its last text, which stands beside its numbers."""
    name = block_relation(form, block)
    row = _row(book, name, project, row_key)
    texts = [column for column in block.columns if column.type == "text"]
    if row is None or not texts:
        return row_key
    columns = book.stages.columns(name)
    first = [text for column in texts if (text := str(row[columns.index(column.id)]))]
    return (first[-1] if block.kind == "pivot" else first[0]) if first else row_key


def _row(book: Book, name: str, project: str, row_key: str) -> Row | None:
    columns = book.stages.columns(name)
    key_at = columns.index("row_key")
    project_at = columns.index("project") if "project" in columns[:2] else None
    for row in book.stages.rows(name):
        if row[key_at] == row_key and (project_at is None or row[project_at] == project):
            return row
    return None
