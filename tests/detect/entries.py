"""Faults in entries: what an accountant mistypes or forgets in the ledger, where something else in the book objects.

Each kind is one statement over all rows that it can happen to, and one that changes such a row. The first leaves out
rows that nothing contradicts: an amount of a grant that income follows, a digit that the ceiling has room for.
"""

import sqlite3
from collections.abc import Iterator
from random import Random
from typing import NamedTuple


class EntryKind(NamedTuple):
    """A kind of fault: in words, the ids of rows that it can happen to, and what happens to the row :id."""

    words: str
    rows: str
    change: str


class EntryFault(NamedTuple):
    """One fault in one row."""

    words: str
    row: int
    change: str


_FIXED = "automatic = 0 and amount <> 0"
_GRANTS = "('general', 'gov_fund', 'state_capital')"
_OWN_MONEY = f"(fund not in {_GRANTS} or source = 'carryover')"

KINDS: tuple[EntryKind, ...] = (
    EntryKind(
        "收入改了一位数字",
        f"select id from funding where {_FIXED} and kind <> 'carried_forward'",
        "update funding set amount = amount + 10000 where id = :id",
    ),
    EntryKind(
        "收入把元当成万元",
        f"select id from funding where {_FIXED}",
        "update funding set amount = amount * 10000 where id = :id and abs(amount) < 100000000000",
    ),
    EntryKind("漏录一笔收入", f"select id from funding where {_FIXED}", "delete from funding where id = :id"),
    EntryKind(
        "其他资金或结转的支出改了一位数字",
        f"select id from expenditure where {_OWN_MONEY}",
        "update expenditure set amount = amount + 10000 where id = :id",
    ),
    EntryKind(
        "其他资金或结转的支出小数点错一位",
        f"select id from expenditure where {_OWN_MONEY}",
        "update expenditure set amount = amount * 10 where id = :id",
    ),
    EntryKind(
        "漏录一行其他资金或结转的支出",
        f"select id from expenditure where {_OWN_MONEY} and nature <> 'project'",
        "delete from expenditure where id = :id",
    ),
    EntryKind(
        "本年拨款的支出小数点错一位，超过控制数",
        f"select id from expenditure where fund in {_GRANTS} and source = 'current' and amount * 9 > 1000000",
        "update expenditure set amount = amount * 10 where id = :id",
    ),
    EntryKind(
        "本年拨款的支出把元当成万元，超过控制数",
        f"select id from expenditure where fund in {_GRANTS} and source = 'current' and amount < 1000000000",
        "update expenditure set amount = amount * 10000 where id = :id",
    ),
    EntryKind(
        "支出正负号写反",
        "select id from expenditure",
        "update expenditure set amount = -amount where id = :id",
    ),
    EntryKind(
        "资金性质选错",
        "select id from expenditure where fund = 'general' and source = 'current'",
        "update expenditure set fund = 'gov_fund' where id = :id",
    ),
    EntryKind(
        "单位选错，那个单位没有这笔收入",
        f"select e.id from expenditure e where nature <> 'project' and fund not in {_GRANTS} "
        "and (select count(*) from unit where merged_into is null) > 1",
        "update expenditure set unit = (select min(id) from unit where merged_into is null and id <> expenditure.unit) "
        "where id = :id",
    ),
    EntryKind(
        "人员经费列成公用经费",
        "select id from expenditure where nature = 'personnel'",
        "update expenditure set nature = 'operating' where id = :id",
    ),
    EntryKind(
        "功能科目没有这个编码",
        "select id from expenditure",
        "update expenditure set function = '9999999' where id = :id",
    ),
    EntryKind(
        "经济科目没有这个编码",
        "select id from expenditure",
        "update expenditure set economic = '39998' where id = :id",
    ),
    EntryKind(
        "功能科目没有写到项",
        "select id from expenditure where length(function) = 7",
        "update expenditure set function = substr(function, 1, 5) where id = :id",
    ),
    EntryKind(
        "单价小数点错一位",
        "select id from procurement where project is not null",
        "update procurement set unit_price = unit_price * 10 where id = :id",
    ),
    EntryKind(
        "采购数量多一位",
        "select id from procurement where project is not null",
        "update procurement set quantity = quantity * 10 where id = :id",
    ),
    EntryKind(
        "面向小微企业大于面向中小企业",
        "select id from procurement",
        "update procurement set for_micro = for_smes + 10000 where id = :id",
    ),
    EntryKind(
        "面向中小企业大于采购金额",
        "select id from procurement",
        "update procurement set for_smes = quantity * unit_price + 10000 where id = :id",
    ),
    EntryKind(
        "购买服务大于项目支出",
        "select id from service_purchase where project is not null",
        "update service_purchase set amount = amount + (select sum(amount) from expenditure e "
        "where e.project = service_purchase.project) where id = :id",
    ),
    EntryKind(
        "列入政府采购的服务没有采购",
        "select id from service_purchase s where not exists (select 1 from procurement p where p.project = s.project)",
        "update service_purchase set in_procurement = 1 where id = :id",
    ),
    EntryKind(
        "资产配置改了一位数字",
        "select id from asset_plan a where not exists (select 1 from service_purchase s where s.project = a.project)",
        "update asset_plan set amount = amount + 10000 where id = :id",
    ),
    EntryKind(
        "漏录资产配置",
        "select id from asset_plan",
        "delete from asset_plan where id = :id",
    ),
    EntryKind(
        "非延续项目的总预算不等于当年预算",
        "select id from project where frequency <> 'continuing'",
        "update project set total_budget = 10000 + (select sum(amount) from expenditure e "
        "where e.project = project.id) where id = :id",
    ),
    EntryKind(
        "项目没有绩效目标",
        "select id from project",
        "delete from indicator where objective in (select id from objective where project = :id);"
        "delete from objective where project = :id",
    ),
    EntryKind(
        "指标分值加起来不是一百",
        "select id from indicator where weight > 0",
        "update indicator set weight = weight - 1 where id = :id",
    ),
    EntryKind(
        "指标没有指标值",
        "select id from indicator",
        "update indicator set value_now = '' where id = :id",
    ),
    EntryKind(
        "上年的一个数改了一位",
        "select id from prior_figure where measure = 'total' or measure like 'spending.%'",
        "update prior_figure set value = value + 10000 where id = :id",
    ),
    EntryKind(
        "公开说明留着没有填的空",
        "select id from narrative",
        "update narrative set text = 'XX年安排××万元' where id = :id",
    ),
    EntryKind(
        "必写的公开说明没有写",
        "select id from narrative where topic not like 'reason.%'",
        "update narrative set text = '' where id = :id",
    ),
    EntryKind(
        "撤并的单位有支出",
        "select id from expenditure where nature <> 'project' "
        "and exists (select 1 from unit where merged_into is not null)",
        "update expenditure set unit = (select id from unit where merged_into is not null) where id = :id",
    ),
    EntryKind(
        "控制数核减后没有跟着改",
        "select id from control",
        "update control set amount = amount - 1000000 - 10000 where id = :id",
    ),
)


def entry_faults(ledger: sqlite3.Connection, chance: Random, most: int) -> Iterator[EntryFault]:
    """At most that many faults of each kind in the book; `chance` chooses the rows."""
    for kind in KINDS:
        rows = [row for (row,) in ledger.execute(kind.rows)]
        for row in chance.sample(rows, min(most, len(rows))):
            yield EntryFault(kind.words, row, kind.change)


def put_in(ledger: sqlite3.Connection, fault: EntryFault) -> bool:
    """Change the ledger. Whether there was anything to change."""
    touched = 0
    for statement in fault.change.split(";"):
        touched += ledger.execute(statement, {"id": fault.row}).rowcount
    return touched > 0
