"""The window of received workbooks: a list of them, of each its forms with signs, and what is wrong below."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from db.checks.standing import Standing, State
from db.exchange.shown import Page, Shown, draw
from db.forms.sheet import Sheet
from desktop.dropping import Dropping
from desktop.panels.findings import FindingsPanel
from desktop.panels.navigation import WIDTH, Navigation
from desktop.panels.widgets import label
from desktop.panels.work_line import WorkLine
from desktop.places import FORMS, RECEIVED, Place
from desktop.received.head import Head
from desktop.received.sentences import standing
from desktop.sheet.view import SheetView

if TYPE_CHECKING:
    from desktop.palette import Palette

_WAITING = "轮到它就核验；已经取消了的，再拖进来一次。"
_ABSENT = "这份工作簿里没有这张表。"
Outcome = Shown | str | None  # what came of a workbook: seen, refused with a sentence, or not verified yet


class ReceivedWindow(QWidget):
    """Shows workbooks that were verified elsewhere; nothing can be typed into them.

    Alt+↓ and Alt+↑ go to the next workbook and back, Ctrl+PgDn and Ctrl+PgUp to the next form, F8 to the next finding.
    """

    dropped = Signal(object)  # more workbooks
    helped = Signal()  # F1
    rebuild = Signal(object)  # the Path of the one whose book is wanted

    def __init__(self, palette: Callable[[], Palette], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("received")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._palette = palette
        self._paths: list[Path] = []
        self._outcomes: dict[Path, Outcome] = {}
        self._shown: Shown | None = None
        self._sheets: Mapping[str, Sheet] = {}  # of the workbook that is shown
        self._last: dict[Path, str] = {}  # the form of each workbook that was looked at last
        self.head = Head()
        self.work_line = WorkLine()
        # Names of files are told apart by their ends.
        self.files = Navigation(palette(), elide=Qt.TextElideMode.ElideMiddle)
        self.files.setAccessibleName(RECEIVED)
        self.forms = Navigation(palette())
        self.forms.setAccessibleName("各表")
        self.view = SheetView(palette())
        self.view.set_writable(False)
        self.findings = FindingsPanel(palette())
        self.nothing = label("", "quiet", wrap=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.nothing.setContentsMargins(14, 60, 14, 14)
        self.stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self.resize(parent.size())

    def _lay_out(self) -> None:
        for page in (self.view, self.nothing):
            self.stack.addWidget(page)
        lists = QSplitter(Qt.Orientation.Vertical)
        lists.addWidget(self.files)
        lists.addWidget(self.forms)
        lists.setHandleWidth(1)
        lists.setFixedWidth(WIDTH)
        lists.setStretchFactor(1, 1)
        right = QSplitter(Qt.Orientation.Vertical)
        right.addWidget(self.stack)
        right.addWidget(self.findings)
        right.setChildrenCollapsible(False)
        right.setHandleWidth(1)
        right.setStretchFactor(0, 1)
        right.setSizes([440, 200])
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(lists)
        body.addWidget(right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self.work_line)
        layout.addLayout(body, 1)

    def _connect(self) -> None:
        self.head.stepped.connect(self.step)
        self.head.rebuild.connect(lambda: self.rebuild.emit(self.path))
        self.files.chosen.connect(lambda place: self.show_path(Path(place.id)))
        self.forms.chosen.connect(lambda place: self._show_page(place.id))
        self.findings.go.connect(lambda one: self.go_to(one.address))
        self.findings.fold.connect(self.findings.hide)
        self.findings.speak(self._spoken)
        Dropping(self).workbooks.connect(self.dropped)
        keys: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Alt+Down", lambda: self.step(1)),
            ("Alt+Up", lambda: self.step(-1)),
            ("Ctrl+PgDown", lambda: self.forms.step(1)),
            ("Ctrl+PgUp", lambda: self.forms.step(-1)),
            ("F8", lambda: self.next_finding(1)),
            ("Shift+F8", lambda: self.next_finding(-1)),
            ("F7", self._visit_findings),
            ("F1", self.helped.emit),
            ("Ctrl+W", self.close),
        )
        for text, deed in keys:
            QShortcut(QKeySequence(text), self).activated.connect(deed)

    # -- what there is

    @property
    def paths(self) -> tuple[Path, ...]:
        """The workbooks, in the order in which they came."""
        return tuple(self._paths)

    @property
    def path(self) -> Path | None:
        """The one that is shown."""
        place = self.files.current()
        return Path(place.id) if place is not None else None

    @property
    def shown(self) -> Shown | None:
        """What is seen of it; None while it waits, and when it was refused."""
        return self._shown

    def add(self, paths: Sequence[Path]) -> None:
        """More workbooks, behind those there are; the first of them is chosen."""
        new = [path for path in dict.fromkeys(paths) if path not in self._outcomes]
        self._paths += new
        self._outcomes |= dict.fromkeys(new)
        chosen = self.path
        self.files.show_places([_file(path) for path in self._paths])
        self.files.show_standings({_file(path): _standing(self._outcomes[path]) for path in self._paths})
        self.files.setVisible(len(self._paths) > 1)
        wanted = paths[0] if paths else chosen
        if wanted is not None:
            self.show_path(wanted)

    def take(self, path: Path, outcome: Shown | str) -> None:
        """What came of a workbook."""
        self._outcomes[path] = outcome
        self.files.show_standings({_file(path): _standing(outcome)})
        if path == self.path:
            self.show_path(path)

    # -- moving about

    def show_path(self, path: Path) -> None:
        """Show a workbook, at the form that was looked at last, or where its first finding is."""
        if self.path != path:
            self.files.choose(_file(path))
            return  # the list tells, and comes back here
        self.setWindowTitle(f"核验 · {path.name}")
        self.head.show_place(self._paths.index(path) + 1, len(self._paths))
        outcome = self._outcomes[path]
        self._shown = outcome if isinstance(outcome, Shown) else None
        if isinstance(outcome, Shown):
            self._show(outcome)
        else:
            self._show_nothing_of(path, outcome or _WAITING)

    def step(self, by: int) -> None:
        """To the next workbook (1), or the one before (-1)."""
        self.files.step(by)
        self._take_focus()

    def go_to(self, address: str) -> bool:
        """Show the cell at an address, on whichever form."""
        page = self._shown.page_of(address) if self._shown is not None else None
        if page is None:
            return False
        self.forms.choose(_form(page))
        sheet = self._sheets.get(page.name)
        if sheet is None:
            return True
        below = (f"{address}/", f"{address}.", f"{address}!")
        inside = next((cell.address for cell in sheet.cells if cell.address.startswith(below)), "")
        return self.view.go_to(address) or (bool(inside) and self.view.go_to(inside))

    def next_finding(self, by: int) -> None:
        """To the next open finding (1), or the one before (-1)."""
        self.findings.show()
        self.findings.step(by)

    def _visit_findings(self) -> None:
        self.findings.show()
        self.findings.visit()

    def _take_focus(self) -> None:
        if any(line.open for line in self.findings.model.lines) and self._shown is not None:
            self.findings.visit()
        elif self.stack.currentWidget() is self.view:
            self.view.setFocus()

    # -- showing

    def _show(self, shown: Shown) -> None:
        self._sheets = draw(shown)
        self.head.show_workbook(shown)
        self.findings.show()
        self.forms.show_places([_form(page) for page in shown.pages])
        self.forms.show_standings({_form(page): _stands(page) for page in shown.pages})
        self.findings.begin()
        self.findings.show_findings(shown.findings)
        before = self._last.get(shown.path)
        # What has been answered waits for nobody.
        waiting = (line.target.address for line in self.findings.model.lines if line.open)
        first = next(filter(None, waiting), "")
        page = next((page for page in shown.pages if page.name == before), shown.page_of(first) or shown.pages[0])
        self.forms.choose(_form(page))
        if before is None:
            self.go_to(first)
        self._take_focus()

    def _show_page(self, name: str) -> None:
        shown = self._shown
        page = next((page for page in shown.pages if page.name == name), None) if shown is not None else None
        if shown is None or page is None:
            return
        self._last[shown.path] = name
        sheet = self._sheets.get(name)
        if sheet is None:
            self.nothing.setText(_ABSENT)
            self.stack.setCurrentWidget(self.nothing)
            return
        # Another workbook has the same forms: its cells come with its own sheet, from the top.
        self.view.show_sheet(sheet)
        self.stack.setCurrentWidget(self.view)

    def _show_nothing_of(self, path: Path, sentence: str) -> None:
        self.head.show_unseen(path.name, refused=bool(self._outcomes[path]))
        self.forms.show_places([])
        self.findings.hide()
        self.nothing.setText(sentence)
        self.stack.setCurrentWidget(self.nothing)

    def _spoken(self, address: str) -> str:
        return self._shown.spoken.get(address, address) if self._shown is not None else address

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.isVisible():
            colours = self._palette()
            for part in (self.files, self.forms, self.view, self.findings):
                part.recolour(colours)


def _file(path: Path) -> Place:
    return Place("form", str(path), path.stem, RECEIVED)


def _form(page: Page) -> Place:
    return Place("form", page.name, page.title, FORMS)


def _stands(page: Page) -> Standing:
    return Standing.of(page.errors, page.warnings, 0, begun=True)


def _standing(outcome: Outcome) -> Standing:
    if isinstance(outcome, Shown):
        return standing(outcome.found)
    return Standing() if outcome is None else Standing(State.ERROR)
