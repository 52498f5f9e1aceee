"""A bug in the window: its report is kept, a page says what is safe, and the program starts again at the same cell.

Everything here runs in a program that has failed already: what cannot be found out is left out.
"""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from desktop.app import BUG
from desktop.launch import Start, words_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop.dialogs.crash import CrashDialog
    from desktop.diary import Diary
    from desktop.main_window import MainWindow
    from desktop.outside import Outside
    from desktop.session import Session

AGAIN = 60.0  # seconds within which a second failure is blamed on the cell


class Crashing(QObject):
    """One window's. `outside`: who starts the new program; `dialog`: the page, once it is open."""

    def __init__(self, window: MainWindow, start: Start, diary: Diary, clock: Callable[[], float]) -> None:
        """`start`: how the window came to be; `clock`: seconds."""
        super().__init__(window)
        self._window, self._session = window, window.session
        self._diary = diary
        self._clock = clock
        self._suspect_until = clock() + AGAIN if start.after_crash else clock()
        self.dialog: CrashDialog | None = None

    @cached_property
    def outside(self) -> Outside:
        """Other programs; asked for when something has failed, and not before."""
        from desktop.outside import Outside

        return Outside()

    def keep(self, error: BaseException) -> None:
        """One more failure, for the record."""
        from desktop.report import write

        write(self._report(error), self._window.home.log)
        self._diary.failed(error)

    def show(self, error: BaseException) -> None:
        """Keep the report, and show the page. A window that went wrong once is not worked on any further."""
        from desktop.dialogs.crash import Crash, CrashDialog
        from desktop.report import write

        text = self._report(error)
        self._diary.failed(error)
        start = self._anew()
        crash = Crash(
            what_is_safe(self._session),
            is_endangered(self._session),
            text,
            write(text, self._window.home.log),
            _onward(start),
        )
        dialog = CrashDialog(crash, self.outside, self._window)
        dialog.again.connect(lambda: self._start_again(dialog, start))
        dialog.elsewhere.connect(lambda: self._save_elsewhere(dialog))
        dialog.finished.connect(lambda: QApplication.exit(BUG))
        self.dialog = dialog
        dialog.open()

    def _report(self, error: BaseException) -> str:
        from desktop.report import report
        from desktop.surroundings import facts_of, screens, versions

        about: list[str] = []
        for line in (versions, screens, lambda: facts_of(self._session.book).said()):
            with suppress(Exception):
                about.append(line())
        return report(error, about)

    def _anew(self) -> Start:
        """What to start with: the same cell, unless it is under suspicion; then the page a book begins with."""
        session = self._session
        if not session.is_open:
            return Start()
        at = ""
        if self._clock() >= self._suspect_until:
            with suppress(Exception):
                workspace = self._window.workspace
                cell = workspace.view.current_cell() if workspace.sheet is not None else None
                at = cell.address if cell is not None else ""
        return Start(session.book.path, at, after_crash=True)

    def _start_again(self, dialog: CrashDialog, start: Start) -> None:
        with suppress(Exception):
            self._session.abandon()
        if self.outside.start(words_of(start)):
            QApplication.exit(BUG)
        else:
            dialog.complain("没有能重新打开，请退出后自己再启动。")

    def _save_elsewhere(self, dialog: CrashDialog) -> None:
        with suppress(Exception):
            self._window.keeping.save_elsewhere()
        if not is_endangered(self._session):
            dialog.set_safe(what_is_safe(self._session))


def is_endangered(session: Session) -> bool:
    """Would something be lost if the program ended now?"""
    with suppress(Exception):
        if session.is_open and session.book.away is not None:
            return session.unwritten > 0 and session.book.away.copy is None
    return False


def what_is_safe(session: Session) -> str:
    """What the user need not fear for, and where it is."""
    if not session.is_open:
        return "没有打开账套，什么也没有丢失。"
    name = f"“{session.book.path.name}”"
    if not session.book.writable:
        return f"{name}是只读打开的，文件没有改动。"
    away = session.book.away
    count = session.unwritten if away is not None else 0
    if not count or away is None:
        when = f"（{session.saved}）" if any(sign.isdigit() for sign in session.saved) else ""
        return f"{name}里提交过的内容都在磁盘上{when}，没有丢失；正在键入、还没有按回车的那一格除外。"
    copy: Path | None = away.copy
    if copy is None:
        return (
            f"{name}的磁盘不在，有 {count} 处修改只在内存里，程序一结束就没有了。请先“另存到别处”，再重新打开或退出。"
        )
    return (
        f"{name}的磁盘不在，有 {count} 处修改还没有写进去。它们没有丢失，另存在本机：\n{copy}\n"
        "磁盘恢复后打开这个账套，程序会问要不要写入。"
    )


def _onward(start: Start) -> str:
    if start.book is None:
        return "重新打开：程序重新启动。"
    return "重新打开：程序重新启动，" + ("回到原来的单元格。" if start.at else "先到“编制进度”，以免又停在出错的地方。")
