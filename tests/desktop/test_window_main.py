"""The window: what is shown follows what is typed, wherever it is typed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLineEdit, QScrollArea, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from db.forms.sheet import Cell
from desktop.commands import ACTIONS
from desktop.main_window import MainWindow
from desktop.panels.widgets import children
from desktop.places import Place, State
from tests.desktop.keys import CTRL, key, type_text


def place(window: MainWindow, ident: str) -> Place:
    return next(place for place in window.navigation.places if place.id == ident)


def cell(window: MainWindow, address: str) -> Cell:
    sheet = window.workspace.sheet
    assert sheet is not None
    return next(it for it in sheet.cells if it.address == address)


def type_over(window: MainWindow, address: str, text: str) -> None:
    """Go to a cell and type into it, as a user does."""
    assert window.go_to(address)
    grid = window.workspace.view.grid
    grid.setFocus()
    type_text(grid.viewport(), text[:1])
    editor = QApplication.focusWidget() or grid
    type_text(editor, text[1:])
    key(QApplication.focusWidget() or editor, Qt.Key.Key_Return)


def test_without_a_book_the_window_offers_ways_in(window: MainWindow) -> None:
    assert window.start.isVisible()


def test_an_opened_book_shows_its_first_place(filled: MainWindow) -> None:
    assert filled.navigation.current() == filled.navigation.places[0]


def test_the_title_names_the_book(filled: MainWindow) -> None:
    assert filled.windowTitle() == "甲 - 预算本"


def test_an_opened_book_is_remembered(filled: MainWindow) -> None:
    assert filled.recent.paths() == [filled.session.book.path]


def test_a_figure_typed_into_an_entry_is_in_the_form(filled: MainWindow) -> None:
    type_over(filled, "entry/basic/1.amount", "80.5")
    filled.navigation.choose(place(filled, "05"))
    assert cell(filled, "05!2014001.personnel").text == "80.50"


def test_a_figure_typed_into_a_form_is_in_the_entry(filled: MainWindow) -> None:
    type_over(filled, "05!2014001.personnel", "60")
    filled.navigation.choose(place(filled, "基本支出"))
    assert cell(filled, "entry/basic/1.amount").text == "60.00"


def test_the_total_beside_the_typed_cell_follows_at_once(filled: MainWindow) -> None:
    type_over(filled, "05!2014001.personnel", "60")
    assert cell(filled, "05!total.total").text == "60.00"


def test_the_status_line_follows(filled: MainWindow) -> None:
    type_over(filled, "05!2014001.personnel", "60")
    assert "60.00" in filled.status.texts


def test_ctrl_z_takes_a_figure_back_everywhere(filled: MainWindow) -> None:
    type_over(filled, "05!2014001.personnel", "60")
    key(filled.workspace.view.grid, Qt.Key.Key_Z, CTRL)
    assert cell(filled, "05!total.total").text == "75.30"


def test_undo_says_what_it_would_take_back(filled: MainWindow) -> None:
    type_over(filled, "05!2014001.personnel", "60")
    assert "75.30" in filled.commands.actions["undo"].toolTip()


def test_a_text_that_is_no_amount_is_kept_and_marks_its_tab(filled: MainWindow) -> None:
    type_over(filled, "entry/basic/1.amount", "12o.50")
    assert filled.navigation.standing(place(filled, "基本支出")).state is State.ERROR


def test_f8_goes_to_the_cell_of_the_next_finding(filled: MainWindow) -> None:
    type_over(filled, "entry/basic/1.amount", "12o.50")
    filled.navigation.choose(place(filled, "05"))
    key(filled, Qt.Key.Key_F8)
    current = filled.workspace.view.current_cell()
    assert current is not None
    assert current.address == "entry/basic/1.amount"


def test_the_trace_of_a_figure_can_be_typed_over(qtbot: QtBot, filled: MainWindow) -> None:
    filled.go_to("05!total.total")
    qtbot.waitUntil(lambda: len(filled.trace.fields()) == 1)
    (field,) = filled.trace.fields()
    field.selectAll()
    type_text(field, "9")
    key(field, Qt.Key.Key_Return)
    assert cell(filled, "05!total.total").text == "9.00"


def test_a_place_can_be_left_with_ctrl_page_down(filled: MainWindow) -> None:
    filled.navigation.choose(place(filled, "05"))
    key(filled.workspace.view.grid, Qt.Key.Key_PageDown, CTRL)
    assert filled.navigation.current() == place(filled, "06")


def test_a_narrow_window_puts_the_trace_away(filled: MainWindow) -> None:
    filled.resize(960, 540)
    assert (filled.trace.isHidden(), filled.findings.isHidden()) == (True, True)


def test_what_was_opened_by_hand_stays_open_in_a_narrow_window(filled: MainWindow) -> None:
    filled.resize(960, 540)
    filled.folding.show("trace")
    filled.resize(940, 540)
    assert not filled.trace.isHidden()


def test_closing_the_book_leads_back_to_the_start(filled: MainWindow) -> None:
    key(filled, Qt.Key.Key_W, CTRL)
    assert (filled.session.is_open, filled.start.isVisible()) == (False, True)


def test_ctrl_f_searches_in_the_shown_sheet(filled: MainWindow) -> None:
    filled.navigation.choose(place(filled, "05"))
    key(filled.workspace.view.grid, Qt.Key.Key_F, CTRL)
    type_text(filled.workspace.search.field, "行政运行")
    key(filled.workspace.search.field, Qt.Key.Key_Return)
    current = filled.workspace.view.current_cell()
    assert current is not None
    assert current.text == "行政运行"


def test_another_theme_recolours_the_open_window(filled: MainWindow) -> None:
    filled.look.choose("dark")
    dark = filled.look.palette.dark
    filled.look.choose("light")
    assert dark


def test_f6_leads_round_all_parts_of_the_window(filled: MainWindow) -> None:
    type_over(filled, "entry/basic/1.amount", "12o.50")
    visited = []
    for _ in range(5):
        key(QApplication.focusWidget() or filled, Qt.Key.Key_F6)
        visited.append(QApplication.focusWidget())
    view, findings = filled.workspace.view.grid, filled.findings.list
    assert visited == [filled.trace, findings, filled.bar.brand, filled.navigation, view]


def test_shift_f6_leads_back(filled: MainWindow) -> None:
    filled.workspace.view.setFocus()
    key(filled.workspace.view.grid, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert filled.navigation.hasFocus()


def test_f6_passes_over_a_part_with_nothing_in_it(filled: MainWindow) -> None:
    filled.session.undo()
    filled.findings.show_findings(())
    filled.trace.setFocus()
    key(filled.trace, Qt.Key.Key_F6)
    assert filled.bar.brand.hasFocus()


@pytest.mark.parametrize("name", list(ACTIONS))
def test_every_deed_is_in_the_menu_or_has_a_key(sample_window: MainWindow, name: str) -> None:
    action = sample_window.commands.actions[name]
    menu = sample_window.bar.brand.menu()
    assert menu is not None
    assert action.shortcuts() or action in menu.actions()


def test_no_key_does_two_things(window: MainWindow) -> None:
    keys = [one.toString() for action in window.commands.actions.values() for one in action.shortcuts()]
    assert sorted(keys) == sorted(set(keys))


def test_everything_that_can_be_focused_has_a_name(filled: MainWindow) -> None:
    kinds = (QLineEdit, QAbstractItemView, QAbstractButton, QTabBar, QScrollArea)
    nameless = [
        widget
        for widget in children(filled, QWidget)
        if isinstance(widget, kinds) and widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
        if widget.focusProxy() is None
    ]
    assert nameless == []
