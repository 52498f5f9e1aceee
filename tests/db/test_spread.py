"""A total typed over several lines: in proportion, exact, with what cannot move left as it is."""

from collections.abc import Iterator

import pytest

from db import ledger
from db.book import Book
from db.entry.spread import SpreadPlan, apply, plan, read_total
from db.errors import BookError
from tests.db.entry_book import entry_book, everything, stored, type_in

WAN = 1_000_000  # fen
CELL = "05!2014001.operating"
KEYS = {"unit": "112001", "function": "2014001", "economic": "30202"}


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """112001's 2014001 has operating lines of 6.20 (row 1), 3.00 and 0.80 万元 (rows 3 and 4)."""
    with entry_book(tmp_path_factory.mktemp("spread")) as made:
        for economic, amount in (("30202", "3"), ("30205", "0.80")):
            ledger.add(made, "basic", {**KEYS, "economic": economic, "amount": amount})
        yield made


def planned(book: Book, text: str, *, kept: tuple[int, ...] = (), equal: bool = False) -> SpreadPlan:
    first = plan(book, CELL, 0)
    assert first is not None
    left_out = [line.binding for line in first.lines if line.binding and line.binding.row_id in kept]
    made = plan(book, CELL, read_total(book, text), left_out, equal=equal)
    assert made is not None
    return made


def parts(made: SpreadPlan) -> list[int]:
    return [line.after for line in made.lines]


def test_a_total_goes_over_its_lines_in_proportion(opened: Book) -> None:
    assert parts(planned(opened, "20")) == [12_400_000, 6 * WAN, 1_600_000]


@pytest.mark.parametrize("text", ["10.01", "0.01", "7.77", "12345.67"])
def test_the_parts_add_up_to_the_total_exactly(opened: Book, text: str) -> None:
    made = planned(opened, text)
    assert (sum(parts(made)), [fen % 10_000 for fen in parts(made)]) == (made.total, [0, 0, 0])


def test_a_line_that_is_kept_keeps_its_amount(opened: Book) -> None:
    assert parts(planned(opened, "20", kept=(1,))) == [6_200_000, 10_890_000, 2_910_000]


def test_equal_parts_can_be_asked_for(opened: Book) -> None:
    assert parts(planned(opened, "9", equal=True)) == [3 * WAN] * 3


def test_lines_of_nothing_share_equally_when_all_are_nothing(book: Book) -> None:
    for row_id in (1, 3, 4):
        type_in(book, "basic", row_id, "amount", "0")
    made = planned(book, "3")
    assert (parts(made), made.equal) == ([WAN] * 3, True)


def test_a_line_of_nothing_stays_nothing_beside_others(book: Book) -> None:
    type_in(book, "basic", 4, "amount", "0")
    assert [line.before for line in planned(book, "20").lines] == [6_200_000, 3 * WAN]


def test_a_negative_line_does_not_move_and_says_why(book: Book) -> None:
    type_in(book, "basic", 4, "amount", "-1")
    made = planned(book, "9.20")
    assert (made.lines[-1].after, made.lines[-1].fixed, sum(parts(made))) == (-WAN, "负数，不按比例分摊", made.total)


def test_a_total_below_what_stays_is_refused(opened: Book) -> None:
    made = planned(opened, "5", kept=(1,))
    before = everything(opened)
    with pytest.raises(BookError, match="不动的各行已经超过新的合计"):
        apply(opened, made)
    assert everything(opened) == before


def test_a_total_over_no_line_is_refused(opened: Book) -> None:
    assert planned(opened, "20", kept=(1, 3, 4)).fault.startswith("没有可以分摊的行")


def test_a_draft_is_counted_but_takes_no_share(book: Book) -> None:
    ledger.add(book, "basic", {**KEYS, "amount": "十万"})
    made = planned(book, "20")
    assert (made.drafts, len(made.lines)) == (1, 3)


def test_income_that_follows_spending_is_not_moved(opened: Book) -> None:
    made = plan(opened, "02!total.current", 30 * WAN)
    assert made is not None
    assert {line.fixed for line in made.lines} == {"随支出自动，改支出它就跟着变"}


def test_a_purchase_is_not_moved_because_its_amount_is_a_product(book: Book) -> None:
    texts = {"unit": "112001", "catalog_code": "A05010201", "item_name": "桌子", "function": "2014001",
             "economic": "31002", "fund": "general", "quantity": "2", "unit_price": "0.5", "measure": "张"}  # fmt: skip
    ledger.add(book, "procurement", texts)
    made = plan(book, "12!total.amount", 3 * WAN)
    assert made is not None
    assert [line.fixed for line in made.lines] == ["金额是数量×单价，请改数量或单价"]


def test_a_text_has_nothing_to_spread(opened: Book) -> None:
    assert plan(opened, "05!2014001.name", WAN) is None


def test_spreading_is_one_undo_step(book: Book) -> None:
    before = stored(book, "expenditure")
    caption = apply(book, planned(book, "20")).caption
    after = stored(book, "expenditure", "id, amount")
    book.undo()
    assert (caption, after, stored(book, "expenditure")) == (
        "分摊 2014001 行政运行 基本支出 · 公用经费 10.00→20.00",
        [(1, 12_400_000), (2, 6 * WAN), (3, 6 * WAN), (4, 1_600_000)],
        before,
    )


def test_a_plan_is_not_applied_to_lines_that_have_moved_on(book: Book) -> None:
    made = planned(book, "20")
    type_in(book, "basic", 4, "amount", "9")
    with pytest.raises(BookError, match="预览之后改动过"):
        apply(book, made)


def test_a_total_far_beyond_the_book_was_looked_at_and_waits_nowhere(book: Book) -> None:
    apply(book, planned(book, "5000"))
    assert (stored(book, "expenditure", "sum(amount)"), stored(book, "pending")) == ([(5006 * WAN,)], [])
