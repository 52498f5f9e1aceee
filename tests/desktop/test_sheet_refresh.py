"""The grid drawn again: what is being typed, the current cell, the scroll and the columns stay the user's."""

import msgspec
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from db.forms.sheet import Sheet, SheetColumn
from desktop.sheet.view import SheetView
from tests.desktop.sheet_samples import ENTRY, LINES, changed, entry, named, pivot
from tests.desktop.sheet_user import at, press, shown_view, typed


@pytest.fixture
def view(qtbot: QtBot) -> SheetView:
    return shown_view(qtbot)


# The answer to an edit


def test_a_refresh_while_typing_leaves_the_typed_text_alone(view: SheetView) -> None:
    view.go_to("05!2014001.personnel")
    typed(view, "12")
    view.refresh_sheet(pivot(changed(LINES, "2014001", personnel="*1.00", total="45.36")))
    opened = view.grid.editing()
    assert opened is not None
    assert opened[1].typed() == "12"


def test_the_cell_shows_the_answer_once_the_editor_has_closed(view: SheetView) -> None:
    view.edited.connect(
        lambda _binding, _text: view.refresh_sheet(pivot(changed(LINES, "2014001", personnel="*300.50")))
    )
    view.go_to("05!2014001.personnel")
    typed(view, "300.5")
    press(view, Qt.Key.Key_Return)
    assert view.model.index(3, 4).data() == "300.50"


def test_a_refresh_keeps_the_current_cell_and_the_scroll(view: SheetView) -> None:
    view.resize(895, 300)
    view.go_to("05!2210203.personnel")
    scrolled = view.grid.verticalScrollBar().value()
    view.refresh_sheet(pivot(changed(LINES, "201", total="1.00")))
    assert (at(view), view.grid.verticalScrollBar().value()) == ("05!2210203.personnel", scrolled)
    assert scrolled > 0


def test_who_types_into_the_empty_line_tabs_on_in_the_line_it_became(view: SheetView) -> None:
    view.show_sheet(entry())
    begun = (17, "draft", ("2014001", "", "", "", ""))
    grown = entry((*ENTRY[:4], begun, (18, "new", ("", "", "", "", ""))))
    view.edited.connect(lambda _binding, _text: view.refresh_sheet(grown))
    view.go_to("entry/basic/5.function")
    typed(view, "2014001")
    press(view, Qt.Key.Key_Tab)
    assert at(view) == "entry/basic/5.economic"
    assert view.model.rowCount() == 6


def test_a_tab_that_is_shown_again_is_where_it_was_left(view: SheetView) -> None:
    view.go_to("05!2210201.personnel")
    view.show_sheet(entry())
    view.show_sheet(pivot())
    assert at(view) == "05!2210201.personnel"


# Columns


def test_a_widened_column_keeps_its_width_when_the_form_comes_back(view: SheetView) -> None:
    view.grid.setColumnWidth(1, 321)
    view.show_sheet(entry())
    view.show_sheet(pivot())
    assert view.grid.columnWidth(1) == 321


NAME = "江汉区信访和群众工作服务中心"


def refreshed(view: SheetView, qtbot: QtBot, wider: Sheet) -> int:
    """The width of the column 功能科目 after the change has been drawn."""
    view.refresh_sheet(wider)
    qtbot.wait(20)
    return view.grid.columnWidth(0)


def room(view: SheetView, text: str, hint: str) -> int:
    return view.model.looks.metrics.horizontalAdvance(text + hint)


def test_a_column_grows_with_a_text_that_was_filled_in(view: SheetView, qtbot: QtBot) -> None:
    view.show_sheet(entry())
    assert refreshed(view, qtbot, named(entry(), "2014001", NAME)) > room(view, "2014001", NAME)


def test_no_column_moves_while_something_is_being_typed(view: SheetView, qtbot: QtBot) -> None:
    view.show_sheet(entry())
    before = view.grid.columnWidth(0)
    view.go_to("entry/basic/4.amount")
    typed(view, "5")
    assert refreshed(view, qtbot, named(entry(), "2014001", NAME)) == before


def test_the_columns_follow_once_the_typing_has_ended(view: SheetView, qtbot: QtBot) -> None:
    view.show_sheet(entry())
    view.go_to("entry/basic/4.amount")
    typed(view, "5")
    view.refresh_sheet(named(entry(), "2014001", NAME))
    press(view, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: view.grid.columnWidth(0) > room(view, "2014001", NAME))
    assert view.grid.editing() is None


def test_a_width_that_the_user_has_set_stays_whatever_comes(view: SheetView, qtbot: QtBot) -> None:
    view.show_sheet(entry())
    view.grid.setColumnWidth(0, 77)
    assert refreshed(view, qtbot, named(entry(), "2014001", NAME)) == 77


def test_a_column_beside_one_that_the_user_has_set_still_grows(view: SheetView, qtbot: QtBot) -> None:
    view.show_sheet(entry())
    view.grid.setColumnWidth(4, 90)
    wide = refreshed(view, qtbot, named(entry(), "2014001", NAME))
    assert (wide > room(view, "2014001", NAME), view.grid.columnWidth(4)) == (True, 90)


def test_what_fitted_still_fits_beside_what_has_grown(view: SheetView, qtbot: QtBot) -> None:
    blank = [(row_id, kind, ("", "", "", "", "")) for row_id, kind, _ in ENTRY]
    view.show_sheet(entry(blank))
    refreshed(view, qtbot, named(named(entry(), "2014001", NAME), "30101", "基本工资"))
    assert view.grid.columnWidth(1) > room(view, "30101", "基本工资")


def test_a_shorter_text_moves_no_column(view: SheetView, qtbot: QtBot) -> None:
    view.show_sheet(named(entry(), "2014001", NAME))
    before = view.grid.columnWidth(0)
    assert refreshed(view, qtbot, entry()) == before


def test_columns_that_wanted_to_grow_are_those_of_a_sheet_that_has_gone(view: SheetView, qtbot: QtBot) -> None:
    """With other columns than the sheet that came in its place, or none."""
    view.show_sheet(entry())
    view.refresh_sheet(named(entry(), "2014001", NAME))
    view.clear()
    qtbot.wait(20)
    assert view.model.columnCount() == 0


def test_what_was_being_typed_outlives_a_sheet_with_other_columns(view: SheetView) -> None:
    """As beside last year: the text that is committed for it brings a newer sheet than the one to be shown."""
    wider = pivot()
    wider = msgspec.structs.replace(wider, columns=(*wider.columns, SheetColumn("prior", 11, "上年")))
    newer = pivot(changed(LINES, "2014001", personnel="77.00"))
    newer = msgspec.structs.replace(newer, columns=wider.columns)
    view.edited.connect(lambda _binding, _text: view.refresh_sheet(newer))
    view.go_to("05!2014001.personnel")
    typed(view, "77")
    view.refresh_sheet(wider)
    cell = view.model.cell(3, 4)
    assert cell is not None
    assert cell.text == "77.00"
