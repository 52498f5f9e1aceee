"""What the program reads in before its first screen stands: a cold start on a slow disk counts every module."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QColor, QPalette
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from desktop.palette import is_dark
from desktop.panels.top_bar import TopBar
from desktop.panels.widgets import label
from desktop.starting import present

_BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv)
window = QMainWindow()
window.show()
"""
_OURS = """
from desktop.app import Look, application
app = application(sys.argv)
from desktop.main_window import MainWindow
window = MainWindow(Look(app))
window.show()
"""
_READ_IN = """
import json, sys
{start}
app.processEvents()
from PySide6 import QtCore
print(json.dumps([sorted(sys.modules), "Qt" in vars(QtCore)]))
"""
# What the start page is made of, and what answers its buttons and keys. Another one here costs every start.
_FIRST = {
    "app", "commands", "dialogs", "dialogs.files", "dropping", "exchange", "frame", "helping", "home", "keeping",
    "last_year", "launch", "main_window", "packing", "palette", "panels", "panels.standing", "panels.start",
    "panels.top_bar", "panels.widgets", "panels.work_line", "recent", "session", "style",
}  # fmt: skip


def _started(start: str, home: Path) -> tuple[set[str], bool]:
    """The modules read in by a process of its own, and whether it touched the Qt namespace."""
    done = subprocess.run(
        [sys.executable, "-c", _READ_IN.format(start=start)],
        env={"QT_QPA_PLATFORM": "offscreen", "HOME": str(home), "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    modules, touched = json.loads(done.stdout.splitlines()[-1])
    return set(modules), bool(touched)


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> tuple[set[str], bool]:
    """What our start reads in, in the colours of the system, beyond an empty window."""
    home = tmp_path_factory.mktemp("home")
    bare, _ = _started(_BARE, home)
    ours, touched = _started(_OURS, home)
    return ours - bare, touched


def test_the_start_reads_in_what_the_first_screen_is_made_of_and_nothing_else(
    started: tuple[set[str], bool],
) -> None:
    modules, _ = started
    desktop = {"desktop", *(f"desktop.{name}" for name in _FIRST)}
    assert modules == desktop | {"db", "db.errors", "db.places"}


def test_the_start_leaves_the_enums_of_the_qt_namespace_unmade(started: tuple[set[str], bool]) -> None:
    _, touched = started
    assert not touched


def test_what_the_start_page_sets_by_number_is_what_qt_means_by_it(qtbot: QtBot) -> None:
    text, bar = label("<b>粗</b>"), TopBar(QMenu(), {"find": QAction("查找")})
    for widget in (text, bar):
        qtbot.addWidget(widget)
    assert text.textFormat() is Qt.TextFormat.PlainText
    assert bar.words["find"].focusPolicy() is Qt.FocusPolicy.TabFocus


@pytest.mark.parametrize(("ground", "ink", "dark"), [("#202020", "#ffffff", True), ("#ffffff", "#202020", False)])
def test_a_system_with_light_text_on_a_dark_ground_is_dark(ground: str, ink: str, dark: bool) -> None:
    colours = QPalette()
    colours.setColor(QPalette.ColorRole.Window, QColor(ground))
    colours.setColor(QPalette.ColorRole.WindowText, QColor(ink))
    assert is_dark(colours) is dark


@pytest.mark.parametrize(("beyond", "fills"), [(1, True), (-1, False)])
def test_a_window_that_is_larger_than_the_screen_fills_it(qtbot: QtBot, beyond: int, fills: bool) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    room = window.screen().availableGeometry()
    window.resize(room.width() + beyond, room.height() - 1)
    present(window)
    assert window.isMaximized() is fills
