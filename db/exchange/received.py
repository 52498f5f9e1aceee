"""Judging a workbook that came by mail: what was changed since it was exported, and whether its forms tie."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from db.checks.explanations import Answers, Explanation
from db.checks.finding import Finding
from db.definitions import Document
from db.errors import BookError
from db.exchange.changes import Change, Types, by_place, changes
from db.exchange.cover import COVER, EXPLANATIONS
from db.exchange.facts import Facts, facts_of, named
from db.exchange.laid import CellPlace, Laid, Relations, read_laid
from db.exchange.marks import SHEET, Mark, Marks, SheetMark, found_value, printed, read_marks
from db.exchange.opening import MOST_ROWS, ReadSheet, ReadWorkbook, open_workbook
from db.exchange.workbook import PACK
from db.forms.stages import Row
from db.money import AmountUnit

if TYPE_CHECKING:
    from db.checks.bench import Stands
    from db.pack import FormKind, Pack

__all__ = ["CellPlace", "Change", "Facts", "Verification", "verify"]


class Verification(msgspec.Struct, frozen=True):
    """What a received workbook is. `unchanged` is None when this program did not make it.

    `relations`: what its forms say, as the checks judge it. `facts`: its year, unit of amounts, department, units.
    `places`: address of a finding, of its row, its form → the worksheet and cell where that stands.
    """

    book: str
    revision: int | None
    unchanged: bool | None
    changed: tuple[Change, ...]
    findings: tuple[Finding, ...]
    facts: Facts
    relations: Mapping[str, tuple[Row, ...]]
    places: Mapping[str, CellPlace]

    @property
    def exit_code(self) -> int:
        """As `check`; 3 when it ties but was changed since it was exported."""
        from db.checks.findings import verdict

        return verdict(self.findings) or (3 if self.unchanged is False else 0)


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
    facts = facts_of(workbook, pack)
    sheets = _places(workbook, marks, pack)
    types = by_place(marks) if marks else {}
    if not any(workbook.sheet(sheet.sheet) for sheet in sheets):
        raise BookError(f"“{path.name}”里没有一张预算表。工作表应以表号命名，例如 {'、'.join(list(pack.forms)[:3])}。")
    changed: tuple[Change, ...] = ()
    if marks:
        changed = tuple(changes(workbook, marks, sheets, types, facts, Places(pack)))
    elif facts.code:
        # It says that this program made it, and what it was compared with is gone.
        changed = (Change(f"{COVER}!校验码", facts.code, "", COVER),)
    unchanged = not changed if marks or facts.code else None
    relations = read_laid(list(_laid(workbook, sheets, types, facts.amounts, pack)), facts, pack)
    stands = msgspec.structs.replace(facts.stands, vouched=bool(unchanged))
    return Verification(
        book=facts.book,
        revision=facts.revision,
        unchanged=unchanged,
        changed=changed,
        findings=_judge(workbook, relations, stands, pack),
        facts=named(facts, relations.rows, pack),
        relations=relations.rows,
        places=relations.places,
    )


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


def _laid(
    workbook: ReadWorkbook, sheets: Sequence[SheetMark], types: Types, unit: AmountUnit, pack: "Pack"
) -> Iterator[Laid]:
    """The forms that stand where they are marked."""
    for sheet in sheets:
        page = workbook.sheet(sheet.sheet)
        if page is None:
            continue
        rows, marked = _rows_of(page, sheet), types.get(sheet.sheet, {})
        at = {
            (number, column - 1): (row, column)
            for number, row in enumerate(rows)
            for column in range(1, sheet.columns + 1)
        }
        grid = [[_printed(page, marked, (row, column), unit) for column in range(1, sheet.columns + 1)] for row in rows]
        yield Laid(sheet.form, sheet.sheet, grid, at)


def _rows_of(page: ReadSheet, sheet: SheetMark) -> list[int]:
    """The worksheet rows that are rows of the form: stretched ones once, and what was added below."""
    last = max((row for row, column in page.cells if column <= sheet.columns), default=0)
    return [*sheet.first[:-1], *range(sheet.first[-1], last + 1)]


def _printed(page: ReadSheet, types: Mapping[tuple[int, int], Mark], place: tuple[int, int], unit: AmountUnit) -> str:
    cell, mark = page.cells.get(place), types.get(place)
    if mark is None or cell is None:
        return cell.text if cell else ""
    return printed(found_value(cell, mark.type, unit), mark.type, unit)


def _judge(workbook: ReadWorkbook, relations: Relations, stands: "Stands", pack: "Pack") -> tuple[Finding, ...]:
    from db.checks.bench import Bench
    from db.checks.findings import worst_first

    with Bench(pack, stands) as bench:
        bench.fill(relations.rows)
        return worst_first((*relations.unread, *bench.findings(_answers(workbook))))


def _answers(workbook: ReadWorkbook) -> Answers:
    """The written answers that travel with the workbook."""
    page = workbook.sheet(EXPLANATIONS)
    answers: Answers = {}
    for _, cells in page.rows() if page else ():
        _, left, right, text, check, address = (cells[at].text if at in cells else "" for at in range(1, 7))
        if check and address and text:
            answers[check, address] = Explanation(check, address, left, right, text)
    return answers
