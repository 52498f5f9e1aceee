"""One wrong cell behind several findings is named once: the pack knows what the figures of a check are made of."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db import ledger
from db.book import Book
from db.checks.cause import Cause, Group, grouped
from db.checks.findings import findings
from db.checks.parts import stage_name
from db.entry.tabs import entry_rows
from db.errors import PackError
from db.pack import default_shelves, load
from tests.db.entry_book import entry_book, type_in

EARNED = {"unit": "112001", "function": "2014001", "economic": "30202", "fund": "事业收入"}
INCOME = {"unit": "112001", "fund": "事业收入", "kind": "本年"}


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    with entry_book(tmp_path_factory.mktemp("parts")) as book:
        ledger.add(book, "basic", EARNED | {"amount": "12.34"})
        ledger.add(book, "basic", EARNED | {"economic": "30201", "amount": "7.50"})
        ledger.add(book, "income", INCOME | {"amount": "19.84"})
        yield book


def group_of(book: Book, check: str) -> Group:
    return next(group for group in grouped(findings(book)) if any(one.check == check for one in group.findings))


def cause_of(book: Book, check: str) -> Cause:
    cause = group_of(book, check).cause
    assert cause is not None
    return cause


def ceiling(book: Book, amount: str) -> None:
    """The bureau's ceiling of the unit's running costs from its own income, in the round in which it counts."""
    type_in(book, "book", 1, "round", "二上")
    row = {"round": "二上", "unit": "112001", "target": "公用经费", "fund": "事业收入", "amount": amount}
    ledger.add(book, "control", row)


def last_row(book: Book, entry: str) -> int:
    return entry_rows(book, entry)[-1].row_id


def test_一位数字输错_只看这个单位这种资金的几笔(book: Book) -> None:
    type_in(book, "basic", last_row(book, "basic"), "amount", "7.80")
    cause = cause_of(book, "balance-fund")
    assert (cause.kind, cause.address, cause.expected) == ("digit", "entry/basic/3.amount", "7.50")
    assert "也可能是“收入”" in cause.message or "也可能是“基本支出”第2行" in cause.message


def test_资金性质选错的一行_说选错了(book: Book) -> None:
    type_in(book, "basic", last_row(book, "basic"), "fund", "一般公共预算")
    cause = cause_of(book, "balance-fund")
    assert (cause.address, "像是选错了" in cause.message) == ("entry/basic/3.fund", True)


def test_一行错了_对不上的几处只说一次(book: Book) -> None:
    ceiling(book, "20")
    type_in(book, "basic", last_row(book, "basic"), "amount", "75")
    group = group_of(book, "control-ceiling")
    assert {one.check for one in group.findings} == {"control-ceiling", "balance-fund", "tie-01-balance"}
    assert group.cause is not None
    assert (group.cause.kind, group.cause.address) == ("tenfold", "entry/basic/3.amount")
    assert group.cause.expected == "7.50"


def test_只是超过控制数的_说改为多少就不超过(book: Book) -> None:
    ceiling(book, "20")
    type_in(book, "basic", last_row(book, "basic"), "amount", "75")
    type_in(book, "income", last_row(book, "income"), "amount", "87.34")
    cause = cause_of(book, "control-ceiling")
    assert (cause.address, "不超过" in cause.message) == ("entry/basic/3.amount", True)


def test_超出的正好是一笔_说多记了这一笔_不怪别的小数点(book: Book) -> None:
    ceiling(book, "19.84")
    ledger.add(book, "basic", EARNED | {"economic": "30201", "amount": "7.50"})
    type_in(book, "income", last_row(book, "income"), "amount", "27.34")
    cause = cause_of(book, "control-ceiling")
    assert (cause.kind, cause.address, cause.mends) == ("line", "entry/basic/3.amount", ())
    assert "也可能是“基本支出”第4行" in cause.message


def test_超出的正好是两位数字写颠倒_先怪安排的数(book: Book) -> None:
    ceiling(book, "19.84")
    type_in(book, "basic", last_row(book, "basic") - 1, "amount", "21.34")
    type_in(book, "income", last_row(book, "income"), "amount", "28.84")
    cause = cause_of(book, "control-ceiling")
    assert (cause.kind, cause.address, cause.expected) == ("swapped-digits", "entry/basic/2.amount", "12.34")


def test_稍稍超过控制数_不怪哪一行(book: Book) -> None:
    ceiling(book, "19")
    assert group_of(book, "control-ceiling").cause is None


def test_稍稍超过控制数_改小了会空出更多的一行不是点错小数点(book: Book) -> None:
    ledger.add(book, "basic", EARNED | {"economic": "30207", "amount": "2"})
    type_in(book, "income", last_row(book, "income"), "amount", "21.84")
    ceiling(book, "21")
    assert group_of(book, "control-ceiling").cause is None


def test_上年的一个数错了_两处只说一次(book: Book) -> None:
    for measure, value in (
        ("total", "100"),
        ("spending.personnel", "60"),
        ("spending.target", "40"),
        ("income.grant", "100"),
    ):
        ledger.add(book, "prior", {"measure": measure, "year": "2023", "stage": "预算", "value": value})
    type_in(book, "prior", last_row(book, "prior") - 2, "value", "600")
    group = group_of(book, "prior-parts")
    assert {one.check for one in group.findings} == {"prior-parts", "balance-14-prior"}
    assert group.cause is not None
    assert (group.cause.kind, group.cause.expected) == ("tenfold", "60.00")


@pytest.mark.parametrize("check", sorted(load("jianghan-2024").parts))
def test_what_a_check_is_made_of_are_cells_of_tabs(book: Book, check: str) -> None:
    for _, address, cell, *_ in book.stages.asked(stage_name(check)):
        entry, _, rest = cell.removeprefix("entry/").partition("/")
        row, _, column = rest.removeprefix("#").partition(".")
        assert address
        assert row.isdecimal()
        assert column in {it.id for it in book.pack.entries[entry].columns}


def test_parts_of_a_check_there_is_not_are_refused(tmp_path: Path) -> None:
    (tmp_path / "next" / "parts").mkdir(parents=True)
    head = 'id = "next"\nname = "下一年"\nyear = 2025\nversion = "1"\ndistrict = "某区"\nextends = "jianghan-2024"\n'
    (tmp_path / "next" / "pack.toml").write_text(head, encoding="utf-8")
    (tmp_path / "next" / "parts" / "no-such-check.sql").write_text("-- id: no-such-check\nselect 1", encoding="utf-8")
    with pytest.raises(PackError, match="no-such-check"):
        load("next", (tmp_path, *default_shelves()))


def test_一行小数点错一位_九处对不上只说一次(book: Book) -> None:
    money = {"project": "来访接待", "function": "2014002", "fund": "事业收入"}
    ledger.add(book, "project_spending", money | {"item": "印刷", "economic": "30202", "amount": "60"})
    money |= {"economic": "30202", "unit": "112001"}
    goods = {"catalog_code": "A", "quantity": "2", "unit_price": "20", "measure": "台"}
    service = {"in_procurement": "否", "content": "印刷", "quantity": "1", "amount": "15"}
    ledger.add(book, "procurement", money | goods)
    ledger.add(book, "service", money | service)
    type_in(book, "income", last_row(book, "income"), "amount", "79.84")
    type_in(book, "project", 1, "total_budget", "66")
    before = {one.check for one in findings(book) if one.severity != "hint"}
    assert not before & {"balance-fund", "project-total-budget", "within-12-11"}
    line = next(row.row_id for row in reversed(entry_rows(book, "project_spending")) if row.texts["amount"] == "60.00")
    type_in(book, "project_spending", line, "amount", "6")
    group = group_of(book, "balance-fund")
    assert {one.check for one in group.findings} == {
        "balance-fund", "tie-01-balance", "project-total-budget", "within-12-11", "within-13-11", "purchases-within-11",
        "purchase-fund-11", "purchase-lines",
    }  # fmt: skip
    assert len(group.findings) == 9
    assert group.cause is not None
    assert (group.cause.kind, group.cause.address) == ("tenfold", "entry/project_spending/2.amount")
    assert (group.cause.found, group.cause.expected) == ("6.00", "60.00")
