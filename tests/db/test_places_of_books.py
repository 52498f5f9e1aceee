"""Where a book may lie: Chinese names, blanks, deep folders; and what is said where it cannot."""

import os
import platform
from pathlib import Path

import pytest

from db.book import Book
from db.errors import BookError, NotABook, ReadOnlyPlace, WriteFailed
from db.file.synced import conflicts_of, service_of
from tests.db import small


def deep(folder: Path, size: int) -> Path:
    """A folder so many bytes deep, with Chinese and a blank in every name."""
    while len(os.fsencode(folder)) < size - 100:
        folder = folder / "部门 预算 二〇二四年 资料"
    folder = folder / ("a" * (size - len(os.fsencode(folder)) - 1))
    folder.mkdir(parents=True)
    return folder


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("book") / "样例.ysb"
    small.create(path).close()
    return path.read_bytes()


def put(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def test_a_book_far_down_is_written_and_copied(tmp_path: Path, content: bytes) -> None:
    path = put(deep(tmp_path, 400) / "甲.ysb", content)
    assert len(str(path.parent)) + len("甲.ysb") < len(os.fsencode(path))
    with small.reopen(path) as book, book.action("记一笔"):
        book.connection.execute(small.NEW_LINE, (7530,))
    with small.reopen(path) as book:
        book.back_up("导入前")
        assert small.amounts(book) == [7530]


def test_a_path_of_more_than_260_signs_is_no_matter_where_the_system_takes_it(tmp_path: Path, content: bytes) -> None:
    folder = tmp_path
    while len(str(folder)) < 260:
        folder = folder / "yusuan ziliao"
    folder.mkdir(parents=True)
    with small.reopen(put(folder / "a.ysb", content)) as book:
        assert book.writable


@pytest.mark.parametrize("size", [600, 1100, 3000])
def test_where_the_folders_go_too_deep_that_is_said(tmp_path: Path, content: bytes, size: int) -> None:
    path = put(deep(tmp_path, size) / "甲.ysb", content)
    for way in (small.reopen, small.look):
        with pytest.raises(NotABook, match=r"“甲.ysb”打不开：文件夹套得太深.*上几级"):
            way(path)


def test_no_book_is_made_where_the_folders_go_too_deep(tmp_path: Path) -> None:
    folder = deep(tmp_path, 600)
    with pytest.raises(WriteFailed, match="文件夹套得太深"):
        small.create(folder / "甲.ysb")
    assert list(folder.iterdir()) == []


def test_a_copy_that_would_lie_too_deep_is_refused_with_the_reason(tmp_path: Path, content: bytes) -> None:
    path = put(deep(tmp_path, 490) / "甲.ysb", content)
    with small.reopen(path) as book, pytest.raises(WriteFailed, match="文件夹套得太深"):
        book.back_up("导入前")


def test_a_book_with_too_long_a_name_can_be_looked_at_only(tmp_path: Path, content: bytes) -> None:
    path = put(tmp_path / f"{'甲' * 83}.ysb", content)
    with pytest.raises(ReadOnlyPlace, match="文件名太长"):
        small.reopen(path)
    with small.look(path) as book:
        assert book.record().uuid == small.UUID


def test_a_name_that_no_system_takes_is_refused_in_chinese(tmp_path: Path) -> None:
    with pytest.raises(NotABook, match="文件名太长"):
        Book.read(tmp_path / f"{'甲' * 100}.ysb")


def test_a_book_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(BookError, match="核对文件名"):
        Book.open(tmp_path / "甲.ysb")


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("/C/Users/wang/OneDrive/桌面", "OneDrive"),
        ("/C/Users/wang/OneDrive - 江汉区信访局/预算", "OneDrive"),
        ("/D/我的坚果云/2024", "坚果云"),
        ("/D/BaiduSyncdisk", "百度网盘"),
        ("/D/预算/OneDrive的说明", ""),
        ("/D/预算", ""),
    ],
)
def test_whose_folder_a_book_lies_in(folder: str, service: str) -> None:
    assert service_of(Path(folder) / "甲.ysb") == service


def test_a_book_that_is_called_like_a_service_lies_in_no_folder_of_it() -> None:
    assert service_of(Path("/D/预算/OneDrive")) == ""


CONFLICTS = (
    *("-冲突", "-冲突 (1)", "-NSConflict-王老师-2024", "(冲突)", " (conflicted copy 2024-11-05 093000)"),
    *(" (wang's conflicted copy 2024-11-05)", "(王 的冲突副本 2024-11-05)", "（王的冲突文件）"),
    *(".sync-conflict-20241105-093000-ABCDEFG", f"-{platform.node()}", f"-{platform.node().upper()}-2", "_冲突文件_王"),
)
OTHERS = ("（另存）", "会计冲突事项", "-冲突事项", "（冲突事项）", f"-{platform.node()}说明", "-conflicting", "冲突")


def test_the_copies_of_a_conflict_are_known_by_their_names(tmp_path: Path) -> None:
    for name in ("甲", *(f"甲{rest}" for rest in (*CONFLICTS, *OTHERS)), "乙-冲突"):
        (tmp_path / f"{name}.ysb").touch()
    (tmp_path / "甲-冲突.xlsx").touch()
    assert set(conflicts_of(tmp_path / "甲.ysb")) == {f"甲{rest}.ysb" for rest in CONFLICTS}
