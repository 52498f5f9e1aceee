"""Files dropped on a window: books, workbooks, folders of them, packs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from desktop.launch import BOOK, PACK

WORKBOOK = ".xlsx"
_LOCKS = "~$"  # what Excel, and we, put beside a file that is open


class Dropping(QObject):
    """Watches one window. `book(Path)`: a book was dropped; `workbooks(tuple of Path)`: workbooks were, in order;
    `pack(Path)`: a pack was; `nothing(sentence)`: there was none of these, or more packs than one."""

    book = Signal(object)
    workbooks = Signal(object)
    pack = Signal(object)
    nothing = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent) and event.type() in (QEvent.Type.DragEnter, QEvent.Type.Drop):
            paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
            if not any(path.is_dir() or path.suffix.lower() in (BOOK, WORKBOOK, PACK) for path in paths):
                return False
            event.acceptProposedAction()
            if not isinstance(event, QDragEnterEvent):
                # The other program waits until the drop is over: nothing slow may happen within it.
                QTimer.singleShot(0, self, lambda: self.take(paths))
            return True
        return super().eventFilter(watched, event)

    def take(self, paths: Sequence[Path]) -> None:
        """Tell what was dropped."""
        try:
            found = list(_files(paths))
        except OSError as fault:
            self.nothing.emit(f"文件夹“{fault.filename}”打不开，可能已经移走或没有权限；请核对后再拖一次。")
            return
        packs = [path for path in found if path.suffix.lower() == PACK]
        books = [path for path in found if path.suffix.lower() == BOOK]
        workbooks = tuple(path for path in found if path.suffix.lower() == WORKBOOK)
        if workbooks:
            self.workbooks.emit(workbooks)
        elif books:
            self.book.emit(books[0])
        elif len(packs) == 1:
            self.pack.emit(packs[0])
        elif packs:
            self.nothing.emit("一次只安装一个表样包，请逐个拖进来。")
        else:
            self.nothing.emit("拖进来的文件夹里没有 .xlsx 工作簿。")


def _files(paths: Iterable[Path]) -> Iterable[Path]:
    """The files themselves, and the workbooks that lie in the folders, by name."""
    for path in paths:
        if path.is_dir():
            inside = sorted(one for one in path.iterdir() if one.suffix.lower() == WORKBOOK)
            yield from (one for one in inside if not one.name.startswith(_LOCKS))
        else:
            yield path
