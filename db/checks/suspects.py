"""Suspects: what may be wrong in the relations of a bench, judging by the comparisons that do not hold.

Nearly every comparison is a sum of cells on either side. One wrong cell therefore shows the same difference wherever it
is counted: a figure that is off by just that difference is a suspect, and so is a row whose amounts are missing.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from db.checks.cause import CauseKind
from db.checks.figures import NUMBERS, Spot, Types, spot_of
from db.checks.trials import Broken, Change, Gap, Trials
from db.forms.stages import Row
from db.pack import Pack

_MOST_GAPS = 3  # differences that are tried; one fault has one, or one for each column
_MOST_ROWS = 40  # rows that are tried in other places


class Suspect(NamedTuple):
    """A change that may mend what is broken. `found`, `expected`: the figures of a wrong cell, or None."""

    kind: CauseKind
    spot: Spot
    changes: tuple[Change, ...]
    found: int | None = None
    expected: int | None = None


class Table(NamedTuple):
    """A relation as it stands: its columns and its rows by rowid."""

    name: str
    columns: tuple[str, ...]
    figures: tuple[str, ...]
    rows: Sequence[tuple[int, Row]]

    def at(self, row: Row, column: str) -> Any:
        """What a row says in a column; '' where the relation has no such column."""
        return row[self.columns.index(column)] if column in self.columns else ""

    def spot(self, row: Row, column: str = "") -> Spot:
        """Where a row stands, or a cell of it."""
        return Spot(
            self.name,
            str(self.at(row, "project")) if "project" in self.columns[:2] else "",
            str(self.at(row, "row_key")),
            column,
        )


class Scene(NamedTuple):
    """What is broken, and the tables and places that it names."""

    tables: tuple[Table, ...]
    spots: tuple[Spot, ...]
    gaps: tuple[int, ...]  # sizes of the differences, the most frequent first
    broken: Broken


def scene(pack: Pack, trials: Trials, types: Types, columns: "dict[str, tuple[str, ...]]") -> Scene:
    """What the broken comparisons name and read."""
    broken = trials.broken
    names = {name for check, *_ in broken for name in trials.reads(check) if name in columns}
    tables = tuple(_table(trials, name, types, columns[name]) for name in sorted(names))
    places = (spot_of(pack, address) for _, *both in broken for address in both if address)
    sizes = Counter(abs(gap.size) for gap in broken.values() if gap.size)
    return Scene(
        tables,
        tuple({spot: None for spot in places if spot}),
        tuple(size for size, _ in sizes.most_common(_MOST_GAPS)),
        broken,
    )


def _table(trials: Trials, name: str, types: Types, columns: tuple[str, ...]) -> Table:
    figures = tuple(column for column in columns if types.get(name, {}).get(column) in NUMBERS)
    return Table(name, columns, figures, trials.rows(name))


def figures(here: Scene) -> Iterator[Suspect]:
    """Cells that would be right if they were larger or smaller by a difference that there is, or in proportion."""
    keys = {spot.key for spot in here.spots if spot.key}
    columns = {spot.column for spot in here.spots}
    whole = {spot.relation for spot in here.spots if not spot.key}
    ratios = tuple({(gap.left, gap.right) for gap in here.broken.values() if _proportional(gap)})[:_MOST_GAPS]
    for table in here.tables:
        for rowid, row in table.rows:
            near = table.spot(row).key in keys or table.name in whole or len(table.rows) == 1
            for column in table.figures:
                if not near and column not in columns:
                    continue
                found = table.at(row, column)
                for expected in _expected(found, here.gaps, ratios):
                    change = Change(
                        table.name, f"update temp.{table.name} set {column} = ? where rowid = ?", (expected, rowid)
                    )
                    yield Suspect("figure", table.spot(row, column), (change,), found, expected)


def _proportional(gap: Gap) -> bool:
    return bool(gap.size) and bool(gap.left) and bool(gap.right)


def _expected(found: int, gaps: Sequence[int], ratios: Sequence[tuple[int, int]]) -> dict[int, None]:
    """What a cell might have said, in a fixed order."""
    wanted = {found + sign * size: None for size in gaps for sign in (-1, 1)}
    for left, right in ratios:
        for over, under in ((left, right), (right, left)):
            if found and found * over % under == 0:
                wanted[found * over // under] = None
    return wanted


def extra_rows(here: Scene) -> Iterator[Suspect]:
    """Rows that should not be there."""
    for table in here.tables:
        if len(table.rows) > 1:
            for rowid, row in table.rows:
                yield Suspect(
                    "extra-row",
                    table.spot(row),
                    (Change(table.name, f"delete from temp.{table.name} where rowid = ?", (rowid,)),),
                )


def missing_rows(here: Scene) -> Iterator[Suspect]:
    """Rows that others know, or whose amounts a sum lacks, and that are not there."""
    for table in here.tables:
        present = {(table.spot(row).project, table.spot(row).key) for _, row in table.rows}
        wanted = dict.fromkeys(
            (spot.project if "project" in table.columns[:2] else "", spot.key) for spot in here.spots if spot.key
        )
        for project, key in [*(place for place in wanted if place not in present), ("", "")]:
            model = _alike(table, key)
            if model is not None:
                for row in _made(here, table, model, project, key):
                    marks = ", ".join("?" * len(row))
                    change = Change(table.name, f"insert into temp.{table.name} values ({marks})", row)
                    yield Suspect("missing-row", Spot(table.name, project, key, ""), (change,))


def _alike(table: Table, key: str) -> Row | None:
    """A row of the kind that the missing one would be: with a key of the same length, else the last."""
    rows = [row for _, row in table.rows]
    alike = [row for row in rows if len(table.spot(row).key) == len(key)]
    return next(iter((alike or rows)[-1:]), None)


def _made(here: Scene, table: Table, model: Row, project: str, key: str) -> Iterator[Row]:
    """The missing row as others know it, and as the differences of its table's own sums say."""
    partners = [
        (other, row)
        for other in here.tables
        if other.name != table.name
        for _, row in other.rows
        if key and other.spot(row).key == key
    ]
    lacking = _lacking(here, table)
    for known in (dict(_of_partners(table, partners)), lacking, lacking | dict(_of_partners(table, partners))):
        if any(known.values()):
            yield tuple(
                key if column == "row_key" else project if column == "project" and index < 2
                else table.at(model, "ordinal") + 0.5 if column == "ordinal"
                else known.get(column, 0) if column in table.figures
                else model[index]
                for index, column in enumerate(table.columns)
            )  # fmt: skip


def _of_partners(table: Table, partners: Sequence[tuple[Table, Row]]) -> Iterator[tuple[str, Any]]:
    for other, row in partners:
        yield from ((column, other.at(row, column)) for column in table.figures if column in other.figures)


def _lacking(here: Scene, table: Table) -> dict[str, int]:
    """Column → what the sums of the table have more than their parts."""
    found: dict[str, int] = {}
    for (_, address, _), gap in here.broken.items():
        for spot in here.spots:
            if (
                spot.relation == table.name
                and spot.column in table.figures
                and address.endswith(f"{spot.key}.{spot.column}")
            ):
                found.setdefault(spot.column, abs(gap.size))
    return found


def swapped(here: Scene) -> Iterator[Suspect]:
    """Two columns that stand in each other's place, in the whole table or in one row."""
    for table in here.tables:
        named = {spot.key for spot in here.spots if spot.relation == table.name}
        rows = [(rowid, row) for rowid, row in table.rows if table.spot(row).key in named][:_MOST_ROWS]
        for one, other in combinations(table.figures, 2):
            if any(table.at(row, one) != table.at(row, other) for _, row in table.rows):
                sql = f"update temp.{table.name} set {one} = {other}, {other} = {one}"
                yield Suspect("swapped-columns", Spot(table.name, "", "", one), (Change(table.name, sql),))
                for rowid, row in rows:
                    if table.at(row, one) != table.at(row, other):
                        change = Change(table.name, f"{sql} where rowid = ?", (rowid,))
                        yield Suspect("swapped-columns", table.spot(row, one), (change,))


def moved_rows(here: Scene) -> Iterator[Suspect]:
    """Rows that stand under a wrong head."""
    for table in here.tables:
        named = {spot.key for spot in here.spots if spot.relation == table.name}
        places = sorted({table.at(row, "ordinal") for _, row in table.rows})
        carried = [
            (rowid, row) for rowid, row in table.rows
            if table.spot(row).key in named or any(abs(table.at(row, column)) in here.gaps for column in table.figures)
        ][:_MOST_ROWS]  # fmt: skip
        for rowid, row in carried:
            for place in places:
                change = Change(
                    table.name, f"update temp.{table.name} set ordinal = ? where rowid = ?", (place + 0.5, rowid)
                )
                yield Suspect("moved-row", table.spot(row), (change,))
