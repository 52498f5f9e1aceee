"""Pictures of received workbooks: one that was changed and does not tie, several, one that is as it was exported."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from db.book import Book
from db.exchange import submission
from desktop.main_window import MainWindow
from desktop.received.window import ReceivedWindow
from tests.desktop.keys import key


def received_states(window: MainWindow, folder: Path) -> Iterator[tuple[str, ReceivedWindow]]:
    """Bring the window of received workbooks into one state after the other: the name of each, and the window."""
    # Of a copy: what was handed in is written into the book.
    window.session.book.snapshot(folder / "副本.ysb")
    with Book.open(folder / "副本.ysb") as book:
        fine, *_ = submission.export(book, folder / "收到", draft=True)
    changed = folder / "收到" / "112002_2024_二上.xlsx"
    workbook = load_workbook(fine)
    next(cell for row in workbook["05"].iter_rows() for cell in row if cell.value == 334.75).value = 343.75
    workbook["03"]["D8"].value = "约5万"
    del workbook["13"]
    workbook.save(changed)
    (folder / "收到" / "会议通知.xlsx").write_text("不是工作簿")
    window.exchange.receive([changed])
    receiving = window.exchange.receiving
    _wait(lambda: receiving.window is not None and receiving.window.shown is not None)
    shown = receiving.window
    assert shown is not None
    yield "received", shown
    for which in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        key(shown.findings.list, which)
    yield "received-missing", shown
    for which in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Right):
        key(shown.findings.list, which)
    yield "received-cause", shown
    window.exchange.receive([fine, folder / "收到" / "会议通知.xlsx"])
    _wait(lambda: shown.shown is not None and receiving.idle)
    yield "received-fine", shown
    shown.step(1)
    yield "received-refused", shown
    shown.close()


def _wait(over: Callable[[], bool]) -> None:
    """Let the other thread work: a wait of QTest would not."""
    for _ in range(3000):
        QApplication.processEvents()
        if over():
            return
        time.sleep(0.01)
