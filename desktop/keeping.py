"""Nothing typed is lost: the window watches the disk of its book, says what is the matter, and tries again.

The book itself holds what its disk does not have. Here is only when to look, what to say, and what to offer.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from desktop.exchange import BOOKS

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog, QWidget

    from db.errors import BookError
    from db.file.away import Away
    from db.file.recovery import Kept
    from desktop.dialogs.files import FileChooser
    from desktop.panels.standing import StandingBanner, Way
    from desktop.session import Session

LOOK_MS = 5000
_MATTER = {
    "full": "磁盘已满，“{name}”写不进去了。",
    "busy": "“{name}”正被别的程序占用，写不进去。",
    "unwritable": "“{name}”所在的磁盘或文件夹现在不能写入。",
    "vanished": "“{name}”不在原来的位置了（U盘拔出，或文件被移走、改名）。",
    "held": "“{name}”不在的时候被别人打开了。",
}
_MEND = {
    "full": "请腾出空间",
    "busy": "请关闭那个程序",
    "unwritable": "请恢复它的写入权限",
    "vanished": "请插回U盘或放回原处",
    "held": "请等对方关闭",
}


class Keeping(QObject):
    """`compare` asks for a kept copy to be compared with the book. `dialog` is the one asked with last.

    `looked`: the disk was looked at, and what holds now is known.
    """

    compare = Signal(object)  # Path
    looked = Signal()

    def __init__(self, window: QWidget, session: Session, banner: StandingBanner, files: FileChooser) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._banner = banner
        self._files = files
        self._kept: Kept | None = None
        self._discarding = False
        self._obstacle: BookError | None = None  # why what is kept cannot be written although the disk is back
        self._free = False
        self._looking = False
        self._again = False
        self.dialog: QDialog | None = None
        session.may_leave = self.may_leave
        session.opened.connect(self._begin)
        session.closed.connect(self._end)
        session.changed.connect(self.show)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._come_to_front)

    # -- looking

    def look(self) -> None:
        """Is the disk still there, or back? Asked on another thread: a share that is gone takes long to say so."""
        from desktop.work import Work

        if not self._session.is_open:
            return
        if self._looking:
            # What is being asked may be answered as things were a moment ago.
            self._again = True
            return
        book = self._session.book
        self._looking = True
        work = Work("", self)
        work.done.connect(lambda there: self._seen(there) if self._is_open(book) else None)
        work.over.connect(work.deleteLater)
        work.over.connect(self._looked)
        path, writable, away = book.path, book.writable, book.away is not None

        def ask(_progress: object) -> object:
            from db.errors import BookAway
            from db.file.hold import is_free

            if not writable:
                return is_free(path)
            if away:
                return path.exists()
            try:
                # It looks at a path and a value, and at nothing that belongs to the other thread.
                book.refuse_vanished()
            except BookAway as refusal:
                return refusal
            return True

        work.start(ask)

    def _seen(self, there: object) -> None:
        from db.errors import BookAway

        book = self._session.book
        if not book.writable:
            self._free = bool(there)
            self.show()
        elif isinstance(there, BookAway) and book.away is None:
            self._session.lose_disk(there)
        elif book.away is not None and there:
            self.retry()

    def _looked(self) -> None:
        self._looking = False
        self.looked.emit()
        if self._again:
            self._again = False
            self.look()

    def _come_to_front(self) -> None:
        # No argument is taken: Qt's own signals find the enums of its namespace only once somebody has touched it.
        if self._session.is_open:
            from PySide6.QtCore import Qt

            if QGuiApplication.applicationState() is Qt.ApplicationState.ApplicationActive:
                self.look()

    def survived(self, error: BaseException) -> bool:
        """A reading that failed because its disk went away is no bug: the book goes on in memory."""
        import sqlite3

        from db.errors import BookAway
        from db.file.gate import failure

        session = self._session
        if not isinstance(error, sqlite3.Error) or not session.is_open:
            return False
        book = session.book
        refusal = failure(error, book.path)
        if not isinstance(refusal, BookAway) or not book.writable or book.away is not None:
            return False
        session.lose_disk(refusal)
        return True

    # -- what can be done

    def retry(self) -> bool:
        """Write what the disk does not have, or open for writing what could only be read; whether that was possible."""
        session = self._session
        if not session.book.writable:
            return session.open(session.book.path) and session.book.writable
        self._obstacle = session.come_back()
        self.show()
        return self._obstacle is None

    def save_elsewhere(self, wish: Callable[[], object] | None = None) -> None:
        """Ask where to, write the whole book there, and go on there; `wish` is done after that."""
        book = self._session.book
        folder = book.path.parent if book.path.parent.is_dir() else Path.home()
        chosen = self._files.save(self._window, "另存到别处", folder / f"{book.path.stem}（另存）.ysb", BOOKS)
        if chosen is None:
            return
        target = chosen if chosen.suffix.lower() == ".ysb" else chosen.with_name(f"{chosen.name}.ysb")
        if self._session.save_elsewhere(target) and wish is not None:
            wish()

    def save(self) -> None:
        """Ctrl+S, out of habit: everything is on the disk already, or is tried once more."""
        session = self._session
        if not session.is_open or not session.settle() or not session.book.writable:
            return
        if session.book.away is None or self.retry():
            session.told.emit("每一步都已自动写入磁盘，不用另外保存。")

    def may_leave(self, wish: Callable[[], object]) -> bool:
        """May the book be let go now? Not before the user was asked about what its disk does not have; then `wish`."""
        from desktop.dialogs.leaving import LeavingDialog

        session = self._session
        away = session.book.away
        if away is None or self.retry():
            return True
        if session.unwritten == 0:
            session.give_up(keep=False)
            return True
        dialog = LeavingDialog(session.book.path.name, session.unwritten, away.kept_here, self._window)

        def do(what: str) -> None:
            if what == "elsewhere":
                self.save_elsewhere(wish)
                return
            session.give_up(keep=what == "here")
            wish()

        dialog.answered.connect(do)
        self.dialog = dialog
        dialog.open()
        return False

    # -- what an earlier run left

    def _write_kept(self) -> None:
        if self._kept is not None and self._session.take_back(self._kept):
            self._session.told.emit(f"上次没有写入的 {self._kept.note.gestures} 处修改已经写入账套。")
            self._kept = None
            self.show()

    def _discard_kept(self) -> None:
        from db.file.recovery import forget

        if self._kept is not None and self._discarding:
            forget(self._kept.copy)
            self._kept = None
        self._discarding = not self._discarding
        self.show()

    def _keep_kept(self) -> None:
        self._discarding = False
        self.show()

    # -- what is said

    def show(self) -> None:
        """Say what holds now."""
        session = self._session
        if not session.is_open:
            self._banner.rest()
            return
        book = session.book
        if book.away is not None:
            self._say_away(book.path.name, book.away)
        elif not book.writable:
            self._say_reading()
        elif self._kept is not None:
            self._say_kept(self._kept)
        else:
            self._banner.rest()

    def _say_away(self, name: str, away: Away) -> None:
        refusal: BookError = self._obstacle or away.refusal
        count = self._session.unwritten
        cause = getattr(refusal, "cause", "")
        here = "，本机另有一份" if away.kept_here else ""
        kept = f"没写入的 {count} 处修改都在{here}" if count else "已写入的都在，接着录入也不会丢"
        if cause:
            said = f"⚠ {_MATTER[cause].format(name=name)}{kept}；{_MEND[cause]}，恢复后自动写入。"
        else:
            said = f"⚠ {refusal.message}"
        ways: list[Way] = [("重试", self.retry), ("另存到别处…", self.save_elsewhere)]
        self._banner.say(said, "error", ways)

    def _say_reading(self) -> None:
        obstacle = self._session.obstacle
        said = obstacle.message if obstacle is not None else "这个账套是只读打开的，可以看，不能改。"
        from db.errors import HeldBook

        if isinstance(obstacle, HeldBook) and self._free:
            said = "对方已经关闭了这个账套，现在可以修改（会重新读入对方的修改）。"
            self._banner.say(said, "plain", [("开始修改", self.retry)])
        else:
            ways: list[Way] = [("重试", self.retry), ("另存副本…", self.save_elsewhere)]
            self._banner.say(f"⚠ 只读：{said}", "", ways)

    def _say_kept(self, kept: Kept) -> None:
        from desktop.shown import spoken_time

        if self._discarding:
            ways: list[Way] = [("丢弃", self._discard_kept), ("取消", self._keep_kept)]
            self._banner.say(f"⚠ 真的丢弃上次没有写入的 {kept.note.gestures} 处修改吗？丢弃后找不回来。", "error", ways)
            return
        said = f"⚠ 上次有 {kept.note.gestures} 处修改没有写入这个账套（{spoken_time(kept.note.since)} 起），留在本机。"
        ways = [
            ("写入账套", self._write_kept),
            ("比较…", lambda: self.compare.emit(kept.copy)),
            ("丢弃…", self._discard_kept),
        ]
        self._banner.say(said, "", ways)

    def _begin(self) -> None:
        from db.file.recovery import kept_of

        session = self._session
        self._free, self._discarding, self._obstacle = False, False, None
        waiting = kept_of(session.recovery, session.book.record().uuid) if session.recovery is not None else ()
        self._kept = waiting[-1] if waiting and session.book.writable else None
        self._timer.start()
        self.show()

    def _end(self) -> None:
        self._timer.stop()
        self._kept = None
        self._banner.rest()

    def _is_open(self, book: object) -> bool:
        return self._session.is_open and self._session.book is book
