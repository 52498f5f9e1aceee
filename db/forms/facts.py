"""The ledger as facts: views with natural keys and the book's id, which forms, checks and traces read.

A fact row is one ledger row seen from outside the file: codes and names instead of row ids, the ancestors of its
codes beside them, so that a filter over one fact is all a form needs. `id` stays for the trace and is in no form.
Amounts are fen.
The SQL stays in the portable subset, so that it can run over many books at once in another engine.
"""

from db.errors import PackError
from db.pack import Catalog, Pack

# One row of the table `book`, under the id by which a district would know it.
_BOOK = """
select b.uuid as book, b.id, b.year, b.department_code, b.budget_name, b.legal_name, b.short_name, b.amounts, b.round,
    b.deadline, b.filler, b.telephone, b.head, b.finance_head, b.public_telephone,
    coalesce(b.goal_end_year, b.year + 2) as goal_end_year, cast(b.year as text) as year_text,
    coalesce(nullif(b.legal_name, ''), b.budget_name) as printed_name
from book b
"""

_UNIT = """
select b.uuid as book, u.id, u.code as unit_code, u.name as unit_name, u.kind, u.position,
    b.department_code as department, b.budget_name as department_name
from unit u cross join book b
where u.merged_into is null
"""

# `source_row`, `cost_column`: the first rule that fits, for the funding and cost tables of a project's document.
# `line_card` is a line without its amount: SQLite says of a view that all its columns are read.
_LINE = """
select b.uuid as book, e.id, u.code as unit_code, u.kind as unit_kind, b.department_code as department, e.nature,
    e.project as project_ref, e.cost_item as cost_item_ref, coalesce(p.name, '') as project,
    coalesce(p.category_group, '') as category, coalesce(g.summary_row, '') as summary_row,
    e.function, {function}, e.economic, {economic}, e.fund, coalesce(f.grant, '') as is_grant,
    e.source, e.channel, {amount}e.note, e.position,
    case when e.nature = 'project' then coalesce(g.summary_row, '') else e.nature end as summary,
    case when e.source = 'carryover' then 'other' when e.fund = 'fiscal_account' then 'fiscal_account'
        when e.channel = 'transfer' then 'transfer' when f.grant = 'yes' then 'local' else 'other' end as source_row,
    case when e.source = 'carryover' then 'other' when e.channel = 'transfer' then 'transfer'
        when f.grant = 'yes' then 'local' else 'other' end as cost_column
from expenditure e
join unit u on u.id = e.unit
cross join book b
left join project p on p.id = e.project
left join catalog_category_group g on g.code = p.category_group
left join catalog_fund f on f.code = e.fund
"""

# Income that follows spending until typed over: the current spending of the same unit and fund.
_FUNDING = """
select b.uuid as book, i.id, u.code as unit_code, b.department_code as department, i.fund, i.kind,
    coalesce(f.grant, '') as is_grant, i.automatic,
    case when i.automatic = 1 then coalesce(s.amount, 0) else i.amount end as amount, i.position
from funding i
join unit u on u.id = i.unit
cross join book b
left join catalog_fund f on f.code = i.fund
left join sum_by_fund s on s.book = b.uuid and s.unit_code = u.code and s.fund = i.fund
"""

# A project without its money: what reads no more is left alone when an amount changes.
_PROJECT_CARD = """
select b.uuid as book, p.id, p.name, p.code, p.declared_code, p.frequency, p.spending_type, p.purpose,
    p.executing_unit, p.leader, p.telephone, p.basis, p.plan, p.last_review, p.budget_change, p.confidential,
    coalesce(p.total_budget, 0) as total_budget, p.category_group as category, coalesce(g.name, '') as category_name,
    coalesce(g.tick, '') as tick, coalesce(g.summary_row, '') as summary_row, b.legal_name,
    cast(b.year as text) as year_text,
    u.code as unit_code, u.name as unit_name, b.department_code as department, b.budget_name as department_name,
    p.position,
    coalesce(nullif(p.declared_code, ''), p.code) as printed_code, b.id as book_ref,
    coalesce(nullif(b.legal_name, ''), b.budget_name) as printed_name,
    coalesce(nullif(p.executing_unit, ''), case when (select count(*) from unit where merged_into is null) > 1
        then u.name end, nullif(b.legal_name, ''), b.budget_name) as executing
from project p
join unit u on u.id = p.unit
cross join book b
left join catalog_category_group g on g.code = p.category_group
"""

_PROJECT = """
select c.*, coalesce(s.amount, 0) as amount, coalesce(nullif(c.total_budget, 0), s.amount, 0) as total_or_amount
from fact_project_card c
left join (select project, sum(amount) as amount from expenditure group by project) s on s.project = c.id
"""

# What names a project's document: its name, `#2` for the second project called like that; `number` is its place.
_PROJECT_KEY = """
select b.uuid as book, p.id, p.id as project_ref,
    replace(p.name, '#', '##') || case
        when row_number() over (partition by p.name order by u.code, p.category_group, p.position, p.id) = 1 then ''
        else '#' || row_number() over (partition by p.name order by u.code, p.category_group, p.position, p.id)
    end as project_key,
    row_number() over (order by u.code, p.category_group, p.position, p.id) as number
from project p join unit u on u.id = p.unit cross join book b
"""

_PURCHASE = """
    '[' || r.function || ']' || coalesce(fn.name, '') as function_label, r.function,
    '[' || r.economic || ']' || coalesce(ec.name, '') as economic_label, r.economic,
    r.fund, coalesce(fd.print_name, r.fund) as fund_label, r.source_text, r.position
"""

_PROCUREMENT = """
select b.uuid as book, r.id, u.code as unit_code, u.name as unit_name, b.department_code as department,
    b.budget_name as department_name, coalesce(p.name, '') as project, r.project as project_ref, '' as category,
    '[' || r.catalog_code || ']' || coalesce(pc.name, '') as catalog_label, r.catalog_code, r.item_name,
    r.quantity, r.unit_price, r.quantity * r.unit_price as amount, r.measure, r.for_smes, r.for_micro,
    {purchase}
from procurement r
join unit u on u.id = r.unit
cross join book b
left join project p on p.id = r.project
left join catalog_procurement pc on pc.code = r.catalog_code
left join catalog_function fn on fn.code = r.function
left join catalog_economic ec on ec.code = r.economic
left join catalog_fund fd on fd.code = r.fund
"""

_SERVICE = """
select b.uuid as book, r.id, u.code as unit_code, u.name as unit_name, b.department_code as department,
    b.budget_name as department_name, coalesce(p.name, '') as project, r.project as project_ref, '' as category,
    case when r.in_procurement = 1 then '是' else '否' end as in_procurement_label, r.in_procurement,
    r.content, r.quantity, r.amount, r.level1, r.level2, r.level3,
    {purchase}
from service_purchase r
join unit u on u.id = r.unit
cross join book b
left join project p on p.id = r.project
left join catalog_function fn on fn.code = r.function
left join catalog_economic ec on ec.code = r.economic
left join catalog_fund fd on fd.code = r.fund
"""

_COST_ITEM = """
select b.uuid as book, c.id, c.project as project_ref, p.name as project, c.item, c.basis, c.position,
    u.code as unit_code
from cost_item c join project p on p.id = c.project join unit u on u.id = p.unit cross join book b
"""

_ASSET = """
select b.uuid as book, a.id, a.project as project_ref, p.name as project, a.name, a.quantity_text, a.amount, a.position
from asset_plan a join project p on p.id = a.project cross join book b
"""

# `number` is the printed one: the place among the objectives of the same project and term.
_OBJECTIVE = """
select b.uuid as book, o.id, o.project as project_ref, coalesce(p.name, '') as project, o.term, o.text,
    coalesce(o.weight_share, 0) as weight_share, o.position,
    row_number() over (partition by o.project, o.term order by o.position, o.id) as number
from objective o left join project p on p.id = o.project cross join book b
"""

# Long-term and yearly objectives with the same number side by side.
_GOAL = """
select o.book, coalesce(max(case when o.term = 'long' then o.id end), max(o.id)) as id, o.project_ref, o.project,
    o.number,
    max(case when o.term = 'long' then o.id end) as long_ref,
    coalesce(max(case when o.term = 'long' then o.text end), '') as long_text,
    max(case when o.term = 'annual' then o.id end) as annual_ref,
    coalesce(max(case when o.term = 'annual' then o.text end), '') as annual_text
from fact_objective o group by o.book, o.project_ref, o.project, o.number
"""

_INDICATOR = """
select o.book, i.id, o.id as objective_ref, o.project_ref, o.project, o.term, o.number, o.text as objective_text,
    o.weight_share, i.level1, i.level2, i.level3, i.value_prior2, i.value_prior1, i.value_now,
    coalesce(i.weight, 0) as weight, i.basis, i.position, o.position as objective_position
from indicator i join fact_objective o on o.id = i.objective
"""

_PRIOR = """
select b.uuid as book, r.id, coalesce(u.code, '') as unit_code, r.measure, r.year, r.stage,
    cast(b.year - r.year as text) as ago, r.value as amount, r.position
from prior_figure r cross join book b left join unit u on u.id = r.unit
"""

_PROJECT_YEAR = """
select b.uuid as book, y.id, p.name as project, y.project as project_ref, y.year, cast(b.year - y.year as text) as ago,
    y.budget, y.executed, y.executed_to_date, y.as_of
from project_year y join project p on p.id = y.project cross join book b
"""

_CONTROL = """
select b.uuid as book, c.id, c.round, u.code as unit_code, coalesce(c.nature, '') as nature,
    coalesce(p.name, '') as project,
    c.fund, c.amount, c.position
from control c join unit u on u.id = c.unit left join project p on p.id = c.project cross join book b
"""

_NARRATIVE = "select b.uuid as book, n.id, n.topic, n.text from narrative n cross join book b"

_PENDING = """
select b.uuid as book, n.id, n.table_name, n.row_id, n.column_name, n.text, n.reason from pending n cross join book b
"""

_HEADCOUNT = """
select b.uuid as book, h.id, u.code as unit_code, u.name as unit_name, h.kind, h.authorised, h.actual, h.as_of
from headcount h join unit u on u.id = h.unit cross join book b
"""

# Code lists of which facts want no more than the names: empty where the pack has none.
NAMED_CATALOGS = frozenset({"procurement"})

# The ledger table behind each fact whose rows can be typed into from a form.
TABLES = {
    "line": "expenditure",
    "funding": "funding",
    "project": "project",
    "procurement": "procurement",
    "service": "service_purchase",
    "cost_item": "cost_item",
    "asset": "asset_plan",
    "objective": "objective",
    "indicator": "indicator",
    "prior": "prior_figure",
    "book": "book",
    "narrative": "narrative",
}


def fact_views(pack: Pack) -> dict[str, str]:
    """Name → SQL of every fact view, in an order in which each reads only those before it.

    Code columns get their ancestors beside them: function_1 (类), function_2 (款), function_3 (项), by the lengths
    of the pack's catalogs; '' where a code is shorter.
    """
    levels = {name: code_levels(pack, "e", name) for name in ("function", "economic")}
    views = {
        "book": _BOOK,
        "unit": _UNIT,
        "line": _LINE.format(amount="e.amount, ", **levels),
        "line_card": _LINE.format(amount="", **levels),
        "funding": _FUNDING,
        "project_card": _PROJECT_CARD,
        "project": _PROJECT,
        "project_key": _PROJECT_KEY,
        "procurement": _PROCUREMENT.format(purchase=_PURCHASE),
        "service": _SERVICE.format(purchase=_PURCHASE),
        "cost_item": _COST_ITEM,
        "asset": _ASSET,
        "objective": _OBJECTIVE,
        "goal": _GOAL,
        "indicator": _INDICATOR,
        "prior": _PRIOR,
        "project_year": _PROJECT_YEAR,
        "control": _CONTROL,
        "narrative": _NARRATIVE,
        "pending": _PENDING,
        "headcount": _HEADCOUNT,
    }
    return {f"fact_{name}": sql.strip() for name, sql in views.items()}


def code_levels(pack: Pack, table: str, name: str) -> str:
    """The ancestors of a code column, as select columns name_1, name_2 …; '' where the code is shorter.

    Raises PackError when the pack has no such code list with levels.
    """
    catalog, expression = pack.catalogs.get(name), f"{table}.{name}"
    if catalog is None or not catalog.info.lengths:
        raise PackError(f"表样包缺少分级的编码表 {name}（pack.toml 的 [catalog.{name}] 须有 lengths）。")
    return ", ".join(
        f"case when length({expression}) >= {length} then substr({expression}, 1, {length}) else '' end "
        f"as {name}_{level}"
        for level, length in enumerate(catalog.info.lengths, start=1)
    )


def catalog_columns(catalog: Catalog) -> tuple[str, ...]:
    """Columns of the TEMP table `catalog_<id>` of a code list, before `own` (1: added by the book)."""
    extra = tuple(field for field in catalog.fields if field not in ("code", "name", "level", "parent"))
    return ("code", "name", "level", "parent", *extra)
