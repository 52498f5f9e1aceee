"""Where the rows of a long table go over to the next page."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

import msgspec

_WORTH_BEGINNING = 3  # a row taller than a page begins where it stands, when a third of a page is free

LOOSELY, FIRMLY = 1, 2  # a row stays with the next if it can; or even if others must be parted for it
_STAYING = 4  # least rests of a split row that go on with the rows it is kept with


class Band(msgspec.Struct, frozen=True):
    """What one page shows of a table: from `top` to `bottom`, counted from the top of its first row."""

    top: float
    bottom: float


def edges_of(heights: Sequence[float]) -> list[float]:
    """Where rows begin; the last item is where the last one ends."""
    return [0.0, *accumulate(heights)]


def bands(heights: Sequence[float], first: float, room: float, kept: Sequence[int], least: float) -> list[Band]:
    """Rows over pages: `first` is the room of the first page, `room` that of all others.

    A row is never split unless no page holds it, with what it must not leave alone; one that is `kept`, LOOSELY or
    FIRMLY, stays with the next if that can be. `least`: a rest of a row lower than that is not worth a page.
    """
    edges = edges_of(heights)
    found: list[Band] = []
    at, free = 0.0, first
    while edges[-1] - at > free:
        cut = _cut(edges, at, free, room, kept, least)
        found.append(Band(at, cut))
        at, free = cut, room
    found.append(Band(at, edges[-1]))
    return found


def _cut(edges: Sequence[float], at: float, free: float, room: float, kept: Sequence[int], least: float) -> float:
    limit = at + free
    last = bisect_right(edges, limit) - 1  # the last edge within the limit
    tall = edges[last + 1] - edges[last] > room
    if edges[last] <= at or (tall and limit - edges[last] > room / _WORTH_BEGINNING):
        # The row is split. What is left of it must be something.
        start, rest = max(at, edges[last]), edges[last + 1] - limit
        return max(limit - max(least - rest, 0.0), (start + limit) / 2)
    loose = last
    for strength in (LOOSELY, FIRMLY):
        loose = last
        while edges[loose] > at and kept[loose - 1] >= strength:
            loose -= 1
        if edges[loose] > at:
            return edges[loose]
    end = edges[loose + 1]
    if end - max(at, edges[loose]) > room / 2:
        # A page full of one row: some of it stays with what follows.
        return max(end - _STAYING * least, (at + end) / 2)
    return edges[last]
