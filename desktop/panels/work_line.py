"""Slow work shows itself after half a second: what it is, how far, and a way to give it up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from desktop.panels.widgets import button, label

if TYPE_CHECKING:
    from desktop.work import Work


class WorkLine(QFrame):
    """One line under the bar, there only while something slow is going on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setProperty("tone", "plain")
        self._title = label("")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("进度")
        self._bar.setMaximumWidth(320)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 5, 12, 5)
        row.setSpacing(12)
        row.addWidget(self._title)
        row.addWidget(self._bar, 1)
        row.addStretch(1)
        row.addWidget(button("取消", "link", self._give_up))
        self._work: Work | None = None
        self.hide()

    def watch(self, work: Work) -> None:
        """Show `work` should it take long, until it is over."""
        self._work = work
        self._title.setText(work.title)
        self._bar.setRange(0, 0)
        work.slow.connect(self.show)
        work.stepped.connect(self._step)
        # A method of this widget: it is let go of when its window is closed before the work is over.
        work.over.connect(self._finish)

    def _step(self, done: int, of: int) -> None:
        self._bar.setRange(0, of)
        self._bar.setValue(done)

    def _give_up(self) -> None:
        if self._work is not None:
            self._work.cancel()

    def _finish(self) -> None:
        # Another one may have begun meanwhile: the line is its own now.
        if self.sender() is self._work:
            self._work = None
            self.hide()
