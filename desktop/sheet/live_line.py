"""The line under an open field: what its text will become, or why it cannot be read yet."""

from collections.abc import Callable
from typing import Literal, Protocol

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from db.forms.sheet import Binding, Cell
from desktop.sheet.editors import CellEditor, LineEditor, TextEditor
from desktop.sheet.looks import Looks
from desktop.sheet.view import SheetView

_GAP_PX = 3
_WIDEST_PX = 460
_PAD_DOWN_PX = 3
_WRAPPED = Qt.TextFlag.TextWordWrap.value | (Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter).value
_MOVES = (QEvent.Type.Move, QEvent.Type.Resize)
_SIGNS = {"value": "", "unfinished": "… ", "asked": "⚠ ", "wrong": "✗ "}


class Said(Protocol):
    """What is said of a text that is being typed."""

    @property
    def kind(self) -> Literal["value", "unfinished", "asked", "wrong"]: ...
    @property
    def text(self) -> str: ...


Judge = Callable[[Binding, str], Said | None]


class LiveLine(QWidget):
    """A child of the window that takes neither the focus nor the mouse: what lies under it is clicked through it."""

    def __init__(self, window: QWidget, looks: Looks) -> None:
        super().__init__(window)
        self.hide()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._window = window
        self._looks = looks
        self._kind = "value"
        self.text = ""

    def dress(self, looks: Looks) -> None:
        """Other colours, or another size."""
        self._looks = looks

    def say(self, said: Said, field: QRect, *, listed: QRect, right: bool) -> None:
        """Show `said` under the rectangle of the window that the field takes; over it where there is no room.

        `listed`: the rectangle of a list that is open beside the field, which is never covered: the line stands at the
        other side, or else beyond it. `right`: the field's text stands at its right, and so does the line.
        """
        self._kind, self.text = said.kind, _SIGNS[said.kind] + said.text
        self.setAccessibleName(self.text)
        size, room = self._size(), self._window.rect()
        left = field.right() + 1 - size.width() if right else field.left()
        gap = self._looks.px(_GAP_PX)
        over, under = field.top() - gap - size.height(), field.bottom() + gap
        taken = listed.isValid() and listed.top() > field.top() and over >= 0
        top = over if taken or under + size.height() > room.bottom() else under
        place = QRect(QPoint(max(0, min(left, room.right() - size.width())), top), size)
        if listed.isValid() and place.intersects(listed):
            place.moveTop(max(0, listed.top() - gap - size.height()))
        self.setGeometry(place)
        self.show()
        self.raise_()
        self.update()

    def _size(self) -> QSize:
        metrics = self._looks.metrics
        widest = min(self._looks.px(_WIDEST_PX), self._window.width()) - 2 * self._looks.pad_px
        box = metrics.boundingRect(QRect(0, 0, widest, 1000), _WRAPPED, self.text)
        return QSize(box.width() + 2 * self._looks.pad_px + 1, box.height() + 2 * self._looks.px(_PAD_DOWN_PX))

    def paintEvent(self, _event: QPaintEvent) -> None:
        palette = self._looks.palette
        inks: dict[str, QColor] = {
            "value": palette.text, "unfinished": palette.quiet, "asked": palette.warning, "wrong": palette.error,
        }  # fmt: skip
        painter = QPainter(self)
        painter.fillRect(self.rect(), palette.panel)
        painter.setPen(palette.line if self._kind in ("value", "unfinished") else inks[self._kind])
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.setPen(inks[self._kind])
        painter.setFont(self._looks.font)
        painter.drawText(self.rect().adjusted(self._looks.pad_px, 0, -self._looks.pad_px, 0), _WRAPPED, self.text)
        painter.end()


class Live(QObject):
    """Follows the field that is open, in the grid or elsewhere, and says what its text is worth.

    `begun(Cell)`: a cell of the grid has been opened.
    """

    begun = Signal(object)

    def __init__(self, view: SheetView, judge: Judge) -> None:
        super().__init__(view)
        self._view = view
        self._judge = judge
        self._field: QWidget | None = None
        self._binding: Binding | None = None
        self.line: LiveLine | None = None
        for surface in (view.grid, view.grid.frozen):
            surface.cells.opened.connect(self._open)

    def follow(self, field: QLineEdit | QPlainTextEdit, binding: Binding) -> None:
        """Say what the texts of `field`, which go to `binding`, are worth, until it is left."""
        self.leave()
        self._field, self._binding = field, binding
        self.line = LiveLine(field.window(), self._view.model.looks)
        field.installEventFilter(self)
        # By the receiver's own methods: Qt lets go of them with either of the two.
        field.textChanged.connect(self._read)

    def leave(self) -> None:
        """The field is left."""
        field, self._field, self._binding = self._field, None, None
        # A field may have gone with the panel it stood in.
        if field is not None and isValid(field):
            field.removeEventFilter(self)
            if isinstance(field, QLineEdit | QPlainTextEdit):
                field.textChanged.disconnect(self._read)
        line, self.line = self.line, None
        if line is not None and isValid(line):
            line.hide()
            line.deleteLater()

    def eventFilter(self, field: QObject, event: QEvent) -> bool:
        if field is self._field and self.line is not None:
            if event.type() in (QEvent.Type.Hide, QEvent.Type.DeferredDelete):
                self.leave()
            elif event.type() == QEvent.Type.FocusOut:
                self.line.hide()
            elif event.type() == QEvent.Type.FocusIn or (event.type() in _MOVES and self.line.isVisible()):
                self._read()
        return False

    def _open(self, editor: CellEditor, cell: Cell) -> None:
        if cell.binding is not None:
            self.follow(editor, cell.binding)
            self.begun.emit(cell)

    def _read(self) -> None:
        field, line = self._field, self.line
        if field is None or line is None or self._binding is None:
            return
        if field.window().focusWidget() is not field:
            line.hide()
            return
        text = field.text() if isinstance(field, QLineEdit) else ""
        text = field.toPlainText() if isinstance(field, QPlainTextEdit) else text
        said = self._judge(self._binding, text)
        if said is None:
            line.hide()
            return
        line.dress(self._view.model.looks)
        place = QRect(field.mapTo(field.window(), QPoint(0, 0)), field.size())
        at_right = isinstance(field, QLineEdit) and bool(field.alignment() & Qt.AlignmentFlag.AlignRight)
        listed = field.listed() if isinstance(field, LineEditor | TextEditor) else QRect()
        line.say(said, place, listed=listed, right=at_right)
