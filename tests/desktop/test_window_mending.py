"""Codes and faults in the window: mends at the cell, in the list and in the menu; grey proposals."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu

from desktop.main_window import MainWindow
from desktop.panels.finding_lines import links
from desktop.panels.finding_row import FINDING, way_rects
from desktop.panels.widgets import children
from tests.desktop.books import filled_in
from tests.desktop.desk import Desk
from tests.desktop.keys import CTRL, click, key, type_text

LINES = [
    ["112001", "", "2014001", "30101", "", "", "", "75.30"],
    ["112001", "", "2080504", "30302", "", "", "", "10.11"],
    ["112001", "", "2080504", "30301", "", "", "", "2"],
]
TAB, ENTER = Qt.Key.Key_Tab, Qt.Key.Key_Return
OBSOLETE = "entry/basic/2.function"
NEW = "entry/basic/4"


@pytest.fixture(scope="module")
def obsolete(begun: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with a line of wages and two lines of a function that is out of use."""
    return filled_in(begun, tmp_path_factory.mktemp("obsolete"), ("basic", LINES))


@pytest.fixture
def window(desk: Desk, obsolete: Path) -> MainWindow:
    return desk.lay(obsolete)


def stand(window: MainWindow, address: str) -> None:
    """Go to a cell with the keyboard on the grid."""
    assert window.go_to(address)
    QApplication.processEvents()
    window.workspace.view.grid.setFocus()


def press(window: MainWindow, *keys: Qt.Key) -> None:
    for one in keys:
        opened = window.workspace.view.grid.editing()
        key(opened[1] if opened else window.workspace.view.grid, one)


def type_in(window: MainWindow, text: str) -> None:
    grid = window.workspace.view.grid
    type_text(grid, text[0])
    opened = grid.editing()
    assert opened is not None
    type_text(opened[1], text[1:])


def row(window: MainWindow, number: int) -> list[str]:
    sheet = window.workspace.sheet
    assert sheet is not None
    return [it.text for it in sheet.cells if it.address.startswith(f"entry/basic/{number}.")]


def functions(window: MainWindow) -> list[str]:
    return [row(window, number)[2] for number in (2, 3)]


def obsolete_in_the_list(window: MainWindow) -> int:
    found = window.findings.model.found
    return next(at for at, one in enumerate(found) if one.check == "obsolete-function")


def words(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions()]


def open_menu(window: MainWindow) -> QMenu:
    grid = window.workspace.view.grid
    grid.customContextMenuRequested.emit(grid.visualRect(grid.currentIndex()).center())
    return next(it for it in children(window.workspace.view, QMenu) if it.isVisible())


def test_the_cell_of_an_obsolete_code_says_what_replaced_it(window: MainWindow) -> None:
    stand(window, OBSOLETE)
    assert "自 2020 年起改为 2080501 行政单位离退休" in window.status.note.text()


def test_ctrl_period_mends_at_the_cell_and_stays_there(window: MainWindow) -> None:
    stand(window, OBSOLETE)
    key(window.workspace.view.grid, Qt.Key.Key_Period, CTRL)
    cell = window.workspace.view.current_cell()
    assert (functions(window), cell.address if cell else "") == (["2080501", "2080501"], OBSOLETE)


def test_a_mend_is_said_and_undone(window: MainWindow) -> None:
    stand(window, OBSOLETE)
    key(window.workspace.view.grid, Qt.Key.Key_Period, CTRL)
    said = window.status.note.text()
    window.commands.actions["undo"].trigger()
    assert (said, functions(window)) == ("✓ 已改正：改用 2080501（2 行）（Ctrl+Z 撤销）", ["2080504", "2080504"])


def test_the_menu_of_a_cell_offers_its_mend_first(window: MainWindow) -> None:
    stand(window, OBSOLETE)
    menu = open_menu(window)
    first = menu.actions()[0]
    first.trigger()
    menu.close()
    assert (first.text(), functions(window)) == ("改用 2080501（2 行）\tCtrl+.", ["2080501", "2080501"])


def test_a_press_on_the_sign_of_a_cell_opens_its_ways_out(window: MainWindow) -> None:
    stand(window, OBSOLETE)
    grid = window.workspace.view.grid
    place = grid.visualRect(grid.currentIndex())
    click(grid.viewport(), QPoint(place.right() - 12, place.center().y()))
    menu = next(menu for menu in children(window.workspace.view, QMenu) if menu.isVisible())
    offered = words(menu)
    menu.close()
    assert offered == ["改用 2080501（2 行）\tCtrl+."]


def test_several_ways_out_are_a_choice(window: MainWindow) -> None:
    window.session.paste("basic", 3, 0, [["112001", "", "2010308", "30201", "", "", "", "1"]])
    stand(window, "entry/basic/4.function")
    key(window.workspace.view.grid, Qt.Key.Key_Period, CTRL)
    menu = window.mending.menu
    assert menu is not None
    offered = words(menu)
    menu.close()
    assert offered[:2] == ["改用 2014001 行政运行", "改用 2014002 一般行政管理事务"]


def test_a_press_on_the_mend_of_a_finding_mends_it(window: MainWindow) -> None:
    stand(window, OBSOLETE)
    found, at = window.findings, obsolete_in_the_list(window)
    found.list.scrollTo(found.model.index(at))
    rect = found.list.visualRect(found.model.index(at))
    ways = way_rects(rect, links(found.model.found[at]), found.list.fontMetrics().horizontalAdvance)
    place = next(place for text, place in ways if text.startswith("改用"))
    click(found.list.viewport(), place.center())
    assert functions(window) == ["2080501", "2080501"]


def test_f7_goes_to_the_list_and_ctrl_period_mends_there(window: MainWindow) -> None:
    stand(window, OBSOLETE)
    window.commands.actions["fold_findings"].trigger()
    found = window.findings
    assert QGuiApplication.focusObject() is found.list
    found.list.setCurrentIndex(found.model.index(obsolete_in_the_list(window)))
    assert found.list.currentIndex().data(FINDING).check == "obsolete-function"
    key(found.list, Qt.Key.Key_Period, CTRL)
    assert functions(window) == ["2080501", "2080501"]


def test_a_row_that_is_left_says_what_it_still_lacks(window: MainWindow) -> None:
    stand(window, f"{NEW}.economic")
    type_in(window, "30201")
    press(window, ENTER)
    assert "第4行：还差单位编码、功能科目、金额" in window.status.note.text()


def test_grey_proposals_stand_in_the_row_to_be_filled(window: MainWindow) -> None:
    stand(window, f"{NEW}.unit")
    ghosts = window.workspace.view.model.ghosts
    assert [ghosts[3, column].text for column in (0, 4)] == ["112001", "一般公共预算"]


def test_passing_proposals_in_an_untouched_row_writes_nothing(window: MainWindow) -> None:
    stand(window, f"{NEW}.unit")
    steps = len(window.session.book.newest(100))
    press(window, TAB, TAB, TAB)
    assert len(window.session.book.newest(100)) == steps


def test_proposals_that_were_passed_are_written_with_the_first_text(window: MainWindow) -> None:
    stand(window, f"{NEW}.unit")
    press(window, TAB, TAB, TAB)
    type_in(window, "30113")
    press(window, TAB)
    assert row(window, 4)[:4] == ["112001", "人员经费", "2210201", "30113"]


def test_the_row_and_its_proposals_are_one_step_to_undo(window: MainWindow) -> None:
    steps = len(window.session.book.newest(100))
    stand(window, f"{NEW}.unit")
    press(window, TAB, TAB, TAB)
    type_in(window, "30113")
    press(window, TAB)
    assert len(window.session.book.newest(100)) == steps + 1


def test_a_proposal_that_was_not_passed_is_not_written(window: MainWindow) -> None:
    stand(window, f"{NEW}.economic")
    type_in(window, "30113")
    press(window, TAB)
    assert row(window, 4)[:4] == ["", "人员经费", "", "30113"]


def test_escape_refuses_a_proposal(window: MainWindow) -> None:
    stand(window, f"{NEW}.unit")
    press(window, Qt.Key.Key_Escape, TAB, TAB, TAB)
    type_in(window, "30113")
    press(window, TAB)
    assert row(window, 4)[0] == ""
