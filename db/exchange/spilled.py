"""The last look at a publication: whether the name of a confidential project still stands in anything that is printed.

Checks tell while somebody writes; this looks at what was drawn, whatever it was drawn from.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec

from db.checks.places import spoken
from db.errors import BookError
from db.forms.sheet import Role

if TYPE_CHECKING:
    from db.book import Book
    from db.exchange.gathering import Submission
    from db.pack import Pack

_SHORTEST = 2  # signs of a name that can be told from other words
_SHOWN = 5  # places that are named; how many there are is told of all
_TEMPLATE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|\{[^{}]*\}", re.DOTALL)


class NameSpilled(BookError):  # noqa: N818 - it names what happened
    """A publication in which confidential projects are still named."""

    exit_code = 1


def refuse_spilled(book: "Book", made: "Submission") -> None:
    """Raises NameSpilled where a publication of `book` names one of its confidential projects.

    A word that the pack prints of itself, or the name of the department or of a unit, gives nothing away.
    """
    secrets = {
        name: _bare(name)
        for (name,) in book.connection.execute("select name from project where confidential = 1 order by id")
        if len(_bare(name)) >= _SHORTEST
    }
    if not secrets:
        return
    harmless = _harmless(book, secrets.values())
    found: dict[str, list[str]] = {}
    for place, text in _printed(book, made):
        bare = _bare(text)
        for name, sought in secrets.items():
            if sought in bare and sought in _without(bare, harmless[sought]):
                found.setdefault(name, []).append(place)
    if found:
        said = "；".join(f"“{name}”在{_listed(dict.fromkeys(places))}" for name, places in found.items())
        stays = "账套已经封存，请先“重新打开编制”，" if book.record().frozen else "请"
        raise NameSpilled(f"不能公开：要公开的材料里还有涉密项目的名称：{said}。{stays}从这些地方删去名称再公开。")


def _printed(book: "Book", made: "Submission") -> Iterator[tuple[str, str]]:
    """Every text that a face draws, and where it stands in words."""
    cover = made.cover
    yield from (("封面", text) for text in (made.stem, cover.department))
    yield from (("目录", line.title) for line in made.contents)
    for sheet in made.forms:
        for cell in sheet.cells:
            if cell.text and cell.role is not Role.HEADER:
                yield (spoken(book, cell.address) if cell.address else f"{sheet.name}表"), cell.text
    yield "公开说明的标题", made.disclosure.title
    yield from ((f"公开说明“{one.key or one.text[:20]}”", one.text) for one in made.disclosure.paragraphs)


def _harmless(book: "Book", secrets: Iterable[str]) -> dict[str, list[str]]:
    """Of each name the words that hold it and are nobody's secret, longest first."""
    own = [name for (name,) in book.connection.execute("select name from unit")]
    record = book.record()
    words = {_bare(word) for word in (*_words_of(book.pack), *own, record.budget_name, record.legal_name)}
    return {secret: sorted((word for word in words if secret in word), key=len, reverse=True) for secret in secrets}


def _words_of(pack: "Pack") -> Iterator[str]:
    """Whatever the pack prints of itself: its code lists, its forms, and what its sentences say between the figures."""
    for catalog in pack.catalogs.values():
        for record in catalog.records:
            yield from record
    for form in pack.forms.values():
        yield from _strings(msgspec.to_builtins(form))
    for line in pack.writing.outline.lines:
        yield from _TEMPLATE.split(line.text)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield from _TEMPLATE.split(value)
    elif isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _strings(each)


def _without(text: str, words: list[str]) -> str:
    for word in words:
        text = text.replace(word, "\n")
    return text


def _bare(text: str) -> str:
    """A text without what tells no two names apart: blanks, line ends, width and case of its signs."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _listed(places: dict[str, None]) -> str:
    shown = "、".join(list(places)[:_SHOWN])
    return shown if len(places) <= _SHOWN else f"{shown}等{len(places)}处"
