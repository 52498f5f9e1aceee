"""What checks object to, how grave it is in a round, and how it is answered."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from db.book import Book, NewBook
from db.checks.begun import tabs_begun
from db.checks.explanations import explain, explanations, withdraw
from db.checks.finding import Finding
from db.checks.findings import findings, verdict
from db.checks.stages import form_only
from db.checks.state import CheckState, Tally, comparisons, states
from db.entry.tabs import entry_sheet
from db.errors import BookError
from db.money import AmountUnit

WAN = 1_000_000
NEW = NewBook(
    year=2024,
    department_code="112",
    budget_name="样例局",
    units=(("112001", "样例局本级"),),
    pack="jianghan-2024",
    amounts=AmountUnit.WAN,
)
CEILING = ("control-ceiling", "entry/control/1.amount")


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    with Book.create(tmp_path_factory.mktemp("checks") / "样例.ysb", NEW) as made:
        yield made


@pytest.fixture
def own_book(tmp_path: Path) -> Iterator[Book]:
    """A book of its own for a test that breaks what follows from the ledger: no undo mends that."""
    with Book.create(tmp_path / "样例.ysb", NEW) as made:
        yield made


def write(book: Book, *statements: str) -> None:
    with book.action("填数"):
        for statement in statements:
            book.connection.execute(statement)


def spend(book: Book, amount: int = WAN, economic: str = "30201", position: int = 1) -> None:
    nature = "personnel" if economic.startswith("301") else "operating"
    write(
        book,
        "insert into expenditure (unit, nature, function, economic, amount, position) "
        f"values (1, '{nature}', '2014001', '{economic}', {amount}, {position})",
    )


def over_the_ceiling(book: Book) -> None:
    """Two wan spent, one and a half allowed, in the round that enforces ceilings."""
    spend(book, 2 * WAN)
    write(
        book,
        "insert into control (round, unit, amount, position) values ('二上', 1, 1500000, 1)",
        "update book set round = '二上'",
    )


def found(book: Book, check_id: str, round_id: str | None = None) -> list[Finding]:
    return [finding for finding in findings(book, round_id) if finding.check == check_id]


def state(book: Book, check_id: str) -> CheckState:
    return next(each for each in states(book) if each.id == check_id)


def test_新建的账套只差还没有支出_不算消息_但不能上报(book: Book) -> None:
    (finding,) = (each for each in findings(book) if each.severity != "hint")
    assert (finding.check, finding.structural, finding.completeness) == ("no-spending", True, True)
    assert verdict(findings(book)) == 1


def test_有了支出的账套没有错误也没有提醒(book: Book) -> None:
    spend(book)
    assert verdict(findings(book)) == 0


def test_收支不平是错误_说明两边和差额(book: Book) -> None:
    spend(book)
    write(book, "update funding set automatic = 0, amount = 600000 where fund = 'general'")
    balance = found(book, "tie-01-balance")[0]
    assert (balance.severity, balance.left, balance.right) == ("error", "0.60", "1.00")
    assert "01表“收 入 总 计”行" in balance.message
    assert "相差 0.40" in balance.message


def test_元账套的审核意见按元印数(tmp_path: Path) -> None:
    yuan = msgspec.structs.replace(NEW, amounts=AmountUnit.YUAN)
    with Book.create(tmp_path / "元.ysb", yuan) as book:
        spend(book, 123456)
        write(book, "update funding set automatic = 0 where fund = 'general'")
        assert [each.right for each in found(book, "tie-01-balance")] == ["1234.56"]


def test_提示不影响结论(book: Book) -> None:
    spend(book, 0)
    assert [each.severity for each in found(book, "zero-line")] == ["hint"]
    assert verdict(findings(book)) == 0


def test_只有没说明的提醒时结论是2(book: Book) -> None:
    spend(book, economic="30298")
    assert verdict(findings(book)) == 2


def test_最重的排在前面(book: Book) -> None:
    over_the_ceiling(book)
    spend(book, 0, position=2)
    spend(book, economic="30298", position=3)
    ranks = [["error", "warning", "hint"].index(each.severity) for each in findings(book)]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) == 3


def test_同一条审核在一上是提示在二上是错误(book: Book) -> None:
    over_the_ceiling(book)
    write(book, "update control set round = '一上'", "update book set round = '一上'")
    assert [found(book, "control-ceiling", it)[0].severity for it in ("一上", "二上")] == ["hint", "error"]


def test_明细按它在表里的次序称呼(book: Book) -> None:
    spend(book, position=2)
    spend(book, -1, position=1)
    assert found(book, "negative-line")[0].address == "entry/basic/1.amount"
    assert "“基本支出”第1行“金额”栏" in found(book, "negative-line")[0].message


def test_说明过的提醒不再拦着(book: Book) -> None:
    spend(book, economic="30298")
    explain(book, "unknown-economic", "entry/basic/1.economic", "今年新设的科目。")
    assert verdict(findings(book)) == 0
    assert found(book, "unknown-economic")[0].explanation == "今年新设的科目。"
    assert state(book, "unknown-economic").state == "explained"


def test_错误经负责人书面说明算作已覆盖(book: Book) -> None:
    over_the_ceiling(book)
    explain(book, *CEILING, "追加已获批准。", "乙")
    ceiling = found(book, "control-ceiling")[0]
    assert (ceiling.overridden, ceiling.severity) == (True, "error")
    assert state(book, "control-ceiling").state == "overridden"
    assert explanations(book)[CEILING].who == "乙"


@pytest.mark.parametrize(
    "change", ["update expenditure set amount = amount + 10000", "update control set amount = amount - 10000"]
)
def test_任何一边的数变了说明就失效(book: Book, change: str) -> None:
    over_the_ceiling(book)
    explain(book, *CEILING, "追加已获批准。", "乙")
    write(book, change)
    assert found(book, "control-ceiling")[0].explanation == ""
    assert state(book, "control-ceiling").state == "broken"


def test_数改回来说明又有效(book: Book) -> None:
    over_the_ceiling(book)
    explain(book, *CEILING, "追加已获批准。", "乙")
    write(book, "update expenditure set amount = amount + 10000")
    write(book, "update expenditure set amount = amount - 10000")
    assert found(book, "control-ceiling")[0].explanation == "追加已获批准。"


def test_说明可以改写(book: Book) -> None:
    over_the_ceiling(book)
    explain(book, *CEILING, "追加已获批准。", "乙")
    explain(book, *CEILING, "追加文件见附件。", "乙")
    assert found(book, "control-ceiling")[0].explanation == "追加文件见附件。"


def test_说明可以撤回_也可以撤销(book: Book) -> None:
    over_the_ceiling(book)
    explain(book, *CEILING, "追加已获批准。", "乙")
    withdraw(book, *CEILING)
    assert found(book, "control-ceiling")[0].explanation == ""
    book.undo()
    assert found(book, "control-ceiling")[0].explanation == "追加已获批准。"


def test_没有的说明撤不回(book: Book) -> None:
    with pytest.raises(BookError, match="无需撤回"):
        withdraw(book, *CEILING)


def test_勾稽不平不能用说明代替(book: Book) -> None:
    spend(book)
    write(book, "update funding set automatic = 0 where fund = 'general'")
    with pytest.raises(BookError, match="不能用说明代替"):
        explain(book, "tie-01-balance", "01!r28.income", "以后再改。")


def test_没有的意见不用说明(book: Book) -> None:
    with pytest.raises(BookError, match="不需要说明"):
        explain(book, *CEILING, "追加已获批准。")


@pytest.mark.parametrize("text", ["", "  \n", "长" * 2001])
def test_说明不能空也不能太长(book: Book, text: str) -> None:
    over_the_ceiling(book)
    with pytest.raises(BookError, match="情况说明"):
        explain(book, *CEILING, text)


def test_没填好的内容是不能说明的错误(book: Book) -> None:
    spend(book)
    write(
        book,
        "insert into pending (table_name, row_id, column_name, text, reason) "
        "values ('expenditure', 1, 'amount', '十二', '不是数字，请改正。')",
    )
    waiting = found(book, "pending")[0]
    assert (waiting.address, waiting.left, waiting.structural) == ("entry/basic/1.amount", "十二", True)
    assert "不是数字" in waiting.message
    assert verdict(findings(book)) == 1


def test_空着的必填格只说没有填(book: Book) -> None:
    spend(book)
    write(
        book,
        "insert into pending (table_name, row_id, column_name, text, reason) "
        "values ('expenditure', 1, 'function', '', '还没有填功能科目，请补上。')",
    )
    assert found(book, "pending")[0].message == "“基本支出”第1行“功能科目”栏还没有填功能科目，请补上。"


def test_各表没算出来是错误(own_book: Book) -> None:
    own_book._following._fault = "各表没有算出来。"
    assert [each.message for each in found(own_book, "fault")] == ["各表没有算出来。"]


def test_一条审核算不出来_说出来_别的照审(own_book: Book) -> None:
    before = {each.check for each in findings(own_book)}
    own_book.stages._kept_sql["check_zero_line"] = (
        "select abs(-9223372036854775807 - 1), '', '', '', '', 0 from expenditure"
    )
    spend(own_book)
    write(own_book, "update expenditure set amount = -50000")
    after = {each.check for each in findings(own_book)}
    assert "fault" in after
    assert "negative-line" in after - before


def test_没动过的页缺内容要标出来(book: Book) -> None:
    assert {each.completeness for each in found(book, "contacts")} == {True}


def test_动过的页缺内容就是意见(book: Book) -> None:
    write(book, "update book set filler = '甲'")
    assert {each.completeness for each in found(book, "contacts")} == {False}
    assert tabs_begun(book) == {"基本信息"}


def test_每次比较都列出两边(book: Book) -> None:
    spend(book)
    balance = next(each for each in comparisons(book) if each.check == "tie-01-balance")
    assert (balance.left, balance.right, balance.holds) == ("1.00", "1.00", True)


def test_没有可比的审核是不适用_并说明为什么(book: Book) -> None:
    asked = state(book, "sme-share")
    assert (asked.state, asked.reason) == ("not applicable", "没有政府采购")


def test_有数可比的审核不说为什么不适用(book: Book) -> None:
    spend(book)
    assert state(book, "tie-01-balance").reason == ""


def test_审了几条和几条不适用加起来是全部(book: Book) -> None:
    spend(book, economic="30298")
    tally = Tally.of(states(book))
    assert tally.total == len(book.pack.checks)
    assert tally.sentence == (
        f"共 {tally.total} 条，审了 {tally.judged} 条，{tally.not_applicable} 条不适用；{tally.broken} 条不成立。"
    )


def test_只看表的审核也能审收到的文件(book: Book) -> None:
    checks = book.pack.checks
    assert form_only(book.stages, checks["tie-06-05"])
    assert not form_only(book.stages, checks["negative-line"])


def test_审核只读不写(book: Book) -> None:
    before = book.connection.total_changes
    findings(book)
    states(book)
    assert book.connection.total_changes == before
    assert isinstance(book.connection, sqlite3.Connection)


def test_情况说明的位置后面用话说出来(book: Book) -> None:
    write(
        book,
        "insert into explanation (check_id, address, left_value, right_value, text, made_at, position) "
        "values ('tie-06-05', '05!total.operating', '1', '2', '按文件', '2024-11-05', 1)",
    )
    hints = {cell.address: cell.hint for cell in entry_sheet(book, "explanation").cells}
    assert hints["entry/explanation/1.address"] == "05表“合计”行“基本支出·公用经费”栏"


@pytest.mark.parametrize(
    ("check_id", "title"), [("tie-06-05", "分单位表与分功能表合计一致"), ("recount", "金额按旧的数计算")]
)
def test_情况说明里写审核的名称_不写编号(book: Book, check_id: str, title: str) -> None:
    write(
        book,
        "insert into explanation (check_id, address, left_value, right_value, text, made_at, position) "
        f"values ('{check_id}', '05!total.operating', '1', '2', '按文件', '2024-11-05', 1)",
    )
    texts = {cell.address: cell.text for cell in entry_sheet(book, "explanation").cells}
    assert texts["entry/explanation/1.check_id"] == title


def test_合计数不冒充它指着的那一格里的数(book: Book) -> None:
    over_the_ceiling(book)
    (one,) = found(book, "control-ceiling", "二上")
    assert (one.address, one.left_is, one.left) == ("entry/control/1.amount", "安排的支出", "2.00")
    (made,) = state(book, "control-ceiling").comparisons
    assert (made.left_is, made.right_is) == ("安排的支出", "控制数")
