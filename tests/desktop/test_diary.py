"""The log: what is in it, how large it gets, and that nobody waits for it."""

from pathlib import Path

from db.errors import FrozenBook
from desktop.diary import LARGEST, SLOW, Diary
from desktop.surroundings import BookFacts

BOOK = BookFacts("3f9a12c4", "jianghan-2024 第 1 版", 9, 143, writable=True)


def lines(folder: Path) -> list[str]:
    """Without time and process."""
    return [line.split("] ", 1)[1] for line in (folder / "log.txt").read_text("utf-8").splitlines()]


def test_a_day_is_told_in_order(tmp_path: Path) -> None:
    diary = Diary(tmp_path / "log")
    diary.started("预算本 0.1.0", "屏幕 1366×768 ×1")
    diary.opened(BOOK)
    diary.refused(FrozenBook("“信访局.ysb”已封存"))
    diary.exported(2, [Path("信访局.xlsx"), Path("信访局.pdf"), Path("甲.pdf")], 3.21)
    diary.failed(ZeroDivisionError("75.30"))
    diary.closed()
    diary.ended(0)
    assert lines(tmp_path / "log") == [
        "启动：预算本 0.1.0；屏幕 1366×768 ×1",
        "打开：账套 3f9a12c4，表样 jianghan-2024 第 1 版，第 9 版结构，143 行",
        "拒绝：FrozenBook",
        "上报：第 2 轮，pdf、xlsx，3.2 秒",
        "出错：ZeroDivisionError",
        "关闭账套",
        "结束：0",
    ]


def test_a_slow_gesture_is_told_by_the_name_it_has_in_the_code(tmp_path: Path) -> None:
    diary = Diary(tmp_path)
    diary.took(lambda: None, SLOW / 2)
    diary.took(lambda: None, SLOW)
    assert lines(tmp_path) == ["慢：test_a_slow_gesture_is_told_by_the_name_it_has_in_the_code 1.0 秒"]


def test_the_log_stays_in_three_files(tmp_path: Path) -> None:
    diary = Diary(tmp_path)
    for number in range(5):
        (tmp_path / "log.txt").write_text(f"{number}" * LARGEST, "utf-8")
        diary.closed()
    assert [(path.name, path.read_text("utf-8")[:1]) for path in sorted(tmp_path.iterdir())][:2] == [
        ("log.1.txt", "4"),
        ("log.2.txt", "3"),
    ]
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["log.1.txt", "log.2.txt", "log.txt"]


def test_where_the_log_cannot_be_written_the_program_goes_on(tmp_path: Path) -> None:
    (tmp_path / "log").touch()
    Diary(tmp_path / "log").opened(BOOK)
    assert (tmp_path / "log").read_bytes() == b""
