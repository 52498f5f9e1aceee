"""Rows that may be missing: which, where they would stand, and what they would say.

What a row says is asked of the checks: it is put in empty, and each comparison that then names it tells a figure.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from db.checks.figures import Spot, fixed_keys
from db.checks.suspect_rows import DETAILS, TOTAL, by_code, places
from db.checks.suspects import Scene, Suspect, Table
from db.checks.trials import Broken, Change, Trials
from db.forms.stages import Row

_UNKNOWN = "~"  # a key that no row has, and that sorts behind all others
_MOST_WANTED = 40
_MOST_MODELS = 12

Figures = Mapping[str, int]


class _Gap(NamedTuple):
    """A place for a row: its project and key ('' where nobody knows it), and a row that it would be like."""

    project: str
    key: str
    model: Row


def missing_rows(here: Scene, trials: Trials) -> Iterator[Suspect]:
    """Rows that others know, whose parts are there without them, or whose amounts a sum lacks."""
    for table in here.tables:
        named = {spot.key for spot in here.spots if spot.relation == table.name}
        for project, key in _wanted(here, table)[:_MOST_WANTED]:
            for model in _models(table, project, key):
                gap = _Gap(project or table.spot(model).project, key, model)
                row_key = key or table.spot(model).key + _UNKNOWN
                spot = Spot(table.name, gap.project if key or project else "", key, "")
                made = here.address(Spot(table.name, gap.project, row_key, ""))
                beside = named | {table.spot(model).key}
                for place in places(table, key, beside) if key else (table.at(model, "ordinal") + 0.5,):
                    for row in _made(here, trials, table, gap, row_key, place):
                        yield Suspect("missing-row", spot, (_insert(table, row),), made=made)


def _wanted(here: Scene, table: Table) -> Sequence[tuple[str, str]]:
    """Project and key of rows that may be missing; last the ones that nobody can name."""
    projects = dict.fromkeys(table.spot(row).project for _, row in table.rows)
    fixed = [(project, key) for key in fixed_keys(here.pack, table.name) for project in projects]
    wanted = dict.fromkeys((*_named(here, table), *fixed, *_listed_elsewhere(here, table)))
    present = {table.spot(row)[1:3] for _, row in table.rows}
    return [
        *(place for place in wanted if place[1] and place not in present),
        *(place for place in wanted if place[0] and not place[1]),
        ("", ""),
    ]


def _named(here: Scene, table: Table) -> Iterator[tuple[str, str]]:
    """What the comparisons name, or hold against this table."""
    keys = {table.spot(row).key for _, row in table.rows}
    for (_, address, other), gap in here.broken.items():
        for spot, said in ((here.places.get(address), gap.right), (here.places.get(other), gap.left)):
            if spot is None or (spot.relation != table.name and table.per_project):
                continue
            if spot.relation == table.name or _alike(spot.key, keys):
                yield spot.project, spot.key
            if spot.relation == table.name and isinstance(said, str) and said:
                yield spot.project, said


def _listed_elsewhere(here: Scene, table: Table) -> Iterator[tuple[str, str]]:
    """Rows of tables with the same keys that hold a figure which is lacking somewhere."""
    keys = {table.spot(row).key for _, row in table.rows} - {TOTAL}
    for other in here.known:
        if by_code(other) and other.name != table.name and keys & {other.spot(row).key for _, row in other.rows}:
            for _, row in other.rows:
                if not here.sizes or any(abs(other.at(row, column)) in here.sizes for column in other.figures):
                    yield "", other.spot(row).key


def _alike(key: str, keys: set[str]) -> bool:
    """Whether a key has the shape of one of these: all digits and as long, or a name among names."""
    return bool(key) and any(
        key.isdigit() == other.isdigit() and (not key.isdigit() or len(key) == len(other)) for other in keys
    )


def _models(table: Table, project: str, key: str) -> Sequence[Row]:
    """Rows that the missing one would be like: those with a key of its shape, of its project."""
    rows = [row for _, row in table.rows if not project or table.spot(row).project == project]
    rows = rows or [row for _, row in table.rows]
    if key:
        alike = [row for row in rows if _alike(key, {table.spot(row).key})]
        return (alike or rows)[-1:]
    details = [row for row in rows if table.at(row, "row_kind") in DETAILS]
    last = {table.spot(row).project: row for row in details or rows}
    return [*last.values(), *(row for row in details if row not in last.values())][:_MOST_MODELS]


def _insert(table: Table, row: Row) -> Change:
    marks = ", ".join("?" * len(row))
    return Change(table.name, f"insert into temp.{table.name} values ({marks})", row)


def _made(here: Scene, trials: Trials, table: Table, gap: _Gap, row_key: str, place: float) -> Iterator[Row]:
    """The missing row as comparisons that would name it say, as others know it, and as the sums of its table say."""
    known = _known(here, table, gap.key)
    texts = {column: said for column, said in known.items() if column not in table.figures}

    def row(figures: Figures) -> Row:
        return tuple(_cell(table, gap, column, row_key, place, texts, figures) for column in table.columns)

    empty = row({})
    told = _told(here, trials.broken_after(_insert(table, empty)), table.spot(empty)) if gap.key else {}
    figures = {column: said for column, said in known.items() if column in table.figures}
    lacking = _lacking(here, table, gap.project)
    parts = _parts(table, gap.project, gap.key)
    tried: dict[Row, None] = {}
    for each in (told, parts | told, figures | told, lacking | figures | told, lacking, lacking | told):
        tried[row(each)] = None
    if not gap.key and any(spot.relation == table.name and not spot.key for spot in here.spots):
        for column in table.figures:
            for size in here.gaps:
                tried[row({column: size})] = None
    yield from tried


def _cell(
    table: Table, gap: _Gap, column: str, row_key: str, place: float, texts: Mapping[str, Any], figures: Figures
) -> Any:
    said = table.at(gap.model, column)
    if column == "row_key":
        return row_key
    if column == "project" and table.per_project:
        return gap.project
    if column == "ordinal":
        return place
    if column in table.figures:
        return figures.get(column, 0)
    if column in texts:
        return texts[column]
    return row_key if said == table.spot(gap.model).key else said


def _known(here: Scene, table: Table, key: str) -> dict[str, Any]:
    """What other tables say in their rows of this key."""
    found: dict[str, Any] = {}
    for other in here.known if key else ():
        for _, row in other.rows:
            if other.name != table.name and other.spot(row).key == key:
                for column in (*table.figures, *table.texts, *(("row_kind",) if _same_kinds(table, other) else ())):
                    if column in other.columns:
                        found[column] = other.at(row, column)
    return found


def _same_kinds(table: Table, other: Table) -> bool:
    kinds = {table.at(row, "row_kind") for _, row in table.rows} - {TOTAL}
    return not kinds or bool(kinds & {other.at(row, "row_kind") for _, row in other.rows})


def _told(here: Scene, broken: Broken, spot: Spot) -> dict[str, int]:
    """Column → what comparisons that name the row expect there, of a row that says 0 everywhere."""
    found: dict[str, int] = {}
    for (_, address, other), gap in broken.items():
        for place, size in ((address, -gap.size), (other, gap.size)):
            named = here.spot(place)
            if named and named[:3] == spot[:3] and named.column and size > 0:
                found.setdefault(named.column, size)
    return found


def _parts(table: Table, project: str, key: str) -> dict[str, int]:
    """What the rows under a code add up to, at the lowest level; under the total, what the highest rows do."""
    rows = [row for _, row in table.rows if not project or table.spot(row).project == project]
    under = [row for row in rows if table.spot(row).key.startswith(key) and table.spot(row).key != key]
    if key == TOTAL:
        shortest = min((len(table.spot(row).key) for row in rows), default=0)
        under = [row for row in rows if len(table.spot(row).key) == shortest]
    elif under:
        longest = max(len(table.spot(row).key) for row in under)
        under = [row for row in under if len(table.spot(row).key) == longest]
    return {column: sum(table.at(row, column) for row in under) for column in table.figures} if key else {}


def _lacking(here: Scene, table: Table, project: str) -> dict[str, int]:
    """Column → what the sums of the table have more than their parts."""
    sums = {table.spot(row).key for _, row in table.rows if table.at(row, "row_kind") not in DETAILS}
    found: dict[str, int] = {}
    for (_, address, _), gap in here.broken.items():
        spot = here.places.get(address)
        if spot is None or spot.relation != table.name or spot.key not in sums:
            continue
        if spot.column in table.figures and spot.project in ("", project):
            found.setdefault(spot.column, abs(gap.size))
    return found
