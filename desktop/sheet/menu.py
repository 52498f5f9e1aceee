"""The menus of the right mouse button: words, each with the key that does the same."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from db.entry.automatic import FIXED
from db.entry.unverified import SIGN as UNVERIFIED
from db.forms.beside import PRIOR

if TYPE_CHECKING:
    from desktop.sheet.header import SheetHeader
    from desktop.sheet.view import SheetView


def offer_menu(view: "SheetView", at: QPoint, *, entry: bool) -> None:
    """Show what can be done with the selection at a place of the screen; `entry` adds what rows allow."""
    cell_menu(view, entry=entry).popup(at)


def cell_menu(view: "SheetView", *, entry: bool) -> QMenu:
    """What can be done with the selection; `entry` adds what rows allow."""
    menu = QMenu(view)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    asked, writable = view.gestures, view.model.writable
    cell = view.current_cell()
    _add_ways_out(menu, view)
    if menu.actions():
        menu.addSeparator()
    menu.addAction("剪切\tCtrl+X", asked.cut).setEnabled(writable)
    menu.addAction("复制\tCtrl+C", asked.copy)
    menu.addAction("粘贴\tCtrl+V", asked.paste).setEnabled(writable)
    menu.addAction("清除内容\tDelete", asked.clear).setEnabled(writable)
    _add_automatic(menu, view)
    row = view.grid.position()[0]
    if writable and view.sheet.row_kinds[row : row + 1] == (PRIOR,):
        menu.addAction("按上年的行新增（金额待填）\tCtrl+Shift+D", view.lines_begun.emit)
    _add_confirmation(menu, view)
    if writable:
        menu.addSeparator()
        menu.addAction("向下填充\tCtrl+D", asked.fill_down)
        menu.addAction("向右填充\tCtrl+R", asked.fill_right)
    if cell is not None and cell.binding is None and cell.address:
        menu.addSeparator()
        menu.addAction("看构成", lambda: view.open_trace.emit(cell))
        if cell.type in ("amount", "plain") and writable:
            menu.addAction("分摊合计…", view.spread_asked.emit)
    if entry and writable:
        menu.addSeparator()
        _add_rows(menu, view)
    return menu


def sign_menu(view: "SheetView") -> QMenu | None:
    """What can be done about the sign of the current cell; None when it only says something."""
    menu = QMenu(view)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for add in (_add_ways_out, _add_automatic, _add_confirmation):
        add(menu, view)
    if menu.actions():
        return menu
    menu.deleteLater()
    return None


def _add_ways_out(menu: QMenu, view: "SheetView") -> None:
    cell = view.current_cell()
    for label, mend in view.ways_out(cell) if cell is not None else ():
        menu.addAction(f"{label}\tCtrl+.", mend)


def _add_automatic(menu: QMenu, view: "SheetView") -> None:
    cell = view.current_cell()
    if cell is not None and cell.sign == FIXED and view.model.writable:
        menu.addAction("恢复自动\tDelete", lambda: view.edited.emit(cell.binding, ""))


def _add_confirmation(menu: QMenu, view: "SheetView") -> None:
    cell = view.current_cell()
    if cell is not None and cell.sign == UNVERIFIED and view.model.writable:
        menu.addAction("确认无误\tCtrl+Shift+K", view.confirmed.emit)


def _add_rows(menu: QMenu, view: "SheetView") -> None:
    asked, numbered = view.gestures, view.model.numbered()
    if numbered:
        menu.addAction("在上方插入行\tCtrl+Shift+=", asked.ask_insert)
        menu.addAction("复制一行", asked.ask_duplicate)
    menu.addAction("删除所选行\tCtrl+-", asked.ask_remove)
    if numbered:
        menu.addAction("上移一行\tAlt+↑", lambda: asked.ask_move(-1))
        menu.addAction("下移一行\tAlt+↓", lambda: asked.ask_move(1))


def offer_heading_menu(view: "SheetView", heading: "SheetHeader", at: QPoint) -> None:
    """Show what can be done with the column at a pixel of the heading."""
    heading_menu(view, heading.logicalIndexAt(at)).popup(heading.mapToGlobal(at))


def heading_menu(view: "SheetView", column: int) -> QMenu:
    """What can be done with a column; -1: beside the table."""
    menu = QMenu(view)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.addAction("列宽适合内容\t双击列边", lambda: view.fit.fit_column(column)).setEnabled(column >= 0)
    menu.addAction("恢复默认列宽", view.fit.restore_columns)
    return menu
