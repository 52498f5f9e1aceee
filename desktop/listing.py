"""A list that is no entry workbook, on its way into the open book: what the dialog asks, the core answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QWidget

    from db.exchange.lists import ListPlan, Remembered
    from db.exchange.opening import ReadSheet
    from desktop.dialogs.mapping import MappingDialog
    from desktop.palette import Palette
    from desktop.session import Session

_KEY = "lists"
_MOST = 40  # lists whose columns are remembered


class Lists:
    """What was chosen for the lists taken over before, by the signature of their headings; kept outside the books."""

    def __init__(self, store: QSettings) -> None:
        self._store = store

    def remembered(self) -> dict[str, Remembered]:
        """All of it; nothing when what is stored cannot be read."""
        from db.exchange.lists import Remembered

        try:
            return msgspec.json.decode(str(self._store.value(_KEY, "{}")), type=dict[str, Remembered])
        except msgspec.DecodeError:
            return {}

    def remember(self, plan: ListPlan) -> None:
        """Keep what was chosen; the oldest is forgotten for it."""
        kept = {key: one for key, one in self.remembered().items() if key != plan.signature}
        kept[plan.signature] = plan.remembered
        newest = dict(list(kept.items())[-_MOST:])
        self._store.setValue(_KEY, msgspec.json.encode(newest).decode())


class Listing(QObject):
    """One list on its way into the book; it lives as long as its dialog."""

    def __init__(
        self, session: Session, lists: Lists, sheets: Sequence[ReadSheet], name: str, palette: Palette, parent: QWidget
    ) -> None:
        """Raises BookError when none of the sheets holds a list."""
        from desktop.dialogs.mapping import MappingDialog

        super().__init__(parent)
        self._session = session
        self._lists = lists
        self._name = name
        self._sheets = {sheet.name: sheet for sheet in sheets if sheet.cells and not sheet.hidden}
        self._plan = self._likeliest()
        self._replacing = False
        tabs = [(entry.id, entry.sheet) for entry in session.book.pack.entries.values() if entry.layout == "list"]
        self.dialog: MappingDialog = MappingDialog(name, list(self._sheets), tabs, palette, parent)
        self.setParent(self.dialog)
        self.dialog.sheet_chosen.connect(self._choose_sheet)
        self.dialog.tab_chosen.connect(lambda entry: self._plan_anew(self._plan.sheet, entry))
        self.dialog.column_chosen.connect(lambda at, column: self._take(self._plan.choosing(at, column)))
        self.dialog.unit_chosen.connect(self._choose_unit)
        self.dialog.placing_chosen.connect(self._choose_placing)
        self.dialog.answered.connect(self._write)
        self._show()

    def _likeliest(self) -> ListPlan:
        """The first sheet in which a list is found."""
        from db.errors import BookError
        from db.exchange.lists import plan_list

        refusal: BookError = BookError(f"“{self._name}”里没有内容可以导入：每张工作表都是空的。")
        for sheet in self._sheets.values():
            try:
                return plan_list(self._session.book, sheet, remembered=self._lists.remembered())
            except BookError as fault:
                refusal = fault
        raise refusal

    def _choose_sheet(self, name: str) -> None:
        self._plan_anew(name, "")

    def _plan_anew(self, sheet: str, entry: str) -> None:
        from db.exchange.lists import plan_list

        remembered = self._lists.remembered()
        made = self._session.attempt(lambda: plan_list(self._session.book, self._sheets[sheet], entry, remembered))
        self._take(made or self._plan)

    def _choose_unit(self, unit: str) -> None:
        from db.money import AmountUnit

        self._take(msgspec.structs.replace(self._plan, unit=AmountUnit(unit)))

    def _choose_placing(self, replacing: bool) -> None:
        self._replacing = replacing
        self._show()

    def _take(self, plan: ListPlan) -> None:
        self._plan = plan
        self._show()

    def _show(self) -> None:
        from db.exchange.headings import heading
        from db.exchange.lists import rehearse_list, totals_that_differ

        plan, book = self._plan, self._session.book
        sheet, entry = self._sheets[plan.sheet], book.pack.entries[plan.entry]
        amounts = self._session.reading.amounts
        columns = [(it.id, heading(it, amounts)) for it in entry.columns if not it.read_only]
        self.dialog.show_plan(plan, columns, plan.missing(book))
        sentences = list(totals_that_differ(plan, sheet))
        with self._session.faults_to(sentences.append):
            made = self._session.attempt(lambda: rehearse_list(book, plan, sheet, replacing=self._replacing))
        self.dialog.show_rehearsal(made, len(plan.totals), sentences)

    def _write(self) -> None:
        from db.exchange.lists import take_list

        plan, sheet = self._plan, self._sheets[self._plan.sheet]
        if self._session.gesture(
            lambda: take_list(self._session.book, plan, sheet, replacing=self._replacing, name=self._name)
        ):
            self._lists.remember(plan)
            tab = self._session.book.pack.entries[plan.entry].sheet
            self._session.told.emit(f"已从“{self._name}”导入 {len(plan.rows)} 行到“{tab}”；按 Ctrl+Z 可整个撤销。")
