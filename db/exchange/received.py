"""Judging a workbook that came by mail: what was changed since it was exported, and whether its forms tie."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from openpyxl.utils import coordinate_to_tuple, get_column_letter

from db.checks.explanations import Answers, Explanation
from db.checks.finding import Finding
from db.definitions import Document
from db.errors import BookError
from db.exchange.code import canonical, check_code
from db.exchange.cover import COVER, EXPLANATIONS
from db.exchange.marks import SHEET, Mark, Marks, SheetMark, found_value, printed, read_marks
from db.exchange.opening import MOST_ROWS, ReadSheet, ReadWorkbook, open_workbook
from db.exchange.workbook import AMOUNTS, BOOK, CODE, DEPARTMENT, PACK, PACK_VERSION, REVISION, ROUND, YEAR
from db.forms.stages import Row
from db.money import AmountUnit

if TYPE_CHECKING:
    from db.checks.bench import Stands
    from db.checks.places import Places
    from db.pack import FormKind, Pack

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
            return sheet if self.gone else f"{sheet}的{self.address.rpartition('!')[2]}"
        return f"{sheet} {self.cell}" + (f"（{self.spoken}）" if self.spoken else "")


class Verification(msgspec.Struct, frozen=True):
    """What a received workbook is. `unchanged` is None when this program did not make it."""

    book: str
    revision: int | None
    unchanged: bool | None
    changed: tuple[Change, ...]
    findings: tuple[Finding, ...]

    @property
    def exit_code(self) -> int:
        """As `check`; 3 when it ties but was changed since it was exported."""
        from db.checks.findings import verdict

        return verdict(self.findings) or (3 if self.unchanged is False else 0)


class Facts(msgspec.Struct, frozen=True):
    """What a workbook says about itself, or what is taken for granted of one that says nothing."""

    book: str
    revision: int | None
    code: str
    department: str
    round: str
    amounts: AmountUnit
    year: int
    pack: str
    pack_version: str

    @property
    def stands(self) -> "Stands":
        """What its forms are judged by."""
        from db.checks.bench import Stands

        return Stands(self.book, self.department, self.round, self.amounts, self.year)

    @property
    def head(self) -> tuple[str, ...]:
        """The head of the text that the check code is computed from."""
        return (self.department, str(self.year), self.round, f"{self.pack} {self.pack_version}")


def verify(path: Path, shelves: Sequence[Path] | None = None) -> Verification:
    """Compare a workbook with what was exported, and run every check that reads forms only.

    Raises WorkbookError, PackError, BookError when none of its sheets is a form.
    """
    from db.checks.places import Places
    from db.pack import load
    from db.shelf import newest

    workbook = open_workbook(path)
    pack = load(workbook.names.get(PACK) or newest(shelves), shelves)
    hidden = workbook.sheet(SHEET)
    marks = read_marks(hidden) if hidden else None
    facts = _facts(workbook, pack)
    sheets = _places(workbook, marks, pack)
    types = _by_place(marks) if marks else {}
    if not any(workbook.sheet(sheet.sheet) for sheet in sheets):
        raise BookError(f"“{path.name}”里没有一张预算表。工作表应以表号命名，例如 {'、'.join(list(pack.forms)[:3])}。")
    changed: tuple[Change, ...] = ()
    if marks:
        changed = tuple(_changes(workbook, marks, sheets, types, facts, Places(pack)))
    elif facts.code:
        # It says that this program made it, and what it was compared with is gone.
        changed = (Change(f"{COVER}!校验码", facts.code, "", COVER),)
    unchanged = not changed if marks or facts.code else None
    stands = msgspec.structs.replace(facts.stands, vouched=bool(unchanged))
    findings = _judge(workbook, sheets, types, facts, stands, pack)
    return Verification(facts.book, facts.revision, unchanged, changed, findings)


def _facts(workbook: ReadWorkbook, pack: "Pack") -> Facts:
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
    )


def _unit_line(workbook: ReadWorkbook) -> str:
    """The unit that the line above a form names."""
    for sheet in workbook.sheets:
        for (row, _), cell in sheet.cells.items():
            if row <= 4 and cell.text.replace(" ", "").removesuffix("元").endswith((":", "：")):
                return AmountUnit.YUAN
    return AmountUnit.WAN


def _by_place(marks: Marks) -> Types:
    marked: dict[str, dict[tuple[int, int], Mark]] = {}
    for mark in marks.cells:
        marked.setdefault(mark.sheet, {})[coordinate_to_tuple(mark.place)] = mark
    return marked


def _changes(
    workbook: ReadWorkbook, marks: Marks, sheets: Sequence[SheetMark], types: Types, facts: Facts, places: "Places"
) -> Iterator[Change]:
    code = check_code(canonical(facts.head, marks.lines()))
    if code != facts.code:
        yield Change(f"{COVER}!校验码", facts.code, code, COVER)
    for sheet in sheets:
        page = workbook.sheet(sheet.sheet)
        if page is None:
            yield Change(sheet.sheet, "（整张表）", "", sheet.sheet, gone=True)
        else:
            yield from _changes_of(page, sheet, types.get(sheet.sheet, {}), facts.amounts, places)


def _changes_of(
    page: ReadSheet, sheet: SheetMark, marked: Mapping[tuple[int, int], Mark], unit: AmountUnit, places: "Places"
) -> Iterator[Change]:
    for place, mark in marked.items():
        found = found_value(page.cells.get(place), mark.type, unit)
        if found != mark.value and not _both_blank(found, mark.value):
            before, now = printed(mark.value, mark.type, unit), printed(found, mark.type, unit)
            spoken = places.spoken(mark.address).removeprefix(f"{sheet.form}表")
            address = mark.address or f"{sheet.sheet}!{mark.place}"
            yield Change(address, before, now, sheet.sheet, mark.place, spoken)
    for (row, column), cell in page.cells.items():
        # Notes beside the form are the reader's; within its columns nothing may be added.
        if (row, column) not in marked and column <= sheet.columns and cell.text.strip():
            added = f"{get_column_letter(column)}{row}"
            yield Change(f"{sheet.sheet}!{added}", "", cell.text, sheet.sheet, added)


def _both_blank(found: str, exported: str) -> bool:
    return {found, exported} <= {"", "0"}


def _places(workbook: ReadWorkbook, marks: Marks | None, pack: "Pack") -> tuple[SheetMark, ...]:
    """Where the forms stand: as marked, or in a foreign workbook by the names of its sheets. Sizes are the pack's."""
    found = marks.sheets if marks else tuple(_by_name(workbook))
    return tuple(
        SheetMark(sheet.sheet, sheet.form, _width(pack.forms[sheet.form]), sheet.first)
        for sheet in found
        if sheet.form in pack.forms and 0 < len(sheet.first) <= MOST_ROWS
    )


def _by_name(workbook: ReadWorkbook) -> Iterator[SheetMark]:
    for page in workbook.sheets:
        form_id, _, part = page.name.strip().partition("-")
        if page.cells and (not part or part.isdecimal()):
            last = max(row for row, _ in page.cells)
            yield SheetMark(page.name, form_id, 0, tuple(range(1, last + 2)))


def _width(form: "FormKind") -> int:
    return len(form.grid) if isinstance(form, Document) else len(form.columns)


def _rows_of(page: ReadSheet, sheet: SheetMark) -> list[int]:
    """The worksheet rows that are rows of the form: stretched ones once, and what was added below."""
    last = max((row for row, column in page.cells if column <= sheet.columns), default=0)
    return [*sheet.first[:-1], *range(sheet.first[-1], last + 1)]


def _printed(page: ReadSheet, types: Mapping[tuple[int, int], Mark], place: tuple[int, int], unit: AmountUnit) -> str:
    cell, mark = page.cells.get(place), types.get(place)
    if mark is None or cell is None:
        return cell.text if cell else ""
    return printed(found_value(cell, mark.type, unit), mark.type, unit)


def _judge(
    workbook: ReadWorkbook, sheets: Sequence[SheetMark], types: Types, facts: Facts, stands: "Stands", pack: "Pack"
) -> tuple[Finding, ...]:
    from db.checks.bench import Bench
    from db.checks.findings import worst_first

    relations, unread = _relations(workbook, sheets, types, facts, pack)
    with Bench(pack, stands) as bench:
        bench.fill(relations)
        return worst_first((*unread, *bench.findings(_answers(workbook))))


def _relations(
    workbook: ReadWorkbook, sheets: Sequence[SheetMark], types: Types, facts: Facts, pack: "Pack"
) -> tuple[dict[str, list[Row]], tuple[Finding, ...]]:
    """The forms' relations as the workbook's cells say, and the cells that say nothing."""
    from db.forms.draw import Words
    from db.forms.read_document import named_apart
    from db.forms.reading import read_form

    terms = Words(facts.year, facts.amounts, pack.info.district)
    relations: dict[str, list[Row]] = {}
    unread: list[Finding] = []
    for sheet in sheets:
        page = workbook.sheet(sheet.sheet)
        if page is None:
            continue
        rows, marked = _rows_of(page, sheet), types.get(sheet.sheet, {})
        grid = [
            [_printed(page, marked, (row, at), facts.amounts) for at in range(1, sheet.columns + 1)] for row in rows
        ]
        form = pack.forms[sheet.form]
        reading = read_form(form, grid, terms, pack, facts.book)
        read = reading.relations
        if isinstance(form, Document) and form.per:
            read = named_apart(read, {name: relations.get(name, []) for name in read})
        for name, found in read.items():
            relations.setdefault(name, []).extend(found)
        for cell in reading.misread:
            place = f"{sheet.sheet}!{get_column_letter(cell.column + 1)}{rows[cell.row]}"
            unread.append(_unreadable(place, cell.text))
    return relations, tuple(unread)


def _unreadable(place: str, text: str) -> Finding:
    return Finding(
        check="unreadable",
        severity="error",
        title="读不出来的单元格",
        address=place,
        left=text,
        message=f"“{place}”里的“{text}”不是数字，请填数字或清空。",
        structural=True,
    )


def _answers(workbook: ReadWorkbook) -> Answers:
    """The written answers that travel with the workbook."""
    page = workbook.sheet(EXPLANATIONS)
    answers: Answers = {}
    for _, cells in page.rows() if page else ():
        _, left, right, text, check, address = (cells[at].text if at in cells else "" for at in range(1, 7))
        if check and address and text:
            answers[check, address] = Explanation(check, address, left, right, text)
    return answers
