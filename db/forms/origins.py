"""What a printed amount is summed from: fact rows, as conditions. The form's own filters, without the sum."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec

from db.definitions import Block, Column, Document, Listing, Pivot
from db.forms.amounts import Leaf, fixed_cell, parts
from db.forms.document import pivot_leaves, refs_sql
from db.forms.listing import record_ids_sql
from db.forms.where import condition, literal, storage

if TYPE_CHECKING:
    from db.book import Book


class Origin(msgspec.Struct, frozen=True):
    """Rows of a fact view (named without its prefix): an SQL condition over its columns."""

    fact: str
    sql: str


class Place(msgspec.Struct, frozen=True):
    """An address taken apart: `15/信访!costs/办公.local` → form, project, block, row_key, column."""

    form: str
    project: str
    block: str
    row_key: str
    column: str


def place_of(address: str, document: bool) -> Place:
    """The parts of an address of a form's cell; `document`: is its form made of blocks?"""
    form, _, cell = address.partition("!")
    form, _, project = form.partition("/")
    row_key, _, column = cell.rpartition(".")
    block = ""
    if document:
        block, _, row_key = row_key.partition("/")
    return Place(form, project, block, row_key, column)


def pivot_origins(form: Pivot, row_key: str, column: Column) -> list[Origin]:
    """What a pivot's cell is made of; nothing for texts and percents."""
    place = f"forms/{form.id}"
    row_sql = "1"
    if form.rows.by == "list":
        row = next((row for row in form.fixed if row.key == row_key), None)
        what = fixed_cell(form, row, column, place)[1] if row and storage(column.type) == "integer" else ()
        leaves = what if isinstance(what, tuple) else ()
    else:
        leaves = tuple(Leaf(form.origin, part.where or {}) for part in parts(form.columns, column, place))
        row_sql = _row_condition(form, row_key)
    scope = condition(form.scope, place)
    return [Origin(leaf.origin, f"{scope} and {condition(leaf.where, place)} and {row_sql}") for leaf in leaves]


def _row_condition(form: Pivot, row_key: str) -> str:
    """The rows of a pivot as a condition: everything, the lines below a code, or those of a unit."""
    if row_key in ("total", "row"):
        return "1"
    code = literal(row_key.partition("#")[0])
    if form.rows.by == "unit":
        return f"{code} in (unit_code, department)"
    # A code's lines are those whose own code begins with it: that is what a classification by length means.
    return f"substr({form.rows.by}, 1, length({code})) = {code}"


def listing_origins(form: Listing, book: Book, row_key: str, column: Column) -> list[Origin]:
    """What a list's cell is made of: the facts of its record, or of all records below a group row."""
    relation = book.stages.rows(f"form_{form.id}")
    row = next((row for row in relation if row[3] == row_key), None)
    if row is None:
        return []
    ids = _records_below(dict(book.connection.execute(record_ids_sql(form)).fetchall()), relation, row)
    place = f"forms/{form.id}"
    return _of_records(form.records, form.link, ids, parts(form.columns, column, place), place)


def _of_records(records: str, link: str, ids: list[int], columns: tuple[Column, ...], place: str) -> list[Origin]:
    listed = ", ".join(str(row_id) for row_id in ids)
    found = []
    for part in columns if ids else ():
        if part.where is not None:
            found.append(Origin(part.origin, f"{condition(part.where, place)} and {link} in ({listed})"))
        elif part.record == "amount":
            found.append(Origin(records, f"id in ({listed})"))
    return found


def _records_below(
    ids: Mapping[int, int], relation: tuple[tuple[object, ...], ...], row: tuple[object, ...]
) -> list[int]:
    """The records a row stands for: itself, or those printed below a group row until the next of its rank or higher."""
    ranks = ["total", "department", "unit", "category", "record"]
    rank, start = ranks.index(str(row[2])), int(str(row[1]))
    if row[2] == "record":
        return [ids[start]] if start in ids else []
    found = []
    for other in relation[start:]:
        if ranks.index(str(other[2])) <= rank and other[2] != "record":
            break
        if other[2] == "record" and int(str(other[1])) in ids:
            found.append(ids[int(str(other[1]))])
    return found


def document_origins(form: Document, block: Block, book: Book, place: Place) -> list[Origin]:
    """What a number in a document's block is made of; nothing for texts, shares and what is typed as it stands."""
    column = next((column for column in block.columns if column.id == place.column), None)
    if column is None or column.type not in ("amount", "plain"):
        return []
    where = f"forms/{form.id} {block.id}"
    if block.kind == "pivot":
        what = pivot_leaves(form, block).get((place.row_key, place.column), ())
        leaves = what if isinstance(what, tuple) else ()
        own = "1"
        if form.per:
            key = literal(place.project)
            own = f"project_ref in (select project_ref from fact_project_key where project_key = {key})"
        return [Origin(leaf.origin, f"{condition(leaf.where, where)} and {own}") for leaf in leaves]
    sql, _ = refs_sql(form, block)
    ids = [
        int(row_id)
        for project, _, row_key, row_id, *_ in book.connection.execute(sql)
        if (project, row_key) == (place.project, place.row_key)
    ]
    return _of_records(block.records, block.link, ids, parts(block.columns, column, where), where)
