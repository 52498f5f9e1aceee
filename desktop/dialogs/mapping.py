"""A list out of somebody's workbook: which tab it goes to, which of its columns is which, and what would come of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QRadioButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from desktop.dialogs.fitting import FittingDialog
from desktop.dialogs.paste import PreviewModel, preview_table
from desktop.panels.widgets import Chooser, Yielding, button, clear, label

if TYPE_CHECKING:
    from db.exchange.likeness import Head
    from db.exchange.lists import ListPlan
    from db.rehearsal import Rehearsal
    from desktop.palette import Palette

Named = tuple[str, str]  # id, what is shown

_NOTHING = "（不导入）"
_WHY = {
    "heading": "表头相同",
    "alike": "表头相近，请核对",
    "content": "按内容推测，请核对",
    "remembered": "上次这样选的",
}
_SAMPLES = 4
_MOST_WORDS = 3  # sentences about faults under the preview


class MappingDialog(FittingDialog):
    """Signals: `sheet_chosen(name)`, `tab_chosen(id)`, `column_chosen(number, column id)`, `unit_chosen(text)`,
    `placing_chosen(replacing)` whenever the user decides otherwise: the answer is `show_plan`, then `show_rehearsal`.
    `answered()`: take it over as it is shown."""

    sheet_chosen = Signal(str)
    tab_chosen = Signal(str)
    column_chosen = Signal(int, str)
    unit_chosen = Signal(str)
    placing_chosen = Signal(bool)
    answered = Signal()

    def __init__(
        self, file: str, sheets: Sequence[str], tabs: Sequence[Named], palette: Palette, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"导入“{file}”")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(980, 640)
        self.sheets = Chooser("工作表", [(name, name) for name in sheets])
        self.tabs = Chooser("导入到", tabs)
        self.unit = Chooser("金额单位", [("万元", "万元"), ("元", "元")])
        self.behind, self.instead = QRadioButton("接在原有各行后面"), QRadioButton("替换原有各行")
        self.behind.setChecked(True)
        self.columns: dict[int, Chooser] = {}
        self._rows = QGridLayout()
        self._rows.setContentsMargins(0, 0, 8, 0)
        self._rows.setHorizontalSpacing(14)
        self._rows.setVerticalSpacing(6)
        self._rows.setColumnStretch(1, 1)
        self.missing = label("", "error", wrap=True)
        self.summary = label("", "strong", wrap=True)
        self.words = label("", "quiet", wrap=True)
        self.table = preview_table("导入预览")
        self.cells = PreviewModel(palette, self.table)
        self.table.setModel(self.cells)
        self.deed = button("导入", "primary", self._answer)
        self.deed.setDefault(True)
        self._lay_out()
        self.sheets.activated.connect(lambda at: self.sheet_chosen.emit(self.sheets.itemData(at)))
        self.tabs.activated.connect(lambda at: self.tab_chosen.emit(self.tabs.itemData(at)))
        self.unit.activated.connect(lambda at: self.unit_chosen.emit(self.unit.itemData(at)))
        self.instead.toggled.connect(self.placing_chosen)

    def _lay_out(self) -> None:
        choices = QHBoxLayout()
        for word, chooser in (("工作表", self.sheets), ("导入到", self.tabs), ("金额单位", self.unit)):
            choices.addWidget(label(word, "quiet"))
            choices.addWidget(chooser)
            choices.addSpacing(12)
        choices.addStretch()
        choices.addWidget(self.behind)
        choices.addWidget(self.instead)
        inside = QWidget()
        inside.setLayout(self._rows)
        scroll = QScrollArea()
        scroll.setObjectName("mapping")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(inside)
        for ground in (scroll, scroll.viewport(), inside):
            ground.setAutoFillBackground(False)  # the dialog's shows through
        below = QWidget()
        preview = QVBoxLayout(below)
        preview.setContentsMargins(0, 8, 0, 0)
        for widget in (self.summary, self.words):
            preview.addWidget(widget)
        preview.addWidget(self.table, 1)
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.addWidget(scroll)
        halves.addWidget(below)
        halves.setChildrenCollapsible(False)
        halves.setSizes([270, 250])
        buttons = QHBoxLayout()
        buttons.addWidget(label("导入前先留一份副本；导入后按 Ctrl+Z 可整个撤销。", "quiet"), 1)
        buttons.addWidget(button("取消", "", self.reject))
        buttons.addWidget(self.deed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(10)
        layout.addLayout(choices)
        layout.addWidget(halves, 1)
        layout.addWidget(self.missing)
        layout.addLayout(buttons)

    def show_plan(self, plan: ListPlan, columns: Sequence[Named], missing: Sequence[str]) -> None:
        """How the list is understood now; `columns` of the tab, `missing` those of them that must be there."""
        self.sheets.choose(plan.sheet)
        self.tabs.choose(plan.entry)
        self.unit.choose(plan.unit.value)
        held = next((at for at, chooser in self.columns.items() if chooser is self.focusWidget()), 0)
        clear(self._rows)
        self.columns = {}
        for at, word in enumerate(("列", "表头和内容", "对应的录入栏", "依据")):
            self._rows.addWidget(label(word, "heading"), 0, at)
        for row, head in enumerate(plan.heads, start=1):
            self._head(row, head, columns)
        self._rows.setRowStretch(len(plan.heads) + 1, 1)
        if held in self.columns:
            # Who decides by keyboard goes on where he decided.
            self.columns[held].show()
            self.columns[held].setFocus()
        self.missing.setText(
            f"还没有列对应“{'”“'.join(missing)}”：请在上面选一列；不选也能导入，缺的格子在表里注明。" if missing else ""
        )
        self.missing.setVisible(bool(missing))

    def show_rehearsal(self, made: Rehearsal | None, left_out: int, sentences: Sequence[str]) -> None:
        """What would come of it; None and the reason as a sentence when it would be refused. `left_out`: rows of
        totals."""
        self.deed.setEnabled(made is not None)
        self.table.setVisible(made is not None)
        words = list(sentences)
        if made is not None:
            self.cells.show_rehearsal(made)
            self.table.resizeColumnsToContents()
            faults = list(self.cells.faults())
            words += faults[:_MOST_WORDS]
            words += (
                [f"还有 {len(faults) - _MOST_WORDS} 格，导入后在表里逐格注明。"] if len(faults) > _MOST_WORDS else []
            )
            self.summary.setText("　".join(_counts(made, left_out)))
        else:
            self.summary.setText("")
        self.summary.setVisible(made is not None)
        self.words.setText("\n".join(words))
        self.words.setVisible(bool(words))

    def _head(self, row: int, head: Head, columns: Sequence[Named]) -> None:
        shown = Yielding()
        said = "、".join([text for text in head.samples if text][:_SAMPLES])
        shown.setText(f"{head.text or '（没有表头）'}　{said}")
        shown.setToolTip(said)
        chooser = Chooser(f"第{head.at}列对应的录入栏", [("", _NOTHING), *columns])
        chooser.choose(head.column)
        chooser.activated.connect(lambda at, head=head: self.column_chosen.emit(head.at, chooser.itemData(at)))
        self.columns[head.at] = chooser
        for place, widget in enumerate(
            (label(_letters(head.at), "quiet"), shown, chooser, label(_WHY.get(head.why, ""), "quiet"))
        ):
            self._rows.addWidget(widget, row, place)

    def _answer(self) -> None:
        self.accept()
        self.answered.emit()


def _counts(made: Rehearsal, left_out: int) -> list[str]:
    said = [f"将导入 {made.new_rows:,} 行"]
    if made.problems:
        said.append(f"✗ {made.problems:,} 格还不能算数，先按原样留着，导入后改正")
    if left_out:
        said.append(f"略过 {left_out} 行合计")
    return said


def _letters(column: int) -> str:
    """The name a spreadsheet has for a column counted from 1: A … Z, AA …"""
    column, sign = divmod(column - 1, 26)
    return (_letters(column) if column else "") + chr(ord("A") + sign)
