"""The centre: the parts of the chosen place as tabs, the Sheet on its page, and a line to search in it."""

from collections.abc import Sequence
from functools import cached_property

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from db.forms.sheet import Sheet
from desktop.palette import Palette
from desktop.panels.checks_page import ChecksPage
from desktop.panels.disclosure_page import DisclosurePage
from desktop.panels.find_line import FindLine
from desktop.panels.goto_line import GotoLine
from desktop.panels.progress_page import ProgressPage, ProgressView
from desktop.panels.submission import SubmissionPage
from desktop.panels.widgets import label
from desktop.sheet.offers import Completions
from desktop.sheet.view import SheetView
from desktop.shown import Part


class Workspace(QWidget):
    """Shows one part of one place. It holds the Sheet it draws and nothing else of the book.

    `part_chosen` carries the key of another part.
    """

    part_chosen = Signal(str)

    def __init__(self, palette: Palette, completions: Completions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("workspace")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._palette = palette
        self.tabs = QTabBar()
        self.tabs.setObjectName("parts")
        self.tabs.setAccessibleName("分表")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.lead = label("", "quiet", wrap=True)
        self.lead.setContentsMargins(14, 6, 14, 0)
        self.search = FindLine(palette)
        self.goto = GotoLine()
        self.view = SheetView(palette, completions)
        self.nothing = label("", "quiet", wrap=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.nothing.setContentsMargins(14, 60, 14, 14)
        self.submission = SubmissionPage()
        self.progress = ProgressPage()
        self.stack = QStackedWidget()
        for page in (self.view, self.nothing, self.submission, self.progress):
            self.stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self.tabs, self.lead, self.search, self.goto):
            layout.addWidget(widget)
        layout.addWidget(self.stack, 1)
        self._parts: tuple[Part, ...] = ()
        self._sheet: Sheet | None = None
        self.tabs.currentChanged.connect(self._tell_part)

    @property
    def sheet(self) -> Sheet | None:
        """The Sheet that is shown."""
        return self._sheet if self.stack.currentWidget() is self.view else None

    @property
    def entry(self) -> str:
        """Id of the form or entry tab that is shown; empty without one."""
        return self.sheet.form if self.sheet is not None else ""

    @property
    def part(self) -> str:
        """Key of the shown part; empty when there is none."""
        at = self.tabs.currentIndex()
        return self._parts[at].key if 0 <= at < len(self._parts) else ""

    def show_parts(self, parts: Sequence[Part], key: str) -> str:
        """Lay out the tabs, `key` chosen or else the first; returns the chosen key. A single part needs no tabs."""
        self.tabs.blockSignals(True)
        if tuple(parts) != self._parts:
            while self.tabs.count():
                self.tabs.removeTab(0)
            for part in parts:
                at = self.tabs.addTab(part.title)
                self.tabs.setTabToolTip(at, part.title)
            self._parts = tuple(parts)
        chosen = next((at for at, part in enumerate(parts) if part.key == key), 0)
        self.tabs.setCurrentIndex(chosen)
        self.tabs.blockSignals(False)
        self.tabs.setVisible(len(parts) > 1)
        return parts[chosen].key if parts else ""

    def show_sheet(self, sheet: Sheet, lead: str) -> None:
        """Another Sheet, from its top."""
        self._sheet = sheet
        self._lead(lead)
        self.view.show_sheet(sheet)
        self.stack.setCurrentWidget(self.view)

    def refresh_sheet(self, sheet: Sheet) -> None:
        """The same Sheet after a change: only the cells that differ."""
        if sheet != self._sheet:
            self._sheet = sheet
            self.view.refresh_sheet(sheet)

    def clear(self) -> None:
        """The book is closed: nothing of it is left here."""
        self._sheet = None
        self.view.clear()

    def set_writable(self, writable: bool) -> None:
        """May anything be typed?"""
        # Only a real switch closes the editor that may be open.
        if writable != self.view.model.writable:
            self.view.set_writable(writable)

    def show_nothing(self, sentence: str) -> None:
        """A place that has no Sheet yet."""
        self._sheet = None
        self._lead("")
        self.nothing.setText(sentence)
        self.stack.setCurrentWidget(self.nothing)

    def show_submission(self) -> None:
        """The page of submission; the keyboard that was on the page before is at its deed then."""
        at, before = QApplication.focusWidget(), self.stack.currentWidget()
        here = at is not None and before is not self.submission and (at is before or before.isAncestorOf(at))
        self._sheet = None
        self._lead("")
        self.stack.setCurrentWidget(self.submission)
        if here:
            self.submission.take_focus()

    def show_progress(self, now: ProgressView) -> None:
        """The page that shows how far the work is."""
        self._sheet = None
        self._lead("")
        self.progress.show_progress(now)
        self.stack.setCurrentWidget(self.progress)

    @cached_property
    def checks(self) -> ChecksPage:
        """The page of all checks, made when it is first looked at."""
        page = ChecksPage(self._palette)
        self.stack.addWidget(page)
        return page

    def show_checks(self) -> None:
        """The page of all checks."""
        self._sheet = None
        self._lead("")
        self.stack.setCurrentWidget(self.checks)

    @cached_property
    def disclosure(self) -> DisclosurePage:
        """The page of the written disclosure, made when it is first looked at."""
        page = DisclosurePage()
        self.stack.addWidget(page)
        return page

    def show_disclosure(self) -> None:
        """The page of the written disclosure."""
        self._sheet = None
        self._lead("")
        self.stack.setCurrentWidget(self.disclosure)

    def recolour(self, palette: Palette) -> None:
        """Take the colours of another theme."""
        self._palette = palette
        self.view.recolour(palette)
        self.search.list.recolour(palette)
        if "checks" in self.__dict__:
            self.checks.recolour(palette)

    def go_to(self, address: str) -> bool:
        """Make the cell at `address` current, or the first one inside it: a block of a document is no cell.

        False when there is none in this Sheet.
        """
        sheet = self.sheet
        found = sheet is not None and (self.view.go_to(address) or self.view.go_to(_first_inside(sheet, address)))
        if found:
            # The press that asked for it still holds the focus; it gives it back when it ends.
            QTimer.singleShot(0, self.view, self.view.setFocus)
        return found

    def go_to_new_row(self) -> bool:
        """Make the first cell of the empty last row current; False when the Sheet has none."""
        sheet = self.sheet
        if sheet is None or not sheet.row_kinds or sheet.row_kinds[-1] != "new":
            return False
        row = sheet.body_end - 1
        first = next((cell.address for cell in sheet.cells if cell.row == row and cell.address), "")
        return bool(first) and self.go_to(first)

    def take_focus(self) -> None:
        """Give the keyboard to what is shown."""
        page = self.stack.currentWidget()
        if isinstance(page, ProgressPage | ChecksPage | SubmissionPage | DisclosurePage):
            page.take_focus()
        else:
            page.setFocus()

    def _lead(self, text: str) -> None:
        self.lead.setText(text)
        self.lead.setVisible(bool(text))

    def _tell_part(self, at: int) -> None:
        if 0 <= at < len(self._parts):
            self.part_chosen.emit(self._parts[at].key)


def _first_inside(sheet: Sheet, address: str) -> str:
    """Address of the first cell that lies in the block or row `address`; empty when none does."""
    below = (f"{address}/", f"{address}.", f"{address}!")
    return next((cell.address for cell in sheet.cells if cell.address.startswith(below)), "")
