"""Sums written into a text: `4888.33*12个月*5人=29.33万元`, worked out anew.

Units and words may stand between the numbers. A sum that names no unit may be meant in 元 or in 万元: it is held
against its own result in both, and only what is right in neither is wrong.
"""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from db.errors import AmountError
from db.expression import evaluate
from db.texts.numbers import NUMBER, half_up

YUAN_FEN = 100
WAN_FEN = 1_000_000
_MONEY = {"亿元": 100_000_000, "万元": 10_000, "万": 10_000, "千元": 1_000, "元": 1}  # yuan

_WORDS = r"[\u4e00-\u9fff%·]{0,8}(?:/[\u4e00-\u9fff·]{1,4}){0,3}(?:\([^()0-9\n]{1,12}\))?"
_TERM = rf"[\u4e00-\u9fff]{{0,6}}{NUMBER}(?![0-9A-Za-z.]){_WORDS}"
_OPERATOR = r"[*+/-]"
_SUM = re.compile(
    rf"(?<![0-9A-Za-z.*+/=\[〔【-])(?P<sum>\(*{NUMBER}(?![0-9A-Za-z.]){_WORDS}(?:\)*{_OPERATOR}\(*{_TERM})+\)*)"
    rf"(?P<results>(?:[=≈]{NUMBER}(?:亿元|万元|千元|元|[\u4e00-\u9fff])?)*)"
)
_FACTOR = re.compile(rf"(?P<number>{NUMBER})(?P<unit>亿元|万元|千元|万|元|%)?")
_RESULT = re.compile(rf"(?P<sign>[=≈])(?P<number>{NUMBER})(?P<unit>亿元|万元|千元|元|[\u4e00-\u9fff])?")
_NOTE = re.compile(r"\([^()0-9]*\)|(?:/[\u4e00-\u9fff·]{1,4})+|[\u4e00-\u9fff·]+")


class Expression(NamedTuple):
    """A sum found in a text. `yuan`, `wan`: what it comes to in fen when numbers without unit are 元, or 万元.

    `said`: the result written behind it, in fen, or None. `holds`: the result is right. `other_unit`: it would be, were
    one of them in the other unit.
    """

    start: int
    end: int
    yuan: int
    wan: int
    said: int | None
    holds: bool
    other_unit: bool


def expressions(text: str) -> Iterator[Expression]:
    """The sums of a plain text that can be worked out, a sum with two results twice."""
    for found in _SUM.finditer(text):
        worked = _worked(found["sum"])
        if worked is None or not _is_sum(found["sum"], found["results"]):
            continue
        value, money = worked
        units = (Fraction(1),) if money else (Fraction(1), Fraction(10_000))
        yuan, wan = half_up(value * YUAN_FEN), half_up(value * (YUAN_FEN if money else WAN_FEN))
        results = list(_RESULT.finditer(found["results"]))
        if not results:
            yield Expression(found.start(), found.end("sum"), yuan, wan, None, True, False)
        for result in results:
            made = _compared(result, value, money, units)
            if made is not None:
                said, holds, other = made
                end = found.start("results") + result.end()
                yield Expression(found.start(), end, yuan, wan, said, holds, other)


def _is_sum(written: str, results: str) -> bool:
    """`1-9`, `24/7` and `1920*1080` are no sums unless a result says so."""
    return bool(results) or any(sign in written for sign in "*+")


def _worked(written: str) -> tuple[Fraction, bool] | None:
    """The value of a sum, in yuan when it names a unit of money (True). None when it is no sum or its units differ."""
    terms = re.split(r"[+-](?![^()]*\))", written)
    named = [sum((found["unit"] or "") in _MONEY for found in _FACTOR.finditer(term)) for term in terms]
    if any(number > 1 for number in named) or (any(named) and not all(named)):
        return None
    plain = _FACTOR.sub(_scaled, written)
    plain = _NOTE.sub("", plain)
    try:
        return evaluate(plain, 1, {}), any(named)
    except AmountError:
        return None


def _scaled(found: re.Match[str]) -> str:
    number, unit = found["number"].replace(",", ""), found["unit"]
    if unit == "%":
        return f"({number}/100)"
    scale = _MONEY.get(unit or "", 1)
    return f"({number}*{scale})" if scale > 1 else number


def _compared(
    result: re.Match[str], value: Fraction, money: bool, units: tuple[Fraction, ...]
) -> tuple[int | None, bool, bool] | None:
    """The result in fen, whether it is right, and whether it would be in the other unit."""
    number = result["number"].replace(",", "")
    said, give = Fraction(number), Fraction(1, 2 * 10 ** len(number.partition(".")[2]))
    if result["sign"] == "≈":
        give *= 2
    unit = result["unit"] or ""
    if unit not in _MONEY:
        # A count, or a result without a unit: only the arithmetic can be wrong.
        right = any(abs(value / scale - said) <= give for scale in (1, 10_000, Fraction(1, 10_000)))
        return None if right or money else (None, False, False)
    scale = _MONEY[unit]
    holds = any(abs(value * each - said * scale) <= give * scale for each in units)
    other = not holds and any(
        abs(value * each - said * scale) <= give * scale for each in (10_000, Fraction(1, 10_000))
    )
    return half_up(said * scale * YUAN_FEN), holds, other
