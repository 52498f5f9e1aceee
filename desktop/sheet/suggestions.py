"""The list under a field that says what the typed text could become."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.sheet.looks import Looks

_ROWS_SHOWN = 8
_NARROWEST, _WIDEST = 16, 46  # Chinese characters
_GAP_PX = 3  # between the field and the list
_APART = "    "  # between what an offer is called and what is said about it
_TEXT = Qt.ItemDataRole.UserRole + 1
_DETAIL = Qt.ItemDataRole.UserRole + 2
_LEFT = (Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter).value
_RIGHT = (Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter).value


class Completion(Protocol):
    """One thing a cell may be completed to: the text it gets, and what is said about it."""

    @property
    def text(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def detail(self) -> str: ...


class Suggestions(QListView):
    """A child of the window, not a window of its own: it never takes the focus, so it never breaks a composition."""

    chosen = Signal(str)

    def __init__(self, looks: Looks, window: QWidget) -> None:
        super().__init__(window)
        self.hide()
        self._window = window
        self.setModel(QStandardItemModel(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setAccessibleName("可选内容")
        self._lines = _Line(looks, self)
        self.setItemDelegate(self._lines)
        self.dress(looks)
        self.clicked.connect(lambda index: self.chosen.emit(index.data(_TEXT)))

    def dress(self, looks: Looks) -> None:
        """Other colours, or another size."""
        self._looks = self._lines.looks = looks
        self.setFont(looks.font)
        palette = looks.palette
        self.setStyleSheet(
            f"QListView {{ background: {palette.panel.name()}; border: 1px solid {palette.line.name()}; }}"
        )

    def offer(self, found: Sequence[Completion], field: QRect, first: bool) -> None:
        """List `found` under (or, without room, above) `field`, a rectangle of the window; hide when there is none.

        With `first` the first one is picked already, so that Enter takes it.
        """
        model = self.model()
        assert isinstance(model, QStandardItemModel)
        model.clear()
        for one in found:
            item = QStandardItem(one.label or one.text)
            item.setData(one.text, _TEXT)
            item.setData(one.detail, _DETAIL)
            model.appendRow(item)
        if not found:
            self.hide()
            return
        self.setGeometry(self._place(found, field))
        self.setCurrentIndex(model.index(0, 0) if first else QModelIndex())
        self.show()
        self.raise_()

    def step(self, by: int) -> None:
        """Pick another line, `by` lines away."""
        model = self.model()
        at = self.currentIndex().row() + by if self.currentIndex().isValid() else max(0, by - 1)
        self.setCurrentIndex(model.index(max(0, min(at, model.rowCount() - 1)), 0))

    def picked(self) -> str | None:
        """The text of the picked line; None while the list is hidden or nothing is picked."""
        index = self.currentIndex()
        return str(index.data(_TEXT)) if self.isVisible() and index.isValid() else None

    def _place(self, found: Sequence[Completion], field: QRect) -> QRect:
        metrics = self._looks.metrics
        widest = max(metrics.horizontalAdvance(f"{one.label or one.text}{_APART}{one.detail}") for one in found)
        sign = metrics.horizontalAdvance("国")
        width = max(field.width(), _NARROWEST * sign, min(widest + 4 * self._looks.pad_px, _WIDEST * sign))
        room, gap = self._window.rect(), self._looks.px(_GAP_PX)
        under, over = room.bottom() - field.bottom() - gap, field.top() - gap
        wanted = self._height(min(len(found), _ROWS_SHOWN))
        # What is being typed is never covered: where neither side has room the list is shorter.
        below = wanted <= under or under >= over
        height = min(wanted, self._height(max(1, (max(under, over) - 2) // self._looks.row_px)))
        top = field.bottom() + gap if below else field.top() - gap - height
        return QRect(max(0, min(field.left(), room.right() - width)), top, width, height)

    def _height(self, rows: int) -> int:
        return rows * self._looks.row_px + 2


class _Line(QStyledItemDelegate):
    """The label at the left, its detail quiet at the right."""

    def __init__(self, looks: Looks, parent: QWidget) -> None:
        super().__init__(parent)
        self.looks = looks

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(_NARROWEST * self.looks.metrics.horizontalAdvance("国"), self.looks.row_px)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        palette = self.looks.palette
        rect: QRect = option.rect  # type: ignore[attr-defined]
        if option.state & QStyle.StateFlag.State_Selected:  # type: ignore[attr-defined]
            painter.fillRect(rect, palette.accent_tint)
        inside = rect.adjusted(self.looks.pad_px, 0, -self.looks.pad_px, 0)
        # What it is called is read first: what is said about it takes what room is left, and is cut at its beginning.
        label = self.looks.fit(str(index.data()), inside.width(), bold=False, number=False)
        painter.setFont(self.looks.font)
        painter.setPen(palette.text)
        painter.drawText(inside, _LEFT, label)
        room = inside.width() - self.looks.metrics.horizontalAdvance(label + _APART)
        painter.setPen(palette.quiet)
        detail = self.looks.metrics.elidedText(str(index.data(_DETAIL)), Qt.TextElideMode.ElideLeft, room)
        painter.drawText(inside, _RIGHT, detail)
