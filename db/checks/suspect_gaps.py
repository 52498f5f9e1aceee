"""Rows that may be missing: which, where they would stand, and what they would say.

What a row says is asked of the checks: it is put in empty, and each comparison that then names it tells a figure.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from db.checks.figures import Spot, fixed_keys
from db.checks.suspect_parents import other_kinds, rest_above, same_kinds
from db.checks.suspect_rows import TOTAL, by_code, places
from db.checks.suspects import DETAILS, Scene, Suspect, Table
from db.checks.trials import Broken, Change, Gap, Key, Trials
from db.forms.stages import Row

_UNKNOWN = "~"  # a key that no row has, and that sorts behind all others
_SINGLE = ("row", TOTAL)  # keys of rows that are there once, and like no other
_MOST_WANTED = 40
_MOST_MODELS = 12

Figures = Mapping[str, int]


class _Gap(NamedTuple):
    """A place for a row: its project and key, and a row that it would be like, or that it would stand `under`."""

    project: str
    key: str
    model: Row
    under: bool

    @property
    def known(self) -> str:
        """The key, if it is one that the row would really have."""
        return "" if _UNKNOWN in self.key else self.key


def missing_rows(here: Scene, trials: Trials) -> Iterator[Suspect]:
    """Rows that others know, whose parts are there without them, or whose amounts a sum lacks."""
    for table in here.tables:
        named = {spot.key for spot in here.spots if spot.relation == table.name}
        for project, key in _wanted(here, table)[:_MOST_WANTED]:
            for model in _models(table, project, key):
                gap = _Gap(
                    project or table.spot(model).project, key or table.spot(model).key + _UNKNOWN, model, bool(key)
                )
                yield from _put_in(here, trials, table, gap, named | {table.spot(model).key})


def _put_in(here: Scene, trials: Trials, table: Table, gap: _Gap, beside: set[str]) -> Iterator[Suspect]:
    spot = Spot(table.name, gap.project if table.per_project else "", gap.known, "")
    made = here.address(spot._replace(key=gap.key)) if gap.known else gap.key
    head = table.at(gap.model, "row_kind") not in table.details
    after = places(table, gap.key, beside) if gap.known or head else (table.at(gap.model, "ordinal") + 0.5,)
    rows = tuple(_made(here, trials, table, gap, after[0]))
    others = tuple(other_kinds(here, table))
    for place in after:
        for row in rows:
            changes = (_insert(table, _stood(table, row, place)), *others)
            yield Suspect("missing-row", spot, changes, made=made)


def _stood(table: Table, row: Row, place: float) -> Row:
    """The row at a place: what the rows of a group have in common, it has in common with the row before it."""
    before = max(
        (other for _, other in table.rows if table.at(other, "ordinal") < place),
        key=lambda other: float(table.at(other, "ordinal")),
        default=row,
    )
    said = dict(zip(table.columns, row, strict=True)) | {"ordinal": place}
    for column in table.texts:
        shared = table.at(before, column)
        if sum(table.at(other, column) == shared for _, other in table.rows) > 1:
            known = any(table.at(other, column) == said[column] for _, other in table.rows)
            said[column] = shared if known else said[column]
    return tuple(said.values())


def _wanted(here: Scene, table: Table) -> Sequence[tuple[str, str]]:
    """Project and key of rows that may be missing; last the ones that nobody can name."""
    projects = dict.fromkeys(table.spot(row).project for _, row in table.rows)
    fixed = [(project, key) for key in fixed_keys(here.pack, table.name) for project in projects]
    wanted = dict.fromkeys((*_named(here, table), *fixed, *_listed_elsewhere(here, table), *_repeated(table)))
    present = {table.spot(row)[1:3] for _, row in table.rows}
    said = dict.fromkeys((spot.project, "") for spot in here.spots if spot.project and table.has_projects)
    return [*(place for place in wanted if place[1] and place not in present), *said, ("", "")]


def _named(here: Scene, table: Table) -> Iterator[tuple[str, str]]:
    """What the comparisons name, or hold against this table; and what would stand under a row with nothing under it."""
    keys = {table.spot(row).key for _, row in table.rows}
    for (_, address, other), gap in here.broken.items():
        for spot, said in ((here.places.get(address), gap.right), (here.places.get(other), gap.left)):
            if spot is None or (spot.relation != table.name and table.per_project):
                continue
            if spot.relation == table.name or (spot.key not in _SINGLE and _alike(spot.key, keys)):
                yield spot.project, spot.key
            if spot.relation != table.name:
                continue
            if not spot.key and isinstance(said, str) and said:
                yield spot.project, said
            if spot.key.isdigit() and not any(key.startswith(spot.key) and key != spot.key for key in keys):
                yield spot.project, spot.key + _UNKNOWN


def _listed_elsewhere(here: Scene, table: Table) -> Iterator[tuple[str, str]]:
    """Rows of tables with the same keys that hold a figure which is lacking somewhere, and heads that there are none of
    here when no figure is."""
    keys = {table.spot(row).key for _, row in table.rows} - {TOTAL}
    kinds = {table.at(row, "row_kind") for _, row in table.rows} | DETAILS
    as_whole = any(spot.relation == table.name and spot.key in ("", TOTAL) for spot in here.spots)
    for other in here.known:
        if by_code(other) and other.name != table.name:
            same = bool(keys & {other.spot(row).key for _, row in other.rows})
            for _, row in other.rows:
                lacking = any(abs(other.at(row, column)) in here.sizes for column in other.figures)
                head = as_whole and not here.sizes and other.at(row, "row_kind") not in kinds
                if (same and (lacking or not here.sizes)) or head:
                    yield "", other.spot(row).key


def _repeated(table: Table) -> Iterator[tuple[str, str]]:
    """Heads that come again and again in a table with groups."""
    if not by_code(table):
        for _, row in table.rows:
            if table.at(row, "row_kind") not in table.details | {TOTAL}:
                yield table.spot(row).project, f"{table.spot(row).key.partition('#')[0]}#{_UNKNOWN}"


def _alike(key: str, keys: set[str]) -> bool:
    """Whether a key has the shape of one of these: all digits and as long, or a name of as many parts."""
    return bool(key) and any(
        key.isdigit() == other.isdigit()
        and key.count("/") == other.count("/")
        and (not key.isdigit() or len(key) == len(other))
        for other in keys
    )


def _models(table: Table, project: str, key: str) -> Sequence[Row]:
    """Rows that the missing one would be like: those with a key of its shape, of its project; or one of each kind."""
    rows = [row for _, row in table.rows if not table.per_project or not project or table.spot(row).project == project]
    rows = rows or [row for _, row in table.rows]
    details = [row for row in rows if table.at(row, "row_kind") in table.details]
    if key.endswith(_UNKNOWN):
        heads = [row for row in rows if table.spot(row).key.partition("#")[0] == key.partition("#")[0]]
        return (heads[-1:] if "#" in key else _under(table, rows, key) or details[-1:]) or rows[-1:]
    if key:
        alike = [row for row in rows if _alike(key, {table.spot(row).key})]
        return (alike or rows)[-1:]
    last = {(table.spot(row).project, table.at(row, "row_kind")): row for row in rows if row not in details}
    last |= {(table.spot(row).project, ""): row for row in details}
    models = [*last.values(), *(row for row in details if row not in last.values())]
    return [row for row in models if table.spot(row).key != TOTAL or len(models) == 1][:_MOST_MODELS]


def _under(table: Table, rows: Sequence[Row], key: str) -> Sequence[Row]:
    """The row itself under which something is missing, where no row is as deep as the missing one."""
    parent = key.removesuffix(_UNKNOWN)
    if any(table.spot(row).key.isdigit() and len(table.spot(row).key) > len(parent) for row in rows):
        return ()
    return [row for row in rows if table.spot(row).key == parent]


def _insert(table: Table, row: Row) -> Change:
    marks = ", ".join("?" * len(row))
    return Change(table.name, f"insert into temp.{table.name} values ({marks})", row)


def _made(here: Scene, trials: Trials, table: Table, gap: _Gap, place: float) -> Iterator[Row]:
    """The missing row as comparisons that would name it say, as others know it, and as the sums of its table say."""
    known = _known(here, table, gap.known or gap.project)
    texts = {column: said for column, said in known.items() if column not in table.figures}
    kind = {} if gap.known else {"row_kind": _kind_below(here, table, gap)}

    def row(figures: Figures) -> Row:
        return tuple(_cell(table, gap, column, place, texts | kind, figures) for column in table.columns)

    figures = {column: said for column, said in known.items() if column in table.figures} if gap.known else {}
    told: dict[str, int] = {}
    again: dict[str, int] = {}
    if gap.known:
        empty = row({})
        after = trials.broken_after(_insert(table, empty))
        lacking_then = _lacking(here, table, gap, after)
        told = lacking_then | _told(here, after.items(), table.spot(empty))
        again = lacking_then | _told(here, reversed(after.items()), table.spot(empty))
        texts |= {
            column: said for column, said in _told_texts(here, after, table.spot(empty)) if column in table.columns
        }
    lacking = _lacking(here, table, gap, here.broken)
    parts = _parts(table, gap.project, gap.known)
    tried: dict[Row, None] = {}
    rest = rest_above(table, gap.known)
    for each in (told, again, parts | told, figures | told, lacking | figures | told, lacking, lacking | told, rest):
        tried[row(each)] = None
    if gap.key.endswith(_UNKNOWN) and not gap.known:
        parent = next((row for _, row in table.rows if table.spot(row).key + _UNKNOWN == gap.key), None)
        if parent and table.at(parent, "row_kind") not in table.details:
            tried[row({column: table.at(parent, column) for column in table.figures})] = None
        if any(spot.relation == table.name and not spot.key for spot in here.spots):
            for column in table.figures:
                for size in here.gaps:
                    tried[row({column: size})] = None
    yield from tried


def _cell(table: Table, gap: _Gap, column: str, place: float, texts: Mapping[str, Any], figures: Figures) -> Any:
    said = table.at(gap.model, column)
    if column == "row_key":
        return gap.key
    if column == "project" and table.has_projects:
        return gap.project or said
    if column == "ordinal":
        return place
    if column in table.figures:
        return figures.get(column, 0)
    if column in texts:
        return texts[column]
    if str(said) == table.spot(gap.model).key:
        return int(gap.key) if isinstance(said, int) and gap.key.isdigit() else gap.key
    return said


def _kind_below(here: Scene, table: Table, gap: _Gap) -> str:
    """The kind of the rows under a code that has none here, as other tables have them; else the model's."""
    kind = str(table.at(gap.model, "row_kind"))
    parent = gap.key.removesuffix(_UNKNOWN)
    if not gap.under or parent != table.spot(gap.model).key:
        return kind
    for other in here.known:
        for _, row in other.rows:
            key = other.spot(row).key
            if by_code(other) and key.isdigit() and len(key) > len(parent) and other.at(row, "row_kind") in DETAILS:
                return str(other.at(row, "row_kind"))
    return kind


def _known(here: Scene, table: Table, key: str) -> dict[str, Any]:
    """What other tables say in their rows of this key."""
    found: dict[str, Any] = {}
    for other in here.known if key else ():
        for _, row in other.rows:
            if other.name == table.name or other.spot(row).key != key:
                continue
            detail = other.at(row, "row_kind") in DETAILS
            kind = not detail or ("row_kind" not in found and same_kinds(table, other))
            for column in (*table.figures, *table.texts, "row_kind"):
                if column in other.columns and (column != "row_kind" or kind):
                    found[column] = other.at(row, column)
    return found


def _told(here: Scene, broken: Iterable[tuple[Key, Gap]], spot: Spot) -> dict[str, int]:
    """Column → what the first comparison that names it expects there, of a row that says 0 everywhere."""
    found: dict[str, int] = {}
    for (_, address, other), gap in broken:
        for place, size in ((address, -gap.size), (other, gap.size)):
            named = here.spot(place)
            if named and named[:3] == spot[:3] and named.column and size > 0:
                found.setdefault(named.column, size)
    return found


def _told_texts(here: Scene, broken: Broken, spot: Spot) -> Iterator[tuple[str, str]]:
    """Column and text that comparisons expect in the row."""
    for (_, address, other), gap in broken.items():
        for place, said in ((address, gap.right), (other, gap.left)):
            named = here.spot(place)
            if named and named[:3] == spot[:3] and named.column and isinstance(said, str) and _written(here, said):
                yield named.column, said


def _written(here: Scene, text: str) -> bool:
    """Whether a text stands in a form, so that it is not a word of the check about it."""
    return bool(text) and any(
        table.at(row, column) == text for table in here.known for column in table.columns for _, row in table.rows
    )


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


def _lacking(here: Scene, table: Table, gap: _Gap, broken: Broken) -> dict[str, int]:
    """Column → what the sums of the table have more than their parts."""
    keys = {table.spot(row).key for _, row in table.rows}
    sums = {table.spot(row).key for _, row in table.rows if table.at(row, "row_kind") not in table.details}
    sums |= {key for key in keys if key.isdigit() and gap.key.isdigit() and gap.key.startswith(key)}
    sums |= set(fixed_keys(here.pack, table.name)) - {gap.key}
    found: dict[str, int] = {}
    for (_, address, _), difference in broken.items():
        spot = here.spot(address)
        if spot is None or spot.relation != table.name or spot.key not in sums or not difference.size:
            continue
        if spot.column in table.figures and (not table.per_project or spot.project in ("", gap.project)):
            found.setdefault(spot.column, abs(difference.size))
    return found
