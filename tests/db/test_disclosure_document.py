"""The document of the disclosure, read back as the zip archive of XML that it is."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as Tree
from zipfile import ZipFile

import msgspec
import pytest

from db.book import Book
from db.disclosure import tables
from db.disclosure.docx import document_face
from db.disclosure.shape import Disclosure, Paragraph
from db.exchange.gathering import Submission, gather
from db.forms.sheet import Cell, Sheet, SheetColumn
from tests.db.sample_book import sample_book

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HOSTILE = '=1+1 {PAGE} { HYPERLINK "http://x" } <w:p/> &amp; \x00\x0b\ufffe\ud800 \u202e😀\r\n第二行'


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Submission:
    with Book.read(sample_book(tmp_path_factory.mktemp("document"))) as book:
        return gather(book, draft=True)


@pytest.fixture(scope="module")
def body(sample: Submission) -> Tree.Element:
    return body_of(sample)


_DRAWN: dict[int, tuple[Submission, bytes]] = {}  # each document is drawn once


def drawn(submission: Submission) -> ZipFile:
    """The document as an archive."""
    if id(submission) not in _DRAWN:
        ((name, content),) = document_face(submission).items()
        assert name == f"{submission.stem}.docx"
        _DRAWN[id(submission)] = submission, content
    archive = ZipFile(BytesIO(_DRAWN[id(submission)][1]))
    assert archive.testzip() is None
    return archive


def part(submission: Submission, name: str) -> Tree.Element:
    return Tree.fromstring(drawn(submission).read(name))


def body_of(submission: Submission) -> Tree.Element:
    found = part(submission, "word/document.xml").find(f"{W}body")
    assert found is not None
    return found


def names(submission: Submission) -> list[str]:
    return drawn(submission).namelist()


def text(element: Tree.Element) -> str:
    signs = (it for it in element.iter() if it.tag in (f"{W}t", f"{W}br"))
    return "".join("\n" if it.tag == f"{W}br" else it.text or "" for it in signs)


def styled(body: Tree.Element, *styles: str) -> list[str]:
    """The texts of paragraphs of those styles."""
    return [text(it) for it in body.iter(f"{W}p") if style(it) in styles]


def style(paragraph: Tree.Element) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else found.get(f"{W}val", "")


def instructions(element: Tree.Element) -> list[str]:
    return [(it.text or "").split()[0] for it in element.iter(f"{W}instrText")]


def blocks(body: Tree.Element) -> Iterator[tuple[str, Tree.Element]]:
    """Tag and element of what stands in the document, from the top."""
    for it in body:
        yield it.tag.removeprefix(W), it


# -- structure


def test_title_headings_and_text_stand_in_their_styles(sample: Submission, body: Tree.Element) -> None:
    assert styled(body, "Title") == [sample.disclosure.title]
    wanted = {"part": "Heading1", "section": "Heading2", "point": "Heading3", "text": "Normal"}
    for kind, called in wanted.items():
        assert styled(body, called) == [it.text for it in sample.disclosure.paragraphs if it.kind == kind]


def test_the_contents_are_a_field_that_already_shows_every_heading(body: Tree.Element) -> None:
    headings = [
        (text(it), attribute(it, "bookmarkStart", "name"))
        for it in body.iter(f"{W}p")
        if style(it) in ("Heading1", "Heading2", "Heading3", "FormTitle")
    ]
    entries = [it for it in body.iter(f"{W}p") if style(it).startswith("TOC")]
    assert [(text(it), attribute(it, "hyperlink", "anchor")) for it in entries] == headings
    assert instructions(entries[0]) == ["TOC"]
    marks = [it.get(f"{W}fldCharType") for entry in entries for it in entry.iter(f"{W}fldChar")]
    assert marks == ["begin", "separate", "end"]
    assert entries[-1].findall(f".//{W}fldChar")[-1].get(f"{W}fldCharType") == "end"


def test_the_forms_are_the_fifth_part_a_table_each(sample: Submission, body: Tree.Element) -> None:
    found = list(blocks(body))
    tables = [at for at, (tag, _) in enumerate(found) if tag == "tbl"]
    last = max(at for at, (_, it) in enumerate(found) if style(it) == "Heading1")
    assert text(found[last][1]).startswith("第五部分")
    assert min(tables) > last
    assert len(tables) == len(sample.forms)
    assert styled(body, "FormTitle") == [line.title for line in sample.contents]


def test_a_table_says_what_its_sheet_says_cell_by_cell(sample: Submission, body: Tree.Element) -> None:
    for sheet, table in zip(sample.forms, body.iter(f"{W}tbl"), strict=True):
        rows = table.findall(f"{W}tr")
        assert len(rows) == sheet.body_end - sheet.header_start
        wanted = [
            cell.text
            for cell in sorted(sheet.cells, key=lambda it: (it.row, it.column))
            if cell.text and sheet.header_start <= cell.row < sheet.body_end
        ]
        assert [it for it in (text(cell) for cell in table.iter(f"{W}tc")) if it] == wanted


def test_every_row_is_as_wide_as_its_table_and_merged_cells_go_on_below(body: Tree.Element) -> None:
    for table in body.iter(f"{W}tbl"):
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        open_below: dict[int, int] = {}
        for row in table.findall(f"{W}tr"):
            at = 0
            for cell in row.findall(f"{W}tc"):
                spanned = cell.find(f"{W}tcPr/{W}gridSpan")
                span = 1 if spanned is None else int(spanned.get(f"{W}val", "1"))
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                if merge is not None and merge.get(f"{W}val") is None:
                    assert open_below.get(at) == span, "what goes on below began above"
                    assert text(cell) == ""
                elif merge is not None:
                    open_below[at] = span
                else:
                    open_below.pop(at, None)
                at += span
            assert at == columns


def test_headers_are_repeated_and_rows_stay_whole(sample: Submission, body: Tree.Element) -> None:
    for sheet, table in zip(sample.forms, body.iter(f"{W}tbl"), strict=True):
        rows = table.findall(f"{W}tr")
        repeated = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
        height = sheet.body_start - sheet.header_start
        assert repeated == [True] * height + [False] * (len(rows) - height)
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_every_form_has_a_page_as_it_lies_and_its_table_fits(sample: Submission, body: Tree.Element) -> None:
    sections = list(body.iter(f"{W}sectPr"))
    assert len(sections) == 1 + len(sample.contents)
    for sheet, section, table in zip(sample.forms, sections[1:], body.iter(f"{W}tbl"), strict=True):
        size, margin = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        assert size is not None
        assert margin is not None
        assert (size.get(f"{W}orient") == "landscape") == sheet.landscape
        room = int(size.get(f"{W}w", "0")) - sum(int(margin.get(f"{W}{side}", "0")) for side in ("left", "right"))
        widths = [int(it.get(f"{W}w", "0")) for it in table.findall(f"{W}tblGrid/{W}gridCol")]
        assert sum(widths) == room


def test_a_document_that_is_a_few_rows_too_long_is_set_a_step_smaller(sample: Submission) -> None:
    sheet = next(it for it in sample.forms if it.name == "15-2")

    def size(height: int) -> str:
        (style_of_all,) = {style(it) for it in Tree.fromstring(tables.table(sheet, 10204, height).xml).iter(f"{W}p")}
        return style_of_all

    assert [size(height) for height in (20000, 13756, 8000)] == ["FormCell13", "FormCell12", "FormCell13"]


def test_the_first_line_of_a_paragraph_is_two_characters_in(sample: Submission) -> None:
    styles = {it.get(f"{W}styleId"): it for it in part(sample, "word/styles.xml").findall(f"{W}style")}
    assert attribute(styles["Normal"], "ind", "firstLineChars") == "200"
    levels = [attribute(styles[f"Heading{number}"], "outlineLvl", "val") for number in (1, 2, 3)]
    assert levels == ["0", "1", "2"]


def attribute(of: Tree.Element, tag: str, name: str) -> str | None:
    """An attribute of the first element of that tag inside another."""
    return next((it.get(f"{W}{name}") for it in of.iter(f"{W}{tag}")), None)


# -- margins


def test_every_page_says_that_it_is_a_draft_and_what_it_belongs_to(sample: Submission) -> None:
    assert text(part(sample, "word/header1.xml")) == "草　稿"
    foot = part(sample, "word/footer1.xml")
    said = text(foot)
    for wanted in (sample.cover.department, "二上", sample.cover.version, sample.cover.code):
        assert wanted in said
    assert instructions(foot) == ["PAGE", "NUMPAGES"]


def test_a_final_one_has_nothing_in_its_head(sample: Submission) -> None:
    final = msgspec.structs.replace(sample, cover=msgspec.structs.replace(sample.cover, draft=False))
    assert text(part(final, "word/header1.xml")) == ""


# -- what must not be in it


def test_there_is_no_field_but_ours_and_no_link_leaves_the_document(sample: Submission, body: Tree.Element) -> None:
    assert instructions(body) == ["TOC"]
    assert not list(body.iter(f"{W}fldSimple"))
    relations = [name for name in names(sample) if name.endswith(".rels")]
    assert not any(b"External" in drawn(sample).read(name) for name in relations)


def test_hostile_texts_are_texts_in_every_place(sample: Submission) -> None:
    cells = tuple(Cell(row=row, column=0, text=HOSTILE) for row in range(2))
    sheet = Sheet(
        form="x", name="x", title=HOSTILE, columns=(SheetColumn("a", 20),), cells=cells, header_start=0,
        body_start=1, body_end=2, rows=2,
    )  # fmt: skip
    hostile = msgspec.structs.replace(
        sample,
        cover=msgspec.structs.replace(sample.cover, department=HOSTILE),
        disclosure=Disclosure(
            HOSTILE,
            (Paragraph(kind="part", text=HOSTILE), Paragraph(kind="text", text=HOSTILE), Paragraph(kind="forms")),
        ),
        forms=(sheet,),
        contents=(msgspec.structs.replace(sample.contents[0], title=HOSTILE, target="x"),),
    )
    found = body_of(hostile)
    kept = '=1+1 {PAGE} { HYPERLINK "http://x" } <w:p/> &amp;  \u202e😀\n第二行'
    assert styled(found, "Title", "Heading1", "Normal", "FormTitle", "FormCell18") == [kept] * 6
    assert instructions(found) == ["TOC"]
    assert instructions(part(hostile, "word/footer1.xml")) == ["PAGE", "NUMPAGES"]


def test_nothing_is_in_the_file_that_a_word_processor_would_leave_there(sample: Submission) -> None:
    assert set(names(sample)) == {
        "[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/document.xml",
        "word/_rels/document.xml.rels", "word/footer1.xml", "word/header1.xml", "word/settings.xml", "word/styles.xml",
    }  # fmt: skip


def test_what_is_published_has_no_author(sample: Submission) -> None:
    assert "预算本" in Tree.tostring(part(sample, "docProps/core.xml"), encoding="unicode")
    public = msgspec.structs.replace(sample, cover=msgspec.structs.replace(sample.cover, public=True))
    assert not [name for name in names(public) if name.startswith("docProps")]
    whole = b"".join(drawn(public).read(name) for name in names(public))
    assert not re.search(rb"creator|lastModifiedBy|rsid", whole)


# -- the same book, the same bytes


def test_the_same_book_gives_the_same_bytes(sample: Submission) -> None:
    assert document_face(sample) == document_face(msgspec.structs.replace(sample))
    later = msgspec.structs.replace(sample, made_at=datetime(2030, 1, 1, tzinfo=UTC))
    assert document_face(later) != document_face(sample)


def test_a_pack_without_a_disclosure_has_no_document(sample: Submission) -> None:
    assert document_face(msgspec.structs.replace(sample, disclosure=Disclosure())) == {}


def test_a_form_without_a_sheet_keeps_its_heading(sample: Submission) -> None:
    bare = msgspec.structs.replace(sample, forms=(), contents=(msgspec.structs.replace(sample.contents[0], target=""),))
    found = body_of(bare)
    assert styled(found, "FormTitle") == [sample.contents[0].title]
    assert not list(found.iter(f"{W}tbl"))


def test_a_new_book_has_a_draft_with_gaps(tmp_path: Path) -> None:
    from db.book import NewBook
    from db.exchange import submission
    from db.money import AmountUnit
    from db.shelf import newest

    new = NewBook(
        year=2024, department_code="112", budget_name="某局", units=(("112001", "某局本级"),), pack=newest(),
        amounts=AmountUnit.YUAN,
    )  # fmt: skip
    with Book.create(tmp_path / "新.ysb", new) as book:
        paths = submission.export(book, tmp_path / "out", draft=True, round="二上")
        found = next(path for path in paths if path.suffix == ".docx")
        assert "草稿" in found.name
        with ZipFile(found) as archive:
            said = text(Tree.fromstring(archive.read("word/document.xml")))
    assert "〔待填写：主要职能〕" in said
    assert "2024年收支总预算0元" in said
