"""The entries of a book as texts in a hidden worksheet: all of them come back, and nothing else is believed."""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from db import schema
from db.book import Book
from db.errors import NewerBook
from db.exchange.carried import SHEET, NotCarried, lines_of, read_entries, tables_of, write_entries
from db.exchange.opening import ReadCell, ReadSheet, open_workbook
from db.exchange.rebuilding import content_of
from db.file import gate
from tests.books.make import BOOKS, make
from tests.db import small
from tests.db.awkward import LOOK_ALIKES, TEXTS
from tests.db.handed_in import sealed
from tests.db.small import ledger

STORED = sorted(BOOKS.glob("*.ysb"))
Lines = Sequence[str]


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The content of a book with a row in every table."""
    path = tmp_path_factory.mktemp("full") / "样例.ysb"
    make(path)
    return path.read_bytes()


def behind(content: bytes) -> sqlite3.Connection:
    connection = gate.in_memory()
    connection.deserialize(content)
    return connection


def lines(connection: sqlite3.Connection) -> tuple[str, ...]:
    return lines_of(schema.version_of(connection), tables_of(connection))


def page_of(texts: Lines, folder: Path) -> ReadSheet:
    """The worksheet that holds those lines, written and read again."""
    workbook: Any = Workbook()
    write_entries(workbook, texts)
    workbook.save(folder / "a.xlsx")
    page = open_workbook(folder / "a.xlsx").sheet(SHEET)
    assert page is not None
    return page


def rebuilt(texts: Lines, folder: Path) -> dict[str, list[tuple[object, ...]]]:
    connection = behind(content_of(read_entries(page_of(texts, folder)), folder / "新.ysb"))
    try:
        assert connection.execute("pragma foreign_key_check").fetchall() == []
        return ledger(connection)
    finally:
        connection.close()


def test_a_book_with_a_row_in_every_table_comes_back_whole(full: bytes, tmp_path: Path) -> None:
    connection = behind(full)
    assert all(connection.execute(f"select 1 from {table}").fetchone() for table in schema.tables(connection))
    assert rebuilt(lines(connection), tmp_path) == ledger(connection)


_ROWS = st.lists(st.tuples(TEXTS, TEXTS, TEXTS), max_size=6)


@given(rows=_ROWS, amounts=st.lists(st.integers(-(10**15), 10**15), max_size=4))
def test_any_texts_and_amounts_come_back(
    full: bytes, tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str]], amounts: list[int]
) -> None:
    connection = behind(full)
    for number, (one, two, three) in enumerate(rows, start=100):
        connection.execute("insert into narrative (topic, text, position) values (?, ?, 1)", (f"{number}{one}", two))
        connection.execute(
            "insert into pending (table_name, row_id, column_name, text, reason) values ('expenditure', ?, ?, ?, ?)",
            (number, one, two, three),
        )
        connection.execute(
            "insert into explanation (check_id, address, left_value, right_value, text, who, made_at, position) "
            "values (?, ?, ?, ?, ?, ?, '', 1)",
            (one, str(number), two, three, f"说{two}", one),
        )
        connection.execute(
            "insert into submission (revision, round, kind, made_at, check_code, content, reopened_reason) "
            "values (?, '一上', 'final', ?, '', ?, ?)",
            (number, one, two, three),
        )
    for amount in amounts:
        connection.execute(small.NEW_LINE, (amount,))
    folder = tmp_path_factory.mktemp("any")
    assert rebuilt(lines(connection), folder) == ledger(connection)
    connection.close()


def test_nothing_stands_in_the_cells_that_a_spreadsheet_program_would_mend(full: bytes, tmp_path: Path) -> None:
    connection = behind(full)
    for number, text in enumerate(LOOK_ALIKES):
        connection.execute("insert into narrative (topic, text, position) values (?, ?, 1)", (f"说明{number}", text))
    cells = [cell.text for cell in page_of(lines(connection), tmp_path).cells.values()]
    assert max(map(len, cells)) < 32_767
    assert all(text.isprintable() and text == text.strip() for text in cells)
    assert [text for text in cells if "_x" in text.lower() or max(text) > "\uffff"] == []
    assert {text[0] for text in cells} <= set("{[~|")


def test_long_texts_of_one_repeated_sign_make_no_workbook_that_is_refused(full: bytes, tmp_path: Path) -> None:
    """Each is as long as a text may be; together they pack to a three-hundredth."""
    connection = behind(full)
    for number in range(20):
        said = (f"说明{number}", "长" * 30_005)
        connection.execute("insert into narrative (topic, text, position) values (?, ?, 1)", said)
    assert rebuilt(lines(connection), tmp_path) == ledger(connection)


def test_more_lines_than_a_column_takes_go_on_in_the_next(tmp_path: Path) -> None:
    texts = [f'["{number}"]' for number in range(15_001)]
    page = page_of(texts, tmp_path)
    assert max(column for _, column in page.cells) == 2


@pytest.mark.parametrize("stored", STORED, ids=lambda path: path.stem)
def test_entries_of_an_earlier_version_become_a_book_of_today(stored: Path, tmp_path: Path) -> None:
    connection = behind(stored.read_bytes())
    texts = lines(connection)
    connection.close()
    with Book.read(stored) as today:
        assert rebuilt(texts, tmp_path) == ledger(today.connection)


def test_entries_of_a_later_version_are_refused_with_both_versions(full: bytes, tmp_path: Path) -> None:
    later = lines_of(schema.newest() + 1, tables_of(behind(full)))
    with pytest.raises(NewerBook, match=f"更新版本的预算本.*第 {schema.newest() + 1} 版.*第 {schema.newest()} 版"):
        rebuilt(later, tmp_path)


def after(texts: Lines, table: str) -> int:
    """Where the first row of a table stands."""
    return next(at for at, line in enumerate(texts) if line.startswith(f'{{"table":"{table}"')) + 1


def _another_table(texts: list[str]) -> None:
    texts.insert(after(texts, "unit") - 1, '{"table":"sqlite_schema","columns":["id"]}')


def _no_table(texts: list[str]) -> None:
    del texts[after(texts, "unverified") - 1 : after(texts, "unverified") + 1]


def _journal(texts: list[str]) -> None:
    texts[-1:-1] = ['{"table":"action","columns":["id"]}', "[1]"]


def _another_column(texts: list[str]) -> None:
    at = after(texts, "unit") - 1
    texts[at] = texts[at].replace('"merged_into"', '"x) select 1; --"')


def _row_too_short(texts: list[str]) -> None:
    texts[after(texts, "unit")] = "[1]"


def _wrong_type(texts: list[str]) -> None:
    at = after(texts, "expenditure")
    texts[at] = texts[at].replace("62000000", '"很多"').replace("65000000", '"很多"')


def _fraction(texts: list[str]) -> None:
    texts[after(texts, "unit")] = "[1.5]"


def _truth(texts: list[str]) -> None:
    texts[after(texts, "unit")] = "[true]"


def _beyond(texts: list[str]) -> None:
    texts[after(texts, "unit")] = f"[{10**30}]"


def _half_a_sign(texts: list[str]) -> None:
    at = after(texts, "unit")
    texts[at] = texts[at].replace("112001", "\\ud800")


def _reference_to_nowhere(texts: list[str]) -> None:
    del texts[after(texts, "unit")]


def _against_a_constraint(texts: list[str]) -> None:
    at = after(texts, "book")
    texts[at] = texts[at].replace("万元", "亿元")


def _twice(texts: list[str]) -> None:
    texts.insert(after(texts, "unit"), texts[after(texts, "unit")])


def _no_book(texts: list[str]) -> None:
    del texts[after(texts, "book")]


def _deep(texts: list[str]) -> None:
    texts[after(texts, "unit")] = "[" * 5000 + "]" * 5000


def _no_columns(texts: list[str]) -> None:
    texts[after(texts, "unit") - 1] = '{"table":"unit"}'


def _no_name(texts: list[str]) -> None:
    texts[after(texts, "unit") - 1] = '{"table":7,"columns":[]}'


def _no_head(texts: list[str]) -> None:
    texts[0] = '{"kind":"ysb-entries","format":"1","schema":8}'


def _newer_format(texts: list[str]) -> None:
    texts[0] = texts[0].replace('"format":1', '"format":2')


@pytest.mark.parametrize(
    "alter",
    [
        _another_table, _no_table, _journal, _another_column, _row_too_short, _wrong_type, _fraction, _truth, _beyond,
        _half_a_sign, _reference_to_nowhere, _against_a_constraint, _twice, _no_book, _deep, _no_columns, _no_name,
        _no_head, _newer_format,
    ],
)  # fmt: skip
def test_what_is_no_book_is_refused_with_a_sentence(
    full: bytes, tmp_path: Path, alter: Callable[[list[str]], None]
) -> None:
    texts = list(lines(behind(full)))
    before = list(texts)
    alter(texts)
    assert texts != before
    with pytest.raises(NotCarried, match=r"隐藏的录入数据|更新版本的预算本"):
        rebuilt(sealed(texts), tmp_path)


@settings(max_examples=15)
@given(data=st.data())
def test_a_cell_that_was_altered_lost_or_doubled_is_noticed(
    full: bytes, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    page = page_of(lines(behind(full)), tmp_path_factory.mktemp("cell"))
    place = data.draw(st.sampled_from(sorted(page.cells)))
    text = data.draw(st.sampled_from(["", "x", "~x~", "|x|", "[1]", "{}"]))
    cells = {at: cell for at, cell in page.cells.items() if at != place} | ({place: ReadCell(text)} if text else {})
    with pytest.raises(NotCarried):
        read_entries(replace(page, cells=cells))


def test_an_empty_worksheet_is_no_book() -> None:
    with pytest.raises(NotCarried, match="是空的"):
        read_entries(ReadSheet(SHEET, {}))


def test_the_same_entries_are_the_same_texts(full: bytes) -> None:
    assert lines(behind(full)) == lines(behind(full))
