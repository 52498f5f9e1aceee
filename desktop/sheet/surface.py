"""What the grid and its frozen columns have in common: one model drawn with the same lines, frame and editors."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from desktop.sheet.delegate import CellDelegate
from desktop.sheet.frames import (
    HANDLE_PX,
    Frames,
    draw_dashes,
    draw_frame,
    draw_handle,
    draw_landing,
    draw_outline,
    handle_rect,
)
from desktop.sheet.header import SheetHeader
from desktop.sheet.looks import Looks
from desktop.sheet.marks import RowMarks
from desktop.sheet.model import SheetModel
from desktop.sheet.offers import Completions

_TRIGGERS = (
    QAbstractItemView.EditTrigger.DoubleClicked
    | QAbstractItemView.EditTrigger.EditKeyPressed
    | QAbstractItemView.EditTrigger.AnyKeyPressed
)


class Surface(QTableView):
    """A table view with a SheetHeader, a CellDelegate and frames over its cells, which `frames` tells at each paint."""

    def __init__(self, model: SheetModel, completions: Completions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet_model = model
        self.heading = SheetHeader(model.looks, self)
        self.setHorizontalHeader(self.heading)
        self.setModel(model)
        self.frames: Callable[[], Frames] = Frames
        self.cells = CellDelegate(model, completions, self)
        self.setItemDelegate(self.cells)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.setEditTriggers(_TRIGGERS)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.viewport().setMouseTracking(True)
        rows = self.marks = RowMarks(model, self)
        self.setVerticalHeader(rows)
        rows.setSectionsClickable(True)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setHighlightSections(False)
        self.recolour(model.looks)

    def recolour(self, looks: Looks) -> None:
        """Lines and grounds in the colours of `looks`."""
        p = looks.palette
        self.setFont(looks.font)
        self.marks.setMinimumSectionSize(looks.row_px)
        self.marks.setDefaultSectionSize(looks.row_px + 1)
        self.heading.recolour(looks)
        self.cells.dress()
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

    def box_px(self, box: QRect) -> QRect:
        """Where a box of body positions (x columns, y rows) stands in the viewport, without the lines round it.

        Null when all of it is hidden; what lies in hidden columns at its right reaches over the edge.
        """
        columns = [at for at in range(box.left(), box.right() + 1) if not self.isColumnHidden(at)]
        if not columns or box.bottom() >= self.sheet_model.rowCount():
            return QRect()
        left, last = self.columnViewportPosition(columns[0]), columns[-1]
        right = self.columnViewportPosition(last) + self.columnWidth(last)
        if last != box.right():
            right += 2 * HANDLE_PX
        top = self.rowViewportPosition(box.top())
        bottom = self.rowViewportPosition(box.bottom()) + self.rowHeight(box.bottom())
        return QRect(left, top, right - left - 1, bottom - top - 1)

    def update_frames(self, before: Frames, now: Frames) -> None:
        """Paint anew where frames have gone or come; they reach over the lines of the neighbours."""
        pairs = ((before.chosen, now.chosen), (before.lifted, now.lifted), (before.filling, now.filling))
        for old, new in pairs:
            for box in (old, new) if old != new or before.handle != now.handle else ():
                if box is not None:
                    around = self.box_px(box).adjusted(-HANDLE_PX, -HANDLE_PX, HANDLE_PX, HANDLE_PX)
                    self.viewport().update(around)
        if before.landing != now.landing:
            self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        # Qt paints the whole view when an editor opens and when it closes; no cell here looks different for the focus.
        current = self.currentIndex()
        if not current.isValid():
            super().focusInEvent(event)
            return
        typed = bool(current.flags() & Qt.ItemFlag.ItemIsEditable)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, typed)

    def focusOutEvent(self, _event: QFocusEvent) -> None:
        return

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._cover_strays()
        frames, looks = self.frames(), self.sheet_model.looks
        painter = QPainter(self.viewport())
        if frames.chosen is not None and not (chosen := self.box_px(frames.chosen)).isNull():
            draw_frame(painter, chosen, looks.palette.accent)
        if frames.lifted is not None and not (lifted := self.box_px(frames.lifted)).isNull():
            draw_dashes(painter, lifted, looks)
        if frames.filling is not None and not (filling := self.box_px(frames.filling)).isNull():
            draw_outline(painter, filling, looks)
        if frames.handle and (handle := self.handle()) is not None:
            draw_handle(painter, handle, looks)
        if frames.landing is not None:
            draw_landing(painter, self.landing_px(frames.landing), self.viewport().width(), looks)
        painter.end()

    def handle(self) -> QRect | None:
        """Where the fill handle stands in this viewport."""
        frames = self.frames()
        if frames.chosen is None or not frames.handle or self.isColumnHidden(frames.chosen.right()):
            return None
        return handle_rect(self.box_px(frames.chosen), self.viewport().rect())

    def landing_px(self, row: int) -> int:
        """Height of the line above `row`, or below the last one."""
        if row < self.sheet_model.rowCount():
            return self.rowViewportPosition(row)
        return self.rowViewportPosition(row - 1) + self.rowHeight(row - 1)

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
                    painter.fillRect(rect.left(), rect.top(), rect.width() - self.sheet_model.looks.mark_px, 1, fill)
                if rows > 1:
                    painter.fillRect(rect.left(), rect.top(), 1, rect.height(), fill)
        painter.end()
