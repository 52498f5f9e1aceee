"""The row of table `book`: what is true of the whole book."""

import sqlite3

import msgspec

from db.money import AmountUnit


class BookRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One book. Dates are ISO texts; texts not filled in yet are empty."""

    uuid: str
    year: int
    pack: str
    pack_version: str
    pack_content: str
    department_code: str
    budget_name: str
    legal_name: str
    short_name: str
    amounts: AmountUnit
    round: str
    deadline: str | None
    filler: str
    telephone: str
    head: str
    finance_head: str
    public_telephone: str
    bureau_mail: str
    goal_end_year: int | None
    frozen: bool


def record_of(connection: sqlite3.Connection) -> BookRecord:
    """The record of the book behind `connection`."""
    names = BookRecord.__struct_fields__
    row = connection.execute(f"select {', '.join(names)} from book").fetchone()
    return msgspec.convert(dict(zip(names, row, strict=True)), BookRecord, strict=False)


def lines_in(connection: sqlite3.Connection) -> int:
    """How large the book behind `connection` is: its lines of spending."""
    (lines,) = connection.execute("select count(*) from main.expenditure").fetchone()
    return int(lines)
