"""The grid under real keys: it moves, types, completes, copies and pastes as a spreadsheet does."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.forms.sheet import Binding, Cell, Sheet
from desktop.palette import DARK, LIGHT
from desktop.sheet.editors import LineEditor, TextEditor
from desktop.sheet.view import SheetView
from tests.desktop.keys import CTRL, key, type_text
from tests.desktop.sheet_samples import ENTRY, LINES, LONG, changed, document, entry, named, pivot

SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier


@dataclass(frozen=True)
class Offer:
    text: str
    label: str
    detail: str = ""


CODES = (
    Offer("30201", "30201 办公费", "商品和服务支出"),
    Offer("30202", "30202 印刷费"),
    Offer("30211", "30211 差旅费"),
)


def offers(binding: Binding, typed: str) -> Sequence[Offer]:
    return [one for one in CODES if typed in one.label] if binding.column == "economic" else ()


@pytest.fixture
def view(qtbot: QtBot) -> SheetView:
    view = SheetView(LIGHT, offers)
    qtbot.addWidget(view)
    view.resize(895, 620)
    view.show()
    view.show_sheet(pivot())
    view.setFocus()
    return view


def press(view: SheetView, *keys: Qt.Key) -> None:
    for one in keys:
        opened = view.grid.editing()
        key(opened[1] if opened else view.grid, one)


def typed(view: SheetView, text: str) -> None:
    opened = view.grid.editing()
    if opened is None and text:
        type_text(view.grid, text[0])
        text = text[1:]
        opened = view.grid.editing()
    if opened is not None:
        type_text(opened[1], text)


def at(view: SheetView) -> str:
    cell = view.current_cell()
    return cell.address if cell is not None else ""


def edits(view: SheetView) -> list[tuple[Binding, str]]:
    seen: list[tuple[Binding, str]] = []
    view.edited.connect(lambda binding, text: seen.append((binding, text)))
    return seen


PERSONNEL = Binding("basic", "line", 2014001, "personnel")


# Typing


def test_typing_replaces_the_text_and_enter_commits_it_and_goes_down(view: SheetView) -> None:
    seen = edits(view)
    view.go_to("05!2014001.personnel")
    typed(view, "300.5")
    press(view, Qt.Key.Key_Return)
    assert seen == [(PERSONNEL, "300.5")]
    assert at(view) == "05!2014002.personnel"


def test_f2_keeps_the_text_and_edits_on_at_its_end(view: SheetView) -> None:
    seen = edits(view)
    view.go_to("05!2014001.personnel")
    press(view, Qt.Key.Key_F2, Qt.Key.Key_End)
    typed(view, "+1")
    press(view, Qt.Key.Key_Return)
    assert seen == [(PERSONNEL, "290.39+1")]


def test_esc_drops_what_was_typed(view: SheetView) -> None:
    seen = edits(view)
    view.go_to("05!2014001.personnel")
    typed(view, "5")
    press(view, Qt.Key.Key_Escape)
    assert seen == []
    assert view.grid.editing() is None
    assert at(view) == "05!2014001.personnel"


def test_shift_enter_goes_up(view: SheetView) -> None:
    view.go_to("05!2014001.personnel")
    key(view.grid, Qt.Key.Key_Return, SHIFT)
    assert at(view) == "05!20140.personnel"


def test_an_unchanged_text_is_told_to_nobody(view: SheetView) -> None:
    seen = edits(view)
    view.go_to("05!2014001.personnel")
    press(view, Qt.Key.Key_F2, Qt.Key.Key_Return)
    assert seen == []


def test_a_derived_cell_opens_no_editor(view: SheetView) -> None:
    view.go_to("05!2014001.total")
    typed(view, "5")
    assert view.grid.editing() is None


def test_delete_empties_the_cell(view: SheetView) -> None:
    seen = edits(view)
    view.go_to("05!2014001.personnel")
    press(view, Qt.Key.Key_Delete)
    assert seen == [(PERSONNEL, "")]


def test_delete_on_a_block_is_one_gesture_over_what_can_be_typed_into(view: SheetView, qtbot: QtBot) -> None:
    view.go_to("05!2014001.basic")
    for _ in range(2):
        key(view.grid, Qt.Key.Key_Right, SHIFT)
    with qtbot.waitSignal(view.block_edited) as signal:
        press(view, Qt.Key.Key_Delete)
    assert signal.args == [[(PERSONNEL, ""), (Binding("basic", "line", 2014001, "operating"), "")]]


def test_a_click_elsewhere_commits(view: SheetView) -> None:
    seen = edits(view)
    view.go_to("05!2014001.personnel")
    typed(view, "7")
    place = view.grid.visualRect(view.model.index(0, 2)).center()
    QTest.mouseClick(view.grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    view.commit_open_editor()
    assert seen == [(PERSONNEL, "7")]


def test_the_open_editor_can_be_committed_from_outside(view: SheetView) -> None:
    seen = edits(view)
    view.go_to("05!2014001.personnel")
    typed(view, "8")
    view.commit_open_editor()
    assert seen == [(PERSONNEL, "8")]
    assert view.grid.editing() is None


def test_in_a_frozen_book_nothing_is_typed(view: SheetView) -> None:
    view.set_writable(False)
    view.go_to("05!2014001.personnel")
    typed(view, "5")
    assert view.grid.editing() is None


def test_typing_into_a_frozen_book_is_answered(view: SheetView, qtbot: QtBot) -> None:
    view.set_writable(False)
    view.go_to("05!2014001.personnel")
    with qtbot.waitSignal(view.refused):
        typed(view, "5")


def test_delete_in_a_frozen_book_is_answered(view: SheetView, qtbot: QtBot) -> None:
    view.set_writable(False)
    view.go_to("05!2014001.personnel")
    with qtbot.waitSignal(view.refused):
        press(view, Qt.Key.Key_Delete)


def test_in_a_frozen_book_no_cell_is_white(view: SheetView) -> None:
    view.set_writable(False)
    view.go_to("05!2014001.personnel")
    fill = view.model.face(*view.grid.position()).fill
    assert fill.color() == LIGHT.derived


def test_a_list_without_rows_can_be_copied_as_nothing(view: SheetView) -> None:
    view.show_sheet(msgspec.structs.replace(pivot(), cells=(), row_kinds=(), row_keys=(), body_end=pivot().body_start))
    QGuiApplication.clipboard().setText("甲")
    view.copy()
    assert QGuiApplication.clipboard().text() == "甲"


# The input method


def test_text_that_an_input_method_commits_at_once_opens_the_editor_and_stays(view: SheetView) -> None:
    view.show_sheet(entry())
    view.go_to("entry/basic/1.note")
    event = QInputMethodEvent()
    event.setCommitString("，")
    QApplication.sendEvent(view.grid, event)
    opened = view.grid.editing()
    assert opened is not None
    assert opened[1].typed() == "，"


def test_enter_while_composing_ends_no_editing(view: SheetView) -> None:
    view.show_sheet(entry())
    view.go_to("entry/basic/1.note")
    press(view, Qt.Key.Key_F2)
    opened = view.grid.editing()
    assert opened is not None
    QApplication.sendEvent(opened[1], QInputMethodEvent("xin", []))
    press(view, Qt.Key.Key_Return)
    assert view.grid.editing() is not None


def test_numbers_are_typed_without_an_input_method(view: SheetView) -> None:
    enabled = Qt.WidgetAttribute.WA_InputMethodEnabled
    view.show_sheet(entry())
    view.go_to("entry/basic/1.amount")
    on_number = view.grid.testAttribute(enabled)
    view.go_to("entry/basic/1.note")
    assert (on_number, view.grid.testAttribute(enabled)) == (False, True)


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


# Moving


def test_arrows_and_home_and_end_move_as_in_a_spreadsheet(view: SheetView) -> None:
    view.go_to("05!2014001.personnel")
    path = []
    for one, modifiers in (
        (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Home, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_End, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Home, CTRL), (Qt.Key.Key_End, CTRL),
    ):  # fmt: skip
        key(view.grid, one, modifiers)
        path.append(at(view).removeprefix("05!"))
    assert path == [
        "2014002.personnel",
        "2014002.basic",
        "2014002.code",
        "2014002.project",
        "total.code",
        "2210203.project",
    ]


def test_tab_goes_to_the_next_cell_that_can_be_typed_into(view: SheetView) -> None:
    view.go_to("05!2014001.personnel")
    path = []
    for _ in range(3):
        press(view, Qt.Key.Key_Tab)
        path.append(at(view))
    assert path == ["05!2014001.operating", "05!2014002.project", "05!2080501.personnel"]
    key(view.grid, Qt.Key.Key_Backtab, SHIFT)
    assert at(view) == "05!2014002.project"


def test_enter_after_tabs_goes_to_the_next_row_where_the_tabs_began(view: SheetView) -> None:
    view.show_sheet(entry())
    view.go_to("entry/basic/1.function")
    press(view, Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Return)
    assert at(view) == "entry/basic/2.function"


def test_arrows_step_over_a_merged_cell_and_come_out_in_the_same_column(view: SheetView) -> None:
    view.show_sheet(document())
    view.go_to("15/信访!code")
    path = []
    for _ in range(3):
        press(view, Qt.Key.Key_Down)
        path.append(view.grid.position())
    assert path == [(1, 1), (2, 1), (3, 4)]


def test_the_first_column_of_a_merged_block_is_one_step(view: SheetView) -> None:
    view.show_sheet(document())
    view.grid.go((3, 0))
    press(view, Qt.Key.Key_Down)
    assert view.grid.position() == (6, 0)


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("05!208.total", "05!208.total"), ("2014001", "05!2014001.personnel"), ("05!2014001", "05!2014001.personnel"),
        ("05!2014001.gone", "05!2014001.personnel"),
    ],
)  # fmt: skip
def test_an_address_or_the_key_of_a_row_is_found(view: SheetView, address: str, found: str) -> None:
    assert view.go_to(address)
    assert at(view) == found


def test_what_is_not_printed_here_is_not_found(view: SheetView) -> None:
    before = at(view)
    assert not view.go_to("07!30299.operating")
    assert at(view) == before


def test_ctrl_page_down_is_left_to_the_window(view: SheetView, qtbot: QtBot) -> None:
    view.go_to("05!201.total")
    key(view.grid, Qt.Key.Key_PageDown, CTRL)
    assert at(view) == "05!201.total"


# Completing


def test_enter_takes_the_first_code_offered(view: SheetView) -> None:
    view.show_sheet(entry())
    seen = edits(view)
    view.go_to("entry/basic/5.economic")
    typed(view, "3020")
    press(view, Qt.Key.Key_Return)
    assert seen == [(Binding("basic", "line", 5, "economic"), "30201")]


def test_the_arrow_picks_another(view: SheetView) -> None:
    view.show_sheet(entry())
    seen = edits(view)
    view.go_to("entry/basic/5.economic")
    typed(view, "3020")
    press(view, Qt.Key.Key_Down, Qt.Key.Key_Tab)
    assert [text for _, text in seen] == ["30202"]
    assert at(view) == "entry/basic/5.fund"


def test_the_first_esc_puts_the_offers_away_and_keeps_the_text(view: SheetView) -> None:
    view.show_sheet(entry())
    seen = edits(view)
    view.go_to("entry/basic/5.economic")
    typed(view, "3020")
    press(view, Qt.Key.Key_Escape, Qt.Key.Key_Return)
    assert [text for _, text in seen] == ["3020"]


# Long texts


def test_a_long_text_is_edited_in_several_lines(view: SheetView) -> None:
    view.show_sheet(document())
    seen = edits(view)
    view.go_to("15/信访!basis")
    typed(view, "a")
    opened = view.grid.editing()
    assert opened is not None
    assert isinstance(opened[1], TextEditor)
    key(opened[1], Qt.Key.Key_Return, ALT)
    typed(view, "b")
    press(view, Qt.Key.Key_Return)
    assert [text for _, text in seen] == ["a\nb"]


def test_a_short_text_is_edited_in_one(view: SheetView) -> None:
    view.show_sheet(document())
    view.go_to("15/信访!name")
    press(view, Qt.Key.Key_F2)
    opened = view.grid.editing()
    assert opened is not None
    assert isinstance(opened[1], LineEditor)


def test_a_long_text_makes_its_row_tall_and_a_longer_one_taller(view: SheetView) -> None:
    view.show_sheet(document())
    usual, before = view.grid.rowHeight(0), view.grid.rowHeight(2)
    sheet = document()
    cells = tuple(
        msgspec.structs.replace(one, text=LONG * 4) if one.address.endswith("basis") else one for one in sheet.cells
    )
    view.refresh_sheet(msgspec.structs.replace(sheet, cells=cells))
    assert usual < before < view.grid.rowHeight(2)


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
    assert signal.args == [4, 1, rows]


def test_a_block_over_a_form_goes_into_the_cells_that_can_be_typed_into(view: SheetView, qtbot: QtBot) -> None:
    view.go_to("05!2014001.basic")
    QGuiApplication.clipboard().setText("1\t2\t3\n")
    with qtbot.waitSignal(view.block_edited) as signal:
        key(view.grid, Qt.Key.Key_V, CTRL)
    assert signal.args == [[(PERSONNEL, "2"), (Binding("basic", "line", 2014001, "operating"), "3")]]


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
    with qtbot.waitSignal(view.move_row) as signal:
        key(view.grid, Qt.Key.Key_Down, ALT)
    assert signal.args == [2, 2]


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
    assert spy.at(spy.count() - 1) == ["选中 2 格　合计 46.40"]


# Frozen columns, headings, looks


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


def test_a_widened_column_keeps_its_width_when_the_form_comes_back(view: SheetView) -> None:
    view.grid.setColumnWidth(1, 321)
    view.show_sheet(entry())
    view.show_sheet(pivot())
    assert view.grid.columnWidth(1) == 321


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


def test_columns_are_frozen_only_while_the_table_scrolls_sideways(narrow: SheetView) -> None:
    before = narrow.grid.frozen.isVisible()
    narrow.resize(1200, 420)
    assert (before, narrow.grid.frozen.isVisible()) == (True, False)


def test_the_beginning_of_a_cell_wider_than_the_view_is_seen(view: SheetView) -> None:
    view.resize(300, 400)
    view.show_sheet(document())
    view.go_to("15/信访!basis")
    assert view.grid.visualRect(view.grid.currentIndex()).left() == 0


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
