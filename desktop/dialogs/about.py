"""What this program is."""

from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

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
