"""The figures of form relations: which columns hold numbers, and the address under which each cell is known."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from db.definitions import CellType, Document, Pivot
from db.forms.compile import relation
from db.pack import Pack

NUMBERS: frozenset[CellType] = frozenset(("amount", "plain", "integer", "percent"))
MONEY: frozenset[CellType] = frozenset(("amount", "plain"))

Types = Mapping[str, Mapping[str, CellType]]  # relation → column → type, of every printed column


class Spot(NamedTuple):
    """A cell of a relation. `project` is '' in a form that is one for the whole book; `key` is the row's."""

    relation: str
    project: str
    key: str
    column: str


def column_types(pack: Pack) -> Types:
    """The printed columns of every relation, with their types."""
    found: dict[str, dict[str, CellType]] = {}
    for form in pack.forms.values():
        if isinstance(form, Document):
            for block in form.blocks:
                columns = {column.id: column.type for column in block.columns}
                found[relation(form.id, block.id)] = columns | {field.id: field.type for field in block.fields}
        else:
            found[relation(form.id)] = {column.id: column.type for column in form.columns}
    return found


def spot_of(pack: Pack, address: str) -> Spot | None:
    """The cell that an address of a form names; its parts are '' where it names less. None of an entry's address."""
    head, _, rest = address.partition("!")
    form_id, _, project = head.partition("/")
    form = pack.forms.get(form_id)
    if form is None:
        return None
    if not isinstance(form, Document):
        return Spot(relation(form_id), "", *row_and_column(rest))
    block, _, cell = rest.partition("/")
    return Spot(relation(form_id, block), project, *row_and_column(cell))


def row_and_column(text: str) -> tuple[str, str]:
    """The row and the column that an address names behind its form: either may be ''; a name may have a dot itself."""
    key, dot, column = text.rpartition(".")
    return (key, column) if dot and column.isidentifier() and column.isascii() else (text, "")


def address_of(pack: Pack, spot: Spot) -> str:
    """The address of a cell, or of a row when the column is ''."""
    for form in pack.forms.values():
        blocks = form.blocks if isinstance(form, Document) else ()
        for block_id in [block.id for block in blocks] or [""]:
            if relation(form.id, block_id) == spot.relation:
                document = f"{form.id}/{spot.project}" if spot.project else form.id
                row = f"{block_id}/{spot.key}" if block_id else spot.key
                return f"{document}!{row}" + (f".{spot.column}" if spot.column else "")
    return ""


def fixed_keys(pack: Pack, name: str) -> Sequence[str]:
    """The keys of the rows that a relation always has, as its form prints them."""
    for form in pack.forms.values():
        if isinstance(form, Document):
            for block in form.blocks:
                if relation(form.id, block.id) == name:
                    return [fixed.key for fixed in block.fixed]
        elif isinstance(form, Pivot) and relation(form.id) == name:
            return [fixed.key for fixed in form.fixed]
    return ()


def numeric_columns(types: Types, name: str) -> Iterator[str]:
    """The columns of a relation that hold numbers."""
    return (column for column, kind in types.get(name, {}).items() if kind in NUMBERS)
