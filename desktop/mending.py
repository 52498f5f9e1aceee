"""Ways out at one click: on a finding of the list, in the menu of a cell, and by Ctrl+. at either."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from db.entry.mends import Mend
    from db.forms.sheet import Cell
    from desktop.folding import Folding
    from desktop.panels.status_line import StatusLine
    from desktop.rooms import Rooms
    from desktop.session import Session

KEY = "Ctrl+."


class Mending(QObject):
    """Takes ways out. What has the focus keeps it: after a mend the user is where he was."""

    def __init__(self, session: Session, rooms: Rooms, status: StatusLine, folding: Folding) -> None:
        super().__init__(rooms)
        self._session = session
        self._panel = rooms.findings
        self._folding = folding
        self._view = rooms.workspace.view
        self._list = rooms.findings.list
        self._status = status
        self.menu: QMenu | None = None  # the choice that is open, where there are several ways
        self._view.ways_out = self._words
        rooms.findings.mend.connect(self.take)
        rooms.findings.choose.connect(lambda ways, at: self._choose(ways, self._list.viewport().mapToGlobal(at)))
        key = QShortcut(QKeySequence(KEY), self._view)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(self.mend_current)

    def visit(self) -> None:
        """Go to the list of findings with the keyboard; from there, put it away and go back to the form."""
        if not self._panel.isHidden() and (self._list.hasFocus() or not self._panel.model.found):
            self._folding.fold("findings")
            self._view.setFocus()
        else:
            self._folding.show("findings")
            self._panel.visit()

    def take(self, mend: Mend) -> None:
        """Take a way out, and say what was done."""
        from db.mending import take

        if self._session.gesture(lambda: take(self._session.book, mend)):
            self._status.show_note(f"✓ 已改正：{mend.label}（Ctrl+Z 撤销）", "fine")

    def mend_current(self) -> None:
        """The way out at the current cell, or a choice of them."""
        self._view.commit_open_editor()
        cell = self._view.current_cell()
        ways = self._ways(cell)
        if not ways:
            wrong = cell is not None and (cell.problem or cell.remark)
            said = "这一格没有能直接改正的办法，请按提示修改。" if wrong else "这一格没有要改正的。"
            self._status.show_note(said)
        elif len(ways) == 1:
            self.take(ways[0])
        else:
            self._choose(ways, self._below_current())

    def _ways(self, cell: Cell | None) -> Sequence[Mend]:
        reading = self._session.reading
        return reading.ways_out(cell) if cell is not None and reading.writable else ()

    def _words(self, cell: Cell) -> list[tuple[str, partial[None]]]:
        """What the menu of a cell offers."""
        return [(mend.label, partial(self.take, mend)) for mend in self._ways(cell)]

    def _below_current(self) -> QPoint:
        grid = self._view.grid
        return grid.viewport().mapToGlobal(grid.visualRect(grid.currentIndex()).bottomLeft())

    def _choose(self, ways: Sequence[Mend], at: QPoint) -> None:
        owner: QWidget = self._view
        menu = QMenu(owner)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for mend in ways:
            menu.addAction(mend.label, partial(self.take, mend))
        menu.setActiveAction(menu.actions()[0])
        self.menu = menu
        menu.destroyed.connect(self._closed)
        menu.popup(at)

    def _closed(self) -> None:
        self.menu = None
