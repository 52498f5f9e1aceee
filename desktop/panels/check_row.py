"""One row of the page of all checks: where its parts stand, and how it is painted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.palette import Palette
from desktop.panels.check_lines import CheckLine, GroupLine, NoteLine, Side, SidesLine
from desktop.panels.finding_row import LINE, Index, chip_text, two_lines

ROW = 27
_GROUP_ROW = 30
_NOTE_ROW = 22
_SIDES_ROW = 23
_PAD = 10
_FOLD_ROOM = 14
_SIGN_ROOM = 22
_GAP = 12
_FIGURE_GAP = 16
_LABEL_ROOM = 52
_CHIP_PAD, _CHIP_HEIGHT = 16, 17
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
_INSIDE = _PAD + _FOLD_ROOM + _SIGN_ROOM  # where what is unfolded begins, below the title


class CheckPainter(QStyledItemDelegate):
    """Draws the heading of a form, a check with its state, what it stands on, and both sides of a comparison."""

    def __init__(self, palette: Palette, parent: QWidget) -> None:
        super().__init__(parent)
        self.colours = palette

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        assert isinstance(view, QListView)
        line, metrics = index.data(LINE), view.fontMetrics()
        if isinstance(line, GroupLine):
            return QSize(200, _GROUP_ROW)
        if isinstance(line, CheckLine):
            return QSize(200, ROW)
        rect = QRect(0, 0, view.viewport().width(), _SIDES_ROW)
        if isinstance(line, NoteLine):
            room = note_room(rect).width()
            return QSize(200, _NOTE_ROW + (metrics.horizontalAdvance(line.message) > room) * metrics.lineSpacing())
        long = any(
            metrics.horizontalAdvance(side.place) > place_room(half, side, metrics).width()
            for side, half in zip((line.left, line.right), halves(rect), strict=True)
        )
        return QSize(200, _SIDES_ROW + long * metrics.lineSpacing())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(LINE)
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(line, GroupLine):
            self._group(painter, line, rect)
        else:
            if state & QStyle.StateFlag.State_Selected:
                painter.fillRect(rect, self.colours.accent_tint)
            elif state & QStyle.StateFlag.State_MouseOver:
                painter.fillRect(rect, self.colours.derived)
            if isinstance(line, CheckLine):
                self._check(painter, line, rect)
            elif isinstance(line, NoteLine):
                self._note(painter, line, rect)
            else:
                self._sides(painter, line, rect)
        painter.restore()

    def _group(self, painter: QPainter, line: GroupLine, rect: QRect) -> None:
        bold = QFont(painter.font())
        bold.setBold(True)
        usual = painter.font()
        painter.setFont(bold)
        painter.setPen(self.colours.text)
        room = rect.adjusted(_PAD, 4, -_PAD, 0)
        painter.drawText(room, _LEFT, line.title)
        taken = painter.fontMetrics().horizontalAdvance(line.title) + 8
        painter.setFont(usual)
        painter.setPen(self.colours.quiet)
        painter.drawText(room.adjusted(taken, 0, 0, 0), _LEFT, f"{line.size} 条")
        self._rule(painter, rect, self.colours.line)

    def _check(self, painter: QPainter, line: CheckLine, rect: QRect) -> None:
        colours, metrics, state = self.colours, painter.fontMetrics(), line.state
        self._rule(painter, rect, colours.soft_line)
        painter.setPen(colours.quiet)
        painter.drawText(rect.adjusted(_PAD, 0, 0, 0), _LEFT, "▾" if line.unfolded else "▸")
        painter.setPen(self._tone(line))
        painter.drawText(rect.adjusted(_PAD + _FOLD_ROOM, 0, 0, 0), _LEFT, line.sign)
        right = rect.right() - _PAD
        grave = metrics.horizontalAdvance("错误")
        # Loud is what is wrong, not what would be.
        painter.setPen(self._tone(line) if state.state == "broken" else colours.quiet)
        painter.drawText(QRect(right - grave, rect.top(), grave + 2, rect.height()), _LEFT, line.grave)
        right -= grave + _GAP
        right -= self._chip(painter, state.forms, right, rect) + _GAP
        count = f"{len(state.comparisons)} 处" if state.comparisons else ""
        painter.setPen(colours.quiet)
        wide = metrics.horizontalAdvance("1,000 处")
        painter.drawText(QRect(right - wide, rect.top(), wide, rect.height()), _RIGHT, count)
        right -= wide + _GAP
        room = QRect(rect.left() + _INSIDE, rect.top(), right - rect.left() - _INSIDE, rect.height())
        painter.setPen(colours.quiet if state.state == "not applicable" else colours.text)
        title = metrics.elidedText(state.title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _LEFT, title)
        self._beside(painter, line, room.adjusted(metrics.horizontalAdvance(title) + _GAP, 0, 0, 0))

    def _beside(self, painter: QPainter, line: CheckLine, room: QRect) -> None:
        """The state in a word, of what does not simply hold."""
        if line.state.state == "holds" or room.width() < painter.fontMetrics().horizontalAdvance("不适用"):
            return
        painter.setPen(self.colours.quiet if line.state.state == "not applicable" else self._tone(line))
        told = painter.fontMetrics().elidedText(line.said, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _LEFT, told)

    def _note(self, painter: QPainter, line: NoteLine, rect: QRect) -> None:
        room = note_room(rect)
        painter.setPen(self.colours.quiet)
        painter.drawText(rect.adjusted(_INSIDE, 0, 0, 0), _LEFT, line.label)
        painter.setPen(self.colours.text)
        painter.drawText(room, _LEFT, "\n".join(two_lines(line.message, painter.font(), room.width())))

    def _sides(self, painter: QPainter, line: SidesLine, rect: QRect) -> None:
        colours = self.colours
        painter.setPen(colours.fine if line.holds else colours.error)
        painter.drawText(rect.adjusted(_INSIDE, 0, 0, 0), _LEFT, "✓" if line.holds else "✗")
        for side, half in zip((line.left, line.right), halves(rect), strict=True):
            room = place_room(half, side, painter.fontMetrics())
            painter.setPen(colours.text if side.address else colours.quiet)
            painter.drawText(room, _LEFT, "\n".join(two_lines(side.place, painter.font(), room.width())))
            painter.setPen(colours.text if line.holds else colours.error)
            figure = QRect(
                room.right() + _FIGURE_GAP, half.top(), half.right() - room.right() - _FIGURE_GAP, half.height()
            )
            cut = painter.fontMetrics().elidedText(side.figure, Qt.TextElideMode.ElideRight, figure.width())
            painter.drawText(figure, _RIGHT, cut)

    def _rule(self, painter: QPainter, rect: QRect, colour: QColor) -> None:
        painter.setPen(QPen(colour, 0))
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())

    def _tone(self, line: CheckLine) -> QColor:
        colours, kind = self.colours, line.state.state
        if kind == "broken":
            return {"error": colours.error, "warning": colours.warning}.get(line.state.severity, colours.quiet)
        if kind == "overridden":
            return colours.warning
        return colours.quiet if kind == "not applicable" else colours.fine

    def _chip(self, painter: QPainter, forms: Sequence[str], right: int, rect: QRect) -> int:
        """The forms in a rounded box that ends at `right`; the room that is kept for it in every row."""
        most = max(60, rect.width() // 6)
        if not forms:
            return most
        font = painter.font()
        small = QFont(font)
        small.setPixelSize(11)
        painter.setFont(small)
        text = painter.fontMetrics().elidedText(chip_text(forms), Qt.TextElideMode.ElideRight, most - _CHIP_PAD)
        wide = painter.fontMetrics().horizontalAdvance(text) + _CHIP_PAD
        box = QRect(right - wide, rect.center().y() - _CHIP_HEIGHT // 2, wide, _CHIP_HEIGHT)
        painter.setPen(QPen(self.colours.line, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setPen(self.colours.quiet)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)
        painter.setFont(font)
        return most


def note_room(rect: QRect) -> QRect:
    """Where the sentence of a note goes."""
    return rect.adjusted(_INSIDE + _LABEL_ROOM, 0, -_PAD, 0)


def halves(rect: QRect) -> tuple[QRect, QRect]:
    """Where the two sides of a comparison stand."""
    inside = rect.adjusted(_INSIDE + _SIGN_ROOM, 0, -_PAD, 0)
    wide = (inside.width() - 2 * _FIGURE_GAP) // 2
    return (
        QRect(inside.left(), inside.top(), wide, inside.height()),
        QRect(inside.right() - wide + 1, inside.top(), wide, inside.height()),
    )


def place_room(half: QRect, side: Side, metrics: QFontMetrics) -> QRect:
    """Where the place of a side goes: its figure, of which a long text takes no more than half, stands behind it."""
    figure = min(metrics.horizontalAdvance(side.figure) + 2, half.width() // 2)
    return half.adjusted(0, 0, -figure - _FIGURE_GAP, 0)


def side_at(rect: QRect, at: QPoint) -> int:
    """Which side of a comparison is at that pixel: 0 or 1."""
    left, right = halves(rect)
    return int(at.x() > (left.right() + right.left()) // 2)
