"""A pack as one file, `.ysbpack`: a zip archive of its folder. What comes in is hostile until it has been read.

Names and sizes are judged before anything is unpacked, and what the archive claims about sizes is not believed.
"""

import stat
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import msgspec

from db.archives import BROKEN, ENCRYPTED
from db.errors import PackError
from db.packing.names import ENDING, SUFFIXES, is_file_of_pack, is_pack_id

LARGEST_FILE = 16 * 1024 * 1024
LARGEST_UNPACKED = 64 * 1024 * 1024
LARGEST_PART = 8 * 1024 * 1024
MOST_PARTS = 3_000

_ZIP = b"PK\x03\x04"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the same folder gives the same bytes, whenever it is packed
_PLAIN_FILE = (stat.S_IFREG | 0o644) << 16
_UNIX = 3


class Packed(msgspec.Struct, frozen=True):
    """The files of a pack by their paths within its folder, whose name is `id`. Nothing of them has been believed."""

    id: str
    files: Mapping[str, bytes]


def packed_of(folder: Path) -> Packed:
    """The pack in a folder. Raises PackError for what could not be installed, by its name."""
    if not (folder / "pack.toml").is_file():
        raise PackError(f"文件夹“{folder}”里没有 pack.toml，不是表样包。请选择表样包自己的文件夹。")
    folder = folder.resolve()
    _refuse_id(folder.name, folder.name)
    files: dict[str, bytes] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() or not (path.is_dir() or is_file_of_pack(name)):
            raise PackError(f"表样包里的“{name}”不能打包：{_RULE}")
        if path.is_file():
            files[name] = path.read_bytes()
    return Packed(folder.name, files)


def bytes_of(pack: Packed) -> bytes:
    """The pack as the bytes of a file, the same for the same content."""
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        for name in sorted(pack.files):
            part = ZipInfo(f"{pack.id}/{name}", _LONG_AGO)
            part.compress_type, part.external_attr, part.create_system = ZIP_DEFLATED, _PLAIN_FILE, _UNIX
            archive.writestr(part, pack.files[name], compresslevel=9)
    return target.getvalue()


def read(path: Path) -> Packed:
    """The pack in a file. Raises PackError: no pack, or one that no honest program packs."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise PackError(f"没有找到“{path}”。请核对文件名和所在的文件夹。") from None
    except OSError as fault:
        raise PackError(f"“{path}”读不出来。请确认它是一个文件，没有被别的程序占用，并且您有权查看。") from fault
    return packed(content, path.name)


def packed(content: bytes, name: str) -> Packed:
    """The same of a file's bytes; `name` is said."""
    if not content.startswith(_ZIP):
        raise PackError(f"“{name}”不是表样包。请选择财政局发来的 {ENDING} 文件。")
    if len(content) > LARGEST_FILE:
        raise _strange(name, "文件太大")
    try:
        with ZipFile(BytesIO(content)) as archive:
            return _unpacked(archive, name)
    except ENCRYPTED as fault:
        raise _strange(name, "有打开密码") from fault
    except BROKEN as fault:
        raise PackError(f"“{name}”不完整，可能没有下载完。请重新取得这个表样包。") from fault


def _unpacked(archive: ZipFile, name: str) -> Packed:
    parts = [part for part in archive.infolist() if not _is_folder(part)]
    if len(archive.infolist()) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise _strange(name, "里面的文件太多或太大")
    ids = sorted({part.filename.partition("/")[0] for part in archive.infolist()})
    if len(ids) != 1:
        raise _strange(name, "里面不是只有一个文件夹")
    _refuse_id(ids[0], name)
    files: dict[str, bytes] = {}
    seen: set[str] = set()
    for part in parts:
        inner = part.filename.removeprefix(f"{ids[0]}/")
        kind = stat.S_IFMT(part.external_attr >> 16)
        if part.orig_filename != part.filename or kind not in (0, stat.S_IFREG) or not is_file_of_pack(inner):
            raise _strange(name, f"“{part.filename[:80]}”不该在里面：{_RULE.rstrip('。')}")
        if part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) or part.flag_bits & 1:
            raise _strange(name, "压缩的方法不对，或有打开密码")
        if inner.casefold() in seen:
            raise _strange(name, f"“{inner}”有两份")
        seen.add(inner.casefold())
        files[inner] = _content(archive, part, name)
    if "pack.toml" not in files:
        raise PackError(f"“{name}”里没有 {ids[0]}/pack.toml，不是表样包。请向发来的人核实。")
    return Packed(ids[0], files)


def _content(archive: ZipFile, part: ZipInfo, name: str) -> bytes:
    with archive.open(part) as opened:
        found = opened.read(LARGEST_PART + 1)
    if len(found) > LARGEST_PART:
        raise _strange(name, f"“{part.filename[:80]}”太大")
    return found


def _is_folder(part: ZipInfo) -> bool:
    return part.is_dir() and part.file_size == 0 and stat.S_IFMT(part.external_attr >> 16) in (0, stat.S_IFDIR)


def _refuse_id(found: str, name: str) -> None:
    if not is_pack_id(found):
        raise PackError(
            f"“{name}”里的文件夹名“{found[:80]}”不能作表样包的名称："
            "只用小写字母、数字和中间的连字号，例如 riverside-2031。"
        )


_RULE = f"表样包的文件直接放在它的文件夹里，或再下一层，名称合 Windows 的规定，扩展名是 {'、'.join(SUFFIXES)}。"


def _strange(name: str, why: str) -> PackError:
    return PackError(f"“{name}”不像正常的表样包（{why}），为安全起见没有安装。请向财政局核实。")
