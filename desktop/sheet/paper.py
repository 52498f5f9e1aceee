"""The page a sheet lies on: number line, title and unit line, the table, and the notes under it."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from db.forms.sheet import Cell, Role, Sheet
from desktop.palette import face
from desktop.sheet.grid import Grid
from desktop.sheet.looks import Looks

MARGIN_PX = 16  # between the page's edge and the table
_TITLE_PX, _SMALL_PX = 17, 12
_TITLE_TOP, _TITLE_HEIGHT = 10, 28
_LINE_HEIGHT = 20
_GAP_PX = 4
_NOTE_GAP_PX = 8
_ON, _OFF = Qt.ScrollBarPolicy.ScrollBarAlwaysOn, Qt.ScrollBarPolicy.ScrollBarAlwaysOff


class Paper(QWidget):
    """Lays itself out round the grid: as large as the sheet, or as the room there is."""

    def __init__(self, looks: Looks, grid: Grid, parent: QWidget) -> None:
        super().__init__(parent)
        self._looks = looks
        self._grid = grid
        grid.setParent(self)
        self._number, self._title, self._unit, self._notes = (QLabel(self) for _ in range(4))
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._notes.setWordWrap(True)
        self._notes.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        for words in (self._title, self._notes):
            words.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._bottomless = False
        self._said: tuple[object, ...] = ()
        self.recolour(looks)

    def recolour(self, looks: Looks) -> None:
        """The page in the colours of `looks`."""
        self._looks = looks
        self._title.setFont(face(looks.px(_TITLE_PX), bold=True))
        self._title.setStyleSheet(f"color: {looks.palette.text.name()}; background: transparent;")
        for words in (self._number, self._unit, self._notes):
            words.setFont(face(looks.px(_SMALL_PX)))
            words.setStyleSheet(f"color: {looks.palette.quiet.name()}; background: transparent;")
        self.update()

    def show_words(self, sheet: Sheet, outside: Sequence[Cell]) -> None:
        """Everything of `sheet` that is not its table; `outside`: the cells above and below its body."""
        notes = "\n".join(cell.text for cell in outside if cell.row >= sheet.body_end and cell.text)
        lines = {cell.role: cell for cell in outside if cell.row < sheet.header_start}
        said = (sheet.title, notes, *((role, cell.text, cell.align) for role, cell in lines.items()))
        if said == self._said:
            return
        self._said = said
        self._title.setText(sheet.title)
        first, second = self._number, self._unit
        unit = lines.get(Role.UNIT)
        if unit is not None and unit.align == "left":
            first, second = second, first
        for words, role, align in (
            (self._number, Role.NUMBER, first),
            (self._unit, Role.UNIT, second),
        ):
            words.setText(lines[role].text if role in lines else "")
            side = Qt.AlignmentFlag.AlignLeft if words is first else Qt.AlignmentFlag.AlignRight
            words.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            align.raise_()
        self._notes.setText(notes)

    def heading_px(self) -> int:
        """Height of what stands above the table."""
        lines = _LINE_HEIGHT if self._number.text() or self._unit.text() else 0
        return self._looks.px(_TITLE_TOP + _TITLE_HEIGHT + lines + _GAP_PX)

    def settle(self, room: QRect, table: QSize, frozen: int) -> None:
        """Take a place in `room` for a table of this size, whose first `frozen` columns stay if it scrolls sideways."""
        bar_px = self._grid.verticalScrollBar().sizeHint().width()
        width = min(room.width(), table.width() + 2 * MARGIN_PX + 1)
        inner = width - 2 * MARGIN_PX - 1
        sideways = table.width() > inner
        notes = self._notes_px(inner)
        wanted = table.height() + (bar_px if sideways else 0)
        around = self.heading_px() + notes + 1
        self._bottomless = around + wanted + MARGIN_PX > room.height()
        height = room.height() if self._bottomless else around + wanted + MARGIN_PX
        body = height - around if self._bottomless else wanted
        self.setGeometry(room.x() + (room.width() - width) // 2, room.y(), width, height)
        # A scroll bar stands in the margin, so that the table keeps its edge under the unit line.
        overflow = body < wanted
        # Said outright: left to itself, Qt finds out late, and scrolls to a cell by the room it had before.
        self._grid.setVerticalScrollBarPolicy(_ON if overflow else _OFF)
        self._grid.setHorizontalScrollBarPolicy(_ON if sideways else _OFF)
        self._grid.setGeometry(MARGIN_PX + 1, self.heading_px() + 1, inner + (bar_px if overflow else 0), body)
        self._grid.updateGeometries()
        self._grid.frozen.freeze(frozen if sideways else 0)
        self._place_words(inner, notes, body)
        self.update()

    def _place_words(self, inner: int, notes: int, body: int) -> None:
        px = self._looks.px
        self._title.setGeometry(MARGIN_PX, px(_TITLE_TOP), inner, px(_TITLE_HEIGHT))
        line = QRect(MARGIN_PX, px(_TITLE_TOP + _TITLE_HEIGHT), inner + 1, px(_LINE_HEIGHT))
        self._number.setGeometry(line)
        self._unit.setGeometry(line)
        top = self.heading_px() + 1 + body + _NOTE_GAP_PX
        self._notes.setGeometry(MARGIN_PX, top, inner, max(0, notes - _NOTE_GAP_PX))
        self._notes.setVisible(notes > 0)

    def _notes_px(self, width: int) -> int:
        if not self._notes.text():
            return 0
        return self._notes.heightForWidth(width) + 2 * _NOTE_GAP_PX

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        palette = self._looks.palette
        painter.fillRect(event.rect(), palette.paper)
        right, bottom = self.width() - 1, self.height() - 1
        edges = [(0, 0, self.width(), 1), (0, 0, 1, self.height()), (right, 0, 1, self.height())]
        if not self._bottomless:
            edges.append((0, bottom, self.width(), 1))
        grid = self._grid.geometry()
        cells = self._grid.viewport().geometry()
        edges.append((grid.x() - 1, grid.y() - 1, cells.right() + 2, 1))
        edges.append((grid.x() - 1, grid.y() - 1, 1, cells.bottom() + 2))
        for edge in edges:
            painter.fillRect(*edge, palette.line)
        painter.end()
