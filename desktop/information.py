"""What there is to be said about this program where it runs: its version, its packs, where it keeps what, licences."""

from __future__ import annotations

import re
import sys
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from db.book import Book
    from db.shelf import OnShelf
    from desktop.home import Home

_LICENCES = "licences"  # the folder beside the .exe
_NAMED = re.compile(r"(licen|copying|notice)", re.IGNORECASE)
_PROJECT = "yusuanben"


class Location(NamedTuple):
    """Where something lies; it may not be there yet. `file`: it is a file in the folder that can be opened."""

    label: str
    path: Path
    file: bool = False

    @property
    def is_there(self) -> bool:
        """Can it be opened now?"""
        return self.path.exists()


class Information(NamedTuple):
    """`packs`: a line for each; `grounds`: what the program stands on; `remark`: what the user should know, or ''."""

    version: str
    packs: tuple[str, ...]
    locations: tuple[Location, ...]
    grounds: tuple[str, ...]
    remark: str

    def text(self) -> str:
        """All of it, to be read out or sent: nothing that is in a book."""
        return "\n".join(
            (
                f"预算本 {self.version}",
                *(f"表样包：{line}" for line in self.packs),
                *(f"{it.label}：{it.path}{'' if it.is_there else '（还没有）'}" for it in self.locations),
                *self.grounds,
                *([self.remark] if self.remark else []),
            )
        )


def information(home: Home, book: Book | None) -> Information:
    """As it is now, with that book open."""
    from db.file.backups import folder_of
    from db.shelf import packs
    from desktop.dialogs.about import program_version
    from desktop.surroundings import screens, versions

    own = book.pack.info if book is not None else None
    used = f"{own.id} {own.version}" if own is not None else ""
    locations = [
        Location("日志和出错报告", home.log),
        Location("窗口设置", home.settings, file=True),
        Location("后装的表样包", home.packs),
    ]
    if book is not None:
        locations = [
            Location("打开的账套", book.path, file=True),
            Location("账套的备份", folder_of(book.path)),
            *locations,
        ]
    return Information(
        version=program_version(),
        packs=tuple(_line(each, used) for each in packs()),
        locations=tuple(locations),
        grounds=(versions(), screens()),
        remark=home.refusal,
    )


def _line(pack: OnShelf, used: str) -> str:
    if pack.fault:
        return f"{pack.id}：不能用，{pack.fault}"
    source = "后装" if pack.installed else "随程序"
    in_use = "，打开的账套在用" if used == f"{pack.id} {pack.version}" else ""
    return f"{pack.name}（{pack.id}，第 {pack.version} 版，{source}{in_use}）"


def licences(program: Path | None) -> Mapping[str, str]:
    """The licence of each part of what is shipped: as it lies beside the .exe, or of the packages of a source tree."""
    folder = program.with_name(_LICENCES) if program is not None else None
    if folder is not None and folder.is_dir():
        return {path.stem: path.read_text("utf-8", errors="replace") for path in sorted(folder.glob("*.txt"))}
    said = {"Python": sys.copyright}
    for name in sorted(_needed(_PROJECT), key=str.lower):
        said[name] = _licence(metadata.distribution(name))
    return said


def _needed(name: str) -> frozenset[str]:
    """The packages that a package needs to run, and what these need, as far as they are installed."""
    found: set[str] = set()
    waiting = list(_required(name))
    while waiting:
        one = waiting.pop()
        if one not in found and _is_installed(one):
            found.add(one)
            waiting += _required(one)
    return frozenset(found)


def _required(name: str) -> Iterator[str]:
    try:
        lines = metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return
    for line in lines:
        match = re.match(r"[\w.-]+", line)
        if match is not None and "extra ==" not in line:
            yield match[0].lower().replace("_", "-")


def _is_installed(name: str) -> bool:
    try:
        metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def _licence(package: metadata.Distribution) -> str:
    """Its name and version, what its metadata say of its licence, and the texts that came with it."""
    said = package.metadata
    named = next((said[key] for key in ("License-Expression", "License") if key in said), "")
    classes = (line.rpartition(" :: ")[2] for line in said.get_all("Classifier") or () if line.startswith("License ::"))
    head = f"{said['Name']} {package.version}\n{named.strip() or '，'.join(classes)}"
    return "\n\n".join((head, *_texts(package)))


def _texts(package: metadata.Distribution) -> Iterable[str]:
    for file in package.files or ():
        if _NAMED.match(file.name) and file.suffix not in (".py", ".pyc"):
            path = Path(str(file.locate()))
            if path.is_file():
                yield path.read_text("utf-8", errors="replace")
