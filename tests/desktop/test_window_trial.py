"""What somebody meets who uses the window for the first time: every gesture is answered, and what is shown is so."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.main_window import MainWindow
from desktop.panels.widgets import children
from tests.desktop.keys import click, key
from tests.desktop.test_window_main import type_over


def texts(page: object) -> str:
    """All that a page says."""
    from PySide6.QtWidgets import QWidget

    assert isinstance(page, QWidget)
    return "\n".join(one.text() for one in children(page, QLabel) if not one.isHidden())


def tallied(window: MainWindow) -> list[str]:
    """What the line of state says of the selection."""
    return [text for text in window.status.texts if "计数" in text]


def test_a_book_hardly_begun_is_not_called_ready(filled: MainWindow) -> None:
    filled.navigation.choose(filled.navigation.places[-1])
    assert "审核通过" not in texts(filled.workspace.submission)


def test_the_page_of_submission_names_what_is_missing(filled: MainWindow) -> None:
    filled.navigation.choose(filled.navigation.places[-1])
    assert "“填报人”没有填" in texts(filled.workspace.submission)


def test_who_types_into_a_total_of_several_lines_is_told_where_to_change_them(filled: MainWindow) -> None:
    filled.session.paste("basic", 1, 0, [["112001", "", "2014001", "30102", "", "", "", "10"]])
    filled.go_to("05!total.total")
    key(filled.workspace.view.grid, Qt.Key.Key_5)
    assert filled.banner.sentence == "这一格是 2 笔相加：在右侧“构成”里改各笔，或键入新的合计、按 Enter 分摊到各笔。"


def test_who_types_into_a_total_sees_what_it_is_made_of_although_the_panel_was_away(filled: MainWindow) -> None:
    filled.folding.fold("trace")
    filled.go_to("05!total.total")
    key(filled.workspace.view.grid, Qt.Key.Key_5)
    assert filled.trace.isVisible()


def test_typing_into_a_total_leads_nowhere_else(filled: MainWindow) -> None:
    filled.go_to("05!total.total")
    key(filled.workspace.view.grid, Qt.Key.Key_7)
    current = filled.workspace.view.current_cell()
    assert current is not None
    assert current.address == "05!total.total"


def test_what_was_said_of_a_total_goes_with_it(filled: MainWindow) -> None:
    filled.go_to("05!total.total")
    key(filled.workspace.view.grid, Qt.Key.Key_5)
    key(filled.workspace.view.grid, Qt.Key.Key_Down)
    assert filled.banner.sentence == ""


def test_delete_on_a_total_is_answered_too(filled: MainWindow) -> None:
    filled.go_to("05!total.total")
    key(filled.workspace.view.grid, Qt.Key.Key_Delete)
    assert "这一格" in filled.banner.sentence


@pytest.mark.parametrize("which", [Qt.Key.Key_Down, Qt.Key.Key_Shift, Qt.Key.Key_Escape, Qt.Key.Key_Home])
def test_a_key_that_types_nothing_is_no_typing(filled: MainWindow, which: Qt.Key) -> None:
    filled.go_to("05!total.total")
    key(filled.workspace.view.grid, which)
    assert filled.banner.sentence == ""


def test_the_sum_of_the_selection_follows_an_edit_and_its_undo(filled: MainWindow) -> None:
    type_over(filled, "entry/basic/1.amount", "80.5")
    filled.go_to("entry/basic/1.amount")
    key(filled.workspace.view.grid, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    edited = tallied(filled)
    key(filled.workspace.view.grid, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [edited, tallied(filled)] == [["平均值 80.50　计数 2　求和 80.50"], ["平均值 75.30　计数 2　求和 75.30"]]


def test_the_sum_of_the_selection_follows_delete(filled: MainWindow) -> None:
    filled.go_to("entry/basic/1.amount")
    key(filled.workspace.view.grid, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    before = tallied(filled)
    key(filled.workspace.view.grid, Qt.Key.Key_Delete)
    assert [before, tallied(filled)] == [["平均值 75.30　计数 2　求和 75.30"], ["计数 1"]]


@pytest.mark.parametrize("size", [(1366, 768), (960, 540), (683, 384)])
def test_why_a_text_is_no_amount_is_read_without_the_mouse(filled: MainWindow, size: tuple[int, int]) -> None:
    filled.resize(*size)
    type_over(filled, "entry/basic/1.amount", "12o.50")
    filled.go_to("entry/basic/1.amount")
    QApplication.processEvents()
    note = filled.status.note
    room = note.heightForWidth(note.width()) if note.wordWrap() else note.sizeHint().height()
    fits = note.wordWrap() or note.sizeHint().width() <= note.width()
    assert (note.text()[:2], fits, room <= note.height()) == ("✗ ", True, True)


def test_a_cell_without_a_fault_has_no_note(filled: MainWindow) -> None:
    type_over(filled, "entry/basic/1.amount", "12o.50")
    type_over(filled, "entry/basic/1.amount", "12.50")
    filled.go_to("entry/basic/1.amount")
    assert filled.status.note.text() == ""


@pytest.mark.parametrize("size", [(960, 540), (683, 384)])
def test_in_a_small_window_a_press_on_审核_opens_the_list(filled: MainWindow, size: tuple[int, int]) -> None:
    type_over(filled, "entry/basic/1.amount", "12o.50")
    filled.resize(*size)
    QApplication.processEvents()
    click(filled.bar.check)
    assert (filled.findings.isVisible(), filled.findings.list.height() >= 26) == (True, True)


@pytest.mark.parametrize("size", [(960, 540), (683, 384)])
def test_in_a_small_window_a_press_on_构成_opens_the_panel_and_another_puts_it_away(
    filled: MainWindow, size: tuple[int, int]
) -> None:
    filled.resize(*size)
    QApplication.processEvents()
    shown = []
    for _ in range(2):
        click(filled.status.fold("trace"))
        shown.append(filled.trace.isVisible())
    assert shown == [True, False]


def test_in_the_smallest_window_the_list_of_places_is_a_press_away(filled: MainWindow) -> None:
    filled.resize(683, 384)
    QApplication.processEvents()
    away = not filled.navigation.isVisible()
    click(filled.status.fold("navigation"))
    assert (away, filled.navigation.isVisible()) == (True, True)


def test_in_a_large_window_no_word_stands_in_the_line_of_state(filled: MainWindow) -> None:
    assert not filled.status.fold("trace").isVisible()


@pytest.mark.parametrize("size", [(1366, 768), (960, 540), (683, 384)])
def test_every_word_of_the_bar_is_inside_the_window(filled: MainWindow, size: tuple[int, int]) -> None:
    filled.resize(*size)
    QApplication.processEvents()
    bar = filled.bar
    ends = [word.mapTo(bar, word.rect().bottomRight()).x() for word in (bar.brand, bar.check, bar.submit)]
    assert max(ends) < size[0]


def test_a_press_on_the_name_opens_a_menu_that_says_what_is_done_with_files(window: MainWindow) -> None:
    menu = window.bar.brand.menu()
    assert menu is not None
    words = "".join(action.text() for action in menu.actions())
    wanted = ("文件", "新建账套", "打开", "最近打开", "示例账套", "导入", "录入模板", "导出", "核验收到的工作簿")
    assert ([word for word in wanted if word not in words], "▾" in window.bar.brand.text()) == ([], True)


def test_without_a_book_enter_begins_a_new_one(window: MainWindow) -> None:
    window.activateWindow()
    assert window.focusWidget() is window.start.new_button


def test_who_types_into_a_total_of_a_book_for_reading_is_told_that_nothing_can_be_typed(
    qtbot: QtBot, filled: MainWindow
) -> None:
    reader = MainWindow(filled.look)
    qtbot.addWidget(reader)
    assert reader.session.open(filled.session.book.path)
    reader.banner.hide()
    reader.go_to("05!total.total")
    key(reader.workspace.view.grid, Qt.Key.Key_5)
    assert reader.banner.sentence == reader.session.reading.locked
    reader.close()


def test_a_block_pasted_partly_over_derived_cells_says_what_found_no_place(filled: MainWindow) -> None:
    filled.go_to("05!2014001.basic")
    QApplication.clipboard().setText("7.00\t60.00\n")
    filled.workspace.view.gestures.paste()
    assert "另有 1 格由程序算出或超出表格，没有填入" in filled.banner.sentence


def test_a_block_that_finds_all_its_places_says_nothing(filled: MainWindow) -> None:
    filled.go_to("05!2014001.personnel")
    QApplication.clipboard().setText("60.00\n")
    filled.workspace.view.gestures.paste()
    assert filled.banner.sentence == ""
