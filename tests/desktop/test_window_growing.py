"""Typing into official forms at the window: new rows, totals spread over lines, hints by rate, a wage table pasted."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTableWidget

from db.forms.growing import NEW_ROW
from desktop.dialogs.payroll import PayrollDialog
from desktop.main_window import MainWindow
from desktop.panels.widgets import children
from tests.desktop.keys import CTRL, click, key, type_text
from tests.desktop.test_window_main import cell, place, type_over

ALT = Qt.KeyboardModifier.AltModifier
ALLOWANCE = [["112001", "", "2014001", "30102", "", "", "", "24.70"]]
WAGES = "功能科目\t基本工资\t奖金\t合计\n2014001\t800000\t1389300\t2189300\n"


@pytest.fixture
def two(filled: MainWindow) -> MainWindow:
    """75.30 of wages and 24.70 of allowances on one function."""
    assert filled.session.paste("basic", 1, 0, ALLOWANCE)
    return filled


def empty_row(window: MainWindow, form: str) -> None:
    """Go to the first cell of a form's empty row."""
    window.navigation.choose(place(window, form))
    sheet = window.workspace.sheet
    assert sheet is not None
    window.workspace.view.setFocus()
    window.workspace.view.grid.go((sheet.row_keys.index(NEW_ROW), 0))


def typed(window: MainWindow, text: str, *keys: Qt.Key) -> None:
    """Type into the current cell of the page, and leave it."""
    grid = window.workspace.view.grid
    for sign in text:
        opened = grid.editing()
        type_text(opened[1] if opened else grid, sign)
    for one in keys:
        opened = grid.editing()
        key(opened[1] if opened else grid, one)
    QApplication.processEvents()


def lines(window: MainWindow) -> list[tuple[object, ...]]:
    found = window.session.book.connection.execute(
        "select nature, function, economic, amount from expenditure order by id"
    )
    return found.fetchall()[1:]


def column(table: QTableWidget, at: int) -> list[str]:
    """What a column of a preview says."""
    items = [table.item(row, at) for row in range(table.rowCount())]
    return [item.text() for item in items if item is not None]


def look(window: MainWindow) -> PayrollDialog | None:
    """What a pasted wage table is looked at in."""
    return children(window, PayrollDialog)[0] if children(window, PayrollDialog) else None


def now(window: MainWindow) -> str:
    current = window.workspace.view.current_cell()
    assert current is not None
    return current.address


def test_a_code_and_an_amount_in_the_empty_row_of_07_make_the_line(filled: MainWindow) -> None:
    empty_row(filled, "07")
    typed(filled, "30108", Qt.Key.Key_Tab)
    typed(filled, "36.29", Qt.Key.Key_Return)
    assert lines(filled) == [("personnel", "2080505", "30108", 36_290_000)]


def test_after_enter_the_next_code_is_typed_into_the_empty_row(filled: MainWindow) -> None:
    empty_row(filled, "07")
    typed(filled, "30108", Qt.Key.Key_Tab)
    typed(filled, "36.29", Qt.Key.Key_Return)
    typed(filled, "30113", Qt.Key.Key_Tab)
    typed(filled, "43.80", Qt.Key.Key_Return)
    assert [line[2] for line in lines(filled)] == ["30108", "30113"]


def test_after_tab_one_goes_on_along_the_row_that_was_made(filled: MainWindow) -> None:
    empty_row(filled, "07")
    typed(filled, "30108", Qt.Key.Key_Tab)
    typed(filled, "36.29", Qt.Key.Key_Tab)
    assert now(filled) == "07!30108.operating"


def test_a_code_that_has_its_row_leads_there(filled: MainWindow) -> None:
    empty_row(filled, "07")
    typed(filled, "30101", Qt.Key.Key_Tab)
    assert now(filled) == "07!30101.personnel"


def test_a_code_that_is_none_says_so_in_its_cell_and_stays(filled: MainWindow) -> None:
    empty_row(filled, "07")
    typed(filled, "999", Qt.Key.Key_Return)
    current = filled.workspace.view.current_cell()
    assert current is not None
    assert (current.text, filled.status.note.text()[:2]) == ("999", "✗ ")


def test_a_missing_part_is_asked_beside_the_cell_and_enter_makes_the_line(filled: MainWindow) -> None:
    assert filled.go_to("05!2014001.operating")
    typed(filled, "6.20", Qt.Key.Key_Return)
    card = filled.growing.card
    assert card is not None
    type_text(card.fields["economic"], "30201")
    key(card.fields["economic"], Qt.Key.Key_Return)
    assert lines(filled) == [("operating", "2014001", "30201", 6_200_000)]


def test_esc_on_the_question_keeps_the_figure_as_a_draft_and_says_where(filled: MainWindow) -> None:
    assert filled.go_to("05!2014001.operating")
    typed(filled, "6.20", Qt.Key.Key_Return)
    card = filled.growing.card
    assert card is not None
    key(card.fields["economic"], Qt.Key.Key_Escape)  # the list of offers
    key(card.fields["economic"], Qt.Key.Key_Escape)
    filled.banner.press()
    assert (lines(filled), now(filled), filled.growing.card) == ([], "entry/basic/2.economic", None)


def test_a_question_left_open_is_a_draft_when_the_book_is_closed(filled: MainWindow) -> None:
    path = filled.session.book.path
    assert filled.go_to("05!2014001.operating")
    typed(filled, "6.20", Qt.Key.Key_Return)
    filled.session.close()
    assert filled.session.open(path)
    waiting = filled.session.book.connection.execute("select text from pending where column_name = 'amount'")
    assert waiting.fetchall() == [("6.20",)]


def test_one_undo_takes_the_new_line_back(filled: MainWindow) -> None:
    empty_row(filled, "07")
    typed(filled, "30108", Qt.Key.Key_Tab)
    typed(filled, "36.29", Qt.Key.Key_Return)
    key(filled.workspace.view.grid, Qt.Key.Key_Z, CTRL)
    assert lines(filled) == []


def test_a_total_typed_over_its_lines_goes_on_in_the_trace_and_is_looked_at_first(two: MainWindow) -> None:
    assert two.go_to("05!2014001.personnel")
    key(two.workspace.view.grid, Qt.Key.Key_2)
    total = two.trace.total
    assert total is not None
    type_text(total, "00")
    key(total, Qt.Key.Key_Return)
    dialog = two.tracing.spreading.dialog
    assert dialog is not None
    assert column(dialog.lines, 3) == ["150.60", "49.40"]


def test_a_spread_total_is_written_by_enter_and_is_one_undo_step(two: MainWindow) -> None:
    two.go_to("05!2014001.personnel")
    two.tracing.spreading.open("200")
    dialog = two.tracing.spreading.dialog
    assert dialog is not None
    key(dialog.total, Qt.Key.Key_Return)
    spread = cell(two, "05!2014001.personnel").text
    two.session.undo()
    assert (spread, cell(two, "05!2014001.personnel").text) == ("200.00", "100.00")


def test_a_line_without_its_tick_keeps_its_amount(two: MainWindow) -> None:
    two.go_to("05!2014001.personnel")
    two.tracing.spreading.open("200")
    dialog = two.tracing.spreading.dialog
    assert dialog is not None
    tick = dialog.lines.item(0, 0)
    assert tick is not None
    tick.setCheckState(Qt.CheckState.Unchecked)
    assert column(dialog.lines, 3) == ["75.30", "124.70"]


def test_nothing_is_spread_by_esc(two: MainWindow) -> None:
    two.go_to("05!2014001.personnel")
    two.tracing.spreading.open("200")
    dialog = two.tracing.spreading.dialog
    assert dialog is not None
    key(dialog, Qt.Key.Key_Escape)
    assert cell(two, "05!2014001.personnel").text == "100.00"


def test_enter_goes_from_line_to_line_of_the_trace_and_back_to_the_form(two: MainWindow) -> None:
    two.go_to("05!2014001.personnel")
    two.tracing.open()
    first, second = two.trace.fields()
    type_text(first, "80")
    key(first, Qt.Key.Key_Return)
    at_second = QApplication.focusWidget() is second
    key(QApplication.focusWidget() or second, Qt.Key.Key_Return)
    assert (at_second, QApplication.focusWidget() is two.workspace.view.grid) == (True, True)


def test_the_sum_is_said_while_a_line_of_it_is_typed(two: MainWindow) -> None:
    two.go_to("05!2014001.personnel")
    two.tracing.open()
    type_text(two.trace.fields()[0], "80")
    assert two.trace.foreseen == "合计将为 104.70 万元"


def test_what_is_being_typed_in_the_trace_outlives_a_change_of_the_book(two: MainWindow) -> None:
    two.go_to("05!2014001.personnel")
    two.tracing.open()
    type_text(two.trace.fields()[1], "3")
    two.session.paste("basic", 2, 0, [["112001", "", "2014001", "30103", "", "", "", "5"]])
    two.tracing.show()
    kept = [field.text() for field in two.trace.fields() if field.isModified()]
    assert kept == ["24.703"]


def test_a_rate_is_offered_beside_the_amount_and_alt_equals_types_it(two: MainWindow) -> None:
    two.session.paste("basic", 2, 0, [["112001", "", "2080505", "30108", "", "", "", "10"]])
    two.activateWindow()
    two.go_to("entry/basic/3.amount")
    two.tracing.show()
    two.workspace.view.setFocus()
    key(two.workspace.view.grid, Qt.Key.Key_Equal, ALT)
    assert (cell(two, "entry/basic/3.amount").text, cell(two, "entry/basic/3.amount").typed) == (
        "16.00",
        "(75.30+24.70)*0.16",
    )


def test_a_rate_is_said_in_the_line_of_state(two: MainWindow) -> None:
    two.session.paste("basic", 2, 0, [["112001", "", "2080505", "30108", "", "", "", "10"]])
    two.go_to("entry/basic/3.amount")
    two.tracing.show()
    assert two.status.note.text() == "参考：单位养老保险缴费按 16% 约为 16.00，已填 10.00（Alt+= 填入）"


def test_a_pasted_wage_table_is_looked_at_and_goes_in_as_one_step(filled: MainWindow) -> None:
    filled.go_to("entry/basic/2.unit")
    QApplication.clipboard().setText(WAGES)
    filled.workspace.view.gestures.paste()
    dialog = look(filled)
    assert dialog is not None
    shown = column(dialog.lines, 0)
    click(dialog.deed)
    made = [cell(filled, f"entry/basic/{row}.amount").text for row in (1, 2)]
    filled.session.undo()
    assert (shown, made, cell(filled, "entry/basic/1.amount").text) == (
        ["→ 修改", "＋ 增加"],
        ["80.00", "138.93"],
        "75.30",
    )


def test_a_wage_table_with_a_wrong_total_says_so_before_it_goes_in(filled: MainWindow) -> None:
    filled.go_to("entry/basic/2.unit")
    QApplication.clipboard().setText(WAGES.replace("2189300", "2189301"))
    filled.workspace.view.gestures.paste()
    dialog = look(filled)
    assert dialog is not None
    assert "相差 1" in dialog.totals.text()


def test_a_function_typed_into_the_look_is_taken_for_its_item(filled: MainWindow) -> None:
    filled.go_to("entry/basic/2.unit")
    QApplication.clipboard().setText("人员\t养老保险\t公积金\n行政\t300000\t400000\n")
    filled.workspace.view.gestures.paste()
    dialog = look(filled)
    assert dialog is not None
    function = dialog.lines.item(0, 2)
    assert function is not None
    function.setText("2014001")
    click(dialog.deed)
    assert [line[1] for line in lines(filled)] == ["2014001", "2210201"]


def test_an_amount_typed_over_a_line_in_a_form_still_changes_that_line(filled: MainWindow) -> None:
    type_over(filled, "07!30101.personnel", "80")
    assert cell(filled, "07!30101.personnel").text == "80.00"
