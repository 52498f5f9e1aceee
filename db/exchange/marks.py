"""The hidden worksheet that says what was exported: form, place and value of every cell.

So a received workbook can be compared cell by cell with what left the house, after Excel or WPS saved it anew.
"""

from collections.abc import Iterator, Sequence
from typing import Any
from unicodedata import normalize

import msgspec
from openpyxl.utils import coordinate_to_tuple

from db.definitions import CellType
from db.errors import AmountError
from db.exchange.opening import ReadCell, ReadSheet
from db.exchange.paint import Placed, put_text
from db.forms.printing import print_value, read_value
from db.forms.sheet import Cell, Role, Sheet
from db.money import AmountUnit

SHEET = "_ysb"
VERSION = "1"

_NUMBERS: dict[CellType, int] = {"integer": 1, "percent": 10_000}


class Mark(msgspec.Struct, frozen=True):
    """One exported cell: where it stands, what it is, its canonical value (`canonical`)."""

    sheet: str
    place: str  # C5
    address: str  # 05!2014001.operating; '' for labels and headings
    type: CellType
    value: str


class SheetMark(msgspec.Struct, frozen=True):
    """One exported form: its worksheet, its form id, its size, and where its rows begin (from 1)."""

    sheet: str
    form: str
    columns: int
    first: tuple[int, ...]


class Marks(msgspec.Struct, frozen=True):
    """All that the hidden worksheet holds."""

    sheets: tuple[SheetMark, ...]
    cells: tuple[Mark, ...]

    def lines(self) -> Iterator[tuple[str, str]]:
        """Address and value of every cell that has an address: what the check code is computed from."""
        return ((mark.address, mark.value) for mark in self.cells if mark.address)


def marks_of(sheet: Sheet, placed: Placed) -> Marks:
    """The marks of one painted form: all its cells that hold something or have an address."""
    found = tuple(
        Mark(sheet.name, placed.position(cell), cell.address, _type(cell), canonical(cell))
        for cell in sheet.cells
        if cell.text or cell.address
    )
    return Marks((SheetMark(sheet.name, sheet.form, len(sheet.columns), placed.first),), found)


def together(parts: Sequence[Marks]) -> Marks:
    """The marks of several forms as one."""
    return Marks(
        tuple(sheet for part in parts for sheet in part.sheets),
        tuple(mark for part in parts for mark in part.cells),
    )


def canonical(cell: Cell) -> str:
    """The value that counts: fen, count or hundredths of a percent of a number, else the printed text in NFC."""
    if isinstance(cell.value, int) and _type(cell) not in ("text", "code"):
        return str(cell.value)
    return normalize("NFC", cell.text)


def found_value(cell: ReadCell | None, kind: CellType, unit: AmountUnit) -> str:
    """The canonical value of a received cell of type `kind`; its text when it is no value of that type."""
    if kind in ("text", "code"):
        return normalize("NFC", cell.text.replace("\r\n", "\n")) if cell else ""
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
    page = workbook.create_sheet(SHEET)
    page.sheet_state = "veryHidden"
    lines = [("ysb", VERSION, "", "", "")]
    lines += [
        (mark.sheet, " ".join(map(str, mark.first)), mark.form, "sheet", str(mark.columns)) for mark in marks.sheets
    ]
    lines += [(mark.sheet, mark.place, mark.address, mark.type, mark.value) for mark in marks.cells]
    for row, line in enumerate(lines, start=1):
        for column, text in enumerate(line, start=1):
            if text:
                put_text(page.cell(row, column), text)


def read_marks(page: ReadSheet) -> Marks | None:
    """The marks of a received workbook; None when this program cannot make sense of them."""
    rows = [tuple(cells[at].text if at in cells else "" for at in range(1, 6)) for _, cells in page.rows()]
    if not rows or rows[0][:2] != ("ysb", VERSION):
        return None
    try:
        sheets = tuple(
            SheetMark(name, form, int(columns), tuple(map(int, first.split())))
            for name, first, form, kind, columns in rows[1:]
            if kind == "sheet"
        )
        cells = msgspec.convert([row for row in rows[1:] if row[3] != "sheet"], tuple[_Line, ...])
        for line in cells:
            coordinate_to_tuple(line.place)
    except (ValueError, KeyError, msgspec.ValidationError):
        return None
    return Marks(sheets, tuple(Mark(*msgspec.structs.astuple(line)) for line in cells))


class _Line(msgspec.Struct, frozen=True, array_like=True):
    sheet: str
    place: str
    address: str
    type: CellType
    value: str


def _type(cell: Cell) -> CellType:
    """A hint is printed as a text, whatever the empty cell behind it would hold."""
    return "text" if cell.role is Role.HINT else cell.type


def _read(text: str, kind: CellType, unit: AmountUnit) -> str:
    try:
        return str(read_value(text, kind, unit))
    except (AmountError, ValueError):
        return text
