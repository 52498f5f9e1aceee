"""The panels that can be put away, by hand or because the window is small."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

NARROW = 1080  # below this width of the window the trace is put away unless it was asked for
CRAMPED = 800  # below this width the list of places is
LOW = 560  # below this height the findings are


class Foldable(NamedTuple):
    """A panel, the action that shows it, and the size of window it needs to stand open by itself.

    Of the panels of one `side` there is room for one: the one asked for last. `asks`: it waits to be asked for.
    """

    panel: QWidget
    action: QAction
    width: int = 0
    height: int = 0
    side: str = ""
    asks: bool = False


class Folding:
    """Which panels stand open. What the user asked for by hand wins over what the size of the window suggests.

    `offer(name, wanted)`: should a word that opens the panel, or puts it away again, stand in sight?
    """

    def __init__(self, window: QWidget, offer: Callable[[str, bool], object] | None = None) -> None:
        self._window = window
        self._panels: Mapping[str, Foldable] = {}
        self._asked: dict[str, bool] = {}
        self._offer = offer

    def furnish(self, panels: Mapping[str, Foldable]) -> None:
        """The panels there are from now on."""
        self._panels = panels
        self.fit()

    def show(self, name: str) -> None:
        """Open a panel."""
        self._ask(name, True)

    def fold(self, name: str) -> None:
        """Put a panel away."""
        self._ask(name, False)

    def toggle(self, name: str) -> None:
        """Open a panel that is away, and the other way round."""
        self._ask(name, self._panels[name].panel.isHidden())

    def fit(self) -> None:
        """Follow the size of the window."""
        for name, it in self._panels.items():
            roomy = self._window.width() >= it.width and self._window.height() >= it.height
            shown = self._asked.get(name, roomy and not it.asks) and not self._covered(name, it.side)
            it.panel.setVisible(shown)
            it.action.setChecked(shown)
            if self._offer is not None:
                self._offer(name, not (roomy and shown))

    def _ask(self, name: str, shown: bool) -> None:
        # The order of asking tells which of two panels covers the other.
        self._asked.pop(name, None)
        self._asked[name] = shown
        self.fit()

    def _covered(self, name: str, side: str) -> bool:
        asked = list(self._asked)
        later = asked[asked.index(name) + 1 :] if name in self._asked else asked
        return bool(side) and any(self._asked[it] and self._panels[it].side == side for it in later)
