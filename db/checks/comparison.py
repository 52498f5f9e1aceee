"""One comparison of a check: two sides as printed, and whether they agree."""

from collections.abc import Sequence
from typing import Any

import msgspec

from db.checks.places import Places
from db.checks.stages import COLUMNS
from db.judging import Check
from db.money import AmountUnit, format_amount, format_percent

_EMPTY = "（空）"


class Comparison(msgspec.Struct, frozen=True):
    """Two places that must agree. `left` and `right` are printed in the book's unit; '' is nothing at all, while an
    amount of zero is `0.00`, since a blank would not say which figure was compared. `left_is`, `right_is`: what a
    figure is, where it does not stand at its address."""

    check: str
    address: str
    left: str
    other_address: str
    right: str
    holds: bool
    left_is: str = ""
    right_is: str = ""


def compare(check: Check, row: Sequence[Any], places: Places, unit: AmountUnit) -> Comparison:
    """A row of the check's stage as a comparison."""
    _, address, left, other_address, right, holds = row[: len(COLUMNS)]
    return Comparison(
        check=check.id,
        address=places.address(address or ""),
        left=printed(check, left, unit),
        other_address=places.address(other_address or ""),
        right=printed(check, right, unit),
        holds=bool(holds),
        left_is=check.left_is,
        right_is=check.right_is,
    )


def sentence(check: Check, row: Sequence[Any], comparison: Comparison, places: Places, unit: AmountUnit) -> str:
    """The check's sentence for a comparison that does not hold."""
    _, _, left, _, right, _ = row[: len(COLUMNS)]
    both = isinstance(left, int) and isinstance(right, int)
    words = dict(zip(check.extras(), (_word(value) for value in row[len(COLUMNS) :]), strict=True))
    return check.says.format(
        left=comparison.left or _EMPTY,
        right=comparison.right or _EMPTY,
        difference=printed(check, abs(left - right), unit) if both else _EMPTY,
        place=places.spoken(comparison.address),
        other_place=places.spoken(comparison.other_address),
        **words,
    )


def printed(check: Check, value: int | str | None, unit: AmountUnit) -> str:
    """One side as printed."""
    if value is None or isinstance(value, str):
        return value or ""
    if check.figures == "amount":
        return format_amount(value, unit) or "0.00"
    if check.figures == "percent":
        return format_percent(value) or "0%"
    return str(value)


def _word(value: object) -> str:
    return "" if value is None else str(value)
