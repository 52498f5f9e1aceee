"""The licences of what this program is made of: a list of the parts, and the text of the one that is chosen."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.dialogs.fitting import FittingDialog
from desktop.panels.widgets import button, label


class LicencesDialog(FittingDialog):
    """`texts`: by the name of the part."""

    def __init__(self, texts: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("许可")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(820, 520)
        self._texts = texts
        self.parts = QListWidget()
        self.parts.setAccessibleName("组成部分")
        self.parts.setFixedWidth(190)
        self.parts.setFrameShape(QFrame.Shape.NoFrame)
        self.parts.addItems(list(texts))
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName("许可正文")
        self.parts.currentTextChanged.connect(lambda name: self.text.setPlainText(self._texts.get(name, "")))
        both = QHBoxLayout()
        both.setSpacing(10)
        both.addWidget(self.parts)
        both.addWidget(self.text, 1)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(button("关闭", "primary", self.accept))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(12)
        layout.addWidget(label("预算本用到的程序和它们的许可", "strong"))
        layout.addLayout(both, 1)
        layout.addLayout(row)
        self.parts.setCurrentRow(0)
