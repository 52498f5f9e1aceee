"""Large changes in the printed forms: a figure of last year that stands beside this year's is signed when they differ
by more than the pack's threshold."""

import msgspec

from db.definitions import Document
from db.forms.sheet import Cell, Sheet
from db.pack import Pack
from db.rolling.change import change


def with_changes(pack: Pack, sheet: Sheet) -> Sheet:
    """The Sheet of a form with its large changes signed; the Sheet itself where there is none.

    Which column is last year's of which other is the pack's `compared`. What is not budgeted yet is no change.
    """
    form = pack.forms.get(sheet.form)
    blocks = form.blocks if isinstance(form, Document) else ()
    pairs = {
        f"{block.id}/": {it.id: it.compared for it in block.columns if it.compared}
        for block in blocks
        if any(it.compared for it in block.columns)
    }
    if not pairs:
        return sheet
    values = {cell.address: cell.value for cell in sheet.cells if cell.address}
    cells = tuple(_signed(pack, cell, pairs, values) for cell in sheet.cells)
    return sheet if cells == sheet.cells else msgspec.structs.replace(sheet, cells=cells)


def _signed(pack: Pack, cell: Cell, pairs: dict[str, dict[str, str]], values: dict[str, int | str | None]) -> Cell:
    head, _, place = cell.address.partition("!")
    row, _, column = place.rpartition(".")
    now_column = next(
        (known[column] for block, known in pairs.items() if row.startswith(block) and column in known), ""
    )
    now = values.get(f"{head}!{row}.{now_column}") if now_column else None
    if not isinstance(now, int) or not isinstance(cell.value, int) or not now:
        return cell
    made = change(pack, now, cell.value)
    return msgspec.structs.replace(cell, sign=made.sign, remark=made.remark) if made.large else cell
