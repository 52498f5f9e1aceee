"""Money: what may be typed, what is printed, and that nothing is lost between the two."""

from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from db.errors import BookError
from db.money import (
    LARGEST_FEN,
    Amount,
    AmountError,
    AmountUnit,
    format_amount,
    format_percent,
    format_percent_sentence,
    format_plain,
    format_yuan,
    parse_amount,
    parse_percent,
    parse_printed,
    percent,
    spread,
)

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


# --- figures and units ---------------------------------------------------------------------------------


def test_a_unit_knows_its_fen_and_its_smallest_amount() -> None:
    assert [(unit.fen, unit.step) for unit in AmountUnit] == [(1_000_000, 10_000), (100, 1)]


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


# --- refusals ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "没有填写数字"),
        ("  ", "没有填写数字"),
        ("=", "没有填写数字"),
        ("1/0", "除数是 0"),
        ("1/(2-2)", "除数是 0"),
        ("(1+2", "左括号没有配上"),
        ("1+2)", "多了一个右括号"),
        ("(1,23)", "看不出是不是负数"),
        ("(1+2 (3)", "少了运算符"),
        ("()", "右括号前面少了数字"),
        ("1e5", "科学计数法"),
        ("1.20E+05", "科学计数法"),
        ("####", "列太窄"),
        ("#DIV/0!", "公式错误"),
        ("1.2.3", "不止一个小数点"),
        ("12..5", "不止一个小数点"),
        ("1,23", "千分位"),
        ("1234,567", "千分位"),
        ("12,", "千分位"),
        ("1.234,56", "千分位"),
        (",", "没有数字"),
        ("5%", "不能用百分号"),
        ("3+", "没有写完"),
        ("-", "没有写完"),
        ("¥", "没有写完"),
        ("*3", "不能以“*”开头"),
        ("3**2", "两个符号连在了一起"),
        ("3+*2", "两个符号连在了一起"),
        ("--3", "两个符号连在了一起"),
        ("2(3)", "少了运算符"),
        ("(2)(3)", "少了运算符"),
        ("3=4", "等号只能写在最前面"),
        ("五万", "不认识“五万”"),
        ("4888.33*12*5人", "不认识“人”"),
        ("[3]", "不认识“[”"),
        ("10²", "不是普通数字"),
        ("1½", "不是普通数字"),
        ("①", "不是普通数字"),
        ("__import__", "英文字母"),
        ("1" * 201, "内容太长"),
        ("\ufdfa" * 20, "内容太长"),
        ("(" * 100 + "1" + ")" * 99, "括号套得太深"),
    ],
)
def test_a_text_that_is_no_amount_is_refused_with_its_reason(text: str, says: str) -> None:
    assert says in refusal(text).message


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("12o.50", "120.50"),
        ("1O0", "100"),
        ("l2.5", "12.5"),
        ("I00", "100"),
        ("=12o*3元", "=120*3元"),
        ("１２ｏ", "120"),
        ("12。5", "12.5"),
        ("12x5", "12*5"),
        ("12 X 5", "12*5"),
        ("12 500", "12500"),
        ("12 .5", "12.5"),
        ("(12.50)", "-12.50"),
        ("（3,900.00）", "-3,900.00"),
        ("(12)元", "-12元"),
    ],
)
def test_a_slip_of_the_finger_is_answered_with_a_proposal(text: str, meant: str) -> None:
    assert refusal(text).suggestion == meant


@pytest.mark.parametrize("text", ["1e5", "abc", "o", "12oz", "五", "1,23", "(1,23)", "12o+"])
def test_nothing_is_proposed_where_the_meaning_is_open(text: str) -> None:
    assert refusal(text).suggestion is None


def test_the_proposal_is_part_of_the_sentence() -> None:
    assert refusal("12o.50").message == "“o”里有英文字母，不是数字，是不是想填 120.50？"


def test_fifteen_digits_are_the_limit() -> None:
    assert fen("1000000000", WAN) == LARGEST_FEN
    assert "金额太大" in refusal("1000000000.01", WAN).message


def test_a_huge_product_is_refused_without_delay() -> None:
    assert "金额太大" in refusal("*".join(["9" * 9] * 20)).message


def test_an_amount_error_is_a_failure_of_the_surroundings() -> None:
    error = refusal("")
    assert (isinstance(error, BookError), error.exit_code) == (True, 65)


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


# --- printing ------------------------------------------------------------------------------------------


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
