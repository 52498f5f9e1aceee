"""The fields that open over a cell, and the list of suggestions under them."""

from enum import Enum, auto

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import (
    QHideEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QWidget

from db.forms.sheet import Cell
from desktop.sheet.looks import Looks
from desktop.sheet.offers import Completions, Offers

_CURSOR_PX = 6  # beside the text, so that the cursor at its end does not push it


class Leave(Enum):
    """How an editor is left, and so where the current cell goes."""

    DOWN = auto()
    UP = auto()
    NEXT = auto()
    BACK = auto()
    DROP = auto()  # Esc: nothing is written
    ALL = auto()  # Ctrl+Enter: the text goes into every selected cell
    ARROW_UP = auto()
    ARROW_DOWN = auto()
    ARROW_LEFT = auto()
    ARROW_RIGHT = auto()


_ARROWS = {
    Qt.Key.Key_Up: Leave.ARROW_UP,
    Qt.Key.Key_Down: Leave.ARROW_DOWN,
    Qt.Key.Key_Left: Leave.ARROW_LEFT,
    Qt.Key.Key_Right: Leave.ARROW_RIGHT,
}
_PAD = Qt.KeyboardModifier.KeypadModifier
_OPENS_FORMULA = ("=", "＝")


def leaving(event: QKeyEvent) -> Leave | None:
    """What a key means to an open editor, if it ends the editing. Alt+Enter does not: it is a line break."""
    key, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            return None
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return Leave.ALL
        return Leave.UP if shift else Leave.DOWN
    if key == Qt.Key.Key_Backtab or (key == Qt.Key.Key_Tab and shift):
        return Leave.BACK
    if key == Qt.Key.Key_Tab:
        return Leave.NEXT
    return Leave.DROP if key == Qt.Key.Key_Escape else None


class LineEditor(QLineEdit):
    """One line of text. Enter and Tab commit, unless an input method is still composing.

    `entering`: opened by typing, not by F2 or the mouse. Then arrows commit and go on, as in Excel; F2 or a press into
    the text makes them walk in it.
    """

    left = Signal(object)  # Leave
    entering = False

    def __init__(self, cell: Cell, looks: Looks, completions: Completions, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrame(False)
        self.setAlignment(_ALIGN[cell.align] | Qt.AlignmentFlag.AlignVCenter)
        self.initial = ""
        self._cell = cell
        self._composing = False
        self._offers = Offers(self, cell, looks, completions, parent.window())
        self._put_on(looks)
        self._offers.chosen.connect(self._choose)
        self.textEdited.connect(lambda _text: self.suggest())

    def dress(self, looks: Looks) -> None:
        """Other colours, or another size: what has been typed stays, and so does the cursor."""
        self._put_on(looks)
        self._offers.dress(looks)

    def _put_on(self, looks: Looks) -> None:
        self.setFont(looks.bold if self._cell.bold else looks.font)
        self.setTextMargins(looks.pad_px - 3, 0, looks.pad_px - 3, 0)
        self.setStyleSheet(_sheet("QLineEdit", looks))

    def begin(self, text: str) -> None:
        """Show the cell's text, all of it selected, so that typing replaces it."""
        self.initial = text
        self.setText(text)
        self.selectAll()

    def touched(self) -> bool:
        """Has the user typed anything yet?"""
        return self.isModified()

    def composing(self) -> bool:
        """Is an input method in the middle of a word?"""
        return self._composing

    def listing(self) -> bool:
        """Is the list of what the text could become in sight?"""
        return self._offers.listing()

    def listed(self) -> QRect:
        """Where that list stands in the window; invalid while there is none."""
        return self._offers.listed()

    def typed(self) -> str:
        """The text as it stands."""
        return self.text()

    def replace(self, text: str) -> None:
        """Put `text` in, as if it had been typed."""
        self.setText(text)
        self.setModified(True)

    def suggest(self) -> None:
        """Ask for what the text so far could become, and list it under the field."""
        if self._composing:
            self._offers.hide()
        else:
            self._offers.show(self.text(), lambda found: self._offers.leads_on(self.text(), found))

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        if self._composing:
            self._offers.hide()  # its keys are the input method's now

    def event(self, event: QEvent) -> bool:
        # Before QWidget takes Tab for a change of focus.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if self._offers.take_key(event):
                return True
            how = leaving(event) or self._wandering(event)
            if how is not None:
                # While a word is composed, the key belongs to the input method: it must not reach the grid either.
                if not self._composing:
                    self._leave(how)
                return True
        return super().event(event)

    def _wandering(self, event: QKeyEvent) -> Leave | None:
        """Which way an arrow goes on from here; None while arrows walk in the text."""
        if not self.entering or event.modifiers() & ~_PAD or self.text().startswith(_OPENS_FORMULA):
            return None
        return _ARROWS.get(Qt.Key(event.key()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.entering = False
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2:
            self.entering = not self.entering
        elif event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.suggest()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.accept()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._offers.hide()
        super().hideEvent(event)

    def _leave(self, how: Leave) -> None:
        picked = self._offers.take()
        if picked is not None and how is not Leave.DROP:
            self.replace(picked)
        self.left.emit(how)

    def _choose(self, text: str) -> None:
        self._offers.hide()
        self.replace(text)
        self.left.emit(Leave.DOWN)


class AmountEditor(LineEditor):
    """One amount. What is offered goes on with its last word (a named count, a unit); taking it does not leave.

    An expression longer than its column lies over the cells at its left, as in Excel.
    """

    def __init__(self, cell: Cell, looks: Looks, completions: Completions, parent: QWidget) -> None:
        super().__init__(cell, looks, completions, parent)
        self._place = QRect()
        self.textChanged.connect(lambda _text: self.stand(self._place))

    def _put_on(self, looks: Looks) -> None:
        super()._put_on(looks)
        self._edge = looks.palette.accent
        self._around = 2 * looks.pad_px + looks.px(_CURSOR_PX)

    def stand(self, place: QRect) -> None:
        """Take the inside of the cell, a rectangle of the view, and what the text needs beyond it."""
        self._place = place
        needed = self.fontMetrics().horizontalAdvance(self.text()) + self._around
        left = min(place.left(), max(0, place.right() + 1 - needed))
        self.setGeometry(place.adjusted(left - place.left(), 0, 0, 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.width() > self._place.width():
            painter = QPainter(self)
            painter.setPen(self._edge)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
            painter.end()

    def suggest(self) -> None:
        """List what the word before the cursor could become."""
        before = self.text()[: self.cursorPosition()]
        if self._composing:
            self._offers.hide()
        else:
            # Behind the bare sign that opens an expression Enter is not yet a choice.
            self._offers.show(before, lambda _found: before[-1:].isalpha())

    def _leave(self, how: Leave) -> None:
        picked = self._offers.take()
        if picked is None or how is Leave.DROP:
            self.left.emit(how)
        else:
            self._choose(picked)

    def _choose(self, text: str) -> None:
        self._offers.hide()
        after = self.text()[self.cursorPosition() :]
        self.replace(text + after)
        self.setCursorPosition(len(text))


class TextEditor(QPlainTextEdit):
    """Several lines of text: Enter commits, Alt+Enter breaks the line, as in Excel."""

    left = Signal(object)  # Leave

    def __init__(self, cell: Cell, looks: Looks, completions: Completions, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.initial = ""
        self._cell = cell
        self._composing = False
        self._offers = Offers(self, cell, looks, completions, parent.window())
        self._offers.chosen.connect(self._choose)
        self._put_on(looks)

    def dress(self, looks: Looks) -> None:
        """Other colours, or another size: what has been typed stays, and so does the cursor."""
        self._put_on(looks)
        self._offers.dress(looks)

    def _put_on(self, looks: Looks) -> None:
        self.setFont(looks.bold if self._cell.bold else looks.font)
        self.setStyleSheet(_sheet("QPlainTextEdit", looks))
        # To Qt a margin is a change, and a changed text is never filled in.
        changed = self.document().isModified()
        self.document().setDocumentMargin(looks.pad_px - 1)
        self.document().setModified(changed)

    def begin(self, text: str) -> None:
        """Show the cell's text, all of it selected, so that typing replaces it."""
        self.initial = text
        self.setPlainText(text)
        self.selectAll()
        self.document().setModified(False)

    def touched(self) -> bool:
        """Has the user typed anything yet?"""
        return self.document().isModified()

    def composing(self) -> bool:
        """Is an input method in the middle of a word?"""
        return self._composing

    def typed(self) -> str:
        """The text as it stands."""
        return self.toPlainText()

    def replace(self, text: str) -> None:
        """Put `text` in, as if it had been typed."""
        self.setPlainText(text)
        self.document().setModified(True)

    def listing(self) -> bool:
        """Is the list of what the text could become in sight?"""
        return self._offers.listing()

    def listed(self) -> QRect:
        """Where that list stands in the window; invalid while there is none."""
        return self._offers.listed()

    def suggest(self) -> None:
        """List what the text so far could become."""
        if self._composing:
            self._offers.hide()
        else:
            self._offers.show(self.typed(), lambda found: self._offers.leads_on(self.typed(), found))

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        self.suggest()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if self._offers.take_key(event):
                return True
            how = leaving(event)
            if how is not None:
                if not self._composing:
                    self._leave(how)
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        before = self.typed()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.insertPlainText("\n")
        elif event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.suggest()
        else:
            super().keyPressEvent(event)
        if self.typed() != before:
            self.suggest()

    def hideEvent(self, event: QHideEvent) -> None:
        self._offers.hide()
        super().hideEvent(event)

    def _leave(self, how: Leave) -> None:
        picked = self._offers.take()
        if picked is not None and how is not Leave.DROP:
            self.replace(picked)
        self.left.emit(how)

    def _choose(self, text: str) -> None:
        self._offers.hide()
        self.replace(text)
        self.left.emit(Leave.DOWN)


CellEditor = LineEditor | TextEditor

_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}


def _sheet(kind: str, looks: Looks) -> str:
    p = looks.palette
    return (
        f"{kind} {{ background: {p.paper.name()}; color: {p.text.name()}; border: none; border-radius: 0; padding: 0;"
        f" selection-background-color: {p.accent.name()}; selection-color: {p.on_accent.name()}; }}"
    )
