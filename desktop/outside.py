"""What is shown by other programs: a folder with a file chosen in it, a mail draft, the clipboard. A test stands in."""

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QDir, QProcess, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication


class Outside:
    """Asks the system; False when it has no program for it."""

    def show_files(self, paths: Sequence[Path]) -> bool:
        """The folder of these files, the first of them chosen where the system can do that."""
        if not paths:
            return False
        if sys.platform == "win32":
            return bool(QProcess.startDetached("explorer.exe", ["/select,", QDir.toNativeSeparators(str(paths[0]))])[0])
        return self.show_folder(paths[0].parent)

    def show_folder(self, folder: Path) -> bool:
        """A folder."""
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def open(self, path: Path) -> bool:
        """A file, in the program that the system keeps for its kind."""
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def start(self, words: Sequence[str]) -> bool:
        """This program once more, with these words; it lives on when this one ends."""
        own = [] if getattr(sys, "frozen", False) else ["-m", "desktop"]
        return bool(QProcess.startDetached(sys.executable, [*own, *words])[0])

    def copy(self, text: str) -> None:
        """A text onto the clipboard."""
        QGuiApplication.clipboard().setText(text)
