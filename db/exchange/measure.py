"""How much room a text takes, in half-width characters and in points, so that no face cuts a text."""

from collections.abc import Sequence
from unicodedata import east_asian_width

# 10 point Chinese type stands on 13 to 15 points, depending on the machine's fonts.
LINE_POINTS = 15.0
PADDING_POINTS = 4.0
TALLEST_ROW = 400.0  # Excel refuses more than 409.5 points

_WIDE = frozenset("WFA")


def width_of(text: str) -> int:
    """Half-width characters of the widest line of `text`; a full-width or ambiguous character counts two."""
    return max((_line_width(line) for line in text.split("\n")), default=0)


def lines_of(text: str, width: int) -> int:
    """How many printed lines `text` needs in a cell of `width` half-width characters, rather too many."""
    return sum(_wrapped(line, width) for line in text.split("\n"))


def height_of(lines: int) -> float:
    """Points of a row that holds `lines` lines."""
    return lines * LINE_POINTS + PADDING_POINTS


def span_width(widths: Sequence[int], start: int, count: int) -> int:
    """Half-width characters of `count` neighbouring columns from `start` on."""
    return sum(widths[start : start + count])


def _line_width(line: str) -> int:
    return sum(2 if east_asian_width(sign) in _WIDE else 1 for sign in line)


def _wrapped(line: str, width: int) -> int:
    inside = max(width - 1, 2)
    needed = _line_width(line)
    if needed <= inside:
        return 1
    # A full stop may not begin a line and takes its neighbour along, so a line holds a little less.
    return -(-needed // max(inside - 2, 2))
