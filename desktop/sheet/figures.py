"""Figures as they are read on the screen: 1,234.50. What is typed, copied, printed and handed in has no separators."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

# The start page says its figures too, and needs no core.
if TYPE_CHECKING:
    from db.forms.sheet import Cell

_AMOUNTS = frozenset(("amount", "plain"))
_LONG = re.compile(r"(-?)([0-9]{4,})(\.[0-9]+)?")


def shown(cell: Cell) -> str:
    """The text of a cell as it is painted: an amount with separators, a text that waits as it was typed."""
    return grouped(cell.text) if cell.type in _AMOUNTS and not cell.problem else cell.text


def grouped(text: str) -> str:
    """A printed figure with separators; any other text as it is."""
    found = _LONG.fullmatch(text)
    return f"{found[1]}{int(found[2]):,}{found[3] or ''}" if found else text
