"""What selects read, as SQLite's authorizer reports it while they are prepared: the graph of the stages is learnt,
never declared, and a pack's SQL can do nothing but read and call the listed functions."""

import re
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

from db.errors import PackError

# The portable subset: what another engine has under the same name and meaning.
FUNCTIONS = frozenset(
    (
        *("abs", "avg", "cast", "coalesce", "count", "group_concat", "ifnull", "instr", "length", "like", "lower"),
        *("ltrim", "max", "min", "nullif", "replace", "row_number", "rtrim", "round", "string_agg", "substr", "sum"),
        *("total", "trim", "upper", "lag", "lead", "rank", "dense_rank", "first_value", "last_value", "glob"),
    )
)

_ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE}

# The authorizer does not hear of a column that is named in such a join only.
_JOINED_BY_NAME = re.compile(r"\b(using|natural)\b", re.IGNORECASE)

Reads = dict[str, frozenset[str] | None]  # table → columns of it; None: all of them, and the number of its rows


class Select(NamedTuple):
    """A select by name: as it is written, and as it is run, narrowed."""

    name: str
    sql: str
    run: str


@dataclass(slots=True)
class Learnt:
    """What each select reads, and all of them in an order in which none reads a later one."""

    reads: dict[str, Reads] = field(default_factory=dict)
    order: tuple[str, ...] = ()


def learnt(connection: sqlite3.Connection, facts: Mapping[str, str], selects: Sequence[Select]) -> Learnt:
    """What selects over these fact views read; found out once, it is the same in every ledger.

    Raises PackError: one does not compile, does something other than read, or they read in a circle.
    """
    known = _remembered(tuple(facts.items()), tuple((select.name, select.sql) for select in selects))
    if not known.order:
        views = frozenset(name for name, sql in facts.items() if _JOINED_BY_NAME.search(sql))
        known.reads = _learn(connection, selects, views)
        known.order = _in_order(known.reads)
    return known


def touched(reads: Reads, dirty: Reads) -> bool:
    """Does a select read something of what changed?"""
    for table in reads.keys() & dirty.keys():
        read, changed = reads[table], dirty[table]
        if read is None or changed is None or read & changed:
            return True
    return False


def add(changed: Reads, more: Reads) -> None:
    """Take into `changed` what has changed besides."""
    for table, columns in more.items():
        before = changed.get(table, frozenset())
        changed[table] = None if columns is None or before is None else before | columns


@lru_cache(maxsize=8)
def _remembered(_facts: tuple[tuple[str, str], ...], _selects: tuple[tuple[str, str], ...]) -> Learnt:
    """Where it is kept what these selects read: a second book opens without learning it."""
    return Learnt()


def _learn(connection: sqlite3.Connection, selects: Sequence[Select], views: frozenset[str]) -> dict[str, Reads]:
    """Prepare every select under the authorizer: what it reads, or PackError for what it must not do.

    What is prepared here stays prepared: the first refresh finds it in the connection's cache.
    Of what reads one of `views`, or joins by name itself, only the tables are known.
    """
    reads: dict[str, set[str]] = {}
    refused: list[str] = []

    def authorise(action: int, first: str | None, second: str | None, *_: str | None) -> int:
        if action == sqlite3.SQLITE_READ and first:
            reads.setdefault(first, set()).add(second or "")
        elif action == sqlite3.SQLITE_FUNCTION:
            if (second or "").lower() not in FUNCTIONS:
                refused.append(f"函数 {second}")
                return sqlite3.SQLITE_DENY
        elif action not in _ALLOWED:
            refused.append("只能是一条 select")
            return sqlite3.SQLITE_DENY
        return sqlite3.SQLITE_OK

    learnt: dict[str, Reads] = {}
    runs: list[str] = []
    connection.set_authorizer(authorise)
    # Stopped at its first step: prepared, and not run. From SQLite 3.41 on the handler is asked while a statement is
    # prepared, too: stopped there, not all would be known that it reads. The trace tells when it begins to run.
    connection.set_trace_callback(runs.append)
    connection.set_progress_handler(lambda: bool(runs), 1)
    try:
        for select in selects:
            reads.clear()
            refused.clear()
            runs.clear()
            try:
                # A pack's text must be one select: execute() refuses a second statement.
                connection.execute(select.run).close()
            except (sqlite3.Error, sqlite3.Warning) as fault:
                if refused or getattr(fault, "sqlite_errorcode", None) != sqlite3.SQLITE_INTERRUPT:
                    raise PackError(f"表样包的“{select.name}”有错：{'、'.join(refused) or fault}") from fault
            known = not (_JOINED_BY_NAME.search(select.sql) or views & reads.keys())
            learnt[select.name] = {
                table: frozenset(columns) if known and "" not in columns else None
                for table, columns in reads.items()
                if table != select.name
            }
    finally:
        connection.set_progress_handler(None, 0)
        connection.set_trace_callback(None)
        connection.set_authorizer(None)
    return learnt


def _in_order(reads: dict[str, Reads]) -> tuple[str, ...]:
    """Raises PackError when stages read each other in a circle."""
    try:
        return tuple(
            TopologicalSorter({name: read.keys() & reads.keys() for name, read in reads.items()}).static_order()
        )
    except CycleError as fault:
        raise PackError(f"表样包里的表互相取数，绕成了圈：{' → '.join(fault.args[1])}") from fault
