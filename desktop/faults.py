"""Failures below Python: a file that the interpreter writes into while it dies, found by the next start.

Windows reports also what a library handles itself, so only a file whose program did not end by itself counts.
"""

from __future__ import annotations

import datetime
import faulthandler
import os
from contextlib import suppress
from pathlib import Path
from typing import TextIO

_BEGIN = "fault-"


class Guard:
    """From `begin` to `end` of one program."""

    def __init__(self, path: Path, file: TextIO) -> None:
        self._path = path
        self._file = file

    @classmethod
    def begin(cls, folder: Path) -> Guard | None:
        """Have a failure written into a file in `folder`; None when that is not possible."""
        path = folder / f"{_BEGIN}{os.getpid()}.txt"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            file = path.open("w", encoding="utf-8")
        except OSError:
            return None
        faulthandler.enable(file)
        return cls(path, file)

    def end(self) -> None:
        """The program ends by itself."""
        faulthandler.disable()
        self._file.close()
        with suppress(OSError):
            self._path.unlink()


def found(folder: Path) -> Path | None:
    """The report of a program that died since this was asked last, the newest of several; named as reports are."""
    from db.file.summons import is_running

    newest: Path | None = None
    for path in sorted(folder.glob(f"{_BEGIN}*.txt")):
        number = path.stem.removeprefix(_BEGIN)
        with suppress(OSError):
            if number.isdecimal() and is_running(int(number)):
                continue
            state = path.stat()
            if not state.st_size:  # switched off, or ended from outside
                path.unlink()
                continue
            when = datetime.datetime.fromtimestamp(state.st_mtime).astimezone()
            newest = path.replace(folder / f"{when:%Y%m%d-%H%M%S}-{number}.txt")
    return newest
