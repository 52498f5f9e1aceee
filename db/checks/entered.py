"""Causes in a book: the one entered amount that accounts for a difference, judging by the difference alone.

The forms of a book tie by themselves. What does not agree is an amount that was entered, and of those only the rows
behind the two figures of a finding come into question.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from db.checks.cause import Cause, CauseKind
from db.checks.finding import Finding
from db.checks.slips import slip, slipped_between
from db.entry.mends import Mend, cell_address
from db.errors import AmountError
from db.forms.feeds import Bindings
from db.forms.sheet import Binding
from db.forms.trace import amounts_behind
from db.money import AmountUnit, format_amount, parse_amount

if TYPE_CHECKING:
    from db.book import Book
    from db.checks.places import Places

_MOST_FINDINGS = 12  # that a cause is looked for
_MOST_ROWS = 400  # behind a figure that are looked at; of more, one with the right amount is no surprise
_MOST_ALIKE = 3
_AMOUNT = "amount"
_INCOME = "funding"
_AUTOMATIC = "select id from fact_funding where automatic = 1"

_Amount = tuple[str, int, int]  # fact, id, fen

# A slip that makes just this difference, the one that is least likely by chance first.
_SLIPS: Mapping[CauseKind, str] = {
    "unit": "像是元和万元弄错了：改为 {expected} 就对得上",
    "swapped-digits": "像是两位数字写颠倒了：改为 {expected} 就对得上",
    "tenfold": "像是小数点错了一位：改为 {expected} 就对得上",
    "sign": "像是正负号写反了：改为 {expected} 就对得上",
    "line": "正好是相差的数：像是多记了这一笔，或另一边漏了它",
}
_ELSEWHERE = "正好是这里多、另一处少的数：像是记错了资金性质或单位"


class _Gap(NamedTuple):
    """A finding about two amounts, both in fen."""

    finding: Finding
    left: int
    right: int

    @property
    def size(self) -> int:
        return self.left - self.right


class _Line(NamedTuple):
    """An entered amount that would explain a difference if it were `expected`."""

    kind: CauseKind
    fact: str
    row_id: int
    fen: int
    expected: int


def entered_causes(book: "Book", found: Sequence[Finding], places: "Places") -> tuple[Finding, ...]:
    """The findings, with the entered amount that most likely made them where one alone can be meant."""
    gaps = tuple(islice(_gaps(book, found), _MOST_FINDINGS))
    if not gaps:
        return tuple(found)
    accuser = _Accuser(book, places)
    causes: dict[Finding, Cause] = {}
    for over, under in _counterparts(gaps):
        cause = accuser.moved(over)
        if cause is not None:
            causes[over.finding] = causes[under.finding] = cause
    for gap in gaps:
        cause = causes.get(gap.finding) or accuser.slipped(gap)
        if cause is not None:
            causes[gap.finding] = cause
    return tuple(msgspec.structs.replace(one, cause=causes[one]) if causes and one in causes else one for one in found)


def _gaps(book: "Book", found: Iterable[Finding]) -> Iterator[_Gap]:
    unit: AmountUnit | None = None
    for one in found:
        check = book.pack.checks.get(one.check)
        if one.settled or one.severity == "hint" or check is None or check.figures != _AMOUNT:
            continue
        if one.left and one.right and one.cause is None:
            unit = unit or AmountUnit(book.record().amounts)
            try:
                gap = _Gap(one, parse_amount(one.left, unit).fen, parse_amount(one.right, unit).fen)
            except AmountError:
                continue
            if gap.size:
                yield gap


def _counterparts(gaps: Sequence[_Gap]) -> Iterator[tuple[_Gap, _Gap]]:
    """Pairs of findings of one check of which one has too much what the other has too little; (over, under)."""
    by_size: dict[tuple[str, int], list[_Gap]] = defaultdict(list)
    for gap in gaps:
        by_size[gap.finding.check, gap.size].append(gap)
    for (check, size), ones in by_size.items():
        others = by_size.get((check, -size), ())
        if size > 0 and len(ones) == len(others) == 1:
            yield others[0], ones[0]


class _Accuser:
    """Looks for the amounts behind figures, and says what is wrong with one."""

    def __init__(self, book: "Book", places: "Places") -> None:
        self._book = book
        self._places = places
        self._unit = AmountUnit(book.record().amounts)
        self._bindings = Bindings(book.connection, book.pack)

    def slipped(self, gap: _Gap) -> Cause | None:
        """The amount behind either figure that a slip of its kind would have made of the right one."""
        left = self._amounts(gap.finding.address, slipped_between(gap.size, self._unit))
        right = self._amounts(gap.finding.other_address, slipped_between(-gap.size, self._unit))
        lines = [
            line
            for rows, size in ((left, gap.size), (right, -gap.size))
            for row in rows
            if not (row in left and row in right) and (line := self._line(row, size))
        ]
        for kind in _SLIPS:
            alike = [line for line in lines if line.kind == kind]
            if kind == "unit":  # 元 typed for 万元 makes a figure too large, hardly ever too small
                alike = [line for line in alike if line.fen > line.expected] or alike
            if alike:
                return self._cause(alike, _SLIPS[kind]) if len(alike) <= _MOST_ALIKE else None
        return None

    def moved(self, over: _Gap) -> Cause | None:
        """The only amount behind the figures of a finding that is just as large as what is too much there."""
        just = ((abs(over.size), abs(over.size)),)
        places = (over.finding.address, over.finding.other_address)
        alike = tuple(dict.fromkeys(row for place in places for row in self._amounts(place, just)))
        if len(alike) != 1:
            return None
        fact, row_id, fen = alike[0]
        return self._cause([_Line("line", fact, row_id, fen, 0)], _ELSEWHERE)

    def _amounts(self, address: str, between: Sequence[tuple[int, int]]) -> tuple[_Amount, ...]:
        """The amounts behind a figure that somebody entered, in these ranges."""
        rows = amounts_behind(self._book, address, between, _MOST_ROWS) if "!" in address else ()
        automatic = self._automatic if any(fact == _INCOME for fact, *_ in rows) else frozenset()
        return tuple(row for row in rows if row[0] != _INCOME or row[1] not in automatic)

    @cached_property
    def _automatic(self) -> frozenset[int]:
        """Income that follows the spending by itself."""
        return frozenset(row_id for (row_id,) in self._book.connection.execute(_AUTOMATIC))

    def _line(self, row: _Amount, size: int) -> _Line | None:
        fact, row_id, fen = row
        expected = fen - size
        if expected == 0:
            return _Line("line", fact, row_id, fen, 0)
        kind = slip(expected, fen, self._unit)
        return _Line(kind, fact, row_id, fen, expected) if kind in _SLIPS and expected > 0 else None

    def _cause(self, lines: Sequence[_Line], said: str) -> Cause | None:
        """Of the first line; the others are named beside it, and then nothing is offered to click."""
        line = lines[0]
        at, *others = [self._bindings.of(each.fact, each.row_id, _AMOUNT) for each in lines]
        if at is None:
            return None
        address = self._address(at)
        found, expected = self._printed(line.fen), self._printed(line.expected) if line.expected else ""
        beside = "、".join(self._places.spoken(self._address(other)) for other in others if other is not None)
        text = f"{format_amount(line.expected, self._unit)}{self._unit}"
        # Ten thousand times too much, and just what the other side says: nothing else can be meant.
        mend = Mend(
            f"改为 {expected}", ((cell_address(at.entry, at.row_id, at.column), text),), certain=line.kind == "unit"
        )
        return Cause(
            kind=line.kind,
            address=address,
            message=f"{self._places.spoken(address)}的 {found} {said.format(expected=expected)}"
            + (f"（也可能是{beside}）。" if beside else "。"),
            found=found,
            expected=expected,
            mends=(mend,) if expected and not beside else (),
        )

    def _address(self, at: Binding) -> str:
        return self._places.address(cell_address(at.entry, at.row_id, at.column))

    def _printed(self, fen: int) -> str:
        return format_amount(fen, self._unit) or "0.00"
