"""How a worksheet is laid out beside its values: merged cells, hidden rows and columns.

Read from its XML, since the reader of values skips all of it, and the one that does not unrolls every merged area.
No part that declares an entity comes here: `screening` refuses it.
"""

from typing import IO
from xml.parsers.expat import ParserCreate

import msgspec
from openpyxl.utils import range_boundaries

MOST_MERGES = 5_000
_TRUE = ("1", "true")


class Area(msgspec.Struct, frozen=True):
    """A merged area: rows and columns from 1, both ends within."""

    top: int
    left: int
    bottom: int
    right: int


class Layout(msgspec.Struct, frozen=True):
    """What is merged and what is hidden; only what lies within the limits it was read with."""

    merged: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


def layout_of(source: IO[bytes], rows: int, columns: int) -> Layout:
    """The layout in a worksheet part, at most `rows` by `columns` of it."""
    merged: list[Area] = []
    hidden_rows: set[int] = set()
    hidden_columns: set[int] = set()
    last = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal last
        name = tag.rpartition(":")[2]
        if name == "row":
            last = int(attributes.get("r", last + 1))
            if attributes.get("hidden") in _TRUE and last <= rows:
                hidden_rows.add(last)
        elif name == "col" and attributes.get("hidden") in _TRUE:
            first, stop = int(attributes.get("min", "1")), int(attributes.get("max", "0"))
            hidden_columns.update(range(first, min(stop, columns) + 1))
        elif name == "mergeCell" and len(merged) < MOST_MERGES:
            area = _area(attributes.get("ref", ""), rows, columns)
            merged.extend([area] if area else [])

    # Handlers alone build nothing: a worksheet of a million empty rows passes by.
    parser = ParserCreate()
    parser.StartElementHandler = start
    parser.ParseFile(source)
    return Layout(tuple(merged), frozenset(hidden_rows), frozenset(hidden_columns))


def _area(ref: str, rows: int, columns: int) -> Area | None:
    try:
        left, top, right, bottom = (int(edge) for edge in range_boundaries(ref) if edge is not None)
    except ValueError:
        return None
    return Area(top, left, min(bottom, rows), min(right, columns)) if top <= rows and left <= columns else None
