"""A submission as one PDF: what is signed, stamped and sent."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QUuid
from PySide6.QtGui import QGuiApplication, QPageLayout, QPageSize, QPainter, QPdfWriter

from db.exchange.submission import Submission
from desktop.printing.booklet import booklet
from desktop.printing.finishing import finished
from desktop.printing.pages import Page
from desktop.printing.painting import Brush

CREATOR = "预算本"
_DPI = 1440  # a twentieth of a point


def pdf_face(submission: Submission) -> dict[str, bytes]:
    """The PDF, by its file name; the same submission gives the same bytes on the same machine."""
    cover = submission.cover
    title = f"{cover.year}年部门预算 {cover.round} {cover.version} {cover.code}"
    with _qt():
        content = pdf_bytes(booklet(submission), title, submission.made_at)
    return {f"{submission.stem}.pdf": content}


def pdf_bytes(pages: Sequence[Page], title: str, made_at: datetime) -> bytes:
    """These pages as a PDF with embedded fonts."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setCreator(CREATOR)
    writer.setDocumentId(QUuid(str(uuid5(NAMESPACE_URL, repr((title, made_at))))))
    writer.setResolution(_DPI)
    writer.setPageLayout(layout(pages[0]))
    painter = QPainter(writer)
    brush = Brush(painter)
    for number, page in enumerate(pages):
        if number:
            writer.setPageLayout(layout(page))
            writer.newPage()
        brush.paint(page)
    painter.end()
    return finished(bytes(buffer.data().data()), pages, title, CREATOR, made_at)


def layout(page: Page) -> QPageLayout:
    """A4 as the page wants it, without margins: those are on the page."""
    turned = QPageLayout.Orientation.Landscape if page.landscape else QPageLayout.Orientation.Portrait
    return QPageLayout(QPageSize(QPageSize.PageSizeId.A4), turned, QMarginsF())


@contextmanager
def _qt() -> Iterator[None]:
    """The application that fonts need; without a window one that needs no display."""
    there = QGuiApplication.instance()
    if there is None:
        # On Windows the offscreen platform knows none of the system's fonts; its own needs no display either.
        there = QGuiApplication(["yusuanben", *([] if sys.platform == "win32" else ["-platform", "offscreen"])])
    yield
    del there
