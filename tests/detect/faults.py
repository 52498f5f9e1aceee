"""Faults: what people and programs do to a figure, a row, a column or a name of a finished form, one at a time."""

from collections.abc import Iterator
from itertools import pairwise
from random import Random
from typing import Literal, NamedTuple

from db.checks.figures import Spot, Types
from db.checks.suspects import Table
from db.checks.trials import Change
from db.forms.stages import Row
from db.money import AmountUnit

Kind = Literal[
    "digit", "swapped-digits", "tenfold", "unit", "sign", "filled",
    "moved-row", "deleted-row", "doubled-row", "swapped-columns", "swapped-cells", "stale-name",
]  # fmt: skip

WORDS: dict[Kind, str] = {
    "digit": "改一位数字",
    "swapped-digits": "两位数字颠倒",
    "tenfold": "小数点错一位",
    "unit": "元当万元",
    "sign": "正负号相反",
    "filled": "空格里多一个数",
    "moved-row": "整行换位置",
    "deleted-row": "漏一行",
    "doubled-row": "一行重复",
    "swapped-columns": "两栏整栏对调",
    "swapped-cells": "一行里两栏对调",
    "stale-name": "名称没有改过来",
}


class Fault(NamedTuple):
    """One fault: what kind, where, how it is put in, what stood and stands in the cell, or which columns change."""

    kind: Kind
    spot: Spot
    changes: tuple[Change, ...]
    before: object = None
    after: object = None


def faults(table: Table, types: Types, chance: Random) -> Iterator[Fault]:
    """All faults of a relation; of what can be done to one figure in several ways, `chance` chooses."""
    for rowid, row in table.rows:
        yield from _in_cells(table, types, rowid, row, chance)
        if len(table.rows) > 1:
            gone = Change(table.name, f"delete from temp.{table.name} where rowid = ?", (rowid,))
            yield Fault("deleted-row", table.spot(row), (gone,))
            yield Fault("doubled-row", table.spot(row), (_doubled(table, rowid),))
    yield from _moved(table, chance)
    for one, other in pairwise(table.figures):
        if any(table.at(row, one) != table.at(row, other) for _, row in table.rows):
            change = Change(table.name, _swap(table, one, other), (), frozenset((one, other)))
            yield Fault("swapped-columns", Spot(table.name, "", "", one), (change,), one, other)


def _in_cells(table: Table, types: Types, rowid: int, row: Row, chance: Random) -> Iterator[Fault]:
    for column in table.figures:
        value = table.at(row, column)
        step = AmountUnit.WAN.step if types[table.name][column] in ("amount", "plain") else 1
        for kind, wrong in wrong_figures(value, step, chance):
            yield Fault(kind, table.spot(row, column), (table.write(rowid, column, wrong),), value, wrong)
    for column in table.texts:
        if types[table.name][column] == "text" and table.at(row, column):
            yield _renamed(table, types, rowid, row, column)
    for one, other in pairwise(table.figures):
        if table.at(row, one) != table.at(row, other):
            sql = f"{_swap(table, one, other)} where rowid = ?"
            change = Change(table.name, sql, (rowid,), frozenset((one, other)))
            yield Fault("swapped-cells", table.spot(row, one), (change,), one, other)


def wrong_figures(value: int, step: int, chance: Random) -> Iterator[tuple[Kind, int]]:
    """What may stand instead of a figure; `step` is how much its last printed digit counts."""
    if not value:
        yield "filled", chance.randint(1, 99_999) * step
        return
    steps, rest = divmod(abs(value), step)
    digits = str(steps)
    place = chance.randrange(len(digits))
    other = chance.choice([digit for digit in "0123456789" if digit != digits[place]])
    yield "digit", _signed(value, int(digits[:place] + other + digits[place + 1 :]) * step + rest)
    # Nobody writes a figure that begins with 0.
    neighbours = [at for at in range(len(digits) - 1) if digits[at] != digits[at + 1] and (at or digits[1] != "0")]
    if neighbours:
        at = chance.choice(neighbours)
        swapped = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
        yield "swapped-digits", _signed(value, int(swapped) * step + rest)
    yield "tenfold", _scaled(value, steps, step, 10, chance)
    if step > 1:
        yield "unit", _scaled(value, steps, step, 10_000, chance)
    yield "sign", -value


def _scaled(value: int, steps: int, step: int, factor: int, chance: Random) -> int:
    """So many times too large or, where the last digits that are lost leave something, sometimes too small."""
    if steps >= factor and chance.random() < 0.5:
        return _signed(value, steps // factor * step)
    return value * factor


def _signed(like: int, size: int) -> int:
    return -size if like < 0 else size


def _renamed(table: Table, types: Types, rowid: int, row: Row, column: str) -> Fault:
    """A name as it was before, wherever the row's key is made of it, as a reader of the form would make it."""
    name, stale = table.at(row, column), f"原{table.at(row, column)}"
    parts = [stale if part == name else part for part in table.spot(row).key.split("/")]
    changes = [table.write(rowid, column, stale), table.write(rowid, "row_key", "/".join(parts))]
    if table.per_project and name == table.at(row, "project"):
        # The document is known by this name.
        own = [other for other in types if other.rpartition("_")[0] == table.name.rpartition("_")[0]]
        changes += [
            Change(one, f"update temp.{one} set project = ? where project = ?", (stale, name), frozenset(("project",)))
            for one in own
        ]
    return Fault("stale-name", table.spot(row, column), tuple(changes), name, stale)


def _swap(table: Table, one: str, other: str) -> str:
    return f"update temp.{table.name} set {one} = {other}, {other} = {one}"


def _doubled(table: Table, rowid: int) -> Change:
    second = {"row_key": "row_key || '#2'", "ordinal": "ordinal + 0.5"}
    columns = ", ".join(second.get(column, column) for column in table.columns)
    return Change(
        table.name, f"insert into temp.{table.name} select {columns} from temp.{table.name} where rowid = ?", (rowid,)
    )


def _moved(table: Table, chance: Random) -> Iterator[Fault]:
    """Each row at another place of its table, which `chance` chooses; `before`, `after`: its places."""
    ordered = sorted(table.rows, key=lambda one: table.at(one[1], "ordinal"))
    for rowid, row in ordered:
        places = [
            table.at(other, "ordinal")
            for _, other in ordered
            if other != row and table.spot(other).project == table.spot(row).project
        ]
        if places:
            before, there = table.at(row, "ordinal"), chance.choice(places)
            after = there + (0.5 if there > before else -0.5)
            yield Fault("moved-row", table.spot(row), (table.write(rowid, "ordinal", after),), before, after)
