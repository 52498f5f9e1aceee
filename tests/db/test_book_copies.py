"""The book beside itself: read while it is open, copied whole, kept in backups."""

import resource
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from db.book import Book
from db.errors import ReadOnlyPlace, TargetExists, WriteFailed
from db.file import backups
from tests.db import book_on_disk, small

# Fixtures by assignment: a name imported would be shadowed by the parameter of every test.
path = book_on_disk.path
book = book_on_disk.book
_closed = book_on_disk.closed


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
