"""One written reason, for a deed that wants one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.dialogs.form import FormDialog
from desktop.panels.widgets import label


class ReasonDialog(FormDialog):
    """`answered` carries the reason."""

    answered = Signal(str)

    def __init__(self, title: str, sentence: str, deed: str, parent: QWidget | None = None) -> None:
        super().__init__(title, deed, parent, width=500)
        self.fields.addRow(label(sentence, "quiet", wrap=True))
        self.reason = QLineEdit()
        self.fields.addRow("原因", self.reason)
        self.reason.setFocus()

    def attempt(self) -> None:
        wrong = self.wrong()
        if wrong is not None:
            self.complain(*wrong)
            return
        self.answered.emit(self.reason.text().strip())
        self.accept()

    def wrong(self) -> tuple[str, QLineEdit | None] | None:
        return None if self.reason.text().strip() else ("请写明原因。", self.reason)
