"""The pictures of the manual, in resources/manual/pictures: the light window on the sample, cropped, 256 colours.

`make shots` makes them anew; by itself: PYTHONPATH=. python tests/desktop/shots_manual.py
"""

import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import resources

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QWidget

    from desktop.main_window import MainWindow

SIZE = (980, 560)
WIDE, TALL = (1180, 600), (980, 900)
# State of the window → name of the picture of its dialog, width, height.
DIALOGS = {
    "checks-override": ("explain", 540, 330),
    "grid-paste": ("paste", 760, 420),
    "safety-copies": ("snapshots", 720, 360),
}
_COLOURS = 256


def main() -> int:
    """Paint them all."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for own in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        os.environ[own] = tempfile.mkdtemp()
    os.environ["LOGNAME"] = "王会计"
    from desktop.app import Look, application
    from desktop.main_window import MainWindow

    out = resources.path("manual", "pictures")
    for old in out.glob("*.png"):
        old.unlink()
    window = MainWindow(Look(application([]), "light"))
    window.resize(*SIZE)
    window.show()
    with tempfile.TemporaryDirectory() as folder:
        for shot in _pictures(window, Path(folder)):
            window.resize(*shot.size)
            _settle()
            few_colours(_grab(window, shot)).save(str(out / f"{shot.name}.png"))
        window.close()
    print(f"{len(list(out.glob('*.png')))} pictures of the manual")
    return 0


def few_colours(image: "QImage") -> "QImage":
    """The same in the 256 colours that it has most of; what else it has, in the nearest."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage

    image = image.convertToFormat(QImage.Format.Format_RGB32)
    seen = Counter(memoryview(image.constBits()).cast("I"))
    table = [colour | 0xFF000000 for colour, _ in seen.most_common(_COLOURS)]
    return image.convertToFormat(QImage.Format.Format_Indexed8, table, Qt.ImageConversionFlag.ThresholdDither)


class Shot(NamedTuple):
    """What is painted: a widget, and if it is asked for, only as high as that, with what lies over it."""

    name: str
    widget: "QWidget"
    height: int = 0
    size: tuple[int, int] = SIZE  # of the window


def _pictures(window: "MainWindow", folder: Path) -> Iterator[Shot]:
    from db.sample import make

    yield Shot("start", window, size=(980, 440))
    sample = folder / "示例预算.ysb"
    make(sample)
    assert window.session.open(sample)
    _set_deadline(window)
    yield Shot("progress", window.workspace)
    window.go_to("entry/basic/2.economic")
    yield Shot("window", window, size=WIDE)
    window.go_to("05!2014001.personnel")
    yield Shot("trace", window.trace, 440, size=(1366, 768))
    for place in window.navigation.places:
        titles = [part.title for part in window.session.reading.parts(place)]
        if "全文和改写" in titles:
            window.navigation.choose(place)
            window.workspace.tabs.setCurrentIndex(titles.index("全文和改写"))
            yield Shot("disclosure", window.workspace)
        elif place.kind == "submit":
            window.navigation.choose(place)
            yield Shot("submission", window.workspace)
    yield from _states(window, folder)


def _set_deadline(window: "MainWindow") -> None:
    """In three weeks, and not when that of the sample was."""
    from datetime import datetime, timedelta

    window.go_to(window.session.reading.progress().deadline_address)
    cell = window.workspace.view.current_cell()
    assert cell is not None
    assert cell.binding is not None
    later = datetime.now().astimezone().date() + timedelta(days=21)
    window.session.edit(cell.binding, later.isoformat())
    window.navigation.choose(window.navigation.places[0])


def _states(window: "MainWindow", folder: Path) -> Iterator[Shot]:
    """Of the states that the other pictures are made of, those that the manual tells about."""
    from tests.desktop.shots_amounts import amount_states
    from tests.desktop.shots_checks import check_states
    from tests.desktop.shots_grid import grid_states
    from tests.desktop.shots_received import received_states
    from tests.desktop.shots_safety import safety_states

    window.resize(*TALL)  # a list that hangs from a cell goes when the window is resized
    for state in chain(amount_states(window), check_states(window), grid_states(window)):
        if state == "amount-live":
            yield Shot("typing", window.workspace, 300, size=TALL)
            yield from _codes(window)
        elif state == "checks-cause":
            _widen(window.findings, 330)
            yield Shot("findings", window.findings, size=TALL)
        elif state == "checks-page":
            yield Shot("checks", window.workspace, size=SIZE)
        elif state in DIALOGS:
            yield _dialog(window, *DIALOGS[state])
    for state, received in received_states(window, folder):
        if state == "received":
            received.resize(*SIZE)
            yield Shot("received", received)
    for state in safety_states(window, folder):
        if state in DIALOGS:
            yield _dialog(window, *DIALOGS[state])


def _codes(window: "MainWindow") -> Iterator[Shot]:
    from PySide6.QtCore import Qt

    from tests.desktop.shots_amounts import put_away, type_into

    put_away(window, Qt.Key.Key_Escape)
    type_into(window, "entry/basic/4.economic", "bg")
    yield Shot("codes", window.workspace, 380, size=TALL)
    put_away(window, Qt.Key.Key_Escape)


def _widen(part: "QWidget", height: int) -> None:
    from PySide6.QtWidgets import QSplitter

    splitter = part.parentWidget()
    assert isinstance(splitter, QSplitter)
    whole = sum(splitter.sizes())
    splitter.setSizes([height if splitter.widget(at) is part else whole - height for at in range(splitter.count())])


def _grab(window: "MainWindow", shot: Shot) -> "QImage":
    from PySide6.QtCore import QPoint, QRect, QSize

    if not shot.height:
        return shot.widget.grab().toImage()
    corner = shot.widget.mapTo(window, QPoint(0, 0))
    return window.grab(QRect(corner, QSize(shot.widget.width(), shot.height))).toImage()


def _settle() -> None:
    """Let layouts and the other thread finish; a wait of QTest would hold that up."""
    from PySide6.QtWidgets import QApplication

    for _ in range(25):
        QApplication.processEvents()
        time.sleep(0.01)


def _dialog(window: "QWidget", name: str, width: int, height: int) -> Shot:
    from PySide6.QtWidgets import QDialog

    from desktop.panels.widgets import children

    found = next(dialog for dialog in children(window, QDialog) if dialog.isVisible())
    found.resize(width, height)
    return Shot(name, found, size=TALL)


if __name__ == "__main__":
    sys.exit(main())
