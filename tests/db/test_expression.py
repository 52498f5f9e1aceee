"""What is typed as an amount: figures, units, expressions as in a spreadsheet; what is kept of it, and the laws."""

from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from db.money import (
    LARGEST_FEN,
    Amount,
    AmountError,
    AmountUnit,
    format_amount,
    format_plain,
    format_yuan,
    parse_amount,
)
from tests.db.typed_amounts import FULL_WIDTH, WAN, YUAN, fen, fens, refusal, steps, units

# --- figures and units ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("825.16", WAN, 825_160_000),
        ("825.16", YUAN, 82_516),
        ("-3.2", WAN, -3_200_000),
        (" 12 ", WAN, 12_000_000),
        (".5", WAN, 500_000),
        ("5.", WAN, 5_000_000),
        ("+5", WAN, 5_000_000),
        ("1,234,567.89", YUAN, 123_456_789),
        ("￥3,900.00", YUAN, 390_000),
        ("-¥5", YUAN, -500),
        ("¥-5", YUAN, -500),
        ("１２．５", WAN, 12_500_000),
        ("１，２３４．５", WAN, 1_234_500_000),
        ("−5", WAN, -5_000_000),
        ("0", WAN, 0),
        ("\u200b12.50\ufeff", WAN, 12_500_000),
    ],
)
def test_a_figure_has_the_unit_of_the_book(text: str, unit: AmountUnit, expected: int) -> None:
    assert fen(text, unit) == expected


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("39000元", WAN, 3_900_000),
        ("3.9万元", YUAN, 3_900_000),
        ("3.9万", YUAN, 3_900_000),
        ("3.9 万元", WAN, 3_900_000),
        ("(3+5)元", YUAN, 800),
        ("30000+9000元", WAN, 3_900_000),
        ("3万元+9000元", WAN, 3_900_000),
        ("3万-2*1000元", YUAN, 2_800_000),
    ],
)
def test_元_or_万元_at_the_end_overrides_the_unit_of_the_book(text: str, unit: AmountUnit, expected: int) -> None:
    assert fen(text, unit) == expected


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("3元+5", "每一项都写上"),
        ("3+5元+2万元", "每一项都写上"),
        ("(3元+5元)*2", "不能写在括号里"),
        ("12元*3", "乘除中间"),
        ("1万2000元", "少了运算符"),
        ("元", "前面没有数字"),
        ("3*元", "前面没有数字"),
        ("3元元", "不认识“元元”"),
    ],
)
def test_a_unit_in_a_doubtful_place_is_refused(text: str, says: str) -> None:
    assert says in refusal(text).message


# --- expressions ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("=4888.33*12*5元", WAN, 29_330_000),
        ("4888.33*12*5元", WAN, 29_330_000),
        ("＝４０×１２×５元", WAN, 240_000),
        ("0.5*2+0.66", WAN, 1_660_000),
        ("8+4", WAN, 12_000_000),
        ("10-2*3", WAN, 4_000_000),
        ("(10-2)*3", WAN, 24_000_000),
        ("（１０－２）÷４", WAN, 2_000_000),
        ("3*-2", WAN, -6_000_000),
        ("-(1+2)", WAN, -3_000_000),
        ("12 + 8 / 4", WAN, 14_000_000),
        ("1/3*3", WAN, 1_000_000),
        ("=(12.5)", WAN, 12_500_000),
        ("10/4/5", WAN, 500_000),
        ("10-4-5", WAN, 1_000_000),
    ],
)
def test_an_expression_is_reckoned_as_in_a_spreadsheet(text: str, unit: AmountUnit, expected: int) -> None:
    assert fen(text, unit) == expected


def test_names_stand_for_pure_numbers() -> None:
    assert fen("=行政在职*4632.5*12元", WAN, {"行政在职": 10}) == 55_590_000


def test_the_longest_name_wins() -> None:
    assert fen("行政在职*1", YUAN, {"行政": 2, "行政在职": 3}) == 300


def test_a_name_may_end_in_a_bracket_and_be_typed_full_width() -> None:
    assert fen("标准（省）*2", YUAN, {"标准(省)": Fraction(3, 2)}) == 300


def test_a_unit_may_follow_a_name() -> None:
    assert fen("=12*标准元", WAN, {"标准": 10_000}) == 12_000_000


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    assert "可用的名称有：行政在职、离休" in refusal("=行政*12", WAN, {"行政在职": 1, "离休": 2}).message


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0.005", 10_000),
        ("0.0049", 0),
        ("-0.005", -10_000),
        ("50元", 10_000),
        ("49.99元", 0),
        ("1/3", 330_000),
    ],
)
def test_a_万元_book_rounds_half_up_to_a_hundredth(text: str, expected: int) -> None:
    assert fen(text, WAN) == expected


@pytest.mark.parametrize(("text", "expected"), [("0.005", 1), ("-0.005", -1), ("0.0049", 0), ("1.005", 101)])
def test_a_元_book_rounds_half_up_to_a_fen(text: str, expected: int) -> None:
    assert fen(text, YUAN) == expected


# --- what is kept of the typing ------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["52", "52.00", "=52", "５２", "520000元", "￥52", "1,052.10", "-3.20", "0"])
def test_a_plain_exact_figure_keeps_no_text(text: str) -> None:
    assert parse_amount(text, WAN).typed == ""


@pytest.mark.parametrize("text", ["=4888.33*12*5元", "0.5*2", "39050元", "1.234", "(1+2)", "＝３＋４"])
def test_what_says_more_than_the_amount_is_kept_as_typed(text: str) -> None:
    assert parse_amount(f"  {text} ", WAN).typed == text


def test_a_name_is_kept_though_it_is_exact() -> None:
    assert parse_amount("人数", WAN, {"人数": 3}).typed == "人数"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=4888.33*12*5元", "293,299.80"),
        ("0.39", "3,900.00"),
        ("-0.39", "-3,900.00"),
        ("0.125元", "0.125"),
        ("1/3", "3,333.33333333…"),
        ("-1/3元", "-0.33333333…"),
        ("0.0000000001元", "0.00000000…"),
        ("0", "0.00"),
    ],
)
def test_the_editor_can_show_the_exact_yuan(text: str, shown: str) -> None:
    assert parse_amount(text, WAN).exact_yuan == shown


# --- laws of reading -----------------------------------------------------------------------------------


@given(steps, units)
def test_what_is_printed_reads_back_as_the_same_amount(count: int, unit: AmountUnit) -> None:
    amount = count * unit.step
    assert parse_amount(format_amount(amount, unit) or "0", unit).fen == amount


@given(fens)
def test_thousands_separators_change_nothing(amount: int) -> None:
    assert parse_amount(format_yuan(amount), YUAN).fen == amount


@given(steps, units)
def test_full_width_changes_nothing(count: int, unit: AmountUnit) -> None:
    text = format_yuan(count)
    assert parse_amount(text.translate(FULL_WIDTH), unit).fen == parse_amount(text, unit).fen


def reading(text: str, unit: AmountUnit) -> Amount | AmountError:
    try:
        return parse_amount(text, unit)
    except AmountError as error:
        return error


@given(st.text(max_size=220), units)
def test_any_text_is_an_amount_or_a_refusal_in_words(text: str, unit: AmountUnit) -> None:
    result = reading(text, unit)
    assert result.message.endswith(("。", "？")) if isinstance(result, AmountError) else not result.fen % unit.step


@given(st.text("0123456789.,+-*/()元万 ×oOlxe%￥（）＝", max_size=60), units)
def test_a_proposal_can_always_be_read(text: str, unit: AmountUnit) -> None:
    first = reading(text, unit)
    proposal = first.suggestion if isinstance(first, AmountError) else None
    second = reading(proposal or "0", unit)
    assert isinstance(second, Amount) or "金额太大" in second.message


Expression = tuple[str, Fraction]
figures = st.decimals(0, 9_999, places=2).map(lambda number: (str(number), Fraction(number)))


def _joined(pair: tuple[Expression, str, Expression]) -> Expression:
    (left, left_value), operator, (right, right_value) = pair
    if operator == "/" and right_value == 0:
        operator = "+"
    value = {
        "+": lambda: left_value + right_value,
        "-": lambda: left_value - right_value,
        "*": lambda: left_value * right_value,
        "/": lambda: left_value / right_value,
    }[operator]()
    return f"({left}{operator}{right})", value


expressions = st.recursive(
    figures,
    lambda inner: st.tuples(inner, st.sampled_from("+-*/"), inner).map(_joined),
    max_leaves=8,
)


@given(expressions)
def test_an_expression_equals_the_arithmetic_of_fractions(expression: Expression) -> None:
    text, value = expression
    assume(abs(value) < LARGEST_FEN // 1_000)
    assert parse_amount(f"={text}", YUAN).yuan == value


@given(st.lists(figures, min_size=1, max_size=10))
def test_a_sum_rounds_once(terms: Sequence[Expression]) -> None:
    text = "+".join(part for part, _ in terms)
    exact = sum((value for _, value in terms), Fraction(0)) * 100
    assert parse_amount(f"{text}元", WAN).fen == (exact / 10_000 + Fraction(1, 2)).__floor__() * 10_000


@given(expressions, units)
def test_the_kept_text_gives_the_same_amount_again(expression: Expression, unit: AmountUnit) -> None:
    assume(abs(expression[1]) < 10**9)
    first = parse_amount(f"={expression[0]}", unit)
    assert parse_amount(first.typed or format_plain(first.fen, unit) or "0", unit).fen == first.fen
