"""What the keys mean on the grid while no editor is open: Excel's habits as tables."""

from enum import Enum, auto

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from desktop.sheet.moves import Move

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
TAB = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


class Ask(Enum):
    """A gesture on the selected cells or their rows."""

    COPY = auto()
    CUT = auto()
    PASTE = auto()
    CLEAR = auto()
    FILL_DOWN = auto()
    FILL_RIGHT = auto()
    INSERT_ROWS = auto()
    REMOVE_ROWS = auto()
    ROWS_UP = auto()
    ROWS_DOWN = auto()
    SELECT_ALL = auto()
    SELECT_ROWS = auto()
    SELECT_COLUMNS = auto()
    LET_GO = auto()
    PAGE_UP = auto()
    PAGE_DOWN = auto()


_Key = tuple[Qt.Key, Qt.KeyboardModifier]
_NONE = Qt.KeyboardModifier.NoModifier
_MEANT = CONTROL | SHIFT | ALT

MOVES: dict[_Key, Move] = {
    (Qt.Key.Key_Up, _NONE): Move.UP,
    (Qt.Key.Key_Down, _NONE): Move.DOWN,
    (Qt.Key.Key_Left, _NONE): Move.LEFT,
    (Qt.Key.Key_Right, _NONE): Move.RIGHT,
    (Qt.Key.Key_Home, _NONE): Move.ROW_START,
    (Qt.Key.Key_End, _NONE): Move.ROW_END,
    (Qt.Key.Key_Up, CONTROL): Move.EDGE_UP,
    (Qt.Key.Key_Down, CONTROL): Move.EDGE_DOWN,
    (Qt.Key.Key_Left, CONTROL): Move.EDGE_LEFT,
    (Qt.Key.Key_Right, CONTROL): Move.EDGE_RIGHT,
    (Qt.Key.Key_Home, CONTROL): Move.START,
    (Qt.Key.Key_End, CONTROL): Move.END,
}
ASKED: dict[_Key, Ask] = {
    (Qt.Key.Key_C, CONTROL): Ask.COPY,
    (Qt.Key.Key_Insert, CONTROL): Ask.COPY,
    (Qt.Key.Key_X, CONTROL): Ask.CUT,
    (Qt.Key.Key_Delete, SHIFT): Ask.CUT,
    (Qt.Key.Key_V, CONTROL): Ask.PASTE,
    (Qt.Key.Key_Insert, SHIFT): Ask.PASTE,
    (Qt.Key.Key_Delete, _NONE): Ask.CLEAR,
    (Qt.Key.Key_D, CONTROL): Ask.FILL_DOWN,
    (Qt.Key.Key_R, CONTROL): Ask.FILL_RIGHT,
    (Qt.Key.Key_Plus, CONTROL): Ask.INSERT_ROWS,
    (Qt.Key.Key_Plus, CONTROL | SHIFT): Ask.INSERT_ROWS,
    (Qt.Key.Key_Equal, CONTROL | SHIFT): Ask.INSERT_ROWS,
    (Qt.Key.Key_Minus, CONTROL): Ask.REMOVE_ROWS,
    (Qt.Key.Key_Minus, CONTROL | SHIFT): Ask.REMOVE_ROWS,
    (Qt.Key.Key_Up, ALT): Ask.ROWS_UP,
    (Qt.Key.Key_Down, ALT): Ask.ROWS_DOWN,
    (Qt.Key.Key_A, CONTROL): Ask.SELECT_ALL,
    (Qt.Key.Key_Space, SHIFT): Ask.SELECT_ROWS,
    (Qt.Key.Key_Space, CONTROL): Ask.SELECT_COLUMNS,
    (Qt.Key.Key_Space, CONTROL | SHIFT): Ask.SELECT_ALL,
    (Qt.Key.Key_Escape, _NONE): Ask.LET_GO,
    (Qt.Key.Key_PageUp, _NONE): Ask.PAGE_UP,
    (Qt.Key.Key_PageDown, _NONE): Ask.PAGE_DOWN,
    (Qt.Key.Key_PageUp, SHIFT): Ask.PAGE_UP,
    (Qt.Key.Key_PageDown, SHIFT): Ask.PAGE_DOWN,
}


def types(event: QEvent | None) -> bool:
    """Would it have typed something? True for what comes without a key: F2, Backspace, an input method."""
    if not isinstance(event, QKeyEvent):
        return True
    return event.key() == Qt.Key.Key_F2 or (event.text().isprintable() and bool(event.text()))


def move_of(event: QKeyEvent) -> Move | None:
    """Where the key takes the current cell or, with Shift, the far corner of the selection."""
    return MOVES.get((Qt.Key(event.key()), event.modifiers() & (CONTROL | ALT)))


def asked_by(event: QKeyEvent) -> Ask | None:
    """The gesture that the key asks for."""
    return ASKED.get((Qt.Key(event.key()), event.modifiers() & _MEANT))
