"""The one line of state below: balance, saved when, selection, file."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from desktop.panels.widgets import children, label, retone

HEIGHT = 26


class StatusLine(QWidget):
    """Texts only; all figures come printed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusLine")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(14, 0, 14, 0)
        self._layout.setSpacing(4)
        self._income = self._pair("收入")
        self._spending = self._pair("支出")
        self._balance = self._add(label("", "fine"), 18)
        self._saved = self._add(label("", "quiet"), 18)
        self._layout.addStretch(1)
        self._selection = self._add(label("", "quiet"), 18)
        self._file = self._add(label("", "quiet"), 0)

    def show_balance(self, income: str, spending: str, balanced: bool, difference: str) -> None:
        """Both sides as printed, and whether they are equal."""
        self._income.setText(income)
        self._spending.setText(spending)
        self._balance.setText("✓平衡" if balanced else f"✗ 相差 {difference}")
        retone(self._balance, "tone", "fine" if balanced else "error")

    def show_saved(self, when: str) -> None:
        """When the last change reached the disk; a book that may only be read says so instead."""
        self._saved.setText(when)

    def show_selection(self, text: str) -> None:
        """How many cells are selected and what they add up to."""
        self._selection.setText(text)

    def show_file(self, name: str, path: str) -> None:
        """The file's name; the whole path on hovering."""
        self._file.setText(name)
        self._file.setToolTip(path)

    @property
    def texts(self) -> tuple[str, ...]:
        """All that is shown, left to right."""
        return tuple(one.text() for one in children(self, QLabel) if one.text())

    def _pair(self, name: str) -> QLabel:
        self._layout.addWidget(label(name, "quiet"))
        return self._add(label("", "strong"), 16)

    def _add(self, widget: QLabel, after: int) -> QLabel:
        widget.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._layout.addWidget(widget)
        self._layout.addSpacing(after)
        return widget
