"""How a book stood when its disk was left, and what it has taken since: the actions that the disk does not have."""

import sqlite3
from collections.abc import Collection

import msgspec

from db.file.differences import digest


class Left(msgspec.Struct, frozen=True):
    """What a book was when its disk was left.

    `last`: its newest action, `undone`: those that were undone; `known`: digests of what the file may say when it is
    back. There are two of them: a commit that was reported as failed may have reached the disk after all.
    """

    last: int
    undone: frozenset[int]
    known: tuple[str, ...]


def leave(connection: sqlite3.Connection) -> Left:
    """How a book stands that is about to go on in memory."""
    (last,) = connection.execute("select ifnull(max(id), 0) from main.action").fetchone()
    return Left(int(last), _undone(connection), (digest(connection),))


def unwritten(connection: sqlite3.Connection, left: Left) -> tuple[int, ...]:
    """The actions that the disk does not have as they are now: new ones that count, and older ones undone or redone."""
    new = connection.execute("select id from main.action where id > ? and state = 'done'", (left.last,))
    turned = {row_id for row_id in _undone(connection) ^ left.undone if row_id <= left.last}
    return tuple(sorted(turned | {int(row_id) for (row_id,) in new}))


def unwritten_cells(connection: sqlite3.Connection, actions: tuple[int, ...]) -> frozenset[tuple[str, int, str]]:
    """(table, row id, column) of each cell that those actions changed; column '' is a row that came or went whole."""
    cells: set[tuple[str, int, str]] = set()
    for action in actions:
        found = connection.execute(
            "select table_name, row_id, old_row, new_row from main.change where action = ?", (action,)
        ).fetchall()
        left = {(table, row_id) for table, row_id, _, new in found if new is None}
        for table, row_id, old, new in found:
            before, after = (msgspec.json.decode(it) if it else {} for it in (old, new))
            cells |= _cells(table, row_id, before, after, left)
    return frozenset(cells)


def _undone(connection: sqlite3.Connection) -> frozenset[int]:
    return frozenset(row[0] for row in connection.execute("select id from main.action where state = 'undone'"))


def _cells(
    table: str, row_id: int, old: dict[str, object], new: dict[str, object], left: Collection[tuple[str, int]]
) -> frozenset[tuple[str, int, str]]:
    if table == "pending":
        # What waits stands in the cell of another table.
        row = new or old
        name, at = str(row["table_name"]), int(str(row["row_id"]))
        # A row that left the ledger because of one cell waits with all of its others, as they were.
        moved = (name, at) in left and row["reason"] == ""
        return frozenset() if moved else frozenset({(name, at, str(row["column_name"]))})
    if not old or not new:
        return frozenset({(table, row_id, "")})
    return frozenset((table, row_id, name) for name in new if new[name] != old.get(name))
