"""The lines of the list of findings: causes with what follows from them, findings that stand alone, and what is said
of the one that is unfolded."""

from collections.abc import Callable, Collection, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from typing import NamedTuple, Protocol

import msgspec

from db.checks.cause import Cause, Group, grouped
from db.entry.mends import Mend
from desktop.places import Judged

SIGNS = {"error": "✗", "warning": "⚠", "hint": "·"}
RANK = {"error": 0, "warning": 1, "hint": 2}
EXPLAIN = "说明理由"
EXPLAIN_AGAIN = "改说明"
OVERRIDE = "带错上报…"
OVERRIDE_AGAIN = "改理由"
WITHDRAW = "撤回说明"
GO = "定位"
RULE = "看规则"  # all that the check of a finding has compared
MEND = "改正"  # in a narrow list, for whatever the mend is called
OTHER_MENDS = "其他改法…"
OVERRIDDEN = "带错上报 · "  # before the sentence of an error that the head answers for
_LONGEST_WAY = 15  # characters of a way out; all of it stands in the tooltip
_BARRED = "这类错误不能带错上报，改正后才能出终稿。"

Spoken = Callable[[str], str]


class Found(Judged, Protocol):
    """What the list needs of a finding."""

    @property
    def explainable(self) -> bool: ...
    @property
    def structural(self) -> bool: ...
    @property
    def overridden(self) -> bool: ...
    @property
    def other_address(self) -> str: ...
    @property
    def left(self) -> str: ...
    @property
    def right(self) -> str: ...
    @property
    def left_is(self) -> str: ...
    @property
    def right_is(self) -> str: ...
    @property
    def message(self) -> str: ...
    @property
    def basis(self) -> str: ...
    @property
    def cause(self) -> Cause | None: ...
    @property
    def mends(self) -> tuple[Mend, ...]: ...


class Detail(msgspec.Struct, frozen=True):
    """One line of what is known of a finding: what it is, in words, and the place it speaks of ('' of none); `rule`: id
    of the check that it is the basis of."""

    label: str
    message: str
    address: str = ""
    rule: str = ""


class Line(NamedTuple):
    """A line of the list. `key` names it as long as it is there.

    `finding`: which it is, or belongs to; the worst of a group's. `cause` and `size`: it is the head of a group of so
    many. `detail`: it says something of its finding. `depth`: how far it is indented.
    """

    key: str
    finding: Found
    forms: tuple[str, ...]
    depth: int = 0
    cause: Cause | None = None
    size: int = 0
    detail: Detail | None = None
    unfolded: bool = False

    @property
    def target(self) -> "Found | Cause | Detail":
        """What the line speaks of, with its address."""
        return self.detail or self.cause or self.finding

    @property
    def message(self) -> str:
        """The sentence as it is painted."""
        return (OVERRIDDEN if self.target is self.finding and self.finding.overridden else "") + self.target.message

    @property
    def mends(self) -> tuple[Mend, ...]:
        """The ways out at one click."""
        return () if self.detail else self.cause.mends if self.cause else self.finding.mends

    @property
    def sign(self) -> str:
        """The sign before the sentence; '' of a detail."""
        if self.detail is not None:
            return ""
        return "✓" if self.finding.explanation else SIGNS.get(self.finding.severity, "·")

    @property
    def open(self) -> bool:
        """Does it wait for somebody?"""
        return self.detail is None and not self.finding.explanation

    def ways(self, *, narrow: bool = False) -> list[str]:
        """The ways out it offers, the likeliest first."""
        if self.detail is not None:
            return [RULE] if self.detail.rule else [GO] if self.detail.address else []
        if self.cause is None:
            return links(self.finding, narrow=narrow)
        ways = [*_mending(self.mends, narrow=narrow), fold_text(self.size, unfolded=self.unfolded)]
        return [*ways, GO] if self.cause.address else ways


def lines(found: Sequence[Found], unfolded: Collection[str], spoken: Spoken, *, rules: bool = False) -> list[Line]:
    """The findings, worst first, those of one cause under it; `unfolded` are the keys of lines that show more.

    `rules`: there is a page to which the basis of a finding leads.
    """
    return list(_lines(found, unfolded, spoken, rules))


def worst_first(found: Sequence[Found]) -> list[Found]:
    """Errors, then unexplained warnings, then hints, then what has been explained; otherwise in the given order."""
    return sorted(found, key=lambda one: (bool(one.explanation), RANK.get(one.severity, 3)))


def fold_text(count: int, *, unfolded: bool) -> str:
    """What a press on shows the findings of a group, or puts them away."""
    return f"共 {count} 处 {'▾' if unfolded else '▸'}"


def links(one: Found, *, narrow: bool = False) -> list[str]:
    """The ways out a finding offers: the likeliest mend first, for one click; then the others."""
    wanted = _mending(one.mends, narrow=narrow)
    if one.explainable:
        error = one.severity == "error"
        first, again = (OVERRIDE, OVERRIDE_AGAIN) if error else (EXPLAIN, EXPLAIN_AGAIN)
        wanted += [again, WITHDRAW] if one.explanation else [first]
    return [*wanted, GO] if one.address else wanted


def mend_text(mend: Mend) -> str:
    """A mend as a way out, short enough for its row."""
    return mend.label if len(mend.label) <= _LONGEST_WAY else f"{mend.label[: _LONGEST_WAY - 1]}…"


def details(one: Found, spoken: Spoken, *, rules: bool = False) -> Iterator[Detail]:
    """What is known of a finding: both figures with their places, the likely cause, the basis, the answer."""
    if one.other_address or one.right:
        yield Detail("左", _side(one.left, one.left_is or spoken(one.address)), one.address)
        apart = difference(one.left, one.right)
        right = _side(one.right, one.right_is or spoken(one.other_address)) + (f"，相差 {apart}" if apart else "")
        yield Detail("右", right, one.other_address)
    if one.cause is not None:
        yield Detail("原因", one.cause.message, one.cause.address)
    if one.basis:
        yield Detail("依据", one.basis, rule=one.check if rules else "")
    if one.explanation:
        yield Detail("理由" if one.overridden else "说明", one.explanation)
    elif one.structural:
        yield Detail("注意", _BARRED)


def difference(left: str, right: str) -> str:
    """How far two printed figures are apart, printed like them; '' of texts, and of equal ones."""
    try:
        apart = abs(_figure(left) - _figure(right))
    except InvalidOperation:
        return ""
    return f"{apart:,}" + ("%" if left.endswith("%") else "") if apart else ""


def _figure(text: str) -> Decimal:
    return Decimal(text.replace(",", "").removesuffix("%"))


def _side(figure: str, place: str) -> str:
    return f"{place}是 {figure or '（空）'}" if place else f"应为 {figure}"


def _mending(mends: Sequence[Mend], *, narrow: bool) -> list[str]:
    if not mends:
        return []
    if narrow:
        return [MEND]
    if len(mends) == 1:
        return [mend_text(mends[0])]
    return [mend_text(mends[0]), mend_text(mends[1]) if len(mends) == 2 else OTHER_MENDS]


def _lines(found: Sequence[Found], unfolded: Collection[str], spoken: Spoken, rules: bool) -> Iterator[Line]:
    seen: dict[str, int] = {}

    def key(text: str) -> str:
        seen[text] = seen.get(text, 0) + 1
        return text if seen[text] == 1 else f"{text}#{seen[text]}"

    def one_finding(one: Found, depth: int) -> Iterator[Line]:
        name = key(f"{one.check} {one.address} {one.other_address}")
        line = Line(name, one, tuple(one.forms), depth, unfolded=name in unfolded)
        yield line
        if line.unfolded:
            for number, detail in enumerate(details(one, spoken, rules=rules)):
                yield Line(f"{name}/{number}", one, (), depth + 1, detail=detail)

    groups: Sequence[Group] = grouped(worst_first(found))  # type: ignore[arg-type]
    for group in groups:
        members: Sequence[Found] = group.findings
        if group.cause is None or len(members) == 1:
            for one in members:
                yield from one_finding(one, 0)
            continue
        name = key(f"{group.cause.kind} {group.cause.address}")
        forms = tuple(dict.fromkeys(form for one in members for form in one.forms))
        head = Line(name, members[0], forms, 0, group.cause, len(members), unfolded=name in unfolded)
        yield head
        if head.unfolded:
            for one in members:
                yield from one_finding(one, 1)
