"""Spending lines summed once over what most forms and checks look at: a keystroke groups the ledger twice.

Each sum groups by the ledger's own narrow columns, which an index can hand over in order, and only then puts codes
and names beside them.
"""

from collections.abc import Collection

from db.forms.facts import code_levels
from db.forms.stages import Columns, Stage
from db.forms.where import name
from db.pack import Pack

# `id`: the first line of its group, by which a finding names a place; `lines`: how many there are; `zeros`: of nothing.
# `project_ref`: the project that the lines are of, 0 for none; a sum by function is kept for each.
_NUMBERS = (
    "sum(amount) as amount, min(id) as id, count(*) as lines, min(amount) as least, "
    "sum(case when amount = 0 then 1 else 0 end) as zeros"
)

_COUNTED = ("amount", "id", "lines", "least", "zeros")

_UNIT = ("book", "unit_code", "unit_kind", "department")

_SQL = {
    "sum_by_function": """
select b.uuid as book, u.code as unit_code, u.kind as unit_kind, b.department_code as department, e.nature,
    coalesce(p.category_group, '') as category,
    case when e.nature = 'project' then coalesce(g.summary_row, '') else e.nature end as summary,
    e.function, {levels}, e.fund, coalesce(f.grant, '') as is_grant, e.source,
    e.amount, e.id, e.lines, e.least, e.zeros, coalesce(e.project, 0) as project_ref
from (
    select function, nature, fund, source, unit, project, {numbers} from expenditure
    group by function, nature, fund, source, unit, project
) e
join unit u on u.id = e.unit
cross join book b
left join project p on p.id = e.project
left join catalog_category_group g on g.code = p.category_group
left join catalog_fund f on f.code = e.fund
""",
    "sum_by_economic": """
select b.uuid as book, u.code as unit_code, u.kind as unit_kind, b.department_code as department, e.nature,
    e.economic, {levels}, e.fund, coalesce(f.grant, '') as is_grant, e.source,
    e.amount, e.id, e.lines, e.least, e.zeros
from (
    select economic, nature, fund, source, unit, {numbers} from expenditure
    group by economic, nature, fund, source, unit
) e
join unit u on u.id = e.unit
cross join book b
left join catalog_fund f on f.code = e.fund
""",
}

# What income follows that holds no amount of its own.
_BY_FUND = """
select book, unit_code, fund, sum(amount) as amount from sum_by_function where source = 'current'
group by book, unit_code, fund
"""


# The people of a unit and of those merged into it: half a dozen checks ask, and they hardly ever change.
# `staff`: who is in a post; `_posts`: posts, filled or not.
_PEOPLE = """
select b.uuid as book, d.code as unit_code,
    sum(case when h.kind in ('administrative', 'institution', 'worker') then h.actual else 0 end) as staff,
    sum(case when h.kind = 'retired' then h.actual else 0 end) as retired,
    sum(case when h.kind = 'administrative' then h.authorised + h.actual else 0 end) as administrative_posts,
    sum(case when h.kind = 'institution' then h.authorised + h.actual else 0 end) as institution_posts
from headcount h join unit u on u.id = h.unit join unit d on d.id = coalesce(u.merged_into, u.id) cross join book b
group by b.uuid, d.code
"""


def _columns(pack: Pack) -> dict[str, tuple[str, ...]]:
    """Name → columns of each sum, without its amount."""
    functions, economics = (
        (catalog, *(f"{catalog}_{level}" for level, _ in enumerate(pack.catalogs[catalog].info.lengths, start=1)))
        for catalog in ("function", "economic")
    )
    return {
        "sum_by_function": (*_UNIT, "nature", "category", "summary", *functions, "fund", "is_grant", "source"),
        "sum_by_economic": (*_UNIT, "nature", *economics, "fund", "is_grant", "source"),
    }


def sum_stages(pack: Pack) -> tuple[Stage, ...]:
    """The sums as stages: their columns, then amount, id, lines, least, zeros; the sum of a unit's fund; its people."""
    numbers = {"sum_by_function": (*_COUNTED, "project_ref"), "sum_by_economic": _COUNTED}
    made = [
        Stage(
            sum_name,
            _SQL[sum_name]
            .format(levels=code_levels(pack, "e", sum_name.removeprefix("sum_by_")), numbers=_NUMBERS)
            .strip(),
            (*((column, "text") for column in columns), *((number, "integer") for number in numbers[sum_name])),
        )
        for sum_name, columns in _columns(pack).items()
    ]
    by_fund: Columns = (("book", "text"), ("unit_code", "text"), ("fund", "text"), ("amount", "integer"))
    people: Columns = (
        ("book", "text"), ("unit_code", "text"), ("staff", "integer"), ("retired", "integer"),
        ("administrative_posts", "integer"), ("institution_posts", "integer"),
    )  # fmt: skip
    by_unit = Stage("fact_people", _PEOPLE.strip(), people)
    return (*made, Stage("sum_by_fund", _BY_FUND.strip(), by_fund), by_unit)


def source(origin: str, wanted: Collection[str], pack: Pack, place: str) -> str:
    """What to sum for a filter over `wanted` columns of a fact: one of the sums when it has them all, else the fact."""
    if origin == "line":
        for sum_name, columns in _columns(pack).items():
            if set(wanted) <= set(columns):
                return sum_name
    return f"fact_{name(origin, place)}"
