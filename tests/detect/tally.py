"""Counts of a measurement: how many faults were put in where, what became of each, and the ones that went wrong."""

from collections import Counter
from collections.abc import Iterable
from typing import Literal, NamedTuple

STEPS = ("injected", "exempt", "found", "asked", "first", "named", "alike", "silent")

JUDGED, BREADTH = "judged", "breadth"  # what of clean books is counted beside the reasons

Otherwise = Literal["alike", "silent", ""]

Place = tuple[str, str, str]  # where it was put in (forms, files, entries), kind of fault, form or tab


class Tally(NamedTuple):
    """Counts by place and step, and told one by one what was missed or named wrong.

    injected; exempt: nothing is said of it, for it contradicts nothing, and why; found: something is said; asked: of
    how many of these the cause was looked at; first: the cause is named first; named: it is among those that are named;
    alike: another is named, and doing what is said of it leaves nothing to say; silent: nothing is named, only both
    sides are said.
    """

    counts: Counter[tuple[Place, str]]
    reasons: Counter[tuple[str, str]]  # where, why it contradicts nothing; or JUDGED, BREADTH, and what
    missed: list[str]
    misnamed: list[str]
    wrong: list[str]  # false findings

    @classmethod
    def empty(cls) -> "Tally":
        """Nothing counted yet."""
        return cls(Counter(), Counter(), [], [], [])

    def add(self, other: "Tally") -> None:
        """Count another measurement in."""
        self.counts.update(other.counts)
        for (kind, what), count in other.reasons.items():
            # How broad books are is no number of anything: the broadest counts.
            known = self.reasons[kind, what]
            self.reasons[kind, what] = max(known, count) if kind == BREADTH else known + count
        self.missed.extend(other.missed)
        self.misnamed.extend(other.misnamed)
        self.wrong.extend(other.wrong)

    def note(self, place: Place, step: str) -> None:
        """One more."""
        self.counts[place, step] += 1

    def exempt(self, place: Place, why: str) -> None:
        """One of which nothing is said, for it contradicts nothing."""
        self.note(place, "exempt")
        self.reasons[place[0], why] += 1

    def cause(self, place: Place, rank: int | None, told: str, otherwise: Otherwise = "") -> None:
        """The cause of one that was found: at which place it is named, from 0; None: it is not, but `otherwise`."""
        self.note(place, "asked")
        if rank == 0:
            self.note(place, "first")
        if rank is not None:
            self.note(place, "named")
        elif otherwise:
            self.note(place, otherwise)
        if rank is None:
            self.misnamed.append(f"{otherwise or 'wrong'} {told}")

    def places(self) -> list[Place]:
        """Where something was put in, sorted."""
        return sorted({place for place, _ in self.counts})

    def of(self, places: Iterable[Place]) -> tuple[int, ...]:
        """The sums over some places, in the order of STEPS."""
        chosen = tuple(places)
        return tuple(sum(self.counts[place, step] for place in chosen) for step in STEPS)
