"""A wage table pasted into the tab that takes one: recognised, looked at, and written as one gesture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from db.entry.payroll import PayrollAnswers, PayrollPlan, PayrollTable
    from desktop.dialogs.payroll import PayrollDialog
    from desktop.session import Session
    from desktop.workspace import Workspace


class Wages(QObject):
    """Takes a pasted block that is a wage table. `dialog` is the look that is open, or was last."""

    def __init__(self, session: Session, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._session = session
        self._workspace = workspace
        self.dialog: PayrollDialog | None = None

    def take(self, block: Sequence[Sequence[str]], otherwise: Callable[[], object]) -> bool:
        """Show what the block would make when it is a wage table; False when it is none.

        `otherwise` pastes it as any other block.
        """
        from db.entry.payroll import recognise

        entry = self._session.book.pack.entries.get(self._workspace.entry)
        if entry is None or not entry.wide or len(block) < 2:
            return False
        table = recognise(self._session.book, block)
        if table is not None:
            self._look(table, otherwise)
        return table is not None

    def _look(self, table: PayrollTable, otherwise: Callable[[], object]) -> None:
        from db.entry.payroll import plan, wage_items
        from db.entry.units import spending_units
        from desktop.dialogs.payroll import PayrollDialog

        book = self._session.book

        def planned(answers: PayrollAnswers) -> PayrollPlan | None:
            return self._session.attempt(lambda: plan(book, table, answers))

        units = dict(book.connection.execute("select code, name from unit").fetchall())
        own = {code: units[code] for code in spending_units(book.connection)}
        amounts = self._session.reading.amounts
        dialog = PayrollDialog(planned, own, wage_items(book), amounts, self._workspace.window())
        dialog.answered.connect(lambda made: self._write(dialog, made))
        dialog.plain.connect(otherwise)
        self.dialog = dialog
        dialog.open()

    def _write(self, dialog: PayrollDialog, made: PayrollPlan) -> None:
        from db.entry.payroll import apply

        with self._session.faults_to(dialog.complain):
            done = self._session.gesture(lambda: apply(self._session.book, made))
        if done:
            dialog.accept()
            if made.wrong_totals:
                self._session.told.emit(
                    f"已按各项录入；表里有 {len(made.wrong_totals)} 处合计与各项不一致，请核对原表。"
                )
