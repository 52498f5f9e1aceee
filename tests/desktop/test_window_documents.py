"""Documents are filled like a web form: boxes, lists that grow, texts that count, phrases that are offered."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.main_window import MainWindow
from tests.desktop.desk import Desk
from tests.desktop.keys import key, type_text

PROJECT = "15/信访工作经费"


@pytest.fixture
def window(desk: Desk, made_sample: Path) -> MainWindow:
    return desk.lay(made_sample)


def focus(window: MainWindow) -> QWidget:
    return QApplication.focusWidget() or window.workspace.view.grid


def type_in(window: MainWindow, text: str, end: Qt.Key) -> None:
    for sign in text:
        type_text(focus(window), sign)
    key(focus(window), end)
    QTest.qWait(20)


def to_empty_row(window: MainWindow, block: str) -> None:
    window.go_to(f"{PROJECT}!{block}")
    sheet = window.workspace.sheet
    assert sheet is not None
    at = max(at for at, kept in enumerate(sheet.row_keys) if kept.startswith(f"{block}/+"))
    column = next(cell.column for cell in sheet.cells if cell.row == at + sheet.body_start and cell.binding is not None)
    window.workspace.view.grid.go((at, column))
    window.workspace.view.setFocus()


def row_above(window: MainWindow) -> list[str]:
    """The texts of the row above the empty one of the annual indicators."""
    sheet = window.workspace.sheet
    assert sheet is not None
    at = max(at for at, kept in enumerate(sheet.row_keys) if kept.startswith("annual/+")) - 1
    return [cell.text for cell in sheet.cells if cell.row == at + sheet.body_start and cell.text]


def test_indicators_are_typed_one_below_the_other(window: MainWindow) -> None:
    to_empty_row(window, "annual")
    type_in(window, "甲", Qt.Key.Key_Return)
    first = row_above(window)
    type_in(window, "乙", Qt.Key.Key_Return)
    assert ("甲" in first, "乙" in row_above(window)) == (True, True)


def test_after_tab_the_values_of_the_new_indicator_are_typed(window: MainWindow) -> None:
    to_empty_row(window, "annual")
    type_in(window, "办结件数", Qt.Key.Key_Tab)
    type_in(window, "90件", Qt.Key.Key_Tab)
    assert [text for text in row_above(window) if text in ("办结件数", "90件")] == ["办结件数", "90件"]


def test_one_undo_takes_the_new_record_back(window: MainWindow) -> None:
    to_empty_row(window, "annual")
    before = row_above(window)
    type_in(window, "甲", Qt.Key.Key_Return)
    window.session.undo()
    assert row_above(window) == before


def test_a_hint_is_not_edited_as_if_it_were_a_text(window: MainWindow) -> None:
    window.go_to(f"{PROJECT}!head/row.total_budget")
    key(window.workspace.view.grid, Qt.Key.Key_F2)
    opened = window.workspace.view.grid.editing()
    assert (opened[1].typed() if opened else None) == ""


def test_空格键在申报表里换安排频度(window: MainWindow) -> None:
    window.go_to(f"{PROJECT}!head/row.frequency")
    key(window.workspace.view.grid, Qt.Key.Key_Space)
    cell = window.workspace.view.current_cell()
    assert (cell.typed if cell else "") == "延续性项目"
