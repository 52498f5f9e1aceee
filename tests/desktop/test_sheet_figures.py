"""Figures are read with separators, and typed, copied and searched without."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from db.forms.sheet import Sheet
from db.money import AmountUnit, format_amount, parse_amount
from desktop.sheet.figures import grouped
from desktop.sheet.view import SheetView
from tests.desktop.sheet_samples import LINES, changed, pivot
from tests.desktop.sheet_user import press, shown_view

LONG = "1234567.50"
ROW, COLUMN = 3, 4  # 2014001, 人员经费


@pytest.fixture
def view(qtbot: QtBot) -> SheetView:
    """The pivot of the samples, with a long figure that can be typed over."""
    made = shown_view(qtbot)
    made.show_sheet(pivot(changed(LINES, "2014001", personnel=f"*{LONG}")))
    made.go_to("05!2014001.personnel")
    return made


def waiting(sheet: Sheet) -> Sheet:
    """`sheet` with its long figure being no value yet."""
    cells = (msgspec.structs.replace(it, problem="太大") if it.text == LONG else it for it in sheet.cells)
    return msgspec.structs.replace(sheet, cells=tuple(cells))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1234.50", "1,234.50"),
        ("-1234567.50", "-1,234,567.50"),
        ("999.99", "999.99"),
        ("20000", "20,000"),
        ("", ""),
        ("12o3456", "12o3456"),
        ("2024-01-31", "2024-01-31"),
    ],
)
def test_thousands_are_set_apart_in_figures_alone(text: str, expected: str) -> None:
    assert grouped(text) == expected


@given(st.integers(-(10**11), 10**11))
def test_a_figure_with_separators_reads_back_as_the_same_amount(hundredths: int) -> None:
    fen = hundredths * 10_000
    shown = grouped(format_amount(fen, AmountUnit.WAN)) or "0"
    assert parse_amount(shown, AmountUnit.WAN).fen == fen


def test_an_amount_is_painted_with_separators(view: SheetView) -> None:
    assert view.model.face(ROW, COLUMN).text == "1,234,567.50"


def test_a_text_that_waits_is_painted_as_it_was_typed(view: SheetView) -> None:
    view.refresh_sheet(waiting(view.sheet))
    assert view.model.face(ROW, COLUMN).text == LONG


def test_its_column_holds_the_figure_with_its_separators(view: SheetView) -> None:
    face = view.model.face(ROW, COLUMN)
    width = view.grid.columnWidth(COLUMN) - 16
    assert view.model.looks.fit(face.text, width, face.bold, face.number) == face.text


def test_the_editor_opens_with_the_plain_figure(view: SheetView) -> None:
    press(view, Qt.Key.Key_F2)
    opened = view.grid.editing()
    assert opened is not None
    assert opened[1].typed() == LONG


def test_a_copied_amount_is_a_number_to_excel(view: SheetView) -> None:
    view.gestures.copy()
    assert QGuiApplication.clipboard().text() == LONG
