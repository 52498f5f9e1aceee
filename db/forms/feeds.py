"""Which ledger row feeds a form's cell: a cell fed by just one can be typed into."""

import sqlite3
from collections.abc import Iterable

import msgspec

from db.definitions import Entry, Listing, Pivot
from db.forms.amounts import Leaf, filters, fixed_cell
from db.forms.facts import TABLES
from db.forms.listing import record_ids_sql
from db.forms.sheet import Binding
from db.forms.where import Filter, condition, dimensions, holds, storage
from db.pack import Pack


class Feed(msgspec.Struct, frozen=True):
    """A single fact row behind a cell: `fact` without prefix, the ledger row's `id`."""

    fact: str
    row_id: int


def pivot_feeds(form: Pivot, connection: sqlite3.Connection) -> dict[tuple[str, str], Feed]:
    """(row_key, column id) → the only fact row of that cell. Sums, totals and upper levels are never typed into."""
    counted: dict[tuple[str, str], tuple[int, Feed]] = {}

    def count(cell: tuple[str, str], number: int, feed: Feed) -> None:
        before, _ = counted.get(cell, (0, feed))
        counted[cell] = (before + number, feed)

    if form.rows.by == "list":
        leaves = _single_leaves(form)
        for origin in {leaf.origin for leaf in leaves.values()}:
            for fact, number, row_id in _groups(
                connection,
                origin,
                (),
                (leaf.where for leaf in leaves.values() if leaf.origin == origin),
                form,
            ):
                for cell, leaf in leaves.items():
                    if leaf.origin == origin and holds(leaf.where, fact):
                        count(cell, number, Feed(origin, row_id))
    else:
        by = {"unit": "unit_code", "single": ""}.get(form.rows.by, form.rows.by)
        columns = filters(form.columns)
        for fact, number, row_id in _groups(
            connection, form.origin, (by,) if by else (), (column.where or {} for column in columns), form
        ):
            for column in columns:
                if holds(column.where or {}, fact):
                    count((str(fact[by]) if by else "row", column.id), number, Feed(form.origin, row_id))
    return {cell: feed for cell, (number, feed) in counted.items() if number == 1}


def _single_leaves(form: Pivot) -> dict[tuple[str, str], Leaf]:
    """The cells of a fixed list that are one filter themselves."""
    found: dict[tuple[str, str], Leaf] = {}
    for row in form.fixed:
        for column in form.columns:
            cell = row.cells.get(column.id)
            if storage(column.type) == "integer" and cell is not None and not isinstance(cell, str) and not cell.add:
                what = fixed_cell(form, row, column, f"forms/{form.id}")[1]
                if isinstance(what, tuple) and len(what) == 1:
                    found[row.key, column.id] = what[0]
    return found


def _groups(
    connection: sqlite3.Connection,
    origin: str,
    rows: tuple[str, ...],
    wheres: Iterable[Filter],
    form: Pivot,
) -> Iterable[tuple[dict[str, object], int, int]]:
    place = f"forms/{form.id}"
    by = tuple(dict.fromkeys((*rows, *dimensions(wheres, place))))
    grouped = f" group by {', '.join(by)}" if by else ""
    shown = ", ".join((*by, "count(*)", "min(id)"))
    sql = f"select {shown} from fact_{origin} where {condition(form.scope, place)}{grouped}"
    for found in connection.execute(sql):
        if found[-2]:
            yield dict(zip(by, found, strict=False)), found[-2], found[-1]


def listing_feeds(form: Listing, connection: sqlite3.Connection) -> tuple[dict[int, int], dict[tuple[int, str], Feed]]:
    """ordinal → the record's ledger id, and (record's id, column id) → the only fact row of an amount cell."""
    records = dict(connection.execute(record_ids_sql(form)))
    counted: dict[tuple[int, str], tuple[int, Feed]] = {}
    columns = filters(form.columns)
    if columns and form.link:
        place = f"forms/{form.id}"
        by = tuple(dict.fromkeys((form.link, *dimensions((column.where for column in columns), place))))
        origin = columns[0].origin
        for found in connection.execute(
            f"select {', '.join(by)}, count(*), min(id) from fact_{origin} "
            f"where {form.link} is not null group by {', '.join(by)}"
        ):
            fact = dict(zip(by, found, strict=False))
            for column in columns:
                if holds(column.where or {}, fact):
                    cell = (int(fact[form.link]), column.id)
                    before, _ = counted.get(cell, (0, None))
                    counted[cell] = (before + found[-2], Feed(origin, found[-1]))
    return records, {cell: feed for cell, (number, feed) in counted.items() if number == 1}


class Bindings:
    """Bindings to ledger cells, each with the entry tab whose column definition reads what is typed."""

    def __init__(self, connection: sqlite3.Connection, pack: Pack) -> None:
        self._connection = connection
        self._entries: dict[str, list[Entry]] = {}
        for entry in pack.entries.values():
            self._entries.setdefault(entry.table, []).append(entry)
        self._rows: dict[tuple[str, int], dict[str, object]] = {}

    def of(self, fact: str, row_id: int, column: str) -> Binding | None:
        """The binding of a column of a fact's ledger row; None when no entry tab takes that column."""
        table = TABLES.get(fact)
        if table is None:
            return None
        for entry in self._entries.get(table, ()):
            if any(own.id == column and not own.via for own in entry.columns) and (
                not entry.scope or holds(entry.scope, self._row(table, row_id))
            ):
                return Binding(entry.id, table, row_id, column)
        return None

    def _row(self, table: str, row_id: int) -> dict[str, object]:
        key = (table, row_id)
        if key not in self._rows:
            cursor = self._connection.execute(f"select * from {table} where id = ?", (row_id,))
            names = [column[0] for column in cursor.description]
            row = cursor.fetchone()
            self._rows[key] = dict(zip(names, row, strict=True)) if row else dict.fromkeys(names)
        return self._rows[key]
