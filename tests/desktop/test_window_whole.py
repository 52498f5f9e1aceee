"""The whole job from the window alone: an empty book to a handed-in workbook, with keys and presses."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.app import Look
from desktop.dialogs.new_book import NewBookDialog
from desktop.main_window import MainWindow
from tests.desktop.deeds import hand_in
from tests.desktop.keys import click, key, type_text

UNIT = "112001"
INCOME = [(UNIT, "其他收入", "本年", "5")]
BASIC = [
    (UNIT, "", "2014001", "30101", "", "", "", "75.3"),
    (UNIT, "", "2014001", "30201", "", "", "", "=0.5*12"),
    (UNIT, "", "2080505", "30108", "", "", "", "12"),
    (UNIT, "", "2210201", "30113", "", "", "", "9.04"),
    (UNIT, "", "2014001", "30299", "其他收入", "", "", "5"),
]
PROJECT = [(UNIT, "信访工作经费")]
PROJECT_SPENDING = [
    ("", "信访工作经费", "办公设备", "每台0.5万元，10台", "2014002", "31002", "", "", "", "5"),
    ("", "信访工作经费", "印刷", "宣传册", "2014002", "30202", "", "", "", "3"),
]
PROCUREMENT = [(UNIT, "信访工作经费", "A02010105", "台式机", "2014002", "31002", "预算安排", "", "10", "0.5", "台")]
SERVICE = [(UNIT, "信访工作经费", "否", "印刷服务", "1", "3", "预算安排", "", "2014002", "30202")]
ASSETS = [("", "信访工作经费", "台式机", "10台", "5")]
OBJECTIVE = [("", "信访工作经费", "年度", "", "按期办结信访事项")]
INDICATOR = [("", "信访工作经费", "年度", "1", "产出指标", "数量指标", "办结件数", "", "", "120件", "100")]


@pytest.fixture
def window(qtbot: QtBot, look: Look, tmp_path: Path) -> Iterator[MainWindow]:
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    made = MainWindow(look)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def make_book(window: MainWindow, path: Path) -> None:
    """新建账套 on the start page."""
    click(window.start.new_button)
    dialog = window.exchange.dialog
    assert isinstance(dialog, NewBookDialog)
    type_text(dialog.department_code, "112")
    type_text(dialog.budget_name, "信访局")
    code, name = dialog.units.pairs()[0]
    type_text(code, UNIT)
    type_text(name, "信访局本级")
    dialog.path.selectAll()
    type_text(dialog.path, str(path))
    click(dialog.deed)


def show(window: MainWindow, ident: str, part: str) -> None:
    """A press on the place, and on the tab of its part."""
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    place = next(place for place in window.navigation.places if place.id == ident)
    item = window.navigation.item_of(place)
    window.navigation.scrollToItem(item)
    click(window.navigation.viewport(), window.navigation.visualItemRect(item).center())
    tabs = window.workspace.tabs
    for at in range(tabs.count()):
        if tabs.tabText(at) == part:
            click(tabs, tabs.tabRect(at).center())


def focus(window: MainWindow) -> QWidget:
    return QApplication.focusWidget() or window.workspace.view.grid


def type_rows(window: MainWindow, rows: Sequence[Sequence[str]]) -> None:
    """Type rows behind the last one: Tab from cell to cell, Enter at the end of a row."""
    grid = window.workspace.view.grid
    grid.setFocus()
    key(grid, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    key(grid, Qt.Key.Key_Home)
    for row in rows:
        for number, text in enumerate(row):
            for sign in text:
                # The first sign opens the editor, which takes the others.
                type_text(focus(window), sign)
            key(focus(window), Qt.Key.Key_Return if number == len(row) - 1 else Qt.Key.Key_Tab)


def test_an_empty_book_becomes_a_workbook_that_can_be_handed_in(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    make_book(window, tmp_path / "信访局2024.ysb")
    assert window.session.is_open

    show(window, "基本信息", "人员")
    type_rows(window, [(UNIT, "行政", "20", "18")])
    show(window, "收入", "收入")
    type_rows(window, INCOME)
    show(window, "基本支出", "基本支出")
    type_rows(window, BASIC)
    show(window, "项目", "项目")
    type_rows(window, PROJECT)
    show(window, "项目", "项目支出")
    type_rows(window, PROJECT_SPENDING)
    show(window, "采购与服务", "政府采购")
    type_rows(window, PROCUREMENT)
    show(window, "采购与服务", "购买服务")
    type_rows(window, SERVICE)
    show(window, "项目", "资产配置")
    type_rows(window, ASSETS)
    show(window, "绩效", "绩效目标")
    type_rows(window, OBJECTIVE)
    show(window, "绩效", "绩效指标")
    type_rows(window, INDICATOR)

    sides = window.session.reading.sides()
    assert (sides.income, sides.spending) == ("115.34", "115.34")
    assert [one.message for one in window.session.reading.findings() if one.severity != "hint"] == []

    dialog = hand_in(qtbot, window, tmp_path / "上报")
    (workbook,) = [path for path in dialog.made if path.suffix == ".xlsx"]
    amounts = {cell.value for row in load_workbook(workbook)["05"].iter_rows() for cell in row}
    assert {110.34, 8, 75.3} <= {float(value) for value in amounts if isinstance(value, int | float)}
