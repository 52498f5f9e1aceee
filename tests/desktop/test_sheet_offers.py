"""Long texts offer phrases too: a cell of several lines lists what its text could become."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from db.forms.sheet import Binding, Cell, Sheet, SheetColumn
from desktop.palette import LIGHT
from desktop.sheet.view import SheetView
from tests.desktop.keys import key
from tests.desktop.sheet_user import ALT, edits, press, typed

LEVEL3 = Binding("indicator", "indicator", 1, "level3")
PHRASES = ("信访事项办结率", "信访业务办理完成率")


@dataclass(frozen=True)
class Phrase:
    text: str
    detail: str = "用过 3 次"

    @property
    def label(self) -> str:
        return self.text


def phrases(_binding: Binding, so_far: str) -> Sequence[Phrase]:
    return [Phrase(text) for text in PHRASES if so_far in text]


@pytest.fixture
def view(qtbot: QtBot) -> SheetView:
    made = SheetView(LIGHT, phrases)
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show()
    cell = Cell(row=0, column=0, text="", wrap=True, address="15/a!annual/1.level3", binding=LEVEL3)
    made.show_sheet(
        Sheet(
            form="15", name="15-1", title="申报表", columns=(SheetColumn("A", 40),), cells=(cell,),
            header_start=0, body_start=0, body_end=1, rows=1, row_keys=("annual/1",), row_kinds=("record",),
        )
    )  # fmt: skip
    made.setFocus()
    return made


def test_打了开头_回车选上第一句(view: SheetView) -> None:
    seen = edits(view)
    typed(view, "信访事")
    press(view, Qt.Key.Key_Return)
    assert seen == [(LEVEL3, "信访事项办结率")]


def test_下键选下一句(view: SheetView) -> None:
    seen = edits(view)
    typed(view, "信访")
    press(view, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert seen == [(LEVEL3, "信访业务办理完成率")]


def test_自己的说法不会被换掉(view: SheetView) -> None:
    seen = edits(view)
    typed(view, "群众满意度")
    press(view, Qt.Key.Key_Return)
    assert seen == [(LEVEL3, "群众满意度")]


def test_先收起清单_再放弃输入(view: SheetView) -> None:
    seen = edits(view)
    typed(view, "信访")
    press(view, Qt.Key.Key_Escape)
    still = view.grid.editing()
    press(view, Qt.Key.Key_Escape)
    assert (still is not None, view.grid.editing(), seen) == (True, None, [])


def test_什么也没打_Alt加下键列出所有说法(view: SheetView) -> None:
    press(view, Qt.Key.Key_F2)
    opened = view.grid.editing()
    assert opened is not None
    key(opened[1], Qt.Key.Key_Down, ALT)
    assert opened[1].listing()
