"""What holds for the whole book until it is over: it can only be read, its disk is away, something waits for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from desktop.panels.widgets import button, clear, label, retone, selectable

Way = tuple[str, Callable[[], object]]


class StandingBanner(QFrame):
    """One line under the bar that cannot be put away, with the things that can be done about it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._sentence = label("", wrap=True)
        self._ways = QHBoxLayout()
        self._ways.setSpacing(6)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 5, 12, 5)
        row.addWidget(self._sentence, 1)
        row.addLayout(self._ways)
        self._shown: tuple[str, str, tuple[str, ...]] | None = None
        self.buttons: dict[str, QPushButton] = {}
        self.hide()

    @property
    def sentence(self) -> str:
        """What it says; empty when nothing holds."""
        return "" if self.isHidden() else self._sentence.text()

    def say(self, sentence: str, tone: str, ways: Sequence[Way]) -> None:
        """Let a sentence stand. `tone`: error, plain, or empty for a warning."""
        wanted = (sentence, tone, tuple(name for name, _ in ways))
        if wanted != self._shown:
            # A button that is being pressed must not go from under the pointer for nothing.
            self._shown = wanted
            self._sentence.setText(sentence)
            selectable(self._sentence)
            self.setAccessibleName(sentence)
            clear(self._ways)
            self.buttons = {}
            for name, press in ways:
                self.buttons[name] = button(name, "link", press)
                self._ways.addWidget(self.buttons[name])
            retone(self, "tone", tone)
        self.show()

    def rest(self) -> None:
        """Nothing holds any more."""
        self._shown = None
        self.hide()
