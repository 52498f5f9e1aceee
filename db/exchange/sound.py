"""Whether the entries of a book that somebody handed over are such as its cells would have taken.

The constraints of the tables know less: they let pass a figure that no sum can take, a sign that no file can keep, a
day that is none, a round that the pack does not know.
"""

import sqlite3
from collections.abc import Iterator, Set
from datetime import datetime
from typing import TYPE_CHECKING

from db import schema
from db.money import LARGEST_FEN
from db.signs import unkept

if TYPE_CHECKING:
    from db.book import Book

# What no cell exceeds, amounts apart; of ids and places too, for the next one must be a number that a table can hold.
_GREATEST = 10**17
_LONGEST = 32_000  # signs; a cell of a spreadsheet holds 767 more
_YEARS = range(1990, 2101)

# What waits is what no cell has taken yet, and what was handed in is many lines of text.
_AS_THEY_ARE = frozenset((("pending", "text"), ("pending", "reason"), ("submission", "content")))


def unsound(book: "Book") -> str:
    """What is wrong with the first entry that no cell takes, as a phrase; '' when there is none."""
    connection = book.connection
    rounds = {each.id for each in book.pack.info.rounds}
    amounts = {
        (entry.table, column.id)
        for entry in book.pack.entries.values()
        for column in entry.columns
        if column.type == "amount"
    }
    found = (*_values(connection, amounts), *_days(connection), *_rounds(connection, rounds))
    return next((phrase for phrase in found if phrase), "")


def _values(connection: sqlite3.Connection, amounts: Set[tuple[str, str]]) -> Iterator[str]:
    for table in schema.tables(connection):
        for _, column, kind, *_ in connection.execute(f'pragma main.table_info("{table}")').fetchall():
            if kind.upper() == "INTEGER":
                sql = f'select id from main."{table}" where "{column}" not between ? and ?'
                most = LARGEST_FEN if (table, column) in amounts else _GREATEST
                beyond = connection.execute(sql, (-most, most)).fetchone()
                yield f"{_place(table, column, beyond[0])}的数太大" if beyond else ""
            elif (table, column) not in _AS_THEY_ARE:
                rows = connection.execute(f'select id, "{column}" from main."{table}" where "{column}" <> \'\'')
                yield from (f"{_place(table, column, row)}{bad}" for row, text in rows if (bad := _text(text)))


def _text(text: str) -> str:
    if len(text) > _LONGEST:
        return f"有 {len(text)} 个字，太长"
    bad = unkept(text.replace("\r\n", "\n").replace("\r", "\n"), breaks=True)
    return f"里有{bad}" if bad else ""


def _days(connection: sqlite3.Connection) -> Iterator[str]:
    for table in ("submission", "explanation"):
        for row, text in connection.execute(f"select id, made_at from main.{table}"):
            if not _is_day(text):
                yield f"{_place(table, 'made_at', row)}“{text[:40]}”不是日期"


def _is_day(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).year in _YEARS
    except ValueError:
        return False


def _rounds(connection: sqlite3.Connection, known: Set[str]) -> Iterator[str]:
    for table in ("book", "submission"):
        for row, text in connection.execute(f"select id, round from main.{table}"):
            if text not in known:
                yield f"{_place(table, 'round', row)}“{text[:40]}”不是表样包里的轮次，应是{'、'.join(sorted(known))}"


def _place(table: str, column: str, row: int) -> str:
    return f"表“{table}”第 {row} 号的“{column}”"
