"""Codes that make sense: what a cell offers, in which order, what it says of the others, what it proposes."""

from db import ledger
from db.book import Book
from db.checks.findings import findings
from db.checks.rows import row_sentence
from db.entry.completion import Completion, completions
from db.entry.live import judge
from db.entry.proposals import proposals
from db.entry.tabs import entry_sheet
from db.forms.sheet import Binding, Cell

FIRST = {"unit": "112001"}


def offers(book: Book, column: str, typed: str, entry: str = "basic", **beside: str) -> tuple[Completion, ...]:
    return completions(book, entry, column, typed, beside)


def codes(found: tuple[Completion, ...]) -> list[str]:
    return [it.text for it in found]


def cell(book: Book, address: str) -> Cell:
    return next(it for it in entry_sheet(book, address.split("/")[1]).cells if it.address == address)


def proposed(book: Book, column: str, entry: str = "basic", **beside: str) -> str:
    found = proposals(book, entry, beside, FIRST).get(column)
    return found.text if found is not None else ""


def test_only_the_codes_of_the_chosen_nature_are_offered(book: Book) -> None:
    assert {it[:3] for it in codes(offers(book, "economic", "", nature="公用经费"))} == {"302", "310"}


def test_a_nature_that_follows_the_code_does_not_narrow_it(book: Book) -> None:
    assert "30101" in codes(offers(book, "economic", "30", nature="公用经费", economic="30201"))


def test_a_nature_that_was_chosen_against_the_code_narrows_it(book: Book) -> None:
    found = codes(offers(book, "economic", "", nature="人员经费", economic="30201"))
    assert {it[:3] for it in found} == {"301", "303"}


def test_function_codes_fit_the_fund(book: Book) -> None:
    found = codes(offers(book, "function", "212", fund="政府性基金预算"))
    assert found
    assert not set(found) & set(codes(offers(book, "function", "212", fund="一般公共预算")))


def test_wages_are_not_offered_in_a_project(book: Book) -> None:
    assert codes(offers(book, "economic", "jbgz", entry="project_spending")) == []


def test_a_code_that_does_not_fit_can_be_typed_in_full_and_says_why(book: Book) -> None:
    (offer,) = offers(book, "economic", "30101", nature="公用经费")
    assert (offer.text, "通常不是公用经费" in offer.detail) == ("30101", True)


def test_what_the_book_uses_most_comes_first_and_says_how_often(book: Book) -> None:
    ledger.add(book, "basic", {"unit": "112001", "function": "2014001", "economic": "30216", "amount": "1"})
    ledger.add(book, "basic", {"unit": "112002", "function": "2014001", "economic": "30216", "amount": "1"})
    first = offers(book, "economic", "302")[0]
    assert (first.text, first.detail) == ("30216", "商品和服务支出 · 用过 2 次")


def test_of_equals_what_the_tab_and_unit_use_comes_first(book: Book) -> None:
    assert codes(offers(book, "economic", "302", unit="112001"))[:2] == ["30201", "30299"]


def test_an_obsolete_code_names_its_successor_at_the_cell(book: Book) -> None:
    ledger.add(book, "basic", {"unit": "112001", "function": "2080504", "economic": "30302", "amount": "1"})
    marked = cell(book, "entry/basic/2.function")
    assert (marked.sign, marked.remark) == (
        "⚠", "2080504 未归口管理的行政单位离退休 自 2020 年起改为 2080501 行政单位离退休。"
    )  # fmt: skip


def test_an_obsolete_code_names_its_successor_while_it_is_typed(book: Book) -> None:
    said = judge(book, "basic", "function", "2080504", {})
    assert said is not None
    assert (said.kind, "2080501 行政单位离退休" in said.text) == ("asked", True)


def test_every_line_of_an_obsolete_code_is_marked(book: Book) -> None:
    for _ in range(2):
        ledger.add(book, "basic", {"unit": "112001", "function": "2080504", "economic": "30302", "amount": "1"})
    assert [cell(book, f"entry/basic/{place}.function").sign for place in (2, 3)] == ["⚠", "⚠"]


def test_养老_职业年金_医疗_公积金_each_propose_their_function(book: Book) -> None:
    wanted = {"30108": "2080505", "30109": "2080506", "30111": "2101103", "30113": "2210201"}
    assert {it: proposed(book, "function", unit="112001", economic=it) for it in wanted} == wanted


def test_medical_insurance_goes_by_the_kind_of_unit(book: Book) -> None:
    ledger.change(book, [ledger.Edit(Binding("unit", "unit", 2, "kind"), "事业")])
    units = ("112001", "112002")
    assert [proposed(book, "function", unit=it, economic="30110") for it in units] == ["2101101", "2101102"]


def test_what_this_book_did_before_wins_over_the_pack(book: Book) -> None:
    ledger.add(book, "basic", {"unit": "112001", "function": "2080599", "economic": "30108", "amount": "1"})
    assert proposed(book, "function", unit="112001", economic="30108") == "2080599"


def test_any_other_economic_code_goes_to_the_main_function_of_the_unit(book: Book) -> None:
    assert proposed(book, "function", unit="112001", economic="30202") == "2014001"


def test_an_obsolete_function_is_never_proposed(book: Book) -> None:
    ledger.add(book, "basic", {"unit": "112001", "function": "2080504", "economic": "30302", "amount": "1"})
    assert proposed(book, "function", unit="112001", economic="30302") == "2080501"


def test_a_new_row_proposes_the_unit_of_the_row_above(book: Book) -> None:
    assert proposed(book, "unit") == "112001"


def test_a_proposal_that_more_typing_may_change_is_not_settled(book: Book) -> None:
    found = proposals(book, "basic", {"unit": "112001"}, FIRST)
    assert (found["function"].settled, found["fund"].settled) == (False, True)


def test_a_filled_cell_proposes_nothing(book: Book) -> None:
    assert proposed(book, "function", unit="112001", function="2014002", economic="30108") == ""


def test_a_row_that_lacks_cells_says_which(book: Book) -> None:
    row = ledger.add(book, "basic", {"unit": "112001", "economic": "30201"})
    said = row_sentence(book, findings(book), Binding("basic", "expenditure", row, "unit"))
    assert said == ("error", "这一行还差功能科目、金额，补上才计入各表。")


def test_a_row_whose_nature_contradicts_its_code_says_so(book: Book) -> None:
    row = ledger.add(book, "basic", {"unit": "112001", "nature": "公用经费", "function": "2014001",
                                     "economic": "30101", "amount": "1"})  # fmt: skip
    said = row_sentence(book, findings(book), Binding("basic", "expenditure", row, "amount"))
    assert said is not None
    assert "通常是人员经费" in said[1]


def test_a_right_row_says_nothing(book: Book) -> None:
    assert row_sentence(book, findings(book), Binding("basic", "expenditure", 1, "amount")) is None
