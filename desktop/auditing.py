"""The page of all checks follows the open book: made when it is looked at, and when the hand rests after a change."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

from desktop.panels.widgets import button

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from desktop.paging import Paging
    from desktop.panels.checks_page import ChecksPage
    from desktop.places import Place
    from desktop.rooms import Rooms
    from desktop.session import Session

REST_MS = 200  # after a change, before all comparisons are made again


class Auditing(QObject):
    """Shows every check of the pack with its state, and leads to the cells it has compared."""

    def __init__(self, session: Session, rooms: Rooms, paging: Paging, action: QAction) -> None:
        super().__init__(rooms)
        self._session = session
        self._rooms = rooms
        self._paging = paging
        self._furnished: object = None  # the book whose names the page knows
        self._here = False  # is it the page that is shown?
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._show)
        paging.turned.connect(self._turn)
        session.closed.connect(self._forget)
        action.triggered.connect(lambda _checked=False: self.visit())
        word = button("全部审核规则", "aside", self.visit)
        word.setToolTip("每条规则审了什么、两边各是多少、不适用的为什么 (Shift+F7)")
        rooms.findings.aside.insertWidget(rooms.findings.aside.count() - 1, word)
        rooms.findings.model.rules = True
        rooms.findings.rule.connect(self.visit_check)
        rooms.workspace.submission.rules.connect(self.visit)

    @cached_property
    def page(self) -> ChecksPage:
        """The page itself."""
        page = self._rooms.workspace.checks
        page.go.connect(self._paging.go_to)
        page.copy.connect(self._copy)
        return page

    def visit(self) -> None:
        """Turn to the page, with the keyboard in its list."""
        place = next(place for place in self._session.reading.places if place.kind == "checks")
        self._rooms.navigation.choose(place)
        if self._rest.isActive():
            # Who asks for it wants it as it is now.
            self._rest.stop()
            self._show()
        self._rooms.workspace.take_focus()

    def visit_check(self, check_id: str) -> None:
        """Turn to the page, with one check unfolded."""
        self.visit()
        self.page.show_check(check_id)

    def _copy(self) -> None:
        """All checks with both sides of all they compared, as the command line prints them."""
        from db.printout_checks import book_text

        text = book_text(self._session.book)
        QGuiApplication.clipboard().setText(text)
        self._session.told.emit(f"已复制全部审核规则和两边的数，共 {len(text.splitlines()):,} 行，可粘到 Word 或 WPS。")

    def _turn(self, place: Place, _key: str) -> None:
        was_here, self._here = self._here, place.kind == "checks"
        if not self._here:
            self._rest.stop()
        elif was_here:
            # The page is turned to anew when the book has changed.
            self._rest.start()
        else:
            self._show()

    def _forget(self) -> None:
        """The book is closed: nothing of it is left here."""
        self._rest.stop()
        if self._furnished is not None:
            self._furnished = None
            self.page.furnish({}, str, str)

    def _show(self) -> None:
        from db.checks.state import states

        if not self._session.is_open:
            return
        book = self._session.book
        if self._furnished is not book:
            self._furnished = book
            titles = {form.id: f"{form.id} {form.short}" for form in book.pack.forms.values()}
            self.page.furnish(titles, self._session.reading.initials.of, self._session.reading.spoken)
        self.page.show_states(states(book))
