"""Forms of a workbook that this program made: where the marks say, or by headings once something moved."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from db.checks.finding import Finding
from db.definitions import Document
from db.exchange import carried
from db.exchange.changes import Change, Types, changes_of, formulas_of, is_as_marked, moved_changes, own_code
from db.exchange.cover import CONTENTS, COVER
from db.exchange.explained import EXPLANATIONS
from db.exchange.facts import Facts
from db.exchange.foreign import hidden, missing, other, read_foreign, relations_of
from db.exchange.laid import Laid, Relations, read_laid
from db.exchange.locating import locate
from db.exchange.marked_pages import page_changes
from db.exchange.marks import SHEET, Mark, Marks, SheetMark, printed, shown_value
from db.exchange.opening import MOST_ROWS, ReadSheet, ReadWorkbook
from db.exchange.part import Part
from db.exchange.since_page import SINCE
from db.exchange.trouble import trouble
from db.exchange.wording import Words
from db.money import AmountUnit

if TYPE_CHECKING:
    from db.checks.places import Places
    from db.pack import FormKind, Pack

_HIDDEN = frozenset((SHEET, carried.SHEET))
_OURS = frozenset((COVER, CONTENTS, SINCE, EXPLANATIONS)) | _HIDDEN


class Marked(msgspec.Struct, frozen=True):
    """The forms of our own workbook, what was changed in it, and what could not be read."""

    forms: tuple[Laid, ...]
    changed: tuple[Change, ...]
    troubles: tuple[Finding, ...]
    absent: frozenset[str]


def read_marked(
    workbook: ReadWorkbook, marks: Marks, types: Types, facts: Facts, pack: "Pack", places: "Places"
) -> Marked:
    """Each form from where it was exported to; one that is not there any more is looked for by its words."""
    sheets = sized(marks.sheets, pack)
    standing: dict[str, Laid] = {}
    changed = [*own_code(marks, facts), *_uncompared(marks, sheets), *page_changes(workbook, marks, types)]
    strayed: list[tuple[SheetMark, list[Change]]] = []
    for sheet in sheets:
        page = workbook.sheet(sheet.sheet)
        marked = types.get(sheet.sheet, {})
        if page is None:
            strayed.append((sheet, [Change(sheet.sheet, "（整张表）", "", sheet.sheet, gone=True)]))
            continue
        found = list(changes_of(page, sheet, marked, facts.amounts, places))
        # What moves leaves more than one cell behind.
        if len(found) <= 1 or is_as_marked(page, marked):
            standing[sheet.sheet] = _laid(page, sheet, marked, facts.amounts)
            changed += found
        else:
            strayed.append((sheet, found))
    troubles: list[Finding] = []
    for own in standing.values():
        page = workbook.sheet(own.sheet)
        troubles += hidden(own.form, Part(page)) if page is not None else ()
    for sheet, laid, found, said in _looked_for(workbook, strayed, standing, types, facts, pack, places):
        changed += found
        troubles += said
        if laid is not None:
            standing[sheet.sheet] = laid
    forms = tuple(standing[sheet.sheet] for sheet in sheets if sheet.sheet in standing)
    known = {*_OURS, *(sheet.sheet for sheet in marks.sheets), *(laid.sheet for laid in forms)}
    troubles += _added(ReadWorkbook(tuple(page for page in workbook.sheets if page.name not in known), {}), pack)
    gone = {sheet.form for sheet in sheets} - {laid.form for laid in forms}
    troubles += [missing(form, pack) for form in sorted(gone)]
    return Marked(
        forms, tuple(changed), tuple(troubles), frozenset(name for form in gone for name in relations_of(form, pack))
    )


def _added(workbook: ReadWorkbook, pack: "Pack") -> Iterator[Finding]:
    """What is said of worksheets that were put beside ours: whoever opens the file takes them for its forms."""
    for one in locate(workbook, pack, Words(pack)) if workbook.sheets else ():
        if one.kind in ("form", "unreadable"):
            said = f"工作表“{one.part.name}”是导出后加的，像{one.form}表，没有审；请删去，或问清以哪一张为准。"
            yield trouble("repeated-form", "error", said, form=one.form)
        elif one.kind == "other":
            yield other(one)


def _uncompared(marks: Marks, sheets: Sequence[SheetMark]) -> Iterator[Change]:
    """Worksheets of which cells were exported and nothing says any more what they are: nobody can vouch for them."""
    known = {*(sheet.sheet for sheet in sheets), *(page.sheet for page in marks.pages)}
    for name in dict.fromkeys(mark.sheet for mark in marks.cells if mark.sheet not in known):
        yield Change(name, "（整张表）", "没有比对", name, gone=True)


def without_ours(workbook: ReadWorkbook) -> ReadWorkbook:
    """The workbook without the hidden sheets of marks and entries, which nobody else makes."""
    return ReadWorkbook(tuple(page for page in workbook.sheets if page.name not in _HIDDEN), workbook.names)


def sized(sheets: Sequence[SheetMark], pack: "Pack") -> tuple[SheetMark, ...]:
    """The marked sheets that are forms of the pack; their sizes are the pack's."""
    return tuple(
        SheetMark(sheet.sheet, sheet.form, _width(pack.forms[sheet.form]), sheet.first)
        for sheet in sheets
        if sheet.form in pack.forms and 0 < len(sheet.first) <= MOST_ROWS
    )


def _looked_for(
    workbook: ReadWorkbook,
    strayed: Sequence[tuple[SheetMark, list[Change]]],
    standing: Mapping[str, Laid],
    types: Types,
    facts: Facts,
    pack: "Pack",
    places: "Places",
) -> Iterator[tuple[SheetMark, Laid | None, list[Change], list[Finding]]]:
    """What has moved, as the marks have it or as its headings do: whichever leaves less to explain."""
    if not strayed:
        return
    rest = tuple(page for page in workbook.sheets if page.name not in standing and page.name not in _OURS)
    foreign = read_foreign(ReadWorkbook(rest, workbook.names), facts, pack, known=True)
    free = list(foreign.forms)
    for sheet, by_place in strayed:
        page = workbook.sheet(sheet.sheet)
        marked = types.get(sheet.sheet, {})
        found = next(
            (laid for laid in free if laid.form == sheet.form and (page is None or laid.sheet == sheet.sheet)), None
        )
        as_marked = _laid(page, sheet, marked, facts.amounts) if page is not None else None
        if found is None:
            yield sheet, as_marked, by_place, []
            continue
        read = read_laid([found], facts, pack)
        moved = list(moved_changes(sheet, marked, found.sheet, read, facts.amounts, places))
        stayed = found.sheet == sheet.sheet and _stayed(marked, read)
        if as_marked is not None and (stayed or _figures(by_place) <= _figures(moved)):
            yield sheet, as_marked, by_place, []
        else:
            free.remove(found)
            there = workbook.sheet(found.sheet)
            moved += formulas_of(there, sheet.form, found.at.values(), read, places) if there is not None else ()
            yield sheet, found, moved, [one for one in foreign.troubles if sheet.form in one.forms]


def _stayed(marked: Mapping[tuple[int, int], Mark], read: Relations) -> bool:
    """Does every cell stand where it was exported to? Then a text was changed, and nothing moved."""
    there = ((read.places[mark.address].cell, mark.place) for mark in marked.values() if mark.address in read.places)
    return all(found == place for found, place in there)


def _figures(changed: Sequence[Change]) -> int:
    """How many cells of the form differ: a title or a heading that says something else has moved nothing."""
    return sum(bool(change.spoken) for change in changed)


def _width(form: "FormKind") -> int:
    return len(form.grid) if isinstance(form, Document) else len(form.columns)


def _laid(page: ReadSheet, sheet: SheetMark, marked: Mapping[tuple[int, int], Mark], unit: AmountUnit) -> Laid:
    rows, columns = _rows_of(page, sheet), range(1, sheet.columns + 1)
    at = {(number, column - 1): (row, column) for number, row in enumerate(rows) for column in columns}
    grid = [[_printed(page, marked, (row, column), unit) for column in columns] for row in rows]
    return Laid(sheet.form, sheet.sheet, grid, at)


def _rows_of(page: ReadSheet, sheet: SheetMark) -> list[int]:
    """The worksheet rows that are rows of the form: stretched ones once, and what was added below."""
    last = max((row for row, column in page.cells if column <= sheet.columns), default=0)
    return [*sheet.first[:-1], *range(sheet.first[-1], last + 1)]


def _printed(page: ReadSheet, types: Mapping[tuple[int, int], Mark], place: tuple[int, int], unit: AmountUnit) -> str:
    cell, mark = page.cells.get(place), types.get(place)
    if mark is None or cell is None or (cell.formula and cell.value is None):
        return cell.told if cell else ""  # a formula that nobody has computed is no nothing
    return printed(shown_value(cell, mark.type, unit), mark.type, unit)
