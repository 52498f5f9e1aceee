"""The figures of form relations: which columns hold numbers, and the address under which each cell is known."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from db.definitions import CellType, Document
from db.forms.compile import relation
from db.pack import Pack

NUMBERS: frozenset[CellType] = frozenset(("amount", "plain", "integer", "percent"))

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
        key, _, column = rest.rpartition(".")
        return Spot(relation(form_id), "", key, column)
    block, _, cell = rest.partition("/")
    key, _, column = cell.rpartition(".")
    return Spot(relation(form_id, block), project, key, column)


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


def numeric_columns(types: Types, name: str) -> Iterator[str]:
    """The columns of a relation that hold numbers."""
    return (column for column, kind in types.get(name, {}).items() if kind in NUMBERS)
