"""A picture of the window without a screen."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QSettings, QSize, QTimer
from PySide6.QtWidgets import QApplication

from db.errors import BookError, WriteFailed

if TYPE_CHECKING:
    from desktop.main_window import MainWindow

SIZE = QSize(1366, 768)
SETTLE = 150  # milliseconds


def take(app: QApplication, target: Path, book: Path, size: QSize = SIZE, theme: str = "light") -> None:
    """Open `book` in the window and paint it into `target`. Raises BookError as opening does, or WriteFailed."""
    from desktop.app import Look
    from desktop.main_window import MainWindow

    look = Look(app, theme)
    with TemporaryDirectory() as folder:
        # A picture is not the user's work: his list of books and his window stay as they are.
        memory = QSettings(str(Path(folder) / "window.ini"), QSettings.Format.IniFormat)
        window = MainWindow(look, memory=memory)
        try:
            _paint(window, target, book, size)
        finally:
            window.close()
            window.deleteLater()


def _paint(window: "MainWindow", target: Path, book: Path, size: QSize) -> None:
    faults: list[str] = []
    window.session.fault.connect(faults.append)
    window.resize(size)
    if not window.session.open(book):
        raise BookError(faults[0])
    form = next((place for place in window.session.reading.places if place.kind == "form"), None)
    if form is not None:
        window.navigation.choose(form)
    window.show()
    # The trace follows the current cell with a little delay.
    settled = QEventLoop()
    QTimer.singleShot(SETTLE, settled.quit)
    settled.exec()
    target.parent.mkdir(parents=True, exist_ok=True)
    if not window.grab().save(str(target)):
        raise WriteFailed(f"图片“{target}”写不进去，请换一个文件夹。")
