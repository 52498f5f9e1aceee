"""The line over the form in which a text is looked for: what, where, how many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.panels.find_results import FoundList
from desktop.panels.widgets import button, label, retone

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QKeyEvent

    from desktop.palette import Palette

_HINT = "查找文字、金额、编码或拼音首字母"


class FindLine(QWidget):
    """Enter goes to the next place that has the text, Shift+Enter to the one before, ↓ into the list, Esc back.

    Signals: `typed` after each key with the text; `scoped` with whether all tabs are searched; `stepped` with 1 or -1;
    `chosen` with the address of a line of the list; `left` when it is put away by the user, `put_away` whoever did it.
    """

    typed = Signal(str)
    scoped = Signal(bool)
    stepped = Signal(int)
    chosen = Signal(str)
    left = Signal()
    put_away = Signal()

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findLine")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.field = QLineEdit()
        self.field.setPlaceholderText(_HINT)
        self.field.setAccessibleName("查找")
        self.field.setMaximumWidth(280)
        self.field.setClearButtonEnabled(True)
        self.here, self.everywhere = button("本表", "choice"), button("全部", "choice")
        self._scope = QButtonGroup(self)
        for number, word in enumerate((self.here, self.everywhere)):
            word.setCheckable(True)
            self._scope.addButton(word, number)
        self.here.setToolTip("只找这一张表")
        self.everywhere.setToolTip("找所有的表和录入页 (Ctrl+Shift+F)")
        self.found = label("", "quiet")
        self.found.setAccessibleName("找到几处")
        self.list = FoundList(palette)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.field, 1)
        for widget in (self.here, self.everywhere, self.found):
            row.addWidget(widget)
        row.addStretch()
        self.previous = button("上一处", "link", lambda: self.stepped.emit(-1))
        self.next = button("下一处", "link", lambda: self.stepped.emit(1))
        self.previous.setToolTip("Shift+Enter")
        self.next.setToolTip("Enter")
        for widget in (self.previous, self.next, button("收起", "link", self.leave)):
            row.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 6, 14, 4)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self.list)
        self.list.hide()
        self.everywhere.setChecked(True)
        self.field.textChanged.connect(self.typed)
        self._scope.idToggled.connect(self._tell_scope)
        self.list.chosen.connect(self.chosen)
        self.list.left_upwards.connect(self.field.setFocus)
        self.field.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """What is looked for."""
        return self.field.text()

    @property
    def all_tabs(self) -> bool:
        """Are all tabs searched?"""
        return self.everywhere.isChecked()

    def begin(self, *, all_tabs: bool) -> None:
        """Show the line, with its text selected."""
        (self.everywhere if all_tabs else self.here).setChecked(True)
        self.show()
        self.field.setFocus()
        self.field.selectAll()

    def leave(self) -> None:
        """Put it away."""
        self.hide()
        self.left.emit()

    def show_count(self, words: str, *, nothing: bool = False) -> None:
        """`3/17`, or that there is nothing."""
        self.found.setText(words)
        retone(self.found, "tone", "error" if nothing else "quiet")
        for way in (self.previous, self.next):
            way.setEnabled(bool(words) and not nothing)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.put_away.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A line edit eats the arrow keys and Enter without telling its parent.
        if watched is self.field and event.type() == QEvent.Type.KeyPress:
            return self._pressed(event)  # type: ignore[arg-type]
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._pressed(event):
            super().keyPressEvent(event)

    def _pressed(self, event: QKeyEvent) -> bool:
        key, back = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F3):
            self.stepped.emit(-1 if back else 1)
        elif key == Qt.Key.Key_Down and self.list.isVisible():
            self.list.enter()
        else:
            return False
        return True

    def _tell_scope(self, number: int, on: bool) -> None:
        if on:
            self.scoped.emit(number == 1)
