"""Blocks of cells: filled, cut, pasted over and over; whole rows dragged."""

import subprocess
import sys

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.palette import LIGHT
from desktop.sheet.clipboard import pasted_block, repeated
from desktop.sheet.view import SheetView
from tests.desktop.keys import CTRL, NONE, key
from tests.desktop.sheet_samples import ENTRY, EntryLine, document, entry, pivot
from tests.desktop.sheet_user import ALT, SHIFT, at, press, shown_view

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def view(qtbot: QtBot) -> SheetView:
    made = shown_view(qtbot)
    made.show_sheet(entry())
    return made


def block_edits(view: SheetView) -> list[list[tuple[int, str, str]]]:
    """Each gesture as (row id, column, text)."""
    seen: list[list[tuple[int, str, str]]] = []
    view.block_edited.connect(lambda edits, _caption: seen.append([(at.row_id, at.column, text) for at, text in edits]))
    view.edited.connect(lambda at, text: seen.append([(at.row_id, at.column, text)]))
    return seen


def select(view: SheetView, top: int, left: int, bottom: int, right: int) -> None:
    view.grid.go((top, left))
    view.grid.selecting.extend((bottom, right))


# Filling


def test_ctrl_d_fills_the_first_selected_row_into_the_others(view: SheetView) -> None:
    seen = block_edits(view)
    select(view, 1, 3, 2, 4)
    key(view.grid, Qt.Key.Key_D, CTRL)
    assert seen == [[(3, "amount", "118.05"), (3, "note", "含津贴补贴")]]


def test_ctrl_d_on_a_single_row_takes_the_row_above(view: SheetView) -> None:
    seen = block_edits(view)
    view.go_to("entry/basic/3.amount")
    key(view.grid, Qt.Key.Key_D, CTRL)
    assert seen == [[(3, "amount", "118.05")]]


def test_ctrl_d_on_a_single_cell_stays_there(view: SheetView) -> None:
    view.go_to("entry/basic/3.amount")
    key(view.grid, Qt.Key.Key_D, CTRL)
    assert at(view) == "entry/basic/3.amount"
    assert view.grid.selecting.box().height() == 1


def test_ctrl_d_in_the_first_row_does_nothing(view: SheetView) -> None:
    seen = block_edits(view)
    view.go_to("entry/basic/1.amount")
    key(view.grid, Qt.Key.Key_D, CTRL)
    assert seen == []


def test_ctrl_r_fills_to_the_right(view: SheetView) -> None:
    seen = block_edits(view)
    select(view, 0, 2, 1, 4)
    key(view.grid, Qt.Key.Key_R, CTRL)
    fund = "一般公共预算"
    assert seen == [[(1, "amount", fund), (1, "note", fund), (2, "amount", fund), (2, "note", fund)]]


def test_the_expression_is_filled_and_not_what_it_comes_to(view: SheetView) -> None:
    import msgspec

    cells = tuple(
        msgspec.structs.replace(cell, typed="=46.1*2") if cell.address == "entry/basic/1.amount" else cell
        for cell in entry().cells
    )
    view.show_sheet(msgspec.structs.replace(entry(), cells=cells))
    seen = block_edits(view)
    view.go_to("entry/basic/2.amount")
    key(view.grid, Qt.Key.Key_D, CTRL)
    assert seen == [[(2, "amount", "=46.1*2")]]


def test_derived_cells_are_passed_over_and_that_is_said(view: SheetView, qtbot: QtBot) -> None:
    view.show_sheet(pivot())
    seen = block_edits(view)
    select(view, 2, 4, 5, 4)
    with qtbot.waitSignal(view.passed_over) as signal:
        key(view.grid, Qt.Key.Key_D, CTRL)
    assert (seen, signal.args) == ([], [2])


def test_the_handle_is_dragged_down_to_fill(view: SheetView) -> None:
    seen = block_edits(view)
    view.go_to("entry/basic/1.note")
    select(view, 0, 4, 1, 4)
    handle = view.grid.handle()
    assert handle is not None
    viewport = view.grid.viewport()
    below = view.grid.visualRect(view.model.index(3, 4)).center()
    QTest.mousePress(viewport, LEFT, NONE, handle.center())
    QTest.mouseMove(viewport, below)
    QTest.mouseRelease(viewport, LEFT, NONE, below)
    assert seen == [[(4, "note", "含津贴补贴")]]
    assert view.grid.selecting.box().height() == 4


def test_the_pointer_becomes_a_cross_over_the_handle(view: SheetView) -> None:
    view.go_to("entry/basic/1.note")
    handle = view.grid.handle()
    assert handle is not None
    QTest.mouseMove(view.grid.viewport(), handle.center())
    on = view.grid.viewport().cursor().shape()
    QTest.mouseMove(view.grid.viewport(), handle.center() - QPoint(40, 12))
    assert (on, view.grid.viewport().cursor().shape()) == (Qt.CursorShape.CrossCursor, Qt.CursorShape.ArrowCursor)


def test_a_cell_that_takes_nothing_has_no_handle(view: SheetView) -> None:
    view.show_sheet(pivot())
    view.go_to("05!201.total")
    assert view.grid.handle() is None


def test_a_double_click_on_the_handle_fills_as_far_as_the_column_beside_goes(view: SheetView) -> None:
    seen = block_edits(view)
    view.go_to("entry/basic/2.note")
    handle = view.grid.handle()
    assert handle is not None
    QTest.mouseDClick(view.grid.viewport(), LEFT, NONE, handle.center())
    assert seen == [[(3, "note", "含津贴补贴"), (4, "note", "含津贴补贴")]]


# Cut, copy, paste


def dashed(view: SheetView) -> bool:
    return view.grid.overlay.lifted is not None


def test_a_copy_stands_in_dashes_until_esc(view: SheetView) -> None:
    view.go_to("entry/basic/1.note")
    key(view.grid, Qt.Key.Key_C, CTRL)
    copied = dashed(view)
    key(view.grid, Qt.Key.Key_Escape)
    assert (copied, dashed(view)) == (True, False)


def test_the_dashes_are_painted(view: SheetView) -> None:
    select(view, 0, 0, 1, 1)
    key(view.grid, Qt.Key.Key_C, CTRL)
    view.grid.go((3, 3))
    shot = view.grid.viewport().grab().toImage()
    bottom = view.grid.visualRect(view.model.index(1, 0)).bottom()
    row = {shot.pixelColor(x, bottom).name() for x in range(4, 60)}
    assert {LIGHT.accent.name(), LIGHT.paper.name()} <= row


def test_what_was_cut_is_emptied_in_the_stroke_that_pastes_it(view: SheetView, qtbot: QtBot) -> None:
    select(view, 1, 3, 1, 4)
    key(view.grid, Qt.Key.Key_X, CTRL)
    view.go_to("entry/basic/4.amount")
    with qtbot.waitSignal(view.pasted) as signal:
        key(view.grid, Qt.Key.Key_V, CTRL)
    assert signal.args is not None
    row, column, block, emptied = signal.args
    assert (row, column, block) == (3, 3, [["118.05", "含津贴补贴"]])
    assert [(it.row_id, it.column) for it in emptied] == [(2, "amount"), (2, "note")]
    assert not dashed(view)


def test_esc_takes_a_cut_back_and_the_paste_is_a_copy(view: SheetView, qtbot: QtBot) -> None:
    select(view, 1, 3, 1, 4)
    key(view.grid, Qt.Key.Key_X, CTRL)
    key(view.grid, Qt.Key.Key_Escape)
    view.go_to("entry/basic/4.amount")
    with qtbot.waitSignal(view.pasted) as signal:
        key(view.grid, Qt.Key.Key_V, CTRL)
    assert signal.args is not None
    assert signal.args[3] == []


def test_what_another_program_has_copied_since_empties_nothing(view: SheetView) -> None:
    seen = block_edits(view)
    view.go_to("entry/basic/2.note")
    key(view.grid, Qt.Key.Key_X, CTRL)
    QGuiApplication.clipboard().setText("外来")
    view.go_to("entry/basic/1.note")
    key(view.grid, Qt.Key.Key_V, CTRL)
    assert seen == [[(1, "note", "外来")]]


def test_nothing_is_cut_out_of_a_locked_book(view: SheetView, qtbot: QtBot) -> None:
    view.set_writable(False)
    view.go_to("entry/basic/1.note")
    with qtbot.waitSignal(view.refused):
        key(view.grid, Qt.Key.Key_X, CTRL)
    assert not dashed(view)


_COPY_AND_END = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from desktop.sheet.view import SheetView
from tests.desktop.sheet_samples import entry
program = QApplication([])
view = SheetView()
view.show_sheet(entry())
view.gestures.copy()
QTimer.singleShot(0, program.quit)
program.exec()
print(program.clipboard().text())
"""


def test_a_program_that_has_copied_ends_well_and_leaves_the_text() -> None:
    ended = subprocess.run([sys.executable, "-c", _COPY_AND_END], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (0, "2014001\n")


@pytest.mark.parametrize(
    ("block", "rows", "columns", "wanted"),
    [
        ((("1", "2"),), 3, 2, (("1", "2"),) * 3),
        ((("1", "2"),), 3, 1, (("1", "2"),) * 3),
        ((("1",), ("2",)), 4, 1, (("1",), ("2",), ("1",), ("2",))),
        ((("1",), ("2",)), 3, 1, (("1",), ("2",))),
        ((("1", "2"),), 2, 3, (("1", "2"),)),
        ((("1",),), 2, 2, (("1", "1"), ("1", "1"))),
    ],
)
def test_a_block_is_repeated_where_the_selection_is_a_multiple_of_it(
    block: tuple[tuple[str, ...], ...], rows: int, columns: int, wanted: tuple[tuple[str, ...], ...]
) -> None:
    assert repeated(block, rows, columns) == wanted


def test_the_apostrophe_that_makes_a_text_of_a_number_is_left_out() -> None:
    assert pasted_block("'00123\t'七五'普法\t1,234.50\n") == (("00123", "'七五'普法", "1,234.50"),)


# Rows

MANY: tuple[EntryLine, ...] = (*ENTRY[:2], *((id_, "record", ENTRY[0][2]) for id_ in range(11, 60)), ENTRY[4])


def number(view: SheetView, row: int) -> QPoint:
    return QPoint(8, view.grid.marks.sectionViewportPosition(row) + 8)


def drag_rows(view: SheetView, first: int, last: int, to: QPoint) -> None:
    marks = view.grid.marks.viewport()
    QTest.mousePress(marks, LEFT, NONE, number(view, first))
    QTest.mouseMove(marks, number(view, last))
    QTest.mouseRelease(marks, LEFT, NONE, number(view, last))
    QTest.mousePress(marks, LEFT, NONE, number(view, first))
    QTest.mouseMove(marks, to)


def test_selected_rows_are_dragged_by_their_numbers_and_a_line_shows_where_they_land(
    view: SheetView, qtbot: QtBot
) -> None:
    to = number(view, 3) + QPoint(0, 12)
    drag_rows(view, 0, 1, to)
    shown = view.grid.overlay.frames().landing
    with qtbot.waitSignal(view.move_rows) as signal:
        QTest.mouseRelease(view.grid.marks.viewport(), LEFT, NONE, to)
    assert (shown, signal.args) == (4, [[1, 2], 2])
    assert view.grid.overlay.frames().landing is None


def test_esc_leaves_dragged_rows_where_they_are(view: SheetView, qtbot: QtBot) -> None:
    to = number(view, 3) + QPoint(0, 12)
    drag_rows(view, 0, 1, to)
    press(view, Qt.Key.Key_Escape)
    with qtbot.assertNotEmitted(view.move_rows):
        QTest.mouseRelease(view.grid.marks.viewport(), LEFT, NONE, to)


def test_esc_leaves_a_dragged_handle_without_effect(view: SheetView) -> None:
    seen = block_edits(view)
    view.go_to("entry/basic/2.note")
    handle = view.grid.handle()
    assert handle is not None
    below = view.grid.visualRect(view.model.index(3, 4)).center()
    QTest.mousePress(view.grid.viewport(), LEFT, NONE, handle.center())
    QTest.mouseMove(view.grid.viewport(), below)
    press(view, Qt.Key.Key_Escape)
    QTest.mouseRelease(view.grid.viewport(), LEFT, NONE, below)
    assert (seen, view.grid.overlay.is_dragging()) == ([], False)


def test_a_row_is_not_dropped_below_the_empty_one(view: SheetView, qtbot: QtBot) -> None:
    to = number(view, 4) + QPoint(0, 200)
    drag_rows(view, 0, 0, to)
    with qtbot.waitSignal(view.move_rows) as signal:
        QTest.mouseRelease(view.grid.marks.viewport(), LEFT, NONE, to)
    assert signal.args == [[1], 3]


def test_a_dragged_row_scrolls_the_list(view: SheetView, qtbot: QtBot) -> None:
    view.show_sheet(entry(MANY))
    to = QPoint(8, view.grid.viewport().height() + 60)
    drag_rows(view, 0, 0, to)
    for _ in range(60):
        view.gestures.rows.scroll.step()
    with qtbot.waitSignal(view.move_rows) as signal:
        QTest.mouseRelease(view.grid.marks.viewport(), LEFT, NONE, to)
    assert signal.args == [[1], 50]


def test_a_press_on_a_selected_number_selects_that_row_alone(view: SheetView) -> None:
    marks = view.grid.marks.viewport()
    QTest.mouseClick(marks, LEFT, NONE, number(view, 0))
    QTest.mouseClick(marks, LEFT, SHIFT, number(view, 2))
    several = view.grid.selecting.box().height()
    QTest.mouseClick(marks, LEFT, NONE, number(view, 1))
    assert (several, view.grid.selecting.box().height(), at(view)) == (3, 1, "entry/basic/2.function")


@pytest.mark.parametrize(
    ("which", "modifiers"),
    [
        (Qt.Key.Key_Equal, CTRL | SHIFT), (Qt.Key.Key_Plus, CTRL | SHIFT),
        (Qt.Key.Key_Plus, CTRL | Qt.KeyboardModifier.KeypadModifier),
    ],
)  # fmt: skip
def test_rows_are_put_in_above_the_selected_ones(
    view: SheetView, qtbot: QtBot, which: Qt.Key, modifiers: Qt.KeyboardModifier
) -> None:
    select(view, 1, 2, 2, 2)
    with qtbot.waitSignal(view.insert_rows) as signal:
        key(view.grid, which, modifiers)
    assert signal.args == [2, 2]


def test_several_selected_rows_move_together(view: SheetView, qtbot: QtBot) -> None:
    select(view, 1, 2, 2, 2)
    with qtbot.waitSignal(view.move_rows) as signal:
        key(view.grid, Qt.Key.Key_Up, ALT)
    assert signal.args == [[2, 3], 0]


def test_a_form_has_no_rows_to_put_in(view: SheetView, qtbot: QtBot) -> None:
    view.show_sheet(pivot())
    with qtbot.assertNotEmitted(view.insert_rows):
        press(view, Qt.Key.Key_Home)
        key(view.grid, Qt.Key.Key_Plus, CTRL)


@pytest.mark.parametrize("text", ["新名称", "新名称\t\t"])
def test_a_text_pasted_over_a_merged_cell_is_all_taken(view: SheetView, text: str) -> None:
    lost: list[int] = []
    view.passed_over.connect(lost.append)
    view.show_sheet(document())
    view.go_to("15/信访!code")
    QGuiApplication.clipboard().setText(text)
    key(view.grid, Qt.Key.Key_V, CTRL)
    assert lost == []


def test_a_text_of_a_pasted_block_that_falls_under_a_merge_is_told(view: SheetView) -> None:
    lost: list[int] = []
    view.passed_over.connect(lost.append)
    view.show_sheet(document())
    view.go_to("15/信访!code")
    QGuiApplication.clipboard().setText("新代码\t旧代码")
    key(view.grid, Qt.Key.Key_V, CTRL)
    assert lost == [1]


def test_a_pasted_dash_is_zero_over_a_figure_and_nothing_elsewhere(view: SheetView) -> None:
    view.show_sheet(pivot())
    seen = block_edits(view)
    view.go_to("05!2014001.total")
    QGuiApplication.clipboard().setText(" - \t -   \t-\t-\t-\n")
    key(view.grid, Qt.Key.Key_V, CTRL)
    assert seen == [[(2014001, "personnel", "0"), (2014001, "operating", "0")]]
