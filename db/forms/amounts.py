"""What amounts are made of: leaves (filters over a fact), once sums of columns and rows are resolved."""

from typing import Literal

import msgspec

from db.definitions import AmountOf, Column, FixedRow, Pivot, Where
from db.errors import PackError


class Leaf(msgspec.Struct, frozen=True):
    """A filter over one fact view, summed: the smallest thing an amount is made of."""

    origin: str
    where: Where


class Share(msgspec.Struct, frozen=True):
    """A quotient of two amounts, in hundredths of a percent."""

    part: tuple[Leaf, ...]
    whole: tuple[Leaf, ...]


def parts(columns: tuple[Column, ...], column: Column, place: str, seen: tuple[str, ...] = ()) -> tuple[Column, ...]:
    """The leaf columns that `column` adds up: itself, or those of its `sum`. Raises PackError on a circle."""
    if not column.sum:
        return (column,)
    if column.id in seen:
        raise PackError(f"{place}：栏“{column.id}”的 sum 绕成了圈。")
    by_id = {other.id: other for other in columns}
    found: list[Column] = []
    for other in column.sum:
        if other not in by_id:
            raise PackError(f"{place}：栏“{column.id}”的 sum 里没有栏“{other}”。")
        found += parts(columns, by_id[other], place, (*seen, column.id))
    return tuple(found)


def filters(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns that are filters over facts themselves."""
    return tuple(column for column in columns if column.where is not None)


def expand(rows: tuple[FixedRow, ...], keys: tuple[str, ...], place: str) -> tuple[FixedRow, ...]:
    """The rows named by `keys`, where "r01:r09" means all from the one to the other."""
    order = [row.key for row in rows]
    found: list[FixedRow] = []
    for key in keys:
        first, _, last = key.partition(":")
        if first not in order or (last and last not in order):
            raise PackError(f"{place}：没有行“{key}”。")
        start = order.index(first)
        found += rows[start : order.index(last or first) + 1]
    return tuple(found)


def cell_leaves(
    rows: tuple[FixedRow, ...], row: FixedRow, column: str, place: str, seen: tuple[str, ...] = ()
) -> tuple[Leaf, ...]:
    """The leaves of a cell of a fixed row, sums of rows resolved. Empty: the cell is always blank."""
    cell = row.cells.get(column)
    if cell is None:
        return ()
    if isinstance(cell, str):
        raise PackError(f"{place}：行“{row.key}”的“{column}”应当是金额，不是文字。")
    if not cell.add:
        return (Leaf(cell.origin, cell.where),)
    if row.key in seen:
        raise PackError(f"{place}：行“{row.key}”的 add 绕成了圈。")
    found: list[Leaf] = []
    for other in expand(rows, cell.add, place):
        found += cell_leaves(rows, other, column, place, (*seen, row.key))
    return tuple(found)


def fixed_cell(
    form: Pivot, row: FixedRow, column: Column, place: str
) -> tuple[Literal["amount"], tuple[Leaf, ...]] | tuple[Literal["share"], Share]:
    """What stands in an amount or percent cell of a form with a fixed list of rows."""
    own = row.cells.get(column.id)
    if isinstance(own, AmountOf) and own.share_of:
        whole = expand(form.fixed, (own.share_of,), place)[0]
        return "share", Share(
            cell_leaves(form.fixed, row, column.share, place),
            cell_leaves(form.fixed, whole, column.share, place),
        )
    found: list[Leaf] = []
    for part in parts(form.columns, column, place):
        found += cell_leaves(form.fixed, row, part.id, place)
    return "amount", tuple(found)


def share_sql(part: str, whole: str) -> str:
    """Hundredths of a percent of two SQL amounts, half up on the exact quotient; 0 where the whole is 0."""
    size, of = f"abs({part})", f"abs({whole})"
    # Two digits at a time: ten thousand times an amount does not fit into 64 bits.
    rest = f"({size} % {of} * 100)"
    quotient = f"{size} / {of} * 10000 + {rest} / {of} * 100 + ({rest} % {of} * 200 + {of}) / (2 * {of})"
    sign = f"case when (({part}) < 0) = (({whole}) < 0) then 1 else -1 end"
    return f"case when ({whole}) = 0 then 0 else ({quotient}) * ({sign}) end"
