"""Grey proposals in the row that is being filled, and how they become values: passed by Tab, Enter or →, never unseen.

A proposal that depends on cells still empty, and any in a row nobody has typed into, is held when it is passed: it is
written with the next text typed into its row, as it reads then, in the same action. Who leaves the row leaves nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from desktop.sheet.ghosts import Ghost

if TYPE_CHECKING:
    from collections.abc import Mapping

    from db.entry.proposals import Proposed
    from db.forms.sheet import Binding, Cell
    from desktop.panels.status_line import StatusLine
    from desktop.rooms import Rooms
    from desktop.session import Session

_TAKING = (Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right)
_PAD = Qt.KeyboardModifier.KeypadModifier
_Row = tuple[str, str, int]  # entry, table, row id


class Proposing(QObject):
    """Shows the proposals of the current row, and has what was passed written with what is typed."""

    def __init__(self, session: Session, rooms: Rooms, status: StatusLine) -> None:
        super().__init__(rooms)
        self._session = session
        self._status = status
        self._view = rooms.workspace.view
        self._row: _Row | None = None
        self._proposed: Mapping[str, Proposed] = {}
        self._held: set[str] = set()  # columns whose proposal was passed, and waits for its row to be typed into
        self._refused: set[str] = set()
        session.beside = self.taken
        self._view.current_changed.connect(self._follow)
        self._view.grid.installEventFilter(self)

    def taken(self, binding: Binding, text: str) -> list[tuple[Binding, str]]:
        """The proposals passed in the row of a cell, as they read once `text` is typed into it.

        What is not settled even then goes on being held.
        """
        if not text or not self._held or self._row != _row_of(binding):
            return []
        known = self._session.reading.proposals(binding, {binding.column: text})
        ready = {it for it in self._held if it in known and known[it].settled and it != binding.column}
        self._held -= ready
        return [(at, known[column].text) for column, at in self._cells().items() if column in ready]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._view.grid.editing() is None:
            if event.modifiers() & ~_PAD:
                return False
            if event.key() in _TAKING:
                self._take()  # the key then moves on, as it always does
            elif event.key() == Qt.Key.Key_Escape and self._current():
                self._refuse()
                return True
        return False

    # -- taking

    def _take(self) -> None:
        cell, column = self._view.current_cell(), self._current()
        if cell is None or cell.binding is None or not column:
            return
        proposed = self._proposed[column]
        if proposed.settled and not self._is_new():
            self._session.edit(cell.binding, proposed.text)
        else:
            self._held.add(column)
            self._show()

    def _refuse(self) -> None:
        self._refused.add(self._current())
        self._held -= self._refused
        self._show()

    # -- showing

    def _follow(self, cell: Cell | None) -> None:
        at = cell.binding if cell is not None else None
        row = _row_of(at) if at is not None and self._is_filled() else None
        if row != self._row:
            self._row, self._held, self._refused = row, set(), set()
        fitting = row is not None and at is not None and self._session.is_open and self._session.reading.writable
        self._proposed = self._session.reading.proposals(at) if fitting and at is not None else {}
        self._held &= self._proposed.keys()
        self._show()
        self._say(cell)

    def _show(self) -> None:
        model, row = self._view.model, self._view.grid.position()[0]
        shown = {}
        for column, proposed in self._proposed.items():
            at = next((it for it in range(model.columnCount()) if model.sheet.columns[it].id == column), None)
            if at is not None and column not in self._refused:
                shown[row, at] = Ghost(proposed.text, proposed.hint, column in self._held)
        model.show_ghosts(shown)

    def _say(self, cell: Cell | None) -> None:
        """How the proposal of the current cell is taken, unless something graver is being said."""
        column = self._current()
        if column and cell is not None and (cell.problem or not self._status.note.text()):
            proposed = self._proposed[column]
            words = f"{proposed.text} {proposed.hint}".strip()
            self._status.show_note(f"建议填 {words}：按 Tab、→ 或 Enter 采用，Esc 不用。")

    def _current(self) -> str:
        """The column of the current cell, when a proposal stands in it."""
        cell = self._view.current_cell()
        at = cell.binding if cell is not None else None
        known = at is not None and _row_of(at) == self._row and at.column in self._proposed
        return at.column if known and at is not None and at.column not in self._refused else ""

    def _cells(self) -> dict[str, Binding]:
        """The Bindings of the current row by column."""
        model, row = self._view.model, self._view.grid.position()[0]
        cells = (model.cell(row, column) for column in range(model.columnCount()))
        return {cell.binding.column: cell.binding for cell in cells if cell is not None and cell.binding is not None}

    def _kind(self) -> str:
        kinds, row = self._view.sheet.row_kinds, self._view.grid.position()[0]
        return kinds[row] if row < len(kinds) else ""

    def _is_new(self) -> bool:
        return self._kind() == "new"

    def _is_filled(self) -> bool:
        """Is the current row one that is being filled?"""
        return self._kind() in ("new", "draft") and self._view.model.numbered()


def _row_of(binding: Binding) -> _Row:
    return binding.entry, binding.table, binding.row_id
