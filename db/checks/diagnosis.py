"""Diagnosis: the one cell, row or column that best explains what does not tie, found by trying what would mend it.

Nothing is declared: which cells a comparison rests on shows when a cell is changed and the checks are asked again.
Of several faults the one that explains most is taken first, mended on the bench, and the rest is asked about again.
"""

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, NamedTuple

from db.checks.cause import CauseKind
from db.checks.figures import Spot, Types, column_types
from db.checks.slips import LIKELINESS, slip
from db.checks.suspects import Scene, Suspect, scene, suspects
from db.checks.trials import Key, Trials
from db.money import AmountUnit

if TYPE_CHECKING:
    from db.checks.bench import Bench

MOST_CAUSES = 12
MOST_TRIALS = 6000

# The likelier first; a figure that is simply another one explains anything, and is believed last.
_RANKS: tuple[CauseKind, ...] = (
    "stale-name", *LIKELINESS[:-1], "swapped-columns", "moved-row", "missing-row", "extra-row", "figure",
)  # fmt: skip
_FILLED = _RANKS.index("moved-row")  # a figure where there should be none


class Verdict(NamedTuple):
    """What is to blame, the comparisons it breaks, and others that would explain them as well."""

    suspect: Suspect
    mended: frozenset[Key]
    others: tuple[Suspect, ...]


def diagnose(bench: "Bench", settled: Collection[tuple[str, str]] = ()) -> tuple[Verdict, ...]:
    """The faults in the relations of a bench, the gravest first; the relations are afterwards as they were.

    `settled`: check and address of what has been answered. At most `MOST_CAUSES`, found in `MOST_TRIALS` trials.
    """
    trials = Trials(bench, settled)
    if not trials.broken:
        return ()
    types = column_types(bench.pack)
    columns = {name: bench.stages.columns(name) for name in types}
    found: list[Verdict] = []
    bench.connection.execute("savepoint diagnosis")
    try:
        while len(found) < MOST_CAUSES and trials.asked < MOST_TRIALS:
            here = scene(bench.pack, trials, types, columns)
            verdict = _best(here, trials, lambda suspect: _unit(types, suspect, bench.stands.amounts))
            if verdict is None:
                break
            found.append(verdict)
            trials.keep(*verdict.suspect.changes)
    finally:
        bench.connection.execute("rollback to diagnosis")
        bench.connection.execute("release diagnosis")
    return tuple(found)


def _best(here: Scene, trials: Trials, unit_of: Callable[[Suspect], AmountUnit | None]) -> Verdict | None:
    """The suspect that mends most and breaks nothing; of equals the likeliest, then the one named most."""
    best: list[tuple[tuple[int, int, int, int], Suspect, frozenset[Key]]] = []
    for number, suspect in enumerate(suspects(here)):
        if trials.asked >= MOST_TRIALS:
            break
        mended = trials.mended_by(*suspect.changes)
        if mended:
            named = _named(suspect, unit_of(suspect))
            rank = _FILLED if named.kind == "figure" and named.expected == 0 else _RANKS.index(named.kind)
            best.append(((-len(mended), rank, -_mentions(here, named.spot), number), named, mended))
    if not best:
        return None
    best.sort(key=lambda one: one[0])
    (order, suspect, mended), *rest = best
    return Verdict(suspect, mended, tuple(other for place, other, _ in rest if place[:2] == order[:2]))


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
    return unit if types[suspect.spot.relation].get(suspect.spot.column) in ("amount", "plain") else None
