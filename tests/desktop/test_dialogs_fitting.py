"""No dialog is larger than the screen: on 1366×768 at 150 % some 440 lines are left between title and taskbar."""

import ast
from pathlib import Path

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.dialogs.about import AboutDialog
from desktop.dialogs.fitting import FittingDialog
from desktop.information import Information, Location
from desktop.outside import Outside
from desktop.panels.scrolling import scrolled
from desktop.panels.widgets import button, label
from tests.desktop.test_window_about import Shown

LEFT = 440
DESKTOP = Path(__file__).resolve().parents[2] / "desktop"


@pytest.fixture
def high(qtbot: QtBot) -> FittingDialog:
    """A dialog with more lines than any screen has, and its button below them."""
    made = FittingDialog()
    qtbot.addWidget(made)
    lines = QWidget()
    column = QVBoxLayout(lines)
    for number in range(200):
        column.addWidget(label(str(number)))
    whole = QVBoxLayout(made)
    whole.addWidget(scrolled(lines, "各行"))
    whole.addWidget(button("关闭", "primary", made.accept))
    made.resize(9000, 9000)
    return made


def test_a_dialog_is_no_larger_than_its_screen_and_stands_on_it(high: FittingDialog) -> None:
    high.move(3000, -3000)
    high.show()
    assert high.screen().availableGeometry().contains(high.frameGeometry())


def test_one_that_fits_stays_where_it_was_put(qtbot: QtBot) -> None:
    small = FittingDialog()
    qtbot.addWidget(small)
    small.setGeometry(60, 70, 200, 100)
    small.show()
    assert small.geometry().getRect() == (60, 70, 200, 100)


def test_every_dialog_fits_itself() -> None:
    bases = [
        (node.name, ast.unparse(base))
        for path in DESKTOP.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
        for base in node.bases
    ]
    assert [name for name, base in bases if base == "QDialog"] == [FittingDialog.__name__]


def test_what_is_told_of_the_program_may_be_higher_than_the_screen(qtbot: QtBot) -> None:
    outside: Outside = Shown()
    places = tuple(Location(f"位置{number}", Path(f"{number}")) for number in range(20))
    told = Information("1.0", tuple(f"表样包{number}" for number in range(20)), places, ("系统",), "")
    about = AboutDialog(told, outside, lambda: None)
    qtbot.addWidget(about)
    assert about.minimumSizeHint().height() <= LEFT
