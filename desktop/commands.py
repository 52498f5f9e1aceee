"""What can be done from the menu and the keyboard, each as one QAction with its Chinese name and its key."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

Deed = Callable[[], object]

# name: text, keys. The text is also the word on the bar.
ACTIONS: dict[str, tuple[str, tuple[str, ...]]] = {
    "new": ("新建账套…", ("Ctrl+N",)),
    "open": ("打开…", ("Ctrl+O",)),
    "roll": ("沿用上年账套…", ()),
    "demo": ("示例账套…", ()),
    "close": ("关闭账套", ("Ctrl+W",)),
    "save": ("保存", ("Ctrl+S",)),
    "save_elsewhere": ("另存到别处…", ("Ctrl+Shift+S", "F12")),
    "snapshots": ("恢复到以前的副本…", ()),
    "rebuild": ("从上报工作簿恢复账套…", ()),
    "history": ("修改历史", ("Ctrl+H",)),
    "template": ("录入模板…", ()),
    "verify": ("核验收到的工作簿…", ()),
    "import": ("导入", ("Ctrl+I",)),
    "prior": ("导入上年公开表…", ()),
    "export": ("导出草稿…", ("Ctrl+E",)),
    "submit": ("上报…", ("Ctrl+Shift+E",)),
    "preview": ("打印预览…", ("Ctrl+Shift+P",)),
    "print": ("打印…", ("Ctrl+P",)),
    "undo": ("↶ 撤销", ("Ctrl+Z",)),
    "redo": ("↷ 重做", ("Ctrl+Y", "Ctrl+Shift+Z")),
    "confirm": ("确认（待核实的内容无误）", ("Ctrl+Shift+K",)),
    "begin_lines": ("按上年的行新增（金额待填）", ("Ctrl+Shift+D",)),
    "find": ("查找", ("Ctrl+F",)),
    "find_everywhere": ("在全部表中查找", ("Ctrl+Shift+F",)),
    "goto": ("转到…", ("Ctrl+G",)),
    "next_finding": ("下一条审核结果", ("F8",)),
    "previous_finding": ("上一条审核结果", ("Shift+F8",)),
    "previous_place": ("上一张", ("Ctrl+PgUp",)),
    "next_place": ("下一张", ("Ctrl+PgDown",)),
    "next_pane": ("下一个区域", ("F6",)),
    "previous_pane": ("上一个区域", ("Shift+F6",)),
    "menu": ("菜单", ("F10",)),
    "zoom_in": ("放大", ("Ctrl+Alt+=",)),
    "zoom_out": ("缩小", ("Ctrl+Alt+-",)),
    "zoom_reset": ("100%", ("Ctrl+Alt+0",)),
    "compare": ("与上年比较", ("Ctrl+Shift+L",)),
    "fold_navigation": ("目录", ("Ctrl+B",)),
    "fold_trace": ("构成", ("F9",)),
    "fold_findings": ("审核结果", ("F7",)),
    "checks": ("全部审核规则…", ("Shift+F7",)),
    "fold_notes": ("说明", ("Shift+F1",)),
    "manual": ("使用手册", ("F1",)),
    "quick_start": ("快速上手", ()),
    "install_pack": ("安装表样包…", ()),
    "about": ("关于预算本", ()),
    "quit": ("退出", ("Ctrl+Q",)),
}
NEED_BOOK = (
    "close", "save", "save_elsewhere", "snapshots", "history",
    "template", "import", "prior", "export", "submit", "preview", "print", "confirm", "begin_lines", "compare",
    "find", "find_everywhere", "goto", "next_finding", "checks",
    "previous_finding", "fold_notes", "previous_place", "next_place",
    "next_pane", "previous_pane", "fold_navigation", "fold_trace", "fold_findings",
    "zoom_in", "zoom_out", "zoom_reset",
)  # fmt: skip
THEMES = (("system", "跟随系统"), ("light", "浅色"), ("dark", "深色"))


class Commands:
    """The actions by name, and the menu made of them. One without a deed waits for its feature, which takes it."""

    def __init__(self, owner: QWidget, deeds: Mapping[str, Deed]) -> None:
        self._owner = owner
        self.actions: dict[str, QAction] = {}
        for name, (text, keys) in ACTIONS.items():
            action = QAction(owner)
            action.setText(text)
            action.setShortcuts([QKeySequence(key) for key in keys])
            action.setToolTip(_with_key(text.lstrip("↶↷ "), keys))
            if name in deeds:
                action.triggered.connect(lambda _checked=False, deed=deeds[name]: deed())
            owner.addAction(action)
            self.actions[name] = action
        for name in ("compare", "fold_navigation", "fold_trace", "fold_findings", "fold_notes", "history"):
            self.actions[name].setCheckable(True)
        self.recent = QMenu("最近打开", owner)

    def menu(self, theme: str, choose_theme: Callable[[str], object]) -> QMenu:
        """The one menu, in groups under their names: files first, then what goes in and out, then the rest."""
        menu = QMenu(self._owner)
        self._head(menu, "文件")
        self._add(menu, "new", "roll", "open")
        menu.addMenu(self.recent)
        self._add(menu, "demo", "save_elsewhere", "snapshots", "rebuild", "close", "")
        self._head(menu, "导入和导出")
        self._add(menu, "import", "prior", "template", "export", "submit", "preview", "print", "verify", "")
        self._head(menu, "编辑和查看")
        self._add(menu, "undo", "redo", "history", "confirm", "find", "goto", "next_finding", "checks")
        look = menu.addMenu("显示")
        self._add(look, "previous_place", "next_place", "previous_pane", "next_pane", "")
        self._add(look, "find_everywhere", "previous_finding", "")
        self._add(look, "zoom_in", "zoom_out", "zoom_reset", "")
        self._add(look, "compare", "begin_lines", "")
        self._add(look, "fold_navigation", "fold_trace", "fold_findings", "fold_notes", "")
        group = QActionGroup(look)
        for key, text in THEMES:
            action = look.addAction(text)
            action.setCheckable(True)
            action.setChecked(key == theme)
            action.triggered.connect(lambda _checked=False, key=key: choose_theme(key))
            group.addAction(action)
        self._add(menu, "", "manual", "quick_start", "install_pack", "about", "quit")
        return menu

    def show_recent(self, paths: list[Path], choose: Callable[[Path], object]) -> None:
        """The books opened last."""
        self.recent.clear()
        for path in paths:
            action = self.recent.addAction(path.name)
            action.setToolTip(str(path))
            action.triggered.connect(lambda _checked=False, path=path: choose(path))
        self.recent.setEnabled(bool(paths))

    def show_open(self, is_open: bool) -> None:
        """Which can be used with or without a book."""
        for name in NEED_BOOK:
            self.actions[name].setEnabled(is_open)

    def show_steps(self, undo: str | None, redo: str | None) -> None:
        """What undo and redo would do, as their tooltip."""
        for name, word, caption in (("undo", "撤销", undo), ("redo", "重做", redo)):
            action = self.actions[name]
            action.setEnabled(caption is not None)
            said = f"{word} {caption}" if caption else f"没有可{word}的"
            action.setToolTip(_with_key(said, ACTIONS[name][1]))

    def _head(self, menu: QMenu, text: str) -> None:
        # Not a section: with a style sheet Qt draws that as a line without its text.
        menu.addAction(text).setEnabled(False)

    def _add(self, menu: QMenu, *names: str) -> None:
        for name in names:
            if name:
                menu.addAction(self.actions[name])
            else:
                menu.addSeparator()


def _with_key(text: str, keys: tuple[str, ...]) -> str:
    return f"{text.rstrip('…')} ({keys[0]})" if keys else text
