"""How a worksheet is laid out beside its values: merged cells, hidden rows and columns.

Read from its XML, since the reader of values skips all of it, and the one that does not unrolls every merged area.
"""

from collections.abc import Iterator
from typing import IO
from xml.etree.ElementTree import Element

import msgspec
from defusedxml.ElementTree import iterparse
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
    for number, (name, element) in enumerate(_elements(source)):
        if name == "row" and element.get("hidden") in _TRUE:
            row = int(element.get("r", number + 1))
            hidden_rows.update((row,) if row <= rows else ())
        elif name == "col" and element.get("hidden") in _TRUE:
            first, last = int(element.get("min", "1")), int(element.get("max", "0"))
            hidden_columns.update(range(first, min(last, columns) + 1))
        elif name == "mergeCell" and len(merged) < MOST_MERGES:
            area = _area(element.get("ref", ""), rows, columns)
            merged += [area] if area else []
    return Layout(tuple(merged), frozenset(hidden_rows), frozenset(hidden_columns))


def _elements(source: IO[bytes]) -> Iterator[tuple[str, Element]]:
    for _, element in iterparse(source, ("end",)):
        name = element.tag.rpartition("}")[2]
        if name in ("row", "col", "mergeCell"):
            yield name, element
            element.clear()


def _area(ref: str, rows: int, columns: int) -> Area | None:
    try:
        left, top, right, bottom = (int(edge) for edge in range_boundaries(ref) if edge is not None)
    except ValueError:
        return None
    return Area(top, left, min(bottom, rows), min(right, columns)) if top <= rows and left <= columns else None
