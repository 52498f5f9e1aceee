"""The copies of a book, and what going back to one of them would change, before anything does."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.dialogs.fitting import FittingDialog
from desktop.panels.widgets import button, label, retone

if TYPE_CHECKING:
    from db.restoring import Preview, Snapshot, TabDifference

_WIDTHS = (100, 150, 150)  # of heading, now and then
MOST = 500  # rows of a tab that are listed
_COPY = Qt.ItemDataRole.UserRole


class SnapshotsDialog(FittingDialog):
    """`asked` carries the path of a copy that is to be compared, `restore` of one to go back to."""

    asked = Signal(object)
    restore = Signal(object)

    def __init__(self, writable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("恢复到以前的副本")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(980, 560)
        self._writable = writable
        self._chosen: Path | None = None
        self.copies = _tree("副本", ("时间", "原因", "大小"), 1)
        self.changes = _tree("恢复会改变什么", ("表和行", "项目", "现在", "恢复后"), 0)
        self.totals = label("选一份副本，这里写明恢复它会改变什么。", "quiet", wrap=True)
        self.fault = label("", "error", wrap=True)
        self.deed = button("恢复", "primary", self._tell)
        self.deed.setEnabled(False)
        self.leave = button("取消", "", self.reject)
        self.copies.currentItemChanged.connect(lambda item, _before: self._choose(item))
        self._lay_out()

    def show_snapshots(self, found: object) -> None:
        """List the copies, the newest first."""
        assert isinstance(found, tuple)
        snapshots: Sequence[Snapshot] = found
        for one in snapshots:
            when = f"{one.made_at:%Y-%m-%d %H:%M}"
            size = f"{max(1, one.size // 1024):,} KB"
            item = QTreeWidgetItem([when, one.reason, "✗ 已损坏" if one.fault else size])
            item.setData(0, _COPY, one.path)
            item.setToolTip(0, one.fault or str(one.path))
            item.setToolTip(2, one.fault)
            item.setTextAlignment(2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.copies.addTopLevelItem(item)
        if snapshots:
            self.copies.setCurrentItem(self.copies.topLevelItem(0))
        else:
            self.totals.setText("还没有副本。打开账套的每一天、每次导入前，程序都会在旁边的 backups 文件夹里存一份。")

    def show_one(self, copy: Path) -> None:
        """Only this copy, wherever it lies."""
        self.copies.hide()
        self._ask(copy)

    def show_preview(self, copy: Path, found: object) -> None:
        """What going back to a copy would change, if it is still the chosen one."""
        from db.restoring import Preview

        assert isinstance(found, Preview)
        if copy != self._chosen:
            return
        self._say_totals(found)
        self.changes.clear()
        for tab in found.tabs:
            self.changes.addTopLevelItem(_tab_item(tab))
        self.changes.expandAll()
        self.deed.setEnabled(self._writable and bool(found.tabs))

    def complain(self, sentence: str) -> None:
        """Say why a copy cannot be read, or gone back to."""
        self.fault.setText(sentence)
        self.totals.setText("")
        self.changes.clear()
        self.deed.setEnabled(False)

    def _say_totals(self, found: Preview) -> None:
        self.fault.setText("")
        sides = (("收入", *found.income), ("支出", *found.spending))
        said = "    ".join(f"{name} {now}" if now == then else f"{name} {now} → {then}" for name, now, then in sides)
        if not found.tabs:
            said = f"各表的内容没有不同，不用恢复。    {said}"
        retone(self.totals, "tone", "strong" if found.tabs else "quiet")
        self.totals.setText(f"{said}（{found.unit}）")

    def _choose(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self._ask(item.data(0, _COPY))

    def _ask(self, copy: Path) -> None:
        self._chosen = copy
        self.deed.setEnabled(False)
        self.fault.setText("")
        self.changes.clear()
        retone(self.totals, "tone", "quiet")
        self.totals.setText("正在比较…")
        self.asked.emit(copy)

    def _tell(self) -> None:
        if self._chosen is not None:
            self.restore.emit(self._chosen)

    def _lay_out(self) -> None:
        beside = QWidget()
        column = QVBoxLayout(beside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.totals)
        column.addWidget(self.changes, 1)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(self.copies)
        both.addWidget(beside)
        both.setSizes([310, 620])
        both.setStretchFactor(1, 1)
        both.setChildrenCollapsible(False)
        row = QHBoxLayout()
        row.addWidget(self.fault, 1)
        row.addWidget(self.leave)
        row.addWidget(self.deed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(12)
        said = "恢复是一步修改：先把现在的账套存一份，再把内容改成副本那时的样子；按 Ctrl+Z 可以撤销，历史都在。"
        layout.addWidget(label(said, "quiet", wrap=True))
        layout.addWidget(both, 1)
        layout.addLayout(row)


def _tab_item(tab: TabDifference) -> QTreeWidgetItem:
    item = QTreeWidgetItem([f"{tab.sheet}（{tab.counted}）"])
    item.setFirstColumnSpanned(True)
    for line in tab.lines[:MOST]:
        sign = "－ 删去 " if line.gone else "＋ 加上 " if line.new else "改 "
        for number, cell in enumerate(line.cells):
            name = f"{sign}{line.name}" if number == 0 else ""
            row = QTreeWidgetItem([name, cell.heading, cell.now or "（空）", cell.then or "（空）"])
            for at, text in enumerate((line.name, cell.heading, cell.now, cell.then)):
                row.setToolTip(at, text)
            item.addChild(row)
    if len(tab.lines) > MOST:
        item.addChild(QTreeWidgetItem([f"还有 {len(tab.lines) - MOST} 行"]))
    return item


def _tree(spoken: str, heads: Sequence[str], stretched: int) -> QTreeWidget:
    made = QTreeWidget()
    made.setObjectName("copies")
    made.setAccessibleName(spoken)
    made.setHeaderLabels(list(heads))
    made.setRootIsDecorated(False)
    made.setIndentation(12 if stretched == 0 else 0)
    made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    made.setUniformRowHeights(True)
    header = made.header()
    header.setStretchLastSection(False)
    header.setSectionResizeMode(
        QHeaderView.ResizeMode.ResizeToContents if stretched else QHeaderView.ResizeMode.Interactive
    )
    header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
    if not stretched:
        for number, width in enumerate(_WIDTHS, start=1):
            header.resizeSection(number, width)
    return made
