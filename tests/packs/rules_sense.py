"""Cases of the checks of money, codes, people and change against last year: see `test_check_rules`."""

_PRIOR = "insert into prior_figure (measure, year, stage, value, position) values ('{}', 2023, 'budget', {}, 99)"
_LAST_YEAR = """insert into prior_line (year, table_name, function, amount, position)
    select 2023, 'expenditure', function, amount, position from expenditure"""
_OUTSIDE = "insert into headcount (unit, kind, actual, position) values (1, 'outside', 3, 99)"

_OF_UNITS = """insert into prior_figure (unit, measure, year, stage, value, position)
    values (1, 'total', 2023, 'budget', 150000000, 50), (2, 'total', 2023, 'budget', 70000000, 51)"""

QUIET: dict[str, tuple[str, ...]] = {
    "abroad-plan": ("update expenditure set economic = '30212', note = '列入年度出国计划' where id = 6",),
    "growth-class": (_LAST_YEAR,),
    "growth-measures": (_PRIOR.format("general", 220000000),),
    "outside-staff": (_OUTSIDE, "update project set name = '临时人员经费' where id = 1"),
    "per-head-change": (_PRIOR.format("per_head.personnel", 12800000),),
    "reception-share": ("update expenditure set amount = 200000 where economic = '30217'",),
    "three-public-growth": (_PRIOR.format("three_public.reception", 1000000),),
}

# Check -> (what goes wrong, address named). A change to a form is a workbook that somebody altered.
WRONG: dict[str, tuple[tuple[str, ...], str]] = {
    "abroad-plan": (("update expenditure set economic = '30212' where id = 6",), "entry/basic/6.note"),
    "basic-economic": (("update expenditure set economic = '31005' where id = 4",), "entry/basic/4.economic"),
    "car-approval": (
        ("update expenditure set note = '' where economic = '31013'",),
        "entry/project_spending/2.note",
    ),
    "car-running-cars": (("update state_asset set count = 0",), "entry/basic/6.economic"),
    "carryover-income": (
        ("update funding set amount = amount - 1 where kind = 'brought_forward'",),
        "entry/project_spending/3.source",
    ),
    "carryover-unspent": (
        ("update funding set amount = amount + 1 where kind = 'brought_forward'",),
        "entry/income/7.amount",
    ),
    "ceiling-missing": (("delete from control where nature = 'operating'",), "entry/basic/4.amount"),
    "ceiling-unused": (("update expenditure set amount = 0 where project = 3",), "entry/control/3.amount"),
    "codes-forms": (("update form_05 set row_key = '2019898' where row_key = '2014001'",), "05!2019898.code"),
    "economic-function": (("update expenditure set function = '2014001' where id = 2",), "entry/basic/2.function"),
    "economic-level": (("update expenditure set economic = '302' where id = 4",), "entry/basic/4.economic"),
    "fund-of-form": (("update form_05 set row_key = '2120803' where row_key = '2014001'",), "05!2120803.code"),
    "government-economic": (("update expenditure set economic = '50201' where id = 4",), "entry/basic/4.economic"),
    "government-forms": (("update form_07 set row_key = '50201' where row_key = '30201'",), "07!50201.code"),
    "growth-class": (
        (_LAST_YEAR, "update prior_line set amount = 1 where function = '2210201'"),
        "03!221.total",
    ),
    "growth-measures": (
        (_PRIOR.format("general", 100000000), "delete from narrative where topic = 'reason.general'"),
        "05!total.total",
    ),
    "growth-nature": (
        ("update prior_figure set value = value * 3 where measure = 'spending.operating'",),
        "14!funds/spending_operating.amount",
    ),
    "growth-project": (("update project_year set budget = budget * 2",), "entry/project/2.budget_change"),
    "headcount-over": (("update headcount set actual = 6 where unit = 1",), "entry/headcount/1.actual"),
    "headcount-unposted": (
        ("update headcount set authorised = 2 where kind = 'retired'",),
        "entry/headcount/3.authorised",
    ),
    "kind-code": (("update expenditure set economic = '30107' where id = 1",), "entry/basic/1.economic"),
    "nature-07": (
        ("update form_07 set personnel = operating, operating = 0 where row_key = '30201'",),
        "07!30201.personnel",
    ),
    "obsolete-forms": (("update form_03 set row_key = '2010308' where row_key = '2014001'",), "03!2010308.code"),
    "outside-staff": ((_OUTSIDE,), "entry/headcount/4.actual"),
    "per-head-change": ((_PRIOR.format("per_head.operating", 100000000),), "07!total.operating"),
    "per-head-scale": (("update expenditure set amount = amount * 100 where id = 1",), "entry/headcount/112001"),
    "procurement-level": (
        ("update catalog_threshold set value = 3 where code = 'procurement_level'",),
        "entry/procurement/1.catalog_code",
    ),
    "project-history": (("delete from project_year where project = 2",), "entry/project/2.budget_change"),
    "reception-share": ((), "07!30217.operating"),
    "retired-people": (("update headcount set actual = 0 where kind = 'retired'",), "entry/basic/3.economic"),
    "staff-people": (("update headcount set actual = 0 where unit = 1",), "entry/basic/1.economic"),
    "staff-unpaid": (
        ("update expenditure set nature = 'operating' where unit = 2 and nature = 'personnel'",),
        "entry/basic/8.nature",
    ),
    "three-public-growth": ((_PRIOR.format("three_public.car_running", 1999999),), "08!row.car_running"),
    "transfer-category-15": (
        ("update expenditure set channel = 'transfer' where project = 3",),
        "15/大厅改造!head/row.category",
    ),
    "transfer-money": (
        ("update expenditure set channel = 'transfer', fund = 'other_income' where project = 3",),
        "entry/project_spending/8.channel",
    ),
    "within-08-05": (("update form_08 set reception = reception + 100000000000",), "08!row.reception"),
    "unit-posts": (("update headcount set kind = 'institution' where id = 1",), "entry/headcount/1.kind"),
    "prior-within-total": ((_PRIOR.format("general", 99900000000),), "entry/prior/5.value"),
}

# What is unusual about a book that is right -> (the check that must hold its peace, the changes).
RIGHT: dict[str, tuple[str, str]] = {
    "上年总预算也填了各单位的": ("prior-parts", _OF_UNITS),
    "上年总预算也填了各单位的，没有增减多少": (
        "growth-reason",
        f"{_OF_UNITS}; delete from narrative where topic = 'reason.total'",
    ),
    "事业单位有事业收入": ("kind-code", "update funding set fund = 'service_income' where fund = 'business_income'"),
    "参公单位用的是事业编制": (
        "unit-posts",
        "update unit set kind = 'participating' where id = 1; update headcount set kind = 'institution' where id = 1",
    ),
    "并入事业单位的行政单位有绩效工资": (
        "kind-code",
        "update unit set kind = 'institution' where id = 3; update expenditure set economic = '30107' where id = 1",
    ),
    "今年新增的常年项目没有上年预算": (
        "project-history",
        "delete from project_year where project = 2; update project set budget_change = '本年新增项目' where id = 2",
    ),
    "本级项目也有一部分上级转移支付": ("transfer-category-15", "update project set purpose = '' where id = 1"),
    "公积金列在住房保障以外的经营支出里": (
        "economic-function",
        "update expenditure set economic = '30113' where nature = 'business'",
    ),
    "增长的一类写进了变动原因": (
        "growth-class",
        (
            f"{_LAST_YEAR}; update prior_line set amount = 1 where function = '2210201'; "
            "update narrative set text = '住房保障标准提高' where topic = 'reason.total'"
        ),
    ),
    "单位总的控制数管住它的每一项": (
        "ceiling-missing",
        (
            "delete from control where nature = 'operating'; "
            "insert into control (round, unit, amount, position) values ('二上', 1, 99900000000, 99)"
        ),
    ),
}
