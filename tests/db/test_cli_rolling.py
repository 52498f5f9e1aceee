"""`yusuanben roll` and `yusuanben prior`: what they print, where, and how they end."""

from pathlib import Path

import pytest

from db.book import Book
from db.cli import main
from tests.db.entry_book import entry_book, type_in
from tests.db.foreign_workbook import published

Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book of 2024 with an obsolete code."""
    with entry_book(tmp_path_factory.mktemp("old")) as book:
        type_in(book, "basic", 1, "function", "2010308")
        return book.path


@pytest.fixture(scope="module")
def new(old: Path) -> Path:
    assert main(["roll", str(old), str(old.with_name("今年")), "--year", "2025"]) == 0
    return old.with_name("今年.ysb")


def test_沿用的部分和停用的科目印在屏上(old: Path, tmp_path: Path, capsys: Capture) -> None:
    assert main(["roll", str(old), str(tmp_path / "甲.ysb"), "--year", "2026"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert ("项目 2 个" in lines, any(line.startswith("2010308 信访事务") for line in lines)) == (True, True)


def test_文件名没有后缀也行(new: Path) -> None:
    with Book.read(new) as book:
        assert book.record().year == 2025


def test_新账套已经存在_一句话说明(old: Path, new: Path, capsys: Capture) -> None:
    assert (main(["roll", str(old), str(new)]), "已经存在" in capsys.readouterr().err) == (65, True)


def test_不要的部分写在选项里(old: Path, tmp_path: Path) -> None:
    assert main(["roll", str(old), str(tmp_path / "甲.ysb"), "--without", "项目", "--without", "绩效"]) == 0
    with Book.read(tmp_path / "甲.ysb") as book:
        assert book.connection.execute("select count(*) from project").fetchone() == (0,)


def test_取公开表的数_列出从多少到多少(new: Path, tmp_path: Path, capsys: Capture) -> None:
    workbook = published(2023).save(tmp_path / "公开表.xlsx")
    assert main(["prior", str(new), str(workbook), "--year", "2023"]) == 0
    assert "收支总预算\t没有 → 825.16" in capsys.readouterr().out.splitlines()


def test_年度不符_不取也不留备份(new: Path, tmp_path: Path, capsys: Capture) -> None:
    workbook = published(2022).save(tmp_path / "公开表.xlsx")
    kept = sorted((new.parent / "backups").glob("*")) if (new.parent / "backups").exists() else []
    code = main(["prior", str(new), str(workbook), "--year", "2021"])
    left = sorted((new.parent / "backups").glob("*")) if (new.parent / "backups").exists() else []
    assert (code, "2022 年" in capsys.readouterr().err, left) == (65, True, kept)


def test_上年账套也能取(old: Path, new: Path, capsys: Capture) -> None:
    assert main(["prior", str(new), str(old), "--year", "2024"]) == 0
    assert "2024年账套" in capsys.readouterr().out
