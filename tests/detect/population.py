"""Books in which nothing is wrong, made at random: many units, every fund, forty functions, transfers, carryover.

A book is a list of rows to insert. The chance comes from outside: seeded for the thousand books of `make detect`, from
Hypothesis in the tests, which then finds the smallest book that goes wrong.
"""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Sequence
from random import Random
from typing import NamedTuple

from db.pack import Pack
from tests.db.sample_ledger import begin_book, insert

STEP = 10_000  # fen in 0.01 万元
WAN = 100 * STEP

GRANTS = ("general", "gov_fund", "state_capital")
OWN = ("service_income", "business_income", "higher_grant", "subordinate_payment", "other_income")
_PERSONNEL = ("30101", "30102", "30103", "30112")
_OPERATING = ("30201", "30202", "30205", "30207", "30211", "30213", "30215", "30216", "30228", "30229", "30239")
_PAIRS = (("30108", "2080505"), ("30110", "2101101"), ("30113", "2210201"))
_PROJECT = ("30201", "30202", "30205", "30213", "30226", "30227", "31002", "31003", "31007")
_TYPICAL = ("208", "210", "221")  # have functions of their own for some economic items
_GROUPS = ("31", "32", "22")
_LEVELS = (
    ("产出指标", "数量指标", "办理事项数", "≥120件", "件"),
    ("产出指标", "质量指标", "验收合格率", "≥95%", "%"),
    ("产出指标", "时效指标", "按期完成率", "≥90%", "%"),
    ("产出指标", "成本指标", "预算控制率", "≤100%", "%"),
    ("效益指标", "社会效益指标", "服务覆盖率", "≥80%", "%"),
    ("满意度指标", "服务对象满意度指标", "群众满意度", "≥90%", "%"),
)
_EMPTIED = (
    "procurement", "service_purchase", "asset_plan", "indicator", "objective", "expenditure", "cost_item", "control",
    "project_year", "project", "funding", "headcount", "state_asset", "prior_figure", "narrative", "explanation",
    "code", "unit", "book",
)  # fmt: skip


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


class Population:
    """Makes books in one ledger, one after the other."""

    def __init__(self, ledger: sqlite3.Connection, pack: Pack) -> None:
        self._ledger = ledger
        self._pack = pack
        self._functions: dict[str, list[str]] = defaultdict(list)
        paired = {function for _, function in _PAIRS}
        parents = {row.parent for row in pack.catalogs["function"].rows.values()}
        listed = _listed_classes(pack)
        for row in pack.catalogs["function"].rows.values():
            fund = row.attributes["fund"]
            apart = row.code in parents | paired or (row.code[:3] in _TYPICAL and fund == "general")
            if row.level == 3 and row.code[:3] in listed and not apart:
                self._functions[fund].append(row.code)

    def make(self, chance: Random, most_units: int = 12) -> None:
        """Replace the book in the ledger by another."""
        for table in _EMPTIED:
            self._ledger.execute(f"delete from {table}")
        begin_book(
            self._ledger, legal_name="样例市样例局", filler="甲", telephone="00000000", head="乙", finance_head="丙",
            public_telephone="00000000", short_name="样例局", goal_end_year=2026,
        )  # fmt: skip
        units = [self._unit(number, chance) for number in range(1, chance.randint(1, most_units) + 1)]
        lines = [line for unit in units for line in self._basic(unit, chance)]
        for unit in units:
            lines += self._projects(unit, chance)
        for line in lines:
            values = {"project": line.project, "cost_item": line.item}
            insert(
                self._ledger, "expenditure", unit=line.unit, nature=line.nature, function=line.function,
                economic=line.economic, fund=line.fund, source=line.source, channel=line.channel, amount=line.amount,
                **{name: value for name, value in values.items() if value is not None},
            )  # fmt: skip
        self._income(units, lines, chance)
        self._ceilings(lines)
        self._around(lines)

    def _unit(self, number: int, chance: Random) -> int:
        kind = chance.choice(("administrative", "participating", "institution"))
        unit = insert(self._ledger, "unit", code=f"112{number:03}", name=f"样例第{number}单位", kind=kind)
        posts = "institution" if kind == "institution" else "administrative"
        authorised = chance.randint(4, 40)
        insert(
            self._ledger, "headcount", unit=unit, kind=posts, authorised=authorised,
            actual=chance.randint(3, authorised), as_of="2023-12-31",
        )  # fmt: skip
        return unit

    def _function(self, fund: str, chance: Random) -> str:
        return chance.choice(self._functions[fund if fund in GRANTS else "general"])

    def _basic(self, unit: int, chance: Random) -> list[Line]:
        home = [self._function("general", chance) for _ in range(chance.randint(1, 4))]
        lines = [
            Line(unit, "personnel", chance.choice(home), economic, "general", "current", "local", _amount(chance))
            for economic in chance.sample(_PERSONNEL, chance.randint(1, 4))
        ]
        for economic, function in chance.sample(_PAIRS, chance.randint(0, 3)):
            lines.append(Line(unit, "personnel", function, economic, "general", "current", "local", _amount(chance)))
        for economic in chance.sample(_OPERATING, chance.randint(1, 6)):
            fund = chance.choice(("general", "general", "general", "fiscal_account", *OWN))
            source = chance.choice(("current", "current", "carryover"))
            nature = chance.choice(("operating", "operating", "business" if fund == "business_income" else "operating"))
            lines.append(Line(unit, nature, chance.choice(home), economic, fund, source, "local", _amount(chance)))
        return lines

    def _projects(self, unit: int, chance: Random) -> list[Line]:
        lines: list[Line] = []
        for number in range(1, chance.randint(0, 3) + 1):
            group = chance.choice(_GROUPS)
            (known,) = self._ledger.execute("select count(*) from project").fetchone()
            name = f"{chance.choice(('信息系统', '业务保障', '设备更新', '宣传服务'))}{unit}之{number}项目"
            code = f"42010324112P{known + 1:09}"
            project = insert(
                self._ledger, "project", unit=unit, name=name, category_group=group, frequency="annual", code=code,
                declared_code=code, spending_type="经常性项目", purpose="用于单位业务工作。", leader="丁",
                telephone="00000000", basis="按照部门职责安排。", plan="分季度组织实施。", last_review="评价为良好。",
                budget_change="与前两年基本持平。",
            )  # fmt: skip
            insert(self._ledger, "narrative", topic=f"use.{name}", text="用于单位业务工作。")
            channel = "transfer" if group == "32" else "local"
            own = [self._line(unit, project, channel, at, chance) for at in range(chance.randint(1, 4))]
            lines += own
            self._purchases(unit, project, own, chance)
            self._targets(project, chance)
        return lines

    def _line(self, unit: int, project: int, channel: str, at: int, chance: Random) -> Line:
        item = insert(self._ledger, "cost_item", project=project, item=f"第{at + 1}项支出", basis="按实际需要安排")
        funds = ("general", "general", "gov_fund", "state_capital", "fiscal_account", "other_income")
        fund = "general" if channel == "transfer" else chance.choice(funds)
        source = "current" if channel == "transfer" else chance.choice(("current", "current", "carryover"))
        function, economic = self._function(fund, chance), chance.choice(_PROJECT)
        return Line(unit, "project", function, economic, fund, source, channel, _amount(chance) + WAN, project, item)

    def _purchases(self, unit: int, project: int, lines: Sequence[Line], chance: Random) -> None:
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
                self._ledger, "procurement", **common, catalog_code="A", item_name="设备", quantity=quantity,
                unit_price=price, measure="台", for_smes=spent, for_micro=spent,
            )  # fmt: skip
            insert(
                self._ledger, "asset_plan", project=project, name="设备", quantity_text=f"{quantity}台", amount=spent
            )
        if chance.random() < 0.4:
            insert(
                self._ledger, "service_purchase", **common, in_procurement=0, content="印刷服务", quantity=1,
                amount=max(1, (line.amount - spent) // STEP // 4) * STEP, level1="政府履职辅助性服务",
                level2="后勤服务", level3="印刷和出版服务",
            )  # fmt: skip

    def _targets(self, project: int | None, chance: Random) -> None:
        for term, text in (("long", "三年内建成稳定的服务能力。"), ("annual", "完成全年各项业务工作。")):
            share = 100 if project and term == "annual" else None
            goal = insert(self._ledger, "objective", project=project, term=term, text=text, weight_share=share)
            for at, (level1, level2, level3, value, _) in enumerate(_LEVELS):
                weight = (20, 20, 10, 10, 30, 10)[at] if project and term == "annual" else None
                prior = value.lstrip("≥≤") if term == "annual" else ""
                insert(
                    self._ledger, "indicator", objective=goal, level1=level1, level2=level2, level3=level3,
                    value_now=value, value_prior1=prior, value_prior2=prior, weight=weight, basis="工作计划",
                )  # fmt: skip

    def _income(self, units: Sequence[int], lines: Sequence[Line], chance: Random) -> None:
        spent: Counter[tuple[int, str, str]] = Counter()
        for line in lines:
            spent[line.unit, line.fund, line.source] += line.amount
        for unit in units:
            for fund in (*GRANTS, "fiscal_account", *OWN):
                current, brought = spent[unit, fund, "current"], spent[unit, fund, "carryover"]
                left = _amount(chance) if current and chance.random() < 0.1 else 0
                if fund in GRANTS and not left:
                    insert(self._ledger, "funding", unit=unit, fund=fund, kind="current", automatic=1)
                elif current + left:
                    insert(self._ledger, "funding", unit=unit, fund=fund, kind="current", amount=current + left)
                if brought:
                    insert(self._ledger, "funding", unit=unit, fund=fund, kind="brought_forward", amount=brought)
                if left:
                    insert(self._ledger, "funding", unit=unit, fund=fund, kind="carried_forward", amount=left)

    def _ceilings(self, lines: Sequence[Line]) -> None:
        allowed: Counter[tuple[int, str, str]] = Counter()
        for line in lines:
            if line.source == "current":
                allowed[line.unit, line.nature, line.fund] += line.amount
        for (unit, nature, fund), amount in sorted(allowed.items()):
            insert(self._ledger, "control", round="二上", unit=unit, nature=nature, fund=fund, amount=amount + WAN)

    def _around(self, lines: Sequence[Line]) -> None:
        self._targets(None, Random(0))
        (left,) = self._ledger.execute("select total(amount) from funding where kind = 'carried_forward'").fetchone()
        spent = {
            "spending.personnel": sum(line.amount for line in lines if line.nature == "personnel"),
            "spending.operating": sum(line.amount for line in lines if line.nature == "operating"),
            "spending.target": sum(line.amount for line in lines if line.nature not in ("personnel", "operating"))
            + int(left),
        }
        for year in (2022, 2023):
            prior = {measure: amount * 96 // 100 // STEP * STEP for measure, amount in spent.items()}
            for measure, value in {**prior, "total": sum(prior.values()), "income.grant": sum(prior.values())}.items():
                insert(self._ledger, "prior_figure", measure=measure, year=year, stage="budget", value=value)
        for topic, row in self._pack.catalogs["narrative"].rows.items():
            if row.attributes["required"] == "yes" and "{" not in topic:
                insert(self._ledger, "narrative", topic=topic, text="按实际工作需要写明。")


def _amount(chance: Random) -> int:
    """An amount of some size: hundreds of yuan to hundreds of 万元."""
    return chance.randint(1, 10 ** chance.randint(2, 5)) * STEP


def _listed_classes(pack: Pack) -> frozenset[str]:
    """Classes of functions that the summary prints a row for: those a check compares with the pack's own."""
    return frozenset(row.code for row in pack.catalogs["function"].rows.values() if row.level == 1) - _UNLISTED


_UNLISTED = frozenset(("202", "227", "230", "234"))
