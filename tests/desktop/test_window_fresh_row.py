"""A new row is typed in peace: what it still lacks is told when it is left."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from desktop.main_window import MainWindow
from tests.desktop.desk import Desk
from tests.desktop.keys import CTRL, key, type_text

MISSING = "还没有填经济科目"


@pytest.fixture
def window(desk: Desk, entries: Path) -> MainWindow:
    """At the empty row of 基本支出, the unit typed, Tab pressed."""
    made = desk.lay(entries)
    made.go_to("entry/basic/2.unit")
    for sign in "112001":
        type_text(focus(made), sign)
    key(focus(made), Qt.Key.Key_Tab)
    return made


def focus(window: MainWindow) -> QWidget:
    inside = window.workspace.view.grid
    here = QApplication.focusWidget()
    return here if here is not None and inside.isAncestorOf(here) else inside


def told(window: MainWindow) -> bool:
    model = window.findings.model
    return any(MISSING in str(model.index(row).data()) for row in range(model.rowCount()))


def reddened(window: MainWindow) -> bool:
    model = window.workspace.view.model
    return model.face(1, 3).marked


def test_in_the_row_that_is_typed_nothing_is_said_to_be_missing(window: MainWindow) -> None:
    assert (told(window), reddened(window)) == (False, False)


def test_when_it_is_left_it_is(window: MainWindow) -> None:
    key(focus(window), Qt.Key.Key_Up)
    assert (told(window), reddened(window)) == (True, True)


def test_a_text_that_is_no_value_is_said_at_once(window: MainWindow) -> None:
    key(focus(window), Qt.Key.Key_Tab)
    type_text(focus(window), "9")
    type_text(focus(window), "x")
    key(focus(window), Qt.Key.Key_Tab)
    model = window.findings.model
    assert any("9x" in str(model.index(row).data()) for row in range(model.rowCount()))


def test_another_page_is_out_of_the_row(window: MainWindow) -> None:
    key(focus(window), Qt.Key.Key_PageUp, CTRL)
    assert told(window)


def test_a_row_that_is_come_back_to_is_not_new_any_more(window: MainWindow) -> None:
    key(focus(window), Qt.Key.Key_Up)
    key(focus(window), Qt.Key.Key_Down)
    assert (told(window), reddened(window)) == (True, True)
