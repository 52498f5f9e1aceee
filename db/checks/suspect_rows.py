"""Rows that are suspect: one too many, or one that stands in a wrong place."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from db.checks.figures import Spot
from db.checks.suspects import Scene, Suspect, Table
from db.checks.trials import Change
from db.forms.stages import Row

TOTAL = "total"
_REPEATED = "#"
_MOST_ROWS = 40  # rows that are tried in other places
_MOST_STEPS_BACK = 2  # in a table that is ordered by its keys, but for what was moved


def is_doubled(key: str) -> bool:
    """Whether a row has the key of a row before it: `#2` is put behind a key on repetition."""
    first, mark, count = key.rpartition(_REPEATED)
    return bool(first) and not first.endswith(_REPEATED) and bool(mark) and count.isdecimal()


def doubled_rows(here: Scene) -> Iterator[Suspect]:
    """Rows that are there twice."""
    return (suspect for suspect in _each_row(here) if is_doubled(suspect.spot.key))


def extra_rows(here: Scene) -> Iterator[Suspect]:
    """Rows that should not be there. What others are summed into is wanted whatever it says, and so is the one row of a
    document."""
    wanted: set[Spot] = set()
    for table in here.tables:
        spots = [(table.spot(row), table.at(row, "row_kind")) for _, row in table.rows]
        alone = Counter(spot.project for spot, _ in spots)
        wanted |= {
            spot for spot, kind in spots if kind not in table.details or (spot.project and alone[spot.project] == 1)
        }
    return (suspect for suspect in _each_row(here) if not is_doubled(suspect.spot.key) and suspect.spot not in wanted)


def _each_row(here: Scene) -> Iterator[Suspect]:
    for table in here.tables:
        if len(table.rows) > 1:
            for rowid, row in table.rows:
                change = Change(table.name, f"delete from temp.{table.name} where rowid = ?", (rowid,))
                yield Suspect("extra-row", table.spot(row), (change,))


def moved_rows(here: Scene) -> Iterator[Suspect]:
    """Rows that stand under a wrong head, or out of order."""
    for table in here.tables:
        named = {spot.key for spot in here.spots if spot.relation == table.name}
        carried = [
            (rowid, row) for rowid, row in table.rows
            if table.spot(row).key in named or any(abs(table.at(row, column)) in here.gaps for column in table.figures)
        ][:_MOST_ROWS]  # fmt: skip
        for rowid, row in carried or (table.rows[:_MOST_ROWS] if table.name in here.whole else ()):
            for place in places(table, table.spot(row).key, named):
                yield Suspect("moved-row", table.spot(row), (table.write(rowid, "ordinal", place),))


def by_code(table: Table) -> bool:
    """Whether the rows are ordered by their keys, but for one that was moved."""
    keys = [table.spot(row).key for row in _listed(table) if table.at(row, "row_kind") != TOTAL]
    back = sum(left > right for left, right in pairwise(keys))
    return len(keys) > 1 and back <= min(_MOST_STEPS_BACK, len(keys) // 2 - (len(keys) > 2))


def places(table: Table, key: str, named: frozenset[str] | set[str]) -> Sequence[float]:
    """Where a row with this key may belong, as ordinals: by its key, behind a head, or beside a row that is named."""
    rows = _listed(table)
    ordinals = [float(table.at(row, "ordinal")) for row in rows]
    if not rows:
        return (1,)
    if key == TOTAL:
        return (_between(ordinals, 0),)
    if by_code(table) and key:
        return [_between(ordinals, end) for end in _sorted_places(table, rows, key)]
    ends: dict[int, None] = {}
    for end, row in enumerate(rows):
        if table.spot(row).key in named:
            ends[end] = ends[end + 1] = None
    for end, row in enumerate(rows):
        if table.at(row, "row_kind") not in table.details:
            ends[end + 1] = ends[end] = None
    ends[len(rows)] = None
    return [_between(ordinals, end) for end in ends][:_MOST_ROWS]


def _between(ordinals: Sequence[float], end: int) -> float:
    """The ordinal of a row before the one at `end`: the whole number that is free there, or half a step."""
    before = ordinals[end - 1] if end else ordinals[0] - 2
    after = ordinals[end] if end < len(ordinals) else before + 2
    return before + 1 if before + 1 < after else (before + after) / 2


def _sorted_places(table: Table, rows: Sequence[Row], key: str) -> Sequence[int]:
    """Behind the last row with a lesser key, and behind the last before which there is none with a greater one."""
    lesser = [table.at(row, "row_kind") == TOTAL or table.spot(row).key < key for row in rows]
    first_greater = lesser.index(False) if False in lesser else len(rows)
    last_lesser = max((place for place, less in enumerate(lesser) if less), default=-1) + 1
    return tuple(dict.fromkeys((first_greater, last_lesser)))


def _listed(table: Table) -> Sequence[Row]:
    """The rows as they are printed."""
    return sorted((row for _, row in table.rows), key=lambda row: table.at(row, "ordinal"))
