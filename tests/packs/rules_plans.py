"""Cases of the checks of purchases, services, projects and performance: see `test_check_rules`."""

_WAN = 1_000_000
_NOT_PROCURED = "update service_purchase set in_procurement = 0"
_A_SERVICE = "update procurement set catalog_code = 'C'"
_ANNUAL = "15/来访接待!annual/年度绩效目标1/"
_LONG = "15/来访接待!long/长期绩效目标1/"
_COUNT, _QUALITY, _COST = "产出指标/数量指标/办理件数", "产出指标/质量指标/办理合格率", "产出指标/成本指标/单件成本"
_PLEASED = "满意度指标/服务对象满意度指标/群众满意度"
_OTHER_GOAL = """insert into objective (id, project, term, text, weight_share, position)
    values (99, 1, 'annual', '另一项任务', 0, 99)"""
_OTHER_INDICATORS = """insert into indicator (objective, level1, level2, level3, value_now, weight, position)
    select 99, level1, level2, level3, value_now, 0, position from indicator where objective = 2"""


def _value(text: str, level3: str, objective: int = 2) -> str:
    """The change that gives an indicator (of the first project's year, unless said otherwise) another value."""
    return f"update indicator set value_now = '{text}' where level3 = '{level3}' and objective = {objective}"


QUIET: dict[str, tuple[str, ...]] = {
    "cost-indicator-15": ("update expenditure set amount = amount * 20 where project = 1",),
    "equipment-procurement": ("update procurement set economic = '31013'",),
    "goal-groups": (_OTHER_GOAL, _OTHER_INDICATORS),
    "indicator-values": (_OTHER_GOAL, _OTHER_INDICATORS),
    "price-limit": ("update procurement set catalog_code = 'A02020100'",),
    "purchase-residual": ("update service_purchase set content = '调研'",),
    "purchases-within-11": (_NOT_PROCURED,),
    "service-outside-procurement": (_A_SERVICE,),
    "sme-whole": (f"update procurement set unit_price = {30 * _WAN}, for_smes = {60 * _WAN}, for_micro = {60 * _WAN}",),
    "tender-split": (
        """insert into procurement (unit, project, catalog_code, function, economic, quantity, unit_price, position)
        select unit, project, catalog_code, function, economic, 1, unit_price, 99 from procurement""",
    ),
}

# Check -> (what goes wrong, address named). A change to a form is a workbook that somebody altered.
WRONG: dict[str, tuple[tuple[str, ...], str]] = {
    "weight-size": (
        ("update form_15_annual set weight = -weight where row_key like '%办理件数'",),
        "15/来访接待!annual/年度绩效目标1/产出指标/数量指标/办理件数.weight",
    ),
    "annual-long": ((_value("≥90%", "办理合格率"),), f"{_ANNUAL}{_QUALITY}.value_now"),
    "asset-rows-15": (("update asset_plan set quantity_text = ''",), "15/来访接待!assets/柜.quantity"),
    "assets-within-15": ((f"update asset_plan set amount = {67 * _WAN}",), "15/来访接待!assets"),
    "cost-amount-15": (
        ("insert into cost_item (project, item, basis, position) values (1, '差旅', '按需', 99)",),
        "15/来访接待!costs/差旅.local",
    ),
    "cost-detail-15": (("update expenditure set amount = amount * 2 where project = 1",), "15/来访接待!costs"),
    "cost-indicator-15": (
        (
            "update expenditure set amount = amount * 20 where project = 1",
            "delete from indicator where level2 = '成本指标'",
        ),
        "15/来访接待!annual",
    ),
    "cost-named-15": (("update cost_item set basis = '' where project = 1",), "15/来访接待!costs/办公.basis"),
    "equipment-procurement": ((), "entry/procurement/112001"),
    "goal-groups": (
        (_OTHER_GOAL, f"{_OTHER_INDICATORS} and level1 <> '效益指标'"),
        "15/来访接待!annual",
    ),
    "indicator-14-15": ((_value("≥96%", "办理合格率"),), f"{_ANNUAL}{_QUALITY}.value_now"),
    "indicator-count": (("delete from indicator where objective = 2 and level1 = '产出指标'",), "15/来访接待!annual"),
    "indicator-once": (
        ("update indicator set level3 = '办理件数' where objective = 2 and level2 = '质量指标'",),
        f"{_ANNUAL}产出指标/质量指标/办理件数.level3",
    ),
    "indicator-projects": (
        (_value("≥96%", "办理合格率", 4),),
        "15/信息系统!annual/年度绩效目标1/产出指标/质量指标/办理合格率.value_now",
    ),
    "indicator-values": (
        (_OTHER_GOAL, _OTHER_INDICATORS, _value("≥96%", "办理合格率", 99)),
        f"15/来访接待!annual/年度绩效目标2/{_QUALITY}.value_now",
    ),
    "level1-groups": (("delete from indicator where objective = 2 and level1 = '效益指标'",), "15/来访接待!annual"),
    "level2-groups": (
        ("delete from indicator where objective = 2 and level2 in ('时效指标', '成本指标')",),
        "15/来访接待!annual",
    ),
    "level2-parent": (
        ("update indicator set level1 = '效益指标' where objective = 2 and level2 = '质量指标'",),
        f"{_ANNUAL}效益指标/质量指标/办理合格率.level2",
    ),
    "measure-12": (("update procurement set measure = '万元'",), "12!112001/来访接待/[A]货物.measure"),
    "objective-copied": (
        ("update objective set text = '三年建成服务体系' where id = 2",),
        "15/来访接待!goals/年度绩效目标1.text",
    ),
    "objective-figure": (
        ("update objective set text = '群众满意度不低于95％' where id = 2",),
        "15/来访接待!goals/年度绩效目标1.text",
    ),
    "once-project-history": (
        (f"insert into project_year (project, year, budget, position) values (1, 2023, {_WAN}, 99)",),
        "entry/project/1.frequency",
    ),
    "price-limit": (
        ("update procurement set catalog_code = 'A02010105'",),
        "12!112001/来访接待/[A02010105]台式计算机.unit_price",
    ),
    "prior-unit": (
        ("update indicator set value_prior1 = '90%' where objective = 2 and level2 = '数量指标'",),
        f"{_ANNUAL}{_COUNT}.value_now",
    ),
    "prior-value-15": (("update indicator set value_prior1 = '' where objective = 4",), "15/信息系统!annual"),
    "project-code-once": (
        ("update project set code = '42010324112P000000002' where id = 1",),
        "11!来访接待.code",
    ),
    "project-code-shape": (("update project set code = '4201032411200002' where id = 2",), "11!信息系统.code"),
    "project-executed": (
        (f"update project_year set executed = {13 * _WAN} where project = 2",),
        "entry/project_year/1.executed",
    ),
    "project-function": (("update expenditure set function = '2014001' where id = 12",), "03!2014001.project"),
    "project-similar-name": (
        ("update project set name = '来访接待工作经费' where id = 3",),
        "11!来访接待工作经费.name",
    ),
    "project-year-before": (("update project_year set year = 2024 where project = 2",), "entry/project_year/1.year"),
    "purchase-fund-11": (
        (f"update service_purchase set fund = 'gov_fund', amount = {7 * _WAN}",),
        "13!112001/来访接待/印刷.amount",
    ),
    "purchase-function": (("update procurement set function = '2014050'",), "entry/procurement/1.function"),
    "purchase-lines": (
        ("update procurement set project = null, economic = '30202'",),
        "entry/procurement/1.economic",
    ),
    "purchase-once": (
        (
            """insert into service_purchase (unit, project, content, quantity, amount, function, economic, source_text,
            position) select unit, project, content, quantity, amount, function, economic, source_text, 99
            from service_purchase""",
        ),
        "13!112001/来访接待/印刷#2.content",
    ),
    "purchase-quantity": (("update procurement set quantity = 0",), "12!112001/来访接待/[A]货物.quantity"),
    "purchase-residual": ((), "13!112001/来访接待/印刷.economic"),
    "purchases-within-11": (
        (_NOT_PROCURED, f"update service_purchase set amount = {65 * _WAN}"),
        "12!112001/来访接待/[A]货物.amount",
    ),
    "quantified": (
        (
            "update indicator set value_now = '提高' where objective = 2 and level1 <> '产出指标'",
            _value("好", "办理合格率"),
        ),
        "15/来访接待!annual",
    ),
    "quantity-figure": ((_value("较多", "办理件数"),), f"{_ANNUAL}{_COUNT}.value_now"),
    "rate-over": ((_value("≥950%", "群众满意度"),), f"{_ANNUAL}{_PLEASED}.value_now"),
    "rate-percent": ((_value("≥95件", "办理合格率"),), f"{_ANNUAL}{_QUALITY}.value_now"),
    "service-limit": (
        (_NOT_PROCURED, f"update service_purchase set amount = {60 * _WAN}"),
        "13!112001/来访接待/印刷.amount",
    ),
    "service-outside-procurement": ((_A_SERVICE, _NOT_PROCURED), "13!112001/来访接待/印刷.in_procurement"),
    "service-within-12": (
        (f"update service_purchase set amount = {3 * _WAN}",),
        "13!112001/来访接待/印刷.amount",
    ),
    "sme-whole": (
        (f"update procurement set unit_price = {30 * _WAN}",),
        "12!112001/来访接待/[A]货物.for_smes",
    ),
    "spending-type-14-15": (
        ("update project set spending_type = '经常性项目' where id = 1",),
        "14!projects/来访接待.spending_type",
    ),
    "tender-limit": ((f"update procurement set unit_price = {200 * _WAN}",), "12!112001/来访接待/[A]货物.amount"),
    "tender-split": (
        (f"update procurement set quantity = 1, unit_price = {300 * _WAN}", *QUIET["tender-split"]),
        "12!112001/来访接待/[A]货物.amount",
    ),
    "total-budget-15": (
        (f"update form_15_head set total_budget = {_WAN} where project = '大厅改造'",),
        "15/大厅改造!head/row.total_budget",
    ),
    "value-always": ((_value("≥0%", "政策知晓率"),), f"{_ANNUAL}效益指标/社会效益指标/政策知晓率.value_now"),
    "value-direction": ((_value("≤90%", "群众满意度"),), f"{_ANNUAL}{_PLEASED}.value_now"),
    "value-unit": ((_value("≥100", "办理件数"),), f"{_ANNUAL}{_COUNT}.value_now"),
    "weaker-than-before": ((_value("≤60元", "单件成本"),), f"{_ANNUAL}{_COST}.value_now"),
    "weight-groups-15": (
        (
            "update indicator set weight = 20 where objective = 2 and level2 = '成本指标'",
            "update indicator set weight = 10 where objective = 2 and level1 = '效益指标'",
        ),
        "15/来访接待!annual",
    ),
    "weight-missing-15": (
        ("update indicator set weight = null where objective = 2 and level2 = '成本指标'",),
        f"{_ANNUAL}{_COST}.weight",
    ),
    "weight-most-15": (
        ("update indicator set weight = 31 where objective = 2 and level2 = '数量指标'",),
        f"{_ANNUAL}{_COUNT}.weight",
    ),
    "years-within-total": (
        (f"update project_year set budget = {49 * _WAN} where project = 3",),
        "entry/project/3.total_budget",
    ),
}

# What is unusual about a book that is right -> (the check that must hold its peace, the changes).
RIGHT: dict[str, tuple[str, str]] = {
    "不是采购的服务可以和货物采购同样金额": ("service-outside-procurement", _NOT_PROCURED),
    "印刷机械是货物": (
        "purchase-residual",
        "update service_purchase set content = '调研'; update procurement set catalog_code = 'A02300000'",
    ),
    "一个单位可以有名称相近的项目": ("project-similar-name", "update project set name = '来访登记' where id = 3"),
    "预算执行率可以写小于等于": (
        "value-direction",
        f"update indicator set level3 = '预算执行率' where level3 = '单件成本'; {_value('≤100%', '预算执行率')}",
    ),
    "成本节约率越高越好": (
        "value-direction",
        "update indicator set level3 = '成本节约率', value_now = '≥5%' where level3 = '单件成本'",
    ),
    "投诉办结率越高越好": (
        "value-direction",
        f"update indicator set level3 = '投诉办结率' where level3 = '按期办结率'; {_value('≥95%', '投诉办结率')}",
    ),
    "文字写的大于号也是大于号": ("indicator-14-15", _value("不低于95%", "办理合格率")),
    "件以上就是不少于": ("indicator-14-15", _value("100件以上", "办理件数")),
    "全角的百分号": ("indicator-14-15", _value("≥ 95％", "办理合格率")),
    "年月日不是数量": ("value-unit", _value("2024年12月31日", "按期办结率")),
    "今年的数量少于几年的总数": ("annual-long", f"{_value('≥300件', '办理件数', 1)}"),
    "今年比上年要求更严": ("weaker-than-before", _value("≤40元", "单件成本")),
    "指标名称里写了单位": (
        "value-unit",
        f"update indicator set level3 = '办理件数（件）' where level3 = '办理件数'; {_value('≥100', '办理件数（件）')}",
    ),
    "指数没有单位": (
        "value-unit",
        f"update indicator set level3 = '服务指数' where level3 = '办理件数'; {_value('≥0.8', '服务指数')}",
    ),
    "满意度用分表示": ("rate-percent", _value("≥90分", "群众满意度")),
    "目标里的件数和指标相同": (
        "objective-figure",
        (
            "update objective set text = '窗口办理件数不少于100件' where id = 2; "
            "update indicator set level3 = '窗口办理件数' where level3 = '办理件数'"
        ),
    ),
    "成本可以控制在预算以内": ("quantity-figure", _value("控制在预算以内", "单件成本")),
    "增长率可以超过百分之百": (
        "rate-over",
        f"update indicator set level3 = '办理量增长率' where level3 = '办理合格率'; {_value('≥120%', '办理量增长率')}",
    ),
}
