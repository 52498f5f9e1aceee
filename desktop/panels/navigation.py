"""The left list: what there is to do, in the order of work, each place with its state."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.palette import Palette
from desktop.places import Place, Standing, State

WIDTH = 190
ROW = 23
PLACE = Qt.ItemDataRole.UserRole
STANDING = Qt.ItemDataRole.UserRole + 1
_STATELESS = frozenset(("progress", "checks"))  # pages that are no part of the work: they have no state of their own
Index = QModelIndex | QPersistentModelIndex


def tone(palette: Palette, state: State) -> QColor:
    """The colour of a state's sign."""
    return {
        State.EMPTY: palette.quiet,
        State.FINE: palette.fine,
        State.WARNING: palette.warning,
        State.ERROR: palette.error,
    }[state]


class _Painter(QStyledItemDelegate):
    """Draws a place: accent bar and tint when chosen, sign, title, count."""

    def __init__(self, palette: Palette, elide: Qt.TextElideMode, parent: QWidget) -> None:
        super().__init__(parent)
        self.colours = palette
        self._elide = elide

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(WIDTH, ROW if index.data(PLACE) is not None else ROW + (2 if index.row() == 0 else 6))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect  # type: ignore[attr-defined]
        place: Place | None = index.data(PLACE)
        painter.save()
        if place is None:
            font = QFont(painter.font())
            font.setPixelSize(11)
            painter.setFont(font)
            painter.setPen(self.colours.quiet)
            heading = rect.adjusted(14, 0, 0, -3)
            painter.drawText(heading, int(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft), index.data())
        else:
            self._place(painter, option, index, place)
        painter.restore()

    def _place(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, place: Place) -> None:
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        colours = self.colours
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(rect, colours.accent_tint)
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), colours.accent)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, colours.derived)
        standing: Standing = index.data(STANDING) or Standing()
        middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.setPen(tone(colours, standing.state))
        sign = "»" if place.kind in _STATELESS else standing.state.value
        painter.drawText(rect.adjusted(13, 0, 0, 0), middle, sign)
        right = 14
        if standing.count and standing.state is State.ERROR:
            counter = rect.adjusted(0, 0, -13, 0)
            painter.drawText(
                counter, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), str(standing.count)
            )
            right = 34
        painter.setPen(colours.accent if chosen else colours.text)
        room = rect.adjusted(34, 0, -right, 0)
        title = painter.fontMetrics().elidedText(place.title, self._elide, room.width())
        painter.drawText(room, middle, title)


class Navigation(QListWidget):
    """The list. `chosen` tells which place the user wants to see.

    Attributes: the places in printed order, group headings not counted.
    """

    chosen = Signal(object)  # Place

    def __init__(
        self,
        palette: Palette,
        parent: QWidget | None = None,
        elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("navigation")
        self.setAccessibleName("录入、报表和提交")
        self.setFixedWidth(WIDTH)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self._painter = _Painter(palette, elide, self)
        self.setItemDelegate(self._painter)
        self._items: dict[Place, QListWidgetItem] = {}
        self.currentItemChanged.connect(self._tell)

    @property
    def places(self) -> tuple[Place, ...]:
        """The places shown, top to bottom."""
        return tuple(self._items)

    def show_places(self, places: Sequence[Place]) -> None:
        """Lay out the list anew: a heading before each group."""
        self.blockSignals(True)
        self.clear()
        self._items = {}
        group = ""
        for place in places:
            if place.group != group:
                group = place.group
                heading = QListWidgetItem(group)
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
                self.addItem(heading)
            item = QListWidgetItem(place.title)
            item.setData(PLACE, place)
            item.setToolTip(place.title)
            self.addItem(item)
            self._items[place] = item
        self.blockSignals(False)

    def show_standings(self, standings: Mapping[Place, Standing]) -> None:
        """Set each place's sign and count; only those that differ are painted again."""
        for place, standing in standings.items():
            item = self._items.get(place)
            if item is None or item.data(STANDING) == standing:
                continue
            item.setData(STANDING, standing)
            if place.kind not in _STATELESS:
                item.setToolTip(f"{place.title}：{standing.state.value} {_words(standing)}")
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{place.title}，{_words(standing)}")

    def standing(self, place: Place) -> Standing:
        """What the list shows for a place."""
        standing: Standing | None = self._items[place].data(STANDING)
        return standing or Standing()

    def choose(self, place: Place) -> None:
        """Make `place` the chosen one."""
        item = self._items.get(place)
        if item is not None:
            self.setCurrentItem(item)

    def item_of(self, place: Place) -> QListWidgetItem:
        """The line of a place."""
        return self._items[place]

    def current(self) -> Place | None:
        """The chosen place."""
        place: Place | None = self.currentIndex().data(PLACE)
        return place

    def step(self, by: int) -> None:
        """Choose the next (1) or previous (-1) place, stopping at the ends."""
        order, place = self.places, self.current()
        if place in order:
            self.choose(order[max(0, min(len(order) - 1, order.index(place) + by))])

    def recolour(self, palette: Palette) -> None:
        """Take the colours of another theme."""
        self._painter.colours = palette
        self.viewport().update()

    def _tell(self) -> None:
        place = self.current()
        if place is not None:
            self.chosen.emit(place)


def _words(standing: Standing) -> str:
    """`2 个错误、1 项没有填`."""
    counted = ((standing.errors, "个错误"), (standing.warnings, "条待说明"), (standing.missing, "项没有填"))
    words = "、".join(f"{count} {of}" for count, of in counted if count)
    return words or ("未填" if standing.state is State.EMPTY else "已通过")
