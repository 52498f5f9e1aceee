"""Grey text in an empty cell: what it would say if it were taken."""

from typing import NamedTuple

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QPainter

from desktop.sheet.looks import Face, Looks

_MARK = "⇥"


class Ghost(NamedTuple):
    """A proposal as it is drawn. `held`: it has been passed, and will be written with its row."""

    text: str
    hint: str = ""  # the name behind a code
    held: bool = False


def paint_ghost(painter: QPainter, ghost: Ghost, face: Face, looks: Looks, rect: QRect, *, current: bool) -> None:
    """Draw it in slanted type; where the user stands, with the sign of the key that takes it."""
    font = QFont(face.font)
    font.setItalic(True)
    room = rect.adjusted(looks.pad_px, 0, -looks.pad_px, 0)
    painter.setFont(font)
    painter.setPen(looks.palette.text if ghost.held else looks.palette.quiet)
    sign = f" {_MARK}" if current and not ghost.held else ""
    shown = ghost.text + sign
    painter.drawText(room, face.flags, looks.fit(shown, room.width(), bold=False, number=False))
    start, words = looks.behind(shown, ghost.hint, room.width(), bold=False)
    if words:
        painter.setPen(looks.palette.quiet)
        painter.drawText(room.adjusted(start, 0, 0, 0), face.flags, words)
