"""The one line of state below: balance, saved when, what is to be said of the current cell, selection, file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.panels.widgets import Tone, button, children, label, retone
from desktop.sheet.figures import grouped

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

HEIGHT = 26
SIDE = 14
_ABOVE = 5  # and below a note of several lines


class StatusLine(QFrame):
    """Texts only; all figures come printed. `toggled` asks for a panel to be opened or put away, by its name."""

    toggled = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusLine")
        self.setFixedHeight(HEIGHT)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(SIDE, 0, SIDE, 0)
        self._layout.setSpacing(4)
        income, self._income = self._pair("收入")
        spending, self._spending = self._pair("支出")
        self._balance = self._add(label("", "fine"), 18)
        self._saved = self._add(label("", "quiet"), 18)
        self._note = self._add(label(""), 0)
        self._layout.setStretchFactor(self._note, 1)
        self._selection = self._add(label("", "quiet"), 18)
        self._file = self._add(label("", "quiet"), 0)
        # What makes room for a note that finds none, the least missed first.
        self._yielding: Sequence[QLabel] = (
            self._file, self._saved, self._selection, income, self._income, spending, self._spending, self._balance,
        )  # fmt: skip
        self._folds: dict[str, QPushButton] = {}

    def show_balance(self, income: str, spending: str, balanced: bool, difference: str) -> None:
        """Both sides as printed, and whether they are equal."""
        self._income.setText(grouped(income))
        self._spending.setText(grouped(spending))
        self._balance.setText("✓平衡" if balanced else f"✗ 相差 {grouped(difference)}")
        retone(self._balance, "tone", "fine" if balanced else "error")
        self._fit()

    def show_saved(self, when: str, tone: Tone = "quiet") -> None:
        """When the last change reached the disk; a book that may only be read, or is not written, says so instead."""
        self._saved.setText(when)
        retone(self._saved, "tone", tone)
        self._fit()

    def show_selection(self, text: str) -> None:
        """How many cells are selected and what they add up to."""
        self._selection.setText(text)
        self._fit()

    def show_file(self, name: str, path: str) -> None:
        """The file's name; the whole path on hovering."""
        self._file.setText(name)
        self._file.setToolTip(path)
        self._fit()

    def show_note(self, text: str, tone: Tone = "") -> None:
        """What is to be said of the current cell; it is always readable to its end. Empty: nothing is."""
        if text == self._note.text():
            return
        retone(self._note, "tone", tone)
        self._note.setText(text)
        self._fit()

    def add_fold(self, name: str, text: str, tip: str) -> None:
        """A word that opens a panel and puts it away, there while `show_fold` says so."""
        word = button(text, "link", lambda: self.toggled.emit(name))
        word.setToolTip(tip)
        word.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        word.hide()
        self._layout.addWidget(word)
        self._folds[name] = word

    def add_word(self, word: QPushButton) -> None:
        """Put a word that is always there at the right end."""
        self._layout.addWidget(word)

    def show_fold(self, name: str, offered: bool) -> None:
        """Is the word for that panel offered?"""
        self._folds[name].setVisible(offered)
        self._fit()

    def fold(self, name: str) -> QPushButton:
        """The word for that panel."""
        return self._folds[name]

    @property
    def note(self) -> QLabel:
        """Where the note stands."""
        return self._note

    @property
    def texts(self) -> tuple[str, ...]:
        """All that is shown, left to right."""
        return tuple(one.text() for one in children(self, QLabel) if one.text())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def _fit(self) -> None:
        self._note.setWordWrap(False)
        for one in self._yielding:
            one.show()
        for one in self._yielding if self._note.text() else ():
            if self._layout.sizeHint().width() <= self.width():
                break
            if one is self._saved and self._saved.property("tone") == "warning":
                # That something is not written is no less worth than the note.
                continue
            one.hide()
        height = HEIGHT
        if self._note.text() and self._layout.sizeHint().width() > self.width():
            self._note.setWordWrap(True)
            words = sum(word.sizeHint().width() + 4 for word in self._folds.values() if not word.isHidden())
            height = max(HEIGHT, self._note.heightForWidth(self.width() - 2 * SIDE - words) + 2 * _ABOVE)
        if height != self.height():
            self.setFixedHeight(height)

    def _pair(self, name: str) -> tuple[QLabel, QLabel]:
        return self._add(label(name, "quiet"), 0), self._add(label("", "strong"), 16)

    def _add(self, widget: QLabel, after: int) -> QLabel:
        widget.setContentsMargins(0, 0, after, 0)
        self._layout.addWidget(widget)
        return widget
