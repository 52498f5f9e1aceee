"""The right panel: what the current cell is made of, what else it moves, and what was changed last."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from db.entry.rates import RateHint
from db.forms.effects import Effect
from db.forms.trace import Trace
from desktop.panels.amount_field import AmountField, TotalField, Typed, foreseen
from desktop.panels.widgets import button, clear, label, rule
from desktop.sheet.figures import grouped
from desktop.shown import Past

__all__ = ["SHOWN", "WIDTH", "AmountField", "TracePanel"]

WIDTH = 280
SHOWN = 30  # lines laid out at first; a total of a whole book would be hundreds of widgets


class TracePanel(QScrollArea):
    """The panel. `edited`: a figure was typed here; `go`: an address to show; `undo`: take back the last step.

    `spread_asked(text)`: another total for the cell; `offered(text)`: the expression of a hint, to be typed into the
    cell; `left`: the keyboard goes back to the form.
    """

    edited = Signal(object, str)
    spread_asked = Signal(str)
    offered = Signal(str)
    left = Signal()
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
        self._derived = False
        self._hint: RateHint | None = None
        self._unit = ""
        self.total: TotalField | None = None
        self._fields: list[AmountField] = []
        self._foreseen = label("")
        self._writable = True
        self._past: tuple[Past, ...] = ()
        self._all = False
        self._build()

    def show_trace(
        self,
        made: Trace | None,
        unit: str,
        past: Sequence[Past] = (),
        *,
        writable: bool = True,
        derived: bool = False,
        hint: RateHint | None = None,
    ) -> None:
        """Show another cell's composition in the book's unit (None: it has none), and the newest gestures.

        `derived`: the cell itself takes no text, so that its total can be spread; `hint`: what it may come to.
        """
        wanted = (made, unit, tuple(past), writable, derived, hint)
        if wanted == (self._made, self._unit, self._past, self._writable, self._derived, self._hint):
            return
        if made is None or self._made is None or made.title != self._made.title:
            self._all = False
        if self._made is None or made is None or made.address != self._made.address:
            self.total = None
        self._made, self._unit, self._past, self._writable, self._derived, self._hint = wanted
        self._build()

    def fields(self) -> list[AmountField]:
        """The figures that can be typed over, top to bottom."""
        return list(self._fields)

    @property
    def foreseen(self) -> str:
        """What the cell would come to with what is being typed; empty when nothing is."""
        return "" if self._foreseen.isHidden() else self._foreseen.text()

    def commit(self) -> None:
        """Write what is being typed here."""
        for field in self.fields():
            field.commit()

    def _build(self) -> None:
        typed = {field.binding: field.typed() for field in self._fields if field.hasFocus() or field.isModified()}
        total = self.total.typed() if self.total is not None else None
        clear(self._layout)
        self.total, self._fields = None, []
        made = self._made
        head = QHBoxLayout()
        head.addWidget(label(f"构成 · {made.title}" if made else "构成", "heading", wrap=True), 1)
        head.addWidget(button("收起", "aside", self.fold.emit), 0, Qt.AlignmentFlag.AlignTop)
        self._layout.addLayout(head)
        if made is None:
            self._layout.addWidget(label("选中一个数，这里写明它由哪几笔加成。", "quiet", wrap=True))
        else:
            self._figure(made)
            self._spreading(made)
        self._offering()
        if made is not None:
            self._lines(made)
            self._others(made)
        self._history()
        self._layout.addStretch(1)
        # The figure that is being typed keeps its text and the cursor, although its field is a new one.
        for field in self._fields:
            field.show()  # a layout would show it only later, and until then it can take no key
            if field.binding in typed:
                field.resume(typed[field.binding])
        self._resume_total(total)

    def _resume_total(self, typed: Typed | None) -> None:
        if self.total is not None:
            self.total.show()
            if typed is not None:
                self.total.resume(typed)

    def _figure(self, made: Trace) -> None:
        self._layout.addWidget(label(f"{grouped(made.text)} {self._unit}", "amount"))
        count = f" · 来自 {made.count} 笔" if made.count else ""
        self._layout.addWidget(label(f"{made.yuan} 元{count}", "quiet"))
        self._foreseen = label("", "strong", wrap=True)
        self._foreseen.hide()
        self._layout.addWidget(self._foreseen)
        self._layout.addSpacing(6)

    def _spreading(self, made: Trace) -> None:
        """Another total for a cell of several lines."""
        if not (self._derived and self._writable and any(line.binding for line in made.lines)):
            return
        row = QHBoxLayout()
        self.total = TotalField()
        self.total.told.connect(self.spread_asked)
        self.total.escaped.connect(self.left)
        row.addWidget(label("合计改为"))
        row.addWidget(self.total, 1)
        row.addWidget(button("分摊…", "link", self.total.tell))
        self._layout.addLayout(row)
        self._layout.addWidget(rule())

    def _offering(self) -> None:
        hint = self._hint
        if hint is None or not self._writable:
            return
        self._layout.addWidget(label("参考", "quiet"))
        self._layout.addWidget(label(hint.sentence, wrap=True))
        self._layout.addWidget(label(f"依据：{hint.source}", "quiet", wrap=True))
        if not hint.fits:
            row = QHBoxLayout()
            row.addWidget(button(f"填入 {hint.text}（Alt+=）", "link", lambda: self.offered.emit(hint.expression)))
            row.addStretch(1)
            self._layout.addLayout(row)
        self._layout.addWidget(rule())

    def _foresee(self) -> None:
        """What the cell would come to with what is being typed."""
        made = self._made
        before = {line.binding: line.fen for line in made.lines} if made is not None else {}
        texts = [(before[field.binding], field.text()) for field in self.fields() if field.isModified()]
        said = foreseen(made.fen, texts, self._unit) if made is not None and texts else ""
        self._foreseen.setText(said)
        self._foreseen.setVisible(bool(said))

    def _step(self, field: AmountField, by: int) -> None:
        """From one figure to the next; beyond the last back to the form."""
        fields = self.fields()
        at = fields.index(field) + by if field in fields else -1
        if 0 <= at < len(fields):
            fields[at].setFocus()
            fields[at].selectAll()
            self.ensureWidgetVisible(fields[at])
        else:
            self.left.emit()

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
                self._fields.append(field)
                field.committed.connect(self.edited)
                field.stepped.connect(lambda by, field=field: self._step(field, by))
                field.escaped.connect(self.left)
                field.textEdited.connect(self._foresee)
                field.escaped.connect(self._foresee)
                row.addWidget(field, 0, 1, Qt.AlignmentFlag.AlignTop)
            else:
                row.addWidget(label(grouped(line.text)), 0, 1, Qt.AlignmentFlag.AlignTop)
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
            row.addWidget(label(grouped(effect.text)))
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
