"""The cells of a form's sheet back into the rows of its relation: the inverse of drawing.

So a workbook that came in the mail fills the same tables as a book, and the same checks judge it.
"""

from collections.abc import Sequence

import msgspec

from db.definitions import Column, Document, Listing, Pivot
from db.errors import AmountError
from db.forms.draw import LINES_ABOVE, Words
from db.forms.heading import header_rows
from db.forms.printing import read_value
from db.forms.read_document import read_document
from db.forms.sheet import Sheet
from db.forms.stages import Row
from db.pack import FormKind, Pack


class Misread(msgspec.Struct, frozen=True):
    """A cell that holds no value of its column: 0-based grid position, its text."""

    row: int
    column: int
    text: str


class Stood(msgspec.Struct, frozen=True):
    """Where a value of a relation stood: relation and row key, column id, 0-based grid position; the value."""

    relation: str
    key: str
    id: str
    row: int
    column: int
    value: int | str


class Reading(msgspec.Struct, frozen=True):
    """What a sheet says: relation name → rows, the cells that could not be read, and where each value stood."""

    relations: dict[str, tuple[Row, ...]]
    misread: tuple[Misread, ...] = ()
    stood: tuple[Stood, ...] = ()


Grid = Sequence[Sequence[str]]  # printed texts, row by row; covered cells of a merge are ''


def grid_of(sheet: Sheet) -> list[list[str]]:
    """The printed texts of a Sheet as a grid."""
    grid = [[""] * len(sheet.columns) for _ in range(sheet.rows)]
    for cell in sheet.cells:
        grid[cell.row][cell.column] = cell.text
    return grid


def read_form(form: FormKind, grid: Grid, terms: Words, pack: Pack, book: str, keys: Sequence[str] = ()) -> Reading:
    """The relation rows that print as `grid` (number line, title, unit line, header, body, notes).

    `book` fills the relation's book column. `keys`: which of the rows that the form always prints these are. A cell
    that cannot be read counts as 0 and is reported in `misread`.
    """
    if isinstance(form, Document):
        relations, unread, standing = read_document(form, grid, terms, pack, book)
        return Reading(
            relations, tuple(Misread(*place) for place in unread), tuple(Stood(*place) for place in standing)
        )
    start = LINES_ABOVE + header_rows(form.columns)
    notes = {terms.fill(note) for note in (form.note, form.empty_note) if note}
    body = [(at, row) for at, row in enumerate(grid) if at >= start and any(row) and row[0] not in notes]
    misread: list[Misread] = []
    rows = []
    for number, cells in body:
        shown = []
        for at, column in enumerate(form.columns):
            try:
                shown.append(read_value(cells[at], column.type, terms.amounts))
            except (AmountError, ValueError):
                misread.append(Misread(number, at, cells[at]))
                shown.append(0)
        rows.append(shown)
    if keys and len(keys) == len(rows):
        named = [("row", key) for key in keys]
    else:
        named = _pivot_rows(form, rows, pack) if isinstance(form, Pivot) else _listing_rows(form, rows)
    relation = tuple(
        (book, ordinal, kind, key, *shown)
        for ordinal, ((kind, key), shown) in enumerate(zip(named, rows, strict=True), start=1)
    )
    name = f"form_{form.id}"
    stood = tuple(
        Stood(name, key, column.id, number, at, value)
        for (number, _), (_, key), shown in zip(body, named, rows, strict=True)
        for at, (column, value) in enumerate(zip(form.columns, shown, strict=True))
    )
    return Reading({name: relation}, tuple(misread), stood)


Named = list[tuple[str, str]]  # (row_kind, row_key) of each row


def _at(columns: Sequence[Column], role: str) -> int | None:
    return next((number for number, column in enumerate(columns) if column.role == role), None)


def _pivot_rows(form: Pivot, rows: Sequence[Sequence[object]], pack: Pack) -> Named:
    if form.rows.by == "list":
        return [("row", row.key) for row in form.fixed][: len(rows)] + [("row", "") for _ in rows[len(form.fixed) :]]
    if form.rows.by == "single":
        return [("row", "row") for _ in rows]
    code_at, name_at = _at(form.columns, "code"), _at(form.columns, "name")
    found: Named = []
    for row in rows:
        code = str(row[code_at]) if code_at is not None else ""
        if not code and name_at is not None and row[name_at] == form.rows.total:
            found.append(("total", "total"))
        elif form.rows.by == "unit":
            # The department's own row is the first below 合计; its units follow.
            kind = "unit" if any(before == "department" for before, _ in found) else "department"
            found.append((kind, code))
        else:
            lengths = pack.catalogs[form.rows.by].info.lengths
            found.append((f"level{lengths.index(len(code)) + 1}" if len(code) in lengths else "level0", code))
    return _numbered(found)


def _numbered(found: Named) -> Named:
    """`#2`, `#3` … on a key that came before."""
    seen: dict[str, int] = {}
    named: Named = []
    for kind, key in found:
        seen[key] = seen.get(key, 0) + 1
        named.append((kind, key if seen[key] == 1 else f"{key}#{seen[key]}"))
    return named


def _listing_rows(form: Listing, rows: Sequence[Sequence[object]]) -> Named:
    at = {column.id: number for number, column in enumerate(form.columns)}
    code_at, name_at = _at(form.columns, "code"), _at(form.columns, "name")
    # What only records print tells them from group rows.
    records_only = [number for number, column in enumerate(form.columns) if column.record and not column.role]
    is_record = [any(isinstance(row[number], str) and row[number] for number in records_only) for row in rows]
    found: Named = []
    for number, row in enumerate(rows):
        code = str(row[code_at]) if code_at is not None else ""
        if is_record[number]:
            base = "/".join(str(row[at[key]]) for key in form.keys)
            found.append(("record", base.replace("#", "##")))
        elif not code and name_at is not None and row[name_at] == form.total:
            found.append(("total", "total"))
        else:
            leads_records = number + 1 < len(rows) and is_record[number + 1]
            found.append((_group_kind(form, {kind for kind, _ in found}, leads_records), code.replace("#", "##")))
    return _numbered(found)


def _group_kind(form: Listing, before: set[str], leads_records: bool) -> str:
    """Group rows by where they stand: the department first; then the lowest group stands right above its records."""
    if "department" in form.groups and "department" not in before:
        return "department"
    lower = [group for group in form.groups if group != "department"]
    return lower[-1 if leads_records else 0] if lower else "record"
