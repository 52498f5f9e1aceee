"""Blocks and rows in the window, down to the book: a large paste is looked at first, rows go where they are put."""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from db.entry.tabs import entry_rows
from desktop.dialogs.paste import PasteDialog
from desktop.main_window import MainWindow
from desktop.panels.widgets import children
from desktop.sheet.menu import cell_menu
from tests.desktop.keys import CTRL, NONE, key
from tests.desktop.sheet_user import SHIFT

LEFT = Qt.MouseButton.LeftButton
LINE = "112001\t\t2014001\t{code}\t\t\t\t{amount}\t{note}"


def lines(count: int, amount: str = "1,234.50") -> str:
    return "\r\n".join(LINE.format(code="30201", amount=amount, note=f"第{at}笔") for at in range(count)) + "\r\n"


def paste(window: MainWindow, address: str, text: str) -> PasteDialog | None:
    assert window.go_to(address)
    QGuiApplication.clipboard().setText(text)
    key(window.workspace.view.grid, Qt.Key.Key_V, CTRL)
    found: object = window.findChild(PasteDialog)
    return found if isinstance(found, PasteDialog) else None


def amounts(window: MainWindow) -> list[str]:
    return [row.texts["amount"] for row in entry_rows(window.session.book, "basic")]


def notes(window: MainWindow) -> list[str]:
    return [row.texts["note"] for row in entry_rows(window.session.book, "basic")]


def test_a_small_block_goes_in_at_once_and_stands_selected(filled: MainWindow) -> None:
    assert paste(filled, "entry/basic/2.unit", lines(3)) is None
    box = filled.workspace.view.grid.selecting.box()
    assert (amounts(filled)[1:], (box.top(), box.height(), box.width())) == (["1234.50"] * 3, (1, 3, 9))


def test_a_large_block_is_looked_at_first_and_enter_puts_it_in(filled: MainWindow) -> None:
    dialog = paste(filled, "entry/basic/2.unit", lines(30))
    assert dialog is not None
    before = len(amounts(filled))
    key(dialog, Qt.Key.Key_Return)
    assert (before, len(amounts(filled))) == (1, 31)


def test_cancelling_the_look_changes_nothing(filled: MainWindow) -> None:
    dialog = paste(filled, "entry/basic/2.unit", lines(30))
    assert dialog is not None
    key(dialog, Qt.Key.Key_Escape)
    assert (len(amounts(filled)), filled.session.book.undo_caption) == (1, filled.session.book.newest(1)[0].caption)


def test_the_look_says_what_is_new_and_which_texts_are_no_values_and_why(filled: MainWindow) -> None:
    dialog = paste(filled, "entry/basic/1.unit", lines(30, "1o.5"))
    assert dialog is not None
    assert "30 行，新增 29 行" in dialog.summary.text()
    assert "✗ 30 格还不能算数" in dialog.summary.text()
    assert dialog.reasons.text().startswith("✗ 第 1 行 金额(万元) “1o.5”：")
    shown = [str(dialog.cells.index(0, at).data()) for at in range(dialog.cells.columnCount())]
    assert "✗ 75.30 → 1o.5" in shown
    dialog.reject()


def test_a_block_with_headings_is_laid_by_them(filled: MainWindow) -> None:
    text = "金额(元)\t序号\t单位编码\t经济科目\t功能科目\n62000\t1\t112001\t30201\t2014001\n"
    dialog = paste(filled, "entry/basic/2.unit", text)
    assert dialog is not None
    assert dialog.unknown.text() == "这里没有这些栏，不粘贴：序号。"
    QTest.mouseClick(dialog.deed, LEFT)
    row = entry_rows(filled.session.book, "basic")[-1]
    assert (row.texts["economic"], row.texts["amount"], row.problems) == ("30201", "6.20", {})


def test_the_headings_can_be_taken_for_texts(filled: MainWindow) -> None:
    text = "单位编码\t类别\n112001\t人员经费\n"
    dialog = paste(filled, "entry/basic/2.unit", text)
    assert dialog is not None
    dialog.headings.click()
    key(dialog, Qt.Key.Key_Return)
    assert [row.texts["unit"] for row in entry_rows(filled.session.book, "basic")][1:] == ["单位编码", "112001"]


def test_excels_own_quoting_and_blank_rows_come_through(filled: MainWindow) -> None:
    first = LINE.format(code="30201", amount="１，２３４．５", note='"两\n行""引""号"')
    last = LINE.format(code="30202", amount="2", note="'00123")
    paste(filled, "entry/basic/2.unit", "\r\n".join((first, "\t" * 8, last, "")))
    rows = entry_rows(filled.session.book, "basic")[1:]
    assert [row.texts["note"] for row in rows] == ['两\n行"引"号', "00123"]


def test_cut_and_paste_move_figures_in_one_step(filled: MainWindow) -> None:
    paste(filled, "entry/basic/2.unit", lines(2, "5"))
    grid = filled.workspace.view.grid
    filled.go_to("entry/basic/2.note")
    key(grid, Qt.Key.Key_X, CTRL)
    filled.go_to("entry/basic/1.note")
    key(grid, Qt.Key.Key_V, CTRL)
    moved = notes(filled)
    key(grid, Qt.Key.Key_Z, CTRL)
    assert (moved, notes(filled)) == (["第0笔", "", "第1笔"], ["", "第0笔", "第1笔"])


def test_a_figure_that_changed_after_it_was_cut_is_not_emptied(filled: MainWindow) -> None:
    paste(filled, "entry/basic/2.unit", lines(1, "5"))
    grid = filled.workspace.view.grid
    filled.go_to("entry/basic/2.amount")
    key(grid, Qt.Key.Key_X, CTRL)
    cell = filled.workspace.view.current_cell()
    assert cell is not None
    assert cell.binding is not None
    filled.session.edit(cell.binding, "9")  # as from the trace
    filled.go_to("entry/basic/1.amount")
    key(grid, Qt.Key.Key_V, CTRL)
    assert amounts(filled) == ["5.00", "9.00"]


def test_a_row_is_put_in_above_and_filled_where_it_stands(filled: MainWindow) -> None:
    grid = filled.workspace.view.grid
    filled.go_to("entry/basic/1.unit")
    key(grid, Qt.Key.Key_Plus, CTRL | SHIFT)
    for text in ("112001", "人员经费", "2014001", "30101", "一般公共预算", "本年", "区级", "3.20"):
        QTest.keyClicks(grid, text[0]) if text.isascii() else None
        opened = grid.editing()
        if opened is not None:
            opened[1].replace(text)
            key(opened[1], Qt.Key.Key_Tab)
        else:
            key(grid, Qt.Key.Key_Tab)
    assert (amounts(filled), grid.position()[0]) == (["3.20", "75.30"], 0)


def test_ctrl_d_in_the_window_is_one_step_with_its_name(filled: MainWindow) -> None:
    paste(filled, "entry/basic/2.unit", lines(2, "5"))
    grid = filled.workspace.view.grid
    filled.go_to("entry/basic/1.amount")
    grid.selecting.extend((2, 7))
    key(grid, Qt.Key.Key_D, CTRL)
    assert (amounts(filled), filled.session.book.undo_caption) == (["75.30"] * 3, "填充 2 格")


def test_rows_dragged_by_their_numbers_stand_there_in_the_book_and_stay_selected(filled: MainWindow) -> None:
    paste(filled, "entry/basic/2.unit", lines(3, "5"))
    grid = filled.workspace.view.grid
    marks = grid.marks

    def middle(row: int) -> QPoint:
        return QPoint(8, marks.sectionViewportPosition(row) + marks.sectionSize(row) // 2)

    QTest.mouseClick(marks.viewport(), LEFT, NONE, middle(2))
    QTest.mouseClick(marks.viewport(), LEFT, SHIFT, middle(3))
    QTest.mousePress(marks.viewport(), LEFT, NONE, middle(2))
    QTest.mouseMove(marks.viewport(), middle(0) - QPoint(0, 6))
    QTest.mouseRelease(marks.viewport(), LEFT, NONE, middle(0) - QPoint(0, 6))
    assert (notes(filled), grid.selecting.box().top()) == (["第1笔", "第2笔", "", "第0笔"], 0)


def test_a_row_once_more_is_offered_in_the_menu(filled: MainWindow) -> None:
    filled.go_to("entry/basic/1.amount")
    menu = cell_menu(filled.workspace.view, entry=True)
    next(action for action in menu.actions() if action.text() == "复制一行").trigger()
    assert (amounts(filled), filled.workspace.view.grid.position()[0]) == (["75.30", "75.30"], 1)


def test_the_zoom_stands_in_the_line_of_state_and_a_press_takes_it_back(filled: MainWindow, tmp_path: Path) -> None:
    filled.commands.actions["zoom_in"].trigger()
    word = next(it for it in children(filled.status, QPushButton) if "%" in it.text())
    larger = word.text()
    QTest.mouseClick(word, LEFT)
    assert (larger, word.text(), filled.workspace.view.zoom) == ("110%", "100%", 100)


def test_a_block_over_a_form_that_is_all_derived_changes_nothing(filled: MainWindow) -> None:
    before = filled.session.book.undo_caption
    paste(filled, "03!total.total", "1\t2\n3\t4")
    assert filled.session.book.undo_caption == before
