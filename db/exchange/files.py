"""Files as they leave the house: the same book gives the same bytes, and a file is whole or absent."""

import contextlib
import errno
import os
from collections.abc import Iterator, Mapping
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from db.errors import WriteFailed

CREATOR = "预算本"

_FIRST_DATE = (1980, 1, 1, 0, 0, 0)  # the oldest a zip archive can hold
_FORBIDDEN = frozenset('\\/:*?"<>|')
_LONGEST_NAME = 80


def workbook_bytes(workbook: Any, title: str, made_at: datetime, creator: str = CREATOR) -> bytes:
    """An openpyxl workbook as a file, with `made_at` for every date in it: two calls give the same bytes."""
    from openpyxl.writer.excel import ExcelWriter

    workbook.properties.creator = creator or None
    workbook.properties.title = title
    workbook.properties.created = workbook.properties.modified = made_at.replace(tzinfo=None, microsecond=0)
    loose = BytesIO()
    with ZipFile(loose, "w", ZIP_STORED) as archive:
        ExcelWriter(workbook, archive).write_data()
    return undated(loose)


def legal_name(text: str) -> str:
    """`text` as a part of a file name that Windows accepts."""
    kept = "".join("_" if sign in _FORBIDDEN or ord(sign) < 32 else sign for sign in text)
    return kept[:_LONGEST_NAME].strip(" .")


@contextlib.contextmanager
def written_together(folder: Path, contents: Mapping[str, bytes], state: str) -> Iterator[tuple[Path, ...]]:
    """Write files into `folder`, made if need be; they take their places at the end of the with block.

    Should the block fail, or one of the files not be writable, none appears. `state` is the sentence that
    says which state holds then. Raises WriteFailed.
    """
    waiting: list[tuple[Path, Path]] = []
    try:
        with _sentences(folder, state):
            folder.mkdir(parents=True, exist_ok=True)
            for name, content in contents.items():
                waiting.append((_beside(folder / name, content), folder / name))
        yield tuple(target for _, target in waiting)
        for draft, target in waiting:
            with _sentences(target, state):
                draft.replace(target)
    finally:
        for draft, _ in waiting:
            draft.unlink(missing_ok=True)


def write_file(target: Path, content: bytes, state: str = "原有的文件没有动。") -> Path:
    """Write one file whole or not at all; what has that name already is replaced. Raises WriteFailed."""
    with written_together(target.parent, {target.name: content}, state) as (written,):
        return written


def _beside(target: Path, content: bytes) -> Path:
    """The content in a file of its own in the target's folder: a rename within one folder cannot tear it."""
    draft = target.with_name(f"~{target.name}.tmp")
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        draft.unlink(missing_ok=True)
        raise
    return draft


@contextlib.contextmanager
def _sentences(place: Path, state: str) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise WriteFailed(f"{_cause(fault, place)}{state}") from fault


def _cause(fault: OSError, place: Path) -> str:
    if fault.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"磁盘已满，“{place}”写不下。请清理磁盘或换一个位置。"
    if isinstance(fault, PermissionError):
        return f"“{place}”写不进去：它可能正在 Excel 或 WPS 里打开，或没有写入权限。请关闭它或换个位置再试。"
    return f"“{place}”写不进去（{fault.strerror or fault}）。请核对文件夹是否存在、能否写入。"


def undated(loose: BytesIO) -> bytes:
    """A zip archive with its parts as they are, and without a date on any of them."""
    tight = BytesIO()
    with ZipFile(loose) as source, ZipFile(tight, "w", ZIP_DEFLATED) as target:
        for part in source.namelist():
            entry = ZipInfo(part, _FIRST_DATE)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 0
            target.writestr(entry, source.read(part))
    return tight.getvalue()
