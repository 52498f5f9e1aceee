"""A book made anew of the entries that a workbook carries: the same in every table but the journal.

The entries are somebody's word: they go into tables of our own, whose constraints judge every row. Nothing of them is
run, and the file appears whole or not at all.
"""

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from db import schema
from db.errors import BookError, NewerBook, WriteFailed
from db.exchange.carried import LEFT_OUT, SHEET, Carried, NotCarried, Table, columns_of, read_entries
from db.exchange.opening import ReadWorkbook, open_workbook
from db.file import backups, gate

if TYPE_CHECKING:
    from db.book import Book
    from db.exchange.facts import Facts


class Rebuilt(msgspec.Struct, frozen=True):
    """A book that was made of a workbook. `notes`: in what its forms are not those of the workbook, in sentences."""

    path: Path
    notes: tuple[str, ...] = ()


def carries_entries(workbook: ReadWorkbook) -> bool:
    """Can a book be made of it?"""
    return workbook.sheet(SHEET) is not None


def is_submission(workbook: ReadWorkbook) -> bool:
    """Was it handed in: a workbook of ours that is no entry workbook?"""
    from db.exchange.workbook import ROUND

    return carries_entries(workbook) or ROUND in workbook.names


def refusal(name: str, book: Path) -> BookError:
    """What is said when the entries of a submission were to go into a book that is there already."""
    return BookError(
        f"“{name}”是上报工作簿，只能恢复成一个新账套，不能导入“{book.name}”；“{book.name}”没有改动。"
        "请换一个还没有的账套文件名。"
    )


def rebuild(
    target: Path,
    source: Path,
    shelves: Sequence[Path] | None = None,
    go_on: Callable[[], object] = lambda: None,
) -> Rebuilt:
    """Make the book that the workbook `source` was made of, at `target`. The workbook is not changed.

    `go_on` is called between the steps; what it raises leaves no file.
    Raises TargetExists, WorkbookError, NotCarried, NewerBook, PackError, DamagedBook, WriteFailed.
    """
    target = target.absolute()
    backups.refuse_existing(target)
    workbook = open_workbook(source)
    go_on()
    return rebuild_of(target, workbook, source.name, shelves, go_on)


def rebuild_of(
    target: Path,
    workbook: ReadWorkbook,
    name: str,
    shelves: Sequence[Path] | None = None,
    go_on: Callable[[], object] = lambda: None,
) -> Rebuilt:
    """The same for a workbook that has been opened already; `name` is that of its file."""
    from db.book import Book
    from db.exchange.sound import unsound

    page = workbook.sheet(SHEET)
    if page is None:
        raise NotCarried(_without(name, workbook))
    content = content_of(read_entries(page), target)
    go_on()
    # Whatever is wrong with its pack or its forms shows before anything is written.
    with Book.of_content(target, content, shelves) as book:
        if wrong := unsound(book):
            raise NotCarried(_refused(wrong))
        if book.fault:
            raise NotCarried(_refused(f"各表算不出来：{book.fault.rstrip('。')}"))
        notes = tuple(_differing(book, workbook))
    go_on()
    backups.refuse_existing(target)
    try:
        backups.write(content, target)
    except WriteFailed as fault:
        raise WriteFailed(f"没能写入“{target}”，没有恢复。请确认文件夹可以写入、磁盘有空间，然后再恢复。") from fault
    return Rebuilt(target, notes)


def content_of(carried: Carried, target: Path) -> bytes:
    """Those entries as a book's file, of today's version. Raises NewerBook, NotCarried, DamagedBook."""
    if carried.version > schema.newest():
        raise NewerBook(
            f"这份工作簿由更新版本的预算本导出（第 {carried.version} 版，本程序到第 {schema.newest()} 版）。请先升级。"
        )
    connection = gate.in_memory()
    try:
        schema.migrate(connection, schema.migrations()[: carried.version])
        _fill(connection, carried.tables)
        if carried.version < schema.newest():
            gate.upgrade(connection, target)
        return connection.serialize()
    except (sqlite3.Error, UnicodeEncodeError) as fault:
        raise NotCarried(_refused(str(fault))) from fault
    finally:
        connection.close()


def _fill(connection: sqlite3.Connection, tables: Sequence[Table]) -> None:
    """All rows, or sqlite3.Error; references are looked at when all are there. Raises NotCarried."""
    expected = {name: columns_of(connection, name) for name in schema.tables(connection) if name not in LEFT_OUT}
    told = [table.name for table in tables]
    if sorted(told) != sorted(expected):
        unknown = sorted(set(told) - expected.keys()) or sorted(expected.keys() - set(told)) or told
        raise NotCarried(_refused(f"表“{unknown[0][:40]}”不该有、缺少或重复"))
    connection.execute("begin")
    connection.execute("pragma defer_foreign_keys = on")
    for table in tables:
        if sorted(table.columns) != sorted(expected[table.name]):
            raise NotCarried(_refused(f"表“{table.name}”的列与账套不符"))
        if any(len(row) != len(table.columns) for row in table.rows):
            raise NotCarried(_refused(f"表“{table.name}”有一行的列数不对"))
        listed = ", ".join(f'"{column}"' for column in table.columns)
        marks = ", ".join("?" * len(table.columns))
        connection.executemany(f'insert into main."{table.name}" ({listed}) values ({marks})', table.rows)
    connection.execute("commit")
    if connection.execute("select 1 from main.book").fetchone() is None:
        raise NotCarried(_refused("没有账套的基本信息"))


def _differing(book: "Book", workbook: ReadWorkbook) -> list[str]:
    """In what the forms of the book that was made are not those that the workbook shows."""
    from db.exchange.facts import facts_of
    from db.exchange.received import changed_since_export

    facts = facts_of(workbook, book.pack)
    changed = changed_since_export(workbook, book.pack)
    notes = []
    if changed:
        first = changed[0].place
        notes.append(
            f"工作簿导出后改动过 {len(changed)} 处（第一处：{first}）。账套按导出时的录入内容恢复，不含这些改动。"
        )
    code = _code(book, facts)
    if facts.code and code != facts.code:
        other = facts.pack_version != book.pack.info.version
        why = (
            f"表样包从 {facts.pack_version} 版换成了 {book.pack.info.version} 版"
            if other
            else "表样或录入内容与导出时不同"
        )
        notes.append(f"恢复的账套各表算出的校验码是 {code}，工作簿写的是 {facts.code}：{why}。请逐表核对。")
    return notes


def _code(book: "Book", facts: "Facts") -> str:
    from db.exchange.gathering import gather
    from db.exchange.naming import UnknownRound

    try:
        return gather(book, draft=True, round=facts.round).cover.code
    except UnknownRound:
        return gather(book, draft=True).cover.code


def _without(name: str, workbook: ReadWorkbook) -> str:
    if is_submission(workbook):
        return f"“{name}”没有带录入数据（公开用的，或由较早版本导出），恢复不成账套；请用上报的那一份，或账套的备份。"
    return f"“{name}”不是上报工作簿，里面没有录入数据，恢复不成账套。请选择“上报”或“导出草稿”生成的 .xlsx 文件。"


def _refused(why: str) -> str:
    return f"工作簿里隐藏的录入数据不符合账套的规则（{why}），没有恢复。请向对方要原来导出的文件。"
