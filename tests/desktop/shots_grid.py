"""Pictures of the grid at work: a selection beside a copy, rows about to land, a large paste, the zoom."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog

from desktop.main_window import MainWindow
from desktop.panels.widgets import children
from tests.desktop.keys import CTRL, key, type_text

_LINES = (("30201", "1,234.50"), ("办公费", "62000"), ("30299", "1o.5"), ("30211", "1200"))


def grid_states(window: MainWindow) -> Iterator[str]:
    """Bring the window into each state and name it."""
    window.go_to("entry/basic/3.economic")
    grid = window.workspace.view.grid
    grid.selecting.extend((5, 6))
    key(grid, Qt.Key.Key_C, CTRL)
    grid.go((7, 3))
    grid.selecting.extend((9, 7))
    yield "grid-selection"
    grid.selecting.select_rows(7, 8)
    grid.overlay.land(4)
    yield "grid-landing"
    grid.overlay.land(None)
    rows = "\n".join(f"{at}\t112001\t2014001\t{code}\t{amount}" for at, (code, amount) in enumerate(_LINES * 8))
    QGuiApplication.clipboard().setText(f"序号\t单位编码\t功能科目\t经济科目\t金额(元)\n{rows}")
    grid.go((2, 0))
    key(grid, Qt.Key.Key_V, CTRL)
    yield "grid-paste"
    for dialog in children(window, QDialog):
        dialog.close()
    window.wayfinding.find()
    type_text(window.workspace.search.field, "2014001")
    yield "grid-found"
    window.workspace.search.leave()
    for percent in (70, 140):
        window.workspace.view.set_zoom(percent)
        yield f"grid-zoom-{percent}"
    window.workspace.view.set_zoom(100)
