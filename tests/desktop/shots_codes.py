"""States of codes and faults for the pictures: a completer, an obsolete code, a choice of mends, grey proposals."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.main_window import MainWindow
from tests.desktop.keys import CTRL, key, type_text

LINES = [
    ["112001", "", "2080504", "30302", "", "", "", "10.11"],
    ["112001", "", "2010308", "30201", "", "", "", "6.20"],
    ["112001", "", "", "30108"],
]


def code_states(window: MainWindow) -> Iterator[str]:
    """The names of the states, each once it is on the screen. What they write is undone at the end."""
    session, grid = window.session, window.workspace.view.grid
    window.go_to("entry/basic/1.function")
    first = window.workspace.view.model.rowCount() - 1
    session.paste("basic", first, 0, LINES)
    _stand(window, f"entry/basic/{first + 1}.function")
    yield "state-obsolete-code"
    _stand(window, f"entry/basic/{first + 2}.function")
    key(grid, Qt.Key.Key_Period, CTRL)
    yield "state-choice-of-mends"
    if window.mending.menu is not None:
        window.mending.menu.close()
    _stand(window, f"entry/basic/{first + 3}.function")
    yield "state-proposal"
    type_text(grid, "2")
    opened = grid.editing()
    if opened is not None:
        type_text(opened[1], "080504")
        yield "state-completer"
        key(opened[1], Qt.Key.Key_Escape)
        key(opened[1], Qt.Key.Key_Escape)
    window.commands.actions["fold_findings"].trigger()
    yield "state-findings-focused"
    session.undo()


def _stand(window: MainWindow, address: str) -> None:
    window.go_to(address)
    QApplication.processEvents()
    window.workspace.view.grid.setFocus()
