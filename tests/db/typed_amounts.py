"""Amounts for the tests of money: the two units, the ranges of fen, full width, and how a test types a figure."""

from fractions import Fraction

import pytest
from hypothesis import strategies as st

from db.money import LARGEST_FEN, AmountError, AmountUnit, parse_amount

WAN, YUAN = AmountUnit.WAN, AmountUnit.YUAN

units = st.sampled_from(AmountUnit)
steps = st.integers(-(10**10), 10**10)
fens = st.integers(-LARGEST_FEN, LARGEST_FEN)

FULL_WIDTH = str.maketrans("0123456789.,-+*/()=%", "０１２３４５６７８９．，－＋＊／（）＝％")


def fen(text: str, unit: AmountUnit = WAN, names: dict[str, Fraction | int] | None = None) -> int:
    return parse_amount(text, unit, names or {}).fen


def refusal(text: str, unit: AmountUnit = WAN, names: dict[str, Fraction | int] | None = None) -> AmountError:
    with pytest.raises(AmountError) as caught:
        parse_amount(text, unit, names or {})
    return caught.value
