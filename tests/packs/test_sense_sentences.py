"""What the checks of money and ceilings say: the fault by its name, and where to look first."""

from collections.abc import Iterator

import pytest

from db.checks.judge import severity_in
from db.checks.places import Places
from tests.packs.full_book import Bench, pack

_BUSINESS = "update funding set amount = {} where fund = 'business_income' and kind = 'current'"
_KEPT = """insert into funding (unit, fund, kind, amount, position)
    values (2, 'business_income', 'carried_forward', 500000, 99)"""


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    made = Bench()
    yield made
    made.connection.close()


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ((_BUSINESS.format(1_000_000),), "赤字"),
        ((_BUSINESS.format(3_000_000),), "收入没有安排完"),
        ((_BUSINESS.format(2_100_000), _KEPT), "年终结转大于收入减支出后剩下的数"),
    ],
)
def test_收支不平的说出是赤字_没安排完_还是结转过多(bench: Bench, changes: tuple[str, ...], named: str) -> None:
    (said,) = bench.sentences("balance-fund", *changes)
    assert named in said


def test_超过控制数的项目说出最大的支出(bench: Bench) -> None:
    (said,) = bench.sentences("control-ceiling", "update control set amount = amount - 1 where project = 1")
    assert said.endswith("最大的是办公。")


def test_单位超过控制数时说出最大的两个项目(bench: Bench) -> None:
    ceiling = """insert into control (round, unit, nature, amount, position) values ('二上', 1, 'project', 1, 99)"""
    (said,) = bench.sentences("control-ceiling", ceiling)
    assert said.endswith("最大的是来访接待、大厅改造。")


def test_停用的大类说的是它下面的科目(bench: Bench) -> None:
    (said,) = bench.sentences("obsolete-function", "update expenditure set function = '2010308' where id = 4")
    assert "请改用 20140 下的科目" in said


@pytest.mark.parametrize(
    ("check_id", "change"),
    [
        ("part-03-funds", "update expenditure set amount = -5000000 where fund = 'other_income'"),
        ("part-08-07", "update expenditure set economic = '30217', amount = -500000 where id = 13"),
    ],
)
def test_负数冲减造成的差额可以说明原因(bench: Bench, check_id: str, change: str) -> None:
    said = bench.sentences(check_id, change)
    assert [bench.checks[check_id].severity, "负数冲减的说明原因" in said[0]] == ["warning", True]


def test_人均经费按元记的账套也说元(bench: Bench) -> None:
    many = "update expenditure set amount = amount * 100 where id = 1"
    in_wan, in_yuan = (
        bench.sentences("per-head-scale", many, f"update book set amounts = '{unit}'")[0] for unit in ("万元", "元")
    )
    assert "常见的是1～80万元" in in_wan
    assert "常见的是10000～800000元" in in_yuan


def test_不属于项目的购买服务说是单位项目以外的(bench: Bench) -> None:
    (said,) = bench.sentences("service-in-procurement", "update service_purchase set project = null")
    assert "但12表没有这个单位项目以外的采购" in said


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("02!112#2.code", "02表“112（第2个）”行“单位编码”栏"),
        ("11!接待##1#2.name", "11表“接待#1（第2个）”行“项目名称”栏"),
        ("15/接待#2!head/row.amount", "15表“接待（第2个）”“项目当年预算”"),
    ],
)
def test_同名的第二行不说成内部的键(address: str, said: str) -> None:
    assert Places(pack()).spoken(address) == said


@pytest.mark.parametrize(
    "check_id",
    ["assets-15", "placeholder-texts", "sections-14", "value-14", "value-15", "weight-missing-15", "weights-15"],
)
def test_一上没有写完的文字和绩效只是提醒(bench: Bench, check_id: str) -> None:
    check = bench.checks[check_id]
    rounds = ("一上", "二上", "公开")
    assert [severity_in(check, each) for each in rounds] == ["hint", "warning", "warning"]
