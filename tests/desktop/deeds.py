"""What a user does in several steps, the same in many tests."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.dialogs.export import ExportDialog
from desktop.main_window import MainWindow
from tests.desktop.keys import click, type_text


def hand_in(qtbot: QtBot, window: MainWindow, folder: Path) -> ExportDialog:
    """上报, as a final one."""
    click(window.bar.submit)
    dialog = window.exchange.dialog
    assert isinstance(dialog, ExportDialog)
    dialog.folder.selectAll()
    type_text(dialog.folder, str(folder))
    click(dialog.deed)
    qtbot.waitUntil(lambda: bool(dialog.made))
    return dialog


def drop(window: QWidget, paths: Sequence[Path]) -> None:
    """Let go of files over a window."""
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(20, 20), copy, held, left, none)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(20, 20), copy, held, left, none))
    QApplication.processEvents()
