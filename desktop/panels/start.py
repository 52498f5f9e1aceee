"""The page without a book: new, open, go on with a recent one, look at the sample."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.panels.widgets import button, clear, label, rule


class StartPage(QFrame):
    """Five ways in."""

    new = Signal()
    open = Signal()
    roll = Signal()
    demo = Signal()
    recent = Signal(str)
    manual = Signal(str)  # the place in it

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("start")
        card = QFrame()
        card.setObjectName("card")
        card.setFixedWidth(560)
        inner = QVBoxLayout(card)
        inner.setContentsMargins(36, 30, 36, 30)
        inner.setSpacing(8)
        inner.addWidget(label("预算本", "page"))
        inner.addWidget(label("每个数只填一次，各张报表、公开说明和上报文件随之而成。", "quiet", wrap=True))
        inner.addSpacing(12)
        ways = QHBoxLayout()
        ways.setSpacing(8)
        self.new_button = button("新建账套…", "primary", self.new.emit)
        self.open_button = button("打开…", "", self.open.emit)
        self.roll_button = button("沿用上年账套…", "", self.roll.emit)
        self.demo_button = button("看示例账套", "", self.demo.emit)
        for way in (self.new_button, self.roll_button, self.open_button, self.demo_button):
            ways.addWidget(way)
        ways.addStretch()
        inner.addLayout(ways)
        inner.addWidget(
            label("账套、表样包、收到的工作簿（一份、多份或整个文件夹）也可以直接拖进来。", "quiet", wrap=True)
        )
        reading = QHBoxLayout()
        self.quick_start_link = button("快速上手", "link", lambda: self.manual.emit("quick_start"))
        self.manual_link = button("使用手册（F1）", "link", lambda: self.manual.emit("start"))
        reading.addWidget(label("第一次使用：", "quiet"))
        reading.addWidget(self.quick_start_link)
        reading.addWidget(self.manual_link)
        reading.addStretch()
        inner.addLayout(reading)
        inner.addSpacing(14)
        inner.addWidget(label("最近打开", "heading"))
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        inner.addLayout(self._recent)
        middle = QHBoxLayout()
        middle.addStretch()
        middle.addWidget(card)
        middle.addStretch()
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addLayout(middle)
        outer.addStretch(3)

    def show_recent(self, paths: Sequence[Path]) -> None:
        """The books opened last, newest first; those that are gone are said to be."""
        clear(self._recent)
        if not paths:
            self._recent.addWidget(label("还没有打开过账套。", "quiet"))
        for path in paths:
            row = QHBoxLayout()
            there = path.exists()
            name = button(path.stem, "link", partial(self.recent.emit, str(path)))
            name.setEnabled(there)
            row.addWidget(name)
            where = label(str(path.parent) if there else "文件已不在原处", "quiet")
            where.setToolTip(str(path))
            row.addStretch()
            row.addWidget(where)
            self._recent.addLayout(row)
            self._recent.addWidget(rule())
