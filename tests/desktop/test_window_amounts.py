"""Amounts in the whole window: tooltips, the trace's fields, income that follows spending, counts that change."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from desktop.main_window import MainWindow
from desktop.panels.widgets import children
from desktop.sheet.live_line import LiveLine
from desktop.sheet.menu import cell_menu
from tests.desktop.books import SALARY, filled_in
from tests.desktop.desk import Desk
from tests.desktop.keys import key, type_text
from tests.desktop.test_window_main import cell, type_over

AMOUNT, INCOME = "entry/basic/1.amount", "entry/income/1.amount"


@pytest.fixture(scope="module")
def eleven(begun: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book of one line, 75.30 of wages, and eleven people."""
    people = [["112001", "行政", "12", "11"]]
    return filled_in(begun, tmp_path_factory.mktemp("eleven"), ("headcount", people), ("basic", SALARY))


@pytest.fixture
def window(desk: Desk, eleven: Path) -> MainWindow:
    return desk.lay(eleven)


def tooltip(window: MainWindow, address: str) -> str:
    assert window.go_to(address)
    view = window.workspace.view
    return str(view.model.data(view.grid.currentIndex(), Qt.ItemDataRole.ToolTipRole))


def lines(window: MainWindow) -> list[str]:
    return [it.text for it in children(window, LiveLine) if it.isVisible()]


def menu(window: MainWindow) -> QMenu:
    return cell_menu(window.workspace.view, entry=True)


def test_after_the_commit_the_tooltip_says_text_yuan_and_amount(window: MainWindow) -> None:
    type_over(window, AMOUNT, "=4888.33*12*5元")
    assert tooltip(window, AMOUNT).splitlines()[:3] == [
        "输入：4888.33*12*5元",
        "准确数：293,299.80 元",
        "金额：29.33 万元，四舍五入到 0.01 万元",
    ]


def test_a_printed_form_says_the_yuan_of_its_figures_too(window: MainWindow) -> None:
    assert "753,000.00 元" in tooltip(window, "05!total.total")


def test_a_figure_typed_into_the_trace_is_judged_there(window: MainWindow, qtbot: QtBot) -> None:
    window.go_to("05!total.total")
    qtbot.waitUntil(lambda: len(window.trace.fields()) == 1)
    (field,) = window.trace.fields()
    field.setFocus()
    field.selectAll()
    type_text(field, "=5000*12元")
    assert lines(window) == ["= 60,000.00 元 → 6.00 万元"]


def test_income_typed_over_is_said_to_be_fixed(window: MainWindow, qtbot: QtBot) -> None:
    type_over(window, INCOME, "80")
    qtbot.waitUntil(lambda: "已改为固定数" in window.status.note.text())
    assert cell(window, INCOME).sign == "固定"


def test_delete_lets_income_follow_again(window: MainWindow) -> None:
    type_over(window, INCOME, "80")
    window.go_to(INCOME)
    key(window.workspace.view.grid, Qt.Key.Key_Delete)
    assert (cell(window, INCOME).text, cell(window, INCOME).sign) == ("75.30", "自动")


def test_the_menu_lets_income_follow_again(window: MainWindow) -> None:
    type_over(window, INCOME, "80")
    window.go_to(INCOME)
    next(it for it in menu(window).actions() if it.text().startswith("恢复自动")).trigger()
    assert (cell(window, INCOME).text, cell(window, INCOME).sign) == ("75.30", "自动")


def test_the_menu_of_another_cell_does_not_offer_that(window: MainWindow) -> None:
    window.go_to(AMOUNT)
    assert not any(it.text().startswith("恢复自动") for it in menu(window).actions())


def test_a_changed_count_is_in_the_list_with_its_way_out(window: MainWindow) -> None:
    type_over(window, AMOUNT, "=行政在职*4632.5*12元")
    type_over(window, "entry/headcount/1.actual", "12")
    found = [it for it in window.findings.model.found if "行政在职 11→12" in it.message]
    assert len(found) == 1
