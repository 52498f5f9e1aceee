"""The grid of cells: keys, mouse and input method, with the first columns kept in sight."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from db.forms.sheet import Cell
from desktop.sheet.delegate import CellDelegate
from desktop.sheet.editors import CellEditor, Completions, Leave
from desktop.sheet.frozen import FrozenColumns
from desktop.sheet.looks import Looks
from desktop.sheet.model import Index, SheetModel
from desktop.sheet.moves import Move, Position, Walker
from desktop.sheet.surface import Surface

_EVERY_TRIGGER = QAbstractItemView.EditTrigger.AllEditTriggers
_TYPING = (
    QAbstractItemView.EditTrigger.AnyKeyPressed,
    QAbstractItemView.EditTrigger.EditKeyPressed,
    _EVERY_TRIGGER,
)
_ACTIONS = {
    QAbstractItemView.CursorAction.MoveUp: (Move.UP, Move.TOP),
    QAbstractItemView.CursorAction.MoveDown: (Move.DOWN, Move.BOTTOM),
    QAbstractItemView.CursorAction.MoveLeft: (Move.LEFT, Move.ROW_START),
    QAbstractItemView.CursorAction.MoveRight: (Move.RIGHT, Move.ROW_END),
    QAbstractItemView.CursorAction.MoveHome: (Move.ROW_START, Move.START),
    QAbstractItemView.CursorAction.MoveEnd: (Move.ROW_END, Move.END),
}
_CONTROL = Qt.KeyboardModifier.ControlModifier
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def _types(event: QEvent | None) -> bool:
    """Would it have typed something? True for what comes without a key: F2, Backspace, an input method."""
    if not isinstance(event, QKeyEvent):
        return True
    return event.key() == Qt.Key.Key_F2 or (event.text().isprintable() and bool(event.text()))


class Grid(Surface):
    """The whole table. Signals beyond Surface's: `current_moved()`, `copy_asked()`, `paste_asked()`, `clear_asked()`,
    `rows_asked()` (remove the selected rows), `move_asked(by)`, `refused()` (a key on a cell that takes nothing)."""

    current_moved = Signal()
    copy_asked = Signal()
    paste_asked = Signal()
    clear_asked = Signal()
    rows_asked = Signal()
    move_asked = Signal(int)
    refused = Signal()
    _built = False  # Qt calls overrides already while Surface is being built

    def __init__(self, model: SheetModel, completions: Completions, parent: QWidget | None = None) -> None:
        super().__init__(model, completions, parent)
        self._walker = Walker(model)
        self._tabbed_from: int | None = None
        self.frozen = FrozenColumns(self, completions)
        self._built = True
        self.setTabKeyNavigation(True)
        for cells in (self.cells, self.frozen.cells):
            cells.left.connect(self._leave_editor)
        self.frozen.derived_opened.connect(self.derived_opened)
        self.heading.sectionResized.connect(lambda column, _old, new: self.frozen.follow(column, new))

    # The open editor

    def editing(self) -> tuple[CellDelegate, CellEditor] | None:
        """The open editor, in the grid or over its frozen columns, with its delegate."""
        for cells in (self.cells, self.frozen.cells):
            editor = cells.open_editor()
            if editor is not None:
                return cells, editor
        return None

    def typing(self) -> QModelIndex:
        """The cell being typed into; invalid when there is none."""
        opened = self.editing()
        return opened[0].typing() if opened is not None else QModelIndex()

    def commit(self) -> None:
        """Write what is being typed, the half-composed word included, and close the editor."""
        opened = self.editing()
        if opened is not None:
            QGuiApplication.inputMethod().commit()
            cells, editor = opened
            cells.commitData.emit(editor)
            cells.closeEditor.emit(editor, CellDelegate.EndEditHint.NoHint)

    def edit(  # type: ignore[override]
        self,
        index: Index,
        trigger: QAbstractItemView.EditTrigger = _EVERY_TRIGGER,
        event: QEvent | None = None,
    ) -> bool:
        if trigger in _TYPING and not index.flags() & Qt.ItemFlag.ItemIsEditable and _types(event):
            self.refused.emit()
        if self.frozen.holds(index.column()):
            return self.frozen.edit(index, trigger, event)  # type: ignore[arg-type]
        return super().edit(index, trigger, event)  # type: ignore[arg-type]

    def _leave_editor(self, how: Leave) -> None:
        self.viewport().update(self.visualRect(self.currentIndex()))
        if how is Leave.DOWN:
            self._enter(Move.DOWN)
        elif how is Leave.UP:
            self._enter(Move.UP)
        elif how in (Leave.NEXT, Leave.BACK):
            self._tab(1 if how is Leave.NEXT else -1)

    # Moving

    def position(self) -> Position:
        """Body position of the current cell, that of its merge if it is in one."""
        index = self.currentIndex()
        return self.sheet_model.anchor(index.row(), index.column()) if index.isValid() else (0, 0)

    def go(self, position: Position) -> None:
        """Make `position` the current and only selected cell, and bring it into sight."""
        index = self.sheet_model.index(*position)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        moves = _ACTIONS.get(action)
        if not self.currentIndex().isValid() or not self.sheet_model.rowCount():
            return self.sheet_model.index(0, 0)
        if moves is None:
            return super().moveCursor(action, modifiers)
        move = moves[1] if modifiers & _CONTROL else moves[0]
        return self.sheet_model.index(*self._walker.target(self.position(), move))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        cell = self.sheet_model.cell(current.row(), current.column())
        number = cell is not None and self.sheet_model.face(current.row(), current.column()).number
        typed = bool(current.flags() & Qt.ItemFlag.ItemIsEditable)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, typed and not number)
        self.current_moved.emit()

    def _enter(self, move: Move) -> None:
        row, column = self._walker.target(self.position(), move)
        # Enter after Tab, Tab, Tab goes to the next row where the tabbing began, as in Excel.
        if self._tabbed_from is not None and move is Move.DOWN and row > self.position()[0]:
            column = self._tabbed_from
        self._tabbed_from = None
        self.go(self.sheet_model.anchor(row, column))

    def _tab(self, step: int) -> None:
        start = self.position()
        if self._tabbed_from is None:
            self._tabbed_from = start[1]
        target = self._walker.next_typed(start, step)
        if target[0] != start[0]:
            self._tabbed_from = target[1]
        self.go(target)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            back = key == Qt.Key.Key_Backtab or bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._tab(-1 if back else 1)
            return
        if key in _ENTER:
            up = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._enter(Move.UP if up else Move.DOWN)
            return
        if not self._ask(event) and not self._open(event):
            before = self.position()
            super().keyPressEvent(event)
            # Typing opens an editor where one is, and the row that is being tabbed along goes on.
            if self.position() != before:
                self._tabbed_from = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._tabbed_from = None
        super().mousePressEvent(event)

    def _ask(self, event: QKeyEvent) -> bool:
        key, modifiers = event.key(), event.modifiers()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_asked.emit()
        elif key == Qt.Key.Key_Delete and not modifiers & _CONTROL:
            self.clear_asked.emit()
        elif key == Qt.Key.Key_Minus and modifiers & _CONTROL:
            self.rows_asked.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and modifiers & Qt.KeyboardModifier.AltModifier:
            self.move_asked.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and modifiers & _CONTROL:
            event.ignore()  # the next form: the window's business
        else:
            return False
        return True

    def _open(self, event: QKeyEvent) -> bool:
        if event.key() != Qt.Key.Key_Backspace or not self.edit(self.currentIndex()):
            return False
        opened = self.editing()
        if opened is not None:
            opened[1].replace("")
        return True

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        # Qt opens an empty editor and drops text that arrives without a preedit: a full-width comma, dictation.
        if event.commitString() and not event.preeditString() and self.editing() is None:
            if self.edit(self.currentIndex()):
                opened = self.editing()
                if opened is not None:
                    opened[1].selectAll()
                    QApplication.sendEvent(opened[1], event)
            return
        super().inputMethodEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Nothing: a figure typed into a derived cell is refused, and must not lead somewhere else."""

    # Frozen columns

    def apply_widths(self, widths: Sequence[int]) -> None:
        super().apply_widths(widths)
        self.frozen.apply_widths(widths)

    def apply_heights(self, heights: Sequence[int]) -> None:
        super().apply_heights(heights)
        self.frozen.apply_heights(heights)

    def apply_spans(self) -> None:
        super().apply_spans()
        self.frozen.apply_spans()

    def show_heading(self, cells: Sequence[Cell], first: int, rows: int, widths: Sequence[int]) -> None:
        """Show the header rows in the grid and over the frozen columns."""
        for heading in (self.heading, self.frozen.heading):
            heading.show_cells(cells, first, rows, widths)

    def recolour(self, looks: Looks) -> None:
        super().recolour(looks)
        if self._built:
            self.frozen.recolour(looks)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._built:
            self.frozen.place()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        if self._built:
            self.frozen.place()

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        bar = self.horizontalScrollBar()
        before = bar.value()
        super().scrollTo(index, hint)
        if not self._built:
            return
        if self.frozen.holds(index.column()):
            bar.setValue(before)
            return
        covered, rect = self.frozen.covered_px(), self.visualRect(index)
        # Of a cell wider than the view its beginning is to be seen.
        if rect.left() < covered or rect.width() > self.viewport().width() - covered:
            bar.setValue(bar.value() + rect.left() - covered)
