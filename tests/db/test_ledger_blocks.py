"""Blocks pasted into a tab: one action, in the order of the block, and undone without a trace."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import ledger
from db.book import Book
from db.entry.tabs import entry_rows
from tests.db.entry_book import PROJECT_LINE, everything, stored, type_in

WAN = 1_000_000


def amounts(book: Book, tab: str) -> list[str]:
    return sorted(row.texts["amount"] for row in entry_rows(book, tab))


def test_a_pasted_block_overwrites_and_adds(book: Book) -> None:
    ledger.paste(book, "basic", 0, 2, [["2014001", "30201", "", "", "", "1"], ["2014001", "30202", "", "", "", "2"]])
    ledger.paste(book, "basic", 1, 0, [["112001"]])
    assert [amount for (amount,) in stored(book, "expenditure where nature <> 'project'", "amount")] == [WAN, 2 * WAN]


@pytest.mark.parametrize("dash", ["-", " - ", "—"])
def test_the_dash_of_a_spreadsheet_is_zero_where_it_is_pasted_into_figures(book: Book, dash: str) -> None:
    ledger.paste(book, "basic", 0, 7, [[dash, dash]])
    assert [(row.texts["amount"], row.texts["note"]) for row in entry_rows(book, "basic")] == [("0.00", dash.strip())]


def test_a_dash_that_is_typed_is_no_figure_yet(book: Book) -> None:
    type_in(book, "basic", 1, "amount", "-")
    assert "amount" in entry_rows(book, "basic")[0].problems


def test_pasted_rows_stand_in_the_order_of_the_block(book: Book) -> None:
    row = ["112001", "", "2014001", "30201", "", "", "", "1"]
    ledger.paste(book, "basic", 1, 0, [row, row, row])
    assert stored(book, "expenditure where nature <> 'project'", "id, position") == [(1, 1), (3, 2), (4, 3), (5, 4)]


def test_a_paste_is_one_action_that_counts_its_cells(book: Book) -> None:
    ledger.paste(book, "basic", 0, 2, [["2014001", "30202"]])
    assert book.undo_caption == "粘贴 2 格"


def test_a_column_pasted_into_the_head_of_the_book(book: Book) -> None:
    ledger.paste(book, "book", 8, 1, [["张"], ["00000000"]])
    assert (book.record().filler, book.record().telephone) == ("张", "00000000")


_TEXTS = st.sampled_from(
    [
        "",
        "112001",
        "112002",
        "999",
        "2014001",
        "30101",
        "30201",
        "人员经费",
        "8o",
        "=3*4",
        "12.5",
        "来访接待",
        "\t",
        "办公",
    ]
)
_BLOCKS = st.lists(st.lists(_TEXTS, min_size=1, max_size=9), min_size=1, max_size=4)
_TABS = ("basic", "project_spending", "project", "income", "unit", "objective", "indicator", "control", "prior")


@given(entry=st.sampled_from(_TABS), row=st.integers(0, 3), column=st.integers(0, 5), block=_BLOCKS)
def test_any_block_pasted_and_undone_leaves_the_book_as_it_was(
    opened: Book, entry: str, row: int, column: int, block: list[list[str]]
) -> None:
    before = everything(opened)
    if ledger.paste(opened, entry, row, column, block).rows:
        opened.undo()
    assert everything(opened) == before


def test_written_parts_pasted_together_all_stand_in_their_places(book: Book) -> None:
    ledger.paste(book, "narrative", 0, 1, [["甲"], ["乙"], ["丙"]])
    assert [row.texts["text"] for row in entry_rows(book, "narrative")][:3] == ["甲", "乙", "丙"]


@pytest.mark.parametrize("amount", ["7", "坏"])
def test_a_block_over_a_bare_cost_item_and_below_it_loses_no_row(book: Book, amount: str) -> None:
    ledger.add(book, "project_spending", {"project": "来访接待", "item": "甲"})
    texts = [{**PROJECT_LINE, "item": item, "amount": it} for item, it in (("甲", amount), ("乙", "坏"), ("丙", "9"))]
    names = [column.id for column in book.pack.entries["project_spending"].columns]
    ledger.paste(book, "project_spending", 1, 0, [[row.get(name, "") for name in names] for row in texts])
    shown = {"7": "7.00"}.get(amount, amount)
    assert amounts(book, "project_spending") == sorted(["3*2", shown, "坏", "9.00"])
