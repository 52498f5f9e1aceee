"""A book made anew of the workbook that was handed in: equal in every table but the journal, or not made at all."""

import errno
import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from db import ledger as commands
from db.book import Book
from db.cli import main
from db.errors import PackError, TargetExists, WriteFailed
from db.exchange import submission
from db.exchange.carried import SHEET, NotCarried, read_lines
from db.exchange.handed import handed
from db.exchange.opening import ReadCell, ReadWorkbook, open_workbook
from db.exchange.rebuilding import rebuild, rebuild_of
from db.exchange.received import verify
from db.exchange.standing import as_it_stands
from db.exchange.template import write_blank
from db.exchange.workbook import workbook_face
from db.pack import load
from tests.books.make import BOOKS
from tests.db.handed_in import ODD, HandedIn, handed_in_again, odd_draft, sample_handed_in, sealed, with_entries
from tests.db.small import ledger
from tests.db.workbooks import opened

PACK = load("jianghan-2024")


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> HandedIn:
    return sample_handed_in(tmp_path_factory.mktemp("first"))


@pytest.fixture(scope="module")
def again(first: HandedIn, tmp_path_factory: pytest.TempPathFactory) -> HandedIn:
    return handed_in_again(tmp_path_factory.mktemp("again"), first)


@pytest.fixture(scope="module")
def received(first: HandedIn) -> ReadWorkbook:
    """Its workbook, opened once."""
    return open_workbook(first.workbook)


def tables(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        return ledger(connection)


def altered(received: ReadWorkbook, alter: Callable[[list[str]], None]) -> ReadWorkbook:
    """The workbook with its entries altered by somebody who knows how their digest is made."""
    page = received.sheet(SHEET)
    assert page is not None
    lines = list(read_lines(page))
    alter(lines)
    other = replace(page, cells={(at, 1): ReadCell(line) for at, line in enumerate(sealed(lines), start=1)})
    return replace(received, sheets=tuple(other if one is page else one for one in received.sheets))


def test_a_final_submission_gives_the_book_as_it_is_once_handed_in(first: HandedIn, tmp_path: Path) -> None:
    made = rebuild(tmp_path / "新.ysb", first.workbook)
    assert (made.path, made.notes) == (tmp_path / "新.ysb", ())
    found = tables(made.path)
    assert found == tables(first.book)
    assert len(found["submission"]) == 1
    with Book.read(made.path) as book:
        assert book.record().frozen
        assert book.history() == ()
        standing, (last,) = as_it_stands(book), handed(book)
    assert standing.cover.version == "第1版"
    assert standing.made_at == standing.moment == last.moment  # without a journal nothing is known of earlier times


def test_it_can_be_reopened_and_handed_in_anew_as_the_next_version(first: HandedIn, tmp_path: Path) -> None:
    made = rebuild(tmp_path / "新.ysb", first.workbook)
    with Book.open(made.path) as book:
        submission.reopen(book, "退回")
        commands.add(book, "basic", {"unit": "112001", "function": "2014001", "economic": "30239", "amount": "1"})
        assert submission.next_version(book) == "第2版"


def test_a_draft_of_a_resubmission_gives_the_earlier_one_with_its_reason(again: HandedIn, tmp_path: Path) -> None:
    made = rebuild(tmp_path / "新.ysb", again.workbook)
    assert made.notes == ()
    assert tables(made.path) == tables(again.book)
    (handed_in,) = tables(made.path)["submission"]
    assert "财政局退回，核减公用经费" in handed_in


@settings(max_examples=max(1, settings().max_examples // 25))  # books, workbooks and their forms
@given(
    amounts=st.sampled_from(["元", "万元"]),
    chance=st.integers(0, 10_000),
    texts=st.lists(st.sampled_from(ODD), min_size=3),
)
@example(amounts="万元", chance=7, texts=list(ODD))
@example(amounts="元", chance=7, texts=list(ODD))
def test_any_book_comes_back_of_its_workbook(
    tmp_path_factory: pytest.TempPathFactory, amounts: str, chance: int, texts: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    one = odd_draft(folder, chance, amounts, texts)
    made = rebuild(folder / "新.ysb", one.workbook)
    assert (tables(made.path), made.notes) == (tables(one.book), ())
    assert verify(one.workbook).unchanged is True


def test_a_workbook_that_was_changed_gives_what_was_exported_and_says_so(first: HandedIn, tmp_path: Path) -> None:
    workbook = opened(first.workbook)
    workbook["05"]["C6"] = 1
    workbook.save(tmp_path / "改过.xlsx")
    made = rebuild(tmp_path / "新.ysb", tmp_path / "改过.xlsx")
    assert tables(made.path) == tables(first.book)
    (note,) = made.notes
    assert note.startswith("工作簿导出后改动过 1 处（第一处：05表 C6")


def test_entries_that_give_other_forms_than_the_workbook_says_are_told(first: HandedIn, tmp_path: Path) -> None:
    def alter(lines: list[str]) -> None:
        at = next(at for at, line in enumerate(lines) if '"expenditure"' in line) + 1
        lines[at] = lines[at].replace("2014001", "2014050")

    made = rebuild(tmp_path / "新.ysb", with_entries(first.workbook, tmp_path / "a.xlsx", alter))
    assert any("算出的校验码是" in note and "请逐表核对" in note for note in made.notes)
    found = verify(tmp_path / "a.xlsx")
    assert [(one.place, one.found) for one in found.changed] == [("“录入数据（隐藏）”，供恢复账套用的", "被改动过")]


@pytest.mark.parametrize("name", ["别的表样", "../jianghan-2024", "\\\\\\\\srv\\\\share", "C:x"])
def test_a_pack_that_is_not_there_is_named_and_no_file_is_left(
    received: ReadWorkbook, tmp_path: Path, name: str
) -> None:
    def alter(lines: list[str]) -> None:
        at = next(at for at, line in enumerate(lines) if '"table":"book"' in line) + 1
        lines[at] = lines[at].replace('"jianghan-2024"', f'"{name}"')

    with pytest.raises(PackError, match="表样包") as refusal:
        rebuild_of(tmp_path / "新.ysb", altered(received, alter), "a.xlsx")
    assert name.replace("\\\\", "\\") in refusal.value.message
    assert list(tmp_path.iterdir()) == []


# Table, column, value of its first row → what is said of it. The tables themselves would take each of them.
TAKEN_BY_NO_CELL = (
    ("expenditure", "amount", 2**63 - 1, "数太大"),
    ("expenditure", "amount", -(10**15) - 1, "数太大"),
    ("expenditure", "position", 2**63 - 1, "数太大"),
    ("narrative", "id", 2**63 - 1, "数太大"),
    ("submission", "made_at", "x", "“x”不是日期"),
    ("submission", "made_at", "0001-01-01T00:00:00", "不是日期"),
    ("explanation", "made_at", "昨天", "“昨天”不是日期"),
    ("submission", "round", "没有的轮次", "“没有的轮次”不是表样包里的轮次，应是.*一上"),
    ("book", "round", "没有的轮次", "“没有的轮次”不是表样包里的轮次"),
    ("book", "legal_name", "甲\x0b乙", "里有看不见的控制字符 U\\+000B"),
    ("project", "purpose", "甲\ufffe乙", "里有看不见的控制字符 U\\+FFFE"),
    ("project", "purpose", "长" * 40_000, "有 40000 个字，太长"),
)


@pytest.mark.parametrize(("table", "column", "value", "said"), TAKEN_BY_NO_CELL, ids=lambda each: str(each)[:20])
def test_what_no_cell_takes_is_no_entry_of_a_book(
    received: ReadWorkbook, tmp_path: Path, table: str, column: str, value: str | int, said: str
) -> None:
    def alter(lines: list[str]) -> None:
        at = next(at for at, line in enumerate(lines) if f'"table":"{table}"' in line)
        row = json.loads(lines[at + 1])
        row[json.loads(lines[at])["columns"].index(column)] = value
        lines[at + 1] = json.dumps(row)

    with pytest.raises(NotCarried, match=f"“{table}”第 [0-9]+ 号的“{column}”.*{said}.*没有恢复"):
        rebuild_of(tmp_path / "新.ysb", altered(received, alter), "a.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_a_book_whose_forms_cannot_be_computed_is_not_made(received: ReadWorkbook, tmp_path: Path) -> None:
    """Each amount is one that a cell takes; together they are more than a sum can hold."""

    def alter(lines: list[str]) -> None:
        at = next(at for at, line in enumerate(lines) if '"table":"expenditure"' in line)
        row = json.loads(lines[at + 1])
        columns = json.loads(lines[at])["columns"]
        row[columns.index("amount")] = 10**15
        copies = []
        for number in range(10_000):
            row[columns.index("id")] = 100_000 + number
            copies.append(json.dumps(row))
        lines[at + 1 : at + 1] = copies

    with pytest.raises(NotCarried, match="各表算不出来"):
        rebuild_of(tmp_path / "新.ysb", altered(received, alter), "a.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_over(first: HandedIn, tmp_path: Path) -> None:
    (tmp_path / "有了.ysb").write_bytes(b"x")
    with pytest.raises(TargetExists, match="已经存在"):
        rebuild(tmp_path / "有了.ysb", first.workbook)
    assert (tmp_path / "有了.ysb").read_bytes() == b"x"


def test_a_place_that_takes_no_file_is_named(first: HandedIn, tmp_path: Path) -> None:
    (tmp_path / "文件").write_bytes(b"")
    with pytest.raises(WriteFailed, match="没有恢复"):
        rebuild(tmp_path / "文件" / "新.ysb", first.workbook)


def test_a_full_disk_leaves_no_book(first: HandedIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, content: bytes) -> int:
        with self.open("wb") as file:
            file.write(content[:1000])
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(WriteFailed, match="没有恢复"):
        rebuild(tmp_path / "新.ysb", first.workbook)
    assert list(tmp_path.iterdir()) == []


def test_who_gives_up_has_no_file(first: HandedIn, tmp_path: Path) -> None:
    class GivenUp(Exception):  # noqa: N818 - nothing is wrong
        pass

    looked = 0

    def go_on() -> None:
        nonlocal looked
        looked += 1
        if looked == 3:
            raise GivenUp

    with pytest.raises(GivenUp):
        rebuild(tmp_path / "新.ysb", first.workbook, go_on=go_on)
    assert list(tmp_path.iterdir()) == []


def _of_version_1(folder: Path) -> Path:
    return Path(shutil.copy(BOOKS / "submission-1.xlsx", folder))


def _blank_template(folder: Path) -> Path:
    return write_blank(folder / "录入表.xlsx", PACK)


@pytest.mark.parametrize(("source", "said"), [(_of_version_1, "没有带录入数据"), (_blank_template, "不是上报工作簿")])
def test_a_workbook_without_entries_is_refused_with_what_to_take_instead(
    tmp_path: Path, source: Callable[[Path], Path], said: str
) -> None:
    with pytest.raises(NotCarried, match=said):
        rebuild(tmp_path / "新.ysb", source(tmp_path))
    assert not (tmp_path / "新.ysb").exists()


def test_what_is_published_carries_no_entries(first: HandedIn, tmp_path: Path) -> None:
    with Book.read(first.book) as book:
        ((name, content),) = workbook_face(submission.gather(book, draft=True, round="公开")).items()
    (tmp_path / name).write_bytes(content)
    assert not any("entries" in sheet.name for sheet in open_workbook(tmp_path / name).sheets)


def test_import_makes_a_book_that_is_not_there(first: HandedIn, tmp_path: Path, capsys: Any) -> None:
    assert main(["import", str(tmp_path / "新"), str(first.workbook)]) == 0
    assert "已按“" in capsys.readouterr().out
    assert tables(tmp_path / "新.ysb") == tables(first.book)


def test_import_into_a_book_that_is_there_is_refused(first: HandedIn, tmp_path: Path, capsys: Any) -> None:
    book = tmp_path / "原有.ysb"
    shutil.copyfile(first.book, book)
    before = book.read_bytes()
    assert main(["import", str(book), str(first.workbook)]) == 65
    assert "请换一个还没有的账套文件名" in capsys.readouterr().err
    assert book.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["原有.ysb"]
