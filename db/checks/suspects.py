"""Suspects: what may be wrong in the relations of a bench, judging by the comparisons that do not hold.

Nearly every comparison is a sum of cells on either side. One wrong cell therefore shows the same difference wherever it
is counted: a figure that is off by just that difference is a suspect. A name is one where another is expected.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from itertools import chain, combinations
from math import inf
from time import monotonic
from typing import Any, NamedTuple

from db.checks.cause import CauseKind
from db.checks.figures import MONEY, NUMBERS, Spot, Types, address_of, spot_of
from db.checks.trials import Broken, Change, Gap, Trials
from db.forms.stages import Row
from db.money import AmountUnit
from db.pack import Pack

DETAILS = frozenset(("record", "row", "level3"))
_MOST_GAPS = 3  # differences that are tried; one fault has one, or one for each column
_MOST_ROWS = 40  # rows whose names are tried
_FEW = 2  # comparisons that one cell may as well break
_NEARLY = 0.8  # as alike as a name and the same with a sign more
_MOST_LIKE = 3  # names that are tried where it is known only that one is wrong


class Suspect(NamedTuple):
    """A change that may mend what is broken. `found`, `expected`: figure or name of a wrong cell, else None.

    `beside`: the column that a column was swapped with. `made`: the address of a row that the change puts in.
    """

    kind: CauseKind
    spot: Spot
    changes: tuple[Change, ...]
    found: int | str | None = None
    expected: int | str | None = None
    beside: str = ""
    made: str = ""


class Table(NamedTuple):
    """A relation as it stands: its columns and its rows by rowid.

    `texts`: printed columns that hold no figures; `amounts`: those that hold fen.
    """

    name: str
    columns: tuple[str, ...]
    figures: tuple[str, ...]
    texts: tuple[str, ...]
    rows: Sequence[tuple[int, Row]]
    amounts: tuple[str, ...] = ()

    @classmethod
    def of(cls, trials: Trials, name: str, types: Types, columns: tuple[str, ...]) -> "Table":
        """The relation as it stands now."""
        printed = {column: kind in NUMBERS for column, kind in types[name].items() if column in columns}
        figures = tuple(column for column in columns if printed.get(column, False))
        texts = tuple(column for column in columns if not printed.get(column, True))
        amounts = tuple(column for column in figures if types[name][column] in MONEY)
        return cls(name, columns, figures, texts, trials.rows(name), amounts)

    @property
    def per_project(self) -> bool:
        """Is it a part of the documents that there are for each project?"""
        return "project" in self.columns[:2]

    @property
    def has_projects(self) -> bool:
        """Does each row say to which project it belongs?"""
        return self.per_project or "project" in self.texts

    @property
    def details(self) -> frozenset[str]:
        """The kinds of its rows that are no sum of others: of codes the longest, as far as the rows show it."""
        kinds = {self.at(row, "row_kind") for _, row in self.rows}
        if kinds & DETAILS or not self.rows:
            return DETAILS
        codes = [row for _, row in self.rows if self.spot(row).key.isdigit()]
        deepest = max(codes, key=lambda row: len(self.spot(row).key), default=self.rows[-1][1])
        return DETAILS | {self.at(deepest, "row_kind")}

    def at(self, row: Row, column: str) -> Any:
        """What a row says in a column; '' where the relation has no such column."""
        return row[self.columns.index(column)] if column in self.columns else ""

    def spot(self, row: Row, column: str = "") -> Spot:
        """Where a row stands, or a cell of it."""
        return Spot(self.name, self.at(row, "project") if self.per_project else "", self.at(row, "row_key"), column)

    def said_once(self, row: Row, column: str) -> Sequence[int]:
        """The rows of a group that say a figure in one cell together: all of them, with the first; () elsewhere."""
        by = next((text for text in self.texts if text != "project"), "")
        value = self.at(row, column)
        if not self.per_project or not by or not value or column in self.amounts:
            return ()
        group = (self.spot(row).project, self.at(row, by))
        rows = [(rowid, one) for rowid, one in self.rows if (self.spot(one).project, self.at(one, by)) == group]
        same = len(rows) > 1 and rows[0][1] == row and all(self.at(one, column) == value for _, one in rows)
        return [rowid for rowid, _ in rows] if same else ()

    def write(self, rowid: int, column: str, value: object) -> Change:
        """The change that puts another value into a cell."""
        sql = f"update temp.{self.name} set {column} = ? where rowid = ?"
        return Change(self.name, sql, (value, rowid), frozenset((column,)))


class Scene(NamedTuple):
    """What is broken, and the places that it names. `tables`: those its checks read; `known`: all there are.

    `until`: when to stop looking, by the monotonic clock.
    """

    pack: Pack
    tables: tuple[Table, ...]
    known: tuple[Table, ...]
    spots: tuple[Spot, ...]
    gaps: tuple[int, ...]  # sizes of the most frequent differences
    sizes: frozenset[int]  # of all differences
    broken: Broken
    places: Mapping[str, Spot]  # address → what it names
    until: float = inf

    @property
    def whole(self) -> frozenset[str]:
        """Relations that are named without a row."""
        return frozenset(spot.relation for spot in self.spots if not spot.key)

    def address(self, spot: Spot) -> str:
        """The address of a cell or row."""
        return address_of(self.pack, spot)

    def spot(self, address: str) -> Spot | None:
        """The cell or row that an address names; None of an entry's."""
        return self.places.get(address) or (spot_of(self.pack, address) if address else None)


def scene(pack: Pack, trials: Trials, types: Types, columns: Mapping[str, tuple[str, ...]], until: float) -> Scene:
    """What the broken comparisons name and read."""
    broken = trials.broken
    names = {name for check, *_ in broken for name in trials.reads(check) if name in columns}
    known = tuple(Table.of(trials, name, types, columns[name]) for name in sorted(columns))
    tables = tuple(table for table in known if table.name in names)
    addresses = dict.fromkeys(address for _, *both in broken for address in both if address)
    places = {address: spot for address in addresses if (spot := spot_of(pack, address))}
    apart = chain.from_iterable((gap.size, trials.lapsed_by(key, gap)) for key, gap in broken.items())
    sizes = Counter(abs(size) for size in apart if size)
    gaps = tuple(size for size, _ in sizes.most_common(_MOST_GAPS))
    return Scene(
        pack, tables, known, tuple(dict.fromkeys(places.values())), gaps, frozenset(sizes), broken, places, until
    )


def figures(here: Scene) -> Iterator[Suspect]:
    """Cells that would be right if they were larger or smaller by a difference that there is, or in proportion."""
    keys = {spot.key for spot in here.spots if spot.key}
    columns = {spot.column for spot in here.spots}
    ratios = tuple({(gap.left, gap.right) for gap in here.broken.values() if _proportional(gap)})[:_MOST_GAPS]
    for table in here.tables:
        for rowid, row in table.rows:
            near = table.spot(row).key in keys or table.name in here.whole or len(table.rows) == 1
            for column in table.figures:
                if near or column in columns:
                    found = table.at(row, column)
                    alike = table.said_once(row, column)
                    for expected in _expected(found, here.gaps, ratios):
                        changes = tuple(table.write(each, column, expected) for each in alike or (rowid,))
                        yield Suspect("figure", table.spot(row, column), changes, found, expected)


def _proportional(gap: Gap) -> bool:
    return bool(gap.size) and bool(gap.left) and bool(gap.right)


def _expected(found: int, gaps: Sequence[int], ratios: Sequence[tuple[int, int]]) -> dict[int, None]:
    """What a cell might have said, in a fixed order."""
    wanted = {found + sign * size: None for size in gaps for sign in (-1, 1)}
    if found < 0:
        wanted[-found] = None
    for left, right in ratios:
        for over, under in ((left, right), (right, left)):
            if found and found * over % under == 0:
                wanted[found * over // under] = None
    # What is not negative was hardly meant to be.
    return {expected: None for expected in wanted if expected >= 0 or found < 0}


def scaled(here: Scene) -> Iterator[Suspect]:
    """Tables and columns that are kept in yuan where the others are in 万元, or the reverse."""
    factor = AmountUnit.WAN.fen // AmountUnit.YUAN.fen
    for table in here.tables if len(here.broken) > _FEW else ():
        for columns in (table.amounts, *((column,) for column in table.amounts)):
            values = [table.at(row, column) for _, row in table.rows for column in columns]
            if len([value for value in values if value]) > 1:
                for scale in ("/", "*") if all(value % factor == 0 for value in values) else ("*",):
                    said = ", ".join(f"{column} = {column} {scale} {factor}" for column in columns)
                    spot = Spot(table.name, "", "", columns[0] if len(columns) == 1 else "")
                    change = Change(table.name, f"update temp.{table.name} set {said}", (), frozenset(columns))
                    yield Suspect("unit", spot, (change,))


def names(here: Scene) -> Iterator[Suspect]:
    """Cells that hold one text where the other side of a comparison holds another, or where a like one is known."""
    for (_, address, other), gap in here.broken.items():
        if monotonic() > here.until:
            return  # of a thousand names each is held against all others
        for place, found, expected in ((address, gap.left, gap.right), (other, gap.right, gap.left)):
            spot = here.places.get(place)
            table = next((table for table in here.tables if spot and table.name == spot.relation), None)
            if spot is None or table is None or not isinstance(expected, str):
                continue
            if expected.isdecimal() and not str(found).isdecimal():
                continue  # it says how often, and not what else should stand there
            for text in (expected, *(_like(here, spot.column, found) if spot.column in table.texts else ())):
                yield from _renamed(table, spot, text)
            if spot.column in table.texts and isinstance(found, str):
                yield from _nearly(here, table, found)


def _nearly(here: Scene, own: Table, text: str) -> Iterator[Suspect]:
    """Cells of other tables that hold nearly the text where none holds it."""
    for table in here.tables:
        for column in table.texts if table.name != own.name else ():
            held = dict.fromkeys(str(table.at(row, column)) for _, row in table.rows)
            for like in get_close_matches(text, held, 1, _NEARLY) if text not in held else ():
                for _, row in table.rows:
                    if table.at(row, column) == like:
                        yield from _renamed(table, table.spot(row, column), text)


def _like(here: Scene, column: str, found: object) -> Sequence[str]:
    """The texts of the tables that are most like one, those of a column of the same name first."""
    known: dict[str, None] = {}
    for same in (True, False):
        for table in here.known:
            for text in (column,) if same and column in table.texts else () if same else table.texts:
                known.update(dict.fromkeys(str(table.at(row, text)) for _, row in table.rows))
    known.pop(str(found), None)
    return get_close_matches(str(found), [text for text in known if text], _MOST_LIKE)


def _renamed(table: Table, spot: Spot, expected: str) -> Iterator[Suspect]:
    rows = [
        (rowid, row) for rowid, row in table.rows
        if table.spot(row).project == spot.project and spot.key in ("", table.spot(row).key)
    ]  # fmt: skip
    for rowid, row in rows[:_MOST_ROWS]:
        for column in (spot.column,) if spot.column in table.texts else () if spot.column else table.texts:
            found = table.at(row, column)
            if expected not in ("", found) and not (found == table.spot(row).key and found.isdigit()):
                parts = [expected if part == found else part for part in table.spot(row).key.split("/")]
                changes = [table.write(rowid, column, expected)]
                if "/".join(parts) != table.spot(row).key:
                    changes.append(table.write(rowid, "row_key", "/".join(parts)))
                yield Suspect("stale-name", table.spot(row, column), tuple(changes), found, expected)


def swapped(here: Scene) -> Iterator[Suspect]:
    """Two columns that stand in each other's place, in the whole table or in one row."""
    for table in here.tables:
        named = {spot.key for spot in here.spots if spot.relation == table.name}
        for one, other in combinations(table.figures, 2):
            if any(table.at(row, one) != table.at(row, other) for _, row in table.rows):
                sql = f"update temp.{table.name} set {one} = {other}, {other} = {one}"
                both = frozenset((one, other))
                change = Change(table.name, sql, (), both)
                yield Suspect("swapped-columns", Spot(table.name, "", "", one), (change,), beside=other)
                for rowid, row in table.rows:
                    apart = abs(table.at(row, one) - table.at(row, other))
                    if apart and (apart in here.gaps or table.spot(row).key in named):
                        change = Change(table.name, f"{sql} where rowid = ?", (rowid,), both)
                        yield Suspect("swapped-columns", table.spot(row, one), (change,), beside=other)
