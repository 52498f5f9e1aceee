"""The numbers of a plain text, each with its unit: amounts, percents, counts and years; what is none of these is left.

A number of a list, a document or a range is no figure: `1、`, `〔2008〕92号`, `1-9月`.
"""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Literal, NamedTuple

Kind = Literal["amount", "percent", "count", "year"]

FEN = {"亿元": 10**10, "万元": 10**6, "千元": 10**5, "百元": 10**4, "元": 100}
HUNDREDTHS = 100  # of a percent, and of a counted thing

NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_WORD = r"[\u4e00-\u9fff]"
_FIGURE = re.compile(
    rf"(?<![0-9A-Za-z.\[〔【#])(?P<number>{NUMBER})(?![0-9A-Za-z\]〕】])"
    rf"(?P<unit>亿元|万元|千元|百元|元(?!旦)|%|％|人次|个月|(?!个百分点|[、年]){_WORD}|年)?(?P<rate>(?:/(?:{_WORD}|·){{1,3}})*)"
)
_LIST_MARK = re.compile(r"(?:(?<=^)|(?<=[\n，；。：:;,(]))[0-9]{1,2}(?:[、)]|\.(?![0-9]))", re.MULTILINE)
_ORDINAL = frozenset("第№")
_RANGE = frozenset("-~—–至到")
_NO_COUNT = frozenset("月日号时点分期级届条款项章类")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


class Number(NamedTuple):
    """A number with its unit. `value`: fen, hundredths of a percent, hundredths of a thing, or the year.

    `give`: how far the value may be from what it stands for, being written with so many decimals. `rate`: it is said of
    one person, month or piece.
    """

    start: int
    end: int
    kind: Kind
    value: int
    give: Fraction
    unit: str
    rate: bool


def numbers(text: str) -> Iterator[Number]:
    """The figures of a plain text in their order."""
    marks = {place for mark in _LIST_MARK.finditer(text) for place in range(*mark.span())}
    for found in _FIGURE.finditer(text):
        if found.start() in marks or _is_part(text, found.start(), found.end("number"), found["unit"] or ""):
            continue
        made = _number(found)
        if made is not None:
            yield made


def _is_part(text: str, start: int, end: int, unit: str) -> bool:
    """Whether the number is an ordinal, or one end of a range."""
    before, after = text[start - 1 : start], text[end + len(unit) : end + len(unit) + 1] or ""
    if before in _ORDINAL and before:
        return True
    ranged = before in _RANGE and text[start - 2 : start - 1].isdigit()
    return ranged or (after in _RANGE and text[end + len(unit) + 1 : end + len(unit) + 2].isdigit())


def _number(found: re.Match[str]) -> Number | None:
    written, unit = found["number"], found["unit"] or ""
    exact = Fraction(written.replace(",", ""))
    step = Fraction(1, 10 ** len(written.partition(".")[2]))
    rate = bool(found["rate"])
    if unit in FEN:
        kind: Kind = "amount"
        scale = FEN[unit]
    elif unit in ("%", "％"):
        kind, scale = "percent", HUNDREDTHS
    elif unit == "年":
        if not _YEAR.fullmatch(written):
            return None
        return Number(found.start(), found.end("unit"), "year", int(written), Fraction(0), unit, False)
    elif unit and unit not in _NO_COUNT:
        kind, scale = "count", HUNDREDTHS
    else:
        return None
    return Number(found.start(), found.end(), kind, half_up(exact * scale), step * scale / 2, unit, rate)


def half_up(value: Fraction) -> int:
    """The nearest whole number, away from zero when it is in the middle."""
    doubled = (2 * abs(value.numerator) + value.denominator) // (2 * value.denominator)
    return -doubled if value < 0 else doubled
