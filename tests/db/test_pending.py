"""Input that cannot be a value yet: it waits in its place, counts nowhere, and is never lost."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from db import ledger
from db.book import Book
from db.entry.tabs import entry_rows
from db.forms.sheet import Binding
from db.ledger import Edit
from tests.db.entry_book import LINE, PROJECT_LINE, entry_book, row_of, stored, type_in
from tests.db.undoing import put_back


def test_a_half_filled_row_is_a_draft_and_no_line(book: Book) -> None:
    row = ledger.add(book, "basic", {"unit": "112001", "economic": "30201"})
    assert (row_of(book, "basic", row).draft, len(stored(book, "expenditure"))) == (True, 2)


def test_a_draft_becomes_a_line_when_its_last_cell_is_filled(book: Book) -> None:
    row = ledger.add(book, "basic", {"unit": "112001", "economic": "30201", "amount": "5"})
    type_in(book, "basic", row, "function", "2014001")
    assert (stored(book, "expenditure where id = 3", "amount"), stored(book, "pending")) == ([(5_000_000,)], [])


def test_a_line_with_a_bad_amount_counts_nowhere(book: Book) -> None:
    type_in(book, "basic", 1, "amount", "6.2o")
    assert stored(book, "expenditure", "id") == [(2,)]


def test_the_bad_text_stands_in_its_place_with_its_reason(book: Book) -> None:
    type_in(book, "basic", 1, "amount", "6.2o")
    row = row_of(book, "basic", 1)
    assert (row.texts["amount"], list(row.problems)) == ("6.2o", ["amount"])


def test_all_other_texts_of_the_row_wait_with_it(book: Book) -> None:
    before = row_of(book, "basic", 1).texts
    type_in(book, "basic", 1, "amount", "6.2o")
    assert row_of(book, "basic", 1).texts == {**before, "amount": "6.2o"}


def test_a_mended_row_is_back_as_it_was(book: Book) -> None:
    before = stored(book, "expenditure")
    type_in(book, "basic", 1, "amount", "6.2o")
    type_in(book, "basic", 1, "amount", "6.20")
    assert (stored(book, "expenditure"), stored(book, "pending")) == (before, [])


def test_a_draft_keeps_its_place_among_the_rows(book: Book) -> None:
    ledger.add(book, "basic", LINE)
    type_in(book, "basic", 1, "amount", "6.2o")
    assert [row.row_id for row in entry_rows(book, "basic")] == [1, 3]


def test_a_draft_survives_a_restart(tmp_path: Path) -> None:
    with entry_book(tmp_path) as book:
        type_in(book, "basic", 1, "amount", "6.2o")
    with Book.open(book.path) as again:
        assert row_of(again, "basic", 1).texts["amount"] == "6.2o"


def test_a_row_that_others_stand_on_keeps_its_old_value(book: Book) -> None:
    type_in(book, "project", 1, "name", "")
    assert (stored(book, "project", "name")[0], row_of(book, "project", 1).problems["name"][-14:]) == (
        ("来访接待",),
        "（账套里仍按“来访接待”。）",
    )


def test_an_optional_cell_becomes_empty_and_its_text_waits(book: Book) -> None:
    type_in(book, "project", 1, "total_budget", "一百")
    assert (stored(book, "project", "total_budget")[0], row_of(book, "project", 1).texts["total_budget"]) == (
        (None,),
        "一百",
    )


def test_a_fund_nobody_knows_does_not_count_as_the_usual_one(book: Book) -> None:
    type_in(book, "basic", 1, "fund", "彩票")
    assert stored(book, "expenditure where nature <> 'project'") == []


def test_a_second_row_of_the_same_kind_waits_and_says_why(book: Book) -> None:
    again = ledger.add(book, "income", {"unit": "112001", "fund": "一般公共预算", "kind": "本年", "amount": "1"})
    assert "相同的一行" in "".join(row_of(book, "income", again).problems.values())


def test_a_purchase_too_large_to_be_an_amount_waits(book: Book) -> None:
    item = {"unit": "112001", "catalog_code": "A", "function": "2014002", "economic": "30299", "unit_price": "1000"}
    row = ledger.add(book, "procurement", {**item, "quantity": "13800000000"})
    assert (stored(book, "procurement"), row_of(book, "procurement", row).texts["quantity"]) == ([], "13800000000")


def test_a_row_comes_in_when_the_one_it_collided_with_is_gone(book: Book) -> None:
    again = ledger.add(book, "income", {"unit": "112001", "fund": "一般公共预算", "kind": "本年", "amount": "1"})
    ledger.remove(book, "income", [1])
    assert not row_of(book, "income", again).draft


def test_a_row_comes_in_when_the_project_it_names_is_there(book: Book) -> None:
    ledger.add(book, "asset_plan", {"project": "档案整理", "name": "柜子"})
    ledger.add(book, "project", {"unit": "112001", "name": "档案整理"})
    assert (stored(book, "asset_plan", "name"), stored(book, "pending")) == ([("柜子",)], [])


def test_a_draft_can_be_removed(book: Book) -> None:
    row = ledger.add(book, "basic", {"amount": "5"})
    ledger.remove(book, "basic", [row])
    assert stored(book, "pending") == []


def test_what_waits_is_undone_like_anything_else(book: Book) -> None:
    type_in(book, "basic", 1, "amount", "6.2o")
    book.undo()
    assert (row_of(book, "basic", 1).texts["amount"], stored(book, "pending")) == ("6.20", [])


def test_a_unit_cannot_be_merged_into_itself(book: Book) -> None:
    type_in(book, "unit", 2, "merged_into", "112002")
    assert (stored(book, "unit", "merged_into")[1], row_of(book, "unit", 2).texts["merged_into"]) == ((None,), "112002")


def test_a_number_beyond_the_list_of_objectives_waits(book: Book) -> None:
    type_in(book, "objective", 1, "number", "4")
    assert row_of(book, "objective", 1).texts["number"] == "4"


_CELLS = {
    "basic": ("unit", "nature", "function", "economic", "fund", "amount", "note"),
    "project_spending": ("unit", "project", "item", "basis", "function", "economic", "amount"),
    "procurement": ("unit", "project", "catalog_code", "function", "economic", "quantity", "unit_price"),
}
_FIGURES = ("12.5", "=3*4", "8o", "1,2,3", "１２", "-4", "abc", "1e5", "0")
_TEXTS = (
    "112001",
    "112002",
    "来访接待",
    "信息系统",
    "2014001",
    "30201",
    "30901",
    "办公费",
    "办公费用",
    "A",
    "\x01",
    "",
    "7",
)


@st.composite
def _edits(draw: st.DrawFn) -> tuple[str, int, str, str]:
    entry = draw(st.sampled_from(sorted(_CELLS)))
    column = draw(st.sampled_from(_CELLS[entry]))
    texts = _FIGURES if column in ("amount", "unit_price", "quantity") else (*_TEXTS, *_FIGURES)
    return entry, draw(st.integers(0, 3)), column, draw(st.sampled_from(texts))


@given(st.lists(_edits(), min_size=1, max_size=15))
def test_no_figure_typed_is_ever_lost(opened: Book, edits: list[tuple[str, int, str, str]]) -> None:
    with put_back(opened) as book:
        for entry, place, column, text in edits:
            rows = entry_rows(book, entry)
            row = rows[place] if place < len(rows) else None
            at = Binding(
                entry,
                row.table if row else book.pack.entries[entry].table,
                row.row_id if row else 50,
                column,
            )
            others = _said(book, entry, at, column)
            ledger.change(book, [Edit(at, text)])
            told = [texts for _, texts in _figures(book, entry)]
            if column in ("amount", "unit_price", "quantity"):
                assert not text or any(_means(book, entry, column, text, texts[column]) for texts in told)
            assert all(it in [texts.get("amount", texts.get("unit_price")) for texts in told] for it in others)


def _figures(book: Book, entry: str) -> list[tuple[int, dict[str, str]]]:
    return [(row.row_id, row.texts) for row in entry_rows(book, entry)]


def _said(book: Book, entry: str, at: Binding, column: str) -> list[str]:
    """Figures in cells that the coming edit does not type over."""
    name = "unit_price" if entry == "procurement" else "amount"
    return [texts[name] for row_id, texts in _figures(book, entry) if row_id != at.row_id or column != name]


def _means(book: Book, entry: str, column: str, typed: str, shown: str) -> bool:
    """Is the shown text the typed one, or the printed value of it?"""
    from db.entry.cells import CellFault, parse_cell
    from db.entry.settle import desk_of

    of = next(it for it in book.pack.entries[entry].columns if it.id == column)
    try:
        context = desk_of(book).context
        return shown == typed or parse_cell(of, shown, context) == parse_cell(of, typed, context)
    except CellFault:
        return False


def test_a_unit_there_is_not_waits_though_the_project_tells_its_own(book: Book) -> None:
    row = ledger.add(book, "project_spending", {**PROJECT_LINE, "unit": "112009"})
    assert row_of(book, "project_spending", row).texts["unit"] == "112009"
