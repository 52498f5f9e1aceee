"""Addresses of checks: row ids of entry lines turned into places, and every address said in words."""

import re
import sqlite3
from typing import TYPE_CHECKING

from db.checks.figures import row_and_column
from db.definitions import Block, Column, Document, Listing, Pivot
from db.entry.order import Order
from db.pack import Pack

if TYPE_CHECKING:
    from db.book import Book

# A select writes `entry/basic/#7.amount` for ledger row 7; outside a check the line is named by its place in the tab.
_ROW_MARK = "#"
# A key that stands for a second row of the same name, `#2`; a name's own `#` is doubled.
_AGAIN = re.compile(r"(?<!#)((?:##)*)#([0-9]+)(?=/|$)")
_PLACEHOLDER = re.compile(r"[(（]\{[^}]*\}[)）]|\{[^}]*\}年?")


def spoken(book: "Book", address: str) -> str:
    """An address of a book in official words: whoever shows one to people asks here."""
    return book.named(Places, lambda: Places(book.pack, book.connection)).spoken(address)


class Places:
    """Reads the order of an entry tab only when a finding stands in it. Good until rows move or are named otherwise.

    Without a connection (a received workbook) there are no entry tabs, and marks stay as they are.
    """

    def __init__(self, pack: Pack, connection: sqlite3.Connection | None = None) -> None:
        self._pack = pack
        self._order = Order(pack, connection) if connection is not None else None

    def address(self, text: str) -> str:
        """The address as users and workbooks know it: `entry/basic/12.amount`."""
        kind, _, rest = text.partition("/")
        if kind != "entry":
            return text
        entry_id, _, cell = rest.partition("/")
        if not cell.startswith(_ROW_MARK) or self._order is None:
            return text
        row, _, column = cell[1:].rpartition(".")
        place = self._order.place(entry_id, row)
        return f"entry/{entry_id}/{place}.{column}" if place else f"entry/{entry_id}"

    def held(self, address: str) -> str:
        """An address as users know it, as it is kept: it holds the row, whose place changes."""
        return self._order.held(address) if self._order is not None else address

    def spoken(self, address: str) -> str:
        """An address in words: `05表“合计”行“公用经费”栏`, `“基本支出”第12行“金额”栏`; '' of none."""
        if not address:
            return ""
        kind, _, rest = address.partition("/")
        if kind == "entry":
            return self._spoken_entry(rest)
        head, mark, cell = address.partition("!")
        form_id, _, project = head.partition("/")
        form = self._pack.forms.get(form_id)
        start = f"{form_id}表" + (f"“{_name(project)}”" if project else "")
        if form is None or not mark:
            return start
        row, column_id = row_and_column(cell)
        if isinstance(form, Document):
            return start + self._spoken_block(form, row, column_id)
        return f"{start}{self._spoken_row(form, row, column_id)}{_spoken_column(form.columns, column_id)}"

    def _spoken_entry(self, rest: str) -> str:
        entry_id, _, cell = rest.partition("/")
        entry = self._pack.entries.get(entry_id)
        if entry is None:
            return entry_id
        place, _, column_id = cell.rpartition(".")
        label = next((column.label for column in entry.columns if column.id == column_id), "").partition("(")[0]
        if entry.layout == "record":
            return f"“{entry.sheet}”的“{label}”"
        row = f"第{place}行" if place.isdecimal() else ""
        if entry.layout == "topics" and place.isdecimal():
            topics = self._order.topics(entry) if self._order is not None else ()
            return (
                f"“{entry.sheet}”的“{topics[int(place) - 1][1]}”" if int(place) <= len(topics) else f"“{entry.sheet}”"
            )
        return f"“{entry.sheet}”{row}" + (f"“{label}”栏" if label else "")

    def _spoken_row(self, form: Pivot | Listing, row: str, column_id: str) -> str:
        if not row:
            return ""
        if row == "total":
            return f"“{(form.rows.total if isinstance(form, Pivot) else form.total) or row}”行"
        if isinstance(form, Listing):
            return f"“{_name(row)}”行"
        if form.rows.by == "list":
            return _spoken_fixed(form, row, column_id)
        catalog = self._pack.catalogs.get(form.rows.by)
        name = catalog.rows[row].name if catalog and row in catalog.rows else ""
        return "" if form.rows.by == "single" else f"“{_name(row)}{' ' if name else ''}{name}”行"

    def _spoken_block(self, form: Document, row: str, column_id: str) -> str:
        block_id, _, key = row.partition("/")
        block = next((block for block in form.blocks if block.id == block_id), None)
        if block is None:
            return ""
        name = (block.heading or block.side).partition("{")[0]
        column = _spoken_column(block.columns, column_id) or _spoken_field(block, column_id)
        where = f"“{_name(key)}”行" if key and not key.startswith("row") else ""
        fixed = next((fixed for fixed in block.fixed if fixed.key == key), None)
        if fixed:
            where = next((f"“{text}”行" for text in fixed.cells.values() if isinstance(text, str) and text), where)
        return (f"“{name}”" if name else "") + where + column


def _name(key: str) -> str:
    """A key of a row as people read it."""
    return _AGAIN.sub(r"\1（第\2个）", key).replace("##", "#")


def _spoken_fixed(form: Pivot, row: str, column_id: str) -> str:
    """A fixed row by the text that stands left of the column."""
    fixed = next((fixed for fixed in form.fixed if fixed.key == row), None)
    text = ""
    for column in form.columns:
        if column.id == column_id:
            break
        cell = fixed.cells.get(column.id) if fixed else None
        text = cell if isinstance(cell, str) and cell else text
    return f"“{text or row}”行"


def _spoken_column(columns: tuple[Column, ...], column_id: str) -> str:
    column = next((column for column in columns if column.id == column_id), None)
    if column is None or not column.head:
        return ""
    # A heading is known without its year and its unit of amounts, which are the book's.
    head = [part for part in (_PLACEHOLDER.sub("", text) for text in dict.fromkeys(column.head)) if part]
    return f"“{'·'.join(head[-2:])}”栏"


def _spoken_field(block: Block, field_id: str) -> str:
    """A field by the label that stands before it."""
    for places in block.places:
        label = ""
        for place in places:
            if place.field == field_id:
                return f"“{label}”" if label else ""
            label = place.label or label
    return ""
