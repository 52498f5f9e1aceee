"""How large the sheet is drawn: from the menu, in the line of state, and remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Qt

from desktop.panels.widgets import button
from desktop.sheet.memory import SheetMemory

if TYPE_CHECKING:
    from desktop.panels.status_line import StatusLine
    from desktop.sheet.view import SheetView


class Zooming(QObject):
    """Keeps the view and the line of state together. `word` says the zoom; a press on it goes back to 100 %."""

    def __init__(self, view: SheetView, status: StatusLine, store: QSettings) -> None:
        super().__init__(view)
        self._view = view
        self.word = button("", "aside", self.reset)
        self.word.setToolTip("缩放（Ctrl+滚轮）；按一下回到 100%")
        self.word.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        status.add_word(self.word)
        view.zoomed.connect(self._show)
        view.remember(SheetMemory(store))
        self._show(view.zoom)

    def step(self, steps: int) -> None:
        """So many steps larger or smaller; none is back to 100 %."""
        if steps:
            self._view.zoom_by(steps)
        else:
            self.reset()

    def reset(self) -> None:
        """As large as it is by itself."""
        self._view.set_zoom(100)

    def _show(self, percent: int) -> None:
        self.word.setText(f"{percent}%")
        self.word.setAccessibleName(f"缩放 {percent}%")
