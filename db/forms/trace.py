"""Trace: which ledger rows make a cell, and which cells of other forms they make too.

It is the form's own filter without the sum, so a trace cannot tell another story than the figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from db.definitions import Document, Pivot
from db.forms.draw import words
from db.forms.effects import Effect, document_label, effects, row_label
from db.forms.facts import TABLES
from db.forms.feeds import Bindings
from db.forms.origins import Origin, document_origins, listing_origins, pivot_origins, place_of
from db.forms.printing import print_value
from db.forms.sheet import Binding
from db.money import AmountUnit, format_yuan

if TYPE_CHECKING:
    from db.book import Book

# More lines than anyone reads; the trace says how many there are.
MOST_LINES = 200
# The lines that are asked what else they make: a total's other cells are totals again.
MOST_ASKED = 20


class Source(msgspec.Struct, frozen=True):
    """One ledger row behind a cell: what it is for, its amount (fen, and as printed), where it can be changed.

    `fact` and `row_id` say which row it is.
    """

    label: str
    detail: str
    fen: int
    text: str
    binding: Binding | None
    fact: str = ""
    row_id: int = 0


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


def trace(book: Book, address: str) -> Trace | None:
    """The trace of an amount; None for cells that no ledger amount makes (texts, percents)."""
    found = _origins(book, address)
    return _trace(book, address, found[0], found[1], place_of(address, document=False).form) if found else None


def sources(book: Book, address: str) -> tuple[Source, ...]:
    """Every ledger row that makes an amount, rows of nothing included, in the order they were entered."""
    wanted = _summed_from(book, address) or []
    unit, bindings = words(book).amounts, Bindings(book.connection, book.pack)
    return tuple(
        _source(book, item.fact, row_id, fen, unit, bindings)
        for item in wanted
        for row_id, fen in book.connection.execute(
            f"select id, amount from fact_{item.fact} where {item.sql} order by id"
        ).fetchall()
    )


def amounts_behind(
    book: Book, address: str, between: Sequence[tuple[int, int]], most: int
) -> tuple[tuple[str, int, int], ...]:
    """Fact, id and fen of the ledger rows that add to an amount and lie in one of the ranges of fen, at most `most`."""
    wanted = _summed_from(book, address) or []
    ranges = " or ".join("amount between ? and ?" for _ in between)
    limits = [limit for both in between for limit in both]
    conditions: dict[str, list[str]] = {}
    for item in wanted if between else ():
        conditions.setdefault(item.fact, []).append(f"({item.sql})")
    found: list[tuple[str, int, int]] = []
    for fact, any_of in conditions.items():
        sql = f"select id, amount from fact_{fact} where ({ranges}) and amount <> 0 and ({' or '.join(any_of)}) limit ?"
        found += [(fact, *row) for row in book.connection.execute(sql, (*limits, most))]
    return tuple(found)


def title_of(book: Book, address: str) -> str:
    """What an amount is called: its row and its column; '' for what is none."""
    found = _origins(book, address)
    return found[0] if found else ""


def _origins(book: Book, address: str) -> tuple[str, list[Origin]] | None:
    """What the cell is called, and what it is summed from; None for what is no amount."""
    wanted = _summed_from(book, address)
    return None if wanted is None else (_called(book, address), wanted)


def _summed_from(book: Book, address: str) -> list[Origin] | None:
    """What the cell is summed from; None for what is no amount."""
    form = book.pack.forms.get(address.partition("!")[0].partition("/")[0])
    if isinstance(form, Document):
        place = place_of(address, document=True)
        block = next((block for block in form.blocks if block.id == place.block), None)
        return (document_origins(form, block, book, place) or None) if block else None
    place = place_of(address, document=False)
    column = next((column for column in form.columns if column.id == place.column), None) if form else None
    if form is None or column is None or column.type not in ("amount", "plain"):
        return None
    if isinstance(form, Pivot):
        return pivot_origins(form, place.row_key, column)
    return listing_origins(form, book, place.row_key, column)


def _called(book: Book, address: str) -> str:
    """What an amount's cell is called: its row and its column."""
    form = book.pack.forms[address.partition("!")[0].partition("/")[0]]
    place = place_of(address, isinstance(form, Document))
    if isinstance(form, Document):
        block = next(block for block in form.blocks if block.id == place.block)
        head = next(column for column in block.columns if column.id == place.column).head[-1]
        label = document_label(book, form, block, place.project, place.row_key)
    else:
        column = next(column for column in form.columns if column.id == place.column)
        fixed = isinstance(form, Pivot) and form.rows.by == "list"
        head = " · ".join(column.head[-1:] if fixed else column.head)
        label = row_label(book, form, place.row_key, column)
    return f"{label} {words(book).fill(head)}".strip()


def trace_row(book: Book, table: str, row_id: int) -> Trace | None:
    """The other way round: one ledger row and the printed cells it makes; None for a row that no form counts."""
    fact = next((fact for fact, owner in TABLES.items() if owner == table and fact in _LABELS), None)
    if fact is None:
        return None
    made = _trace(book, "", "", [Origin(fact, f"id = {row_id:d}")], "")
    return msgspec.structs.replace(made, title=made.lines[0].label) if made.lines else None


def _trace(book: Book, address: str, title: str, wanted: list[Origin], own: str) -> Trace:
    unit = words(book).amounts
    found = [(item.fact, row_id, fen) for item in wanted for row_id, fen in _rows(book, item)]
    found.sort(key=lambda row: -abs(row[2]))
    total = sum(fen for *_, fen in found)
    bindings = Bindings(book.connection, book.pack)
    shown = found[:MOST_LINES]
    return Trace(
        address=address,
        title=title,
        fen=total,
        text=print_value(total, "amount", unit) or "0.00",
        yuan=format_yuan(total),
        lines=tuple(_source(book, fact, row_id, fen, unit, bindings) for fact, row_id, fen in shown),
        count=len(found),
        effects=effects(book, own, [(fact, row_id) for fact, row_id, _ in shown[:MOST_ASKED]], unit),
    )


def _rows(book: Book, wanted: Origin) -> list[tuple[int, int]]:
    return book.connection.execute(
        f"select id, amount from fact_{wanted.fact} where {wanted.sql} and amount <> 0"
    ).fetchall()


_LABELS = {
    "line": "select economic || ' ' || coalesce((select name from catalog_economic where code = economic), ''), "
    "function || ' ' || coalesce((select name from catalog_function where code = function), ''), "
    "coalesce((select short from catalog_fund where code = fund), fund), project, note from fact_line where id = ?",
    "funding": "select coalesce((select name from catalog_fund where code = fund), fund), unit_code, "
    "case automatic when 1 then '随支出自动' else '' end, '', '' from fact_funding where id = ?",
    "procurement": "select catalog_label, item_name, project, function_label, '' from fact_procurement where id = ?",
    "service": "select content, project, function_label, '', '' from fact_service where id = ?",
    "project": "select name, unit_name, '', '', '' from fact_project where id = ?",
    "asset": "select name, quantity_text, project, '', '' from fact_asset where id = ?",
    "prior": "select coalesce((select name from catalog_measure where code = measure), measure), "
    "year || '年', unit_code, '', '' from fact_prior where id = ?",
}


def _source(book: Book, fact: str, row_id: int, fen: int, unit: AmountUnit, bindings: Bindings) -> Source:
    said = book.connection.execute(_LABELS[fact], (row_id,)).fetchone() if fact in _LABELS else ("", "")
    label, *details = [str(word) for word in said]
    return Source(
        label=label.strip(),
        detail=" · ".join(word.strip() for word in details if word.strip()),
        fen=fen,
        text=print_value(fen, "amount", unit),
        binding=bindings.of(fact, row_id, "value" if fact == "prior" else "amount"),
        fact=fact,
        row_id=row_id,
    )
