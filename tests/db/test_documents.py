"""Documents: where each line counts, what is drawn where, and where text typed on it goes."""

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from db.errors import PackError
from db.forms.amounts import share_sql
from db.forms.document import document_stages
from db.forms.sheet import Binding
from db.money import LARGEST_FEN, percent
from tests.db.office import PACK, WAN, Office, cell, only, rows, texts
from tests.db.sample_ledger import Desk, insert, sample_ledger


@pytest.fixture
def office() -> Iterator[Office]:
    made = Office()
    yield made
    made.close()


@pytest.fixture(scope="module")
def sample() -> Iterator[Desk]:
    connection = sample_ledger()
    yield Desk(connection, PACK)
    connection.close()


# --- where a line counts -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "source", "cost"),
    [
        ({"fund": "general"}, "local", "local"),
        ({"fund": "gov_fund"}, "local", "local"),
        ({"fund": "general", "channel": "transfer"}, "transfer", "transfer"),
        ({"fund": "other_income", "channel": "transfer"}, "transfer", "transfer"),
        ({"fund": "fiscal_account"}, "fiscal_account", "other"),
        ({"fund": "fiscal_account", "channel": "transfer"}, "fiscal_account", "transfer"),
        ({"fund": "fiscal_account", "source": "carryover"}, "other", "other"),
        ({"fund": "general", "channel": "transfer", "source": "carryover"}, "other", "other"),
        ({"fund": "business_income"}, "other", "other"),
    ],
)
def test_每笔项目支出在资金来源和明细里各归一处(office: Office, line: dict[str, str], source: str, cost: str) -> None:
    office.spend(office.item(office.project("甲")), 5 * WAN, **line)
    desk = office.desk()
    sources = dict(rows(desk, "15", "sources", "row_key", "amount"))
    columns = ("local", "transfer", "other")
    costs = dict(zip(columns, rows(desk, "15", "costs", *columns)[0], strict=True))
    assert {key for key, amount in sources.items() if amount} == {"total", source}
    assert {key for key, amount in costs.items() if amount} == {cost}


@pytest.mark.parametrize(
    ("group", "row", "ticked"),
    [
        ("1", "spending_personnel", "running"),
        ("21", "spending_operating", "running"),
        ("22", "spending_operating", "running"),
        ("31", "spending_target", "local"),
        ("32", "spending_target", "transfer"),
    ],
)
def test_项目按类别归入14表的行_也勾15表的框(office: Office, group: str, row: str, ticked: str) -> None:
    office.spend(office.item(office.project("甲", category_group=group)), WAN)
    desk = office.desk()
    funds = dict(rows(desk, "14", "funds", "row_key", "amount"))
    assert {key for key, amount in funds.items() if amount} == {row, "spending_total"}
    assert rows(desk, "15", "head", "category") == [(ticked,)]


def test_人员经费和公用经费各归其类(office: Office) -> None:
    office.basic(3 * WAN, "personnel")
    office.basic(WAN, "operating")
    funds = rows(office.desk(), "14", "funds", "row_key", "amount", "share")
    assert [row for row in funds if row[0].startswith("spending")] == [
        ("spending_personnel", 3 * WAN, 7500),
        ("spending_operating", WAN, 2500),
        ("spending_target", 0, 0),
        ("spending_total", 4 * WAN, 10_000),
    ]


AMOUNTS = st.integers(-LARGEST_FEN, LARGEST_FEN)


@given(part=AMOUNTS, others=st.lists(AMOUNTS, max_size=9))
def test_a_share_of_amounts_of_any_size_is_the_exact_quotient_rounded_half_up(part: int, others: list[int]) -> None:
    whole = part + sum(others)
    found = sqlite3.connect(":memory:").execute(f"select {share_sql(str(part), str(whole))}").fetchone()
    assert found == (percent(part, whole),)


def test_经营支出_上缴上级和对附属单位补助归特定目标类(office: Office) -> None:
    for nature in ("business", "remit_up", "aid_down"):
        office.basic(WAN, nature)
    assert ("spending_target", 3 * WAN) in rows(office.desk(), "14", "funds", "row_key", "amount")


def test_收入含上年结转_不含年终结转(office: Office) -> None:
    for fund, kind, amount in (
        ("general", "current", 5), ("gov_fund", "brought_forward", 2), ("general", "carried_forward", 9),
        ("fiscal_account", "current", 4), ("other_income", "brought_forward", 1),
    ):  # fmt: skip
        insert(office.connection, "funding", unit=office.unit(), fund=fund, kind=kind, amount=amount * WAN)
    funds = dict(rows(office.desk(), "14", "funds", "row_key", "amount"))
    assert [funds[f"income_{key}"] // WAN for key in ("grant", "fiscal_account", "unit_money", "total")] == [
        7,
        4,
        1,
        12,
    ]


def test_14表项目从大到小_15表按录入的顺序(office: Office) -> None:
    for name, amount in (("小", 1), ("大", 9), ("中", 5)):
        office.spend(office.item(office.project(name)), amount * WAN)
    desk = office.desk()
    assert [name for (name,) in rows(desk, "14", "projects", "name")] == ["大", "中", "小"]
    assert [name for (name,) in rows(desk, "15", "head", "name")] == ["小", "大", "中"]


def test_项目总预算空着_14表印本年数(office: Office) -> None:
    office.spend(office.item(office.project("甲")), 2 * WAN)
    office.spend(office.item(office.project("乙", total_budget=8 * WAN)), WAN)
    assert rows(office.desk(), "14", "projects", "total_budget") == [(2 * WAN,), (8 * WAN,)]


def test_执行单位空着_印法定名称(office: Office) -> None:
    office.connection.execute("update book set legal_name = '某局'")
    office.project("甲")
    assert rows(office.desk(), "15", "head", "executing") == [("某局",)]


def test_几个单位的部门_执行单位空着_印项目自己的单位(office: Office) -> None:
    office.connection.execute("update book set legal_name = '某局'")
    office.unit("112001")
    office.project("甲", "112002")
    assert rows(office.desk(), "15", "head", "executing") == [("单位112002",)]


def test_两个单位有同名项目_第二个的地址带井号(office: Office) -> None:
    office.project("甲", "112001")
    office.project("甲", "112002")
    office.project("乙#", "112002")
    assert rows(office.desk(), "15", "head", "project") == [("甲",), ("甲#2",), ("乙##",)]


def test_没有支出的费用项目也印一行(office: Office) -> None:
    office.item(office.project("甲"), "待定")
    assert rows(office.desk(), "15", "costs", "row_key", "local") == [("待定", 0)]


# --- what is drawn -------------------------------------------------------------------------------------------------


def test_没有项目就没有15表(office: Office) -> None:
    assert office.desk().sheets("15") == ()


def test_没有资产配置_只印表头(office: Office) -> None:
    office.project("甲")
    sheet = only(office.desk().sheets("15"))
    assert [key for key in sheet.row_keys if key.startswith("assets/")] == ["assets/heading", "assets/header"]


def test_工作表名带序号(office: Office) -> None:
    office.project("甲")
    office.project("乙")
    assert [sheet.name for sheet in office.desk().sheets("15")] == ["15-1", "15-2"]


def test_左边的标题贯穿整块(office: Office) -> None:
    project = office.project("甲")
    office.item(project, "一")
    office.item(project, "二")
    sheet = only(office.desk().sheets("15"))
    (side,) = [found for found in sheet.cells if found.text == "2024年项目支出明细及依据"]
    assert (side.column, side.row_span) == (0, 3)


def test_相同的一级指标合并_换了目标就断开(office: Office) -> None:
    project = office.project("甲")
    for _ in range(2):
        goal = office.objective(project, "long")
        for name in ("一", "二"):
            office.indicator(goal, name, level1="产出指标", level2="数量指标")
    sheet = only(office.desk().sheets("15"))
    spans = [found.row_span for found in sheet.cells if found.text == "产出指标"]
    assert spans == [2, 2]


def test_有目标没有指标_仍印目标和表头(office: Office) -> None:
    office.objective(None, "long", "守住底线")
    assert {"长期目标1:", "守住底线", "长期绩效指标"} <= set(texts(only(office.desk().sheets("14"))))


def test_目标截止年度空着_印预算年度加二(office: Office) -> None:
    assert "长期目标（截止2026年）" in texts(only(office.desk().sheets("14")))


def test_金额印几位就是几位_零不印(office: Office) -> None:
    project = office.project("甲")
    for item, amount in (("整数", 230 * WAN), ("一位", 20_400_000), ("零", 0)):
        office.spend(office.item(project, item), amount)
    sheet = only(office.desk().sheets("15"))
    printed = [cell(sheet, f"15/甲!costs/{item}.local").text for item in ("整数", "一位", "零")]
    assert printed == ["230", "20.4", ""]


def test_元为单位的账套印元() -> None:
    office = Office(amounts="元")
    office.spend(office.item(office.project("甲")), 1_234_50)
    sheet = only(office.desk().sheets("15"))
    assert cell(sheet, "15/甲!costs/办公.local").text == "1234.5"
    office.close()


# --- where typed text goes -----------------------------------------------------------------------------------------


def test_只由一笔支出得来的金额可以直接改(office: Office) -> None:
    line = office.spend(office.item(office.project("甲")), WAN)
    found = cell(only(office.desk().sheets("15")), "15/甲!costs/办公.local")
    assert found.binding == Binding("project_spending", "expenditure", line, "amount")


def test_两笔支出合成的金额不能直接改(office: Office) -> None:
    item = office.item(office.project("甲"))
    office.spend(item, WAN)
    office.spend(item, WAN)
    assert cell(only(office.desk().sheets("15")), "15/甲!costs/办公.local").binding is None


def test_合计不能直接改_哪怕只有一笔(office: Office) -> None:
    office.spend(office.item(office.project("甲")), WAN)
    assert cell(only(office.desk().sheets("15")), "15/甲!sources/total.amount").binding is None


@pytest.mark.parametrize(
    ("form_id", "address", "entry", "table", "column"),
    [
        ("14", "14!head/row.name", "book", "book", "legal_name"),
        ("14", "14!head/row.filler", "book", "book", "filler"),
        ("14", "14!texts/row.overview", "narrative", "narrative", "text"),
        ("14", "14!funds/income_grant.prior2", "prior", "prior_figure", "value"),
        ("14", "14!projects/信访工作经费.total_budget", "project", "project", "total_budget"),
        ("14", "14!goals/1.annual", "objective", "objective", "text"),
        ("14", "14!long/1.text", "objective", "objective", "text"),
        ("14", "14!long/1/产出指标/数量指标/政策宣传覆盖率.value_now", "indicator", "indicator", "value_now"),
        ("15", "15/信访工作经费!head/row.plan", "project", "project", "plan"),
        ("15", "15/信访工作经费!head/row.executing", "project", "project", "executing_unit"),
        ("15", "15/信访工作经费!head/row.department", "book", "book", "legal_name"),
        ("15", "15/信访工作经费!assets/印刷费.amount", "asset_plan", "asset_plan", "amount"),
        ("15", "15/信访工作经费!goals/年度绩效目标1.text", "objective", "objective", "text"),
        ("15", "15/信访工作经费!costs/信访事项办理经费.basis", "project_spending", "expenditure", "basis"),
    ],
)
def test_改在表上就是改在台账上(sample: Desk, form_id: str, address: str, entry: str, table: str, column: str) -> None:
    (binding,) = [
        found.binding for sheet in sample.sheets(form_id) for found in sheet.cells if found.address == address
    ]
    assert binding is not None
    assert (binding.entry, binding.table, binding.column) == (entry, table, column)


def test_表上的格指向印出的那一行(sample: Desk) -> None:
    for sheet in (*sample.sheets("14"), *sample.sheets("15")):
        for found in sheet.cells:
            at = found.binding
            if at and at.table in ("indicator", "objective", "asset_plan"):
                (kept,) = sample.connection.execute(
                    f"select {at.column} from {at.table} where id = ?", (at.row_id,)
                ).fetchone()
                assert (kept or found.value) == found.value


def test_贯穿几行的格改不了_它不是一条指标的(sample: Desk) -> None:
    (sheet,) = sample.sheets("14")
    found = cell(sheet, "14!long/1/产出指标/数量指标/政策宣传覆盖率.level1")
    assert (found.row_span, found.binding) == (6, None)


# --- the pack ------------------------------------------------------------------------------------------------------


def test_各格宽度与表格不合_说出是哪一块(sample: Desk) -> None:
    narrow = replace(sample.document("14"), grid=(10, 10, 10))
    with pytest.raises(PackError, match=r"forms/14 head.*合计应为 3 栏"):
        document_stages(narrow, PACK)
