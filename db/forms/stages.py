"""Stages: pack SQL and its results as TEMP tables, refreshed only where something they read has changed.

What a stage reads is learnt (`learning`), never declared.
"""

import os
import re
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

import msgspec

from db.forms.learning import Reads, Select, learnt, touched

# SQLite 3.40 moves a condition from outside into such a join, and returns rows that do not meet it.
_FULL_JOIN = re.compile(r"\bfull\s+(outer\s+)?join\b", re.IGNORECASE)

Row = tuple[Any, ...]
Columns = tuple[tuple[str, Literal["text", "integer", "any"]], ...]


class Stage(msgspec.Struct, frozen=True):
    """One derived table. `columns`: name → text or integer, in the order of its select.

    `clear` narrows what a refresh replaces (a code list keeps its file's rows); the table then exists already.
    `table` False: the rows are kept in Python only (checks: no other stage reads them), and after a change they wait
    until somebody asks: the forms are shown meanwhile. `asked`: nothing else has it computed, `settle` neither.
    `compute`: makes the rows from those of the select, which then has columns of its own: what no portable SQL can do.
    `kept`: only rows that meet this condition are kept (of a check those that object); `Stages.asked` has them all.
    """

    name: str
    sql: str
    columns: Columns
    clear: str = ""
    table: bool = True
    asked: bool = False
    compute: Callable[[Sequence[Row]], Iterable[Row]] | None = None
    kept: str = ""


class Made(NamedTuple):
    """The rows of a stage, and those of the select that they were made from: the same unless it computes."""

    source: tuple[Row, ...]
    rows: tuple[Row, ...]


class Stages:
    """All stages of one connection. `rows(name)` are the current rows; `refresh` brings them up to date."""

    def __init__(self, connection: sqlite3.Connection, facts: Mapping[str, str], stages: Sequence[Stage]) -> None:
        """Creates the facts as views and the tables in TEMP; `refresh_all` then computes them.

        Raises PackError when a stage does not compile, does something other than read, or stages read in a circle.
        """
        _keep_freed_memory()
        self._connection = connection
        self._rows: dict[str, tuple[Row, ...]] = {}
        self._computed: dict[str, tuple[Row, ...]] = {}  # of a stage with `compute`, what it was last computed from
        self._waiting: dict[str, Stage] = {}
        self._stages = {stage.name: stage for stage in stages}
        self._sql = {stage.name: stage.sql for stage in stages}
        self._kept_sql = {stage.name: _where(stage.sql, stage.kept) for stage in stages}
        by_name = self._stages
        with self._transaction():
            for name, sql in facts.items():
                connection.execute(f"create temp view {name} as {sql}")
            for stage in stages:
                self._create(stage)
        selects = [Select(name, sql, self._kept_sql[name]) for name, sql in self._sql.items()]
        known = learnt(connection, facts, selects)
        self._order = [by_name[name] for name in known.order if not by_name[name].asked]
        self._asked = {stage.name: stage for stage in stages if stage.asked}
        self._stale = dict(self._asked)  # of these, whose rows may be other ones now
        self._reads = known.reads

    def rows(self, name: str) -> tuple[Row, ...]:
        """The rows that are kept of a stage, in printed order."""
        behind = self._waiting if name in self._waiting else self._stale
        if name in behind:
            # Between two states of the ledger nothing may be kept.
            if self._connection.in_transaction:
                return tuple(self._connection.execute(self._kept_sql[name]))
            self._compute(behind[name])
            del behind[name]
        return self._rows.get(name, ())

    def asked(self, name: str, where: str = "") -> tuple[Row, ...]:
        """What the rows of a stage would be from the tables as they stand, or those that meet `where`; kept nowhere."""
        return tuple(self._connection.execute(_where(self._sql[name], where)))

    def recompute(self, prefix: str) -> None:
        """Compute the stages whose names begin so anew: what they read was changed from outside."""
        self._run([stage for stage in self._order if stage.name.startswith(prefix)])

    def objecting(self, prefix: str) -> dict[str, tuple[Row, ...]]:
        """The rows that are kept of each stage whose name begins so, of those that have any and could follow."""
        with suppress(sqlite3.Error):  # whoever asks whether all could follow is told why not
            self.settle()
        if self._connection.in_transaction:
            names = [name for name in self._stages if name.startswith(prefix)]
            return {name: rows for name in names if (rows := self.rows(name))}
        return {
            name: rows
            for name, rows in self._rows.items()
            if rows and name.startswith(prefix) and name not in self._waiting
        }

    def made(self, name: str, like: Made | None = None) -> Made:
        """What a stage would be from the tables as they stand, kept nowhere; `like`, when it is that again."""
        stage = self._stages[name]
        source = tuple(self._connection.execute(self._kept_sql[name]))
        if like is not None and source == like.source:
            return like
        if stage.compute is None:
            return Made(source, source)
        known = source == self._computed.get(name)
        return Made(source, self._rows[name] if known else tuple(stage.compute(source)))

    def put(self, name: str, before: Made, after: Made) -> Reads:
        """Fill the table of a stage, for as long as a savepoint lasts; which of its columns differ now."""
        self._fill(self._stages[name], after.rows)
        return {name: _differing(self._stages[name], before.rows, after.rows)}

    def names(self) -> Collection[str]:
        """All stages there are."""
        return tuple(stage.name for stage in self._order)

    def columns(self, name: str) -> tuple[str, ...]:
        """Column names of a stage."""
        return next(tuple(column for column, _ in stage.columns) for stage in self._order if stage.name == name)

    def reads(self, name: str) -> frozenset[str]:
        """Tables and stages a stage reads, as the authorizer reported them."""
        return frozenset(self._reads[name])

    def touched(self, name: str, changed: Reads) -> bool:
        """Does a stage read something of what changed?"""
        return touched(self._reads[name], changed)

    def refresh_all(self) -> None:
        """Compute every stage anew; one without a table waits to be asked for."""
        self._run([stage for stage in self._order if stage.table])
        self._waiting = {stage.name: stage for stage in self._order if not stage.table}
        self._stale = dict(self._asked)

    def refresh(self, tables: Collection[str], amended: Mapping[str, frozenset[str]] | None = None) -> frozenset[str]:
        """Bring up to date what depends on the changed ledger `tables`; the names of stages whose rows differ now.

        `amended`: of a table in which no row came or went, the columns that changed. A stage that reads other columns
        only than those that changed would have the rows it has: it is left alone. One without a table will follow when
        it is asked for, or by `settle`; it is not among the names.
        """
        dirty: Reads = {table: (amended or {}).get(table) for table in tables}
        changed: set[str] = set()
        with self._transaction():
            for stage in self._order:
                if not touched(self._reads[stage.name], dirty):
                    continue
                before = self._rows.get(stage.name)
                if not stage.table:
                    self._waiting[stage.name] = stage
                elif self._compute(stage):
                    dirty[stage.name] = _differing(stage, before, self._rows[stage.name])
                    changed.add(stage.name)
        self._stale |= {name: it for name, it in self._asked.items() if touched(self._reads[name], dirty)}
        return frozenset(changed)

    def settle(self) -> frozenset[str]:
        """Compute what waits to be asked for, unless a change is under way; the names of what waited.

        Raises the error of the first that fails, when the others are done.
        """
        if not self._waiting or self._connection.in_transaction:
            return frozenset()
        waited = frozenset(self._waiting)
        failed: sqlite3.Error | None = None
        with self._transaction():
            for name, stage in tuple(self._waiting.items()):
                try:
                    self._compute(stage)
                except sqlite3.Error as fault:
                    failed = failed or fault  # one that fails is no reason for the others to stay behind
                else:
                    del self._waiting[name]
        if failed is not None:
            raise failed
        return waited

    def _run(self, stages: Sequence[Stage]) -> None:
        with self._transaction():
            for stage in stages:
                self._compute(stage)

    def _transaction(self) -> "Transaction":
        return Transaction(self._connection)

    def _compute(self, stage: Stage) -> bool:
        """Run the stage's view; whether its rows differ from those before."""
        rows = tuple(self._connection.execute(self._kept_sql[stage.name]))
        if stage.compute is not None:
            if stage.name in self._rows and rows == self._computed.get(stage.name):
                return False
            self._computed[stage.name] = rows
            rows = tuple(stage.compute(rows))
        if rows == self._rows.get(stage.name):
            return False
        if stage.table:
            self._fill(stage, rows)
        # Last, so that a stage that failed half-way is computed again next time.
        self._rows[stage.name] = rows
        return True

    def _fill(self, stage: Stage, rows: Sequence[Row]) -> None:
        self._connection.execute(stage.clear or f"delete from temp.{stage.name}")
        marks = ", ".join("?" * len(stage.columns))
        self._connection.executemany(f"insert into temp.{stage.name} values ({marks})", rows)

    def _create(self, stage: Stage) -> None:
        if stage.table and not stage.clear:
            columns = ", ".join(f"{name} {kind if kind != 'any' else ''} not null" for name, kind in stage.columns)
            self._connection.execute(f"create temp table {stage.name} ({columns})")


@lru_cache(maxsize=2048)
def _where(sql: str, condition: str) -> str:
    """The select of a stage, or of those of its rows that meet a condition."""
    if not condition:
        return sql
    inner = f"{sql} limit -1" if _FULL_JOIN.search(sql) else sql  # a limit keeps the condition outside
    return f"select * from ({inner}) where {condition}"


def _differing(stage: Stage, before: tuple[Row, ...] | None, after: tuple[Row, ...]) -> frozenset[str] | None:
    """The columns that differ between two states of as many rows; None when rows came or went."""
    if before is None or len(before) != len(after):
        return None
    columns = zip(stage.columns, zip(*before, strict=True), zip(*after, strict=True), strict=True)
    return frozenset(name for (name, _), old, new in columns if old != new)


def _keep_freed_memory() -> None:
    """Let glibc keep what is freed, not give it back after each query: a refresh of 300 lines takes half as long.

    Its threshold follows the largest block freed so far. A read asks for its block without touching a page of it.
    """
    with Path(os.devnull).open("rb", buffering=0) as nothing:
        nothing.read(24 << 20)


class Transaction:
    """One transaction for many statements, or the one there is: the file is locked and checked once, not each time."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._own = not connection.in_transaction

    def __enter__(self) -> None:
        if self._own:
            self._connection.execute("begin")

    def __exit__(self, *_: object) -> None:
        if self._own and self._connection.in_transaction:
            self._connection.execute("commit")
