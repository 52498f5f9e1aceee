"""Why a warning is right all the same: a written reason, which travels with the submission."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from desktop.dialogs.form import FormDialog
from desktop.panels.finding_lines import Found
from desktop.panels.widgets import label


class ExplainDialog(FormDialog):
    """Shows the sentence, takes the reason and who gives it. `answered` carries the finding, the text and the name."""

    answered = Signal(object, str, str)

    def __init__(self, finding: Found, who: str, parent: QWidget | None = None) -> None:
        override = finding.severity == "error"
        super().__init__("说明理由", "记下", parent, width=520)
        self._finding = finding
        self._override = override
        self.fields.addRow(label(finding.message, "strong", wrap=True))
        note = (
            "这是一条错误。写明理由并由负责人署名后，它按已说明的提示随上报文件带走，财政局会看到。"
            if override
            else "理由随上报文件带走。所指的数一变，理由即失效，要重新说明。"
        )
        self.fields.addRow(label(note, "quiet", wrap=True))
        self.text = QPlainTextEdit(finding.explanation)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("理由")
        self.text.setFixedHeight(96)
        self.who = QLineEdit(who)
        self.fields.addRow("理由", self.text)
        self.fields.addRow("负责人" if override else "说明人", self.who)
        self.text.setFocus()

    def attempt(self) -> None:
        reason = self.text.toPlainText().strip()
        if not reason:
            self.complain("请写明理由。")
            self.text.setFocus()
            return
        if self._override and not self.who.text().strip():
            self.complain("不改正而要上报，须由负责人署名。", self.who)
            return
        self.answered.emit(self._finding, reason, self.who.text().strip())
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.attempt()
            return
        super().keyPressEvent(event)
