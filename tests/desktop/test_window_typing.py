"""What was typed is never lost: whatever happens to the window while a field is open."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.book import Book
from desktop.main_window import MainWindow
from tests.desktop.books import filled_in
from tests.desktop.desk import Desk
from tests.desktop.keys import key, type_text
from tests.desktop.test_window_main import cell, place, type_over

OTHER = [["112001", "", "2014001", "30101", "", "", "", "9"]]


@pytest.fixture
def window(desk: Desk, one_line: Path) -> MainWindow:
    """A window with a book of one line: 75.30 of wages."""
    return desk.lay(one_line)


@pytest.fixture
def path(window: MainWindow) -> Path:
    """Where its book lies."""
    return window.session.book.path


@pytest.fixture
def other(begun: Path, tmp_path: Path) -> Path:
    """Another book, whose only line says 9."""
    return filled_in(begun, tmp_path, ("basic", OTHER))


def begin(window: MainWindow, address: str, text: str) -> None:
    """Type into a cell, and leave the field open."""
    assert window.go_to(address)
    grid = window.workspace.view.grid
    grid.setFocus()
    type_text(grid, text[:1])
    opened = grid.editing()
    assert opened is not None
    type_text(opened[1], text[1:])


def begin_in_the_trace(qtbot: QtBot, window: MainWindow, text: str) -> None:
    """Type over the figure that a total is made of, and leave the field open."""
    window.go_to("05!total.total")
    qtbot.waitUntil(lambda: len(window.trace.fields()) == 1)
    (field,) = window.trace.fields()
    field.setFocus()
    field.selectAll()
    type_text(field, text)


def amounts(path: Path) -> list[int]:
    """The amounts of all lines on the disk, in units of the ledger."""
    with Book.read(path) as book:
        return [row[0] for row in book.connection.execute("select amount from expenditure")]


def written(path: Path, figure: str) -> bool:
    """Does the only line of the book on the disk say `figure`, in 万元?"""
    return amounts(path) == [round(float(figure) * 1_000_000)]


def test_another_book_is_opened_after_the_open_cell_was_written(window: MainWindow, other: Path, path: Path) -> None:
    begin(window, "entry/basic/1.amount", "12")
    window.exchange.open_path(other)
    assert written(path, "12")


def test_what_was_typed_in_one_book_never_lands_in_the_next(window: MainWindow, other: Path) -> None:
    begin(window, "entry/basic/1.amount", "12")
    window.exchange.open_path(other)
    assert written(other, "9")


def test_another_book_is_opened_after_the_trace_was_written(
    qtbot: QtBot, window: MainWindow, other: Path, path: Path
) -> None:
    begin_in_the_trace(qtbot, window, "12")
    window.exchange.open_path(other)
    assert written(path, "12")


def test_closing_the_window_writes_the_trace(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    begin_in_the_trace(qtbot, window, "12")
    window.close()
    assert written(path, "12")


def test_undo_takes_back_what_is_still_being_typed(window: MainWindow) -> None:
    begin(window, "entry/basic/1.amount", "12")
    window.commands.actions["undo"].trigger()
    assert cell(window, "entry/basic/1.amount").text == "75.30"


def test_a_window_whose_last_text_cannot_be_written_stays_open(window: MainWindow, path: Path) -> None:
    begin(window, "entry/basic/1.amount", "12")
    path.rename(path.with_name("走了.ysb"))
    assert not window.close()


def test_a_text_that_the_disk_does_not_take_stands_in_its_cell_and_is_counted(window: MainWindow, path: Path) -> None:
    path.rename(path.with_name("走了.ysb"))
    type_over(window, "entry/basic/1.amount", "12.34")
    assert (cell(window, "entry/basic/1.amount").text, window.session.unwritten) == ("12.34", 1)


def test_a_refusal_stays_until_it_is_mended(window: MainWindow, path: Path) -> None:
    path.rename(path.with_name("走了.ysb"))
    type_over(window, "entry/basic/1.amount", "12.34")
    path.with_name("走了.ysb").rename(path)
    type_over(window, "entry/basic/1.amount", "12.34")
    assert window.banner.sentence == ""


def test_a_refused_text_leaves_the_place_that_was_gone_to_in_peace(window: MainWindow, path: Path) -> None:
    begin(window, "05!2014001.personnel", "12")
    path.rename(path.with_name("走了.ysb"))
    window.navigation.choose(place(window, "基本信息"))
    assert window.workspace.part == "book"


def test_the_part_looked_at_last_comes_back_although_something_was_being_typed(window: MainWindow) -> None:
    window.navigation.choose(place(window, "基本信息"))
    window.workspace.tabs.setCurrentIndex(1)
    begin(window, "entry/basic/1.amount", "12")
    window.navigation.choose(place(window, "基本信息"))
    assert window.workspace.part == "code"


def test_a_part_shows_what_was_just_typed_into_the_one_before(window: MainWindow) -> None:
    assert window.session.paste("headcount", 0, 0, [["112001"]])
    begin(window, "entry/unit/1.name", "信访中心")
    parts = [part.key for part in window.session.reading.parts(place(window, "基本信息"))]
    window.workspace.tabs.setCurrentIndex(parts.index("headcount"))
    sheet = window.workspace.sheet
    assert sheet is not None
    assert "信访中心" in {part for it in sheet.cells for part in (it.text, it.hint)}


def test_another_theme_leaves_the_open_cell_alone(window: MainWindow, path: Path) -> None:
    begin(window, "entry/basic/1.amount", "12")
    window.look.choose("dark")
    key(QApplication.focusWidget() or window, Qt.Key.Key_Return)
    window.look.choose("light")
    assert written(path, "12")
