"""The grid of cells: keys, mouse and input method, with the first columns kept in sight."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from db.forms.sheet import Cell
from desktop.sheet.delegate import CellDelegate
from desktop.sheet.editors import CellEditor, Leave, LineEditor
from desktop.sheet.frames import HANDLE_PX
from desktop.sheet.frozen import FrozenColumns
from desktop.sheet.keys import CONTROL, ENTER, SHIFT, TAB, Ask, asked_by, move_of, types
from desktop.sheet.looks import Looks
from desktop.sheet.model import Index, SheetModel
from desktop.sheet.moves import Move, Position, Walker
from desktop.sheet.offers import Completions
from desktop.sheet.onward import Onward
from desktop.sheet.overlay import Overlay
from desktop.sheet.pointer import Pointer
from desktop.sheet.selecting import Selecting, Whole
from desktop.sheet.sight import Sight
from desktop.sheet.surface import Surface

_EVERY_TRIGGER = QAbstractItemView.EditTrigger.AllEditTriggers
_DOUBLE_CLICK = QAbstractItemView.EditTrigger.DoubleClicked
_TYPING = (
    QAbstractItemView.EditTrigger.AnyKeyPressed,
    QAbstractItemView.EditTrigger.EditKeyPressed,
    _EVERY_TRIGGER,
)
_LOOKING = (_DOUBLE_CLICK, QAbstractItemView.EditTrigger.EditKeyPressed)  # what opens a field to mend its text
_ARROWS = {
    Leave.ARROW_UP: Move.UP,
    Leave.ARROW_DOWN: Move.DOWN,
    Leave.ARROW_LEFT: Move.LEFT,
    Leave.ARROW_RIGHT: Move.RIGHT,
}
_NOTCH = 120  # what Qt calls a step of the wheel
_WHOLE = {Ask.SELECT_ALL: Whole.ALL, Ask.SELECT_ROWS: Whole.ROWS, Ask.SELECT_COLUMNS: Whole.COLUMNS}


class Grid(Surface):
    """The whole table. Signals: `current_moved()`, `asked(Ask)` a key that wants something of the selected cells,
    `fill_asked(text)` a text committed into all of them, `refused()` a key on a cell that takes nothing,
    `derived_opened(row, column)` a double click on such a cell, `zoom_asked(steps)` Ctrl and the wheel."""

    current_moved = Signal()
    asked = Signal(object)
    fill_asked = Signal(str)
    refused = Signal()
    typed_over = Signal(str)  # after `refused`: the sign that was typed
    derived_opened = Signal(int, int)
    zoom_asked = Signal(int)
    _built = False  # Qt calls overrides already while Surface is being built

    def __init__(self, model: SheetModel, completions: Completions, parent: QWidget | None = None) -> None:
        super().__init__(model, completions, parent)
        self._walker, self._far = Walker(model), Walker(model)
        self.selecting = Selecting(model, self.selectionModel())
        self.sight = Sight(self)
        self.pointer = Pointer(self)
        self.onward = Onward(self, self._walker)
        self._wheeled = 0
        self.overlay = Overlay(self)
        self.frozen = FrozenColumns(self, completions)
        self.frames = self.frozen.frames = self.overlay.frames
        self._built = True
        self.setTabKeyNavigation(True)
        for cells in (self.cells, self.frozen.cells):
            cells.left.connect(self._leave_editor)
            cells.spread.connect(self.fill_asked)
        self.heading.sectionResized.connect(lambda column, _old, new: self.frozen.follow(column, new))
        for heading in (self.heading, self.frozen.heading):
            heading.pressed_on.connect(self._select_columns)
        self.selectionModel().selectionChanged.connect(lambda _on, _off: self.overlay.refresh())

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
        if trigger in _TYPING and not index.flags() & Qt.ItemFlag.ItemIsEditable and types(event):
            self.refused.emit()
            if isinstance(event, QKeyEvent) and event.text():
                self.typed_over.emit(event.text())
        if self.frozen.holds(index.column()):
            begun = self.frozen.edit(index, trigger, event)  # type: ignore[arg-type]
        else:
            begun = super().edit(index, trigger, event)  # type: ignore[arg-type]
        opened = self.editing()
        if begun and opened is not None and isinstance(opened[1], LineEditor):
            opened[1].entering = trigger not in _LOOKING
        return begun

    def _leave_editor(self, how: Leave) -> None:
        self.viewport().update(self.visualRect(self.currentIndex()))
        if how is Leave.DOWN:
            self.onward.enter(Move.DOWN)
        elif how is Leave.UP:
            self.onward.enter(Move.UP)
        elif how in (Leave.NEXT, Leave.BACK):
            self.onward.tab(1 if how is Leave.NEXT else -1)
        elif how in _ARROWS:
            self.onward.forget()
            self._move(_ARROWS[how])
        self.overlay.refresh()

    # Moving

    def position(self) -> Position:
        """Body position of the current cell, that of its merge if it is in one."""
        return self.selecting.current()

    def go(self, position: Position) -> None:
        """Make `position` the current and only selected cell, and bring it into sight."""
        index = self.sheet_model.index(*position)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    def _move(self, move: Move) -> None:
        self.go(self._walker.target(self.position(), move))

    def _extend(self, to: Position) -> None:
        self.selecting.extend(to)
        self.scrollTo(self.sheet_model.index(*to))

    def _page(self, step: int, extending: bool) -> None:
        """The cell a screenful up or down, as far into the view as this one."""
        row, column = self.selecting.corner() if extending else self.position()
        row = self.sight.turn(row, step)
        place = self.sheet_model.anchor(row, column)
        if extending:
            self._extend(place)
        else:
            self.go(place)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        # In every cell that is typed into: a count is called by its name, =行政在职*4632.5, in a cell of figures too.
        typed = bool(current.flags() & Qt.ItemFlag.ItemIsEditable)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, typed)
        if self._built:
            self.overlay.refresh()
        self.current_moved.emit()

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        opened = self.editing()
        if opened is not None and opened[1].composing():
            return  # the first word is composed while the focus is still here: the key is the input method's
        key, shift = event.key(), bool(event.modifiers() & SHIFT)
        if key in TAB:
            self.onward.tab(-1 if shift or key == Qt.Key.Key_Backtab else 1)
        elif key in ENTER:
            if not event.modifiers() & CONTROL:
                self.onward.enter(Move.UP if shift else Move.DOWN)
        elif self._moved(event) or self._asked(event) or self._open(event):
            pass
        else:
            super().keyPressEvent(event)

    def _moved(self, event: QKeyEvent) -> bool:
        move = move_of(event)
        if move is None or not self.sheet_model.rowCount():
            return False
        self.onward.forget()
        if event.modifiers() & SHIFT:
            self._extend(self._far.target(self.selecting.corner(), move))
        else:
            self._move(move)
        return True

    def _asked(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and event.modifiers() & CONTROL:
            event.ignore()  # the next form: the window's business
            return True
        ask = asked_by(event)
        if ask is None or not self.sheet_model.rowCount():
            return False
        if ask in (Ask.PAGE_UP, Ask.PAGE_DOWN):
            self._page(-1 if ask is Ask.PAGE_UP else 1, bool(event.modifiers() & SHIFT))
        elif ask in _WHOLE:
            self.selecting.widen(_WHOLE[ask])
        elif ask is Ask.LET_GO and self.overlay.lifted is None and not self.overlay.is_dragging():
            event.ignore()  # Esc is the window's when nothing is held here
        else:
            self.asked.emit(ask)
        return True

    # Mouse

    def _select_columns(self, first: int, last: int, extending: bool) -> None:
        if self.sheet_model.rowCount():
            self.commit()
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            begun = self.position()[1] if extending else first
            self.selecting.select_columns(begun, first if extending and first < begun else last, self.sight.first()[0])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.onward.forget()
        if not self.pointer.press(event):
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self.pointer.move(event):
            self.viewport().setCursor(self.pointer.shape(event.position().toPoint()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self.pointer.release(event):
            super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        index = self.sight.index_at(at)
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            super().mouseDoubleClickEvent(event)
        elif self.pointer.on_handle(at):
            self.pointer.run_down()
        elif index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index, _DOUBLE_CLICK, event)
        else:
            self.derived_opened.emit(index.row(), index.column())

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & CONTROL:
            # A touchpad sends a notch in many small parts.
            self._wheeled += event.angleDelta().y()
            steps = int(self._wheeled / _NOTCH)
            if steps:
                self._wheeled -= steps * _NOTCH
                self.zoom_asked.emit(steps)
            event.accept()
            return
        super().wheelEvent(event)

    # Frames

    def handle(self) -> QRect | None:
        chosen = self.frames().chosen
        if chosen is not None and self.frozen.isVisible() and self.frozen.holds(chosen.right()):
            return self.frozen.handle()
        return super().handle()

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
        if self.frozen.holds(self.currentIndex().column()):
            # There the editor opens, and there it is known that the focus has to wait for the first word.
            self.frozen.inputMethodEvent(event)
        else:
            super().inputMethodEvent(event)

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> Any:
        if self._built and self.frozen.holds(self.currentIndex().column()):
            return self.frozen.inputMethodQuery(query)
        return super().inputMethodQuery(query)

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

    def scrollContentsBy(self, across: int, down: int) -> None:
        # Every pixel is painted: so what is in sight already is moved, and only what comes into sight is painted.
        # Beside columns that stay it is not so: there two views meet, and paint over each other's edge.
        alone = not across and not (self._built and self.frozen.isVisible())
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, alone)
        super().scrollContentsBy(across, down)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, False)
        if alone and self._built and (chosen := self.overlay.frames().chosen) is not None:
            # What was to be painted before the scroll is where it was; the frame reaches over its cell.
            around = self.box_px(chosen).adjusted(-HANDLE_PX, -HANDLE_PX, HANDLE_PX, HANDLE_PX)
            self.viewport().update(around.united(around.translated(0, down)))

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
