"""The view of one sheet: the page with its table, and the gestures on it as signals."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from db.forms.sheet import Binding, Cell, Sheet
from desktop.palette import LIGHT, Palette
from desktop.sheet.clipboard import Block, html_block, join_block, split_block
from desktop.sheet.columns import Columns
from desktop.sheet.editors import Completion, Completions
from desktop.sheet.grid import Grid
from desktop.sheet.looks import Looks
from desktop.sheet.measure import row_heights
from desktop.sheet.menu import offer_menu
from desktop.sheet.model import SheetModel
from desktop.sheet.moves import Position
from desktop.sheet.paper import MARGIN_PX, Paper
from desktop.sheet.places import find, first_typed

_EDGE_PX = 14
_TOP_PX = 12
_AGAIN_MS = 200
_EMPTY = Sheet(form="", name="", title="", columns=(), cells=(), header_start=0, body_start=0, body_end=0, rows=0)


def no_completions(_binding: Binding, _typed: str) -> Sequence[Completion]:
    """Offers nothing."""
    return ()


class SheetView(QWidget):
    """Shows a Sheet, and says what the user does with it. It changes nothing by itself: the answer to an edit is the
    next sheet.

    Signals: `edited(Binding, str)` a text was committed; `block_edited(list of (Binding, str))` several at once, one
    gesture; `current_changed(Cell | None)`; `selection_changed(str)` how many cells and their sum, in words;
    `open_trace(Cell)` a double click on a derived cell; `remove_rows(list of ledger row ids)`;
    `move_row(row id, new index)`; `pasted(row, column, block)` over an entry tab, rows of texts, 0-based in its body;
    `refused()` a gesture that would change a book, or a cell, that takes nothing; `passed_over(int)` so many texts of
    a block found no cell to go to: derived ones, or beyond the edge.
    """

    edited = Signal(object, str)
    block_edited = Signal(object)
    current_changed = Signal(object)
    selection_changed = Signal(str)
    open_trace = Signal(object)
    remove_rows = Signal(object)
    move_row = Signal(int, int)
    pasted = Signal(int, int, object)
    refused = Signal()
    passed_over = Signal(int)

    def __init__(
        self,
        palette: Palette = LIGHT,
        completions: Completions = no_completions,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._looks = Looks(palette)
        self.model = SheetModel(_EMPTY, self._looks, self)
        self.grid = Grid(self.model, completions)
        self.paper = Paper(self._looks, self.grid, self)
        self._columns = Columns()
        self._left_at: dict[tuple[str, str], tuple[Position, int]] = {}
        self._settling = False
        self._wider = QTimer(self)  # texts have come that the columns cut
        self._wider.setSingleShot(True)
        self._wider.timeout.connect(self._widen)
        self.setFocusProxy(self.grid)
        self.setAccessibleName("表格")
        self._connect()

    def _connect(self) -> None:
        self.model.edited.connect(self.edited)
        self.model.reshaped.connect(self._reshape)
        self.model.dataChanged.connect(lambda first, last: self._measure(first.row(), last.row()))
        self.model.rowsInserted.connect(lambda _parent, first, last: self._measure(first, last))
        grid = self.grid
        grid.current_moved.connect(lambda: self.current_changed.emit(self.current_cell()))
        grid.selectionModel().selectionChanged.connect(lambda _on, _off: self._tell_selection())
        grid.derived_opened.connect(self._open_derived)
        grid.copy_asked.connect(self.copy)
        grid.paste_asked.connect(self.paste)
        grid.clear_asked.connect(self.clear)
        grid.rows_asked.connect(self.ask_remove)
        grid.move_asked.connect(self.ask_move)
        grid.refused.connect(self.refused)
        grid.heading.sectionResized.connect(self._widened)
        grid.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        grid.customContextMenuRequested.connect(self._menu)

    # Showing

    @property
    def sheet(self) -> Sheet:
        """The sheet that is shown."""
        return self.model.sheet

    def show_sheet(self, sheet: Sheet) -> None:
        """Show another form or tab; one that was shown before comes back where it was left."""
        self.commit_open_editor()
        if self.sheet.form:
            at = self.grid.position(), self.grid.verticalScrollBar().value()
            self._left_at[self.sheet.form, self.sheet.name] = at
        self.grid.setUpdatesEnabled(False)
        try:
            self.model.load(sheet)
            self.grid.setAccessibleName(sheet.title)
            self.grid.verticalHeader().setVisible(self.model.numbered())
            self.grid.horizontalHeader().setVisible(sheet.body_start > sheet.header_start)
            self.grid.frozen.horizontalHeader().setVisible(sheet.body_start > sheet.header_start)
            self.paper.show_words(sheet, self.model.outside)
            self._columns.begin(sheet, self._looks)
            self.grid.apply_spans()
            self._settle()
            self._come_back(sheet)
        finally:
            self.grid.setUpdatesEnabled(True)

    def refresh_sheet(self, sheet: Sheet) -> None:
        """The same sheet after a change: only what differs is told and painted, never the cell being typed into."""
        rows = self.model.rowCount()
        if not self.model.refresh(sheet, self.grid.typing()):
            self.show_sheet(sheet)
            return
        self.paper.show_words(sheet, self.model.outside)
        if rows != self.model.rowCount():
            self._settle()
        self._tell_selection()
        self.current_changed.emit(self.current_cell())

    def recolour(self, palette: Palette) -> None:
        """The same sheet in other colours."""
        self._looks = Looks(palette)
        self.model.recolour(self._looks)
        self.grid.recolour(self._looks)
        self.paper.recolour(self._looks)
        self._settle()
        self.update()

    def set_writable(self, writable: bool) -> None:
        """May anything be typed? A frozen or foreign book shows the same sheet, and opens no editor."""
        self.commit_open_editor()
        self.model.allow(writable=writable)

    def commit_open_editor(self) -> None:
        """Write what is being typed; before undo, another form, or the end."""
        self.grid.commit()

    # Where

    def current_cell(self) -> Cell | None:
        """The cell inside the frame."""
        return self.model.cell(*self.grid.position()) if self.grid.currentIndex().isValid() else None

    def go_to(self, address: str) -> bool:
        """Select the cell with this address, or the row with this key, and bring it into sight."""
        place = find(self.sheet, address)
        if place is None:
            return False
        self.commit_open_editor()
        self.grid.go(self.model.anchor(*place))
        return True

    def _come_back(self, sheet: Sheet) -> None:
        place, scrolled = self._left_at.get((sheet.form, sheet.name), (first_typed(sheet), 0))
        if self.model.rowCount():
            last = self.model.rowCount() - 1, self.model.columnCount() - 1
            self.grid.go(self.model.anchor(min(place[0], last[0]), min(place[1], last[1])))
        self.grid.verticalScrollBar().setValue(scrolled)

    # Gestures

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
        if self._is_entry() and (len(block) > 1 or len(block[0]) > 1):
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
        if ids and self._is_entry() and not self._locked():
            self.commit_open_editor()
            self.remove_rows.emit(ids)

    def ask_move(self, by: int) -> None:
        """Ask for the current row of an entry tab to go `by` rows down."""
        row = self.grid.position()[0]
        row_id, to = self._row_id(row), row + by
        if row_id is not None and self._row_id(to) is not None and self._is_entry() and not self._locked():
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

    def _open_derived(self, row: int, column: int) -> None:
        cell = self.model.cell(*self.model.anchor(row, column))
        if cell is not None:
            self.open_trace.emit(cell)

    def _menu(self, at: QPoint) -> None:
        offer_menu(self, self.grid.viewport().mapToGlobal(at), entry=self._is_entry())

    # Selection

    def _is_entry(self) -> bool:
        return any(cell.address.startswith("entry/") for cell in self.sheet.cells)

    def _cell_of(self, index: QModelIndex) -> Cell | None:
        return self.model.cell(index.row(), index.column())

    def _row_id(self, row: int) -> int | None:
        """Ledger id of an entry tab's row; None for the empty one at the end, and outside."""
        kinds = self.sheet.row_kinds
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

    def _tell_selection(self) -> None:
        # By ranges: the index of each cell of a long list would take half a second to make.
        cells = [
            cell
            for part in self.grid.selectionModel().selection().toList()
            for row in range(part.top(), part.bottom() + 1)
            for column in range(part.left(), part.right() + 1)
            if (cell := self.model.cell(row, column)) is not None
        ]
        amounts = [amount for cell in cells if (amount := _amount(cell)) is not None]
        said = f"选中 {len(cells)} 格" if cells else ""
        self.selection_changed.emit(f"{said}　合计 {sum(amounts):.2f}" if amounts else said)

    # Sizes

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        current, seen = self.grid.currentIndex(), self.grid.viewport().rect()
        in_sight = current.isValid() and seen.intersects(self.grid.visualRect(current))
        self._settle()
        if in_sight:
            self.grid.scrollTo(current)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._looks.palette.window)
        painter.end()

    def _reshape(self) -> None:
        self.grid.apply_spans()
        self._settle()

    def _widened(self, column: int, _old: int, new: int) -> None:
        if not self._settling and new:
            self._columns.keep(self.sheet, column, self._current_widths())
            self._settle()

    def _current_widths(self) -> list[int]:
        return [self.grid.columnWidth(at) for at in range(self.model.columnCount())]

    def _measure(self, first: int, last: int) -> None:
        """Rows have changed: of those in sight, do the columns still hold the texts?"""
        grid, columns = self.grid, range(self.model.columnCount())
        top, bottom = grid.rowAt(0), grid.rowAt(grid.viewport().height() - 1)
        rows = range(max(first, top), min(last, bottom if bottom >= 0 else last) + 1)
        cells = [cell for row in rows for at in columns if (cell := self.model.cell(row, at)) is not None]
        if self._columns.measure(self.sheet, cells, self._current_widths(), self._looks):
            self._wider.start(0)

    def _widen(self) -> None:
        # Never under the hands of somebody who types.
        if self.grid.editing() is None:
            self._columns.begin_again(self.sheet, self._looks)
            self._settle()
        else:
            self._wider.start(_AGAIN_MS)

    def _settle(self) -> None:
        """Widths, then the heights that follow from them, then the page round the table."""
        sheet, room = self.sheet, self.rect().adjusted(_EDGE_PX, _TOP_PX, -_EDGE_PX, 0)
        marks = self.grid.marks.width_px() if self.model.numbered() else 0
        self.grid.marks.setFixedWidth(marks)
        self._settling = True
        try:
            inner = room.width() - 2 * MARGIN_PX - 1 - marks
            columns = self._columns.widths(sheet, self._looks, inner)
            self.grid.apply_widths(columns)
            header_rows = sheet.body_start - sheet.header_start
            self.grid.show_heading(self.model.header_cells(), sheet.header_start, header_rows, columns)
            count = self.model.rowCount()
            body = (cell for cell in sheet.cells if sheet.body_start <= cell.row < sheet.body_end)
            self.grid.apply_heights(row_heights(body, sheet.body_start, count, columns, self._looks, self.model.lines))
            heading = self.grid.heading.height() if header_rows else 0
            table = QSize(sum(columns) + marks, self.grid.verticalHeader().length() + heading)
            self.paper.settle(room, table, sheet.frozen_columns)
        finally:
            self._settling = False


def _amount(cell: Cell) -> Decimal | None:
    if cell.type != "amount" or not cell.text or cell.problem:
        return None
    try:
        return Decimal(cell.text)
    except InvalidOperation:
        return None
