"""What is kept from one change to the next: it is always what would be made anew.

Stages that read nothing of what changed are left alone, tabs are redrawn in part, and places of rows are remembered
between findings. None of that may ever show.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db import ledger
from db.book import Book, Changes
from db.checks.findings import findings
from db.entry import unverified
from db.entry.tabs import entry_sheet
from db.errors import BookError
from db.rolling.comparison import compared
from db.rolling.lines import budgeted_lines, replace_lines
from tests.db.entry_book import LINE, entry_book

TABS = ("basic", "project_spending", "other_spending", "income", "unit", "project", "objective", "procurement")

MARKED = ("function", "economic", "amount")

Gesture = tuple[str, str, int, str]  # kind, tab, which row or column, text

gestures = st.lists(
    st.tuples(
        st.sampled_from(("type", "type", "type", "type", "add", "remove", "move", "confirm", "undo", "redo")),
        st.sampled_from(TABS),
        st.integers(0, 40),
        st.sampled_from(("7", "0", "-3.5", "8o", "", "印刷", "112002", "30211", "2014002", "=2*3", "来访接待")),
    ),
    min_size=1,
    max_size=6,
)


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("origin")
    with entry_book(folder) as book:
        for amount in ("1", "2", "3"):
            ledger.add(book, "basic", {**LINE, "amount": amount})
        with book.action("沿用"):
            unverified.mark(book.connection, (("expenditure", row, name) for row in (1, 2, 4) for name in MARKED))
            unverified.mark(
                book.connection, [("project", 1, "name"), ("objective", 1, "text"), ("cost_item", 3, "basis")]
            )
            replace_lines(book.connection, 2023, budgeted_lines(book.connection))
        return book.path


@pytest.fixture(scope="module")
def numbers() -> Iterator[int]:
    return iter(range(10_000))


def do(book: Book, gesture: Gesture) -> Changes | None:
    """One gesture; what it changed, None when nothing is known of that."""
    kind, tab, at, text = gesture
    sheet = entry_sheet(book, tab)
    bound = [cell.binding for cell in sheet.cells if cell.binding is not None]
    ids = sorted({binding.row_id for binding in bound})
    if kind == "undo":
        return book.undo()
    if kind == "redo":
        return book.redo()
    if kind == "add":
        ledger.add(book, "basic", {**LINE, "amount": text})
        return None
    if kind == "confirm":
        return unverified.confirm(book, bound[at : at + 3])
    if kind == "remove":
        return ledger.remove(book, tab, [ids[at % len(ids)]])
    if kind == "move":
        return ledger.move(book, tab, ids[at % len(ids)], 1 + at % 3)
    return ledger.change(book, [ledger.Edit(bound[at % len(bound)], text)])


@settings(max_examples=max(5, settings().max_examples // 5))  # each opens the book afresh many times
@given(done=gestures)
def test_what_is_kept_is_what_would_be_made_anew(
    origin: Path, numbers: Iterator[int], tmp_path_factory: pytest.TempPathFactory, done: list[Gesture]
) -> None:
    path = tmp_path_factory.getbasetemp() / f"fresh-{next(numbers)}.ysb"
    path.write_bytes(origin.read_bytes())
    with Book.open(path) as book:
        sheets = {tab: entry_sheet(book, tab) for tab in TABS}
        for gesture in done:
            try:
                changes = do(book, gesture)
            except BookError:
                continue
            sheets = {tab: entry_sheet(book, tab, sheets[tab] if changes else None, changes) for tab in TABS}
            kept = findings(book)
            with Book.read(path) as fresh:
                assert {name: book.stages.rows(name) for name in book.stages.names()} == {
                    name: fresh.stages.rows(name) for name in fresh.stages.names()
                }
                assert sheets == {tab: entry_sheet(fresh, tab) for tab in TABS}
                assert compared(book, sheets["basic"]) == compared(fresh, entry_sheet(fresh, "basic"))
                assert kept == findings(fresh)


def test_rows_that_come_and_go_at_the_end_are_drawn_into_the_tab_there_was(origin: Path, tmp_path: Path) -> None:
    path = tmp_path / "末尾.ysb"
    path.write_bytes(origin.read_bytes())
    with Book.open(path) as book:
        sheet = entry_sheet(book, "basic")
        for deed in (lambda: ledger.paste(book, "basic", 4, 2, [["2014001"], ["x"]]), book.undo, book.redo):
            sheet = entry_sheet(book, "basic", sheet, deed())
            assert sheet == entry_sheet(book, "basic")
