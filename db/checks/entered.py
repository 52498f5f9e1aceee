"""Causes in a book: the one entered cell that accounts for differences, judging by the differences alone.

The forms of a book tie by themselves. What does not agree is something that was entered, and of that only the cells
behind the figures of a finding come into question. One that explains several findings is believed before others.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from db.checks.cause import Cause, CauseKind
from db.checks.finding import Finding
from db.checks.parts import Part, Parts
from db.checks.slips import slip, slipped_between
from db.entry.mends import Mend
from db.errors import AmountError
from db.money import AmountUnit, format_amount, parse_printed

if TYPE_CHECKING:
    from db.book import Book
    from db.checks.places import Places
    from db.pack import Pack

_MOST_FINDINGS = 12  # that a cause is looked for
_MOST_ALIKE = 3
_ABSURD = 30  # times its limit: no plan is that far off
_SPARED = 3  # what a slip makes too much is mostly more than three times what was to spare before
_NEARLY = 5  # a figure within its limit is mostly less than a fifth below it

# A slip that makes just this difference, the one that is least likely by chance first.
_SLIPS: Mapping[CauseKind, str] = {
    "unit": "像是元和万元弄错了：改为 {expected} 就{ties}",
    "swapped-digits": "像是两位数字写颠倒了：改为 {expected} 就{ties}",
    "tenfold": "像是小数点错了一位：改为 {expected} 就{ties}",
    "sign": "像是正负号写反了：改为 {expected} 就{ties}",
    "line": "正好是相差的数：像是多记了这一笔，或另一边漏了它",
    "digit": "像是输错了一位数字：改为 {expected} 就{ties}",
}
_TIES, _WITHIN = "对得上", "不超过"
_CHOSEN = "像是选错了：这一行的 {found} 正好是相差的数"
_ELSEWHERE = "正好是这里多、另一处少的数：像是记错了资金性质或单位"


class _Gap(NamedTuple):
    """A finding about two figures, both in fen or as numbers (`unit` None). `limit`: left may be less than right."""

    finding: Finding
    left: int
    right: int
    unit: AmountUnit | None
    limit: bool

    @property
    def size(self) -> int:
        return self.left - self.right


class _Suspect(NamedTuple):
    """An entered cell that would explain a difference if it said `expected`, in fen or (`unit` None) a number."""

    cell: str
    found: int
    expected: int
    unit: AmountUnit | None
    whole: bool = False

    @property
    def row(self) -> str:
        """The row that the cell stands in."""
        return self.cell.rpartition(".")[0]


def entered_causes(
    book: "Book", found: Sequence[Finding], places: "Places", amounts: AmountUnit
) -> tuple[Finding, ...]:
    """The findings, with the entered cell that most likely made them where one alone can be meant.

    `amounts`: the unit that the book is kept in.
    """
    gaps = tuple(islice(_gaps(book.pack, found, amounts), _MOST_FINDINGS))
    if not gaps:
        return tuple(found)
    accuser = _Accuser(book, places, gaps, amounts)
    causes: dict[int, Cause] = {}  # by which finding it is, not by all that it says
    for over, under in _counterparts(gaps):
        cause = accuser.moved(over, under)
        if cause is not None:
            causes[id(gaps[over].finding)] = causes[id(gaps[under].finding)] = cause
    open_gaps = {number for number, gap in enumerate(gaps) if id(gap.finding) not in causes}
    while open_gaps:
        covered, cause = accuser.best(open_gaps)
        open_gaps -= covered or open_gaps
        if cause is not None:
            causes.update({id(gaps[number].finding): cause for number in covered})
    return tuple(msgspec.structs.replace(one, cause=causes[id(one)]) if id(one) in causes else one for one in found)


def _gaps(pack: "Pack", found: Iterable[Finding], amounts: AmountUnit) -> Iterator[_Gap]:
    for one in found:
        check, parts = pack.checks.get(one.check), pack.parts.get(one.check)
        if one.settled or one.severity == "hint" or check is None:
            continue
        if one.cause is not None and (one.cause.kind != "same" or parts is None):
            continue
        if not one.left or not one.right or check.figures not in ("amount", "integer"):
            continue
        unit = amounts if check.figures == "amount" else None
        try:
            left, right = (parse_printed(text, amounts) if unit else int(text) for text in (one.left, one.right))
        except (AmountError, ValueError):
            continue
        if left != right:
            yield _Gap(one, left, right, unit, parts is not None and parts.limit)


def _counterparts(gaps: Sequence[_Gap]) -> Iterator[tuple[int, int]]:
    """Pairs of findings of one check of which one has too much what the other has too little; (over, under)."""
    by_size: dict[tuple[str, int], list[int]] = defaultdict(list)
    for number, gap in enumerate(gaps):
        by_size[gap.finding.check, gap.size].append(number)
    for (check, size), ones in by_size.items():
        others = by_size.get((check, -size), ())
        if size > 0 and len(ones) == len(others) == 1:
            yield others[0], ones[0]


class _Accuser:
    """Looks for the cells behind figures, and says what is wrong with one."""

    def __init__(self, book: "Book", places: "Places", gaps: Sequence[_Gap], amounts: AmountUnit) -> None:
        self._book = book
        self._places = places
        self._gaps = gaps
        self._unit = amounts
        self._parts = self._behind(Parts(book))
        # Suspect → what kind of slip it is for each gap that it explains.
        self._explains: dict[_Suspect, dict[int, CauseKind]] = defaultdict(dict)
        for number, gap in enumerate(gaps):
            for part, expected, kind in self._likely(gap, self._parts[number]):
                unit = self._unit if part.amount else None
                self._explains[_Suspect(part.cell, part.value, expected, unit, part.whole)][number] = kind
        self._also_within()

    def _also_within(self) -> None:
        """A suspect of one difference explains every limit that it takes a figure within, however far."""
        for suspect, kinds in self._explains.items():
            for number, gap in enumerate(self._gaps):
                if gap.limit and number not in kinds and not suspect.whole:
                    part = next((it for it in self._parts[number] if it.cell == suspect.cell), None)
                    change = (suspect.expected - suspect.found) * part.times if part else 0
                    if change and (gap.left + change <= gap.right) == (gap.left > gap.right):
                        kinds[number] = next(iter(kinds.values()))

    def best(self, numbers: set[int]) -> tuple[frozenset[int], Cause | None]:
        """Of these gaps the most that one cell explains, and the cause; no cause where too many cells would do."""
        named = {
            suspect: frozenset(kinds.keys() & numbers)
            for suspect, kinds in self._explains.items()
            if not numbers.isdisjoint(kinds)
        }
        if not named:
            return frozenset(), None
        most = max(len(covered) for covered in named.values())
        first = next(covered for covered in named.values() if len(covered) == most)
        for kind in _SLIPS:
            alike = [
                suspect
                for suspect, covered in named.items()
                if covered == first and kind in (self._explains[suspect][number] for number in covered)
            ]
            if kind == "unit":  # 元 typed for 万元 makes a figure too large, hardly ever too small
                alike = [suspect for suspect in alike if suspect.found > suspect.expected] or alike
            # A row that is simply too much is named once, not for each of its cells.
            rows = {suspect.row if kind == "line" else suspect.cell: suspect for suspect in reversed(alike)}
            if alike:
                named_once = tuple(reversed(rows.values()))
                if len(named_once) > _MOST_ALIKE:
                    return first, None
                return first, self._cause(kind, named_once, _SLIPS[kind], self._gaps[min(first)].limit)
        return first, None

    def moved(self, over: int, under: int) -> Cause | None:
        """The amounts behind the figures of two findings that are just as large as what is too much in one."""
        size = abs(self._gaps[over].size)
        alike = {
            part.cell: _Suspect(part.cell, part.value, 0, self._unit)
            for number in (over, under)
            for part in self._parts[number]
            if abs(part.value * part.times) == size
        }
        if not 1 <= len(alike) <= _MOST_ALIKE:
            return None
        return self._cause("line", tuple(alike.values()), _ELSEWHERE, limit=False)

    def _likely(self, gap: _Gap, parts: Sequence[Part]) -> Sequence[tuple[Part, int, CauseKind]]:
        """What cells might have said instead, with the slip; of a limit what just reaches it, else what stays within.

        A limit is mostly used up: what is over by just one line, or by two digits in each other's place, is that.
        """
        units = [self._unit if part.amount else None for part in parts]
        both = tuple(zip(parts, units, strict=True))
        exact = [(part, expected, kind) for part, unit in both for expected, kind in _exact(gap, part, unit)]
        if not gap.limit:
            return exact
        # What was planned is doubted before the limit that was set for it.
        telling = sorted((it for it in exact if it[2] != "digit"), key=lambda it: it[0].times * gap.size < 0)
        return telling or [(part, *way) for part, unit in both for way in _within(gap, part, unit)]

    def _behind(self, parts: Parts) -> list[Sequence[Part]]:
        """The cells behind each gap."""
        held = [self._places.held(gap.finding.address) for gap in self._gaps]
        asked: dict[str, list[str]] = defaultdict(list)
        for gap, address in zip(self._gaps, held, strict=True):
            if gap.finding.check in self._book.pack.parts:
                asked[gap.finding.check].append(address)
        known = {check: parts.of(check, addresses) for check, addresses in asked.items()}
        return [
            known[gap.finding.check].get(address, ()) if gap.finding.check in known else _traced(parts, gap)
            for gap, address in zip(self._gaps, held, strict=True)
        ]

    def _cause(self, kind: CauseKind, alike: Sequence[_Suspect], said: str, limit: bool) -> Cause:
        """Of the first cell; the others are named beside it, and then nothing is offered to click."""
        one = alike[0]
        address, *others = [self._places.address(suspect.cell) for suspect in alike]
        found = self._printed(one.found, one.unit)
        expected = self._printed(one.expected, one.unit) if one.expected else ""
        words = f"的 {found} {said}" if not one.whole else _CHOSEN
        words = words.format(found=found, expected=expected, ties=_WITHIN if limit else _TIES)
        beside = "、".join(self._places.spoken(other) for other in others)
        text = f"{format_amount(one.expected, one.unit)}{one.unit}" if one.unit else str(one.expected)
        # Ten thousand times too much, and just what the other side says: nothing else can be meant.
        mend = Mend(f"改为 {expected}", ((one.cell, text),), certain=kind == "unit" and not limit)
        return Cause(
            kind=kind,
            address=address,
            message=f"{self._places.spoken(address)}{words}" + (f"（也可能是{beside}）。" if beside else "。"),
            found=found,
            expected=expected,
            mends=(mend,) if expected and not beside else (),
        )

    @staticmethod
    def _printed(value: int, unit: AmountUnit | None) -> str:
        return (format_amount(value, unit) or "0.00") if unit else str(value)


def _traced(parts: Parts, gap: _Gap) -> Sequence[Part]:
    unit = gap.unit or AmountUnit.YUAN
    return parts.traced(gap.finding, slipped_between(gap.size, unit), slipped_between(-gap.size, unit))


def _exact(gap: _Gap, part: Part, unit: AmountUnit | None) -> Iterator[tuple[int, CauseKind]]:
    """What the cell might have said instead for the sides to be equal, with the slip that made what it says."""
    if gap.size % part.times:
        return
    if part.whole:
        if part.value * part.times == gap.size:
            yield 0, "line"
        return
    expected = part.value - gap.size // part.times
    if unit and expected % unit.step:
        return  # no cell says less than its last printed digit
    if expected == 0 and part.value > 0:
        yield 0, "line"
        return
    kind = slip(expected, part.value, unit)
    if kind in _SLIPS and expected > 0:
        yield expected, kind


def _within(gap: _Gap, part: Part, unit: AmountUnit | None) -> Iterator[tuple[int, CauseKind]]:
    """What would bring a figure within its limit, and not far below it: mostly a limit is nearly reached.

    元 for 万元 takes it absurdly far above, and is believed of nothing else.
    """
    over, limit = max(gap.left, gap.right), min(gap.left, gap.right)
    times = part.times if gap.size > 0 else -part.times  # how much what is over grows with the cell
    factors: tuple[tuple[CauseKind, int], ...] = (("unit", 10_000), ("tenfold", 10)) if unit else (("tenfold", 10),)
    for kind, factor in factors:
        expected = part.value // factor if times > 0 else part.value * factor
        change = (expected - part.value) * times
        now, allowed = (over + change, limit) if times > 0 else (over, limit - change)
        spare = allowed - now
        # A little too much is no slip of a cell that then would leave far more to spare.
        nearly = spare * _NEARLY <= allowed and spare * _SPARED <= abs(change)
        believed = over > limit * _ABSURD if kind == "unit" else nearly
        if expected >= (unit.step if unit else 1) and now <= allowed and believed:
            yield expected, kind
    if part.value < 0:
        yield -part.value, "sign"
