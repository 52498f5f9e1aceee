"""The log: what the program did and when, for whoever has to find out why something went wrong.

Never a figure, a caption or a text of a book: what can be written are the few things below, in words of ours.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from db.errors import BookError
    from desktop.surroundings import BookFacts

NAME = "log.txt"
LARGEST = 256 * 1024  # bytes
FILES = 3
SLOW = 1.0  # seconds from which on a gesture is worth a line


class Diary:
    """Lines in `log.txt` of a folder, and in two older files. Where they cannot be written, nothing is.

    Not logging.handlers, which reads in sockets; and a file that is closed after each line can be set aside also while
    another window writes into it.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME

    def started(self, versions: str, screens: str) -> None:
        """The window stands."""
        self._write(f"启动：{versions}；{screens}")

    def ended(self, code: int) -> None:
        """The program ends, with that exit code."""
        self._write(f"结束：{code}")

    def opened(self, book: BookFacts) -> None:
        """A book was opened."""
        self._write(f"打开：{book.said()}")

    def closed(self) -> None:
        """The book was closed."""
        self._write("关闭账套")

    def took(self, deed: Callable[[], object], seconds: float) -> None:
        """A gesture was slow; of `deed` only the name it has in the code."""
        if seconds >= SLOW:
            self._write(f"慢：{_code_name(deed)} {seconds:.1f} 秒")

    def refused(self, refusal: BookError) -> None:
        """Something was refused; only the class of `refusal`."""
        self._write(f"拒绝：{type(refusal).__name__}")

    def exported(self, round_number: int, files: Collection[Path], seconds: float) -> None:
        """A submission of the pack's round of that number was made; of the files only their kinds."""
        from db.exchange.naming import ENDINGS
        from desktop.plain import GONE

        known = frozenset(ENDINGS.values())
        kinds = "、".join(sorted({path.suffix[1:] if path.suffix in known else GONE for path in files}))
        self._write(f"上报：第 {round_number} 轮，{kinds}，{seconds:.1f} 秒")

    def failed(self, error: BaseException) -> None:
        """A bug; its report is a file of its own."""
        self._write(f"出错：{type(error).__name__}")

    def _write(self, line: str) -> None:
        now = datetime.datetime.now().astimezone()
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            if self._path.exists() and self._path.stat().st_size >= LARGEST:
                self._set_aside()
            with self._path.open("a", encoding="utf-8") as file:
                file.write(f"{now:%Y-%m-%d %H:%M:%S} [{os.getpid()}] {line}\n")
        except OSError:
            return

    def _set_aside(self) -> None:
        for number in range(FILES - 1, 0, -1):
            newer = self._path.with_name(f"log.{number - 1}.txt") if number > 1 else self._path
            if newer.exists():
                newer.replace(self._path.with_name(f"log.{number}.txt"))


def _code_name(deed: Callable[[], object]) -> str:
    return str(getattr(deed, "__qualname__", type(deed).__name__)).replace(".<locals>.<lambda>", "")
