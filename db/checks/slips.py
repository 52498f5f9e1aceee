"""Slips: how a right figure became the one that stands there."""

from db.checks.cause import CauseKind
from db.money import AmountUnit

# The likelier slip first: what stands there is explained by the first that fits.
LIKELINESS: tuple[CauseKind, ...] = ("unit", "sign", "swapped-digits", "tenfold", "digit", "figure")

_MOST = 10**15  # fen


def slip(expected: int, found: int, unit: AmountUnit | None) -> CauseKind:
    """The likeliest slip by which `expected` became `found`, two different figures.

    Amounts are fen of a book kept in `unit`; counts and percents have None and know no wrong unit.
    """
    step = unit.step if unit else 1
    if unit and expected and found and _factor(expected, found, AmountUnit.WAN.fen // AmountUnit.YUAN.fen, step):
        return "unit"
    if expected == -found and found < 0:
        return "sign"
    if expected and found and _factor(expected, found, 10, step):
        return "tenfold"
    if (expected < 0) == (found < 0) and (expected - found) % step == 0:
        before, after = _digits(expected, found, step)
        wrong = [place for place, (left, right) in enumerate(zip(before, after, strict=True)) if left != right]
        if len(wrong) == 1 and expected and found:
            return "digit"
        swapped = len(wrong) == 2 and before[wrong[0]] == after[wrong[1]] and before[wrong[1]] == after[wrong[0]]
        # Nobody writes a figure that begins with 0: a digit that came to stand there is no swap.
        if swapped and "0" not in (before[0], after[0]):
            return "swapped-digits"
    return "figure"


def _factor(expected: int, found: int, factor: int, step: int) -> bool:
    """Whether one is the other times `factor`; what is too small may have lost its last digits, cut off or rounded."""
    right, wrong = abs(expected) // step, abs(found) // step
    larger = wrong == right * factor
    smaller = wrong > 0 and wrong in (right // factor, (right + factor // 2) // factor)
    return (expected < 0) == (found < 0) and (larger or smaller)


def _digits(expected: int, found: int, step: int) -> tuple[str, str]:
    """Both figures in steps, as digits of the same length."""
    before, after = str(abs(expected) // step), str(abs(found) // step)
    size = max(len(before), len(after))
    return before.zfill(size), after.zfill(size)


def slipped_between(size: int, unit: AmountUnit) -> tuple[tuple[int, int], ...]:
    """Ranges of fen in which an amount lies that a slip made wrong by `size` (too much, or too little below 0).

    All amounts, when two digits may have been swapped: their difference is a digit times two places of ten.
    """
    if _swapped_by(abs(size) // unit.step) and size % unit.step == 0:
        return ((-_MOST, _MOST),)
    near = [size, size // 2]
    for factor in (10, AmountUnit.WAN.fen // AmountUnit.YUAN.fen):
        near += [size * factor // (factor - 1), -size // (factor - 1)]
    return tuple((around - unit.step * 2, around + unit.step * 2) for around in near)


def _swapped_by(steps: int) -> bool:
    """Whether two digits in each other's place may make this difference: nine times a digit said again and again."""
    return steps % 9 == 0 and len(set(str(steps // 9).rstrip("0"))) == 1
