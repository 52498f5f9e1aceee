"""Workbooks that came by mail, one or three hundred: verified one after the other off the drawing thread, and shown in
a window of their own. The open book has no part in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from db.exchange.opening import ReadSheet
    from desktop.palette import Palette
    from desktop.received.window import ReceivedWindow
    from desktop.work import Progress, Work


class Receiving(QObject):
    """`refused(sentence, path, sheets)`: a single file that is no submission; `sheets` are what could be read of it.

    `working` tells of each slow work that begins; `rebuild(path)`: the book of that workbook is wanted. `window` is the
    one that is open, or None.
    """

    working = Signal(object)  # Work
    refused = Signal(str, object, object)
    rebuild = Signal(object)  # Path
    helped = Signal()  # the manual is wanted

    def __init__(self, owner: QWidget, palette: Callable[[], Palette]) -> None:
        super().__init__(owner)
        self._owner = owner
        self._palette = palette
        self.window: ReceivedWindow | None = None
        self._waiting: list[Path] = []
        self._work: Work | None = None
        self._alone: Path | None = None  # the file that was given by itself

    @property
    def idle(self) -> bool:
        """Is there nothing to verify?"""
        return self._work is None

    def take(self, paths: Sequence[Path]) -> None:
        """Verify these workbooks. Of several the list stands at once; a single one is shown when it has been read."""
        new = [path for path in dict.fromkeys(paths) if path not in self._waiting]
        if not new:
            return
        # Somebody who drops one file may mean his own entries; three hundred are submissions.
        self._alone = new[0] if len(new) == 1 and self._work is None else None
        if self.window is not None or len(new) > 1:
            self._open().add(new)
        self._waiting += new
        if self._work is None:
            self._next()

    def _open(self) -> ReceivedWindow:
        from desktop.received.window import ReceivedWindow

        if self.window is None:
            self.window = ReceivedWindow(self._palette, self._owner)
            self.window.dropped.connect(self.take)
            self.window.rebuild.connect(self.rebuild)
            self.window.helped.connect(self.helped)
            self.window.destroyed.connect(self._forget)
        self.window.show()
        self.window.activateWindow()
        return self.window

    def _next(self) -> None:
        from desktop.work import Work

        if not self._waiting:
            self._work = None
            return
        path = self._waiting.pop(0)
        rest = f"，还有 {len(self._waiting)} 份" if self._waiting else ""
        work = self._work = Work(f"正在核验 {path.name}{rest}", self)
        work.done.connect(lambda outcome: self._keep(path, outcome))
        work.refused.connect(lambda sentence: self._refuse(path, sentence, ()))
        work.broken.connect(_raise)
        work.cancelled.connect(self._waiting.clear)
        work.over.connect(self._next)
        work.over.connect(work.deleteLater)
        self.working.emit(work)
        if self.window is not None:
            self.window.work_line.watch(work)
        work.start(partial(_look, path, path == self._alone))

    def _keep(self, path: Path, outcome: object) -> None:
        from db.exchange.shown import Shown

        if not isinstance(outcome, Shown):
            assert isinstance(outcome, tuple)
            self._refuse(path, *outcome)
            return
        window = self._open() if self.window is None else self.window
        if path not in window.paths:
            window.add([path])
        window.take(path, outcome)

    def _refuse(self, path: Path, sentence: str, sheets: Sequence[ReadSheet]) -> None:
        if self.window is not None and path in self.window.paths:
            self.window.take(path, sentence)
        else:
            self.refused.emit(sentence, path, tuple(sheets))

    def _forget(self) -> None:
        """The window is closed: nobody waits for the rest."""
        self.window = None
        self._waiting.clear()
        if self._work is not None:
            self._work.cancel()


def _look(path: Path, alone: bool, progress: Progress) -> object:
    """What is seen of a workbook; of one that is entries, why it is not looked at and its sheets."""
    from db.exchange.entries import are_entries
    from db.exchange.opening import open_workbook
    from db.exchange.shown import look_at
    from db.pack import load
    from db.shelf import newest

    if alone:
        sheets = open_workbook(path).sheets
        if are_entries(sheets, load(newest())):
            return f"“{path.name}”是录入表，不是上报的工作簿；打开账套后可以导入。", sheets
    return look_at(path, progress.go_on)


def _raise(error: BaseException) -> None:
    """A bug of the other thread, on this one: the edge of the program catches it."""
    raise error
