"""What is seen of a sheet: names behind codes, drafts, long texts in lists, clean edges."""

import msgspec
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from db.forms.sheet import Cell, Sheet
from desktop.palette import DARK, LIGHT, Palette
from desktop.sheet.looks import Looks
from desktop.sheet.marks import BEGUN, WRONG
from desktop.sheet.view import SheetView
from tests.desktop.keys import key
from tests.desktop.sheet_samples import ENTRY, LONG, document, entry, named, pivot

BEGUN_LINE = (9, "draft", ("2014001", "", "", "", ""))


@pytest.fixture
def view(qtbot: QtBot) -> SheetView:
    view = SheetView(LIGHT)
    qtbot.addWidget(view)
    view.resize(895, 620)
    view.show()
    return view


@pytest.fixture
def looks(qapp: object) -> Looks:
    return Looks(LIGHT)


def picture(view: SheetView) -> QImage:
    return view.grid.viewport().grab().toImage()


def place(view: SheetView, row: int, column: int) -> QRect:
    return view.grid.visualRect(view.model.index(row, column))


def colours(image: QImage, rect: QRect) -> set[str]:
    return {
        image.pixelColor(x, y).name()
        for x in range(rect.left(), rect.right() + 1)
        for y in range(rect.top(), rect.bottom() + 1)
    }


def wrapped(sheet: Sheet, text: str, *, column: int = 4) -> Sheet:
    """The entry tab with a long text in its last column."""
    cells = (
        msgspec.structs.replace(one, text=text, wrap=True) if one.row == 1 and one.column == column else one
        for one in sheet.cells
    )
    return msgspec.structs.replace(sheet, cells=tuple(cells))


# Names behind codes


def test_the_name_of_a_code_stands_behind_it_in_quiet_type(view: SheetView) -> None:
    view.show_sheet(named(entry(), "30101", "基本工资"))
    assert LIGHT.quiet.name() in colours(picture(view), place(view, 0, 1))


def test_a_code_without_a_name_stands_alone(view: SheetView) -> None:
    view.show_sheet(entry())
    assert LIGHT.quiet.name() not in colours(picture(view), place(view, 0, 1))


def test_a_name_that_does_not_fit_is_cut_at_its_end(looks: Looks) -> None:
    _, shown = looks.behind("2080505", "机关事业单位基本养老保险缴费支出", 140, bold=False)
    assert shown.startswith("机关事业")
    assert shown.endswith("…")


def test_where_only_a_letter_of_the_name_would_fit_it_is_left_out(looks: Looks) -> None:
    assert looks.behind("2080505", "机关事业单位基本养老保险缴费支出", 80, bold=False)[1] == ""


def test_a_code_is_copied_without_its_name(view: SheetView) -> None:
    view.show_sheet(named(entry(), "30101", "基本工资"))
    view.go_to("entry/basic/1.economic")
    view.gestures.copy()
    assert QGuiApplication.clipboard().text() == "30101"


def test_a_column_is_squeezed_before_a_name_disappears(view: SheetView) -> None:
    view.resize(640, 400)
    view.show_sheet(named(entry(), "30101", "基本工资"))
    wide = view.grid.columnWidth(1)
    view.show_sheet(msgspec.structs.replace(entry(), form="other"))
    assert wide > view.grid.columnWidth(1)


# Long texts in lists


def test_a_row_of_a_list_is_at_most_three_lines_tall(view: SheetView) -> None:
    view.show_sheet(wrapped(entry(), LONG * 6))
    line = view.model.looks.metrics.lineSpacing()
    assert 2 * line < view.grid.rowHeight(0) < 4 * line


def test_a_text_of_two_lines_is_shown_whole(looks: Looks) -> None:
    assert looks.fit_lines("一行\n二行", 200, bold=False, lines=3) == "一行\n二行"


@pytest.mark.parametrize("text", [LONG * 4, "一\n二\n三\n四", "𠮷" * 200])
def test_a_text_that_is_cut_says_so_in_its_third_line(looks: Looks, text: str) -> None:
    shown = looks.fit_lines(text, 180, bold=False, lines=3).split("\n")
    assert len(shown) == 3
    assert shown[2].endswith("…")
    assert text.startswith(shown[0])


def test_no_line_of_a_cut_text_is_wider_than_its_cell(looks: Looks) -> None:
    shown = looks.fit_lines(LONG * 4, 180, bold=False, lines=3).split("\n")
    assert max(map(looks.metrics.horizontalAdvance, shown)) <= 180


def test_the_editor_of_a_cut_text_has_all_of_it(view: SheetView) -> None:
    view.show_sheet(wrapped(entry(), LONG * 6))
    view.go_to("entry/basic/1.note")
    key(view.grid, Qt.Key.Key_F2)
    opened = view.grid.editing()
    assert opened is not None
    assert opened[1].typed() == LONG * 6
    assert opened[1].height() > 3 * place(view, 0, 4).height() // 2


def test_a_document_shows_its_texts_whole(view: SheetView) -> None:
    view.show_sheet(document())
    assert view.model.lines == 0


# Drafts


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_the_cells_of_a_draft_are_tinted(view: SheetView, palette: Palette) -> None:
    view.recolour(palette)
    view.show_sheet(entry((BEGUN_LINE, *ENTRY)))
    view.go_to("entry/basic/2.amount")
    spot = place(view, 0, 2).center()
    assert picture(view).pixelColor(spot).name() == palette.warning_tint.name()


@pytest.mark.parametrize(
    ("row", "sign", "ink"), [(0, BEGUN, LIGHT.warning), (3, WRONG, LIGHT.error)], ids=["begun", "wrong"]
)
def test_the_number_of_a_draft_is_tinted_and_has_its_sign(view: SheetView, row: int, sign: str, ink: QColor) -> None:
    view.show_sheet(entry((BEGUN_LINE, *ENTRY)))
    marks = view.grid.marks
    image = marks.viewport().grab().toImage()
    top = marks.sectionViewportPosition(row)
    seen = colours(image, QRect(0, top, marks.width() - 1, marks.sectionSize(row) - 1))
    assert view.model.mark(row).sign == sign
    assert {LIGHT.warning_tint.name(), ink.name()} <= seen


def test_the_number_of_a_good_line_is_not_tinted(view: SheetView) -> None:
    view.show_sheet(entry((BEGUN_LINE, *ENTRY)))
    marks = view.grid.marks
    image = marks.viewport().grab().toImage()
    top = marks.sectionViewportPosition(1)
    assert LIGHT.warning_tint.name() not in colours(image, QRect(0, top, marks.width(), marks.sectionSize(1)))


def test_the_longest_number_has_room_beside_its_sign(view: SheetView) -> None:
    few = view.grid.marks.width_px()
    lines = tuple((at, "record", ("2014001", "30101", "一般公共预算", "1.00", "")) for at in range(12_000))
    view.show_sheet(entry((*lines, (20_000, "new", ("", "", "", "", "")))))
    assert view.grid.marks.width() > few


# Edges


def first_row_merged() -> Sheet:
    sheet = pivot()
    first = Cell(row=5, column=0, column_span=4, text="合计", address="05!total.code")
    rest = (one for one in sheet.cells if not (one.row == 5 and one.column < 4))
    return msgspec.structs.replace(sheet, cells=(*rest, first), form="merged")


def test_no_line_of_the_grid_shows_in_the_upper_edge_of_a_merged_cell(view: SheetView) -> None:
    view.show_sheet(first_row_merged())
    view.go_to("05!2014001.personnel")
    rect = place(view, 0, 0)
    edge = colours(picture(view), QRect(rect.topLeft() + QPoint(1, 0), rect.topRight() - QPoint(8, 0)))
    assert edge == {LIGHT.derived.name()}


# Widths


def test_a_label_of_six_characters_is_not_broken(view: SheetView) -> None:
    sheet = document()
    short = Cell(row=3, column=0, text="项目主管部门", role=sheet.cells[3].role, align="center", wrap=True)
    view.resize(520, 600)
    view.show_sheet(msgspec.structs.replace(sheet, cells=(*sheet.cells[:3], short, *sheet.cells[4:])))
    assert view.grid.columnWidth(0) > 6 * view.model.looks.font.pixelSize()


def test_a_heading_is_broken_into_lines_of_like_length(looks: Looks) -> None:
    wide = 5 * looks.font.pixelSize()
    width = looks.balanced("一般公共预算", wide, bold=False)
    assert looks.text_height("一般公共预算", width, bold=False) == looks.text_height("一般公共预算", wide, bold=False)
    assert width < 4 * looks.font.pixelSize()


def test_a_word_that_cannot_be_broken_is_not_cut_to_be_balanced(looks: Looks) -> None:
    text = "=100%"
    assert looks.balanced(text, 80, bold=False) >= looks.metrics.horizontalAdvance(text)


def test_what_a_search_has_found_is_underlined_and_tinted(view: SheetView) -> None:
    view.show_sheet(pivot())
    view.grid.go((0, 0))
    view.show_found(frozenset(["05!2014001.personnel"]))
    shown = colours(picture(view), place(view, 3, 4))
    assert {LIGHT.warning.name(), LIGHT.warning_tint.name()} <= shown
