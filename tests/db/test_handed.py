"""What was handed in, and what of it was published: which one froze the book, and why it was opened again."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from db.book import Book
from db.checks.progress import progress
from db.exchange import submission
from db.exchange.handed import froze, frozen_by_publication, handed, reopened_for, submitted
from db.exchange.standing import as_it_stands
from tests.db.test_exchange_submission import new_book


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with new_book(tmp_path) as opened:
        yield opened


def hand_in(book: Book, round_id: str) -> None:
    """What a submission leaves in the book, without its files."""
    gathered = submission.gather(book, draft=False, round=round_id)
    cover = gathered.cover
    with book.beyond_undo():
        book.connection.execute("update book set frozen = 1")
        book.connection.execute(
            "insert into submission (revision, round, kind, made_at, check_code, content) "
            "values (?, ?, 'final', '2024-01-05T09:00:00+08:00', ?, ?)",
            (cover.revision, round_id, cover.code, gathered.content),
        )


def reasons(book: Book) -> list[str]:
    return [one.reason for one in reversed(handed(book))]


def test_the_reason_stays_with_what_froze_the_book_be_it_a_publication(book: Book) -> None:
    hand_in(book, "二上")
    submission.reopen(book, "财政局退回。")
    hand_in(book, "公开")
    hand_in(book, "公开")
    closed = froze(book)
    assert closed is not None
    assert closed.revision == 2
    assert frozen_by_publication(book)
    assert "公开材料已生成，账套已封存" in {step.line for step in progress(book, date(2024, 1, 5)).steps}
    submission.reopen(book, "写错一个电话")
    assert reasons(book) == ["财政局退回。", "写错一个电话", ""]


def test_the_reason_stays_with_the_submission_though_it_was_published_since(book: Book) -> None:
    hand_in(book, "二上")
    hand_in(book, "公开")
    assert not frozen_by_publication(book)
    submission.reopen(book, "财政局退回")
    assert reasons(book) == ["财政局退回", ""]


def test_the_next_letter_says_every_reason_since_the_last_submission(book: Book) -> None:
    hand_in(book, "一上")
    submission.reopen(book, "转二上")
    hand_in(book, "二上")
    submission.reopen(book, "财政局退回。")
    hand_in(book, "公开")
    submission.reopen(book, "写错一个电话")
    made = submission.gather(book, draft=False, round="二上")
    assert made.letter.words["reason"] == "财政局退回；写错一个电话"
    assert made.last is not None
    assert (made.last.revision, made.last.reason) == (2, "财政局退回；写错一个电话")
    assert [one.revision for one in submitted(book)] == [2, 1]
    assert reopened_for(book, before=2) == "转二上"


def test_a_publication_reopened_is_no_submission_that_came_back(book: Book) -> None:
    hand_in(book, "公开")
    submission.reopen(book, "写错一个电话")
    made = submission.gather(book, draft=False, round="二上")
    assert (made.last, made.letter.words["reason"]) == (None, "")


def test_the_book_as_it_stands_is_what_was_submitted_and_not_what_was_published(book: Book) -> None:
    hand_in(book, "公开")
    assert as_it_stands(book).cover.draft
    submission.reopen(book, "补报")
    hand_in(book, "二上")
    hand_in(book, "公开")
    standing = as_it_stands(book).cover
    assert (standing.round, standing.version, standing.public) == ("二上", "第2版", False)


def test_nothing_handed_in_has_no_reason_and_froze_nothing(book: Book) -> None:
    assert (handed(book), submitted(book), reopened_for(book), froze(book)) == ((), (), "", None)
