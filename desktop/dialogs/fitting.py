"""A dialog that is never larger than its screen: at 150 % a small one has some 440 lines, and the buttons are below."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog

_HEAD = 32  # what a title takes before the system has said what it does


class FittingDialog(QDialog):
    """Keeps itself on the screen whenever it is shown, and when `fit` is called."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()

    def fit(self) -> None:
        """Be no larger than the screen, and stand on it whole."""
        room = self.screen().availableGeometry()
        frame = self.frameGeometry().size() - self.size()
        frame = frame.expandedTo(QSize(0, _HEAD))
        size = self.size().boundedTo(room.size() - frame)
        if size != self.size():
            self.resize(size)
        at = self.pos()
        x = max(room.left(), min(at.x(), room.right() - size.width() - frame.width()))
        y = max(room.top(), min(at.y(), room.bottom() - size.height() - frame.height()))
        if (x, y) != at.toTuple():
            self.move(x, y)
