"""The grid under an input method: Chinese is composed in every cell, from the first key on."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.sheet.view import SheetView
from tests.desktop.keys import key
from tests.desktop.sheet_samples import entry
from tests.desktop.sheet_user import edits, press, shown_view, typed


@pytest.fixture
def view(qtbot: QtBot) -> SheetView:
    return shown_view(qtbot)


def test_text_that_an_input_method_commits_at_once_opens_the_editor_and_stays(view: SheetView) -> None:
    view.show_sheet(entry())
    view.go_to("entry/basic/1.note")
    event = QInputMethodEvent()
    event.setCommitString("，")
    QApplication.sendEvent(view.grid, event)
    opened = view.grid.editing()
    assert opened is not None
    assert opened[1].typed() == "，"


def test_enter_while_composing_ends_no_editing(view: SheetView) -> None:
    view.show_sheet(entry())
    view.go_to("entry/basic/1.note")
    press(view, Qt.Key.Key_F2)
    opened = view.grid.editing()
    assert opened is not None
    QApplication.sendEvent(opened[1], QInputMethodEvent("xin", []))
    press(view, Qt.Key.Key_Return)
    assert view.grid.editing() is not None


def test_a_named_count_is_composed_in_a_cell_of_figures_from_the_first_key_on(view: SheetView) -> None:
    view.show_sheet(entry())
    seen = edits(view)
    view.go_to("entry/basic/1.amount")
    typed(view, "=")
    opened = view.grid.editing()
    assert opened is not None
    assert opened[1].testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    QApplication.sendEvent(opened[1], QInputMethodEvent("xingzheng", []))
    typed(view, "行政在职*2")
    press(view, Qt.Key.Key_Return)
    assert [text for _, text in seen] == ["=行政在职*2"]


@pytest.mark.parametrize("address", ["entry/basic/1.amount", "entry/basic/1.note"])
def test_the_first_key_begins_a_composition_in_every_cell_and_enter_does_not_end_it(
    view: SheetView, address: str
) -> None:
    view.show_sheet(entry())
    seen = edits(view)
    view.go_to(address)
    assert view.grid.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    QApplication.sendEvent(view.grid, QInputMethodEvent("l", []))
    key(view.grid, Qt.Key.Key_Return)
    QApplication.sendEvent(view.grid, QInputMethodEvent("ling", []))
    composing = view.grid.editing() is not None and not seen
    event = QInputMethodEvent()
    event.setCommitString("０")
    QApplication.sendEvent(view.grid, event)
    press(view, Qt.Key.Key_Return)
    assert (composing, [text for _, text in seen]) == (True, ["０"])


def test_a_composition_begun_on_a_frozen_column_keeps_the_focus_until_its_first_word_is_there(
    view: SheetView,
) -> None:
    view.resize(400, 420)
    view.show_sheet(entry(frozen=2))
    seen = edits(view)
    view.go_to("entry/basic/1.function")
    QApplication.sendEvent(view.grid, QInputMethodEvent("xin", []))
    opened = view.grid.editing()
    assert opened is not None
    focus_stayed = not opened[1].hasFocus()
    event = QInputMethodEvent()
    event.setCommitString("信访")
    QApplication.sendEvent(view.grid, event)
    press(view, Qt.Key.Key_Return)
    assert (focus_stayed, [text for _, text in seen]) == (True, ["信访"])
