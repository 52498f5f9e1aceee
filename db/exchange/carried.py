"""The entries of a book as texts, which travel hidden in the workbook that is handed in: the book can be made of them.

A text a line (JSON): what they are, then table by table its columns and its rows, last a digest over all.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

import msgspec

from db import schema
from db.errors import BookError
from db.exchange import hidden
from db.exchange.hidden import said
from db.exchange.opening import ReadSheet

SHEET = "_ysb_entries"
FORMAT = 1
LEFT_OUT = frozenset({"action", "change"})  # the journal stays at home

Value = str | int | None

_KIND = "ysb-entries"
_SMALLEST, _GREATEST = -(2**63), 2**63 - 1


class NotCarried(BookError):  # noqa: N818 - it names what happened
    """The entries in a workbook are damaged, or were altered."""


class Table(msgspec.Struct, frozen=True):
    """A table of a book: its rows in the order of `columns`, the first of which is the id."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


class Carried(msgspec.Struct, frozen=True):
    """Entries as they were read; nothing of them has been believed yet. `version`: that of the schema."""

    version: int
    tables: tuple[Table, ...]


def tables_of(connection: sqlite3.Connection) -> tuple[Table, ...]:
    """Every table but the journal, as it stands."""
    return tuple(_table(connection, name) for name in schema.tables(connection) if name not in LEFT_OUT)


def lines_of(version: int, tables: Iterable[Table]) -> tuple[str, ...]:
    """Those tables of a book of that version as texts."""
    lines = [said({"kind": _KIND, "format": FORMAT, "schema": version})]
    for table in tables:
        lines.append(said({"table": table.name, "columns": table.columns}))
        lines += [said(row) for row in table.rows]
    return (*lines, said({"lines": len(lines), "sha256": digest(lines)}))


def handed_in(tables: Iterable[Table], submission: Mapping[str, Value]) -> tuple[Table, ...]:
    """The tables as they are once that row is in `submission` and the book frozen; it gets the id that it will get."""
    return tuple(_after(table, submission) for table in tables)


def digest(lines: Iterable[str]) -> str:
    """What betrays a line that was altered, lost or added."""
    return sha256("\n".join(lines).encode()).hexdigest()


def write_entries(workbook: Any, lines: Sequence[str]) -> None:
    """Add the hidden worksheet of entries to an openpyxl workbook."""
    hidden.write_lines(workbook, SHEET, lines)


def read_lines(page: ReadSheet) -> tuple[str, ...]:
    """The lines of a received worksheet of entries, as they stand there. Raises NotCarried."""
    try:
        return hidden.read_lines(page)
    except hidden.Torn as torn:
        raise NotCarried(_damaged(f"第 {torn.column} 列第 {torn.row} 行接不上")) from torn


def read_entries(page: ReadSheet) -> Carried:
    """The entries of a received worksheet. Raises NotCarried: something of them was lost or altered, or is newer."""
    lines = read_lines(page)
    if len(lines) < 2:
        raise NotCarried(_damaged("是空的"))
    head, end = _object(lines[0]), _object(lines[-1])
    if head.get("kind") != _KIND or not _is_count(head.get("format")) or not _is_count(head.get("schema")):
        raise NotCarried(_damaged("开头认不出来"))
    if head["format"] > FORMAT:
        raise NotCarried("工作簿里的录入数据是由更新版本的预算本导出的，这个版本读不了。请先升级预算本。")
    if end.get("lines") != len(lines) - 1 or end.get("sha256") != digest(lines[:-1]):
        raise NotCarried(_damaged("与导出时不一致"))
    return Carried(head["schema"], tuple(_tables(lines[1:-1])))


def _table(connection: sqlite3.Connection, name: str) -> Table:
    columns = columns_of(connection, name)
    listed = ", ".join(f'"{column}"' for column in columns)
    rows = connection.execute(f'select {listed} from main."{name}" order by id').fetchall()
    return Table(name, columns, tuple(rows))


def columns_of(connection: sqlite3.Connection, table: str) -> tuple[str, ...]:
    """The columns of a table, its id first."""
    named = (str(row[1]) for row in connection.execute(f'pragma main.table_info("{table}")'))
    return ("id", *(name for name in named if name != "id"))


def _after(table: Table, submission: Mapping[str, Value]) -> Table:
    if table.name == "book":
        at = table.columns.index("frozen")
        return msgspec.structs.replace(table, rows=tuple((*row[:at], 1, *row[at + 1 :]) for row in table.rows))
    if table.name != "submission":
        return table
    ids = [row[0] for row in table.rows if isinstance(row[0], int)]
    values = {"reopened_reason": "", "id": max(ids, default=0) + 1, **submission}
    return msgspec.structs.replace(table, rows=(*table.rows, tuple(values[column] for column in table.columns)))


def _tables(lines: Sequence[str]) -> Iterator[Table]:
    name = ""
    columns: tuple[str, ...] = ()
    rows: list[tuple[Value, ...]] = []
    for number, line in enumerate(lines):
        if line.startswith("{"):
            if number:
                yield Table(name, columns, tuple(rows))
            head = _object(line)
            name, rows = head.get("table", ""), []
            columns = _texts(head.get("columns"))
            if not isinstance(name, str):
                raise NotCarried(_damaged("有一张表没有名字"))
        else:
            rows.append(_row(line))
    yield Table(name, columns, tuple(rows))


def _object(line: str) -> dict[str, Any]:
    found = _decoded(line)
    return found if isinstance(found, dict) else {}


def _row(line: str) -> tuple[Value, ...]:
    found = _decoded(line)
    if not isinstance(found, list) or not all(map(_is_value, found)):
        raise NotCarried(_damaged("有一行不是录入的内容"))
    return tuple(found)


def _texts(found: object) -> tuple[str, ...]:
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise NotCarried(_damaged("有一张表没有列名"))
    return tuple(found)


def _decoded(line: str) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _is_value(found: object) -> bool:
    if isinstance(found, bool):
        return False
    if isinstance(found, str):
        return "\x00" not in found
    return found is None or (isinstance(found, int) and _SMALLEST <= found <= _GREATEST)


def _is_count(found: object) -> bool:
    return isinstance(found, int) and not isinstance(found, bool) and found > 0


def _damaged(how: str) -> str:
    return f"工作簿里隐藏的录入数据已损坏或被改动（{how}），不能据此恢复账套。请向对方要原来导出的文件。"
