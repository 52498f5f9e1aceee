"""Packs added from the window: chosen or dropped, tried off the drawing thread, put in their place; and what waits for
one that is missing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from db.errors import MissingPack
    from db.packing.installing import Installed
    from desktop.exchange import Exchange
    from desktop.session import Session
    from desktop.work import Progress

PACKS = "表样包 (*.ysbpack)"

Wish = Callable[[], object]


class Packing(QObject):
    """Everything is said in the banner of the window."""

    def __init__(self, exchange: Exchange, session: Session) -> None:
        super().__init__(exchange)
        self._exchange = exchange
        self._session = session

    def choose(self, wish: Wish | None = None) -> None:
        """Ask for a pack and install it; `wish` is done after that."""
        chosen = self._exchange.choose_near("安装表样包", PACKS)
        if chosen is not None:
            self.install(chosen, wish)

    def install(self, path: Path, wish: Wish | None = None, *, replacing: bool = False) -> None:
        """Install the pack in a file, `replacing` even a later version; `wish` is done after that."""
        done = partial(self._end, path, wish)
        self._exchange.work(f"正在试用表样包 {path.name}", partial(_install, path, replacing), done)

    def miss(self, refusal: MissingPack) -> None:
        """A book was not opened for want of its pack: offer to install that, and to open the book after."""
        book = refusal.book
        wish = None if book is None else lambda: self._exchange.open_path(book)
        self._exchange.offered.emit(refusal.message, "error", "安装表样包…", lambda: self.choose(wish))

    def _end(self, path: Path, wish: Wish | None, outcome: Installed | str) -> None:
        if isinstance(outcome, str):
            again = partial(self.install, path, wish, replacing=True)
            self._exchange.offered.emit(f"⚠ {outcome}", "", "换成这一份", again)
            return
        self._session.told.emit(self._said(outcome))
        if wish is not None:
            wish()

    def _said(self, done: Installed) -> str:
        made = done.info
        before = f"，换下第 {done.before} 版" if done.before not in ("", made.version) else ""
        said = f"已安装表样包“{made.name}”（{made.year} 年，第 {made.version} 版）{before}"
        if self._session.is_open and self._session.book.pack.info.id == made.id:
            return f"{said}；打开着的账套关闭后再打开，就用这一版。"
        return f"{said}；新建账套时可选。"


def _install(path: Path, replacing: bool, progress: Progress) -> Installed | str:
    """What was installed, or why the user has to be asked first."""
    from db.packing.installing import NotNewer, install

    try:
        return install(path, replacing=replacing, go_on=progress.go_on)
    except NotNewer as refusal:
        return refusal.message
