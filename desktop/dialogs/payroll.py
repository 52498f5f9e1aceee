"""A wage table before it goes in: the lines it makes, what they change, what does not add up, what has to be said."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from db.entry.payroll import PayrollAnswers
from db.money import AmountUnit, format_amount
from desktop.dialogs.form import FormDialog
from desktop.panels.widgets import button, clear, label

if TYPE_CHECKING:
    from db.entry.payroll import PayrollLine, PayrollPlan

    Planning = Callable[[PayrollAnswers], PayrollPlan | None]

HEADS = ("", "单位", "功能科目", "经济科目", "金额", "原有", "来自")
_FUNCTION = 2
_WORDS = {"add": "＋ 增加", "change": "→ 修改", "same": "＝ 不变"}
_MOST_SAID = 5
_NONE = "不收这一列"


class PayrollDialog(FormDialog):
    """`answered(PayrollPlan)`: it is to go in; `plain()`: it is to be pasted as any other block.

    `plan` makes the plan for what the user has answered; `units` and `items`: code → name, to choose from.
    """

    answered = Signal(object)
    plain = Signal()

    def __init__(
        self,
        plan: Planning,
        units: Mapping[str, str],
        items: Mapping[str, str],
        kept: AmountUnit,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("按工资表粘贴", "粘贴", parent, width=760)
        self._plan, self._items, self._kept = plan, items, kept
        self._made: PayrollPlan | None = None
        self._answers = PayrollAnswers()
        self._filling = False
        self.summary = label("", "strong", wrap=True)
        self.fields.addRow(self.summary)
        self.fields.addRow("表里的数是", self._amounts())
        self.unit = QComboBox()
        self.unit.setAccessibleName("单位")
        for code, name in units.items():
            self.unit.addItem(f"{code} {name}", code)
        self.unit.setCurrentIndex(-1)
        self.unit.setPlaceholderText("请选一个")
        self.unit.activated.connect(lambda at: self._answer(unit=str(self.unit.itemData(at))))
        self.fields.addRow("没有写单位的行", self.unit)
        self.unread = QHBoxLayout()
        self.fields.addRow(self.unread)
        self.lines = _table()
        self.lines.itemChanged.connect(self._typed)
        self.fields.addRow(self.lines)
        self.totals = label("", "warning", wrap=True)
        self.notes = label("", "quiet", wrap=True)
        self.fields.addRow(self.totals)
        self.fields.addRow(self.notes)
        self.buttons.insertWidget(0, button("按普通表格粘贴…", "link", self._as_plain))
        self.resize(860, 600)
        self._answer()

    def attempt(self) -> None:
        if self._made is not None and self._made.ready:
            self.answered.emit(self._made)

    def _as_plain(self) -> None:
        self.reject()
        self.plain.emit()

    def _amounts(self) -> QWidget:
        ways = QWidget()
        row = QHBoxLayout(ways)
        row.setContentsMargins(0, 0, 0, 0)
        group = QButtonGroup(self)
        self.amounts = {unit: button(unit.value, "choice") for unit in (AmountUnit.YUAN, AmountUnit.WAN)}
        for unit, one in self.amounts.items():
            one.setCheckable(True)
            group.addButton(one)
            row.addWidget(one)
            one.clicked.connect(lambda _on=False, unit=unit: self._answer(amounts=unit))
        row.addStretch(1)
        return ways

    def _answer(self, **answers: object) -> None:
        """One more answer, and what it makes of the table."""
        self._answers = msgspec.structs.replace(self._answers, **answers)
        made = self._plan(self._answers)
        if made is not None:
            self._made = made
            self._show(made)

    def _show(self, made: PayrollPlan) -> None:
        self._filling = True
        self.amounts[made.amounts].setChecked(True)
        self.fields.setRowVisible(self.unit, made.needs_unit or bool(self._answers.unit))
        self._show_unread(made)
        self.lines.setRowCount(len(made.lines))
        for row, line in enumerate(made.lines):
            self._show_line(row, line, asked=line.economic in made.unsaid)
        self.summary.setText(self._summed(made))
        wrong = made.wrong_totals
        self.totals.setText("\n".join(f"⚠ {it}" for it in _few(wrong)))
        self.fields.setRowVisible(self.totals, bool(wrong))
        right = sum(it.holds for it in made.tallies)
        checked = f"表里的 {right} 处合计、小计已核对，与各项一致，不录入。" if right and not wrong else ""
        self.notes.setText("\n".join(part for part in (checked, *_few(made.notes)) if part))
        self.fields.setRowVisible(self.notes, bool(self.notes.text()))
        self.complain("\n".join(_few(made.faults)))
        changed = sum(line.state != "same" for line in made.lines)
        self.deed.setText(f"粘贴 {changed} 行" if made.ready else "粘贴")
        self.deed.setEnabled(made.ready)
        self._filling = False

    def _summed(self, made: PayrollPlan) -> str:
        counts = [(word, sum(line.state == state for line in made.lines)) for state, word in _STATES]
        total = sum(line.fen for line in made.lines)
        said = "，".join(f"{word} {count} 行" for word, count in counts if count)
        return f"认出工资表：{said}；合计 {_printed(total, self._kept)} {self._kept.value}"

    def _show_line(self, row: int, line: PayrollLine, *, asked: bool) -> None:
        before = "" if line.before is None else _printed(line.before, self._kept)
        texts = (
            _WORDS[line.state], line.unit, line.function, f"{line.economic} {line.name}",
            _printed(line.fen, self._kept), before, "、".join(line.sources),
        )  # fmt: skip
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text or ("请填" if column == _FUNCTION else ""))
            item.setData(Qt.ItemDataRole.UserRole, line.economic)
            item.setToolTip(text)
            editable = column == _FUNCTION and asked
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | (_EDITABLE if editable else Qt.ItemFlag.NoItemFlags))
            if editable:
                item.setToolTip("表里没有写功能科目；双击可改，同一经济科目一起改")
                font = item.font()
                font.setUnderline(True)
                item.setFont(font)
            if column in (4, 5):
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.lines.setItem(row, column, item)

    def _typed(self, item: QTableWidgetItem) -> None:
        """A function typed for an item: all its lines take it."""
        if self._filling or item.column() != _FUNCTION:
            return
        functions = {**self._answers.functions, str(item.data(Qt.ItemDataRole.UserRole)): item.text().strip()}
        self._answer(functions={name: text for name, text in functions.items() if text})

    def _show_unread(self, made: PayrollPlan) -> None:
        """Columns of figures that are no known item: which one is it?"""
        if self.unread.count():
            return  # once asked, the boxes stay as they are answered
        clear(self.unread)
        for column in made.unread:
            box = QComboBox()
            box.setAccessibleName(column.heading)
            box.addItem(_NONE, "")
            for code, name in self._items.items():
                box.addItem(f"{code} {name}", code)
            box.setCurrentIndex(-1)
            box.setPlaceholderText("是哪个经济科目？")
            box.activated.connect(lambda at, column=column.at, box=box: self._name(column, str(box.itemData(at))))
            self.unread.addWidget(label(f"“{column.heading or '没有列名的一列'}”"))
            self.unread.addWidget(box)
        if made.unread:
            self.unread.addStretch(1)

    def _name(self, column: int, item: str) -> None:
        self._answer(items={**self._answers.items, column: item})


_EDITABLE = Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsSelectable
_STATES = (("add", "增加"), ("change", "修改"), ("same", "不变"))


def _few(sentences: Sequence[str]) -> list[str]:
    rest = len(sentences) - _MOST_SAID
    return [*sentences[:_MOST_SAID], *([f"还有 {rest} 处。"] if rest > 0 else [])]


def _printed(fen: int, unit: AmountUnit) -> str:
    return format_amount(fen, unit) or "0.00"


def _table() -> QTableWidget:
    made = QTableWidget(0, len(HEADS))
    made.setAccessibleName("粘贴预览")
    made.setHorizontalHeaderLabels(list(HEADS))
    made.verticalHeader().hide()
    made.setShowGrid(False)
    made.setMinimumHeight(200)
    made.setTabKeyNavigation(False)
    made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    header = made.horizontalHeader()
    header.setHighlightSections(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setStretchLastSection(True)
    return made
