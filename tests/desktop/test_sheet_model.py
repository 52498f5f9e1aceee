"""A Sheet as Qt's views read it."""

from collections.abc import Iterator

import msgspec
import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy
from pytestqt.qtbot import QtBot

from db.forms.sheet import Binding, Sheet
from desktop.palette import LIGHT
from desktop.sheet.looks import Looks
from desktop.sheet.model import CELL_ROLE, SheetModel
from tests.desktop.sheet_samples import ENTRY, LINES, changed, document, entry, named, pivot

NOBODY = QModelIndex()
Told = list[tuple[int, int, int, int]]


@pytest.fixture
def model(qapp: object) -> Iterator[SheetModel]:
    model = SheetModel(pivot(), Looks(LIGHT))
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield model
    tester.deleteLater()


def told(model: SheetModel, sheet: Sheet, typing: QModelIndex = NOBODY) -> Told:
    """The ranges (top, left, bottom, right) that a refresh tells."""
    spy = QSignalSpy(model.dataChanged)
    assert model.refresh(sheet, typing)
    parts = (spy.at(at) for at in range(spy.count()))
    return [(one[0].row(), one[0].column(), one[1].row(), one[1].column()) for one in parts]


def column(model: SheetModel, at: int) -> list[str]:
    return [str(model.index(row, at).data()) for row in range(model.rowCount())]


def test_the_body_is_the_table(model: SheetModel) -> None:
    assert (model.rowCount(), model.columnCount()) == (len(LINES), 7)
    assert column(model, 0)[:4] == ["", "201", "20140", "2014001"]


def test_only_cells_with_a_binding_can_be_typed_into(model: SheetModel) -> None:
    typed = [model.index(3, at).flags() & Qt.ItemFlag.ItemIsEditable for at in range(7)]
    assert [bool(one) for one in typed] == [False, False, False, False, True, True, False]


def test_nothing_can_be_typed_into_a_frozen_book(model: SheetModel) -> None:
    model.allow(writable=False)
    assert not model.index(3, 4).flags() & Qt.ItemFlag.ItemIsEditable


def test_a_column_is_called_by_the_whole_path_of_its_heading(model: SheetModel) -> None:
    assert model.headerData(4, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole) == "基本支出 / 人员经费"


def test_without_a_given_path_the_heading_cells_make_it(qapp: object) -> None:
    sheet = pivot()
    bare = tuple(msgspec.structs.replace(one, heading="") for one in sheet.columns)
    model = SheetModel(msgspec.structs.replace(sheet, columns=bare), Looks(LIGHT))
    assert model.heading(5) == "基本支出 / 公用经费"


def test_a_screen_reader_hears_row_column_and_text(model: SheetModel) -> None:
    said = model.index(3, 4).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "2014001，行政运行，基本支出 / 人员经费：290.39"


def test_the_tooltip_says_why_a_text_is_no_value(qapp: object) -> None:
    model = SheetModel(entry(), Looks(LIGHT))
    assert model.index(2, 3).data(Qt.ItemDataRole.ToolTipRole) == "金额“12o.50”不是数"


def test_an_editor_opens_with_the_expression_behind_an_amount(qapp: object) -> None:
    sheet = entry()
    cells = tuple(msgspec.structs.replace(one, typed="=1+2") if one.text == "92.20" else one for one in sheet.cells)
    model = SheetModel(msgspec.structs.replace(sheet, cells=cells), Looks(LIGHT))
    assert model.index(0, 3).data(Qt.ItemDataRole.EditRole) == "=1+2"
    assert model.index(0, 3).data() == "92.20"


def test_a_typed_text_is_told_with_its_binding(model: SheetModel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(model.edited) as signal:
        model.setData(model.index(3, 4), "300")
    assert signal.args == [Binding("basic", "line", 2014001, "personnel"), "300"]


def test_the_same_text_typed_again_is_told_to_nobody(model: SheetModel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(model.edited):
        model.setData(model.index(3, 4), "290.39")


def test_a_refresh_with_nothing_new_tells_nothing(model: SheetModel) -> None:
    assert told(model, pivot()) == []


def test_a_refresh_tells_the_cells_that_differ_and_no_others(model: SheetModel) -> None:
    lines = changed(changed(LINES, "2080599", operating="*0.50", basic="0.50"), "20805", operating="0.50")
    assert told(model, pivot(lines)) == [(6, 5, 6, 5), (9, 3, 9, 3), (9, 5, 9, 5)]


def test_a_refresh_tells_nothing_about_the_cell_that_is_typed_into(model: SheetModel) -> None:
    lines = changed(LINES, "2080599", operating="*0.50", basic="0.50")
    assert told(model, pivot(lines), model.index(9, 5)) == [(9, 3, 9, 3)]
    assert model.index(9, 5).data() == "0.50"


def test_rows_that_come_and_go_are_told_as_such(model: SheetModel, qtbot: QtBot) -> None:
    inserted, removed = QSignalSpy(model.rowsInserted), QSignalSpy(model.rowsRemoved)
    lines = tuple(line for line in LINES if line[0] != "2014002")
    fresh = ("2080506", "职业年金缴费支出", 2, "level3", ("1.00", "1.00", "*1.00", "", ""))
    with qtbot.assertNotEmitted(model.modelReset):
        assert told(model, pivot((*lines[:8], fresh, *lines[8:]))) == []
    # The later step comes first, so it counts in the old rows.
    assert inserted.at(0)[1:] == [9, 9]
    assert removed.at(0)[1:] == [4, 4]
    assert column(model, 0)[3:9] == ["2014001", "208", "20805", "2080501", "2080505", "2080506"]


def test_a_row_that_only_moved_down_is_not_painted_anew(qapp: object) -> None:
    model = SheetModel(entry(), Looks(LIGHT))
    first = (9, "record", ("2014001", "30103", "一般公共预算", "1.00", ""))
    assert told(model, entry((first, *ENTRY))) == []


def test_the_empty_line_becomes_the_line_typed_into_it_and_a_new_empty_one_follows(qapp: object) -> None:
    model = SheetModel(entry(), Looks(LIGHT))
    inserted = QSignalSpy(model.rowsInserted)
    begun = (17, "draft", ("2014001", "", "", "", ""))
    told(model, entry((*ENTRY[:4], begun, (18, "new", ("", "", "", "", "")))))
    assert [inserted.at(at)[1:] for at in range(inserted.count())] == [[5, 5]]


def test_another_form_is_no_refresh(model: SheetModel) -> None:
    assert not model.refresh(document(), NOBODY)
    assert model.sheet.form == "05"


def test_covered_places_of_a_merge_belong_to_its_first_cell(qapp: object) -> None:
    model = SheetModel(document(), Looks(LIGHT))
    assert model.anchor(5, 0) == (3, 0)
    assert (3, 0, 3, 1) in model.spans()


def test_a_cell_can_be_asked_for_whole(model: SheetModel) -> None:
    assert model.index(3, 4).data(CELL_ROLE).address == "05!2014001.personnel"


def marks(sheet: Sheet) -> list[str]:
    model = SheetModel(sheet, Looks(LIGHT))
    return [str(model.headerData(at, Qt.Orientation.Vertical)) for at in range(model.rowCount())]


def reason(model: SheetModel, row: int) -> str:
    return str(model.headerData(row, Qt.Orientation.Vertical, Qt.ItemDataRole.ToolTipRole) or "")


def test_lines_of_an_entry_tab_are_numbered_and_the_empty_one_has_a_plus(qapp: object) -> None:
    assert SheetModel(entry(), Looks(LIGHT)).numbered()
    assert [one.removeprefix("✗ ") for one in marks(entry())] == ["1", "2", "3", "4", "+"]


def test_a_line_with_a_text_that_is_no_value_has_a_cross_before_its_number(qapp: object) -> None:
    assert marks(entry())[2] == "✗ 3"


def test_a_line_that_only_waits_for_the_rest_has_three_dots_before_its_number(qapp: object) -> None:
    begun = (9, "draft", ("2014001", "", "", "", ""))
    assert marks(entry((begun, *ENTRY)))[0] == "… 1"


def test_the_number_of_a_draft_says_why_it_does_not_count(qapp: object) -> None:
    said = reason(SheetModel(entry(), Looks(LIGHT)), 2)
    assert "暂不计入任何表" in said
    assert "金额“12o.50”不是数" in said


def test_a_good_line_has_nothing_to_say_about_itself(qapp: object) -> None:
    assert reason(SheetModel(entry(), Looks(LIGHT)), 0) == ""


def test_every_cell_of_a_draft_says_that_it_does_not_count_yet(qapp: object) -> None:
    model = SheetModel(entry(), Looks(LIGHT))
    assert "暂不计入任何表" in str(model.index(2, 0).data(Qt.ItemDataRole.ToolTipRole))


def test_a_draft_that_has_become_a_line_loses_its_tint(qapp: object) -> None:
    begun, done = ((9, kind, ("2014001", "30103", "一般公共预算", "1.00", "")) for kind in ("draft", "record"))
    model = SheetModel(entry((begun, *ENTRY)), Looks(LIGHT))
    before = model.face(0, 0).fill.color()
    assert told(model, entry((done, *ENTRY))) == [(0, 0, 0, 4)]
    assert (before, model.face(0, 0).fill.color()) == (LIGHT.warning_tint, LIGHT.paper)


def test_the_name_behind_a_code_is_no_part_of_what_is_typed_or_copied(qapp: object) -> None:
    sheet = named(entry(), "30101", "基本工资")
    model = SheetModel(sheet, Looks(LIGHT))
    index = model.index(0, 1)
    assert {index.data(role) for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole)} == {"30101"}
