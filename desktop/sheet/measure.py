"""Heights of rows whose texts wrap, from the widths of the columns."""

from collections.abc import Iterable, Sequence

from db.forms.sheet import Cell, Role
from desktop.sheet.looks import Looks


def row_heights(
    cells: Iterable[Cell], first: int, rows: int, widths: Sequence[int], looks: Looks, lines: int = 0
) -> list[int]:
    """Pixels of each of the `rows` rows from sheet row `first` on: as tall as their wrapped texts need.

    Not taller than `lines` lines; 0: as tall as it gets.
    A cell over several rows that needs more than they have gives the rest to its last row.
    """
    heights = [looks.row_px] * rows
    most = looks.text_height("\n".join("国" * lines), 1000, bold=False) + 2 * looks.wrap_pad_px if lines else 0
    tall: list[tuple[Cell, int]] = []
    for cell in cells:
        needed = _needed(cell, widths, looks)
        needed = min(needed, most) if most else needed
        if needed <= looks.row_px:
            continue
        if cell.row_span > 1:
            tall.append((cell, needed))
        else:
            at = cell.row - first
            heights[at] = max(heights[at], needed)
    for cell, needed in sorted(tall, key=lambda one: one[0].row_span):
        top = cell.row - first
        last = min(top + cell.row_span, rows) - 1
        missing = needed - sum(heights[top : last + 1])
        heights[last] += max(0, missing)
    return heights


def _needed(cell: Cell, widths: Sequence[int], looks: Looks) -> int:
    if not (cell.wrap or cell.role is Role.HEADER or "\n" in cell.text) or not cell.text:
        return 0
    width = sum(widths[cell.column : cell.column + cell.column_span]) - 2 * looks.pad_px - 1
    width -= cell.indent * looks.indent_px
    width -= looks.signed(cell.sign, cell.text, width, wraps=True)[1]
    # A full-width character is the widest there is: what fits with nothing else needs no measuring.
    if "\n" not in cell.text and len(cell.text) * (looks.font.pixelSize() + 1) <= width:
        return 0
    bold = cell.bold or cell.role is Role.HEADER
    height = looks.text_height(cell.text, width, bold)
    return 0 if height < looks.row_px else height + 2 * looks.wrap_pad_px  # one line needs no more than the usual row
