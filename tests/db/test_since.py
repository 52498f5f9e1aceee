"""A resubmission says what changed since the last one: cells, rows that came or went, documents, answers."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from db import ledger
from db.book import Book
from db.checks.explanations import explain
from db.checks.findings import findings
from db.exchange import submission
from db.exchange.handed import handed, submitted
from db.exchange.since import Difference, LastTime, differences_between
from db.exchange.since_page import ON_PAPER, SINCE, since_sheet
from db.exchange.workbook import workbook_face
from db.forms.sheet import Binding
from tests.db.test_exchange_submission import LINE, binding, new_book, settle
from tests.db.workbooks import opened

PROJECT = {"unit": "112001", "name": "信访工作经费"}
PURCHASE = {"unit": "112001", "catalog_code": "A02000000", "function": "2014001", "economic": "30201"} | {
    "unit_price": "0.5"
}
SPENDING = {"project": "信访工作经费", "item": "办案", "function": "2014002", "economic": "30299", "amount": "5"}


@pytest.fixture
def handed_in(tmp_path: Path) -> Iterator[Book]:
    """A book whose first submission came back; its clock goes on where it was."""
    path = tmp_path / "账套.ysb"
    path.write_bytes(_came_back())
    ticks = count(40)
    with Book.open(path, clock=lambda: datetime(2024, 1, 2, 3, 4, next(ticks) % 60, tzinfo=UTC)) as book:
        yield book


@lru_cache(maxsize=1)
def _came_back() -> bytes:
    with TemporaryDirectory() as folder, new_book(Path(folder)) as book:
        ledger.add(book, "basic", LINE)
        ledger.add(book, "basic", {**LINE, "economic": "30201", "amount": "6.20"})
        settle(book)
        hand_in(book, Path(folder) / "上报")
        submission.reopen(book, "财政局退回，核减公用经费。")
        return book.content()


def hand_in(book: Book, folder: Path) -> None:
    gathered = submission.gather(book, draft=False)
    submission.hand_in(book, folder, gathered, workbook_face(gathered))


def since(book: Book) -> tuple[Difference, ...]:
    return submission.gather(book, draft=True).since


def amount(book: Book, economic: str, text: str) -> None:
    (row,) = book.connection.execute("select id from expenditure where economic = ?", (economic,)).fetchone()
    bound = binding(book, "budget_name")
    ledger.change(book, [ledger.Edit(type(bound)("basic", "expenditure", row, "amount"), text)])


def test_a_first_submission_has_nothing_to_compare_with(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        gathered = submission.gather(book, draft=True)
    assert (gathered.last, gathered.since) == (None, ())


def test_the_last_one_is_named_with_its_reason_and_nothing_differs_yet(handed_in: Book) -> None:
    gathered = submission.gather(handed_in, draft=True)
    assert gathered.last is not None
    assert (gathered.last.revision, gathered.last.round, gathered.last.day) == (1, "一上", "2024-01-02")
    assert gathered.last.reason == "财政局退回，核减公用经费。"
    assert gathered.last.code == gathered.cover.code
    assert gathered.since == ()
    said = [cell.text for cell in since_sheet(gathered.since, gathered.last).cells]
    assert said[0] == SINCE
    assert any(text.endswith("重新打开的原因：财政局退回，核减公用经费。与上次相比没有变化。") for text in said)


def test_a_changed_figure_is_told_wherever_it_is_printed_with_both_values(handed_in: Book) -> None:
    amount(handed_in, "30201", "5.20")
    changed = {one.address: one for one in since(handed_in)}
    one = changed["05!2014001.operating"]
    assert (one.before, one.now, one.form) == ("6.20", "5.20", "05表 一般公共预算(功能)")
    assert one.spoken == "05表“2014001 行政运行”行“基本支出·公用经费”栏"
    assert {"01", "05", "07"} <= {address.partition("!")[0] for address in changed}
    assert "05!2014001.personnel" not in changed


def test_a_figure_that_came_or_went_is_blank_on_the_other_side(handed_in: Book) -> None:
    (line,) = handed_in.connection.execute("select id from expenditure where economic = '30201'").fetchone()
    ledger.remove(handed_in, "basic", [line])
    changed = {one.address: (one.before, one.now) for one in since(handed_in)}
    assert changed["05!2014001.operating"] == ("6.20", "")
    assert changed["07!30201"] == ("30201 办公费 6.20 6.20", "（没有这一行）")


def test_a_row_that_vanished_is_told_in_the_order_of_its_columns(handed_in: Book, tmp_path: Path) -> None:
    ledger.add(handed_in, "project", PROJECT)
    ledger.add(handed_in, "project_spending", SPENDING)
    settle(handed_in)
    hand_in(handed_in, tmp_path / "再报")
    submission.reopen(handed_in, "项目不批")
    (project,) = handed_in.connection.execute("select id from project").fetchone()
    (line,) = handed_in.connection.execute("select id from expenditure where nature = 'project'").fetchone()
    ledger.remove(handed_in, "project_spending", [line])
    ledger.remove(handed_in, "project", [project])
    (gone,) = [one for one in since(handed_in) if one.address.startswith("11!") and "信访工作经费" in one.before]
    assert gone.now == "（没有这一行）"
    assert gone.before.index("信访工作经费") < gone.before.index("5.00")


def test_a_row_that_appeared_is_told_once_with_what_it_says(handed_in: Book) -> None:
    ledger.add(handed_in, "basic", {**LINE, "economic": "30239", "amount": "2.50"})
    (row,) = [one for one in since(handed_in) if one.address.startswith("07!30239")]
    assert (row.address, row.before, row.now) == ("07!30239", "（没有这一行）", "30239 其他交通费用 2.50 2.50")


def test_a_document_that_came_is_one_line(handed_in: Book) -> None:
    ledger.add(handed_in, "project", PROJECT)
    ledger.add(handed_in, "project_spending", SPENDING)
    own = [one for one in since(handed_in) if one.address.startswith("15/")]
    assert [(one.address, one.before, one.now) for one in own] == [("15/信访工作经费", "（没有这张表）", "新增这张表")]


def remembered(book: Book) -> None:
    """The book as it is counts as handed in, whatever its checks say."""
    content = submission.gather(book, draft=True).content
    with book.beyond_undo():
        book.connection.execute(
            "insert into submission (revision, round, kind, made_at, check_code, content) "
            "values (2, '一上', 'final', '2024-02-01', '', ?)",
            (content,),
        )


@pytest.mark.parametrize("taken", [0, 1, 2])
def test_of_several_purchases_of_one_name_the_one_that_went_is_told(handed_in: Book, taken: int) -> None:
    numbers = ("7", "3", "1")
    rows = [ledger.add(handed_in, "procurement", PURCHASE | {"quantity": number}) for number in numbers]
    remembered(handed_in)
    ledger.remove(handed_in, "procurement", [rows[taken]])
    (gone,) = [one for one in since(handed_in) if one.address.startswith("12!") and "total" not in one.address]
    assert f" {numbers[taken]} " in gone.before
    assert gone.now == "（没有这一行）"


def test_of_several_purchases_of_one_name_the_one_that_changed_is_told(handed_in: Book) -> None:
    rows = [ledger.add(handed_in, "procurement", PURCHASE | {"quantity": number}) for number in ("7", "3", "1")]
    remembered(handed_in)
    ledger.remove(handed_in, "procurement", [rows[0]])
    bound = Binding("procurement", "procurement", rows[2], "quantity")
    ledger.change(handed_in, [ledger.Edit(bound, "2")])
    own = [one for one in since(handed_in) if ".quantity" in one.address and "total" not in one.address]
    assert [(one.before, one.now) for one in own] == [("1", "2")]


def test_a_text_that_was_nought_and_is_nothing_is_told(handed_in: Book) -> None:
    ledger.add(handed_in, "project", PROJECT | {"purpose": "0"})
    ledger.add(handed_in, "project_spending", SPENDING)
    remembered(handed_in)
    assert since(handed_in) == ()
    (project,) = handed_in.connection.execute("select id from project").fetchone()
    ledger.change(handed_in, [ledger.Edit(Binding("project", "project", project, "purpose"), "")])
    told = {(one.form, one.now) for one in since(handed_in) if one.before == "0"}
    assert told == {("14表 部门整体绩效目标", "")}


def test_an_answer_that_was_given_is_told_last(handed_in: Book) -> None:
    ledger.add(handed_in, "project", {**PROJECT, "declared_code": "2010308"})
    ledger.add(handed_in, "project_spending", SPENDING)
    (warned,) = [one for one in findings(handed_in) if one.check == "obsolete-declared"]
    explain(handed_in, warned.check, warned.address, "以前年度立项。", "丁某")
    *_, last = since(handed_in)
    assert (last.form, last.before) == ("情况说明", "（没有说明）")
    assert last.now.startswith("以前年度立项。（丁某）")
    assert "15表“信访工作经费”" in last.spoken


def test_forms_stand_in_the_order_of_the_pack(handed_in: Book) -> None:
    amount(handed_in, "30201", "5.20")
    forms = list(dict.fromkeys(one.address.partition("!")[0] for one in since(handed_in)))
    listed = list(handed_in.pack.forms)
    assert forms == sorted(forms, key=listed.index)


def test_what_was_published_is_not_what_is_compared_with(handed_in: Book) -> None:
    with handed_in.beyond_undo():
        handed_in.connection.execute(
            "insert into submission (revision, round, kind, made_at, check_code, content) "
            "values (2, '公开', 'final', '2024-02-01', '', '')"
        )
    gathered = submission.gather(handed_in, draft=True)
    assert gathered.last is not None
    assert gathered.last.revision == 1
    assert submission.gather(handed_in, draft=True, round="公开").last is None


def test_a_submission_is_of_when_it_was_handed_in_and_its_files_of_the_last_change(handed_in: Book) -> None:
    (first,) = handed(handed_in)
    (changed,) = handed_in.connection.execute("select max(made_at) from action where state = 'done'").fetchone()
    assert first.moment is not None
    assert first.made_at > changed
    again = submission.gather(handed_in, draft=False, again=1)
    assert (again.moment, again.made_at.isoformat()) == (first.moment, changed)
    draft = submission.gather(handed_in, draft=True)
    assert draft.moment == draft.made_at == again.made_at
    assert draft == submission.gather(handed_in, draft=True)
    assert draft.last is not None
    assert draft.last.made_at == first.made_at


def test_paper_lists_some_hundreds_and_says_how_many_there_are() -> None:
    last = LastTime(1, "一上", "2024-01-02T03:04:05", "7KQ4-9MXT-2RK", "")
    many = [Difference(f"05!{n}.total", f"05表“{n}”行", "1", "2", "05表 表") for n in range(ON_PAPER + 7)]
    sheet = since_sheet(many, last, ON_PAPER)
    texts = [cell.text for cell in sheet.cells]
    assert f"05表 表（{ON_PAPER + 7} 处）" in texts
    assert sum(text.startswith("“") for text in texts) == ON_PAPER
    assert texts[-1].startswith(f"共 {ON_PAPER + 7} 处，这里列出前 {ON_PAPER} 处")


def test_the_workbook_has_the_page_behind_the_forms(handed_in: Book, tmp_path: Path) -> None:
    amount(handed_in, "30201", "5.20")
    explained = submission.gather(handed_in, draft=True)
    ((name, content),) = workbook_face(explained).items()
    (tmp_path / name).write_bytes(content)
    workbook = opened(tmp_path / name)
    assert workbook.sheetnames.index(SINCE) == len(explained.forms) + 2
    rows = [tuple(cell.value for cell in row) for row in workbook[SINCE].iter_rows(max_col=3)]
    assert ("“2014001 行政运行”行“基本支出·公用经费”栏", "6.20", "5.20") in rows


def test_what_is_drawn_once_more_is_compared_with_the_one_before_it(handed_in: Book, tmp_path: Path) -> None:
    amount(handed_in, "30201", "5.20")
    settle(handed_in)
    made = submission.gather(handed_in, draft=False)
    submission.hand_in(handed_in, tmp_path / "再报", made, workbook_face(made))
    second, first = submitted(handed_in)
    told = differences_between(handed_in, first.content, second.content)
    assert len(told) == len(made.since) > 0
    assert set(told) == set(made.since)
    again = submission.gather(handed_in, draft=False, again=2)
    assert (again.last, again.since, again.carried) == (made.last, made.since, made.carried)
    assert again.cover == made.cover
