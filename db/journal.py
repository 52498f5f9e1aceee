"""The journal: every change of the ledger as whole rows in JSON, so that an action can be undone, today or next week.

TEMP triggers write it, generated from the tables as they are; so no command can forget to. An action is one gesture.
Its changes are replayed backwards to undo it and forwards to redo it, with values bound, never pasted into SQL.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import msgspec

from db import schema

# The journal itself, and what was handed in: facts about the past that no undo may touch.
UNJOURNALED = frozenset({"action", "change", "submission"})

Value = str | int | None
State = Literal["done", "undone", "dropped"]


_CHANGED = "exists (select 1 from main.change where action = main.action.id)"  # else it was only noted
_LOOKED_INTO = 200  # changed rows of which the columns are told; of a large paste they are not worth the reading


class Changes(msgspec.Struct, frozen=True):
    """What an action, an undo or a redo changed: rows as (table, id), their tables, the stages whose rows differ.

    `amended`: of a table in which no row came or went, the columns whose values changed. A table that is not there may
    have changed in any way.
    """

    rows: frozenset[tuple[str, int]] = frozenset()
    tables: frozenset[str] = frozenset()
    stages: frozenset[str] = frozenset()
    caption: str = ""
    amended: Mapping[str, frozenset[str]] = {}

    def then(self, later: "Changes") -> "Changes":
        """Both in one."""
        both = {**later.amended, **self.amended}
        return Changes(
            rows=self.rows | later.rows,
            tables=self.tables | later.tables,
            stages=self.stages | later.stages,
            caption=later.caption,
            amended={
                table: self.amended.get(table, frozenset()) | later.amended.get(table, frozenset())
                for table in both
                if all(table in it.amended or table not in it.tables for it in (self, later))
            },
        )


class Action:
    """One gesture, while it lasts and after it. `caption` may be made more telling until it ends.

    `changes` is what it changed, there once it has ended. Stages are brought up to date by the outermost action alone.
    """

    def __init__(self, caption: str) -> None:
        self.caption = caption
        self.changes = Changes(caption=caption)


class Entry(msgspec.Struct, frozen=True):
    """An action as the history shows it. `dropped`: undone, then overtaken by a new one. `who`: '' in old books."""

    id: int
    caption: str
    made_at: str
    state: State
    who: str = ""


class Journal:
    """The journal of one connection. It opens no transaction of its own: the book does."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Creates the triggers, in TEMP: the file itself holds tables and nothing that runs."""
        self._connection = connection
        self._columns: dict[str, tuple[str, ...]] = {}
        connection.execute("create temp table journal_control (action integer)")
        connection.execute("insert into temp.journal_control values (null)")
        for table in schema.tables(connection):
            if table not in UNJOURNALED:
                self._columns[table] = _columns(connection, table)
                for trigger in _triggers(table, self._columns[table]):
                    connection.execute(trigger)

    def begin(self, caption: str, made_at: str, who: str = "") -> int:
        """Start recording an action; its id."""
        row = self._connection.execute(
            "insert into main.action (caption, made_at, who) values (?, ?, ?) returning id", (caption, made_at, who)
        ).fetchone()
        self._record(row[0])
        return int(row[0])

    def mark(self) -> int:
        """A place in the journal: what is written from now on comes after it."""
        (last,) = self._connection.execute("select ifnull(max(id), 0) from main.change").fetchone()
        return int(last)

    def end(self, action: int, caption: str) -> None:
        """Stop recording an action that changed something. What was undone before it can no longer be redone."""
        self._record(None)
        self._connection.execute("update main.action set caption = ? where id = ?", (caption, action))
        self._connection.execute("update main.action set state = 'dropped' where state = 'undone'")

    def discard(self, action: int) -> None:
        """Stop recording an action that changed nothing, and forget it."""
        self._record(None)
        self._connection.execute("delete from main.action where id = ?", (action,))

    def changes(self, action: int, caption: str, since: int = 0) -> Changes:
        """What an action has changed after the place `since`; stages are not the journal's business."""
        found = self._connection.execute(
            "select distinct table_name, row_id from main.change where action = ? and id > ?", (action, since)
        )
        rows = frozenset((str(table), int(row)) for table, row in found)
        tables = frozenset(table for table, _ in rows)
        amended = self._amended(action, since) if len(rows) <= _LOOKED_INTO else {}
        return Changes(rows=rows, tables=tables, caption=caption, amended=amended)

    def _amended(self, action: int, since: int) -> dict[str, frozenset[str]]:
        found = self._connection.execute(
            "select table_name, old_row, new_row from main.change where action = ? and id > ?", (action, since)
        )
        columns: dict[str, frozenset[str]] = {}
        others: set[str] = set()
        for table, old, new in found:
            before, after = _decode(old), _decode(new)
            if before is None or after is None:
                others.add(table)
            else:
                differing = frozenset(name for name in after if after[name] != before.get(name))
                columns[table] = columns.get(table, frozenset()) | differing
        return {table: it for table, it in columns.items() if table not in others}

    def to_undo(self) -> Entry | None:
        """The newest action that still counts."""
        return self._first(f"where state = 'done' and {_CHANGED} order by id desc limit 1")

    def to_redo(self) -> Entry | None:
        """The oldest of the undone actions."""
        return self._first("where state = 'undone' order by id limit 1")

    def history(self) -> tuple[Entry, ...]:
        """All actions of this book, the oldest first."""
        return tuple(self._entries("order by id"))

    def newest(self, most: int) -> tuple[Entry, ...]:
        """The newest actions that still count, the newest first, not more than `most`."""
        return tuple(self._entries(f"where state = 'done' order by id desc limit {int(most)}"))

    def way_to(self, last: int) -> tuple[Entry, ...]:
        """The actions to be turned, one after another, until `last` is the newest that counts; 0: none does.

        Those that count and came later, the newest first; or those undone up to it, the oldest first.
        """
        back = self._entries(f"where state = 'done' and id > ? and {_CHANGED} order by id desc", (last,))
        # What was undone before something was noted was so when it was noted.
        is_gesture = "exists (select 1 from main.change where action = ?)"
        forth = self._entries(f"where state = 'undone' and id <= ? and {is_gesture} order by id", (last, last))
        return (*back, *forth)

    def turn(self, entry: Entry) -> Changes:
        """Put every row of an action back to what it was, or, when it is undone, do it again."""
        if entry.state == "done":
            return self._replay(entry, "undone", "order by id desc", backwards=True)
        return self._replay(entry, "done", "order by id", backwards=False)

    def _record(self, action: int | None) -> None:
        self._connection.execute("update temp.journal_control set action = ?", (action,))

    def _first(self, clause: str) -> Entry | None:
        return next(iter(self._entries(clause)), None)

    def _entries(self, clause: str, bound: Sequence[Value] = ()) -> Iterable[Entry]:
        found = self._connection.execute(f"select id, caption, made_at, state, who from main.action {clause}", bound)
        return (Entry(*row) for row in found.fetchall())

    def _replay(self, entry: Entry, state: State, order: str, *, backwards: bool) -> Changes:
        # Between two changes of one action a reference may lead nowhere; at its end it may not.
        self._connection.execute("pragma defer_foreign_keys = on")
        rows = self._connection.execute(
            f"select table_name, old_row, new_row from main.change where action = ? {order}", (entry.id,)
        ).fetchall()
        for table, old, new in rows:
            before, after = _decode(old), _decode(new)
            if backwards:
                before, after = after, before
            self._apply(str(table), before, after)
        self._connection.execute("update main.action set state = ? where id = ?", (state, entry.id))
        return self.changes(entry.id, entry.caption)

    def _apply(self, table: str, before: Mapping[str, Value] | None, after: Mapping[str, Value] | None) -> None:
        """Lead one row from `before` to `after`; columns that did not differ are left as they are now."""
        if table not in self._columns:
            raise sqlite3.IntegrityError(f"journal of a table that is not in the ledger: {table}")
        if before is None and after is not None:
            names = self._named(table, after)
            marks = ", ".join("?" * len(names))
            columns = ", ".join(f'"{name}"' for name in names)
            values = [after[name] for name in names]
            self._connection.execute(f'insert into main."{table}" ({columns}) values ({marks})', values)
        elif before is not None and after is None:
            self._connection.execute(f'delete from main."{table}" where id = ?', (before["id"],))
        elif before is not None and after is not None:
            names = [name for name in self._named(table, after) if after[name] != before.get(name)]
            marks = ", ".join(f'"{name}" = ?' for name in names)
            values = [after[name] for name in names]
            self._connection.execute(f'update main."{table}" set {marks} where id = ?', (*values, before["id"]))

    def _named(self, table: str, row: Mapping[str, Value]) -> list[str]:
        # A column that a later migration took away has no place to go back to.
        return [name for name in self._columns[table] if name in row]


def note(connection: sqlite3.Connection, caption: str, made_at: str, who: str) -> None:
    """Put into the history what was no gesture and changed no row: undo and redo pass over it."""
    connection.execute("insert into main.action (caption, made_at, who) values (?, ?, ?)", (caption, made_at, who))


def _decode(text: str | None) -> dict[str, Value] | None:
    return None if text is None else json.loads(text)


def _columns(connection: sqlite3.Connection, table: str) -> tuple[str, ...]:
    return tuple(str(row[1]) for row in connection.execute(f'pragma main.table_info("{table}")'))


def _triggers(table: str, columns: tuple[str, ...]) -> tuple[str, str, str]:
    recording = "(select action from journal_control)"
    old, new = (", ".join(f"'{column}', {row}.\"{column}\"" for column in columns) for row in ("old", "new"))
    # A row written again as it was is no change.
    differs = " or ".join(f'old."{column}" is not new."{column}"' for column in columns)

    def trigger(event: str, row_id: str, old_row: str, new_row: str, condition: str = "true") -> str:
        return (
            f'create temp trigger "journal_{table}_{event}" after {event} on main."{table}" '
            f"when {recording} is not null and ({condition}) begin "
            "insert into change (action, table_name, row_id, old_row, new_row) "
            f"values ({recording}, '{table}', {row_id}, {old_row}, {new_row}); end"
        )

    return (
        trigger("insert", "new.id", "null", f"json_object({new})"),
        trigger("update", "new.id", f"json_object({old})", f"json_object({new})", differs),
        trigger("delete", "old.id", f"json_object({old})", "null"),
    )
