"""What is wrong, worst first: a sentence, a chip that says which forms, and the way out."""

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QListView, QVBoxLayout, QWidget

from desktop.palette import Palette
from desktop.panels.finding_lines import (
    EXPLAIN,
    EXPLAIN_AGAIN,
    GO,
    MEND,
    OTHER_MENDS,
    OVERRIDE,
    OVERRIDE_AGAIN,
    RULE,
    WITHDRAW,
    Found,
    Line,
    Spoken,
    fold_text,
    mend_text,
)
from desktop.panels.finding_model import FindingsModel
from desktop.panels.finding_row import LINE, NARROW, FindingPainter, Index, columns, fold_room, way_rects
from desktop.panels.widgets import button, label

_CONTROL = Qt.KeyboardModifier.ControlModifier
_FOLD = "fold"  # a press that shows more of a line, or puts it away
_ANSWER = "answer"  # the answer that its finding takes, by the keyboard
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
Stepped = Literal["there", "around", "none"]


class _List(QListView):
    pressed_way = Signal(object, str)  # QModelIndex, the way out
    resized = Signal()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        way = self._way_at(event.position().toPoint())
        super().mouseReleaseEvent(event)
        if way is not None and event.button() == Qt.MouseButton.LeftButton:
            self.pressed_way.emit(*way)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        pressable = self._way_at(event.position().toPoint()) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if pressable else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        index = self.indexAt(at)
        if index.isValid() and not fold_room(self.visualRect(index), index.data(LINE)).contains(at):
            self.pressed_way.emit(index, GO)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = self._way_of(event)
        index = self.currentIndex()
        if way is None or not index.isValid():
            super().keyPressEvent(event)
        elif way in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._turn(index, unfolded=way == Qt.Key.Key_Right)
        else:
            self.pressed_way.emit(index, way)

    def _way_of(self, event: QKeyEvent) -> str | Qt.Key | None:
        """What a key asks for at the current line; None: what it asks of any list."""
        which = Qt.Key(event.key())
        if which in _ENTER:
            return GO
        if which == Qt.Key.Key_Period and event.modifiers() & _CONTROL:
            return MEND
        if which == Qt.Key.Key_Space:
            return _ANSWER
        if which == Qt.Key.Key_Delete:
            return WITHDRAW
        return which if which in (Qt.Key.Key_Left, Qt.Key.Key_Right) else None

    def _turn(self, index: Index, *, unfolded: bool) -> None:
        """→ unfolds a line, then goes to the first below it; ← folds it, or goes to the one it belongs to."""
        line: Line = index.data(LINE)
        model = self.model()
        assert isinstance(model, FindingsModel)
        if line.detail is None and line.unfolded != unfolded and (line.unfolded or model.can_unfold(index.row())):
            self.pressed_way.emit(index, _FOLD)
        elif unfolded and line.unfolded:
            self.setCurrentIndex(model.index(index.row() + 1))
        elif not unfolded:
            self.setCurrentIndex(model.index(model.head_of(index.row())))

    @property
    def narrow(self) -> bool:
        """Is there little room for ways out beside the sentences?"""
        return self.viewport().width() < NARROW

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def _way_at(self, point: QPoint) -> tuple[Index, str] | None:
        index = self.indexAt(point)
        if not index.isValid():
            return None
        line: Line = index.data(LINE)
        rect = self.visualRect(index)
        if line.detail is None and fold_room(rect, line).contains(point):
            return index, _FOLD
        ways = way_rects(rect, line.ways(narrow=self.narrow), self.fontMetrics().horizontalAdvance)
        return next(((index, text) for text, place in ways if place.contains(point)), None)


class FindingsPanel(QWidget):
    """The panel. `go` asks for the cell of what it carries (its `address`), `explain` for the reason or the answer of
    an overridden error, `withdraw` for that to be taken back; `barred` is asked for one that cannot be answered; `rule`
    for a check, by its id, and all it compared; `mend(Mend)` for a mend, `choose(mends, QPoint of the list)` for a
    choice; `fold` for the panel to be put away."""

    go = Signal(object)
    explain = Signal(object)
    withdraw = Signal(object)
    barred = Signal(object)
    mend = Signal(object)
    choose = Signal(object, object)
    rule = Signal(str)
    fold = Signal()

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findings")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = FindingsModel(self)
        self.list = _List()
        self.list.setObjectName("findingsList")
        self.list.setAccessibleName("审核结果")
        self.list.setModel(self.model)
        self.list.setMouseTracking(True)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)  # a narrower list has sentences of two lines
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._painter = FindingPainter(palette, self.list)
        self.list.setItemDelegate(self._painter)
        self.list.pressed_way.connect(self._answer)
        self.list.resized.connect(self._take_room)
        self._row, self._last = 0, ""  # where `step` has come to: the row, and the line it was then
        self.nothing = label("没有发现问题，表与表之间都对得上。", "quiet")
        self.answered = label("", "quiet")
        self._lay_out()
        self.show_findings(())

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label("审核结果", "heading"))
        head.addSpacing(8)
        head.addWidget(self.answered)
        head.addStretch()
        self.aside = head  # words that others put beside the heading
        head.addWidget(button("收起", "aside", self.fold.emit))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 4, 14, 8)
        layout.setSpacing(2)
        layout.addLayout(head)
        layout.addWidget(self.nothing)
        layout.addWidget(self.list, 1)
        layout.addStretch(0)

    def speak(self, spoken: Spoken) -> None:
        """How the place of an address is said."""
        self.model.spoken = spoken

    def show_findings(self, found: Sequence[Found]) -> None:
        """Show the findings, worst first; what is unfolded and chosen stays so."""
        self.model.show(found)
        self._measure()
        settled = sum(bool(one.explanation) for one in found)
        self.answered.setText(f"{settled} 条已说明" if settled else "")
        self.nothing.setVisible(not found)
        self.list.setVisible(bool(found))

    def begin(self) -> None:
        """Other findings will be shown, of something else: none of them has been looked at."""
        self.model.begin()
        self.list.setCurrentIndex(QModelIndex())
        self._row, self._last = 0, ""

    def visit(self) -> None:
        """Take the keyboard: the arrows choose and unfold, Enter goes there, Space answers, Ctrl+. mends."""
        if self.model.found:
            if not self.list.currentIndex().isValid():
                self.list.setCurrentIndex(self.model.index(0))
            self.list.setFocus()

    def _take_room(self) -> None:
        if self._painter.columns.narrow != self.list.narrow:
            self._measure()

    def _measure(self) -> None:
        wanted = columns(self.model.lines, self.list.font(), narrow=self.list.narrow)
        if wanted != self._painter.columns:
            self._painter.columns = wanted
            self.list.doItemsLayout()

    def step(self, by: int = 1) -> Stepped:
        """Go to the next (1) or previous (-1) line that is open, around at the ends, and tell how it went.

        A group is one line, and its findings are more when it is unfolded. One that was mended meanwhile has left the
        list: those behind it have moved up.
        """
        shown = self.model.lines
        waiting = [row for row, line in enumerate(shown) if line.open]
        if not waiting:
            return "none"
        here = next((row for row, line in enumerate(shown) if line.key == self._last), None)
        at = self._row - (by > 0) if here is None else here
        ahead = [row for row in waiting if (row > at if by > 0 else row < at)]
        row = (ahead or waiting)[0 if by > 0 else -1]
        self._row, self._last = row, shown[row].key
        self.list.setCurrentIndex(self.model.index(row))
        self.go.emit(shown[row].target)
        return "there" if ahead else "around"

    def recolour(self, palette: Palette) -> None:
        """Take the colours of another theme."""
        self._painter.colours = palette
        self.list.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._painter.forget()
            self.list.doItemsLayout()
        super().changeEvent(event)

    def _answer(self, index: Index, way: str) -> None:
        line: Line = index.data(LINE)
        one = line.finding
        if way == _FOLD or way == fold_text(line.size, unfolded=line.unfolded):
            if line.unfolded or self.model.can_unfold(index.row()):
                self._fold(index.row(), unfolded=not line.unfolded)
        elif way in (GO, RULE):
            self._go(index, line)
        elif way == _ANSWER:
            self._answer_by_key(index, line)
        elif way in (EXPLAIN, EXPLAIN_AGAIN, OVERRIDE, OVERRIDE_AGAIN):
            self.explain.emit(one)
        elif way == WITHDRAW:
            if one.explanation:
                self.withdraw.emit(one)
        elif line.mends and (way == OTHER_MENDS or (way == MEND and len(line.mends) > 1)):
            self.choose.emit(line.mends, self.list.visualRect(index).bottomLeft())
        elif line.mends:
            self.mend.emit(next((mend for mend in line.mends if mend_text(mend) == way), line.mends[0]))

    def _fold(self, row: int, *, unfolded: bool) -> None:
        last = self.model.fold(row, unfolded=unfolded)
        self._measure()
        self.list.scheduleDelayedItemsLayout()  # unfolded, a line shows its whole sentence
        if unfolded:
            # As much of what is shown now as there is room for, and the line itself.
            self.list.scrollTo(self.model.index(last))
            self.list.scrollTo(self.model.index(row))

    def _go(self, index: Index, line: Line) -> None:
        # Enter on a cause shows what it has made as well: the next key walks through it.
        if line.cause is not None and not line.unfolded:
            self._fold(index.row(), unfolded=True)
        if line.detail is not None and line.detail.rule:
            self.rule.emit(line.detail.rule)
        elif line.target.address:
            self.go.emit(line.target)

    def _answer_by_key(self, index: Index, line: Line) -> None:
        if line.cause is not None:
            self._answer(index, _FOLD)
        elif line.finding.explainable:
            self.explain.emit(line.finding)
        elif line.finding.structural:
            self.barred.emit(line.finding)
