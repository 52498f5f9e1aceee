"""The page for the day the program fails: what is safe, the report that may be sent, and the two ways on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.dialogs.fitting import FittingDialog
from desktop.panels.widgets import button, label, retone

if TYPE_CHECKING:
    from desktop.outside import Outside


class Crash(NamedTuple):
    """What is said. `safe`: of the book; `endangered`: not all of it is on a disk yet; `report`, and the file it is in;
    `onward`: what opening again leads to."""

    safe: str
    endangered: bool
    report: str
    file: Path | None
    onward: str


class CrashDialog(FittingDialog):
    """Signals: `again`, open the book anew; `elsewhere`, save it to another disk first. Closing it ends the program."""

    again = Signal()
    elsewhere = Signal()

    def __init__(self, crash: Crash, outside: Outside, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._crash, self._outside = crash, outside
        self.setWindowTitle("程序出错")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(640, 480)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(10)
        layout.addWidget(label("程序遇到了没有料到的情况", "page"))
        self.safe = label(f"⚠ {crash.safe}" if crash.endangered else f"✓ {crash.safe}", "", wrap=True)
        retone(self.safe, "tone", "error" if crash.endangered else "fine")
        self.safe.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(self.safe)
        layout.addWidget(label("请把下面的报告发给维护人员。其中没有金额，没有账套里的文字，也没有文件名。", wrap=True))
        self.report = QPlainTextEdit(crash.report)
        self.report.setReadOnly(True)
        self.report.setAccessibleName("报告")
        layout.addWidget(self.report, 1)
        self.said = label(f"报告存为 {crash.file}" if crash.file is not None else "报告没有存成文件，请复制。", "quiet")
        self.said.setWordWrap(True)
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(self.said)
        layout.addWidget(label(crash.onward, "quiet", wrap=True))
        layout.addLayout(self._buttons())
        (self.save if crash.endangered else self.anew).setFocus()

    def complain(self, sentence: str) -> None:
        """Say why what was pressed did not come about."""
        self.said.setText(sentence)
        retone(self.said, "tone", "error")

    def set_safe(self, sentence: str) -> None:
        """It is safe now."""
        self.safe.setText(f"✓ {sentence}")
        retone(self.safe, "tone", "fine")
        self.save.hide()

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.folder = button("打开文件夹", "", self._show_file)
        self.folder.setVisible(self._crash.file is not None)
        self.copy = button("复制报告", "", lambda: self._outside.copy(self._crash.report))
        self.save = button("另存到别处…", "primary", self.elsewhere.emit)
        self.save.setVisible(self._crash.endangered)
        self.leave = button("退出", "", self.reject)
        # What is not safe yet comes first.
        self.anew = button("重新打开", "" if self._crash.endangered else "primary", self.again.emit)
        row.addWidget(self.folder)
        row.addWidget(self.copy)
        row.addStretch()
        for one in (self.save, self.leave, self.anew):
            row.addWidget(one)
        return row

    def _show_file(self) -> None:
        if self._crash.file is not None and not self._outside.show_files([self._crash.file]):
            self.complain(f"文件夹打不开，请自己到 {self._crash.file.parent} 里找。")
