"""The heading of the grid: several rows with merged cells, over sections that stay real columns."""

from collections.abc import Sequence
from itertools import accumulate

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from db.forms.sheet import Cell
from desktop.sheet.looks import WRAP_CENTRED, Looks
from desktop.sheet.measure import row_heights

_SMALLEST_COLUMN_PX = 24
_EDGE = Qt.CursorShape.SplitHCursor


class SheetHeader(QHeaderView):
    """Paints the header cells of a sheet over their columns.

    Qt's own way paints each section alone, so a heading over three columns would be drawn in three clipped pieces.
    `pressed_on(first, last, extending)`: a press on the heading of those columns, with Shift or without.
    """

    pressed_on = Signal(int, int, bool)

    def __init__(self, looks: Looks, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._looks = looks
        self._cells: Sequence[Cell] = ()
        self._first = 0
        self._tops: list[int] = [0]
        self._chosen = range(0)
        self.setSectionsMovable(False)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(_SMALLEST_COLUMN_PX)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.sectionResized.connect(lambda *_: self.viewport().update())

    def show_cells(self, cells: Sequence[Cell], first: int, rows: int, widths: Sequence[int]) -> None:
        """Show `cells` of the `rows` sheet rows from `first` on, over columns of `widths` pixels."""
        self._cells, self._first = cells, first
        heights = row_heights(cells, first, rows, widths, self._looks)
        self._tops = [0, *accumulate(height + 1 for height in heights)]
        self.setFixedHeight(self._tops[-1])
        self.viewport().update()

    def recolour(self, looks: Looks) -> None:
        """The same headings in other colours."""
        self._looks = looks
        self.viewport().update()

    def show_chosen(self, chosen: QRect | None) -> None:
        """Which columns are selected: the box's x and width; the lowest headings over them stand out."""
        columns = range(0) if chosen is None else range(chosen.left(), chosen.right() + 1)
        if columns != self._chosen:
            self._chosen = columns
            self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._tops[-1])

    def box(self, cell: Cell) -> QRect:
        """Where a heading stands in the viewport, its lines at the right and at the bottom included."""
        last = min(cell.column + cell.column_span, self.count()) - 1
        left = self.sectionViewportPosition(cell.column)
        right = self.sectionViewportPosition(last) + self.sectionSize(last)
        if self.isSectionHidden(last):
            shown = range(cell.column, last + 1)
            right = left + sum(self.sectionSize(column) for column in shown)
        top = self._tops[cell.row - self._first]
        bottom = self._tops[min(cell.row - self._first + cell.row_span, len(self._tops) - 1)]
        return QRect(left, top, right - left, bottom - top)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        # Over an edge the pointer is a double arrow, and the press begins to drag the width.
        if event.button() != Qt.MouseButton.LeftButton or self.viewport().cursor().shape() == _EDGE:
            return
        at = event.position().toPoint()
        found = next((cell for cell in self._cells if self.box(cell).contains(at)), None)
        if found is not None:
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.pressed_on.emit(found.column, found.column + found.column_span - 1, shift)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        looks = self._looks
        painter.setFont(looks.bold)
        for cell in self._cells:
            box = self.box(cell)
            if box.width() <= 0 or not box.intersects(event.rect()):
                continue
            painter.fillRect(box, looks.header)
            lowest = cell.row - self._first + cell.row_span == len(self._tops) - 1
            if lowest and cell.column in self._chosen:
                painter.fillRect(box, looks.selection)
            painter.fillRect(box.right(), box.top(), 1, box.height(), looks.palette.line)
            painter.fillRect(box.left(), box.bottom(), box.width(), 1, looks.palette.line)
            painter.setPen(looks.palette.text)
            room = box.adjusted(looks.pad_px, 0, -looks.pad_px - 1, -1)
            spare = room.width() - looks.balanced(cell.text, room.width(), bold=True)
            painter.drawText(room.adjusted(spare // 2, 0, -(spare // 2), 0), WRAP_CENTRED, cell.text)
        painter.end()
