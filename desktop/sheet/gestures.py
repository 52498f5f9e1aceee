"""What the user does with the selected cells of a sheet: copy, cut, paste, fill, clear, and move whole rows."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtGui import QGuiApplication

from db.entry.dashes import is_dash
from db.forms.beside import PRIOR, over_typed
from db.forms.sheet import Binding, Cell, Growth
from desktop.sheet.clipboard import Block, pasted_block, repeated
from desktop.sheet.grid import Grid
from desktop.sheet.keys import Ask
from desktop.sheet.lifting import Lifting
from desktop.sheet.model import SheetModel
from desktop.sheet.moves import Position
from desktop.sheet.rowdrag import RowDrag
from desktop.sheet.ticks import Ticks

Text = tuple[Cell, str]
_FIGURES = frozenset(("amount", "plain", "integer"))


def _meant(cell: Cell, text: str) -> str:
    """A pasted text as it is meant: the dash of a spreadsheet is a zero, and where nothing stands yet nothing."""
    if cell.type not in _FIGURES or not is_dash(text):
        return text
    return "" if cell.binding is None or isinstance(cell.binding, Growth) else "0"


class Gestures(QObject):
    """Turns gestures on the grid into what is asked of the book. Its signals are those of SheetView by name."""

    edited = Signal(object, str)
    block_edited = Signal(object, str)
    remove_rows = Signal(object)
    move_rows = Signal(object, int)
    insert_rows = Signal(object, int)
    duplicate_rows = Signal(object)
    pasted = Signal(int, int, object, object)
    refused = Signal()
    passed_over = Signal(int)

    def __init__(self, model: SheetModel, grid: Grid) -> None:
        super().__init__(grid)
        self.model = model
        self.grid = grid
        self.lifting = Lifting(model, grid)
        self.rows = RowDrag(grid, self.may_move)
        self.ticks = Ticks(model, grid)
        self._answers: dict[Ask, Callable[[], object]] = {
            Ask.COPY: self.copy,
            Ask.CUT: self.cut,
            Ask.PASTE: self.paste,
            Ask.CLEAR: self.clear,
            Ask.FILL_DOWN: self.fill_down,
            Ask.FILL_RIGHT: self.fill_right,
            Ask.INSERT_ROWS: self.ask_insert,
            Ask.REMOVE_ROWS: self.ask_remove,
            Ask.ROWS_UP: lambda: self.ask_move(-1),
            Ask.ROWS_DOWN: lambda: self.ask_move(1),
            Ask.LET_GO: self.let_go,
        }
        grid.asked.connect(lambda ask: self._answers[ask]())
        grid.fill_asked.connect(self.fill_all)
        grid.pointer.filled.connect(self._drag)
        self.rows.dropped.connect(self._drop_rows)

    # Blocks

    def let_go(self) -> None:
        """Esc: of what is being dragged, else of what was copied or cut."""
        if self.grid.overlay.is_dragging():
            self.grid.pointer.cancel()
            self.rows.cancel()
        else:
            self.lifting.let_go()

    def copy(self) -> None:
        """The selected block, for Excel, WPS and this program."""
        if self.grid.currentIndex().isValid():  # not in a list without a single row
            self.lifting.copy()

    def cut(self) -> None:
        """Copy; the cells are emptied once the block is pasted."""
        if self._locked() or not self.grid.currentIndex().isValid():
            return
        typed = tuple(cell.binding for cell in self._selected() if cell.binding is not None)
        if typed:
            self.lifting.copy(typed)
        else:
            self.refused.emit()

    def paste(self) -> None:
        """The clipboard's block over the cells from the current one on, over and over where the selection is a
        multiple of it; what was cut is emptied in the same stroke."""
        text = QGuiApplication.clipboard().text()
        if not text or self._locked():
            return
        box, lifted = self.grid.selecting.box(), self.lifting.held(text)
        emptied: Sequence[Binding] = lifted.emptied if lifted is not None else ()
        block = lifted.typed if lifted is not None else pasted_block(text)
        if not emptied and box != self.grid.selecting.extent(self.grid.position()):
            block = repeated(block, box.height(), box.width())
        if self.is_entry() and (len(block) > 1 or len(block[0]) > 1 or emptied):
            column, rows = over_typed(self.model.sheet, box.left(), block)
            if not any(rows) or self.model.sheet.row_kinds[box.top() : box.top() + 1] == (PRIOR,):
                self.refused.emit()
                return
            self.pasted.emit(box.top(), column, rows, list(emptied))
        else:
            self._write(box, block, emptied)
            self.show_pasted(box.top(), box.left(), block)
        if emptied:
            self.lifting.let_go()

    def show_pasted(self, row: int, column: int, block: Sequence[Sequence[str | None]]) -> None:
        """Select what was pasted, as far as the sheet has it."""
        last = self.model.rowCount() - 1, self.model.columnCount() - 1
        height, width = len(block), max(map(len, block))
        if row <= last[0] and column <= last[1] and (height > 1 or width > 1):
            self.grid.go(self.model.anchor(row, column))
            self.grid.selecting.extend((min(row + height - 1, last[0]), min(column + width - 1, last[1])))

    def clear(self) -> None:
        """Empty the selected cells that can be typed into."""
        self.lifting.let_go()
        self._commit([(cell, "") for cell in self._selected()])

    def fill_down(self) -> None:
        """The first selected row into the others; a single one takes the row above it."""
        box = self.grid.selecting.box()
        first = box.top() if box.height() > 1 else box.top() - 1
        if first >= 0:
            self._fill(QRect(box.left(), first, box.width(), 1), box.adjusted(0, first + 1 - box.top(), 0, 0))

    def fill_right(self) -> None:
        """The first selected column into the others; a single one takes the column left of it."""
        box = self.grid.selecting.box()
        first = box.left() if box.width() > 1 else box.left() - 1
        if first >= 0:
            self._fill(QRect(first, box.top(), 1, box.height()), box.adjusted(first + 1 - box.left(), 0, 0, 0))

    def fill_all(self, text: str) -> None:
        """One text into every selected cell."""
        self.lifting.let_go()
        self._lay([(cell, text) for cell in self._selected()], "填充")

    def _fill(self, source: QRect, target: QRect) -> None:
        """The block `source` over and over into `target`; it is what was typed that is filled."""
        self.lifting.let_go()
        texts: list[Text] = []
        for row in range(target.top(), target.bottom() + 1):
            for column in range(target.left(), target.right() + 1):
                down, right = (row - source.top()) % source.height(), (column - source.left()) % source.width()
                given = self.model.cell(source.top() + down, source.left() + right)
                cell = self.model.cell(row, column)
                if given is not None and cell is not None:
                    texts.append((cell, given.as_typed))
        self._lay(texts, "填充")

    def _drag(self, source: QRect, target: QRect) -> None:
        """What the handle was drawn over is filled, and selected; a key leaves the selection as it is."""
        self._fill(source, target)
        whole = source | target
        self.grid.go(self.model.anchor(whole.top(), whole.left()))
        self.grid.selecting.extend((whole.bottom(), whole.right()))

    def _write(self, box: QRect, block: Block, emptied: Sequence[Binding]) -> None:
        given = {
            (box.top() + down, box.left() + right): text
            for down, texts in enumerate(block)
            for right, text in enumerate(texts)
        }
        cells = ((self.model.cell(*place), text) for place, text in given.items())
        there = [(cell, _meant(cell, text)) for cell, text in cells if cell is not None]
        lost = sum(self._is_lost(place, text, given) for place, text in given.items())
        self._lay(there, "剪切并粘贴" if emptied else "", emptied, lost)

    def _is_lost(self, place: Position, text: str, given: Mapping[Position, str]) -> bool:
        """Does a text find no cell? Not the one that was repeated over all of a merge, nor the empty rest of one."""
        anchor = self.model.anchor(*place)
        repeats = anchor != place and given.get(anchor) == text
        return bool(text.strip()) and self.model.cell(*place) is None and not repeats

    def _lay(self, texts: Sequence[Text], deed: str, emptied: Sequence[Binding] = (), lost: int = 0) -> None:
        """Commit `texts`, and say how many of them found no cell that takes them."""
        self._commit(texts, deed, emptied)
        lost += sum(cell.binding is None and text.strip() not in ("", cell.text) for cell, text in texts)
        if lost and any(cell.binding is not None for cell, _ in texts) and self.model.writable:
            self.passed_over.emit(lost)

    def _commit(self, texts: Sequence[Text], deed: str = "", emptied: Sequence[Binding] = ()) -> None:
        if texts and all(cell.binding is None for cell, _ in texts):
            self.refused.emit()
            return
        written = {cell.binding for cell, _ in texts}
        edits = [(binding, "") for binding in emptied if binding not in written]
        edits += [(cell.binding, text) for cell, text in texts if cell.binding is not None and text != cell.as_typed]
        if edits and self._locked():
            return
        if len(edits) == 1:
            self.edited.emit(*edits[0])
        elif edits:
            self.block_edited.emit(edits, f"{deed} {len(edits)} 格" if deed else "")

    # Rows

    def ask_insert(self) -> None:
        """Ask for as many empty rows above the first selected one as rows are selected."""
        box = self.grid.selecting.box()
        if self.may_move():
            self.grid.commit()
            self.insert_rows.emit(self._row_id(box.top()), box.height())

    def ask_duplicate(self) -> None:
        """Ask for the selected rows once more, below the last of them."""
        ids = self._selected_ids()
        if ids and self.may_move():
            self.grid.commit()
            self.duplicate_rows.emit(ids)

    def ask_remove(self) -> None:
        """Ask for the selected rows of an entry tab to go."""
        ids = self._selected_ids()
        if ids and self.is_entry() and not self._locked():
            self.grid.commit()
            self.remove_rows.emit(ids)

    def ask_move(self, by: int) -> None:
        """Ask for the selected rows of an entry tab to go `by` rows down."""
        box = self.grid.selecting.box()
        beyond = box.top() + by if by < 0 else box.bottom() + by
        if self._row_id(box.bottom()) is not None and self._row_id(beyond) is not None and self.may_move():
            self.grid.commit()
            self.move_rows.emit(self._selected_ids(), box.top() + by)

    def may_move(self) -> bool:
        """Have the rows of this sheet an order that the user makes? Where only the lock forbids it, that is said."""
        return self.model.numbered() and self.is_entry() and not self._locked()

    def _drop_rows(self, first: int, last: int, before: int) -> None:
        ids = [row_id for row in range(first, last + 1) if (row_id := self._row_id(row)) is not None]
        if ids:
            self.move_rows.emit(ids, before if before <= first else before - len(ids))

    def _locked(self) -> bool:
        if not self.model.writable:
            self.refused.emit()
        return not self.model.writable

    # Selection

    def is_entry(self) -> bool:
        """Is the sheet an entry tab, whose rows come and go?"""
        return any(cell.address.startswith("entry/") for cell in self.model.sheet.cells)

    def _selected(self) -> Iterable[Cell]:
        """The selected cells. By ranges: the index of each cell of a long list would take half a second to make."""
        parts = self.grid.selectionModel().selection().toList()
        boxes = [QRect(it.left(), it.top(), it.width(), it.height()) for it in parts] or [self.grid.selecting.box()]
        for box in boxes:
            for row in range(box.top(), box.bottom() + 1):
                for column in range(box.left(), box.right() + 1):
                    cell = self.model.cell(row, column)
                    if cell is not None:
                        yield cell

    def selected_cells(self) -> list[Cell]:
        """The selected cells, row by row; the current one when nothing is selected."""
        return list(self._selected())

    def _row_id(self, row: int) -> int | None:
        """Ledger id of an entry tab's row; None for the empty one at the end, and outside."""
        kinds = self.model.sheet.row_kinds
        if not 0 <= row < len(kinds) or kinds[row] == "new":
            return None
        cells = (self.model.cell(row, column) for column in range(self.model.columnCount()))
        return next((cell.binding.row_id for cell in cells if cell is not None and cell.binding), None)

    def _selected_ids(self) -> list[int]:
        box = self.grid.selecting.box()
        rows = range(box.top(), box.bottom() + 1)
        return [row_id for row in rows if (row_id := self._row_id(row)) is not None]
