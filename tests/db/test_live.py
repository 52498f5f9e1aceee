"""What is said of a cell while it is being typed, and what the tooltip of an amount says afterwards."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from db import ledger
from db.book import Book
from db.entry.live import judge, spoken_amount
from db.money import AmountUnit
from tests.db.entry_book import NEW, entry_book


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """A book with eleven people in 112001; these tests only look at it."""
    with entry_book(tmp_path_factory.mktemp("book")) as made:
        ledger.add(made, "headcount", {"unit": "112001", "kind": "行政", "authorised": "12", "actual": "11"})
        yield made


def said(book: Book, cell: str, typed: str) -> str | None:
    """The verdict on a cell of 112001 as one line: `value = 1.00 元`."""
    entry, _, column = cell.partition(".")
    found = judge(book, entry, column, typed, {"unit": "112001"})
    return None if found is None else f"{found.kind} {found.text}"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("29.33", "value = 293,300.00 元"),
        ("293299.8元", "value = 293,299.80 元 → 29.33 万元"),
        ("=4888.33*12*5元", "value = 293,299.80 元 → 29.33 万元"),
        ("0.125", "value = 1,250.00 元 → 0.13 万元"),
        ("49元", "value = 49.00 元 → 0.00 万元"),
        ("=行政在职*4632.5*12元", "value = 611,490.00 元 → 61.15 万元（行政在职 11）"),
    ],
)
def test_an_amount_says_the_exact_yuan_and_what_it_is_rounded_to(book: Book, typed: str, expected: str) -> None:
    assert said(book, "basic.amount", typed) == expected


@pytest.mark.parametrize("typed", ["=(3+", "3*", "-", "1,2", "1,", "."])
def test_what_may_still_become_an_amount_is_unfinished_not_wrong(book: Book, typed: str) -> None:
    assert (said(book, "basic.amount", typed) or "").startswith("unfinished ")


@pytest.mark.parametrize("typed", ["1..2", "12人", "=行政*3", "5%", "2024-1-31"])
def test_what_no_further_sign_can_mend_is_wrong(book: Book, typed: str) -> None:
    assert (said(book, "basic.amount", typed) or "").startswith("wrong ")


@pytest.mark.parametrize("typed", ["", "=", "=xz", "=3*行政", "=400*12y"])
def test_where_the_list_says_how_it_may_go_on_nothing_is_said(book: Book, typed: str) -> None:
    assert said(book, "basic.amount", typed) is None


def test_a_figure_out_of_scale_is_asked_about_while_it_is_typed(book: Book) -> None:
    assert (said(book, "basic.amount", "293299.8") or "").startswith("asked 293299.80 万元 比")


@pytest.mark.parametrize(
    ("cell", "typed", "expected"),
    [
        ("basic.function", "2014001", "value → 2014001 行政运行"),
        ("basic.function", "[2014001]行政运行", "value → 2014001 行政运行"),
        ("basic.function", "2998877", "value → 2998877（目录里没有这个编码，审核时会提醒）"),
        ("basic.unit", "112001", "value → 112001 样例局本级"),
        ("basic.nature", "operating", "value → 公用经费"),
        ("headcount.as_of", "20240131", "value → 2024-01-31"),
        ("headcount.as_of", "2024-13-01", "wrong 没有 2024-13-01 这一天，请核对月和日。"),
        ("headcount.actual", "１２", "value → 12"),
        ("headcount.actual", "1.5", "wrong “1.5”不是整数，请填整数。"),
        ("headcount.actual", "-3", "wrong -3 不能是负数，请核对。"),
        ("project_year.year", "１９年", "wrong “１９年”不是年度，请填四位数字，例如 2024。"),
    ],
)  # fmt: skip
def test_other_cells_say_what_they_will_hold_or_why_not(book: Book, cell: str, typed: str, expected: str) -> None:
    assert said(book, cell, typed) == expected


def test_a_name_that_no_code_has_is_wrong(book: Book) -> None:
    assert "不是“支出功能分类科目”的编码" in (said(book, "basic.function", "没有这样的科目") or "")


@pytest.mark.parametrize(
    ("cell", "typed"),
    [("headcount.as_of", "2024-1"), ("project_year.year", "202"), ("headcount.actual", "-")],
)
def test_the_beginning_of_a_day_a_year_or_a_number_is_unfinished(book: Book, cell: str, typed: str) -> None:
    assert (said(book, cell, typed) or "").startswith("unfinished ")


@pytest.mark.parametrize(
    ("cell", "typed"),
    [("basic.function", "行政运"), ("basic.nature", "人"), ("basic.note", "随便"), ("headcount.actual", "12")],
)
def test_what_needs_no_words_gets_none(book: Book, cell: str, typed: str) -> None:
    assert said(book, cell, typed) is None


def test_a_book_in_yuan_says_only_what_is_rounded(tmp_path: Path) -> None:
    with Book.create(tmp_path / "元.ysb", msgspec.structs.replace(NEW, amounts=AmountUnit.YUAN)) as yuan:
        found = [said(yuan, "basic.amount", typed) for typed in ("3900", "=3900/7", "=13*300")]
    assert found == [None, "value = 557.14285714… 元 → 557.14 元", "value = 3,900.00 元"]


# --- the tooltip ---------------------------------------------------------------------------------------------------


def test_the_tooltip_of_an_expression_says_all_three(book: Book) -> None:
    assert spoken_amount(book, "4888.33*12*5元", 29_330_000).splitlines() == [
        "输入：4888.33*12*5元",
        "准确数：293,299.80 元",
        "金额：29.33 万元，四舍五入到 0.01 万元",
    ]


def test_the_tooltip_of_a_plain_figure_says_its_yuan(book: Book) -> None:
    assert spoken_amount(book, "", 6_200_000) == "准确数：62,000.00 元"


def test_the_tooltip_of_named_counts_never_says_another_sum_than_was_entered(book: Book) -> None:
    assert spoken_amount(book, "行政在职*4632.5*12元", 55_590_000).splitlines() == [
        "输入：行政在职*4632.5*12元",
        "合 555,900.00 元",
    ]
