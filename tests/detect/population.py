"""Books in which nothing is wrong, made at random: many units, every fund and nature, transfers, carryover.

A book is a list of rows to insert. The chance comes from outside: seeded for the thousand books of `make detect`, from
Hypothesis in the tests, which then finds the smallest book that goes wrong. Twelve units use forty functions and more.
"""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Sequence
from random import Random

from db.pack import Pack
from tests.db.sample_ledger import begin_book, insert
from tests.detect.around import (
    STEP,
    WAN,
    Line,
    ceilings,
    earlier_years,
    purchases,
    targets,
    written_parts,
)

GRANTS = ("general", "gov_fund", "state_capital")
OWN = ("service_income", "business_income", "higher_grant", "subordinate_payment", "other_income")
_PERSONNEL = ("30101", "30102", "30103", "30112")
_OPERATING = ("30201", "30202", "30205", "30207", "30211", "30213", "30215", "30216", "30228", "30229", "30239")
_THREE_PUBLIC = ("30212", "30217", "30231")
_PAIRS = (("30108", "2080505"), ("30110", "2101101"), ("30113", "2210201"))
_PROJECT = ("30201", "30202", "30205", "30213", "30226", "30227", "31002", "31003", "31007", "31013")
_TYPICAL = ("208", "210", "221")  # have functions of their own for some economic items
_UNLISTED = ("202", "227", "230", "234")  # the summary prints no row for them
_GROUPS = ("31", "32", "22")
_PASSED_ON = (("remit_up", "subordinate_payment"), ("remit_up", "other_income"), ("aid_down", "higher_grant"))
_NAMES = ("信息系统", "业务保障", "设备更新", "宣传服务")
_EMPTIED = (
    "procurement", "service_purchase", "asset_plan", "indicator", "objective", "expenditure", "cost_item", "control",
    "project_year", "project", "funding", "headcount", "state_asset", "prior_figure", "narrative", "explanation",
    "code", "unit", "book",
)  # fmt: skip


class Population:
    """Makes books in one ledger, one after the other."""

    def __init__(self, ledger: sqlite3.Connection, pack: Pack) -> None:
        self._ledger = ledger
        self._pack = pack
        self._functions: dict[str, list[str]] = defaultdict(list)
        paired = {function for _, function in _PAIRS}
        rows = pack.catalogs["function"].rows
        parents = {row.parent for row in rows.values()}
        for row in rows.values():
            fund = row.attributes["fund"]
            apart = row.code in parents | paired or (row.code[:3] in _TYPICAL and fund == "general")
            if row.level == 3 and row.code[:3] not in _UNLISTED and not apart:
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
        if chance.random() < 0.2:
            code, name = f"112{len(units) + 1:03}", f"样例第{len(units) + 1}单位"
            insert(self._ledger, "unit", code=code, name=name, merged_into=chance.choice(units))
        lines = [line for unit in units for line in (*self._basic(unit, chance), *self._passed_on(unit, chance))]
        for unit in units:
            lines += self._projects(unit, chance)
        for line in lines:
            spend(self._ledger, line)
        self._total_budgets(chance)
        left = self._income(units, lines, chance)
        ceilings(self._ledger, lines)
        targets(self._ledger, None, chance)
        earlier_years(self._ledger, lines, left)
        written_parts(self._ledger, self._pack)

    def breadth(self) -> dict[str, int]:
        """How broad the book in the ledger is: how many units, functions, funds and so on it has."""
        counted = {
            "units": "count(*) from unit",
            "merged": "count(*) from unit where merged_into is not null",
            "functions": "count(distinct function) from expenditure",
            "economics": "count(distinct economic) from expenditure",
            "funds": "count(distinct fund) from expenditure",
            "lines": "count(*) from expenditure",
            "projects": "count(*) from project",
            "transfers": "count(*) from expenditure where channel = 'transfer'",
            "carryover": "count(*) from expenditure where source = 'carryover'",
            "business": "count(*) from expenditure where nature = 'business'",
            "remit_up": "count(*) from expenditure where nature = 'remit_up'",
            "aid_down": "count(*) from expenditure where nature = 'aid_down'",
            "carried_forward": "count(*) from funding where kind = 'carried_forward'",
            "procurement": "count(*) from procurement",
            "services": "count(*) from service_purchase",
        }
        return {what: self._ledger.execute(f"select {sql}").fetchone()[0] for what, sql in counted.items()}

    def _unit(self, number: int, chance: Random) -> int:
        kind = chance.choice(("administrative", "participating", "institution"))
        unit = insert(self._ledger, "unit", code=f"112{number:03}", name=f"样例第{number}单位", kind=kind)
        posts = "institution" if kind == "institution" else "administrative"
        authorised = chance.randint(4, 40)
        insert(
            self._ledger, "headcount", unit=unit, kind=posts, authorised=authorised,
            actual=chance.randint(3, authorised), as_of="2023-12-31",
        )  # fmt: skip
        insert(self._ledger, "state_asset", unit=unit, kind="公务用车", count=chance.randint(1, 3), as_of="2023-12-31")
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
        for economic in chance.sample(_THREE_PUBLIC, chance.randint(0, 3)):
            amount = chance.randint(1, 900) * STEP
            lines.append(Line(unit, "operating", home[0], economic, "general", "current", "local", amount))
        return lines

    def _passed_on(self, unit: int, chance: Random) -> list[Line]:
        """What goes up to the office above or down to those below."""
        return [
            Line(unit, nature, self._function("general", chance), "39999", fund, "current", "local", _amount(chance))
            for nature, fund in _PASSED_ON
            if chance.random() < 0.15
        ]

    def _projects(self, unit: int, chance: Random) -> list[Line]:
        lines: list[Line] = []
        for number in range(1, chance.randint(0, 3) + 1):
            group = chance.choice(_GROUPS)
            (known,) = self._ledger.execute("select count(*) from project").fetchone()
            name = f"{chance.choice(_NAMES)}{unit}之{number}项目"
            code = f"42010324112P{known + 1:09}"
            project = insert(
                self._ledger, "project", unit=unit, name=name, category_group=group,
                frequency=chance.choice(("once", "annual", "annual", "continuing")), code=code,
                declared_code=code, spending_type="经常性项目", purpose="用于单位业务工作。", leader="丁",
                telephone="00000000", basis="按照部门职责安排。", plan="分季度组织实施。", last_review="评价为良好。",
                budget_change="与前两年基本持平。",
            )  # fmt: skip
            insert(self._ledger, "narrative", topic=f"use.{name}", text="用于单位业务工作。")
            channel = "transfer" if group == "32" else "local"
            own = [
                line for at in range(chance.randint(1, 4)) for line in self._item(unit, project, channel, at, chance)
            ]
            lines += own
            purchases(self._ledger, unit, project, own, chance)
            targets(self._ledger, project, chance)
        return lines

    def _item(self, unit: int, project: int, channel: str, at: int, chance: Random) -> list[Line]:
        """The lines of one cost item: mostly one, sometimes also paid from other money."""
        item = insert(self._ledger, "cost_item", project=project, item=f"第{at + 1}项支出", basis="按实际需要安排")
        funds = ("general", "general", "gov_fund", "state_capital", "fiscal_account", "other_income")
        lines: list[Line] = []
        for _ in range(chance.choice((1, 1, 2))):
            fund = "general" if channel == "transfer" else chance.choice(funds)
            source = "current" if channel == "transfer" else chance.choice(("current", "current", "carryover"))
            amount = _amount(chance) + WAN
            function, economic = self._function(fund, chance), chance.choice(_PROJECT)
            lines.append(Line(unit, "project", function, economic, fund, source, channel, amount, project, item))
        return lines

    def _total_budgets(self, chance: Random) -> None:
        """A project that runs for years has a budget for all of them: what there was, this year's, and as much more."""
        continuing = self._ledger.execute(
            "select p.id, sum(e.amount) from project p join expenditure e on e.project = p.id "
            "where p.frequency = 'continuing' group by p.id"
        ).fetchall()
        for project, amount in continuing:
            for year in (2022, 2023):
                insert(self._ledger, "project_year", project=project, year=year, budget=amount, executed=amount)
            total = amount * chance.randint(3, 5)
            self._ledger.execute("update project set total_budget = ? where id = ?", (total, project))

    def _income(self, units: Sequence[int], lines: Sequence[Line], chance: Random) -> int:
        """Income of every unit and fund as it is spent, sometimes more. What is carried forward."""
        spent: Counter[tuple[int, str, str]] = Counter()
        for line in lines:
            spent[line.unit, line.fund, line.source] += line.amount
        kept = 0
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
                kept += left
        return kept


def spend(ledger: sqlite3.Connection, line: Line) -> int:
    """Insert a line of spending."""
    apart = {"project": line.project, "cost_item": line.item} if line.project is not None else {}
    return insert(
        ledger, "expenditure", unit=line.unit, nature=line.nature, function=line.function, economic=line.economic,
        fund=line.fund, source=line.source, channel=line.channel, amount=line.amount,
        note="按批准的计划安排", **apart,
    )  # fmt: skip


def _amount(chance: Random) -> int:
    """An amount of some size: hundreds of yuan to hundreds of 万元."""
    return chance.randint(1, 10 ** chance.randint(2, 5)) * STEP
