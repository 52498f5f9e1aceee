"""A Sheet as Qt's item views read it. `data` is hot: it returns what was made when the sheet came in."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from db.forms.sheet import Cell, Sheet
from desktop.sheet.body import Row, column_ids, drawn, kept_keys, row_keys, row_kinds, split
from desktop.sheet.changes import RowStep, amended_cells, ranges, row_steps
from desktop.sheet.ghosts import Ghost
from desktop.sheet.looks import Face, Looks
from desktop.sheet.marks import Mark, mark

CELL_ROLE = Qt.ItemDataRole.UserRole + 1  # the Cell itself
Index = QModelIndex | QPersistentModelIndex

_SHOWN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_TYPED = _SHOWN | Qt.ItemFlag.ItemIsEditable
_DISPLAY = Qt.ItemDataRole.DisplayRole
_EDIT = Qt.ItemDataRole.EditRole
_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    "center": Qt.AlignmentFlag.AlignCenter,
    "right": Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
}
_NOWHERE = QModelIndex()
_LIST_LINES = 3  # of a long text that a row of a list shows


class SheetModel(QAbstractTableModel):
    """The body of a sheet, row 0 being its first body row.

    Signals: `edited(Binding, str)` when the user has changed a text (the model waits for the next sheet to show it);
    `reshaped()` when rows came or went, or spans or wrapped texts changed, so that heights must be measured again.
    """

    edited = Signal(object, str)
    reshaped = Signal()

    def __init__(self, sheet: Sheet, looks: Looks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.looks = looks
        self.explain: Callable[[Cell], str] = lambda _cell: ""  # what a tooltip says of a cell's figure
        self.recall: Callable[[Cell], str] = lambda _cell: ""  # and of how its text came there
        self.writable = True
        self.sheet = sheet
        self.lines = 0  # most lines that a row shows; 0: all of them
        self.fresh = ""  # key of the row that is just being typed
        self.outside: tuple[Cell, ...] = ()  # what stands above and below the body
        self.ghosts: dict[tuple[int, int], Ghost] = {}  # proposals in empty cells
        self.found: frozenset[str] = frozenset()  # addresses of the cells that a search has found
        self._rows: list[Row] = []
        self._kinds: list[str] = []
        self._faces: list[list[Face | None]] = []
        self._merged: tuple[Cell, ...] = ()
        self._anchors: dict[tuple[int, int], tuple[int, int]] = {}
        self._take(sheet)

    # Reading

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.sheet.columns)

    def cell(self, row: int, column: int) -> Cell | None:
        """The cell printed at a body position; None where the sheet has none, also under a merge."""
        if 0 <= row < len(self._rows) and 0 <= column < len(self._rows[row]):
            return self._rows[row][column]
        return None

    def anchor(self, row: int, column: int) -> tuple[int, int]:
        """The position whose cell covers this one: itself, or the first cell of the merge over it."""
        return self._anchors.get((row, column), (row, column))

    def spans(self) -> list[tuple[int, int, int, int]]:
        """The merges as (row, column, rows, columns)."""
        first = self.sheet.body_start
        return [(cell.row - first, cell.column, cell.row_span, cell.column_span) for cell in self._merged]

    def face(self, row: int, column: int) -> Face:
        """How a cell is painted; made at its first paint."""
        faces = self._faces[row]
        known = faces[column]
        if known is None:
            cell = self._rows[row][column]
            draft = self._kinds[row] == "draft"
            if cell is not None and cell.problem and not cell.text and self.sheet.row_keys[row] == self.fresh:
                cell = msgspec.structs.replace(cell, problem="")
            known = self.looks.void if cell is None else self.looks.face(cell, draft=draft, locked=not self.writable)
            faces[column] = known
        return known

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if not index.isValid():
            return None
        cell = self._rows[index.row()][index.column()]
        if role == _DISPLAY:
            return "" if cell is None else cell.text
        if role == _EDIT:
            return "" if cell is None else cell.as_typed
        if cell is None:
            return None
        if role == CELL_ROLE:
            return cell
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGN[cell.align]
        if role == Qt.ItemDataRole.ToolTipRole:
            said = cell.problem or self._about(index.row(), cell)
            return "\n".join(part for part in (said, self.recall(cell)) if part) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index.row(), cell)
        return self._drawn(index, role)

    def _drawn(self, index: Index, role: int) -> Any:
        if role == Qt.ItemDataRole.FontRole:
            return self.face(index.row(), index.column()).font
        if role == Qt.ItemDataRole.BackgroundRole:
            return self.face(index.row(), index.column()).fill
        if role == Qt.ItemDataRole.ForegroundRole:
            return self.face(index.row(), index.column()).ink
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        cell = self._rows[index.row()][index.column()]
        return _TYPED if self.writable and cell is not None and cell.binding is not None else _SHOWN

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return self._row_mark(section, role)
        if role in (_DISPLAY, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.heading(section)
        return None

    def heading(self, column: int) -> str:
        """Full path of a column's heading: 基本支出 / 人员经费."""
        named = self.sheet.columns[column]
        return named.heading or " / ".join(
            cell.text.replace("\n", "")
            for cell in self.header_cells()
            if cell.column <= column < cell.column + cell.column_span and cell.text
        )

    def header_cells(self) -> list[Cell]:
        """The cells of the header rows, top row first."""
        sheet = self.sheet
        return [cell for cell in self.outside if sheet.header_start <= cell.row < sheet.body_start]

    def numbered(self) -> bool:
        """Is it a list that is typed into, whose lines are called by their number?"""
        return self.sheet.body_start > self.sheet.header_start and "new" in self.sheet.row_kinds

    # Changing

    def freshen(self, key: str) -> None:
        """The row `key` is being typed for the first time ('' for none): what is missing in it is no fault yet."""
        before, self.fresh = self.fresh, key
        for row in [at for at, known in enumerate(self.sheet.row_keys) if before != key and known in (before, key)]:
            self._faces[row] = [None] * len(self.sheet.columns)
            self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))

    def setData(self, index: Index, value: Any, role: int = _EDIT) -> bool:
        cell = self._rows[index.row()][index.column()] if index.isValid() else None
        if role != _EDIT or cell is None or cell.binding is None or not self.writable:
            return False
        if value != cell.as_typed:
            self.edited.emit(cell.binding, value)
        return True

    def load(self, sheet: Sheet) -> None:
        """Another sheet, from the beginning."""
        self.beginResetModel()
        self._take(sheet)
        self.endResetModel()

    def refresh(self, sheet: Sheet, typing: QModelIndex) -> bool:
        """The same sheet after a change: tell the views the least that differs, nothing about the cell `typing`.

        False, and nothing done, when it is not the same sheet with the same columns.
        """
        old = self.sheet
        if (old.form, old.name, column_ids(old)) != (sheet.form, sheet.name, column_ids(sheet)):
            return False
        keep = QPersistentModelIndex(typing)
        amended = amended_cells(old, sheet)
        if amended is not None:
            self._amend(sheet, amended, keep)
            return True
        old_spans, old_header = self.spans(), self.header_cells()
        new_rows, merged, outside = split(sheet)
        steps = row_steps(kept_keys(old, sheet), row_keys(sheet))
        for step in steps:
            self._step(step, new_rows, row_kinds(sheet))
        self.sheet, self.outside = sheet, outside
        self.lines = _LIST_LINES if self.numbered() else 0
        changed, wraps = self._replace(new_rows)
        self._merge(merged)
        self._tell(changed, keep, sorted({row for row, _ in changed}))
        if old_header != self.header_cells():
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(sheet.columns) - 1)
        if steps or wraps or old_spans != self.spans():
            self.reshaped.emit()
        return True

    def _tell(self, changed: list[tuple[int, int]], keep: QPersistentModelIndex, marked: Sequence[int]) -> None:
        """Tell of changed cells, and of the rows before which something else may stand now."""
        kept = (keep.row(), keep.column()) if keep.isValid() else None
        for part in ranges(changed, kept):
            self.dataChanged.emit(self.index(part.top, part.left), self.index(part.bottom, part.right))
        if marked and self.numbered():
            # A view lays everything out anew for it.
            self.headerDataChanged.emit(Qt.Orientation.Vertical, marked[0], marked[-1])

    def _amend(self, sheet: Sheet, cells: list[Cell], keep: QPersistentModelIndex) -> None:
        """Take over `cells` of a sheet that is otherwise the one there is."""
        self.sheet = sheet
        changed: list[tuple[int, int]] = []
        wraps = False
        rows = sorted({cell.row - sheet.body_start for cell in cells})
        marks = [self.mark(row) for row in rows]
        for cell in cells:
            row = cell.row - sheet.body_start
            was = self._rows[row][cell.column]
            self._rows[row][cell.column] = cell
            if drawn(was) != drawn(cell):
                changed.append((row, cell.column))
                self._faces[row][cell.column] = None
                wraps = wraps or cell.wrap or (was is not None and was.wrap)
        self._tell(changed, keep, [row for row, before in zip(rows, marks, strict=True) if self.mark(row) != before])
        if wraps:
            self.reshaped.emit()

    def show_ghosts(self, ghosts: Mapping[tuple[int, int], Ghost]) -> None:
        """Show these proposals, by row and column, and no others."""
        stale = [at for at in ghosts.keys() | self.ghosts.keys() if ghosts.get(at) != self.ghosts.get(at)]
        self.ghosts = dict(ghosts)
        for row, column in stale:
            if row < self.rowCount() and column < self.columnCount():
                self.dataChanged.emit(self.index(row, column), self.index(row, column), [_DISPLAY])

    def allow(self, *, writable: bool) -> None:
        """May anything be typed? The cells look like it."""
        if writable == self.writable:
            return
        self.writable = writable
        self._forget_faces()
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def recolour(self, looks: Looks) -> None:
        """The same cells in other colours."""
        self.looks = looks
        self._forget_faces()

    def _take(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.lines = _LIST_LINES if self.numbered() else 0
        self._rows, merged, self.outside = split(sheet)
        self._kinds = row_kinds(sheet)
        self._merge(merged)
        self._forget_faces()

    def _merge(self, merged: tuple[Cell, ...]) -> None:
        self._merged = merged
        self._anchors = {
            (row + down, column + right): (row, column)
            for row, column, rows, columns in self.spans()
            for down in range(rows)
            for right in range(columns)
        }

    def _forget_faces(self) -> None:
        self._faces = [[None] * len(self.sheet.columns) for _ in self._rows]

    def _step(self, step: RowStep, new_rows: list[Row], kinds: list[str]) -> None:
        if step.end > step.start:
            self.beginRemoveRows(_NOWHERE, step.start, step.end - 1)
            del self._rows[step.start : step.end]
            del self._kinds[step.start : step.end]
            del self._faces[step.start : step.end]
            self.endRemoveRows()
        if step.new_end > step.new_start:
            count = step.new_end - step.new_start
            self.beginInsertRows(_NOWHERE, step.start, step.start + count - 1)
            self._rows[step.start : step.start] = new_rows[step.new_start : step.new_end]
            self._kinds[step.start : step.start] = kinds[step.new_start : step.new_end]
            self._faces[step.start : step.start] = [[None] * len(self.sheet.columns) for _ in range(count)]
            self.endInsertRows()

    def _replace(self, new_rows: list[Row]) -> tuple[list[tuple[int, int]], bool]:
        changed: list[tuple[int, int]] = []
        wraps = False
        kinds = row_kinds(self.sheet)
        for at, (old, new) in enumerate(zip(self._rows, new_rows, strict=True)):
            retinted = "draft" in (kinds[at], self._kinds[at]) and kinds[at] != self._kinds[at]
            if not retinted and (old is new or old == new):
                continue
            for column, (was, now) in enumerate(zip(old, new, strict=True)):
                if retinted or drawn(was) != drawn(now):
                    changed.append((at, column))
                    self._faces[at][column] = None
                    wraps = wraps or any(cell is not None and cell.wrap for cell in (was, now))
            self._rows[at] = new
        self._kinds = kinds
        return changed, wraps

    def mark(self, row: int) -> Mark:
        """What stands before a row of a list that is typed into."""
        return mark(row, self._kinds[row], self._rows[row])

    def _about(self, row: int, cell: Cell) -> str:
        draft = self.mark(row).reason if self._kinds[row] == "draft" else ""
        return "\n".join(part for part in (cell.hint, self.explain(cell), cell.remark, draft) if part)

    def _row_mark(self, row: int, role: int) -> Any:
        if role in (_DISPLAY, Qt.ItemDataRole.AccessibleTextRole):
            return self.mark(row).text
        return self.mark(row).reason or None if role == Qt.ItemDataRole.ToolTipRole else None

    def _spoken(self, row: int, cell: Cell) -> str:
        names = (
            other.text
            for other in self._rows[row][: cell.column]
            if other is not None and other.text and other.type in ("text", "code")
        )
        path = "，".join(part for part in (*names, self.heading(cell.column)) if part)
        return "：".join(part for part in (path, cell.text or "空", cell.hint, cell.sign, cell.problem) if part)
