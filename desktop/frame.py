"""How the window is laid out: bar, banner, the start page or what surrounds an open book, one line of state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.panels.standing import StandingBanner
from desktop.panels.start import StartPage
from desktop.panels.top_bar import Banner, TopBar
from desktop.panels.work_line import WorkLine

if TYPE_CHECKING:
    from desktop.palette import Palette
    from desktop.panels.status_line import StatusLine
    from desktop.rooms import Rooms
    from desktop.sheet.offers import Completions


class Frame(QWidget):
    """The parts by name: bar, standing, banner, work_line, start; rooms and status, once a book has been opened."""

    status: StatusLine

    def __init__(self, bar: TopBar) -> None:
        super().__init__()
        self.bar = bar
        self.standing = StandingBanner()
        self.banner = Banner()
        self.work_line = WorkLine()
        self.start = StartPage()
        self.rooms: Rooms | None = None
        self._pages = QStackedWidget()
        self._pages.addWidget(self.start)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.bar, self.standing, self.banner, self.work_line):
            column.addWidget(part)
        column.addWidget(self._pages, 1)
        self._column = column

    def furnish(self, palette: Palette, completions: Completions) -> Rooms:
        """Make what surrounds an open book."""
        from desktop.panels.status_line import StatusLine
        from desktop.rooms import Rooms

        self.rooms = Rooms(palette, completions)
        self._pages.addWidget(self.rooms)
        self.status = StatusLine()
        self._column.addWidget(self.status)
        return self.rooms

    def show_open(self, is_open: bool) -> None:
        """The form and its surroundings, or the start page."""
        self._pages.setCurrentIndex(1 if is_open else 0)
        self.bar.set_open(is_open)
        if self.rooms is not None:
            self.status.setVisible(is_open)

    def step_pane(self, by: int) -> None:
        """Give the focus to the next (1) or previous (-1) part that is in sight: Tab stays inside the form."""
        rooms = self.rooms
        if rooms is None:
            return
        ways: tuple[tuple[QWidget, QWidget], ...] = (
            (rooms.navigation, rooms.navigation),
            (rooms.workspace, rooms.workspace.stack.currentWidget()),
            (rooms.trace, rooms.trace),
            (rooms.notes, rooms.notes),
            (rooms.findings, rooms.findings.list),
            (self.bar, self.bar.brand),
        )
        from PySide6.QtCore import Qt

        # Without findings there is no list to go to.
        shown = [(pane, target) for pane, target in ways if target.isVisible()]
        focus = self.focusWidget()
        at = next((at for at, (pane, _) in enumerate(shown) if pane.isAncestorOf(focus)), 0)
        shown[(at + by) % len(shown)][1].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def recolour(self, palette: Palette) -> None:
        """Take the colours of another theme."""
        if self.rooms is not None:
            self.rooms.recolour(palette)
