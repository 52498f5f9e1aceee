"""What the user does with the selected cells of a sheet: copy, paste, clear, take rows away, move them."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QModelIndex, QObject, QPoint, QRect, QSize, Signal
from PySide6.QtGui import QGuiApplication

from db.forms.sheet import Cell
from desktop.sheet.clipboard import Block, html_block, join_block, split_block
from desktop.sheet.grid import Grid
from desktop.sheet.model import SheetModel


class Gestures(QObject):
    """Turns gestures on the grid into what is asked of the book. Its signals are those of SheetView by name."""

    edited = Signal(object, str)
    block_edited = Signal(object)
    remove_rows = Signal(object)
    move_row = Signal(int, int)
    pasted = Signal(int, int, object)
    refused = Signal()
    passed_over = Signal(int)

    def __init__(self, model: SheetModel, grid: Grid) -> None:
        super().__init__(grid)
        self.model = model
        self.grid = grid
        grid.copy_asked.connect(self.copy)
        grid.paste_asked.connect(self.paste)
        grid.clear_asked.connect(self.clear)
        grid.rows_asked.connect(self.ask_remove)
        grid.move_asked.connect(self.ask_move)

    def copy(self) -> None:
        """The selected block, for Excel, WPS and this program."""
        if not self.grid.currentIndex().isValid():
            return  # a list without a single row
        block = self._selected_block()
        mime = QMimeData()
        mime.setText(join_block(block) if len(block) > 1 or len(block[0]) > 1 else block[0][0])
        mime.setHtml(html_block(block))
        QGuiApplication.clipboard().setMimeData(mime)

    def paste(self) -> None:
        """The clipboard's block over the cells from the current one on; a single text into all selected cells."""
        text = QGuiApplication.clipboard().text()
        if not text or self._locked():
            return
        box, block = self._box(), split_block(text)
        if len(block) == 1 and len(block[0]) == 1:
            block = tuple((block[0][0],) * box.width() for _ in range(box.height()))
        if self.is_entry() and (len(block) > 1 or len(block[0]) > 1):
            self.pasted.emit(box.top(), box.left(), [list(row) for row in block])
        else:
            self._write(box.topLeft(), block)

    def clear(self) -> None:
        """Empty the selected cells that can be typed into."""
        indexes = self.grid.selectedIndexes() or [self.grid.currentIndex()]
        self._commit([(cell, "") for cell in map(self._cell_of, indexes) if cell is not None])

    def ask_remove(self) -> None:
        """Ask for the selected rows of an entry tab to go."""
        ids = [row for row in map(self._row_id, self._selected_rows()) if row is not None]
        if ids and self.is_entry() and not self._locked():
            self.grid.commit()
            self.remove_rows.emit(ids)

    def ask_move(self, by: int) -> None:
        """Ask for the current row of an entry tab to go `by` rows down."""
        row = self.grid.position()[0]
        row_id, to = self._row_id(row), row + by
        if row_id is not None and self._row_id(to) is not None and self.is_entry() and not self._locked():
            self.move_row.emit(row_id, to)

    def _write(self, corner: QPoint, block: Block) -> None:
        places = [
            (self.model.cell(corner.y() + down, corner.x() + right), text)
            for down, texts in enumerate(block)
            for right, text in enumerate(texts)
        ]
        there = [(cell, text) for cell, text in places if cell is not None]
        self._commit(there)
        lost = len(places) - len(there)
        lost += sum(cell.binding is None and text.strip() not in ("", cell.text) for cell, text in there)
        if lost and any(cell.binding is not None for cell, _ in there) and self.model.writable:
            self.passed_over.emit(lost)

    def _commit(self, texts: Sequence[tuple[Cell, str]]) -> None:
        if texts and all(cell.binding is None for cell, _ in texts):
            self.refused.emit()
            return
        edits = [
            (cell.binding, text)
            for cell, text in texts
            if cell.binding is not None and text != (cell.typed or cell.text)
        ]
        if edits and self._locked():
            return
        if len(edits) == 1:
            self.edited.emit(*edits[0])
        elif edits:
            self.block_edited.emit(edits)

    def _locked(self) -> bool:
        if not self.model.writable:
            self.refused.emit()
        return not self.model.writable

    # Selection

    def is_entry(self) -> bool:
        """Is the sheet an entry tab, whose rows come and go?"""
        return any(cell.address.startswith("entry/") for cell in self.model.sheet.cells)

    def _cell_of(self, index: QModelIndex) -> Cell | None:
        return self.model.cell(index.row(), index.column())

    def _row_id(self, row: int) -> int | None:
        """Ledger id of an entry tab's row; None for the empty one at the end, and outside."""
        kinds = self.model.sheet.row_kinds
        if not 0 <= row < len(kinds) or kinds[row] == "new":
            return None
        cells = (self.model.cell(row, column) for column in range(self.model.columnCount()))
        return next((cell.binding.row_id for cell in cells if cell is not None and cell.binding), None)

    def _box(self) -> QRect:
        """The smallest rectangle (x: columns, y: rows) round the selection."""
        box = QRect()
        for part in self.grid.selectionModel().selection().toList():
            box |= QRect(part.left(), part.top(), part.width(), part.height())
        row, column = self.grid.position()
        return box if not box.isNull() else QRect(column, row, 1, 1)

    def _selected_rows(self) -> range:
        box = self._box()
        return range(box.top(), box.bottom() + 1)

    def _selected_block(self) -> Block:
        box, chosen = self._box(), self.grid.selectionModel()
        return tuple(
            tuple(
                str(index.data()) if chosen.isSelected(index) or box.size() == QSize(1, 1) else ""
                for column in range(box.left(), box.right() + 1)
                if (index := self.model.index(row, column)).isValid()
            )
            for row in range(box.top(), box.bottom() + 1)
        )
