"""The real case, brought in from its entry files: it ties, and what it leaves open has been explained."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import resources
from db import ledger
from db.book import Book, NewBook
from db.checks.findings import findings, verdict
from db.checks.stages import form_only
from db.checks.state import states
from db.exchange.entries import csv_sheets, recognise, take_over
from db.money import AmountUnit

NEW = NewBook(
    year=2024,
    department_code="112",
    budget_name="待填",
    units=(("112001", "待填"),),
    pack="jianghan-2024",
    amounts=AmountUnit.WAN,
)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    with Book.create(tmp_path_factory.mktemp("sample") / "示例.ysb", NEW) as book:
        folder = resources.path("samples") / "jianghan-2024"
        filled, _ = recognise(csv_sheets(folder), book.pack, AmountUnit.WAN)
        take_over(book, filled)
        yield book


def test_没有错误也没有没说明的提醒(sample: Book) -> None:
    assert [finding for finding in findings(sample) if not finding.settled] == []


def test_结论是可以上报(sample: Book) -> None:
    assert verdict(findings(sample)) == 0


def test_每条说明都对得上一条意见(sample: Book) -> None:
    (written,) = sample.connection.execute("select count(*) from explanation").fetchone()
    assert sum(finding.settled for finding in findings(sample)) == written


def test_多数审核在示例中有数可比(sample: Book) -> None:
    compared = [state for state in states(sample) if state.state != "not applicable"]
    assert len(compared) >= 90


def test_四十条以上的审核也能审收到的文件(sample: Book) -> None:
    assert sum(form_only(sample.stages, check) for check in sample.pack.checks.values()) >= 40


def test_填了一半的新行按它在表里的次序称呼(tmp_path: Path) -> None:
    with Book.create(tmp_path / "新.ysb", NEW) as book:
        ledger.add(book, "basic", {"unit": "112001", "function": "2014001", "economic": "30201", "amount": "十二"})
        waiting = next(finding for finding in findings(book) if finding.check == "pending")
        assert waiting.address == "entry/basic/1.amount"
