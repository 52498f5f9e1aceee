"""The window of the manual: opened where the user is, read with keys alone, printed."""

import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QColor, QPdfWriter, QTextDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

import resources
from desktop.app import Look
from desktop.main_window import MainWindow
from desktop.manual.contents import Target, read
from desktop.manual.paper import lay_out, print_document
from desktop.manual.window import ManualWindow
from desktop.palette import DARK, LIGHT
from desktop.printing.printer import PrinterChooser
from tests.desktop.keys import CTRL, key, type_text

ALT = Qt.KeyboardModifier.AltModifier


class PdfPrinter(PrinterChooser):
    """Answers for the system's dialog: everything goes into a file, or the user gives up."""

    def __init__(self, path: Path | None) -> None:
        self.path = path

    def choose(self, parent: QWidget, title: str, pages: int) -> QPrinter | None:
        if self.path is None:
            return None
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.path))
        return printer


@pytest.fixture
def printers(tmp_path: Path) -> PdfPrinter:
    return PdfPrinter(tmp_path / "印出来.pdf")


@pytest.fixture
def manual(qtbot: QtBot, look: Look, printers: PdfPrinter) -> ManualWindow:
    window = ManualWindow(read(), lambda: look.palette, printers)
    qtbot.addWidget(window)
    window.show()
    return window


def opened(window: MainWindow) -> ManualWindow:
    key(window, Qt.Key.Key_F1)
    assert window.helping.manual is not None
    return window.helping.manual


# -- opened where the user is


def test_没有打开账套时f1从开始讲起(window: MainWindow) -> None:
    assert opened(window).target == Target("start")


def test_f1打开所在那一页的说明(filled: MainWindow) -> None:
    filled.go_to("entry/basic/1.amount")
    assert opened(filled).target == Target("entry")


def test_在报表上按f1讲报表(filled: MainWindow) -> None:
    filled.go_to("05!2014001.personnel")
    filled.workspace.take_focus()
    assert opened(filled).target == Target("forms")


def test_在构成里按f1讲构成(filled: MainWindow) -> None:
    filled.go_to("05!2014001.personnel")
    filled.trace.setFocus()
    assert opened(filled).target == Target("forms", "一个数的来历（构成）")


def test_对话框里也能按f1(window: MainWindow) -> None:
    window.commands.actions["new"].trigger()
    dialog = window.exchange.dialog
    assert dialog is not None
    QApplication.processEvents()  # which gives it the keyboard
    key(dialog, Qt.Key.Key_F1)
    assert window.helping.manual is not None
    assert window.helping.manual.target == Target("start", "新建账套")
    assert dialog.isVisible()


def test_开始页的链接打开快速上手(window: MainWindow) -> None:
    window.start.quick_start_link.click()
    assert window.helping.manual is not None
    assert window.helping.manual.target == Target("quick_start")


def test_菜单也打开快速上手(window: MainWindow) -> None:
    window.commands.actions["quick_start"].trigger()
    assert window.helping.manual is not None
    assert window.helping.manual.target == Target("quick_start")


def test_手册开着照样能录入(filled: MainWindow) -> None:
    manual = opened(filled)
    assert manual.parentWidget() is None
    assert (manual.isModal(), filled.isEnabled()) == (False, True)


def test_只有一个手册窗口(filled: MainWindow) -> None:
    assert opened(filled) is opened(filled)


def test_手册窗口不留住程序(manual: ManualWindow) -> None:
    assert not manual.testAttribute(Qt.WidgetAttribute.WA_QuitOnClose)


def test_启动时不读手册() -> None:
    code = "import sys, desktop.main_window; print(*(name for name in sys.modules if '.manual' in name))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == ""


# -- read


def test_链接到另一页后退前进(manual: ManualWindow) -> None:
    manual.go_to(Target("disclosure"))
    manual.page.anchorClicked.emit(QUrl("submit.md#公开"))
    assert manual.target == Target("submit", "公开")
    key(manual, Qt.Key.Key_Left, ALT)
    assert manual.target == Target("disclosure")
    key(manual, Qt.Key.Key_Right, ALT)
    assert manual.target == Target("submit", "公开")


def test_后退回到原来读到的地方(manual: ManualWindow) -> None:
    manual.go_to(Target("faq"))
    manual.page.verticalScrollBar().setValue(100)
    manual.go_to(Target("start"))
    manual.back()
    assert manual.page.verticalScrollBar().value() == 100


def test_到一节就从那一节看起(manual: ManualWindow) -> None:
    manual.go_to(Target("entry", "粘贴"))
    assert manual.page.cursorForPosition(manual.page.viewport().rect().topLeft()).block().text() != "录入"
    assert manual.page.textCursor().block().text() == "粘贴"


def test_目录指着正在读的一节(manual: ManualWindow) -> None:
    manual.go_to(Target("submit", "校验码"))
    item = manual.list.currentItem()
    assert item is not None
    assert item.text().strip() == "校验码"


def test_在目录里按回车就到那里(manual: ManualWindow) -> None:
    manual.list.setFocus()
    manual.list.setCurrentRow(2)
    key(manual.list, Qt.Key.Key_Return)
    assert manual.target == Target("quick_start", "最常用的键")


def test_查找后回车到第一处并标出来(manual: ManualWindow) -> None:
    key(manual, Qt.Key.Key_F, CTRL)
    type_text(manual.search, "未知的发布者")
    key(manual.search, Qt.Key.Key_Return)
    assert manual.target == Target("install", "安装")
    marked = [one.cursor.selectedText() for one in manual.page.extraSelections()]  # type: ignore[attr-defined]
    assert marked == ["未知的发布者"]


def test_找不到就说没有(manual: ManualWindow) -> None:
    type_text(manual.search, "没有写过的话")
    assert manual.list.item(0).text() == "手册里没有找到。"
    key(manual.search, Qt.Key.Key_Return)
    assert manual.target == Target("quick_start")


def test_esc先放下查找再关(manual: ManualWindow) -> None:
    type_text(manual.search, "U盘")
    key(manual, Qt.Key.Key_Escape)
    assert (manual.search.text(), manual.isVisible()) == ("", True)
    key(manual, Qt.Key.Key_Escape)
    assert not manual.isVisible()


def test_放大缩小和原来大小(manual: ManualWindow) -> None:
    sizes = []
    for which in (Qt.Key.Key_Equal, Qt.Key.Key_0, Qt.Key.Key_Minus):
        key(manual, which, CTRL)
        sizes.append(manual.page.document().defaultFont().pixelSize())
    assert sizes[0] > sizes[1] > sizes[2]


def test_图不比页面宽(manual: ManualWindow) -> None:
    manual.resize(640, 500)
    manual.go_to(Target("start"))
    assert manual.page.document().size().width() <= manual.page.viewport().width()


def test_换成深色字跟着换(qtbot: QtBot, look: Look) -> None:
    palettes = [LIGHT]
    manual = ManualWindow(read(), lambda: palettes[-1])
    qtbot.addWidget(manual)
    palettes.append(DARK)
    manual.recolour(DARK)
    assert colour_of(manual.page.document()) == DARK.text


def colour_of(document: QTextDocument) -> QColor:
    """Of the first words."""
    return document.begin().begin().fragment().charFormat().foreground().color()


def test_f6在目录和正文之间走(manual: ManualWindow) -> None:
    manual.page.setFocus()
    key(manual, Qt.Key.Key_F6)
    assert manual.focusWidget() is manual.list
    key(manual, Qt.Key.Key_F6)
    assert manual.focusWidget() is manual.page


def test_各部分有读屏的名称(manual: ManualWindow) -> None:
    assert [part.accessibleName() for part in (manual.search, manual.list, manual.page)] == [
        "在手册里查找", "手册目录", "手册正文",
    ]  # fmt: skip


# -- on paper


def pdf_of(name: str, path: Path) -> PdfReader:
    document = lay_out(read().page(name), resources.path("manual"))
    writer = QPdfWriter(str(path))
    assert print_document(document, writer)
    del writer
    return PdfReader(path)


def test_快速上手正好印一张a4(tmp_path: Path, look: Look) -> None:
    (page,) = pdf_of("quick_start", tmp_path / "快速上手.pdf").pages
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)
    text = unicodedata.normalize("NFKC", page.extract_text())
    assert "快速上手" in text
    assert "从上报工作簿恢复账套" in text


def test_打印正在读的一页(manual: ManualWindow, printers: PdfPrinter) -> None:
    manual.go_to(Target("checks"))
    key(manual, Qt.Key.Key_P, CTRL)
    assert printers.path is not None
    text = unicodedata.normalize("NFKC", PdfReader(printers.path).pages[0].extract_text())
    assert "审核与说明" in text


def test_不打印了就什么也不印(qtbot: QtBot, look: Look, tmp_path: Path) -> None:
    window = ManualWindow(read(), lambda: look.palette, PdfPrinter(None))
    qtbot.addWidget(window)
    window.print_button.click()
    assert list(tmp_path.iterdir()) == []


def test_什么主题都印成黑字(look: Look) -> None:
    document = lay_out(read().page("quick_start"), resources.path("manual"))
    assert colour_of(document) == LIGHT.text


def test_the_heading_it_opens_at_stands_at_the_top(sample_window: MainWindow) -> None:
    window = opened(sample_window)
    page = window.page
    assert window.target.heading
    assert 0 <= page.cursorRect().top() < page.viewport().height() // 5
