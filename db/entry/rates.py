"""Hints for items that follow others by a rate: pension 16 % of wages, union dues 2 %. Offers, never checks.

The pack's list `rate` holds item, rate, the items of its base, and the rule it comes from.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec

from db.entry.cells import Figure, print_amount
from db.entry.codes import values_of
from db.entry.lookup import Context, Lookup
from db.entry.rows import Row, one_row
from db.forms.where import condition
from db.money import parse_amount

if TYPE_CHECKING:
    from db.book import Book
    from db.definitions import Entry
    from db.forms.sheet import Binding

CATALOG = "rate"


class Rate(msgspec.Struct, frozen=True):
    """A line of the pack's list. `certain`: the rule is a document's, not an office's custom."""

    name: str
    rate: str  # 0.16
    base: tuple[str, ...]
    source: str
    certain: bool


class RateHint(msgspec.Struct, frozen=True):
    """What an amount would be by its rate: the sentence, one without its base, the expression that would be typed, and
    its value in fen.

    `fits`: the amount that is there is just that.
    """

    sentence: str
    short: str
    expression: str
    fen: int
    text: str
    source: str
    fits: bool


def rate_hint(book: Book, at: Binding) -> RateHint | None:
    """The hint for the amount cell of a ledger row or draft; None where no rate applies or its base is empty.

    The base is what this book has of the base items for the same unit, fund and source, whatever their function.
    """
    entry = book.pack.entries.get(at.entry)
    if entry is None or not entry.wide or at.column != "amount":
        return None
    lookup = Lookup.read(book.connection, book.pack)
    row = one_row(book.connection, entry, at.table, at.row_id)
    known = _keys(entry, row, lookup) if row is not None else {}
    rate = _rate(book, known.get(entry.wide, ""))
    if row is None or rate is None:
        return None
    sums = _base(book, entry, lookup, known, rate)
    if not any(sums.values()):
        return None
    return _hint(entry, row, lookup, rate, sums)


def _rate(book: Book, economic: str) -> Rate | None:
    catalog = book.pack.catalogs.get(CATALOG)
    for record in catalog.records if catalog is not None and economic else ():
        line = dict(zip(catalog.fields, record, strict=True)) if catalog is not None else {}
        if line["economic"] == economic:
            base = tuple(line["base"].split())
            return Rate(line["name"], line["rate"], base, line["source"], line["certainty"] == "document")
    return None


def _keys(entry: Entry, row: Row, lookup: Lookup) -> dict[str, str]:
    """The texts of the cells that say whose money it is and what for, a draft's too."""
    columns = {column.id: column for column in entry.columns}
    wanted = [name for name in ("unit", entry.wide, "fund", "source") if name in columns]
    return {name: row.text(columns[name], Context(lookup)) or columns[name].default for name in wanted}


def _base(book: Book, entry: Entry, lookup: Lookup, known: dict[str, str], rate: Rate) -> dict[str, int]:
    """Fen by item of the base, in the base's order. Summed by SQLite: it is asked for at every amount one stops at."""
    wanted = {name: text for name, text in known.items() if name != entry.wide}
    beside = values_of(entry.columns, wanted, lookup)
    if beside.keys() != wanted.keys():
        return {}
    where = condition(entry.scope, f"entry/{entry.id}") + "".join(f" and {name} = ?" for name in beside)
    items = ", ".join("?" * len(rate.base))
    found = book.connection.execute(
        f"select {entry.wide}, sum(amount) from {entry.table} where {where} and {entry.wide} in ({items}) group by 1",
        (*beside.values(), *rate.base),
    )
    sums: dict[str, int] = dict(found.fetchall())
    return {item: sums[item] for item in rate.base if sums.get(item)}


def _hint(entry: Entry, row: Row, lookup: Lookup, rate: Rate, sums: dict[str, int]) -> RateHint:
    context = Context(lookup)
    catalog = next(column.catalog for column in entry.columns if column.id == entry.wide)
    figures = [print_amount(fen, context) for fen in sums.values()]
    expression = f"=({'+'.join(figures)})*{rate.rate}" if len(figures) > 1 else f"={figures[0]}*{rate.rate}"
    fen = parse_amount(expression, lookup.amounts).fen
    text = print_amount(fen, context)
    names = " + ".join(
        f"{lookup.code_name(catalog, item) or item} {figure}" for item, figure in zip(sums, figures, strict=True)
    )
    of = f"({names})" if len(sums) > 1 else names
    percent = f"{(Decimal(rate.rate) * 100).normalize():f}%"
    amount = next(column for column in entry.columns if column.id == "amount")
    filled = (row.values or {}).get("amount")
    there = filled.fen if isinstance(filled, Figure) else None
    said = print_amount(there, context) if there is not None else row.text(amount, context) or "空"
    sentence = f"{rate.name}约为 {of} × {percent} = {text}，已填 {said}。"
    source = rate.source if rate.certain else f"{rate.source}（请核对）"
    short = f"{rate.name}按 {percent} 约为 {text}，已填 {said}"
    return RateHint(sentence, short, expression, fen, text, source, there == fen)
