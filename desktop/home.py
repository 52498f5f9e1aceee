"""Where the program keeps what is its own and no book's: settings, log, kept copies, packs that were added."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QSettings, QStandardPaths

VENDOR, NAME = "yusuanben", "预算本"
MARK = "portable.txt"  # beside the program: everything stays in that folder


class Home(NamedTuple):
    """The places, of which none need exist yet.

    `settings`: a file; `log`: reports and log; `kept`: what the disk of a book did not take; `packs`: a shelf of packs
    besides those of the program. `refusal`: why the folder of a portable program was not used, for the user.
    """

    settings: Path
    log: Path
    kept: Path
    packs: Path
    refusal: str = ""

    def memory(self) -> QSettings:
        """What is remembered outside of books: recent files, theme, sizes of the window."""
        return QSettings(str(self.settings), QSettings.Format.IniFormat)


def home_of(program: Path | None) -> Home:
    """The places of a program that runs from that .exe; None: from source."""
    if program is None or not program.with_name(MARK).is_file():
        return _of_the_user()
    data = program.with_name("data")
    if _takes_files(data):
        return Home(data / "window.ini", data / "log", data / "kept", data / "packs")
    said = f"便携版的文件夹“{data}”不能写入，设置改存在本机；请把整个程序文件夹放到能写入的地方。"
    return _of_the_user()._replace(refusal=said)


def this_home() -> Home:
    """The places of the program that is running."""
    return home_of(Path(sys.executable) if getattr(sys, "frozen", False) else None)


def _of_the_user() -> Home:
    # By name, not by what the application is called: the command line has none, and finds the same packs.
    shared = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation)
    own = Path(shared) / VENDOR / NAME
    settings = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, VENDOR, "window").fileName()
    return Home(Path(settings), own / "log", own / "kept", own / "packs")


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
