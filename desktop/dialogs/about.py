"""What this program is, and the page for the day it fails."""

import traceback
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.panels.widgets import button, label


def program_version() -> str:
    """The installed version."""
    try:
        return version("yusuanben")
    except PackageNotFoundError:
        return ""


class AboutDialog(QDialog):
    """Name, version, what it does."""

    def __init__(self, pack_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("关于预算本")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 20)
        layout.setSpacing(8)
        layout.addWidget(label("预算本", "page"))
        layout.addWidget(label(f"版本 {program_version()}", "quiet"))
        layout.addWidget(
            label("每个数只填一次，各张报表、公开说明和上报文件随之而成。\n账套只在本机，程序不联网。", wrap=True)
        )
        if pack_name:
            layout.addWidget(label(f"表样：{pack_name}", "quiet"))
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(button("关闭", "primary", self.accept))
        layout.addLayout(row)


class CrashDialog(QDialog):
    """The program failed: what to send to whom. The book is safe, every edit was on the disk already."""

    def __init__(self, error: BaseException, log: Path | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("程序出错")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(560, 360)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(10)
        layout.addWidget(label("程序遇到了没有料到的情况", "strong"))
        layout.addWidget(
            label("已录入的数都在账套文件里，没有丢失。请关闭后重新打开；再出现时把下面的记录发给维护人员。", wrap=True)
        )
        self.report = QPlainTextEdit("".join(traceback.format_exception(error)))
        self.report.setReadOnly(True)
        layout.addWidget(self.report, 1)
        if log is not None:
            where = label(f"记录也存为 {log}", "quiet", wrap=True)
            where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            layout.addWidget(where)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(button("复制记录", "", self._copy))
        row.addWidget(button("关闭", "primary", self.accept))
        layout.addLayout(row)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
