"""How the window is started: with which book, and at which of its cells; or with a pack."""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QTimer

from desktop.app import Look, watch
from desktop.crashing import Crashing
from desktop.diary import Diary
from desktop.faults import Guard
from desktop.main_window import MainWindow

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from db.exchange.submission import Faces
    from desktop.home import Home
    from desktop.launch import Start


def run(app: QApplication, start: Start, home: Home, faces: Faces | None = None) -> int:
    """Show the window until it is closed; its exit code. `faces` draw a submission besides the workbook."""
    guard = Guard.begin(home.log)
    kept = home.memory().value("theme", "system")
    window = MainWindow(Look(app, str(kept)), faces=faces, home=home)
    diary = Diary(home.log)
    crashing = Crashing(window, start, diary, time.monotonic)
    watch(crashing.show, crashing.keep, window.keeping.survived)
    present(window)
    # After the first paint: the window stands before a slow disk has answered.
    QTimer.singleShot(0, window, lambda: begin(window, start, diary))
    code = app.exec()
    diary.ended(code)
    if guard is not None:
        guard.end()
    return code


def present(window: QWidget) -> None:
    """Show a window, filling the screen when there is no room for the size that it has: type may be large."""
    room = window.screen().availableGeometry()
    if window.width() > room.width() or window.height() > room.height():
        window.showMaximized()
    else:
        window.show()


def begin(window: MainWindow, start: Start, diary: Diary) -> None:
    """Open what the window was started with, and follow what happens to it."""
    gc.freeze()
    gc.enable()
    # Signals that carry enums of the Qt namespace find them only once somebody has touched it; before, nobody did.
    _ = QtCore.Qt
    from desktop.faults import found
    from desktop.noting import Noting
    from desktop.summons import Summons
    from desktop.syncing import Syncing

    Noting(window, window.session, window.exchange, diary)
    Summons(window, window.session, window.keeping)
    Syncing(window, window.session, window.keeping, window.banner, window.home.memory())
    if start.pack is not None:
        # What is said of it has the banner for itself; what stands in it otherwise is said at the next start.
        window.exchange.packing.install(start.pack)
        return
    if start.book is not None and window.session.open(start.book) and start.at:
        window.go_to(start.at)
    # A refusal of the book stands there already, and stays.
    said = [one for one in (window.banner.sentence, window.home.refusal) if one]
    died = found(window.home.log)
    if died is not None:
        from desktop.outside import Outside

        outside = Outside()
        said.append(f"上次程序突然中断了，提交过的内容都在账套里。报告在 {died}，请发给维护人员，其中没有账套的内容。")
        window.banner.say("\n".join(said), "plain", "打开文件夹", lambda: outside.show_files([died]))
    elif window.home.refusal:
        window.banner.say("\n".join(said), "plain")
