"""The grid under real keys: it types, moves and completes as a spreadsheet does."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db.forms.sheet import Binding
from desktop.sheet.editors import LineEditor, TextEditor
from desktop.sheet.view import SheetView
from tests.desktop.keys import CTRL, key
from tests.desktop.sheet_samples import document, entry
from tests.desktop.sheet_user import ALT, PERSONNEL, SHIFT, at, edits, press, shown_view, typed


@pytest.fixture
def view(qtbot: QtBot) -> SheetView:
    return shown_view(qtbot)


# Typing


def test_typing_replaces_the_text_and_enter_commits_it_and_goes_down(view: SheetView) -> None:
    seen = edits(view)
    view.go_to("05!2014001.personnel")
    typed(view, "300.5")
    press(view, Qt.Key.Key_Return)
    assert seen == [(PERSONNEL, "300.5")]
    assert at(view) == "05!2014002.personnel"


def test_f2_keeps_the_text_and_edits_on_at_its_end(view: SheetView) -> None:
    seen = edits(view)
    view.go_to("05!2014001.personnel")
    press(view, Qt.Key.Key_F2, Qt.Key.Key_End)
    typed(view, "+1")
    press(view, Qt.Key.Key_Return)
    assert seen == [(PERSONNEL, "290.39+1")]


def test_esc_drops_what_was_typed(view: SheetView) -> None:
    seen = edits(view)
    view.go_to("05!2014001.personnel")
    typed(view, "5")
    press(view, Qt.Key.Key_Escape)
    assert seen == []
    assert view.grid.editing() is None
    assert at(view) == "05!2014001.personnel"


def test_shift_enter_goes_up(view: SheetView) -> None:
    view.go_to("05!2014001.personnel")
    key(view.grid, Qt.Key.Key_Return, SHIFT)
    assert at(view) == "05!20140.personnel"


def test_an_unchanged_text_is_told_to_nobody(view: SheetView) -> None:
    seen = edits(view)
    view.go_to("05!2014001.personnel")
    press(view, Qt.Key.Key_F2, Qt.Key.Key_Return)
    assert seen == []


def test_a_derived_cell_opens_no_editor(view: SheetView) -> None:
    view.go_to("05!2014001.total")
    typed(view, "5")
    assert view.grid.editing() is None


def test_delete_empties_the_cell(view: SheetView) -> None:
    seen = edits(view)
    view.go_to("05!2014001.personnel")
    press(view, Qt.Key.Key_Delete)
    assert seen == [(PERSONNEL, "")]


def test_delete_on_a_block_is_one_gesture_over_what_can_be_typed_into(view: SheetView, qtbot: QtBot) -> None:
    view.go_to("05!2014001.basic")
    for _ in range(2):
        key(view.grid, Qt.Key.Key_Right, SHIFT)
    with qtbot.waitSignal(view.block_edited) as signal:
        press(view, Qt.Key.Key_Delete)
    assert signal.args == [[(PERSONNEL, ""), (Binding("basic", "line", 2014001, "operating"), "")], ""]


def test_a_click_elsewhere_commits(view: SheetView) -> None:
    seen = edits(view)
    view.go_to("05!2014001.personnel")
    typed(view, "7")
    place = view.grid.visualRect(view.model.index(0, 2)).center()
    QTest.mouseClick(view.grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    view.commit_open_editor()
    assert seen == [(PERSONNEL, "7")]


def test_the_open_editor_can_be_committed_from_outside(view: SheetView) -> None:
    seen = edits(view)
    view.go_to("05!2014001.personnel")
    typed(view, "8")
    view.commit_open_editor()
    assert seen == [(PERSONNEL, "8")]
    assert view.grid.editing() is None


def test_in_a_frozen_book_nothing_is_typed(view: SheetView) -> None:
    view.set_writable(False)
    view.go_to("05!2014001.personnel")
    typed(view, "5")
    assert view.grid.editing() is None


def test_typing_into_a_frozen_book_is_answered(view: SheetView, qtbot: QtBot) -> None:
    view.set_writable(False)
    view.go_to("05!2014001.personnel")
    with qtbot.waitSignal(view.refused):
        typed(view, "5")


def test_delete_in_a_frozen_book_is_answered(view: SheetView, qtbot: QtBot) -> None:
    view.set_writable(False)
    view.go_to("05!2014001.personnel")
    with qtbot.waitSignal(view.refused):
        press(view, Qt.Key.Key_Delete)


# Moving


def test_arrows_and_home_and_end_move_as_in_a_spreadsheet(view: SheetView) -> None:
    view.go_to("05!2014001.personnel")
    path = []
    for one, modifiers in (
        (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Home, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_End, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Home, CTRL), (Qt.Key.Key_End, CTRL),
    ):  # fmt: skip
        key(view.grid, one, modifiers)
        path.append(at(view).removeprefix("05!"))
    assert path == [
        "2014002.personnel",
        "2014002.basic",
        "2014002.code",
        "2014002.project",
        "total.code",
        "2210203.project",
    ]


def test_tab_goes_to_the_next_cell_that_can_be_typed_into(view: SheetView) -> None:
    view.go_to("05!2014001.personnel")
    path = []
    for _ in range(3):
        press(view, Qt.Key.Key_Tab)
        path.append(at(view))
    assert path == ["05!2014001.operating", "05!2014002.project", "05!2080501.personnel"]
    key(view.grid, Qt.Key.Key_Backtab, SHIFT)
    assert at(view) == "05!2014002.project"


def test_enter_after_tabs_goes_to_the_next_row_where_the_tabs_began(view: SheetView) -> None:
    view.show_sheet(entry())
    view.go_to("entry/basic/1.function")
    press(view, Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Return)
    assert at(view) == "entry/basic/2.function"


def test_arrows_step_over_a_merged_cell_and_come_out_in_the_same_column(view: SheetView) -> None:
    view.show_sheet(document())
    view.go_to("15/信访!code")
    path = []
    for _ in range(3):
        press(view, Qt.Key.Key_Down)
        path.append(view.grid.position())
    assert path == [(1, 1), (2, 1), (3, 4)]


def test_the_first_column_of_a_merged_block_is_one_step(view: SheetView) -> None:
    view.show_sheet(document())
    view.grid.go((3, 0))
    press(view, Qt.Key.Key_Down)
    assert view.grid.position() == (6, 0)


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("05!208.total", "05!208.total"), ("2014001", "05!2014001.personnel"), ("05!2014001", "05!2014001.personnel"),
        ("05!2014001.gone", "05!2014001.personnel"),
    ],
)  # fmt: skip
def test_an_address_or_the_key_of_a_row_is_found(view: SheetView, address: str, found: str) -> None:
    assert view.go_to(address)
    assert at(view) == found


def test_what_is_not_printed_here_is_not_found(view: SheetView) -> None:
    before = at(view)
    assert not view.go_to("07!30299.operating")
    assert at(view) == before


def test_ctrl_page_down_is_left_to_the_window(view: SheetView, qtbot: QtBot) -> None:
    view.go_to("05!201.total")
    key(view.grid, Qt.Key.Key_PageDown, CTRL)
    assert at(view) == "05!201.total"


# Completing


def test_enter_takes_the_first_code_offered(view: SheetView) -> None:
    view.show_sheet(entry())
    seen = edits(view)
    view.go_to("entry/basic/5.economic")
    typed(view, "3020")
    press(view, Qt.Key.Key_Return)
    assert seen == [(Binding("basic", "line", 5, "economic"), "30201")]


def test_the_arrow_picks_another(view: SheetView) -> None:
    view.show_sheet(entry())
    seen = edits(view)
    view.go_to("entry/basic/5.economic")
    typed(view, "3020")
    press(view, Qt.Key.Key_Down, Qt.Key.Key_Tab)
    assert [text for _, text in seen] == ["30202"]
    assert at(view) == "entry/basic/5.fund"


def test_the_first_esc_puts_the_offers_away_and_keeps_the_text(view: SheetView) -> None:
    view.show_sheet(entry())
    seen = edits(view)
    view.go_to("entry/basic/5.economic")
    typed(view, "3020")
    press(view, Qt.Key.Key_Escape, Qt.Key.Key_Return)
    assert [text for _, text in seen] == ["3020"]


# Long texts


def test_a_long_text_is_edited_in_several_lines(view: SheetView) -> None:
    view.show_sheet(document())
    seen = edits(view)
    view.go_to("15/信访!basis")
    typed(view, "a")
    opened = view.grid.editing()
    assert opened is not None
    assert isinstance(opened[1], TextEditor)
    key(opened[1], Qt.Key.Key_Return, ALT)
    typed(view, "b")
    press(view, Qt.Key.Key_Return)
    assert [text for _, text in seen] == ["a\nb"]


def test_a_short_text_is_edited_in_one(view: SheetView) -> None:
    view.show_sheet(document())
    view.go_to("15/信访!name")
    press(view, Qt.Key.Key_F2)
    opened = view.grid.editing()
    assert opened is not None
    assert isinstance(opened[1], LineEditor)


@pytest.mark.parametrize(
    ("arrow", "goal"),
    [
        (Qt.Key.Key_Down, "05!2014002.personnel"),
        (Qt.Key.Key_Up, "05!20140.personnel"),
        (Qt.Key.Key_Left, "05!2014001.basic"),
        (Qt.Key.Key_Right, "05!2014001.operating"),
    ],
)
def test_an_arrow_commits_what_was_typed_over_and_goes_on(view: SheetView, arrow: Qt.Key, goal: str) -> None:
    seen = edits(view)
    view.go_to("05!2014001.personnel")
    typed(view, "75.3")
    press(view, arrow)
    assert (seen, at(view)) == ([(PERSONNEL, "75.3")], goal)


def test_arrows_walk_in_a_text_that_was_opened_to_be_mended(view: SheetView) -> None:
    view.go_to("05!2014001.personnel")
    press(view, Qt.Key.Key_F2, Qt.Key.Key_End, Qt.Key.Key_Left)
    typed(view, "5")
    press(view, Qt.Key.Key_Down)
    opened = view.grid.editing()
    assert opened is not None
    assert opened[1].typed() == "290.359"
    press(view, Qt.Key.Key_Escape)


def test_f2_lets_arrows_walk_in_what_is_being_typed(view: SheetView) -> None:
    seen = edits(view)
    view.go_to("05!2014001.personnel")
    typed(view, "12")
    press(view, Qt.Key.Key_F2, Qt.Key.Key_Left)
    typed(view, "5")
    press(view, Qt.Key.Key_Return)
    assert seen == [(PERSONNEL, "152")]


def test_arrows_walk_in_an_expression(view: SheetView) -> None:
    seen = edits(view)
    view.go_to("05!2014001.personnel")
    typed(view, "=3*4")
    press(view, Qt.Key.Key_Left)
    typed(view, "1")
    press(view, Qt.Key.Key_Return)
    assert seen == [(PERSONNEL, "=3*14")]


def test_the_list_of_offers_never_covers_what_is_typed(view: SheetView) -> None:
    view.show_sheet(entry())
    view.resize(600, 260)
    view.set_zoom(200)
    view.go_to("entry/basic/2.economic")
    typed(view, "302")
    opened = view.grid.editing()
    assert opened is not None
    field = QRect(opened[1].mapTo(view, QPoint(0, 0)), opened[1].size())
    assert opened[1].listing()
    assert not opened[1].listed().intersects(field)
    press(view, Qt.Key.Key_Escape, Qt.Key.Key_Escape)
