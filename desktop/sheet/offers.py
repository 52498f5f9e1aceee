"""What a field could become, listed under it: asked for as its text grows, stepped through and taken by keys."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from db.forms.sheet import Binding, Cell
from desktop.sheet.looks import Looks
from desktop.sheet.suggestions import Completion, Suggestions

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


Completions = Callable[[Binding, str], Sequence[Completion]]


class Offers(QObject):
    """The list of one field. `chosen(text)`: one was clicked."""

    chosen = Signal(str)

    def __init__(self, field: QWidget, cell: Cell, looks: Looks, completions: Completions, window: QWidget) -> None:
        super().__init__(field)
        self._field = field
        self._cell = cell
        self._completions = completions
        self._list = Suggestions(looks, window)
        self._list.chosen.connect(self.chosen)
        # The list stands on the window, not under the field: it must not outlive it.
        field.destroyed.connect(self._list.deleteLater)

    def show(self, typed: str, first: Callable[[Sequence[Completion]], bool]) -> None:
        """List what `typed` could become; `first` says of what was found whether Enter takes the first of it."""
        binding = self._cell.binding
        found = () if binding is None else self._completions(binding, typed)
        below = QRect(self._field.mapTo(self._field.window(), QPoint(0, 0)), self._field.size())
        self._list.offer(found, below, first=first(found))

    def dress(self, looks: Looks) -> None:
        """Other colours, or another size; where the list stood is nowhere now."""
        self.hide()
        self._list.dress(looks)

    def leads_on(self, typed: str, found: Sequence[Completion]) -> bool:
        """May Enter take the first offer? A code by whatever was typed of it; another text, as in Excel, only if it
        goes on as it was begun, and not when what was typed is an offer itself."""
        text = typed.strip().casefold()
        if not text or not found or any(text == one.text.casefold() for one in found):
            return False
        begun = found[0].text.casefold().startswith(text) or found[0].label.casefold().startswith(text)
        return begun or self._cell.type == "code"

    def take_key(self, event: QKeyEvent) -> bool:
        """Esc puts the list away, arrows walk in it; False for every other key, and while it is not in sight."""
        if not self.listing():
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            return True
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self._list.step(step)
        return step is not None

    def take(self) -> str | None:
        """The one that is picked, if one is; the list is put away."""
        picked = self._list.picked()
        self.hide()
        return picked

    def listing(self) -> bool:
        """Is the list in sight?"""
        return self._list.isVisible()

    def listed(self) -> QRect:
        """Where the list stands in the window; invalid while it is not in sight."""
        return self._list.geometry() if self.listing() else QRect()

    def hide(self) -> None:
        """Put the list away."""
        self._list.hide()
