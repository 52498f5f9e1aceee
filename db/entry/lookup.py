"""What the names in cells mean in one book: its units, projects, objectives and codes, read once per command.

A cell says 112001, 信访工作经费 or 行政运行; the ledger keeps a row id or a code.
"""

import sqlite3
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from db.definitions import Choice, EntryColumn
from db.entry.counts import Counts
from db.entry.scale import Limits, Scale, limits
from db.money import AmountUnit
from db.pack import Pack

if TYPE_CHECKING:
    from db.entry.order import Order

DEPARTMENT = 0  # stands for "no project" where objectives of the whole department are meant


@dataclass(frozen=True, slots=True)
class UnitName:
    """A unit as cells name it."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class ProjectName:
    """A project as cells name it; `unit` is the row id of its unit."""

    unit: int
    name: str
    code: str


@dataclass(frozen=True, slots=True)
class ObjectiveName:
    """An objective as cells name it: its place `number` (from 1) among those of the same project and term."""

    project: int  # DEPARTMENT: the whole department
    term: str
    number: int


@dataclass
class Lookup:
    """Names of one book in both directions: a snapshot, to be read anew after a change of names."""

    pack: Pack
    amounts: AmountUnit
    units: dict[int, UnitName] = field(default_factory=dict)
    projects: dict[int, ProjectName] = field(default_factory=dict)
    objectives: dict[int, ObjectiveName] = field(default_factory=dict)
    own_codes: dict[str, dict[str, str]] = field(default_factory=dict)  # catalog -> code -> name
    names: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)  # filled when first asked for
    families: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)  # likewise
    counts: Counts | None = None  # what names in amounts stand for; None: there are none
    connection: sqlite3.Connection | None = None  # of the book they were read from

    @classmethod
    def read(cls, connection: sqlite3.Connection, pack: Pack) -> "Lookup":
        """The names as they stand in the book behind `connection`."""
        found = connection.execute("select amounts from book").fetchone()
        lookup = cls(pack, AmountUnit(found[0]) if found else AmountUnit.WAN)
        for row_id, code, name in connection.execute("select id, code, name from unit order by position, id"):
            lookup.units[row_id] = UnitName(code, name)
        for row_id, unit, name, code in connection.execute(
            "select id, unit, name, code from project order by position, id"
        ):
            lookup.projects[row_id] = ProjectName(unit, name, code)
        for row_id, project, term, number in connection.execute(
            "select id, ifnull(project, 0), term, row_number() over"
            " (partition by project, term order by position, id) from objective"
        ):
            lookup.objectives[row_id] = ObjectiveName(project, term, number)
        for catalog, code, name in connection.execute("select catalog, code, name from code"):
            lookup.own_codes.setdefault(catalog, {})[code] = name
        lookup.counts = Counts(connection, pack)
        lookup.connection = connection
        return lookup

    @cached_property
    def order(self) -> "Order | None":
        """The places of rows in their tabs; None where there is no book."""
        from db.entry.order import Order

        return Order(self.pack, self.connection, self) if self.connection is not None else None

    @cached_property
    def limits(self) -> Limits | None:
        """From which size on an amount says its unit; None: from none."""
        return limits(self.pack, self.amounts)

    @cached_property
    def units_by_text(self) -> dict[str, tuple[int, ...]]:
        """Row ids of the units by code, and by name where no unit has it as its code."""
        found = {unit.code: (row_id,) for row_id, unit in self.units.items()}
        names: dict[str, list[int]] = defaultdict(list)
        for row_id, unit in self.units.items():
            names[unit.name].append(row_id)
        return {name: tuple(ids) for name, ids in names.items()} | found

    @cached_property
    def projects_by_text(self) -> dict[str, tuple[int, ...]]:
        """Row ids of the projects by name, and by code where no project has it as its name."""
        names: dict[str, list[int]] = defaultdict(list)
        codes: dict[str, list[int]] = defaultdict(list)
        for row_id, project in self.projects.items():
            names[project.name].append(row_id)
            if project.code:
                codes[project.code].append(row_id)
        merged: dict[str, list[int]] = codes | names
        return {text: tuple(ids) for text, ids in merged.items()}

    @cached_property
    def objectives_by_place(self) -> dict[tuple[int, str, int], int]:
        """Row id of the objective by project, term and number."""
        return {(it.project, it.term, it.number): row_id for row_id, it in self.objectives.items()}

    def code_name(self, catalog: str, code: str) -> str | None:
        """Name of a code: the book's own before the catalog's; None when neither knows it."""
        own = self.own_codes.get(catalog)
        if own and code in own:
            return own[code]
        row = self.pack.catalogs[catalog].rows.get(code)
        return row.name if row else None

    def codes_named(self, catalog: str, text: str) -> tuple[str, ...]:
        """Codes whose name, short name or printed name is `text` (compared as NFKC), without doubles."""
        if catalog not in self.names:
            index: dict[str, dict[str, None]] = defaultdict(dict)
            for code, names in self._named(catalog):
                for name in names:
                    index[_plain(name)][code] = None
            self.names[catalog] = {name: tuple(codes) for name, codes in index.items()}
        return self.names[catalog].get(_plain(text), ())

    def family_code(self, catalog: str, text: str) -> str | None:
        """The code that a name of a family means: 使用情况.201 is use.201, where the catalog has 使用情况.{类}."""
        for code, name in self._families(catalog):
            for beginning in (name, code):
                if beginning and text.startswith(beginning) and len(text) > len(beginning):
                    return code + text[len(beginning) :]
        return None

    def family_name(self, catalog: str, code: str) -> str | None:
        """The name of a code of a family, the other way round; None when it is of none."""
        for beginning, name in self._families(catalog):
            if code.startswith(beginning) and len(code) > len(beginning):
                return name + code[len(beginning) :]
        return None

    def _families(self, catalog: str) -> tuple[tuple[str, str], ...]:
        if catalog not in self.families:
            rows = self.pack.catalogs[catalog].rows.values()
            self.families[catalog] = tuple(
                (row.code.partition("{")[0], row.name.partition("{")[0]) for row in rows if "{" in row.code
            )
        return self.families[catalog]

    def _named(self, catalog: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        for row in self.pack.catalogs[catalog].rows.values():
            extra = (row.attributes.get("short", ""), row.attributes.get("print_name", ""))
            yield row.code, (row.name, *(name for name in extra if name))
        for code, name in self.own_codes.get(catalog, {}).items():
            yield code, (name,)

    def choices(self, column: EntryColumn) -> tuple[Choice, ...]:
        """The words a choice column offers, those the pack lists elsewhere included."""
        if column.choices_from == "rounds":
            return tuple(Choice(value=it.id, label=it.id) for it in self.pack.info.rounds)
        if column.choices_from == "catalogs":
            coded = {key: it for key, it in self.pack.catalogs.items() if it.rows}
            return tuple(Choice(value=key, label=it.info.name) for key, it in coded.items())
        return column.choices


def _plain(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


@dataclass(frozen=True, slots=True)
class Context:
    """What a cell's text is read against: the book's names and the cells beside it.

    `unit` narrows project names; with `elsewhere` another unit's project is taken when this one has none
    of that name. `scale` asks about amounts far beyond the book's, `again` those that were asked about before too.
    """

    lookup: Lookup
    unit: int | None = None
    project: int | None = None
    term: str = ""
    elsewhere: bool = False
    scale: Scale | None = None
    again: bool = False

    @property
    def owner(self) -> int | None:
        """Row id of the unit that the row belongs to, its own or its project's; None: the whole department."""
        if self.unit is None and self.project:
            return self.lookup.projects[self.project].unit
        return self.unit

    def beside(self, **cells: int | str | bool | None) -> "Context":
        """The same names beside other cells."""
        return replace(self, **cells)  # type: ignore[arg-type]
