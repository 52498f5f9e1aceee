"""What surrounds an open book: the list of places, the form, what its cells are made of, what is wrong.

Made with the first book: the start page shows none of it.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from desktop.palette import Palette
from desktop.panels.findings import FindingsPanel
from desktop.panels.history import HistoryPanel
from desktop.panels.navigation import Navigation
from desktop.panels.notes import NotesPanel
from desktop.panels.trace import WIDTH as TRACE_WIDTH
from desktop.panels.trace import TracePanel
from desktop.sheet.offers import Completions
from desktop.workspace import Workspace

FINDINGS_HEIGHT = 150


class Rooms(QWidget):
    """The parts by name: navigation, workspace, trace, notes, history, findings. `resized`: with the window."""

    resized = Signal()

    def __init__(self, palette: Palette, completions: Completions) -> None:
        super().__init__()
        self.navigation = Navigation(palette)
        self.workspace = Workspace(palette, completions)
        self.trace = TracePanel()
        self.findings = FindingsPanel(palette)
        self.notes = NotesPanel()
        self.history = HistoryPanel(palette)
        upper = _splitter(Qt.Orientation.Horizontal, self.workspace, self.trace, [896, TRACE_WIDTH])
        for number, panel in enumerate((self.notes, self.history), start=2):
            upper.addWidget(panel)
            upper.setStretchFactor(number, 0)
        main = _splitter(Qt.Orientation.Vertical, upper, self.findings, [548, FINDINGS_HEIGHT])
        for beside in (self.trace, self.notes, self.history):
            beside.setMinimumWidth(220)
            beside.setMaximumWidth(460)
        self.findings.setMinimumHeight(64)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addWidget(main, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def recolour(self, palette: Palette) -> None:
        """Take the colours of another theme."""
        self.navigation.recolour(palette)
        self.findings.recolour(palette)
        self.history.recolour(palette)
        self.workspace.recolour(palette)


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
