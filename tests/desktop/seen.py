"""What a window shows, as values: two windows that show the same are equal in it."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from desktop.main_window import MainWindow
from desktop.panels.widgets import children

_EDIT, _TIP = Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole
_SPOKEN = Qt.ItemDataRole.AccessibleTextRole


def seen(window: MainWindow) -> dict[str, object]:
    """Everything an open book makes the window say: page, lists, trace, states, sums.

    Left out is what only the hand did: where the selection stands, when something was saved, the file's name.
    """
    rooms = window.rooms
    place = rooms.navigation.current()
    return {
        "place": place,
        "part": rooms.workspace.part,
        "parts": [rooms.workspace.tabs.tabText(at) for at in range(rooms.workspace.tabs.count())],
        "lead": rooms.workspace.lead.text(),
        "page": list(page(window)),
        "findings": [window.findings.model.index(row).data() for row in range(window.findings.model.rowCount())],
        "standings": [(one, rooms.navigation.standing(one)) for one in rooms.navigation.places],
        "trace": list(texts(rooms.trace)),
        "bar": (window.bar.where.text(), window.bar.check.text(), window.bar.submit.text()),
        "balance": [child.text() for child in children(window.status, QLabel)[:5]],
        "steps": [window.commands.actions[name].toolTip() for name in ("undo", "redo")],
    }


def page(window: MainWindow) -> Iterator[object]:
    """The cells of the shown sheet, row by row, and the marks before the rows."""
    if window.workspace.sheet is None:
        yield from texts(window.workspace.stack.currentWidget())
        return
    model = window.workspace.view.model
    outside = [cell.text for cell in model.outside]
    yield outside
    for row in range(model.rowCount()):
        numbered = model.headerData(row, Qt.Orientation.Vertical) if model.numbered() else None
        cells = [_cell(model.index(row, column)) for column in range(model.columnCount())]
        yield numbered, cells


def texts(widget: QWidget) -> Iterator[str]:
    """All texts inside a widget that are not hidden in it, in the order of their making."""
    for child in children(widget, QWidget):
        if isinstance(child, QLabel | QAbstractButton | QLineEdit) and child.isVisibleTo(widget) and child.text():
            yield child.text()


def _cell(index: QModelIndex) -> tuple[Any, ...]:
    model = index.model()
    editable = bool(index.flags() & Qt.ItemFlag.ItemIsEditable)
    return index.data(), model.data(index, _EDIT), model.data(index, _TIP), model.data(index, _SPOKEN), editable
