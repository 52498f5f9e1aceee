"""Typing as a user does: keys for what a keyboard has, an input method's commit for everything else."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def type_text(widget: QWidget, text: str) -> None:
    """Type `text` into `widget`. QTest knows the keys of ASCII only and ends the program on any other sign."""
    for sign in text:
        if sign.isascii():
            QTest.keyClicks(widget, sign)
        else:
            event = QInputMethodEvent()
            event.setCommitString(sign)
            QGuiApplication.sendEvent(widget, event)


def key(widget: QWidget, which: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Press and release one key."""
    QTest.keyClick(widget, which, modifiers)


def click(widget: QWidget, at: QPoint | None = None) -> None:
    """Press and release the left button, in the middle when not told where."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, NONE, widget.rect().center() if at is None else at)
