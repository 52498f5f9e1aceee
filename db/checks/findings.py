"""Findings: what the checks of a book object to, worst first, and how grave it is in the book's round."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from db.checks.begun import tabs_begun
from db.checks.cause import together
from db.checks.comparison import compare, sentence
from db.checks.entered import entered_causes
from db.checks.explanations import Answers, explanations
from db.checks.finding import Finding
from db.checks.mends import Ways, ways_out
from db.checks.places import Places
from db.checks.recount import recount_findings
from db.checks.shared import shared_causes
from db.checks.stages import COLUMNS, checks_in_book, stage_name
from db.checks.unfinished import fault_finding, pending_findings
from db.checks.unverified import unverified_findings
from db.judging import Check, Severity, severities
from db.money import AmountUnit

if TYPE_CHECKING:
    from db.book import Book
    from db.pack import Pack

_HOLDS = COLUMNS.index("holds")
_ADDRESS = COLUMNS.index("address")
_RANK = {"error": 0, "warning": 1, "hint": 2}
_ANSWERED = 3

Rows = Callable[[Check], Sequence[Sequence[Any]]]


def findings(book: "Book", round: str | None = None) -> tuple[Finding, ...]:  # noqa: A002 - the domain's word
    """All findings of a book in a round (its own by default), worst first, pending input among them."""
    fault = book.fault
    record = book.record()
    places = book.named(Places, lambda: Places(book.pack, book.connection))
    answers = explanations(book)
    judged = judge(
        book.pack,
        lambda check: book.stages.rows(stage_name(check.id)),
        round or record.round,
        record.amounts,
        answers,
        places,
        lambda: tabs_begun(book),
        ways=lambda check: ways_out(book.pack, book.stages, check, record.amounts),
    )
    faults = (fault_finding(fault),) if fault else ()
    beside = (*recount_findings(book, places, answers), *unverified_findings(book, places))
    every = worst_first((*faults, *pending_findings(book, places), *judged, *beside))
    if all(one.settled for one in every):
        return every
    return together(entered_causes(book, shared_causes(book.pack, every, places), places))


def judge(
    pack: "Pack",
    rows: Rows,
    round_id: str,
    unit: AmountUnit,
    answers: Answers,
    places: Places,
    begun: Callable[[], frozenset[str]],
    checks: Iterable[Check] | None = None,
    ways: Callable[[Check], Ways] = lambda _check: {},
) -> tuple[Finding, ...]:
    """Findings of comparisons, wherever they come from: a book, or the relations of a received workbook.

    `rows` are a check's comparisons; `checks` limits which are judged (a workbook knows no entries); `ways` are the
    ways out of a check's findings, by the address its select has.
    """
    found: list[Finding] = []
    known: frozenset[str] | None = None
    for check in checks_in_book(pack) if checks is None else checks:
        severity = severity_in(check, round_id)
        if severity is None:
            continue
        out: Ways | None = None
        for row in rows(check):
            if row[_HOLDS]:
                continue
            finding = _finding(check, severity, row, answers, places, unit)
            if not finding.settled:
                out = ways(check) if out is None else out
                if row[_ADDRESS] in out:
                    finding = msgspec.structs.replace(finding, mends=(out[row[_ADDRESS]],))
            if check.completeness:
                known = begun() if known is None else known
                finding = msgspec.structs.replace(finding, completeness=_tab(pack, finding.address) not in known)
            found.append(finding)
    return worst_first(found)


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


def _finding(
    check: Check, severity: Severity, row: Sequence[Any], answers: Answers, places: Places, unit: AmountUnit
) -> Finding:
    comparison = compare(check, row, places, unit)
    explainable = severity == "warning" or (severity == "error" and not check.structural)
    answer = answers.get((check.id, comparison.address))
    answered = explainable and answer is not None and answer.answers(comparison.left, comparison.right)
    return Finding(
        check=check.id,
        severity=severity,
        forms=check.forms,
        title=check.title,
        address=comparison.address,
        other_address=comparison.other_address,
        left=comparison.left,
        right=comparison.right,
        message=sentence(check, row, comparison, places, unit),
        explanation=answer.text if answered and answer else "",
        overridden=answered and severity == "error",
        structural=check.structural and severity == "error",
        explainable=explainable,
        basis=check.basis,
    )


def _tab(pack: "Pack", address: str) -> str:
    """The tab of the window in which an entry address stands; '' for a form's."""
    kind, _, rest = address.partition("/")
    entry = pack.entries.get(rest.partition("/")[0]) if kind == "entry" else None
    return entry.tab if entry else ""
