"""What a pack says of its checks: how grave each is, in which round; and what is wrong with what it says."""

from pathlib import Path

import msgspec
import pytest

import resources
from db.book import Book
from db.errors import PackError
from db.judging import Check, severities
from db.pack import load
from tests.db.test_checks import NEW, found, spend, state


def shelf_with(folder: Path, severities_line: str, check: str = "") -> tuple[Path, ...]:
    """A shelf with a pack that extends the district's."""
    pack = folder / "shelf" / "own"
    (pack / "checks").mkdir(parents=True)
    (pack / "pack.toml").write_text(
        'id = "own"\nname = "自用"\nyear = 2024\nversion = "1"\ndistrict = "样例区"\nextends = "jianghan-2024"\n'
        f"{severities_line}\n",
        encoding="utf-8",
    )
    if check:
        (pack / "checks" / "own.sql").write_text(check, encoding="utf-8")
    return (folder / "shelf", resources.path("packs"))


def test_轮次不审的一条说明是本轮不审(tmp_path: Path) -> None:
    only_final = (
        "-- id: own\n-- title: 自用\n-- severity: error\n-- says: {place}不对\n-- rounds: 二上\n-- absent: 没有账套\n"
        "select book, '01!r28.income' as address, 1 as left_value, '' as other_address, 2 as right_value, 0 as holds "
        "from form_01"
    )
    shelves = shelf_with(tmp_path, "", only_final)
    with Book.create(tmp_path / "自用.ysb", msgspec.structs.replace(NEW, pack="own"), shelves) as book:
        assert state(book, "own").reason == "本轮（一上）不审这一条"


def test_严重程度按轮次_没写的轮次跟最后一个() -> None:
    assert severities("一上:hint 二上:error") == {"一上": "hint", "二上": "error", "": "error"}


@pytest.mark.parametrize("severity", ["", "fatal", "一上:", ":hint"])
def test_不认识的严重程度是表样包的错(severity: str) -> None:
    with pytest.raises(ValueError, match="severity"):
        severities(severity)


@pytest.mark.parametrize("says", ["{left", "{left!r}", "{left:>9}", "{}", "{Left}", "{a.b}"])
def test_句子里的花括号只能是栏名(says: str) -> None:
    with pytest.raises(ValueError, match="says"):
        Check(id="one", title="一", says=says, severity="error", sql="select 1")


def test_表样包可以改严重程度_也可以关掉(tmp_path: Path) -> None:
    shelves = shelf_with(tmp_path, '[severities]\nunknown-economic = "hint"\nzero-line = "off"')
    with Book.create(tmp_path / "自用.ysb", msgspec.structs.replace(NEW, pack="own"), shelves) as book:
        spend(book, 0, economic="30298")
        assert [each.severity for each in found(book, "unknown-economic")] == ["hint"]
        assert found(book, "zero-line") == []


def test_改了没有的审核是表样包的错(tmp_path: Path) -> None:
    shelves = shelf_with(tmp_path, '[severities]\nno-such = "hint"')
    with pytest.raises(PackError, match="no-such"):
        Book.create(tmp_path / "自用.ysb", msgspec.structs.replace(NEW, pack="own"), shelves)


def test_句子提到没有的栏在打开时就报错(tmp_path: Path) -> None:
    check = (
        "-- id: own\n-- title: 自用\n-- severity: error\n-- says: 第{nowhere}行不对\n"
        "select book, '' as address, 1 as left_value, '' as other_address, 1 as right_value, 1 as holds "
        "from fact_book;\n"
    )
    with pytest.raises(PackError, match="check_own"):
        Book.create(tmp_path / "自用.ysb", msgspec.structs.replace(NEW, pack="own"), shelf_with(tmp_path, "", check))


def test_写错的审核文件按文件名报错(tmp_path: Path) -> None:
    check = "-- id: own\n-- title: 自用\n-- severity: grave\n-- says: 不对\nselect 1;\n"
    with pytest.raises(PackError, match=r"own\.sql"):
        load("own", shelf_with(tmp_path, "", check))
