"""What the manual says: its pages in their order, what each is about, and where in it a text occurs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import msgspec

import resources
from desktop.manual.keys import TABLES

_HEADING = re.compile(r"^(#{1,3}) +(.+)$", re.MULTILINE)
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
# Chinese has no blank where a line of the file ends.
_WRAPPED = re.compile(r"(?<=[^\x00-\xff])\n *(?=[^\x00-\xff])")
_SIGNS = re.compile(r"^[#>\-*\s]+|[`*|]|^[-|: ]+$", re.MULTILINE)
_BEFORE, _AFTER = 10, 34  # letters around what was found


class Target(NamedTuple):
    """A place of the manual: a page by its name and a heading on it, '' for its top."""

    page: str
    heading: str = ""


class Page(NamedTuple):
    """A page. `text` is Markdown; `title` its first heading, `headings` those below."""

    name: str
    title: str
    text: str
    headings: tuple[str, ...]


class Hit(NamedTuple):
    """A place where a text occurs, and the words around it."""

    target: Target
    title: str
    excerpt: str


class _Listed(msgspec.Struct, frozen=True):
    pages: tuple[str, ...]
    places: dict[str, str]


class Manual(NamedTuple):
    """`places`: where the user may be in the program → what to show him."""

    pages: tuple[Page, ...]
    places: Mapping[str, Target]

    def page(self, name: str) -> Page:
        """The page of that name. Raises KeyError."""
        found = next((page for page in self.pages if page.name == name), None)
        if found is None:
            raise KeyError(name)
        return found

    def about(self, keys: Iterable[str]) -> Target:
        """What is written about the first of the places that is known; the first page if none is."""
        return next((self.places[key] for key in keys if key in self.places), Target(self.pages[0].name))

    def find(self, wanted: str) -> tuple[Hit, ...]:
        """Where a text occurs, large and small letters alike, one hit for each heading."""
        return tuple(self._hits(wanted.strip().lower())) if wanted.strip() else ()

    def _hits(self, wanted: str) -> Iterator[Hit]:
        for page in self.pages:
            for heading, text in _parts(page):
                said = " ".join(plain(text).split())
                at = said.lower().find(wanted)
                if at >= 0 or wanted in heading.lower():
                    start = max(0, at - _BEFORE)
                    excerpt = ("…" if start else "") + said[start : start + _BEFORE + _AFTER]
                    title = page.title if heading in ("", page.title) else f"{page.title} · {heading}"
                    yield Hit(Target(page.name, "" if heading == page.title else heading), title, excerpt)


def plain(text: str) -> str:
    """The words of a Markdown text, without its signs and pictures."""
    return _SIGNS.sub("", _LINK.sub(r"\1", _PICTURE.sub("", text)))


def target_of(link: str) -> Target:
    """The place that a link from page to page names: `submit.md#退回后重报`."""
    name, _, heading = link.partition("#")
    return Target(name.removesuffix(".md"), heading)


def read() -> Manual:
    """The manual that lies in the resources."""
    folder = resources.path("manual")
    listed = msgspec.toml.decode((folder / "contents.toml").read_bytes(), type=_Listed)
    pages = tuple(_page(name, (folder / f"{name}.md").read_text("utf-8")) for name in listed.pages)
    return Manual(pages, {place: target_of(link) for place, link in listed.places.items()})


def _page(name: str, text: str) -> Page:
    for sign, table in TABLES.items():
        text = text.replace(f"<!-- {sign} -->", table())
    text = _WRAPPED.sub("", text)
    title, *headings = (found[2].strip() for found in _HEADING.finditer(text))
    return Page(name, title, text, tuple(headings))


def _parts(page: Page) -> Iterator[tuple[str, str]]:
    """Each heading with the text below it."""
    found = list(_HEADING.finditer(page.text))
    ends = [one.start() for one in found[1:]] + [len(page.text)]
    for one, end in zip(found, ends, strict=True):
        yield one[2].strip(), page.text[one.end() : end]
