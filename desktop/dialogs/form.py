"""What every dialog here shares: fields under each other, a sentence that says what is wrong, two buttons."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.dialogs.fitting import FittingDialog
from desktop.panels.widgets import button, children, label, retone


class FormDialog(FittingDialog):
    """A dialog with fields. It is opened, never run in a loop of its own; `accepted` when its one deed is done."""

    def __init__(self, title: str, deed: str, parent: QWidget | None = None, width: int = 460) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(width)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fields = QFormLayout()
        self.fields.setLabelAlignment(Qt.AlignmentFlag.AlignRight)
        self.fields.setHorizontalSpacing(12)
        self.fields.setVerticalSpacing(9)
        self.fields.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.fault = label("", "error", wrap=True)
        self.deed = button(deed, "primary", self.attempt)
        self.deed.setDefault(True)
        self.leave = button("取消", "", self.reject)
        buttons = self.buttons = QHBoxLayout()
        buttons.addWidget(self.fault, 1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.deed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(14)
        layout.addLayout(self.fields, 1)
        layout.addLayout(buttons)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.grow()

    def grow(self) -> None:
        """Be high enough for all that stands here now."""
        # A form reckons with its labels in one line each; what stands in several lines wants its room too.
        layout = self.layout()
        needed = layout.totalHeightForWidth(self.width()) if layout is not None else 0
        if needed > self.height():
            self.resize(self.width(), needed)
            self.fit()

    def grow_soon(self) -> None:
        """The same once what has just come or gone has found its place."""
        QTimer.singleShot(0, self, self.grow)

    def attempt(self) -> None:
        """Do the deed when nothing is wrong; subclasses say how."""
        self.accept()

    def complain(self, sentence: str, field: QLineEdit | None = None) -> None:
        """Say what is wrong, mark the field and put the cursor there. Empty: nothing is."""
        self._mark(sentence, field)
        if sentence:
            self._watch()
        if field is not None and sentence:
            field.setFocus()

    def _mark(self, sentence: str, field: QLineEdit | None) -> None:
        for other in children(self, QLineEdit):
            retone(other, "wrong", "true" if other is field and sentence else "false")
        self.fault.setText(sentence)

    def wrong(self) -> tuple[str, QLineEdit | None] | None:
        """What is wrong with the fields now, and which it is; None when nothing is."""
        return None

    def _watch(self) -> None:
        """From the first complaint on, the sentence follows what is typed: a mended field is not red any more."""
        fields: list[QLineEdit | QPlainTextEdit] = [*children(self, QLineEdit), *children(self, QPlainTextEdit)]
        for field in fields:
            if not field.property("watched"):
                field.setProperty("watched", True)
                field.textChanged.connect(self._follow)

    def _follow(self) -> None:
        if self.fault.text():
            sentence, field = self.wrong() or ("", None)
            self._mark(sentence, field)
