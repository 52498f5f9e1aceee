"""What a received workbook is: as it was exported or not, what was changed where, and whether its forms tie."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from db.checks.finding import Finding
from db.exchange.received import Change, Verification
from desktop.panels.widgets import Tone, button, label

SIGNS = {"error": "✗", "warning": "⚠", "hint": "·"}


class VerificationDialog(QDialog):
    """Two sentences, and under each the cells it speaks of. `changes` and `findings` are the two lists."""

    def __init__(self, name: str, found: Verification, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("核验收到的工作簿")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # On hovering: what the program knows the cell by.
        known = [one.address for one in found.changed]
        self.changes = _table("改动", ("单元格", "导出时", "现在"), [_change(one) for one in found.changed], known)
        self.findings = _table("审核结果", ("", "审核结果"), [_finding(one) for one in found.findings])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(8)
        layout.addWidget(label(name, "strong", wrap=True))
        if found.revision is not None:
            layout.addWidget(label(f"第{found.revision}版", "quiet"))
        for (sign, tone, sentence), table in ((changed_sentence(found), self.changes), (tied(found), self.findings)):
            layout.addSpacing(6)
            layout.addWidget(label(f"{sign} {sentence}", tone, wrap=True))
            layout.addWidget(table, 1)
            table.setVisible(table.rowCount() > 0)
        row = QHBoxLayout()
        row.addStretch()
        leave = button("关闭", "primary", self.accept)
        row.addWidget(leave)
        layout.addLayout(row)
        listed = bool(found.changed or found.findings)
        self.resize(640, 460 if listed else self.sizeHint().height())
        leave.setFocus()


def changed_sentence(found: Verification) -> tuple[str, Tone, str]:
    """Sign, tone and sentence: is it what was exported?"""
    if found.unchanged is None:
        return "·", "quiet", "不是本程序导出的工作簿，无从比对有没有改动；只审核各表。"
    if found.unchanged:
        return "✓", "fine", "与导出时一致，没有改动。"
    return "✗", "error", f"导出后改动了 {len(found.changed)} 处。"


def tied(found: Verification) -> tuple[str, Tone, str]:
    """Sign, tone and sentence: do its forms tie?"""
    open_ones = [one for one in found.findings if not one.settled]
    errors = sum(one.severity == "error" for one in open_ones)
    warnings = sum(one.severity == "warning" for one in open_ones)
    if errors:
        return "✗", "error", f"各表有 {errors} 个错误、{warnings} 条没有说明的提示。"
    if warnings:
        return "⚠", "warning", f"各表有 {warnings} 条没有说明的提示。"
    return "✓", "fine", "各表之间都对得上。"


def _change(one: Change) -> tuple[str, ...]:
    if one.gone:
        return one.place, one.exported or "（空）", "整张表不见了"
    return one.place, one.exported or "（空）", one.found or "（空）"


def _finding(one: Finding) -> tuple[str, ...]:
    return "✓" if one.settled else SIGNS[one.severity], one.message


def _table(spoken: str, heads: Sequence[str], rows: Sequence[Sequence[str]], known: Sequence[str] = ()) -> QTableWidget:
    made = QTableWidget(len(rows), len(heads))
    made.setAccessibleName(spoken)
    made.setHorizontalHeaderLabels(list(heads))
    made.verticalHeader().hide()
    made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    made.setTabKeyNavigation(False)
    made.setShowGrid(False)
    made.setWordWrap(True)
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setToolTip(known[row] if known and column == 0 else text)
            made.setItem(row, column, item)
    header = made.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setStretchLastSection(True)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
    made.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    return made
