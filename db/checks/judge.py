"""Judging: what checks object to, put into words as findings, wherever the comparisons come from."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from db.checks.comparison import compare, sentence
from db.checks.explanations import Answers, Explanation
from db.checks.finding import Finding
from db.checks.mends import MendRows, Ways, ways_from
from db.checks.places import Places
from db.checks.stages import COLUMNS, checks_in_book, stage_name
from db.judging import Check, Severity, severities
from db.money import AmountUnit

if TYPE_CHECKING:
    from db.pack import Pack

_HOLDS = COLUMNS.index("holds")
_ADDRESS = COLUMNS.index("address")
_RANK = {"error": 0, "warning": 1, "hint": 2}
_ANSWERED = 3

Rows = Callable[[Check], Sequence[Sequence[Any]]]


class _Said(NamedTuple):
    """What was made of the comparisons of a check, and of what."""

    rows: Sequence[Sequence[Any]]
    mends: MendRows
    begun: frozenset[str]
    found: tuple[Finding, ...]


class Memory:
    """What was said of each check's comparisons: the same ones are not put into words again.

    Good for one round, and until a row, an answer or a name is another one. `checks`: those that judge the book.
    """

    def __init__(self, pack: "Pack") -> None:
        self.checks = checks_in_book(pack)
        self._at = {stage_name(check.id): number for number, check in enumerate(self.checks)}
        self.round = ""
        self.said: dict[str, _Said] = {}

    def at(self, stages: Iterable[str]) -> tuple[Check, ...]:
        """The checks of these stages, in the order of the pack."""
        return tuple(self.checks[number] for number in sorted(self._at[name] for name in stages if name in self._at))

    def of_round(self, round_id: str) -> "Memory":
        """The same memory, of that round."""
        if self.round != round_id:
            self.round, self.said = round_id, {}
        return self


class Judge(NamedTuple):
    """Puts objections into words. `begun`: the tabs somebody has begun, asked when a check wants to know."""

    pack: "Pack"
    round: str
    unit: AmountUnit
    answers: Answers
    places: Places
    begun: Callable[[], frozenset[str]] = frozenset

    def judge(
        self,
        rows: Rows,
        checks: Iterable[Check] | None = None,
        mends: Callable[[Check], MendRows] = lambda _check: (),
        memory: Memory | None = None,
    ) -> tuple[Finding, ...]:
        """Findings of a check's comparisons (`rows`), worst first; `mends` are the rows of its mend.

        `checks` limits which are judged: a workbook knows no entries. With a `memory` the rows must be the same object
        as long as they are the same.
        """
        memory = memory or Memory(self.pack)
        known = memory.of_round(self.round).said
        found: list[Finding] = []
        begun: frozenset[str] | None = None
        for check in memory.checks if checks is None else checks:
            compared = rows(check)
            if not compared:
                continue
            severity = severity_in(check, self.round)
            if severity is None:
                continue
            if check.completeness and begun is None:
                begun = self.begun()
            asked = compared, mends(check), (begun or frozenset()) if check.completeness else frozenset()
            said = known.get(check.id)
            if said is None or any(one is not other for one, other in zip(said[:2], asked[:2], strict=True)) or (
                said.begun != asked[2]
            ):  # fmt: skip
                said = known[check.id] = _Said(*asked, self._found(check, severity, *asked))
            found += said.found
        return worst_first(found)

    def _found(
        self, check: Check, severity: Severity, rows: Sequence[Sequence[Any]], mends: MendRows, begun: frozenset[str]
    ) -> tuple[Finding, ...]:
        ways = ways_from(self.pack, check, mends, self.unit)
        return tuple(self._finding(check, severity, row, ways, begun) for row in rows if not row[_HOLDS])

    def _finding(
        self, check: Check, severity: Severity, row: Sequence[Any], ways: Ways, begun: frozenset[str]
    ) -> Finding:
        comparison = compare(check, row, self.places, self.unit)
        explainable = _explainable(check, severity)
        answer = self.answers.get((check.id, comparison.address))
        answered = explainable and answer is not None and answer.answers(comparison.left, comparison.right, severity)
        way = None if answered and answer and answer.text else ways.get(row[_ADDRESS])
        return Finding(
            check=check.id,
            severity=severity,
            forms=check.forms,
            title=check.title,
            address=comparison.address,
            other_address=comparison.other_address,
            left=comparison.left,
            right=comparison.right,
            left_is=comparison.left_is,
            right_is=comparison.right_is,
            message=sentence(check, row, comparison, self.places, self.unit),
            explanation=answer.text if answered and answer else "",
            overridden=answered and severity == "error",
            structural=check.structural and severity == "error",
            explainable=explainable,
            completeness=check.completeness and _tab(self.pack, comparison.address) not in begun,
            mends=(way,) if way is not None else (),
            basis=check.basis,
        )


def answerable(check: Check, round_id: str, answer: Explanation) -> bool:
    """Does an answer count in a round, if the figures are those that it was given for?"""
    severity = severity_in(check, round_id)
    return (
        severity is not None and _explainable(check, severity) and answer.answers(answer.left, answer.right, severity)
    )


def _explainable(check: Check, severity: Severity) -> bool:
    return severity == "warning" or (severity == "error" and not check.structural)


def severity_in(check: Check, round_id: str) -> Severity | None:
    """How grave the check is in a round; None when it does not apply there."""
    if check.rounds and round_id not in check.rounds:
        return None
    by_round = severities(check.severity)
    return by_round.get(round_id, by_round[""])


def worst_first(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Open errors, warnings, hints; then what has been answered."""
    return tuple(sorted(found, key=lambda finding: _ANSWERED if finding.settled else _RANK[finding.severity]))


def verdict(found: Iterable[Finding]) -> int:
    """0 nothing wrong, 1 errors, 2 only warnings that nobody has explained. Hints do not count."""
    open_severities = {finding.severity for finding in found if not finding.settled}
    return 1 if "error" in open_severities else 2 if "warning" in open_severities else 0


def _tab(pack: "Pack", address: str) -> str:
    """The tab of the window in which an entry address stands; '' for a form's."""
    kind, _, rest = address.partition("/")
    entry = pack.entries.get(rest.partition("/")[0]) if kind == "entry" else None
    return entry.tab if entry else ""
