"""The history beside the form, and the way back to a copy: what is pressed, and what the book says then."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.main_window import MainWindow
from desktop.palette import LIGHT
from desktop.panels.history import GESTURE, PAGE, HistoryPanel
from desktop.shown import Gesture
from tests.desktop.keys import CTRL, click, key, type_text
from tests.desktop.test_window_main import cell, type_over


@pytest.fixture
def typed(qtbot: QtBot, filled: MainWindow) -> MainWindow:
    """A book in whose one line 80 and then 81 was typed, its history open."""
    qtbot.waitUntil(filled.isActiveWindow)
    type_over(filled, "entry/basic/1.amount", "80")
    type_over(filled, "entry/basic/1.amount", "81")
    key(filled.workspace.view.grid, Qt.Key.Key_H, CTRL)
    return filled


def listed(window: MainWindow) -> list[str]:
    model = window.rooms.history.model
    return [model.index(row).data() for row in range(model.rowCount())]


def press(window: MainWindow, row: int) -> None:
    view = window.rooms.history.list
    click(view.viewport(), view.visualRect(window.rooms.history.model.index(row)).center())


def state(window: MainWindow, row: int) -> Gesture:
    found = window.rooms.history.model.index(row).data(GESTURE)
    assert isinstance(found, Gesture)
    return found


def amount(window: MainWindow) -> str:
    window.go_to("entry/basic/1.amount")
    return cell(window, "entry/basic/1.amount").text


def test_the_history_lists_every_gesture_newest_first(typed: MainWindow) -> None:
    assert [caption[-5:] for caption in listed(typed)[:2]] == ["81.00", "80.00"]


def test_a_press_on_a_gesture_leads_the_book_back_to_it(typed: MainWindow) -> None:
    press(typed, 1)
    assert (amount(typed), state(typed, 0).state, state(typed, 1).current) == ("80.00", "undone", True)


def test_a_press_on_the_topmost_leads_forward_again(typed: MainWindow) -> None:
    press(typed, 2)
    press(typed, 0)
    assert (amount(typed), state(typed, 0).current) == ("81.00", True)


def test_a_double_click_shows_the_cell_that_was_changed(typed: MainWindow) -> None:
    typed.navigation.choose(typed.navigation.places[-1])
    view = typed.rooms.history.list
    at = view.visualRect(typed.rooms.history.model.index(0)).center()
    click(view.viewport(), at)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    current = typed.workspace.view.current_cell()
    assert current is not None
    assert current.address == "entry/basic/1.amount"


def test_what_was_overtaken_by_something_new_says_that_it_cannot_be_done_again(typed: MainWindow) -> None:
    press(typed, 1)
    type_over(typed, "entry/basic/1.amount", "90")
    assert state(typed, 1).state == "dropped"
    press(typed, 1)
    assert "不能再重做" in typed.banner.sentence
    assert amount(typed) == "90.00"


def test_a_filter_narrows_the_list(qtbot: QtBot, typed: MainWindow) -> None:
    type_text(typed.rooms.history.filter, "80")
    qtbot.waitUntil(lambda: len(listed(typed)) == 2)
    assert all("80" in caption for caption in listed(typed))


def test_the_cell_says_who_filled_it_when_and_what_stood_there(typed: MainWindow) -> None:
    typed.go_to("entry/basic/1.amount")
    said = typed.workspace.view.grid.currentIndex().data(Qt.ItemDataRole.ToolTipRole)
    assert "今天" in said
    assert "原来是“80.00”" in said


def test_a_history_of_thousands_is_read_as_it_is_scrolled(qtbot: QtBot) -> None:
    asked: list[int | None] = []

    def read(most: int, before: int | None, _text: str, _tab: str) -> list[Gesture]:
        asked.append(before)
        top = 3000 if before is None else before
        return [Gesture(one, f"第 {one} 步", "甲", "今天", "done", False) for one in range(top - 1, top - 1 - most, -1)]

    panel = HistoryPanel(LIGHT)
    qtbot.addWidget(panel)
    panel.resize(280, 400)
    panel.show()
    panel.begin(read, [])
    shown_first = panel.model.rowCount()
    panel.list.scrollToBottom()
    qtbot.waitUntil(lambda: panel.model.rowCount() > shown_first)
    assert shown_first <= 2 * PAGE
    assert asked[:2] == [None, 3000 - PAGE]


# Back to a copy


def test_going_back_to_a_copy_is_seen_before_and_can_be_undone_after(
    qtbot: QtBot, filled: MainWindow, tmp_path: Path
) -> None:
    filled.session.book.back_up("导入前")
    type_over(filled, "entry/basic/1.amount", "80")
    filled.commands.actions["snapshots"].trigger()
    dialog = filled.restoring.dialog
    assert dialog is not None
    qtbot.waitUntil(dialog.deed.isEnabled)
    tab = dialog.changes.topLevelItem(0)
    assert tab is not None
    line = tab.child(0)
    assert [line.text(column) for column in (1, 2, 3)] == ["金额", "80.00", "75.30"]
    click(dialog.deed)
    assert amount(filled) == "75.30"
    filled.commands.actions["undo"].trigger()
    assert amount(filled) == "80.00"


def test_a_damaged_copy_is_said_and_cannot_be_gone_back_to(qtbot: QtBot, filled: MainWindow) -> None:
    copy = filled.session.book.back_up("导入前")
    copy.write_bytes(copy.read_bytes()[:5000])
    filled.restoring.choose()
    dialog = filled.restoring.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: "不完整" in dialog.fault.text())
    assert not dialog.deed.isEnabled()
    dialog.reject()
