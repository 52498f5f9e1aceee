"""A total typed over several lines, and the hint of a rate: what the panel of the trace offers beyond its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut

if TYPE_CHECKING:
    from db.entry.rates import RateHint
    from db.entry.spread import SpreadPlan
    from db.forms.sheet import Binding, Cell
    from desktop.dialogs.spread import SpreadDialog
    from desktop.rooms import Rooms
    from desktop.session import Session

TAKE = "Alt+="  # as the sum in Excel and WPS
_BEGINS = "0123456789.=-+"


class Spreading(QObject):
    """Leads a figure typed into a derived cell to the preview. `dialog` is the preview that is open, or was last."""

    def __init__(self, session: Session, rooms: Rooms) -> None:
        super().__init__(rooms)
        self._session = session
        self._rooms = rooms
        self.dialog: SpreadDialog | None = None
        view, trace = rooms.workspace.view, rooms.trace
        view.typed_over.connect(self.begin)
        view.spread_asked.connect(lambda: self.open(""))
        trace.spread_asked.connect(self.open)
        trace.left.connect(view.setFocus)
        trace.offered.connect(self._type)
        self._take = QShortcut(QKeySequence(TAKE), view, self.take)
        self._take.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def begin(self, typed: str) -> None:
        """A first sign typed into a derived cell goes on in the panel's field for another total."""
        if typed[:1] not in _BEGINS or not typed or not self._session.reading.writable:
            return
        total = self._rooms.trace.total
        if total is not None:
            total.begin(typed)

    def open(self, text: str) -> None:
        """The preview for the current cell, with `text` as its new total."""
        from db.entry.spread import plan
        from desktop.dialogs.spread import SpreadDialog

        cell, book = self._rooms.workspace.view.current_cell(), self._session.book
        if cell is None or not cell.address or not self._session.settle():
            return
        value = cell.value if isinstance(cell.value, int) else 0
        first = self._session.attempt(lambda: plan(book, cell.address, value))
        if first is None:
            return

        def planned(total: int, kept: frozenset[Binding], equal: bool) -> SpreadPlan | None:
            return self._session.attempt(lambda: plan(book, cell.address, total, kept, equal=equal))

        unit = self._session.reading.amounts.value
        dialog = SpreadDialog(planned, first, text or cell.text, unit, self._rooms.window())
        dialog.answered.connect(lambda made: self._write(dialog, made))
        dialog.finished.connect(lambda _code: self._rooms.workspace.view.setFocus())
        self.dialog = dialog
        dialog.open()

    def _write(self, dialog: SpreadDialog, made: SpreadPlan) -> None:
        from db.entry.spread import apply

        with self._session.faults_to(dialog.complain):
            done = self._session.gesture(lambda: apply(self._session.book, made))
        if done:
            dialog.accept()

    # -- hints

    def hint(self, cell: Cell | None) -> RateHint | None:
        """What a rate of the pack makes of the current cell's amount."""
        from db.entry.rates import rate_hint

        at = cell.binding if cell is not None else None
        return rate_hint(self._session.book, at) if at is not None and at.column == "amount" else None

    def take(self) -> None:
        """Type the hint's expression into the current cell."""
        if self._session.is_open and self._session.reading.writable:
            found = self.hint(self._rooms.workspace.view.current_cell())
            if found is not None and not found.fits:
                self._type(found.expression)

    def _type(self, text: str) -> None:
        cell = self._rooms.workspace.view.current_cell()
        if cell is not None and cell.binding is not None:
            self._session.edit(cell.binding, text)
            self._rooms.workspace.view.setFocus()
