"""Which ledger row feeds a cell of a document: a cell fed by just one can be typed into."""

import sqlite3
from collections.abc import Iterator, Mapping

from db.definitions import AmountOf, Block, BlockColumn, Document
from db.forms.amounts import Leaf, filters
from db.forms.document import pivot_leaves, refs_sql
from db.forms.facts import TABLES
from db.forms.feeds import Bindings, Feed
from db.forms.sheet import Binding
from db.forms.where import dimensions, holds
from db.pack import Pack

Place = tuple[str, str, str]  # project key ('' for a document of the whole book), row key, column id


class DocumentFeeds:
    """Where typed text of a document's cells goes, for one connection."""

    def __init__(self, connection: sqlite3.Connection, pack: Pack) -> None:
        self._connection = connection
        self._pack = pack
        self._bindings = Bindings(connection, pack)

    def of(self, form: Document, block: Block) -> dict[Place, Binding]:
        """The bindings of a block's cells; cells that are not in it are derived."""
        if block.kind == "fields":
            found = self._fields(form, block)
        elif block.kind == "pivot":
            found = self._amounts(form, block)
        else:
            found = self._records(form, block)
        return {place: binding for place, binding in found if binding is not None}

    def _fields(self, form: Document, block: Block) -> Iterator[tuple[Place, Binding | None]]:
        sql, _ = refs_sql(form, block)
        for project, _, row_key, _, *row_ids in self._connection.execute(sql):
            for field, row_id in zip(block.fields, row_ids, strict=True):
                fact = field.fact or field.origin or block.records
                if row_id is not None:
                    binding = self._bindings.of(fact, row_id, field.writes or field.record)
                    yield (project, row_key, field.id), binding

    def _records(self, form: Document, block: Block) -> Iterator[tuple[Place, Binding | None]]:
        sql, refs = refs_sql(form, block)
        amounts = self._record_amounts(block)
        lines = self._lines() if block.records == "cost_item" else {}
        for project, kind, row_key, row_id, *found in self._connection.execute(sql):
            if kind == "section" and block.section:
                yield (project, row_key, "text"), self._bindings.of(block.section.records, row_id, "text")
                continue
            ids = dict(zip(refs, found, strict=True))
            for column in block.columns:
                place = (project, row_key, column.id)
                feed = amounts.get((row_id, column.id))
                if feed:
                    yield place, self._bindings.of(feed.fact, feed.row_id, "amount")
                elif block.records == "cost_item" and column.record:
                    yield place, self._of_cost_item(row_id, lines.get(row_id, ()), column)
                elif column.record:
                    yield place, self._of_record(block, column, ids[column.ref] if column.ref else row_id)

    def _of_record(self, block: Block, column: BlockColumn, row_id: int | None) -> Binding | None:
        if row_id is None:
            return None
        return self._bindings.of(column.fact or block.records, row_id, column.writes or column.record)

    def _of_cost_item(self, item_id: int, lines: tuple[int, ...], column: BlockColumn) -> Binding | None:
        """A cost item is named by its line: typed text goes there, to the bare item, or nowhere if several share it."""
        table, row_id = (TABLES["line"], lines[0]) if lines else (TABLES["cost_item"], item_id)
        if len(lines) > 1:
            return None
        for entry in self._pack.entries.values():
            if any(own.via == TABLES["cost_item"] and own.id == column.record for own in entry.columns):
                return Binding(entry.id, table, row_id, column.record)
        return None

    def _lines(self) -> dict[int, tuple[int, ...]]:
        """Cost item → its spending lines."""
        found: dict[int, tuple[int, ...]] = {}
        for item, line in self._connection.execute(
            "select cost_item_ref, id from fact_line where cost_item_ref is not null"
        ):
            found[item] = (*found.get(item, ()), line)
        return found

    def _record_amounts(self, block: Block) -> dict[tuple[int | None, str], Feed]:
        """(record's id, column id) → the only fact row of an amount."""
        columns = filters(block.columns)
        leaves = {column.id: Leaf(column.origin, column.where or {}) for column in columns}
        return self._only(leaves, block.link) if leaves else {}

    def _amounts(self, form: Document, block: Block) -> Iterator[tuple[Place, Binding | None]]:
        """Cells of fixed rows that are one filter themselves; sums and shares are never typed into."""
        leaves = {
            f"{row_key}.{column}": what[0]
            for (row_key, column), what in pivot_leaves(form, block).items()
            if isinstance(what, tuple) and len(what) == 1 and not _is_sum(block, row_key, column)
        }
        keys: dict[int | None, str] = {None: ""}
        if form.per:
            keys = dict(self._connection.execute("select project_ref, project_key from fact_project_key"))
        for (project, cell), feed in self._only(leaves, "project_ref" if form.per else "").items():
            if project in keys:
                row_key, _, column = cell.rpartition(".")
                amount = "value" if feed.fact == "prior" else "amount"
                yield (keys[project], row_key, column), self._bindings.of(feed.fact, feed.row_id, amount)

    def _only(self, leaves: Mapping[str, Leaf], by: str) -> dict[tuple[int | None, str], Feed]:
        """(value of the fact column `by`, cell) → the fact row, where there is just one."""
        counted: dict[tuple[int | None, str], tuple[int, Feed]] = {}
        for origin in dict.fromkeys(leaf.origin for leaf in leaves.values()):
            own = {cell: leaf.where for cell, leaf in leaves.items() if leaf.origin == origin}
            columns = (*((by,) if by else ()), *dimensions(own.values(), origin))
            grouped = f" group by {', '.join(columns)}" if columns else ""
            for *values, number, row_id in self._connection.execute(
                f"select {', '.join((*columns, 'count(*)', 'min(id)'))} from fact_{origin}{grouped}"
            ):
                fact = dict(zip(columns, values, strict=True))
                for cell, where in own.items():
                    if row_id is not None and holds(where, fact):
                        key = (fact[by] if by else None, cell)
                        before, _ = counted.get(key, (0, None))
                        counted[key] = (before + number, Feed(origin, row_id))
        return {key: feed for key, (number, feed) in counted.items() if number == 1}


def _is_sum(block: Block, row_key: str, column: str) -> bool:
    cell = next(row.cells.get(column) for row in block.fixed if row.key == row_key)
    return not isinstance(cell, AmountOf) or bool(cell.add)
