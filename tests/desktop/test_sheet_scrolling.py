"""What stands on the screen after a scroll was moved there, not painted anew; nobody can tell."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.sheet.view import SheetView
from tests.desktop.keys import key
from tests.desktop.sheet_samples import pivot
from tests.desktop.sheet_user import shown_view

DOWN, UP = QPoint(0, -60), QPoint(0, 60)


@pytest.fixture
def view(qtbot: QtBot) -> SheetView:
    """A page with room for a few rows of the sheet."""
    made = shown_view(qtbot)
    made.show_sheet(pivot())
    made.resize(895, 170)
    QApplication.processEvents()
    assert made.grid.verticalScrollBar().maximum() > 0
    return made


def on_screen(view: SheetView) -> QImage:
    return view.screen().grabWindow(view.winId()).toImage()


def turn(view: SheetView, wheel: QPoint) -> None:
    at = QPointF(view.grid.viewport().rect().center())
    event = QWheelEvent(
        at, view.grid.viewport().mapToGlobal(at), QPoint(), wheel, Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.grid.viewport(), event)
    QApplication.processEvents()


@pytest.mark.parametrize(
    "wheels",
    [(DOWN,), (DOWN, DOWN, DOWN, UP), (DOWN, DOWN, DOWN, DOWN, UP, UP, UP, UP)],
    ids=("下", "下上", "到底再回"),
)
def test_a_scrolled_page_looks_as_if_painted_anew(view: SheetView, wheels: tuple[QPoint, ...]) -> None:
    for wheel in wheels:
        turn(view, wheel)
        key(view.grid, Qt.Key.Key_Down)
        QApplication.processEvents()
    moved = on_screen(view)
    view.grid.viewport().update()
    QApplication.processEvents()
    assert moved == on_screen(view)
