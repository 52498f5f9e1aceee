"""Selecting as in Excel: the current cell stays where a selection began, and its far corner moves."""

import msgspec
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.sheet.view import SheetView
from tests.desktop.keys import CTRL, NONE, key
from tests.desktop.sheet_samples import document, entry, pivot
from tests.desktop.sheet_user import SHIFT, at, press, shown_view, typed

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def view(qtbot: QtBot) -> SheetView:
    return shown_view(qtbot)


def box(view: SheetView) -> tuple[int, int, int, int]:
    """First row, first column, rows, columns of what is selected."""
    found: QRect = view.grid.selecting.box()
    return found.top(), found.left(), found.height(), found.width()


def middle(view: SheetView, row: int, column: int) -> QPoint:
    return view.grid.visualRect(view.model.index(row, column)).center()


# Ctrl and an arrow


def test_ctrl_down_goes_to_the_last_filled_cell_before_a_gap_then_to_the_next_filled_one(view: SheetView) -> None:
    view.go_to("05!total.personnel")
    path = []
    for _ in range(4):
        key(view.grid, Qt.Key.Key_Down, CTRL)
        path.append(at(view).removeprefix("05!"))
    assert path == ["2014001.personnel", "208.personnel", "2080505.personnel", "210.personnel"]


def test_ctrl_down_without_another_filled_cell_goes_to_the_edge(view: SheetView) -> None:
    view.go_to("05!2014002.project")
    key(view.grid, Qt.Key.Key_Down, CTRL)
    assert at(view) == "05!2210203.project"


def test_ctrl_right_and_left_and_up_go_the_same_way(view: SheetView) -> None:
    view.go_to("05!2014001.code")
    path = []
    for one in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Up):
        key(view.grid, one, CTRL)
        path.append(at(view).removeprefix("05!"))
    assert path == ["2014001.operating", "2014001.project", "2014001.operating", "2014001.code", "201.code"]


def test_ctrl_shift_down_extends_to_the_edge_of_the_block(view: SheetView) -> None:
    view.go_to("05!201.personnel")
    key(view.grid, Qt.Key.Key_Down, CTRL | SHIFT)
    assert (box(view), at(view)) == ((1, 4, 3, 1), "05!201.personnel")


def test_ctrl_down_crosses_merged_cells_of_a_document(view: SheetView) -> None:
    view.show_sheet(document())
    view.grid.go((0, 0))
    key(view.grid, Qt.Key.Key_Down, CTRL)
    assert view.grid.position() == (6, 0)


# Shift


def test_who_has_left_a_selection_and_come_back_to_its_cell_begins_a_new_one(view: SheetView) -> None:
    view.go_to("05!201.personnel")
    key(view.grid, Qt.Key.Key_Right, SHIFT)
    press(view, Qt.Key.Key_Down, Qt.Key.Key_Up)
    key(view.grid, Qt.Key.Key_Left, SHIFT)
    assert (box(view), at(view)) == ((1, 3, 1, 2), "05!201.personnel")


def test_a_click_on_the_current_cell_ends_its_selection(view: SheetView) -> None:
    view.go_to("05!201.personnel")
    key(view.grid, Qt.Key.Key_Space, SHIFT)  # the whole row
    QTest.mouseClick(view.grid.viewport(), LEFT, NONE, middle(view, 1, 4))
    key(view.grid, Qt.Key.Key_Left, SHIFT)
    assert (box(view), at(view)) == ((1, 3, 1, 2), "05!201.personnel")


def test_shift_and_arrows_extend_and_shrink_round_the_current_cell(view: SheetView) -> None:
    view.go_to("05!2014001.personnel")
    for one in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        key(view.grid, one, SHIFT)
    assert (box(view), at(view)) == ((3, 4, 2, 2), "05!2014001.personnel")


@pytest.mark.parametrize(
    ("which", "modifiers", "wanted"),
    [
        (Qt.Key.Key_Home, SHIFT, (3, 0, 1, 5)), (Qt.Key.Key_End, SHIFT, (3, 4, 1, 3)),
        (Qt.Key.Key_Home, SHIFT | CTRL, (0, 0, 4, 5)), (Qt.Key.Key_End, SHIFT | CTRL, (3, 4, 16, 3)),
        (Qt.Key.Key_A, CTRL, (0, 0, 19, 7)), (Qt.Key.Key_Space, CTRL, (0, 4, 19, 1)),
        (Qt.Key.Key_Space, SHIFT, (3, 0, 1, 7)),
    ],
)  # fmt: skip
def test_what_a_key_selects_round_the_current_cell(
    view: SheetView, which: Qt.Key, modifiers: Qt.KeyboardModifier, wanted: tuple[int, int, int, int]
) -> None:
    view.go_to("05!2014001.personnel")
    key(view.grid, which, modifiers)
    assert (box(view), at(view)) == (wanted, "05!2014001.personnel")


def test_shift_page_down_extends_by_a_screenful_and_page_up_takes_it_back(view: SheetView) -> None:
    view.resize(895, 300)
    view.grid.go((0, 2))
    key(view.grid, Qt.Key.Key_PageDown, SHIFT)
    down = box(view)
    key(view.grid, Qt.Key.Key_PageUp, SHIFT)
    assert 3 < down[2] < 19
    assert (box(view), view.grid.position()) == ((0, 2, 1, 1), (0, 2))


def test_page_down_moves_by_a_screenful(view: SheetView) -> None:
    view.resize(895, 300)
    view.grid.go((0, 2))
    key(view.grid, Qt.Key.Key_PageDown)
    assert 3 < view.grid.position()[0] < 19


def test_columns_selected_whole_stay_whole_when_extended(view: SheetView) -> None:
    view.go_to("05!2014001.personnel")
    key(view.grid, Qt.Key.Key_Space, CTRL)
    key(view.grid, Qt.Key.Key_Right, SHIFT)
    assert box(view) == (0, 4, 19, 2)


def test_a_merged_cell_is_selected_whole_or_not_at_all(view: SheetView) -> None:
    view.show_sheet(document())
    view.grid.go((3, 4))
    key(view.grid, Qt.Key.Key_Left, SHIFT)
    narrow = box(view)
    key(view.grid, Qt.Key.Key_Left, SHIFT)
    assert (narrow, box(view)) == ((3, 1, 1, 5), (3, 0, 3, 6))


# Mouse


def test_a_drag_selects_and_the_current_cell_stays(view: SheetView) -> None:
    viewport = view.grid.viewport()
    QTest.mousePress(viewport, LEFT, NONE, middle(view, 3, 4))
    QTest.mouseMove(viewport, middle(view, 4, 5))
    QTest.mouseMove(viewport, middle(view, 5, 5))
    QTest.mouseRelease(viewport, LEFT, NONE, middle(view, 5, 5))
    assert (box(view), view.grid.position()) == ((3, 4, 3, 2), (3, 4))


def test_shift_and_a_click_extend(view: SheetView) -> None:
    view.grid.go((3, 4))
    QTest.mouseClick(view.grid.viewport(), LEFT, SHIFT, middle(view, 1, 2))
    assert (box(view), view.grid.position()) == ((1, 2, 3, 3), (3, 4))


def test_ctrl_and_a_click_select_another_cell_beside(view: SheetView) -> None:
    view.grid.go((3, 4))
    QTest.mouseClick(view.grid.viewport(), LEFT, CTRL, middle(view, 5, 2))
    assert [(cell.row - 5, cell.column) for cell in view.gestures.selected_cells()] == [(3, 4), (5, 2)]


def test_a_drag_below_the_view_scrolls_on(view: SheetView) -> None:
    view.resize(895, 300)
    viewport = view.grid.viewport()
    QTest.mousePress(viewport, LEFT, NONE, middle(view, 0, 2))
    QTest.mouseMove(viewport, QPoint(middle(view, 0, 2).x(), viewport.height() + 30))
    for _ in range(40):
        view.grid.pointer.scroll.step()
    QTest.mouseRelease(viewport, LEFT, NONE, QPoint(1, viewport.height() + 30))
    assert box(view) == (0, 2, 19, 1)


def test_a_click_on_the_number_selects_the_row(view: SheetView) -> None:
    view.show_sheet(entry())
    marks = view.grid.marks.viewport()
    top = view.grid.marks.sectionViewportPosition(1) + 5
    QTest.mouseClick(marks, LEFT, NONE, QPoint(8, top))
    assert (box(view), view.grid.position()) == ((1, 0, 1, 5), (1, 0))


def test_a_drag_over_the_frozen_columns_selects_in_them_too(view: SheetView) -> None:
    view.resize(560, 420)
    view.show_sheet(msgspec.structs.replace(pivot(), frozen_columns=2, form="wide"))
    view.grid.go((0, 2))
    frozen = view.grid.frozen
    QTest.mousePress(frozen.viewport(), LEFT, NONE, frozen.visualRect(view.model.index(1, 0)).center())
    QTest.mouseMove(frozen.viewport(), middle(view, 3, 2))
    QTest.mouseRelease(frozen.viewport(), LEFT, NONE, middle(view, 3, 2))
    assert box(view) == (1, 0, 3, 3)


def heading(view: SheetView, column: int, row: int = 1) -> QPoint:
    found = next(
        cell for cell in view.model.header_cells() if cell.column <= column < cell.column + cell.column_span
        and cell.row - 3 <= row < cell.row - 3 + cell.row_span
    )  # fmt: skip
    return view.grid.heading.box(found).center()


def test_a_press_on_a_heading_selects_its_column(view: SheetView) -> None:
    QTest.mouseClick(view.grid.heading.viewport(), LEFT, NONE, heading(view, 4))
    assert (box(view), view.grid.position()) == ((0, 4, 19, 1), (0, 4))


def test_a_press_on_a_heading_over_several_columns_selects_them_all(view: SheetView) -> None:
    QTest.mouseClick(view.grid.heading.viewport(), LEFT, NONE, heading(view, 4, row=0))
    assert box(view) == (0, 3, 19, 3)


def test_shift_and_a_press_on_another_heading_extend(view: SheetView) -> None:
    QTest.mouseClick(view.grid.heading.viewport(), LEFT, NONE, heading(view, 4))
    QTest.mouseClick(view.grid.heading.viewport(), LEFT, SHIFT, heading(view, 2))
    left = box(view)
    QTest.mouseClick(view.grid.heading.viewport(), LEFT, SHIFT, heading(view, 6))
    assert (left, box(view)) == ((0, 2, 19, 3), (0, 4, 19, 3))


# Inside a selection


def test_enter_and_tab_go_round_inside_a_selection(view: SheetView) -> None:
    view.show_sheet(entry())
    view.grid.go((0, 3))
    key(view.grid, Qt.Key.Key_Down, SHIFT)
    key(view.grid, Qt.Key.Key_Right, SHIFT)
    path = []
    for one in (Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Tab):
        press(view, one)
        path.append(view.grid.position())
    assert path == [(1, 3), (0, 4), (1, 3), (1, 4), (0, 3)]
    assert box(view) == (0, 3, 2, 2)


def test_ctrl_enter_puts_the_text_into_every_selected_cell_and_stays(view: SheetView, qtbot: QtBot) -> None:
    view.show_sheet(entry())
    view.grid.go((0, 4))
    key(view.grid, Qt.Key.Key_Down, SHIFT)
    typed(view, "x")
    opened = view.grid.editing()
    assert opened is not None
    with qtbot.waitSignal(view.block_edited) as signal:
        key(opened[1], Qt.Key.Key_Return, CTRL)
    assert signal.args is not None
    assert [(binding.row_id, text) for binding, text in signal.args[0]] == [(1, "x"), (2, "x")]
    assert (view.grid.editing(), view.grid.position()) == (None, (0, 4))


# What the line of state says


def test_a_selection_is_averaged_counted_and_added_up_in_excels_words(view: SheetView, qtbot: QtBot) -> None:
    view.go_to("05!2014001.operating")
    with qtbot.waitSignal(view.selection_changed) as signal:
        key(view.grid, Qt.Key.Key_Left, CTRL | SHIFT)
    assert signal.args == ["平均值 251.06　计数 6　求和 1,004.25"]


def test_a_single_cell_is_not_counted(view: SheetView, qtbot: QtBot) -> None:
    view.go_to("05!2014001.operating")
    key(view.grid, Qt.Key.Key_Left, SHIFT)
    with qtbot.waitSignal(view.selection_changed) as signal:
        key(view.grid, Qt.Key.Key_Right, SHIFT)
    assert signal.args == [""]
