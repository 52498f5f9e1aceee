"""A whole submission as pages: cover, contents, the written part, the forms, what changed, the explanations."""

from collections.abc import Callable, Sequence

import msgspec

from db.disclosure.shape import Paragraph
from db.exchange.cover import CONTENTS, Cover, cover_sheet
from db.exchange.explained import explanations_sheet
from db.exchange.pages import page, page_header, page_title
from db.exchange.since_page import ON_PAPER, since_sheet
from db.exchange.submission import Submission
from db.forms.sheet import Cell, Sheet
from desktop.printing.forms import sheet_pages
from desktop.printing.lettering import Lettering
from desktop.printing.margins import with_margins
from desktop.printing.pages import FORM_MARGINS, MM, POINT, Line, Link, Page
from desktop.printing.prose import prose_pages
from desktop.printing.table import Manner

_SEAL = 45 * MM  # a round seal is 42 mm across at most
_COVER = Manner(largest=12, row=32 * POINT, last=_SEAL)
_ROOMY = Manner(row=24 * POINT)
_UNKNOWN = "000"

Tell = Callable[[int, int], object]


class _Entry(msgspec.Struct, frozen=True):
    """A line of the contents; `page` counts from 0 within what follows the contents, None: it is not there."""

    number: str
    title: str
    page: int | None


def booklet(submission: Submission, tell: Tell = lambda _done, _all: None) -> list[Page]:
    """Every page, in order, with its margins. `tell` hears after each form how many are set, of how many."""
    lettering = Lettering()
    cover = submission.cover
    front = sheet_pages(
        cover_sheet(cover, [one for one in submission.explanations if one.overridden]), lettering, _COVER
    )
    body, entries = _body(submission, lettering, tell)
    listed = sheet_pages(_contents([_Entry(e.number, e.title, None) for e in entries], 0), lettering, _ROOMY)
    ahead = len(front) + len(listed)
    listed = _linked(sheet_pages(_contents(entries, ahead), lettering, _ROOMY), entries, ahead)
    return with_margins([*front, *listed, *body], cover, lettering)


def form_pages(sheets: Sequence[Sheet], cover: Cover) -> list[Page]:
    """Some forms by themselves, with the margins that they have in the submission of `cover`."""
    lettering = Lettering()
    return with_margins([page for sheet in sheets for page in sheet_pages(sheet, lettering)], cover, lettering)


def _body(submission: Submission, lettering: Lettering, tell: Tell) -> tuple[list[Page], list[_Entry]]:
    before, heading, after = _around_forms(submission.disclosure.paragraphs)
    if submission.disclosure.title and not any(one.kind == "title" for one in before):
        before = [Paragraph(kind="title", text=submission.disclosure.title), *before]
    pages = prose_pages(before, lettering)
    entries = _parts(pages, 0)
    starts: dict[str, int] = {}
    for done, sheet in enumerate(submission.forms):
        starts[sheet.name] = len(pages)
        pages += sheet_pages(sheet, lettering, heading="" if done else heading)
        tell(done + 1, len(submission.forms))
    if heading:
        entries.append(_Entry("", heading, starts[submission.forms[0].name]))
    entries += [_Entry(line.number, line.title, starts.get(line.target)) for line in submission.contents]
    rest = prose_pages(after, lettering)
    entries += _parts(rest, len(pages))
    pages += rest
    for sheet in _last_sheets(submission):
        entries.append(_Entry("", sheet.title, len(pages)))
        pages += sheet_pages(sheet, lettering)
    return pages, entries


def _around_forms(paragraphs: Sequence[Paragraph]) -> tuple[list[Paragraph], str, list[Paragraph]]:
    """What is read before the forms, the heading right above them, and what follows them."""
    at = next((number for number, one in enumerate(paragraphs) if one.kind == "forms"), len(paragraphs))
    before, after = list(paragraphs[:at]), list(paragraphs[at + 1 :])
    heading = before.pop().text if before and at < len(paragraphs) and before[-1].kind == "part" else ""
    return before, heading, after


def _parts(pages: Sequence[Page], first: int) -> list[_Entry]:
    return [_Entry("", subject, first + at) for at, page in enumerate(pages) for subject in page.subjects]


def _last_sheets(submission: Submission) -> list[Sheet]:
    return [
        *([since_sheet(submission.since, submission.last, ON_PAPER)] if submission.last else []),
        *([explanations_sheet(submission.explanations)] if submission.explanations else []),
    ]


def _contents(entries: Sequence[_Entry], ahead: int) -> Sheet:
    cells = [page_title(CONTENTS, 3), *page_header(2, ("表号", "名称", "页码"))]
    for row, entry in enumerate(entries, start=3):
        number = "" if entry.page is None else str(entry.page + ahead + 1)
        cells += [
            Cell(row=row, column=0, text=entry.number, type="code", align="center"),
            Cell(row=row, column=1, text=entry.title, wrap=True, bold=not entry.number),
            Cell(row=row, column=2, text=number, align="center"),
        ]
    return page(CONTENTS, CONTENTS, (10, 70, 10), cells, 3, 3 + len(entries))


def _linked(pages: Sequence[Page], entries: Sequence[_Entry], ahead: int) -> list[Page]:
    """The contents, whose lines lead to their pages: a page number is the last text of each."""
    targets = [entry.page + ahead for entry in entries if entry.page is not None]
    linked = []
    for page_ in pages:
        left = 0.8 * page_.width
        numbers = [line for line in page_.lines if line.x > left and line.text.isdigit()]
        here, targets = targets[: len(numbers)], targets[len(numbers) :]
        links = tuple(_link(page_, line, target) for line, target in zip(numbers, here, strict=True))
        linked.append(msgspec.structs.replace(page_, links=links))
    return linked


def _link(page_: Page, line: Line, target: int) -> Link:
    em = line.letter.em
    return Link(FORM_MARGINS.left, line.y - 1.2 * em, page_.width - FORM_MARGINS.right, line.y + 0.6 * em, target)
