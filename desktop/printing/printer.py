"""Pages on a printer, and the system's dialog that asks for one, behind an object that a test can answer for."""

from collections.abc import Sequence

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from desktop.printing.pages import POINT, Page
from desktop.printing.painting import Brush


class PrinterChooser:
    """Asks where to print, and which pages; None when the user gave up."""

    def choose(self, parent: QWidget, title: str, pages: int) -> QPrinter | None:
        """A printer, set as the user wants it. `title`: what the job is called."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(title)
        dialog = QPrintDialog(printer, parent)
        dialog.setMinMax(1, pages)
        dialog.setFromTo(1, pages)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        return printer if dialog.exec() == QDialog.DialogCode.Accepted else None


def print_pages(pages: Sequence[Page], printer: QPrinter) -> bool:
    """Print those of the pages that were asked for; False when the printer does not take them."""
    wanted = _wanted(pages, printer)
    if not wanted:
        return True
    printer.setFullPage(True)  # the margins are on the page
    first = _way(wanted[0])
    printer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), first, QMarginsF()))
    painter = QPainter()
    if not painter.begin(printer):
        return False
    brush = Brush(painter)
    for number, page in enumerate(wanted):
        if number:
            # The size of the paper may not change while printing; which way it lies may.
            printer.setPageOrientation(_way(page))
            if not printer.newPage():
                painter.end()
                return False
        painter.resetTransform()
        painter.scale(printer.resolution() / (72 * POINT), printer.resolution() / (72 * POINT))
        brush.paint(page)
    return painter.end()


def _wanted(pages: Sequence[Page], printer: QPrinter) -> list[Page]:
    """The pages of the range, in the order and as often as the printer will not see to itself."""
    first, last = printer.fromPage(), printer.toPage()
    wanted = list(pages[first - 1 : last] if first and last else pages)
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        wanted.reverse()
    return wanted if printer.supportsMultipleCopies() else wanted * printer.copyCount()


def _way(page: Page) -> QPageLayout.Orientation:
    return QPageLayout.Orientation.Landscape if page.landscape else QPageLayout.Orientation.Portrait
