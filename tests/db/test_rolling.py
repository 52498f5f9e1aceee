"""沿用上年账套: what this year's book has from last year's, table by table, and what it must not have."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import ledger
from db.book import Book
from db.checks.findings import findings
from db.entry.tabs import entry_rows
from db.errors import BookError, TargetExists
from db.rolling.carry import moved_back
from db.rolling.roll import Rolled, Taken, roll
from tests.db.entry_book import LINE, entry_book, everything, stored, type_in
from tests.db.sample_book import sample_book

Rows = list[tuple[object, ...]]


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("old")
    return sample_book(folder).rename(folder / "示例2024.ysb")


@pytest.fixture(scope="module")
def rolled(old: Path) -> Rolled:
    return roll(old, old.with_name("示例2025.ysb"))


@pytest.fixture(scope="module")
def before(old: Path) -> Iterator[Book]:
    with Book.read(old) as book:
        yield book


@pytest.fixture(scope="module")
def after(rolled: Rolled) -> Iterator[Book]:
    with Book.read(rolled.path) as book:
        yield book


def both(before: Book, after: Book, table: str, columns: str) -> tuple[Rows, Rows]:
    return stored(before, table, columns), stored(after, table, columns)


def test_年度是下一年(after: Book) -> None:
    assert after.record().year == 2025


def test_部门和联系人照旧(before: Book, after: Book) -> None:
    columns = "department_code, budget_name, legal_name, short_name, amounts, filler, telephone, head, finance_head"
    old, new = both(before, after, "book", columns)
    assert new == old


def test_轮次从头开始_没有截止日期也没有封存(after: Book) -> None:
    assert stored(after, "book", "round, deadline, frozen") == [("一上", None, 0)]


def test_新账套是另一个账套(before: Book, after: Book) -> None:
    assert after.record().uuid != before.record().uuid


def test_单位照旧_并入关系也在(before: Book, after: Book) -> None:
    old, new = both(before, after, "unit", "code, name, kind, merged_into, position")
    assert new == old


def test_并入的单位没有自动收入(after: Book) -> None:
    assert {unit for (unit,) in stored(after, "funding", "unit")} == {1}


def test_人员照旧_日期待填(before: Book, after: Book) -> None:
    old, new = both(before, after, "headcount", "unit, kind, authorised, actual, null")
    assert (new, stored(after, "headcount", "as_of")) == (old, [(None,)] * len(old))


def test_国有资产照旧_日期待填(before: Book, after: Book) -> None:
    old, new = both(before, after, "state_asset", "unit, kind, count, area, value, null")
    assert (new, stored(after, "state_asset", "as_of")) == (old, [(None,)] * len(old))


def test_项目连同文字都在(before: Book, after: Book) -> None:
    old, new = both(before, after, "project", "*")
    assert new == old


def test_项目历年多了上年的预算_执行数未知(before: Book, after: Book) -> None:
    new = stored(after, "project_year", "project, year, budget, executed, executed_to_date")
    spent = before.connection.execute(
        "select project, 2024, sum(amount), null, null from expenditure where project is not null group by project"
    )
    assert new == [*stored(before, "project_year", "project, year, budget, executed, executed_to_date"), *spent]


def test_项目内容是不带金额的行(before: Book, after: Book) -> None:
    old = dict.fromkeys((row.texts["project"], row.texts["item"]) for row in entry_rows(before, "project_spending"))
    new = [
        (row.texts["project"], row.texts["item"], row.texts["amount"]) for row in entry_rows(after, "project_spending")
    ]
    assert set(new) == {(*names, "") for names in old}


@pytest.mark.parametrize(
    "table", ["expenditure", "procurement", "service_purchase", "asset_plan", "control", "explanation"]
)
def test_去年的金额行和情况说明都不带来(after: Book, table: str) -> None:
    assert stored(after, table) == []


def test_今年各表还没有金额(after: Book) -> None:
    assert sum(row[-1] for row in after.stages.rows("form_03")) == 0


def test_目标照旧(before: Book, after: Book) -> None:
    old, new = both(before, after, "objective", "*")
    assert new == old


def test_年度指标的本年成了上年_上年成了前年(before: Book, after: Book) -> None:
    yearly = "where objective in (select id from objective where term = 'annual') order by id"
    old = before.connection.execute(f"select value_prior1, value_now, value_now from indicator {yearly}").fetchall()
    new = after.connection.execute(f"select value_prior2, value_prior1, value_now from indicator {yearly}").fetchall()
    assert new == old


def test_长期指标照旧(before: Book, after: Book) -> None:
    lasting = "select i.* from indicator i join objective o on o.id = i.objective where o.term = 'long' order by i.id"
    assert after.connection.execute(lasting).fetchall() == before.connection.execute(lasting).fetchall()


def test_指标的三年数都待核实(after: Book) -> None:
    filled = {
        (row_id, name)
        for name in ("value_prior2", "value_prior1", "value_now")
        for (row_id,) in after.connection.execute(f"select id from indicator where {name} <> ''")
    }
    assert set(after.connection.execute(
        "select row_id, column_name from unverified where table_name = 'indicator'")) == filled  # fmt: skip


def test_变动原因要重新写_别的说明带来(before: Book, after: Book) -> None:
    old, new = both(before, after, "narrative", "topic, text")
    assert new == [row for row in old if not str(row[0]).startswith("reason.") and row[1]]


def test_以前年度的数还在(before: Book, after: Book) -> None:
    assert set(stored(before, "prior_figure", "measure, year, stage, value")) <= set(
        stored(after, "prior_figure", "measure, year, stage, value")
    )


def test_去年各表的数成了上年预算数(after: Book) -> None:
    found = dict(after.connection.execute("select measure, value from prior_figure where year = 2024"))
    some = ("total", "income.grant", "spending.target", "agency_running", "procurement")
    assert {key: found[key] for key in some} == {
        "total": 825_160_000, "income.grant": 825_160_000, "spending.target": 342_190_000,
        "agency_running": 44_750_000, "procurement": 6_000_000,
    }  # fmt: skip


def test_表样里的每个指标都取到了(after: Book) -> None:
    measures = {
        measure for (measure,) in after.connection.execute("select measure from prior_figure where year = 2024")
    }
    assert measures == set(after.pack.catalogs["measure"].rows)


def test_整体绩效表的上年一栏是去年的本年(before: Book, after: Book) -> None:
    old = {row[3]: row[6] for row in before.stages.rows("form_14_funds")}
    new = {row[3]: row[9] for row in after.stages.rows("form_14_funds")}
    assert new == old


def test_上年明细合起来等于去年的支出(before: Book, after: Book) -> None:
    (spent,) = before.connection.execute("select sum(amount) from expenditure").fetchone()
    known = after.connection.execute(
        "select sum(amount) from prior_line where table_name = 'expenditure' and year = 2024"
    )
    assert known.fetchone() == (spent,)


def test_停用的科目连同替代的列出(rolled: Rolled) -> None:
    assert [(code.code, code.successors, code.used) for code in rolled.obsolete] == [
        ("2010308", (("20140", "信访事务"),), "项目申报代码 3 个")
    ]


def test_待核实每页列一条(after: Book) -> None:
    found = {one.message[1:5]: one.severity for one in findings(after) if one.check == "unverified"}
    assert found == {"基本信息": "hint", "项目”里": "hint", "绩效”里": "hint", "公开说明": "hint"}


def test_整个沿用是一步_可以撤销(rolled: Rolled, tmp_path: Path) -> None:
    with Book.open(Path(shutil.copy(rolled.path, tmp_path))) as book:
        assert book.undo_caption == "沿用 2024 年账套"


def test_只要单位时_别的表是空的_上年账套一个字节也不动(old: Path, tmp_path: Path) -> None:
    none = Taken(people=False, projects=False, goals=False, narratives=False, figures=False)
    content = old.read_bytes()
    with Book.read(roll(old, tmp_path / "新.ysb", take=none).path) as book:
        said = {name for name, rows in everything(book).items() if rows}
    assert (said, old.read_bytes() == content) == ({"book", "unit", "funding", "unverified"}, True)


def test_不要项目就只带部门的目标(old: Path, tmp_path: Path) -> None:
    with Book.read(roll(old, tmp_path / "新.ysb", take=Taken(projects=False)).path) as book:
        assert {project for (project,) in stored(book, "objective", "project")} == {None}


def test_年度不晚于上年就不建(old: Path, tmp_path: Path) -> None:
    with pytest.raises(BookError, match="要比上年账套的年度"):
        roll(old, tmp_path / "新.ysb", 2024)
    assert list(tmp_path.iterdir()) == []


def test_已有的文件不覆盖(old: Path, rolled: Rolled) -> None:
    with pytest.raises(TargetExists):
        roll(old, rolled.path)


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Rolled:
    """Rolled from a book that was handed in and sealed, with a code of its own, an obsolete one, and a draft."""
    folder = tmp_path_factory.mktemp("odd")
    with entry_book(folder) as book:
        ledger.add(book, "code", {"catalog": "支出功能分类科目", "code": "2019901", "name": "其他事务"})
        type_in(book, "basic", 1, "function", "2019901")
        ledger.add(book, "basic", {**LINE, "function": "2010308"})
        ledger.add(book, "project", {"unit": "112001"})
        with book.beyond_undo():
            book.connection.execute("update book set frozen = 1")
            book.connection.execute(
                "insert into submission (revision, round, kind, made_at, check_code, content)"
                " values (1, '二上', 'final', '2024-01-05', '', '{}')"
            )
        path = book.path
    return roll(path, folder / "新.ysb")


def test_封存了的上年账套也能沿用_上报记录留在上年(odd: Rolled) -> None:
    with Book.read(odd.path) as book:
        assert (book.record().frozen, stored(book, "submission")) == (False, [])


def test_自己加的科目带来_不算停用(odd: Rolled) -> None:
    with Book.read(odd.path) as book:
        assert (stored(book, "code", "code"), "2019901" in {it.code for it in odd.obsolete}) == ([("2019901",)], False)


def test_停用科目用在支出里_写明用了几行(odd: Rolled) -> None:
    assert [(code.code, code.used) for code in odd.obsolete] == [("2010308", "支出 1 行")]


def test_没填好的行不带来_但要说(odd: Rolled) -> None:
    assert odd.notes[1] == "上年账套里有 1 行没有填好，没填好的内容没有沿用。"


def test_沿用两次_数往前移两年(tmp_path: Path) -> None:
    with entry_book(tmp_path) as book:
        indicator = {"project": "来访接待", "term": "年度", "objective": "1", "level3": "办结率", "value_now": "甲"}
        ledger.add(book, "indicator", indicator)
        path = book.path
    first = roll(path, tmp_path / "2025.ysb").path
    with Book.open(first) as book:
        type_in(book, "indicator", 1, "value_now", "乙")
    with Book.read(roll(first, tmp_path / "2026.ysb").path) as book:
        assert stored(book, "indicator", "value_prior2, value_prior1, value_now") == [("甲", "乙", "乙")]


texts = st.text(max_size=3)


@given(prior2=texts, prior1=texts, now=texts, years=st.integers(1, 4), more=st.integers(1, 4))
def test_移几年再移几年_等于本年不变时一次移到(prior2: str, prior1: str, now: str, years: int, more: int) -> None:
    row = {"value_prior2": prior2, "value_prior1": prior1, "value_now": now}
    unsaid = {**moved_back(row, years), "value_now": ""}  # nobody says what the year in between was to be
    assert {**moved_back(unsaid, more), "value_now": now} == moved_back(row, years + more)
