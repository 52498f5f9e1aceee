"""Finding one's way: looking for a text, going to an address, the next finding, the next step, the notes beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings

from desktop.going import Going
from desktop.searching import Searching

if TYPE_CHECKING:
    from db.checks.progress import Step
    from desktop.folding import Folding
    from desktop.paging import Paging
    from desktop.panels.status_line import StatusLine
    from desktop.places import Place
    from desktop.rooms import Rooms
    from desktop.session import Session

_REMEMBERED = "notes"


class Wayfinding(QObject):
    """What the keys and words for moving about in a book do."""

    def __init__(
        self,
        session: Session,
        rooms: Rooms,
        paging: Paging,
        folding: Folding,
        status: StatusLine,
        memory: QSettings,
    ) -> None:
        super().__init__(rooms)
        self._session = session
        self._rooms = rooms
        self._paging = paging
        self._folding = folding
        self._status = status
        self._memory = memory
        self.searching = Searching(session, rooms, paging.go_to)
        self.going = Going(session, rooms, paging.go_to)
        paging.turned.connect(self._show_notes)
        paging.turned.connect(lambda *_: self.searching.turn())
        self._walking = False
        rooms.navigation.chosen.connect(self._end_walk)
        rooms.workspace.progress.go.connect(self.go_on)
        rooms.workspace.progress.go_address.connect(paging.go_to)
        rooms.notes.fold.connect(self._fold_notes)
        if memory.value(_REMEMBERED, False, bool):
            folding.show("notes")

    def find(self) -> None:
        """Ctrl+F."""
        self._settle()
        self.searching.begin()

    def find_everywhere(self) -> None:
        """Ctrl+Shift+F."""
        self._settle()
        self.searching.begin_everywhere()

    def go(self) -> None:
        """Ctrl+G."""
        self._settle()
        self.going.begin()

    def next_finding(self, by: int) -> None:
        """To the next (1) or previous (-1) open finding, wherever it is."""
        self._folding.show("findings")
        place = self._rooms.navigation.current()
        self._paging.all_findings |= place is not None and place.kind == "submit"
        self._walking = True
        outcome = self._rooms.findings.step(by)
        self._walking = False
        if outcome == "none":
            kept = sum(one.completeness for one in self._session.reading.findings())
            rest = f"；还有 {kept} 项没有填，见“编制进度”" if kept else ""
            self._status.show_note(f"没有待处理的审核结果{rest}。")
        elif outcome == "around":
            self._status.show_note("已到最后一条，从第一条接着看。" if by > 0 else "已到第一条，从最后一条接着看。")

    def go_on(self, step: Step) -> None:
        """To the place where a step of the work is done."""
        if step.kind == "submit":
            self._rooms.navigation.choose(self._session.reading.places[-1])
        elif not self._paging.go_to(step.address):
            # Nothing stands there yet: the hand is put where the first line is typed.
            self._rooms.workspace.go_to_new_row()
        if step.kind in ("forms", "answers") and not step.done:
            self._folding.show("findings")
        self._rooms.workspace.take_focus()

    def toggle_notes(self) -> None:
        """Shift+F1."""
        self._folding.toggle("notes")
        self._remember()

    def _end_walk(self) -> None:
        """A place was chosen otherwise than by stepping through the findings: their list is the usual one again."""
        if self._paging.all_findings and not self._walking:
            self._paging.all_findings = False
            self._paging.show_findings()

    def _settle(self) -> None:
        """What is being typed is written before anything else is looked at; one line over the form is enough."""
        workspace = self._rooms.workspace
        workspace.view.commit_open_editor()
        workspace.goto.hide()

    def _fold_notes(self) -> None:
        self._folding.fold("notes")
        self._remember()

    def _remember(self) -> None:
        self._memory.setValue(_REMEMBERED, not self._rooms.notes.isHidden())

    def _show_notes(self, place: Place, key: str) -> None:
        self._rooms.notes.show_guide(self._session.reading.guide(place, key))
