"""Types a whole book into the window, with real keys, and counts every press.

How it is counted: each key is one, a sign of a text too (a Chinese one as well: what an input method needs for it is
the same wherever it is typed); a chord is as many as its keys (Ctrl+V two); a press of the mouse is one. What stands in
a cell already, or will by itself (a default), is passed over with the key that passes it. Of a code or a word that the
list under the field offers, only so much is typed as brings it to the top; the key that leaves the cell takes it. A
text that repeats the one above is filled down with Ctrl+D. What is proposed in grey is taken by the key that leaves the
cell, and refused with Esc.
"""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

import resources
from db.definitions import Entry, EntryColumn
from db.entry.cells import CellFault, parse_cell
from db.entry.lookup import Context, Lookup
from db.entry.settle import default_from
from db.exchange.entries import csv_sheets, recognise
from db.forms.sheet import Cell
from db.money import AmountUnit
from db.pack import load
from desktop.dialogs.new_book import NewBookDialog
from desktop.dialogs.paste import PasteDialog
from desktop.main_window import MainWindow
from desktop.sheet.clipboard import join_block
from desktop.sheet.grid import Grid
from desktop.sheet.suggestions import Suggestions
from tests.desktop.keys import CTRL, NONE, click, key, type_text

ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
_REPEATED = ("text", "paragraph", "project", "date", "year")

Rows = Sequence[Mapping[str, str]]


def case(pack_id: str) -> dict[str, list[dict[str, str]]]:
    """The entries of the real case of a pack: entry tab → its rows, texts by column id."""
    filled, _ = recognise(csv_sheets(resources.path("samples", pack_id)), load(pack_id), AmountUnit.WAN)
    return {sheet.entry.id: [row.texts for row in sheet.rows] for sheet in filled}


class Typist:
    """At one window. `keys`: how many presses so far."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.keys = 0

    # The book

    def found(self, path: Path, rows: Mapping[str, Rows]) -> None:
        """新建账套: the department and its first unit; the other units are typed into their tab."""
        book, unit = rows["book"][0], rows["unit"][0]
        self._click(self.window.start.new_button)
        dialog = self.window.exchange.dialog
        assert isinstance(dialog, NewBookDialog)
        code, name = dialog.units.pairs()[0]
        fields = ((dialog.department_code, book["department_code"]), (dialog.budget_name, book["budget_name"]))
        for field, text in (*fields, (code, unit["code"]), (name, unit["name"])):
            self.keys += 1  # Tab to it
            self._type(field, text)
        # A test's own folder, which no user types.
        dialog.path.selectAll()
        type_text(dialog.path, str(path))
        self._click(dialog.deed)

    def fill_all(self, rows: Mapping[str, Rows], pasted: Collection[str] = ()) -> dict[str, int]:
        """Every tab in the order of work, those of `pasted` as blocks; how many keys each took."""
        taken: dict[str, int] = {}
        for entry in self.window.session.book.pack.entries.values():
            before = self.keys
            self.fill(entry, rows.get(entry.id, ()), paste=entry.id in pasted)
            taken[entry.id] = self.keys - before
        return taken

    def fill(self, entry: Entry, rows: Rows, *, paste: bool = False) -> None:
        """Turn to the tab of an entry and put its rows in: typed, or pasted as one block."""
        if not rows:
            return
        self._turn(entry)
        if entry.layout != "list":
            self._key(Qt.Key.Key_Right)  # past the names of the cells
        if entry.layout == "record":
            self._type_down(entry, [rows[0].get(column.id, "") for column in entry.columns])
        elif entry.layout == "topics":
            self._fill_topics(entry, {row["topic"]: row["text"] for row in rows}, paste=paste)
        elif entry.table == "funding":
            # A new book brings them all, each following spending; those there is nothing to be said of go.
            self._drop_rows_below(len(rows) - 1)
        elif paste:
            self._paste([[row.get(column.id, "") for column in entry.columns] for row in rows])
        else:
            for row in rows:
                self._type_row(entry, row)
                self._breathe()

    def _drop_rows_below(self, row: int) -> None:
        """Take away the rows behind the row `row`, counted from 0; behind the last stands the empty one."""
        last = self.window.workspace.view.model.rowCount() - 2
        for _ in range(row + 1):
            self._key(Qt.Key.Key_Down)
        for _ in range(last - row - 1):
            self._key(Qt.Key.Key_Down, SHIFT)
        self._key(Qt.Key.Key_Minus, CTRL)
        self._breathe()

    # A tab

    def _turn(self, entry: Entry) -> None:
        window = self.window
        window.activateWindow()
        QTest.qWaitForWindowActive(window)
        place = next(place for place in window.navigation.places if place.id == entry.tab)
        if window.navigation.current() != place:
            item = window.navigation.item_of(place)
            window.navigation.scrollToItem(item)
            self._click(window.navigation.viewport(), window.navigation.visualItemRect(item).center())
        tabs = window.workspace.tabs
        at = next(at for at in range(tabs.count()) if tabs.tabText(at) == entry.sheet)
        if tabs.currentIndex() != at:
            self._click(tabs, tabs.tabRect(at).center())
        self._breathe()
        self._grid.setFocus()
        if self._grid.position() != (0, 0):
            self._key(Qt.Key.Key_Home, CTRL)

    def _type_row(self, entry: Entry, texts: Mapping[str, str]) -> None:
        """Tab from cell to cell; Enter where nothing more is to be typed."""
        columns = {column.id: column for column in entry.columns}
        wanted = [name for name in columns if self._must_type(entry, columns[name], texts)]
        for _ in columns:
            cell = self._cell()
            assert cell.binding is not None
            column = columns[cell.binding.column]
            proposed = self._proposed()
            if column.id in wanted:
                wanted.remove(column.id)
                # The key that leaves the cell takes what stands there in grey.
                if cell.text != texts[column.id] and proposed != texts[column.id]:
                    self._type_cell(column, texts[column.id])
            elif proposed and not texts.get(column.id, ""):
                self._key(Qt.Key.Key_Escape)
            if not wanted:
                self._key(Qt.Key.Key_Return)
                return
            self._key(Qt.Key.Key_Tab)
        raise AssertionError(f"{entry.id}: no way to {wanted} from {self._grid.position()}")

    def _must_type(self, entry: Entry, column: EntryColumn, texts: Mapping[str, str]) -> bool:
        """Does the cell need a text, since what comes by itself is another?"""
        text = texts.get(column.id, "")
        if not text or (column.id == "unit" and column.via):
            return False
        session = self.window.session
        context = Context(Lookup.read(session.book.connection, session.book.pack))
        value: object = column.default or None
        if column.default_from:
            source = next(it for it in entry.columns if it.id == column.default_from.partition(".")[0])
            value = default_from(column, parse_cell(source, texts[source.id], context), context)
        try:
            return value is None or (parse_cell(column, text, context) != value and text != column.default)
        except CellFault:
            return True

    def _type_cell(self, column: EntryColumn, text: str) -> None:
        """Into the current cell; the key that leaves it is the caller's."""
        row, at = self.window.workspace.view.grid.position()
        above = self.window.workspace.view.model.cell(row - 1, at) if row else None
        if above is not None and above.text == text and len(text) > 1 and column.type in _REPEATED:
            self._key(Qt.Key.Key_D, CTRL)
            return
        for sign in text:
            if sign == "\n":
                self._key(Qt.Key.Key_Return, ALT)
            else:
                self._type(_focus(self._grid), sign)
            if column.type != "amount" and self._picked() == text:
                return
        if self._picked() not in (None, text):
            self._key(Qt.Key.Key_Escape)  # puts the list away, not the text

    def _proposed(self) -> str:
        """What stands in grey in the current cell; empty without a proposal."""
        ghost = self.window.workspace.view.model.ghosts.get(self._grid.position())
        return ghost.text if ghost is not None else ""

    def _picked(self) -> str | None:
        """What the key that leaves the open field would take from the list under it."""
        lists: Sequence[Suggestions] = self.window.findChildren(Suggestions)  # type: ignore[assignment]
        return next((it.picked() for it in lists if it.isVisible()), None)

    def _type_down(self, entry: Entry, texts: Sequence[str]) -> None:
        for column, text in zip(entry.columns, texts, strict=True):
            if text and self._cell().text != text:
                self._type_cell(column, text)
            self._key(Qt.Key.Key_Return)
        self._breathe()

    def _fill_topics(self, entry: Entry, texts: Mapping[str, str], *, paste: bool) -> None:
        model, grid = self.window.workspace.view.model, self._grid
        column = entry.columns[1]
        for _ in range(model.rowCount()):
            row, at = grid.position()
            heading = model.cell(row, 0)
            text = texts.get(heading.text if heading else "", "")
            if text and self._cell().text != text:
                if paste:
                    self._paste([[text]])
                else:
                    self._type_cell(column, text)
            self._key(Qt.Key.Key_Return)
            self._breathe()
            if grid.position() == (row, at):
                return

    def _paste(self, block: Sequence[Sequence[str]]) -> None:
        QGuiApplication.clipboard().setText(join_block(block))
        self._key(Qt.Key.Key_V, CTRL)
        asked: Sequence[PasteDialog] = self.window.findChildren(PasteDialog)  # type: ignore[assignment]
        for dialog in asked:
            if dialog.isVisible():
                self.keys += 1
                key(dialog.deed, Qt.Key.Key_Return)
        self._breathe()

    @property
    def _grid(self) -> Grid:
        return self.window.workspace.view.grid

    def _cell(self) -> Cell:
        found = self.window.workspace.view.current_cell()
        assert found is not None
        return found

    def _breathe(self) -> None:
        """What a running program does by itself between two rows: paint, and delete closed editors."""
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    # Keys

    def _type(self, widget: QWidget, text: str) -> None:
        self.keys += len(text)
        type_text(widget, text)

    def _key(self, which: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        self.keys += 1 if modifiers == NONE else 2
        key(_focus(self._grid), which, modifiers)

    def _click(self, widget: QWidget, at: QPoint | None = None) -> None:
        self.keys += 1
        click(widget, at)


def _focus(grid: Grid) -> QWidget:
    """Where keys go: the open field, or the grid."""
    opened = grid.editing()
    return opened[1] if opened is not None else grid
