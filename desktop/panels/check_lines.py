"""The lines of the page of all checks: groups by form, checks under them, and under one that is unfolded on what it
stands and both sides of all it has compared."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from db.checks.comparison import Comparison
from db.checks.state import CheckState
from db.find import fold, wanted
from db.printout import STATES

# What wants a look stands first in its group.
ORDER = ("broken", "overridden", "explained", "holds", "not applicable")
MOST = 400  # comparisons of one check that are listed; those that do not hold are among them
ENTERED = "录入"  # the group of checks that are about what was typed, not about a form
_LEAST_INITIALS = 2  # one letter begins too many words
_SIGNS = {"error": "✗", "warning": "⚠", "hint": "·"}

Initials = Callable[[str], str]
Spoken = Callable[[str], str]


class Wanted(NamedTuple):
    """Which checks are wanted: '' for any. `form`: its id, or ENTERED."""

    state: str = ""
    form: str = ""
    text: str = ""


class GroupLine(NamedTuple):
    """The heading over the checks of a form."""

    key: str
    title: str
    size: int


class CheckLine(NamedTuple):
    """A check and how it stands."""

    key: str
    state: CheckState
    unfolded: bool = False

    @property
    def sign(self) -> str:
        """The sign before the title."""
        kind = self.state.state
        return _SIGNS[self.state.severity] if kind == "broken" else "○" if kind == "not applicable" else "✓"

    @property
    def said(self) -> str:
        """The state in a word, with the reason of one that does not apply."""
        word = STATES[self.state.state]
        return f"{word}：{self.state.reason}" if self.state.reason else word

    @property
    def grave(self) -> str:
        """How grave it is in this round."""
        return STATES[self.state.severity]


class NoteLine(NamedTuple):
    """A sentence about the check above it."""

    key: str
    label: str
    message: str


class Side(NamedTuple):
    """One side of a comparison: where in words, what stands there, and the address ('': what the check reckoned)."""

    place: str
    figure: str
    address: str


class SidesLine(NamedTuple):
    """A comparison."""

    key: str
    holds: bool
    left: Side
    right: Side


Line = GroupLine | CheckLine | NoteLine | SidesLine


def fitting(states: Sequence[CheckState], which: Wanted, initials: Initials) -> list[CheckState]:
    """The checks that are wanted, in their order."""
    sought = wanted(which.text)
    return [
        each
        for each in states
        if (not which.state or each.state == which.state)
        and (not which.form or (which.form in each.forms or (which.form == ENTERED and not each.forms)))
        and (not sought or _says(each, sought, initials))
    ]


def lines(
    shown: Sequence[CheckState], titles: Mapping[str, str], unfolded: Collection[str], spoken: Spoken
) -> Iterator[Line]:
    """The checks under the forms they begin with, in the order of `titles` (form id → heading).

    `unfolded`: ids of the checks whose comparisons are shown; only theirs are said in words.
    """
    under: dict[str, list[CheckState]] = {}
    for each in shown:
        under.setdefault(each.forms[0] if each.forms else ENTERED, []).append(each)
    order = [form for form in (ENTERED, *titles) if form in under]
    for form in (*order, *(form for form in under if form not in order)):
        group = sorted(under[form], key=lambda each: ORDER.index(each.state))
        yield GroupLine(f"group {form}", titles.get(form, form), len(group))
        for each in group:
            yield CheckLine(each.id, each, each.id in unfolded)
            if each.id in unfolded:
                yield from _details(each, spoken)


def _says(state: CheckState, sought: str, initials: Initials) -> bool:
    if any(sought in fold(text) for text in (state.title, state.basis, state.id)):
        return True
    return len(sought) >= _LEAST_INITIALS and sought in initials(state.title)


def _details(state: CheckState, spoken: Spoken) -> Iterator[Line]:
    if state.basis:
        yield NoteLine(f"{state.id} basis", "依据", state.basis)
    if state.reason:
        yield NoteLine(f"{state.id} reason", "不适用", state.reason)
    # Those that do not hold first: they are what one has come for.
    made = sorted(state.comparisons, key=lambda each: each.holds)
    seen: dict[str, int] = {}
    for each in made[:MOST]:
        place = f"{state.id} {each.address} {each.other_address}"
        seen[place] = seen.get(place, 0) + 1
        yield SidesLine(f"{place}#{seen[place]}", each.holds, *_sides(each, spoken))
    if len(made) > MOST:
        yield NoteLine(f"{state.id} rest", "", f"另有 {len(made) - MOST} 处没有列出。")


def _sides(each: Comparison, spoken: Spoken) -> tuple[Side, Side]:
    alone = "应为" if not each.holds or each.left == each.right else "对照"  # a limit is no figure that should be
    left = _side(spoken, each.address, each.left, alone)
    right = _side(spoken, each.other_address, each.right, alone)
    return _named(left, each.left_is), _named(right, each.right_is)


def _named(side: Side, what: str) -> Side:
    """A side whose figure is not what stands at its place: what it is, and where to look."""
    if not what:
        return side
    return side._replace(place=f"{what}（{side.place}）" if side.address else what)


def _side(spoken: Spoken, address: str, figure: str, alone: str) -> Side:
    if not address:
        return Side(alone if figure else "", figure, "")
    return Side(spoken(address) or address, figure or "（空）", address)
