"""Texts taken apart: numbers with their units, sums worked out anew, and what must not stand there."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import PackError
from db.texts.expressions import expressions
from db.texts.marks import is_identity, marks
from db.texts.numbers import numbers
from db.texts.plain import plain
from db.texts.reading import reader
from db.texts.vocabulary import vocabulary

WORDS = (("phrase", "印刷费", "print"), ("up", "增加", ""), ("mark", "待填", "还有没填的"))
SIGNS = "0123456789.,，。；：、%％*×=+-/()（）万元人个月年《》“”比上年增加印刷费 　\nXx其中"


def _figures(text: str) -> list[tuple[str, int]]:
    return [(each.kind, each.value) for each in numbers(plain(text).text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("共28.64万元", [("amount", 28_640_000)]),
        ("共1,234.5元", [("amount", 123_450)]),
        ("１２ 万元", [("amount", 12_000_000)]),
        ("占41.5％，下降3%", [("percent", 4150), ("percent", 300)]),
        ("2024 年增加 3 名", [("year", 2024), ("count", 300)]),
        ("0.2亿元、3千元", [("amount", 2_000_000_000), ("amount", 300_000)]),
        ("按〔2008〕92号文和A4纸", []),
        ("1、接待2批；2.走访", [("count", 200)]),
        ("1-9月执行，第3季度", []),
        ("10—20万元", []),
    ],
)
def test_数和单位(text: str, expected: list[tuple[str, int]]) -> None:
    assert _figures(text) == expected


@given(st.text(SIGNS, max_size=60))
def test_读出的数都在原文里的那个位置(text: str) -> None:
    seen = plain(text)
    for number in numbers(seen.text):
        start, length = seen.span(number.start, number.end)
        assert plain(text[start : start + length]).text == seen.text[number.start : number.end]


@pytest.mark.parametrize(
    ("text", "said", "holds", "other_unit"),
    [
        ("4888.33*12个月*5人=29.33万元", 29_330_000, True, False),
        ("4888.33元/人·月×12月×5人＝29.33元", 2_933, False, True),
        ("单价0.5万元×数量2台＝1万元", 1_000_000, True, False),
        ("0.5*2=1万元", 1_000_000, True, False),
        ("（3+2）*4=20万元", 20_000_000, True, False),
        ("5万元+3万元=9万元", 9_000_000, False, False),
        ("100万元*5%=5万元", 5_000_000, True, False),
        ("40*12*5=240", None, False, False),
    ],
)
def test_算式和它的结果(text: str, said: int | None, holds: bool, other_unit: bool) -> None:
    (found,) = expressions(plain(text).text)
    assert (found.said, found.holds, found.other_unit) == (said, holds, other_unit)


def test_一个算式的两个结果各算各的() -> None:
    found = list(expressions("4888.33*12*5=293299.8元=29.33万元"))
    assert [(each.said, each.holds) for each in found] == [(29_329_980, True), (29_330_000, True)]


@pytest.mark.parametrize("text", ["1-9月", "2022-2024年", "24/7", "〔2013〕1-2号", "5人+3万元=2万元", "3万元*2万元=6"])
def test_不是算式的不算(text: str) -> None:
    assert [each for each in expressions(plain(text).text) if not each.holds] == []


factors = st.lists(st.integers(1, 9999), min_size=2, max_size=4)


@given(factors, st.sampled_from(("元", "万元")))
def test_写对的结果不会说错_差一分就说错(parts: list[int], unit: str) -> None:
    product = Fraction(1)
    for part in parts:
        product *= part
    written = f"{parts[0]}{unit}" + "".join(f"*{part}人" for part in parts[1:])
    right, wrong = f"{written}={product}{unit}", f"{written}={product + 1}{unit}"
    assert [each.holds for text in (right, wrong) for each in expressions(text)] == [True, False]


@given(st.integers(0, 99), st.integers(1, 12), st.integers(1, 28), st.integers(0, 999), st.integers(0, 16))
def test_身份证号错一位就不是(area: int, month: int, day: int, order: int, at: int) -> None:
    body = f"1101{area:02}1990{month:02}{day:02}{order:03}"
    number = next(f"{body}{last}" for last in "0123456789X" if is_identity(f"{body}{last}"))
    other = number[:at] + str((int(number[at]) + 1) % 10) + number[at + 1 :]
    assert not is_identity(other)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("电话13800000000。", ["mobile"]),
        ("账号213800000000、金额13800000000.00元", []),
        ("027-00000000", []),
        ("负责接待。。", ["punctuation"]),
        ("宣传,走访，接待", ["punctuation"]),
        ("《信访工作条例", ["bracket"]),
        ("1）受理；（2）办理", []),
        ("共待填人", ["mark"]),
    ],
)
def test_不该有的内容(text: str, kinds: list[str]) -> None:
    assert [each.kind for each in marks(text, vocabulary(WORDS))] == kinds


@given(st.text(SIGNS, max_size=80))
def test_什么文字都读得下去(text: str) -> None:
    reading = reader(WORDS).read("", text)
    assert all(0 <= each.start < each.end <= len(reading.plain.text) for each in reading.statements)


def test_包里写错的用词说出是哪一个() -> None:
    with pytest.raises(PackError, match="不认识的种类"):
        vocabulary((("phrases", "印刷费", ""),))
    with pytest.raises(PackError, match="不是正则表达式"):
        vocabulary((("mark", "(", ""),))
