"""The text of the disclosure follows the open book, and what is written over it goes there."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from db.errors import BookError

if TYPE_CHECKING:
    from db.journal import Changes
    from desktop.paging import Paging
    from desktop.panels.disclosure_page import DisclosurePage
    from desktop.panels.status_line import StatusLine
    from desktop.places import Place
    from desktop.rooms import Rooms
    from desktop.session import Session


class Disclosing(QObject):
    """Wires the page of the disclosure to the open book."""

    def __init__(self, session: Session, rooms: Rooms, paging: Paging, status: StatusLine) -> None:
        super().__init__(rooms)
        self._session = session
        self._rooms = rooms
        self._status = status
        self._looked_at = False  # has the page been made?
        paging.disclosed.connect(self._show)
        paging.turned.connect(self._leave)
        session.settling.connect(self._settle)
        session.closed.connect(self._forget)

    @cached_property
    def page(self) -> DisclosurePage:
        """The page itself."""
        self._looked_at = True
        page = self._rooms.workspace.disclosure
        page.written.connect(self._write)
        page.restored.connect(self._restore)
        return page

    def _show(self) -> None:
        """The text as it is now."""
        reading = self._session.reading
        try:
            passages = reading.passages()
        except BookError as fault:
            self._rooms.workspace.show_nothing(fault.message)
            return
        self.page.set_writable(reading.writable)
        self.page.show_passages(passages)

    def _write(self, key: str, text: str) -> None:
        from db.disclosure.overriding import write_over

        done: list[Changes] = []
        self._session.gesture(lambda: done.append(write_over(self._session.book, key, text)), typed=text)
        # An empty text, or the one that stood there, is no action: it must not be said that Ctrl+Z would undo one.
        if done and done[-1].tables:
            self._status.show_note(f"✓ {done[-1].caption}（Ctrl+Z 撤销）", "fine")

    def _restore(self, key: str) -> None:
        from db.disclosure.overriding import restore

        if self._session.gesture(lambda: restore(self._session.book, key)):
            self._status.show_note(f"✓ “{key}”恢复自动文字（Ctrl+Z 撤销）", "fine")

    def _leave(self, _place: Place, _key: str) -> None:
        """Another page is shown: what was being written is not lost."""
        if self._looked_at and self._rooms.workspace.stack.currentWidget() is not self.page:
            self.page.commit()

    def _settle(self) -> None:
        if self._looked_at:
            self.page.commit()

    def _forget(self) -> None:
        if self._looked_at:
            self.page.forget()
