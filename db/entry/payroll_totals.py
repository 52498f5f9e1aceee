"""Do the totals of a wage table equal their parts? They are left out of the ledger, but not unread.

A table does not say which of its columns a 小计 sums. Every reading that offices use is tried; the total is right when
one of them holds in all rows, and else is held against the reading that fits most rows.
"""

from collections.abc import Sequence
from decimal import Decimal

import msgspec

from db.entry.payroll_table import PayrollColumn, PayrollRow, PayrollTable, place

MOST_SAID = 3  # wrong cells named of one total


class Tally(msgspec.Struct, frozen=True):
    """A total that was added up again: whether it holds, and what is wrong with it, a sentence a cell."""

    heading: str
    holds: bool
    wrong: tuple[str, ...] = ()


def tallies(table: PayrollTable) -> tuple[Tally, ...]:
    """Every total column and total row of the table, added up."""
    columns = [_column_tally(table, column) for column in table.meaning("total")]
    rows = [_row_tally(table, number) for number, row in enumerate(table.rows) if row.total]
    return tuple(it for it in (*columns, *rows) if it is not None)


def _column_tally(table: PayrollTable, column: PayrollColumn) -> Tally | None:
    rows = [row for row in table.rows if column.at in row.figures]
    readings = _column_readings(table, column)
    if not rows or not readings:
        return None
    best = max(readings, key=lambda parts: sum(_sum(row, parts) == row.figures[column.at] for row in rows))
    said = [
        _difference(row.at, column.at, f"“{column.heading}”", row.figures[column.at], _sum(row, best))
        for row in rows
        if _sum(row, best) != row.figures[column.at]
    ]
    return Tally(column.heading or place(0, column.at)[:-1], not said, _shortened(said))


def _column_readings(table: PayrollTable, column: PayrollColumn) -> list[tuple[int, ...]]:
    items = table.meaning("economic")
    counted = [it.at for it in (*items, *table.meaning("unknown"))]
    totals = [it.at for it in table.meaning("total")]
    before = max((at for at in totals if at < column.at), default=-1)
    after = min((at for at in totals if at > column.at), default=1_000_000)
    readings = [
        tuple(it.at for it in items if column.economic and it.economic.startswith(column.economic)),
        tuple(at for at in counted if before < at < column.at),
        tuple(at for at in counted if column.at < at < after),
        tuple(counted),
        tuple(it.at for it in items),
        tuple(at for at in counted if at < column.at),
        tuple(at for at in counted if at > column.at),
    ]
    return list(dict.fromkeys(tuple(sorted(reading)) for reading in readings if reading))


def _row_tally(table: PayrollTable, number: int) -> Tally | None:
    row = table.rows[number]
    readings = _row_readings(table, number)
    columns = [column for column in table.meaning("economic") if column.at in row.figures]
    if not readings or not columns:
        return None

    def fits(rows: Sequence[PayrollRow]) -> int:
        return sum(_below(rows, column.at) == row.figures[column.at] for column in columns)

    best = max(readings, key=fits)
    said = [
        _difference(row.at, it.at, f"“{row.label}”的{it.heading}", row.figures[it.at], _below(best, it.at))
        for it in columns
        if _below(best, it.at) != row.figures[it.at]
    ]
    return Tally(row.label, not said, _shortened(said))


def _row_readings(table: PayrollTable, number: int) -> list[list[PayrollRow]]:
    rows = table.rows
    before = max((at for at in range(number) if rows[at].total), default=-1)
    after = min((at for at in range(number + 1, len(rows)) if rows[at].total), default=len(rows))
    readings = [
        list(rows[before + 1 : number]),
        list(table.lines),
        list(rows[number + 1 : after]),
        [it for it in rows[:number] if not it.total],
        [it for it in rows[number + 1 :] if not it.total],
    ]
    return [reading for reading in readings if reading]


def _sum(row: PayrollRow, columns: Sequence[int]) -> Decimal:
    return sum((row.figures.get(at, Decimal()) for at in columns), Decimal())


def _below(rows: Sequence[PayrollRow], column: int) -> Decimal:
    return sum((row.figures.get(column, Decimal()) for row in rows), Decimal())


def _difference(row: int, column: int, name: str, said: Decimal, added: Decimal) -> str:
    figures = (f"{figure.normalize():,f}" for figure in (said, added, said - added))
    return "{} {}写的是 {}，各项相加是 {}，相差 {}。".format(place(row, column), name, *figures)


def _shortened(said: Sequence[str]) -> tuple[str, ...]:
    rest = len(said) - MOST_SAID
    return (*said[:MOST_SAID], *([f"还有 {rest} 处也对不上。"] if rest > 0 else []))
