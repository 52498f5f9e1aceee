"""The preview: pages under each other as they will be printed, and the way to the printer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QPixmap, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractScrollArea, QButtonGroup, QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from desktop.dialogs.fitting import FittingDialog
from desktop.panels.widgets import button, label
from desktop.printing.pages import POINT
from desktop.printing.painting import Brush

if TYPE_CHECKING:
    from desktop.printing.pages import Page

_GAP = 14  # pixels between pages
_STEPS = (0.4, 0.5, 0.65, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)
_KEPT = 6  # pages that are kept as pictures
_PAPER, _EDGE = QColor("#ffffff"), QColor("#b8bec8")
_DPI = 96


class PageView(QAbstractScrollArea):
    """Pages one below the other. `turned` carries the number, from 1, of the one that is looked at."""

    turned = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("打印预览")
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._pages: Sequence[Page] = ()
        self._places: list[QRect] = []
        self._pictures: dict[int, QPixmap] = {}
        self.zoom = 1.0
        self.verticalScrollBar().valueChanged.connect(lambda _: self.turned.emit(self.current()))

    def show_pages(self, pages: Sequence[Page]) -> None:
        """Other pages, from the first one on."""
        self._pages = pages
        self._place()
        self.verticalScrollBar().setValue(0)
        self.turned.emit(self.current())

    def set_zoom(self, zoom: float) -> None:
        """Show the pages larger or smaller; the one that is looked at stays."""
        kept = self.current()
        self.zoom = zoom
        self._place()
        self.go_to(kept)

    def step_zoom(self, by: int) -> None:
        """The next size up (1) or down (-1)."""
        there = [step for step in _STEPS if (step > self.zoom + 0.01 if by > 0 else step < self.zoom - 0.01)]
        if there:
            self.set_zoom(min(there) if by > 0 else max(there))

    def fit_width(self) -> None:
        """As large as the widest page has room for."""
        if self._pages:
            widest = max(page.width for page in self._pages) / POINT / 72 * _DPI
            room = self.width() - self.verticalScrollBar().sizeHint().width() - 2 * _GAP
            self.set_zoom(max(min(room / widest, _STEPS[-1]), 0.1))

    def current(self) -> int:
        """The number of the page that is looked at; 0 without any."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        above = [number for number, place in enumerate(self._places, start=1) if place.top() <= middle]
        return max(above, default=min(len(self._pages), 1))

    def go_to(self, number: int) -> None:
        """Show the top of that page."""
        if 1 <= number <= len(self._places):
            self.verticalScrollBar().setValue(self._places[number - 1].top() - _GAP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        offset = QPoint(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        for number, place in enumerate(self._places):
            where = place.translated(offset)
            if where.intersects(event.rect()):
                painter.drawPixmap(where.topLeft(), self._picture(number, place.size()))
                painter.setPen(_EDGE)
                painter.drawRect(where.adjusted(-1, -1, 0, 0))
        painter.end()

    def _picture(self, number: int, size: QSize) -> QPixmap:
        if number not in self._pictures:
            while len(self._pictures) >= _KEPT:
                del self._pictures[next(iter(self._pictures))]
            ratio = self.devicePixelRatioF()
            picture = QPixmap(size * ratio)
            picture.setDevicePixelRatio(ratio)
            picture.fill(_PAPER)
            painter = QPainter(picture)
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
            scale = self.zoom * _DPI / 72 / POINT
            painter.scale(scale, scale)
            Brush(painter).paint(self._pages[number])
            painter.end()
            self._pictures[number] = picture
        return self._pictures[number]

    def _place(self) -> None:
        """Where each page lies, and how far that can be scrolled."""
        self._pictures.clear()
        scale = self.zoom * _DPI / 72 / POINT
        sizes = [QRectF(0, 0, page.width * scale, page.height * scale).toAlignedRect().size() for page in self._pages]
        room = self.viewport().size()
        width = max([room.width(), *(size.width() + 2 * _GAP for size in sizes)])
        self._places, top = [], _GAP
        for size in sizes:
            self._places.append(QRect(QPoint((width - size.width()) // 2, top), size))
            top += size.height() + _GAP
        for bar, whole, seen in (
            (self.verticalScrollBar(), top, room.height()),
            (self.horizontalScrollBar(), width, room.width()),
        ):
            bar.setRange(0, max(0, whole - seen))
            bar.setPageStep(seen)
            bar.setSingleStep(40)
        self.viewport().update()


class PreviewDialog(FittingDialog):
    """`asked` wants pages: of everything? as a draft? `printing` carries the pages and what they are."""

    asked = Signal(bool, bool)
    printing = Signal(object, str)

    def __init__(self, form: str, whole: str, draft: bool, parent: QWidget | None = None) -> None:
        """`form`: what is shown in the window, '' when it is no form. `draft`: it can be nothing else."""
        super().__init__(parent)
        self.setWindowTitle("打印预览")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._names = {False: form, True: whole}
        self._pages: list[Page] = []
        self.view = PageView()
        self.form, self.whole = button("本表", "choice"), button(whole, "choice")
        self.form.setToolTip(form)
        scopes = QButtonGroup(self)
        for scope in (self.form, self.whole):
            scope.setCheckable(True)
            scopes.addButton(scope)
        (self.form if form else self.whole).setChecked(True)
        self.form.setVisible(bool(form))
        self.draft = QCheckBox("印“草稿”字样")
        self.draft.setChecked(draft)
        self.draft.setEnabled(not draft)
        self.draft.setToolTip("还没有上报的账套，只能印成草稿。" if draft else "")
        self.number = label("", "quiet")
        self.deed = button("打印…", "primary", self._print)
        self.deed.setDefault(True)
        self.deed.setEnabled(False)
        scopes.buttonClicked.connect(lambda _: self.ask())
        self.draft.toggled.connect(lambda _: self.ask())
        self.view.turned.connect(self._tell)
        self._lay_out()
        self.resize(parent.size() * 0.92 if parent is not None else QSize(1100, 760))

    def ask(self) -> None:
        """Want the pages that are chosen."""
        self.deed.setEnabled(False)
        self.number.setText("正在排版…")
        self.asked.emit(self.whole.isChecked(), self.draft.isChecked())

    def show_pages(self, pages: object) -> None:
        """What was laid out."""
        assert isinstance(pages, list)
        first = not self._pages
        self._pages = pages
        self.view.show_pages(pages)
        if first:
            self.view.fit_width()
        self.deed.setEnabled(bool(pages))
        self._tell(self.view.current())
        self.view.setFocus()

    @property
    def pages(self) -> list[Page]:
        """The pages that are shown."""
        return self._pages

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(6)
        for widget in (self.form, self.whole, self.draft):
            bar.addWidget(widget)
        bar.addStretch(1)
        bar.addWidget(self.number)
        bar.addSpacing(12)
        for text, name, keys, press in (
            ("－", "缩小", "Ctrl+-", lambda: self.view.step_zoom(-1)),
            ("＋", "放大", "Ctrl+=", lambda: self.view.step_zoom(1)),
            ("适合宽度", "适合宽度", "Ctrl+0", self.view.fit_width),
        ):
            word = button(text, "word", press)
            word.setAccessibleName(name)
            word.setToolTip(f"{name} ({keys})")
            QShortcut(QKeySequence(keys), self, press)
            bar.addWidget(word)
        bar.addSpacing(12)
        bar.addWidget(button("关闭", "", self.reject))
        bar.addWidget(self.deed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 14)
        layout.setSpacing(10)
        layout.addLayout(bar)
        layout.addWidget(self.view, 1)

    def _tell(self, number: int) -> None:
        self.number.setText(f"第 {number} 页，共 {len(self._pages)} 页" if self._pages else "")

    def _print(self) -> None:
        self.printing.emit(self._pages, self._names[self.whole.isChecked()])
