"""Causes: what most likely made findings, so that one wrong figure that breaks nine ties is told once."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

import msgspec

from db.entry.mends import Mend

if TYPE_CHECKING:
    from db.checks.finding import Finding

# What went wrong with a figure, a row, a column or a name.
CauseKind = Literal[
    "digit",  # one digit is another one
    "swapped-digits",
    "tenfold",  # a decimal point one place off, either way
    "unit",  # typed in yuan for 万元, or the reverse
    "sign",
    "figure",  # a figure that is simply another one
    "line",  # one line accounts for the whole difference
    "missing-row",
    "moved-row",
    "extra-row",
    "swapped-columns",
    "stale-name",
    "same",  # several findings of one rule about one and the same text
]


class Cause(msgspec.Struct, frozen=True, kw_only=True):
    """What most likely made one or more findings. Equal causes are one cause.

    `address`: where it lies, the cell to mend. `message`: in words, with what stands there and what should.
    `found`, `expected`: as printed; '' where there is no such figure. `mends`: for one click, where it is certain.
    """

    kind: CauseKind
    address: str
    message: str
    found: str = ""
    expected: str = ""
    mends: tuple[Mend, ...] = ()


class Group(msgspec.Struct, frozen=True):
    """Findings that have one cause, worst first; a finding of which none is known stands alone with None."""

    cause: Cause | None
    findings: tuple["Finding", ...]


def grouped(found: "Iterable[Finding]") -> tuple[Group, ...]:
    """Findings by cause, in the order of each cause's first finding. What has been answered stands alone."""
    groups: dict[object, list[Finding]] = {}
    for number, finding in enumerate(found):
        key = number if finding.cause is None or finding.settled else finding.cause
        groups.setdefault(key, []).append(finding)
    return tuple(
        Group(each[0].cause if len(each) > 1 or not each[0].settled else None, tuple(each)) for each in groups.values()
    )


def together(found: "Iterable[Finding]") -> "tuple[Finding, ...]":
    """Findings in the order of their groups, each group where its worst one stands; none is lost or changed."""
    return tuple(finding for group in grouped(found) for finding in group.findings)
