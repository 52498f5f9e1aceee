"""Lines of an earlier year out of the forms that were published then: as exact as each form tells, and no more.

Which forms tell them is the pack's `prior_forms`; what a row and a column of such a form mean is in its definition.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from unicodedata import normalize

from db.definitions import Column, Listing, Pivot, Where
from db.forms.stages import Row
from db.pack import Pack
from db.rolling.lines import PriorLine

_FIRST = 4  # a relation's columns begin behind book, ordinal, row_kind, row_key
_CODED = re.compile(r"\s*\[([^\]]+)\](.*)", re.DOTALL)

Units = Mapping[str, str]  # code, or name, of a unit of the book -> its code


def lines_of(form: Pivot | Listing, rows: Sequence[Row], pack: Pack, units: Units) -> tuple[PriorLine, ...]:
    """The lines that a form's relation tells. Rows of units that the book does not have are left out."""
    found = _of_pivot(form, rows, units) if isinstance(form, Pivot) else _of_listing(form, rows, pack, units)
    return tuple(line for line in found if line.amount)


def _of_pivot(form: Pivot, rows: Sequence[Row], units: Units) -> Iterator[PriorLine]:
    """A line for each lowest row and each column that is a filter."""
    table = "funding" if form.origin == "funding" else "expenditure"
    keys = [str(row[3]) for row in rows]
    for row, key in zip(rows, keys, strict=True):
        if row[2] == "total" or any(other != key and other.startswith(key) for other in keys):
            continue
        named: dict[str, str] = {}
        if form.rows.by == "unit":
            if key not in units:
                continue
            named["unit"] = units[key]
        elif form.rows.by in ("function", "economic"):
            named[form.rows.by] = key
        else:
            return
        for column, amount in _amounts(form.columns, row):
            told = _filtered({**form.scope, **(column.where or {})})
            yield PriorLine(table=table, amount=amount, **{**told, **named})


def _of_listing(form: Listing, rows: Sequence[Row], pack: Pack, units: Units) -> Iterator[PriorLine]:
    """A line for each record; of projects one for each column that is a filter."""
    for row in rows:
        if row[2] != "record":
            continue
        cells: dict[str, Any] = {
            column.record: value for column, value in zip(form.columns, row[_FIRST:], strict=True) if column.record
        }
        unit = units.get(str(cells.get("unit_code", ""))) or units.get(str(cells.get("unit_name", "")), "")
        if form.records == "project":
            name = str(cells.get("name", ""))
            for column, amount in _amounts(form.columns, row):
                told = {**_filtered(column.where or {}), "kind": "project"}
                yield PriorLine(table="expenditure", unit=unit, project=name, amount=amount, **told)
            continue
        item = str(cells.get("content", ""))
        if form.records == "procurement":
            item = f"{_code(cells.get('catalog_label'))} {cells.get('item_name', '')}".strip()
        yield PriorLine(
            table="procurement" if form.records == "procurement" else "service_purchase",
            unit=unit,
            project=str(cells.get("project", "")),
            item=item,
            function=_code(cells.get("function_label")),
            economic=_code(cells.get("economic_label")),
            fund=_fund(pack, str(cells.get("fund_label", ""))),
            amount=int(cells.get("amount", 0)),
        )


def _amounts(columns: Sequence[Column], row: Row) -> Iterator[tuple[Column, int]]:
    """The columns of a row that are filters over lines, and their amounts."""
    for column, value in zip(columns, row[_FIRST:], strict=True):
        if column.where is not None and column.type == "amount":
            yield column, int(value)


def _filtered(where: Where) -> dict[str, str]:
    """What a filter says of the lines it lets through: a single value is theirs, of several nobody knows which."""
    names = {"nature": "kind", "kind": "kind", "fund": "fund"}
    return {names[key]: value for key, value in where.items() if key in names and isinstance(value, str)}


def _code(text: object) -> str:
    """`[2014001]行政运行` → 2014001."""
    found = _CODED.fullmatch(str(text or ""))
    return found[1] if found else str(text or "")


def _fund(pack: Pack, label: str) -> str:
    plain = normalize("NFKC", label).strip()
    for code, row in pack.codes("fund").items():
        if plain and plain in (row.name, row.attributes.get("print_name", ""), code):
            return code
    return ""
