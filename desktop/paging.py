"""Which part of which place is on the page, and how the page follows what changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.overview import overview
from desktop.places import PAGES
from desktop.reading import DISCLOSURE

if TYPE_CHECKING:
    from desktop.panels.status_line import StatusLine
    from desktop.places import Place
    from desktop.remarks import Remarks
    from desktop.rooms import Rooms
    from desktop.session import Session
    from desktop.tracing import Tracing


class Paging(QObject):
    """Turns the page; each place comes back with the part that was looked at last.

    `turned` carries the place and the part that are shown now, `disclosed`: it is the text of the disclosure.
    `all_findings`: list what tabs not begun lack at every place, for somebody walks from one to the next.
    """

    turned = Signal(object, str)
    disclosed = Signal()

    def __init__(self, session: Session, rooms: Rooms, tracing: Tracing, remarks: Remarks, status: StatusLine) -> None:
        super().__init__(rooms)
        self._session = session
        self._rooms = rooms
        self._tracing = tracing
        self._remarks = remarks
        self._status = status
        self.all_findings = False
        self._parts: dict[Place, str] = {}  # the part of each place that was looked at last
        self._shown: tuple[Place, str] | None = None  # place and part; behind the chosen ones until these are drawn
        rooms.navigation.chosen.connect(self.show_place)
        rooms.workspace.part_chosen.connect(self.show_part)
        rooms.findings.go.connect(lambda one: self.go_to(one.address))
        rooms.trace.go.connect(self.go_to)
        session.closed.connect(rooms.workspace.clear)

    def begin(self) -> None:
        """Another book: nothing of it has been looked at."""
        self._parts, self._shown, self.all_findings = {}, None, False
        self._rooms.findings.begin()

    def go_to(self, address: str) -> bool:
        """Show the cell at `address`, wherever it is; False when there is none."""
        if not address or not self._session.is_open:
            return False
        workspace, navigation = self._rooms.workspace, self._rooms.navigation
        workspace.view.commit_open_editor()
        reading = self._session.reading
        place = reading.place_of(address)
        if place is None:
            return False
        self._parts[place] = reading.part_of(address) or self._parts.get(place, "")
        if navigation.current() == place:
            self.show_place(place)
        else:
            navigation.choose(place)
        return workspace.go_to(address)

    def show_findings(self) -> None:
        """The findings as they are listed at this place."""
        reading, place = self._session.reading, self._rooms.navigation.current()
        self._rooms.findings.show_findings(reading.findings() if self.all_findings else reading.shown_findings(place))

    def show_place(self, place: Place) -> None:
        """Turn to a place."""
        workspace = self._rooms.workspace
        workspace.view.commit_open_editor()
        self.show_findings()
        parts = self._session.reading.parts(place)
        self.show_part(workspace.show_parts(parts, self._parts.get(place, "")))

    def show_part(self, key: str) -> None:
        """Turn to a part of the chosen place."""
        workspace, place = self._rooms.workspace, self._rooms.navigation.current()
        if place is None:
            return
        # What was typed into the part that is left may move a figure of this one.
        workspace.view.commit_open_editor()
        self._parts[place], self._shown = key, (place, key)
        reading = self._session.reading
        sheet = reading.sheet(place, key)
        if sheet is None and not key and place.kind in PAGES:
            if place.kind == "progress":
                workspace.show_progress(overview(reading))
            elif place.kind == "checks":
                workspace.show_checks()
            else:
                workspace.show_submission()
            self._status.show_selection("")
            self._remarks.follow(None)
        elif key == DISCLOSURE:
            workspace.show_disclosure()
            self.disclosed.emit()
            self._status.show_selection("")
            self._remarks.follow(None)
        elif sheet is None:
            workspace.show_nothing(f"{place.title}：账套里还没有项目，先在“项目”里录入，这里就有表。")
            self._status.show_selection("")
            self._remarks.follow(None)
        else:
            workspace.show_sheet(sheet, reading.lead(key))
        self._tracing.soon()
        self.turned.emit(place, key)

    def refresh(self) -> None:
        """The book has changed: what is on the page follows, if it is the page that was chosen."""
        workspace, place = self._rooms.workspace, self._rooms.navigation.current()
        if place is None or (place, workspace.part) != self._shown:
            return
        reading, key = self._session.reading, workspace.part
        kept = workspace.show_parts(reading.parts(place), key)
        sheet = reading.sheet(place, kept)
        if sheet is None or workspace.sheet is None or kept != key:
            self.show_part(kept)
        else:
            workspace.refresh_sheet(sheet)
