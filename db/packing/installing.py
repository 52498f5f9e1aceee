"""Packs added to those of the program, and taken away: a folder that appears whole, or not at all.

What is installed has been read, and tried on an empty book, before anything of it lies where a pack is looked for.
"""

import re
import shutil
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp
from uuid import uuid4

import msgspec

from db.definitions import PackInfo
from db.errors import PackError, WriteFailed
from db.file import backups
from db.file.patient import patiently
from db.pack import default_shelves, folder_of, info_of, installed_shelf
from db.packing.archive import Packed, bytes_of, packed, packed_of, read
from db.packing.names import ENDING, is_pack_id
from db.packing.proving import prove
from db.versions import rank

_LONG_SINCE = 24 * 60 * 60.0  # seconds
_SCRATCH = re.compile("~[0-9a-f]{12}")  # no folder that somebody made himself is called so
_OLD = ".old"  # the end of what the version before is called, until the new one is in its place


class Installed(msgspec.Struct, frozen=True):
    """A pack that has been added. `before`: the version that was there, or ''."""

    info: PackInfo
    before: str = ""


class NotNewer(PackError):  # noqa: N818 - it names what happened
    """The installed version is another one, and no earlier one: whoever wants this one in its place has to say so."""


def make(folder: Path, target: Path) -> PackInfo:
    """Write the pack in a folder to a file that can be handed on, the same bytes for the same content.

    Raises TargetExists, PackError: it would not be installed; WriteFailed.
    """
    if target.suffix.lower() != ENDING:
        raise PackError(f"表样包是 {ENDING} 文件，“{target.name}”不是；请换一个以 {ENDING} 结尾的文件名。")
    backups.refuse_existing(target)
    content = bytes_of(packed_of(folder))
    with _scratch(None) as scratch:
        info = _proven(packed(content, target.name), scratch, (folder.resolve().parent, *default_shelves()))
    unfinished = target.with_name(f"~{target.name}.new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(content)
        backups.publish(unfinished, target)
    except OSError as fault:
        raise WriteFailed(f"没能写入“{target}”。请确认文件夹可以写入、磁盘有空间，然后再做一次。") from fault
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
    return info


def install(
    source: Path,
    shelf: Path | None = None,
    shelves: Sequence[Path] | None = None,
    *,
    replacing: bool = False,
    go_on: Callable[[], object] = lambda: None,
) -> Installed:
    """Add the pack in a file to the `shelf`, that of this machine's user; packs are looked for on the `shelves`.

    `replacing`: even in the place of a later version, or of other files of the same one. `go_on` is called between the
    steps; what it raises leaves everything as it was.
    Raises NotNewer, PackError: why it is not installed; WriteFailed. What was there is there still.
    """
    shelf = shelf or installed_shelf()
    others = tuple(each for each in shelves or default_shelves() if each != shelf)
    pack = read(source)
    with _scratch(shelf) as scratch:
        info = _proven(pack, scratch, (shelf, *others), go_on)
        _refuse_shipped(info, others)
        _recover(shelf / pack.id)
        before = _version_of(shelf / pack.id)
        if before and _is_there(pack, shelf / pack.id):
            return Installed(info, before)
        if before and not replacing:
            _refuse_not_newer(info, before)
        go_on()
        _put(scratch / pack.id, shelf / pack.id)
    return Installed(info, before)


def remove(name: str, shelf: Path | None = None, shelves: Sequence[Path] | None = None) -> PackInfo | None:
    """Take a pack away that was added; what its files said it is, if they could still be read.

    Raises PackError: it was not added, or another one needs it; WriteFailed.
    """
    shelf = shelf or installed_shelf()
    shelves = tuple(shelves or default_shelves())
    folder = shelf / name
    if name not in {path.name for path in _installed(shelf)}:
        shipped = any((each / name / "pack.toml").is_file() for each in shelves)
        why = "是随程序带来的，不能移除" if shipped else "没有装过"
        raise PackError(f"表样包“{name}”{why}。用 yusuanben pack list 看装了哪些。")
    elsewhere = tuple(each for each in shelves if each != shelf)
    if not any((each / name / "pack.toml").is_file() for each in elsewhere):
        needing = [path.name for path in _installed(shelf) if path.name != name and _extends(path) == name]
        if needing:
            raise PackError(f"表样包“{'、'.join(needing)}”要用“{name}”（extends），不能移除；请先移除“{needing[0]}”。")
    try:
        info: PackInfo | None = info_of(name, (shelf, *elsewhere))[0]
    except PackError:
        info = None
    with _scratch(shelf) as scratch:
        try:
            patiently(lambda: folder.rename(scratch / name))
        except OSError as fault:
            raise WriteFailed(f"没能移除“{folder}”。请关闭用着这个表样包的账套，再做一次。") from fault
    return info


def _proven(
    pack: Packed, scratch: Path, shelves: Sequence[Path], go_on: Callable[[], object] = lambda: None
) -> PackInfo:
    """The pack laid out in the scratch folder, which is a shelf before all others, and found to work."""
    try:
        for name, content in pack.files.items():
            path = scratch / pack.id / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        _bring_extended(pack.id, scratch, shelves)
    except OSError as fault:
        raise WriteFailed(f"没能写入“{scratch}”。请确认磁盘有空间，然后再做一次。") from fault
    info = prove(pack.id, (scratch,), scratch, go_on).info
    if not _said(scratch / pack.id, "version"):
        # By its own version alone it is told from the one that is installed.
        raise PackError(f"表样包“{pack.id}”的 pack.toml 里没有 version，不能沿用 extends 的；请写上自己的版本号。")
    return info


def _bring_extended(name: str, scratch: Path, shelves: Sequence[Path]) -> None:
    """Copies of what a pack extends beside it: on this shelf alone it is tried, whatever versions lie elsewhere."""
    while (base := _extends(scratch / name)) and not (scratch / base).exists():
        folder = folder_of(base, shelves) if is_pack_id(base) else None
        if folder is None:
            return
        shutil.copytree(folder, scratch / base)
        name = base


def _refuse_shipped(info: PackInfo, others: Sequence[Path]) -> None:
    """What ships with the program counts unless a later version was added: an earlier one would only confuse."""
    for shelf in others:
        shipped = _version_of(shelf / info.id)
        if shipped and rank(info.version) <= rank(shipped):
            raise PackError(
                f"程序自带的表样包“{info.name}”已是第 {shipped} 版，这个文件是第 {info.version} 版，不用安装。"
            )


def _refuse_not_newer(info: PackInfo, before: str) -> None:
    if rank(info.version) == rank(before):
        raise NotNewer(f"已经装有“{info.name}”第 {before} 版，这个文件也是第 {info.version} 版，内容却不同。")
    if rank(info.version) < rank(before):
        raise NotNewer(
            f"已经装有“{info.name}”第 {before} 版，这个文件是较旧的第 {info.version} 版；"
            "换成旧版后，用新版做过的账套就打不开了。"
        )


def _is_there(pack: Packed, folder: Path) -> bool:
    """Is exactly this installed already?"""
    try:
        return packed_of(folder).files == pack.files
    except (PackError, OSError):
        return False


def _put(new: Path, place: Path) -> None:
    """Give a finished folder its name; the one before makes place, and returns when that fails. Raises WriteFailed."""
    old = place.with_name(f"{_temporary()}-{place.name}{_OLD}")
    try:
        if place.exists():
            patiently(lambda: place.rename(old))
        patiently(lambda: new.rename(place))
    except OSError as fault:
        with suppress(OSError):
            _bring_back(place)
        raise WriteFailed(f"没能装到“{place}”，没有改动。请关闭用着这个表样包的账套和别的程序，再做一次。") from fault
    shutil.rmtree(old, ignore_errors=True)


def _recover(place: Path) -> None:
    """Raises WriteFailed when what an installation left that broke off cannot be put in its place."""
    try:
        _bring_back(place)
    except OSError as fault:
        raise WriteFailed(f"没能写入“{place}”。请关闭别的程序，再做一次。") from fault


def _bring_back(place: Path) -> None:
    """The version before, when nothing is in its place: an installation broke off."""
    ending = f"-{place.name}{_OLD}"
    found = [path for path in place.parent.glob(f"~*{ending}") if _SCRATCH.fullmatch(path.name.removesuffix(ending))]
    left = sorted(found, key=lambda path: path.stat().st_mtime)
    if left and not place.exists():
        last = left.pop()
        patiently(lambda: last.rename(place))
    for old in left:
        shutil.rmtree(old, ignore_errors=True)


def _temporary() -> str:
    return f"~{uuid4().hex[:12]}"


@contextmanager
def _scratch(shelf: Path | None) -> Iterator[Path]:
    """A folder that is gone afterwards; on the disk of the `shelf`, so that a folder in it can be renamed to there."""
    try:
        if shelf is None:
            folder = Path(mkdtemp())
        else:
            # Not by mkdtemp: on Windows what lies in its folder stays closed to others, also after a renaming.
            folder = shelf / _temporary()
            folder.mkdir(parents=True)
            _sweep(shelf)
    except OSError as fault:
        raise WriteFailed(f"没能写入“{shelf}”。请确认文件夹可以写入、磁盘有空间，然后再做一次。") from fault
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _sweep(shelf: Path) -> None:
    """Take away what installations left that broke off, once nobody can be at work there."""
    for left in shelf.iterdir():
        with suppress(OSError):
            if _SCRATCH.fullmatch(left.name) and time.time() - left.stat().st_mtime > _LONG_SINCE:
                shutil.rmtree(left)


def _installed(shelf: Path) -> list[Path]:
    return sorted(path.parent for path in shelf.glob("*/pack.toml") if is_pack_id(path.parent.name))


def _version_of(folder: Path) -> str:
    """The version of the pack in a folder; '' when there is none."""
    return _said(folder, "version") or ("0" if (folder / "pack.toml").is_file() else "")


def _extends(folder: Path) -> str:
    return _said(folder, "extends")


def _said(folder: Path, key: str) -> str:
    try:
        return str(tomllib.loads((folder / "pack.toml").read_text(encoding="utf-8")).get(key, ""))
    except (OSError, ValueError, RecursionError):
        return ""
