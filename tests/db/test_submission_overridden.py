"""A submission with an error that the head answers for says so: on its cover, and to whoever verifies it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db import ledger
from db.book import Book
from db.checks.explanations import explain
from db.checks.findings import findings
from db.exchange import submission
from db.exchange.received import verify
from tests.db.test_exchange_submission import LINE, draft, new_book


@pytest.fixture
def over(tmp_path: Path) -> Iterator[Book]:
    """A book with one error that is not structural, answered by the head: a ceiling that is not kept."""
    with new_book(tmp_path) as made:
        ledger.replace(made, "book", [{"round": "二上", "head": "丁某"}])
        ledger.add(made, "basic", LINE)
        ledger.add(made, "control", {"round": "二上", "unit": "112001", "nature": "人员经费", "amount": "70"})
        (found,) = [one for one in findings(made) if one.check == "control-ceiling"]
        explain(made, found.check, found.address, "增资部分已报区政府批准")
        yield made


def test_带错上报的错误_理由和署名印在封面上(over: Book, tmp_path: Path) -> None:
    cover = {row[0].value: row[1].value for row in draft(over, tmp_path / "out")["封面"] if row[0].value}
    said = cover["带错上报"]
    assert "超过控制数 70.00" in said
    assert said.endswith("理由：增资部分已报区政府批准。（丁某）")


def test_核验说出带错上报的错误_理由和署名(over: Book, tmp_path: Path) -> None:
    path, *_ = submission.export(over, tmp_path / "out", draft=True)
    (told,) = verify(path).overridden
    assert (told.check, told.left, told.right) == ("control-ceiling", "75.30", "70.00")
    assert (told.text, told.who) == ("增资部分已报区政府批准", "丁某")
