"""Between two books, two pages, two changes: nothing of the former reaches into the next."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.main_window import MainWindow
from desktop.panels.new_row import NewRowCard
from tests.desktop.books import SALARY, answer
from tests.desktop.keys import CTRL, click, key, type_text
from tests.desktop.test_window_main import cell, place


@pytest.fixture
def other(filled: MainWindow, tmp_path: Path) -> Path:
    """A second book with the same line; the first one is open."""
    first, second = filled.session.book.path, tmp_path / "乙.ysb"
    assert filled.session.create(answer(second))
    assert filled.session.paste("basic", 0, 0, SALARY)
    assert filled.session.open(first)
    return second


def test_what_was_cut_in_another_book_is_not_emptied_in_this_one(filled: MainWindow, other: Path) -> None:
    grid = filled.workspace.view.grid
    filled.go_to("entry/basic/1.amount")
    key(grid, Qt.Key.Key_X, CTRL)
    assert filled.session.open(other)
    filled.go_to("entry/basic/2.amount")
    key(grid, Qt.Key.Key_V, CTRL)
    assert cell(filled, "entry/basic/1.amount").text == "75.30"


def test_f8_begins_with_the_first_finding_of_another_book(filled: MainWindow, other: Path) -> None:
    faults = [[*SALARY[0][:-1], "12o"], [*SALARY[0][:-1], "13o"]]
    gone_to = []
    for _ in range(2):
        filled.session.paste("basic", 0, 0, faults)
        for _ in range(2):
            key(filled.workspace.view.grid, Qt.Key.Key_F8)
            cell = filled.workspace.view.current_cell()
            gone_to.append(cell.address if cell is not None else "")
        filled.session.open(other)
    assert gone_to == ["entry/basic/1.amount", "entry/basic/2.amount"] * 2


def test_a_copy_from_another_book_stands_in_no_dashes_here(filled: MainWindow, other: Path) -> None:
    filled.go_to("entry/basic/1.amount")
    key(filled.workspace.view.grid, Qt.Key.Key_C, CTRL)
    assert filled.session.open(other)
    filled.go_to("entry/basic/1.amount")
    assert filled.workspace.view.grid.overlay.lifted is None


def test_another_book_is_entered_at_its_beginning(filled: MainWindow, other: Path) -> None:
    filled.go_to("entry/basic/2.amount")
    assert filled.session.open(other)
    filled.navigation.choose(place(filled, "基本支出"))
    assert filled.workspace.view.grid.position() == (0, 0)


def test_a_closed_book_leaves_no_cells_behind(filled: MainWindow) -> None:
    filled.go_to("entry/basic/1.amount")
    filled.session.close()
    assert filled.workspace.view.model.rowCount() == 0


def question(window: MainWindow) -> NewRowCard:
    """A figure typed where its line lacks a part: what is asked then."""
    assert window.go_to("05!2014001.operating")
    view = window.workspace.view
    view.setFocus()
    type_text(view.grid, "6")
    opened = view.grid.editing()
    assert opened is not None
    key(opened[1], Qt.Key.Key_Return)
    QApplication.processEvents()
    assert window.growing.card is not None
    return window.growing.card


def test_a_question_does_not_stay_over_another_page_and_its_figure_is_a_draft(filled: MainWindow) -> None:
    question(filled)
    filled.navigation.choose(place(filled, "07"))
    waiting = filled.session.book.connection.execute("select text from pending where column_name = 'amount'")
    assert (filled.growing.card, waiting.fetchall()) == (None, [("6.00",)])


def test_a_press_on_another_cell_leaves_the_question_for_later(filled: MainWindow) -> None:
    question(filled)
    grid = filled.workspace.view.grid
    click(grid.viewport(), grid.visualRect(grid.sheet_model.index(0, 0)).center())
    QApplication.processEvents()
    assert filled.growing.card is None


def test_a_question_stays_inside_a_small_window(filled: MainWindow) -> None:
    card = question(filled)
    filled.resize(640, 400)
    QApplication.processEvents()
    assert filled.rect().contains(card.geometry())


def search(window: MainWindow, text: str) -> None:
    window.go_to("entry/basic/1.amount")
    key(window.workspace.view.grid, Qt.Key.Key_F, CTRL)
    type_text(window.workspace.search.field, text)


def test_who_types_on_while_the_search_is_open_is_not_taken_away_from_his_cell(filled: MainWindow) -> None:
    search(filled, "112001")
    view = filled.workspace.view
    view.setFocus()
    view.grid.go((0, 7))
    for sign in "80":
        opened = view.grid.editing()
        type_text(opened[1] if opened else view.grid, sign)
    opened = view.grid.editing()
    assert opened is not None
    key(opened[1], Qt.Key.Key_Return)
    filled.wayfinding.searching.look_again()
    assert view.grid.position() == (1, 7)


def test_hits_stand_out_in_the_page_while_the_search_is_open(filled: MainWindow) -> None:
    search(filled, "75.3")
    during = filled.workspace.view.model.found
    key(filled.workspace.search.field, Qt.Key.Key_Escape)
    after = filled.workspace.view.model.found
    assert (sorted(during), sorted(after)) == (["entry/basic/1.amount"], [])


def test_who_searches_one_page_and_turns_it_searches_the_other(filled: MainWindow) -> None:
    search(filled, "75.3")
    filled.navigation.choose(place(filled, "05"))
    owners = {address.partition("!")[0] for address in filled.workspace.view.model.found}
    assert owners == {"05"}
