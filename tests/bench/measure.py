"""How a measurement is taken and told."""

import statistics
import time
from collections.abc import Callable, Sequence

import msgspec


class Measured(msgspec.Struct, frozen=True):
    """One figure: its value, its unit, what to reach, what it is a measure of."""

    name: str
    value: float
    unit: str
    reach: float
    of: str

    @property
    def reached(self) -> bool:
        """Is it as good as wanted?"""
        return self.value <= self.reach


def p95(seconds: Sequence[float]) -> float:
    """The time that 95 of 100 take at most, in milliseconds."""
    return statistics.quantiles(seconds, n=20, method="inclusive")[-1] * 1000


def timed(
    deed: Callable[[int], object], times: int, warm: int = 3, before: Callable[[int], object] = lambda _number: None
) -> list[float]:
    """Seconds of each of `times` runs of `deed(number)`, after a few that do not count, nor does `before` each."""
    for number in range(warm):
        before(number)
        deed(number)
    taken = []
    for number in range(warm, warm + times):
        before(number)
        begun = time.perf_counter()
        deed(number)
        taken.append(time.perf_counter() - begun)
    return taken
