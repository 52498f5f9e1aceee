"""Several files written as one: all of them are there afterwards, or everything is as it was.

No file system replaces two files in one step. So each new file is written whole beside its place, what stands there is
kept under another name, and only then do they change places, one by one, each in a step that cannot be half done.
Should one not be replaceable, those that were are brought back; what cannot be is left under a name that says what it
is. What a crash leaves is cleared away by a later export.
"""

import contextlib
import errno
import os
import re
import shutil
import time
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from uuid import uuid4

from db.errors import WriteFailed, reason
from db.exchange.names import LONGEST_PATH, units_of
from db.file.patient import patiently

_MARK, _DRAFT, _KEPT = "~ysb-", ".tmp", ".old"
_LEFT_BEHIND = 24 * 3600  # seconds: another export may still be at work with younger ones
# Since when it lies there says its name: what is kept has the times of the file that it was.
_TEMPORARY = re.compile(rf"{re.escape(_MARK)}(\d+)-[0-9a-f]+(?:{re.escape(_DRAFT)}|{re.escape(_KEPT)})")
_FULL = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))
_GONE = frozenset((errno.ENOENT, errno.ENODEV, errno.ENXIO, errno.EIO, errno.ESTALE, errno.ENOTDIR))


@contextlib.contextmanager
def written_together(folder: Path, contents: Mapping[str, bytes], state: str) -> Iterator[tuple[Path, ...]]:
    """Write files into `folder`, made if need be; within the with block all of them are in their places.

    Should one of them not be writable, or the block fail, what was there before is there again. `state` is the sentence
    that says so. Raises WriteFailed; where something could not be brought back, it says which file is which.
    """
    drafts: dict[Path, Path] = {}  # target → its new content
    kept: dict[Path, Path] = {}  # target → what stood there
    placed: list[Path] = []
    try:
        with _sentences(folder, state):
            folder.mkdir(parents=True, exist_ok=True)
            _clear(folder)
        for name in contents:
            _refuse_too_long(folder / name, state)
        for name, content in contents.items():
            with _sentences(folder / name, state):
                drafts[folder / name] = _beside(folder, content)
        try:
            for target, draft in drafts.items():
                with _sentences(target, state):
                    _keep(target, kept)
                    patiently(partial(draft.replace, target))
                    placed.append(target)
            _settle(folder)
            yield tuple(placed)
        except BaseException as fault:
            astray = _bring_back(placed, kept)
            if astray:
                said = fault.message.removesuffix(state) if isinstance(fault, WriteFailed) else "没有全部写好。"
                raise WriteFailed(f"{said}{astray}") from fault
            raise
    finally:
        for left in (*drafts.values(), *kept.values()):
            with contextlib.suppress(OSError):
                left.unlink(missing_ok=True)


def write_file(target: Path, content: bytes, state: str = "原有的文件没有动。") -> Path:
    """Write one file whole or not at all; what has that name already is replaced. Raises WriteFailed."""
    with written_together(target.parent, {target.name: content}, state) as (written,):
        return written


def _temporary(ending: str) -> str:
    return f"{_MARK}{int(time.time())}-{uuid4().hex[:12]}{ending}"


def _beside(folder: Path, content: bytes) -> Path:
    """The content in a file of its own in the folder: a rename within one folder cannot tear it."""
    draft = folder / _temporary(_DRAFT)
    try:
        with draft.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
        raise
    return draft


def _keep(target: Path, kept: dict[Path, Path]) -> None:
    """What stands at `target` gets a second name, or on a stick, which knows no second names, is copied."""
    if not target.exists():
        return
    other = target.with_name(_temporary(_KEPT))
    kept[target] = other
    try:
        other.hardlink_to(target)
    except OSError:
        if target.is_dir():
            raise
        shutil.copy2(target, other)


def _bring_back(placed: list[Path], kept: dict[Path, Path]) -> str:
    """Everything as it was; a sentence on what could not be, '' when all could."""
    astray: list[str] = []
    for target in reversed(placed):
        try:
            if target in kept:
                kept[target].replace(target)
            else:
                target.unlink(missing_ok=True)
        except OSError:
            if target in kept:
                old = _spoken(kept.pop(target), target)  # it stays: it is the only one of its kind
                astray.append(f"“{target.name}”已是新文件，原来的那份叫“{old.name}”")
            else:
                astray.append(f"“{target.name}”已经写出")
        else:
            kept.pop(target, None)
    return f"其中{'；'.join(astray)}；其余文件没有动。请核对文件夹“{placed[0].parent}”。" if astray else ""


def _spoken(old: Path, target: Path) -> Path:
    """What `target` was before, under a name that people read and no export clears away: `甲 (旧).xlsx`."""
    for number in range(1, 100):
        other = target.with_name(f"{target.stem} (旧{number if number > 1 else ''}){target.suffix}")
        with contextlib.suppress(OSError):
            if not os.path.lexists(other):
                return old.rename(other)
    return old


def _refuse_too_long(target: Path, state: str, windows: bool = os.name == "nt") -> None:
    """Windows says of a path that is too long that it is not there."""
    units = units_of(str(target.absolute()))
    if windows and units > LONGEST_PATH:
        raise WriteFailed(
            f"“{target.name}”连同文件夹的路径有 {units} 个字，Windows 最多 {LONGEST_PATH} 个。"
            f"请换一个层级少、名称短的文件夹。{state}"
        )


def _clear(folder: Path) -> None:
    """Remove what exports that crashed long ago left there; what cannot be removed is in nobody's way."""
    for left in folder.iterdir():
        known = _TEMPORARY.fullmatch(left.name)
        if known and time.time() - int(known[1]) > _LEFT_BEHIND:
            with contextlib.suppress(OSError):
                left.unlink(missing_ok=True)


def _settle(folder: Path) -> None:
    """The new names on the disk too, where a folder can be asked for it."""
    with contextlib.suppress(OSError, AttributeError):
        opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


@contextlib.contextmanager
def _sentences(place: Path, state: str) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise WriteFailed(f"{_cause(fault, place)}{state}") from fault


def _cause(fault: OSError, place: Path) -> str:
    if fault.errno in _FULL:
        return f"磁盘已满，“{place}”写不下。请清理磁盘或换一个位置。"
    if isinstance(fault, PermissionError | IsADirectoryError):
        return f"“{place}”写不进去：它可能正在 Excel 或 WPS 里打开，或没有写入权限。请关闭它或换个位置再试。"
    if fault.errno == errno.ENAMETOOLONG:
        return f"“{place.name}”的名称或路径太长。请换一个层级少、名称短的文件夹。"
    if fault.errno in _GONE:
        return f"“{place}”写不进去：文件夹不在了，U盘可能已拔出，或网络盘断开了。请接好后再试，或换一个位置。"
    return f"“{place}”写不进去（{reason(fault)}）。请核对文件夹是否存在、能否写入。"
