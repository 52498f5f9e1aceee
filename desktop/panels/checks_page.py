"""The page of all checks: how many there are and how they stand, a list by form, and both sides of all they compare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QListView, QVBoxLayout, QWidget

from db.checks.state import CheckState, Tally
from db.printout import STATES
from desktop.palette import Palette
from desktop.panels.check_lines import ENTERED, ORDER, CheckLine, GroupLine, Initials, Spoken, Wanted
from desktop.panels.check_row import CheckPainter, side_at
from desktop.panels.checks_model import ChecksModel
from desktop.panels.finding_row import LINE, Index
from desktop.panels.widgets import Chooser, button, label

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ALL = "全部"


class _List(QListView):
    """`asked` carries the line that was pressed or taken with Enter, and which side of it; `turned` a line and whether
    it is to be unfolded; `typed` a sign that was typed at it."""

    asked = Signal(object, int)
    turned = Signal(object, bool)
    typed = Signal(str)
    left_upwards = Signal()
    resized = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, which = self.currentIndex(), Qt.Key(event.key())
        if index.isValid() and which in _ENTER:
            self.asked.emit(index, int(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)))
        elif index.isValid() and which in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.turned.emit(index, which == Qt.Key.Key_Right)
        elif which == Qt.Key.Key_Up and index.row() <= 1:
            self.left_upwards.emit()
        elif event.text().isprintable() and event.text().strip() and not event.modifiers():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        super().mouseReleaseEvent(event)
        index = self.indexAt(at)
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.asked.emit(index, side_at(self.visualRect(index), at))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        pressable = not isinstance(self._line_at(event.position().toPoint()), GroupLine | None)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if pressable else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def _line_at(self, at: QPoint) -> object:
        index = self.indexAt(at)
        return index.data(LINE) if index.isValid() else None


class ChecksPage(QWidget):
    """The page. `go` carries the address of a side; `copy` asks for all of it as a text.

    → unfolds a check, ← folds it, Enter does either or goes to the left side of a comparison, Shift+Enter to the right
    one; what is typed is looked for.
    """

    go = Signal(str)
    copy = Signal()

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("checksPage")
        self.setAccessibleName("审核规则")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = ChecksModel(self)
        self.tally = label("", "quiet", wrap=True)
        self.kinds = QButtonGroup(self)
        self.form = Chooser("表", [("", "全部表")])
        self.field = QLineEdit()
        self.field.setPlaceholderText("查找名称、依据或拼音首字母")
        self.field.setAccessibleName("查找审核规则")
        self.field.setClearButtonEnabled(True)
        self.field.setMaximumWidth(260)
        self.list = _List()
        self.list.setObjectName("checksList")
        self.list.setAccessibleName("审核规则")
        self.list.setModel(self.model)
        self.list.setMouseTracking(True)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._painter = CheckPainter(palette, self.list)
        self.list.setItemDelegate(self._painter)
        self.nothing = label("没有这样的审核规则。", "quiet")
        self.nothing.setContentsMargins(10, 12, 0, 0)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(label("审核规则", "page"))
        head.addWidget(self.tally, 1)
        word = button("复制全文", "aside", self.copy.emit)
        word.setToolTip("全部规则和两边的数，一条一段，可粘到 Word 或 WPS")
        head.addWidget(word)
        choices = QHBoxLayout()
        choices.setSpacing(4)
        for number, text in enumerate((_ALL, *(STATES[kind] for kind in ORDER))):
            word = button(text, "choice")
            word.setCheckable(True)
            self.kinds.addButton(word, number)
            choices.addWidget(word)
        self.kinds.button(0).setChecked(True)
        choices.addStretch()
        choices.addWidget(self.form)
        choices.addWidget(self.field, 1)
        card = QWidget()
        card.setObjectName("card")
        card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inner = QVBoxLayout(card)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.addWidget(self.nothing)
        inner.addWidget(self.list, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addLayout(choices)
        layout.addWidget(card, 1)
        self.setFocusProxy(self.list)

    def _connect(self) -> None:
        self.kinds.idToggled.connect(lambda _number, on: self._want() if on else None)
        self.form.currentIndexChanged.connect(lambda _at: self._want())
        self.field.textChanged.connect(lambda _text: self._want())
        self.field.installEventFilter(self)
        self.list.asked.connect(self._ask)
        self.list.turned.connect(self._turn)
        self.list.typed.connect(self._look_for)
        self.list.left_upwards.connect(self.field.setFocus)

    # -- showing

    def furnish(self, titles: Mapping[str, str], initials: Initials, spoken: Spoken) -> None:
        """For another book: the forms there are (id → heading), and how its names and places are read."""
        self.model.furnish(titles, initials, spoken)
        self.form.blockSignals(True)
        self.form.clear()
        for key, text in (("", "全部表"), (ENTERED, ENTERED), *titles.items()):
            self.form.addItem(text, key)
        self.form.blockSignals(False)
        self.field.clear()
        self.kinds.button(0).setChecked(True)
        self._want()

    def show_states(self, states: Sequence[CheckState]) -> None:
        """Show how the checks stand now; what is unfolded and chosen stays so."""
        tally = Tally.of(states)
        self.tally.setText(tally.sentence)
        counts = (tally.broken, tally.overridden, tally.explained, tally.holds, tally.not_applicable)
        for number, (text, count) in enumerate(
            zip((_ALL, *(STATES[kind] for kind in ORDER)), (tally.total, *counts), strict=True)
        ):
            word = self.kinds.button(number)
            word.setText(f"{text} {count}")
            # What there is none of is no choice, unless it is the one that stands.
            word.setVisible(count > 0 or number == 0 or word.isChecked())
        self.model.show(states)
        self._tell_nothing()

    def recolour(self, palette: Palette) -> None:
        """Take the colours of another theme."""
        self._painter.colours = palette
        self.list.viewport().update()

    # -- wishes

    def show_check(self, check_id: str) -> None:
        """Unfold a check, and stand on it."""
        self.kinds.button(0).setChecked(True)
        self.form.choose("")
        self.field.clear()
        row = self.model.row_of(check_id)
        if row is not None:
            self._fold(row, unfolded=True)

    def _want(self) -> None:
        number = self.kinds.checkedId()
        state = ORDER[number - 1] if number > 0 else ""
        self.model.want(Wanted(state, str(self.form.currentData() or ""), self.field.text()))
        self._tell_nothing()

    def _tell_nothing(self) -> None:
        self.nothing.setVisible(not self.model.lines)
        self.list.setVisible(bool(self.model.lines))

    def _look_for(self, sign: str) -> None:
        self.field.setFocus()
        self.field.setText(sign)

    def _ask(self, index: Index, side: int) -> None:
        line = index.data(LINE)
        if isinstance(line, CheckLine):
            self._fold(index.row(), unfolded=not line.unfolded)
            return
        address = self.model.address(index.row(), side)
        if address:
            self.go.emit(address)

    def _turn(self, index: Index, unfolded: bool) -> None:
        """→ unfolds a check, then goes to the first line below it; ← folds it, or goes to the check of a line."""
        line: object = index.data(LINE)
        if isinstance(line, CheckLine) and line.unfolded != unfolded:
            self._fold(index.row(), unfolded=unfolded)
        elif isinstance(line, CheckLine) == unfolded:
            self._stand(index.row() + 1 if unfolded else self.model.head_of(index.row()))

    def _fold(self, row: int, *, unfolded: bool) -> None:
        last = self.model.fold(row, unfolded=unfolded)
        self._stand(row)
        # As much of what is shown now as there is room for, and the check itself.
        self.list.scrollTo(self.model.index(last))
        self.list.scrollTo(self.model.index(row))

    def _stand(self, row: int) -> None:
        self.list.setCurrentIndex(self.model.index(row))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.field.clear()
                self._enter()
                return True
            if event.key() in (Qt.Key.Key_Down, *_ENTER):
                self._enter()
                return True
        return super().eventFilter(watched, event)

    def _enter(self) -> None:
        """Into the list, on the first check when none is chosen."""
        index = self.list.currentIndex()
        if self.model.lines and (not index.isValid() or isinstance(index.data(LINE), GroupLine)):
            self._stand(1)
        self.list.setFocus()

    def take_focus(self) -> None:
        """Give the keyboard to the list."""
        self._enter()
