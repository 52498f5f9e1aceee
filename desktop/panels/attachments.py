"""Somebody's own files that go into a mail: added by the chooser or by dragging them here, taken away, weighed."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.exchange.attachments import MUCH, spoken_size
from desktop.panels.scrolling import scrolled
from desktop.panels.widgets import Yielding, button, clear, label, retone

SHOWN = 4  # lines in sight; the list scrolls beyond
_ENCODED = 4 / 3  # what a mail makes of a byte


class AttachmentsField(QWidget):
    """The list and the word that adds to it. `choose` asks for files; `changed` after every change."""

    changed = Signal()

    def __init__(self, choose: Callable[[], Sequence[Path]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choose = choose
        self._sizes: dict[Path, int] = {}
        self.setAccessibleName("另附的文件")
        lines = QWidget()
        self._list = QVBoxLayout(lines)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self._scroll = scrolled(lines, "另附的文件")
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._said = label("", "quiet", wrap=True)
        self.add_button = button("添加文件…", "", self._ask)
        self.add_button.setAccessibleName("添加附件")
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.add_button)
        row.addWidget(self._said, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._scroll)
        column.addLayout(row)
        self._show()

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files, in the order they came."""
        return tuple(self._sizes)

    @property
    def sentence(self) -> str:
        """What is said of them."""
        return self._said.text()

    def add(self, paths: Sequence[Path]) -> None:
        """Take files in; one that is there already stays where it is, a folder is none."""
        fresh = {path: path.stat().st_size for path in paths if path.is_file() and path not in self._sizes}
        if fresh:
            self._sizes |= fresh
            self._show()
            self.changed.emit()

    def remove(self, path: Path) -> None:
        """Take one away; the keyboard stays here."""
        del self._sizes[path]
        self._show()
        self.add_button.setFocus()
        self.changed.emit()

    def take_drops(self, on: QWidget) -> None:
        """Take what is dropped anywhere on a widget."""
        on.setAcceptDrops(True)
        on.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent) and event.type() in (QEvent.Type.DragEnter, QEvent.Type.Drop):
            paths = _dropped(event)
            if paths and self.isVisible() and self.isEnabled():
                event.acceptProposedAction()
                if event.type() == QEvent.Type.Drop:
                    self.add(paths)
                return True
        return super().eventFilter(watched, event)

    def _ask(self) -> None:
        self.add(self._choose())

    def _show(self) -> None:
        clear(self._list)
        lines = [self._line(path, size) for path, size in self._sizes.items()]
        for line in lines:
            self._list.addWidget(line)
        height = max((line.sizeHint().height() for line in lines), default=0)
        self._scroll.setFixedHeight(height * min(len(lines), SHOWN))
        self._scroll.setVisible(bool(lines))
        total, count = sum(self._sizes.values()), len(self._sizes)
        large = total * _ENCODED > MUCH
        said = f"共 {count} 个，{spoken_size(total)}" if count else "盖章页扫描件、依据文件等，也可以把文件拖到这里"
        if large:
            said = f"⚠ {said}；连同编码超过 20 MB，不少政务邮箱收不下"
        self._said.setText(said)
        retone(self._said, "tone", "warning" if large else "quiet")

    def _line(self, path: Path, size: int) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 1, 6, 1)
        row.setSpacing(10)
        name = Yielding()
        name.setText(path.name)
        name.setProperty("tone", "")
        name.setToolTip(str(path))
        row.addWidget(name, 1)
        row.addWidget(label(spoken_size(size), "quiet"))
        away = button("移除", "link", lambda: self.remove(path))
        away.setAccessibleName(f"移除 {path.name}")
        row.addWidget(away)
        return line


def _dropped(event: QDropEvent) -> list[Path]:
    paths = (Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
    return [path for path in paths if path.is_file()]
