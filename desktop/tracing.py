"""What the current cell is made of, shown beside the form, and what is said to who types where nothing can be typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from desktop.spreading import Spreading

if TYPE_CHECKING:
    from db.forms.sheet import Cell
    from desktop.exchange import Exchange
    from desktop.folding import Folding
    from desktop.panels.top_bar import Banner
    from desktop.remarks import Remarks
    from desktop.rooms import Rooms
    from desktop.session import Session

REST_MS = 40  # a cell that is only passed on the way is not taken apart


class Tracing(QObject):
    """Follows the current cell of the form."""

    def __init__(
        self, session: Session, rooms: Rooms, folding: Folding, banner: Banner, remarks: Remarks, exchange: Exchange
    ) -> None:
        super().__init__(rooms)
        self._session = session
        self._rooms = rooms
        self._folding = folding
        self._banner = banner
        self._remarks = remarks
        self._exchange = exchange
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.show)
        view = rooms.workspace.view
        # Refusing comes first: it opens the panel in which the typing goes on.
        view.refused.connect(self.refuse)
        self.spreading = Spreading(session, rooms)
        view.current_changed.connect(self._follow)
        view.open_trace.connect(self.open)

    def soon(self) -> None:
        """Show it when the hand rests."""
        self._rest.start()

    def show(self) -> None:
        """Show it now."""
        if not self._session.is_open:
            return
        workspace, reading = self._rooms.workspace, self._session.reading
        cell = workspace.view.current_cell() if workspace.sheet is not None else None
        made = reading.trace(cell) if cell is not None else None
        hint = self.spreading.hint(cell)
        self._rooms.trace.show_trace(
            made,
            reading.amounts.value,
            reading.past(),
            writable=reading.writable,
            derived=cell is not None and cell.binding is None,
            hint=hint,
        )
        if reading.writable:
            self._remarks.offer(hint)

    def open(self) -> None:
        """Show it, unfolded, with the keyboard in its first line."""
        self._folding.show("trace")
        self.show()
        fields = self._rooms.trace.fields()
        if fields:
            fields[0].setFocus()
            fields[0].selectAll()

    def refuse(self) -> None:
        """Something was typed that the book, or this cell, does not take: say why, and where it is taken."""
        book, locked = self._session.book, self._session.reading.locked
        if book.record().frozen and book.writable:
            self._banner.say(locked, "plain", "重新打开编制…", self._exchange.reopen)
        elif locked:
            self._banner.say(locked, "plain")
        else:
            self._refuse_derived()

    def _refuse_derived(self) -> None:
        cell = self._rooms.workspace.view.current_cell()
        if cell is not None:
            made = self._session.reading.trace(cell)
            if made is not None and made.lines:
                self._folding.show("trace")
                self.show()
            self._remarks.refuse(cell, made)

    def _follow(self, cell: Cell | None) -> None:
        self._remarks.follow(cell)
        self.soon()
