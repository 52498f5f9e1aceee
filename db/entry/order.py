"""Which place a row has in its tab, and which row stands at a place.

What is shown, exported and imported counts from 1: `entry/basic/12.amount`. What is kept holds the row by its id,
`entry/basic/#7.amount`, since places change with every row that comes or goes above.
"""

import sqlite3

from db.definitions import Entry
from db.entry.lookup import Lookup
from db.entry.pending import ENTRY, POSITION
from db.entry.topics import topic_rows
from db.forms.where import condition
from db.pack import Pack

_ENTRY = "entry/"
_ROW = "#"


class Order:
    """The order of the rows of entry tabs, read when a tab is first asked about. Good until rows move."""

    def __init__(self, pack: Pack, connection: sqlite3.Connection, lookup: Lookup | None = None) -> None:
        self._pack = pack
        self._connection = connection
        self._lookup = lookup
        self._places: dict[str, dict[str, int]] = {}
        self._rows: dict[str, dict[int, str]] = {}
        self._topics: dict[str, tuple[tuple[str, str], ...]] = {}

    def place(self, entry_id: str, row: str) -> int | None:
        """The place from 1 of a row, by its id (for topics: its key)."""
        if entry_id not in self._places:
            entry = self._pack.entries.get(entry_id)
            self._places[entry_id] = {} if entry is None else self._read(entry)
        return self._places[entry_id].get(row)

    def shown(self, address: str) -> str:
        """A held address as it is shown; one that holds no row of its tab is its own."""
        entry_id, row, column = _parts(address)
        place = self.place(entry_id, row[1:]) if row.startswith(_ROW) else None
        return f"{_ENTRY}{entry_id}/{place}.{column}" if place else address

    def held(self, address: str) -> str:
        """A shown address as it is kept; one that names no row of its tab is its own."""
        entry_id, place, column = _parts(address)
        entry = self._pack.entries.get(entry_id)
        if entry is None or entry.layout == "record" or not place.isdecimal():
            return address
        self.place(entry_id, "")
        if entry_id not in self._rows:
            self._rows[entry_id] = {number: row for row, number in self._places[entry_id].items()}
        row = self._rows[entry_id].get(int(place))
        return f"{_ENTRY}{entry_id}/{_ROW}{row}.{column}" if row is not None else address

    def topics(self, entry: Entry) -> tuple[tuple[str, str], ...]:
        """Key and name of each row of a topics tab, in its order."""
        if entry.id not in self._topics:
            lookup = self._lookup or Lookup.read(self._connection, self._pack)
            keys = [str((row.values or {}).get("topic", "")) for row in topic_rows(self._connection, entry, lookup)]
            self._topics[entry.id] = tuple((key, _topic_name(lookup, entry.topics, key)) for key in keys)
        return self._topics[entry.id]

    def _read(self, entry: Entry) -> dict[str, int]:
        if entry.layout == "topics":
            return {topic: place for place, (topic, _) in enumerate(self.topics(entry), start=1)}
        if entry.layout == "record":
            return {"1": 1}
        # The order in which the tab shows its rows, those that wait as drafts among them.
        rows = self._connection.execute(
            f"select id, position from {entry.table} where {condition(entry.scope, f'entry/{entry.id}')} "
            "union all select p.row_id, cast(p.text as integer) from pending p join pending e "
            "on e.table_name = p.table_name and e.row_id = p.row_id and e.column_name = ? and e.text = ? "
            "where p.table_name = ? and p.column_name = ? "
            "order by 2, 1",
            (ENTRY, entry.id, entry.table, POSITION),
        )
        return {str(row_id): place for place, (row_id, _) in enumerate(rows, start=1)}


def _parts(address: str) -> tuple[str, str, str]:
    """Entry, row and column of an address in a tab; '' each of any other. A topic may have a dot of its own."""
    if not address.startswith(_ENTRY):
        return "", "", ""
    entry_id, _, cell = address.removeprefix(_ENTRY).partition("/")
    row, dot, column = cell.rpartition(".")
    return (entry_id, row, column) if dot else ("", "", "")


def _topic_name(lookup: Lookup, catalog: str, topic: str) -> str:
    return lookup.code_name(catalog, topic) or lookup.family_name(catalog, topic) or topic
