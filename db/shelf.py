"""Which packs there are on the shelves: those that ship with the program, and those that were added."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from db.errors import PackError
from db.pack import default_shelves, folder_of, info_of, installed_shelf
from db.packing.names import is_pack_id


class OnShelf(msgspec.Struct, frozen=True, kw_only=True):
    """A pack that a book can be made with. `installed`: it was added to those of the program.

    `fault`: why it cannot be used, or ''; what is not known of it then is empty.
    """

    id: str
    folder: Path
    installed: bool
    name: str = ""
    year: int = 0
    version: str = ""
    district: str = ""
    fault: str = ""


def newest(shelves: Sequence[Path] | None = None) -> str:
    """The pack a new book starts from, the first of `packs`. Raises PackError: none can be used."""
    shelves = _or_default(shelves)
    names = _names(shelves)
    if len(names) == 1:
        return names[0]  # unread: it is asked for with every workbook that comes by mail
    usable = next((each.id for each in packs(shelves) if not each.fault), None)
    if usable is None:
        raise PackError("没有找到任何表样包。请重新安装程序。")
    return usable


def fitting(year: int, district: str = "", shelves: Sequence[Path] | None = None) -> str:
    """The pack for a book of that year: of the `district`, when one is named and has any; of the year, when there is
    one; else the newest. Raises PackError: none can be used."""
    found = [each for each in packs(shelves) if not each.fault] if len(_names(_or_default(shelves))) > 1 else []
    if not found:
        return newest(shelves)
    return min(found, key=lambda each: (bool(district) and each.district != district, each.year != year)).id


def packs(shelves: Sequence[Path] | None = None) -> tuple[OnShelf, ...]:
    """Every pack, each once with the version that counts, those of the latest year first."""
    shelves = _or_default(shelves)
    found = (_on_shelf(name, shelves) for name in _names(shelves))
    return tuple(sorted(found, key=lambda each: (bool(each.fault), -each.year, each.id)))


def _or_default(shelves: Sequence[Path] | None) -> tuple[Path, ...]:
    return tuple(shelves) if shelves is not None else default_shelves()


def _names(shelves: Sequence[Path]) -> list[str]:
    found = {path.parent.name for shelf in shelves for path in shelf.glob("*/pack.toml")}
    # What is being installed, or makes place for it, has no name of a pack.
    return sorted(name for name in found if is_pack_id(name))


def _on_shelf(name: str, shelves: Sequence[Path]) -> OnShelf:
    folder = folder_of(name, shelves)
    assert folder is not None
    added = folder.parent == installed_shelf()
    try:
        info, _ = info_of(name, shelves)
    except PackError as fault:
        return OnShelf(id=name, folder=folder, installed=added, fault=fault.message)
    return OnShelf(
        id=name,
        folder=folder,
        installed=added,
        name=info.name,
        year=info.year,
        version=info.version,
        district=info.district,
    )
