"""What stands around the lines of a generated book: purchases, goals, ceilings, earlier years, written parts."""

import sqlite3
from collections import Counter
from collections.abc import Sequence
from random import Random
from typing import NamedTuple

from db.pack import Pack
from tests.db.sample_ledger import insert

STEP = 10_000  # fen in 0.01 万元
WAN = 100 * STEP

# level1, level2, level3, value, points where the project has one annual goal
_INDICATORS = (
    ("产出指标", "数量指标", "办理事项数", "≥120件", 20),
    ("产出指标", "质量指标", "验收合格率", "≥95%", 20),
    ("产出指标", "时效指标", "按期完成率", "≥90%", 10),
    ("产出指标", "成本指标", "预算控制率", "≤100%", 10),
    ("效益指标", "社会效益指标", "服务覆盖率", "≥80%", 30),
    ("满意度指标", "服务对象满意度指标", "群众满意度", "≥90%", 10),
)
_THREE_PUBLIC = (
    ("abroad", ("30212",)),
    ("reception", ("30217",)),
    ("car_purchase", ("31013", "30913")),
    ("car_running", ("30231",)),
)


class Line(NamedTuple):
    """A line of spending as the generator needs it again."""

    unit: int
    nature: str
    function: str
    economic: str
    fund: str
    source: str
    channel: str
    amount: int
    project: int | None = None
    item: int | None = None


def purchases(ledger: sqlite3.Connection, unit: int, project: int, lines: Sequence[Line], chance: Random) -> None:
    """Goods and a service that a line of the project pays for, and the assets that come of the goods."""
    line = chance.choice(lines)
    common = {
        "unit": unit, "project": project, "function": line.function, "economic": line.economic, "fund": line.fund,
        "source_text": "预算安排",
    }  # fmt: skip
    spent = 0
    if chance.random() < 0.5:
        quantity = chance.randint(1, 9)
        price = max(1, line.amount // STEP // quantity // 3) * STEP
        spent = quantity * price
        insert(
            ledger, "procurement", **common, catalog_code="A", item_name="设备", quantity=quantity,
            unit_price=price, measure="台", for_smes=spent, for_micro=spent,
        )  # fmt: skip
        insert(ledger, "asset_plan", project=project, name="设备", quantity_text=f"{quantity}台", amount=spent)
    if chance.random() < 0.4:
        insert(
            ledger, "service_purchase", **common, in_procurement=0, content="印刷服务", quantity=1,
            amount=max(1, (line.amount - spent) // STEP // 4) * STEP, level1="政府履职辅助性服务",
            level2="后勤服务", level3="印刷和出版服务",
        )  # fmt: skip


def targets(ledger: sqlite3.Connection, project: int | None, chance: Random) -> None:
    """Goals for some years and for this one, each with indicators of every kind; sometimes two."""
    _goal(ledger, project, "long", "三年内建成稳定的服务能力。", None, 1)
    if project is None and chance.random() < 0.5:
        _goal(ledger, project, "long", "三年内更新全部设备。", None, 1)
        _goal(ledger, project, "annual", "更新一半设备。", None, 1)
    if project is not None and chance.random() < 0.3:
        share = chance.choice((30, 40, 50))
        _goal(ledger, project, "annual", "完成全年各项业务工作。", share, 2)
        _goal(ledger, project, "annual", "完成各项设备的更新。", 100 - share, 2)
    else:
        _goal(ledger, project, "annual", "完成全年各项业务工作。", 100 if project is not None else None, 1)


def _goal(ledger: sqlite3.Connection, project: int | None, term: str, text: str, share: int | None, goals: int) -> None:
    goal = insert(ledger, "objective", project=project, term=term, text=text, weight_share=share)
    for level1, level2, level3, value, points in _INDICATORS:
        prior = value.lstrip("≥≤") if term == "annual" else ""
        insert(
            ledger, "indicator", objective=goal, level1=level1, level2=level2, level3=level3, value_now=value,
            value_prior1=prior, value_prior2=prior, weight=points // goals if share is not None else None,
            basis="工作计划",
        )  # fmt: skip


def ceilings(ledger: sqlite3.Connection, lines: Sequence[Line]) -> None:
    """What the bureau allows: a little more than is spent, by unit, nature and fund."""
    allowed: Counter[tuple[int, str, str]] = Counter()
    for line in lines:
        if line.source == "current":
            allowed[line.unit, line.nature, line.fund] += line.amount
    for (unit, nature, fund), amount in sorted(allowed.items()):
        insert(ledger, "control", round="二上", unit=unit, nature=nature, fund=fund, amount=amount + WAN)


def earlier_years(ledger: sqlite3.Connection, lines: Sequence[Line], left: int) -> None:
    """The budgets of two years before: a little smaller, and tied as this year's is. `left`: carried forward."""
    spent: Counter[str] = Counter({"spending.target": left})
    for line in lines:
        spent[f"spending.{line.nature if line.nature in ('personnel', 'operating') else 'target'}"] += line.amount
    for year, share in ((2022, 94), (2023, 96)):
        prior = {measure: amount * share // 100 // STEP * STEP for measure, amount in spent.items()}
        total = sum(prior.values())
        money = total // 10 // STEP * STEP
        income = {"income.grant": total - 2 * money, "income.fiscal_account": money, "income.unit_money": money}
        public = {
            f"three_public.{item}": sum(line.amount for line in lines if line.economic in codes) + STEP
            for item, codes in _THREE_PUBLIC
        }
        for measure, value in {**prior, **income, **public, "total": total}.items():
            insert(ledger, "prior_figure", measure=measure, year=year, stage="budget", value=value)


def written_parts(ledger: sqlite3.Connection, pack: Pack) -> None:
    """The parts of the written explanation that must be there."""
    for topic, row in pack.catalogs["narrative"].rows.items():
        if row.attributes["required"] == "yes" and "{" not in topic:
            insert(ledger, "narrative", topic=topic, text="按实际工作需要写明。")
    shown = "fund = 'general' and source = 'current'"
    classes = f"select distinct substr(function, 1, 3) from expenditure where {shown} order by 1"
    for (code,) in ledger.execute(classes).fetchall():
        insert(ledger, "narrative", topic=f"use.{code}", text="用于单位业务工作。")
