"""What this program is, what it works with, and where it keeps what: to be looked up, opened, or read out."""

from collections.abc import Callable
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop.dialogs.fitting import FittingDialog
from desktop.information import Information, Location
from desktop.outside import Outside
from desktop.panels.scrolling import scrolled
from desktop.panels.widgets import button, label, rule


def program_version() -> str:
    """The installed version."""
    try:
        return version("yusuanben")
    except PackageNotFoundError:
        return ""


class AboutDialog(FittingDialog):
    """`opens`: the button for each place, by its label; `show_licences` is what the button 许可 does."""

    def __init__(
        self,
        information: Information,
        outside: Outside,
        show_licences: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("关于预算本")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(700)
        self._information = information
        self._outside = outside
        told = QWidget()
        layout = QVBoxLayout(told)
        layout.setContentsMargins(28, 22, 28, 12)
        layout.setSpacing(8)
        layout.addWidget(label("预算本", "page"))
        layout.addWidget(_selectable(f"版本 {information.version}", quiet=True))
        said = "每个数只填一次，各张报表、公开说明和上报文件随之而成。\n账套只在本机，程序不联网。"
        layout.addWidget(label(said, wrap=True))
        if information.remark:
            layout.addWidget(label(f"⚠ {information.remark}", "warning", wrap=True))
        layout.addSpacing(4)
        layout.addWidget(label("表样包", "heading"))
        for line in information.packs:
            layout.addWidget(_selectable(line))
        layout.addSpacing(4)
        layout.addWidget(label("位置", "heading"))
        layout.addLayout(self._locations())
        self.fault = label("", "error", wrap=True)
        self.fault.hide()
        layout.addWidget(self.fault)
        layout.addSpacing(4)
        layout.addWidget(rule())
        for line in information.grounds:
            layout.addWidget(_selectable(line, quiet=True))
        layout.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 20)
        whole.addWidget(scrolled(told, "关于预算本"), 1)
        whole.addLayout(self._buttons(show_licences))
        self.resize(700, told.sizeHint().height() + whole.sizeHint().height() - whole.itemAt(0).sizeHint().height())
        self.leave.setFocus()

    def _locations(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(1, 1)
        self.paths: dict[str, QLineEdit] = {}
        self.opens = {}
        for row, place in enumerate(self._information.locations):
            name = label(place.label, "quiet")
            path = self.paths[place.label] = QLineEdit(str(place.path))
            path.setReadOnly(True)
            path.setCursorPosition(0)
            path.setAccessibleName(place.label)
            path.setToolTip(str(place.path))
            name.setBuddy(path)
            opens = self.opens[place.label] = button("打开", "", partial(self._open, place))
            opens.setAccessibleName(f"打开 {place.label}")
            opens.setEnabled(place.is_there)
            if not place.is_there:
                opens.setText("还没有")
            for column, widget in enumerate((name, path, opens)):
                grid.addWidget(widget, row, column)
        return grid

    def _buttons(self, show_licences: Callable[[], object]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.setContentsMargins(28, 0, 28, 0)
        self.licences = button("许可…", "", show_licences)
        self.copy = button("复制以上内容", "", self._copy)
        self.copied = label("", "quiet")
        row.addWidget(self.licences)
        row.addWidget(self.copy)
        row.addWidget(self.copied)
        row.addStretch()
        self.leave = button("关闭", "primary", self.accept)
        row.addWidget(self.leave)
        return row

    def _open(self, place: Location) -> None:
        shown = self._outside.show_files([place.path]) if place.file else self._outside.show_folder(place.path)
        self.fault.setText("" if shown else f"这台电脑没有能打开文件夹的程序。请自己打开：{_folder(place)}")
        self.fault.setVisible(not shown)

    def _copy(self) -> None:
        self._outside.copy(self._information.text())
        self.copied.setText("✓ 已复制，里面没有账套的内容")


def _folder(place: Location) -> Path:
    return place.path.parent if place.file else place.path


def _selectable(text: str, *, quiet: bool = False) -> QLabel:
    made = label(text, "quiet" if quiet else "", wrap=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
