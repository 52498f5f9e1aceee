"""Findings: what the checks of a book object to, worst first, and how grave it is in the book's round."""

from typing import TYPE_CHECKING

from db.checks.begun import tabs_begun
from db.checks.cause import together
from db.checks.entered import entered_causes
from db.checks.explanations import explanations
from db.checks.finding import Finding
from db.checks.judge import Judge, Memory, verdict, worst_first
from db.checks.mends import mend_rows
from db.checks.places import Places
from db.checks.recount import recount_findings
from db.checks.shared import shared_causes
from db.checks.stages import CHECKS, stage_name
from db.checks.unfinished import fault_finding, pending_findings
from db.checks.unverified import unverified_findings

if TYPE_CHECKING:
    from db.book import Book

__all__ = ["findings", "verdict"]


def findings(book: "Book", round: str | None = None) -> tuple[Finding, ...]:  # noqa: A002 - the domain's word
    """All findings of a book in a round (its own by default), worst first, pending input among them."""
    fault = book.fault
    record = book.record()
    places = book.named(Places, lambda: Places(book.pack, book.connection))
    answers = explanations(book)
    judge = Judge(book.pack, round or record.round, record.amounts, answers, places, begun=lambda: tabs_begun(book))
    memory = book.named(Memory, lambda: Memory(book.pack))
    objecting = book.stages.objecting(CHECKS)
    judged = judge.judge(
        lambda check: objecting[stage_name(check.id)],
        memory.at(objecting),
        mends=lambda check: mend_rows(book.pack, book.stages, check),
        memory=memory,
    )
    faults = (fault_finding(fault),) if fault else ()
    beside = (*recount_findings(book, places, answers), *unverified_findings(book, places))
    every = worst_first((*faults, *pending_findings(book, places), *judged, *beside))
    if all(one.settled for one in every):
        return every
    return together(entered_causes(book, shared_causes(book.pack, every, places), places, record.amounts))
