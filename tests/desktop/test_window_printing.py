"""Printing and its preview in the window: what the book says, never what only the screen shows."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from db.exchange.standing import as_it_stands
from db.exchange.submission import gather, reopen
from desktop.__main__ import faces
from desktop.app import Look
from desktop.dialogs.preview import PreviewDialog
from desktop.main_window import MainWindow
from desktop.papers import Papers
from desktop.printing.booklet import form_pages
from desktop.printing.pages import LONG, POINT, SHORT
from desktop.printing.printer import PrinterChooser
from tests.desktop.deeds import hand_in
from tests.desktop.keys import click
from tests.desktop.printed import close, printer_texts, reader


class Paper(PrinterChooser):
    """A printer that prints into a file, and the user who chooses it. `last`: the last page he wants."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.last = 0
        self.declined = False
        self.asked: list[tuple[str, int]] = []

    def choose(self, parent: QWidget, title: str, pages: int) -> QPrinter | None:
        self.asked.append((title, pages))
        if self.declined:
            return None
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.path))
        if self.last:
            printer.setFromTo(1, self.last)
        return printer


@pytest.fixture
def paper(tmp_path: Path) -> Paper:
    return Paper(tmp_path / "纸.pdf")


@pytest.fixture
def window(sample_window: MainWindow, paper: Paper) -> MainWindow:
    printing(sample_window, paper)
    return sample_window


@pytest.fixture
def own_window(
    qtbot: QtBot, look: Look, paper: Paper, tmp_path: Path, copy_sample: Callable[[Path], Path]
) -> Iterator[MainWindow]:
    """A window whose book may be handed in."""
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    made = MainWindow(look, faces=faces())
    printing(made, paper)
    qtbot.addWidget(made)
    made.show()
    assert made.session.open(copy_sample(tmp_path / "示例.ysb"))
    yield made
    made.close()


def printing(window: MainWindow, paper: Paper) -> None:
    """Let what `window` prints go to `paper`."""
    window.papers = Papers(window, window.session, window.exchange, window.shown_form, paper)


def turn_to(window: MainWindow, form: str) -> None:
    place = next(place for place in window.session.reading.places if (place.kind, place.id) == ("form", form))
    window.navigation.choose(place)


def previewed(qtbot: QtBot, window: MainWindow) -> PreviewDialog:
    window.commands.actions["preview"].trigger()
    dialog = window.exchange.dialog
    assert isinstance(dialog, PreviewDialog)
    qtbot.waitUntil(lambda: bool(dialog.pages))
    return dialog


def said(dialog: PreviewDialog) -> str:
    return close("".join(text for page in dialog.pages for text in page.texts()))


def test_ctrl_p_prints_the_form_that_is_shown(qtbot: QtBot, window: MainWindow, paper: Paper) -> None:
    turn_to(window, "02")
    QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(paper.path.exists)
    content = paper.path.read_bytes()
    assert paper.asked == [("02 2024年收入预算总表", 1)]
    (text,) = printer_texts(content)
    assert "2024年收入预算总表" in text
    assert "第1页共1页" in text
    assert f"校验码{gather(window.session.book, draft=True).cover.code}" in text
    (page,) = reader(content).pages
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (round(LONG / POINT), round(SHORT / POINT))


def test_what_has_not_been_handed_in_is_printed_as_a_draft(qtbot: QtBot, window: MainWindow) -> None:
    turn_to(window, "05")
    dialog = previewed(qtbot, window)
    assert dialog.draft.isChecked()
    assert not dialog.draft.isEnabled()
    assert [page.mark for page in dialog.pages] == ["草稿"]
    assert "第1版（草稿）" in said(dialog)


def test_of_a_place_that_is_no_form_everything_is_printed(qtbot: QtBot, window: MainWindow, paper: Paper) -> None:
    window.navigation.choose(window.session.reading.places[0])
    paper.last = 20  # a cover, contents, the written part, forms upright and ones that lie
    window.commands.actions["print"].trigger()
    qtbot.waitUntil(paper.path.exists)
    pdf = reader(paper.path.read_bytes())
    lying = [page.mediabox.width > page.mediabox.height for page in pdf.pages]
    assert (len(lying), lying[:3], True in lying) == (20, [False, False, False], True)
    ((title, count),) = paper.asked
    assert title == "全部上报材料"
    assert all(f"第{n}页共{count}页" in text for n, text in enumerate(printer_texts(paper.path.read_bytes()), start=1))


def test_who_declines_prints_nothing(qtbot: QtBot, window: MainWindow, paper: Paper) -> None:
    paper.declined = True
    turn_to(window, "02")
    window.commands.actions["print"].trigger()
    qtbot.waitUntil(lambda: bool(paper.asked))
    assert not paper.path.exists()


@pytest.mark.qt_log_ignore("^QPainter::begin")
def test_a_printer_that_takes_nothing_is_told_in_a_sentence(qtbot: QtBot, window: MainWindow, paper: Paper) -> None:
    paper.path = paper.path.parent / "没有这个文件夹" / "纸.pdf"
    turn_to(window, "02")
    window.commands.actions["print"].trigger()
    qtbot.waitUntil(lambda: "打印机没有接受" in window.banner.sentence)


def test_the_preview_turns_from_the_form_to_everything_and_prints_it(
    qtbot: QtBot, window: MainWindow, paper: Paper
) -> None:
    turn_to(window, "02")
    dialog = previewed(qtbot, window)
    assert len(dialog.pages) == 1
    click(dialog.whole)
    qtbot.waitUntil(lambda: len(dialog.pages) > 1)
    assert dialog.number.text() == f"第 1 页，共 {len(dialog.pages)} 页"
    dialog.view.go_to(3)
    assert dialog.number.text() == f"第 3 页，共 {len(dialog.pages)} 页"
    click(dialog.deed)
    assert len(reader(paper.path.read_bytes()).pages) == len(dialog.pages)
    assert paper.asked == [("全部上报材料", len(dialog.pages))]


def test_pages_are_painted_and_can_be_made_larger(qtbot: QtBot, window: MainWindow) -> None:
    turn_to(window, "02")
    view = previewed(qtbot, window).view
    picture = view.viewport().grab().toImage()
    across, down = range(0, picture.width(), 3), range(60, picture.height())
    # The screen of the test is small, and so is the page on it; a blank one has no dark dot.
    assert sum(picture.pixelColor(x, y).lightness() < 100 for x in across for y in down) > 50
    before = view.zoom
    view.step_zoom(1)
    assert view.zoom > before
    view.step_zoom(-1)
    assert view.zoom <= before


def test_paper_never_shows_what_is_only_the_screens(qtbot: QtBot, window: MainWindow) -> None:
    turn_to(window, "07")
    shown = window.workspace.sheet
    assert shown is not None
    assert "grow" in shown.row_kinds  # the open row
    submission = gather(window.session.book, draft=True)
    (form,) = [sheet for sheet in submission.forms if sheet.name == shown.name]
    assert form.rows < shown.rows
    assert previewed(qtbot, window).pages == form_pages([form], submission.cover)


def test_what_is_handed_in_is_printed_as_it_was(qtbot: QtBot, own_window: MainWindow, tmp_path: Path) -> None:
    window = own_window
    made = hand_in(qtbot, window, tmp_path / "上报").made
    dialog = window.exchange.dialog
    assert dialog is not None
    dialog.reject()
    turn_to(window, "05")
    preview = previewed(qtbot, window)
    standing = as_it_stands(window.session.book)
    assert preview.draft.isEnabled()
    assert "草稿" not in said(preview)
    assert close(f"二上第1版第1页共1页校验码{standing.cover.code}") in said(preview)
    # The PDF among what was handed in was drawn on another thread, and is what this one draws.
    (pdf,) = [path for path in made if path.suffix == ".pdf"]
    assert faces()["pdf"](standing) == {pdf.name: pdf.read_bytes()}
    click(preview.draft)
    qtbot.waitUntil(lambda: "第1版（草稿）" in said(preview))
    assert window.session.gesture(lambda: reopen(window.session.book, "财政局退回"))
    assert as_it_stands(window.session.book).cover.version == "第2版（草稿）"
