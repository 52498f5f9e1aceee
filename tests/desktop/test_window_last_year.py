"""Last year in the window: the tabs beside it, what is confirmed, a new book from the old one, published figures."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from db import ledger
from db.book import Book
from db.entry.tabs import entry_sheet
from db.forms.sheet import Cell, Sheet
from db.rolling.comparison import compared
from db.rolling.obsolete import ObsoleteCode
from db.rolling.roll import Rolled, look_at, roll
from desktop.dialogs.files import FileChooser
from desktop.dialogs.prior import PriorDialog
from desktop.dialogs.roll import RollAnswer, RollDialog, RolledDialog
from desktop.main_window import MainWindow
from desktop.sheet.view import SheetView
from tests.db.entry_book import LINE, entry_book
from tests.db.foreign_workbook import published
from tests.desktop.desk import Desk
from tests.desktop.keys import CTRL, click, key
from tests.desktop.test_dialogs_fitting import LEFT

SHIFT = Qt.KeyboardModifier.ShiftModifier


class Chosen(FileChooser):
    """A user who always chooses the same file."""

    def __init__(self) -> None:
        self.path: Path | None = None

    def open(self, parent: QWidget, title: str, folder: Path, kinds: str) -> Path | None:
        return self.path


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Last year's book: a basic line, a line of a project, an indicator."""
    with entry_book(tmp_path_factory.mktemp("old")) as book:
        indicator = {"project": "来访接待", "term": "年度", "objective": "1", "level3": "办结率", "value_now": "≥95%"}
        ledger.add(book, "indicator", indicator)
        return book.path


@pytest.fixture(scope="module")
def rolled(old: Path) -> Path:
    made = roll(old, old.with_name("2025.ysb"))
    with Book.open(made.path) as book:
        ledger.add(book, "basic", {**LINE, "economic": "30202", "amount": "1"})
    return made.path


@pytest.fixture
def files() -> Chosen:
    return Chosen()


@pytest.fixture
def window(desk: Desk, rolled: Path, files: Chosen) -> MainWindow:
    """A window with this year's book, made from last year's, and one new line in it."""
    return desk.lay(rolled, files)


def press(window: MainWindow, which: Qt.Key) -> None:
    key(window.workspace.view.grid, which, CTRL | SHIFT)


def shown(window: MainWindow, heading: str) -> list[str]:
    """The texts of a column of the page, without its header."""
    sheet = window.workspace.view.sheet
    at = next(number for number, column in enumerate(sheet.columns) if column.heading == heading)
    return [cell.text for cell in sheet.cells if cell.column == at and cell.row >= sheet.body_start]


def current(window: MainWindow) -> Cell:
    cell = window.workspace.view.current_cell()
    assert cell is not None
    return cell


def test_按键后录入页旁边有上年各栏(window: MainWindow) -> None:
    window.go_to("entry/basic/1.amount")
    press(window, Qt.Key.Key_L)
    assert shown(window, "2024年") == ["", "", "6.20"]


def test_比较时改金额_增减跟着变(window: MainWindow) -> None:
    window.go_to("entry/project_spending/1.amount")
    press(window, Qt.Key.Key_L)
    for column, text in (("function", "2014002"), ("economic", "30299"), ("amount", "9")):
        window.go_to(f"entry/project_spending/1.{column}")
        binding = current(window).binding
        assert binding is not None
        window.session.edit(binding, text)
    assert (shown(window, "增减")[0], shown(window, "增减%")[0]) == ("+3.00", "+50%")


def test_比较记得住_下一个账套也比较(window: MainWindow) -> None:
    window.go_to("entry/basic/1.amount")
    press(window, Qt.Key.Key_L)
    path = window.session.book.path
    window.session.close()
    window.session.open(path)
    window.go_to("entry/basic/1.amount")
    assert shown(window, "2024年") == ["", "", "6.20"]


def test_上年的行按一下键就成了今年的行(window: MainWindow) -> None:
    window.go_to("entry/basic/1.amount")
    press(window, Qt.Key.Key_L)
    window.workspace.view.grid.go((2, 3))
    press(window, Qt.Key.Key_D)
    assert (shown(window, "经济科目"), shown(window, "2024年")) == (["30202", "30201", ""], ["", "6.20", ""])


def test_确认后待核实的标记去掉_撤销又回来(window: MainWindow) -> None:
    window.go_to("entry/indicator/1.value_now")
    signs = [current(window).sign]
    press(window, Qt.Key.Key_K)
    signs.append(current(window).sign)
    window.session.undo()
    signs.append(current(window).sign)
    assert signs == ["待核实", "", "待核实"]


def test_沿用从选账套到打开新账套(qtbot: QtBot, window: MainWindow, files: Chosen, old: Path, tmp_path: Path) -> None:
    files.path = old
    window.last_year.roll()
    qtbot.waitUntil(lambda: isinstance(window.exchange.dialog, RollDialog))
    dialog = window.exchange.dialog
    assert isinstance(dialog, RollDialog)
    dialog.path.setText(str(tmp_path / "今年.ysb"))
    click(dialog.deed)
    qtbot.waitUntil(lambda: isinstance(window.exchange.dialog, RolledDialog))
    assert (window.session.book.path.name, window.session.book.record().year) == ("今年.ysb", 2025)


def test_导入上年公开表_先看再取(qtbot: QtBot, window: MainWindow, files: Chosen, tmp_path: Path) -> None:
    files.path = published(2024).save(tmp_path / "公开表.xlsx")
    window.last_year.take_prior()
    qtbot.waitUntil(lambda: isinstance(window.exchange.dialog, PriorDialog))
    dialog = window.exchange.dialog
    assert isinstance(dialog, PriorDialog)
    looked = window.session.book.undo_caption
    assert dialog.minimumSizeHint().height() <= LEFT < dialog.height()  # as high as there is room, and no higher
    click(dialog.deed)
    assert (looked, window.session.book.undo_caption) == ("增加 印刷费", "取 2024 年数")


def test_同一年的公开表不给看_直接说明(qtbot: QtBot, window: MainWindow, files: Chosen, tmp_path: Path) -> None:
    files.path = published(2025).save(tmp_path / "公开表.xlsx")
    with qtbot.waitSignal(window.session.fault) as said:
        window.last_year.take_prior()
    assert said.args is not None
    assert "只能取以前年度的数" in said.args[0]


@pytest.fixture(scope="module")
def sheets(rolled: Path) -> dict[str, Sheet]:
    """Basic spending beside last year, and the indicators."""
    with Book.read(rolled) as book:
        return {
            "basic": compared(book, entry_sheet(book, "basic")),
            "indicator": entry_sheet(book, "indicator"),
        }


@pytest.fixture
def view(qtbot: QtBot, sheets: dict[str, Sheet]) -> SheetView:
    made = SheetView()
    qtbot.addWidget(made)
    made.show()
    made.show_sheet(sheets["basic"])
    return made


def paste(view: SheetView, row: int, column: int, text: str) -> list[tuple[object, ...]]:
    """Paste at a cell; what the view asked for."""
    asked: list[tuple[object, ...]] = []
    view.pasted.connect(lambda *what: asked.append(what))
    view.refused.connect(lambda: asked.append(("refused",)))
    view.grid.go((row, column))
    QGuiApplication.clipboard().setText(text)
    key(view.grid, Qt.Key.Key_V, CTRL)
    return asked


def test_比较时粘贴的块_上年各栏下面的不收(view: SheetView) -> None:
    assert paste(view, 0, 7, "8\t1\t2\t3\t含税\n") == [(0, 7, [["8", "含税"]], [])]


def test_在上年的行上粘贴_不收(view: SheetView) -> None:
    assert paste(view, 2, 0, "112001\t公用经费\n") == [("refused",)]


def test_上年的行前面写着上年(view: SheetView) -> None:
    assert [view.model.mark(row).number for row in range(3)] == ["1", "+", "上年"]


def test_待核实在格里看得到_悬停有说明(view: SheetView, sheets: dict[str, Sheet]) -> None:
    view.show_sheet(sheets["indicator"])
    at = [column.id for column in sheets["indicator"].columns].index("value_now")
    told = str(view.model.data(view.model.index(0, at), Qt.ItemDataRole.ToolTipRole))
    assert (view.model.face(0, at).sign, "还没有核实" in told) == ("待核实", True)


def test_沿用结果列出停用的科目(qtbot: QtBot) -> None:
    code = ObsoleteCode("支出功能分类科目", "2010308", "信访事务", (("20140", "信访事务"),), "", "支出 1 行")
    made = RolledDialog(Rolled(path=Path("新.ysb"), year=2025, old_year=2024, taken=(), notes=(), obsolete=(code,)))
    qtbot.addWidget(made)
    said = "2010308 信访事务（支出功能分类科目，支出 1 行）已停用，改用 20140 信访事务。"
    assert made.listed.toPlainText() == said


@pytest.fixture
def dialog(qtbot: QtBot, old: Path) -> RollDialog:
    made = RollDialog(look_at(old), FileChooser())
    qtbot.addWidget(made)
    made.show()
    return made


def test_沿用对话框先填好年度和文件名(dialog: RollDialog, old: Path) -> None:
    answer = dialog.answer()
    assert (answer.year, answer.path.name) == (2025, "录入2025.ysb")


def test_不要的部分不勾(qtbot: QtBot, dialog: RollDialog) -> None:
    click(dialog.parts["narratives"])
    with qtbot.waitSignal(dialog.answered) as answered:
        click(dialog.deed)
    assert answered.args is not None
    answer = answered.args[0]
    assert isinstance(answer, RollAnswer)
    assert [name for name, wanted in answer.parts.items() if not wanted] == ["narratives"]


def test_文件已经存在时说明_不建(dialog: RollDialog, old: Path) -> None:
    dialog.path.setText(str(old))
    click(dialog.deed)
    assert "已经存在" in dialog.fault.text()
