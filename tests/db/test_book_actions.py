"""The open book: changed by whole actions, undone by whole actions, and what it says when one cannot be done."""

import resource
import shutil
from pathlib import Path

import pytest

from db.book import Book, Changes
from db.errors import FrozenBook, WriteFailed
from tests.db import book_on_disk, small

# Fixtures by assignment: a name imported would be shadowed by the parameter of every test.
path = book_on_disk.path
book = book_on_disk.book


def _fail_after_a_line(book: Book) -> None:
    with book.action("录入"):
        book.connection.execute(small.NEW_LINE, (200,))
        raise ZeroDivisionError


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
    with pytest.raises(FrozenBook, match="已经封存"), book.action("录入"):
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


# Faults


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
