"""Blame: the verdicts of a diagnosis in words, beside the findings that they explain."""

from collections.abc import Callable, Iterable, Mapping

import msgspec

from db.checks.cause import Cause, CauseKind
from db.checks.diagnosis import Verdict
from db.checks.figures import Types, address_of
from db.checks.finding import Finding
from db.checks.places import Places
from db.checks.suspects import Suspect
from db.checks.trials import Key
from db.definitions import CellType
from db.forms.printing import print_value
from db.money import AmountUnit
from db.pack import Pack

# What became of a figure, said of what stands there. {other} is the figure it should be.
_SLIPS: Mapping[CauseKind, str] = {
    "digit": "像是输错了一位数字",
    "swapped-digits": "像是两位数字写颠倒了",
    "tenfold": "像是小数点错了一位",
    "unit": "像是元和万元弄错了",
    "sign": "像是正负号写反了",
    "figure": "",
    "stale-name": "像是没有跟着改过来",
}
_UNLIKE = "和另一处写得不一样"  # of a text that says how much
_ROWS: Mapping[CauseKind, str] = {
    "missing-row": "{place}像是漏了：补上这一行",
    "extra-row": "{place}像是多出来的：去掉这一行",
    "moved-row": "{place}像是放错了位置：放回原处",
    "swapped-columns": "{place}和{beside}的数像是写颠倒了：对调",
}
_WHOLE: Mapping[CauseKind, str] = {
    "missing-row": "{place}像是漏了一行：对照相关的表补上",
    "swapped-columns": "{place}和{beside}像是整栏写颠倒了：对调",
    "unit": "{place}像是全按{other}填的：改为{unit}",
}

_OTHER = {AmountUnit.WAN: AmountUnit.YUAN, AmountUnit.YUAN: AmountUnit.WAN}


class Accuser:
    """Turns verdicts into causes: addresses said in words, figures printed in the book's unit."""

    def __init__(self, pack: Pack, places: Places, types: Types, unit: AmountUnit) -> None:
        self._pack = pack
        self._places = places
        self._types = types
        self._unit = unit

    def cause(self, verdict: Verdict) -> Cause:
        """The cause that a verdict names. Raises KeyError for a kind that no suspect has."""
        suspect, mended, others = verdict
        address = address_of(self._pack, suspect.spot)
        found, expected = self._printed(suspect, suspect.found), self._printed(suspect, suspect.expected)
        after = f"，{len(mended)} 处就都对得上" if len(mended) > 1 else "，就对得上"
        return Cause(
            kind=suspect.kind,
            address=address,
            message=self._said(suspect, address, found, expected) + after + self._or_else(others) + "。",
            found=found,
            expected=expected,
        )

    def _said(self, suspect: Suspect, address: str, found: str, expected: str) -> str:
        place = self._places.spoken(address) or address
        words = _WHOLE if not suspect.spot.key and suspect.kind in _WHOLE else _ROWS
        if suspect.found is None:
            beside = self._places.spoken(address_of(self._pack, suspect.spot._replace(key="", column=suspect.beside)))
            return words[suspect.kind].format(
                place=place,
                beside=beside.removeprefix(f"{_form(address)}表"),
                unit=self._unit,
                other=_OTHER[self._unit],
            )
        likely = _SLIPS[suspect.kind]
        if suspect.kind == "stale-name" and _is_value(found) and _is_value(expected):
            likely = _UNLIKE
        return f"{place}写的是 {found}" + (f"，{likely}" if likely else "") + f"：改为 {expected}"

    def _or_else(self, others: tuple[Suspect, ...]) -> str:
        places = dict.fromkeys((self._places.spoken(address_of(self._pack, it.spot)), it.kind) for it in others)
        cells = "、".join(place for place, kind in places if kind != "missing-row")
        rows = "、".join(place for place, kind in places if kind == "missing-row")
        said = [f"错在{cells}"] * bool(cells) + [f"是{rows}漏了一行"] * bool(rows)
        return f"（也可能{'，或'.join(said)}）" if said else ""

    def _printed(self, suspect: Suspect, value: int | str | None) -> str:
        if value is None or isinstance(value, str):
            return value or ""
        kind: CellType = self._types[suspect.spot.relation][suspect.spot.column]
        return print_value(value, kind, self._unit) or "0"


def _is_value(text: str) -> bool:
    """Whether a text says how much, and is no name and no code."""
    return any(sign.isdecimal() for sign in text) and not text.isdecimal()


def _form(address: str) -> str:
    """The form of an address, without its project."""
    return address.partition("!")[0].partition("/")[0]


def blamed(
    found: Iterable[Finding], verdicts: Iterable[Verdict], causes: Callable[[Verdict], Cause]
) -> tuple[Finding, ...]:
    """The findings with the causes of those that a verdict explains."""
    by_key: dict[Key, Cause] = {}
    for verdict in verdicts:
        cause = causes(verdict)
        for key in verdict.mended:
            by_key.setdefault(key, cause)
    return tuple(_with(finding, by_key) for finding in found)


def _with(finding: Finding, causes: Mapping[Key, Cause]) -> Finding:
    cause = causes.get((finding.check, finding.address, finding.other_address))
    return finding if cause is None or finding.settled else msgspec.structs.replace(finding, cause=cause)
