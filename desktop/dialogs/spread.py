"""Another total for a cell, before it is written: each line old → new, with ticks for those that take part."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from db.errors import AmountError
from db.forms.sheet import Binding
from db.money import AmountUnit, format_amount, parse_amount
from desktop.dialogs.form import FormDialog
from desktop.panels.widgets import button, label

if TYPE_CHECKING:
    from db.entry.spread import SpreadLine, SpreadPlan

    Planning = Callable[[int, frozenset[Binding], bool], SpreadPlan | None]

HEADS = ("", "来自", "现在", "改为")
_TICKED = Qt.CheckState.Checked


class SpreadDialog(FormDialog):
    """`answered(SpreadPlan)` when the total is to be written. `plan` says what a total would make of the lines."""

    answered = Signal(object)

    def __init__(self, plan: Planning, first: SpreadPlan, text: str, unit: str, parent: QWidget | None = None) -> None:
        super().__init__("分摊合计", "分摊", parent, width=640)
        self._plan = plan
        self._unit = AmountUnit(unit)
        self._made: SpreadPlan | None = None
        self._filling = False
        self.fields.addRow(label(first.title, "strong", wrap=True))
        self.before = label(f"{_printed(first.before, self._unit)} {unit}")
        self.total = QLineEdit(text)
        self.total.setAccessibleName("新的合计")
        self.total.textEdited.connect(lambda _text: self._refresh())
        self.fields.addRow("现在合计", self.before)
        self.fields.addRow(f"改为({unit})", self.total)
        self.fields.addRow("分法", self._ways())
        self.lines = _table(len(first.lines))
        self.lines.itemChanged.connect(lambda _item: self._refresh())
        self.fields.addRow(self.lines)
        self.sum = label("", "strong", wrap=True)
        self.note = label("", "quiet", wrap=True)
        self.fields.addRow(self.sum)
        self.fields.addRow(self.note)
        self._lay_out(first)
        self.resize(680, 480)
        self._refresh()
        self.total.setFocus()
        self.total.selectAll()

    def attempt(self) -> None:
        if self._made is not None and not self._made.fault and self._made.changed:
            self.answered.emit(self._made)

    def _ways(self) -> QWidget:
        ways = QWidget()
        row = QHBoxLayout(ways)
        row.setContentsMargins(0, 0, 0, 0)
        self.proportional, self.equal = button("按现在的比例", "choice"), button("平均", "choice")
        group = QButtonGroup(self)
        for one in (self.proportional, self.equal):
            one.setCheckable(True)
            group.addButton(one)
            row.addWidget(one)
        self.proportional.setChecked(True)
        row.addStretch(1)
        group.buttonToggled.connect(lambda _button, on: self._refresh() if on else None)
        return ways

    def _lay_out(self, made: SpreadPlan) -> None:
        self._filling = True
        for row, line in enumerate(made.lines):
            tick = QTableWidgetItem()
            fixed = bool(line.fixed)
            tick.setFlags(Qt.ItemFlag.ItemIsEnabled if fixed else Qt.ItemFlag.ItemIsEnabled | _CHECKABLE)
            if not fixed:
                tick.setCheckState(_TICKED)
            tick.setData(Qt.ItemDataRole.UserRole, line.binding)
            tick.setToolTip(line.fixed or "不勾选的行保持原数")
            words = " · ".join(part for part in (line.label, line.detail, line.fixed) if part)
            items = [tick, QTableWidgetItem(words), _figure(_printed(line.before, self._unit)), _figure("")]
            items[1].setToolTip(words)
            for column, item in enumerate(items):
                if column:
                    item.setFlags(Qt.ItemFlag.ItemIsEnabled)
                self.lines.setItem(row, column, item)
        self._filling = False

    def _refresh(self) -> None:
        """What the total would make of the lines now."""
        if self._filling:
            return
        text = self.total.text().strip()
        try:
            total = parse_amount(text, self._unit).fen if text else None
        except AmountError as fault:
            self._show(None, fault.message)
            return
        made = self._plan(total, self._kept(), self.equal.isChecked()) if total is not None else None
        self._show(made, made.fault if made is not None else "")

    def _kept(self) -> frozenset[Binding]:
        ticks = [self.lines.item(row, 0) for row in range(self.lines.rowCount())]
        left = [it for it in ticks if it is not None and it.flags() & _CHECKABLE and it.checkState() != _TICKED]
        return frozenset(it.data(Qt.ItemDataRole.UserRole) for it in left)

    def _show(self, made: SpreadPlan | None, fault: str) -> None:
        self._made = made
        self._filling = True
        lines: Iterable[SpreadLine] = made.lines if made is not None else ()
        for row, line in enumerate(lines):
            item = self.lines.item(row, 3)
            if item is not None:
                item.setText(_printed(line.after, self._unit) if not fault else "")
                font = item.font()
                font.setBold(line.after != line.before)
                item.setFont(font)
        self._filling = False
        ready = made is not None and not fault and bool(made.changed)
        self.sum.setText(_summed(made, self._unit) if made is not None and not fault else "")
        self.note.setText(_noted(made))
        self.complain(fault)
        self.deed.setEnabled(ready)
        self.deed.setText(f"改 {len(made.changed)} 行" if made is not None and ready else "分摊")


_CHECKABLE = Qt.ItemFlag.ItemIsUserCheckable


def _summed(made: SpreadPlan, unit: AmountUnit) -> str:
    return f"各行合计 {_printed(sum(line.after for line in made.lines), unit)} {unit}，与新的合计一致。"


def _noted(made: SpreadPlan | None) -> str:
    if made is None:
        return ""
    said = "各行写成数字，原来的算式不再保留；Ctrl+Z 可整个撤销。"
    return f"另有 {made.drafts} 行草稿还不是数，不在其中。{said}" if made.drafts else said


def _printed(fen: int, unit: AmountUnit) -> str:
    return format_amount(fen, unit) or "0.00"


def _figure(text: str) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return item


def _table(rows: int) -> QTableWidget:
    made = QTableWidget(rows, len(HEADS))
    made.setAccessibleName("各行")
    made.setHorizontalHeaderLabels(list(HEADS))
    made.verticalHeader().hide()
    made.setShowGrid(False)
    made.setTabKeyNavigation(False)
    made.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    header = made.horizontalHeader()
    header.setHighlightSections(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    return made
