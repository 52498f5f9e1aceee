"""The figures that can be typed over in the panel of the trace: a line's amount, and the total of the cell."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from db.errors import AmountError
from db.forms.sheet import Binding
from db.money import AmountUnit, format_amount, parse_amount

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NARROWEST_PX, _WIDEST_PX, _AROUND_PX = 44, 150, 20


class Typed(msgspec.Struct, frozen=True):
    """What stood in a field when it was made anew, so that a typed figure outlives it."""

    text: str
    modified: bool
    cursor: int
    focused: bool


class Figure(QLineEdit):
    """A field for an amount. Esc takes the typing back and tells `escaped`."""

    escaped = Signal()

    def __init__(self, text: str, spoken: str) -> None:
        super().__init__(text)
        self.setProperty("role", "amount")
        self.setAccessibleName(spoken)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFixedHeight(22)
        self._before = text

    def typed(self) -> Typed:
        """What stands in it, to be resumed in another."""
        return Typed(self.text(), self.isModified(), self.cursorPosition(), self.hasFocus())

    def resume(self, typed: Typed) -> None:
        """Go on where another field of the same figure was left."""
        if typed.modified:
            self.setText(typed.text)
            self.setModified(True)
        if typed.focused:
            self.setFocus()
            if typed.modified:
                self.setCursorPosition(typed.cursor)
            else:
                self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.setText(self._before)
            self.clearFocus()
            self.escaped.emit()
        else:
            super().keyPressEvent(event)


class AmountField(Figure):
    """The amount of the ledger cell `binding`. Enter commits and goes to the next (`stepped`), as leaving it does."""

    committed = Signal(object, str)  # Binding, text
    stepped = Signal(int)  # 1 down, -1 up

    def __init__(self, binding: Binding, text: str, spoken: str) -> None:
        super().__init__(text, spoken)
        self._grow(text)
        self.binding = binding
        self.editingFinished.connect(self.commit)
        self.textEdited.connect(self._grow)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in _ENTER or event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.commit()
            self.stepped.emit(-1 if event.key() == Qt.Key.Key_Up or (event.key() in _ENTER and back) else 1)
        else:
            super().keyPressEvent(event)

    def commit(self) -> None:
        """Tell the text if it is another one."""
        if self.text() != self._before:
            self._before = self.text()
            self.setModified(False)
            self.committed.emit(self.binding, self.text())

    def _grow(self, text: str) -> None:
        wanted = self.fontMetrics().horizontalAdvance(text) + _AROUND_PX
        self.setFixedWidth(min(_WIDEST_PX, max(_NARROWEST_PX, wanted)))


class TotalField(Figure):
    """Another total for the cell: Enter tells it (`told`), and nothing is written before the preview is accepted."""

    told = Signal(str)

    def __init__(self) -> None:
        super().__init__("", "合计改为")
        self.setPlaceholderText("新的合计")
        self.setMinimumWidth(70)
        self.returnPressed.connect(self.tell)

    def begin(self, text: str) -> None:
        """Take the keyboard over with the first sign typed."""
        self.setText(text)
        self.setModified(True)
        self.setFocus()
        self.setCursorPosition(len(text))

    def tell(self) -> None:
        """Ask for the preview."""
        self.told.emit(self.text().strip())


def foreseen(fen: int, texts: Sequence[tuple[int, str]], unit: str) -> str:
    """What `fen` would be with amounts typed over others: (fen now, text); in words, '' where it would be the same."""
    kept = AmountUnit(unit)
    total = fen
    for before, text in texts:
        try:
            total += (parse_amount(text, kept).fen if text.strip() else 0) - before
        except AmountError:
            return "合计：要等这个数写完"
    return f"合计将为 {format_amount(total, kept) or '0.00'} {unit}" if total != fen else ""
