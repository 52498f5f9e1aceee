"""Scrolling while something is dragged to the edge of a view."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtWidgets import QAbstractScrollArea

_EVERY_MS = 30
_SLOWEST_PX, _FASTEST_PX = 4, 48


class AutoScroll(QObject):
    """Scrolls `view` while the dragged pointer is outside of it, the faster the farther; then calls `moved`."""

    def __init__(self, view: QAbstractScrollArea, moved: Callable[[QPoint], None]) -> None:
        super().__init__(view)
        self._view = view
        self._moved = moved
        self._at = QPoint()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.step)

    def drag(self, at: QPoint) -> None:
        """The pointer is at `at`, in the viewport's pixels."""
        self._at = at
        if self._beyond() == (0, 0):
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()

    def stop(self) -> None:
        """The drag has ended."""
        self._timer.stop()

    def step(self) -> None:
        """Scroll once."""
        across, down = self._beyond()
        bars = (self._view.horizontalScrollBar(), across), (self._view.verticalScrollBar(), down)
        for bar, by in bars:
            bar.setValue(bar.value() + by)
        self._moved(self._at)

    def _beyond(self) -> tuple[int, int]:
        seen = self._view.viewport().rect()
        return _speed(self._at.x(), seen.right()), _speed(self._at.y(), seen.bottom())


def _speed(at: int, last: int) -> int:
    beyond = min(at, 0) + max(at - last, 0)
    if beyond == 0:
        return 0
    pixels = max(_SLOWEST_PX, min(_FASTEST_PX, abs(beyond)))
    return pixels if beyond > 0 else -pixels
