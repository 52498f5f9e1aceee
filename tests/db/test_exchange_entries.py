"""An import takes everything or nothing, names every bad cell, and gives back what a filled template holds."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from db import ledger
from db.book import Book, NewBook
from db.checks.findings import findings
from db.errors import BadCells, BookError, FrozenBook
from db.exchange import entries, template
from db.exchange.opening import open_workbook
from db.money import AmountUnit
from db.shelf import newest
from tests.db.undoing import put_back

BASIC = ["单位编码", "类别", "功能科目", "经济科目", "资金性质", "资金来源", "渠道", "金额(万元)", "备注"]
LINE = ["112001", "人员经费", "2014001", "30101", "一般公共预算", "本年", "区级", 75.3, ""]
FACTS = (
    "unit", "headcount", "state_asset", "funding", "project", "project_year", "cost_item", "expenditure",
    "procurement", "service_purchase", "asset_plan", "objective", "indicator", "prior_figure", "control", "code",
    "narrative",
)  # fmt: skip


def new_book(path: Path, amounts: AmountUnit = AmountUnit.WAN) -> Book:
    new = NewBook(
        year=2024,
        department_code="112",
        budget_name="信访局",
        units=(("112001", "信访局本级"),),
        pack=newest(),
        amounts=amounts,
    )
    return Book.create(path, new)


def workbook(path: Path, sheets: Mapping[str, list[list[Any]]]) -> Path:
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        page = made.create_sheet(name)
        for row in rows:
            page.append(row)
    made.save(path)
    return path


def facts(book: Book) -> dict[str, list[dict[str, str]]]:
    """All that was typed, tab by tab, as it would be typed again."""
    desk = ledger.desk_of(book)
    return {
        entry.id: [row.texts(entry, desk.context) for row in ledger.sheet_rows(desk, entry)]
        for entry in book.pack.entries.values()
    }


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """A book without entries."""
    with new_book(tmp_path_factory.mktemp("entries") / "账套.ysb") as made:
        yield made


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """Another one, into which comes what goes out of the first."""
    with new_book(tmp_path_factory.mktemp("other") / "新.ysb") as made:
        yield made


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Book]:
    """A book of a test's own, for what is done beyond undo."""
    with new_book(tmp_path / "账套.ysb") as made:
        yield made


def test_rows_come_in_as_typed(book: Book, tmp_path: Path) -> None:
    done = entries.read(book, workbook(tmp_path / "a.xlsx", {"基本支出": [BASIC, LINE]}))
    assert (done.tables, done.rows, done.notes) == (1, 1, ())
    assert facts(book)["basic"][0]["amount"] == "75.30"


def test_every_bad_cell_is_named_with_its_place_and_the_book_is_as_it_was(book: Book, tmp_path: Path) -> None:
    before = book.connection.execute("select count(*) from expenditure").fetchone(), book.path.read_bytes()
    bad = [*LINE[:7], "很多", ""]
    file = workbook(tmp_path / "a.xlsx", {"基本支出": [BASIC, LINE, bad, ["999", *LINE[1:]]]})
    with pytest.raises(BadCells) as refusal:
        entries.read(book, file)
    assert [cell.split("：")[0] for cell in refusal.value.cells] == ["基本支出!H3", "基本支出!A4"]
    assert (book.connection.execute("select count(*) from expenditure").fetchone(), book.path.read_bytes()) == before


@pytest.mark.parametrize("heading", ["金额(万元)", "金额(元)"])
def test_a_date_cell_is_no_amount(book: Book, tmp_path: Path, heading: str) -> None:
    rows: list[list[Any]] = [[*BASIC[:7], heading, "备注"], [*LINE[:7], date(2024, 1, 1), ""]]
    with pytest.raises(BadCells) as refusal:
        entries.read(book, workbook(tmp_path / "a.xlsx", {"基本支出": rows}))
    (cell,) = refusal.value.cells
    assert cell.startswith("基本支出!H2：")
    assert "这是日期，不是金额" in cell


def test_formulas_without_results_are_named_together_with_all_other_bad_cells(book: Book, tmp_path: Path) -> None:
    rows: list[list[Any]] = [BASIC, [*LINE[:7], "=1+1", ""], ["999", *LINE[1:]]]
    with pytest.raises(BadCells) as refusal:
        entries.read(book, workbook(tmp_path / "a.xlsx", {"基本支出": rows, "项目": [["单位编码", "项目名称"], ["1"]]}))
    places = [cell.split("：")[0] for cell in refusal.value.cells]
    assert places == ["基本支出!H2", "基本支出!A3", "项目!A2", "项目!B2"]
    assert "是公式" in refusal.value.cells[0]


def test_a_missing_column_is_named_once_and_not_in_every_row(book: Book, tmp_path: Path) -> None:
    rows: list[list[Any]] = [BASIC[:7], LINE[:7], LINE[:7], ["999", *LINE[1:7]]]
    with pytest.raises(BadCells) as refusal:
        entries.read(book, workbook(tmp_path / "a.xlsx", {"基本支出": rows}))
    assert [cell.split("：")[0] for cell in refusal.value.cells] == ["基本支出!A1", "基本支出!A4"]


def test_a_bad_cell_in_one_sheet_keeps_the_others_out_too(book: Book, tmp_path: Path) -> None:
    good = [["单位编码", "项目名称"], ["112001", "信访工作经费"]]
    file = workbook(tmp_path / "a.xlsx", {"项目": good, "基本支出": [BASIC, [*LINE[:7], "x", ""]]})
    with pytest.raises(BadCells):
        entries.read(book, file)
    assert facts(book)["project"] == []


def test_an_import_is_one_action_that_can_be_undone(book: Book, tmp_path: Path) -> None:
    before = facts(book)
    entries.read(book, workbook(tmp_path / "a.xlsx", {"基本支出": [BASIC, LINE]}))
    assert book.undo_caption == "导入 1 张表"
    book.undo()
    assert facts(book) == before


def test_importing_twice_equals_once(book: Book, tmp_path: Path) -> None:
    file = workbook(tmp_path / "a.xlsx", {"基本支出": [BASIC, LINE, LINE]})
    entries.read(book, file)
    once = facts(book)
    entries.read(book, file)
    assert facts(book) == once


def test_a_sheet_replaces_its_table_and_absent_ones_stay(book: Book, tmp_path: Path) -> None:
    ledger.add(book, "project", {"unit": "112001", "name": "信访工作经费"})
    entries.read(book, workbook(tmp_path / "a.xlsx", {"基本支出": [BASIC, LINE, LINE]}))
    other = [*LINE[:7], 5, "换过"]
    done = entries.read(book, workbook(tmp_path / "b.xlsx", {"基本支出": [BASIC, other]}))
    assert [row["note"] for row in facts(book)["basic"]] == ["换过"]
    assert [row["name"] for row in facts(book)["project"]] == ["信访工作经费"]
    assert done.replaced == ("基本支出：原 2 行换成 1 行",)


def test_a_sheet_without_rows_leaves_its_table_alone_and_says_so(book: Book, tmp_path: Path) -> None:
    entries.read(book, workbook(tmp_path / "a.xlsx", {"基本支出": [BASIC, LINE]}))
    sheets = {"基本支出": [BASIC], "项目": [["单位编码", "项目名称"], ["112001", "信访工作经费"]]}
    done = entries.read(book, workbook(tmp_path / "b.xlsx", sheets))
    assert len(facts(book)["basic"]) == 1
    assert done.replaced == ("项目：原 0 行换成 1 行",)
    assert done.notes == ("工作表“基本支出”没有填内容，账套里原有的 1 行没有动；要清空请在窗口里删除这些行。",)


def test_a_blank_template_changes_nothing(demo: Path, tmp_path: Path) -> None:
    copy = tmp_path / "示例.ysb"
    copy.write_bytes(demo.read_bytes())
    with Book.open(copy) as book:
        before = facts(book)
        done = entries.read(book, template.write_blank(tmp_path / "空白.xlsx", book.pack))
        assert facts(book) == before
    assert (done.tables, done.backup) == (0, None)
    assert len(done.notes) == sum(any(any(row.values()) for row in rows) for rows in before.values())
    assert copy.read_bytes() == demo.read_bytes()


def test_a_project_whose_brackets_are_typed_in_another_width_is_the_same_one(book: Book, tmp_path: Path) -> None:
    ledger.add(book, "project", {"unit": "112001", "name": "信访（接待）"})
    ledger.add(book, "project_spending", {"project": "信访（接待）", "item": "办案", "function": "2014002",
                                          "economic": "30299", "amount": "5"})  # fmt: skip
    entries.read(book, workbook(tmp_path / "a.xlsx", {"项目": [["单位编码", "项目名称"], ["112001", "信访(接待)"]]}))
    assert [row["project"] for row in facts(book)["project_spending"]] == ["信访(接待)"]


def test_a_copy_is_made_before(own: Book, tmp_path: Path) -> None:
    entries.read(own, workbook(tmp_path / "a.xlsx", {"基本支出": [BASIC, LINE]}))
    (copy,) = (tmp_path / "backups").iterdir()
    assert "导入" in copy.name


def test_nothing_to_import_is_said(book: Book, tmp_path: Path) -> None:
    with pytest.raises(BookError, match="没有可以导入的工作表"):
        entries.read(book, workbook(tmp_path / "a.xlsx", {"别的": [["x"]]}))


def test_a_frozen_book_takes_no_import(own: Book, tmp_path: Path) -> None:
    with own.beyond_undo():
        own.connection.execute("update book set frozen = 1")
    with pytest.raises(FrozenBook):
        entries.read(own, workbook(tmp_path / "a.xlsx", {"基本支出": [BASIC, LINE]}))


def test_figures_in_a_heading_of_another_unit_count_in_that_unit(book: Book, tmp_path: Path) -> None:
    heading = [*BASIC[:7], "金额(元)", "备注"]
    file = workbook(tmp_path / "a.xlsx", {"基本支出": [heading, [*LINE[:7], 753000, ""]]})
    entries.read(book, file)
    assert book.connection.execute("select amount from expenditure").fetchone() == (75_300_000,)


def test_the_sample_is_complete_and_can_be_undone_at_one_stroke(demo: Path) -> None:
    with Book.read(demo) as book:
        assert book.undo_caption == "导入 20 张表"
        assert book.record().round == "二上"
        assert book.connection.execute("select sum(amount) from expenditure").fetchone() == (825_160_000,)


Filled = tuple[Path, Mapping[str, list[dict[str, str]]]]


@pytest.fixture(scope="module")
def filled(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Filled:
    """The entry workbook of the sample, and what was typed into it."""
    with Book.read(demo) as source:
        file = template.write_filled(tmp_path_factory.mktemp("filled") / "录入表.xlsx", source)
        return file, facts(source)


def test_a_filled_template_of_the_sample_gives_an_equal_book(filled: Filled, other: Book) -> None:
    file, expected = filled
    with put_back(other) as target:
        assert entries.read(target, file).notes == ()
        assert facts(target) == expected


def test_importing_a_books_own_template_changes_no_row(demo: Path, tmp_path: Path) -> None:
    copy = tmp_path / "示例.ysb"
    copy.write_bytes(demo.read_bytes())
    with Book.open(copy) as book:
        before = {table: book.connection.execute(f"select * from {table} order by id").fetchall() for table in FACTS}
        entries.read(book, template.write_filled(tmp_path / "录入表.xlsx", book))
        after = {table: book.connection.execute(f"select * from {table} order by id").fetchall() for table in FACTS}
    assert after == before


def test_the_template_survives_being_saved_by_another_program(filled: Filled, other: Book, tmp_path: Path) -> None:
    file, expected = filled
    load_workbook(file).save(tmp_path / "另存.xlsx")
    with put_back(other) as target:
        entries.read(target, tmp_path / "另存.xlsx")
        assert facts(target) == expected


def questions(file: Path) -> list[list[Any]]:
    page = load_workbook(file)["情况说明"]
    return [[cell.value for cell in row] for row in page.iter_rows(min_row=2) if row[0].value]


@pytest.fixture
def asked(book: Book) -> Book:
    """A book with one warning that waits for its answer: an economic code of the wrong nature."""
    ledger.add(book, "basic", {"unit": "112001", "nature": "公用经费", "function": "2014001", "economic": "30101",
                               "amount": "5"})  # fmt: skip
    return book


QUESTION = ["nature-economic", "entry/basic/1.nature", "公用经费", "人员经费"]
ANSWERS = ["检查", "位置", "左值", "右值", "说明"]


def test_what_is_still_open_stands_in_the_template_to_be_answered(asked: Book, tmp_path: Path) -> None:
    asked_by_name = ["人员、公用与经济科目相符", *QUESTION[1:], None, None]
    assert asked_by_name in questions(template.write_filled(tmp_path / "录入表.xlsx", asked))


def test_questions_that_nobody_answered_are_passed_over(asked: Book, tmp_path: Path) -> None:
    done = entries.read(asked, template.write_filled(tmp_path / "录入表.xlsx", asked))
    assert (facts(asked)["explanation"], done.notes) == ([], ())


@pytest.mark.parametrize("figures", [["公用经费", "人员经费"], ["", ""], ["公用经费", ""]])
def test_an_answer_settles_its_finding_with_or_without_the_figures(
    asked: Book, tmp_path: Path, figures: list[str]
) -> None:
    row = [*QUESTION[:2], *figures, "确实如此"]
    done = entries.read(asked, workbook(tmp_path / "a.xlsx", {"情况说明": [ANSWERS, row]}))
    assert done.notes == ()
    assert ("nature-economic", "确实如此") in [(each.check, each.explanation) for each in findings(asked)]


def test_the_answers_figures_are_undone_together_with_the_import(asked: Book, tmp_path: Path) -> None:
    entries.read(asked, workbook(tmp_path / "a.xlsx", {"情况说明": [ANSWERS, [*QUESTION[:2], "", "", "确实如此"]]}))
    asked.undo()
    assert facts(asked)["explanation"] == []


def test_an_import_with_answers_says_which_forms_it_changed(asked: Book, tmp_path: Path) -> None:
    answers = [ANSWERS, [*QUESTION[:2], "", "", "确实如此"]]
    file = workbook(tmp_path / "a.xlsx", {"情况说明": answers, "基本支出": [BASIC, LINE]})
    filled, _ = entries.recognise(open_workbook(file).sheets, asked.pack, AmountUnit.WAN)
    with asked.action("导入") as action:
        entries.take_over(asked, filled)
    assert "form_05" in action.changes.stages


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (["nature-economic", "entry/basic/9.nature", "", "", "文字"], "情况说明!A2：现在没有这条提示，"),
        ([*QUESTION[:2], "人员经费", "公用经费", "文字"], "情况说明!A2：数字已经变了（现在是 公用经费 和 人员经费），"),
    ],
)
def test_an_answer_that_answers_nothing_is_kept_and_named(
    asked: Book, tmp_path: Path, row: list[str], said: str
) -> None:
    done = entries.read(asked, workbook(tmp_path / "a.xlsx", {"情况说明": [ANSWERS, row]}))
    assert done.notes == (f"{said}说明留存但不起作用。",)
    assert [each["text"] for each in facts(asked)["explanation"]] == ["文字"]


words = st.text(st.characters(exclude_categories=("C", "Z"), exclude_characters="\ufffd"), min_size=1, max_size=12)
amounts = st.one_of(
    st.decimals(-1999, 1999, places=2).map(str),
    st.decimals(-9999, 9999, places=2).map(lambda it: f"{it}万元"),  # beyond that a figure says its unit
    st.sampled_from(["=4888.33*12*5元", "0.5*2+0.66", "3900元", "1万元", "=-(1+2)/4"]),
)
basic_lines = st.fixed_dictionaries(
    {
        "unit": st.just("112001"),
        "function": st.sampled_from(["2014001", "2080505", "2210201"]),
        "economic": st.sampled_from(["30101", "30201", "30302"]),
        "fund": st.sampled_from(["", "政府性基金预算", "事业收入"]),
        "source": st.sampled_from(["", "结转"]),
        "channel": st.sampled_from(["", "上级转移"]),
        "amount": amounts,
        "note": st.one_of(st.just(""), words),
    }
)
project_lines = st.fixed_dictionaries(
    {
        "item": words,
        "basis": words,
        "function": st.just("2014002"),
        "economic": st.sampled_from(["30299", "31002"]),
        "amount": amounts,
    }
)


@settings(max_examples=max(4, settings().max_examples // 5))  # each writes an entry workbook and reads it
@given(st.lists(basic_lines, max_size=4), st.lists(project_lines, max_size=3), words)
def test_whatever_was_typed_comes_back_from_a_filled_template(
    opened: Book,
    other: Book,
    basic: list[dict[str, str]],
    spending: list[dict[str, str]],
    project: str,
) -> None:
    path = opened.path.with_name("录入表.xlsx")
    path.unlink(missing_ok=True)
    with put_back(opened) as source:
        ledger.add(source, "project", {"unit": "112001", "name": project})
        for line in basic:
            ledger.add(source, "basic", line)
        for line in spending:
            ledger.add(source, "project_spending", {**line, "project": project})
        file = template.write_filled(path, source)
        expected = facts(source)
    with put_back(other) as target:
        entries.read(target, file)
        assert facts(target) == expected
