"""Trace: which ledger rows make a cell, and which cells of other forms they make too.

It is the form's own filter without the sum, so a trace cannot tell another story than the figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import msgspec

from db.definitions import Column, Document, Listing, Pivot
from db.forms.amounts import Leaf, filters, fixed_cell, parts
from db.forms.draw import words
from db.forms.facts import TABLES
from db.forms.feeds import Bindings
from db.forms.listing import record_ids_sql
from db.forms.printing import print_value
from db.forms.sheet import Binding
from db.forms.where import condition, holds, literal, storage
from db.money import AmountUnit, format_yuan

if TYPE_CHECKING:
    from db.book import Book

# More lines than anyone reads; the trace says how many there are.
MOST_LINES = 200


class Source(msgspec.Struct, frozen=True):
    """One ledger row behind a cell: what it is for, its amount (fen, and as printed), where it can be changed."""

    label: str
    detail: str
    fen: int
    text: str
    binding: Binding | None


class Effect(msgspec.Struct, frozen=True):
    """A cell of another form that the same ledger rows make."""

    address: str
    form: str
    label: str
    text: str


class Trace(msgspec.Struct, frozen=True):
    """What a cell is made of. `fen` is the sum of all its rows; `lines` the largest of them, `count` all."""

    address: str
    title: str
    fen: int
    text: str
    yuan: str
    lines: tuple[Source, ...]
    count: int
    effects: tuple[Effect, ...]


class _Filter(msgspec.Struct, frozen=True):
    """Rows of a fact view: an SQL condition."""

    origin: str
    sql: str


def trace(book: Book, address: str) -> Trace | None:
    """The trace of an amount cell; None for cells that no ledger amount makes (texts, documents' own words)."""
    form_id, _, place = address.partition("!")
    row_key, _, column_id = place.rpartition(".")
    form = book.pack.forms.get(form_id)
    if form is None or isinstance(form, Document):
        return None
    column = next((column for column in form.columns if column.id == column_id), None)
    if column is None or column.type not in ("amount", "plain"):
        return None
    wanted = _pivot_filters(form, row_key, column) if isinstance(form, Pivot) else None
    if wanted is None:
        wanted = _listing_filters(form, book, row_key, column) if isinstance(form, Listing) else []
    unit = words(book).amounts
    found = [(item.origin, row_id, fen) for item in wanted for row_id, fen in _rows(book, item)]
    found.sort(key=lambda row: -abs(row[2]))
    total = sum(fen for *_, fen in found)
    bindings = Bindings(book.connection, book.pack)
    shown = found[:MOST_LINES]
    return Trace(
        address=address,
        title=f"{_row_name(book, form, row_key)} {' · '.join(column.head)}".strip(),
        fen=total,
        text=print_value(total, "amount", unit) or "0.00",
        yuan=format_yuan(total),
        lines=tuple(_source(book, origin, row_id, fen, unit, bindings) for origin, row_id, fen in shown),
        count=len(found),
        effects=_effects(book, form_id, [(origin, row_id) for origin, row_id, _ in shown[:20]], unit),
    )


def trace_row(book: Book, table: str, row_id: int) -> Trace | None:
    """The other way round: one ledger row and the printed cells it makes; None for a row that no form counts."""
    origin = next((origin for origin, owner in TABLES.items() if owner == table and origin in _LABELS), None)
    found = _rows(book, _Filter(origin, f"id = {row_id:d}")) if origin is not None else []
    if origin is None or not found:
        return None
    unit, fen = words(book).amounts, found[0][1]
    line = _source(book, origin, row_id, fen, unit, Bindings(book.connection, book.pack))
    return Trace(
        address="",
        title=line.label,
        fen=fen,
        text=line.text,
        yuan=format_yuan(fen),
        lines=(line,),
        count=1,
        effects=_effects(book, "", [(origin, row_id)], unit),
    )


def _rows(book: Book, wanted: _Filter) -> list[tuple[int, int]]:
    return book.connection.execute(
        f"select id, amount from fact_{wanted.origin} where {wanted.sql} and amount <> 0"
    ).fetchall()


def _pivot_filters(form: Pivot, row_key: str, column: Column) -> list[_Filter]:
    place = f"forms/{form.id}"
    if form.rows.by == "list":
        row = next((row for row in form.fixed if row.key == row_key), None)
        what = fixed_cell(form, row, column, place)[1] if row and storage(column.type) == "integer" else ()
        leaves = what if isinstance(what, tuple) else ()
    else:
        leaves = tuple(Leaf(form.origin, part.where or {}) for part in parts(form.columns, column, place))
    row_sql = "1" if form.rows.by == "list" else _row_condition(form, row_key)
    return [
        _Filter(leaf.origin, f"{condition(form.scope, place)} and {condition(leaf.where, place)} and {row_sql}")
        for leaf in leaves
    ]


def _row_condition(form: Pivot, row_key: str) -> str:
    """The rows of a pivot as a condition: everything, the lines below a code, or those of a unit."""
    if row_key in ("total", "row"):
        return "1"
    code = literal(row_key.partition("#")[0])
    if form.rows.by == "unit":
        return f"{code} in (unit_code, department)"
    # A code's lines are those whose own code begins with it: that is what a classification by length means.
    return f"substr({form.rows.by}, 1, length({code})) = {code}"


def _listing_filters(form: Listing, book: Book, row_key: str, column: Column) -> list[_Filter]:
    relation = book.stages.rows(f"form_{form.id}")
    row = next((row for row in relation if row[3] == row_key), None)
    if row is None:
        return []
    ids = _records_below(form, dict(book.connection.execute(record_ids_sql(form)).fetchall()), relation, row)
    if not ids:
        return []
    listed = ", ".join(str(row_id) for row_id in ids)
    found = []
    for part in parts(form.columns, column, f"forms/{form.id}"):
        if part.where is not None:
            found.append(_Filter(part.origin, f"{condition(part.where, '')} and {form.link} in ({listed})"))
        elif part.record == "amount":
            found.append(_Filter(form.records, f"id in ({listed})"))
    return found


def _records_below(
    form: Listing, ids: Mapping[int, int], relation: tuple[tuple[object, ...], ...], row: tuple[object, ...]
) -> list[int]:
    """The records a row stands for: itself, or those printed below a group row until the next of its rank or higher."""
    ranks = ["total", "department", "unit", "category", "record"]
    rank = ranks.index(str(row[2]))
    if row[2] == "record":
        return [ids[int(str(row[1]))]] if int(str(row[1])) in ids else []
    found = []
    for other in relation[int(str(row[1])) :]:
        if ranks.index(str(other[2])) <= rank and other[2] != "record":
            break
        if other[2] == "record" and int(str(other[1])) in ids:
            found.append(ids[int(str(other[1]))])
    return found


def _row_name(book: Book, form: Pivot | Listing, row_key: str) -> str:
    columns = book.stages.columns(f"form_{form.id}")
    row = next((row for row in book.stages.rows(f"form_{form.id}") if row[3] == row_key), None)
    if row is None:
        return row_key
    shown = [
        str(row[columns.index(column.id)])
        for column in form.columns
        if column.role or (column.type == "text" and storage(column.type) == "text" and column.id.endswith("_item"))
    ]
    return " ".join(text for text in shown[:2] if text)


_LABELS = {
    "line": "select economic || ' ' || coalesce((select name from catalog_economic where code = economic), ''), "
    "function || ' ' || coalesce((select name from catalog_function where code = function), ''), "
    "coalesce((select short from catalog_fund where code = fund), fund), project, note from fact_line where id = ?",
    "funding": "select coalesce((select name from catalog_fund where code = fund), fund), unit_code, "
    "case automatic when 1 then '随支出自动' else '' end, '', '' from fact_funding where id = ?",
    "procurement": "select catalog_label, item_name, project, function_label, '' from fact_procurement where id = ?",
    "service": "select content, project, function_label, '', '' from fact_service where id = ?",
    "project": "select name, unit_name, '', '', '' from fact_project where id = ?",
}


def _source(book: Book, origin: str, row_id: int, fen: int, unit: AmountUnit, bindings: Bindings) -> Source:
    words_of_row = book.connection.execute(_LABELS[origin], (row_id,)).fetchone() if origin in _LABELS else ("", "")
    label, *details = [str(word) for word in words_of_row]
    return Source(
        label=label.strip(),
        detail=" · ".join(word.strip() for word in details if word.strip()),
        fen=fen,
        text=print_value(fen, "amount", unit),
        binding=bindings.of(origin, row_id, "amount"),
    )


def _effects(book: Book, own: str, rows: list[tuple[str, int]], unit: AmountUnit) -> tuple[Effect, ...]:
    """One cell of each other form: the lowest row that the first of the rows stands in."""
    facts = [(origin, _fact(book, origin, row_id)) for origin, row_id in rows]
    found: dict[str, Effect] = {}
    for form in book.pack.forms.values():
        if form.id == own or isinstance(form, Document):
            continue
        columns = book.stages.columns(f"form_{form.id}")
        relation = {row[3]: row for row in book.stages.rows(f"form_{form.id}")}
        for row_key, column in (cell for origin, fact in facts for cell in _cells_of(form, origin, fact)):
            row = relation.get(row_key)
            if row is None or form.id in found:
                continue
            text = print_value(row[columns.index(column.id)], column.type, unit)
            label = f"{row_key} · {column.head[-1]}" if row_key not in ("row", "total") else column.head[-1]
            if isinstance(form, Pivot) and form.rows.by == "list":
                label = _row_name(book, form, row_key)
            found[form.id] = Effect(f"{form.id}!{row_key}.{column.id}", form.short, label, text)
    return tuple(found.values())


def _fact(book: Book, origin: str, row_id: int) -> dict[str, object]:
    cursor = book.connection.execute(f"select * from fact_{origin} where id = ?", (row_id,))
    names = [column[0] for column in cursor.description]
    return dict(zip(names, cursor.fetchone() or (), strict=False))


def _cells_of(form: Pivot | Listing, origin: str, fact: Mapping[str, object]) -> Iterator[tuple[str, Column]]:
    """The lowest cells of a form that a fact row is counted in."""
    if isinstance(form, Pivot) and form.rows.by == "list":
        for row in form.fixed:
            for column in form.columns:
                cell = row.cells.get(column.id)
                if cell is None or isinstance(cell, str) or cell.add or cell.share_of or cell.origin != origin:
                    continue
                if holds(form.scope, fact) and holds(cell.where, fact):
                    yield row.key, column
        return
    for column in filters(form.columns):
        source = form.origin if isinstance(form, Pivot) else column.origin
        if source != origin or not holds(form.scope if isinstance(form, Pivot) else {}, fact):
            continue
        if not holds(column.where or {}, fact):
            continue
        if isinstance(form, Listing):
            yield str(fact.get("project", "")).replace("#", "##"), column
        else:
            by = {"unit": "unit_code", "single": ""}.get(form.rows.by, form.rows.by)
            yield (str(fact[by]) if by else "row"), column
