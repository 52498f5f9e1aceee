"""A received workbook as people look at it: its forms drawn, signs on what is wrong or changed, what is missing."""

from pathlib import Path

import pytest

from db.book import Book
from db.checks.standing import State
from db.exchange.shown import ALTERED, CHANGED, Page, Shown, draw, look_at
from db.forms.draw import all_sheets
from db.forms.sheet import Cell, Sheet
from tests.db.sample_book import sample_book, sample_draft
from tests.db.workbooks import opened

SWAPPED, UNREAD = "05!201.basic", "03!2014001.basic"


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[Sheet, ...]]:
    """The sample's workbook, and its forms as the book draws them."""
    folder = tmp_path_factory.mktemp("shown")
    with Book.read(sample_book(folder)) as book:
        return sample_draft(folder), all_sheets(book)


@pytest.fixture(scope="module")
def fine(exported: tuple[Path, tuple[Sheet, ...]]) -> Shown:
    return look_at(exported[0])


@pytest.fixture(scope="module")
def wrong(exported: tuple[Path, tuple[Sheet, ...]]) -> Shown:
    """Two digits swapped in one cell, a word for a figure in another, and a form gone."""
    workbook = opened(exported[0])
    next(cell for row in workbook["05"].iter_rows() for cell in row if cell.value == 334.75).value = 343.75
    workbook["03"]["D8"].value = "约5万"
    del workbook["13"]
    path = exported[0].with_name("改过.xlsx")
    workbook.save(path)
    return look_at(path)


def page(shown: Shown, name: str) -> Page:
    return next(one for one in shown.pages if one.name == name)


def cell(shown: Shown, address: str) -> Cell:
    found = shown.page_of(address)
    assert found is not None
    return next(one for one in draw(shown)[found.name].cells if one.address == address)


def test_every_form_is_drawn_as_the_book_draws_it(exported: tuple[Path, tuple[Sheet, ...]], fine: Shown) -> None:
    def texts(sheet: Sheet) -> list[tuple[int, int, str]]:
        # The unit line of a document says whose it is, which no relation knows.
        return [(one.row, one.column, one.text) for one in sheet.cells if one.row != 2]

    drawn = {name: texts(sheet) for name, sheet in draw(fine).items()}
    assert list(drawn) == [one.name for one in fine.pages]
    assert drawn == {sheet.name: texts(sheet) for sheet in exported[1]}


def test_nothing_can_be_typed_into_it(fine: Shown) -> None:
    assert {one.binding for sheet in draw(fine).values() for one in sheet.cells} == {None}


def test_a_workbook_that_ties_has_no_sign(fine: Shown) -> None:
    signs = {one.sign for sheet in draw(fine).values() for one in sheet.cells}
    assert (signs, {each.state for each in fine.pages}) == ({""}, {State.FINE})


def test_a_page_of_a_project_is_called_by_it(fine: Shown) -> None:
    assert page(fine, "15-3").title == "15-3 信访工作经费"


def test_a_changed_cell_says_what_was_exported(wrong: Shown) -> None:
    changed = cell(wrong, SWAPPED)
    assert changed.sign == f"✗{ALTERED}"
    assert "导出时是 334.75，现在是 343.75" in changed.problem


def test_what_could_not_be_read_stands_as_it_was_written(wrong: Shown) -> None:
    unread = cell(wrong, UNREAD)
    assert (unread.text, unread.sign) == ("约5万", f"✗{ALTERED}")
    assert "不是数字" in unread.problem


def test_the_other_side_of_a_contradiction_has_a_sign_too(wrong: Shown) -> None:
    assert cell(wrong, "03!201.basic").sign == "✗"


def test_a_form_that_is_not_there_is_a_page_without_a_sheet(wrong: Shown) -> None:
    gone = page(wrong, "13")
    assert (gone.there, gone.state, "13" in draw(wrong)) == (False, State.ERROR, False)


def test_pages_count_what_is_about_them(wrong: Shown) -> None:
    assert [(page(wrong, name).errors > 0) for name in ("03", "05", "11", "14")] == [True, True, False, False]


def test_one_wrong_cell_is_one_cause_of_all_that_it_breaks(wrong: Shown) -> None:
    made = [one for one in wrong.findings if one.cause is not None and one.cause.address == SWAPPED]
    assert len(made) >= 5
    assert {one.cause.found for one in made if one.cause is not None} == {"343.75"}


def test_changes_are_findings_that_can_be_gone_to(wrong: Shown) -> None:
    changed = [one.address for one in wrong.findings if one.check == CHANGED]
    assert {SWAPPED, UNREAD} <= set(changed)
    assert all(wrong.page_of(address) is not None for address in changed)


def test_nobody_can_answer_or_mend_what_is_not_his(wrong: Shown) -> None:
    assert not any(one.explainable or one.structural or one.mends for one in wrong.findings)


def test_places_are_said_in_words(wrong: Shown) -> None:
    assert wrong.spoken[SWAPPED] == "05表“201 一般公共服务支出”行“基本支出·小计”栏"
