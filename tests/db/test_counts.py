"""Named counts in amounts: `=行政在职*4632.5*12元`."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db import ledger, mending
from db.book import Book
from db.checks.explanations import explain
from db.checks.finding import Finding
from db.checks.findings import findings
from db.entry.completion import completions
from db.exchange.entries import read
from db.exchange.template import write_filled
from db.expression import normalise
from db.money import AmountUnit, parse_amount
from db.pack import load
from tests.db.entry_book import LINE, entry_book, row_of, stored, type_in

WAN = AmountUnit.WAN
POSTS = {"unit": "112001", "kind": "行政", "authorised": "12", "actual": "11"}


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """One basic line (row 1); 112001 has 11 people on 12 posts."""
    with entry_book(tmp_path_factory.mktemp("counts")) as book:
        ledger.add(book, "headcount", POSTS)
        yield book


def amount(book: Book, row_id: int = 1) -> tuple[int, str]:
    """Fen and the text of a line of spending."""
    (found,) = [row[1:] for row in stored(book, "expenditure", "id, amount, typed") if row[0] == row_id]
    return found  # type: ignore[return-value]


def changed_counts(book: Book) -> list[Finding]:
    return [one for one in findings(book) if one.check == "recount"]


def offered(book: Book, typed: str) -> list[str]:
    return [one.text for one in completions(book, "basic", "amount", typed, {"unit": "112001"})]


def test_a_name_stands_for_the_count_of_the_rows_own_unit(book: Book) -> None:
    ledger.add(book, "headcount", {"unit": "112002", "kind": "行政", "actual": "30"})
    type_in(book, "basic", 1, "amount", "=行政在职*4632.5*12元")
    assert amount(book) == (61_150_000, "行政在职*4632.5*12元")


def test_a_project_without_its_unit_typed_counts_the_people_of_the_projects_unit(book: Book) -> None:
    type_in(book, "project_spending", 2, "amount", "行政在职*100元")
    assert amount(book, 2) == (110_000 - 110_000 % 10_000, "行政在职*100元")


def test_a_row_without_a_unit_counts_all_units(book: Book) -> None:
    ledger.add(book, "headcount", {"unit": "112002", "kind": "行政", "actual": "30"})
    ledger.add(book, "prior", {"measure": "收支总预算", "year": "2023", "stage": "预算", "value": "=行政在职*1万元"})
    assert stored(book, "prior_figure", "value") == [(41_000_000,)]


def test_hundredths_of_a_square_metre_count_as_square_metres(book: Book) -> None:
    ledger.add(book, "state_asset", {"unit": "112001", "kind": "房屋", "area": "85.5"})
    type_in(book, "basic", 1, "amount", "=房屋面积*1000元")
    assert amount(book)[0] == 8_550_000


def test_every_name_of_the_pack_reads_a_column_there_is() -> None:
    pack = load("jianghan-2024")
    columns = {(entry.id, column.id) for entry in pack.entries.values() for column in entry.columns}
    assert {(it.entry, it.column) for it in pack.info.counts.values()} <= columns


def test_every_name_of_the_pack_is_written_as_expressions_are_read() -> None:
    names = load("jianghan-2024").info.counts
    assert [normalise(name) for name in names] == list(names)


@settings(max_examples=60, deadline=None)
@given(people=st.integers(0, 500), rate=st.decimals("0.01", "99999", places=2), months=st.integers(1, 12))
def test_an_expression_with_names_equals_the_one_with_the_numbers(people: int, rate: object, months: int) -> None:
    named = parse_amount(f"=在职*{rate}*{months}元", WAN, {"在职": people})
    assert named.yuan == parse_amount(f"={people}*{rate}*{months}元", WAN).yuan


# --- names that are none, or have no number yet --------------------------------------------------------------------


def test_an_unknown_name_is_answered_with_those_like_it(book: Book) -> None:
    type_in(book, "basic", 1, "amount", "=行政*100元")
    assert "是不是 行政在职、行政编制" in row_of(book, "basic", 1).problems["amount"]


def test_a_name_like_it_is_one_click_away(book: Book) -> None:
    type_in(book, "basic", 1, "amount", "=行政*4632.5*12元")
    (found,) = [one for one in findings(book) if one.check == "pending"]
    mending.mend(book, found.check, found.address, "改为 行政在职")
    assert amount(book) == (61_150_000, "行政在职*4632.5*12元")


def test_a_name_without_a_number_waits_and_says_where_to_fill_it_in(book: Book) -> None:
    type_in(book, "basic", 1, "amount", "=事业在职*100元")
    assert "请先填“人员”的“实有数”" in row_of(book, "basic", 1).problems["amount"]


def test_the_amount_comes_back_once_its_count_is_filled_in(book: Book) -> None:
    type_in(book, "basic", 1, "amount", "=事业在职*10000元")
    ledger.add(book, "headcount", {"unit": "112001", "kind": "事业", "actual": "6"})
    assert amount(book) == (6_000_000, "事业在职*10000元")


# --- what the list offers ------------------------------------------------------------------------------------------


def test_the_sign_of_an_expression_offers_every_name(book: Book) -> None:
    assert len(offered(book, "=")) == len(book.pack.info.counts)


def test_a_name_is_found_by_its_initials_at_the_end_of_an_expression(book: Book) -> None:
    assert offered(book, "=3*xzz") == ["=3*行政在职"]


def test_a_unit_is_found_by_its_letter_behind_a_figure(book: Book) -> None:
    assert offered(book, "=3*400y") == ["=3*400元"]


def test_an_offer_says_the_number_and_where_it_stands(book: Book) -> None:
    (found,) = completions(book, "basic", "amount", "=xzzz", {"unit": "112001"})
    assert found.detail == "11 · 人员"


# --- a count that changes later ------------------------------------------------------------------------------------


def people(book: Book, actual: str) -> None:
    type_in(book, "headcount", 1, "actual", actual)


def reckoned(book: Book) -> None:
    type_in(book, "basic", 1, "amount", "=行政在职*4632.5*12元")
    ledger.add(book, "basic", {**LINE, "amount": "=行政在职*1000元"})


def test_an_amount_stays_what_was_entered_when_its_count_changes(book: Book) -> None:
    reckoned(book)
    people(book, "12")
    assert amount(book) == (61_150_000, "行政在职*4632.5*12元")


def test_a_changed_count_is_said_with_both_numbers_and_both_sums(book: Book) -> None:
    reckoned(book)
    people(book, "12")
    (found,) = changed_counts(book)
    assert "行政在职 11→12，2 处金额按旧数计算，共 62.25 万元，重新计算是 67.91 万元" in found.message


def test_what_is_reckoned_with_the_present_count_is_no_finding(book: Book) -> None:
    reckoned(book)
    assert changed_counts(book) == []


def test_one_click_reckons_all_of_them_anew(book: Book) -> None:
    reckoned(book)
    people(book, "12")
    (found,) = changed_counts(book)
    mending.mend(book, found.check, found.address, "重新计算")
    assert ([amount(book)[0], amount(book, 3)[0]], changed_counts(book)) == ([66_710_000, 1_200_000], [])


def test_reckoning_anew_is_undone_in_one_step(book: Book) -> None:
    reckoned(book)
    people(book, "12")
    before = stored(book, "expenditure")
    (found,) = changed_counts(book)
    mending.mend(book, found.check, found.address, "重新计算")
    book.undo()
    assert stored(book, "expenditure") == before


def test_the_present_amounts_can_be_kept_as_plain_figures(book: Book) -> None:
    reckoned(book)
    people(book, "12")
    (found,) = changed_counts(book)
    mending.mend(book, found.check, found.address, "保留现在的金额")
    assert (amount(book), changed_counts(book)) == ((61_150_000, ""), [])


def test_a_changed_count_can_be_explained_instead(book: Book) -> None:
    reckoned(book)
    people(book, "12")
    (found,) = changed_counts(book)
    explain(book, found.check, found.address, "按编制批复前人数安排")
    assert changed_counts(book)[0].settled


def test_of_two_names_in_one_expression_none_is_blamed_alone(book: Book) -> None:
    type_in(book, "basic", 1, "amount", "=行政在职*行政编制*1000元")
    people(book, "12")
    (found,) = changed_counts(book)
    assert "行政在职 现在是 12，行政编制 现在是 12" in found.message


def test_a_count_that_is_gone_is_said_too(book: Book) -> None:
    reckoned(book)
    ledger.remove(book, "headcount", [1])
    (found,) = changed_counts(book)
    assert "行政在职 11→没有了" in found.message


# --- the entry workbook --------------------------------------------------------------------------------------------


def test_the_entry_workbook_brings_names_back_and_what_they_came_to(book: Book, tmp_path: Path) -> None:
    reckoned(book)
    people(book, "12")
    before = stored(book, "expenditure")
    read(book, write_filled(tmp_path / "录入.xlsx", book))
    assert stored(book, "expenditure") == before


def test_the_entry_workbook_brings_back_why_an_old_count_stays(book: Book, tmp_path: Path) -> None:
    reckoned(book)
    people(book, "12")
    (found,) = changed_counts(book)
    explain(book, found.check, found.address, "按编制批复前人数安排")
    notes = read(book, write_filled(tmp_path / "录入.xlsx", book)).notes
    assert (notes, changed_counts(book)[0].settled) == ((), True)


def test_an_import_reckons_with_the_counts_it_brings(book: Book) -> None:
    lines = [{"unit": "112001", "function": "2014001", "economic": "30201", "amount": "行政在职*10000元"}]
    ledger.replace_all(book, {"basic": lines, "headcount": [{**POSTS, "actual": "20"}]})
    assert [row[0] for row in stored(book, "expenditure", "amount") if row[0] == 20_000_000] == [20_000_000]


def test_a_number_of_people_is_said_without_decimals() -> None:
    from db.entry.counts import plain_number

    assert [plain_number(Fraction(11)), plain_number(Fraction(171, 2))] == ["11", "85.5"]
