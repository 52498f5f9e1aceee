"""What the Windows program weighs, as `make installer` left it in dist/."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from tests.bench.measure import Measured

ROOT = Path(__file__).resolve().parents[2]


def sizes(dist: Path = ROOT / "dist") -> Iterator[Measured]:
    """setup.exe and the folder, in millions of bytes; nothing of what has not been built."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    setup, folder = dist / f"{project['name']}-{project['version']}-setup.exe", dist / project["name"]
    if setup.is_file():
        yield Measured("setup_exe", setup.stat().st_size / 1e6, "MB", 22, "安装程序的大小")
    if folder.is_dir():
        bytes_of_all = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        yield Measured("folder", bytes_of_all / 1e6, "MB", 70, "装好后程序文件夹的大小")
    if not (setup.is_file() and folder.is_dir()):
        print("没有安装程序可量：dist/ 里还没有，先运行 make installer。")
