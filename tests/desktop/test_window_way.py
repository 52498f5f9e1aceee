"""Finding one's way by keys and mouse: find, go to, the next finding, the next step, the notes beside."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.app import Look
from desktop.main_window import MainWindow
from desktop.panels.widgets import button, children
from desktop.places import State
from tests.desktop.books import filled_in
from tests.desktop.desk import Desk
from tests.desktop.keys import CTRL, click, key, type_text

SHIFT = Qt.KeyboardModifier.ShiftModifier
LINES = [
    ["112001", "", "2014001", "30101", "", "", "", "1234.50"],
    ["112001", "", "2014001", "30201", "", "", "", "6.20"],
    ["112001", "", "2014001", "30102", "", "", "", "1234.50"],
]


@pytest.fixture
def fresh(desk: Desk, begun: Path) -> MainWindow:
    """A window with a book that was made a moment ago."""
    return desk.lay(begun)


@pytest.fixture(scope="module")
def three_lines(begun: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled_in(begun, tmp_path_factory.mktemp("three"), ("basic", LINES))


@pytest.fixture
def filled(desk: Desk, three_lines: Path) -> MainWindow:
    """The same with three lines of spending, the first of which is looked at."""
    window = desk.lay(three_lines)
    window.go_to("entry/basic/1.unit")
    QApplication.processEvents()
    return window


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def at(window: MainWindow) -> str:
    cell = window.workspace.view.current_cell()
    return cell.address if window.workspace.sheet is not None and cell is not None else ""


def find(window: MainWindow, text: str, *, everywhere: bool = False) -> None:
    """Press the key for finding and type."""
    key(window.workspace.view.grid, Qt.Key.Key_F, CTRL | SHIFT if everywhere else CTRL)
    type_text(window.workspace.search.field, text)


def enter(widget: QWidget, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    key(widget, Qt.Key.Key_Return, modifiers)
    QApplication.processEvents()


# -- find


def test_边打边找到本表的第一处(filled: MainWindow) -> None:
    find(filled, "1,234.5")
    assert (at(filled), filled.workspace.search.found.text()) == ("entry/basic/1.amount", "1/2")


def test_回车到下一处_光标还在查找框(filled: MainWindow) -> None:
    find(filled, "1234.5")
    enter(filled.workspace.search.field)
    assert (at(filled), filled.workspace.search.found.text()) == ("entry/basic/3.amount", "2/2")
    assert focus() is filled.workspace.search.field


def test_上档回车回到上一处_首尾相接(filled: MainWindow) -> None:
    find(filled, "1234.5")
    enter(filled.workspace.search.field, SHIFT)
    assert at(filled) == "entry/basic/3.amount"


def test_没有的说没有找到(filled: MainWindow) -> None:
    find(filled, "没有的字")
    assert filled.workspace.search.found.text() == "没有找到"


def test_再按一次查找就找全部的表(filled: MainWindow) -> None:
    find(filled, "1234.5")
    key(filled.workspace.search.field, Qt.Key.Key_F, CTRL)
    assert filled.workspace.search.all_tabs


def test_全部查找按录入页和表分组并说出位置(qtbot: QtBot, filled: MainWindow) -> None:
    find(filled, "1234.5", everywhere=True)
    texts = filled.workspace.search.list.texts
    qtbot.waitUntil(lambda: "07 基本支出表 · 4 处" in texts())
    assert texts()[:2] == ["基本支出 · 2 处", "“基本支出”第1行“金额”栏 1234.50"]


def test_点一行结果就到那一格(qtbot: QtBot, filled: MainWindow) -> None:
    find(filled, "1234.5", everywhere=True)
    found = filled.workspace.search.list
    row = next(number for number, text in enumerate(found.texts()) if text.startswith("“基本支出”第3行"))
    click(found.viewport(), found.visualRect(found.model().index(row, 0)).center())
    QApplication.processEvents()
    assert (at(filled), focus()) == ("entry/basic/3.amount", filled.workspace.view.grid)


def test_键盘也能走进结果里(filled: MainWindow) -> None:
    find(filled, "30201", everywhere=True)
    key(filled.workspace.search.field, Qt.Key.Key_Down)
    enter(filled.workspace.search.list)
    assert at(filled) == "entry/basic/2.economic"


def test_退出查找光标回到格子(filled: MainWindow) -> None:
    find(filled, "1234.5")
    key(filled.workspace.search.field, Qt.Key.Key_Escape)
    assert (filled.workspace.search.isVisible(), focus()) == (False, filled.workspace.view.grid)


def test_改了数以后结果跟着变(qtbot: QtBot, filled: MainWindow) -> None:
    find(filled, "1234.5")
    filled.session.undo()
    qtbot.waitUntil(lambda: filled.workspace.search.found.text() == "没有找到")


# -- go to


def go(window: MainWindow, text: str) -> None:
    key(window.workspace.view.grid, Qt.Key.Key_G, CTRL)
    type_text(window.workspace.goto.field, text)
    enter(window.workspace.goto.field)


def test_转到一个录入格(filled: MainWindow) -> None:
    go(filled, "基本支出 2 金额")
    assert (at(filled), focus()) == ("entry/basic/2.amount", filled.workspace.view.grid)


def test_转到一张表的一行(filled: MainWindow) -> None:
    go(filled, "05 2014001")
    assert at(filled).startswith("05!2014001.")


def test_转到一张表(filled: MainWindow) -> None:
    go(filled, "zcyszb")
    current = filled.navigation.current()
    assert current is not None
    assert current.id == "03"


def test_转到上报页和编制进度(filled: MainWindow) -> None:
    shown = []
    for typed in ("sb", "编制进度"):
        go(filled, typed)
        shown.append(filled.navigation.current())
    assert [place.kind for place in shown if place is not None] == ["submit", "progress"]


def test_没有的行当场说(filled: MainWindow) -> None:
    go(filled, "基本支出 99")
    assert filled.workspace.goto.refused.text() == "“基本支出”只有 4 行，没有第 99 行。"
    assert at(filled) == "entry/basic/1.unit"


def test_看不懂的当场说(filled: MainWindow) -> None:
    go(filled, "龘")
    assert "没有“龘”这个地方" in filled.workspace.goto.refused.text()


def test_退出转到光标回到格子(filled: MainWindow) -> None:
    key(filled.workspace.view.grid, Qt.Key.Key_G, CTRL)
    key(filled.workspace.goto.field, Qt.Key.Key_Escape)
    assert focus() is filled.workspace.view.grid


# -- the page one begins with


def test_打开账套先看到编制进度(fresh: MainWindow) -> None:
    assert fresh.workspace.stack.currentWidget() is fresh.workspace.progress


def test_第一天什么都不是红的(fresh: MainWindow) -> None:
    assert {fresh.navigation.standing(place).state for place in fresh.navigation.places} == {State.EMPTY}
    assert (fresh.findings.model.found, fresh.bar.check.accessibleName()) == ([], "审核：0 错误，0 待说明")


def test_回车走到下一步的那一格(fresh: MainWindow) -> None:
    enter(focus())
    assert (at(fresh), focus()) == ("entry/book/1.legal_name", fresh.workspace.view.grid)


def test_点一步就到那一页的空行(fresh: MainWindow) -> None:
    step = next(one for one in fresh.workspace.progress.steps if one.text() == "基本支出")
    click(step)
    QApplication.processEvents()
    assert at(fresh) == "entry/basic/1.unit"


def test_键盘走到一步上回车就去(fresh: MainWindow) -> None:
    key(focus(), Qt.Key.Key_Tab)
    key(focus(), Qt.Key.Key_Tab)
    enter(focus())
    current = fresh.navigation.current()
    assert current is not None
    assert current.id == "收入"


def test_没有设截止日期就有地方去设(fresh: MainWindow) -> None:
    links = [one for one in children(fresh.workspace.progress, type(button("", ""))) if one.text() == "设截止日期"]
    click(links[0])
    QApplication.processEvents()
    assert at(fresh) == "entry/book/1.deadline"


def test_进度随着填写走(filled: MainWindow) -> None:
    filled.navigation.choose(filled.navigation.places[0])
    names = {one.text(): one.accessibleName() for one in filled.workspace.progress.steps}
    assert names["基本支出"] == "基本支出，完成，已填"


# -- findings


def spoil(window: MainWindow, row: int) -> None:
    """A text that is no amount into a line of spending."""
    window.go_to(f"entry/basic/{row}.amount")
    cell = window.workspace.view.current_cell()
    assert cell is not None
    assert cell.binding is not None
    window.session.edit(cell.binding, "12o.50")


def test_f8走遍各处的审核结果并说又从头开始(filled: MainWindow) -> None:
    spoil(filled, 1)
    spoil(filled, 2)
    filled.navigation.choose(filled.navigation.places[-1])
    visited = []
    for _ in range(2):
        key(filled, Qt.Key.Key_F8)
        visited.append(at(filled))
    key(filled, Qt.Key.Key_F8, SHIFT)
    assert (visited, at(filled)) == (["entry/basic/1.amount", "entry/basic/2.amount"], "entry/basic/1.amount")
    key(filled, Qt.Key.Key_F8, SHIFT)
    assert filled.status.note.text() == "已到第一条，从最后一条接着看。"


def test_改好一条以后f8到它后面的一条(filled: MainWindow) -> None:
    spoil(filled, 1)
    spoil(filled, 2)
    key(filled, Qt.Key.Key_F8)
    cell = filled.workspace.view.current_cell()
    assert cell is not None
    assert cell.binding is not None
    filled.session.edit(cell.binding, "12.50")
    key(filled, Qt.Key.Key_F8)
    assert at(filled) == "entry/basic/2.amount"


def test_从上报页起f8也走遍没有填的(fresh: MainWindow) -> None:
    fresh.navigation.choose(fresh.navigation.places[-1])
    visited = []
    for _ in range(3):
        key(fresh, Qt.Key.Key_F8)
        current = fresh.navigation.current()
        visited.append(current.id if current is not None else "")
    assert visited == ["基本支出", "基本信息", "基本信息"]


def test_走开以后没动过的页缺什么又不列(fresh: MainWindow) -> None:
    fresh.navigation.choose(fresh.navigation.places[-1])
    key(fresh, Qt.Key.Key_F8)
    fresh.navigation.choose(fresh.navigation.places[0])
    assert fresh.findings.model.found == []


def test_没有待处理的就说没有(fresh: MainWindow) -> None:
    key(fresh, Qt.Key.Key_F8)
    assert fresh.status.note.text().startswith("没有待处理的审核结果；还有 ")


# -- notes


def test_shift_f1打开所看那一页的填报说明(filled: MainWindow) -> None:
    key(filled, Qt.Key.Key_F1, SHIFT)
    shown = filled.rooms.notes.shown
    assert shown is not None
    assert (filled.rooms.notes.isVisible(), shown.title, filled.trace.isVisible()) == (True, "基本支出", False)


def test_说明跟着换表(filled: MainWindow) -> None:
    key(filled, Qt.Key.Key_F1, SHIFT)
    filled.go_to("05!2014001.operating")
    shown = filled.rooms.notes.shown
    assert shown is not None
    assert "一般公共预算支出与支出预算总表逐科目一致" in shown.checked


def test_再按shift_f1收起说明构成又在那里(filled: MainWindow) -> None:
    key(filled, Qt.Key.Key_F1, SHIFT)
    key(filled, Qt.Key.Key_F1, SHIFT)
    assert (filled.rooms.notes.isVisible(), filled.trace.isVisible()) == (False, True)


def test_说明开着时f9换成构成(filled: MainWindow) -> None:
    key(filled, Qt.Key.Key_F1, SHIFT)
    key(filled, Qt.Key.Key_F9)
    assert (filled.rooms.notes.isVisible(), filled.trace.isVisible()) == (False, True)


def test_说明开着下次还开着(qtbot: QtBot, look: Look, desk: Desk, filled: MainWindow) -> None:
    key(filled, Qt.Key.Key_F1, SHIFT)
    again = MainWindow(look, memory=desk.memory)
    qtbot.addWidget(again)
    assert not again.rooms.notes.isHidden()


def test_左边的提示说出几个错误(filled: MainWindow) -> None:
    spoil(filled, 1)
    spent = next(place for place in filled.navigation.places if place.id == "基本支出")
    assert filled.navigation.item_of(spent).toolTip().startswith("基本支出：✗ 1 个错误")


def test_f6也走到说明(filled: MainWindow) -> None:
    key(filled, Qt.Key.Key_F1, SHIFT)
    visited = []
    for _ in range(5):
        key(focus(), Qt.Key.Key_F6)
        visited.append(focus())
    assert filled.rooms.notes in visited


def test_没打完的字先写进账套再查找(filled: MainWindow) -> None:
    filled.go_to("entry/basic/2.amount")
    QApplication.processEvents()
    type_text(filled.workspace.view.grid, "7")
    key(focus(), Qt.Key.Key_F, CTRL)
    type_text(filled.workspace.search.field, "7.00")
    assert at(filled) == "entry/basic/2.amount"
