"""A submission and the book it was made of: what the tests of verifying and rebuilding begin with."""

import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from db import ledger
from db.book import Book
from db.checks.explanations import explain
from db.checks.findings import findings
from db.exchange import submission
from db.exchange.carried import SHEET, digest, read_lines, write_entries
from db.exchange.opening import open_workbook
from db.exchange.workbook import workbook_face
from db.pack import load
from tests.db.sample_book import sample_book
from tests.db.workbooks import opened
from tests.detect.files import book_on_disk


class HandedIn(NamedTuple):
    """A book, and the workbook that was exported of it last."""

    book: Path
    workbook: Path


def sample_handed_in(folder: Path) -> HandedIn:
    """The sample as its first final submission; two answers are worded so that programs might mend them."""
    return _first().put(folder)


def handed_in_again(folder: Path, first: HandedIn) -> HandedIn:
    """The same book reopened and changed, and the draft of what is to be handed in once more."""
    return _again(first.book.read_bytes()).put(folder)


class _Files(NamedTuple):
    """A book and its workbook as bytes, with their names: made once, put where each test wants them."""

    book: tuple[str, bytes]
    workbook: tuple[str, bytes]

    def put(self, folder: Path) -> HandedIn:
        for name, content in self:
            (folder / name).write_bytes(content)
        return HandedIn(folder / self.book[0], folder / self.workbook[0])


@lru_cache(maxsize=1)
def _first() -> _Files:
    with TemporaryDirectory() as folder:
        path = sample_book(Path(folder))
        with Book.open(path) as book:
            first, second = findings(book)[:2]
            explain(book, first.check, first.address, "=1+1，核实无误；\n_x000D_ “引号”😀", "负责人")
            explain(book, second.check, second.address, "0012", "负责人")
            workbook = _handed_in(book, Path(folder), draft=False)
        return _Files((path.name, path.read_bytes()), (workbook.name, workbook.read_bytes()))


@lru_cache(maxsize=1)
def _again(first: bytes) -> _Files:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "再报.ysb"
        path.write_bytes(first)
        with Book.open(path) as book:
            submission.reopen(book, "财政局退回，核减公用经费")
            change_some(book)
            workbook = _handed_in(book, Path(folder), draft=True)
        return _Files((path.name, path.read_bytes()), (workbook.name, workbook.read_bytes()))


def _handed_in(book: Book, folder: Path, *, draft: bool) -> Path:
    """The workbook alone: what else a round lists is drawn elsewhere."""
    gathered = submission.gather(book, draft=draft)
    (path,) = submission.hand_in(book, folder, gathered, workbook_face(gathered))
    return path


def change_some(book: Book) -> None:
    """One line cut, one added."""
    (first,) = book.connection.execute("select min(id) from expenditure where economic = '30201'").fetchone()
    from db.forms.sheet import Binding

    ledger.change(book, [ledger.Edit(Binding("basic", "expenditure", first, "amount"), "1.00")])
    ledger.add(book, "basic", {"unit": "112001", "function": "2014001", "economic": "30239", "amount": "2.50"})


ODD = ("_x000D_", " 前后 ", "=1+1", "😀e\u0301é", "a\r\nb", "\u202e右到左", "0012", "'引号", "　全角")


def odd_draft(folder: Path, chance: int, amounts: str, texts: Sequence[str] = ODD) -> HandedIn:
    """A generated book of up to three units, with texts that programs like to mend, and the draft of its submission."""
    path = folder / "账套.ysb"
    with book_on_disk(path, load("jianghan-2024"), Random(chance), 3) as book:
        with book.beyond_undo():
            book.connection.execute("update book set amounts = ?, legal_name = ?", (amounts, texts[0]))
            book.connection.execute("update expenditure set note = ?, typed = ?", (texts[1], texts[2]))
            for column, text in zip(("purpose", "plan", "leader", "last_review"), (*texts, *texts), strict=False):
                book.connection.execute(f"update project set {column} = ?", (text,))
            for row, text in enumerate(texts):
                book.connection.execute(
                    "insert into pending (table_name, row_id, column_name, text, reason) "
                    "values ('expenditure', ?, 'amount', ?, '不是金额')",
                    (9000 + row, text),
                )
        return HandedIn(path, _handed_in(book, folder, draft=True))


def with_entries(workbook: Path, target: Path, alter: Any) -> Path:
    """The workbook with its entries altered by somebody who knows how their digest is made."""
    page = open_workbook(workbook).sheet(SHEET)
    assert page is not None
    lines = list(read_lines(page))
    alter(lines)
    changed = opened(workbook)
    del changed[SHEET]
    write_entries(changed, sealed(lines))
    changed.save(target)
    return target


def sealed(lines: Sequence[str]) -> list[str]:
    """The lines with the digest that belongs to them."""
    return [*lines[:-1], json.dumps({"lines": len(lines) - 1, "sha256": digest(lines[:-1])})]
