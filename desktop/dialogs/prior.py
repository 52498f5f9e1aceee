"""导入上年数: what was recognised of a published workbook or of a book, and what it would change, before it does."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QPlainTextEdit, QTableWidget, QTableWidgetItem, QWidget

from db.money import AmountUnit, format_amount
from desktop.dialogs.form import FormDialog
from desktop.panels.widgets import label

if TYPE_CHECKING:
    from db.rolling.prior import Prior, Taking

_HEADS = ("指标", "账套现有", "取入后", "")


class PriorDialog(FormDialog):
    """`answered` when it is to be taken."""

    answered = Signal()

    def __init__(self, found: "Prior", taking: "Taking", unit: AmountUnit, parent: QWidget | None = None) -> None:
        super().__init__("导入上年数", "取入", parent, width=640)
        self.fields.addRow("文件", label(f"{found.source}　{found.year}年"))
        self.fields.addRow("认出", _listed(found.recognised, "认出的表"))
        self.figures = _table([_row(step.name, step.before, step.after, unit) for step in taking.steps])
        self.fields.addRow(f"{found.year}年预算数（{unit.value}）", self.figures)
        lines = f"{taking.lines_after} 行，用于与上年比较"
        if taking.lines_before:
            lines += f"；替换账套里原有的 {taking.lines_before} 行"
        self.fields.addRow("上年明细", label(lines if taking.lines_after else "没有新的"))
        said = [*([f"没有取到：{'、'.join(taking.missing)}。"] if taking.missing else []), *found.notes]
        if said:
            self.fields.addRow("没有取的", _listed(said, "没有取的"))
        self.fields.addRow("", label("取入前账套另存一份备份；取入是一步，可以撤销。", "quiet"))
        # All of it in sight where the screen has the room; where it has not, lists and table give way.
        self.resize(640, 545)

    def attempt(self) -> None:
        self.complain("")
        self.answered.emit()


def _listed(lines: Sequence[str], name: str) -> QPlainTextEdit:
    """Lines one below the other, three in sight."""
    made = QPlainTextEdit("\n".join(lines))
    made.setReadOnly(True)
    made.setAccessibleName(name)
    made.setMinimumHeight(44)
    made.setMaximumHeight(70)
    return made


def _row(name: str, before: int | None, after: int, unit: AmountUnit) -> tuple[str, str, str, str]:
    old = "" if before is None else format_amount(before, unit) or "0.00"
    state = "新增" if before is None else "不变" if before == after else "改变"
    return name, old, format_amount(after, unit) or "0.00", state


def _table(rows: Sequence[Sequence[str]]) -> QTableWidget:
    made = QTableWidget(len(rows), len(_HEADS))
    made.setHorizontalHeaderLabels(list(_HEADS))
    made.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    made.setAccessibleName("上年预算数")
    made.verticalHeader().hide()
    made.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    for column, width in enumerate((90, 90, 56), start=1):
        made.setColumnWidth(column, width)
    for at, texts in enumerate(rows):
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            item.setTextAlignment(right if column in (1, 2) else Qt.AlignmentFlag.AlignVCenter)
            made.setItem(at, column, item)
    made.setMinimumHeight(90)
    return made
