"""How a place of the book stands: what its findings make of it, and whether anybody has begun it."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Literal, Protocol

import msgspec

Owner = tuple[Literal["entry", "form"], str]


class State(StrEnum):
    """How a place stands. The value is the sign that always stands beside the colour."""

    EMPTY = "○"
    FINE = "✓"
    WARNING = "⚠"
    ERROR = "✗"


class Standing(msgspec.Struct, frozen=True):
    """The state of a place, how many findings make it so, and of which kind they are.

    `missing`: what a begun place still lacks. It keeps a place from being fine, and stops nothing by itself.
    """

    state: State = State.EMPTY
    count: int = 0
    errors: int = 0
    warnings: int = 0
    missing: int = 0

    @classmethod
    def of(cls, errors: int, warnings: int, missing: int, *, begun: bool) -> "Standing":
        """The worst there is gives the state."""
        if errors:
            state, count = State.ERROR, errors
        elif warnings or missing:
            state, count = State.WARNING, warnings + missing
        else:
            state, count = State.FINE if begun else State.EMPTY, 0
        return cls(state, count, errors, warnings, missing)


class Judged(Protocol):
    """What a standing needs to know of a finding."""

    @property
    def check(self) -> str: ...
    @property
    def severity(self) -> str: ...
    @property
    def address(self) -> str: ...
    @property
    def forms(self) -> Sequence[str]: ...
    @property
    def explanation(self) -> str: ...
    @property
    def completeness(self) -> bool: ...


class Counts(msgspec.Struct, frozen=True):
    """Findings by the place they touch: `("tab", 收入)`, `("form", 05)`."""

    errors: Mapping[tuple[str, str], int]
    warnings: Mapping[tuple[str, str], int]
    missing: Mapping[tuple[str, str], int]

    def standing(self, kind: str, name: str, *, begun: bool) -> Standing:
        """How one place stands."""
        key = (kind, name)
        return Standing.of(self.errors.get(key, 0), self.warnings.get(key, 0), self.missing.get(key, 0), begun=begun)


def owner(address: str) -> Owner:
    """The entry or form an address lies in: `entry/basic/12.amount` → entry basic, `15/甲!costs/乙.local` → form 15."""
    if address.startswith("entry/"):
        return "entry", address.split("/")[1]
    return "form", re.split(r"[/!]", address, maxsplit=1)[0]


def counts(found: Iterable[Judged], tab_of: Mapping[str, str], completing: Collection[str] = ()) -> Counts:
    """Count the open findings of every place. `tab_of`: entry id → its tab; `completing`: ids of the checks that say
    what is not there yet. What is held back until the submission counts nowhere."""
    errors: dict[tuple[str, str], int] = {}
    warnings: dict[tuple[str, str], int] = {}
    missing: dict[tuple[str, str], int] = {}
    for finding in found:
        if finding.explanation or finding.completeness:
            continue
        lacking = finding.severity == "hint" and finding.check in completing
        into = missing if lacking else {"error": errors, "warning": warnings}.get(finding.severity)
        if into is None:
            continue
        # What is missing is missing where it is typed; the form that would print it is not at fault.
        for key in own_place(finding, tab_of) if lacking else touched(finding, tab_of):
            into[key] = into.get(key, 0) + 1
    return Counts(errors, warnings, missing)


def own_place(finding: Judged, tab_of: Mapping[str, str]) -> set[tuple[str, str]]:
    """The place in which the finding's cell lies."""
    if not finding.address:
        return set()
    kind, name = owner(finding.address)
    return {("tab", tab_of.get(name, name)) if kind == "entry" else ("form", name.partition("-")[0])}


def touched(finding: Judged, tab_of: Mapping[str, str]) -> set[tuple[str, str]]:
    """Every place that the finding is about."""
    return {("form", form) for form in finding.forms} | own_place(finding, tab_of)
