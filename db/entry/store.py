"""Rows of one entry written to its ledger table: from the columns of the tab to those of the table."""

import re
import sqlite3
from collections.abc import Collection, Mapping

from db.definitions import Entry, EntryColumn
from db.entry import standing
from db.entry.cells import Figure, Value
from db.entry.rows import Row, columns_of


class Store:
    """Writes rows of an entry. Raises sqlite3.IntegrityError when a row breaks a rule of its table."""

    def __init__(self, connection: sqlite3.Connection, entry: Entry, now: str) -> None:
        """`now`: ISO time, for tables that note when a row was made."""
        self._connection = connection
        self._entry = entry
        self._now = now
        self._known = columns_of(connection, entry.table)

    def can_be_empty(self, column_id: str) -> bool:
        """May the ledger row do without a value in that column while its text waits?

        Not when the column says whose row it is: a project that nobody understands must not make it the department's.
        """
        column = next(it for it in self._entry.columns if it.id == column_id)
        if column.place:
            return True
        if column.required or column.id in (*self._entry.key, *self._entry.within) or column.via:
            return False
        nullable, default = self._known.get(column.id, (False, None))
        return nullable or default == "''"

    def insert(self, row: Row, values: Mapping[str, Value]) -> None:
        """A new ledger row with the id and position of `row`."""
        cells: dict[str, Value] = {**self._entry.fixed, **self._cells(values), "id": row.id}
        if "position" in self._known:
            cells["position"] = row.position
        if "made_at" in self._known:
            cells["made_at"] = self._now
        marks = ", ".join("?" * len(cells))
        self._connection.execute(
            f"insert into {self._entry.table} ({', '.join(cells)}) values ({marks})", tuple(cells.values())
        )

    def update(self, row: Row, values: Mapping[str, Value]) -> None:
        """Write what differs from the values `row` was read with."""
        before = self._cells(row.values or {})
        after = self._cells(values)
        cells = {name: value for name, value in after.items() if name not in before or before[name] != value}
        if self._entry.table == "project" and isinstance(unit := cells.pop("unit", None), int):
            standing.move_project(self._connection, row.id, unit)
        if cells:
            assigned = ", ".join(f"{name} = ?" for name in cells)
            self._connection.execute(
                f"update {self._entry.table} set {assigned} where id = ?", (*cells.values(), row.id)
            )

    def _cells(self, values: Mapping[str, Value]) -> dict[str, Value]:
        """Ledger columns and values of the tab's columns."""
        cells: dict[str, Value] = {}
        for column in self._entry.columns:
            if column.place or column.read_only or column.id not in values:
                continue
            value = values[column.id]
            if column.id not in self._known:
                if column.id == "target":
                    cells["nature"] = value if isinstance(value, str) and value else None
                    cells["project"] = value if isinstance(value, int) else None
                continue
            if column.via and column.via != "project":
                continue
            if isinstance(value, Figure):
                cells[column.id] = value.fen
                if column.id == "amount" and "typed" in self._known:
                    cells["typed"] = value.typed
            else:
                cells[column.id] = self._empty(column) if value is None else value
        if "cost_item" in values:
            cells["cost_item"] = values["cost_item"]
        return cells

    def _empty(self, column: EntryColumn) -> Value:
        nullable, _ = self._known[column.id]
        return None if nullable else ""

    def place(self, row_id: int, values: Mapping[str, Value]) -> None:
        """Move a row to the place it says among its peers (序号); nothing when it says none."""
        wanted = next((values.get(it.id) for it in self._entry.columns if it.place), None)
        if not isinstance(wanted, int):
            return
        peers = " and ".join(f"o.{name} is t.{name}" for name in self._entry.within)
        found = self._connection.execute(
            f"select o.id, o.position from {self._entry.table} o join {self._entry.table} t on {peers}"
            " where t.id = ? order by o.position, o.id",
            (row_id,),
        ).fetchall()
        order = [it for it, _ in found if it != row_id]
        order.insert(max(0, wanted - 1), row_id)
        positions = sorted(position for _, position in found)
        before = dict(found)
        for it, position in zip(order, positions, strict=True):
            if before[it] != position:
                self._connection.execute(f"update {self._entry.table} set position = ? where id = ?", (position, it))

    def blamed(self, fault: sqlite3.IntegrityError, texts: Mapping[str, str], faulty: Collection[str]) -> EntryColumn:
        """The column whose cell shows why the row was refused: of those concerned, the one typed last."""
        named = re.findall(r"\w+", str(fault).partition(":")[2])
        if "index '" in str(fault):  # one over an expression names itself only
            named = list(self._entry.key)
        columns = [it for it in self._entry.columns if it.id in named] or list(self._entry.columns)
        free = [it for it in columns if it.id not in faulty] or [
            it for it in self._entry.columns if it.id not in faulty
        ]
        if not free:
            raise fault
        typed = [it for it in free if it.id in texts]
        return (typed or free)[-1]

    def reason(self, fault: sqlite3.IntegrityError) -> str:
        """The refusal in Chinese."""
        if "UNIQUE" in str(fault):
            labels = "、".join(it.label for it in self._entry.columns if it.id in self._entry.key)
            return f"已经有{labels}相同的一行，请改那一行，或改成不同的。"
        return "这一格和同一行的其他内容合不上，请核对。"
