"""Forms as a received workbook lays them out, read into the relations that checks judge: which cell said what."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from db.checks.figures import Spot, address_of, column_types
from db.checks.finding import Finding
from db.definitions import CellType, Document
from db.exchange.facts import Facts
from db.exchange.trouble import CellPlace, cell_named, trouble
from db.forms.compile import relation
from db.forms.draw_document import ticks
from db.forms.stages import Row

if TYPE_CHECKING:
    from db.forms.reading import Stood
    from db.pack import FormKind, Pack


class Laid(msgspec.Struct, frozen=True):
    """A worksheet, or a part of one, as the texts of a form laid out the way the form prints.

    `at`: 0-based row and column of the grid → row and column of the worksheet, from 1. `keys`: those of its rows, where
    not all that the form always prints are there.
    """

    form: str
    sheet: str
    grid: Sequence[Sequence[str]]
    at: Mapping[tuple[int, int], tuple[int, int]]
    keys: tuple[str, ...] = ()


class Relations(msgspec.Struct, frozen=True):
    """What the forms say. `places`: address of a form, row or cell → where it stands. `unread`: what says nothing.

    `values` as printed where they are no numbers, `types`: by the addresses of cells.
    """

    rows: Mapping[str, tuple[Row, ...]]
    places: Mapping[str, CellPlace]
    unread: tuple[Finding, ...]
    values: Mapping[str, int | str]
    types: Mapping[str, CellType]


def read_laid(forms: Sequence[Laid], facts: Facts, pack: "Pack") -> Relations:
    """All relations of the forms, several documents of a form in their order."""
    from db.forms.draw import Words
    from db.forms.read_document import named_apart
    from db.forms.reading import read_form

    terms = Words(facts.year, facts.amounts, pack.info.district)
    rows: dict[str, tuple[Row, ...]] = {}
    places: dict[str, CellPlace] = {}
    unread: list[Finding] = []
    values: dict[str, int | str] = {}
    types: dict[str, CellType] = {}
    kinds = column_types(pack)
    for laid in forms:
        form = pack.forms[laid.form]
        reading = read_form(form, laid.grid, terms, pack, facts.book, laid.keys)
        read, project = reading.relations, ""
        if isinstance(form, Document) and form.per:
            read = named_apart(read, {name: rows.get(name, ()) for name in read})
            project = next((str(row[1]) for found in read.values() for row in found), "")
        for name, found in read.items():
            rows[name] = (*rows.get(name, ()), *found)
        by_cell: dict[tuple[int, int], str] = {}
        printed = _Printed(form)
        starts = {name: address_of(pack, Spot(name, project, "", "")) for name in read}
        for stood in reading.stood:
            address = f"{starts[stood.relation]}{stood.key}.{stood.id}"
            by_cell[stood.row, stood.column] = address
            types[address] = kinds[stood.relation].get(stood.id, "text")
            values[address] = printed.value(stood)
            place = _place(laid, stood.row, stood.column)
            if place is not None:
                places.setdefault(starts[stood.relation].rstrip("!/"), place)
                places.setdefault(address.removesuffix(f".{stood.id}"), place)
                places[address] = place
        places[f"{laid.form}/{project}" if project else laid.form] = CellPlace(laid.sheet)
        for cell in reading.misread:
            place = _place(laid, cell.row, cell.column) or CellPlace(laid.sheet)
            unread.append(_unreadable(laid.form, by_cell.get((cell.row, cell.column), laid.form), place, cell.text))
    return Relations(rows, places, tuple(unread), values, types)


class _Printed:
    """Values of one document as it prints them: boxes that are ticked, and what stands before a text in its column."""

    def __init__(self, form: "FormKind") -> None:
        blocks = form.blocks if isinstance(form, Document) else ()
        named = [(relation(form.id, block.id), block) for block in blocks]
        self._ticked = {(name, own.id): own for name, block in named for own in block.fields if own.ticks}
        self._prefixes = {(name, own.id): own.prefix for name, block in named for own in block.columns if own.prefix}
        self._rows: Counter[tuple[str, str]] = Counter()

    def value(self, stood: "Stood") -> int | str:
        """The value, as printed when it is no number."""
        column = stood.relation, stood.id
        if column in self._ticked:
            return ticks(self._ticked[column], str(stood.value))
        if column not in self._prefixes:
            return stood.value
        self._rows[column] += 1
        return f"{self._prefixes[column].replace('{n}', str(self._rows[column]))}{stood.value}" if stood.value else ""


def _place(laid: Laid, row: int, column: int) -> CellPlace | None:
    at = laid.at.get((row, column))
    return CellPlace(laid.sheet, cell_named(*at)) if at else None


def _unreadable(form: str, address: str, place: CellPlace, text: str) -> Finding:
    said = f"{place.spoken}写的“{text}”不是数字，请填数字或清空。"
    return trouble("unreadable", "error", said, form=form, address=address, left=text)
