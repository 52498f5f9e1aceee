"""Boxes to tick: the space bar, or a press on a box."""

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from db.forms.sheet import Binding, Cell, Sheet, SheetColumn
from desktop.sheet.view import SheetView
from tests.desktop.keys import click, key
from tests.desktop.sheet_user import edits, press

FREQUENCY = Binding("project", "project", 1, "frequency")
CONFIDENTIAL = Binding("project", "project", 1, "confidential")
CHOICES = ("一次性项目", "常年项目", "延续性项目")
BOXES = "1.一次性项目 ☐ 2.常年项目 ☑ 3.延续性项目 ☐"


def ticked(*, derived: bool = False) -> Sheet:
    boxes = Cell(
        row=0, column=1, text=BOXES, typed="常年项目", choices=CHOICES, wrap=True, address="15/a!head/row.frequency",
        binding=None if derived else FREQUENCY,
    )  # fmt: skip
    flag = Cell(
        row=1, column=1, text="", choices=("否", "是"), address="15/a!head/row.secret", binding=CONFIDENTIAL
    )  # fmt: skip
    labels = (Cell(row=0, column=0, text="频度"), Cell(row=1, column=0, text="涉密"))
    return Sheet(
        form="15", name="15-1", title="申报表", columns=(SheetColumn("A", 10), SheetColumn("B", 60)),
        cells=(labels[0], boxes, labels[1], flag), header_start=0, body_start=0, body_end=2, rows=2,
        row_keys=("head/row", "head/row#2"), row_kinds=("field", "field"),
    )  # fmt: skip


@pytest.fixture
def view(qtbot: QtBot) -> SheetView:
    made = SheetView()
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.show()
    made.show_sheet(ticked())
    made.grid.go((0, 1))
    made.setFocus()
    return made


def middle_of(view: SheetView, text: str) -> QPoint:
    rect = view.grid.visualRect(view.model.index(0, 1))
    before = view.model.looks.metrics.horizontalAdvance(BOXES[: BOXES.index(text)])
    return QPoint(rect.left() + 8 + before + 10, rect.center().y())


def test_空格键换到下一个框(view: SheetView) -> None:
    seen = edits(view)
    press(view, Qt.Key.Key_Space)
    assert seen == [(FREQUENCY, "延续性项目")]


def test_after_the_last_box_comes_the_first(view: SheetView) -> None:
    seen = edits(view)
    view.grid.go((1, 1))
    press(view, Qt.Key.Key_Space)
    assert seen == [(CONFIDENTIAL, "否")]


def test_a_press_on_a_box_ticks_it(view: SheetView) -> None:
    seen = edits(view)
    click(view.grid.viewport(), middle_of(view, "一次性"))
    assert seen == [(FREQUENCY, "一次性项目")]


def test_a_press_beside_the_boxes_ticks_none(view: SheetView) -> None:
    seen = edits(view)
    rect = view.grid.visualRect(view.model.index(0, 1))
    click(view.grid.viewport(), QPoint(rect.right() - 6, rect.center().y()))
    assert seen == []


def test_boxes_that_follow_from_something_else_are_not_ticked_here(view: SheetView) -> None:
    view.show_sheet(ticked(derived=True))
    seen = edits(view)
    view.grid.go((0, 1))
    key(view.grid, Qt.Key.Key_Space)
    assert seen == []


def test_an_editor_over_boxes_opens_with_the_word_that_is_ticked(view: SheetView) -> None:
    press(view, Qt.Key.Key_F2)
    opened = view.grid.editing()
    assert (opened[1].typed() if opened else "") == "常年项目"
