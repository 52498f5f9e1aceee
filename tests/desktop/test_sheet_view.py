"""The grid as it is seen and taken hold of: blocks, rows, the mouse, frozen columns, headings and colours."""

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QSignalSpy, QTest
from pytestqt.qtbot import QtBot

from db.forms.sheet import Binding, Cell, Sheet
from desktop.palette import DARK, LIGHT
from desktop.sheet.view import SheetView
from tests.desktop.keys import CTRL, key
from tests.desktop.sheet_samples import LONG, document, entry, pivot
from tests.desktop.sheet_user import ALT, PERSONNEL, SHIFT, at, edits, press, shown_view, typed


@pytest.fixture
def view(qtbot: QtBot) -> SheetView:
    return shown_view(qtbot)


# Blocks


def test_a_block_is_copied_as_excel_copies_it(view: SheetView) -> None:
    view.go_to("05!2014001.personnel")
    key(view.grid, Qt.Key.Key_Right, SHIFT)
    key(view.grid, Qt.Key.Key_Up, SHIFT)
    key(view.grid, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "290.39\t44.36\n290.39\t44.36\n"


def test_one_cell_is_copied_as_its_bare_text(view: SheetView) -> None:
    view.go_to("05!2014001.personnel")
    key(view.grid, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "290.39"


def test_a_block_over_an_entry_tab_is_told_with_its_place(view: SheetView, qtbot: QtBot) -> None:
    view.show_sheet(entry())
    view.go_to("entry/basic/5.economic")
    QGuiApplication.clipboard().setText("30201\t一般公共预算\t1.00\r\n30202\t一般公共预算\t2.00\r\n")
    with qtbot.waitSignal(view.pasted) as signal:
        key(view.grid, Qt.Key.Key_V, CTRL)
    rows = [["30201", "一般公共预算", "1.00"], ["30202", "一般公共预算", "2.00"]]
    assert signal.args == [4, 1, rows, []]


def test_a_block_over_a_form_goes_into_the_cells_that_can_be_typed_into(view: SheetView, qtbot: QtBot) -> None:
    view.go_to("05!2014001.basic")
    QGuiApplication.clipboard().setText("1\t2\t3\n")
    with qtbot.waitSignal(view.block_edited) as signal:
        key(view.grid, Qt.Key.Key_V, CTRL)
    assert signal.args == [[(PERSONNEL, "2"), (Binding("basic", "line", 2014001, "operating"), "3")], ""]


def test_a_list_without_rows_can_be_copied_as_nothing(view: SheetView) -> None:
    view.show_sheet(msgspec.structs.replace(pivot(), cells=(), row_kinds=(), row_keys=(), body_end=pivot().body_start))
    QGuiApplication.clipboard().setText("甲")
    view.gestures.copy()
    assert QGuiApplication.clipboard().text() == "甲"


# Rows, mouse, selection


def test_ctrl_minus_asks_for_the_selected_lines_to_go_by_their_ids(view: SheetView, qtbot: QtBot) -> None:
    view.show_sheet(entry())
    view.go_to("entry/basic/3.fund")
    for _ in range(2):
        key(view.grid, Qt.Key.Key_Down, SHIFT)
    with qtbot.waitSignal(view.remove_rows) as signal:
        key(view.grid, Qt.Key.Key_Minus, CTRL)
    assert signal.args == [[3, 4]]


def test_alt_and_an_arrow_ask_for_the_line_to_move(view: SheetView, qtbot: QtBot) -> None:
    view.show_sheet(entry())
    view.go_to("entry/basic/2.fund")
    with qtbot.waitSignal(view.move_rows) as signal:
        key(view.grid, Qt.Key.Key_Down, ALT)
    assert signal.args == [[2], 2]


def test_a_double_click_on_a_derived_cell_opens_what_it_is_made_of(view: SheetView) -> None:
    opened: list[Cell] = []
    view.open_trace.connect(opened.append)
    place = view.grid.visualRect(view.model.index(1, 2)).center()
    QTest.mouseDClick(view.grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert [cell.address for cell in opened] == ["05!201.total"]


def test_the_selection_is_counted_and_added_up(view: SheetView) -> None:
    spy = QSignalSpy(view.selection_changed)
    view.go_to("05!2080501.personnel")
    key(view.grid, Qt.Key.Key_Down, SHIFT)
    assert spy.at(spy.count() - 1) == ["平均值 23.20　计数 2　求和 46.40"]


# Frozen columns


@pytest.fixture
def narrow(view: SheetView) -> SheetView:
    wide = msgspec.structs.replace(pivot(), frozen_columns=2, form="wide")
    view.resize(560, 420)
    view.show_sheet(wide)
    return view


def test_frozen_columns_stay_while_the_rest_scrolls(narrow: SheetView) -> None:
    narrow.go_to("05!201.project")
    frozen = narrow.grid.frozen
    assert narrow.grid.horizontalScrollBar().value() > 0
    assert frozen.visualRect(narrow.model.index(0, 0)).left() == 0
    assert frozen.width() == narrow.grid.columnWidth(0) + narrow.grid.columnWidth(1)


def test_no_cell_is_current_behind_the_frozen_columns(narrow: SheetView) -> None:
    narrow.go_to("05!201.project")
    narrow.go_to("05!201.total")
    assert narrow.grid.visualRect(narrow.grid.currentIndex()).left() >= narrow.grid.frozen.width()


def test_frozen_columns_scroll_down_with_the_grid(narrow: SheetView) -> None:
    narrow.go_to("05!2210203.code")
    scrolled = narrow.grid.verticalScrollBar().value()
    assert scrolled > 0
    assert narrow.grid.frozen.verticalScrollBar().value() == scrolled


def test_a_frozen_cell_is_typed_into_where_it_is_seen(view: SheetView) -> None:
    view.resize(400, 420)
    view.show_sheet(entry(frozen=2))
    seen = edits(view)
    view.go_to("entry/basic/1.note")
    view.go_to("entry/basic/1.function")
    typed(view, "2014002")
    opened = view.grid.editing()
    assert opened is not None
    assert view.grid.frozen.isAncestorOf(opened[1])
    press(view, Qt.Key.Key_Tab)
    assert [text for _, text in seen] == ["2014002"]
    assert at(view) == "entry/basic/1.economic"


def test_columns_are_frozen_only_while_the_table_scrolls_sideways(narrow: SheetView) -> None:
    before = narrow.grid.frozen.isVisible()
    narrow.resize(1200, 420)
    assert (before, narrow.grid.frozen.isVisible()) == (True, False)


# Headings, looks


def test_a_heading_stands_over_all_its_columns(view: SheetView) -> None:
    heading = view.grid.heading
    basic = next(cell for cell in view.model.header_cells() if cell.text == "基本支出")
    box = heading.box(basic)
    assert box.width() == sum(view.grid.columnWidth(column) for column in (3, 4, 5))
    assert box.left() == heading.sectionViewportPosition(3)
    assert box.height() * 2 == heading.height()


def test_a_document_has_no_heading(view: SheetView) -> None:
    view.show_sheet(document())
    assert not view.grid.heading.isVisible()


def colour(view: SheetView, row: int, column: int) -> str:
    """Colour of a cell near its left lower corner, where no text stands."""
    rect = view.grid.visualRect(view.model.index(row, column))
    return view.grid.viewport().grab().toImage().pixelColor(rect.bottomLeft() + QPoint(3, -3)).name()


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_white_can_be_typed_into_and_grey_follows(view: SheetView, palette: object) -> None:
    view.recolour(DARK if palette is DARK else LIGHT)
    shown = DARK if palette is DARK else LIGHT
    assert (colour(view, 3, 4), colour(view, 3, 3)) == (shown.paper.name(), shown.derived.name())


def test_a_text_that_is_no_value_is_tinted_and_marked_in_the_corner(view: SheetView) -> None:
    view.show_sheet(entry())
    rect = view.grid.visualRect(view.model.index(2, 3))
    image = view.grid.viewport().grab().toImage()
    assert colour(view, 2, 3) == LIGHT.error_tint.name()
    assert image.pixelColor(rect.topRight() + QPoint(-1, 1)).name() == LIGHT.error.name()


def test_the_current_cell_has_a_frame_of_two_pixels(view: SheetView) -> None:
    view.go_to("05!2014001.personnel")
    rect = view.grid.visualRect(view.grid.currentIndex())
    image = view.grid.viewport().grab().toImage()
    middle = rect.center().y()
    line = [image.pixelColor(rect.left() + step, middle).name() for step in (-1, 0, 1)]
    assert line == [LIGHT.accent.name(), LIGHT.accent.name(), LIGHT.paper.name()]


def test_a_number_that_does_not_fit_is_never_cut(view: SheetView) -> None:
    looks = view.model.looks
    assert set(looks.fit("1234567.89", 40, bold=False, number=True)) == {"#"}
    assert looks.fit("信访工作经费", 40, bold=False, number=False).endswith("…")


def test_the_page_ends_under_a_short_table_and_notes_stand_on_it(view: SheetView) -> None:
    sheet: Sheet = entry()
    note = Cell(row=sheet.body_end, column=0, text="注：本单位无项目支出预算")
    view.show_sheet(msgspec.structs.replace(sheet, cells=(*sheet.cells, note), rows=sheet.rows + 1))
    bottom = view.grid.geometry().bottom()
    words = next(one for one in view.paper.children() if getattr(one, "text", str)() == note.text)
    assert words.geometry().top() > bottom  # type: ignore[attr-defined]
    assert view.paper.height() < view.height()


def test_the_table_is_named_for_screen_readers(view: SheetView) -> None:
    assert view.grid.accessibleName() == "2024年一般公共预算支出表(分功能科目)"


def test_a_wide_table_is_squeezed_to_its_page_before_it_scrolls(view: SheetView) -> None:
    view.resize(560, 400)
    view.show_sheet(entry())
    assert view.grid.horizontalScrollBar().maximum() == 0
    assert sum(view.grid.columnWidth(column) for column in range(5)) < 560


def test_the_beginning_of_a_cell_wider_than_the_view_is_seen(view: SheetView) -> None:
    view.resize(300, 400)
    view.show_sheet(document())
    view.go_to("15/信访!basis")
    assert view.grid.visualRect(view.grid.currentIndex()).left() == 0


def test_in_a_frozen_book_no_cell_is_white(view: SheetView) -> None:
    view.set_writable(False)
    view.go_to("05!2014001.personnel")
    fill = view.model.face(*view.grid.position()).fill
    assert fill.color() == LIGHT.derived


def test_a_long_text_makes_its_row_tall_and_a_longer_one_taller(view: SheetView) -> None:
    view.show_sheet(document())
    usual, before = view.grid.rowHeight(0), view.grid.rowHeight(2)
    sheet = document()
    cells = tuple(
        msgspec.structs.replace(one, text=LONG * 4) if one.address.endswith("basis") else one for one in sheet.cells
    )
    view.refresh_sheet(msgspec.structs.replace(sheet, cells=cells))
    assert usual < before < view.grid.rowHeight(2)


def test_enter_stays_in_the_column_of_a_cell_that_was_gone_to_after_tabs(view: SheetView) -> None:
    view.show_sheet(entry())
    view.go_to("entry/basic/1.function")
    key(view.grid, Qt.Key.Key_Tab)
    view.go_to("entry/basic/1.amount")
    key(view.grid, Qt.Key.Key_Return)
    current = view.current_cell()
    assert current is not None
    assert current.address == "entry/basic/2.amount"
