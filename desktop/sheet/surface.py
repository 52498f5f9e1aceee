"""What the grid and its frozen columns have in common: one model drawn with the same lines, frame and editors."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from desktop.sheet.delegate import CellDelegate
from desktop.sheet.editors import Completions
from desktop.sheet.header import SheetHeader
from desktop.sheet.looks import FRAME_PX, MARK_PX, Looks
from desktop.sheet.marks import RowMarks
from desktop.sheet.model import Index, SheetModel

_TRIGGERS = (
    QAbstractItemView.EditTrigger.DoubleClicked
    | QAbstractItemView.EditTrigger.EditKeyPressed
    | QAbstractItemView.EditTrigger.AnyKeyPressed
)


class Surface(QTableView):
    """A table view with a SheetHeader, a CellDelegate and a frame round the current cell.

    `derived_opened(row, column)`: a double click on a cell that cannot be typed into.
    """

    derived_opened = Signal(int, int)

    def __init__(self, model: SheetModel, completions: Completions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet_model = model
        self.heading = SheetHeader(model.looks, self)
        self.setHorizontalHeader(self.heading)
        self.setModel(model)
        self.cells = CellDelegate(model, completions, self)
        self.setItemDelegate(self.cells)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.setEditTriggers(_TRIGGERS)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.marks = RowMarks(model, self)
        self.setVerticalHeader(rows)
        rows.setSectionsClickable(True)
        rows.setMinimumSectionSize(model.looks.row_px)
        rows.setDefaultSectionSize(model.looks.row_px + 1)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setHighlightSections(False)
        self.recolour(model.looks)

    def recolour(self, looks: Looks) -> None:
        """Lines and grounds in the colours of `looks`."""
        p = looks.palette
        self.setFont(looks.font)
        self.heading.recolour(looks)
        self.setStyleSheet(
            f"QTableView {{ background: {p.paper.name()}; gridline-color: {p.line.name()}; border: none;"
            f" selection-background-color: transparent; outline: none; }}"
            f"QHeaderView {{ background: {p.header.name()}; border: none; }}"
            f"QTableCornerButton::section {{ background: {p.header.name()}; border: none;"
            f" border-right: 1px solid {p.line.name()}; border-bottom: 1px solid {p.line.name()}; }}"
            f"QAbstractScrollArea::corner {{ background: transparent; border: none; }}"
        )

    def apply_widths(self, widths: Sequence[int]) -> None:
        """Set the columns' widths in pixels."""
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)

    def apply_heights(self, heights: Sequence[int]) -> None:
        """Set the rows' heights in pixels, the line under each not counted."""
        usual = self.verticalHeader().defaultSectionSize()
        for row, height in enumerate(heights):
            if self.rowHeight(row) != height + 1 and (height + 1 != usual or self.rowHeight(row) != usual):
                self.setRowHeight(row, height + 1)

    def apply_spans(self) -> None:
        """Merge cells as the sheet says."""
        spans = self.sheet_model.spans()
        self.clearSpans()
        for row, column, rows, columns in spans:
            self.setSpan(row, column, rows, columns)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        # The frame reaches over the lines of the neighbours.
        for index in (previous, current):
            self.viewport().update(self.visualRect(index).adjusted(-FRAME_PX, -FRAME_PX, FRAME_PX, FRAME_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._cover_strays()
        current = self.currentIndex()
        if not current.isValid() or self.isColumnHidden(current.column()):
            return
        rect = self.visualRect(current).adjusted(-1, -1, 1, 1)
        # Nothing can be painted over the edge of the first row and column.
        rect.adjust(int(rect.left() == -1), int(rect.top() == -1), 0, 0)
        painter = QPainter(self.viewport())
        colour: QColor = self.sheet_model.looks.palette.accent
        for left, top, width, height in (
            (rect.left(), rect.top(), rect.width(), FRAME_PX),
            (rect.left(), rect.bottom() + 1 - FRAME_PX, rect.width(), FRAME_PX),
            (rect.left(), rect.top(), FRAME_PX, rect.height()),
            (rect.right() + 1 - FRAME_PX, rect.top(), FRAME_PX, rect.height()),
        ):
            painter.fillRect(left, top, width, height, colour)
        painter.end()

    def _cover_strays(self) -> None:
        """Paint the edges of merged cells in the first row once more: Qt draws its grid into their first pixel."""
        if self.rowViewportPosition(0) < -self.rowHeight(0):
            return
        painter = QPainter(self.viewport())
        for row, column, rows, columns in self.sheet_model.spans():
            if row != 0:
                continue
            index = self.sheet_model.index(row, column)
            rect = self.visualRect(index)
            fills = [self.sheet_model.face(row, column).fill]
            if self.selectionModel().isSelected(index) and index != self.currentIndex():
                fills.append(self.sheet_model.looks.selection)
            for fill in fills:
                if columns > 1:
                    painter.fillRect(rect.left(), rect.top(), rect.width() - MARK_PX, 1, fill)
                if rows > 1:
                    painter.fillRect(rect.left(), rect.top(), 1, rect.height(), fill)
        painter.end()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        super().mouseDoubleClickEvent(event)
        if index.isValid() and not index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.derived_opened.emit(index.row(), index.column())
