"""Looking for a text in a Sheet: what is found, and which part of it is emphasised."""

import pytest

from db.find import Haystack, wanted
from db.forms.sheet import Cell, Sheet, SheetColumn
from db.initials import Initials
from db.pack import load

INITIALS = Initials(load("jianghan-2024"))


def cell(row: int, text: str, hint: str = "", typed: str = "") -> Cell:
    return Cell(row=row, column=0, text=text, hint=hint, typed=typed, address=f"entry/basic/{row}.amount")


SHEET = Sheet(
    form="basic",
    name="基本支出",
    title="基本支出",
    columns=(SheetColumn("amount", 12),),
    cells=(
        Cell(row=0, column=0, text="金额 1234.50"),
        cell(1, "1234.50", typed="=4888.33*12*5元"),
        cell(2, "30201", hint="办公费"),
        cell(3, "Ａ类ABC"),
        cell(4, "经费 1,234.50 元"),
    ),
    header_start=0,
    body_start=1,
    body_end=5,
    rows=5,
)
HAYSTACK = Haystack(SHEET, INITIALS)


def rows(typed: str) -> list[int]:
    return [hit.row for hit in HAYSTACK.hits(wanted(typed))]


@pytest.mark.parametrize("typed", ["1234.5", "1,234.50", "１２３４．５", "1234.500", " 1234.50 "])
def test_金额写法不同也找得到(typed: str) -> None:
    assert rows(typed) == [1, 4]


def test_找得到算式() -> None:
    assert rows("4888.33*12") == [1]


def test_找得到编码后面的名称() -> None:
    assert rows("办公") == [2]


def test_找得到拼音首字母() -> None:
    assert rows("bgf") == [2]


def test_一个字母不当首字母() -> None:
    assert rows("b") == [3]


def test_不分大小写和全角半角() -> None:
    assert rows("a类abc") == [3]


def test_没有地址的标题不算() -> None:
    assert 0 not in rows("金额")


def test_不存在的找不到() -> None:
    assert rows("9999") == []


def test_空的什么也不找() -> None:
    assert rows("  ") == []


@pytest.mark.parametrize(("typed", "shown"), [("办公", "办公"), ("1234.5", "1234.5"), ("302", "302")])
def test_命中的部分要标出来(typed: str, shown: str) -> None:
    hit = next(HAYSTACK.hits(wanted(typed)))
    assert hit.text[hit.start : hit.end] == shown


def test_有千分位的命中整段标出() -> None:
    hit = list(HAYSTACK.hits(wanted("1234.5")))[-1]
    assert hit.text[hit.start : hit.end] == "1,234.5"


def test_首字母从编码表学来() -> None:
    assert INITIALS.of("基本支出") == "jbzc"


def test_不认识的字可以是任何字母() -> None:
    assert INITIALS.begin("财政龘款", "czxk")
