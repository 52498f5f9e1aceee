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


NOW = datetime(2024, 11, 5, tzinfo=UTC)


def _copies(path: Path, ages: range, reason: str = "每日") -> list[Path]:
    """Copies of that many days ago, made at noon; the newest first, as they are listed."""
    made = []
    for age in ages:
        stamp = (NOW - timedelta(days=age, hours=12)).strftime("%Y%m%d-%H%M%S")
        made.append(backups.folder_of(path) / f"{path.stem}-{stamp}-{reason}.ysb")
        made[-1].parent.mkdir(exist_ok=True)
        made[-1].touch()
    return made


def _left(path: Path) -> list[int]:
    """Ages in days of the copies that are kept."""
    found = backups.copies(path)
    gone = {one.path for one in backups.outdated(found, NOW)}
    return [(NOW.replace(tzinfo=None) - one.made_at).days for one in found if one.path not in gone]


def test_all_copies_of_the_last_seven_days_are_kept(path: Path) -> None:
    _copies(path, range(6))
    _copies(path, range(6), "导入前")
    assert _left(path) == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5]


def test_of_the_weeks_before_the_newest_copy_of_each_is_kept(path: Path) -> None:
    _copies(path, range(40))
    # 5 November 2024 is a Tuesday, so each kept one was made on a Sunday.
    assert _left(path) == [0, 1, 2, 3, 4, 5, 6, 8, 15, 22, 29, 36]


def test_the_last_copy_of_a_book_is_never_taken_away(path: Path) -> None:
    _copies(path, range(900, 903))
    assert _left(path) == [900]


def test_what_was_handed_in_and_what_an_upgrade_left_is_kept_for_ever(path: Path) -> None:
    _copies(path, range(1))
    _copies(path, range(900, 902), "上报")
    _copies(path, range(902, 903), "升级前")
    assert _left(path) == [0, 900, 901, 902]


def test_copies_of_another_book_in_the_same_folder_are_left_alone(path: Path) -> None:
    _copies(path.with_stem("别的"), range(100, 160))
    assert backups.copies(path) == ()


def test_a_new_copy_clears_the_outdated_ones_away(path: Path, book: Book) -> None:
    _copies(path, range(900, 903))
    made = book.back_up("每日")
    assert list(backups.folder_of(path).iterdir()) == [made]


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
