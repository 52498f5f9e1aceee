"""How the window is laid out: bar, banner, four places around the form, one line of state."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop.palette import Palette
from desktop.panels.findings import FindingsPanel
from desktop.panels.navigation import Navigation
from desktop.panels.start import StartPage
from desktop.panels.status_line import StatusLine
from desktop.panels.top_bar import Banner, TopBar
from desktop.panels.trace import WIDTH as TRACE_WIDTH
from desktop.panels.trace import TracePanel
from desktop.panels.work_line import WorkLine
from desktop.sheet.editors import Completions
from desktop.workspace import Workspace

FINDINGS_HEIGHT = 150


class Frame(QWidget):
    """The parts by name: bar, banner, start, navigation, workspace, trace, findings, status."""

    def __init__(self, palette: Palette, completions: Completions, bar: TopBar) -> None:
        super().__init__()
        self.bar = bar
        self.banner = Banner()
        self.work_line = WorkLine()
        self.start = StartPage()
        self.navigation = Navigation(palette)
        self.workspace = Workspace(palette, completions)
        self.trace = TracePanel()
        self.findings = FindingsPanel(palette)
        self.status = StatusLine()
        self._pages = QStackedWidget()
        self._pages.addWidget(self.start)
        self._pages.addWidget(self._inner())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.bar, self.banner, self.work_line):
            column.addWidget(part)
        column.addWidget(self._pages, 1)
        column.addWidget(self.status)

    def show_open(self, is_open: bool) -> None:
        """The form and its surroundings, or the start page."""
        self._pages.setCurrentIndex(1 if is_open else 0)
        self.bar.set_open(is_open)
        self.status.setVisible(is_open)

    def step_pane(self, by: int) -> None:
        """Give the focus to the next (1) or previous (-1) part that is in sight: Tab stays inside the form."""
        ways: tuple[tuple[QWidget, QWidget], ...] = (
            (self.navigation, self.navigation),
            (self.workspace, self.workspace.stack.currentWidget()),
            (self.trace, self.trace),
            (self.findings, self.findings.list),
            (self.bar, self.bar.brand),
        )
        # Without findings there is no list to go to.
        shown = [(pane, target) for pane, target in ways if target.isVisible()]
        focus = self.focusWidget()
        at = next((at for at, (pane, _) in enumerate(shown) if pane.isAncestorOf(focus)), 0)
        shown[(at + by) % len(shown)][1].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def recolour(self, palette: Palette) -> None:
        """Take the colours of another theme."""
        self.navigation.recolour(palette)
        self.findings.recolour(palette)
        self.workspace.view.recolour(palette)

    def _inner(self) -> QWidget:
        upper = _splitter(Qt.Orientation.Horizontal, self.workspace, self.trace, [896, TRACE_WIDTH])
        main = _splitter(Qt.Orientation.Vertical, upper, self.findings, [548, FINDINGS_HEIGHT])
        self.trace.setMinimumWidth(220)
        self.trace.setMaximumWidth(460)
        self.findings.setMinimumHeight(64)
        inner = QWidget()
        beside = QHBoxLayout(inner)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        beside.addWidget(self.navigation)
        beside.addWidget(main, 1)
        return inner


def _splitter(way: Qt.Orientation, first: QWidget, second: QWidget, sizes: list[int]) -> QSplitter:
    """Two parts of which the first takes whatever room there is."""
    made = QSplitter(way)
    made.addWidget(first)
    made.addWidget(second)
    made.setSizes(sizes)
    made.setChildrenCollapsible(False)
    made.setHandleWidth(1)
    made.setStretchFactor(0, 1)
    made.setStretchFactor(1, 0)
    return made
