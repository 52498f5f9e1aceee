"""The cells of a Sheet that the disk does not have yet, marked as such."""

from collections.abc import Collection

import msgspec

from db.forms.sheet import Cell, Sheet

SIGN = "未存"
REMARK = "这里的修改还没有写入磁盘，留在内存里；磁盘恢复后自动写入。"


def signed(sheet: Sheet, cells: Collection[tuple[str, int, str]]) -> Sheet:
    """The Sheet with a sign at each of those `cells` (table, row id, column) that it shows.

    Column '' is a row that came whole: it has its sign at its amount, or else at its first text.
    """
    if not cells:
        return sheet
    whole = {(table, row_id) for table, row_id, column in cells if not column}
    heads: dict[tuple[str, int], tuple[int, int]] = {}
    for cell in sheet.cells:
        at = cell.binding
        if at is not None and cell.text and (at.table, at.row_id) in whole:
            key = at.table, at.row_id
            if key not in heads or cell.type == "amount":
                heads[key] = cell.row, cell.column
    marked = frozenset(heads.values())
    return msgspec.structs.replace(
        sheet, cells=tuple(_signed(it) if _wanted(it, cells, marked) else it for it in sheet.cells)
    )


def _wanted(cell: Cell, cells: Collection[tuple[str, int, str]], heads: Collection[tuple[int, int]]) -> bool:
    at = cell.binding
    return at is not None and ((at.table, at.row_id, at.column) in cells or (cell.row, cell.column) in heads)


def _signed(cell: Cell) -> Cell:
    remark = cell.remark if REMARK in cell.remark else "\n".join(part for part in (REMARK, cell.remark) if part)
    return msgspec.structs.replace(cell, sign=SIGN, remark=remark)
