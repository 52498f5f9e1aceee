"""Trials: what would be wrong if a cell or a row of a bench said something else. Each is taken back at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from db.checks.comparison import printed
from db.checks.derived import Derived
from db.checks.judge import severity_in
from db.checks.stages import stage_name
from db.errors import AmountError
from db.forms.learning import Reads, add
from db.forms.stages import Row
from db.money import parse_printed

if TYPE_CHECKING:
    from db.checks.bench import Bench

_MADE_ANEW = 5  # questions that take as long as making anew something that is derived from forms

Key = tuple[str, str, str]  # check, address, other address
Answered = Mapping[tuple[str, str], tuple[str, str]]  # check, address → both sides, as printed, that an answer is for
NOTHING_ANSWERED: Answered = MappingProxyType({})


class Gap(NamedTuple):
    """Both sides of a comparison that does not hold, as the check has them."""

    left: Any
    right: Any

    @property
    def size(self) -> int:
        """Left less right; 0 where one of them is no number."""
        both = isinstance(self.left, int) and isinstance(self.right, int)
        return self.left - self.right if both else 0


Broken = Mapping[Key, Gap]


class Change(NamedTuple):
    """A statement that changes one relation, and its parameters. `columns`: which; None: rows come or go."""

    relation: str
    sql: str
    values: tuple[Any, ...] = ()
    columns: frozenset[str] | None = None


def changed_by(changes: Iterable[Change]) -> Reads:
    """What says something else after the changes."""
    found: Reads = {}
    for change in changes:
        add(found, {change.relation: change.columns})
    return found


class Trials:
    """A bench whose relations may be changed for one question, and what is broken in it.

    Hints are left out, and what has been answered, as long as it says the very figures that the answer was given for:
    nobody asks what made them, and what a fault made of such figures is mended when they are there again.
    """

    def __init__(self, bench: Bench, answered: Answered = NOTHING_ANSWERED) -> None:
        self._bench = bench
        self._answered = answered
        self._checks = {check.id: check for check in bench.checks}
        self.asked = 0  # how many questions there were: one check, one state of the relations
        round_id = bench.stands.round
        wanted = [check.id for check in bench.checks if severity_in(check, round_id) in ("error", "warning")]
        self._stages = bench.stages
        self.derived = Derived(bench.stages)
        self._reads = {check_id: self.derived.sources(check_id) for check_id in wanted}
        self._judged = {check_id: self._of(check_id) for check_id in wanted}
        self._sides: dict[tuple[object, ...], tuple[Sequence[str], Sequence[str]]] = {}

    @property
    def broken(self) -> dict[Key, Gap]:
        """What is broken as the relations stand."""
        return {key: gap for found in self._judged.values() for key, gap in found.items()}

    def reads(self, check_id: str) -> frozenset[str]:
        """The relations and code lists that a check reads."""
        return self._reads[check_id]

    def rows(self, relation: str) -> Sequence[tuple[int, Row]]:
        """The rows of a relation as they stand, each with its rowid."""
        made = self._bench.connection.execute(f"select rowid, * from temp.{relation}")
        return [(row[0], row[1:]) for row in made]

    def broken_after(self, *changes: Change) -> dict[Key, Gap]:
        """What would be broken after the changes."""
        with self._changed(changes):
            found: dict[Key, Gap] = {}
            for check_id in self._judged:
                found |= self._now(check_id)
            return found

    def mended_by(self, *changes: Change, made: str = "", at_least: int = 1) -> frozenset[Key]:
        """The comparisons that would hold again after the changes; none when they are fewer, or when another would
        break.

        `made`: part of the address of a row that the changes put in, and of no other's. What that row says beyond what
        is known is not held against it.
        """
        hurt, sound = self._sides_of(changed_by(changes))
        if not hurt:
            return frozenset()
        mended: set[Key] = set()
        with self._changed(changes):
            for check_id in hurt:
                before, after = self._judged[check_id], self._now(check_id)
                if _others(after.keys() - before.keys(), made):
                    return frozenset()
                mended |= before.keys() - after.keys()
            if len(mended) < at_least or any(_others(self._now(check_id), made) for check_id in sound):
                return frozenset()
        return frozenset(mended)

    def _sides_of(self, changed: Reads) -> tuple[Sequence[str], Sequence[str]]:
        """The checks that a change may touch: those that object to something, and the others.

        Most trials mend nothing: asking first what is broken, the rest need not be asked.
        """
        known = tuple(changed.items())
        if known not in self._sides:
            reached = self.derived.reach(changed)
            touched = [check_id for check_id in self._judged if self._stages.touched(stage_name(check_id), reached)]
            self._sides[known] = (
                [check_id for check_id in touched if self._judged[check_id]],
                [check_id for check_id in touched if not self._judged[check_id]],
            )
        return self._sides[known]

    @contextmanager
    def _changed(self, changes: Sequence[Change]) -> Iterator[None]:
        connection = self._bench.connection
        connection.execute("savepoint trial")
        try:
            for change in changes:
                connection.execute(change.sql, change.values)
            self.derived.changed(changed_by(changes))
            yield
        finally:
            connection.execute("rollback to trial")
            connection.execute("release trial")
            self.derived.restored()

    def keep(self, *changes: Change) -> None:
        """Make the changes, so that what follows is asked of the mended relations."""
        for change in changes:
            self._bench.connection.execute(change.sql, change.values)
        self.derived.changed(changed_by(changes))
        self._judged = {check_id: self._now(check_id) for check_id in self._judged}
        # A later trial that is taken back must find it all in keeping.
        self.derived.kept()
        self._sides.clear()

    def _now(self, check_id: str) -> dict[Key, Gap]:
        """What a check objects to after a change; it is asked where something that it reads differs."""
        followed = self.derived.followed
        touched = self.derived.touches(check_id)
        self.asked += _MADE_ANEW * (self.derived.followed - followed)
        return self._of(check_id) if touched else self._judged[check_id]

    def _of(self, check_id: str) -> dict[Key, Gap]:
        self.asked += 1
        found: dict[Key, Gap] = {}
        for _, address, left, other, right, *_ in self._stages.asked(stage_name(check_id), "not holds"):
            if (check_id, address) not in self._answered or not self._accepts(check_id, address, left, right):
                found[check_id, address or "", other or ""] = Gap(left, right)
        return found

    def lapsed_by(self, key: Key, gap: Gap) -> int:
        """By how much the left side has left the figure that was answered for; 0 where nothing was."""
        check, unit = self._checks[key[0]], self._bench.stands.amounts
        text, _ = self._answered.get((key[0], key[1]), ("", ""))
        if not text or not isinstance(gap.left, int) or check.figures not in ("amount", "integer"):
            return 0
        try:
            return gap.left - (parse_printed(text, unit) if check.figures == "amount" else int(text))
        except (AmountError, ValueError):
            return 0

    def _accepts(self, check_id: str, address: str, left: Any, right: Any) -> bool:
        check, unit = self._checks[check_id], self._bench.stands.amounts
        return self._answered[check_id, address] == (printed(check, left, unit), printed(check, right, unit))


def _others(broken: Iterable[Key], made: str) -> bool:
    """Whether something is broken that does not stand in the row that was made."""
    return any(not made or not (made in key[1] or made in key[2]) for key in broken)
