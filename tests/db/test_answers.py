"""情况说明 stays with the line it is about: whatever comes or goes above, on screen it says where the line is now."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from db import ledger, schema
from db.book import Book
from db.checks.explanations import explain, explanations, withdraw
from db.checks.findings import findings
from db.entry.tabs import entry_rows
from db.errors import BookError
from db.exchange import entries, template
from db.forms.sheet import Binding
from tests.db.test_checks import CEILING, NEW, over_the_ceiling, write

LINE = {"unit": "112001", "nature": "公用经费", "function": "2014001", "amount": "5"}
ODD, USUAL = {**LINE, "economic": "30101"}, {**LINE, "economic": "30201"}  # 工资 is no 公用经费
CHECK, WHY = "nature-economic", "按文件列支"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """The second of two lines is odd, and that is explained."""
    with Book.create(tmp_path_factory.mktemp("answers") / "样例.ysb", NEW) as made:
        ledger.add(made, "basic", USUAL)
        ledger.add(made, "basic", ODD)
        explain(made, CHECK, "entry/basic/2.nature", WHY)
        yield made


def settled(book: Book) -> list[str]:
    """The places of what is explained."""
    return [finding.address for finding in findings(book) if finding.settled]


def said(book: Book) -> list[str]:
    """The places that the tab of answers says."""
    return [row.texts["address"] for row in entry_rows(book, "explanation")]


def type_into(book: Book, row: int, column: str, text: str) -> None:
    ledger.change(book, [ledger.Edit(Binding("basic", "expenditure", row, column), text)])


def test_上面插入一行_说明仍跟着原来的行(book: Book) -> None:
    ledger.insert(book, "basic", 1)
    type_into(book, 3, "economic", "30202")
    assert (settled(book), said(book)) == (["entry/basic/3.nature"], ["entry/basic/3.nature"])


def test_上面删去一行_说明仍跟着原来的行(book: Book) -> None:
    ledger.remove(book, "basic", [1])
    assert (settled(book), said(book)) == (["entry/basic/1.nature"], ["entry/basic/1.nature"])


def test_删去这一行_说明一起去掉_撤销后回来(book: Book) -> None:
    ledger.remove(book, "basic", [2])
    assert said(book) == []
    book.undo()
    assert settled(book) == ["entry/basic/2.nature"]


def test_这一行暂时没填成_说明还在_填好后照旧有效(book: Book) -> None:
    type_into(book, 2, "amount", "")
    assert said(book) == ["entry/basic/2.nature"]
    type_into(book, 2, "amount", "6")
    assert settled(book) == ["entry/basic/2.nature"]


def test_没填成的行删去了_说明也去掉(book: Book) -> None:
    type_into(book, 2, "amount", "")
    ledger.remove(book, "basic", [2])
    assert said(book) == []


def test_后来用了同一个行号的新行_没有前一行的说明(book: Book) -> None:
    ledger.remove(book, "basic", [2])
    assert ledger.add(book, "basic", ODD) == 2
    assert settled(book) == []


def test_撤回说明按现在的位置(book: Book) -> None:
    ledger.remove(book, "basic", [1])
    withdraw(book, CHECK, "entry/basic/1.nature")
    assert (settled(book), said(book)) == ([], [])


def test_带出再导入_说明对着导入后的行(book: Book, tmp_path: Path) -> None:
    file = template.write_filled(tmp_path / "录入表.xlsx", book)
    ledger.insert(book, "basic", 1)
    type_into(book, 3, "economic", "30202")
    entries.read(book, file)
    assert (settled(book), said(book)) == (["entry/basic/2.nature"], ["entry/basic/2.nature"])


def test_只导入支出_原处换成的行有前一行的说明(book: Book) -> None:
    ledger.replace(book, "basic", [{**USUAL, "amount": "7"}, {**ODD, "amount": "8"}])
    assert settled(book) == ["entry/basic/2.nature"]


def test_只导入支出_少了的行没有说明(book: Book) -> None:
    ledger.replace(book, "basic", [{**ODD, "amount": "8"}])
    assert said(book) == []


def test_项目改名_它的申报表的说明跟着改(book: Book) -> None:
    project = ledger.add(book, "project", {"unit": "112001", "name": "旧名"})
    texts = {"check_id": "weights-15", "address": "15/旧名!annual", "left_value": "80", "right_value": "100"}
    ledger.replace(book, "explanation", [{**texts, "text": WHY}])
    ledger.change(book, [ledger.Edit(Binding("project", "project", project, "name"), "新名")])
    assert said(book) == ["15/新名!annual"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("11!旧##名.total", "11!新名.total"),
        ("11!旧##名#2.total", "11!新名#2.total"),
        ("12!112001/旧##名/[A]货物.amount", "12!112001/新名/[A]货物.amount"),
        ("14!projects/旧##名.amount", "14!projects/新名.amount"),
        ("11!旧##名二期.total", "11!旧##名二期.total"),
        ("13!112001//旧##名.amount", "13!112001//旧##名.amount"),
    ],
)
def test_项目改名_各张清单里它的行的说明跟着改(book: Book, before: str, after: str) -> None:
    project = ledger.add(book, "project", {"unit": "112001", "name": "旧#名"})
    texts = {"check_id": "weights-15", "address": before, "left_value": "80", "right_value": "100"}
    ledger.replace(book, "explanation", [{**texts, "text": WHY}])
    ledger.change(book, [ledger.Edit(Binding("project", "project", project, "name"), "新名")])
    assert said(book) == [after]


def test_带错上报没有写是谁就用单位负责人(book: Book) -> None:
    over_the_ceiling(book)
    write(book, "update book set head = '甲'")
    explain(book, *CEILING, "已报区长批准")
    assert explanations(book)[CEILING].who == "甲"


def test_没有人署名不能带错上报(book: Book) -> None:
    over_the_ceiling(book)
    with pytest.raises(BookError, match="署名"):
        explain(book, *CEILING, "已报区长批准")


def test_导入的带错上报没有署名_错误还在_说明缺什么(book: Book, tmp_path: Path) -> None:
    over_the_ceiling(book)
    finding = next(it for it in findings(book) if (it.check, it.address) == CEILING)
    answer = {"check_id": finding.title, "address": finding.address, "text": "已报区长批准"}
    answer |= {"left_value": finding.left, "right_value": finding.right}
    ledger.replace(book, "explanation", [answer])
    assert CEILING not in [(it.check, it.address) for it in findings(book) if it.settled]
    result = entries.read(book, template.write_filled(tmp_path / "录入表.xlsx", book))
    assert any("“批准人”没有填" in note for note in result.notes)
    ledger.replace(book, "explanation", [{**answer, "who": "甲"}])
    assert CEILING in [(it.check, it.address) for it in findings(book) if it.settled]


def test_以前按位置记下的说明_升级后对着当时的那一行() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    schema.migrate(connection, schema.migrations()[:7])
    connection.executescript(
        """
        insert into unit (code, name, position) values ('112001', '甲', 1);
        insert into expenditure (id, unit, nature, function, economic, amount, position) values
            (4, 1, 'operating', '2014001', '30201', 1, 9), (7, 1, 'operating', '2014001', '30202', 1, 3),
            (8, 1, 'business', '2014001', '30203', 1, 1);
        insert into pending (table_name, row_id, column_name, text, reason) values
            ('expenditure', 9, '@entry', 'basic', ''), ('expenditure', 9, '@position', '5', '');
        insert into explanation (check_id, address, left_value, right_value, text, made_at, position) values
            ('a', 'entry/basic/1.economic', '', '', '甲', '', 1), ('a', 'entry/basic/3.amount', '', '', '乙', '', 2),
            ('a', '05!total.total', '', '', '丙', '', 3), ('a', 'entry/narrative/1.text', '', '', '丁', '', 4),
            ('a', 'entry/headcount/112002', '', '', '戊', '', 5), ('a', 'entry/basic/9.amount', '', '', '己', '', 6);
        """
    )
    schema.migrate(connection)
    held = [address for (address,) in connection.execute("select address from explanation order by position")]
    assert held == [
        "entry/basic/#7.economic", "entry/basic/#4.amount", "05!total.total", "entry/narrative/1.text",
        "entry/headcount/112002", "entry/basic/9.amount",
    ]  # fmt: skip
