"""The cells of a Sheet that the disk does not have yet, marked as such."""

from collections.abc import Collection

import msgspec

from db.forms.sheet import Cell, Sheet

SIGN = "未存"
REMARK = "这一格的修改还没有写入磁盘，留在内存里；磁盘恢复后自动写入。"


def signed(sheet: Sheet, cells: Collection[tuple[str, int, str]]) -> Sheet:
    """The Sheet with a sign at each of those `cells` (table, row id, column; '' for whole rows) that it shows."""
    if not cells:
        return sheet
    wanted = frozenset(cells)
    return msgspec.structs.replace(sheet, cells=tuple(_signed(cell, wanted) for cell in sheet.cells))


def _signed(cell: Cell, wanted: frozenset[tuple[str, int, str]]) -> Cell:
    at = cell.binding
    if at is None or not ({(at.table, at.row_id, at.column), (at.table, at.row_id, "")} & wanted) or not cell.text:
        return cell
    remark = REMARK if REMARK in cell.remark else "\n".join(part for part in (REMARK, cell.remark) if part)
    return msgspec.structs.replace(cell, sign=SIGN, remark=remark)
