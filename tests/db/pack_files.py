"""Packs as files, honest and hostile, for the tests: a small pack, in as many versions as are wanted."""

import shutil
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from db.packing.archive import bytes_of, packed_of
from tests.db.small import SHELVES

SMALL = SHELVES[0] / "small"
SHIPPED = (SHELVES[0].parent / "no-such-shelf",)  # a program that brings no packs


def folder_of(parent: Path, name: str = "river-2031", version: str = "1", **files: str) -> Path:
    """A pack in a folder of that name; `files`: by their path with __ for / and _dot_ for ., besides its own."""
    folder = Path(shutil.copytree(SMALL, parent / name))
    toml = (folder / "pack.toml").read_text(encoding="utf-8")
    toml = toml.replace('id = "small"', f'id = "{name}"').replace('version = "1"', f'version = "{version}"')
    toml = f'tabs = ["基本信息", "上报"]\n{toml}\n[[round]]\nid = "一上"\ntitle = "一上"\noutputs = ["workbook"]\n'
    (folder / "pack.toml").write_text(toml.replace("测试用的小表样包", "临河区部门预算"), encoding="utf-8")
    for path, text in files.items():
        target = folder / path.replace("__", "/").replace("_dot_", ".")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return folder


def file_of(parent: Path, name: str = "river-2031", version: str = "1") -> Path:
    """The same as a file that can be installed."""
    file = parent / f"{name}-{version}.ysbpack"
    file.write_bytes(bytes_of(packed_of(folder_of(parent / f"made-{version}", name, version))))
    return file


def zipped(path: Path, parts: Mapping[str, bytes | str], links: tuple[str, ...] = ()) -> Path:
    """A zip archive of these parts, as anybody may have made it; `links` are marked as symbolic links."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            part = ZipInfo(name)
            part.compress_type = ZIP_DEFLATED
            part.external_attr = (0o120777 if name in links else 0o100644) << 16
            archive.writestr(part, content)
    path.write_bytes(target.getvalue())
    return path


def parts_of(folder: Path) -> dict[str, bytes | str]:
    """The files of a folder as parts of an archive."""
    return {
        path.relative_to(folder.parent).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
