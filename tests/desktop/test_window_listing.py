"""Somebody's own list is imported in the window: its columns are recognised, chosen otherwise, remembered."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from desktop.dialogs.files import FileChooser
from desktop.dialogs.mapping import MappingDialog
from desktop.main_window import MainWindow
from tests.desktop.desk import Desk
from tests.desktop.keys import click, key

LIST = (
    ("基本支出明细（单位：元）",),
    ("预算单位", "功能分类", "经济分类", "全年金额", "用处"),
    ("112001", "2014001", "30201", 62000, "办公"),
    ("112001", "2014001", "30211", "八千", "差旅"),
    ("合计", None, None, 62000, None),
)


class Chosen(FileChooser):
    """The system's chooser, answered."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def open(self, *_: object) -> Path:
        return self.path


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Somebody's list, as a workbook."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in LIST:
        sheet.append(line)
    path = tmp_path_factory.mktemp("list") / "明细.xlsx"
    book.save(path)
    return path


@pytest.fixture
def window(desk: Desk, entries: Path, listed: Path) -> MainWindow:
    return desk.lay(entries, Chosen(listed))


@pytest.fixture
def asked(qtbot: QtBot, window: MainWindow) -> Callable[[], MappingDialog]:
    def ask() -> MappingDialog:
        window.exchange.dialog = None
        window.exchange.import_entries()
        qtbot.waitUntil(lambda: isinstance(window.exchange.dialog, MappingDialog))
        dialog = window.exchange.dialog
        assert isinstance(dialog, MappingDialog)
        return dialog

    return ask


def choose(box: QComboBox, text: str) -> None:
    """By keys: Home, then down to the text, Enter."""
    box.setFocus()
    box.showPopup()
    popup = box.view()
    key(popup, Qt.Key.Key_Home)
    for _ in range(box.findText(text)):
        key(popup, Qt.Key.Key_Down)
    key(popup, Qt.Key.Key_Return)


def amounts(window: MainWindow) -> list[str]:
    place = next(place for place in window.navigation.places if place.id == "基本支出")
    sheet = window.session.reading.sheet(place, "basic")
    assert sheet is not None
    return [cell.text for cell in sheet.cells if cell.address.endswith(".amount")]


def test_the_columns_are_chosen_already(asked: Callable[[], MappingDialog]) -> None:
    dialog = asked()
    assert [box.currentData() for box in dialog.columns.values()] == ["unit", "function", "economic", "amount", ""]


def test_beforehand_it_says_what_will_come_in(asked: Callable[[], MappingDialog]) -> None:
    said = asked().summary.text()
    assert said == "将导入 2 行　✗ 1 格还不能算数，先按原样留着，导入后改正　略过 1 行合计"


def test_the_rows_stand_in_the_tab_and_one_undo_takes_them_back(
    window: MainWindow, asked: Callable[[], MappingDialog]
) -> None:
    before = amounts(window)
    click(asked().deed)
    imported = amounts(window)
    window.session.undo()
    assert (imported, amounts(window)) == ([*before[:-1], "6.20", "八千元", ""], before)


def test_what_was_chosen_is_chosen_the_next_time(window: MainWindow, asked: Callable[[], MappingDialog]) -> None:
    dialog = asked()
    choose(dialog.columns[5], "备注")
    click(dialog.deed)
    assert asked().columns[5].currentData() == "note"


def test_the_keyboard_stays_where_a_column_was_chosen(asked: Callable[[], MappingDialog]) -> None:
    dialog = asked()
    choose(dialog.columns[5], "备注")
    assert dialog.focusWidget() is dialog.columns[5]


def test_a_required_column_without_a_match_is_named(asked: Callable[[], MappingDialog]) -> None:
    dialog = asked()
    choose(dialog.columns[4], "（不导入）")
    assert "金额(万元)" in dialog.missing.text()


def test_esc_leaves_everything_as_it_was(window: MainWindow, asked: Callable[[], MappingDialog]) -> None:
    before = amounts(window)
    key(asked(), Qt.Key.Key_Escape)
    assert amounts(window) == before
