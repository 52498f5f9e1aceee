"""A look at a block before it goes in: its texts in the columns of the tab, what is no value, what is overwritten."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop.dialogs.fitting import FittingDialog
from desktop.panels.widgets import button, label

if TYPE_CHECKING:
    from db.rehearsal import CellToBe, Headed, Rehearsal
    from desktop.palette import Palette

    Index = QModelIndex | QPersistentModelIndex

_REASONS = 4  # faults that are listed under the table
_WIDEST_PX = 220
_ONE_LINE = 30  # characters of a text in the list of faults


class PasteDialog(FittingDialog):
    """`answered(by heading)` when the block is to go in; `by_heading_chosen(bool)` when it is to be laid otherwise."""

    answered = Signal(bool)
    by_heading_chosen = Signal(bool)

    def __init__(self, tab: str, headed: Headed | None, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"粘贴到“{tab}”")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(880, 520)
        self._headed = headed
        self.summary = label("", "strong", wrap=True)
        self.headings = QCheckBox("第一行是表头：不粘贴，并按表头把各栏放到同名的栏里")
        self.headings.setChecked(headed is not None)
        self.headings.setVisible(headed is not None)
        self.headings.toggled.connect(self._choose)
        self.unknown = label("", "quiet", wrap=True)
        self.table = preview_table("粘贴预览")
        self.cells = PreviewModel(palette, self.table)
        self.table.setModel(self.cells)
        self.reasons = label("", "error", wrap=True)
        self.deed = button("粘贴", "primary", self._answer)
        self.deed.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(10)
        for widget in (self.summary, self.headings, self.unknown):
            layout.addWidget(widget)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.reasons)
        row = QHBoxLayout()
        row.addWidget(label("粘贴后按 Ctrl+Z 可整块撤销。", "quiet"), 1)
        row.addWidget(button("取消", "", self.reject))
        row.addWidget(self.deed)
        layout.addLayout(row)
        self.deed.setFocus()

    def show_rehearsal(self, made: Rehearsal) -> None:
        """What would come of it."""
        self.cells.show_rehearsal(made)
        self.table.resizeColumnsToContents()
        for column in range(self.cells.columnCount()):
            self.table.setColumnWidth(column, min(_WIDEST_PX, self.table.columnWidth(column) + 8))
        self.summary.setText("　".join(_counts(made)))
        unknown = self._headed.unknown if self._headed is not None and self.headings.isChecked() else ()
        self.unknown.setText(f"这里没有这些栏，不粘贴：{'、'.join(unknown)}。" if unknown else "")
        self.unknown.setVisible(bool(unknown))
        faults = list(self.cells.faults())
        rest = len(faults) - _REASONS
        lines = [*faults[:_REASONS], *([f"还有 {rest} 格，粘贴后在表里逐格注明。"] if rest > 0 else [])]
        self.reasons.setText("\n".join(lines))
        self.reasons.setVisible(bool(lines))
        first = self.cells.first_fault()
        if first is not None:
            self.table.scrollTo(first, QAbstractItemView.ScrollHint.PositionAtCenter)

    def _choose(self, by_heading: bool) -> None:
        self.by_heading_chosen.emit(by_heading)

    def _answer(self) -> None:
        by_heading = self.headings.isChecked()
        self.accept()
        self.answered.emit(by_heading)


class PreviewModel(QAbstractTableModel):
    """The block under the headings of the tab; columns that it does not touch are left out."""

    def __init__(self, palette: Palette, parent: QWidget) -> None:
        super().__init__(parent)
        self._palette = palette
        self._made: Rehearsal | None = None
        self._columns: list[int] = []

    def show_rehearsal(self, made: Rehearsal) -> None:
        """Another one, from the beginning."""
        self.beginResetModel()
        self._made = made
        touched = {at for row in made.rows for at, cell in enumerate(row.cells) if cell is not None}
        self._columns = sorted(touched)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        return 0 if parent.isValid() or self._made is None else len(self._made.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self._cell(index.row(), index.column())
        if cell is None:
            return self._palette.derived if role == Qt.ItemDataRole.BackgroundRole else None
        wrong = bool(cell.problem and cell.text.strip())
        over = bool(cell.before) and cell.before != cell.text
        if role == Qt.ItemDataRole.DisplayRole:
            text = f"{cell.before} → {cell.text or '（空）'}" if over else cell.text
            return f"✗ {text}" if wrong else text.replace("\n", " ")
        if role == Qt.ItemDataRole.BackgroundRole:
            return self._palette.error_tint if wrong else self._palette.warning_tint if over else self._palette.paper
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._palette.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return cell.problem if wrong else None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or self._made is None:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return self._made.headings[self._columns[section]]
        row = self._made.rows[section]
        return f"+ {row.number}" if row.new else str(row.number)

    def faults(self) -> Iterator[str]:
        """`第 3 行 金额(万元) “1o.5”：…` for each text that would be no value."""
        for row in self._made.rows if self._made is not None else ():
            for at in self._columns:
                cell = row.cells[at] if at < len(row.cells) else None
                if self._made is not None and cell is not None and cell.problem and cell.text.strip():
                    text = " ".join(cell.text.split())
                    short = text if len(text) <= _ONE_LINE else f"{text[:_ONE_LINE]}…"
                    yield f"✗ 第 {row.number} 行 {self._made.headings[at]} “{short}”：{cell.problem}"

    def first_fault(self) -> QModelIndex | None:
        """Where the first text stands that would be no value."""
        for row in range(self.rowCount()):
            for column in range(self.columnCount()):
                cell = self._cell(row, column)
                if cell is not None and cell.problem and cell.text.strip():
                    return self.index(row, column)
        return None

    def _cell(self, row: int, column: int) -> CellToBe | None:
        if self._made is None:
            return None
        cells, at = self._made.rows[row].cells, self._columns[column]
        return cells[at] if at < len(cells) else None


def _counts(made: Rehearsal) -> Iterator[str]:
    yield f"{len(made.rows):,} 行，新增 {made.new_rows:,} 行"
    if made.overwritten:
        yield f"覆盖 {made.overwritten:,} 格（旧 → 新）"
    if made.problems:
        yield f"✗ {made.problems:,} 格还不能算数，先按原样留着，粘贴后改正"
    if made.beyond:
        yield f"⚠ {made.beyond:,} 格超出表格，不粘贴"


def preview_table(name: str) -> QTableView:
    """A table to look at, not to type into."""
    table = QTableView()
    table.setObjectName("preview")
    table.setAccessibleName(name)
    table.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setWordWrap(False)
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.verticalHeader().setDefaultSectionSize(25)
    table.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
    table.horizontalHeader().setHighlightSections(False)
    return table
