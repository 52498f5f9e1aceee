"""A Sheet on an openpyxl worksheet: values, never formulas, and printable as it stands."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from db.exchange.measure import PADDING_POINTS, TALLEST_ROW, height_of, lines_of, span_width, width_of
from db.forms.sheet import Cell as SheetCell
from db.forms.sheet import Role, Sheet
from db.money import AmountUnit
from db.signs import escaped, in_xml

A4 = 9

_SONG = "宋体"
_HEI = "黑体"
_FORMULA_STARTS = ("=", "+", "-", "@")
_TITLE_POINTS = 28.0
_LONGEST_MARGIN = 160
_THIN = Side(style="thin", color="000000")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_BOXED = frozenset({Role.HEADER, Role.LABEL, Role.BODY, Role.HINT})
_WRAPPED = frozenset({Role.HEADER, Role.LABEL, Role.NOTE})


@dataclass(frozen=True, slots=True)
class Margin:
    """What is printed in the margins of every page: texts only, page numbers come by themselves."""

    head: str = ""
    left: str = ""
    right: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where the rows of a Sheet stand on its worksheet.

    `first[r]` is the worksheet row (from 1) of the Sheet's row r; the last item is the row after the last
    one. A row too tall for a spreadsheet takes several.
    """

    first: tuple[int, ...]

    def position(self, cell: SheetCell) -> str:
        """The cell's top left corner as `C5`."""
        return f"{get_column_letter(cell.column + 1)}{self.first[cell.row]}"


@dataclass(slots=True)
class Brush:
    """The looks already made in one workbook: hashing the parts of a style is the slow part of openpyxl."""

    looks: dict[tuple[object, ...], StyleArray] = field(default_factory=dict)

    def put_on(self, target: Any, cell: SheetCell, number_format: str, quoted: bool) -> None:
        """Dress `target`, an openpyxl cell or merged cell, as `cell` wants it."""
        wrap = cell.wrap or cell.role in _WRAPPED
        key = (cell.role, cell.bold, cell.align, cell.indent, wrap, number_format, quoted)
        look = self.looks.get(key)
        if look is None:
            target.font = _font(cell)
            target.alignment = Alignment(horizontal=cell.align, vertical="center", wrap_text=wrap, indent=cell.indent)
            if cell.role in _BOXED:
                target.border = _BOX
            target.number_format = number_format
            target.quotePrefix = quoted
            self.looks[key] = copy(target._style)  # noqa: SLF001
        else:
            target._style = copy(look)  # noqa: SLF001


def paint(
    sheet: Sheet,
    worksheet: Worksheet,
    unit: AmountUnit,
    margin: Margin | None = None,
    brush: Brush | None = None,
) -> Placed:
    """Draw `sheet` onto the empty `worksheet`. Amounts become numbers in `unit`, codes stay text.

    `brush` may be shared by the sheets of one workbook. Returns where the rows went. Nothing in a Sheet can
    become a formula or break the file.
    """
    widths = _column_widths(sheet, unit)
    heights = _row_heights(sheet, widths)
    placed = _place(heights)
    brush = brush or Brush()
    for cell in sheet.cells:
        _draw(worksheet, cell, placed, unit, brush)
    for column, width in enumerate(widths):
        worksheet.column_dimensions[get_column_letter(column + 1)].width = width + 0.7
    for row, height in enumerate(heights):
        taken = placed.first[row + 1] - placed.first[row]
        for at in range(placed.first[row], placed.first[row + 1]):
            worksheet.row_dimensions[at].height = round(height / taken, 1)
    set_up_page(worksheet, sheet.landscape, margin or Margin())
    _repeat_header(worksheet, sheet, placed)
    return placed


def put_text(target: Cell, text: str) -> bool:
    """Put `text` into a cell as text and nothing else.

    True when it begins like a formula: without a quote mark, editing the cell by hand would make it one.
    """
    clean = in_xml(text)
    target.value = escaped(clean) or None
    if clean:
        target.data_type = "s"
    return clean.startswith(_FORMULA_STARTS)


def set_up_page(worksheet: Worksheet, landscape: bool, margin: Margin) -> None:
    """A4, one page wide, centred, page numbers in the middle of the foot."""
    worksheet.page_setup.paperSize = A4
    worksheet.page_setup.orientation = "landscape" if landscape else "portrait"
    worksheet.page_setup.fitToWidth = 1
    worksheet.page_setup.fitToHeight = 0
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    worksheet.print_options.horizontalCentered = True
    worksheet.page_margins = PageMargins(left=0.5, right=0.5, top=0.75, bottom=0.75, header=0.3, footer=0.3)
    foot: Any = worksheet.oddFooter
    head: Any = worksheet.oddHeader
    _print_in(foot.left, _margin_text(margin.left))
    _print_in(foot.center, "第&P页 共&N页")
    _print_in(foot.right, _margin_text(margin.right))
    _print_in(head.right, _margin_text(margin.head))


def number_of(cell: SheetCell, unit: AmountUnit) -> Decimal | int | None:
    """The number a cell shows, in `unit`, or a share of one for percents; None for a text or a blank zero."""
    if not isinstance(cell.value, int) or not cell.text or cell.role is Role.HINT:
        return None
    if cell.type in ("amount", "plain"):
        return Decimal(cell.value) / unit.fen
    if cell.type == "percent":
        return Decimal(cell.value) / 10_000
    return cell.value if cell.type == "integer" else None


def _draw(worksheet: Worksheet, cell: SheetCell, placed: Placed, unit: AmountUnit, brush: Brush) -> None:
    row, column = placed.first[cell.row], cell.column + 1
    last_row = placed.first[min(cell.row + cell.row_span, len(placed.first) - 1)] - 1
    last_column = column + cell.column_span - 1
    target: Any = worksheet.cell(row, column)
    number = number_of(cell, unit)
    quoted = False
    if number is None:
        quoted = put_text(target, cell.text)
    else:
        target.value = number
    number_format = _number_format(cell)
    if (last_row, last_column) != (row, column):
        # merge_cells() would look for borders to copy over each covered cell, at great length: we dress them ourselves.
        area = CellRange(min_row=row, min_col=column, max_row=last_row, max_col=last_column)
        worksheet.merged_cells.ranges.add(area)
    if cell.role not in _BOXED:
        last_row, last_column = row, column
    for each in worksheet.iter_rows(row, last_row, column, last_column):
        for covered in each:
            brush.put_on(covered, cell, number_format, quoted)


def _font(cell: SheetCell) -> Font:
    if cell.role is Role.TITLE:
        return Font(name=_HEI, size=16, bold=True)
    if cell.role is Role.HINT:
        return Font(name=_SONG, size=10, color="808080")
    return Font(name=_SONG, size=10, bold=cell.bold or cell.role is Role.HEADER)


def _number_format(cell: SheetCell) -> str:
    match "text" if cell.role is Role.HINT else cell.type:
        case "amount":
            return "0.00"
        case "integer":
            return "0"
        case "percent":
            # Form 14 prints a whole percent without decimals; the text knows.
            return "0.00%" if "." in cell.text else "0%"
        case "plain":
            return "General"
    return "@"


def _column_widths(sheet: Sheet, unit: AmountUnit) -> list[int]:
    """Widths as the form wants them, wider where a number would print as ####."""
    widths = [column.width for column in sheet.columns]
    for cell in sheet.cells:
        if cell.column_span == 1 and number_of(cell, unit) is not None:
            widths[cell.column] = max(widths[cell.column], width_of(cell.text) + 2)
    return widths


def _row_heights(sheet: Sheet, widths: Sequence[int]) -> list[float]:
    """Points of each row that show every text whole; one over several rows makes the last one taller."""
    heights = [height_of(1)] * sheet.rows
    for cell in sorted(sheet.cells, key=lambda cell: (cell.row_span, cell.row, cell.column)):
        last = min(cell.row + cell.row_span, sheet.rows) - 1
        if cell.role is Role.TITLE:
            heights[cell.row] = max(heights[cell.row], _TITLE_POINTS)
        elif cell.wrap or cell.role in _WRAPPED:
            inside = span_width(widths, cell.column, cell.column_span) - 2 * cell.indent
            missing = height_of(lines_of(cell.text, inside)) - sum(heights[cell.row : last + 1])
            heights[last] += max(missing, 0.0)
    return heights


def _place(heights: Sequence[float]) -> Placed:
    first = [1]
    for height in heights:
        first.append(first[-1] + max(1, int(-(-(height - PADDING_POINTS) // TALLEST_ROW))))
    return Placed(tuple(first))


def _repeat_header(worksheet: Worksheet, sheet: Sheet, placed: Placed) -> None:
    if sheet.body_start <= sheet.header_start:
        return
    start, body = placed.first[sheet.header_start], placed.first[sheet.body_start]
    worksheet.print_title_rows = f"{start}:{body - 1}"
    worksheet.freeze_panes = f"{get_column_letter(sheet.frozen_columns + 1)}{body}"


def _print_in(part: Any, text: str) -> None:
    if text:
        part.text = text
        part.size = 9


def _margin_text(text: str) -> str:
    # An ampersand starts a code there. Excel takes 255 signs in all three parts of a margin together.
    clean = " ".join(in_xml(text).replace("&", "＆").split())
    return clean if len(clean) <= _LONGEST_MARGIN else f"{clean[: _LONGEST_MARGIN - 1]}…"
