"""The body of a Sheet as the model keeps it: rows of cells, the kind and the key of each row."""

from db.forms.sheet import Cell, Sheet

Row = list[Cell | None]


def split(sheet: Sheet) -> tuple[list[Row], tuple[Cell, ...], tuple[Cell, ...]]:
    """The body's rows, its merged cells, and all cells outside the body, in one pass: a sheet may have 100,000."""
    first, end = sheet.body_start, sheet.body_end
    rows: list[Row] = [[None] * len(sheet.columns) for _ in range(end - first)]
    merged, outside = [], []
    for cell in sheet.cells:
        row = cell.row
        if first <= row < end:
            rows[row - first][cell.column] = cell
            if cell.row_span > 1 or cell.column_span > 1:
                merged.append(cell)
        else:
            outside.append(cell)
    return rows, tuple(merged), tuple(outside)


def drawn(cell: Cell | None) -> tuple[object, ...] | None:
    """All of a cell but where it stands: a row that moved down is not a change."""
    if cell is None:
        return None
    return (
        cell.text, cell.role, cell.bold, cell.align, cell.indent, cell.wrap, cell.type,
        cell.problem, cell.row_span, cell.column_span, cell.binding, cell.hint, cell.typed, cell.sign, cell.remark,
    )  # fmt: skip


def row_kinds(sheet: Sheet) -> list[str]:
    """Kind of each body row; '' where the sheet gives none."""
    count = sheet.body_end - sheet.body_start
    return [*sheet.row_kinds[:count], *[""] * (count - len(sheet.row_kinds))]


def column_ids(sheet: Sheet) -> list[str]:
    """The ids of the columns, in order."""
    return [column.id for column in sheet.columns]


def row_keys(sheet: Sheet) -> list[str]:
    """A key for each body row, no two alike."""
    count = sheet.body_end - sheet.body_start
    if len(sheet.row_keys) != count or len(set(sheet.row_keys)) != count:
        return [f"#{at}" for at in range(count)]
    if len(sheet.row_kinds) != count:
        return list(sheet.row_keys)
    # The empty line carries the id that the next row would get, which another one may get meanwhile.
    return ["new" if kind == "new" else key for key, kind in zip(sheet.row_keys, sheet.row_kinds, strict=True)]


def kept_keys(old: Sheet, new: Sheet) -> list[str]:
    """Keys of the old rows, those of lines that have become others in their places taken from the new ones.

    The empty line that has been typed into is the line it has become, and a line that went from one table to another
    (an item of costs that got its amount) is still that line: who tabs on must stay in it.
    """
    keys, new_keys = row_keys(old), row_keys(new)
    known, left = set(keys), set(new_keys)
    for at in range(min(len(keys), len(new_keys))):
        typed_into = keys[at] == "new" and new_keys[at] != "new"
        if new_keys[at] not in known and (typed_into or keys[at] not in left):
            keys[at] = new_keys[at]
    return keys
