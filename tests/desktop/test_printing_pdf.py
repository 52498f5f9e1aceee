"""The PDF of a submission, read back: all forms and texts, page by page, with what stands in the margins."""

import datetime
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from pypdf.generic import ArrayObject, DictionaryObject
from PySide6.QtWidgets import QApplication

from db.book import Book
from db.disclosure.shape import Disclosure, Paragraph
from db.exchange.resending import utf16_figures
from db.exchange.since import Difference, LastTime
from db.exchange.submission import Submission, gather
from desktop.printing.pages import LONG, POINT, SHORT
from desktop.printing.pdf import pdf_face
from tests.desktop.printed import close, page_texts, reader

pytestmark = pytest.mark.usefixtures("qapp")
DISPLAYS = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")
MOST_BYTES = 2_000_000  # as an attachment


@pytest.fixture(scope="module")
def draft(made_sample: Path) -> Submission:
    """The sample without its written part, which the tests give it where they look at it."""
    with Book.read(made_sample) as book:
        return msgspec.structs.replace(gather(book, draft=True), disclosure=Disclosure())


@pytest.fixture(scope="module")
def drawn(qapp: QApplication, draft: Submission) -> bytes:
    (content,) = pdf_face(draft).values()
    return content


@pytest.fixture(scope="module")
def texts(drawn: bytes) -> list[str]:
    return page_texts(drawn)


@pytest.fixture(scope="module")
def chapters(drawn: bytes) -> list[tuple[str, int]]:
    """The bookmarks: titles and pages, from 0."""
    pdf = reader(drawn)
    marks = [mark for mark in pdf.outline if not isinstance(mark, list)]
    return [(str(mark.title), pdf.get_destination_page_number(mark) or 0) for mark in marks]


def form_texts(draft: Submission, texts: list[str], chapters: list[tuple[str, int]]) -> Iterator[tuple[str, list[str]]]:
    """The name of each form and the texts of its pages."""
    starts = [number for _, number in chapters] + [len(texts)]
    first = len([1 for title, _ in chapters if title in ("2024年部门预算上报表册（草稿）", "目录")])
    for at, sheet in enumerate(draft.forms, start=first):
        assert chapters[at][0] == sheet.title
        yield sheet.name, texts[starts[at] : starts[at + 1]]


def with_words(draft: Submission) -> Submission:
    """The sample with a written part, and changes since a submission before."""
    said = [
        Paragraph(kind="part", text="第一部分 概况"),
        Paragraph(kind="section", text="一、职责"),
        Paragraph(kind="text", text="负责来信来访。" * 90),
        Paragraph(kind="part", text="第二部分 部门预算表"),
        Paragraph(kind="forms"),
        Paragraph(kind="part", text="第三部分 名词解释"),
        Paragraph(kind="text", text="行政运行：行政单位的基本支出。"),
    ]
    since = (Difference("05!total.total", "05表“合计”行“合计”栏", "800.00", "825.16"),)
    last = LastTime(1, "一上", "2024-01-05T09:00:00", "7KQ4-9MXT-2RK", "财政局退回")
    return msgspec.structs.replace(draft, disclosure=Disclosure("部门预算公开", tuple(said)), since=since, last=last)


def test_the_file_is_called_as_the_others(draft: Submission) -> None:
    assert list(pdf_face(msgspec.structs.replace(draft, forms=draft.forms[:1]))) == [f"{draft.stem}.pdf"]


def test_every_page_says_whose_it_is_which_of_how_many_and_its_code(draft: Submission, texts: list[str]) -> None:
    cover = draft.cover
    for number, text in enumerate(texts, start=1):
        assert f"第{number}页共{len(texts)}页" in text
        assert close(f"{cover.department_code}{cover.department}{cover.round}{cover.version}") in text
        assert f"校验码{cover.code}" in text


def test_a_draft_says_so_twice_on_every_page(texts: list[str]) -> None:
    # At the head and across the page; the version in the foot says it too.
    assert all(text.startswith("草稿草稿") for text in texts)


def test_a_final_one_says_nowhere_that_it_is_a_draft(draft: Submission) -> None:
    cover = msgspec.structs.replace(draft.cover, draft=False)
    final = msgspec.structs.replace(draft, cover=cover, forms=draft.forms[:2])
    (content,) = pdf_face(final).values()
    assert not [text for text in page_texts(content) if "草稿" in text]


def test_pages_are_a4_and_lie_as_their_forms_do(
    draft: Submission, drawn: bytes, chapters: list[tuple[str, int]]
) -> None:
    sizes = [(round(page.mediabox.width), round(page.mediabox.height)) for page in reader(drawn).pages]
    short, long = round(SHORT / POINT), round(LONG / POINT)
    assert set(sizes) == {(short, long), (long, short)}
    starts = [number for title, number in chapters if title in {sheet.title for sheet in draft.forms}]
    assert [sizes[start] == (long, short) for start in starts] == [sheet.landscape for sheet in draft.forms]


def test_every_text_of_every_form_is_on_its_pages(
    draft: Submission, texts: list[str], chapters: list[tuple[str, int]]
) -> None:
    pages = dict(form_texts(draft, texts, chapters))
    assert len(pages) == len(draft.forms)
    for sheet in draft.forms:
        there = "".join(pages[sheet.name])
        lost = [cell.text for cell in sheet.cells if close(cell.text) not in there]
        assert (sheet.name, lost) == (sheet.name, [])


def test_no_page_is_without_content(draft: Submission, texts: list[str]) -> None:
    margins = close(
        f"草稿草稿{draft.cover.department}{draft.cover.round}{draft.cover.version}{draft.cover.code}第页共页"
    )
    assert min(len(text) for text in texts) > len(margins) + 20


def test_a_header_is_on_every_page_of_its_table(texts: list[str], chapters: list[tuple[str, int]]) -> None:
    title, start = chapters[-1]
    assert title == "情况说明"
    assert len(texts[start:]) > 1
    assert all("性质位置审核结果左值右值说明署名" in text for text in texts[start:])


def test_the_place_of_the_seal_is_as_large_as_a_seal_and_free(draft: Submission, drawn: bytes) -> None:
    from desktop.printing.booklet import booklet

    cover = booklet(draft)[0]
    seal = next(line for line in cover.lines if line.text == "（盖章）")
    lower = min(rule.y1 for rule in cover.rules if rule.y1 == rule.y2 and rule.y1 > seal.y)
    upper = max(rule.y1 for rule in cover.rules if rule.y1 == rule.y2 and rule.y1 < seal.y)
    assert (lower - upper) / POINT > 42 * 72 / 25.4
    assert [line.text for line in cover.lines if upper < line.y < lower] == ["单位公章", "（盖章）"]


def test_the_contents_name_the_pages_and_lead_to_them(draft: Submission, drawn: bytes, texts: list[str]) -> None:
    pdf = reader(drawn)
    contents = pdf.pages[1]
    numbers = {page.indirect_reference.idnum: at for at, page in enumerate(pdf.pages) if page.indirect_reference}
    notes = contents["/Annots"]
    assert isinstance(notes, ArrayObject)
    targets = []
    for note in notes:
        note = note.get_object()
        assert isinstance(note, DictionaryObject)
        destination = note["/Dest"]
        assert isinstance(destination, ArrayObject)
        page = destination[0].get_object().indirect_reference

        targets.append(numbers[page.idnum])
    assert len(targets) == len(draft.forms) + 1
    for sheet, target in zip(draft.forms, targets, strict=False):
        assert close(sheet.title) in texts[target]
        listed = next(line for line in draft.contents if line.target == sheet.name)
        assert close(f"{listed.title}{target + 1}") in texts[1]
    assert "情况说明" in texts[targets[-1]]


def test_fonts_are_in_the_file_and_it_is_small_enough_for_a_mail(drawn: bytes) -> None:
    described = re.findall(rb"/Type /FontDescriptor.*?endobj", drawn, re.DOTALL)
    assert described
    assert all(b"/FontFile2" in one or b"/FontFile3" in one for one in described)
    assert len(drawn) < MOST_BYTES


def test_the_same_submission_gives_the_same_bytes(draft: Submission, drawn: bytes) -> None:
    assert pdf_face(draft) == {f"{draft.stem}.pdf": drawn}


def test_it_says_what_it_is_and_nothing_about_who_made_it(draft: Submission, drawn: bytes) -> None:
    information = reader(drawn).metadata
    assert information is not None
    assert information.title == f"2024年部门预算 二上 第1版（草稿） {draft.cover.code}"
    assert utf16_figures(draft.cover.code) in drawn  # by which a mail written later knows it again
    assert information.creator == "预算本"
    assert information.author is None
    assert information.creation_date == draft.made_at.astimezone(datetime.UTC)
    assert "/Author" not in information


def test_the_written_part_stands_before_the_forms_and_what_changed_after_them(draft: Submission) -> None:
    (content,) = pdf_face(with_words(msgspec.structs.replace(draft, forms=draft.forms[:2]))).values()
    pdf, said = reader(content), page_texts(content)
    marks = [str(mark.title) for mark in pdf.outline if not isinstance(mark, list)]
    assert marks[2:4] == ["第一部分 概况", "第二部分 部门预算表"]
    assert marks[-3:] == ["第三部分 名词解释", "与上次上报的变化", "情况说明"]
    assert "部门预算公开第一部分概况一、职责负责来信来访。" in said[2]
    # Between two pages of it stand the margins of both.
    assert sum(text.count("访") for text in said) >= 90
    (opening,) = [text for text in said[2:] if "第二部分部门预算表" in text]
    assert close(draft.forms[0].title) in opening
    (changed,) = [text for text in said[2:] if "与上次上报的变化" in text]
    assert "05表“合计”行“合计”栏800.00825.16" in changed


def test_radicals_and_other_twins_of_a_glyph_do_not_get_into_the_text(texts: list[str]) -> None:
    assert not {sign for text in texts for sign in text if 0x2E80 <= ord(sign) < 0x2FE0 or ord(sign) < 32}


def test_the_command_line_draws_it_without_a_display(made_sample: Path, draft: Submission, tmp_path: Path) -> None:
    bare = {name: value for name, value in os.environ.items() if name not in DISPLAYS}
    words = [sys.executable, "-m", "desktop", "export", str(made_sample), "-o", str(tmp_path), "--draft"]
    done = subprocess.run(words, env=bare, capture_output=True, text=True, check=False)
    assert (done.returncode, "qt" in done.stderr.lower()) == (0, False)
    content = (tmp_path / f"{draft.stem}.pdf").read_bytes()
    assert f"校验码{draft.cover.code}" in page_texts(content)[0]
