"""Last year in the window: a new book from the old one, figures out of what was published, the tabs beside last year,
and what is confirmed of what was taken over.

A dialog and the core behind it are read in when they are asked for.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from db.exchange.published import Asked
    from db.forms.sheet import Cell
    from db.rolling.prior import Prior
    from db.rolling.roll import OldBook
    from desktop.dialogs.files import FileChooser
    from desktop.dialogs.roll import RollAnswer, RollDialog
    from desktop.exchange import Exchange
    from desktop.paging import Paging
    from desktop.recent import Recent
    from desktop.session import Session
    from desktop.work import Progress
    from desktop.workspace import Workspace

BOOKS = "预算本账套 (*.ysb)"
SOURCES = "上年公开表或账套 (*.xlsx *.ysb)"
_COMPARING = "comparing"  # the user's choice, for every book


class LastYear(QObject):
    """The wishes about last year, one method each. `comparing`: are the tabs shown beside last year?"""

    def __init__(
        self,
        window: QWidget,
        session: Session,
        files: FileChooser,
        recent: Recent,
        exchange: Exchange,
        memory: QSettings,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._files = files
        self._recent = recent
        self._exchange = exchange
        self._memory = memory
        self.comparing = memory.value(_COMPARING) in (True, "true")
        session.opened.connect(self._begin)

    # -- a new book

    def roll(self) -> None:
        """Ask for last year's book, look at it, and ask what to make of it."""
        chosen = self._files.open(self._window, "选择上年账套", self._folder(), BOOKS)
        # It may be the open one, with a text in a field that is not written yet.
        if chosen is not None and self._session.settle():
            self._exchange.work("正在读上年账套", partial(_look, chosen), self._ask)

    def _ask(self, old: object) -> None:
        from db.rolling.roll import OldBook
        from desktop.dialogs.roll import RollDialog

        assert isinstance(old, OldBook)
        dialog = RollDialog(old, self._files, self._window)
        dialog.answered.connect(lambda answer: self._make(dialog, old, answer))
        self._exchange.show(dialog)

    def _make(self, dialog: RollDialog, old: OldBook, answer: RollAnswer) -> None:
        dialog.show_busy(True)

        def show(made: object) -> None:
            from db.rolling.roll import Rolled
            from desktop.dialogs.roll import RolledDialog

            assert isinstance(made, Rolled)
            dialog.accept()
            if self._session.open(made.path):
                self._exchange.show(RolledDialog(made, self._window))

        def refused(sentence: str) -> None:
            dialog.show_busy(False)
            dialog.complain(sentence)

        self._exchange.work("正在建新账套", partial(_roll, old.path, answer), show, refused)

    # -- figures into the open book

    def take_prior(self) -> None:
        """Ask for a published workbook or an old book, show what it says, and take that into the open book."""
        chosen = self._files.open(self._window, "导入上年公开表", self._folder(), SOURCES)
        if chosen is None or not self._session.settle():
            return
        from db.exchange.published import asked_by

        book = self._session.book
        asked = asked_by(book.connection, book.pack)

        def show(found: object) -> None:
            from db.rolling.prior import Prior

            assert isinstance(found, Prior)
            if self._session.is_open and self._session.book is book:
                self._preview(found)

        self._exchange.work("正在读上年数", partial(_find, chosen, asked), show)

    def _preview(self, found: Prior) -> None:
        from db.rolling.prior import preview, refuse_useless, take
        from desktop.dialogs.prior import PriorDialog

        session = self._session
        book = session.book

        def look() -> PriorDialog:
            refuse_useless(book, found)
            book.refuse_locked()
            return PriorDialog(found, preview(book, found), session.reading.amounts, self._window)

        dialog = session.attempt(look)
        if dialog is None:
            return

        def keep() -> None:
            with session.faults_to(dialog.complain):
                backed = session.attempt(lambda: book.back_up("取上年数"))
                taken = backed is not None and session.gesture(lambda: take(book, found))
            if taken:
                dialog.accept()
                session.told.emit(f"已取 {found.year} 年数；按 Ctrl+Z 可整个撤销，Ctrl+Shift+L 与上年比较。")

        dialog.answered.connect(keep)
        self._exchange.show(dialog)

    # -- beside last year

    def compare(self, paging: Paging, action: QAction) -> None:
        """Show the tabs beside last year, or no longer."""
        self.comparing = not self.comparing
        self._memory.setValue(_COMPARING, self.comparing)
        action.setChecked(self.comparing)
        reading = self._session.reading
        reading.compare(self.comparing)
        paging.refresh()
        if self.comparing and not reading.knows_last_year:
            year = self._session.book.record().year - 1
            said = f"账套里没有 {year} 年的明细，无从比较；可在菜单里“导入上年公开表…”，或用“沿用上年账套…”建账套。"
            self._session.told.emit(said)

    def attend(self, workspace: Workspace) -> None:
        """Listen to the form: what is confirmed in it, and where last year has to be in sight."""
        view = workspace.view
        view.confirmed.connect(lambda: self.confirm(workspace))
        view.lines_begun.connect(lambda: self.begin_lines(workspace))
        view.current_changed.connect(lambda cell: self._bring_beside(workspace, cell))

    def _bring_beside(self, workspace: Workspace, cell: Cell | None) -> None:
        """Who stands on an amount sees last year's right of it, though the page be narrow."""
        from db.forms.beside import ADDED

        columns, grid = workspace.view.sheet.columns, workspace.view.grid
        if not self.comparing or cell is None or not columns[cell.column + 1 : cell.column + 2]:
            return
        last = cell.column
        while last + 1 < len(columns) and columns[last + 1].id.startswith(ADDED):
            last += 1
        if last > cell.column:
            row, _ = grid.position()
            for column in (last, cell.column):
                grid.scrollTo(workspace.view.model.index(row, column))

    def confirm(self, workspace: Workspace) -> None:
        """The selected cells are right as they stand."""
        from db.entry.unverified import SIGN, confirm

        if workspace.sheet is None or not self._session.settle():
            return
        chosen = [cell for cell in workspace.view.gestures.selected_cells() if cell.binding is not None]
        if not any(cell.sign == SIGN for cell in chosen):
            self._session.told.emit(f"所选的格里没有标着“{SIGN}”的。")
            return
        bindings = [cell.binding for cell in chosen if cell.binding is not None]
        self._session.gesture(lambda: confirm(self._session.book, bindings))

    def begin_lines(self, workspace: Workspace) -> None:
        """The selected rows of last year become rows of this year, their amounts still to be typed."""
        from db.forms.beside import PRIOR
        from db.rolling.beginning import begin_lines

        sheet = workspace.sheet
        if sheet is None or not self._session.settle():
            return
        box = workspace.view.grid.selecting.box()
        keys = sheet.row_keys[box.top() : box.bottom() + 1]
        lines = [int(key.removeprefix(f"{PRIOR}/")) for key in keys if key.startswith(f"{PRIOR}/")]
        if lines:
            self._session.gesture(lambda: begin_lines(self._session.book, workspace.entry, lines))
        else:
            self._session.told.emit("请先按 Ctrl+Shift+L 与上年比较，再选下面标着“上年”的行。")

    def _begin(self) -> None:
        self._session.reading.compare(self.comparing)

    def _folder(self) -> Path:
        return self._session.book.path.parent if self._session.is_open else self._recent.folder


def _look(path: Path, _progress: Progress) -> object:
    from db.rolling.roll import look_at

    return look_at(path)


def _roll(old: Path, answer: RollAnswer, progress: Progress) -> object:
    from db.rolling.roll import roll

    made = roll(old, answer.path, answer.year, take=answer.taken())
    if progress.given_up:
        made.path.unlink()
    return made


def _find(path: Path, asked: Asked, _progress: Progress) -> object:
    if path.suffix.lower() == ".ysb":
        from db.rolling.prior import of_book

        return of_book(path)
    from db.exchange.published import read_disclosure

    return read_disclosure(path, asked)
