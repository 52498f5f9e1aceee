"""A wage table pasted into 基本支出: what is recognised, what is verified, what is written."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.book import Book
from db.entry.payroll import PayrollAnswers, PayrollPlan, PayrollTable, apply, plan, recognise
from db.errors import BookError
from db.ledger import add
from db.money import AmountUnit
from tests.db.entry_book import LINE, NEW, entry_book, everything, stored, type_in

LINE_UNIT = PayrollAnswers(unit="112001")

BY_FUNCTION = [
    ["2024年工资福利支出测算表", "", "", "", "", "", ""],
    ["单位：元", "", "", "", "", "", ""],
    ["功能科目", "人员类别", "工资福利支出", "", "", "公积金", "合计"],
    ["", "", "基本工资", "津贴补贴", "小计", "", ""],
    ["2014001", "行政", "500,000", "300000.00", "800000", "120000", "920000"],
    ["2014001", "事业", "253,000", "－", "253000", "", "253000"],
    ["合　计", "", "753000", "300000", "1053000", "120000", "1173000"],
    ["制表：", "", "", "审核：", "", "", ""],
]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """For plans, which change nothing."""
    with entry_book(tmp_path_factory.mktemp("payroll")) as made:
        yield made


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Book]:
    """A book without a line."""
    with Book.create(tmp_path / "空.ysb", NEW) as made:
        yield made


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Book]:
    """A book of the test's own, to be written to."""
    with entry_book(tmp_path) as made:
        yield made


def table_of(book: Book, block: list[list[str]]) -> PayrollTable:
    found = recognise(book, block)
    assert found is not None
    return found


def planned(book: Book, block: list[list[str]], answers: PayrollAnswers = LINE_UNIT) -> PayrollPlan:
    return plan(book, table_of(book, block), answers)


def lines(made: PayrollPlan) -> list[tuple[str, str, str, int]]:
    return [(line.function, line.economic, line.state, line.fen) for line in made.lines]


def with_cell(row: int, column: int, text: str) -> list[list[str]]:
    block = [list(texts) for texts in BY_FUNCTION]
    block[row][column] = text
    return block


def test_rows_of_one_function_become_one_line_an_item(book: Book) -> None:
    assert lines(planned(book, BY_FUNCTION)) == [
        ("2014001", "30101", "add", 75_300_000),
        ("2014001", "30102", "add", 30_000_000),
        ("2014001", "30113", "add", 12_000_000),
    ]


def test_subtotals_and_totals_that_are_right_are_left_out_silently(book: Book) -> None:
    made = planned(book, BY_FUNCTION)
    assert (len(made.tallies), made.wrong_totals, made.faults) == (3, (), ())


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        (4, 4, "E5 “小计”写的是 800,001，各项相加是 800,000，相差 1。"),
        (5, 6, "G6 “合计”写的是 253,001，各项相加是 253,000，相差 1。"),
        (6, 2, "C7 “合计”的基本工资写的是 753,001，各项相加是 753,000，相差 1。"),
    ],
)
def test_a_total_that_does_not_equal_its_parts_is_said(book: Book, row: int, column: int, said: str) -> None:
    text = BY_FUNCTION[row][column].replace(",", "")
    assert said in planned(book, with_cell(row, column, str(int(text) + 1))).wrong_totals


def test_a_figure_that_is_none_is_named_by_its_place(book: Book) -> None:
    assert planned(book, with_cell(4, 3, "30O000")).faults == ("D5（津贴补贴）：“30O000”不是数字。",)


def test_nothing_is_written_from_a_table_with_a_fault(book: Book) -> None:
    before, made = everything(book), planned(book, with_cell(4, 3, "30O000"))
    with pytest.raises(BookError, match="D5"):
        apply(book, made)
    assert everything(book) == before


def test_the_headings_may_be_codes(book: Book) -> None:
    block = [["单位", "功能科目", "30101", "30102"], ["112002", "行政运行", "1.50", "2"]]
    block[1][1] = "2014001"
    made = planned(book, block, PayrollAnswers())
    assert [(line.unit, line.economic, line.fen) for line in made.lines] == [
        ("112002", "30101", 1_500_000),
        ("112002", "30102", 2_000_000),
    ]


def test_names_over_codes_are_one_heading(book: Book) -> None:
    block = [["科目", "基本工资", "奖金"], ["编码", "30101", "30103"], ["2014001", "3", "4"]]
    assert lines(planned(book, block)) == [
        ("2014001", "30101", "add", 3_000_000),
        ("2014001", "30103", "add", 4_000_000),
    ]


def test_what_staff_pay_themselves_is_not_spending_of_the_unit(book: Book) -> None:
    block = [["功能科目", "基本工资", "养老保险(单位)", "个人养老保险"], ["2014001", "3", "1", "9"]]
    assert [line.economic for line in planned(book, block).lines] == ["30101", "30108"]


def test_what_stands_under_a_heading_of_deductions_is_left_out(book: Book) -> None:
    block = [
        ["功能科目", "应发", "", "单位缴纳", "", "个人扣缴", ""],
        ["", "基本工资", "奖金", "养老保险", "公积金", "养老保险", "公积金"],
        ["2014001", "3", "4", "1", "2", "0.5", "2"],
    ]
    made = planned(book, block)
    assert ([line.fen for line in made.lines], made.notes[-1]) == (
        [3_000_000, 4_000_000, 1_000_000, 2_000_000],
        "没有录入的列：个人扣缴·养老保险、个人扣缴·公积金。",
    )


@pytest.mark.parametrize("heading", ["养老保险(个人)", "代扣公积金", "实发合计", "扣款小计"])
def test_a_column_that_is_left_out_although_it_has_figures_is_named(book: Book, heading: str) -> None:
    made = planned(book, [["功能科目", "基本工资", "奖金", heading], ["2014001", "3", "4", "9"]])
    assert (len(made.lines), made.wrong_totals, f"没有录入的列：{heading}。" in made.notes) == (2, (), True)


def test_a_column_of_figures_that_is_no_known_item_has_to_be_answered(book: Book) -> None:
    block = [["功能科目", "基本工资", "奖金", "过节物资"], ["2014001", "3", "4", "5"]]
    table = table_of(book, block)
    asked = plan(book, table, LINE_UNIT)
    told = plan(book, table, PayrollAnswers(unit="112001", items={3: "30229"}))
    assert (asked.faults, told.faults, told.lines[-1].economic) == (
        ("“过节物资”一列有数，但认不出是哪个经济科目。",),
        (),
        "30229",
    )


def test_an_item_without_function_goes_where_this_book_puts_it(book: Book) -> None:
    made = planned(book, [["人员", "办公费", "基本工资"], ["行政", "7", "1"]])
    assert lines(made)[0] == ("2014001", "30201", "change", 7_000_000)


def test_an_item_this_book_has_not_yet_goes_where_the_pack_says(book: Book) -> None:
    made = planned(book, [["人员", "养老保险", "公积金"], ["行政", "7", "1"]])
    assert made.unsaid == {"30108": "2080505", "30113": "2210201"}


def test_the_user_says_otherwise(book: Book) -> None:
    answers = PayrollAnswers(unit="112001", functions={"30108": "2014001"})
    made = planned(book, [["人员", "养老保险", "公积金"], ["行政", "7", "1"]], answers)
    assert [line.function for line in made.lines] == ["2014001", "2210201"]


def test_an_item_that_this_book_has_under_several_functions_is_not_guessed(own: Book) -> None:
    add(own, "basic", {**LINE, "function": "2014002"})
    made = planned(own, [["人员", "办公费", "公积金"], ["行政", "7", "1"]])
    assert made.faults == ("没有写“办公费”的功能科目，账套里它分在 2014001、2014002，请填一个。",)


def test_an_item_whose_function_nobody_knows_is_asked_for(fresh: Book) -> None:
    made = planned(fresh, [["人员", "办公费", "印刷费"], ["行政", "7", "1"]])
    assert (made.unsaid, made.faults[0]) == ({"30201": "", "30202": ""}, "没有写“办公费”的功能科目，请填一个。")


def test_several_units_and_none_named_is_asked(book: Book) -> None:
    made = planned(book, BY_FUNCTION, PayrollAnswers())
    assert (made.needs_unit, made.ready) == (True, False)


def test_an_equal_line_stays_as_it_is(book: Book) -> None:
    block = [["功能科目", "办公费", "印刷费"], ["2014001", "6.20", "1"]]
    assert [line.state for line in planned(book, block).lines] == ["same", "add"]


def test_a_zero_empties_a_line_that_is_there_and_makes_none(book: Book) -> None:
    block = [["功能科目", "办公费", "印刷费", "水费"], ["2014001", "0", "0", "1"]]
    assert lines(planned(book, block)) == [("2014001", "30201", "change", 0), ("2014001", "30205", "add", 1_000_000)]


def test_two_lines_that_would_fit_are_not_chosen_between(own: Book) -> None:
    add(own, "basic", LINE)
    made = planned(own, [["功能科目", "办公费", "印刷费"], ["2014001", "7", "1"]])
    assert made.faults == ("“办公费”（2014001）在账套里已有 2 行，不知道改哪一行；请先合并成一行。",)


def test_large_figures_are_yuan_and_it_is_said_when_the_table_does_not(book: Book) -> None:
    block = [["功能科目", "基本工资", "奖金"], ["2014001", "753000", "1389300"]]
    made = planned(book, block)
    assert (made.amounts, made.notes) == (AmountUnit.YUAN, ("表里没有写单位，按数的大小当作元。",))


def test_what_rounding_costs_is_said(book: Book) -> None:
    block = [["单位：元", "", ""], ["功能科目", "基本工资", "奖金"], ["2014001", "753030", "1389349"]]
    assert planned(book, block).notes == ("账套按 0.01 万元四舍五入，各行合起来与原表相差 -79 元。",)


def test_pasting_a_wage_table_is_one_undo_step(own: Book) -> None:
    before = stored(own, "expenditure")
    caption = apply(own, planned(own, BY_FUNCTION)).caption
    written = stored(own, "expenditure", "economic, amount, typed, nature, fund")[2:]
    own.undo()
    assert (caption, written, stored(own, "expenditure")) == (
        "按工资表粘贴 3 行",
        [
            ("30101", 75_300_000, "", "personnel", "general"),
            ("30102", 30_000_000, "", "personnel", "general"),
            ("30113", 12_000_000, "", "personnel", "general"),
        ],
        before,
    )


def test_a_plan_is_not_applied_to_a_book_that_has_moved_on(own: Book) -> None:
    made = planned(own, [["功能科目", "办公费", "印刷费"], ["2014001", "7", "1"]])
    type_in(own, "basic", 1, "amount", "9")
    before = everything(own)
    with pytest.raises(BookError, match="预览之后改动过"):
        apply(own, made)
    assert everything(own) == before


@pytest.mark.parametrize(
    "block",
    [
        [["112001", "人员经费", "2014001", "30101", "", "", "", "75.30"]],
        [["单位编码", "功能科目", "经济科目", "金额"], ["112001", "2014001", "30101", "75.30"]],
        [["基本工资", "奖金"], ["", ""]],
        [[""]],
    ],
)
def test_an_ordinary_block_is_no_wage_table(book: Book, block: list[list[str]]) -> None:
    assert recognise(book, block) is None


def test_a_figure_far_beyond_the_book_was_looked_at_and_waits_nowhere(own: Book) -> None:
    apply(own, planned(own, [["单位：万元", "", ""], ["功能科目", "基本工资", "津贴补贴"], ["2014001", "5000", "30"]]))
    assert stored(own, "pending") == []


def test_two_columns_of_one_name_are_added_up_and_said(book: Book) -> None:
    made = planned(book, [["功能科目", "基本工资", "津贴补贴", "基本工资"], ["2014001", "50000", "3000", "50000"]])
    assert any("B、D 列都叫“基本工资”" in note for note in made.notes)
