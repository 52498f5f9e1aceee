"""The books opened last, remembered outside of them."""

from pathlib import Path

from PySide6.QtCore import QSettings

MOST = 8


class Recent:
    """Paths, newest first. `store`: where they are remembered."""

    def __init__(self, store: QSettings) -> None:
        self.store = store

    def paths(self) -> list[Path]:
        """What is remembered, also files that are gone."""
        kept = self.store.value("recent", [])
        # A list of one comes back from an INI file as a plain text.
        texts = [kept] if isinstance(kept, str) else list(kept) if isinstance(kept, list | tuple) else []
        return [Path(text) for text in texts if text]

    def remember(self, path: Path) -> None:
        """Put a path first."""
        whole = path.absolute()
        rest = [kept for kept in self.paths() if kept != whole]
        self.store.setValue("recent", [str(kept) for kept in [whole, *rest][:MOST]])
        self.store.sync()

    @property
    def folder(self) -> Path:
        """Where the newest book lies; at first the user's own folder."""
        return next((path.parent for path in self.paths() if path.parent.is_dir()), Path.home())
