"""A day's work in a process in which every use of a socket ends the program: run by test_offline.py.

Its words: `command_line` or `window`, and the folder to work in.
"""

import os
import sys
from pathlib import Path

ENDED = 3  # the exit code for a socket


def refuse(event: str, _arguments: tuple[object, ...]) -> None:
    """An audit hook; it cannot be taken away again, and an exception could be swallowed."""
    if event.startswith("socket."):
        print(event, file=sys.stderr, flush=True)
        os._exit(ENDED)


def command_line(folder: Path) -> None:
    """Make the sample, check it, hand it in, judge what was handed in."""
    from desktop.__main__ import main

    book, out = folder / "甲.ysb", folder / "上报"
    assert main(["demo", str(book)]) == 0
    main(["check", str(book)])
    assert main(["export", str(book), "-o", str(out)]) == 0
    assert main(["verify", *map(str, out.glob("*.xlsx"))]) == 0


def window(folder: Path) -> None:
    """Open the sample, type, look at the findings, hand in with all files, be sent another start."""
    from db.sample import make
    from desktop.__main__ import faces
    from desktop.app import Look, application
    from desktop.dialogs.export import ExportDialog
    from desktop.diary import Diary
    from desktop.home import Home
    from desktop.launch import Start
    from desktop.main_window import MainWindow
    from desktop.starting import begin

    home = Home(folder / "window.ini", folder / "log", folder / "kept", folder / "packs")
    make(folder / "甲.ysb")
    made = MainWindow(Look(application([]), "light"), faces=faces(), home=home)
    made.show()
    begin(made, Start(folder / "甲.ysb", "entry/basic/2.amount"), Diary(home.log))
    cell = made.workspace.view.current_cell()
    assert cell is not None
    assert cell.binding is not None
    assert made.session.edit(cell.binding, "60")
    assert made.session.undo()
    made.session.reading.findings()
    made.exchange.export(final=False)
    dialog = made.exchange.dialog
    assert isinstance(dialog, ExportDialog)
    dialog.folder.setText(str(folder / "窗口"))
    dialog.deed.click()
    for _ in range(600):
        wait(100)
        if dialog.made:
            break
    assert dialog.made
    wait(2500)  # the log asks for versions, the day's copy is made
    made.close()


def wait(milliseconds: int) -> None:
    """Let the window live. Not by QTest, which leaves the other threads no turn."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    sys.addaudithook(refuse)
    {"command_line": command_line, "window": window}[sys.argv[1]](Path(sys.argv[2]))
