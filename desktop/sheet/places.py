"""Finding a cell of a sheet: by address, by the key of its row, or the one to begin with."""

from db.forms.sheet import Sheet
from desktop.sheet.moves import Position

_NEAR_ROWS = 12


def find(sheet: Sheet, address: str) -> Position | None:
    """Body position of the cell with this address; else of the first cell of the row it names; else None.

    A row is named by its key (`2014001`), by an address without column (`05!2014001`, `entry/basic/12`), or by one
    whose column this sheet does not print.
    """
    if not address:
        return None
    body = [cell for cell in sheet.cells if sheet.body_start <= cell.row < sheet.body_end]
    for cell in body:
        if cell.address == address:
            return cell.row - sheet.body_start, cell.column
    stem = address.rpartition(".")[0] or address
    key = address.rpartition("!")[2]
    for wanted in (key, key.rpartition(".")[0]):
        if wanted in sheet.row_keys:
            row = sheet.row_keys.index(wanted)
            cells = [cell for cell in body if cell.row - sheet.body_start == row]
            typed = [cell for cell in cells if cell.binding is not None]
            return next(((row, cell.column) for cell in typed or cells), None)
    near = [cell for cell in body if cell.address.startswith((f"{address}.", f"{stem}."))]
    return (near[0].row - sheet.body_start, near[0].column) if near else None


def first_typed(sheet: Sheet) -> Position:
    """Where the frame stands at first: the first cell to type into, if it is near the top, else the corner."""
    for cell in sheet.cells:
        row = cell.row - sheet.body_start
        if cell.binding is not None and 0 <= row < _NEAR_ROWS:
            return row, cell.column
    return 0, 0
