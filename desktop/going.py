"""Ctrl+G: a typed line becomes a place of the book, or a sentence why there is none."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from db.destinations import Destination, Destinations, refusal
from desktop.places import PAGES

if TYPE_CHECKING:
    from db.forms.sheet import Sheet
    from desktop.rooms import Rooms
    from desktop.session import Session


class Going(QObject):
    """Fills the line with offers and goes. `go(address)` shows a cell."""

    def __init__(self, session: Session, rooms: Rooms, go: Callable[[str], bool]) -> None:
        super().__init__(rooms)
        self._session = session
        self._rooms = rooms
        self._go = go
        self._line = rooms.workspace.goto
        self._line.wanted.connect(self.go_to)
        self._line.left.connect(self._give_back)
        session.closed.connect(self._line.hide)

    def begin(self) -> None:
        """Ask where to."""
        workspace = self._rooms.workspace
        workspace.search.hide()
        reading = self._session.reading
        pages = [(place.id, place.title) for place in reading.places if place.kind in PAGES]
        self._line.offers = Destinations(self._session.book.pack, reading.initials, pages).offers
        self._line.begin()

    def go_to(self, wanted: Destination) -> None:
        """Go there, or say why not."""
        if not wanted.address:
            self._turn_to(wanted.owner)
            return
        reason = refusal(wanted, self._sheet(wanted.address))
        if reason:
            self._line.refuse(reason)
            return
        self._go(wanted.address)
        self._arrive()

    def _turn_to(self, page: str) -> None:
        """A page without cells."""
        place = next((it for it in self._session.reading.places if it.id == page), None)
        if place is not None:
            self._rooms.navigation.choose(place)
            self._arrive()

    def _arrive(self) -> None:
        self._line.hide()
        QTimer.singleShot(0, self._rooms.workspace, self._rooms.workspace.take_focus)

    def _sheet(self, address: str) -> Sheet | None:
        reading = self._session.reading
        place = reading.place_of(address)
        return reading.sheet(place, reading.part_of(address)) if place is not None else None

    def _give_back(self) -> None:
        self._rooms.workspace.take_focus()
