"""Why a warning is right all the same, or why an error is handed in unmended: written, and sent with the submission."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from desktop.dialogs.form import FormDialog
from desktop.panels.finding_lines import Found
from desktop.panels.widgets import Tone, label


class ExplainDialog(FormDialog):
    """Takes the reason for a warning and who gives it. `answered` carries the finding, the text and the name."""

    title = "说明理由"
    deed_word = "记下说明"
    tone: Tone = "strong"
    note = "理由随上报文件带走。所指的数一变，理由即失效，要重新说明。"
    signer = "说明人"

    answered = Signal(object, str, str)

    def __init__(self, finding: Found, text: str, who: str, parent: QWidget | None = None) -> None:
        super().__init__(self.title, self.deed_word, parent, width=540)
        self._finding = finding
        self.fields.addRow(label(self.sentence(finding), self.tone, wrap=True))
        self.fields.addRow(label(self.note, "quiet", wrap=True))
        self.text = QPlainTextEdit(text)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("理由")
        self.text.setFixedHeight(96)
        self.who = QLineEdit(who)
        self.who.setAccessibleName(self.signer)
        self.fields.addRow("理由", self.text)
        self.fields.addRow(self.signer, self.who)
        if text and not finding.explanation:
            self.fields.addRow(label("以前的理由是对着别的数写的，已经失效；改好后重新记下。", "warning", wrap=True))
        self.text.setFocus()

    def sentence(self, finding: Found) -> str:
        """What the answer is about."""
        return finding.message

    def wrong(self) -> tuple[str, QLineEdit | None] | None:
        return None if self.text.toPlainText().strip() else ("请写明理由。", None)

    def attempt(self) -> None:
        wrong = self.wrong()
        if wrong is not None:
            self.complain(*wrong)
            if wrong[1] is None:
                self.text.setFocus()
            return
        self.answered.emit(self._finding, self.text.toPlainText().strip(), self.who.text().strip())
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.attempt()
            return
        super().keyPressEvent(event)


class OverrideDialog(ExplainDialog):
    """Takes the head's reason for handing in with an error, and his name: both are wanted."""

    title = "带错上报"
    deed_word = "带错上报"
    tone: Tone = "error"
    note = (
        "这是一条错误，最好先改正。确实改不了的，由单位负责人写明理由并署名，才能带着它出终稿；"
        "理由和署名印在封面上，财政局核验时看得到。所指的数一变，理由即失效。"
    )
    signer = "单位负责人"

    def sentence(self, finding: Found) -> str:
        return f"✗ {finding.message}"

    def wrong(self) -> tuple[str, QLineEdit | None] | None:
        missing = super().wrong()
        if missing is None and not self.who.text().strip():
            return "带错上报须由单位负责人署名。", self.who
        return missing
