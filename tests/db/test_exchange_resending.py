"""The mail of what was handed in, made anew from the files that lie there: only from those, and with the same words."""

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from docx import Document

from db import ledger
from db.book import Book
from db.errors import BookError
from db.exchange import submission
from db.exchange.gathering import record_of_final
from db.exchange.resending import OtherFiles, last_mailed, mail_again, utf16_figures
from db.forms.sheet import Binding
from tests.db.reading_mail import attached, read_back, text_of
from tests.db.sample_book import sample_book
from tests.db.workbooks import opened


@pytest.fixture(scope="module")
def handed_over(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample handed in, and in `out` what was handed in."""
    folder = tmp_path_factory.mktemp("handed")
    with Book.open(sample_book(folder)) as book:
        submission.export(book, folder / "out")
    return folder


@pytest.fixture
def handed(handed_over: Path, tmp_path: Path) -> Iterator[tuple[Book, Path]]:
    """That book, opened anew for each test, and the folder with its files."""
    for file in (handed_over / "示例.ysb", *(handed_over / "out").iterdir()):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    with Book.open(tmp_path / "示例.ysb") as book:
        yield book, tmp_path


def test_the_mail_of_what_was_handed_in_is_made_anew_with_the_stamped_page(handed: tuple[Book, Path]) -> None:
    book, folder = handed
    (folder / "盖章页.pdf").write_bytes(b"%PDF stamped")
    last = last_mailed(book)
    before = attached(read_back((folder / f"{last.stem}.eml").read_bytes()))
    made = mail_again(last, book.pack, folder, [folder / "盖章页.pdf"])
    after = read_back(made.path.read_bytes())
    assert made.path.name == f"{last.stem}.eml"
    assert attached(after) == {**before, "112_2024_fj1_盖章页.pdf": ("application/pdf", b"%PDF stamped")}
    assert "第1版" in after["Subject"]
    assert made.posting.mail.text.splitlines() == text_of(after).splitlines()


def test_without_own_files_the_mail_made_anew_is_the_one_that_was_exported(handed: tuple[Book, Path]) -> None:
    book, folder = handed
    last = last_mailed(book)
    exported = (folder / f"{last.stem}.eml").read_bytes()
    assert mail_again(last, book.pack, folder).path.read_bytes() == exported


def test_after_reopening_the_mail_still_says_the_figures_that_were_handed_in(handed: tuple[Book, Path]) -> None:
    book, folder = handed
    submission.reopen(book, "财政局退回")
    (row,) = book.connection.execute("select id from expenditure where nature = 'personnel' limit 1").fetchone()
    ledger.change(book, [ledger.Edit(Binding("basic", "expenditure", row, "amount"), "999")])
    assert "支出总计 825.16 万元" in mail_again(last_mailed(book), book.pack, folder).posting.mail.text


def test_a_resubmission_says_why_and_how_much_has_changed(handed: tuple[Book, Path]) -> None:
    book, _ = handed
    submission.reopen(book, "财政局退回，核减公用经费")
    made = submission.gather(book, draft=False)
    assert "财政局退回，核减公用经费" in made.letter.body({})
    text = msgspec.structs.replace(made.letter, words={**made.letter.words, "since": 12}).body({})
    assert "有 12 处内容不同" in text


def test_a_mail_made_anew_counts_what_has_changed_as_the_exported_one_did(handed: tuple[Book, Path]) -> None:
    book, _ = handed
    submission.reopen(book, "财政局退回，核减公用经费")
    (row,) = book.connection.execute("select id from project where name = '信访工作经费'").fetchone()
    ledger.change(book, [ledger.Edit(Binding("project", "project", row, "name"), "信访业务经费")])
    made = submission.gather(book, draft=False)
    with book.beyond_undo():
        row_of_it = record_of_final(made.cover, made.content, made.moment)
        book.connection.execute(
            "insert into submission (revision, round, kind, made_at, check_code, content) "
            "values (:revision, :round, :kind, :made_at, :check_code, :content)",
            row_of_it,
        )
    again = last_mailed(book)
    assert again.letter == made.letter
    assert again.letter.words["since"] == len(made.since) > 0


def _of_another(path: Path) -> None:

    workbook = opened(path)
    workbook.defined_names["YSB_CODE"].value = '"ABCD-EFGH-JKM"'
    workbook.save(path)


def _tampered(path: Path) -> None:

    workbook = opened(path)
    found = [cell for row in workbook["05"].iter_rows() for cell in row if isinstance(cell.value, int | float)]
    found[0].value = 99
    workbook.save(path)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_tampered, "在上报后被改动过：05表 .*上报时是“.*”，现在是"),
        (lambda book: book.unlink(), "里没有最近一次上报"),
        (_of_another, "校验码是 ABCD"),
        (lambda book: book.write_bytes(b"no workbook"), "不是"),
    ],
    ids=["tampered", "gone", "another", "damaged"],
)
def test_files_that_are_not_those_of_the_last_submission_are_refused(
    handed: tuple[Book, Path], spoil: Callable[[Path], object], said: str
) -> None:
    book, folder = handed
    last = last_mailed(book)
    before = (folder / f"{last.stem}.eml").read_bytes()
    spoil(folder / f"{last.stem}.xlsx")
    with pytest.raises(BookError, match=said) as refusal:
        mail_again(last, book.pack, folder)
    assert refusal.value.exit_code == 65
    assert (folder / f"{last.stem}.eml").read_bytes() == before


def test_a_document_with_another_code_in_its_footer_is_refused(handed: tuple[Book, Path]) -> None:
    book, folder = handed
    last = last_mailed(book)
    path = folder / f"{last.stem}.docx"
    document = Document(str(path))
    for section in document.sections:
        for paragraph in section.footer.paragraphs:
            for run in paragraph.runs:
                if last.cover.code in run.text:
                    run.text = run.text.replace(last.cover.code, "ABCD-EFGH-JKM")
    document.save(str(path))
    with pytest.raises(OtherFiles, match="文字说明：页脚里没有这个校验码"):
        mail_again(last, book.pack, folder)
    path.write_bytes(b"no document")
    with pytest.raises(OtherFiles, match="页脚"):
        mail_again(last, book.pack, folder)


def test_a_pdf_that_does_not_say_the_code_is_sent_with_a_word_of_warning(handed: tuple[Book, Path]) -> None:
    book, folder = handed
    last = last_mailed(book)
    path = folder / f"{last.stem}.pdf"
    path.write_bytes(b"%PDF of something")
    (note,) = mail_again(last, book.pack, folder).notes
    assert note.startswith(f"{path.name} 里没有找到校验码 {last.cover.code}")
    path.write_bytes(b"%PDF /Title <FEFF" + utf16_figures(last.cover.code) + b">")
    assert mail_again(last, book.pack, folder).notes == ()


def test_a_book_that_was_never_handed_in_has_no_mail_to_be_made_anew(demo: Path) -> None:
    with Book.read(demo) as book, pytest.raises(BookError, match="还没有正式上报过"):
        last_mailed(book)
