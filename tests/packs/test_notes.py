"""The filling notes of a pack: there for every form and entry tab, and read strictly."""

from pathlib import Path

import pytest

from db.errors import PackError
from db.pack import load
from tests.packs.test_second_pack import PACK

DISTRICT = load("jianghan-2024")


def with_notes(folder: Path, text: str) -> tuple[Path, ...]:
    """The shelf with a second pack that has one file of notes."""
    for name, content in {**PACK, "notes/one.toml": text}.items():
        target = folder / "riverside" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, encoding="utf-8")
    return (folder,)


@pytest.mark.parametrize("owner", [*DISTRICT.forms, *DISTRICT.entries])
def test_每张表和每个录入页都有填报说明(owner: str) -> None:
    assert DISTRICT.notes[owner].shows


@pytest.mark.parametrize("owner", list(DISTRICT.forms))
def test_每张表的说明写明各栏从哪里来(owner: str) -> None:
    assert DISTRICT.notes[owner].columns


def test_说明里写了不认识的键要拒绝(tmp_path: Path) -> None:
    shelf = with_notes(tmp_path, 'id = "71"\nshows = "用款"\nhint = "多余"\n')
    with pytest.raises(PackError, match=r"notes/one.toml 不合规定.*hint"):
        load("riverside", shelf)


def test_说明不属于任何表要拒绝(tmp_path: Path) -> None:
    shelf = with_notes(tmp_path, 'id = "99"\nshows = "用款"\n')
    with pytest.raises(PackError, match="99"):
        load("riverside", shelf)


def test_说明里的栏要写来源(tmp_path: Path) -> None:
    shelf = with_notes(tmp_path, 'id = "71"\nshows = "用款"\ncolumns = ["合计"]\n')
    with pytest.raises(PackError, match="栏：来源"):
        load("riverside", shelf)
