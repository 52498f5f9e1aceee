"""The manual says what is so: its buttons, keys, links and pictures are those that there are."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
from PySide6.QtGui import QImage

import resources
from desktop.commands import ACTIONS
from desktop.manual.contents import Manual, Target, read, target_of
from desktop.manual.keys import DEEDS, of_sheet, spoken
from desktop.places import Place
from desktop.sheet.keys import ASKED, MOVES

ROOT = Path(__file__).resolve().parents[2]
FOLDER = resources.path("manual")
LARGEST, ALL_TOGETHER = 80_000, 500_000  # bytes: the installer may not grow by more than 1 MB
KEY = re.compile(r"((Ctrl|Alt|Shift)\+)*(F\d\d?|[A-Z]|[A-Z][a-zA-Z]+|[-=.0+↑↓←→])")


@pytest.fixture(scope="module")
def manual() -> Manual:
    return read()


@pytest.fixture(scope="module")
def written() -> str:
    """What the program and its packs say and answer to."""
    files = [path for path in (ROOT / "desktop").rglob("*.py") if path != ROOT / "desktop" / "manual" / "keys.py"]
    files += (ROOT / "resources" / "packs").rglob("*.toml")
    return "\n".join(path.read_text("utf-8") for path in files)


def named(manual: Manual, pattern: str) -> Iterator[tuple[str, str]]:
    """The page and the words of each place that a pattern matches."""
    for page in manual.pages:
        for found in re.finditer(pattern, page.text):
            yield page.name, found[1]


def test_目录里列着全部的页(manual: Manual) -> None:
    assert sorted(page.name for page in manual.pages) == sorted(path.stem for path in FOLDER.glob("*.md"))


def test_手册里的按钮窗口里都有(manual: Manual, written: str) -> None:
    assert [one for one in named(manual, r"【([^】]+)】") if one[1] not in written] == []


def test_手册里的键程序都认得(manual: Manual, written: str) -> None:
    known = {spoken(key) for _, keys in ACTIONS.values() for key in keys}
    known |= {spoken(key) for key in re.findall(r"(?:(?:Ctrl|Alt|Shift)\+)+[^\s\"'“”；，。、（）)]+", written)}
    known |= set(re.findall(r"Key_(\w+)", written)) | set(re.findall(r"`([^`]+)`", of_sheet()))
    keys = [(page, key) for page, key in named(manual, r"`([^`]+)`") if KEY.fullmatch(key)]
    assert [one for one in keys if one[1] not in known] == []


def test_快捷键表里有窗口的每一个键(manual: Manual) -> None:
    table = manual.page("keys").text
    assert [key for _, keys in ACTIONS.values() for key in keys if f"`{spoken(key)}`" not in table] == []


def test_快捷键表里有表格的每一个动作() -> None:
    assert {*MOVES.values(), *ASKED.values()} == set(DEEDS)


def test_页里的链接都通(manual: Manual) -> None:
    targets = [target_of(link) for _, link in named(manual, r"(?<!!)\[[^\]]+\]\(([^)]+)\)")]
    assert targets
    assert [target for target in targets if not leads(manual, target)] == []


def test_窗口各处都有对应的说明(manual: Manual) -> None:
    kinds = get_args(get_type_hints(Place)["kind"])
    assert [kind for kind in kinds if kind not in manual.places] == []
    assert [place for place, target in manual.places.items() if not leads(manual, target)] == []


def test_每个对话框都有对应的说明(manual: Manual, written: str) -> None:
    dialogs = set(re.findall(r"^class (\w+Dialog)\(", written, re.MULTILINE)) - {"FormDialog", "FittingDialog"}
    assert dialogs == {place for place in manual.places if place.endswith("Dialog")}


def leads(manual: Manual, target: Target) -> bool:
    return any(page.name == target.page and target.heading in ("", page.title, *page.headings) for page in manual.pages)


def test_图都有也都用到(manual: Manual) -> None:
    wanted = {name for _, name in named(manual, r"!\[[^\]]*\]\(pictures/([^)]+)\)")}
    assert wanted == {path.name for path in (FOLDER / "pictures").iterdir()}


def test_每张图都说明画的是什么(manual: Manual) -> None:
    assert [page for page, said in named(manual, r"!\[([^\]]*)\]") if not said] == []


def test_图不占地方() -> None:
    sizes = {path.name: path.stat().st_size for path in (FOLDER / "pictures").iterdir()}
    assert {name: size for name, size in sizes.items() if size > LARGEST} == {}
    assert sum(sizes.values()) < ALL_TOGETHER


@pytest.mark.parametrize("path", sorted((FOLDER / "pictures").iterdir()), ids=lambda path: path.stem)
def test_图只用256种颜色(path: Path) -> None:
    assert QImage(str(path)).format() == QImage.Format.Format_Indexed8


# -- finding


def test_查找说出在哪一页哪一节(manual: Manual) -> None:
    hits = manual.find("未知的发布者")
    assert [(hit.target, hit.title) for hit in hits] == [(Target("install", "安装"), "安装与升级 · 安装")]
    assert "未知的发布者" in hits[0].excerpt


def test_查找不分大小写(manual: Manual) -> None:
    assert manual.find("EXCEL") == manual.find("excel")
    assert manual.find("excel")


def test_查找不理会版面上的记号(manual: Manual) -> None:
    assert manual.find("pictures/") == manual.find("**") == ()


def test_什么也不写就什么也找不到(manual: Manual) -> None:
    assert manual.find(" ") == ()


def test_不知道在哪里就从头看起(manual: Manual) -> None:
    assert manual.about(["没有的地方"]) == Target("quick_start")


def test_没有的页说没有(manual: Manual) -> None:
    with pytest.raises(KeyError):
        manual.page("没有")


def test_一行末尾的换行不成空格(manual: Manual) -> None:
    assert re.findall(r"[一-鿿，。]\n *[一-鿿]", "\n".join(page.text for page in manual.pages)) == []
