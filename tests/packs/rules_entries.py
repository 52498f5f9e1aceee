"""Cases of the checks of what is typed twice, with a wrong sign or beside its kind: see `test_check_rules`."""

_TWICE = "insert into {0} ({1}) select {1} from {0} where id = {2}"
_LINE = "unit, nature, function, economic, fund, source, channel, amount, note, position"

QUIET: dict[str, tuple[str, ...]] = {}

# Check -> (what goes wrong, address named).
WRONG: dict[str, tuple[tuple[str, ...], str]] = {
    "business-money": (
        ("update expenditure set fund = 'fiscal_account' where nature = 'business'",),
        "entry/other_spending/1.nature",
    ),
    "entered-twice": ((_TWICE.format("expenditure", _LINE, 4),), "entry/basic/5.amount"),
    "plan-twice": (
        (_TWICE.format("asset_plan", "project, name, quantity_text, amount, position", 1),),
        "entry/asset_plan/2.amount",
    ),
    "negative-plan": (("update service_purchase set amount = -amount",), "entry/service/1.amount"),
    "total-budget-years": (
        ("update project_year set budget = budget * 100 where project = 3",),
        "entry/project/3.total_budget",
    ),
    "yes-no-13": (
        ("update form_13 set in_procurement = '原是' where row_kind = 'record'",),
        "13!112001/来访接待/印刷.in_procurement",
    ),
}

# What is unusual about a book that is right -> (the check that must hold its peace, the changes).
RIGHT: dict[str, tuple[str, str]] = {
    "两笔一样多的备注里有区别": (
        "entered-twice",
        (
            f"{_TWICE.format('expenditure', _LINE, 4)}; "
            "update expenditure set note = '二季度' where id = (select max(id) from expenditure)"
        ),
    ),
    "还没有人填人员": ("staff-people", "delete from headcount"),
    "延续性项目的总预算正好是各年之和": (
        "total-budget-years",
        "update project set total_budget = 4000000 where frequency = 'continuing'",
    ),
}
