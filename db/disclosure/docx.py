"""The disclosure as a document: title, contents, the written parts, and the forms as tables drawn from their Sheets."""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from io import BytesIO
from typing import TYPE_CHECKING, Any

import msgspec
from docx import Document
from docx.oxml.xmlchemy import BaseOxmlElement

from db.disclosure.blank import blank
from db.disclosure.runs import bookmark, clean, field, made, paragraph, run
from db.disclosure.shape import Disclosure, Kind, Paragraph
from db.disclosure.tables import lines_above, lines_below, table
from db.exchange.cover import ContentsLine, Cover
from db.exchange.files import CREATOR, undated
from db.forms.sheet import Sheet

if TYPE_CHECKING:
    from db.exchange.submission import Submission

_CONTENTS = "目　录"
_DRAFT = "草　稿"
_NO_FORM = "（没有这张表的内容）"
_STYLES: Mapping[Kind, str] = {"part": "Heading1", "section": "Heading2", "point": "Heading3", "text": "Normal"}
_LEVELS: Mapping[str, int] = {"Heading1": 1, "Heading2": 2, "Heading3": 3, "FormTitle": 2}

# Twentieths of a point: A4, and the margins of pages that hold a form.
_SHORT, _LONG = 11906, 16838
_SIDE, _ENDS = 851, 1021
_ABOVE = 1040  # number, title and unit line of a form


class _Heading(msgspec.Struct, frozen=True):
    """A line of the contents, and the name of the place it leads to."""

    level: int
    text: str
    name: str


class _Page(msgspec.Struct, frozen=True):
    """A form of the fifth part: its heading and its Sheet, if there is one."""

    title: str
    sheet: Sheet | None


def document_face(submission: "Submission") -> dict[str, bytes]:
    """The document, by its file name; the same submission gives the same bytes. None where nothing is disclosed."""
    if not submission.disclosure.paragraphs:
        return {}
    pages = _pages(submission.contents, submission.forms)
    return {f"{submission.stem}.docx": _Writer(submission).write(submission.disclosure, pages)}


def _pages(contents: Sequence[ContentsLine], forms: Sequence[Sheet]) -> list[_Page]:
    sheets = {sheet.name: sheet for sheet in forms}
    return [_Page(line.title, sheets.get(line.target)) for line in contents]


class _Writer:
    """Puts one document together."""

    def __init__(self, submission: "Submission") -> None:
        self._submission = submission
        self._document: Any = Document(blank(named=not submission.cover.public))
        self._body = self._document.element.body
        self._fresh = False  # is the page that is open still without a form?
        self._headings: list[_Heading] = []

    def write(self, disclosure: Disclosure, pages: Sequence[_Page]) -> bytes:
        title = paragraph("Title", run(disclosure.title))
        self._add(title)
        self._text(disclosure.paragraphs, pages)
        # Only now it is known what the contents are.
        for line in reversed(list(self._contents())):
            title.addnext(line)
        self._margins(self._submission.cover)
        return self._saved(disclosure.title)

    def _text(self, paragraphs: Sequence[Paragraph], pages: Sequence[_Page]) -> None:
        for number, one in enumerate(paragraphs):
            if one.kind == "forms":
                for page in pages:
                    self._form(page)
                continue
            if number + 1 < len(paragraphs) and paragraphs[number + 1].kind == "forms" and pages:
                self._section(landscape=_is_landscape(pages[0]))
            style = _STYLES[one.kind]
            if style in _LEVELS:
                self._heading(style, one.text, fresh=not self._headings)
            else:
                self._add(paragraph(style, run(one.text)))

    def _form(self, page: _Page) -> None:
        if not self._fresh:
            self._section(landscape=_is_landscape(page))
        self._fresh = False
        sheet = page.sheet
        above = list(lines_above(sheet)) if sheet is not None else []
        number, unit = above[:-1], above[-1:]
        for line in number:
            self._add(line)
        self._heading("FormTitle", page.title)
        for line in unit:
            self._add(line)
        if sheet is None:
            self._add(paragraph("FormLine", run(_NO_FORM)))
            return
        self._add(table(sheet, *self._room(landscape=sheet.landscape)))
        for line in lines_below(sheet):
            self._add(line)

    def _heading(self, style: str, text: str, *, fresh: bool = False) -> None:
        """A heading, which the contents lead to. `fresh`: it begins a page."""
        name = f"_Toc{len(self._headings) + 1:06}"
        self._headings.append(_Heading(_LEVELS[style], clean(text), name))
        made_heading = paragraph(style, *bookmark(name, len(self._headings), run(text)))
        if fresh:
            made_heading[0].append(made("pageBreakBefore"))
        self._add(made_heading)

    def _contents(self) -> Iterator[BaseOxmlElement]:
        """A field that lists the headings, as it stands when it is counted; pages are not known before that."""
        yield paragraph("ContentsTitle", run(_CONTENTS))
        begin = list(field('TOC \\o "1-3" \\n \\h \\z \\u', ""))[:3]  # what it shows are the paragraphs that follow
        for number, heading in enumerate(self._headings):
            link = made("hyperlink", run(heading.text), anchor=heading.name, history=1)
            end = [made("r", made("fldChar", fldCharType="end"))] if number == len(self._headings) - 1 else []
            yield paragraph(f"TOC{heading.level}", *(begin if not number else []), link, *end)

    def _section(self, *, landscape: bool) -> None:
        """End the section there is, on a paragraph too low to be seen, and begin one for forms."""
        before = deepcopy(self._body.sectPr)
        end = paragraph("FormEnd")
        end[0].append(before)
        self._add(end)
        page = self._body.sectPr
        for reference in page.xpath("./w:headerReference | ./w:footerReference"):
            page.remove(reference)  # those of the section before go on
        size, margin = page.xpath("./w:pgSz")[0], page.xpath("./w:pgMar")[0]
        page.replace(size, _size(landscape=landscape))
        page.replace(margin, made(
            "pgMar", top=_ENDS, right=_SIDE, bottom=_ENDS, left=_SIDE, header=567, footer=567, gutter=0,
        ))  # fmt: skip
        self._fresh = True

    def _room(self, *, landscape: bool) -> tuple[int, int]:
        """Width and height that a page leaves to a table."""
        across, down = (_LONG, _SHORT) if landscape else (_SHORT, _LONG)
        return across - 2 * _SIDE, down - 2 * _ENDS - _ABOVE

    def _margins(self, cover: Cover) -> None:
        """On every page: that it is a draft, and what this is, its page, the check code."""
        section = self._document.sections[0]
        if cover.draft:
            section.header.paragraphs[0]._p.append(run(_DRAFT, bold=True))  # noqa: SLF001
        foot = section.footer.paragraphs[0]._p  # noqa: SLF001
        named = f"{cover.department_code} {cover.department}　{cover.round} {cover.version}　第"
        for part in (
            run(named), *field("PAGE", "1"), run("页 共"), *field("NUMPAGES", "1"), run(f"页　各表校验码 {cover.code}"),
        ):  # fmt: skip
            foot.append(part)

    def _saved(self, title: str) -> bytes:
        if not self._submission.cover.public:
            properties = self._document.core_properties
            properties.author, properties.title = CREATOR, clean(title)[:200]
            made_at = self._submission.made_at.replace(tzinfo=None, microsecond=0)
            properties.created = properties.modified = made_at
        loose = BytesIO()
        self._document.save(loose)
        return undated(loose)

    def _add(self, element: BaseOxmlElement) -> None:
        self._body.sectPr.addprevious(element)


def _is_landscape(page: _Page) -> bool:
    return page.sheet is not None and page.sheet.landscape


def _size(*, landscape: bool) -> BaseOxmlElement:
    if landscape:
        return made("pgSz", w=_LONG, h=_SHORT, orient="landscape")
    return made("pgSz", w=_SHORT, h=_LONG)
