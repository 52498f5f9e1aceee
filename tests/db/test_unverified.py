"""待核实: marks at cells that a new year took over, and how they go."""

from collections.abc import Iterator
from datetime import date

import pytest

from db import ledger
from db.book import Book
from db.checks.findings import findings, verdict
from db.checks.progress import progress
from db.entry import unverified
from db.entry.tabs import entry_sheet
from db.forms.sheet import Binding
from tests.db.entry_book import entry_book, type_in

LEVEL3, NOW = ("indicator", 1, "level3"), ("indicator", 1, "value_now")
BASIS = ("cost_item", 3, "basis")


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    with entry_book(tmp_path_factory.mktemp("marked")) as book:
        indicator = {"project": "来访接待", "term": "年度", "objective": "1", "level3": "办结率", "value_now": "≥95%"}
        ledger.add(book, "indicator", indicator)
        with book.action("沿用"):
            unverified.mark(book.connection, [LEVEL3, NOW, BASIS])
        yield book


def marks(book: Book) -> set[tuple[str, int, str]]:
    return set(book.connection.execute("select table_name, row_id, column_name from unverified"))


def signed(book: Book, tab: str) -> list[str]:
    return [cell.binding.column for cell in entry_sheet(book, tab).cells if cell.sign and cell.binding]


def test_标记显示在录入页的格里(book: Book) -> None:
    assert signed(book, "indicator") == ["level3", "value_now"]


def test_项目内容的标记显示在它的支出行里(book: Book) -> None:
    assert signed(book, "project_spending") == ["basis"]


def test_改了值标记就去掉(book: Book) -> None:
    type_in(book, "indicator", 1, "value_now", "≥98%")
    assert marks(book) == {LEVEL3, BASIS}


def test_照原样再填一遍也算核实(book: Book) -> None:
    type_in(book, "indicator", 1, "value_now", "≥95%")
    assert marks(book) == {LEVEL3, BASIS}


def test_撤销把标记带回来(book: Book) -> None:
    type_in(book, "indicator", 1, "value_now", "≥98%")
    book.undo()
    assert marks(book) == {LEVEL3, NOW, BASIS}


def test_重做又去掉标记(book: Book) -> None:
    type_in(book, "indicator", 1, "value_now", "≥98%")
    book.undo()
    book.redo()
    assert marks(book) == {LEVEL3, BASIS}


def test_确认去掉所选格的标记(book: Book) -> None:
    unverified.confirm(book, [Binding("indicator", "indicator", 1, it) for it in ("level3", "value_now", "basis")])
    assert marks(book) == {BASIS}


def test_在支出行里确认_去掉项目内容的标记(book: Book) -> None:
    unverified.confirm(book, [Binding("project_spending", "expenditure", 2, "basis")])
    assert marks(book) == {LEVEL3, NOW}


def test_确认没有标记的格_什么也不记(book: Book) -> None:
    before = book.undo_caption
    unverified.confirm(book, [Binding("basic", "expenditure", 1, "amount")])
    assert book.undo_caption == before


def test_删去一行_它的标记也去掉(book: Book) -> None:
    ledger.remove(book, "indicator", [1])
    assert marks(book) == {BASIS}


def test_一行暂时成了草稿_别的格仍待核实(book: Book) -> None:
    type_in(book, "indicator", 1, "level3", "")
    type_in(book, "indicator", 1, "level3", "按期办结率")
    assert marks(book) == {NOW, BASIS}


def test_每一页一条意见_写明还有几格(book: Book) -> None:
    found = {one.address: one.left for one in findings(book) if one.check == "unverified"}
    assert found == {"entry/indicator/1.level3": "2", "entry/project_spending/1.basis": "1"}


def test_没有核实的内容不拦上报(book: Book) -> None:
    assert verdict(one for one in findings(book) if one.check == "unverified") == 0


def test_只动一格时重画的页_标记与全画一样(book: Book) -> None:
    before = entry_sheet(book, "indicator")
    changes = unverified.confirm(book, [Binding("indicator", "indicator", 1, "value_now")])
    assert entry_sheet(book, "indicator", before, changes) == entry_sheet(book, "indicator")


def test_没有核实完的页不算完成_核实完就不提(book: Book) -> None:
    def of_the_tab() -> list[str]:
        return [one.address for one in findings(book) if one.check == "unverified" and "indicator" in one.address]

    missing = {step.id: step.standing.missing for step in progress(book, date(2024, 1, 1)).steps}["绩效"]
    unverified.confirm(book, [Binding("indicator", "indicator", 1, it) for it in ("level3", "value_now")])
    after = {step.id: step.standing.missing for step in progress(book, date(2024, 1, 1)).steps}["绩效"]
    assert (missing - after, of_the_tab()) == (1, [])


def test_草稿被导入替换_它的标记不留给以后的行(book: Book) -> None:
    type_in(book, "indicator", 1, "objective", "9")
    ledger.replace(book, "indicator", [])
    assert marks(book) == {BASIS}
