"""A submission that LibreOffice saved in between is unchanged, and still makes the book it was made of."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.book import Book
from db.exchange.rebuilding import rebuild
from db.exchange.received import verify
from tests.db.handed_in import ODD, HandedIn, handed_in_again, odd_draft, sample_handed_in
from tests.db.small import ledger
from tests.db.workbooks import opened
from tests.office.conftest import Convert


def is_the_same(one: HandedIn, saved: Path, folder: Path) -> None:
    """Unchanged for `verify`, and an equal book."""
    found = verify(saved)
    assert (found.unchanged, found.changed) == (True, ())
    made = rebuild(folder / "恢复.ysb", saved)
    assert made.notes == ()
    with Book.read(made.path) as again, Book.read(one.book) as own:
        assert ledger(again.connection) == ledger(own.connection)


@pytest.mark.parametrize("version", [1, 2])
def test_the_sample_handed_in_first_and_again(office: Convert, tmp_path: Path, version: int) -> None:
    one = sample_handed_in(tmp_path)
    one = one if version == 1 else handed_in_again(tmp_path, one)
    is_the_same(one, office(one.workbook, "xlsx"), tmp_path)


@settings(max_examples=3, deadline=None)
@given(
    chance=st.integers(0, 10_000),
    amounts=st.sampled_from(("万元", "元")),
    texts=st.lists(st.sampled_from(ODD), min_size=3, unique=True),
)
def test_any_book(
    office: Convert, tmp_path_factory: pytest.TempPathFactory, chance: int, amounts: str, texts: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    one = odd_draft(folder, chance, amounts, texts)
    is_the_same(one, office(one.workbook, "xlsx"), folder)


def test_one_figure_changed_and_saved_by_it_is_the_only_change(office: Convert, tmp_path: Path) -> None:
    one = sample_handed_in(tmp_path)
    workbook = opened(one.workbook)
    workbook["05"]["C6"].value += 1
    workbook.save(tmp_path / "改过.xlsx")
    found = verify(office(tmp_path / "改过.xlsx", "xlsx"))
    assert [change.address for change in found.changed] == ["05!total.total"]
