"""The system's own file choosers, behind one object that a test can answer for."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


class FileChooser:
    """Asks for files and folders; None when the user gave up."""

    def open(self, parent: QWidget, title: str, folder: Path, kinds: str) -> Path | None:
        """An existing file."""
        chosen, _ = QFileDialog.getOpenFileName(parent, title, str(folder), kinds)
        return Path(chosen) if chosen else None

    def open_several(self, parent: QWidget, title: str, folder: Path, kinds: str) -> list[Path]:
        """Existing files, of one folder; none when the user gave up."""
        chosen, _ = QFileDialog.getOpenFileNames(parent, title, str(folder), kinds)
        return [Path(one) for one in chosen]

    def save(self, parent: QWidget, title: str, suggestion: Path, kinds: str) -> Path | None:
        """A file to be written; the system asks before one is written over."""
        chosen, _ = QFileDialog.getSaveFileName(parent, title, str(suggestion), kinds)
        return Path(chosen) if chosen else None

    def folder(self, parent: QWidget, title: str, start: Path) -> Path | None:
        """An existing folder."""
        chosen = QFileDialog.getExistingDirectory(parent, title, str(start))
        return Path(chosen) if chosen else None
