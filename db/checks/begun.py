"""Which tabs of the window somebody has begun: what is missing in the others is no news yet."""

from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from db.entry.pending import ENTRY
from db.forms.where import condition

if TYPE_CHECKING:
    from db.book import Book
    from db.definitions import Entry


class Begun(msgspec.Struct, frozen=True):
    """The tabs somebody has begun, and whether there is anything in the forms."""

    tabs: frozenset[str]
    forms: bool


def begun(book: "Book") -> Begun:
    """What has been begun, as the window shows it: income that follows spending begins its tab too."""
    tabs = tabs_begun(book)
    # A form is begun with the book: one that stays empty says so in its note, which is an answer too.
    lines, income = book.connection.execute(
        "select exists (select 1 from expenditure), exists (select 1 from fact_funding where amount <> 0)"
    ).fetchone()
    if income:
        tabs |= {entry.tab for entry in book.pack.entries.values() if entry.table == "funding"}
    return Begun(tabs, bool(lines))


class _Tabs(msgspec.Struct, frozen=True):
    """The tabs somebody has begun: asked after every edit, while no figure begins one or empties it."""

    begun: frozenset[str]


def tabs_begun(book: "Book") -> frozenset[str]:
    """Tabs in which something stands that the office wrote itself. Units and automatic income come with a new book."""
    return book.named(_Tabs, lambda: _Tabs(_tabs_begun(book))).begun


def _tabs_begun(book: "Book") -> frozenset[str]:
    waiting = {row[0] for row in book.connection.execute("select distinct table_name from pending")}
    # A draft stands in one tab only, and several tabs may have its table.
    drafts = {
        row[0] for row in book.connection.execute("select distinct text from pending where column_name = ?", (ENTRY,))
    }
    shared = Counter(entry.table for entry in book.pack.entries.values())
    return frozenset(
        entry.tab
        for entry in book.pack.entries.values()
        if entry.id in drafts
        or (entry.table in waiting and shared[entry.table] == 1)
        or book.connection.execute(_written(entry)).fetchone()
    )


def _written(entry: "Entry") -> str:
    """A select that has a row when the entry holds something of the office's own."""
    where = condition(entry.scope, f"entry/{entry.id}")
    if entry.layout == "record":
        blank = " || ".join(
            f"coalesce({column.id}, '')" for column in entry.columns if not _given(column.required, column.id)
        )
        return f"select 1 from {entry.table} where {blank} <> '' limit 1" if blank else "select 1 where 0"
    if entry.layout == "topics":
        return f"select 1 from {entry.table} where text <> '' limit 1"
    if entry.table == "funding":
        where += " and automatic = 0"
    if entry.table == "unit":
        return "select 1 where 0"
    return f"select 1 from {entry.table} where {where} limit 1"


def _given(required: bool, column: str) -> bool:
    return required or column in ("year", "amounts", "legal_name", "short_name")
