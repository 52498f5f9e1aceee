"""Pictures of what is wrong and why: causes with their consequences, answers, the page of all checks."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.main_window import MainWindow
from tests.desktop.keys import key


def check_states(window: MainWindow) -> Iterator[str]:
    """Bring the window, which shows the sample, into one state after the other; the name of each."""
    window.go_to("05!2014001.personnel")
    window.folding.show("findings")
    panel = window.findings
    panel.visit()
    panel.list.setCurrentIndex(panel.model.index(0))
    key(panel.list, Qt.Key.Key_Right)
    QApplication.processEvents()
    yield "checks-unfolded"
    key(panel.list, Qt.Key.Key_Left)
