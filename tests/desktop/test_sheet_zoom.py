"""How large the sheet is drawn, and how wide its columns were set: both outlive the window."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QSettings, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.palette import DARK
from desktop.sheet.memory import SheetMemory
from desktop.sheet.menu import heading_menu
from desktop.sheet.view import SheetView
from tests.desktop.keys import CTRL, NONE
from tests.desktop.sheet_samples import LONG, entry, pivot
from tests.desktop.sheet_user import at, press, shown_view, typed

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def view(qtbot: QtBot) -> SheetView:
    return shown_view(qtbot)


@pytest.fixture
def store(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


def wheel(view: SheetView, notches: float) -> None:
    """Turn the wheel over the table while Ctrl is down."""
    middle = QPointF(view.grid.viewport().rect().center())
    delta = QPoint(0, round(120 * notches))
    event = QWheelEvent(
        middle, view.grid.viewport().mapToGlobal(middle), QPoint(), delta, Qt.MouseButton.NoButton, CTRL,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.grid.viewport(), event)


def widths(view: SheetView) -> list[int]:
    return [view.grid.columnWidth(column) for column in range(view.model.columnCount())]


def drag_edge(view: SheetView, column: int, by: int) -> None:
    """Drag the right edge of a column's heading."""
    heading = view.grid.heading
    edge = QPoint(heading.sectionViewportPosition(column) + heading.sectionSize(column) - 1, 5)
    QTest.mousePress(heading.viewport(), LEFT, NONE, edge)
    QTest.mouseMove(heading.viewport(), edge + QPoint(by, 0))
    QTest.mouseRelease(heading.viewport(), LEFT, NONE, edge + QPoint(by, 0))


# Zoom


def test_ctrl_and_the_wheel_make_rows_type_and_headings_larger_and_smaller(view: SheetView) -> None:
    def measures() -> tuple[int, int, int]:
        grid = view.grid
        return grid.rowHeight(0), grid.font().pixelSize(), grid.heading.height()

    before = measures()
    wheel(view, 1)
    larger = measures()
    wheel(view, -2)
    smaller = measures()
    assert [high > low for high, low in zip(larger, before, strict=True)] == [True] * 3
    assert [high > low for high, low in zip(before, smaller, strict=True)] == [True] * 3


def test_the_small_parts_of_a_touchpads_notch_are_one_step(view: SheetView) -> None:
    for _ in range(4):
        wheel(view, 0.25)
    assert view.zoom == 110


def test_zoom_ends_at_its_bounds(view: SheetView) -> None:
    ends = []
    for steps in (30, -30):
        view.zoom_by(steps)
        ends.append(view.zoom)
    assert ends == [200, 50]


@pytest.mark.parametrize("percent", [50, 70, 200])
def test_the_current_cell_stays_in_sight(view: SheetView, percent: int) -> None:
    view.go_to("05!2210203.personnel")
    view.set_zoom(percent)
    current = view.grid.visualRect(view.grid.currentIndex())
    assert view.grid.viewport().rect().contains(current.center())
    assert at(view) == "05!2210203.personnel"


def test_the_editor_is_as_large_as_its_cell(view: SheetView) -> None:
    view.set_zoom(200)
    view.go_to("05!2014001.personnel")
    typed(view, "7")
    opened = view.grid.editing()
    assert opened is not None
    assert (opened[1].font().pixelSize(), opened[1].height()) == (26, view.grid.rowHeight(3) - 3)
    press(view, Qt.Key.Key_Escape)


def test_what_is_being_typed_goes_on_at_the_new_zoom(view: SheetView) -> None:
    seen: list[str] = []
    view.edited.connect(lambda _binding, text: seen.append(text))
    view.go_to("05!2014001.personnel")
    typed(view, "7")
    wheel(view, 1)
    typed(view, "5")
    press(view, Qt.Key.Key_Return)
    assert seen == ["75"]


def test_the_open_field_takes_the_size_of_the_zoom(view: SheetView) -> None:
    view.go_to("05!2014001.personnel")
    typed(view, "7")
    view.set_zoom(200)
    opened = view.grid.editing()
    assert opened is not None
    assert (opened[1].font().pixelSize(), opened[1].height()) == (26, view.grid.rowHeight(3) - 3)
    press(view, Qt.Key.Key_Escape)


def test_the_open_field_takes_the_colours_of_another_theme(view: SheetView) -> None:
    view.go_to("05!2014001.personnel")
    typed(view, "7")
    view.recolour(DARK)
    opened = view.grid.editing()
    assert opened is not None
    assert DARK.paper.name() in opened[1].styleSheet()
    press(view, Qt.Key.Key_Escape)


def test_another_theme_keeps_the_zoom(view: SheetView) -> None:
    view.set_zoom(140)
    view.recolour(DARK)
    assert (view.zoom, view.grid.font().pixelSize()) == (140, 18)


def test_the_zoom_is_remembered(qtbot: QtBot, view: SheetView, store: QSettings) -> None:
    view.remember(SheetMemory(store))
    view.set_zoom(125)
    again = shown_view(qtbot)
    again.remember(SheetMemory(store))
    assert again.zoom == 125


@pytest.mark.parametrize("kept", ["", "viel", "13", "99999", "1e3"])
def test_a_stored_zoom_that_cannot_be_is_ignored(view: SheetView, store: QSettings, kept: str) -> None:
    store.setValue("zoom", kept)
    view.remember(SheetMemory(store))
    assert view.zoom == 100


# Columns


def test_a_dragged_column_is_as_wide_after_a_restart(qtbot: QtBot, view: SheetView, store: QSettings) -> None:
    view.remember(SheetMemory(store))
    drag_edge(view, 1, 40)
    dragged = widths(view)
    again = shown_view(qtbot)
    again.remember(SheetMemory(store))
    again.show_sheet(entry())
    again.show_sheet(pivot())
    assert widths(again) == dragged


def test_a_dragged_width_grows_with_the_zoom(view: SheetView) -> None:
    drag_edge(view, 1, 40)
    before = view.grid.columnWidth(1)
    view.set_zoom(200)
    assert view.grid.columnWidth(1) == 2 * before


def test_a_column_made_narrow_at_200_percent_is_remembered_too(qtbot: QtBot, view: SheetView, store: QSettings) -> None:
    view.remember(SheetMemory(store))
    view.set_zoom(200)
    view.grid.go((0, 0))
    drag_edge(view, 0, -160)
    assert SheetMemory(store).widths("05") is not None


@pytest.mark.parametrize(
    "kept", ["{", "[1]", '{"widths":{"code":-5},"dragged":["code"]}', '{"widths":{"code":"x"},"dragged":[]}',
             '{"widths":{"code":90},"dragged":["code"]}']
)  # fmt: skip
def test_stored_widths_that_cannot_be_are_ignored(qtbot: QtBot, view: SheetView, store: QSettings, kept: str) -> None:
    store.setValue("columns/05", kept)
    again = shown_view(qtbot)
    again.remember(SheetMemory(store))
    again.show_sheet(entry())
    again.show_sheet(pivot())
    assert widths(again) == widths(view)


def test_a_double_click_on_the_edge_fits_the_column_to_its_texts(view: SheetView) -> None:
    lines = entry(((1, "record", ("2014001", "30101", "一般公共预算", "92.20", LONG[:30])),))
    view.show_sheet(lines)
    drag_edge(view, 4, -60)
    heading = view.grid.heading
    edge = QPoint(heading.sectionViewportPosition(4) + heading.sectionSize(4) - 1, 5)
    QTest.mouseDClick(heading.viewport(), LEFT, NONE, edge)
    assert view.grid.columnWidth(4) > view.grid.fontMetrics().horizontalAdvance(LONG[:30])


def test_the_menu_of_a_heading_brings_the_usual_widths_back(view: SheetView, store: QSettings) -> None:
    view.remember(SheetMemory(store))
    before = widths(view)
    drag_edge(view, 1, 40)
    menu = heading_menu(view, 1)
    next(action for action in menu.actions() if action.text() == "恢复默认列宽").trigger()
    assert (widths(view), store.value("columns/05")) == (before, None)
