"""A ledger in which every check of the district's pack has something to compare, and nothing is wrong.

Two units, a third merged into the first; every fund, this year's and carried over; two projects with purchases, assets,
objectives and indicators; ceilings, earlier years and all written parts.
"""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from db.checks.comparison import Comparison, compare, sentence
from db.checks.places import Places
from db.checks.stages import checks_of, form_only, stage_name
from db.forms.compile import compile_stages
from db.judging import Check
from db.money import AmountUnit
from db.pack import Pack, load
from tests.db.sample_ledger import begin_book, empty_ledger, insert

WAN = 1_000_000
UNIT, OTHER, MERGED = 1, 2, 3
FIRST, SECOND, LONG_RUN = 1, 2, 3

_LINES: tuple[tuple[int, str, str, str, str, float], ...] = (
    (UNIT, "personnel", "2014001", "30101", "general", 100),
    (UNIT, "personnel", "2080505", "30108", "general", 20),
    (UNIT, "personnel", "2080501", "30302", "general", 4),
    (UNIT, "operating", "2014001", "30201", "general", 10),
    (UNIT, "operating", "2014001", "30217", "general", 1),
    (UNIT, "operating", "2014001", "30231", "general", 2),
    (UNIT, "operating", "2014001", "30299", "other_income", 1),
    (OTHER, "personnel", "2210201", "30113", "general", 8),
    (OTHER, "operating", "2014050", "30201", "general", 5),
    (OTHER, "operating", "2014050", "30299", "fiscal_account", 4),
    (OTHER, "business", "2014050", "30201", "business_income", 2),
)
_PROJECT_LINES: tuple[tuple[int, int, str, str, str, str, str, float], ...] = (
    (FIRST, UNIT, "2014002", "30299", "general", "current", "local", 30),
    (FIRST, UNIT, "2014002", "31013", "general", "current", "local", 18),
    (FIRST, UNIT, "2014002", "30227", "general", "carryover", "local", 5),
    (FIRST, UNIT, "2014002", "30299", "general", "current", "transfer", 7),
    (FIRST, UNIT, "2120803", "30299", "gov_fund", "current", "local", 6),
    (SECOND, OTHER, "2014002", "30299", "general", "current", "local", 9),
    (SECOND, OTHER, "2230105", "30299", "state_capital", "current", "local", 3),
    (LONG_RUN, UNIT, "2014002", "30299", "general", "current", "local", 2),
)
_INCOME = (
    (UNIT, "general", "brought_forward", 5),
    (UNIT, "other_income", "current", 1),
    (OTHER, "fiscal_account", "current", 4),
    (OTHER, "business_income", "current", 2),
)
# What each goal is measured by, its value, and its points where the goal is a project's for the year.
_INDICATORS = (
    ("产出指标", "数量指标", "办理件数", "≥100件", 30),
    ("产出指标", "质量指标", "办理合格率", "≥95%", 20),
    ("产出指标", "时效指标", "按期办结率", "≥90%", 10),
    ("产出指标", "成本指标", "单件成本", "≤50元", 10),
    ("效益指标", "社会效益指标", "政策知晓率", "≥80%", 20),
    ("满意度指标", "服务对象满意度指标", "群众满意度", "≥90%", 10),
)
_TEXTS = {"long": "三年建成服务体系", "annual": "完成全年工作，群众满意度达到90%"}
_PROJECTS = (
    (FIRST, UNIT, "来访接待", "once"),
    (SECOND, OTHER, "信息系统", "annual"),
    (LONG_RUN, UNIT, "大厅改造", "continuing"),
)


def fen(wan: float) -> int:
    return round(wan * WAN)


def full_ledger() -> sqlite3.Connection:
    """The tables of that book, in memory."""
    ledger = empty_ledger()
    begin_book(
        ledger,
        legal_name="样例局",
        filler="甲",
        telephone="00000000",
        head="乙",
        finance_head="丙",
        public_telephone="00000000",
    )
    insert(ledger, "unit", code="112001", name="样例局本级")
    insert(ledger, "unit", code="112002", name="样例中心", kind="institution")
    insert(ledger, "unit", code="112003", name="样例站", merged_into=UNIT)
    for unit, kind in ((UNIT, "administrative"), (OTHER, "institution")):
        insert(ledger, "headcount", unit=unit, kind=kind, authorised=5, actual=5)
        for fund in ("general", "gov_fund", "state_capital"):
            insert(ledger, "funding", unit=unit, fund=fund, kind="current", automatic=1)
    insert(ledger, "headcount", unit=UNIT, kind="retired", actual=2)
    insert(ledger, "state_asset", unit=UNIT, kind="公务用车", count=1)
    for unit, fund, kind, amount in _INCOME:
        insert(ledger, "funding", unit=unit, fund=fund, kind=kind, amount=fen(amount))
    for unit, nature, function, economic, fund, wan in _LINES:
        spend(ledger, unit=unit, nature=nature, function=function, economic=economic, fund=fund, amount=fen(wan))
    _projects(ledger)
    _purchases(ledger)
    _around(ledger)
    return ledger


def spend(ledger: sqlite3.Connection, **values: object) -> int:
    """A line of spending of the first unit: operating, 30201 for 2014001, unless `values` say otherwise."""
    usual = {"unit": UNIT, "nature": "operating", "function": "2014001", "economic": "30201", "amount": WAN}
    return insert(ledger, "expenditure", **{**usual, **values})


def _projects(ledger: sqlite3.Connection) -> None:
    for project, unit, name, frequency in _PROJECTS:
        insert(
            ledger, "project", unit=unit, name=name, category_group="31", frequency=frequency, code=_code(project),
            declared_code=_code(project), purpose="用途", basis="依据", plan="方案", last_review="良好", leader="丁",
            spending_type="一次性项目" if frequency == "once" else "经常性项目",
            total_budget=fen(50) if frequency == "continuing" else None,
        )  # fmt: skip
        insert(ledger, "cost_item", project=project, item="办公", basis="按需")
        for term in ("long", "annual"):
            objective_of(ledger, project, term)
        insert(ledger, "narrative", topic=f"use.{name}", text="用于工作")
    ledger.execute("update project set total_budget = ? where id = ?", (fen(66), FIRST))
    for project, budget in ((SECOND, 12), (LONG_RUN, 2)):
        insert(ledger, "project_year", project=project, year=2023, budget=fen(budget), executed=fen(budget))
    for project, unit, function, economic, fund, source, channel, amount in _PROJECT_LINES:
        spend(
            ledger, unit=unit, nature="project", project=project, cost_item=project, function=function,
            economic=economic, fund=fund, source=source, channel=channel, amount=fen(amount),
            note="按更新批复购置" if economic == "31013" else "",
        )  # fmt: skip


def _code(project: int) -> str:
    """A code as the district's library of projects gives them."""
    return f"42010324112P{project:09}"


def objective_of(ledger: sqlite3.Connection, project: int | None, term: str) -> int:
    """An objective with indicators of every kind."""
    goal = insert(ledger, "objective", project=project, term=term, text=_TEXTS[term], weight_share=100)
    for level1, level2, level3, value, points in _INDICATORS:
        insert(
            ledger, "indicator", objective=goal, level1=level1, level2=level2, level3=level3, value_now=value,
            value_prior1=value if term == "annual" else "", weight=points, basis="工作计划",
        )  # fmt: skip
    return goal


def _purchases(ledger: sqlite3.Connection) -> None:
    common = {"unit": UNIT, "project": FIRST, "function": "2014002", "economic": "30299", "source_text": "预算安排"}
    insert(
        ledger, "procurement", **common, catalog_code="A", item_name="柜", quantity=2, unit_price=fen(1),
        measure="个", for_smes=fen(1), for_micro=fen(0.7),
    )  # fmt: skip
    insert(
        ledger, "service_purchase", **common, in_procurement=1, content="印刷", quantity=1, amount=fen(2),
        level1="政府履职辅助性服务", level2="后勤服务", level3="印刷和出版服务",
    )  # fmt: skip
    insert(ledger, "asset_plan", project=FIRST, name="柜", quantity_text="2个", amount=fen(2))


def _around(ledger: sqlite3.Connection) -> None:
    for term in ("long", "annual"):
        objective_of(ledger, None, term)
    for measure, value in (
        ("total", 220),
        ("spending.personnel", 120),
        ("spending.operating", 20),
        ("spending.target", 80),
    ):
        insert(ledger, "prior_figure", measure=measure, year=2023, stage="budget", value=fen(value))
    for nature, project, amount in (
        ("personnel", None, 124), (None, FIRST, 55), (None, LONG_RUN, 2), ("operating", None, 13),
    ):  # fmt: skip
        insert(ledger, "control", round="二上", unit=UNIT, nature=nature, project=project, amount=fen(amount))
    for topic, row in pack().catalogs["narrative"].rows.items():
        if row.attributes["required"] == "yes" and "{" not in topic:
            insert(ledger, "narrative", topic=topic, text="已写")
    functions = [row[0] for row in ledger.execute("select distinct function from expenditure order by function")]
    classes = dict.fromkeys(function[:3] for function in functions)
    for topic in ("services", *(f"use.{code}" for code in classes), *(f"term.{code}" for code in functions)):
        insert(ledger, "narrative", topic=topic, text="已写")


_WRITTEN = re.compile(r"(?:insert into|update|delete from) (\w+)")

_PACK: list[Pack] = []


def pack() -> Pack:
    """The district's pack, read once."""
    if not _PACK:
        _PACK.append(load("jianghan-2024"))
    return _PACK[0]


class Bench:
    """The full book with its forms and checks; a change lasts for one question."""

    def __init__(self) -> None:
        self.connection = full_ledger()
        self.stages = compile_stages(self.connection, pack())
        self.stages.refresh_all()
        self.checks = {check.id: check for check in checks_of(pack())}

    def comparisons(self, check_id: str, *changes: str) -> list[Comparison]:
        """What the check compares after the changes: to the ledger (forms follow), or to a form (they must not)."""
        with self.changed(*changes):
            return self._compared(check_id)

    def broken(self, check_id: str, *changes: str) -> list[str]:
        """Addresses of the comparisons that do not hold after the changes."""
        return _broken(self.comparisons(check_id, *changes))

    def sentences(self, check_id: str, *changes: str) -> list[str]:
        """What the check says after the changes of each comparison that does not hold."""
        check, places = self.checks[check_id], Places(pack(), self.connection)
        with self.changed(*changes):
            rows = self.stages.asked(stage_name(check_id), "not holds")
            made = [(row, compare(check, row, places, AmountUnit.WAN)) for row in rows]
            return [sentence(check, row, each, places, AmountUnit.WAN) for row, each in made]

    def all_broken(self, *changes: str) -> dict[str, list[str]]:
        """The same of every check that judges a book: its id → addresses."""
        with self.changed(*changes):
            return {
                check_id: _broken(self._compared(check_id))
                for check_id, check in self.checks.items()
                if not check.received
            }

    def judges_workbooks(self, check: Check) -> bool:
        return form_only(self.stages, check)

    @contextmanager
    def changed(self, *changes: str) -> Iterator[None]:
        """The book after the changes, and as it was again behind them."""
        self.connection.execute("savepoint question")
        in_ledger = [change for change in changes if "form_" not in change]
        tables = frozenset(table for change in in_ledger for table in _WRITTEN.findall(change))
        try:
            for change in in_ledger:
                self.connection.execute(change)
            self.stages.refresh(tables)
            for change in changes:
                if change not in in_ledger:
                    self.connection.execute(change)
            yield
        finally:
            self.connection.execute("rollback to question")
            self.connection.execute("release question")
            self.stages.refresh(tables)

    def _compared(self, check_id: str) -> list[Comparison]:
        places = Places(pack(), self.connection)
        rows = self.stages.asked(stage_name(check_id))
        return [compare(self.checks[check_id], row, places, AmountUnit.WAN) for row in rows]


def _broken(made: Sequence[Comparison]) -> list[str]:
    return [each.address for each in made if not each.holds]
