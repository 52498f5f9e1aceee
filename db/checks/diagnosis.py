"""Diagnosis: the one cell, row or column that best explains what does not tie, found by trying what would mend it.

Nothing is declared: which cells a comparison rests on shows when a cell is changed and the checks are asked again.
Of several faults the one that explains most is taken first, mended on the bench, and the rest is asked about again.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import chain
from math import inf
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from db.checks.cause import CauseKind
from db.checks.figures import MONEY, Spot, Types, column_types
from db.checks.slips import LIKELINESS, slip
from db.checks.suspect_gaps import missing_rows
from db.checks.suspect_rows import doubled_rows, extra_rows, is_doubled, moved_rows
from db.checks.suspects import Scene, Suspect, figures, names, scaled, scene, swapped
from db.checks.trials import NOTHING_ANSWERED, Answered, Key, Trials
from db.money import AmountUnit

if TYPE_CHECKING:
    from db.checks.bench import Bench

MOST_CAUSES = 12
MOST_QUESTIONS = 30_000
MOST_BROKEN = 500  # comparisons: more have no dozen causes, and finding suspects alone would take minutes
MOST_OTHERS = 3

# The likelier first; a figure that is simply another one explains anything, and is believed last.
_RANKS: tuple[CauseKind, ...] = (
    "stale-name", *LIKELINESS[:-1], "swapped-columns", "moved-row", "missing-row", "extra-row", "figure",
)  # fmt: skip
_FILLED = _RANKS.index("moved-row")  # a figure where there should be none
_WEAK = _RANKS.index("swapped-columns")  # from here on the kind tells little, and others are named beside it
_MOST_DOUBTFUL = 2  # comparisons that may as well be broken by something else
_DOUBLED = -1  # a row that is there already

Order = tuple[int, int, int, int]
Tried = tuple[Order, Suspect, frozenset[Key]]  # how good it is, the smaller the better; and what it mends


class Verdict(NamedTuple):
    """What is to blame, the comparisons it breaks, and some others that would explain them as well."""

    suspect: Suspect
    mended: frozenset[Key]
    others: tuple[Suspect, ...]


def patient() -> None:
    """Nobody wants it to end early."""


def diagnose(
    bench: "Bench",
    answered: Answered = NOTHING_ANSWERED,
    patience: float = inf,
    go_on: Callable[[], None] = patient,
) -> tuple[Verdict, ...]:
    """The faults in the relations of a bench, the gravest first; the relations are afterwards as they were.

    `answered`: the figures that answers were given for. At most `MOST_CAUSES`, and `MOST_QUESTIONS` to checks; none
    of more than `MOST_BROKEN` broken comparisons; no longer than `patience` seconds, which only relations of thousands
    of rows take. `go_on` is called before each trial; what it raises ends it.
    """
    until = monotonic() + patience
    trials = Trials(bench, answered)
    if not 0 < len(trials.broken) <= MOST_BROKEN:
        return ()
    types = column_types(bench.pack)
    columns = {name: bench.stages.columns(name) for name in types}
    found: list[Verdict] = []
    bench.connection.execute("savepoint diagnosis")
    try:
        while len(found) < MOST_CAUSES and trials.asked < MOST_QUESTIONS and monotonic() < until:
            here = scene(bench.pack, trials, types, columns, until)
            tried = _tried(here, trials, lambda suspect: _unit(types, suspect, bench.stands.amounts), go_on)
            if not tried:
                break
            for verdict in _best(tried):
                if len(found) < MOST_CAUSES and _still(trials, verdict):
                    found.append(verdict)
                    trials.keep(*verdict.suspect.changes)
    finally:
        bench.connection.execute("rollback to diagnosis")
        bench.connection.execute("release diagnosis")
    return tuple(found)


def _tried(
    here: Scene, trials: Trials, unit_of: Callable[[Suspect], AmountUnit | None], go_on: Callable[[], None]
) -> list[Tried]:
    """The suspects that mend most and break nothing; of equals the likeliest first, then the one named most."""
    best: list[Tried] = []
    for likeliest, suspected in _lines(here, trials):
        if best and _decided(min(best)[0], here) and min(best)[0][1] < likeliest:
            break  # nothing likelier can come
        explained: set[Spot] = set()
        for suspect in suspected:
            go_on()
            if trials.asked >= MOST_QUESTIONS or monotonic() > here.until:
                break
            if suspect.spot in explained and suspect.found is None:
                continue
            most = len(min(best)[2]) if best else 1
            mended = trials.mended_by(*suspect.changes, made=suspect.made, at_least=most)
            if mended and not (suspect.kind == "extra-row" and _silenced(here, suspect, mended)):
                named = _named(suspect, unit_of(suspect))
                order = (-len(mended), _rank(named), -_mentions(here, named.spot), len(best))
                best.append((order, named, mended))
            if len(mended) == len(here.broken):
                explained.add(suspect.spot)
                if suspect.made:
                    break  # the same row in another place is no other cause
    return sorted(best, key=lambda one: one[0])


def _best(tried: Sequence[Tried]) -> Iterator[Verdict]:
    """The first that was tried, and those that mend as many other comparisons: faults that have nothing in common."""
    most = tried[0][0][0]
    taken: set[Key] = set()
    for at, (order, suspect, mended) in enumerate(tried):
        if order[0] == most and taken.isdisjoint(mended):
            taken |= mended
            rest = [(place, other) for place, other, same in tried[at + 1 :] if same == mended]
            yield Verdict(suspect, mended, _others(order, suspect, rest))


def _still(trials: Trials, verdict: Verdict) -> bool:
    """Whether a suspect mends what it did before others were mended."""
    suspect = verdict.suspect
    return trials.mended_by(*suspect.changes, made=suspect.made) == verdict.mended


def _silenced(here: Scene, suspect: Suspect, mended: Collection[Key]) -> bool:
    """Whether a row that is taken away only takes away what was said of it: no sum comes out right without it."""
    return not is_doubled(suspect.spot.key) and not any(here.broken[key].size for key in mended)


def _decided(order: Order, here: Scene) -> bool:
    """Whether a suspect explains everything, and so much that nothing else is likely to."""
    return -order[0] == len(here.broken) and (order[1] == _DOUBLED or -order[0] > _MOST_DOUBTFUL)


def _others(order: Order, suspect: Suspect, rest: Iterable[tuple[Order, Suspect]]) -> tuple[Suspect, ...]:
    """What explains the same as well, at other places; where that is little, a slip of another kind among them."""
    equals: dict[Spot, Suspect] = {}
    unlike: dict[Spot, Suspect] = {}
    doubtful = -order[0] <= _MOST_DOUBTFUL
    for place, other in rest:
        if place[0] == order[0] and other.spot != suspect.spot:
            if place[1] == order[1]:
                equals.setdefault(other.spot, other)
            elif min(place[1], order[1]) > _WEAK or (doubtful and place[1] > _WEAK):
                unlike.setdefault(other.spot, other)
    first = list(equals.values())[: MOST_OTHERS - bool(unlike)]
    return (*first, *unlike.values())[:MOST_OTHERS]


def _lines(here: Scene, trials: Trials) -> Iterator[tuple[int, Iterator[Suspect]]]:
    """Everything that is tried, always in the same order, with the rank of the likeliest that may be among it."""
    yield _DOUBLED, doubled_rows(here)
    yield _RANKS.index("stale-name"), names(here)
    yield _RANKS.index("unit"), chain(scaled(here), figures(here))
    yield _RANKS.index("swapped-columns"), swapped(here)
    yield _RANKS.index("moved-row"), moved_rows(here)
    yield _RANKS.index("missing-row"), missing_rows(here, trials)
    yield _RANKS.index("extra-row"), extra_rows(here)


def _rank(suspect: Suspect) -> int:
    if suspect.kind == "figure" and suspect.expected == 0:
        return _FILLED
    return _DOUBLED if suspect.kind == "extra-row" and is_doubled(suspect.spot.key) else _RANKS.index(suspect.kind)


def _mentions(here: Scene, suspected: Spot) -> int:
    """How often the broken comparisons name the cell, or the row."""
    return sum(
        spot[:3] == suspected[:3] and (not suspected.column or spot.column == suspected.column) for spot in here.spots
    )


def _named(suspect: Suspect, unit: AmountUnit | None) -> Suspect:
    if not isinstance(suspect.found, int) or not isinstance(suspect.expected, int):
        return suspect
    return suspect._replace(kind=slip(suspect.expected, suspect.found, unit))


def _unit(types: Types, suspect: Suspect, unit: AmountUnit) -> AmountUnit | None:
    return unit if types[suspect.spot.relation].get(suspect.spot.column) in MONEY else None
