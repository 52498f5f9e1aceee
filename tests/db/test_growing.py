"""Typing into an empty official form: the ledger row it makes, what is asked; and a printed form stays as it is."""

from collections.abc import Iterator

import pytest

from db import ledger
from db.book import Book, NewBook
from db.entry.growing import begin, complaints, grow, grow_all, new_row
from db.entry.tabs import entry_rows
from db.forms.draw import sheets
from db.forms.growing import Begun, grown
from db.forms.sheet import Binding, Cell, Growth, Sheet
from db.money import AmountUnit
from db.pack import load
from db.printout import form_json
from tests.db.entry_book import stored

PACK = load("jianghan-2024")


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """One unit, one line of office costs on 2014001, one project."""
    new = NewBook(
        year=2024, department_code="112", budget_name="某局", units=(("112001", "某局本级"),), pack="jianghan-2024",
        amounts=AmountUnit.WAN,
    )  # fmt: skip
    with Book.create(tmp_path_factory.mktemp("growing") / "空.ysb", new) as made:
        ledger.add(made, "basic", {"unit": "112001", "function": "2014001", "economic": "30201", "amount": "6.20"})
        ledger.add(made, "project", {"unit": "112001", "name": "来访接待"})
        yield made


def shown(book: Book, form: str, begun: Begun | None = None) -> Sheet:
    (sheet,) = sheets(book, form)
    return grown(book, sheet, begun or Begun())


def cells_of(sheet: Sheet, row_key: str) -> dict[str, Cell]:
    row = sheet.body_start + sheet.row_keys.index(row_key)
    return {sheet.columns[cell.column].id: cell for cell in sheet.cells if cell.row == row}


def growth(book: Book, form: str, row_key: str, column: str) -> Growth:
    at = cells_of(shown(book, form), row_key)[column].binding
    assert isinstance(at, Growth)
    return at


def lines(book: Book) -> list[tuple[object, ...]]:
    return stored(book, "expenditure", "nature, function, economic, fund, amount")[1:]


def test_a_form_by_codes_ends_in_an_empty_row_that_takes_a_code_and_amounts(book: Book) -> None:
    cells = cells_of(shown(book, "05"), "+")
    assert [name for name, cell in cells.items() if cell.binding is not None] == [
        "code", "personnel", "operating", "project",
    ]  # fmt: skip


def test_the_empty_row_says_in_grey_what_it_is_for_until_a_code_stands_in_it(book: Book) -> None:
    empty = cells_of(shown(book, "07"), "+")["name"]
    named = cells_of(shown(book, "07", begin(book, "07", "30101")), "+")["name"]
    assert (empty.role, empty.text, named.role, named.text) == ("hint", "← 填编码，增加一行", "body", "基本工资")


def test_an_empty_cell_of_a_row_takes_an_amount_but_no_sum_and_no_upper_level_does(book: Book) -> None:
    sheet = shown(book, "05")
    taken = [
        (key, name)
        for key in sheet.row_keys[:-1]
        for name, cell in cells_of(sheet, key).items()
        if isinstance(cell.binding, Growth)
    ]
    assert taken == [("2014001", "personnel"), ("2014001", "project")]


@pytest.mark.parametrize("form", ["03", "05", "07", "09"])
def test_the_form_as_it_is_printed_has_no_empty_row(book: Book, form: str) -> None:
    (sheet,) = sheets(book, form)
    keys = [row["key"] for row in form_json(book, form)["rows"]]
    assert ("+" in sheet.row_keys, "+" in keys, len(shown(book, form).row_keys) - len(sheet.row_keys)) == (
        False,
        False,
        1,
    )


def test_the_notes_under_a_form_stand_below_its_empty_row(book: Book) -> None:
    sheet = shown(book, "10")
    (note,) = [cell for cell in sheet.cells if cell.row >= sheet.body_end]
    assert (note.row, sheet.rows) == (sheet.body_end, sheet.body_end + 1)


def test_a_code_typed_into_the_empty_row_shows_its_name(book: Book) -> None:
    cells = cells_of(shown(book, "07", begin(book, "07", "jbgz 基本工资")), "+")
    named = cells_of(shown(book, "07", begin(book, "07", "基本工资")), "+")
    assert (bool(cells["code"].problem), named["code"].text, named["name"].text) == (True, "30101", "基本工资")


def test_what_pack_and_form_say_together_needs_no_asking(book: Book) -> None:
    row = new_row(book, growth(book, "07", "+", "personnel"), "36.29", "30108")
    assert (row.certain, [(ask.column, ask.likely) for ask in row.asks]) == (
        True,
        [("unit", "112001"), ("function", "2080505")],
    )


def test_the_row_is_made_under_the_forms_own_fund_and_nature(book: Book) -> None:
    grow(book, new_row(book, growth(book, "07", "+", "personnel"), "36.29", "30108"))
    assert lines(book) == [("personnel", "2080505", "30108", "general", 36_290_000)]


def test_a_function_that_only_one_item_goes_to_names_that_item(book: Book) -> None:
    grow(book, new_row(book, growth(book, "05", "+", "personnel"), "43.80", "2210201"))
    assert lines(book) == [("personnel", "2210201", "30113", "general", 43_800_000)]


def test_what_cannot_be_known_is_asked_with_the_likeliest_text(book: Book) -> None:
    row = new_row(book, growth(book, "07", "+", "operating"), "3", "30202")
    assert [(ask.column, ask.likely, ask.certain) for ask in row.asks] == [
        ("unit", "112001", True),
        ("function", "2014001", False),
    ]


def test_an_answer_completes_the_row(book: Book) -> None:
    row = new_row(book, growth(book, "05", "2014001", "personnel"), "75.30")
    grow(book, row, {"economic": "30101"})
    assert (row.title, lines(book)) == (
        "2014001 行政运行 · 人员经费",
        [("personnel", "2014001", "30101", "general", 75_300_000)],
    )


def test_a_project_column_asks_for_the_project(book: Book) -> None:
    row = new_row(book, growth(book, "05", "+", "project"), "9", "2014002")
    asked = [ask.column for ask in row.asks]
    grow(book, row, {"project": "来访接待", "economic": "30299"})
    assert (asked, lines(book)) == (["project", "economic"], [("project", "2014002", "30299", "general", 9_000_000)])


def test_a_row_without_its_answer_is_a_draft_with_all_that_is_known(book: Book) -> None:
    grow(book, new_row(book, growth(book, "05", "2014001", "personnel"), "75.30"))
    draft = entry_rows(book, "basic")[-1]
    assert (draft.draft, draft.texts["amount"], draft.texts["function"], list(draft.problems)) == (
        True,
        "75.30",
        "2014001",
        ["economic"],
    )


def test_an_amount_that_is_none_is_kept_in_the_draft(book: Book) -> None:
    row = new_row(book, growth(book, "07", "+", "personnel"), "三十六", "30108")
    grow(book, row)
    assert entry_rows(book, "basic")[-1].texts["amount"] == "三十六"


def test_an_answer_that_is_no_code_is_complained_of_before_the_row_is_made(book: Book) -> None:
    row = new_row(book, growth(book, "05", "2014001", "personnel"), "75.30")
    said = complaints(book, row, {"economic": "没有这个科目"})
    none = complaints(book, row, {})
    assert (list(said), none, complaints(book, row, {"economic": "基本工资"})) == (
        ["economic"],
        {"economic": "还没有填经济科目。"},
        {},
    )


def test_making_a_row_is_one_undo_step(book: Book) -> None:
    before = stored(book, "expenditure"), stored(book, "pending")
    grow(book, new_row(book, growth(book, "07", "+", "personnel"), "36.29", "30108"))
    book.undo()
    assert (stored(book, "expenditure"), stored(book, "pending")) == before


def test_the_units_form_makes_income_of_the_unit_whose_row_it_is(book: Book) -> None:
    grow(book, new_row(book, growth(book, "02", "112001", "current_service_income"), "5"))
    assert stored(book, "funding", "unit, fund, kind, amount")[-1] == (1, "service_income", "current", 5_000_000)


def test_a_column_of_several_funds_asks_which(book: Book) -> None:
    row = new_row(book, growth(book, "02", "112001", "carryover_own"), "5")
    assert [ask.column for ask in row.asks if not ask.certain] == ["fund"]


def test_a_block_over_a_form_changes_rows_and_makes_rows_in_one_step(book: Book) -> None:
    line = Binding("basic", "expenditure", 1, "amount")
    code, amount = growth(book, "07", "+", "code"), growth(book, "07", "+", "personnel")
    grow_all(book, [(line, "7"), (code, "30108"), (amount, "36.29")])
    made = stored(book, "expenditure", "economic, amount")
    book.undo()
    assert (made, stored(book, "expenditure", "economic, amount")) == (
        [("30201", 7_000_000), ("30108", 36_290_000)],
        [("30201", 6_200_000)],
    )


def test_every_column_that_grows_leads_to_a_tab_with_the_columns_it_needs() -> None:
    wrong = [
        (form.id, column)
        for form in PACK.forms.values()
        for column, entry in getattr(form, "grows", {}).items()
        if entry not in PACK.entries
        or next((it for it in form.columns if it.id == column), None) is None
        or not any(it.id == "amount" for it in PACK.entries[entry].columns)
    ]
    assert wrong == []
