"""A page of the manual on paper: A4, black on white, whatever the theme of the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QTextDocument,
)

from desktop.manual.browser import picture
from desktop.manual.contents import Page
from desktop.manual.setting import set_page
from desktop.palette import LIGHT, qpalette

_DPI = 96  # what a pixel of the document is on paper
_PAPER = QSizeF(210 / 25.4 * _DPI, 297 / 25.4 * _DPI)
_MARGIN = 15 / 25.4 * _DPI
_BODY = QSizeF(_PAPER.width() - 2 * _MARGIN, _PAPER.height() - 2 * _MARGIN)
_LETTERS = 14.0
_SHARP = 4  # dots of a picture to a pixel of the document, at most
_LINE = 135


class _Document(QTextDocument):
    """Knows the pictures of the manual."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return super().loadResource(kind, name)
        return picture(self._folder, QUrl(name).path(), round(_BODY.width()), _SHARP)


def lay_out(page: Page, folder: Path) -> QTextDocument:
    """A page as it is printed. `folder`: where its pictures are named from."""
    document = _Document(folder)
    document.setDocumentMargin(0)
    document.setPageSize(_BODY)
    set_page(document, page.text, LIGHT, _LETTERS, _LINE)
    return document


def print_document(document: QTextDocument, device: QPagedPaintDevice, first: int = 1, last: int = 0) -> bool:
    """Print the sheets from `first` to `last` (0: all) of what `lay_out` has set; False when the device refuses."""
    device.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF()))
    painter = QPainter()
    if not painter.begin(device):
        return False
    scale = painter.device().logicalDpiX() / _DPI
    for number in range(first - 1, last or document.pageCount()):
        if number > first - 1 and not device.newPage():
            painter.end()
            return False
        painter.resetTransform()
        painter.scale(scale, scale)
        painter.translate(_MARGIN, _MARGIN - number * _BODY.height())
        shown = QAbstractTextDocumentLayout.PaintContext()
        sheet = QRectF(0, number * _BODY.height(), _BODY.width(), _BODY.height())
        # The stubs of PySide6 know none of the two.
        shown.clip, shown.palette = sheet, qpalette(LIGHT)  # type: ignore[attr-defined]
        painter.setClipRect(sheet)
        document.documentLayout().draw(painter, shown)
    return painter.end()
