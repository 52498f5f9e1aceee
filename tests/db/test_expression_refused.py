"""What is typed and is no amount: refused with its reason, and a slip of the finger with a proposal."""

import pytest

from db.errors import BookError
from db.money import LARGEST_FEN
from tests.db.typed_amounts import WAN, fen, refusal


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
