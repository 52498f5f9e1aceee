"""The menu of the right mouse button: words, each with the key that does the same."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from desktop.sheet.view import SheetView


def offer_menu(view: "SheetView", at: QPoint, *, entry: bool) -> QMenu:
    """Show what can be done with the selection at a place of the screen; `entry` adds what rows allow."""
    menu = QMenu(view)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.addAction("复制\tCtrl+C", view.gestures.copy)
    writable = view.model.writable
    menu.addAction("粘贴\tCtrl+V", view.gestures.paste).setEnabled(writable)
    menu.addAction("清除内容\tDelete", view.gestures.clear).setEnabled(writable)
    cell = view.current_cell()
    menu.addSeparator()
    if cell is not None and cell.binding is None and cell.address:
        menu.addAction("看构成", lambda: view.open_trace.emit(cell))
    if entry and writable:
        menu.addAction("删除所选行\tCtrl+-", view.gestures.ask_remove)
        menu.addAction("上移一行\tAlt+↑", lambda: view.gestures.ask_move(-1))
        menu.addAction("下移一行\tAlt+↓", lambda: view.gestures.ask_move(1))
    menu.popup(at)
    return menu
