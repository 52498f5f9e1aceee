"""A Sheet measured for a page: its columns fitted to the width there is, its texts wrapped, its rows high enough."""

from collections.abc import Sequence

import msgspec

from db.exchange.measure import width_of
from db.forms.sheet import Cell, Role, Sheet
from desktop.printing.lettering import Lettering, pitch
from desktop.printing.pages import POINT, Hand, Letter

LARGEST, LEGIBLE, TIGHT, LEAST = 10.5, 8.0, 7.0, 3.0  # points; under TIGHT stand only figures that nothing holds
TITLE = Letter(Hand.HEI, 16)
PAD_X, PAD_Y = 3 * POINT, 2.2 * POINT
BOXED = frozenset({Role.HEADER, Role.LABEL, Role.BODY, Role.HINT})
_WHOLE = frozenset({"amount", "plain", "integer", "percent", "code"})  # never broken
_ROW_EMS = 1.9
_AIR = {Role.TITLE: 10 * POINT, Role.NOTE: 6 * POINT}  # around what is no row of the table


class Manner(msgspec.Struct, frozen=True):
    """How a table is set where it has room: points of its type at most, least height of a row and of the last one."""

    largest: float = LARGEST
    row: float = 0.0
    last: float = 0.0


PLAIN = Manner()


class Box(msgspec.Struct, frozen=True):
    """A cell with its text in lines."""

    cell: Cell
    letter: Letter
    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        """What its text needs, air included."""
        return len(self.lines) * pitch(self.letter) + 2 * PAD_Y

    @property
    def figure(self) -> bool:
        """Is it an amount, or another number that must not be read twice?"""
        return self.cell.type in _WHOLE and self.cell.type != "code"


class Table(msgspec.Struct, frozen=True):
    """`xs` are the edges of the columns from the left margin, one more than columns; `heights` one a row."""

    sheet: Sheet
    body: Letter
    xs: tuple[float, ...]
    heights: tuple[float, ...]
    boxes: tuple[Box, ...]


def measured(
    sheet: Sheet, width: float, lettering: Lettering, manner: Manner = PLAIN, size: float | None = None
) -> Table:
    """`sheet` for a page of that width; `size`: points of its type, if they are known.

    Type is set smaller so that the columns fit, but stays legible: then texts wrap instead, and only figures that
    would not find room make it smaller still.
    """
    size = size or _size(sheet, width, lettering, manner.largest)
    body = Letter(Hand.SONG, size)
    floors = _floors(sheet, body, lettering)
    xs = [0.0]
    for share in _shares([max(column.width, 1) for column in sheet.columns], floors, width):
        xs.append(xs[-1] + share)
    edges = tuple(float(round(x)) for x in xs)
    boxes = tuple(_box(cell, size, edges, lettering) for cell in sheet.cells)
    return Table(sheet, body, edges, _heights(sheet, body, boxes, manner), boxes)


def letter_of(cell: Cell, size: float) -> Letter:
    """How a cell is set."""
    if cell.role is Role.TITLE:
        return TITLE
    if cell.role is Role.HINT:
        return Letter(Hand.SONG, size, grey=True)
    return Letter(Hand.HEI if cell.bold or cell.role is Role.HEADER else Hand.SONG, size)


def _size(sheet: Sheet, width: float, lettering: Lettering, largest: float) -> float:
    """Points of the body's type."""
    wanted = _natural_widths(sheet)
    room = width - 2 * PAD_X * len(wanted)
    size = max(LEGIBLE, min(largest, 2 * room / POINT / sum(wanted)))
    while size > LEAST:
        taken = sum(_floors(sheet, Letter(Hand.SONG, size), lettering))
        if taken <= width:
            break
        size = max(LEAST, min(size - 0.25, size * width / taken))
    return round(size - 0.04, 1)


def _natural_widths(sheet: Sheet) -> list[int]:
    """Half-width characters of each column: as the form has them, or more for a figure."""
    widths = [column.width for column in sheet.columns]
    for cell in sheet.cells:
        if cell.column_span == 1 and cell.type in _WHOLE and cell.text:
            widths[cell.column] = max(widths[cell.column], width_of(cell.text) + 1)
    return widths


def _floors(sheet: Sheet, body: Letter, lettering: Lettering) -> list[float]:
    """What each column cannot be narrower than: its longest figure or code, or one character."""
    floors = [body.em + 2 * PAD_X] * len(sheet.columns)
    for cell in sheet.cells:
        if cell.column_span == 1 and cell.type in _WHOLE and cell.text and "\n" not in cell.text:
            letter = letter_of(cell, body.size)
            needed = lettering.width(cell.text, letter) + 2 * PAD_X + cell.indent * body.em + 1
            floors[cell.column] = max(floors[cell.column], needed)
    return floors


def _shares(wanted: Sequence[int], floors: Sequence[float], width: float) -> list[float]:
    """`width` among columns as they want it, none under its floor."""
    fixed: dict[int, float] = {}
    while True:
        left = width - sum(fixed.values())
        weight = sum(each for at, each in enumerate(wanted) if at not in fixed)
        short = [at for at, each in enumerate(wanted) if at not in fixed and left * each / weight < floors[at]]
        if not short:
            break
        fixed.update((at, floors[at]) for at in short)
        if len(fixed) == len(wanted):
            stretch = width / sum(fixed.values())
            return [fixed[at] * stretch for at in range(len(wanted))]
    return [fixed[at] if at in fixed else left * each / weight for at, each in enumerate(wanted)]


def _box(cell: Cell, size: float, edges: Sequence[float], lettering: Lettering) -> Box:
    letter = letter_of(cell, size)
    right = edges[min(cell.column + cell.column_span, len(edges) - 1)]
    room = right - edges[cell.column] - 2 * PAD_X - cell.indent * letter.em
    return Box(cell, letter, lettering.wrap(cell.text, letter, room))


def _heights(sheet: Sheet, body: Letter, boxes: Sequence[Box], manner: Manner) -> tuple[float, ...]:
    """A row is as high as its highest text; what a merged cell lacks is spread over its rows."""
    heights = [0.0] * sheet.rows
    for row in range(sheet.header_start, sheet.body_end):
        heights[row] = max(_ROW_EMS * body.em, manner.row if row >= sheet.body_start else 0.0)
    if sheet.body_end > sheet.body_start:
        heights[sheet.body_end - 1] = max(heights[sheet.body_end - 1], manner.last)
    for box in sorted(boxes, key=lambda box: (box.cell.row_span, box.cell.row, box.cell.column)):
        rows = range(box.cell.row, min(box.cell.row + box.cell.row_span, sheet.rows))
        needed = box.height + _AIR.get(box.cell.role, 0.0)
        missing = needed - sum(heights[row] for row in rows)
        if missing > 0 and box.lines:
            for row in rows:
                heights[row] += missing / len(rows)
    return tuple(float(-(-height // 1)) for height in heights)
