"""The card that asks for the missing parts of a row begun in a form: small, beside the cell, quickly answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from db.forms.sheet import Binding, Cell
from desktop.panels.widgets import button, label, retone
from desktop.sheet.editors import Leave, LineEditor
from desktop.sheet.looks import Looks
from desktop.sheet.suggestions import Completion

if TYPE_CHECKING:
    from db.entry.growing import Ask, NewRow

WIDTH = 380
_GAP_PX = 4

Offers = Callable[[str, str, Mapping[str, str]], Sequence[Completion]]  # column, typed, the other answers


class NewRowCard(QFrame):
    """Asks for the parts. `answered(texts by column id)`; `put_off()`: it is to be a draft; `dropped()`: not to be."""

    answered = Signal(object)
    put_off = Signal()
    dropped = Signal()

    def __init__(self, row: NewRow, unit: str, looks: Looks, offers: Offers, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAutoFillBackground(True)
        self.setAccessibleName("增加一行")
        self.setFixedWidth(WIDTH)
        self._row = row
        self._window = parent
        self._cell = QRect()
        self.fields: dict[str, LineEditor] = {}
        self.title = label(f"增加一行：{row.title} {row.texts['amount']} {unit}", "strong", wrap=True)
        self.fault = label("", "error", wrap=True)
        self.fault.hide()
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(10)
        for place, ask in enumerate(row.asks):
            field = self._field(ask, looks, offers)
            grid.addWidget(label(ask.label.partition("(")[0]), place, 0)
            grid.addWidget(field, place, 1)
            self.fields[ask.column] = field
        self.deed = button("增加 Enter", "primary", self.answer)
        buttons = QHBoxLayout()
        buttons.addWidget(button("不要了", "link", self.dropped.emit))
        buttons.addStretch(1)
        buttons.addWidget(button("先记作草稿 Esc", "", self.put_off.emit))
        buttons.addWidget(self.deed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(8)
        layout.addWidget(self.title)
        layout.addLayout(grid)
        layout.addWidget(self.fault)
        layout.addLayout(buttons)

    def begin(self, cell: QRect) -> None:
        """Show it below (or, without room, above) `cell`, a rectangle of the parent, the keyboard in its first gap."""
        self._cell = cell
        self._stand()
        self._window.installEventFilter(self)
        self.show()
        self.raise_()
        open_ones = [ask.column for ask in self._row.asks if not ask.certain]
        self._go(next(iter(open_ones), next(iter(self.fields), "")))

    def _stand(self) -> None:
        """Inside of the window, and not over the cell as far as there is room."""
        self.adjustSize()
        room, cell = self._window.rect(), self._cell
        top = cell.bottom() + _GAP_PX
        if top + self.height() > room.height():
            top = cell.top() - self.height() - _GAP_PX
        beside = QPoint(min(cell.left(), room.width() - self.width()), min(top, room.height() - self.height()))
        self.move(max(0, beside.x()), max(0, beside.y()))

    def texts(self) -> dict[str, str]:
        """The answers as they stand."""
        return {column: field.text().strip() for column, field in self.fields.items()}

    def answer(self) -> None:
        """Tell the answers."""
        self.answered.emit(self.texts())

    def complain(self, faults: Mapping[str, str]) -> None:
        """Say what is wrong with the answers, and put the cursor there."""
        for column, field in self.fields.items():
            retone(field, "wrong", "true" if column in faults else "false")
        self.fault.setText("\n".join(faults.values()))
        self.fault.setVisible(bool(faults))
        self._stand()
        if faults:
            self._go(next(iter(faults)))

    def _field(self, ask: Ask, looks: Looks, offers: Offers) -> LineEditor:
        binding = Binding(self._row.entry, "", 0, ask.column)
        cell = Cell(row=0, column=0, type="code", binding=binding)

        def offered(_binding: Binding, typed: str) -> Sequence[Completion]:
            others = {name: text for name, text in self.texts().items() if name != ask.column}
            return offers(ask.column, typed, others)

        field = LineEditor(cell, looks, offered, self)
        field.setStyleSheet("")
        field.setFrame(True)
        field.setAccessibleName(ask.label)
        field.begin(ask.likely)
        field.setProperty("asked", ask.column)
        field.left.connect(lambda how: self._leave(ask.column, how))
        field.installEventFilter(self)
        return field

    def _leave(self, column: str, how: Leave) -> None:
        names = list(self.fields)
        at = names.index(column)
        if how is Leave.DROP:
            self.put_off.emit()
        elif how is Leave.NEXT or (how is Leave.DOWN and at + 1 < len(names) and not self._whole(at)):
            self._go(names[(at + 1) % len(names)])
        elif how in (Leave.BACK, Leave.UP):
            self._go(names[at - 1])
        else:
            self.answer()

    def _whole(self, at: int) -> bool:
        """Are all fields behind this one filled?"""
        return all(field.text().strip() for field in list(self.fields.values())[at + 1 :])

    def _go(self, column: str) -> None:
        field = self.fields.get(column)
        if field is not None:
            field.setFocus()
            field.selectAll()
            if not field.text():
                field.suggest()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self._stand()
        # A click into a gap shows what may stand there.
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(watched, LineEditor) and not watched.text():
            watched.suggest()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_off.emit()
        else:
            super().keyPressEvent(event)
