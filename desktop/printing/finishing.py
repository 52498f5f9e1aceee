"""What Qt leaves undone in a PDF: bookmarks, links, a date that is the book's, and characters that can be read again.

Qt names a glyph by the first character that has it: 一 becomes the radical ⼀, which nobody finds who looks for 一, and
a space a tab. And it writes the clock, so that no two PDFs of one book are the same.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from PySide6.QtGui import QRawFont

from desktop.printing.lettering import font_of
from desktop.printing.pages import POINT, Hand, Letter, Link, Page

_KIDS = re.compile(rb"/Kids\s*\[(.*?)\]", re.DOTALL)
_REFERENCE = re.compile(rb"(\d+) 0 R")
_STAMP = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")
_CODE = re.compile(rb"<([0-9A-Fa-f]{4})>")
_RANGE = re.compile(rb"<[0-9A-Fa-f]{4}> <[0-9A-Fa-f]{4}> (?:\[[^\]]*\]|<[0-9A-Fa-f]{4}>)")
_SUBSET = re.compile(rb"/FontName /[A-Z]{6}\+")
_OBJECT = re.compile(rb"\d+ 0 obj\s*")

Objects = dict[int, bytes]


def finished(content: bytes, pages: Sequence[Page], title: str, creator: str, made_at: datetime) -> bytes:
    """The PDF that QPdfWriter made of `pages`, with what it lacks."""
    objects, trailer = _objects(content)
    root, info = _named(trailer, b"Root"), _named(trailer, b"Info")
    kids = _KIDS.search(objects[_named(objects[root], b"Pages")])
    assert kids is not None
    leaves = [int(number) for number in _REFERENCE.findall(kids.group(1))]
    _date(objects, _named(objects[root], b"Metadata"), made_at)
    objects[info] = _info(title, creator, made_at)
    _name_glyphs(objects, _others(pages, _spoken(objects)))
    _link(objects, leaves, pages)
    _bookmark(objects, root, leaves, pages)
    objects, trailer = _in_order(objects, trailer)
    return _written(objects, re.sub(rb"/Size \d+", b"/Size %d" % (max(objects) + 1), trailer))


def _objects(content: bytes) -> tuple[Objects, bytes]:
    """The bodies of the objects by number, and the trailer's dictionary."""
    table = int(content[content.rindex(b"startxref") + len(b"startxref") :].split()[0])
    lines = content[table:].split(b"\n")
    first, count = (int(part) for part in lines[1].split())
    starts = {first + at: int(line[:10]) for at, line in enumerate(lines[2 : 2 + count]) if line[17:18] == b"n"}
    ends = dict(zip(sorted(starts.values()), [*sorted(starts.values())[1:], table], strict=True))
    objects = {}
    for number, start in starts.items():
        piece = content[start : ends[start]]
        head = _OBJECT.match(piece)
        assert head is not None
        objects[number] = piece[head.end() : piece.rindex(b"endobj")].rstrip(b"\n")
    trailer = content[content.rindex(b"trailer") + len(b"trailer") : content.rindex(b"startxref")].strip()
    return objects, trailer


def _in_order(objects: Objects, trailer: bytes) -> tuple[Objects, bytes]:
    """Numbered in the order they are referred to: Qt writes its fonts in an order of chance."""
    numbers: dict[int, int] = {}
    waiting = [int(number) for number in _REFERENCE.findall(trailer)]
    for number in waiting:
        if number not in numbers:
            numbers[number] = len(numbers) + 1
            waiting += (int(found) for found in _REFERENCE.findall(_dictionary(objects[number])))

    def renumbered(body: bytes) -> bytes:
        # The name of a part of a font is made of its old number.
        head = _SUBSET.sub(b"/FontName /YSBAAA+", _dictionary(body))
        body = head + body[len(_dictionary(body)) :]
        return _REFERENCE.sub(lambda found: b"%d 0 R" % numbers[int(found[1])], head) + body[len(head) :]

    return {numbers[number]: renumbered(objects[number]) for number in numbers}, renumbered(trailer)


def _dictionary(body: bytes) -> bytes:
    """What stands before the bytes of a stream."""
    return body.partition(b"stream\n")[0]


def _written(objects: Objects, trailer: bytes) -> bytes:
    parts, starts, at = [b"%PDF-1.4\n%\xc3\xa2\xc3\xa3\n"], {}, 0
    at = len(parts[0])
    for number in sorted(objects):
        starts[number] = at
        parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, objects[number]))
        at += len(parts[-1])
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n" % (max(objects) + 1))
    parts += [
        b"%010d 00000 n \n" % starts[number] if number in starts else b"0000000000 65535 f \n"
        for number in range(1, max(objects) + 1)
    ]
    parts.append(b"trailer\n%b\nstartxref\n%d\n%%%%EOF\n" % (trailer, at))
    return b"".join(parts)


def _named(dictionary: bytes, name: bytes) -> int:
    found = re.search(rb"/" + name + rb" (\d+) 0 R", dictionary)
    assert found is not None
    return int(found.group(1))


def _text(words: str) -> bytes:
    """A text string, in figures: so that no character can end it."""
    return b"<FEFF%b>" % words.encode("utf-16-be").hex().upper().encode("ascii")


# -- the date


def _info(title: str, creator: str, made_at: datetime) -> bytes:
    date = f"{made_at.astimezone(UTC):D:%Y%m%d%H%M%SZ}".encode("ascii")
    return b"<<\n/Title %b\n/Creator %b\n/Producer (Qt)\n/CreationDate (%b)\n/ModDate (%b)\n/Trapped /False\n>>" % (
        _text(title),
        _text(creator),
        date,
        date,
    )


def _date(objects: Objects, metadata: int, made_at: datetime) -> None:
    # As many characters as before: the stream keeps its length.
    stamp = f"{made_at.astimezone(UTC):%Y-%m-%dT%H:%M:%S+00:00}".encode("ascii")
    objects[metadata] = _STAMP.sub(stamp, objects[metadata])


# -- characters


def _spoken(objects: Objects) -> set[str]:
    """Every character that the PDF says a glyph stands for."""
    maps = (body for body in objects.values() if b"begincmap" in body)
    return {chr(int(code, 16)) for body in maps for part in _RANGE.findall(body) for code in _CODE.findall(part[14:])}


def _others(pages: Sequence[Page], spoken: Iterable[str]) -> dict[str, str]:
    """For characters that stand nowhere on the pages: the one that does, with the same glyph."""
    written = Counter(sign for page in pages for text in (page.mark, *page.texts()) for sign in text)
    signs = "".join(sorted((sign for sign in written if ord(sign) <= 0xFFFF), key=lambda sign: -written[sign]))
    unknown = "".join(sorted(set(spoken) - set(written)))
    found: dict[str, str] = {}
    for hand in Hand:
        font = QRawFont.fromFont(font_of(Letter(hand, 10)))
        by_glyph: dict[int, str] = {}
        for sign, glyph in zip(signs, font.glyphIndexesForString(signs), strict=True):
            by_glyph.setdefault(glyph, sign)
        for sign, glyph in zip(unknown, font.glyphIndexesForString(unknown), strict=True):
            if glyph and glyph in by_glyph:
                found.setdefault(sign, by_glyph[glyph])
    return found


def _name_glyphs(objects: Objects, others: dict[str, str]) -> None:
    """Say of each glyph what it stands for on these pages; as long as before, so that streams keep their length."""
    codes = {b"%04X" % ord(sign): b"<%04X>" % ord(other) for sign, other in others.items()}

    def named(part: re.Match[bytes]) -> bytes:
        return part[0][:14] + _CODE.sub(lambda code: codes.get(code[1].upper(), code[0]), part[0][14:])

    for number, body in objects.items():
        if b"begincmap" in body:
            objects[number] = _RANGE.sub(named, body)


# -- ways through it


def _link(objects: Objects, leaves: Sequence[int], pages: Sequence[Page]) -> None:
    """The lines of the contents lead where they say."""
    for leaf, page in zip(leaves, pages, strict=True):
        if page.links:
            notes = b" ".join(_annotation(link, page, leaves[link.page]) for link in page.links)
            objects[_named(objects[leaf], b"Annots")] = b"[ %b ]" % notes


def _annotation(link: Link, page: Page, target: int) -> bytes:
    corners = (link.left, page.height - link.bottom, link.right, page.height - link.top)
    place = " ".join(f"{corner / POINT:.2f}" for corner in corners).encode("ascii")
    return b"<< /Type /Annot /Subtype /Link /Border [0 0 0] /Rect [%b] /Dest [%d 0 R /Fit] >>" % (place, target)


def _bookmark(objects: Objects, root: int, leaves: Sequence[int], pages: Sequence[Page]) -> None:
    marks = [(subject, leaf) for leaf, page in zip(leaves, pages, strict=True) for subject in page.subjects]
    if not marks:
        return
    top = max(objects) + 1
    last = top + len(marks)
    for number, (subject, leaf) in enumerate(marks, start=top + 1):
        beside = (b"/Prev %d 0 R " % (number - 1) if number > top + 1 else b"") + (
            b"/Next %d 0 R " % (number + 1) if number < last else b""
        )
        objects[number] = b"<< /Title %b /Parent %d 0 R %b/Dest [%d 0 R /Fit] >>" % (_text(subject), top, beside, leaf)
    objects[top] = b"<< /Type /Outlines /First %d 0 R /Last %d 0 R /Count %d >>" % (top + 1, last, len(marks))
    objects[root] = objects[root].rstrip()[: -len(b">>")] + b"/Outlines %d 0 R\n/PageMode /UseOutlines\n>>" % top
