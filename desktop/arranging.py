"""Whole rows of the tab that is shown: put in, copied, moved, taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.session import Session
    from desktop.workspace import Workspace


class Arranging(QObject):
    """Asks the session for it, and lets the selection follow the rows."""

    def __init__(self, session: Session, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._session = session
        self._workspace = workspace
        view = workspace.view
        view.insert_rows.connect(self._insert)
        view.duplicate_rows.connect(self._duplicate)
        view.move_rows.connect(self._move)
        view.remove_rows.connect(lambda row_ids: session.remove(workspace.entry, row_ids))

    def _insert(self, before: int | None, count: int) -> None:
        grid = self._workspace.view.grid
        box, column = grid.selecting.box(), grid.position()[1]
        if self._session.insert(self._workspace.entry, before, count):
            grid.go((box.top(), column))
            if count > 1:
                grid.selecting.extend((box.top() + count - 1, column))

    def _duplicate(self, row_ids: Sequence[int]) -> None:
        grid = self._workspace.view.grid
        box, column = grid.selecting.box(), grid.position()[1]
        if self._session.duplicate(self._workspace.entry, row_ids):
            grid.go((box.bottom() + 1, column))

    def _move(self, row_ids: Sequence[int], to: int) -> None:
        grid = self._workspace.view.grid
        box, whole = grid.selecting.box(), grid.selecting.is_whole_rows()
        if not self._session.move(self._workspace.entry, row_ids, to):
            return
        last = to + len(row_ids) - 1
        if whole:
            grid.selecting.select_rows(to, last)
            grid.scrollTo(grid.currentIndex())
        else:
            grid.go((to, box.left()))
            if (last, box.right()) != (to, box.left()):
                grid.selecting.extend((last, box.right()))
