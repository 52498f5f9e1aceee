"""What is said of a block before it is pasted is what comes of it, and saying it changes nothing."""

import pytest

from db import ledger
from db.book import Book
from db.entry.tabs import entry_rows, entry_sheet
from db.rehearsal import by_headings, rehearse
from tests.db.entry_book import LINE, everything

GOOD = ["112001", "", "2014001", "30202", "", "", "", "1.50"]
BAD = ["112001", "", "2014001", "30202", "", "", "", "1o.50"]


def test_a_rehearsal_leaves_the_book_and_its_history_as_they_were(book: Book) -> None:
    before = everything(book), len(book.history()), entry_sheet(book, "basic")
    rehearse(book, "basic", 0, 0, [GOOD, BAD])
    assert (everything(book), len(book.history()), entry_sheet(book, "basic")) == before


def test_it_counts_new_rows_cells_overwritten_and_texts_that_are_no_values(book: Book) -> None:
    seen = rehearse(book, "basic", 0, 0, [GOOD, BAD, GOOD])
    # 经济科目 and 金额 say something else now; what is emptied of 类别 and 资金性质 is filled again.
    amounts = [row.cells[7] for row in seen.rows]
    assert (seen.new_rows, seen.problems, [cell.before for cell in amounts if cell]) == (2, 1, ["6.20", "", ""])


def test_the_reason_is_the_one_that_the_cell_has_afterwards(book: Book) -> None:
    seen = rehearse(book, "basic", 1, 0, [GOOD, BAD])
    ledger.paste(book, "basic", 1, 0, [GOOD, BAD])
    said = seen.rows[1].cells[7]
    assert said is not None
    assert said.problem == entry_rows(book, "basic")[-1].problems["amount"]


def test_the_headings_of_the_tab_stand_over_its_columns(book: Book) -> None:
    assert rehearse(book, "basic", 0, 6, [["区级", "1", "", "beyond"]]).headings == ("渠道", "金额(万元)", "备注")


def test_what_lies_right_of_the_last_column_is_counted(book: Book) -> None:
    assert rehearse(book, "basic", 0, 8, [["备注", "甲", ""], ["备注", "", "乙"]]).beyond == 2


def test_blank_rows_inside_a_block_make_no_rows(book: Book) -> None:
    block = [GOOD, [""] * 8, BAD]
    seen = rehearse(book, "basic", 1, 0, block)
    said = seen.rows[2].cells[7]
    assert (seen.new_rows, bool(said and said.problem)) == (2, True)


def test_a_rehearsal_of_a_record_knows_its_lines(book: Book) -> None:
    seen = rehearse(book, "book", 0, 1, [["甲"] for _ in book.pack.entries["book"].columns])
    assert seen.headings == ("内容",)
    assert seen.new_rows == 0


# Headings


def test_a_block_with_the_headings_in_another_order_is_laid_by_them(book: Book) -> None:
    block = [["金额(万元)", "经济科目", "单位编码"], ["8.80", "30201", "112001"]]
    laid = by_headings(book, "basic", block)
    assert laid is not None
    assert laid.block == (("112001", None, None, "30201", None, None, None, "8.80", None),)


def test_figures_below_a_heading_of_another_unit_say_their_unit(book: Book) -> None:
    laid = by_headings(book, "basic", [["经济科目", "金额(元)"], ["30201", "62000"]])
    assert laid is not None
    assert laid.block[0][7] == "62000元"


def test_headings_that_the_tab_does_not_know_are_named(book: Book) -> None:
    laid = by_headings(book, "basic", [["序号", "经济科目", "金额(万元)"], ["1", "30201", "2"]])
    assert laid is not None
    assert laid.unknown == ("序号",)


@pytest.mark.parametrize("first", [["112001", "人员经费"], ["", ""], ["经济科目", "2014001", "1.2"]])
def test_a_row_of_figures_is_no_heading(book: Book, first: list[str]) -> None:
    assert by_headings(book, "basic", [first, ["1", "2"]]) is None


def test_a_cell_that_the_block_leaves_out_stays_as_it_is(book: Book) -> None:
    ledger.paste(book, "basic", 0, 3, [[None, None, None, None, "9.99"]])
    texts = entry_rows(book, "basic")[0].texts
    assert (texts["economic"], texts["amount"]) == (LINE["economic"], "9.99")
