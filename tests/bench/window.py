"""What the window takes: key press to painted cell, one form to another, its start and its memory."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.app import Look, application
from desktop.main_window import MainWindow
from desktop.sheet.surface import Surface
from tests.bench.measure import Measured, p95, timed

TIMES = 30
WARM = 5

# Starts, shows and paints, then says when it was there and what it holds; run in a process of its own.
_BARE = """
import sys, time
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1366, 768)
window.show()
for _ in range(4):
    app.processEvents()
there = time.time()
# What the process holds now; a peak would count the parent's memory before exec.
print(there, next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmRSS")))
"""
_OURS = """
import gc, sys, time
gc.disable()  # as desktop.__main__ does
from pathlib import Path
from desktop.app import Look, application
app = application(sys.argv)
from desktop.main_window import MainWindow
window = MainWindow(Look(app, "light"))
window.resize(1366, 768)
if len(sys.argv) > 1:
    window.session.open(Path(sys.argv[1]))
window.show()
for _ in range(4):
    app.processEvents()
there = time.time()
# What the process holds now; a peak would count the parent's memory before exec.
print(there, next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmRSS")))
"""


class Painting:
    """When the grid was last painted: `since(begun)` seconds after, of the first time after `begin`."""

    def __init__(self) -> None:
        self.first: float | None = None
        grid_paints = Surface.paintEvent

        def paint(view: Surface, event: QPaintEvent) -> None:
            grid_paints(view, event)
            self.first = time.perf_counter() if self.first is None else self.first

        Surface.paintEvent = paint  # type: ignore[assignment, method-assign]

    def begin(self) -> None:
        """From now on."""
        self.first = None


def keys_and_tabs(path: Path, lines: int) -> list[Measured]:
    """Key press → cell painted and → all findings, switching to another form, scrolling."""
    painting = Painting()
    app = application(["bench"])
    window = MainWindow(Look(app, "light"))
    window.resize(1366, 768)
    window.show()
    window.session.open(path)
    places = window.session.reading.places
    forms = [place for place in places if place.kind == "form"]
    tabs = timed(lambda number: _show(app, window, forms[number % 13]), TIMES)
    entry = next(place for place in places if place.id == window.session.book.pack.entries["basic"].tab)
    _show(app, window, entry)
    window.go_to("entry/basic/1.amount")
    app.processEvents()

    painted: list[float] = []
    told: list[float] = []
    for number in range(-WARM, TIMES):
        keys, whole = _type(app, window, f"{(number + WARM) % 90 + 1}.5", painting)
        if number >= 0:
            painted += keys
            told.append(whole)
    frames = _scroll(app, window)
    window.close()
    enter = "确认键：保存，本页各数重算并画出；其余按键：画出"
    return [
        Measured(f"paint_{lines}", p95(painted), "ms", 16.7, f"一次按键到格画出（{enter}），p95"),
        Measured(f"findings_{lines}", p95(told), "ms", 16.7 if lines <= 300 else 100.0, "确认键到审核结果也画出，p95"),
        Measured(f"tab_{lines}", p95(tabs), "ms", 50.0, "换一张表到画出，p95"),
        Measured(f"scroll_{lines}", p95(frames), "ms", 16.7, "滚轮转一格到画出（60 帧每秒），p95"),
    ]


def _scroll(app: QApplication, window: MainWindow) -> list[float]:
    """Seconds of each notch of the wheel over the grid, until the window is painted."""
    viewport = window.workspace.view.grid.viewport()
    at = QPointF(viewport.rect().center())
    taken = []
    for notch in range(2 * TIMES):
        turn = QPoint(0, -120 if notch < TIMES else 120)
        nothing, keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
        wheel = QWheelEvent(
            at, viewport.mapToGlobal(at), QPoint(), turn, nothing, keys, Qt.ScrollPhase.NoScrollPhase, False
        )
        begun = time.perf_counter()
        QApplication.sendEvent(viewport, wheel)
        app.processEvents()
        taken.append(time.perf_counter() - begun)
    return taken[WARM:]


def _type(app: QApplication, window: MainWindow, figure: str, painting: Painting) -> tuple[list[float], float]:
    """Seconds of each key of a figure and of the Enter that commits it, until the cell is painted; and of that Enter
    until there is nothing left to do."""
    taken = []
    whole = 0.0
    for key in (*figure, Qt.Key.Key_Return):
        painting.begin()
        focus = QApplication.focusWidget() or window
        begun = time.perf_counter()
        if isinstance(key, str):
            QTest.keyClicks(focus, key)
        else:
            QTest.keyClick(focus, key)
        app.processEvents()
        whole = time.perf_counter() - begun
        # While a figure is typed its field is painted, and the grid with it or not at all.
        committed = not isinstance(key, str) and painting.first is not None
        taken.append(painting.first - begun if committed and painting.first is not None else whole)
    return taken, whole


def _show(app: QApplication, window: MainWindow, place: object) -> None:
    window.navigation.choose(place)  # type: ignore[arg-type]
    app.processEvents()


def start_and_memory(path: Path) -> list[Measured]:
    """Cold start to a usable window, and memory of the open sample, against an empty PySide6 window.

    Both run from compiled modules, as the installed program does: PySide6 comes compiled, and where nothing may be
    written beside our sources Python would compile ours anew at each start.
    """
    with tempfile.TemporaryDirectory() as compiled:
        for script, arguments in ((_BARE, ()), (_OURS, ()), (_OURS, (str(path),))):
            _run(compiled, script, *arguments)
        # In turns: what else the machine does meanwhile then falls on all of them.
        runs = [(_run(compiled, _BARE), _run(compiled, _OURS), _run(compiled, _OURS, str(path))) for _ in range(5)]
    bare, ours, opened = zip(*runs, strict=True)
    least, empty = min(seconds for seconds, _ in ours), min(seconds for seconds, _ in bare)
    memory = min(size for _, size in opened) / min(size for _, size in bare)
    shown = min(seconds for seconds, _ in opened)
    return [
        Measured(
            "start",
            least / empty,
            "×",
            1.5,
            f"冷启动到开始页可用 {least:.2f} s ÷ 空窗口 {empty:.2f} s（打开示例账套 {shown:.2f} s）",
        ),
        Measured("memory", memory, "×", 1.5, "打开示例账套的内存 ÷ 空窗口"),
    ]


def _run(compiled: str, script: str, *arguments: str) -> tuple[float, int]:
    around = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    words = [sys.executable, "-c", script, *arguments]
    begun = time.time()
    done = subprocess.run(
        words, env={**around, "PYTHONPYCACHEPREFIX": compiled}, capture_output=True, text=True, check=True
    )
    ended, size = done.stdout.split()
    return float(ended) - begun, int(size)
