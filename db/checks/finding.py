"""A finding: what a check objects to, in words for the accountant and in figures for a machine."""

import msgspec

from db.checks.cause import Cause
from db.entry.mends import Mend
from db.judging import Severity

PENDING = "pending"  # the check of input that cannot be a value yet


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """What a check objects to. `left`, `right` as printed; `left_is`, `right_is`: what they are, where they are not
    what stands at their addresses.

    `explanation`: the answer that holds for these figures, '' when there is none. `overridden`: an error answered in
    writing; it counts as an explained warning. `structural` errors cannot be answered. `completeness`: something is
    missing in a tab that nobody has begun; the window keeps it back until 提交. `mends`: ways out that one click takes.
    `basis`: on what the rule stands. `cause`: what most likely made it, the same for all findings that it made.
    """

    check: str
    severity: Severity
    forms: tuple[str, ...] = ()
    title: str
    address: str
    other_address: str = ""
    left: str = ""
    right: str = ""
    left_is: str = ""
    right_is: str = ""
    message: str
    explanation: str = ""
    overridden: bool = False
    structural: bool = False
    explainable: bool = False
    completeness: bool = False
    mends: tuple[Mend, ...] = ()
    basis: str = ""
    cause: Cause | None = None

    @property
    def unfilled(self) -> bool:
        """Is it a cell that its row cannot do without, and that says nothing yet?"""
        return self.check == PENDING and not self.left

    @property
    def settled(self) -> bool:
        """Whether it stops nothing any more."""
        return bool(self.explanation)
