"""What is said of a book in a folder of somebody else's program: one that is the same on several computers, or one that
is swept away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings

if TYPE_CHECKING:
    from desktop.keeping import Keeping
    from desktop.main_window import MainWindow
    from desktop.panels.top_bar import Banner
    from desktop.session import Session

_KEY, _MOST = "synced", 20  # folders of which it was said


class Syncing(QObject):
    """Says it once of each folder; as long as there are copies from a conflict, or it is swept away, each time."""

    def __init__(
        self, window: MainWindow, session: Session, keeping: Keeping, banner: Banner, memory: QSettings
    ) -> None:
        super().__init__(window)
        self._session, self._keeping, self._banner, self._memory = session, keeping, banner, memory
        session.opened.connect(self._look)

    def _look(self) -> None:
        from db.file.synced import conflicts_of, service_of
        from db.places import is_passing

        book = self._session.book
        if book.writable and is_passing(book.path):
            said = (
                f"⚠ “{book.path.name}”是在压缩包或邮件里直接打开的，在临时文件夹里，关闭后可能会被清掉。"
                "请先另存到自己的文件夹，再接着编制。"
            )
            self._banner.say(said, "", "另存到别处…", self._keeping.save_elsewhere)
            return
        service = service_of(book.path) if book.writable else ""
        if not service:
            return
        conflicts = conflicts_of(book.path)
        where = f"“{book.path.name}”在{service}的同步文件夹里"
        if conflicts:
            names = "、".join(f"“{name}”" for name in conflicts[:3])
            said = f"{where}，旁边有同步冲突留下的{names}。请先核对哪一个是最新的，再接着编制。"
        elif self._is_new(str(book.path.parent)):
            said = f"{where}，别的电脑上的修改可能盖掉这里的。建议编制时放在本机，定稿后再放进去。"
        else:
            return
        self._banner.say(said, "plain", "另存到别处…", self._keeping.save_elsewhere)

    def _is_new(self, folder: str) -> bool:
        kept = self._memory.value(_KEY, [])
        known = [kept] if isinstance(kept, str) else [str(one) for one in kept] if isinstance(kept, list) else []
        if folder in known:
            return False
        self._memory.setValue(_KEY, [folder, *known][:_MOST])
        self._memory.sync()
        return True
