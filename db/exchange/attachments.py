"""Files that somebody puts beside a submission: the scanned page with the seal, what the figures rest on."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from db.errors import BookError, reason
from db.exchange.names import legal_part

MUCH = 20 * 1024 * 1024  # bytes of a mail that many offices' servers no longer take

_LONGEST_ENDING = 12
_LONGEST_STEM = 60


class NoAttachment(BookError):  # noqa: N818 - it names what happened
    """A file that was to be attached cannot be read."""


def read_attachments(paths: Iterable[Path]) -> dict[str, bytes]:
    """The files by name, in order; two of one name are kept apart. Raises NoAttachment."""
    found: dict[str, bytes] = {}
    taken: set[str] = set()
    for path in paths:
        name = _distinct(path.name, taken)
        taken.add(name.casefold())
        found[name] = _read(path)
    return found


def readable_names(code: str, year: int, files: Mapping[str, bytes], own: Mapping[str, bytes]) -> dict[str, bytes]:
    """All that is attached, by names that begin with plain letters or digits: what comes after them may be garbled.

    The submission's own `files` keep theirs where they can; the others (`own`) are numbered: `112_2024_fj1_扫描件.pdf`.
    """
    plain = "".join(sign for sign in code if sign.isascii() and sign.isalnum())
    begun = f"{plain}_{year}" if plain else str(year)
    named = {name if _is_plain(name[:1]) else f"{begun}_{name}": content for name, content in files.items()}
    for number, (name, content) in enumerate(own.items(), start=1):
        named[f"{begun}_fj{number}_{_short(name)}"] = content
    return named


def spoken_size(size: int) -> str:
    """Bytes as people say them: `36 KB`, `1.2 MB`."""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / 1024 / 1024:.1f} MB"


def size_warning(size: int) -> str:
    """What is to be said of a mail of so many bytes; '' when any server takes it."""
    if size <= MUCH:
        return ""
    return f"邮件有 {spoken_size(size)}，超过 20 MB，不少政务邮箱收不下；可减少附件、压缩扫描件，或分几封发送。"


def _read(path: Path) -> bytes:
    if path.is_dir():
        raise NoAttachment(f"“{path}”是文件夹，不能作附件；请选里面的文件，或先压缩成一个文件。")
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise NoAttachment(f"没有找到附件“{path}”，可能已经改名或移走；请重新选择。") from None
    except OSError as fault:
        raise NoAttachment(f"附件“{path}”读不出来（{reason(fault)}）；请关闭正在使用它的程序再试。") from fault


def _distinct(name: str, taken: set[str]) -> str:
    stem, dot, ending = name.rpartition(".")
    number, tried = 1, name
    while tried.casefold() in taken:
        number += 1
        tried = f"{stem}({number}){dot}{ending}" if stem else f"{name}({number})"
    return tried


def _short(name: str) -> str:
    """A name as Windows accepts it, no longer than a mail's line can hold, with its ending."""
    stem, dot, ending = name.rpartition(".")
    if not stem or len(ending) > _LONGEST_ENDING:
        return legal_part(name, _LONGEST_STEM)
    return f"{legal_part(stem, _LONGEST_STEM)}{dot}{legal_part(ending)}"


def _is_plain(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()
