"""What is drawn over the cells: the frame of the selection with its fill handle, dashes round what was copied, the
outline of what a drag will fill, the line where dragged rows will land."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from desktop.sheet.looks import FRAME_PX, Looks

HANDLE_PX = 7
_REACH_PX = 3  # so far round the handle it can be caught
_DASH = (4.0, 3.0)


@dataclass(frozen=True, slots=True)
class Frames:
    """Boxes in body positions (x columns, y rows); None: not there.

    `chosen` is the selection, or the current cell where that is no rectangle; `lifted` what was copied or cut;
    `filling` what a drag will fill; `landing` the row above which dragged rows will land.
    """

    chosen: QRect | None = None
    handle: bool = False
    lifted: QRect | None = None
    filling: QRect | None = None
    landing: int | None = None


def handle_rect(chosen: QRect, seen: QRect) -> QRect:
    """The fill handle at the lower right corner of `chosen`, in pixels; drawn in where the view `seen` ends."""
    corner = QPoint(min(chosen.right() + 1, seen.right() - 2), min(chosen.bottom() + 1, seen.bottom() - 2))
    return QRect(corner.x() - HANDLE_PX // 2, corner.y() - HANDLE_PX // 2, HANDLE_PX, HANDLE_PX)


def catches(handle: QRect, at: QPoint) -> bool:
    """Is the pointer near enough to catch the handle?"""
    return handle.adjusted(-_REACH_PX, -_REACH_PX, _REACH_PX, _REACH_PX).contains(at)


def draw_frame(painter: QPainter, box: QRect, colour: QColor) -> None:
    """A solid frame that covers the lines round `box`, in pixels."""
    rect = box.adjusted(-1, -1, 1, 1)
    # Nothing can be painted over the edge of the first row and column.
    rect.adjust(int(rect.left() == -1), int(rect.top() == -1), 0, 0)
    for left, top, width, height in (
        (rect.left(), rect.top(), rect.width(), FRAME_PX),
        (rect.left(), rect.bottom() + 1 - FRAME_PX, rect.width(), FRAME_PX),
        (rect.left(), rect.top(), FRAME_PX, rect.height()),
        (rect.right() + 1 - FRAME_PX, rect.top(), FRAME_PX, rect.height()),
    ):
        painter.fillRect(left, top, width, height, colour)


def draw_handle(painter: QPainter, handle: QRect, looks: Looks) -> None:
    """The square that is dragged to fill, set off from the frame by a rim."""
    painter.fillRect(handle, looks.palette.paper)
    painter.fillRect(handle.adjusted(1, 1, -1, -1), looks.palette.accent)


def draw_dashes(painter: QPainter, box: QRect, looks: Looks) -> None:
    """Dashes on a ground that sets them off from any frame under them."""
    rect = box.adjusted(0, 0, -1, -1)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(looks.palette.paper, 2))
    painter.drawRect(rect)
    pen = QPen(looks.palette.accent, 2)
    pen.setDashPattern(list(_DASH))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawRect(rect)


def draw_outline(painter: QPainter, box: QRect, looks: Looks) -> None:
    """A thin dotted outline."""
    pen = QPen(looks.palette.text, 1, Qt.PenStyle.DotLine)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen)
    painter.drawRect(box.adjusted(0, 0, -1, -1))


def draw_landing(painter: QPainter, y: int, width: int, looks: Looks) -> None:
    """A thick line across the view."""
    painter.fillRect(0, max(0, y - 2), width, 3, looks.palette.accent)
