"""A Sheet as a table of a document: merged cells, a header that every page repeats, columns as wide as the page."""

from collections.abc import Iterable, Iterator, Sequence
from math import ceil

from docx.oxml.xmlchemy import BaseOxmlElement

from db.disclosure.blank import CELL_SIZES, cell_style
from db.disclosure.runs import made, paragraph, run
from db.exchange.measure import lines_of, span_width, width_of
from db.forms.sheet import Cell, Role, Sheet
from db.money import spread

_LONGEST_ROW = 24  # lines; a row that is longer may go over to the next page
_LOWEST_ROW = 330  # twentieths of a point
_DIGIT, _BOLD_DIGIT = 1.3, 1.45  # half-width characters that a digit may take
_CELL_MARGIN = 50  # twentieths of a point, left and right
_HINT = "808080"
_LINE = 1.35  # a line and its share of the rules, as many times the size of its type


def table(sheet: Sheet, width: int, height: int) -> BaseOxmlElement:
    """Header and body of the Sheet in `width` twentieths of a point, in type a step smaller where a document so goes on
    a page of `height`."""
    wanted = _widths(sheet)
    points = _points(sum(wanted), len(wanted), width)
    columns = spread(width, wanted)
    grid = made("tblGrid", *(made("gridCol", w=column) for column in columns))
    element = made("tbl", _properties(width), grid)
    at = {(cell.row, cell.column): cell for cell in sheet.cells if sheet.header_start <= cell.row < sheet.body_end}
    covered: dict[tuple[int, int], Cell] = {}
    lines = _lines(at.values(), wanted)
    if sheet.body_start == sheet.header_start:
        points = _fitted(points, sum(lines.get(row, 1) for row in range(sheet.body_start, sheet.body_end)), height)
    for row in range(sheet.header_start, sheet.body_end):
        line = made("tr", _row_properties(lines.get(row, 1), sheet, repeated=row < sheet.body_start))
        for cell, continued in _cells(row, len(columns), at, covered):
            line.append(_cell(cell, columns, points, continued=continued))
        element.append(line)
    return element


def lines_above(sheet: Sheet) -> Iterator[BaseOxmlElement]:
    """Number line and unit line; the title of a form is a heading of the document."""
    for cell in sheet.cells:
        if cell.row < sheet.header_start and cell.role is not Role.TITLE and cell.text:
            yield _line(cell)


def lines_below(sheet: Sheet) -> Iterator[BaseOxmlElement]:
    """The notes under the table."""
    for cell in sheet.cells:
        if cell.row >= sheet.body_end and cell.text:
            yield paragraph("FormLine", run(cell.text))


def _cells(
    row: int, width: int, at: dict[tuple[int, int], Cell], covered: dict[tuple[int, int], Cell]
) -> Iterator[tuple[Cell, bool]]:
    """What stands in a row from left to right, and whether it only goes on what began above."""
    column = 0
    while column < width:
        cell, continued = at.get((row, column)), False
        if cell is None:
            cell, continued = covered.get((row, column)), True
        if cell is None:
            cell, continued = Cell(row=row, column=column), False
        for below in range(row + 1, cell.row + cell.row_span):
            covered[below, column] = cell
        yield cell, continued
        column += cell.column_span


def _cell(cell: Cell, columns: Sequence[int], points: float, *, continued: bool) -> BaseOxmlElement:
    width = span_width(columns, cell.column, cell.column_span)
    properties = made("tcPr", made("tcW", w=width, type="dxa"))
    if cell.column_span > 1:
        properties.append(made("gridSpan", val=cell.column_span))
    if cell.row_span > 1:
        properties.append(made("vMerge") if continued else made("vMerge", val="restart"))
    properties.append(made("vAlign", val="center"))
    align = "center" if cell.role is Role.HEADER else cell.align
    bold = cell.bold or cell.role is Role.HEADER
    placed = () if align == "left" else (made("jc", val=align),)
    shown = made("p", made("pPr", made("pStyle", val=cell_style(points)), *_indent(cell, points), *placed))
    text = "" if continued else cell.text
    if text:
        shown.append(run(text, bold=bold, colour=_HINT if cell.role is Role.HINT else ""))
    return made("tc", properties, shown)


def _indent(cell: Cell, points: float) -> Sequence[BaseOxmlElement]:
    return (made("ind", left=round(cell.indent * points * 20), firstLineChars=0, firstLine=0),) if cell.indent else ()


def _lines(cells: Iterable[Cell], widths: Sequence[int]) -> dict[int, int]:
    """How many lines the longest text of each row takes."""
    lines: dict[int, int] = {}
    for cell in cells:
        if cell.row_span == 1:
            taken = lines_of(cell.text, span_width(widths, cell.column, cell.column_span))
            lines[cell.row] = max(lines.get(cell.row, 1), taken)
    return lines


def _row_properties(lines: int, sheet: Sheet, *, repeated: bool) -> BaseOxmlElement:
    properties = made("trPr")
    if lines <= _LONGEST_ROW:
        properties.append(made("cantSplit"))
    if sheet.body_start > sheet.header_start:  # of a document every row is as high as its text
        properties.append(made("trHeight", val=_LOWEST_ROW, hRule="atLeast"))
    if repeated:
        properties.append(made("tblHeader"))
    return properties


def _properties(width: int) -> BaseOxmlElement:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    return made(
        "tblPr",
        made("tblW", w=width, type="dxa"),
        made("jc", val="center"),
        made("tblBorders", *(made(side, val="single", sz=4, space=0, color="000000") for side in sides)),
        made("tblLayout", type="fixed"),
        made(
            "tblCellMar",
            made("left", w=_CELL_MARGIN, type="dxa"),
            made("right", w=_CELL_MARGIN, type="dxa"),
        ),
    )


def _widths(sheet: Sheet) -> list[int]:
    """Half-width characters of every column, as its form wants it; wider where a figure would break."""
    widths = [column.width for column in sheet.columns]
    for cell in sheet.cells:
        if cell.column_span == 1 and cell.type not in ("text", "code") and cell.role is Role.BODY:
            # The digits of some typefaces are wider than half a character, those of bold ones more so.
            needed = width_of(cell.text) * (_BOLD_DIGIT if cell.bold else _DIGIT)
            widths[cell.column] = max(widths[cell.column], ceil(needed) + 1)
    return widths


def _points(characters: int, columns: int, width: int) -> float:
    """The size of type at which so many half-width characters go on the page."""
    room = width - columns * 2 * _CELL_MARGIN
    fitting = int(room / 20 / characters * 2 * 2) / 2  # half points
    return max(CELL_SIZES[0], min(CELL_SIZES[-1], fitting))


def _fitted(points: float, lines: int, height: int) -> float:
    """The size of type, or the one below it, in which so many lines go on the page; as it was where neither does."""
    sizes = [size for size in reversed(CELL_SIZES) if size <= points][:2]
    return next((size for size in sizes if lines * size * _LINE * 20 <= height), points)


def _line(cell: Cell) -> BaseOxmlElement:
    line = paragraph("FormLine", run(cell.text))
    if cell.align != "left":
        line[0].append(made("jc", val=cell.align))
    return line
