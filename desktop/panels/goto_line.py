"""The line in which one types where to go: an address, a form, a tab and a row; what it may mean stands below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.panels.widgets import button, label

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from db.destinations import Destination

ROW = 23
SHOWN_ROWS = 8
_NAME = 30
_HINT = "表号、表名、拼音首字母，或“基本支出 12”、05!2014001.operating"


class GotoLine(QWidget):
    """Enter goes to the chosen offer, ↑ ↓ choose another, Tab takes it over to be typed on, Esc leaves.

    Signals: `wanted` with a Destination; `left` when it is put away. `offers` says what a text may mean.
    """

    wanted = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("gotoLine")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.offers: Callable[[str], Sequence[Destination]] = lambda _text: ()
        self._shown: tuple[Destination, ...] = ()
        self.field = QLineEdit()
        self.field.setPlaceholderText(_HINT)
        self.field.setAccessibleName("转到")
        self.field.setMaximumWidth(460)
        self.refused = label("", "error", wrap=True)
        self.list = QListWidget()
        self.list.setObjectName("foundList")
        self.list.setAccessibleName("可以转到")
        self.list.setUniformItemSizes(True)
        self.list.setFixedWidth(460)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        row = QHBoxLayout()
        row.setSpacing(6)
        name = label("转到", "quiet")
        name.setFixedWidth(_NAME)
        row.addWidget(name)
        row.addWidget(self.field, 2)
        row.addWidget(self.refused, 1)
        row.addStretch()
        row.addWidget(button("收起", "link", self.leave))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 6, 14, 4)
        layout.setSpacing(4)
        layout.addLayout(row)
        below = QHBoxLayout()
        below.addSpacing(_NAME + row.spacing())
        below.addWidget(self.list)
        below.addStretch()
        layout.addLayout(below)
        self.field.textChanged.connect(self._offer)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(lambda item: self.wanted.emit(self._shown[self.list.row(item)]))
        self.hide()

    def begin(self) -> None:
        """Show the line, empty."""
        self.field.clear()
        self._offer("")
        self.show()
        self.field.setFocus()

    def leave(self) -> None:
        """Put it away."""
        if not self.isHidden():
            self.hide()
            self.left.emit()

    def refuse(self, sentence: str) -> None:
        """Say beside the text why nothing can be gone to."""
        self.refused.setText(sentence)

    def texts(self) -> list[str]:
        """The offers as they stand."""
        return [one.label for one in self._shown]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() == QEvent.Type.KeyPress:
            return self._pressed(event)  # type: ignore[arg-type]
        return super().eventFilter(watched, event)

    def _pressed(self, event: QKeyEvent) -> bool:
        key, row = event.key(), self.list.currentRow()
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._shown:
            by = 1 if key == Qt.Key.Key_Down else -1
            self.list.setCurrentRow(max(0, min(len(self._shown) - 1, row + by)))
        elif key == Qt.Key.Key_Tab and 0 <= row < len(self._shown):
            self.field.setText(f"{self._shown[row].text} ")
        else:
            return False
        return True

    def _take(self) -> None:
        typed, row = self.field.text().strip(), self.list.currentRow()
        if 0 <= row < len(self._shown):
            self.wanted.emit(self._shown[row])
        elif typed:
            self.refuse(f"没有“{typed}”这个地方；可以写 05、表名，或录入页加行号。")

    def _offer(self, text: str) -> None:
        self.refuse("")
        self._shown = tuple(self.offers(text))
        self.list.clear()
        for one in self._shown:
            item = QListWidgetItem(one.label)
            item.setToolTip(one.address)
            item.setSizeHint(QSize(0, ROW))
            self.list.addItem(item)
        self.list.setVisible(bool(self._shown))
        self.list.setFixedHeight(min(SHOWN_ROWS, max(1, len(self._shown))) * ROW + 2)
        # With nothing typed Enter must not lead anywhere by surprise.
        self.list.setCurrentRow(0 if text.strip() else -1)
