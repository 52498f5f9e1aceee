"""The system's own file choosers, behind one object that a test can answer for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFileDialog, QWidget


class FileChooser:
    """Asks for files and folders; None when the user gave up."""

    def open(self, parent: QWidget, title: str, folder: Path, kinds: str) -> Path | None:
        """An existing file."""
        chosen, _ = _dialogs().getOpenFileName(parent, title, str(folder), kinds)
        return Path(chosen) if chosen else None

    def open_several(self, parent: QWidget, title: str, folder: Path, kinds: str) -> list[Path]:
        """Existing files, of one folder; none when the user gave up."""
        chosen, _ = _dialogs().getOpenFileNames(parent, title, str(folder), kinds)
        return [Path(one) for one in chosen]

    def save(self, parent: QWidget, title: str, suggestion: Path, kinds: str) -> Path | None:
        """A file to be written; the system asks before one is written over."""
        chosen, _ = _dialogs().getSaveFileName(parent, title, str(suggestion), kinds)
        return Path(chosen) if chosen else None

    def folder(self, parent: QWidget, title: str, start: Path) -> Path | None:
        """An existing folder."""
        chosen = _dialogs().getExistingDirectory(parent, title, str(start))
        return Path(chosen) if chosen else None


def _dialogs() -> type[QFileDialog]:
    # Read in when one is asked for: every window has a chooser from its start.
    from PySide6.QtWidgets import QFileDialog

    return QFileDialog
