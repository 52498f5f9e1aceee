"""What was changed in a workbook since this program exported it: its cells against the marks that travel with it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING
from unicodedata import normalize

import msgspec
from openpyxl.utils import coordinate_to_tuple, get_column_letter

from db.exchange.code import canonical, check_code
from db.exchange.cover import COVER
from db.exchange.marks import Mark, Marks, SheetMark, found_value, printed
from db.exchange.opening import ReadSheet
from db.money import AmountUnit

if TYPE_CHECKING:
    from db.checks.places import Places
    from db.exchange.facts import Facts
    from db.exchange.laid import Relations

Types = Mapping[str, Mapping[tuple[int, int], Mark]]  # worksheet -> (row, column) from 1 -> what was exported there


class Change(msgspec.Struct, frozen=True):
    """A cell that says something else than what was exported; both as printed.

    `sheet` and `cell` (`E12`; '' when it is no one cell) are where a person finds it, `spoken` is what stands there:
    `“20805 …”行“人员经费”栏`. `gone`: the whole worksheet is.
    """

    address: str
    exported: str
    found: str
    sheet: str = ""
    cell: str = ""
    spoken: str = ""
    gone: bool = False

    @property
    def place(self) -> str:
        """Where it is in words: `05表 E12（“20805 …”行“人员经费”栏）`."""
        sheet = f"{self.sheet}表" if self.sheet[:1].isdigit() else f"“{self.sheet}”"
        if not self.cell:
            return sheet if self.gone else f"{sheet}{self.spoken or '的' + self.address.rpartition('!')[2]}"
        return f"{sheet} {self.cell}" + (f"（{self.spoken}）" if self.spoken else "")


def by_place(marks: Marks) -> Types:
    """The marks of each worksheet by the places of their cells."""
    marked: dict[str, dict[tuple[int, int], Mark]] = {}
    for mark in marks.cells:
        marked.setdefault(mark.sheet, {})[coordinate_to_tuple(mark.place)] = mark
    return marked


def own_code(marks: Marks, facts: "Facts") -> Iterator[Change]:
    """The check code, when the marks themselves are not those it was computed from."""
    code = check_code(canonical(facts.head, marks.lines()))
    if code != facts.code:
        yield Change(f"{COVER}!校验码", facts.code, code, COVER)


def is_as_marked(page: ReadSheet, marked: Mapping[tuple[int, int], Mark]) -> bool:
    """Does every heading, label, code and name stand where it was exported to?"""
    texts = ((place, mark) for place, mark in marked.items() if mark.type in ("text", "code") and mark.value)
    return all(found_value(page.cells.get(place), mark.type, AmountUnit.WAN) == mark.value for place, mark in texts)


def moved_changes(
    sheet: SheetMark,
    marked: Mapping[tuple[int, int], Mark],
    name: str,
    read: "Relations",
    unit: AmountUnit,
    places: "Places",
) -> Iterator[Change]:
    """What differs, address by address, in a form whose rows, columns or worksheet are not where they were."""
    renamed = f"工作表改名为“{name}”" if name != sheet.sheet else "插入、删除或移动过"
    yield Change(f"{sheet.sheet}!版面", "原来的行和列", renamed, sheet.sheet)
    exported = {mark.address: mark for mark in marked.values() if mark.address}
    for address, mark in exported.items():
        value = read.values.get(address, "")
        if isinstance(value, int) and mark.type in ("text", "code"):
            # A hint stands for nothing.
            value = str(value) if value else mark.value
        now = normalize("NFC", value) if isinstance(value, str) else str(value)
        if now != mark.value and not _both_blank(now, mark):
            yield _moved(
                address, printed(mark.value, mark.type, unit), printed(now, mark.type, unit), sheet, read, places
            )
    rows = {address.rpartition(".")[0] for address in exported}
    for address, value in read.values.items():
        # In a row that was exported only what goes on the cell above has no mark.
        if value and address not in exported and address.rpartition(".")[0] not in rows:
            kind = read.types[address]
            yield _moved(address, "", printed(str(value), kind, unit), sheet, read, places)


def _moved(address: str, before: str, now: str, sheet: SheetMark, read: "Relations", places: "Places") -> Change:
    place = read.places.get(address)
    spoken = places.spoken(address).removeprefix(f"{sheet.form}表")
    return Change(address, before, now, place.sheet if place else sheet.sheet, place.cell if place else "", spoken)


def changes_of(
    page: ReadSheet, sheet: SheetMark, marked: Mapping[tuple[int, int], Mark], unit: AmountUnit, places: "Places"
) -> Iterator[Change]:
    """The cells that do not say what was exported to them, and those that were added."""
    for place, mark in marked.items():
        found = found_value(page.cells.get(place), mark.type, unit)
        if found != mark.value and not _both_blank(found, mark):
            before, now = printed(mark.value, mark.type, unit), printed(found, mark.type, unit)
            spoken = places.spoken(mark.address).removeprefix(f"{sheet.form}表")
            address = mark.address or f"{sheet.sheet}!{mark.place}"
            yield Change(address, before, now, sheet.sheet, mark.place, spoken)
    for (row, column), cell in page.cells.items():
        # Notes beside the form are the reader's; within its columns nothing may be added.
        if (row, column) not in marked and column <= sheet.columns and (cell.formula or cell.text.strip()):
            added = f"{get_column_letter(column)}{row}"
            now = found_value(cell, "text", unit)
            yield Change(f"{sheet.sheet}!{added}", "", now, sheet.sheet, added)


def formulas_of(
    page: ReadSheet, form: str, within: Iterable[tuple[int, int]], read: "Relations", places: "Places"
) -> Iterator[Change]:
    """The formulas in a form that is not where it was: what they show now they need not show tomorrow."""
    addresses = {at.cell: address for address, at in read.places.items() if at.sheet == page.name}
    for row, column in sorted(within):
        cell = page.cells.get((row, column))
        if cell is not None and cell.formula:
            at = f"{get_column_letter(column)}{row}"
            address = addresses.get(at, "")
            spoken = places.spoken(address).removeprefix(f"{form}表")
            now = found_value(cell, "text", AmountUnit.WAN)
            yield Change(address or f"{page.name}!{at}", "", now, page.name, at, spoken)


def _both_blank(found: str, mark: Mark) -> bool:
    """Of a number nothing and nought are the same; a text "0" is not nothing."""
    return {found, mark.value} <= ({""} if mark.type in ("text", "code") else {"", "0"})
