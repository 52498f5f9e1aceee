"""Paints a cell, and opens, fills and reads the field over it."""

from html import escape

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QHelpEvent, QPainter, QPolygon
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from desktop.sheet.editors import AmountEditor, CellEditor, Leave, LineEditor, TextEditor
from desktop.sheet.ghosts import paint_ghost
from desktop.sheet.looks import SIGN_GAP_PX, Face
from desktop.sheet.model import Index, SheetModel
from desktop.sheet.offers import Completions

_SELECTED = QStyle.StateFlag.State_Selected
_LONG_TEXT_PX = 92  # four lines: room to write in, even where one line is printed
_WIDE_TEXT_PX = 260
_KEYS = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)


class CellDelegate(QStyledItemDelegate):
    """One for each view, as Qt wants it. `opened(editor, Cell)` says that an editor stands over a cell,
    `left(Leave)` that the user has finished with it, `spread(text)` that the text in it is meant for every selected
    cell."""

    opened = Signal(object, object)
    left = Signal(object)
    spread = Signal(str)

    def __init__(self, model: SheetModel, completions: Completions, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._completions = completions
        self._editor: CellEditor | None = None
        self._place = QPersistentModelIndex()

    def open_editor(self) -> CellEditor | None:
        """The editor that is open in this delegate's view."""
        return self._editor

    def typing(self) -> QModelIndex:
        """Where the open editor stands; invalid without one."""
        at = self._place
        return self._model.index(at.row(), at.column()) if self._editor and at.isValid() else QModelIndex()

    def dress(self) -> None:
        """Colours or zoom are others now: what is being typed goes on in them."""
        if self._editor is not None:
            self._editor.dress(self._model.looks)

    # Painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        face = self._model.face(index.row(), index.column())
        rect: QRect = option.rect  # type: ignore[attr-defined]
        painter.fillRect(rect, face.fill)
        # The current cell keeps its own ground inside its frame, as in Excel.
        if option.state & _SELECTED and index != self._view.currentIndex():  # type: ignore[attr-defined]
            painter.fillRect(rect, self._model.looks.selection)
        if self._model.found:
            self._found(painter, index, rect)
        if face.sign:
            self._sign(painter, face, rect)
        if face.text:
            room = self._room(face, rect)
            if face.balanced:
                spare = room.width() - self._model.looks.balanced(face.text, room.width(), face.bold)
                room.adjust(spare // 2, 0, -(spare // 2), 0)
            painter.setFont(face.font)
            painter.setPen(face.ink)
            painter.drawText(room, face.flags, self._fitted(face, room.width()))
            if face.hint:
                self._hint(painter, face, room)
        elif ghost := self._model.ghosts.get((index.row(), index.column())):
            here = index == self._view.currentIndex()
            paint_ghost(painter, ghost, face, self._model.looks, rect, current=here)
        if face.marked:
            self._mark(painter, rect)

    def _room(self, face: Face, rect: QRect) -> QRect:
        """Where the text of a cell goes: inside its padding, beside its sign."""
        looks = self._model.looks
        room = rect.adjusted(looks.pad_px + face.indent, 0, -looks.pad_px, 0)
        _, taken = looks.signed(face.sign, face.text, room.width(), wraps=face.wraps)
        return room.adjusted(taken, 0, 0, 0) if face.number else room.adjusted(0, 0, -taken, 0)

    def _sign(self, painter: QPainter, face: Face, rect: QRect) -> None:
        looks = self._model.looks
        room, words = self._sign_room(face, rect)
        down = Qt.AlignmentFlag.AlignTop if face.wraps else Qt.AlignmentFlag.AlignVCenter
        painter.setFont(looks.font)
        colour = looks.palette.error if face.marked else looks.palette.warning
        painter.setPen(looks.palette.quiet if face.calm else colour)
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | down, words)

    def _sign_room(self, face: Face, rect: QRect) -> tuple[QRect, str]:
        """Where the sign of a cell stands, at the end that its text does not begin at, and what is shown of it."""
        looks = self._model.looks
        room = rect.adjusted(looks.pad_px, looks.wrap_pad_px if face.wraps else 0, -looks.pad_px, 0)
        words, _ = looks.signed(face.sign, face.text, room.width() - face.indent, wraps=face.wraps)
        spare = room.width() - looks.metrics.horizontalAdvance(words)
        return (room.adjusted(0, 0, -spare, 0) if face.number else room.adjusted(spare, 0, 0, 0)), words

    def is_on_sign(self, index: Index, rect: QRect, at: QPoint) -> bool:
        """Is the sign of the cell, which stands in `rect` of the viewport, at that pixel?"""
        face = self._model.face(index.row(), index.column())
        if not face.sign:
            return False
        room, _ = self._sign_room(face, rect)
        beside = self._model.looks.px(SIGN_GAP_PX)
        return room.adjusted(-beside, 0, beside, 0).contains(at)

    def _fitted(self, face: Face, width: int) -> str:
        looks, lines = self._model.looks, self._model.lines
        if not face.wraps:
            # What waits is a text, whatever the column: one wants to see what was typed.
            return looks.fit(face.text, width, face.bold, face.number and not face.marked)
        return looks.fit_lines(face.text, width, face.bold, lines) if lines else face.text

    def _hint(self, painter: QPainter, face: Face, room: QRect) -> None:
        looks = self._model.looks
        start, words = looks.behind(face.text, face.hint, room.width(), face.bold)
        if words:
            painter.setFont(looks.font)
            painter.setPen(looks.palette.quiet)
            painter.drawText(room.adjusted(start, 0, 0, 0), face.flags, words)

    def _found(self, painter: QPainter, index: Index, rect: QRect) -> None:
        """What a search has found stands on a tint and, for a draft has that too, a line."""
        cell = self._model.cell(index.row(), index.column())
        if cell is not None and cell.address in self._model.found:
            palette = self._model.looks.palette
            painter.fillRect(rect, palette.warning_tint)
            painter.fillRect(rect.left(), rect.bottom() - 1, rect.width(), 2, palette.warning)

    def _mark(self, painter: QPainter, rect: QRect) -> None:
        right, top, mark = rect.right() + 1, rect.top(), self._model.looks.mark_px
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._model.looks.palette.error)
        corner = (QPoint(right - mark, top), QPoint(right, top), QPoint(right, top + mark))
        painter.drawPolygon(QPolygon(list(corner)))

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        face = self._model.face(index.row(), index.column()) if index.isValid() else self._model.looks.void
        rect: QRect = option.rect  # type: ignore[attr-defined]
        if face.marked or self._fitted(face, self._room(face, rect).width()) == face.text:
            return super().helpEvent(event, view, option, index)
        # As rich text: Qt breaks that into lines, a plain one may be wider than the screen.
        cell = self._model.cell(index.row(), index.column())
        words = " ".join(part for part in (face.text, face.hint) if part)
        words = "\n".join(part for part in (words, cell.remark if cell is not None else "") if part)
        QToolTip.showText(event.globalPos(), f"<qt>{escape(words).replace(chr(10), '<br>')}</qt>", view)
        return True

    # Editing

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        cell = self._model.cell(index.row(), index.column())
        assert cell is not None  # only a cell with a binding is editable
        looks = self._model.looks
        editor: CellEditor
        if (cell.wrap or "\n" in cell.text) and not cell.choices:
            editor = TextEditor(cell, looks, self._completions, parent)
        else:
            kind = AmountEditor if cell.type in ("amount", "plain") else LineEditor
            editor = kind(cell, looks, self._completions, parent)
        editor.setAccessibleName(self._model.heading(index.column()))
        editor.left.connect(self._finish)
        self._editor, self._place = editor, QPersistentModelIndex(index)
        self.opened.emit(editor, cell)
        return editor

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        if editor is self._editor:
            self._editor = None
        super().destroyEditor(editor, index)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        # A recalculation that reaches the cell being typed into must not put the old text back.
        if isinstance(editor, LineEditor | TextEditor) and not editor.touched():
            editor.begin(str(index.data(Qt.ItemDataRole.EditRole)))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, LineEditor | TextEditor) and editor.typed() != editor.initial:
            text, editor.initial = editor.typed(), editor.typed()
            model.setData(self._model.index(index.row(), index.column()), text)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        # Inside the frame of the current cell, which stays visible round it.
        rect: QRect = option.rect.adjusted(1, 1, -1, -1)  # type: ignore[attr-defined]
        if isinstance(editor, TextEditor):
            # Qt asks for the place before it fills the editor.
            rect = self._roomy(rect, editor, editor.typed() or str(index.data(Qt.ItemDataRole.EditRole)))
        if isinstance(editor, AmountEditor):
            editor.stand(rect)
        else:
            editor.setGeometry(rect)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        # Enter, Tab and Esc belong to the editors: they know whether an input method is composing.
        if event.type() in _KEYS:
            return False
        return super().eventFilter(editor, event)

    def _roomy(self, rect: QRect, editor: TextEditor, text: str) -> QRect:
        viewport = editor.parentWidget()
        around = viewport.rect() if viewport is not None else rect
        looks = self._model.looks
        width = min(max(rect.width(), looks.px(_WIDE_TEXT_PX)), around.width())
        needed = looks.text_height(text, width - 3 * looks.pad_px, bold=False) + 2 * looks.pad_px
        height = min(max(rect.height(), looks.px(_LONG_TEXT_PX), needed), around.height())
        left = max(0, min(rect.left(), around.right() - width))
        top = max(0, min(rect.top(), around.bottom() - height))
        return QRect(left, top, width, height)

    def _finish(self, how: Leave) -> None:
        editor = self._editor
        if editor is None:
            return
        text = editor.typed()
        if how not in (Leave.DROP, Leave.ALL):
            self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        if how is Leave.ALL:
            self.spread.emit(text)
        self.left.emit(how)
