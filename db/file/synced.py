"""Folders that a program of somebody else keeps the same on several computers, and the copies it makes of a conflict.

A book there may be written over, or locked for a moment, by that program: known by the names of its folders.
"""

import platform
import re
from pathlib import Path

# As the programs name their folders, small letters; what follows " - " is the name of an organisation.
_FOLDERS = {
    "onedrive": "OneDrive",
    "nutstore": "坚果云",
    "nutstore files": "坚果云",
    "坚果云": "坚果云",
    "我的坚果云": "坚果云",
    "baidusyncdisk": "百度网盘",
    "百度网盘同步空间": "百度网盘",
    "百度云同步盘": "百度网盘",
    "wpsdrive": "WPS 云盘",
    "wps云盘": "WPS 云盘",
    "wps cloud files": "WPS 云盘",
    "微云同步助手": "微云",
    "iclouddrive": "iCloud",
    "icloud drive": "iCloud",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
}
# What they put behind the name of a file: `-冲突`, `-NSConflict-王`, `(冲突)`, `(王的冲突副本 2024-11-05)`,
# `(wang's conflicted copy 2024-11-05)`, `.sync-conflict-20241105-…`. Not `会计冲突事项`.
_KIND = r"(?:冲突(?:的?(?:副本|文件|版本))?|(?:ns|sync-)?conflict(?:ed)?(?:[ _-]copy)?)"
_CONFLICT = re.compile(
    rf"\s*[-_.]\s*{_KIND}(?:[-_.\s(（\d].*)?|\s*[(（\[](?:[^()（）]*(?:的|\W))?{_KIND}(?:[\s\d:：_-].*)?[)）\]].*",
    re.IGNORECASE | re.DOTALL,
)


def service_of(book: Path) -> str:
    """Whose folder that book lies in; empty: it is nobody's."""
    parts = [part.lower().partition(" - ")[0].strip() for part in book.parent.parts]
    return next((_FOLDERS[part] for part in reversed(parts) if part in _FOLDERS), "")


def conflicts_of(book: Path) -> tuple[str, ...]:
    """The names of what lies beside that book as its copies from a conflict."""
    try:
        beside = sorted(path for path in book.parent.glob("*.ysb") if path.name != book.name)
    except OSError:
        return ()
    # OneDrive names the computer.
    ours = re.compile(rf"-{re.escape(platform.node())}(?:[-\s]?[(（]?\d+[)）]?)?", re.IGNORECASE)
    rests = ((path.name, path.stem[len(book.stem) :]) for path in beside if path.stem.startswith(book.stem))
    return tuple(name for name, rest in rests if _CONFLICT.fullmatch(rest) or ours.fullmatch(rest))
