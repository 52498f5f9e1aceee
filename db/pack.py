"""A pack: one district and year, read from TOML, SQL and CSV into immutable, validated values.

A pack that `extends` another looks up there, by file, whatever it does not bring itself.
"""

import csv
import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

import resources
from db.definitions import CatalogInfo, Document, Entry, Listing, PackInfo, Pivot
from db.disclosure.outline import Figure, Outline, Writing
from db.errors import MissingPack, PackError, reason
from db.judging import Check
from db.mailbox import is_mailbox
from db.notes import Notes, owned
from db.offering import CheckMend, CheckParts
from db.places import own_of, running
from db.stamps import Stamps, digest_of, files_of, heads_of, refusing_moved, steadily
from db.versions import rank

# How a pack that is not there gets there.
ADDING = "请向财政局要这个表样包（.ysbpack），用“安装表样包…”装上后再打开。"

FormKind = Pivot | Listing | Document
T = TypeVar("T")
B = TypeVar("B", CheckMend, CheckParts)


class CatalogRow(msgspec.Struct, frozen=True):
    """A line of a catalog. `attributes` holds every further column of its file (fund, nature, pinyin …)."""

    code: str
    name: str
    level: int
    parent: str
    attributes: dict[str, str]


class Catalog(msgspec.Struct, frozen=True):
    """A code list. `rows` by code; `records` all lines as in the file, `fields` their headings; `parents`: the codes
    that have others below them."""

    info: CatalogInfo
    fields: tuple[str, ...]
    records: tuple[tuple[str, ...], ...]
    rows: dict[str, CatalogRow]
    parents: frozenset[str] = frozenset()


class Pack(msgspec.Struct, frozen=True, eq=False):
    """Everything the bureau decided for one district and year.

    Equal to itself only, so that what is made of it can be remembered by it: comparing its texts would take longer.
    """

    info: PackInfo
    forms: dict[str, FormKind]
    entries: dict[str, Entry]
    checks: dict[str, Check]
    catalogs: dict[str, Catalog]
    texts: dict[str, str]
    notes: dict[str, Notes] = {}  # id of a form or entry tab → how it is filled in
    mends: dict[str, CheckMend] = {}  # check id → how its findings are mended
    parts: dict[str, CheckParts] = {}  # check id → what its figures are made of
    said: dict[str, str] = {}  # the selects by which its texts are read
    writing: Writing = Writing()  # what its disclosure says
    content: str = ""  # digest of the files it was read from; '' for what was read from none

    def codes(self, catalog: str) -> dict[str, CatalogRow]:
        """The rows of a code list by their codes; none where the pack has no such list."""
        found = self.catalogs.get(catalog)
        return found.rows if found is not None else {}

    def form(self, form_id: str) -> FormKind:
        """The form of that id; `15-2` names the second document of form 15. Raises UnknownForm."""
        from db.errors import UnknownForm

        found = self.forms.get(form_id) or self.forms.get(form_id.partition("-")[0])
        if found is None or ("-" in form_id and not isinstance(found, Document)):
            raise UnknownForm(f"没有编号为“{form_id}”的表；本套表有：{'、'.join(self.forms)}")
        return found


def default_shelves() -> tuple[Path, ...]:
    """The folders packs are looked for in: of those that were added, and of those that ship with the program."""
    return (installed_shelf(), resources.path("packs"))


def installed_shelf() -> Path:
    """The folder of the packs that were added to those of the program, which need not exist yet."""
    return own_of(running()).packs


def load(name: str, shelves: Sequence[Path] | None = None) -> Pack:
    """The pack called `name` from the `shelves`; of several the newest version, and the first shelf's of that.

    Raises MissingPack, PackError: a fault in one of its files, named by file and key.
    """
    where = tuple(shelves) if shelves is not None else default_shelves()

    def read() -> Pack:
        heads = heads_of(where)
        folders, _ = _headed(name, where, heads)
        return _read(name, where, heads, files_of(folders))

    return steadily(read)


def refuse_earlier(pack: Pack, version: str, name: str, book: Path | None = None) -> None:
    """Raises MissingPack when what is in the file `name` was made with a later version of its pack than this one."""
    if rank(pack.info.version) < rank(version):
        raise MissingPack(
            f"“{name}”用的是表样包“{pack.info.id}”第 {version[:20]} 版，这台电脑上只有第 {pack.info.version} 版；"
            f"为免用旧表样算错，没有打开。{ADDING}",
            pack.info.id,
            book,
        )


def info_of(name: str, shelves: Sequence[Path]) -> tuple[PackInfo, Path]:
    """What pack.toml says of the pack called `name`, and the folder where it lies. Raises as `load` does."""
    folders, info = steadily(lambda: _headed(name, tuple(shelves), heads_of(shelves)))
    return info, folders[0]


def folder_of(name: str, shelves: Sequence[Path]) -> Path | None:
    """Where the pack called `name` lies that counts: the newest version, of the first shelf that has it."""
    found = [shelf / name for shelf in shelves if (shelf / name / "pack.toml").is_file()]
    return max(found, key=_own_rank) if len(found) > 1 else next(iter(found), None)


def _own_rank(folder: Path) -> tuple[int, ...]:
    try:
        return rank(str(_toml(folder / "pack.toml").get("version", "")))
    except PackError:
        return ()  # what cannot be read gives way to what can


@lru_cache(maxsize=64)
def _headed(name: str, shelves: tuple[Path, ...], heads: Stamps) -> tuple[tuple[Path, ...], PackInfo]:
    """The folder of a pack and those it extends, and what their pack.toml say. Raises Moved, and as `load` does."""
    with refusing_moved(lambda: heads_of(shelves), heads):
        folders = _lineage(name, shelves)
        return folders, _info(folders)


@lru_cache(maxsize=4)  # a new book is founded, then opened; an import asks the same pack again
def _read(name: str, shelves: tuple[Path, ...], heads: Stamps, files: Stamps) -> Pack:
    """Raises Moved rather than give a pack half of one version and half of another; and as `load` does."""
    folders, info = _headed(name, shelves, heads)
    with refusing_moved(lambda: (*heads_of(shelves), *files_of(folders)), (*heads, *files)):
        return _pack_of(folders, info)


def _pack_of(folders: tuple[Path, ...], info: PackInfo) -> Pack:
    forms = _keyed(folders, "forms", Pivot | Listing | Document)
    entries = _keyed(folders, "entry", Entry)
    checks = {check.id: check for check in (_check(path) for path in _files(folders, "checks", "*.sql"))}
    texts = {path.stem: _text(path) for path in _files(folders, "text", "*.txt")}
    _refuse_unaddressed(info, texts)
    _refuse_telltale(info)
    return Pack(
        info=info,
        forms=forms,
        entries=dict(sorted(entries.items(), key=lambda item: item[1].position)),
        notes=owned(_keyed(folders, "notes", Notes), forms.keys() | entries.keys()),
        checks=checks,
        mends={mend.id: mend for mend in (_mend(path, checks) for path in _files(folders, "mends", "*.sql"))},
        parts={part.id: part for part in (_parts(path, checks) for path in _files(folders, "parts", "*.sql"))},
        catalogs={key: _catalog(folders, key, catalog) for key, catalog in info.catalogs.items()},
        said={path.stem: _text(path) for path in _files(folders, "said", "*.sql")},
        texts=texts,
        writing=_writing(folders),
        content=_digest(folders),
    )


def _lineage(name: str, shelves: tuple[Path, ...]) -> tuple[Path, ...]:
    """The pack's folder, then those it extends; each once."""
    folders: list[Path] = []
    while name:
        if name != Path(name).name or "\\" in name or ":" in name:
            # Received workbooks name packs: nobody leads this program to a folder of his own.
            raise PackError(f"“{name}”不是表样包的名称。请向发来文件的人核实。")
        folder = folder_of(name, shelves)
        if folder is None:
            raise MissingPack(f"这台电脑上没有表样包“{name}”。{ADDING}", name)
        if folder in folders:
            raise PackError(f"表样包“{name}”的 extends 绕成了圈，请改正 pack.toml。")
        folders.append(folder)
        name = str(_toml(folder / "pack.toml").get("extends", ""))
    return tuple(folders)


def _info(folders: tuple[Path, ...]) -> PackInfo:
    """pack.toml of the pack; what it leaves out comes from the one it extends (catalogs and severities one by one)."""
    merged: dict[str, Any] = {}
    for folder in reversed(folders):
        own = _toml(folder / "pack.toml")
        for key in ("catalog", "severities", "thresholds", "counts"):
            if key in merged:
                own[key] = {**merged[key], **own.get(key, {})}
        merged = {**merged, **own}
    return _convert(folders[0] / "pack.toml", merged, PackInfo)


def _refuse_unaddressed(info: PackInfo, texts: Mapping[str, str]) -> None:
    """Raises PackError when a mail is to be made that has no words, or goes to what is no address."""
    bureau = info.bureau
    told = next((each.id for each in info.rounds if each.public and "mail" in each.outputs), "")
    if told:
        raise PackError(f"表样包的 pack.toml 里“{told}”是公开的轮次，没有收件人，不能出邮件草稿。")
    if bureau is None:
        mailed = next((each.id for each in info.rounds if "mail" in each.outputs), "")
        if mailed:
            raise PackError(f"表样包的 pack.toml 里“{mailed}”要出邮件草稿，却没有 [bureau]。")
        return
    if bureau.letter not in texts:
        raise PackError(f"表样包的 pack.toml 里 bureau.letter 写了没有的文字：text/{bureau.letter}。")
    if bureau.mail and not is_mailbox(bureau.mail):
        raise PackError(f"表样包的 pack.toml 里 bureau.mail 不是邮箱地址：{bureau.mail}")


def _refuse_telltale(info: PackInfo) -> None:
    """Raises PackError when confidential projects are published under another name, with all that describes them."""
    if info.public.confidential and not info.public.telling:
        raise PackError(
            "表样包的 pack.toml 里写了 public.confidential，却没有 [public.telling]："
            '请写明涉密项目的哪些文字不公开，例如 project = ["purpose"]。'
        )


def _files(folders: tuple[Path, ...], kind: str, pattern: str) -> list[Path]:
    """The files of one kind by name, the pack's own before those it extends."""
    found: dict[str, Path] = {}
    for folder in reversed(folders):
        found.update({path.name: path for path in (folder / kind).glob(pattern) if path.is_file()})
    return [found[name] for name in sorted(found)]


def _keyed(folders: tuple[Path, ...], kind: str, shape: Any) -> dict[str, Any]:
    values = [_convert(path, _toml(path), shape) for path in _files(folders, kind, "*.toml")]
    return {value.id: value for value in values}


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        why = reason(fault) if isinstance(fault, OSError) else "不是 UTF-8 编码的文字"
        raise PackError(f"表样包的文件 {path.name} 读不出来：{why}。") from fault


def _digest(folders: tuple[Path, ...]) -> str:
    try:
        return digest_of(folders)
    except OSError as fault:
        raise PackError(f"表样包“{folders[0].name}”的文件读不出来：{reason(fault)}。") from fault


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(_text(path))
    except tomllib.TOMLDecodeError as fault:
        raise PackError(f"表样包的文件 {path.parent.name}/{path.name} 有语法错误：{fault}") from fault


def _convert(path: Path, value: Any, shape: type[T] | Any) -> T:
    try:
        converted: T = msgspec.convert(value, shape)
    except msgspec.ValidationError as fault:
        raise PackError(f"表样包的文件 {path.parent.name}/{path.name} 不合规定：{fault}") from fault
    return converted


_FRONT = re.compile(r"^--\s*([a-z_]+)\s*:\s*(.*?)\s*$")
_LISTS = ("forms", "rounds", "columns")
_FLAGS = ("structural", "completeness", "received", "limit")


def _check(path: Path) -> Check:
    """A check file: lines `-- key: value` at its head, then one select."""
    front = _front_and_select(path)
    front.update({key: str(front[key]).split() for key in _LISTS if key in front})
    front.update({key: front[key] == "yes" for key in _FLAGS if key in front})
    return _convert(path, front, Check)


def _mend(path: Path, checks: Collection[str]) -> CheckMend:
    """A mend file, written as a check file is. Raises PackError when its check is none of `checks`."""
    mend: CheckMend = _convert(path, _front_and_select(path), CheckMend)
    return _beside(path, mend, checks)


def _parts(path: Path, checks: Collection[str]) -> CheckParts:
    """A file of what a check's figures are made of. Raises PackError when its check is none of `checks`."""
    front = _front_and_select(path)
    front.update({key: front[key] == "yes" for key in _FLAGS if key in front})
    parts: CheckParts = _convert(path, front, CheckParts)
    return _beside(path, parts, checks)


def _writing(folders: tuple[Path, ...]) -> Writing:
    """The disclosure: `text/outline.toml`, its figures `text/*.sql`, its macros `text/words.jinja`; each may be absent.

    Raises PackError: a fault in one of them, or a paragraph repeated by a figure there is not.
    """
    figures = {figure.id: figure for figure in (_figure(path) for path in _files(folders, "text", "*.sql"))}
    words = "".join(_text(path) for path in _files(folders, "text", "words.jinja"))
    outline = Outline()
    keys: set[str] = set()
    for path in _files(folders, "text", "outline.toml"):
        read: Outline = _convert(path, _toml(path), Outline)
        outline = read
        for line in outline.lines:
            if line.each and (line.each not in figures or figures[line.each].rows != "many"):
                raise PackError(f"表样包的文件 text/{path.name} 的“{line.key}”按没有的数“{line.each}”重复。")
            if line.key in keys:
                raise PackError(f"表样包的文件 text/{path.name} 有两段的 key 都是“{line.key}”。")
            keys.update({line.key} - {""})
    return Writing(outline, figures, words)


def _figure(path: Path) -> Figure:
    """A figure file, written as a check file is, `columns` a list of names."""
    front = _front_and_select(path)
    front.update({key: str(front[key]).split() for key in _LISTS if key in front})
    return _convert(path, {"id": path.stem, **front}, Figure)


def _beside(path: Path, made: B, checks: Collection[str]) -> B:
    if made.id not in checks:
        raise PackError(f"表样包的文件 {path.parent.name}/{path.name} 写了没有的检查：{made.id}")
    return made


def _front_and_select(path: Path) -> dict[str, Any]:
    """The lines `-- key: value` at a file's head as texts, the rest as `sql`."""
    front: dict[str, Any] = {}
    body: list[str] = []
    for line in _text(path).splitlines():
        match = _FRONT.match(line) if not body else None
        if match:
            front[match[1]] = match[2]
        elif line.strip() or body:
            body.append(line)
    return {**front, "sql": "\n".join(body)}


def _catalog(folders: tuple[Path, ...], key: str, info: CatalogInfo) -> Catalog:
    path = next(
        (folder / "catalogs" / info.file for folder in folders if (folder / "catalogs" / info.file).is_file()),
        None,
    )
    if path is None:
        raise PackError(f"表样包缺少编码表 catalogs/{info.file}（{info.name}）。")
    fields, *records = csv.reader(_text(path).splitlines())
    rows: dict[str, CatalogRow] = {}
    if "code" in fields:
        at = {field: number for number, field in enumerate(fields)}
        own = ("code", "name", "level", "parent")
        for record in records:
            if len(record) != len(fields):
                raise PackError(f"编码表 {info.file} 有一行栏数不对：{','.join(record)}")
            rows[record[at["code"]]] = CatalogRow(
                code=record[at["code"]],
                name=record[at["name"]] if "name" in at else "",
                level=int(record[at["level"]]) if "level" in at else 1,
                parent=record[at["parent"]] if "parent" in at else "",
                attributes={field: record[number] for field, number in at.items() if field not in own},
            )
    parents = frozenset(row.parent for row in rows.values() if row.parent)
    return Catalog(info, tuple(fields), tuple(tuple(record) for record in records), rows, parents)
