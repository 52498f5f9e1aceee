"""The view of one sheet: the page with its table, and what the user does on it as signals."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from db.forms.sheet import Binding, Cell, Sheet
from desktop.palette import LIGHT, Palette
from desktop.sheet.fit import Fit
from desktop.sheet.gestures import Gestures
from desktop.sheet.grid import Grid
from desktop.sheet.looks import Looks
from desktop.sheet.memory import ZOOMS, SheetMemory
from desktop.sheet.menu import offer_heading_menu, offer_menu, sign_menu
from desktop.sheet.model import SheetModel
from desktop.sheet.moves import Position
from desktop.sheet.offers import Completions
from desktop.sheet.paper import Paper
from desktop.sheet.places import find, first_typed
from desktop.sheet.suggestions import Completion
from desktop.sheet.tally import tally

_EDGE_PX = 14
_TOP_PX = 12
_EMPTY = Sheet(form="", name="", title="", columns=(), cells=(), header_start=0, body_start=0, body_end=0, rows=0)


def no_completions(_binding: Binding, _typed: str) -> Sequence[Completion]:
    """Offers nothing."""
    return ()


class SheetView(QWidget):
    """Shows a Sheet, and says what the user does with it. It changes nothing by itself: the answer to an edit is the
    next sheet.

    Signals: `edited(Binding, str)` a text was committed; `block_edited(list of (Binding, str), caption)` several at
    once, one gesture; `current_changed(Cell | None)`; `selection_changed(str)` count, sum and mean, in words;
    `open_trace(Cell)` a double click on a derived cell; `remove_rows(list of ledger row ids)`;
    `move_rows(row ids, index)` to that place, counted without them; `insert_rows(row id | None, count)` empty ones
    above that row, or at the end; `duplicate_rows(row ids)`; `pasted(row, column, block, emptied)` over an entry tab,
    rows of texts, 0-based in its body, and the Bindings of what was cut for it;
    `refused()` a gesture that would change a book, or a cell, that takes nothing; `passed_over(int)` so many texts of
    a block found no cell to go to: derived ones, or beyond the edge; `zoomed(percent)`;
    `confirmed()` the selected cells are right as they stand; `lines_begun()` the selected rows of last year are wanted.
    """

    edited = Signal(object, str)
    block_edited = Signal(object, str)
    current_changed = Signal(object)
    selection_changed = Signal(str)
    open_trace = Signal(object)
    remove_rows = Signal(object)
    move_rows = Signal(object, int)
    insert_rows = Signal(object, int)
    duplicate_rows = Signal(object)
    pasted = Signal(int, int, object, object)
    refused = Signal()
    confirmed = Signal()
    lines_begun = Signal()
    typed_over = Signal(str)  # after `refused`: the sign typed into a cell that takes nothing
    spread_asked = Signal()  # another total for the current, derived cell
    passed_over = Signal(int)
    zoomed = Signal(int)

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
        self.gestures = Gestures(self.model, self.grid)
        self.paper = Paper(self._looks, self.grid, self)
        self.fit = Fit(self.model, self.grid, self.paper)
        self._left_at: dict[tuple[str, str], tuple[Position, int]] = {}
        self.ways_out: Callable[[Cell], Sequence[tuple[str, Callable[[], object]]]] = lambda _cell: ()
        self.setFocusProxy(self.grid)
        self.setAccessibleName("表格")
        self._connect()

    def _connect(self) -> None:
        self.model.edited.connect(self.edited)
        grid = self.grid
        grid.current_moved.connect(lambda: self.current_changed.emit(self.current_cell()))
        grid.selectionModel().selectionChanged.connect(lambda _on, _off: self._tell_selection())
        grid.derived_opened.connect(self._open_derived)
        asked = self.gestures
        asked.edited.connect(self.edited)
        asked.block_edited.connect(self.block_edited)
        asked.remove_rows.connect(self.remove_rows)
        asked.move_rows.connect(self.move_rows)
        asked.insert_rows.connect(self.insert_rows)
        asked.duplicate_rows.connect(self.duplicate_rows)
        asked.pasted.connect(self.pasted)
        asked.refused.connect(self.refused)
        asked.passed_over.connect(self.passed_over)
        grid.refused.connect(self.refused)
        grid.typed_over.connect(self.typed_over)
        grid.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        grid.customContextMenuRequested.connect(lambda at: self._menu(grid.viewport().mapToGlobal(at)))
        grid.marks.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        grid.marks.customContextMenuRequested.connect(lambda at: self._menu(grid.marks.viewport().mapToGlobal(at)))
        grid.zoom_asked.connect(self.zoom_by)
        grid.pointer.sign_pressed.connect(self._ask_sign)
        for heading in (grid.heading, grid.frozen.heading):
            heading.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            heading.customContextMenuRequested.connect(
                lambda at, heading=heading: offer_heading_menu(self, heading, at)
            )

    # Showing

    @property
    def sheet(self) -> Sheet:
        """The sheet that is shown."""
        return self.model.sheet

    def show_sheet(self, sheet: Sheet) -> None:
        """Show another form or tab; one that was shown before comes back where it was left."""
        before = self.sheet
        self.commit_open_editor()
        if self.sheet is not before and (self.sheet.form, self.sheet.name) == (sheet.form, sheet.name):
            return  # what was being typed has brought the same sheet, newer than this one
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
            self.fit.begin()
            self._come_back(sheet)
        finally:
            self.grid.setUpdatesEnabled(True)

    def clear(self) -> None:
        """The book is closed: nothing of it is kept, neither its cells nor where one stood, nor what was cut of it."""
        self.gestures.lifting.let_go()
        self._left_at.clear()
        self.show_found(frozenset())
        self.model.load(_EMPTY)
        self.current_changed.emit(None)

    def show_found(self, addresses: frozenset[str]) -> None:
        """Mark the cells that a search has found."""
        if addresses != self.model.found:
            self.model.found = addresses
            self.grid.viewport().update()
            self.grid.frozen.viewport().update()

    def refresh_sheet(self, sheet: Sheet) -> None:
        """The same sheet after a change: only what differs is told and painted, never the cell being typed into."""
        if not self.model.refresh(sheet, self.grid.typing()):
            self.show_sheet(sheet)
            return
        self.paper.show_words(sheet, self.model.outside)
        # What was typed and what follows from it is painted before anybody asks what is wrong with it.
        QCoreApplication.sendPostedEvents(self.window(), QEvent.Type.UpdateRequest.value)
        self._tell_selection()
        self.current_changed.emit(self.current_cell())

    def recolour(self, palette: Palette) -> None:
        """The same sheet in other colours."""
        self._dress(Looks(palette, self._looks.zoom))
        self.fit.settle()

    def _dress(self, looks: Looks) -> None:
        self._looks = looks
        self.model.recolour(looks)
        self.grid.recolour(looks)
        self.paper.recolour(looks)
        self.update()

    # Zoom

    @property
    def zoom(self) -> int:
        """How large the sheet is drawn, in percent."""
        return self._looks.zoom

    def set_zoom(self, percent: int) -> None:
        """Draw everything of the sheet so large; the current cell stays in sight, and where it is as far as it can."""
        percent = min(ZOOMS, key=lambda known: abs(known - percent))
        if percent == self.zoom:
            return
        self.fit.columns.memory.zoom = percent
        current = self.grid.currentIndex()
        top = self.grid.visualRect(current).top()
        self._dress(Looks(self._looks.palette, percent))
        self.fit.begin()
        if current.isValid():
            bar = self.grid.verticalScrollBar()
            bar.setValue(bar.value() + self.grid.visualRect(current).top() - top)
            self.grid.scrollTo(current)
        self.zoomed.emit(percent)

    def zoom_by(self, steps: int) -> None:
        """So many steps larger or smaller."""
        at = ZOOMS.index(self.zoom) + steps
        self.set_zoom(ZOOMS[min(max(at, 0), len(ZOOMS) - 1)])

    def remember(self, memory: SheetMemory) -> None:
        """Take widths and zoom from `memory`, and keep there what the user sets."""
        self.fit.columns.memory = memory
        self.set_zoom(memory.zoom)

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
        self.grid.onward.forget()
        self.grid.go(self.model.anchor(*place))
        return True

    def _come_back(self, sheet: Sheet) -> None:
        self.grid.onward.forget()
        place, scrolled = self._left_at.get((sheet.form, sheet.name), (first_typed(sheet), 0))
        if self.model.rowCount():
            last = self.model.rowCount() - 1, self.model.columnCount() - 1
            self.grid.go(self.model.anchor(min(place[0], last[0]), min(place[1], last[1])))
        self.grid.verticalScrollBar().setValue(scrolled)

    # Gestures

    def _open_derived(self, row: int, column: int) -> None:
        cell = self.model.cell(*self.model.anchor(row, column))
        if cell is not None:
            self.open_trace.emit(cell)

    def _ask_sign(self) -> None:
        """A press on ⚠, 待核实 …: what can be done about it, below the cell."""
        menu = sign_menu(self)
        if menu is not None:
            below = self.grid.visualRect(self.grid.currentIndex()).bottomLeft()
            menu.popup(self.grid.viewport().mapToGlobal(below))
            menu.setActiveAction(menu.actions()[0])

    def _menu(self, at: QPoint) -> None:
        offer_menu(self, at, entry=self.gestures.is_entry())

    def _tell_selection(self) -> None:
        self.selection_changed.emit(tally(self.gestures.selected_cells()))

    # Sizes

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit.take_room(self.rect().adjusted(_EDGE_PX, _TOP_PX, -_EDGE_PX, 0))

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Beside the table too: it is the page that grows.
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.grid.wheelEvent(event)
        else:
            super().wheelEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._looks.palette.window)
        painter.end()
