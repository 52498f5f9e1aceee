"""The application around the window: fonts, theme, Qt's own words in Chinese, and the edge where bugs are caught."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QObject, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from db.places import NAME, VENDOR
from desktop.palette import DARK, LIGHT, Palette, dress, is_dark, system_palette
from desktop.style import style_sheet

BUG = 70  # what the program ends with when it failed
MOST_LOGGED = 20  # different failures of one run


def application(arguments: Sequence[str]) -> QApplication:
    """The one QApplication, looking the same on every system. Returns the one there is, in a test."""
    there = QApplication.instance()
    if isinstance(there, QApplication):
        there.setStyle("Fusion")
        return there
    # As an argument, not by setStyle(): that answers with a QStyle, whose six hundred names take 20 ms to make.
    app = QApplication([*(arguments or ["yusuanben"]), "-style", "Fusion"])
    app.setApplicationName(NAME)
    app.setOrganizationName(VENDOR)
    app.setDesktopFileName(VENDOR)
    return app


class Look(QObject):
    """The theme: light, dark, or as the system has it. `changed` carries the Palette after a switch."""

    changed = Signal(object)

    def __init__(self, app: QApplication, choice: str = "system") -> None:
        super().__init__(app)
        self._app = app
        self._choice = choice
        # Before our own colours lie over it. Qt's word for it would cost the start all enums of its namespace.
        self._system_is_dark = is_dark(app.palette())
        self._translators: list[QTranslator] = []
        self._translate()
        self.palette = self._wanted()
        self._dress()
        app.styleHints().colorSchemeChanged.connect(self._follow)

    @property
    def choice(self) -> str:
        """light, dark or system."""
        return self._choice

    def choose(self, choice: str) -> None:
        """Switch to light, dark or system."""
        self._choice = choice
        wanted = self._wanted()
        if wanted != self.palette:
            self.palette = wanted
            self._dress()
            self.changed.emit(wanted)

    def _follow(self) -> None:
        from PySide6.QtCore import Qt

        self._system_is_dark = self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        self.choose(self._choice)

    def _wanted(self) -> Palette:
        if self._choice == "system":
            return system_palette(dark=self._system_is_dark)
        return DARK if self._choice == "dark" else LIGHT

    def _dress(self) -> None:
        dress(self._app, self.palette)
        self._app.setStyleSheet(style_sheet(self.palette))

    def _translate(self) -> None:
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        words = QTranslator(self._app)
        # Without the file the system dialogs speak English; everything of ours is Chinese anyway.
        if words.load("qtbase_zh_CN", folder):
            self._app.installTranslator(words)
            self._translators.append(words)


def watch(
    show: Callable[[BaseException], None],
    keep: Callable[[BaseException], None],
    survived: Callable[[BaseException], bool] = lambda _error: False,
) -> None:
    """Unknown exceptions in the window's event loop: the first is given to `show`, others that follow to `keep`.

    `survived`: it was no bug, and has been answered.

    One page is enough: the program ends with it. A bug in painting would open another for each frame.
    """
    seen: set[tuple[type[BaseException], str, int]] = set()

    def hook(kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.exit(130)
        if survived(error):
            return
        failure = (kind, *_place(where))
        if failure in seen or len(seen) >= MOST_LOGGED:
            return
        seen.add(failure)
        if len(seen) == 1:
            show(error)
        else:
            keep(error)

    sys.excepthook = hook


def _place(where: TracebackType | None) -> tuple[str, int]:
    """File and line that a traceback ends at."""
    if where is None:
        return "", 0
    while where.tb_next is not None:
        where = where.tb_next
    return where.tb_frame.f_code.co_filename, where.tb_lineno
