"""The row at hand: what is wrong with it is said when it is left, and of a row that is only looked at, meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from desktop.sheet.marks import DOUBTED

if TYPE_CHECKING:
    from db.forms.sheet import Binding, Cell
    from desktop.panels.status_line import StatusLine
    from desktop.panels.widgets import Tone
    from desktop.rooms import Rooms
    from desktop.session import Session

_TONES: dict[str, Tone] = {"error": "error", "warning": "warning"}
_SIGNS = {"error": "✗", "warning": "⚠"}


class _At(NamedTuple):
    """The row of an entry tab that a cell stands in."""

    binding: Binding
    number: str

    @property
    def key(self) -> tuple[str, str, int]:
        return self.binding.entry, self.binding.table, self.binding.row_id


class Leaving(QObject):
    """Follows the current cell from row to row. It never stops anybody: it says, in the line of state.

    `left_new`: a row that was new when it was entered has been left; what is missing in it is news now.
    """

    left_new = Signal()

    def __init__(self, session: Session, rooms: Rooms, status: StatusLine) -> None:
        super().__init__(rooms)
        self._session = session
        self._status = status
        self._view = rooms.workspace.view
        self._row: _At | None = None
        self._touched = False  # has something changed while its row was the current one?
        self._said = ""  # of the row that was left; it stays while the next one is not worked on
        session.changed.connect(self._touch)
        session.opened.connect(self._forget)
        # After whoever says why a cell's own text is no value: that goes before.
        rooms.workspace.view.current_changed.connect(self._follow)

    def _touch(self) -> None:
        self._touched, self._said = True, ""

    def _forget(self) -> None:
        self._row, self._touched, self._said = None, False, ""

    def _follow(self, cell: Cell | None) -> None:
        row = _row_of(cell)
        if self._session.is_open and (row.key if row else None) != (self._row.key if self._row else None):
            left, self._row = self._row, row
            self._freshen(cell)
            self._said = self._sentence(left) if left is not None and self._touched else ""
            self._touched = False
        if cell is None or not self._session.is_open:
            return
        if cell.problem and not (cell.text == "" and self._session.reading.fresh_row):
            self._say(f"✗ {cell.problem}{self._mend(cell)}")
        elif self._said:
            self._say(self._said)
        elif cell.remark:
            # That income follows spending, or that a figure is last year's, is no doubt about it.
            self._say(f"⚠ {cell.remark}{self._mend(cell)}" if cell.sign == DOUBTED else cell.remark)
        elif row is not None:
            self._say(self._sentence(row))

    def look_up(self) -> None:
        """Another page is shown; on one without cells no row is at hand."""
        if self._view.window().isVisible() and not self._view.isVisible():
            self._follow(None)

    def _freshen(self, cell: Cell | None) -> None:
        """In a new row what is missing is told when the row is left, not while it is typed."""
        model, reading = self._view.model, self._session.reading
        at = -1 if cell is None else cell.row - model.sheet.body_start
        new = 0 <= at < len(model.sheet.row_kinds) and model.sheet.row_kinds[at] == "new"
        held = bool(reading.fresh_row)
        reading.fresh_row = f"{cell.address.rpartition('.')[0]}." if new and cell is not None else ""
        model.freshen(model.sheet.row_keys[at] if new else "")
        if held:
            self.left_new.emit()

    def _mend(self, cell: Cell) -> str:
        """What Ctrl+. would do at a cell."""
        reading = self._session.reading
        ways = reading.ways_out(cell) if reading.writable else ()
        more = " 等" if len(ways) > 1 else ""
        return f"（Ctrl+. {ways[0].label}{more}）" if ways else ""

    def _sentence(self, row: _At) -> str:
        found = self._session.reading.row_sentence(row.binding)
        if found is None:
            return ""
        severity, sentence = found
        where = "" if sentence.startswith("“") else f"第{row.number}行："
        return f"{_SIGNS.get(severity, '·')} {where}{sentence.removeprefix('这一行')}"

    def _say(self, sentence: str) -> None:
        tone: Tone = next((_TONES[key] for key, sign in _SIGNS.items() if sentence.startswith(sign)), "")
        self._status.show_note(sentence, tone)


def _row_of(cell: Cell | None) -> _At | None:
    if cell is None or cell.binding is None or not cell.address.startswith("entry/"):
        return None
    number = cell.address.rpartition("/")[2].partition(".")[0]
    return _At(cell.binding, number)
