"""What a received workbook says about itself, and what is taken for granted of one that says nothing."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from db.definitions import Pivot
from db.exchange.opening import ReadWorkbook
from db.exchange.workbook import AMOUNTS, BOOK, CODE, DEPARTMENT, DRAFT, PACK_VERSION, REVISION, ROUND, YEAR
from db.forms.compile import relation
from db.forms.stages import Row
from db.money import AmountUnit

if TYPE_CHECKING:
    from db.checks.bench import Stands
    from db.pack import Pack

Relations = Mapping[str, Sequence[Row]]


class Facts(msgspec.Struct, frozen=True):
    """Whose forms these are and how they count.

    `department_name`, `units` (code → name) are what the forms by unit print. `assumed`: what the workbook does not say
    and is taken for granted, in sentences.
    """

    book: str
    revision: int | None
    code: str
    department: str
    round: str
    amounts: AmountUnit
    year: int
    pack: str
    pack_version: str
    department_name: str = ""
    units: Mapping[str, str] = {}
    assumed: tuple[str, ...] = ()
    draft: bool = False  # it says itself that it is one

    @property
    def stands(self) -> "Stands":
        """What its forms are judged by."""
        from db.checks.bench import Stands

        return Stands(self.book, self.department, self.round, self.amounts, self.year)

    def version(self, revision: int | None) -> str:
        """`第1版`, `第1版（草稿）`; '' where nobody knows which."""
        return f"第{revision}版{'（草稿）' if self.draft else ''}" if revision is not None else ""

    @property
    def head(self) -> tuple[str, ...]:
        """The head of the text that the check code is computed from."""
        return (self.department, str(self.year), self.round, f"{self.pack} {self.pack_version}")


def facts_of(workbook: ReadWorkbook, pack: "Pack") -> Facts:
    """What the names and unit lines of a workbook say; its forms have not been read yet."""
    names = workbook.names
    unit = names.get(AMOUNTS) or _unit_line(workbook)
    revision, year = names.get(REVISION, ""), names.get(YEAR, "")
    return Facts(
        book=names.get(BOOK, ""),
        revision=int(revision) if revision.isdecimal() else None,
        code=names.get(CODE, ""),
        department=names.get(DEPARTMENT, ""),
        round=names.get(ROUND) or pack.info.first_round,
        amounts=AmountUnit(unit) if unit in list(AmountUnit) else AmountUnit.WAN,
        year=int(year) if year.isdecimal() else pack.info.year,
        pack=pack.info.id,
        pack_version=names.get(PACK_VERSION, ""),
        draft=names.get(DRAFT) == "1",
    )


def named(facts: Facts, relations: Relations, pack: "Pack") -> Facts:
    """The same with the department and the units as the first form by unit that was read names them."""
    rows = {kind: list(found) for kind, found in _by_unit(relations, pack)}
    departments = rows.get("department", [])
    code, name = departments[0] if departments else ("", "")
    return msgspec.structs.replace(
        facts,
        department=facts.department or code,
        department_name=name,
        units={unit: called for unit, called in rows.get("unit", []) if unit},
    )


def _by_unit(relations: Relations, pack: "Pack") -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Kind of row → code and name of each such row of the first form by unit that has any."""
    for form in pack.forms.values():
        if not isinstance(form, Pivot) or form.rows.by != "unit" or not relations.get(relation(form.id)):
            continue
        at = {column.role: 4 + number for number, column in enumerate(form.columns) if column.role}
        for kind in ("department", "unit"):
            found = [row for row in relations[relation(form.id)] if row[2] == kind]
            yield kind, [(str(row[at["code"]]), str(row[at["name"]])) for row in found if at.keys() >= {"code", "name"}]
        return


def _unit_line(workbook: ReadWorkbook) -> str:
    """The unit that the line above a form names."""
    for sheet in workbook.sheets:
        for (row, _), cell in sheet.cells.items():
            if row <= 4 and cell.text.replace(" ", "").endswith((":元", "：元")):
                return AmountUnit.YUAN
    return AmountUnit.WAN
