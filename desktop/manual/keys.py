"""The tables of keys in the manual, made of what the program itself answers to."""

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from desktop.commands import ACTIONS
from desktop.sheet.keys import ASKED, MOVES, Ask
from desktop.sheet.moves import Move

DEEDS: Mapping[Ask | Move, str] = {
    Move.UP: "上一行",
    Move.DOWN: "下一行",
    Move.LEFT: "左边一格",
    Move.RIGHT: "右边一格",
    Move.ROW_START: "本行第一格",
    Move.ROW_END: "本行最后一格",
    Move.EDGE_UP: "到这一片内容的上端",
    Move.EDGE_DOWN: "到这一片内容的下端",
    Move.EDGE_LEFT: "到这一片内容的左端",
    Move.EDGE_RIGHT: "到这一片内容的右端",
    Move.START: "表的左上角",
    Move.END: "表的右下角",
    Ask.COPY: "复制",
    Ask.CUT: "剪切",
    Ask.PASTE: "粘贴",
    Ask.CLEAR: "清除内容",
    Ask.FILL_DOWN: "向下填充",
    Ask.FILL_RIGHT: "向右填充",
    Ask.INSERT_ROWS: "在上方插入行",
    Ask.REMOVE_ROWS: "删除所选行",
    Ask.ROWS_UP: "上移一行",
    Ask.ROWS_DOWN: "下移一行",
    Ask.SELECT_ALL: "全选",
    Ask.SELECT_ROWS: "选中整行",
    Ask.SELECT_COLUMNS: "选中整列",
    Ask.LET_GO: "放下复制、剪切或拖动",
    Ask.PAGE_UP: "上一屏",
    Ask.PAGE_DOWN: "下一屏",
}
_SIGNS = {"Up": "↑", "Down": "↓", "Left": "←", "Right": "→", "Del": "Delete", "Ins": "Insert"}


def spoken(key: str) -> str:
    """A key as the manual writes it: `Alt+↓`, `Delete`."""
    head, plus, last = key.rpartition("+") if not key.endswith("++") else (key[:-2], "+", "+")
    return f"{head}{plus}{_SIGNS.get(last, last)}"


def of_commands() -> str:
    """What the window does at a key, as a Markdown table."""
    return _table((text.lstrip("↶↷ ").rstrip("…"), keys) for text, keys in ACTIONS.values() if keys)


def of_sheet() -> str:
    """What the grid does at a key, as a Markdown table."""
    found: dict[Ask | Move, list[str]] = {}
    for answers in (MOVES, ASKED):
        for (key, held), deed in answers.items():
            found.setdefault(deed, []).append(_text(key, held))
    return _table((DEEDS[deed], keys) for deed, keys in found.items())


def _text(key: Qt.Key, held: Qt.KeyboardModifier) -> str:
    return QKeySequence(QKeyCombination(held, key)).toString(QKeySequence.SequenceFormat.PortableText)


def _table(lines: Iterable[tuple[str, Iterable[str]]]) -> str:
    rows = (f"| {what} | {'、'.join(f'`{spoken(key)}`' for key in keys)} |" for what, keys in lines)
    return "\n".join(("| 做什么 | 按键 |", "|---|---|", *rows))


# What stands in a page as <!-- name --> gives way to the table.
TABLES: Mapping[str, Callable[[], str]] = {"keys of the window": of_commands, "keys of the sheet": of_sheet}
