"""Written answers to findings: a warning explained, an error the head answers for, and either of them taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from db.checks.explanations import Explanation
    from desktop.exchange import Exchange
    from desktop.panels.finding_lines import Found
    from desktop.panels.status_line import StatusLine
    from desktop.rooms import Rooms
    from desktop.session import Session


class Answering(QObject):
    """Wires the answers of the list of findings to the open book."""

    def __init__(self, session: Session, rooms: Rooms, status: StatusLine, exchange: Exchange) -> None:
        super().__init__(rooms)
        self._session = session
        self._window = rooms.window()
        self._status = status
        self._exchange = exchange
        self._who = ""  # who explained last
        panel = rooms.findings
        panel.explain.connect(self.ask)
        panel.withdraw.connect(self.withdraw)
        panel.barred.connect(self._bar)
        panel.speak(self._spoken)

    def _spoken(self, address: str) -> str:
        return self._session.reading.spoken(address)

    def ask(self, finding: Found) -> None:
        """Take a written reason for a finding; of an error with the name of the head."""
        from desktop.dialogs.explain import ExplainDialog, OverrideDialog

        if not self._session.reading.writable:
            self._status.show_note(self._session.reading.locked)
            return
        before = self._before(finding)
        text = before.text if before is not None else ""
        dialog: ExplainDialog
        if finding.severity == "error":
            who = (before.who if before is not None else "") or self._session.book.record().head
            dialog = OverrideDialog(finding, text, who, self._window)
        else:
            who = (before.who if before is not None else "") or self._who
            dialog = ExplainDialog(finding, text, who, self._window)
        dialog.answered.connect(self._keep)
        self._exchange.show(dialog)

    def withdraw(self, finding: Found) -> None:
        """Take an answer back: the finding is open again."""
        from db.checks.explanations import withdraw

        if self._session.gesture(lambda: withdraw(self._session.book, finding.check, finding.address)):
            said = "带错上报的理由" if finding.overridden else "说明"
            self._status.show_note(f"✓ 已撤回{said}，这一条又要处理了（Ctrl+Z 撤销）", "fine")

    def _keep(self, finding: Found, text: str, who: str) -> None:
        error = finding.severity == "error"
        if not error:
            self._who = who
        if self._session.explain(finding, text, who):
            done = "已记下，这条错误由负责人署名带错上报" if error else "已记下说明"
            self._status.show_note(f"✓ {done}（Ctrl+Z 撤销）", "fine")

    def _before(self, finding: Found) -> Explanation | None:
        """What was answered there, lapsed though it may be."""
        from db.checks.explanations import explanations

        return explanations(self._session.book).get((finding.check, finding.address))

    def _bar(self, _finding: Found) -> None:
        self._status.show_note("这类错误不能带错上报：表与表自相矛盾，或有格子没填成，改正后才能出终稿。")
