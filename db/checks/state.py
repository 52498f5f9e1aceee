"""Every check of a pack with its state in a book and all its comparisons: `checks --json`, and the page of 勾稽关系."""

from typing import TYPE_CHECKING, Literal

import msgspec

from db.checks.comparison import Comparison, compare
from db.checks.explanations import Answers, explanations
from db.checks.findings import severity_in
from db.checks.places import Places
from db.checks.stages import checks_of, stage_name
from db.forms.stages import Row
from db.judging import Check, Severity, severities
from db.money import AmountUnit

if TYPE_CHECKING:
    from db.book import Book

State = Literal["holds", "broken", "explained", "overridden", "not applicable"]


class CheckState(msgspec.Struct, frozen=True):
    """A check, how it stands, and what it compared. `severity` is that of the round; out of its rounds, its first."""

    id: str
    severity: Severity
    forms: tuple[str, ...]
    title: str
    basis: str
    state: State
    comparisons: tuple[Comparison, ...]


def states(book: "Book", round_id: str | None = None) -> tuple[CheckState, ...]:
    """All checks in force, in the order of the pack, judged in a round (the book's own by default)."""
    record = book.record()
    places = Places(book.pack, book.connection)
    answers = explanations(book)
    return tuple(
        _state(check, book.stages.rows(stage_name(check.id)), round_id or record.round, record.amounts, answers, places)
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
    )


def _judged(check: Check, severity: Severity | None, made: tuple[Comparison, ...], answers: Answers) -> State:
    if not made:
        return "not applicable"
    broken = [each for each in made if not each.holds]
    if not broken:
        return "holds"
    if severity == "hint" or (severity == "error" and check.structural):
        return "broken"
    for each in broken:
        answer = answers.get((each.check, each.address))
        if answer is None or not answer.answers(each.left, each.right):
            return "broken"
    return "overridden" if severity == "error" else "explained"
