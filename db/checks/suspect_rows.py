"""Rows that are suspect: one too many, one that is missing, one that stands in a wrong place."""

from collections.abc import Iterator, Sequence
from typing import Any

from db.checks.figures import Spot
from db.checks.suspects import MOST_ROWS, Scene, Suspect, Table
from db.checks.trials import Change
from db.forms.stages import Row

_DETAILS = ("record", "row", "level3")
_LATER = "~"  # sorts behind every digit and Chinese sign that a key begins with


def extra_rows(here: Scene) -> Iterator[Suspect]:
    """Rows that should not be there."""
    for table in here.tables:
        if len(table.rows) > 1:
            for rowid, row in table.rows:
                change = Change(table.name, f"delete from temp.{table.name} where rowid = ?", (rowid,))
                yield Suspect("extra-row", table.spot(row), (change,))


def moved_rows(here: Scene) -> Iterator[Suspect]:
    """Rows that stand under a wrong head, or out of order."""
    for table in here.tables:
        named = {spot.key for spot in here.spots if spot.relation == table.name}
        places = sorted({table.at(row, "ordinal") for _, row in table.rows})
        carried = [
            (rowid, row) for rowid, row in table.rows
            if table.spot(row).key in named or any(abs(table.at(row, column)) in here.gaps for column in table.figures)
        ][:MOST_ROWS]  # fmt: skip
        for rowid, row in carried:
            for place in [places[0] - 1, *places]:
                yield Suspect("moved-row", table.spot(row), (table.write(rowid, "ordinal", place + 0.5),))


def missing_rows(here: Scene) -> Iterator[Suspect]:
    """Rows that others know, whose parts are there without them, or whose amounts a sum lacks."""
    for table in here.tables:
        for project, key in _wanted(here, table):
            for model in _models(table, project, key):
                for row in _made(here, table, model, project, key):
                    marks = ", ".join("?" * len(row))
                    change = Change(table.name, f"insert into temp.{table.name} values ({marks})", row)
                    yield Suspect("missing-row", Spot(table.name, project, key, ""), (change,))


def _wanted(here: Scene, table: Table) -> Sequence[tuple[str, str]]:
    """Project and key of rows that may be missing: named by a comparison, or known to a table with rows of this kind;
    last the one that nobody can name."""
    wanted: dict[tuple[str, str], None] = {}
    for (_, address, other), gap in here.broken.items():
        for place in (address, other):
            spot = here.places.get(place)
            if spot and (spot.key or spot.relation == table.name):
                wanted[spot.project if table.per_project else "", spot.key] = None
        spot = here.places.get(other)
        if spot and spot.relation == table.name and not spot.key and isinstance(gap.left, str):
            wanted[spot.project, gap.left] = None
    if _by_code(table):
        kinds = {(table.at(row, "row_kind"), len(table.spot(row).key)) for _, row in table.rows}
        own = {table.spot(row).key for _, row in table.rows} - {"total"}
        wanted |= {
            ("", other.spot(row).key): None
            for other in here.known
            if _by_code(other) and own & {other.spot(row).key for _, row in other.rows}
            for _, row in other.rows
            if (other.at(row, "row_kind"), len(other.spot(row).key)) in kinds
        }
    present = {table.spot(row)[1:3] for _, row in table.rows}
    return [*(place for place in wanted if place not in present), ("", "")]


def _models(table: Table, project: str, key: str) -> Sequence[Row]:
    """Rows that the missing one would stand behind, and be like: those with a key of its shape, of its project."""
    rows = [row for _, row in table.rows if not project or table.spot(row).project == project]
    rows = rows or [row for _, row in table.rows]
    alike = [row for row in rows if len(table.spot(row).key) == len(key)]
    if _by_code(table) and key:
        before = [row for row in rows if table.spot(row).key < key or table.at(row, "row_kind") == "total"]
        return (alike or rows)[-1:] if not before else [_placed(table, (alike or rows)[-1], before[-1])]
    last_kind = table.at(rows[-1], "row_kind") if rows else ""
    return [row for row in rows if table.at(row, "row_kind") == last_kind][-MOST_ROWS:]


def _by_code(table: Table) -> bool:
    """Whether the rows are ordered by their keys."""
    keys = [table.spot(row).key for _, row in table.rows if table.at(row, "row_kind") != "total"]
    return len(keys) > 1 and keys == sorted(keys)


def _placed(table: Table, model: Row, before: Row) -> Row:
    """The model with the place of the row that it comes behind."""
    at = table.columns.index("ordinal")
    return (*model[:at], before[at], *model[at + 1 :])


def _made(here: Scene, table: Table, model: Row, project: str, key: str) -> Iterator[Row]:
    """The missing row as others know it, as its parts add up, and as the sums of its table say."""
    partners = [
        (other, row) for other in here.known if other.name != table.name
        for _, row in other.rows if key and other.spot(row).key == key
    ]  # fmt: skip
    texts = {
        column: other.at(row, column)
        for other, row in partners
        for column in ("row_kind", *table.texts)
        if column in other.columns and (column != "row_kind" or key == "total")
    }
    known = {
        column: other.at(row, column) for other, row in partners for column in table.figures if column in other.figures
    }
    lacking = _lacking(here, table, project, summed=not key)
    for figures in (_parts(table, project, key), known, lacking, lacking | known, *_single(here, table, key)):
        if any(figures.values()) or (key and not table.figures):
            yield tuple(_cell(table, model, column, project, key, texts, figures) for column in table.columns)


def _cell(
    table: Table, model: Row, column: str, project: str, key: str, texts: dict[str, Any], figures: dict[str, Any]
) -> Any:
    said = table.at(model, column)
    if column == "row_key":
        return key or f"{said}{_LATER}"
    if column == "project" and table.per_project:
        return project or said
    if column == "ordinal":
        return said + 0.5 if key != "total" else 0.5
    if column in table.figures:
        return figures.get(column, 0)
    if column in texts:
        return texts[column]
    return key if said == table.spot(model).key and key else said


def _parts(table: Table, project: str, key: str) -> dict[str, int]:
    """What the rows under a code add up to, at the lowest level; under the total, what the highest rows do."""
    rows = [row for _, row in table.rows if not project or table.spot(row).project == project]
    under = [row for row in rows if table.spot(row).key.startswith(key) and table.spot(row).key != key]
    if key == "total":
        shortest = min((len(table.spot(row).key) for row in rows), default=0)
        under = [row for row in rows if len(table.spot(row).key) == shortest]
    elif under:
        longest = max(len(table.spot(row).key) for row in under)
        under = [row for row in under if len(table.spot(row).key) == longest]
    return {column: sum(table.at(row, column) for row in under) for column in table.figures} if key else {}


def _lacking(here: Scene, table: Table, project: str, *, summed: bool) -> dict[str, int]:
    """Column → what the sums of the table have more than their parts. `summed`: only rows that are sums tell it."""
    sums = {table.spot(row).key for _, row in table.rows if table.at(row, "row_kind") not in _DETAILS}
    found: dict[str, int] = {}
    for (_, address, _), gap in here.broken.items():
        spot = here.places.get(address)
        if not spot or (spot.relation != table.name) or (summed and spot.key not in sums):
            continue
        if spot.column in table.figures and spot.project in ("", project):
            found.setdefault(spot.column, abs(gap.size))
    return found


def _single(here: Scene, table: Table, key: str) -> Iterator[dict[str, int]]:
    """One amount in one column: of a row that nobody else names."""
    if not key and any(spot.relation == table.name and not spot.key for spot in here.spots):
        for column in table.figures:
            for size in here.gaps:
                yield {column: size}
