"""The history beside the form, followed while it is open, and how a text came into a cell, said on hover."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from db.forms.sheet import Cell
    from desktop.rooms import Rooms
    from desktop.session import Session
    from desktop.shown import Gesture


class Stepping(QObject):
    """Wires the panel to the open book. `go_to` shows the cell at an address and tells whether there is one."""

    def __init__(self, session: Session, rooms: Rooms, go_to: Callable[[str], bool]) -> None:
        super().__init__(rooms)
        self._session = session
        self._panel = rooms.history
        self._go_to = go_to
        self._followed: object = None  # the book whose history the panel shows
        self._stale = True
        self._panel.step.connect(self.step)
        self._panel.go.connect(self.go)
        session.changed.connect(self._change)
        session.opened.connect(self._change)
        rooms.workspace.view.model.recall = self.recall

    def show(self) -> None:
        """The panel has come into sight: it shows how the book stands now."""
        session = self._session
        if not session.is_open or not self._panel.isVisible():
            return
        if self._followed is not session.book:
            self._followed = session.book
            self._panel.begin(session.reading.memory.gestures, session.reading.memory.tabs)
        elif self._stale:
            self._panel.refresh()
        self._stale = False

    def step(self, one: Gesture | None) -> None:
        """Undo or redo, one gesture after another, until this one is the newest that counts; None: none does."""
        if one is not None and one.state == "dropped":
            self._session.told.emit("这一步撤销后又做了别的修改，不能再重做；可以照它的内容重新填。")
            return
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            self._session.step_to(0 if one is None else one.action)
        finally:
            QGuiApplication.restoreOverrideCursor()

    def go(self, one: Gesture) -> None:
        """Show the cell that a gesture changed."""
        if not self._go_to(self._session.reading.memory.address_of(one.action)):
            self._session.told.emit("这一步改的那一行现在不在表里（可能后来删掉了）。")

    def recall(self, cell: Cell) -> str:
        """Who put the present text into a cell, when, and what stood there before; empty when nobody knows."""
        if cell.binding is None or not self._session.is_open:
            return ""
        return self._session.reading.memory.recalled(cell.binding)

    def _change(self) -> None:
        self._stale = True
        self.show()
