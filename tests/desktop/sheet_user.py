"""A grid on the screen and the user at its keys: what the tests of the grid share."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from db.forms.sheet import Binding
from desktop.palette import LIGHT
from desktop.sheet.view import SheetView
from tests.desktop.keys import key, type_text
from tests.desktop.sheet_samples import pivot

SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
PERSONNEL = Binding("basic", "line", 2014001, "personnel")


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


def shown_view(qtbot: QtBot) -> SheetView:
    """A grid on the screen with the keyboard's focus, showing the pivot of the samples."""
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
