"""A block pasted over an entry tab: at once when it is small, after a look at what would come of it when it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication

from desktop.wages import Wages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.forms.sheet import Binding
    from db.rehearsal import Headed
    from desktop.app import Look
    from desktop.session import Session
    from desktop.workspace import Workspace

    Block = Sequence[Sequence[str | None]]

MOST_CELLS = 200  # more are looked at before they go in
MOST_OVERWRITTEN = 20


class Pasting(QObject):
    """Listens to the view; `dialog` is the look that is open, if one is."""

    def __init__(self, session: Session, workspace: Workspace, look: Look) -> None:
        super().__init__(workspace)
        self._session = session
        self._workspace = workspace
        self._look = look
        self.wages = Wages(session, workspace)
        workspace.view.pasted.connect(self.paste)
        session.changed.connect(workspace.view.gestures.lifting.end_cut)

    def paste(self, row: int, column: int, block: Sequence[Sequence[str]], emptied: Sequence[Binding]) -> None:
        """Lay `block` over the tab from a place in its body, 0-based; `emptied`: what was cut for it."""
        if not emptied and self.wages.take(block, lambda: self._paste(row, column, block, emptied)):
            return
        self._paste(row, column, block, emptied)

    def _paste(self, row: int, column: int, block: Sequence[Sequence[str]], emptied: Sequence[Binding]) -> None:
        from db.rehearsal import by_headings

        headed = None if emptied else by_headings(self._session.book, self._workspace.entry, block)
        if headed is not None or (not emptied and self._is_large(row, column, block)):
            self._look_first(row, column, block, headed)
        else:
            self._lay(row, column, block, emptied)

    def _lay(self, row: int, column: int, block: Block, emptied: Sequence[Binding] = ()) -> None:
        view = self._workspace.view
        if self._session.paste(self._workspace.entry, row, column, block, emptied):
            view.gestures.show_pasted(row, column, block)

    def _is_large(self, row: int, column: int, block: Block) -> bool:
        if sum(map(len, block)) > MOST_CELLS:
            return True
        model = self._workspace.view.model
        overwritten = 0
        for down, texts in enumerate(block):
            for right, text in enumerate(texts):
                cell = model.cell(row + down, column + right)
                overwritten += cell is not None and bool(cell.text) and text not in (cell.text, cell.typed)
        return overwritten > MOST_OVERWRITTEN

    def _look_first(self, row: int, column: int, block: Block, headed: Headed | None) -> None:
        from db.rehearsal import rehearse
        from desktop.dialogs.paste import PasteDialog

        entry, book = self._workspace.entry, self._session.book
        sheet = self._workspace.sheet

        def show(by_heading: bool) -> bool:
            laid, left = (headed.block, 0) if by_heading and headed is not None else (block, column)
            QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
            try:
                made = self._session.attempt(lambda: rehearse(book, entry, row, left, laid))
            finally:
                QGuiApplication.restoreOverrideCursor()
            if made is None:
                dialog.reject()
                return False
            dialog.show_rehearsal(made)
            return True

        def answer(by_heading: bool) -> None:
            laid, left = (headed.block, 0) if by_heading and headed is not None else (block, column)
            self._lay(row, left, laid)

        title = sheet.title if sheet is not None else ""
        dialog = PasteDialog(title, headed, self._look.palette, self._workspace.window())
        dialog.by_heading_chosen.connect(show)
        dialog.answered.connect(answer)
        if show(headed is not None):
            dialog.open()
        else:
            dialog.deleteLater()  # what never was in sight does not close
