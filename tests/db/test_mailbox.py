"""The address of a mailbox: one and plain, or a sentence that says what is wrong with it."""

import sqlite3
from pathlib import Path

import pytest

from db import ledger
from db.book import Book
from db.entry.faults import CellFault
from db.entry.mailbox import read_mailbox
from db.forms.sheet import Binding
from db.mailbox import is_reserved
from db.rolling.roll import roll
from tests.db.small import create
from tests.db.test_exchange_submission import new_book

AT = Binding("book", "book", 1, "bureau_mail")


@pytest.mark.parametrize("text", ["yusuan@czj.gov.cn", "a.b-c_1@x1.cn", "o'neil+2024@mail.a-b.com"])
def test_a_plain_address_is_taken_as_it_is(text: str) -> None:
    assert read_mailbox(text) == text


@pytest.mark.parametrize(
    ("text", "said", "meant"),
    [
        ("财政局", "缺少 @", None),
        ("甲<a@b.cn>", "不带姓名和尖括号", "a@b.cn"),
        ("a@b.cn, c@d.cn", "只填一个", "a@b.cn"),
        ("a @b.cn", "空格", "a@b.cn"),
        ("a@b。cn", "中文标点", "a@b.cn"),
        ("预算@b.cn", "中文", None),
        ("a@b", "不是完整的", None),
        ("a@b.cn.", "不是完整的", None),
        (".a@b.cn", "不是完整的", None),
        (f"{'a' * 220}@b.cn", "太长", None),
        ("yusuan@czj.example", "示例地址", None),
    ],
)
def test_what_is_no_address_is_refused_with_what_was_meant(text: str, said: str, meant: str | None) -> None:
    with pytest.raises(CellFault, match=said) as fault:
        read_mailbox(text)
    assert fault.value.suggestion == meant


@pytest.mark.parametrize("text", ["a@czj.example", "a@EXAMPLE.com", "a@b.test", "a@x.invalid"])
def test_a_reserved_name_stands_for_no_mailbox(text: str) -> None:
    assert is_reserved(text)


@pytest.mark.parametrize("text", ["a@example.cn", "a@myexample.com", "example@czj.gov.cn"])
def test_a_name_that_looks_like_one_does(text: str) -> None:
    assert not is_reserved(text)


def test_full_width_signs_are_typed_as_plain_ones(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        ledger.change(book, [ledger.Edit(AT, "ａ＠ｂ．ｃｎ")])
        assert book.record().bureau_mail == "a@b.cn"


def test_a_text_that_is_no_address_waits_and_the_book_has_none(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        ledger.change(book, [ledger.Edit(AT, "财政局预算科")])
        waiting = book.connection.execute("select text, reason from pending where column_name = 'bureau_mail'")
        (text, reason) = waiting.fetchone()
        assert (book.record().bureau_mail, text, "缺少 @" in reason) == ("", "财政局预算科", True)


@pytest.mark.parametrize("text", ["a@b.cn\nBcc: c@d.cn", "a@b.cn\r\n", "甲@b.cn", "a b@c.cn", "无"])
def test_the_table_itself_takes_nothing_that_could_become_another_line_of_a_mail(tmp_path: Path, text: str) -> None:
    with create(tmp_path / "账套.ysb") as book, pytest.raises(sqlite3.IntegrityError, match="bureau_mail"):
        book.connection.execute("update book set bureau_mail = ?", (text,))


def test_the_address_goes_on_into_the_next_year(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        ledger.change(book, [ledger.Edit(AT, "a@b.cn")])
    roll(tmp_path / "账套.ysb", tmp_path / "明年.ysb", pack="jianghan-2024")
    with Book.read(tmp_path / "明年.ysb") as made:
        assert made.record().bureau_mail == "a@b.cn"
