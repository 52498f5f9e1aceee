"""Paths that are too long for the system or for SQLite: asked when something failed, to say why."""

import os
import sys
from pathlib import Path

_NAME = 255  # of one name: bytes, on Windows UTF-16 units
_BESIDE = len("-journal")  # the longest ending of what lies beside a book
# Of a whole path: Windows, unless somebody told it otherwise; elsewhere SQLite, in bytes.
_PATH = 259 if sys.platform == "win32" else 512 - _BESIDE


def has_long_name(book: Path) -> bool:
    """Is there no room for the files that lie beside that book while it is written?"""
    return _measure(book.name) + _BESIDE > _NAME


def too_long(path: Path) -> str:
    """That the length of `path` is the matter, and how to mend it; empty when it is not."""
    if has_long_name(path):
        return "文件名太长，请改短到 80 个字以内。"
    if _measure(str(path)) > _PATH:
        return f"文件夹套得太深，路径连文件名有 {len(str(path))} 个字，请把它移到上几级的文件夹。"
    return ""


def _measure(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2 if sys.platform == "win32" else len(os.fsencode(text))
