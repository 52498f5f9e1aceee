"""The file: created whole, opened without a trace, refused with a reason."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from db import schema
from db.book import Book
from db.errors import BookError, DamagedBook, NewerBook, NotABook, PackError, TargetExists
from tests.db import book_on_disk, small

# Fixtures by assignment: a name imported would be shadowed by the parameter of every test.
path = book_on_disk.path
book = book_on_disk.book
_closed = book_on_disk.closed


def _patch(path: Path, at: int, content: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(content)


def _run(path: Path, sql: str) -> None:
    connection = sqlite3.connect(path)
    connection.executescript(sql)
    connection.close()


# Creating


def test_a_new_book_knows_what_it_was_made_for(book: Book) -> None:
    record = book.record()
    assert (record.uuid, record.year, record.pack, record.pack_version, record.round, record.amounts) == (
        small.UUID, 2024, "small", "1", "一上", "万元",
    )  # fmt: skip


def test_each_unit_of_a_new_book_has_automatic_income_of_the_grant_funds(path: Path) -> None:
    new = msgspec.structs.replace(small.NEW, units=(("112001", "本级"), ("112002", "中心")))
    with Book.create(path, new, small.SHELVES) as book:
        rows = book.connection.execute("select unit, fund, kind, amount, automatic from funding order by position")
        assert rows.fetchall() == [
            (unit, fund, "current", 0, 1) for unit in (1, 2) for fund in ("general", "gov_fund", "state_capital")
        ]


def test_a_new_book_has_nothing_to_undo(book: Book) -> None:
    assert (book.undo_caption, book.redo_caption, book.undo(), book.redo()) == (None, None, None, None)


def test_a_new_book_never_overwrites_a_file(path: Path) -> None:
    path.write_text("别人的文件", encoding="utf-8")
    with pytest.raises(TargetExists):
        small.create(path)
    assert path.read_text(encoding="utf-8") == "别人的文件"


def test_the_folder_of_a_new_book_is_made(tmp_path: Path) -> None:
    with small.create(tmp_path / "新的" / "文件夹" / "样例.ysb") as book:
        assert book.path.is_file()


def test_a_book_that_could_not_be_made_leaves_no_file(path: Path) -> None:
    twice = msgspec.structs.replace(small.NEW, units=(("112001", "本级"), ("112001", "中心")))
    with pytest.raises(BookError, match="单位编码不能重复"):
        Book.create(path, twice, small.SHELVES)
    assert list(path.parent.iterdir()) == []


def test_a_book_of_an_unknown_pack_leaves_no_file(path: Path) -> None:
    with pytest.raises(PackError):
        Book.create(path, msgspec.structs.replace(small.NEW, pack="没有"), small.SHELVES)
    assert list(path.parent.iterdir()) == []


def test_a_closed_book_is_one_file(path: Path) -> None:
    _closed(path)
    assert list(path.parent.iterdir()) == [path]


# Opening


def test_opening_and_closing_writes_nothing(path: Path) -> None:
    _closed(path)
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    small.reopen(path).close()
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_what_was_entered_is_there_after_reopening(path: Path) -> None:
    _closed(path)
    with small.reopen(path) as book:
        assert small.amounts(book) == [100]


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("journal_mode", "delete"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
    ],
)
def test_a_book_is_opened_with_the_careful_settings(book: Book, setting: str, value: object) -> None:
    assert book.connection.execute(f"pragma {setting}").fetchone() == (value,)


def _as_text(path: Path) -> None:
    path.write_text("这是一个文本文件。" * 40, encoding="utf-8")


def _as_empty(path: Path) -> None:
    path.write_bytes(b"")


def _as_other_database(path: Path) -> None:
    path.unlink()
    _run(path, "create table t (a); insert into t values (1)")


def _with_trigger(path: Path) -> None:
    _run(path, "create trigger evil after insert on expenditure begin delete from unit; end")


def _with_view(path: Path) -> None:
    _run(path, "create view evil as select 1")


def _with_other_column(path: Path) -> None:
    _run(path, "alter table unit add column evil text")


def _with_missing_table(path: Path) -> None:
    _run(path, "drop table control")


def _without_row(path: Path) -> None:
    _run(path, "delete from book")


def _cut_short(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def _with_a_scratch(path: Path) -> None:
    _patch(path, 5 * 4096, b"\xff" * 4096)


def _newer(path: Path) -> None:
    _run(path, f"pragma user_version = {schema.newest() + 1}")


REFUSED: list[tuple[Callable[[Path], None], type[BookError], str]] = [
    (_as_text, NotABook, "不是预算本的账套"),
    (_as_empty, NotABook, "不是预算本的账套"),
    (_as_other_database, NotABook, "别的程序"),
    (_with_trigger, NotABook, "触发器“evil”"),
    (_with_view, NotABook, "视图“evil”"),
    (_with_other_column, NotABook, "表“unit”"),
    (_with_missing_table, DamagedBook, "已损坏"),
    (_without_row, DamagedBook, "已损坏"),
    (_cut_short, DamagedBook, "不完整"),
    (_with_a_scratch, DamagedBook, "已损坏"),
    (_newer, NewerBook, "更新版本"),
]


@pytest.mark.parametrize(("spoil", "error", "says"), REFUSED)
@pytest.mark.parametrize("enter", [small.reopen, small.look])
def test_what_is_no_sound_book_is_refused_with_a_reason_and_left_as_it_is(
    path: Path, enter: Callable[[Path], Book], spoil: Callable[[Path], None], error: type[BookError], says: str
) -> None:
    spoil(_closed(path))
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    with pytest.raises(error, match=says):
        enter(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns, list(path.parent.iterdir())) == (*before, [path])


@pytest.mark.parametrize("enter", [small.reopen, small.look])
def test_a_missing_file_is_named(path: Path, enter: Callable[[Path], Book]) -> None:
    with pytest.raises(NotABook, match=r"没有找到“.*样例\.ysb”"):
        enter(path)
    assert list(path.parent.iterdir()) == []


def test_a_folder_of_such_a_name_is_refused_in_the_users_language(path: Path) -> None:
    path.mkdir()
    with pytest.raises(NotABook, match="读不出来：它是文件夹。请确认它是一个文件"):
        small.reopen(path)


@pytest.mark.parametrize("enter", [small.reopen, small.look])
def test_an_action_cut_off_by_a_power_failure_is_rolled_back(
    tmp_path: Path, path: Path, enter: Callable[[Path], Book]
) -> None:
    _closed(path)
    died = tmp_path / "断电" / path.name
    died.parent.mkdir()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("pragma cache_size = 1")
    connection.execute("begin")
    connection.executemany(small.NEW_LINE, [(amount,) for amount in range(2000)])
    # What a dead machine leaves behind: pages of an unfinished action, and the journal that takes them back.
    shutil.copy(path, died)
    shutil.copy(f"{path}-journal", f"{died}-journal")
    connection.close()
    with enter(died) as book:
        assert small.amounts(book) == [100]
    assert not Path(f"{died}-journal").exists()


def test_a_name_with_signs_that_mean_something_in_an_address_opens(tmp_path: Path) -> None:
    path = _closed(tmp_path / "50%?x=1#2 预算.ysb")
    with small.reopen(path) as book:
        assert small.amounts(book) == [100]
