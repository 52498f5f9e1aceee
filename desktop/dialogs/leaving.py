"""Asked when a book is let go whose disk does not have everything: nothing is thrown away unasked."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.dialogs.fitting import FittingDialog
from desktop.panels.widgets import button, label


class LeavingDialog(FittingDialog):
    """`answered` carries what is to be done: elsewhere, here (on this machine), discard. Closing it: nothing."""

    answered = Signal(str)

    def __init__(self, name: str, count: int, kept_here: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("还有修改没有写入")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(560)
        said = f"“{name}”还有 {count} 处修改没有写入磁盘。"
        here = "先留在本机：修改存在这台电脑上，下次打开这个账套时可以写入。" if kept_here else "本机也没能留下副本。"
        self.elsewhere = button("另存到别处…", "primary", lambda: self._answer("elsewhere"))
        self.here = button("先留在本机", "", lambda: self._answer("here"))
        self.here.setVisible(kept_here)
        self.discard = button(f"放弃这 {count} 处修改", "", lambda: self._answer("discard"))
        self.stay = button("取消", "", self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(10)
        layout.addWidget(label(said, "strong", wrap=True))
        layout.addWidget(label(f"另存到别处：写成一个完整的账套，窗口接着用它。\n{here}", "quiet", wrap=True))
        row = QHBoxLayout()
        row.addWidget(self.discard)
        row.addStretch(1)
        for one in (self.stay, self.here, self.elsewhere):
            row.addWidget(one)
        layout.addSpacing(6)
        layout.addLayout(row)
        self.elsewhere.setFocus()

    def _answer(self, what: str) -> None:
        self.accept()
        self.answered.emit(what)
