"""A written document on pages: headings, paragraphs with their first line set in by two characters, lines justified."""

from collections.abc import Iterator, Sequence

import msgspec

from db.disclosure.shape import Kind, Paragraph
from desktop.printing.lettering import Lettering, baseline
from desktop.printing.pages import LONG, POINT, SHORT, TEXT_MARGINS, Hand, Letter, Line, Page


class _Look(msgspec.Struct, frozen=True):
    """How a kind of paragraph is set; `before` and `after` are points of air."""

    letter: Letter
    leading: float = 28  # points, as official documents have it
    indent: int = 2  # characters
    centred: bool = False
    before: float = 0
    after: float = 0


_LOOKS: dict[Kind, _Look] = {
    "title": _Look(Letter(Hand.HEI, 22), 34, 0, centred=True, after=20),
    "part": _Look(Letter(Hand.HEI, 18), 32, 0, centred=True, before=12, after=8),
    "section": _Look(Letter(Hand.HEI, 16), before=4),
    "point": _Look(Letter(Hand.KAI, 16)),
    "text": _Look(Letter(Hand.FANG, 16)),
}
_HEADINGS = ("title", "part", "section", "point")
_PART_NEEDS = 0.5  # a part begins a page when less than half of one is left
_MOST_SPREAD = 0.08  # by which a line is stretched to be justified


class _Row(msgspec.Struct, frozen=True):
    """A line of the document; `alone`: no break after it. `subject`: a part begins here."""

    text: str
    look: _Look
    first: bool
    last: bool
    kept: bool
    subject: str = ""


def prose_pages(paragraphs: Sequence[Paragraph], lettering: Lettering) -> list[Page]:
    """The pages of these paragraphs; none without any."""
    width, height = SHORT - TEXT_MARGINS.left - TEXT_MARGINS.right, LONG - TEXT_MARGINS.top - TEXT_MARGINS.bottom
    rows = list(_rows(paragraphs, width, lettering))
    return [_page(chunk, width, lettering) for chunk in _chunks(rows, height)]


def _rows(paragraphs: Sequence[Paragraph], width: float, lettering: Lettering) -> Iterator[_Row]:
    for paragraph in paragraphs:
        look = _LOOKS.get(paragraph.kind, _LOOKS["text"])
        wrapped = lettering.wrap(paragraph.text, look.letter, width, look.indent * look.letter.em)
        if look.centred:
            wrapped = _even(paragraph.text, wrapped, look.letter, width, lettering)
        heading = paragraph.kind in _HEADINGS
        ends = _ends(paragraph.text, wrapped)
        for at, text in enumerate(wrapped):
            # Neither the first line of a paragraph alone at the foot of a page, nor its last alone at the head.
            near = len(wrapped) > 1 and at in (0, len(wrapped) - 2)
            yield _Row(
                text=text,
                look=look,
                first=at == 0 or ends[at - 1],
                last=ends[at],
                kept=heading or near,
                subject=paragraph.text.replace("\n", "") if at == 0 and paragraph.kind == "part" else "",
            )


def _even(text: str, wrapped: tuple[str, ...], letter: Letter, width: float, lettering: Lettering) -> tuple[str, ...]:
    """A heading over as many lines, none of them much shorter than the others."""
    for share in range(95, 45, -5):
        narrower = lettering.wrap(text, letter, width * share / 100)
        if len(narrower) > len(wrapped):
            break
        wrapped = narrower
    return wrapped


def _ends(text: str, wrapped: Sequence[str]) -> list[bool]:
    """Which of the lines end a paragraph: those that a line break of the text follows."""
    stops, taken = set(), 0
    for part in text.rstrip().split("\n"):
        taken += len("".join(part.split()))
        stops.add(taken)
    ends, at = [], 0
    for line in wrapped:
        at += len("".join(line.split()))
        ends.append(at in stops)
    return ends


def _step(row: _Row) -> float:
    """How far below the line before it a line stands."""
    return (row.look.leading + (row.look.before if row.first else 0)) * POINT


def _chunks(rows: Sequence[_Row], height: float) -> Iterator[Sequence[_Row]]:
    """The lines of each page."""
    at = 0
    while at < len(rows):
        end, taken = at, 0.0
        while end < len(rows) and (end == at or taken + _step(rows[end]) <= height):
            if end > at and rows[end].subject and taken > height * _PART_NEEDS and not _only_headings(rows[at:end]):
                break
            taken += _step(rows[end]) + (rows[end].look.after * POINT if rows[end].last else 0)
            end += 1
        stop = end
        while end < len(rows) and stop > at and rows[stop - 1].kept:
            stop -= 1
        end = stop if stop > at else end
        yield rows[at:end]
        at = end


def _only_headings(rows: Sequence[_Row]) -> bool:
    return all(row.look.centred for row in rows)


def _page(rows: Sequence[_Row], width: float, lettering: Lettering) -> Page:
    lines, y = [], TEXT_MARGINS.top
    for row in rows:
        look, letter = row.look, row.look.letter
        y += look.before * POINT if row.first and y > TEXT_MARGINS.top else 0.0
        room = width - (look.indent * letter.em if row.first else 0.0)
        free = room - lettering.width(row.text, letter)
        x = TEXT_MARGINS.left + width - room + (free / 2 if look.centred else 0.0)
        full = not (row.last or look.centred) and 0 < free <= _MOST_SPREAD * (room - free)
        if row.text:
            stretch = free / (room - free) if full else 0.0
            lines.append(Line(x, baseline(letter, y, look.leading * POINT), row.text, letter, stretch))
        y += look.leading * POINT + (look.after * POINT if row.last else 0.0)
    return Page(lines=tuple(lines), subjects=tuple(row.subject for row in rows if row.subject))
