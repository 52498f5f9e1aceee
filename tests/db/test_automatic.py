"""Income that follows spending says so, stops when it is typed over, and follows again when that is cleared."""

from db.book import Book
from db.entry.tabs import entry_sheet
from db.forms.sheet import Cell
from tests.db.entry_book import type_in


def income(book: Book) -> Cell:
    """Income of the general fund of 112001: spending is 12.20 万元."""
    return next(it for it in entry_sheet(book, "income").cells if it.address == "entry/income/1.amount")


def test_income_that_follows_shows_its_sum_and_a_sign(book: Book) -> None:
    assert (income(book).text, income(book).sign) == ("12.20", "自动")


def test_the_sign_says_how_to_end_it(book: Book) -> None:
    assert "直接输入即改为固定数" in income(book).remark


def test_income_typed_over_is_fixed_and_says_so(book: Book) -> None:
    type_in(book, "income", 1, "amount", "20")
    assert (income(book).text, income(book).sign) == ("20.00", "固定")


def test_income_typed_over_does_not_follow(book: Book) -> None:
    type_in(book, "income", 1, "amount", "20")
    type_in(book, "basic", 1, "amount", "100")
    assert income(book).text == "20.00"


def test_clearing_it_lets_it_follow_again(book: Book) -> None:
    type_in(book, "income", 1, "amount", "20")
    type_in(book, "income", 1, "amount", "")
    type_in(book, "basic", 1, "amount", "100")
    assert (income(book).text, income(book).sign) == ("106.00", "自动")


def test_clearing_a_text_that_was_no_amount_lets_it_follow_again(book: Book) -> None:
    type_in(book, "income", 1, "amount", "很多")
    type_in(book, "income", 1, "amount", "")
    assert (income(book).text, income(book).problem) == ("12.20", "")


def test_each_step_of_it_is_undone_by_itself(book: Book) -> None:
    type_in(book, "income", 1, "amount", "20")
    type_in(book, "income", 1, "amount", "")
    book.undo()
    assert (income(book).text, income(book).sign) == ("20.00", "固定")
