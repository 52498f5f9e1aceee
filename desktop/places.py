"""What there is to do in a book: the places of the left list, and how each one stands.

A place is an entry tab, a form, or the page of submission. Which there are and in what order is the pack's business.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Literal, Protocol

import msgspec

from db.definitions import Entry, Form

Group = Literal["录入", "报表", "提交"]
ENTERING: Group = "录入"
FORMS: Group = "报表"
SUBMITTING: Group = "提交"


class Place(msgspec.Struct, frozen=True):
    """A line of the left list. `id`: name of the tab, or id of the form."""

    kind: Literal["tab", "form", "submit"]
    id: str
    title: str
    group: Group


class State(StrEnum):
    """How a place stands. The value is the sign that always stands beside the colour."""

    EMPTY = "○"
    FINE = "✓"
    WARNING = "⚠"
    ERROR = "✗"


class Standing(msgspec.Struct, frozen=True):
    """The state of a place and how many findings make it so."""

    state: State = State.EMPTY
    count: int = 0


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


def places(tabs: Sequence[str], entries: Iterable[Entry], forms: Iterable[Form]) -> tuple[Place, ...]:
    """The places of a pack in the order of work.

    The last tab is the submission; a tab of written parts only stands beside it.
    """
    layouts: dict[str, set[str]] = {}
    for entry in entries:
        layouts.setdefault(entry.tab, set()).add(entry.layout)
    written = [tab for tab in tabs[:-1] if layouts.get(tab) == {"topics"}]
    typed = [Place("tab", tab, tab, ENTERING) for tab in tabs[:-1] if tab not in written]
    derived = [Place("form", form.id, f"{form.id} {form.short}", FORMS) for form in forms]
    last = [Place("tab", tab, tab, SUBMITTING) for tab in written]
    return (*typed, *derived, *last, Place("submit", tabs[-1], "上报", SUBMITTING))


def owner(address: str) -> tuple[Literal["entry", "form"], str]:
    """The entry or form an address lies in: `entry/basic/12.amount` → entry basic, `15/甲!costs/乙.local` → form 15."""
    if address.startswith("entry/"):
        return "entry", address.split("/")[1]
    return "form", re.split(r"[/!]", address, maxsplit=1)[0]


def standings(
    all_places: Sequence[Place],
    tab_of: Mapping[str, str],
    found: Iterable[Judged],
    begun: Iterable[Place],
) -> dict[Place, Standing]:
    """How every place stands. `tab_of`: entry id → its tab; `begun`: places in which something has been entered."""
    errors: dict[tuple[str, str], int] = {}
    warnings: dict[tuple[str, str], int] = {}
    for finding in found:
        counts = {"error": errors, "warning": warnings}.get(finding.severity)
        if counts is None or finding.explanation or finding.completeness:
            continue
        for key in _touched(finding, tab_of):
            counts[key] = counts.get(key, 0) + 1
    started = set(begun)
    return {
        place: _standing(
            errors.get((place.kind, place.id), 0), warnings.get((place.kind, place.id), 0), place in started
        )
        for place in all_places
    }


def _touched(finding: Judged, tab_of: Mapping[str, str]) -> set[tuple[str, str]]:
    touched = {("form", form) for form in finding.forms}
    if finding.address:
        kind, name = owner(finding.address)
        touched.add(("tab", tab_of.get(name, name)) if kind == "entry" else ("form", name.partition("-")[0]))
    return touched


def _standing(errors: int, warnings: int, begun: bool) -> Standing:
    if errors:
        return Standing(State.ERROR, errors)
    if warnings:
        return Standing(State.WARNING, warnings)
    return Standing(State.FINE if begun else State.EMPTY)
