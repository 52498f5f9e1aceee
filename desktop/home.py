"""Where the program keeps what is its own and no book's: settings, log, kept copies, packs that were added."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QSettings

from db.places import VENDOR, own_of, running


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
    own = own_of(program)
    settings = own.folder / "window.ini" if own.portable else _settings_of_the_user()
    return Home(settings, own.folder / "log", own.folder / "kept", own.packs, own.refusal)


def this_home() -> Home:
    """The places of the program that is running."""
    return home_of(running())


def _settings_of_the_user() -> Path:
    return Path(QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, VENDOR, "window").fileName())
