"""How the window is started: with which book, and at which of its cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from desktop.app import Look, watch
from desktop.main_window import MainWindow

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from db.exchange.submission import Faces
    from desktop.home import Home
    from desktop.launch import Start


def run(app: QApplication, start: Start, home: Home, faces: Faces | None = None) -> int:
    """Show the window until it is closed; its exit code. `faces` draw a submission besides the workbook."""
    kept = home.memory().value("theme", "system")
    window = MainWindow(Look(app, str(kept)), faces=faces, home=home)
    watch(window.exchange.crashed, home.log, window.keeping.survived)
    window.show()
    # After the first paint: the window stands before a slow disk has answered.
    QTimer.singleShot(0, window, lambda: begin(window, start))
    return app.exec()


def begin(window: MainWindow, start: Start) -> None:
    """Open what the window was started with, and follow what happens to it."""
    from desktop.summons import Summons

    Summons(window, window.session, window.keeping)
    if start.book is not None and window.session.open(start.book) and start.at:
        window.go_to(start.at)
    if window.home.refusal:
        window.banner.say(window.home.refusal, "plain")
