"""Pictures of every part of the window in build/shots, light and dark, at 100 to 200 %: `make shots`.

The screen is thought to be 1366×768, as in many an office; at 125 and 150 % the window has the less room in each
direction. At 200 % the screen is 1920×1080; `-wide` is the window at its full size on a dense one.
The pictures of the manual are made as well, where they are shipped from.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

OUT = Path("build/shots")
VARIANTS = [
    ("light", "1", ""), ("dark", "1", ""), ("light", "1.25", ""), ("light", "1.5", ""),
    ("light", "2", ""), ("dark", "2", ""), ("light", "2", "wide"),
]  # fmt: skip
FULL = (1366, 768)
ROOM = {"1": FULL, "1.25": (1092, 614), "1.5": (910, 512), "2": (960, 540)}


def main() -> int:
    """One process a variant: the scale of a screen is read once, when Qt starts."""
    if len(sys.argv) == 4:
        _paint(*sys.argv[1:])
        return 0
    OUT.mkdir(parents=True, exist_ok=True)
    codes = []
    for theme, scale, kind in VARIANTS:
        # The settings of whoever makes them stay as they are, and the pictured crash writes no report into his log.
        own = {name: tempfile.mkdtemp() for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME")}
        settings = {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale, **own}
        words = [sys.executable, __file__, theme, scale, kind]
        codes.append(subprocess.run(words, check=False, env={**os.environ, **settings}).returncode)
    manual = [sys.executable, str(Path(__file__).with_name("shots_manual.py"))]
    codes.append(subprocess.run(manual, check=False).returncode)
    print(f"{len(list(OUT.glob('*.png')))} pictures in {OUT}")
    return max(codes)


def _paint(theme: str, scale: str, kind: str) -> None:
    from PySide6.QtTest import QTest

    from db.sample import make
    from desktop.app import Look, application
    from desktop.main_window import MainWindow
    from tests.desktop.shots_amounts import amount_states
    from tests.desktop.shots_checks import check_states
    from tests.desktop.shots_codes import code_states
    from tests.desktop.shots_grid import grid_states
    from tests.desktop.shots_growing import growing_states
    from tests.desktop.shots_last_year import last_year_states
    from tests.desktop.shots_printing import printing_states
    from tests.desktop.shots_received import received_states
    from tests.desktop.shots_safety import safety_states
    from tests.desktop.shots_submitting import submitting_states
    from tests.desktop.shots_way import states

    window = MainWindow(Look(application([]), theme))
    window.resize(*(FULL if kind else ROOM[scale]))
    window.show()
    end = "-".join(part for part in (theme, scale, kind) if part)

    def shoot(name: str) -> None:
        QTest.qWait(120)
        window.grab().save(str(OUT / f"{name}-{end}.png"))

    shoot("start")
    with tempfile.TemporaryDirectory() as folder:
        sample = Path(folder) / "示例预算.ysb"
        make(sample)
        assert window.session.open(sample)
        for name in _visit(window):
            shoot(name)
        for name in code_states(window):
            shoot(name)
        for name in amount_states(window):
            shoot(name)
        for name in chain(printing_states(window), check_states(window)):
            shoot(name)
            _shoot_dialogs(window, name, end)
        for name, received in received_states(window, Path(folder)):
            QTest.qWait(120)
            received.grab().save(str(OUT / f"{name}-{end}.png"))
        # The grid wants the sample's lines: whoever comes after it opens books of their own.
        more = grid_states(window), states(window, Path(folder)), last_year_states(window, sample, Path(folder))
        late = safety_states(window, Path(folder)), growing_states(window), submitting_states(window, Path(folder))
        for name in chain(*more, *late, _about(window)):
            shoot(name)
            _shoot_dialogs(window, name, end)
        window.close()


def _shoot_dialogs(window: "QWidget", name: str, end: str) -> None:
    from PySide6.QtWidgets import QDialog

    from desktop.panels.widgets import children

    for dialog in filter(QDialog.isVisible, children(window, QDialog)):
        dialog.grab().save(str(OUT / f"{name}-dialog-{end}.png"))


def _about(window: object) -> Iterator[str]:
    from desktop.main_window import MainWindow

    assert isinstance(window, MainWindow)
    window.exchange.about()
    yield "about"
    assert window.exchange.dialog is not None
    window.exchange.dialog.reject()


def _visit(window: object) -> Iterator[str]:
    from desktop.main_window import MainWindow

    assert isinstance(window, MainWindow)
    for place in window.navigation.places:
        window.navigation.choose(place)
        parts = window.session.reading.parts(place)
        for number, part in enumerate(parts):
            window.workspace.tabs.setCurrentIndex(number)
            _first_figure(window)
            yield f"{place.kind}-{place.id}-{part.title}".replace("/", "_")


def _first_figure(window: object) -> None:
    from desktop.main_window import MainWindow

    assert isinstance(window, MainWindow)
    sheet = window.workspace.sheet
    if sheet is not None:
        figure = next((cell for cell in sheet.cells if cell.address and cell.type == "amount" and cell.text), None)
        if figure is not None:
            window.workspace.go_to(figure.address)


if __name__ == "__main__":
    sys.exit(main())
