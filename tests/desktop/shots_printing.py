"""Pictures of the preview of what is printed: one form that lies, and everything that is handed in."""

import time
from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QApplication

from desktop.dialogs.preview import PreviewDialog
from desktop.main_window import MainWindow


def printing_states(window: MainWindow) -> Iterator[str]:
    """The sample's second form, then its whole submission."""
    forms = [place for place in window.session.reading.places if place.kind == "form"]
    window.navigation.choose(forms[1])
    window.commands.actions["preview"].trigger()
    dialog = window.exchange.dialog
    assert isinstance(dialog, PreviewDialog)
    _wait(lambda: bool(dialog.pages))
    yield "print-form"
    dialog.whole.click()
    _wait(lambda: len(dialog.pages) > 1)
    dialog.view.go_to(len(dialog.pages) // 2)
    yield "print-whole"
    dialog.reject()


def _wait(over: Callable[[], bool]) -> None:
    """Let the other thread work: a wait of QTest would not."""
    for _ in range(500):
        QApplication.processEvents()
        if over():
            return
        time.sleep(0.01)
