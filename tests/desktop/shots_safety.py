"""Pictures of safety: the history, going back to a copy, a disk that is away, a book that somebody holds."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtWidgets import QApplication

from db.file.hold import Hold, Holder
from desktop.crashing import Crashing
from desktop.diary import Diary
from desktop.launch import Start
from desktop.main_window import MainWindow

AMOUNT = "entry/basic/2.amount"


def safety_states(window: MainWindow, folder: Path) -> Iterator[str]:
    """Lead the window from state to state; it ends with the book it began with, open for writing."""
    path = folder / "U盘" / "示例预算.ysb"
    window.session.book.snapshot(path)
    assert window.session.open(path)
    _type(window, "80")
    _type(window, "81.50")
    window.session.undo()
    window.commands.actions["history"].trigger()
    yield "safety-history"
    window.session.book.back_up("导入前")
    _type(window, "9.99")
    yield from _copies(window)
    path.parent.rename(folder / "拔出")
    _type(window, "82")
    _type(window, "六块五", row=3)
    window.go_to(AMOUNT)
    yield "safety-away"
    yield from _crash(window, folder)
    assert not window.session.close()
    yield "safety-leaving"
    dialog = window.keeping.dialog
    assert dialog is not None
    dialog.reject()
    (folder / "拔出").rename(path.parent)
    window.keeping.retry()
    yield "safety-written"
    window.session.close()
    hold = Hold.take(path, Holder("小王", "财务室", "2024-11-05 09:30", 1))
    window.session.open(path)
    yield "safety-held"
    hold.release()
    window.commands.actions["history"].trigger()
    assert window.session.open(folder / path.name)


def _crash(window: MainWindow, folder: Path) -> Iterator[str]:
    crashing = Crashing(window, Start(), Diary(folder / "log"), time.monotonic)
    try:
        raise ZeroDivisionError("division by zero")
    except ZeroDivisionError as error:
        crashing.show(error)
    assert crashing.dialog is not None
    # Leaving the page would end the program.
    crashing.dialog.finished.disconnect()
    yield "safety-crash"
    crashing.dialog.reject()


def _copies(window: MainWindow) -> Iterator[str]:
    window.commands.actions["snapshots"].trigger()
    dialog = window.restoring.dialog
    assert dialog is not None
    _wait(dialog.deed.isEnabled)
    yield "safety-copies"
    dialog.reject()


def _type(window: MainWindow, text: str, row: int = 2) -> None:
    window.go_to(f"entry/basic/{row}.amount")
    cell = window.workspace.view.current_cell()
    assert cell is not None
    assert cell.binding is not None
    window.session.edit(cell.binding, text)


def _wait(over: Callable[[], bool]) -> None:
    """Let the other thread work: a wait of QTest would not."""
    for _ in range(500):
        QApplication.processEvents()
        if over():
            return
        time.sleep(0.01)
