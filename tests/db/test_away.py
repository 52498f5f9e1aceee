"""A book whose disk is away: what is typed meanwhile is kept in order, counts, and is written when the disk is back."""

import resource
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from db.book import Book
from db.errors import BookAway, BookError, HeldBook, WriteFailed
from db.file import recovery
from db.file.hold import sidecar
from db.insist import insist
from tests.db import small


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return tmp_path / "U盘"


@pytest.fixture
def book(stick: Path) -> Iterator[Book]:
    with small.create(stick / "样例.ysb") as book:
        type_amount(book, 100)
        yield book


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """The program's own folder on this machine."""
    return tmp_path / "本机"


def type_amount(book: Book, amount: int) -> None:
    with book.action(f"录入 {amount}"):
        book.connection.execute(small.NEW_LINE, (amount,))


def pull_out(stick: Path) -> Path:
    return stick.rename(stick.with_name("拔出"))


def put_back(stick: Path) -> None:
    stick.with_name("拔出").rename(stick)


@contextmanager
def full_disk(path: Path) -> Iterator[None]:
    """Not a byte more may be written than the file has: what SQLite meets on a disk that is full."""
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size, usual[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)


def paste(book: Book) -> None:
    with book.action("粘贴 5000 格"):
        book.connection.executemany(small.NEW_LINE, [(amount,) for amount in range(5000)])


def on_disk(path: Path) -> list[int]:
    with small.look(path) as seen:
        return small.amounts(seen)


# While it is away


def test_what_is_typed_after_the_stick_is_pulled_out_counts_in_the_forms(book: Book, stick: Path) -> None:
    pull_out(stick)
    insist(book, lambda: type_amount(book, 200))
    assert (small.amounts(book), book.stages.rows("form_06")[0][-1]) == ([100, 200], 300)


def test_gestures_that_are_not_written_are_known_in_their_order(book: Book, stick: Path) -> None:
    pull_out(stick)
    for amount in (200, 300):
        insist(book, lambda amount=amount: type_amount(book, amount))  # type: ignore[misc]
    assert book.away is not None
    captions = {entry.id: entry.caption for entry in book.history()}
    assert [captions[one] for one in book.away.gestures] == ["录入 200", "录入 300"]


def test_a_gesture_taken_back_while_the_disk_is_away_is_not_among_the_unwritten(book: Book, stick: Path) -> None:
    pull_out(stick)
    insist(book, lambda: type_amount(book, 200))
    book.undo()
    assert book.away is not None
    assert book.away.gestures == ()


def test_taking_back_what_the_disk_has_is_an_unwritten_gesture(book: Book, stick: Path) -> None:
    pull_out(stick)
    insist(book, book.undo)
    assert book.away is not None
    assert (small.amounts(book), len(book.away.gestures)) == ([], 1)


def test_the_cells_that_are_not_written_can_be_named(book: Book, stick: Path) -> None:
    pull_out(stick)

    def change() -> None:
        with book.action("改"):
            book.connection.execute("update expenditure set amount = 7, note = '改' where id = 1")

    insist(book, change)
    assert book.away is not None
    assert book.away.cells == {("expenditure", 1, "amount"), ("expenditure", 1, "note")}


def test_a_block_that_a_full_disk_refused_is_there_in_memory_and_nothing_of_it_on_the_disk(
    book: Book, stick: Path
) -> None:
    with full_disk(book.path):
        insist(book, lambda: paste(book))
        assert len(small.amounts(book)) == 5001
    assert on_disk(book.path) == [100]


def test_an_act_of_office_waits_for_the_disk(book: Book, stick: Path) -> None:
    pull_out(stick)
    insist(book, lambda: type_amount(book, 200))
    with pytest.raises(WriteFailed, match="没写入的内容写好以后"), book.beyond_undo():
        book.connection.execute("update book set frozen = 1")


def test_nobody_else_gets_the_book_while_its_disk_is_full(book: Book) -> None:
    with full_disk(book.path):
        insist(book, lambda: paste(book))
        with pytest.raises(HeldBook):
            small.reopen(book.path)


# Back again


def test_everything_is_written_in_its_order_when_the_stick_is_back(book: Book, stick: Path) -> None:
    pull_out(stick)
    insist(book, lambda: type_amount(book, 200))
    insist(book, lambda: type_amount(book, 300))
    put_back(stick)
    book.come_back()
    assert (book.away, on_disk(book.path)) == (None, [100, 200, 300])


def test_everything_is_written_when_the_full_disk_has_room_again(book: Book) -> None:
    with full_disk(book.path):
        insist(book, lambda: paste(book))
        with pytest.raises(BookAway, match="没有写入"):
            book.come_back()
    book.come_back()
    assert len(on_disk(book.path)) == 5001


def test_undo_reaches_back_over_the_time_the_disk_was_away(book: Book, stick: Path) -> None:
    pull_out(stick)
    insist(book, lambda: type_amount(book, 200))
    put_back(stick)
    book.come_back()
    type_amount(book, 300)
    while book.undo():
        pass
    assert (on_disk(book.path), [entry.caption for entry in book.history()]) == (
        [],
        ["录入 100", "录入 200", "录入 300"],
    )


def test_a_stick_that_is_still_away_keeps_everything_in_memory(book: Book, stick: Path) -> None:
    pull_out(stick)
    insist(book, lambda: type_amount(book, 200))
    with pytest.raises(BookAway, match="没有找到"):
        book.come_back()
    assert (small.amounts(book), book.away is None) == ([100, 200], False)


def test_a_stick_that_comes_back_as_another_device_is_the_book_all_the_same(book: Book, stick: Path) -> None:
    out = pull_out(stick)
    insist(book, lambda: type_amount(book, 200))
    shutil.copytree(out, stick)
    sidecar(book.path).unlink()
    book.come_back()
    type_amount(book, 300)
    assert (on_disk(book.path), sidecar(book.path).exists()) == ([100, 200, 300], True)


def test_a_book_that_was_changed_elsewhere_meanwhile_is_never_overwritten(book: Book, stick: Path) -> None:
    out = pull_out(stick)
    insist(book, lambda: type_amount(book, 200))
    shutil.copytree(out, stick)
    sidecar(book.path).unlink()
    with small.reopen(book.path) as other:
        type_amount(other, 999)
    with pytest.raises(BookError, match=r"被改动过.*另存到别处"):
        book.come_back()
    assert (on_disk(book.path), small.amounts(book)) == ([100, 999], [100, 200])


def test_a_book_that_somebody_else_holds_now_is_waited_for(book: Book, stick: Path) -> None:
    out = pull_out(stick)
    insist(book, lambda: type_amount(book, 200))
    shutil.copytree(out, stick)
    sidecar(book.path).unlink()
    with small.reopen(book.path), pytest.raises(BookAway, match="打开着"):
        book.come_back()
    book.come_back()
    assert on_disk(book.path) == [100, 200]


def test_a_gesture_that_was_reported_as_failed_and_reached_the_disk_is_not_there_twice(book: Book, stick: Path) -> None:
    shutil.copytree(stick, stick.with_name("拔出"))
    with small.reopen(stick.with_name("拔出") / book.path.name) as reached:
        type_amount(reached, 200)
    shutil.rmtree(stick)
    insist(book, lambda: type_amount(book, 200))
    insist(book, lambda: type_amount(book, 300))
    put_back(stick)
    book.come_back()
    assert on_disk(book.path) == [100, 200, 300]


def test_the_book_can_be_saved_elsewhere_with_all_that_was_typed(book: Book, stick: Path, tmp_path: Path) -> None:
    pull_out(stick)
    insist(book, lambda: type_amount(book, 200))
    book.snapshot(tmp_path / "桌面" / "样例.ysb")
    with small.reopen(tmp_path / "桌面" / "样例.ysb") as elsewhere:
        assert (small.amounts(elsewhere), elsewhere.undo_caption) == ([100, 200], "录入 200")


def test_a_file_that_cannot_be_read_any_more_is_not_needed(book: Book, stick: Path) -> None:
    # A stick without power answers nothing, not even to who has it open.
    pull_out(stick)
    (stick.with_name("拔出") / book.path.name).write_bytes(b"")
    insist(book, lambda: type_amount(book, 200))
    assert small.amounts(book) == [100, 200]


# After a crash


def crash(book: Book) -> None:
    """The program ends without a goodbye; the connections of a dead process are closed by the system."""
    book.close()


def test_what_could_not_be_written_survives_a_crash_of_the_program(book: Book, stick: Path, here: Path) -> None:
    pull_out(stick)
    insist(book, lambda: type_amount(book, 200), here)
    insist(book, lambda: type_amount(book, 300), here)
    crash(book)
    put_back(stick)
    with small.reopen(stick / "样例.ysb") as again:
        (kept,) = recovery.kept_of(here, small.UUID)
        before = small.amounts(again)
        again.take_back(kept)
        assert (before, kept.note.gestures, small.amounts(again), again.stages.rows("form_06")[0][-1]) == (
            [100], 2, [100, 200, 300], 600,
        )  # fmt: skip
    assert (on_disk(stick / "样例.ysb"), recovery.kept_of(here, small.UUID)) == ([100, 200, 300], ())


def test_what_was_left_is_not_written_into_a_book_that_went_on_without_it(book: Book, stick: Path, here: Path) -> None:
    pull_out(stick)
    insist(book, lambda: type_amount(book, 200), here)
    crash(book)
    put_back(stick)
    with small.reopen(stick / "样例.ysb") as again:
        type_amount(again, 999)
        (kept,) = recovery.kept_of(here, small.UUID)
        with pytest.raises(BookError, match="被改动过"):
            again.take_back(kept)
        assert small.amounts(again) == [100, 999]
    assert recovery.kept_of(here, small.UUID) == (kept,)


def test_nothing_is_left_on_this_machine_once_it_is_written(book: Book, stick: Path, here: Path) -> None:
    pull_out(stick)
    insist(book, lambda: type_amount(book, 200), here)
    put_back(stick)
    book.come_back()
    assert list(here.iterdir()) == []


def test_a_damaged_copy_on_this_machine_changes_nothing(book: Book, stick: Path, here: Path) -> None:
    pull_out(stick)
    insist(book, lambda: type_amount(book, 200), here)
    crash(book)
    put_back(stick)
    (kept,) = recovery.kept_of(here, small.UUID)
    kept.copy.write_bytes(b"nonsense" * 4096)
    with small.reopen(stick / "样例.ysb") as again:
        with pytest.raises(BookError):
            again.take_back(kept)
        assert small.amounts(again) == [100]


def test_a_folder_of_this_machine_that_takes_nothing_leaves_the_book_in_memory(
    book: Book, stick: Path, tmp_path: Path
) -> None:
    (tmp_path / "文件").write_text("")
    pull_out(stick)
    insist(book, lambda: type_amount(book, 200), tmp_path / "文件")
    assert book.away is not None
    assert (book.away.kept_here, small.amounts(book)) == (False, [100, 200])


def test_the_copy_in_memory_is_the_book_to_the_last_row_after_every_commit(book: Book, stick: Path) -> None:
    for amount in (200, 300):
        type_amount(book, amount)
    book.undo()
    with book.beyond_undo():
        book.connection.execute("update book set frozen = 1")
        book.connection.execute("update book set frozen = 0")
    said = "\n".join(book.connection.iterdump())
    book.go_on_in_memory(BookAway("试试"))
    dump = "\n".join(sqlite3.Connection.iterdump(book.connection))
    assert dump == said
