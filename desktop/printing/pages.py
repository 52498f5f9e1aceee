"""A page before it is painted: lines of text and rules at their places, as values.

All measures of this package are twentieths of a point, from the top left corner of the sheet of paper.
"""

from collections.abc import Iterator
from enum import StrEnum

import msgspec

POINT = 20.0
MM = POINT * 72 / 25.4
SHORT, LONG = 210 * MM, 297 * MM  # A4


class Hand(StrEnum):
    """A kind of type, as official documents name them."""

    SONG = "song"
    HEI = "hei"
    FANG = "fang"
    KAI = "kai"


class Letter(msgspec.Struct, frozen=True):
    """How a text is set: its hand, its size in points, and how dark it is."""

    hand: Hand
    size: float
    grey: bool = False

    @property
    def em(self) -> float:
        """The width of one Chinese character."""
        return self.size * POINT


class Line(msgspec.Struct, frozen=True):
    """One line of text; `y` is that of its base line. `stretch`: the part of its width that is added to justify it."""

    x: float
    y: float
    text: str
    letter: Letter
    stretch: float = 0.0


class Rule(msgspec.Struct, frozen=True):
    """A thin line of a table, level or upright."""

    x1: float
    y1: float
    x2: float
    y2: float


class Link(msgspec.Struct, frozen=True):
    """A place that leads to the top of another page, counted from 0."""

    left: float
    top: float
    right: float
    bottom: float
    page: int


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """One side of A4. `subjects`: the forms and parts that begin on it, by their titles."""

    landscape: bool = False
    lines: tuple[Line, ...] = ()
    rules: tuple[Rule, ...] = ()
    links: tuple[Link, ...] = ()
    subjects: tuple[str, ...] = ()
    mark: str = ""  # set large and faint across the page: 草稿

    @property
    def width(self) -> float:
        return LONG if self.landscape else SHORT

    @property
    def height(self) -> float:
        return SHORT if self.landscape else LONG

    def texts(self) -> Iterator[str]:
        """What stands on it, line by line."""
        return (line.text for line in self.lines)


class Margins(msgspec.Struct, frozen=True):
    """What is left free at the edges of a page; the foot stands in the lower one."""

    left: float
    top: float
    right: float
    bottom: float


FORM_MARGINS = Margins(14 * MM, 16 * MM, 14 * MM, 19 * MM)
TEXT_MARGINS = Margins(28 * MM, 30 * MM, 26 * MM, 28 * MM)
