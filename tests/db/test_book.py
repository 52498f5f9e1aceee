"""The file: created whole, opened without a trace, changed by whole actions, copied whole."""

import resource
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from db import schema
from db.book import Book, Changes
from db.errors import (
    BookError,
    DamagedBook,
    FrozenBook,
    NewerBook,
    NotABook,
    PackError,
    ReadOnlyPlace,
    TargetExists,
    WriteFailed,
)
from db.file import backups
from tests.db import small


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "样例.ysb"


@pytest.fixture
def book(path: Path) -> Iterator[Book]:
    with small.create(path) as book:
        yield book


def _closed(path: Path) -> Path:
    with small.create(path) as book, book.action("录入办公费"):
        book.connection.execute(small.NEW_LINE, (100,))
    return path


def _patch(path: Path, at: int, content: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(content)


def _run(path: Path, sql: str) -> None:
    connection = sqlite3.connect(path)
    connection.executescript(sql)
    connection.close()


def _fail_after_a_line(book: Book) -> None:
    with book.action("录入"):
        book.connection.execute(small.NEW_LINE, (200,))
        raise ZeroDivisionError


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


# Actions


def test_an_action_says_what_it_changed(book: Book) -> None:
    with book.action("录入办公费") as action:
        book.connection.execute(small.NEW_LINE, (100,))
    changes = action.changes
    rows = frozenset({("expenditure", 1)})
    assert changes == Changes(rows, frozenset({"expenditure"}), changes.stages, "录入办公费")
    assert "form_06" in changes.stages


def test_the_forms_follow_an_action_and_its_undoing(book: Book) -> None:
    def total() -> object:
        return book.stages.rows("form_06")[0][-1]

    with book.action("录入办公费"):
        book.connection.execute(small.NEW_LINE, (100,))
    entered = total()
    undone = book.undo()
    assert undone is not None
    assert (entered, total(), "form_06" in undone.stages) == (100, 0, True)


def test_an_action_that_fails_leaves_nothing_behind(path: Path, book: Book) -> None:
    before = path.read_bytes()
    with pytest.raises(ZeroDivisionError):
        _fail_after_a_line(book)
    assert (small.amounts(book), book.history(), path.read_bytes()) == ([], (), before)


def test_the_next_action_after_a_failed_one_is_recorded(book: Book) -> None:
    with pytest.raises(ZeroDivisionError), book.action("失败"):
        raise ZeroDivisionError
    with book.action("录入办公费"):
        book.connection.execute(small.NEW_LINE, (100,))
    assert book.undo_caption == "录入办公费"


def test_an_action_inside_another_is_a_part_of_it(book: Book) -> None:
    with book.action("粘贴 2 格") as outer:
        book.connection.execute(small.NEW_LINE, (100,))
        with book.action("录入") as inner:
            book.connection.execute(small.NEW_LINE, (200,))
    assert (inner.changes.rows, outer.changes.rows) == (
        frozenset({("expenditure", 2)}),
        frozenset({("expenditure", 1), ("expenditure", 2)}),
    )
    assert [entry.caption for entry in book.history()] == ["粘贴 2 格"]


def test_a_failed_inner_action_takes_back_only_itself(book: Book) -> None:
    with book.action("粘贴 2 格"):
        book.connection.execute(small.NEW_LINE, (100,))
        with pytest.raises(ZeroDivisionError):
            _fail_after_a_line(book)
    assert small.amounts(book) == [100]


def test_a_caption_found_out_during_the_action_counts(book: Book) -> None:
    with book.action("") as action:
        book.connection.execute(small.NEW_LINE, (100,))
        action.caption = "修改 办公费 0→1.00"
    assert (book.undo_caption, action.changes.caption) == ("修改 办公费 0→1.00", "修改 办公费 0→1.00")


def test_an_action_without_change_is_not_remembered_and_writes_nothing(path: Path, book: Book) -> None:
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    with book.action("什么也没改") as action:
        pass
    assert (len(action.changes.rows), book.history()) == (0, ())
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_a_row_written_again_as_it_was_is_no_change(book: Book) -> None:
    with book.action("原样再写"):
        book.connection.execute("update unit set name = name")
    assert book.history() == ()


def test_a_frozen_book_refuses_changes_before_anything_is_written(path: Path, book: Book) -> None:
    with book.action("录入办公费"):
        book.connection.execute(small.NEW_LINE, (100,))
    with book.beyond_undo():
        book.connection.execute("update book set frozen = 1")
    before = path.read_bytes()
    with pytest.raises(FrozenBook, match="已经正式上报"), book.action("录入"):
        book.connection.execute(small.NEW_LINE, (200,))
    with pytest.raises(FrozenBook):
        book.undo()
    assert path.read_bytes() == before


def test_undoing_after_reopening_does_not_freeze_the_book_again(book: Book) -> None:
    with book.beyond_undo():
        book.connection.execute("update book set frozen = 1")
    with book.beyond_undo():
        book.connection.execute("update book set frozen = 0")
    with book.action("改简称"):
        book.connection.execute("update book set short_name = '样例'")
    with book.beyond_undo():
        book.connection.execute("update book set frozen = 1")
        book.connection.execute("update book set frozen = 0, round = '二上'")
    book.undo()
    record = book.record()
    assert (record.short_name, record.frozen, record.round) == ("", False, "二上")


def test_a_full_disk_loses_nothing(path: Path, book: Book) -> None:
    with book.action("录入办公费"):
        book.connection.execute(small.NEW_LINE, (100,))
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    # Not a byte more may be written than the file has: what SQLite meets on a disk that is full.
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size, usual[1]))
    try:
        with pytest.raises(WriteFailed) as failed, book.action("导入"):
            book.connection.executemany(small.NEW_LINE, [(amount,) for amount in range(5000)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
    assert (failed.value.exit_code, small.amounts(book), book.undo_caption) == (74, [100], "录入办公费")


def test_a_book_that_may_not_grow_any_more_says_that_the_disk_is_full(book: Book) -> None:
    (pages,) = book.connection.execute("pragma page_count").fetchone()
    book.connection.execute(f"pragma max_page_count = {pages}")
    with pytest.raises(WriteFailed, match="磁盘已满"), book.action("导入"):
        book.connection.executemany(small.NEW_LINE, [(amount,) for amount in range(5000)])
    assert small.amounts(book) == []


def test_a_vanished_folder_is_said_and_the_book_goes_on_when_it_is_back(tmp_path: Path) -> None:
    folder = tmp_path / "U盘"
    with small.create(folder / "样例.ysb") as book:
        folder.rename(tmp_path / "拔出")
        with pytest.raises(WriteFailed, match="不在原来的位置"), book.action("录入"):
            book.connection.execute(small.NEW_LINE, (100,))
        (tmp_path / "拔出").rename(folder)
        with book.action("录入"):
            book.connection.execute(small.NEW_LINE, (200,))
        assert small.amounts(book) == [200]


def test_a_file_replaced_under_an_open_book_is_noticed(tmp_path: Path, path: Path, book: Book) -> None:
    shutil.copy(path, tmp_path / "同步来的.ysb")
    (tmp_path / "同步来的.ysb").replace(path)
    with pytest.raises(WriteFailed), book.action("录入"):
        book.connection.execute(small.NEW_LINE, (100,))


def test_forms_that_cannot_follow_are_a_fault_and_the_figures_are_kept(path: Path, book: Book) -> None:
    with book.action("录入"):
        book.connection.executemany(small.NEW_LINE, [(2**63 - 1,), (1,)])
    fault = book.fault
    assert fault is not None
    assert "数据已保存" in fault
    assert small.amounts(book) == [2**63 - 1, 1]


def test_a_fault_is_over_when_its_cause_is_undone(book: Book) -> None:
    with book.action("录入"):
        book.connection.executemany(small.NEW_LINE, [(2**63 - 1,), (1,)])
    book.undo()
    assert (book.fault, book.stages.rows("form_06")[0][-1]) == (None, 0)


def test_a_book_whose_forms_cannot_be_computed_opens_with_its_fault_and_can_be_undone(path: Path) -> None:
    with small.create(path) as book, book.action("录入"):
        book.connection.executemany(small.NEW_LINE, [(2**63 - 1,), (1,)])
    with small.reopen(path) as book:
        said = book.fault
        book.undo()
        assert said is not None
        assert (book.fault, book.stages.rows("form_06")[0][-1]) == (None, 0)


# Reading


def test_a_book_that_is_open_can_be_read_beside_it(path: Path, book: Book) -> None:
    with book.action("录入"):
        book.connection.execute(small.NEW_LINE, (100,))
    with small.look(path) as snapshot:
        assert (small.amounts(snapshot), snapshot.writable, snapshot.stages.rows("form_06")[0][-1]) == (
            [100],
            False,
            100,
        )


def test_a_snapshot_shows_nothing_of_an_unfinished_action(path: Path, book: Book) -> None:
    with book.action("录入"):
        book.connection.execute(small.NEW_LINE, (100,))
        with small.look(path) as snapshot:
            seen = small.amounts(snapshot)
    assert (seen, small.amounts(book)) == ([], [100])


def test_a_snapshot_does_not_keep_the_writer_from_writing(path: Path, book: Book) -> None:
    with small.look(path) as snapshot:
        with book.action("录入"):
            book.connection.execute(small.NEW_LINE, (100,))
        assert (small.amounts(snapshot), small.amounts(book)) == ([], [100])


def test_reading_writes_nothing(path: Path) -> None:
    _closed(path)
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    small.look(path).close()
    assert (path.read_bytes(), path.stat().st_mtime_ns, list(path.parent.iterdir())) == (*before, [path])


def test_a_snapshot_cannot_be_changed(path: Path) -> None:
    with small.look(_closed(path)) as snapshot:
        with pytest.raises(ReadOnlyPlace, match="只读打开"), snapshot.action("录入"):
            snapshot.connection.execute(small.NEW_LINE, (200,))
        with pytest.raises(ReadOnlyPlace):
            snapshot.undo()


# Copies


def test_a_backup_lies_in_its_folder_named_with_time_and_reason(path: Path, book: Book) -> None:
    assert book.back_up("导入前") == path.parent / "backups" / "样例-20241105-093000-导入前.ysb"


def test_a_second_backup_in_the_same_second_does_not_replace_the_first(book: Book) -> None:
    assert book.back_up("导入前") != book.back_up("导入前")


def test_a_backup_is_a_book_with_its_history(book: Book) -> None:
    with book.action("录入"):
        book.connection.execute(small.NEW_LINE, (100,))
    with small.reopen(book.back_up("每日")) as copy:
        assert (small.ledger(copy.connection), copy.undo_caption) == (small.ledger(book.connection), "录入")


def test_a_reason_that_is_no_file_name_is_made_one(book: Book) -> None:
    assert book.back_up('导入 "a/b:c"').name == "样例-20241105-093000-导入_a_b_c.ysb"


def _backups_of(folder: Path, ages: range) -> None:
    for age in ages:
        stamp = (datetime(2024, 11, 5, tzinfo=UTC) - timedelta(days=age)).strftime("%Y%m%d-%H%M%S")
        (folder / f"样例-{stamp}-每日.ysb").touch()


def test_old_backups_go_when_they_are_neither_recent_nor_among_the_newest_twenty(tmp_path: Path) -> None:
    _backups_of(tmp_path, range(0, 120, 3))
    gone = backups.outdated(tmp_path, "样例", datetime(2024, 11, 5, tzinfo=UTC))
    assert len(gone) == 20


def test_all_backups_of_the_last_thirty_days_are_kept(tmp_path: Path) -> None:
    _backups_of(tmp_path, range(30))
    assert backups.outdated(tmp_path, "样例", datetime(2024, 11, 5, tzinfo=UTC)) == ()


def test_backups_of_another_book_are_left_alone(tmp_path: Path) -> None:
    _backups_of(tmp_path, range(100, 160))
    assert backups.outdated(tmp_path, "别的", datetime(2024, 11, 5, tzinfo=UTC)) == ()


def test_a_snapshot_on_disk_never_replaces_a_file(tmp_path: Path, book: Book) -> None:
    target = tmp_path / "副本.ysb"
    target.write_text("别人的", encoding="utf-8")
    with pytest.raises(TargetExists):
        book.snapshot(target)
    assert target.read_text(encoding="utf-8") == "别人的"


def test_a_snapshot_on_disk_opens_as_the_same_book(tmp_path: Path, book: Book) -> None:
    book.snapshot(tmp_path / "副本.ysb")
    with small.look(tmp_path / "副本.ysb") as copy:
        assert copy.record() == book.record()


def test_a_copy_that_cannot_be_finished_leaves_no_half_of_it(tmp_path: Path, book: Book) -> None:
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8192, usual[1]))
    try:
        with pytest.raises(WriteFailed):
            book.snapshot(tmp_path / "副本" / "样例.ysb")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
    assert list((tmp_path / "副本").iterdir()) == []
