"""The order of work: what is done, what is missing, what to do next, how long there is."""

from collections.abc import Iterator
from datetime import date

import pytest
from click.testing import CliRunner

from db import cli, ledger
from db.book import Book
from db.checks.progress import Progress, Step, progress, spoken_days
from db.checks.standing import State
from tests.db.entry_book import LINE, NEW, type_in

TODAY = date(2024, 11, 5)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """A book that was made a moment ago."""
    with Book.create(tmp_path_factory.mktemp("progress") / "新.ysb", NEW) as made:
        yield made


def now(book: Book) -> Progress:
    return progress(book, TODAY)


def step(book: Book, title: str) -> Step:
    return next(one for one in now(book).steps if one.title == title)


def next_title(book: Book) -> str:
    current = now(book)
    return "" if current.next is None else current.steps[current.next].title


def test_步骤按表样包的顺序(book: Book) -> None:
    assert [one.title for one in now(book).steps] == [
        "基本信息", "收入", "基本支出", "项目", "采购与服务", "绩效", "核对 15 张表", "公开说明", "情况说明", "上报",
    ]  # fmt: skip


def test_新账套没有一步是红的(book: Book) -> None:
    assert {one.standing.state for one in now(book).steps} == {State.EMPTY}


def test_没填的步骤说缺什么(book: Book) -> None:
    assert step(book, "基本信息").line == "“基本信息”的“法定名称”没有填（共缺 9 项）"


def test_下一步从第一步开始(book: Book) -> None:
    assert next_title(book) == "基本信息"


def test_下一步去的是缺的那一格(book: Book) -> None:
    assert step(book, "基本信息").address == "entry/book/1.legal_name"


def test_动过而没填完的步骤是待补(book: Book) -> None:
    type_in(book, "book", 1, "filler", "甲")
    assert step(book, "基本信息").standing.state is State.WARNING


def test_可以空着的步骤后面动了就跳过(book: Book) -> None:
    for column in ("legal_name", "filler", "telephone", "head", "finance_head", "public_telephone"):
        type_in(book, "book", 1, column, "27000000")
    for unit in ("112001", "112002"):
        ledger.add(book, "headcount", {"unit": unit, "kind": "行政", "authorised": "3", "actual": "3"})
    ledger.add(book, "prior", {"measure": "收支总预算", "year": "2023", "stage": "预算", "value": "1"})
    ledger.add(book, "basic", LINE)
    ledger.add(book, "basic", {**LINE, "unit": "112002"})
    assert next_title(book) == "绩效"


def test_有错的步骤说第一个错误在哪(book: Book) -> None:
    ledger.add(book, "basic", LINE)
    ledger.add(book, "basic", {**LINE, "amount": "12o.50"})
    wrong = step(book, "基本支出")
    assert (wrong.standing.errors, wrong.address) == (1, "entry/basic/2.amount")


def test_步骤记得最后动它的一步(book: Book) -> None:
    ledger.add(book, "basic", LINE)
    done = step(book, "基本支出").last
    assert done is not None
    assert done.caption == book.newest(1)[0].caption


def test_项目的支出不算动过基本支出(book: Book) -> None:
    ledger.add(book, "project", {"unit": "112001", "name": "来访接待"})
    assert step(book, "基本支出").last is None


@pytest.mark.parametrize(
    ("days", "words"), [(5, "还有 5 天"), (0, "今天截止"), (-3, "已过期 3 天"), (None, "没有设截止日期")]
)
def test_截止日期用话说(days: int | None, words: str) -> None:
    assert spoken_days(days) == words


def test_天数从今天数到截止日期(book: Book) -> None:
    type_in(book, "book", 1, "deadline", "2024-11-10")
    assert now(book).days == 5


def test_控制数旁边是已填的数(book: Book) -> None:
    ledger.add(book, "basic", LINE)
    ledger.add(book, "control", {"round": "一上", "unit": "112001", "target": "公用经费", "amount": "5"})
    (ceiling,) = now(book).ceilings
    assert (ceiling.entered, ceiling.allowed, ceiling.holds) == (6_200_000, 5_000_000, False)


def test_命令行也说下一步(book: Book) -> None:
    said = CliRunner().invoke(cli.yusuanben, ["progress", str(book.path)])
    assert "○ 基本信息：“基本信息”的“法定名称”没有填（共缺 9 项）  ← 下一步" in said.output


def test_新账套的上报只说还没有填(book: Book) -> None:
    assert step(book, "上报").line == "还有 20 项没有填，处理完才能出终稿"


def test_有错误的上报说几个错误(book: Book) -> None:
    ledger.add(book, "basic", LINE)
    ledger.add(book, "basic", {**LINE, "amount": "12o.50"})
    assert step(book, "上报").line.startswith("还有 1 个错误、")
