"""Boxes to tick: Space turns a cell that is one of a few to the next, a press on a box ticks that one."""

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QTextLayout, QTextLine, QTextOption

from desktop.sheet.model import Index, SheetModel
from desktop.sheet.surface import Surface

BOXES = "☐☑"


class Ticks(QObject):
    """Watches the keys and presses on one grid, and says what was chosen as a text typed into the cell."""

    def __init__(self, model: SheetModel, grid: Surface) -> None:
        super().__init__(grid)
        self._model = model
        self._grid = grid
        grid.installEventFilter(self)
        grid.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched is self._grid:
            plain = event.key() == Qt.Key.Key_Space and event.modifiers() == Qt.KeyboardModifier.NoModifier
            return plain and self.turn(self._grid.currentIndex())
        # On release: the press has made the cell the current one, and a drag is none.
        if event.type() is QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            point = event.position().toPoint()
            index = self._grid.indexAt(point)
            # By ranges: the indexes of a long selection would take half a second to make.
            chosen = self._grid.selectionModel().selection().toList()
            alone = [(part.width(), part.height()) for part in chosen] == [(1, 1)]
            if alone and event.button() is Qt.MouseButton.LeftButton and index == self._grid.currentIndex():
                box = self.box_at(index, QPointF(event.position()))
                if box is not None:
                    self._choose(index, box)
        return super().eventFilter(watched, event)

    def turn(self, index: Index) -> bool:
        """Choose the next of the cell's texts, after the last the first; False for a cell that has no such texts."""
        cell = self._model.cell(index.row(), index.column()) if index.isValid() else None
        if cell is None or not cell.choices or not index.flags() & Qt.ItemFlag.ItemIsEditable:
            return False
        now = cell.as_typed
        at = cell.choices.index(now) + 1 if now in cell.choices else 0
        self._choose(index, at % len(cell.choices))
        return True

    def box_at(self, index: Index, point: QPointF) -> int | None:
        """Which of the boxes printed in a cell lies at a point of the viewport, counted from 0; None for none.

        A box goes with the word before it: a press on either is meant.
        """
        cell = self._model.cell(index.row(), index.column()) if index.isValid() else None
        if cell is None or not cell.choices or not index.flags() & Qt.ItemFlag.ItemIsEditable:
            return None
        pad = self._model.looks.pad_px
        rect = self._grid.visualRect(index).adjusted(pad, 0, -pad, 0)
        at = self._character(cell.text, rect, point)
        boxes = [place for place, sign in enumerate(cell.text) if sign in BOXES]
        if at is None or len(boxes) != len(cell.choices):
            return None
        return next((number for number, place in enumerate(boxes) if at <= place), None)

    def _character(self, text: str, room: QRect, point: QPointF) -> int | None:
        """The character at `point`, of a text that stands at the left and in the middle of `room`."""
        layout = QTextLayout(text, self._model.looks.font)
        layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
        layout.beginLayout()
        top = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(room.width())
            line.setPosition(QPointF(0, top))
            top += line.height()
        layout.endLayout()
        inside = point - QPointF(room.left(), room.center().y() + 0.5 - top / 2)
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            if line.naturalTextRect().contains(inside):
                # The place between characters that lies left of the point.
                return int(line.xToCursor(inside.x(), QTextLine.CursorPosition.CursorOnCharacter))
        return None

    def _choose(self, index: Index, number: int) -> None:
        cell = self._model.cell(index.row(), index.column())
        if cell is not None:
            self._model.setData(index, cell.choices[number])
