"""The right panel: what the current cell is made of, what else it moves, and what was changed last."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from db.forms.effects import Effect
from db.forms.sheet import Binding
from db.forms.trace import Trace
from desktop.panels.widgets import button, children, clear, label, rule
from desktop.shown import Past

WIDTH = 280
SHOWN = 30  # lines laid out at first; a total of a whole book would be hundreds of widgets


class AmountField(QLineEdit):
    """The amount of the ledger cell `binding`, to be typed over. Commits on Enter or when left; Esc takes back."""

    committed = Signal(object, str)  # Binding, text

    def __init__(self, binding: Binding, text: str, spoken: str) -> None:
        super().__init__(text)
        self.setProperty("role", "amount")
        self.setAccessibleName(spoken)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFixedSize(max(44, self.fontMetrics().horizontalAdvance(text) + 20), 22)
        self.binding = binding
        self._before = text
        self.editingFinished.connect(self.commit)
        self.textEdited.connect(self._grow)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.setText(self._before)
            self.clearFocus()
        else:
            super().keyPressEvent(event)

    def _grow(self, text: str) -> None:
        self.setFixedWidth(min(150, max(44, self.fontMetrics().horizontalAdvance(text) + 20)))

    def commit(self) -> None:
        """Tell the text if it is another one."""
        if self.text() != self._before:
            self._before = self.text()
            self.committed.emit(self.binding, self.text())


class TracePanel(QScrollArea):
    """The panel. `edited`: a figure was typed here; `go`: an address to show; `undo`: take back the last step."""

    edited = Signal(object, str)
    go = Signal(str)
    undo = Signal()
    fold = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trace")
        self.setAccessibleName("构成")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget()
        body.setObjectName("traceBody")
        self._layout = QVBoxLayout(body)
        self._layout.setContentsMargins(14, 10, 14, 12)
        self._layout.setSpacing(3)
        self.setWidget(body)
        self._made: Trace | None = None
        self._unit = ""
        self._writable = True
        self._past: tuple[Past, ...] = ()
        self._all = False
        self._build()

    def show_trace(self, made: Trace | None, unit: str, past: Sequence[Past] = (), *, writable: bool = True) -> None:
        """Show another cell's composition in the book's unit (None: it has none), and the newest gestures."""
        wanted = (made, unit, tuple(past), writable)
        if wanted == (self._made, self._unit, self._past, self._writable):
            return
        if made is None or self._made is None or made.title != self._made.title:
            self._all = False
        self._made, self._unit, self._past, self._writable = wanted
        self._build()

    def fields(self) -> list[AmountField]:
        """The figures that can be typed over, top to bottom."""
        return [field for field in children(self, AmountField) if not field.isHidden()]

    def commit(self) -> None:
        """Write what is being typed here."""
        for field in self.fields():
            field.commit()

    def _build(self) -> None:
        focused = next((field.binding for field in self.fields() if field.hasFocus()), None)
        clear(self._layout)
        made = self._made
        head = QHBoxLayout()
        head.addWidget(label(f"构成 · {made.title}" if made else "构成", "heading", wrap=True), 1)
        head.addWidget(button("收起", "aside", self.fold.emit), 0, Qt.AlignmentFlag.AlignTop)
        self._layout.addLayout(head)
        if made is None:
            self._layout.addWidget(label("选中一个数，这里写明它由哪几笔加成。", "quiet", wrap=True))
        else:
            self._figure(made)
            self._lines(made)
            self._others(made)
        self._history()
        self._layout.addStretch(1)
        for field in self.fields():
            # The figure that was just typed over keeps the cursor, although its field is a new one.
            if focused is not None and field.binding == focused:
                field.setFocus()

    def _figure(self, made: Trace) -> None:
        self._layout.addWidget(label(f"{made.text} {self._unit}", "amount"))
        count = f" · 来自 {made.count} 笔" if made.count else ""
        self._layout.addWidget(label(f"{made.yuan} 元{count}", "quiet"))
        self._layout.addSpacing(6)

    def _lines(self, made: Trace) -> None:
        shown = made.lines if self._all else made.lines[:SHOWN]
        for line in shown:
            row = QGridLayout()
            row.setContentsMargins(0, 3, 0, 3)
            row.setVerticalSpacing(1)
            row.setColumnStretch(0, 1)
            row.addWidget(label(line.label, wrap=True), 0, 0)
            if line.binding is not None and self._writable:
                field = AmountField(line.binding, line.text, f"{line.label} 金额")
                field.committed.connect(self.edited)
                row.addWidget(field, 0, 1, Qt.AlignmentFlag.AlignTop)
            else:
                row.addWidget(label(line.text), 0, 1, Qt.AlignmentFlag.AlignTop)
            if line.detail:
                row.addWidget(label(line.detail, "quiet", wrap=True), 1, 0, 1, 2)
            self._layout.addLayout(row)
            self._layout.addWidget(rule())
        if len(made.lines) < made.count and len(shown) == len(made.lines):
            self._layout.addWidget(label(f"只列出最大的 {len(made.lines)} 笔", "quiet"))
        if len(shown) < len(made.lines):
            self._layout.addWidget(button(f"还有 {len(made.lines) - len(shown)} 笔，全部列出", "link", self._unfold))

    def _others(self, made: Trace) -> None:
        if not made.effects:
            return
        self._layout.addSpacing(8)
        self._layout.addWidget(label("同时影响", "quiet"))
        for effect in made.effects:
            row = QHBoxLayout()
            row.setContentsMargins(0, 1, 0, 1)
            row.addWidget(self._way(effect), 1)
            row.addWidget(label(effect.text))
            self._layout.addLayout(row)
            self._layout.addWidget(rule())

    def _history(self) -> None:
        if not self._past:
            return
        self._layout.addSpacing(10)
        self._layout.addWidget(label("最近修改", "heading"))
        for past in self._past:
            row = QGridLayout()
            row.setContentsMargins(0, 3, 0, 3)
            row.setVerticalSpacing(0)
            row.setColumnStretch(0, 1)
            row.addWidget(label(past.caption, wrap=True), 0, 0)
            if past.can_undo:
                row.addWidget(button("撤销", "link", self.undo.emit), 0, 1, Qt.AlignmentFlag.AlignTop)
            row.addWidget(label(past.when, "quiet"), 1, 0)
            self._layout.addLayout(row)
            self._layout.addWidget(rule())

    def _unfold(self) -> None:
        self._all = True
        self._build()

    def _way(self, effect: Effect) -> QPushButton:
        number = effect.address.partition("!")[0]
        made = button(f"{number} {effect.form}", "link", lambda: self.go.emit(effect.address))
        made.setProperty("role", "line")
        made.setToolTip(effect.label)
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        return made
