"""Cases of the checks of one form against another: see `test_check_rules`."""

_ONE_CODE = "update unit set code = (select department_code from book) where id = 1"

QUIET: dict[str, tuple[str, ...]] = {
    "balance-14-prior": (
        """insert into prior_figure (measure, year, stage, value, position)
        values ('income.grant', 2023, 'budget', 220000000, 99)""",
    ),
}

# Check -> (what goes wrong, address named). A change to a form is a workbook that somebody altered.
WRONG: dict[str, tuple[tuple[str, ...], str]] = {
    "balance-14-prior": (
        ("update form_14_funds set prior1 = 100 where row_key like 'income%'",),
        "14!funds/income_total.prior1",
    ),
    "blank-group": (("update form_12 set quantity = 3 where row_kind = 'total'",), "12!total.quantity"),
    "blank-item": (("update form_01 set income = 5 where row_key = 'r12'",), "01!r12.income"),
    "budget-14-15": (
        ("update form_14_projects set total_budget = 1 where row_key = '来访接待'",),
        "14!projects/来访接待.total_budget",
    ),
    "category-11-15": (
        ("update form_15_head set category = 'transfer' where project = '来访接待'",),
        "15/来访接待!head/row.category",
    ),
    "category-sums-11": (("update form_11 set total = 1 where row_key = '来访接待'",), "11!31.total"),
    "columns-11-15": (
        ("update form_15_sources set amount = 0 where project = '信息系统' and row_key = 'local'",),
        "15/信息系统!sources/local.amount",
    ),
    "code-15-11": (
        ("update form_15_head set code = '9' where project = '信息系统'",),
        "15/信息系统!head/row.code",
    ),
    "cost-once-15": (
        ("insert into form_15_costs select * from form_15_costs where project = '信息系统'",),
        "15/信息系统!costs/办公.item",
    ),
    "goal-weight-15": (
        (
            """insert into form_15_annual
            select book, project, ordinal + 1, row_kind, row_key || '2', goal, 50, level1, level2, level3, value_prior2,
                value_prior1, value_now, weight, basis
            from form_15_annual where project = '来访接待'""",
        ),
        "15/来访接待!annual/年度绩效目标1/产出指标/数量指标/办理件数2.weight_share",
    ),
    "goals-14": (("update form_14_goals set long = '别的目标'",), "14!long/1.text"),
    "goals-15": (
        ("update form_15_goals set name = '目标' where project = '来访接待'",),
        "15/来访接待!long/长期绩效目标1/产出指标/成本指标/单件成本.goal",
    ),
    "names-11": (("update form_11 set unit_name = '旧名' where row_key = '信息系统'",), "11!信息系统.unit_name"),
    "names-14-15": (
        ("update form_15_head set department = '旧名' where project = '信息系统'",),
        "15/信息系统!head/row.department",
    ),
    "names-14-11": (
        ("update form_14_projects set name = '旧名' where row_key = '信息系统'",),
        "14!projects/信息系统.name",
    ),
    "names-15-11": (
        ("update form_15_head set name = '旧名' where project = '信息系统'",),
        "15/信息系统!head/row.name",
    ),
    "names-category": (("update form_11 set name = '旧名' where row_key = '31'",), "11!31.name"),
    "names-functions": (("update form_05 set name = '旧名' where row_key = '2014001'",), "05!2014001.name"),
    "names-funds": (("update form_12 set fund = '旧名' where row_kind = 'record'",), "12!112001/来访接待/[A]货物.fund"),
    "names-projects": (
        ("update form_13 set project = '旧名' where row_kind = 'record'",),
        "13!112001/来访接待/印刷.project",
    ),
    "names-purchases": (
        ("update form_13 set economic = '[30299]旧名' where row_kind = 'record'",),
        "13!112001/来访接待/印刷.economic",
    ),
    "names-services": (
        ("update form_13 set level2 = '旧名' where row_kind = 'record'",),
        "13!112001/来访接待/印刷.level2",
    ),
    "names-units": (("update form_06 set name = '旧名' where row_key = '112002'",), "06!112002.name"),
    "rows-children": (("delete from form_05 where row_key = '2210201'",), "05!22102.code"),
    "rows-fixed": (("delete from form_04 where row_key = 'r28'",), "04!r28"),
    "rows-heads": (("delete from form_12 where row_kind = 'department'",), "12!total"),
    "rows-once": (
        ("update form_05 set row_key = '2014001#2' where row_key = '2014002'",),
        "05!2014001#2.code",
    ),
    "rows-order": (("update form_03 set ordinal = 99 where row_key = '20140'",), "03!20140.code"),
    "rows-parent": (("delete from form_07 where row_key = '302'",), "07!30201.code"),
    "sections-14": (("update form_14_long set ordinal = 99 where row_kind = 'section'",), "14!long/1"),
    "share-14": (
        ("update form_14_funds set share = 1 where row_key = 'income_grant'",),
        "14!funds/income_grant.share",
    ),
    "sum-14-prior": (
        ("update form_14_funds set prior1 = prior1 + 1 where row_key = 'spending_target'",),
        "14!funds/spending_total.prior1",
    ),
    "tie-04-class": (("update form_04 set spending = spending + 600000000 where row_key = 'r02'",), "04!r02.spending"),
    "within-11-02": (
        ("update form_11 set fiscal_account = 99900000000 where row_key = '112001'",),
        "11!112001.fiscal_account",
    ),
    "years-15": (("update form_15_head set year = '2023' where project = '信息系统'",), "15/信息系统!head/row.year"),
}

# What is unusual about a book that is right -> (the check that must hold its peace, the changes).
RIGHT: dict[str, tuple[str, str]] = {
    "部门和它的单位同一个编码": ("names-units", _ONE_CODE),
    "部门和它的单位同一个编码的两行": ("rows-once", _ONE_CODE),
    "单位编码比部门编码小": ("rows-order", "update unit set code = '098001' where id = 2"),
    "对附属单位补助用了财政拨款": (
        "tie-04-class",
        "update expenditure set nature = 'aid_down', fund = 'general', amount = 9000000 where nature = 'business'",
    ),
    "上级转移支付有冲减": ("columns-11-15", "update expenditure set amount = -1000000 where channel = 'transfer'"),
    "专户资金有冲减": (
        "parts-15",
        "update expenditure set fund = 'fiscal_account', amount = -1000000 where project = 3",
    ),
}
