"""What is remembered of the sheets outside of books: how wide their columns were set, and the zoom."""

import msgspec
from PySide6.QtCore import QSettings

NARROWEST, WIDEST = 24, 2000  # of a column, in pixels at 100 %
ZOOMS = (50, 60, 70, 80, 90, 100, 110, 125, 140, 160, 180, 200)
_COLUMNS, _ZOOM = "columns", "zoom"


class KeptWidths(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Widths of a form's columns by their ids, in pixels at 100 %; `dragged` are those that the user has set."""

    widths: dict[str, int]
    dragged: tuple[str, ...]


class SheetMemory:
    """Keeps it in `store`; without one for as long as it lives. What is stored and cannot be is as if it were not."""

    def __init__(self, store: QSettings | None = None) -> None:
        self._store = store
        self._known: dict[str, KeptWidths | None] = {}
        self._zoom = 100

    def widths(self, form: str) -> KeptWidths | None:
        """What was set on a form; None when nothing was."""
        if form not in self._known:
            self._known[form] = self._stored(form)
        return self._known[form]

    def keep_widths(self, form: str, widths: KeptWidths | None) -> None:
        """What was set on a form; None forgets it."""
        self._known[form] = widths
        if self._store is not None and widths is None:
            self._store.remove(f"{_COLUMNS}/{form}")
        elif self._store is not None:
            self._store.setValue(f"{_COLUMNS}/{form}", msgspec.json.encode(widths).decode())

    @property
    def zoom(self) -> int:
        """The zoom in percent."""
        if self._store is None:
            return self._zoom
        try:
            kept = int(str(self._store.value(_ZOOM, 100)))
        except ValueError:
            return 100
        return kept if kept in ZOOMS else 100

    @zoom.setter
    def zoom(self, percent: int) -> None:
        self._zoom = percent
        if self._store is not None:
            self._store.setValue(_ZOOM, percent)

    def _stored(self, form: str) -> KeptWidths | None:
        text = self._store.value(f"{_COLUMNS}/{form}") if self._store is not None else None
        if not isinstance(text, str):
            return None
        try:
            kept = msgspec.json.decode(text, type=KeptWidths)
        except msgspec.MsgspecError:
            return None
        return kept if all(NARROWEST <= width <= WIDEST for width in kept.widths.values()) else None
