"""Typing into an official form where no ledger row is yet: the row is made, after a question when a part is missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, QSize, QTimer

from db.forms.growing import NEW_ROW, Begun
from db.forms.sheet import Binding, Growth
from desktop.sheet.editors import Leave

if TYPE_CHECKING:
    from db.book import Changes
    from db.entry.completion import Completion
    from db.entry.growing import NewRow
    from desktop.app import Look
    from desktop.panels.new_row import NewRowCard
    from desktop.panels.top_bar import Banner
    from desktop.session import Session
    from desktop.workspace import Workspace


class Growing(QObject):
    """Takes every text typed into the page; what has a ledger row goes on to the session as it is.

    `card` is the question that is open, if one is.
    """

    def __init__(
        self, session: Session, workspace: Workspace, banner: Banner, look: Look, go_to: Callable[[str], object]
    ) -> None:
        super().__init__(workspace)
        self._session = session
        self._workspace = workspace
        self._banner = banner
        self._look = look
        self._go_to = go_to
        self._asked: tuple[NewRow, Growth] | None = None
        self.card: NewRowCard | None = None
        self._left = Leave.DOWN  # how the last field was left
        for cells in (workspace.view.grid.cells, workspace.view.grid.frozen.cells):
            cells.left.connect(self._note_leave)
        workspace.view.edited.connect(self.edit)
        workspace.view.block_edited.connect(self.edit_block)
        session.settling.connect(self.settle)
        session.closed.connect(self._forget)
        # Who goes on elsewhere has not answered.
        workspace.view.grid.pressed.connect(lambda _index: self._later(self.settle))

    def _note_leave(self, how: Leave) -> None:
        self._left = how

    def edit(self, at: Binding, text: str) -> None:
        """A text typed into a cell."""
        if not isinstance(at, Growth):
            self._session.edit(at, text)
        elif at.column != "amount" and not at.said:
            self._begin(at, text)
        elif text.strip():
            self._grow(at, text)

    def edit_block(self, edits: Sequence[tuple[Binding, str]], caption: str = "") -> None:
        """Texts laid over several cells: nothing is asked, what lacks a part is a draft."""
        from db.entry.growing import grow_all

        if not any(isinstance(at, Growth) for at, _ in edits):
            self._session.edit_block(edits, caption)
            return
        drafts = self._drafts()
        if self._session.gesture(lambda: grow_all(self._session.book, edits)):
            made = self._drafts() - drafts
            if made > 0:
                self._banner.say(f"其中 {made} 行还缺内容，先记作草稿，不计入各表；请在录入表里补上。", "plain")

    def settle(self) -> None:
        """A question that is still open when everything has to be in the book: its row is kept as a draft."""
        if self.card is not None:
            self._put_off()

    def _drafts(self) -> int:
        from db.entry.pending import count_drafts

        return count_drafts(self._session.book.connection)

    # -- the empty row

    def _begin(self, at: Growth, text: str) -> None:
        from db.entry.growing import begin

        reading = self._session.reading
        begun = self._session.attempt(lambda: begin(self._session.book, at.form, text))
        if begun is None:
            return
        sheet = self._workspace.sheet
        if sheet is not None and begun.text in sheet.row_keys and not begun.problem:
            reading.begun.pop(at.form, None)
            self._redraw()
            self._later(lambda: self._to_row(at.form, begun.text))
            return
        reading.begun[at.form] = begun
        self._redraw()

    def _redraw(self) -> None:
        """The same page, with what its empty row says now."""
        sheet = self._workspace.sheet
        place = self._session.reading.place_of(f"{sheet.form}!") if sheet is not None else None
        if sheet is not None and place is not None:
            fresh = self._session.reading.sheet(place, sheet.name)
            if fresh is not None:
                self._workspace.refresh_sheet(fresh)

    def _to_row(self, form: str, row_key: str) -> None:
        """The code has its row already: go on there."""
        sheet = self._workspace.sheet
        cells = [it for it in sheet.cells if it.address.startswith(f"{form}!{row_key}.")] if sheet is not None else []
        target = next((it for it in cells if it.binding is not None and it.type != "code"), cells[0] if cells else None)
        if target is not None:
            self._go_to(target.address)

    # -- a row

    def _grow(self, at: Growth, text: str) -> None:
        from db.entry.growing import new_row

        self.settle()
        begun = self._session.reading.begun.get(at.form, Begun()) if not at.row_key else Begun()
        code = "" if begun.problem else begun.text
        row = self._session.attempt(lambda: new_row(self._session.book, at, text, code))
        if row is None:
            return
        if row.certain:
            self._make(row, at, {})
        else:
            self._asked = row, at
            self._later(self._ask)

    def _ask(self) -> None:
        from desktop.panels.new_row import NewRowCard
        from desktop.sheet.looks import Looks

        if self._asked is None:
            return
        row, at = self._asked
        unit = self._session.reading.amounts.value
        window = self._workspace.window()
        card = self.card = NewRowCard(row, unit, Looks(self._look.palette), self._offers, window)
        card.answered.connect(self._answer)
        card.put_off.connect(self._put_off)
        card.dropped.connect(self._drop)
        card.begin(self._rect(at))

    def _offers(self, column: str, typed: str, others: Mapping[str, str]) -> Sequence[Completion]:
        from db.entry.completion import completions

        if self._asked is None:
            return ()
        row = self._asked[0]
        return completions(self._session.book, row.entry, column, typed, {**row.texts, **others})

    def _answer(self, texts: Mapping[str, str]) -> None:
        from db.entry.growing import complaints

        if self.card is None or self._asked is None:
            return
        row, at = self._asked
        faults = complaints(self._session.book, row, texts)
        if faults:
            self.card.complain(faults)
            return
        self._close()
        self._make(row, at, texts)

    def _put_off(self) -> None:
        """Without its part the row is a draft, which counts nowhere and is seen in its tab."""
        if self._asked is None or self.card is None:
            return
        row, at = self._asked
        texts = self.card.texts()
        self._close()
        self._make(row, at, texts)

    def _drop(self) -> None:
        self._close()
        self._workspace.view.setFocus()

    def _make(self, row: NewRow, at: Growth, texts: Mapping[str, str]) -> None:
        from db.entry.growing import grow

        made: list[int] = []

        def deed() -> Changes:
            row_id, changes = grow(self._session.book, row, texts)
            made.append(row_id)
            return changes

        begun = self._session.reading.begun.pop(at.form, None) if not at.row_key else None
        if not self._session.gesture(deed, typed=row.texts[at.column]):
            if begun is not None:
                self._session.reading.begun[at.form] = begun
            return
        code = begun.text if begun is not None else ""
        self._say(row, made[0])
        self._workspace.view.setFocus()
        if at.said:
            self._later(lambda: self._stay_at(at))
        elif not at.row_key:
            self._later(lambda: self._go_on(at, code))

    def _go_on(self, at: Growth, code: str) -> None:
        """After Enter to the empty row once more, after Tab along the row that was made."""
        sheet = self._workspace.sheet
        if sheet is None or sheet.form != at.form or NEW_ROW not in sheet.row_keys:
            return
        columns = [column.id for column in sheet.columns]
        beyond = columns[columns.index(at.cell) + 1 :]
        open_ones = {it.address for it in sheet.cells if it.binding is not None}
        along = [address for it in beyond if (address := f"{at.form}!{code}.{it}") in open_ones]
        if self._left is Leave.NEXT and along:
            self._go_to(along[0])
        elif self._left in (Leave.NEXT, Leave.DOWN):
            self._workspace.view.grid.go((sheet.row_keys.index(NEW_ROW), 0))

    def _stay_at(self, at: Growth) -> None:
        """After Tab along the record that was made, above the empty row; after Enter in the empty row once more."""
        sheet, grid = self._workspace.sheet, self._workspace.view.grid
        if sheet is None or sheet.name != at.sheet or at.row_key not in sheet.row_keys:
            return
        empty = sheet.row_keys.index(at.row_key)
        typed = next((it.column for it in sheet.cells if it.binding == at), 0)
        made = [
            it.column
            for it in sheet.cells
            if it.row == sheet.body_start + empty - 1 and it.column > typed and it.binding is not None
        ]
        if self._left is Leave.NEXT and made:
            grid.go((empty - 1, min(made)))
        elif self._left in (Leave.NEXT, Leave.DOWN):
            grid.go((empty, typed))

    def _say(self, row: NewRow, row_id: int) -> None:
        """What became of the text, and the way to the row it is."""
        reading = self._session.reading
        binding = Binding(row.entry, self._session.book.pack.entries[row.entry].table, row_id, "amount")
        tab = self._session.book.pack.entries[row.entry].sheet
        address, draft = reading.entry_row(binding)
        if draft:
            sentence = f"“{tab}”里多了一行草稿：{draft}补上之前不计入各表。"
            self._banner.say(sentence, "plain", "去补上", lambda: self._go_to(address))
        elif row.asks:
            said = "，".join(f"{ask.label.partition('(')[0]} {ask.likely}" for ask in row.asks if ask.certain)
            proposed = f"（{said}）" if said else ""
            sentence = f"“{tab}”里多了一行：{row.title}{proposed}。不对按 Ctrl+Z。"
            self._banner.say(sentence, "plain", "去看", lambda: self._go_to(address))

    def _close(self) -> None:
        if self.card is not None:
            self.card.hide()
            self.card.deleteLater()
        self.card, self._asked = None, None

    def _forget(self) -> None:
        self._close()

    def _later(self, deed: Callable[[], object]) -> None:
        # The editor that told the text is still closing, and takes the keyboard back to the grid.
        QTimer.singleShot(0, self, deed)

    def _rect(self, at: Growth) -> QRect:
        """Where the cell stands in the window."""
        sheet, grid = self._workspace.sheet, self._workspace.view.grid
        cell = next((it for it in sheet.cells if it.binding == at), None) if sheet is not None else None
        if sheet is None or cell is None:
            return QRect(self._workspace.mapTo(self._workspace.window(), QPoint(0, 0)), QSize(1, 1))
        rect = grid.visualRect(grid.sheet_model.index(cell.row - sheet.body_start, cell.column))
        return QRect(grid.viewport().mapTo(self._workspace.window(), rect.topLeft()), rect.size())
