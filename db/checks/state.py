"""Every check of a pack with its state in a book and all its comparisons: `checks --json`, and the page of 勾稽关系."""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

import msgspec

from db.checks.comparison import Comparison, compare
from db.checks.explanations import Answers, explanations
from db.checks.judge import severity_in
from db.checks.places import Places
from db.checks.stages import checks_of, stage_name
from db.forms.stages import Row
from db.judging import Check, Severity, severities
from db.money import AmountUnit

if TYPE_CHECKING:
    from db.book import Book

State = Literal["holds", "broken", "explained", "overridden", "not applicable"]


class CheckState(msgspec.Struct, frozen=True):
    """A check, how it stands, and what it compared. `severity` is that of the round; out of its rounds, its first.

    `reason`: why it does not apply, as a part of a sentence; '' when it does.
    """

    id: str
    severity: Severity
    forms: tuple[str, ...]
    title: str
    basis: str
    state: State
    comparisons: tuple[Comparison, ...]
    reason: str = ""


class Tally(msgspec.Struct, frozen=True):
    """How many checks there are, and how many stand in which state: what an auditor asks first."""

    holds: int
    broken: int
    explained: int
    overridden: int
    not_applicable: int

    @classmethod
    def of(cls, judged: "Iterable[CheckState]") -> "Tally":
        """Count the states."""
        counted = Counter(state.state for state in judged)
        kinds: tuple[State, ...] = ("holds", "broken", "explained", "overridden", "not applicable")
        return cls(*(counted[kind] for kind in kinds))

    @property
    def judged(self) -> int:
        """How many had something to compare."""
        return self.holds + self.broken + self.explained + self.overridden

    @property
    def total(self) -> int:
        """How many there are."""
        return self.judged + self.not_applicable

    @property
    def sentence(self) -> str:
        """`共 124 条，审了 97 条，27 条不适用；2 条不成立，1 条已说明。`"""
        counted = ((self.broken, "不成立"), (self.explained, "已说明"), (self.overridden, "已批准带错上报"))
        rest = "，".join(f"{number} 条{said}" for number, said in counted if number) or "全部成立"
        return f"共 {self.total} 条，审了 {self.judged} 条，{self.not_applicable} 条不适用；{rest}。"


def states(book: "Book", round_id: str | None = None) -> tuple[CheckState, ...]:
    """All checks in force, in the order of the pack, judged in a round (the book's own by default)."""
    record = book.record()
    places = Places(book.pack, book.connection)
    answers = explanations(book)
    return tuple(
        _state(
            check, book.stages.asked(stage_name(check.id)), round_id or record.round, record.amounts, answers, places
        )
        for check in checks_of(book.pack)
    )


def comparisons(book: "Book") -> tuple[Comparison, ...]:
    """Every comparison of every check in the book's round."""
    return tuple(comparison for state in states(book) for comparison in state.comparisons)


def _state(
    check: Check,
    rows: tuple[Row, ...],
    round_id: str,
    unit: AmountUnit,
    answers: Answers,
    places: Places,
) -> CheckState:
    severity = severity_in(check, round_id)
    made = () if severity is None or check.received else tuple(compare(check, row, places, unit) for row in rows)
    return CheckState(
        id=check.id,
        severity=severity or severities(check.severity)[""],
        forms=check.forms,
        title=check.title,
        basis=check.basis,
        state=_judged(check, severity, made, answers),
        comparisons=made,
        reason="" if made else check.absent if severity else f"本轮（{round_id}）不审这一条",
    )


def _judged(check: Check, severity: Severity | None, made: tuple[Comparison, ...], answers: Answers) -> State:
    if severity is None or not made:
        return "not applicable"
    broken = [each for each in made if not each.holds]
    if not broken:
        return "holds"
    if severity == "hint" or (severity == "error" and check.structural):
        return "broken"
    for each in broken:
        answer = answers.get((each.check, each.address))
        if answer is None or not answer.answers(each.left, each.right, severity):
            return "broken"
    return "overridden" if severity == "error" else "explained"
