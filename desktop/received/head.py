"""The top of a received workbook: its name, whose it is, and what is to be said of the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.panels.widgets import Yielding, button, clear, label, retone
from desktop.received.sentences import told, verdict, whose

if TYPE_CHECKING:
    from db.exchange.shown import Shown

_SIGN_WIDTH = 16
_SHORTEST = 80  # pixels of a file's name


class _Name(Yielding):
    """The name of the file: as wide as it is where there is room, and short where there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("tone", "strong")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        return QSize(_SHORTEST, super().minimumSizeHint().height())


class Head(QWidget):
    """`stepped` carries 1 or -1: the next workbook of several, or the one before. `rebuild`: its book is wanted."""

    stepped = Signal(int)
    rebuild = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("receivedHead")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.name = _Name()
        self.verdict = label("", "quiet")
        self.whose = Yielding()
        self.place = label("", "quiet")
        self.rebuilding = button("恢复成账套…", "word", self.rebuild.emit)
        self.rebuilding.setToolTip("用工作簿里带的录入数据，恢复出填报单位的账套")
        self.before = button("上一份", "word", lambda: self.stepped.emit(-1))
        self.next = button("下一份", "primary", lambda: self.stepped.emit(1))
        self.before.setToolTip("Alt+↑")
        self.next.setToolTip("Alt+↓")
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(self.verdict)
        top.addWidget(self.name)
        top.addWidget(self.whose, 1)
        for widget in (self.rebuilding, self.place, self.before, self.next):
            top.addWidget(widget)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 8, 14, 8)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addLayout(self._lines)

    def show_place(self, number: int, of: int) -> None:
        """Which of how many workbooks it is; of one nothing is said."""
        self.place.setText(f"第 {number} 份，共 {of} 份")
        for widget in (self.place, self.before, self.next):
            widget.setVisible(of > 1)
        self.before.setEnabled(number > 1)
        self.next.setEnabled(number < of)

    def show_workbook(self, shown: Shown) -> None:
        """Say what it is."""
        self._name(shown.path.name)
        sign, tone, word = verdict(shown.found)
        self.verdict.setText(f"{sign} {word}")
        retone(self.verdict, "tone", tone)
        self.whose.setText(whose(shown.found))
        self.whose.setToolTip(self.whose.text())
        self.rebuilding.setVisible(shown.found.carries_entries)
        clear(self._lines)
        for line_sign, line_tone, sentence in told(shown):
            row = QHBoxLayout()
            mark = label(line_sign, line_tone)
            mark.setFixedWidth(_SIGN_WIDTH)
            row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(label(sentence, "" if line_tone != "quiet" else "quiet", wrap=True), 1)
            self._lines.addLayout(row)

    def show_unseen(self, name: str, *, refused: bool) -> None:
        """A workbook of which there is nothing to be seen: it waits, or it was refused."""
        self._name(name)
        self.verdict.setText("✗ 读不了" if refused else "○ 还没有核验")
        retone(self.verdict, "tone", "error" if refused else "quiet")
        self.whose.setText("")
        self.rebuilding.hide()
        clear(self._lines)

    def _name(self, name: str) -> None:
        self.name.setText(name)
        self.name.setToolTip(name)
