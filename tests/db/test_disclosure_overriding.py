"""A paragraph written over, and given back to the sentences: one step each, in every face of the book."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.book import Book
from db.disclosure.overriding import restore, write_over
from db.disclosure.passages import Passage, disclosure, passages
from db.entry.tabs import entry_sheet
from db.errors import BookError, PackError
from db.exchange.entries import read
from db.exchange.template import write_filled
from db.forms.sheet import Binding
from db.ledger import Edit, change
from tests.db.sample_book import sample_book

KEY, TOPIC, LABEL = "收入预算", "paragraph.收入预算", "段落.收入预算"
TEXT = "收入预算825.16万元。"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    with Book.open(sample_book(tmp_path_factory.mktemp("overriding"))) as book:
        yield book


def at(book: Book, key: str) -> Passage:
    return next(it for it in passages(book) if it.key == key)


def stored(book: Book) -> list[tuple[str, str]]:
    return book.connection.execute("select topic, text from narrative where topic like 'paragraph.%'").fetchall()


def test_a_text_takes_the_place_of_a_paragraph_and_keeps_what_the_sentences_say(book: Book) -> None:
    automatic = at(book, KEY).text
    write_over(book, KEY, f"  {TEXT}\n\n 第二段。 ")
    assert stored(book) == [(TOPIC, f"{TEXT}\n第二段。")]
    lines = [it for it in disclosure(book).paragraphs if it.key == KEY]
    assert [(it.text, it.automatic) for it in lines] == [(TEXT, automatic), ("第二段。", automatic)]


def test_writing_again_changes_the_text_that_is_there(book: Book) -> None:
    write_over(book, KEY, TEXT)
    assert not write_over(book, KEY, TEXT).rows
    write_over(book, KEY, "另一句。")
    assert stored(book) == [(TOPIC, "另一句。")]
    assert book.undo_caption == "改写 公开说明“收入预算”"
    book.undo()
    assert stored(book) == [(TOPIC, TEXT)]


@pytest.mark.parametrize("same", ["", "  \n", None])
def test_nothing_or_what_the_sentences_say_is_the_automatic_text(book: Book, same: str | None) -> None:
    automatic = at(book, KEY).text
    write_over(book, KEY, TEXT)
    write_over(book, KEY, automatic if same is None else same)
    assert stored(book) == []
    assert at(book, KEY).text == automatic


def test_restoring_is_one_step_that_can_be_undone(book: Book) -> None:
    write_over(book, KEY, TEXT)
    restore(book, KEY)
    assert (stored(book), book.undo_caption) == ([], "恢复自动文字 公开说明“收入预算”")
    book.undo()
    assert stored(book) == [(TOPIC, TEXT)]
    assert not restore(book, "没有改写过").rows


def test_a_paragraph_there_is_not_is_refused(book: Book) -> None:
    with pytest.raises(BookError, match="没有“没有这一段”这一段"):
        write_over(book, "没有这一段", TEXT)


def test_it_stands_in_its_tab_only_when_it_was_written(book: Book) -> None:
    def labels() -> list[str]:
        return [cell.text for cell in entry_sheet(book, "narrative").cells if cell.text.startswith("段落.")]

    assert labels() == []
    write_over(book, KEY, TEXT)
    assert labels() == [LABEL]


def test_it_travels_in_the_entry_workbook(book: Book, tmp_path: Path) -> None:
    write_over(book, KEY, TEXT)
    file = write_filled(tmp_path / "录入.xlsx", book)
    restore(book, KEY)
    read(book, file)
    assert stored(book) == [(TOPIC, TEXT)]


def test_a_paragraph_that_stands_once_a_row_can_be_written_over(book: Book) -> None:
    keys = ["项目支出.信访工作经费", "一般公共预算使用.卫生健康支出", "名词.2014001"]
    for key in keys:
        write_over(book, key, "换成这一句。")
    found = [it.key for it in disclosure(book).paragraphs if it.text == "换成这一句。"]
    assert sorted(found) == sorted(keys)


def test_a_paragraph_follows_its_project_to_a_new_name(book: Book) -> None:
    write_over(book, "项目支出.信访工作经费", "换成这一句。")
    found = next(it for it in passages(book) if it.key == "项目支出.信访工作经费")
    (project,) = book.connection.execute("select id from project where name = '信访工作经费'").fetchone()
    change(book, [Edit(Binding("project", "project", project, "name"), "信访#1")])
    assert stored(book) == [("paragraph.项目支出.信访##1", "换成这一句。")]
    assert at(book, "项目支出.信访##1").text == found.text
    book.undo()
    assert at(book, "项目支出.信访工作经费").written


def test_a_sentence_that_does_not_go_with_the_book_is_a_fault_of_the_pack(book: Book) -> None:
    from db.sentences import Sentences

    with pytest.raises(PackError, match="句式"):
        Sentences("", book.record().amounts).fill("{{ nothing.there }}", {})
