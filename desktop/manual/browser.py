"""The page of the manual that is read: pictures no wider than the window, headings to go to, a text to be marked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QImage, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QTextEdit

from desktop.manual.contents import Target, target_of
from desktop.manual.setting import heading_of, set_page

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QWheelEvent

    from desktop.manual.contents import Page
    from desktop.palette import Palette

LETTERS = 14  # pixels at 100 %
_MARGIN = 28
_SETTLED = 120  # ms without another resize


class Browser(QTextBrowser):
    """Shows a Page. `followed(target)`: a link of it; `zoomed(steps)`: Ctrl and the wheel."""

    followed = Signal(object)
    zoomed = Signal(int)

    def __init__(self, pictures: Path) -> None:
        super().__init__()
        self.setAccessibleName("手册正文")
        self.setObjectName("manualPage")
        self.setOpenLinks(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always, so that the page keeps its width whatever stands on it.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.document().setDocumentMargin(_MARGIN)
        self.anchorClicked.connect(lambda url: self.followed.emit(_named(url)))
        self._folder = pictures
        self._page: Page | None = None
        self._palette: Palette | None = None
        self._percent = 100
        self._width = 0
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLED)
        self._settling.timeout.connect(self._fit)

    def show_page(self, page: Page, palette: Palette, percent: int) -> None:
        """Set a page in the colours of a theme and at a size."""
        self._page, self._palette, self._percent = page, palette, percent
        self._width = self.viewport().width()
        self.document().clear()
        set_page(self.document(), page.text, palette, LETTERS * percent / 100)

    def go_to(self, heading: str) -> None:
        """Bring a heading to the top; '' is the top of the page."""
        block = heading_of(self.document(), heading) if heading else None
        at = self.document().documentLayout().blockBoundingRect(block).top() if block is not None else 0
        cursor = QTextCursor(block if block is not None else self.document().begin())
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(round(at) - (LETTERS if block is not None else 0))

    def mark(self, wanted: str) -> None:
        """Mark every place where a text occurs; '' marks nothing."""
        found: list[QTextEdit.ExtraSelection] = []
        if wanted and self._palette is not None:
            look = QTextCharFormat()
            look.setBackground(self._palette.warning_tint)
            look.setForeground(self._palette.warning)
            cursor = self.document().find(wanted)
            while not cursor.isNull():
                one = QTextEdit.ExtraSelection()
                one.cursor, one.format = cursor, look  # type: ignore[attr-defined]
                found.append(one)
                cursor = self.document().find(wanted, cursor)
        self.setExtraSelections(found)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """A picture of the manual, at most as wide as the page."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return super().loadResource(kind, name)
        return picture(self._folder, QUrl(name).path(), self.viewport().width() - 2 * _MARGIN, self.devicePixelRatioF())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._page is not None and self.viewport().width() != self._width:
            self._settling.start()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoomed.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def _fit(self) -> None:
        """Pictures as wide as the page is now; what was read stays about where it was."""
        if self._page is not None and self._palette is not None:
            bar = self.verticalScrollBar()
            part = bar.value() / max(1, bar.maximum())
            self.show_page(self._page, self._palette, self._percent)
            bar.setValue(round(part * bar.maximum()))


def picture(folder: Path, name: str, width: int, ratio: float = 1.0) -> QImage:
    """A picture of the manual, scaled down when it is wider than `width` pixels, sharp on a dense screen."""
    image = QImage(str(folder / name))
    if image.width() > width > 0:
        wide = round(width * ratio)
        if image.width() > wide:
            image = image.convertToFormat(QImage.Format.Format_RGB32)
            image = image.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation)
        image.setDevicePixelRatio(image.width() / width)
    return image


def _named(url: QUrl) -> Target:
    name = url.path()
    heading = url.fragment(QUrl.ComponentFormattingOption.FullyDecoded)
    return target_of(f"{name}#{heading}")
