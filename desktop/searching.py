"""Looking for a text while it is typed: one tab after the other, so that no key waits for ten thousand lines."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from db.find import Haystack, Hit, wanted
from desktop.panels.find_results import Group

if TYPE_CHECKING:
    from desktop.places import Place
    from desktop.rooms import Rooms
    from desktop.session import Session
    from desktop.shown import Part

MOST = 2000  # hits that are listed; who finds more types another letter
_SLICE = 0.010  # seconds of searching between two looks at the keyboard
_RESEARCH = 250  # milliseconds after a change of the book


class Searching(QObject):
    """Fills the find line and its list, and goes where a hit stands. `go(address)` shows a cell."""

    def __init__(self, session: Session, rooms: Rooms, go: Callable[[str], bool]) -> None:
        super().__init__(rooms)
        self._session = session
        self._rooms = rooms
        self._go = go
        self._line = rooms.workspace.search
        self._stacks: dict[tuple[Place, str], Haystack] = {}
        self._order: list[tuple[Place, Part]] = []
        self._waiting: list[tuple[Place, Part]] = []
        self._found: dict[tuple[Place, str], tuple[Hit, ...]] = {}
        self._at = ""  # address of the hit gone to last
        self._anchor = (-1, -1)  # the cell from which typing looks onwards
        self._leads = False  # was it the search that asked, so that the eye goes with it?
        self._timer = _timer(self, 0, self._search_on)
        self._again = _timer(self, _RESEARCH, self.look_again)
        line = self._line
        line.typed.connect(lambda _text: self._restart(leads=True))
        line.scoped.connect(lambda _all: self._restart(leads=True))
        line.stepped.connect(self.step)
        line.chosen.connect(self._show)
        line.left.connect(self._leave)
        line.put_away.connect(self._end)
        session.changed.connect(self._follow_change)
        session.closed.connect(self.forget)

    def begin(self) -> None:
        """Ctrl+F: look in the shown Sheet; in all of them when it is pressed again or there is no Sheet."""
        again = self._line.isVisible() and not self._line.all_tabs and self._line.field.hasFocus()
        self._begin(all_tabs=again or self._rooms.workspace.sheet is None)

    def begin_everywhere(self) -> None:
        """Ctrl+Shift+F: look in all tabs."""
        self._begin(all_tabs=True)

    def forget(self) -> None:
        """Another book: nothing of this one is known."""
        self._timer.stop()
        self._again.stop()
        self._stacks.clear()
        self._found.clear()
        self._line.hide()

    def turn(self) -> None:
        """Another page is shown: who looks in one Sheet looks in that one now, and stands where he stands."""
        if self._line.all_tabs and self._line.isVisible():
            self._mark()
        else:
            self.look_again()

    def look_again(self) -> None:
        """What is shown may be another now: the hits follow, and the hand stays where it is."""
        self._restart(leads=False)

    @property
    def hits(self) -> list[Hit]:
        """All that was found so far, in the order of the tabs."""
        return [hit for place, part in self._order for hit in self._found.get((place, part.key), ())]

    def step(self, by: int) -> None:
        """Go to the next hit (1) or the one before (-1), around at the ends."""
        self._finish()
        hits = self.hits
        if not hits:
            return
        at = next((number for number, hit in enumerate(hits) if hit.address == self._at), None)
        first = self._onwards(hits) if by > 0 else hits[-1]
        self._show((first if at is None else hits[(at + by) % len(hits)]).address)
        # Going there gives the focus to the cell; whoever presses Enter again means the next one.
        QTimer.singleShot(0, self._line, self._line.field.setFocus)

    def _begin(self, *, all_tabs: bool) -> None:
        cell = self._rooms.workspace.view.current_cell()
        self._anchor = (cell.row, cell.column) if cell is not None else (-1, -1)
        self._line.begin(all_tabs=all_tabs)
        self._restart(leads=True)

    def _restart(self, *, leads: bool) -> None:
        if not self._session.is_open or not self._line.isVisible():
            return
        self._leads = leads
        self._found = {}
        self._order = self._parts()
        current = self._rooms.navigation.current()
        # What is in sight is searched first.
        self._waiting = sorted(self._order, key=lambda it: it[0] != current, reverse=True)
        if not wanted(self._line.text):
            self._waiting = []
        self._search_on()

    def _parts(self) -> list[tuple[Place, Part]]:
        reading, workspace = self._session.reading, self._rooms.workspace
        places = reading.places
        if not self._line.all_tabs:
            places = tuple(place for place in places if place == self._rooms.navigation.current())
        return [
            (place, part)
            for place in places
            for part in reading.parts(place)
            if self._line.all_tabs or part.key == workspace.part
        ]

    def _search_on(self) -> None:
        begun = time.perf_counter()
        while self._waiting and time.perf_counter() - begun < _SLICE:
            self._search(*self._waiting.pop())
        if self._waiting:
            self._timer.start()
        else:
            self._timer.stop()
        self._tell()

    def _finish(self) -> None:
        while self._waiting:
            self._search(*self._waiting.pop())
        self._tell()

    def _search(self, place: Place, part: Part) -> None:
        sheet = self._session.reading.sheet(place, part.key)
        if sheet is None:
            return
        key = (place, part.key)
        stack = self._stacks.get(key)
        if stack is None or stack.sheet is not sheet:
            stack = self._stacks[key] = Haystack(sheet, self._session.reading.initials)
        room = MOST - sum(map(len, self._found.values()))
        hits = (hit for hit, _ in zip(stack.hits(wanted(self._line.text)), range(room), strict=False))
        self._found[key] = tuple(hits)

    def _tell(self) -> None:
        hits, line = self.hits, self._line
        line.list.setVisible(line.all_tabs and bool(hits))
        if line.all_tabs:
            line.list.show_groups(self._groups(), self._session.reading.spoken)
        elif hits and self._leads:
            # In the Sheet that is in sight the eye follows the typing.
            self._at = self._onwards(hits).address
            self._rooms.workspace.view.go_to(self._at)
        self._mark()
        self._tell_place()

    def _mark(self) -> None:
        """The hits in the Sheet that is in sight stand out in it."""
        shown = self._rooms.navigation.current(), self._rooms.workspace.part
        here = (hit.address for key, found in self._found.items() if key == shown for hit in found)
        self._rooms.workspace.view.show_found(frozenset(here))

    def _groups(self) -> list[Group]:
        many = {place for place, _ in self._order if sum(it[0] == place for it in self._order) > 1}
        return [
            Group(f"{place.title} · {part.title}" if place in many and part.title != place.title else place.title, hits)
            for place, part in self._order
            if (hits := self._found.get((place, part.key), ()))
        ]

    def _onwards(self, hits: list[Hit]) -> Hit:
        """The first hit at or behind the cell where the search began, in the Sheet that is shown."""
        shown = self._rooms.navigation.current(), self._rooms.workspace.part
        here = [hit for key, found in self._found.items() if key == shown for hit in found]
        return next((hit for hit in here if (hit.row, hit.column) >= self._anchor), (here or hits)[0])

    def _show(self, address: str) -> None:
        self._at = address
        self._go(address)
        self._tell_place()

    def _tell_place(self) -> None:
        hits, line = self.hits, self._line
        if not hits:
            sought = bool(wanted(line.text))
            words = "正在找…" if self._waiting else "没有找到"
            line.show_count(words if sought else "", nothing=sought and not self._waiting)
            return
        at = next((number for number, hit in enumerate(hits, start=1) if hit.address == self._at), 0)
        total = f"{len(hits)}+" if len(hits) >= MOST else str(len(hits))
        line.show_count(f"{at}/{total}" if at else f"{total} 处")
        line.list.mark(self._at)

    def _end(self) -> None:
        """The line is out of sight."""
        self._timer.stop()
        self._waiting = []
        self._rooms.workspace.view.show_found(frozenset())

    def _leave(self) -> None:
        workspace = self._rooms.workspace
        (workspace.view if workspace.sheet is not None else self._rooms.navigation).setFocus()

    def _follow_change(self) -> None:
        if self._line.isVisible():
            self._again.start()


def _timer(owner: QObject, interval: int, then: Callable[[], object]) -> QTimer:
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(interval)
    timer.timeout.connect(then)
    return timer
