"""The window of the manual: what there is at the left, a search over all of it, the page, a way back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

import resources
from desktop.manual.browser import Browser
from desktop.manual.contents import Hit, Manual, Target
from desktop.panels.widgets import button, label
from desktop.printing.printer import PrinterChooser

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

    from desktop.palette import Palette

_LIST = 230  # pixels
_SIZE = (1000, 700)
_LEAST, _MOST, _STEP = 70, 200, 10  # percent
_TARGET = Qt.ItemDataRole.UserRole
_REFUSED = "打印机没有接受，什么也没有印。请看打印机是否开着、选得对不对，再打印一次。"


class ManualWindow(QWidget):
    """Stands beside the work and never takes it over. `target`: what is read."""

    def __init__(self, manual: Manual, palette: Callable[[], Palette], printers: PrinterChooser | None = None) -> None:
        super().__init__()
        # The program ends with its last window, of which this is none.
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("manual")
        self.manual = manual
        self._palette = palette
        self._printers = printers or PrinterChooser()
        self._percent = 100
        self.target = Target("")
        self._past: list[tuple[Target, int]] = []
        self._future: list[tuple[Target, int]] = []
        self._folder = resources.path("manual")
        self.page = Browser(self._folder)
        self.list = QListWidget()
        self.search = QLineEdit()
        self.back_button = button("← 后退", "word", self.back)
        self.forward_button = button("前进 →", "word", self.forward)
        self._note = label("", "quiet")
        self._lay_out()
        self._connect()
        self.resize(*_SIZE)
        self._list_contents()
        self._show(Target(manual.pages[0].name))

    def _lay_out(self) -> None:
        self.search.setPlaceholderText("在手册里查找（Ctrl+F）")
        self.search.setAccessibleName("在手册里查找")
        self.search.setClearButtonEnabled(False)
        self.list.setAccessibleName("手册目录")
        self.list.setObjectName("manualList")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        left = QVBoxLayout()
        left.setContentsMargins(10, 10, 10, 0)
        left.addWidget(self.search)
        left.addWidget(self.list, 1)
        side = QWidget()
        side.setObjectName("manualSide")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side.setFixedWidth(_LIST)
        side.setLayout(left)
        head = QHBoxLayout()
        head.setContentsMargins(10, 4, 10, 4)
        smaller, larger = button("缩小", "word", lambda: self.zoom(-1)), button("放大", "word", lambda: self.zoom(1))
        for word, tip in (
            (self.back_button, "后退 (Alt+←)"),
            (self.forward_button, "前进 (Alt+→)"),
            (smaller, "缩小 (Ctrl+-)"),
            (larger, "放大 (Ctrl+=)"),
        ):
            word.setToolTip(tip)
            head.addWidget(word)
        head.addWidget(self._note)
        head.addStretch()
        self.print_button = button("打印…", "word", self.print)
        self.print_button.setToolTip("打印这一页 (Ctrl+P)")
        head.addWidget(self.print_button)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addLayout(head)
        right.addWidget(self.page, 1)
        body = QHBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(side)
        body.addLayout(right, 1)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._look_for)
        self.search.returnPressed.connect(self._take_first)
        self.list.itemClicked.connect(self._follow)
        self.list.itemActivated.connect(self._follow)
        self.page.followed.connect(self.go_to)
        self.page.zoomed.connect(self.zoom)
        keys: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Alt+Left", self.back),
            ("Alt+Right", self.forward),
            ("Ctrl+F", self._begin_search),
            ("Ctrl+P", self.print),
            ("Ctrl+=", lambda: self.zoom(1)),
            ("Ctrl++", lambda: self.zoom(1)),
            ("Ctrl+-", lambda: self.zoom(-1)),
            ("Ctrl+0", lambda: self.zoom(0)),
            ("F6", self._step_pane),
            ("Esc", self._leave),
            ("Ctrl+W", self.close),
        )
        for text, deed in keys:
            QShortcut(QKeySequence(text), self).activated.connect(deed)

    # -- reading

    def open_about(self, keys: Iterable[str]) -> None:
        """Show what is written about the first known of these places of the program."""
        self.search.clear()
        self.go_to(self.manual.about(keys))
        self.page.setFocus()

    def go_to(self, target: Target) -> None:
        """Show another place; the way back leads to the one that is left."""
        if target != self.target:
            self._past.append(self._here())
            self._future.clear()
        self._show(target)

    def back(self) -> None:
        """To what was read before."""
        self._travel(self._past, self._future)

    def forward(self) -> None:
        """To what was left by going back."""
        self._travel(self._future, self._past)

    def zoom(self, by: int) -> None:
        """Larger (1), smaller (-1), as it was (0)."""
        self._percent = min(_MOST, max(_LEAST, self._percent + by * _STEP)) if by else 100
        self._set_again()

    def recolour(self, _palette: Palette) -> None:
        """Take the colours of another theme."""
        self._set_again()

    def print(self) -> None:
        """Ask for a printer and print the page that is read."""
        from desktop.manual.paper import lay_out, print_document

        page = self.manual.page(self.target.page)
        document = lay_out(page, self._folder)
        printer = self._printers.choose(self, page.title, document.pageCount())
        if printer is None:
            return
        printer.setFullPage(True)
        self._note.setText("" if print_document(document, printer, *_range(printer)) else _REFUSED)

    def _here(self) -> tuple[Target, int]:
        return self.target, self.page.verticalScrollBar().value()

    def _travel(self, way: list[tuple[Target, int]], other: list[tuple[Target, int]]) -> None:
        if way:
            other.append(self._here())
            target, at = way.pop()
            self._show(target)
            self.page.verticalScrollBar().setValue(at)

    def _show(self, target: Target) -> None:
        page = self.manual.page(target.page)
        if target.page != self.target.page:
            self.page.show_page(page, self._palette(), self._percent)
        self.target = target
        self.page.mark(self.search.text().strip())
        self.page.go_to(target.heading)
        self.setWindowTitle(f"{page.title} - 预算本使用手册")
        self.back_button.setEnabled(bool(self._past))
        self.forward_button.setEnabled(bool(self._future))
        self._note.clear()
        if not self.search.text().strip():
            self._point_out()

    def _set_again(self) -> None:
        _, at = self._here()
        length = max(1, self.page.verticalScrollBar().maximum())
        self.page.show_page(self.manual.page(self.target.page), self._palette(), self._percent)
        self.page.mark(self.search.text().strip())
        self.page.verticalScrollBar().setValue(round(at / length * self.page.verticalScrollBar().maximum()))

    # -- the list

    def _list_contents(self) -> None:
        self.list.clear()
        for page in self.manual.pages:
            self._add(page.title, Target(page.name), strong=True)
            for heading in page.headings:
                self._add(f"　{heading}", Target(page.name, heading))

    def _list_hits(self, hits: Iterable[Hit]) -> None:
        self.list.clear()
        for hit in hits:
            self._add(f"{hit.title}\n{hit.excerpt}", hit.target)
        if not self.list.count():
            self.list.addItem("手册里没有找到。")
            self.list.item(0).setFlags(Qt.ItemFlag.NoItemFlags)

    def _add(self, text: str, target: Target, *, strong: bool = False) -> None:
        item = QListWidgetItem(text)
        item.setData(_TARGET, target)
        font = self.list.font()
        font.setBold(strong)
        item.setFont(font)
        self.list.addItem(item)

    def _point_out(self) -> None:
        """The line of the contents that is read."""
        for row in range(self.list.count()):
            if self.list.item(row).data(_TARGET) == self.target:
                self.list.setCurrentRow(row)
                return

    def _look_for(self, text: str) -> None:
        wanted = text.strip()
        if wanted:
            self._list_hits(self.manual.find(wanted))
        else:
            self._list_contents()
            self._point_out()
        self.page.mark(wanted)

    def _follow(self, item: QListWidgetItem) -> None:
        target = item.data(_TARGET)
        if target is not None:
            self.go_to(Target(*target))

    def _take_first(self) -> None:
        """Enter in the search: its first hit, and the arrows choose among the others."""
        self.list.setCurrentRow(0)
        self._follow(self.list.item(0))
        self.list.setFocus()

    def _begin_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _step_pane(self) -> None:
        (self.list if self.page.hasFocus() else self.page).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _leave(self) -> None:
        """Esc: of the search, else of the manual."""
        if self.search.text():
            self.search.clear()
            self.page.setFocus()
        else:
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.search.clear()
        super().closeEvent(event)


def _range(printer: QPrinter) -> tuple[int, int]:
    return max(1, printer.fromPage()), printer.toPage()
