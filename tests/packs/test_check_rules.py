"""Every check of the district's pack: it is silent on a book that is right, and names the place that is wrong.

The cases of a family stand in a module of their own, in the shape of those here.
"""

import pytest

from db.pack import load
from tests.packs import rules_entries, rules_plans, rules_sense, rules_texts, rules_ties
from tests.packs.full_book import Bench

FAMILIES = (rules_entries, rules_plans, rules_sense, rules_texts, rules_ties)

# Checks that compare nothing in the full book: the change that gives them something, with nothing wrong in it.
ONLY_GRANTS = (
    "delete from expenditure where fund not in ('general')",
    "delete from expenditure where source = 'carryover'",
    "delete from funding where automatic = 0",
)
QUIET: dict[str, tuple[str, ...]] = {
    "function-level": (
        "insert into code (catalog, code, name, position) values ('function', '20198', '其他事务', 1)",
        "update expenditure set function = '20198' where id = 4",
    ),
    "tie-04-01-all": ONLY_GRANTS,
    "tie-05-03-forms": ONLY_GRANTS,
}

# Check -> (what goes wrong, address named). A change to a form is a workbook that somebody altered.
WRONG: dict[str, tuple[tuple[str, ...], str]] = {
    "assets-15": (("update asset_plan set amount = amount * 9",), "15/来访接待!assets/柜.amount"),
    "balance-fund": (
        ("update funding set amount = amount + 1 where fund = 'fiscal_account'",),
        "02!112002.current_fiscal_account",
    ),
    "class-without-row": (("update expenditure set function = '2020101' where id = 4",), "entry/basic/4.function"),
    "columns-02": (("update form_02 set carryover = carryover + 1 where row_key = '112001'",), "02!112001.carryover"),
    "columns-03": (("update form_03 set basic = basic + 1 where row_key = '2014001'",), "03!2014001.total"),
    "columns-05": (("update form_05 set personnel = personnel + 1 where row_key = '2014001'",), "05!2014001.basic"),
    "columns-06": (("update form_06 set project = project + 1 where row_key = '112001'",), "06!112001.total"),
    "columns-07": (("update form_07 set operating = operating + 1 where row_key = '30201'",), "07!30201.total"),
    "columns-08": (("update form_08 set car_purchase = 0",), "08!row.cars"),
    "columns-09": (("update form_09 set project = 0 where row_key = '2120803'",), "09!2120803.total"),
    "columns-10": (("update form_10 set project = 0 where row_key = '2230105'",), "10!2230105.total"),
    "columns-11": (("update form_11 set own = 1 where row_key = '来访接待'",), "11!来访接待.total"),
    "contacts": (("update book set filler = ''",), "entry/book/1.filler"),
    "continuing-total": (("update project set total_budget = null where id = 3",), "entry/project/3.total_budget"),
    "control-ceiling": (("update control set amount = amount - 1 where project = 1",), "entry/control/2.amount"),
    "costs-15": (
        ("update form_15_costs set other = other + 1 where project = '来访接待'",),
        "15/来访接待!sources/total.amount",
    ),
    "department-objective": (
        (
            "delete from indicator where objective in (select id from objective where project is null)",
            "delete from objective where project is null and term = 'long'",
        ),
        "entry/objective/department.long",
    ),
    "fund-of-code": (("update expenditure set fund = 'gov_fund' where id = 4",), "entry/basic/4.fund"),
    "function-level": (("update expenditure set function = '20140' where id = 4",), "entry/basic/4.function"),
    "government-code": (
        ("delete from catalog_economic_map where department_code = '30201'",),
        "entry/basic/4.economic",
    ),
    "groups-11": (("update form_11 set current_general = 0 where row_key = '112001'",), "11!total.current_general"),
    "growth-reason": (
        (
            "delete from narrative where topic = 'reason.total'",
            "update prior_figure set value = 1 where measure = 'total'",
        ),
        "14!funds/spending_total.amount",
    ),
    "headcount": (("delete from headcount where unit = 2",), "entry/headcount/112002"),
    "level-14-15": (
        ("update indicator set level1 = '其他' where objective = 1 and level2 = '数量指标'",),
        "15/来访接待!long/长期绩效目标1/其他/数量指标/办理件数.level1",
    ),
    "merged-unit": (("update expenditure set unit = 3 where id = 4",), "entry/basic/4.unit"),
    "micro-share": (("update procurement set for_micro = 1",), "12!total.for_micro"),
    "narrative-projects": (("delete from narrative where topic = 'use.来访接待'",), "entry/narrative/11.text"),
    "narrative-required": (("update narrative set text = '' where topic = 'duties'",), "entry/narrative/1.text"),
    "nature-economic": (("update expenditure set nature = 'operating' where id = 1",), "entry/basic/1.nature"),
    "negative-income": (("update funding set amount = -1 where fund = 'fiscal_account'",), "entry/income/9.amount"),
    "negative-line": (("update expenditure set amount = -1 where id = 4",), "entry/basic/4.amount"),
    "no-spending": (("delete from expenditure",), "entry/basic/spending"),
    "objective-without-indicator": (("delete from indicator where objective = 1",), "entry/objective/1.text"),
    "obsolete-declared": (
        ("update project set declared_code = '2010308' where id = 2",),
        "15/信息系统!head/row.code",
    ),
    "obsolete-economic": (
        ("update catalog_obsolete set code = '30201' where catalog = 'economic'",),
        "entry/basic/4.economic",
    ),
    "obsolete-function": (("update expenditure set function = '2010308' where id = 4",), "entry/basic/4.function"),
    "part-03-funds": (("update form_09 set total = total + 1 where row_key = '2120803'",), "03!2120803.total"),
    "part-08-07": (("update form_07 set total = 9900000 where row_key = '30217'",), "08!row.reception"),
    "parts-15": (
        ("update form_15_sources set amount = amount + 1 where row_key = 'local' and project = '信息系统'",),
        "15/信息系统!sources/local.amount",
    ),
    "personnel-in-project": (
        ("update expenditure set economic = '30101' where id = 12",),
        "entry/project_spending/1.economic",
    ),
    "placeholder-texts": (("update narrative set text = '共XX人' where topic = 'duties'",), "entry/narrative/1.text"),
    "price-12": (
        ("update form_12 set amount = amount + 1 where row_kind = 'record'",),
        "12!112001/来访接待/[A]货物.amount",
    ),
    "prior-parts": (
        ("update prior_figure set value = value + 1 where measure = 'spending.target'",),
        "14!funds/spending_total.prior1",
    ),
    "prior-total": (("delete from prior_figure where measure = 'total'",), "entry/prior/total"),
    "project-code": (("update project set code = '2014002' where id = 2",), "entry/project/2.code"),
    "project-texts": (("update project set plan = '' where id = 2",), "entry/project/2.plan"),
    "project-total-budget": (("update project set total_budget = 1 where id = 1",), "entry/project/1.total_budget"),
    "project-without-objective": (
        ("delete from indicator where objective = 1", "delete from objective where id = 1"),
        "entry/objective/来访接待.long",
    ),
    "project-without-spending": (("update expenditure set amount = 0 where project = 2",), "entry/project/2.name"),
    "public-telephone": (("update book set public_telephone = ''",), "entry/book/1.public_telephone"),
    "purchase-economic": (("update procurement set economic = '30202'",), "entry/procurement/1.economic"),
    "retired-function": (("update expenditure set function = '2080501' where id = 1",), "entry/basic/1.economic"),
    "rows-03": (("update form_03 set basic = basic + 1 where row_key = '20140'",), "03!20140.basic"),
    "rows-05": (("update form_05 set operating = operating + 1 where row_key = 'total'",), "05!total.operating"),
    "rows-07": (("update form_07 set personnel = personnel + 1 where row_key = '301'",), "07!301.personnel"),
    "rows-09": (("update form_09 set project = 0 where row_key = '2120803'",), "09!21208.project"),
    "rows-10": (("update form_10 set total = 0 where row_key = 'total'",), "10!total.total"),
    "same-project-name": (("update project set name = '来访接待' where id = 2",), "entry/project/1.name"),
    "service-directory": (("update service_purchase set level3 = '没有的服务'",), "entry/service/1.level3"),
    "service-in-procurement": (("delete from procurement",), "13!112001/来访接待/印刷.in_procurement"),
    "shares-14": (
        ("update form_14_funds set share = share + 500 where row_key = 'spending_personnel'",),
        "14!funds/spending_total.share",
    ),
    "shares-15": (("update objective set weight_share = 50 where id = 2",), "15/来访接待!annual"),
    "sme-order": (("update procurement set for_micro = for_smes + 1",), "12!112001/来访接待/[A]货物.for_micro"),
    "sme-share": (("update procurement set for_smes = 1, for_micro = 1",), "12!total.for_smes"),
    "sources-15": (
        ("update form_15_sources set amount = amount + 1 where row_key = 'total' and project = '来访接待'",),
        "15/来访接待!sources/total.amount",
    ),
    "sum-01": (("update form_01 set spending = spending + 1 where row_key = 'r06'",), "01!r26.spending"),
    "sum-04": (("update form_04 set income = income + 1 where row_key = 'r03'",), "04!r01.income"),
    "sum-14-funds": (
        ("update form_14_funds set amount = 0 where row_key = 'income_grant'",),
        "14!funds/income_total.amount",
    ),
    "tie-01-02": (("update form_02 set current_other_income = 0 where row_key = 'total'",), "01!r09.income"),
    "tie-01-03": (("update form_01 set spending = spending + 1 where row_key = 'r06'",), "01!r06.spending"),
    "tie-01-balance": (("update funding set amount = amount + 1 where fund = 'fiscal_account'",), "01!r28.income"),
    "tie-03-01-class": (("update expenditure set function = '2020101' where id = 4",), "03!202.total"),
    "tie-04-01": (("update form_04 set spending = spending + 99900000 where row_key = 'r07'",), "04!r07.spending"),
    "tie-04-01-all": (
        (*ONLY_GRANTS, "update form_04 set spending = spending - 1 where row_key = 'r07'"),
        "04!r07.spending",
    ),
    "tie-04-02": (("update form_04 set income = 0 where row_key = 'r06'",), "04!r06.income"),
    "tie-04-balance": (("update funding set amount = amount + 1 where kind = 'brought_forward'",), "04!r28.income"),
    "tie-05-03": (("update form_05 set basic = basic + 1 where row_key = '2210201'",), "05!2210201.basic"),
    "tie-05-03-forms": (
        (*ONLY_GRANTS, "update form_05 set project = 0 where row_key = '2014002'"),
        "05!2014002.project",
    ),
    "tie-06-05": (("update form_06 set operating = operating + 1 where row_key = 'total'",), "06!total.operating"),
    "tie-07-05": (("update form_07 set personnel = personnel + 1 where row_key = 'total'",), "07!total.personnel"),
    "tie-08-lines": (("update form_08 set reception = 0",), "08!row.reception"),
    "tie-11-03": (("update form_11 set total = total + 1 where row_key = 'total'",), "11!total.total"),
    "tie-11-05": (("update form_11 set current_general = 0 where row_key = 'total'",), "11!total.current_general"),
    "tie-11-09": (("delete from form_09",), "11!total.current_gov_fund"),
    "tie-11-10": (("delete from form_10",), "11!total.current_state_capital"),
    "tie-14-02": (
        ("update form_14_funds set amount = 0 where row_key = 'income_unit_money'",),
        "14!funds/income_unit_money.amount",
    ),
    "tie-14-03": (
        ("update form_14_funds set amount = 0 where row_key = 'spending_total'",),
        "14!funds/spending_total.amount",
    ),
    "tie-14-04": (
        ("update form_14_funds set amount = 0 where row_key = 'income_grant'",),
        "14!funds/income_grant.amount",
    ),
    "tie-14-05": (
        ("update form_14_funds set amount = 0 where row_key = 'spending_personnel'",),
        "14!funds/spending_personnel.amount",
    ),
    "tie-14-11": (("delete from form_14_projects where row_key = '信息系统'",), "14!projects/信息系统.amount"),
    "tie-15-11": (("update form_15_head set amount = 0 where project = '信息系统'",), "15/信息系统!head/row.amount"),
    "total-12": (("update form_12 set for_smes = 0 where row_kind = 'total'",), "12!total.for_smes"),
    "total-12-price": (("update form_12 set unit_price = 0 where row_kind = 'total'",), "12!total.unit_price"),
    "total-13": (("update form_13 set amount = 0 where row_kind = 'total'",), "13!total.amount"),
    "typical-pairs": (("update expenditure set economic = '30109' where id = 2",), "entry/basic/2.economic"),
    "unit-without-lines": (
        ("delete from expenditure where unit = 2",),
        "entry/basic/112002",
    ),
    "units-02": (("update form_02 set current_general = 0 where row_key = '112001'",), "02!112.current_general"),
    "units-06": (("update form_06 set project = 0 where row_key = '112'",), "06!total.project"),
    "units-11": (("update form_11 set total = 0 where row_key = '112002'",), "11!112002.total"),
    "unknown-category": (("update project set category_group = '77' where id = 2",), "entry/project/2.category_group"),
    "unknown-economic": (("update expenditure set economic = '30298' where id = 4",), "entry/basic/4.economic"),
    "unknown-function": (("update procurement set function = '2019898'",), "entry/procurement/1.function"),
    "unknown-procurement": (("update procurement set catalog_code = 'Z'",), "entry/procurement/1.catalog_code"),
    "value-14": (
        ("update indicator set value_now = '' where objective = 7",),
        "14!long/1/产出指标/数量指标/办理件数.value_now",
    ),
    "value-15": (
        ("update indicator set value_now = '' where objective = 2",),
        "15/来访接待!annual/年度绩效目标1/产出指标/数量指标/办理件数.value_now",
    ),
    "weights-15": (("update indicator set weight = 80 where objective = 2",), "15/来访接待!annual"),
    "within-12-11": (("update procurement set quantity = 200",), "12!112001/来访接待/[A]货物.amount"),
    "within-13-11": (("update service_purchase set amount = 99900000000",), "13!112001/来访接待/印刷.amount"),
    "zero-line": (("update expenditure set amount = 0 where id = 4",), "entry/basic/4.amount"),
}

# Other books in which nothing is wrong either: what is unusual about them, and the check that must hold its peace.
RIGHT: dict[str, tuple[str, str]] = {
    "两个单位同名": ("units-11", "update unit set name = '样例局本级' where id = 2"),
    "自定义的项目类别随上级": (
        "unknown-category",
        (
            "insert into code (catalog, code, name, parent, position) values ('category_group', '311', '专项', '31', 1)"
            "; update project set category_group = '311' where id = 2"
        ),
    ),
    "并入的单位只有不用的自动收入": (
        "merged-unit",
        "insert into funding (unit, fund, kind, automatic, position) values (3, 'general', 'current', 1, 99)",
    ),
}
for family in FAMILIES:
    assert not WRONG.keys() & family.WRONG.keys()
    QUIET |= family.QUIET
    WRONG |= family.WRONG
    RIGHT |= family.RIGHT


@pytest.fixture(scope="module")
def bench() -> Bench:
    return Bench()


@pytest.mark.parametrize("check_id", sorted(WRONG))
def test_a_right_book_passes(bench: Bench, check_id: str) -> None:
    made = bench.comparisons(check_id, *QUIET.get(check_id, ()))
    assert [each.holds for each in made] == [True] * max(1, len(made))


@pytest.mark.parametrize("check_id", sorted(WRONG))
def test_a_wrong_place_is_named(bench: Bench, check_id: str) -> None:
    changes, address = WRONG[check_id]
    assert address in bench.broken(check_id, *changes)


@pytest.mark.parametrize("book", RIGHT)
def test_an_unusual_book_that_is_right_passes(bench: Bench, book: str) -> None:
    check_id, changes = RIGHT[book]
    assert bench.broken(check_id, *changes.split("; ")) == []


@pytest.mark.parametrize(
    ("change", "address"),
    [
        ("insert into funding (unit, fund, kind, amount, position) values (3, 'other_income', 'current', 1, 99)",
         "entry/income/11.unit"),
        ("update project set unit = 3 where id = 3; update expenditure set unit = 3 where project = 3",
         "entry/project/3.unit"),
        ("update procurement set unit = 3, project = null", "entry/procurement/1.unit"),
        ("update service_purchase set unit = 3, project = null", "entry/service/1.unit"),
    ],
)  # fmt: skip
def test_a_merged_unit_has_no_rows_of_any_kind(bench: Bench, change: str, address: str) -> None:
    assert address in bench.broken("merged-unit", "pragma defer_foreign_keys = on", *change.split("; "))


@pytest.mark.parametrize(
    ("code", "named"), [("2019898", {"unknown-function"}), ("9999901", {"unknown-function", "tie-03-01-class"})]
)
def test_an_unknown_code_is_named_once_as_such_and_by_what_it_breaks(bench: Bench, code: str, named: set[str]) -> None:
    change = f"update expenditure set function = '{code}' where id = 10"
    before, after = bench.all_broken(), bench.all_broken(change)
    broken = {check_id: places for check_id, places in after.items() if before[check_id] == []}
    assert {check_id for check_id, places in broken.items() if places} == named
    assert len(broken["unknown-function"]) == 1


def test_every_check_is_tried_both_ways() -> None:
    assert WRONG.keys() == load("jianghan-2024").checks.keys()
