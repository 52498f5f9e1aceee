"""Money: what is printed, that it reads back, and that nothing is lost in a share or a spreading."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.money import (
    AmountError,
    AmountUnit,
    format_amount,
    format_percent,
    format_percent_sentence,
    format_plain,
    format_yuan,
    parse_percent,
    parse_printed,
    percent,
    spread,
)
from tests.db.typed_amounts import FULL_WIDTH, WAN, YUAN, fens, steps, units

# --- printing ------------------------------------------------------------------------------------------


def test_a_unit_knows_its_fen_and_its_smallest_amount() -> None:
    assert [(unit.fen, unit.step) for unit in AmountUnit] == [(1_000_000, 10_000), (100, 1)]


@pytest.mark.parametrize(
    ("amount", "unit", "printed", "plain"),
    [
        (6_200_000, WAN, "6.20", "6.2"),
        (52_000_000, WAN, "52.00", "52"),
        (796_520_000, WAN, "796.52", "796.52"),
        (100_000_000, WAN, "100.00", "100"),
        (-3_200_000, WAN, "-3.20", "-3.2"),
        (-10_000, WAN, "-0.01", "-0.01"),
        (0, WAN, "", ""),
        (390_000, YUAN, "3900.00", "3900"),
        (5, YUAN, "0.05", "0.05"),
    ],
)
def test_an_amount_is_printed_with_two_decimals_or_plainly(
    amount: int, unit: AmountUnit, printed: str, plain: str
) -> None:
    assert (format_amount(amount, unit), format_plain(amount, unit)) == (printed, plain)


@pytest.mark.parametrize(
    ("amount", "printed"), [(390_000, "3,900.00"), (-123_456_789, "-1,234,567.89"), (5, "0.05"), (0, "0.00")]
)
def test_yuan_are_shown_with_thousands_separators(amount: int, printed: str) -> None:
    assert format_yuan(amount) == printed


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("", WAN, 0),
        ("  ", WAN, 0),
        ("334.75", WAN, 334_750_000),
        ("-3.20", WAN, -3_200_000),
        ("1,234.50", WAN, 1_234_500_000),
        ("３３４．７５", WAN, 334_750_000),
        ("12.345", WAN, 12_345_000),
        ("3900.00", YUAN, 390_000),
        ("0.00", WAN, 0),
    ],
)
def test_a_printed_cell_reads_back(text: str, unit: AmountUnit, expected: int) -> None:
    assert parse_printed(text, unit) == expected


@pytest.mark.parametrize("text", ["1+2", "12元", "￥3", "1,23", "见附表", "1.2.3", ".", "--1"])
def test_a_printed_cell_that_is_no_figure_is_refused(text: str) -> None:
    with pytest.raises(AmountError, match="不是印出的数字"):
        parse_printed(text, WAN)


@given(steps, units)
def test_every_printed_form_of_an_amount_reads_back(count: int, unit: AmountUnit) -> None:
    amount = count * unit.step
    both = {parse_printed(form(amount, unit), unit) for form in (format_amount, format_plain)}
    assert both == {amount}


@given(fens)
def test_shown_yuan_read_back(amount: int) -> None:
    assert parse_printed(format_yuan(amount), YUAN) == amount


@given(steps, units)
def test_a_printed_text_prints_the_same_again(count: int, unit: AmountUnit) -> None:
    text = format_amount(count * unit.step, unit)
    assert format_amount(parse_printed(text, unit), unit) == text


# --- percent -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "whole", "hundredths", "printed"),
    [
        (43_822, 82_516, 5311, "53.11%"),
        (4_475, 82_516, 542, "5.42%"),
        (34_219, 82_516, 4147, "41.47%"),
        (82_516, 82_516, 10_000, "100%"),
        (1, 20_000, 1, "0.01%"),
        (-1, 20_000, -1, "-0.01%"),
        (1, 20_001, 0, ""),
        (54, 1_000, 540, "5.40%"),
        (-3, 5, -6_000, "-60%"),
        (0, 5, 0, ""),
        (5, 0, 0, ""),
    ],
)
def test_a_share_is_rounded_half_up_on_the_exact_quotient(part: int, whole: int, hundredths: int, printed: str) -> None:
    assert (percent(part, whole), format_percent(hundredths)) == (hundredths, printed)


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (2_864, 79_652, "3.6%"),
        (360, 600, "60%"),
        (1, 1, "100%"),
        (0, 5, "0%"),
        (-1, 8, "-12.5%"),
        (3_545, 100_000, "3.5%"),
        (3_550, 100_000, "3.6%"),
        (5, 0, ""),
    ],
)
def test_a_sentence_says_a_percent_with_one_decimal(part: int, whole: int, said: str) -> None:
    assert format_percent_sentence(part, whole) == said


@pytest.mark.parametrize(("hundredths", "said"), [(360, "3.6%"), (6_000, "60%"), (0, "0%"), (-1_250, "-12.5%")])
def test_a_sentence_takes_hundredths_of_a_percent_too(hundredths: int, said: str) -> None:
    assert format_percent_sentence(hundredths) == said


@given(st.integers(-(10**7), 10**7))
def test_a_printed_percent_reads_back(hundredths: int) -> None:
    assert parse_percent(format_percent(hundredths)) == hundredths


@given(st.integers(-(10**7), 10**7))
def test_a_full_width_percent_reads_back(hundredths: int) -> None:
    assert parse_percent(format_percent(hundredths).translate(FULL_WIDTH)) == hundredths


def test_a_percent_needs_its_sign() -> None:
    with pytest.raises(AmountError, match="请在数字后面写上 %"):
        parse_percent("53.11")


@pytest.mark.parametrize("text", ["%", "甲%", "1%%"])
def test_a_percent_needs_a_figure(text: str) -> None:
    with pytest.raises(AmountError, match="不是印出的数字"):
        parse_percent(text)


# --- spreading -----------------------------------------------------------------------------------------

weights = st.lists(st.integers(0, 10**9), min_size=1, max_size=12).filter(any)


@given(fens, weights)
def test_the_parts_add_up_to_the_total(total: int, shares: list[int]) -> None:
    assert sum(spread(total, shares)) == total


@given(fens, weights)
def test_no_part_is_a_whole_fen_from_its_share(total: int, shares: list[int]) -> None:
    whole = sum(shares)
    distances = [
        abs(part - Fraction(total * share, whole)) for part, share in zip(spread(total, shares), shares, strict=True)
    ]
    assert max(distances) < 1


@given(fens, weights)
def test_a_negative_total_is_the_mirror_image(total: int, shares: list[int]) -> None:
    assert spread(-total, shares) == [-part for part in spread(total, shares)]


def test_a_tie_goes_to_the_earlier_part() -> None:
    assert spread(100, [1, 1, 1]) == [34, 33, 33]


@pytest.mark.parametrize("shares", [[], [0, 0], [2, -1], [1, -1]])
def test_weights_that_share_nothing_out_are_refused(shares: list[int]) -> None:
    with pytest.raises(ValueError, match="weights"):
        spread(100, shares)
