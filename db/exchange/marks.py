"""The hidden worksheet that says what was exported: place and value of every cell of forms, cover and explanations.

So a received workbook can be compared cell by cell with what left the house, after Excel or WPS saved it anew. A text a
line (JSON): what it is, the worksheets, then their cells, as many a line as a cell of the hidden worksheet takes.
"""

import json
from collections.abc import Iterator, Sequence
from itertools import chain, groupby
from typing import Any
from unicodedata import normalize

import msgspec
from openpyxl.utils import coordinate_to_tuple

from db.definitions import CellType
from db.errors import AmountError
from db.exchange.cover import COVER
from db.exchange.hidden import Torn, packed, read_lines, said, write_lines
from db.exchange.opening import MOST_COLUMNS, MOST_ROWS, ReadCell, ReadSheet
from db.exchange.paint import Placed
from db.forms.printing import print_value, read_value
from db.forms.sheet import Cell, Role, Sheet
from db.money import AmountUnit
from db.signs import in_xml

SHEET = "_ysb"
VERSION = 3

FORMULA = "（公式）"  # we never write one

_KIND = "ysb-marks"
# Once a row was a mark: the first version knew no pages besides the forms and no entries, the second more than that.
_IN_ROWS = ("1", "2")
_KINDS = ("sheet", "page", "entries")

_NUMBERS: dict[CellType, int] = {"integer": 1, "percent": 10_000}


class Mark(msgspec.Struct, frozen=True):
    """One exported cell: where it stands, what it is, its canonical value (`canonical`)."""

    sheet: str
    place: str  # C5
    address: str  # 05!2014001.operating; '' for labels and headings
    type: CellType
    value: str

    @property
    def counts(self) -> bool:
        """Is it part of what the check code is computed from? The cover is what the code stands on."""
        return bool(self.address) and self.sheet != COVER


class SheetMark(msgspec.Struct, frozen=True):
    """One exported form: its worksheet, its form id, its size, and where its rows begin (from 1)."""

    sheet: str
    form: str
    columns: int
    first: tuple[int, ...]


class PageMark(msgspec.Struct, frozen=True):
    """One exported page that is no form: its worksheet, its width, and the cells that people fill in by hand."""

    sheet: str
    columns: int
    by_hand: tuple[str, ...] = ()


class Marks(msgspec.Struct, frozen=True):
    """All that the hidden worksheet holds. `entries`: the digest of those that travel along; '' where none do."""

    sheets: tuple[SheetMark, ...]
    cells: tuple[Mark, ...]
    pages: tuple[PageMark, ...] = ()
    entries: str = ""

    def lines(self) -> Iterator[tuple[str, str]]:
        """Address and value of every cell that counts: what the check code is computed from."""
        return ((mark.address, mark.value) for mark in self.cells if mark.counts)


def marks_of(sheet: Sheet, placed: Placed) -> Marks:
    """The marks of one painted form: all its cells that hold something or have an address."""
    return Marks((SheetMark(sheet.name, sheet.form, len(sheet.columns), placed.first),), _cells(sheet, placed))


def marks_of_page(sheet: Sheet, placed: Placed, by_hand: Sequence[Cell] = ()) -> Marks:
    """The marks of a painted page that is no form. `by_hand`: those of its cells in which anything may stand later."""
    own = tuple(placed.position(cell) for cell in by_hand)
    return Marks((), _cells(sheet, placed), (PageMark(sheet.name, len(sheet.columns), own),))


def together(parts: Sequence[Marks], entries: str = "") -> Marks:
    """The marks of several worksheets as one, and the digest of the entries that travel along."""
    return Marks(
        tuple(sheet for part in parts for sheet in part.sheets),
        tuple(mark for part in parts for mark in part.cells),
        tuple(page for part in parts for page in part.pages),
        entries,
    )


def canonical(cell: Cell) -> str:
    """The value that counts: fen, count or hundredths of a percent of a number, else the printed text in NFC."""
    if isinstance(cell.value, int) and _type(cell) not in ("text", "code"):
        return str(cell.value)
    return _plain(cell.text)


def found_value(cell: ReadCell | None, kind: CellType, unit: AmountUnit) -> str:
    """The canonical value of a received cell of type `kind`; its text when it is no value of that type.

    A formula is no value of ours, whatever it shows: `（公式）825.16`.
    """
    if cell is not None and cell.formula:
        return cell.told if cell.value is None else f"{FORMULA}{cell.seen}"
    return shown_value(cell, kind, unit)


def shown_value(cell: ReadCell | None, kind: CellType, unit: AmountUnit) -> str:
    """The same of what it shows, be it by a formula."""
    if kind in ("text", "code"):
        return _plain(cell.text) if cell else ""
    if cell is None:
        return "0"
    if cell.number is None:
        return _read(cell.text, kind, unit)
    scaled = cell.number * _NUMBERS.get(kind, unit.fen)
    return str(int(scaled)) if scaled == int(scaled) else f"{scaled.normalize():f}"


def printed(value: str, kind: CellType, unit: AmountUnit) -> str:
    """A canonical value as the form prints it."""
    if kind in ("text", "code"):
        return value
    try:
        return print_value(int(value), kind, unit)
    except ValueError:
        return value


def write_marks(workbook: Any, marks: Marks) -> None:
    """Add the hidden worksheet to an openpyxl workbook."""
    lines = [said({"kind": _KIND, "version": VERSION, "entries": marks.entries})]
    lines += [
        said({"sheet": one.sheet, "form": one.form, "columns": one.columns, "first": one.first}) for one in marks.sheets
    ]
    lines += [said({"page": one.sheet, "columns": one.columns, "by_hand": one.by_hand}) for one in marks.pages]
    for sheet, cells in groupby(marks.cells, key=lambda mark: mark.sheet):
        own = [said((mark.place, mark.address, mark.type, mark.value)) for mark in cells]
        lines += [f'{{"cells":{said(sheet)},"marks":[{",".join(group)}]}}' for group in packed(own)]
    write_lines(workbook, SHEET, lines)


def read_marks(page: ReadSheet) -> Marks | None:
    """The marks of a received workbook; None when this program cannot make sense of them."""
    first = page.cells.get((1, 1))
    try:
        marks = _of_rows(page) if first is not None and first.text == "ysb" else _of_lines(page)
        return marks if marks is not None and _is_within_a_worksheet(marks) else None
    except (Torn, ValueError, KeyError, RecursionError, msgspec.ValidationError):
        return None


def _is_within_a_worksheet(marks: Marks) -> bool:
    """Does everything stand where a cell can be? Raises ValueError of what is no cell."""
    for place in [*(mark.place for mark in marks.cells), *chain(*(one.by_hand for one in marks.pages))]:
        coordinate_to_tuple(place)
    rows = chain(*(one.first for one in marks.sheets))
    widths = [*(one.columns for one in marks.sheets), *(one.columns for one in marks.pages)]
    return all(0 < row <= MOST_ROWS + 1 for row in rows) and all(0 < width <= MOST_COLUMNS for width in widths)


def _of_lines(page: ReadSheet) -> Marks | None:
    lines = [json.loads(line) for line in read_lines(page)]
    head = lines[0] if lines and isinstance(lines[0], dict) else {}
    if (head.get("kind"), head.get("version")) != (_KIND, VERSION):
        return None
    sheets, pages, cells = [], [], []
    for line in lines[1:]:
        match line:
            case {"sheet": _}:
                sheets.append(msgspec.convert(line, SheetMark))
            case {"page": name}:
                pages.append(msgspec.convert({**line, "sheet": name}, PageMark))
            case {"cells": str(name), "marks": [*listed]}:
                cells += msgspec.convert([(name, *one) for one in listed], list[_Line])
            case _:
                return None
    own = tuple(Mark(*msgspec.structs.astuple(line)) for line in cells)
    return Marks(tuple(sheets), own, tuple(pages), msgspec.convert(head.get("entries"), str))


def _of_rows(page: ReadSheet) -> Marks | None:
    rows = [tuple(cells[at].text if at in cells else "" for at in range(1, 6)) for _, cells in page.rows()]
    if rows[0][1] not in _IN_ROWS:
        return None
    sheets = tuple(
        SheetMark(name, form, int(columns), tuple(map(int, first.split())))
        for name, first, form, kind, columns in rows[1:]
        if kind == "sheet"
    )
    pages = tuple(
        PageMark(name, int(columns), tuple(by_hand.split()))
        for name, by_hand, _, kind, columns in rows[1:]
        if kind == "page"
    )
    cells = msgspec.convert([row for row in rows[1:] if row[3] not in _KINDS], tuple[_Line, ...])
    entries = next((digest for _, _, digest, kind, _ in rows[1:] if kind == "entries"), "")
    return Marks(sheets, tuple(Mark(*msgspec.structs.astuple(line)) for line in cells), pages, entries)


class _Line(msgspec.Struct, frozen=True, array_like=True):
    sheet: str
    place: str
    address: str
    type: CellType
    value: str


def _cells(sheet: Sheet, placed: Placed) -> tuple[Mark, ...]:
    return tuple(
        Mark(sheet.name, placed.position(cell), cell.address, _type(cell), canonical(cell))
        for cell in sheet.cells
        if cell.text or cell.address
    )


def _plain(text: str) -> str:
    """A text as a workbook prints it, however a spreadsheet program writes its signs and the ends of its lines."""
    return normalize("NFC", in_xml(text).replace("\r\n", "\n").replace("\r", "\n"))


def _type(cell: Cell) -> CellType:
    """A hint is printed as a text, whatever the empty cell behind it would hold."""
    return "text" if cell.role is Role.HINT else cell.type


def _read(text: str, kind: CellType, unit: AmountUnit) -> str:
    try:
        return str(read_value(text, kind, unit))
    except (AmountError, ValueError):
        return text
