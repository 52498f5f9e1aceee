"""A small book for the tests of the file: its pack has one form, its clock stands, its uuid is known."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from db.book import Book, NewBook
from db.money import AmountUnit

SHELVES = (Path(__file__).parent / "shelf",)
UUID = "00000000-0000-4000-8000-000000000001"
NEW = NewBook(
    year=2024,
    department_code="112",
    budget_name="样例部门",
    units=(("112001", "样例部门本级"),),
    pack="small",
    amounts=AmountUnit.WAN,
)
NEW_LINE = (
    "insert into expenditure (unit, nature, function, economic, amount, position) "
    "values (1, 'operating', '2010101', '30201', ?, 1)"
)


def clock() -> datetime:
    return datetime(2024, 11, 5, 9, 30, tzinfo=UTC)


def create(path: Path) -> Book:
    return Book.create(path, NEW, SHELVES, clock=clock, uuid=lambda: UUID)


def reopen(path: Path) -> Book:
    return Book.open(path, SHELVES, clock=clock)


def look(path: Path) -> Book:
    return Book.read(path, SHELVES, clock=clock)


def amounts(book: Book) -> list[int]:
    """The amounts of all lines of spending, in fen, in the order they came in."""
    return [amount for (amount,) in book.connection.execute("select amount from expenditure order by id")]


def ledger(connection: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table except the journal."""
    tables = connection.execute("select name from main.sqlite_schema where type = 'table'").fetchall()
    return {
        name: connection.execute(f"select * from main.{name} order by id").fetchall()
        for (name,) in tables
        if name not in ("action", "change")
    }
