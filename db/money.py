"""Money is an integer number of fen (0.01 yuan); this module reads and prints it, without floats.

Rounding is half up, away from zero for negative figures, always on the exact value. In a 万元 book an amount
is rounded to 0.01 万元 once, when it is entered, and is then the amount (design: Units and rounding).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from db.errors import AmountError
from db.expression import Names, evaluate, is_plain, normalise

__all__ = [
    "LARGEST_FEN",
    "Amount",
    "AmountError",
    "AmountUnit",
    "amount_of",
    "format_amount",
    "format_percent",
    "format_percent_sentence",
    "format_plain",
    "format_yuan",
    "parse_amount",
    "parse_percent",
    "parse_printed",
    "percent",
    "spread",
]

# A spreadsheet keeps fifteen significant digits.
LARGEST_FEN = 10**15

_NO_NAMES: Names = MappingProxyType({})
_PRINTED = re.compile(r"(-?)([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.([0-9]+))?")


class AmountUnit(StrEnum):
    """The unit a book is kept in; the value is the word printed after 单位：."""

    WAN = "万元"
    YUAN = "元"

    @property
    def fen(self) -> int:
        """Fen in one unit."""
        return 1_000_000 if self is AmountUnit.WAN else 100

    @property
    def step(self) -> int:
        """The smallest entered amount in fen: 0.01 of the unit."""
        return self.fen // 100


@dataclass(frozen=True, slots=True)
class Amount:
    """An entered amount.

    `fen` is rounded to the unit's step. `typed` is the text as typed, trimmed; '' when it was a plain figure
    that says no more than `fen`. `yuan` is the exact value before rounding, in yuan.
    """

    fen: int
    typed: str
    yuan: Fraction

    @property
    def exact_yuan(self) -> str:
        """The exact yuan as text: `3,900.00`, `0.005`; one with more than eight decimals ends in `…`."""
        return _exact_text(self.yuan)


def parse_amount(text: str, unit: AmountUnit, names: Names = _NO_NAMES) -> Amount:
    """Read what was typed into an amount cell: a figure or an expression such as `=4888.33*12*5元`.

    A figure has the book's unit unless it ends in 元 or 万元. `names` may be used as pure numbers; a name that has none
    yet gives the sentence that says why.
    Raises AmountError, with a suggestion when a letter was typed for a digit.
    """
    plain = normalise(text)
    amount = amount_of(evaluate(plain, unit.fen, names) / 100, unit)
    says_no_more = amount.yuan * 100 == amount.fen and is_plain(plain)
    return amount if says_no_more else replace(amount, typed=text.strip())


def amount_of(yuan: Fraction, unit: AmountUnit) -> Amount:
    """The amount that so many yuan are in a book kept in `unit`. Raises AmountError: too many."""
    fen = _half_up(yuan * 100 / unit.step) * unit.step
    _refuse_too_large(fen)
    return Amount(fen, "", yuan)


def parse_printed(text: str, unit: AmountUnit) -> int:
    """Fen of a printed cell in `unit`: '' is 0, `334.75`, `-3.20`, `1,234.50`; full-width is understood.

    Exact to the fen even below the unit's step, so that a tampered cell is not rounded into a tie.
    Raises AmountError.
    """
    plain = normalise(text)
    if not plain:
        return 0
    fen = _half_up(_printed(plain, text) * unit.fen)
    _refuse_too_large(fen)
    return fen


def parse_percent(text: str) -> int:
    """Hundredths of a percent of a printed share: '' is 0, `53.11%` is 5311. Raises AmountError."""
    plain = normalise(text)
    if not plain:
        return 0
    if not plain.endswith("%"):
        raise AmountError(f"“{text.strip()}”不是百分比，请在数字后面写上 %，例如 53.11%。")
    return _half_up(_printed(plain[:-1].rstrip(), text) * 100)


def format_amount(fen: int, unit: AmountUnit) -> str:
    """Two decimals of the unit without separators, as the forms print it; zero is blank."""
    step = unit.step
    # Half up in whole numbers: a sheet prints thousands of amounts.
    hundredths = (2 * abs(fen) + step) // (2 * step)
    return _decimal(-hundredths if fen < 0 else hundredths, 2) if hundredths else ""


def format_plain(fen: int, unit: AmountUnit) -> str:
    """As `format_amount` without trailing zeros: `52`, `20.4`, `796.52`; zero is blank."""
    printed = format_amount(fen, unit)
    return printed.rstrip("0").rstrip(".")


def format_yuan(fen: int) -> str:
    """Yuan with thousands separators and two decimals: `3,900.00`; zero is `0.00`."""
    whole, cents = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{whole:,}.{cents:02d}"


def percent(part: int, whole: int) -> int:
    """Hundredths of a percent, half up (away from zero) on the exact quotient; of nothing it is 0."""
    return _half_up(Fraction(part * 10_000, whole)) if whole else 0


def format_percent(hundredths: int) -> str:
    """As tables print it: a whole percent without decimals (`100%`), else two (`5.40%`); zero is blank."""
    if hundredths % 100 == 0:
        return f"{_decimal(hundredths // 100, 0)}%" if hundredths else ""
    return f"{_decimal(hundredths, 2)}%"


def format_percent_sentence(part: int, whole: int = 10_000) -> str:
    """The share as a sentence says it: one decimal, `.0` dropped (`3.6%`, `60%`, `0%`); of nothing it is ''.

    With two arguments the exact quotient is rounded once. With one, `part` is hundredths of a percent, and a
    share already rounded to two decimals is rounded a second time.
    """
    if not whole:
        return ""
    tenths = _half_up(Fraction(part * 1_000, whole))
    return f"{_decimal(tenths, 1).removesuffix('.0')}%"


def spread(total: int, weights: Sequence[int]) -> list[int]:
    """Split `total` fen over `weights` so that the parts add up to it exactly.

    Largest remainder; ties go to the earlier part, so the result is stable. A negative total is the mirror
    image of the positive one.
    Raises ValueError when the weights are empty, add up to zero, or one is negative.
    """
    whole = sum(weights)
    if whole == 0 or min(weights) < 0:
        raise ValueError("weights must be non-negative and not all zero")
    shares = [divmod(abs(total) * weight, whole) for weight in weights]
    parts = [quotient for quotient, _ in shares]
    left_over = abs(total) - sum(parts)
    by_remainder = sorted(range(len(parts)), key=lambda place: -shares[place][1])
    for place in by_remainder[:left_over]:
        parts[place] += 1
    return parts if total >= 0 else [-part for part in parts]


def _half_up(value: Fraction) -> int:
    doubled = (2 * abs(value.numerator) + value.denominator) // (2 * value.denominator)
    return -doubled if value < 0 else doubled


def _decimal(scaled: int, decimals: int) -> str:
    """An integer count of 10**-decimals as text."""
    if not decimals:
        return str(scaled)
    whole, rest = divmod(abs(scaled), 10**decimals)
    return f"{'-' if scaled < 0 else ''}{whole}.{rest:0{decimals}d}"


def _exact_text(yuan: Fraction) -> str:
    denominator = yuan.denominator
    twos = (denominator & -denominator).bit_length() - 1
    fives = 0
    rest = denominator >> twos
    while rest % 5 == 0:
        rest //= 5
        fives += 1
    # More than eight decimals tell an accountant nothing; the mark says that the text is cut.
    decimals = min(8, max(2, twos, fives)) if rest == 1 else 8
    scaled = abs(yuan.numerator) * 10**decimals // denominator
    whole, cents = divmod(scaled, 10**decimals)
    endless = Fraction(scaled, 10**decimals) != abs(yuan)
    return f"{'-' if yuan < 0 else ''}{whole:,}.{cents:0{decimals}d}{'…' if endless else ''}"


def _printed(plain: str, text: str) -> Fraction:
    found = _PRINTED.fullmatch(plain)
    if not found:
        raise AmountError(f"“{text.strip()}”不是印出的数字：应像 1234.50 这样，请核对这一格。")
    sign, whole, decimals = found[1], found[2].replace(",", ""), found[3] or ""
    value = Fraction(int(whole + decimals), 10 ** len(decimals))
    return -value if sign else value


def _refuse_too_large(fen: int) -> None:
    if abs(fen) > LARGEST_FEN:
        raise AmountError("金额太大：最多 10 万亿元，表格软件存不下更多的位数，请检查单位或小数点。")
