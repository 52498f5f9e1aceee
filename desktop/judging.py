"""Help while typing: what a text is worth, beside the field it is typed into; and what became of income typed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from db.entry.automatic import AUTOMATIC, HELD
from desktop.panels.trace import AmountField
from desktop.sheet.live_line import Live

if TYPE_CHECKING:
    from db.entry.live import Verdict
    from db.forms.sheet import Binding, Cell
    from desktop.panels.status_line import StatusLine
    from desktop.rooms import Rooms
    from desktop.session import Session


class Judging(QObject):
    """Wires the line under open fields, the tooltips of amounts, and what is said of income, to the open book."""

    def __init__(self, session: Session, rooms: Rooms, status: StatusLine) -> None:
        super().__init__(rooms)
        self._session = session
        self._status = status
        self._trace = rooms.trace
        view = rooms.workspace.view
        self.live = Live(view, self._judge)
        self.live.begun.connect(self._begin)
        self._following: Binding | None = None  # a cell of income that follows spending, and is open
        view.edited.connect(self._tell_held)
        view.model.explain = self._explain
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._look_at)

    def _judge(self, binding: Binding, typed: str) -> Verdict | None:
        return self._session.reading.judge(binding, typed) if self._session.is_open else None

    def _explain(self, cell: Cell) -> str:
        return self._session.reading.spoken_amount(cell) if self._session.is_open else ""

    def _look_at(self, _old: QWidget | None, new: QWidget | None) -> None:
        if isinstance(new, AmountField) and self._trace.isAncestorOf(new):
            self.live.follow(new, new.binding)

    def _begin(self, cell: Cell) -> None:
        self._following = cell.binding if cell.sign == AUTOMATIC else None

    def _tell_held(self, binding: Binding, text: str) -> None:
        if binding == self._following and text.strip():
            # After the next cell has become the current one and has said what it has to say.
            QTimer.singleShot(0, self, lambda: self._status.show_note(HELD))
        self._following = None
