"""Where the program keeps what is its own and no book's: with its user, or beside a program that is carried about.

The window and the command line find the same folder, with Qt and without.
"""

import os
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import NamedTuple

VENDOR, NAME = "yusuanben", "预算本"
MARK = "portable.txt"  # beside the program: everything stays in that folder
_MAIL = "content.outlook"  # where Outlook puts an attachment that is opened
PACKS = "YUSUANBEN_PACKS"  # in the environment: another folder for the packs that were added


class Own(NamedTuple):
    """The folder, which need not exist yet. `refusal`: why that of a portable program was not used, for the user."""

    folder: Path
    portable: bool = False
    refusal: str = ""

    @property
    def packs(self) -> Path:
        """The shelf of the packs that were added to those of the program."""
        return Path(os.environ.get(PACKS) or self.folder / "packs")


def own_of(program: Path | None) -> Own:
    """The folder of a program that runs from that .exe; None: from source."""
    if program is None or not program.with_name(MARK).is_file():
        return Own(_of_the_user())
    if is_passing(program):
        said = (
            f"预算本是在压缩包里直接打开的，临时文件夹“{program.parent}”会被清掉，设置改存在本机；"
            "请先把压缩包整个解压到一个文件夹，再从那里打开。"
        )
        return Own(_of_the_user(), refusal=said)
    data = program.with_name("data")
    if _takes_files(data):
        return Own(data, portable=True)
    said = f"便携版的文件夹“{data}”不能写入，设置改存在本机；请把整个程序文件夹放到能写入的地方。"
    return Own(_of_the_user(), refusal=said)


def running() -> Path | None:
    """The .exe that is running; None: from source."""
    return Path(sys.executable) if getattr(sys, "frozen", False) else None


def _of_the_user() -> Path:
    # By name, not by what the application is called: the command line has none, and finds the same packs.
    return _shared() / VENDOR / NAME


def _shared() -> Path:
    """Where the programs of a user keep their data on this machine; the folder that Qt calls GenericDataLocation."""
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", "")
        return Path(local) if local else Path.home() / "AppData" / "Local"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    shared = Path(os.environ.get("XDG_DATA_HOME", ""))
    return shared if shared.is_absolute() else Path.home() / ".local" / "share"


@cache  # asked with every pack that is looked for
def is_passing(path: Path) -> bool:
    """Does it lie where programs that show archives, or mail, put what is opened within them, to be swept away?"""
    if _MAIL in (part.lower() for part in path.parts):
        return True
    passing = [Path(os.environ[name]) for name in ("TEMP", "TMP") if os.environ.get(name)]
    with suppress(OSError):
        # Compared as the disk has it: the same folder has also a short name.
        # A whole disk that somebody gave to them is more than that.
        above = [folder for folder in path.absolute().parents if folder != folder.parent]
        return any(one.exists() and one.samefile(folder) for one in passing for folder in above)
    return False


@cache
def _takes_files(folder: Path) -> bool:
    # Tried, not asked: what Windows says about rights is no promise.
    trial = folder / f"~{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        trial.touch()
    except OSError:
        return False
    with suppress(OSError):
        trial.unlink()
    return True
