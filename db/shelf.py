"""Which packs there are on the shelves."""

from collections.abc import Sequence
from pathlib import Path

from db.errors import PackError
from db.pack import default_shelves


def newest(shelves: Sequence[Path] | None = None) -> str:
    """The pack a new book starts from: the last by name, for a name ends in its year. Raises PackError: none."""
    folders = tuple(shelves) if shelves is not None else default_shelves()
    found = [path.parent.name for shelf in folders for path in shelf.glob("*/pack.toml")]
    if not found:
        raise PackError("没有找到任何表样包。请重新安装程序。")
    return max(found)
