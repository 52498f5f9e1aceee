"""A list as SQL: a row per record, group rows (department, unit, project category) and a total."""

from db.definitions import Column, Listing
from db.errors import PackError
from db.forms.amounts import filters, parts
from db.forms.pivot import RELATION, leaf_sums
from db.forms.stages import Columns, Stage
from db.forms.where import condition, dimensions, literal, name, storage

# Group rows by kind: (key and code, name); each stands before the records of the same unit or category.
_GROUPS = {
    "department": ("department", "department_name"),
    "unit": ("unit_code", "unit_name"),
    "category": ("category", "category_name"),
}


def listing_stage(form: Listing, relation: str) -> Stage:
    """The stage of a list form. Its rows: book, ordinal, row_kind, row_key, then the form's columns.

    Printed order: total, department, then unit by unit, in each category by category, the records in the form's order.
    A record's row_key is its printed key columns joined with `/`, `#` doubled, and `#2` … on repetition.
    """
    place = f"forms/{form.id}"
    columns: Columns = (*RELATION, *((name(column.id, place), storage(column.type)) for column in form.columns))
    shown = ", ".join(f"k.{column.id}" for column in form.columns)
    sql = (
        f"{_ranked(form, place)}, "
        "n as (select k.*, row_number() over (partition by book, base order by ordinal) as again from k) "
        "select k.book, k.ordinal, k.row_kind, "
        f"case when k.again = 1 then k.base else k.base || '#' || k.again end as row_key, "
        f"{shown} from n k order by k.book, k.ordinal"
    )
    return Stage(relation, sql, columns)


def record_ids_sql(form: Listing) -> str:
    """A select of (ordinal, ledger id) of the printed records."""
    return f"{_ranked(form, f'forms/{form.id}')} select ordinal, id from k where id is not null"


def _ranked(form: Listing, place: str) -> str:
    """CTE `k`: every row of the form with its ordinal; group rows have no id."""
    rows = [_records(form, place)]
    if form.total:
        rows.append(_group(form, "total", "''", literal(form.total), ""))
    rows += [_group(form, kind, *_GROUPS[kind], _before(form, kind)) for kind in form.groups]
    return (
        f"with {_values(form, place)}, r as ({' union all '.join(rows)}), "
        # Group codes and record names share one space of keys: a project may be called like a unit's code.
        "k as (select r.*, row_number() over (partition by book order by s1, s2, s3, s4, s5, s6) as ordinal from r)"
    )


def _values(form: Listing, place: str) -> str:
    """CTE `v`: the records with their printed columns."""
    leaves = filters(form.columns)
    facts = f"fact_{name(form.records, place)}"
    shown = [f"{_value(form, column, place)} as v_{column.id}" for column in form.columns]
    joins = ""
    grouped = ""
    if leaves:
        if not form.link:
            raise PackError(f"{place}：有按条件取数的栏，须写 link（事实表中指向记录的栏）。")
        origin = {leaf.origin for leaf in leaves}
        if len(origin) > 1:
            raise PackError(f"{place}：一张清单的栏只能从一个事实表取数。")
        source = f"fact_{name(origin.pop(), place)}"
        by = tuple(dict.fromkeys((form.link, *dimensions((leaf.where for leaf in leaves), place))))
        grouped = (
            f"g as (select book, {', '.join(by)}, sum(amount) as amount from {source} group by book, {', '.join(by)}), "
            f"s as (select book, {form.link} as record{leaf_sums(form.columns, place)} "
            f"from g group by book, {form.link}), "
        )
        joins = " left join s on s.book = f.book and s.record = f.id"
    shown += [f"f.{name(column, place)} as o_{column}" for column in form.order]
    # Any fact can be listed: only group rows need the names of what they stand for.
    taken = dict.fromkeys(("book", "id", "unit_code", *(column for group in form.groups for column in _GROUPS[group])))
    return (
        f"{grouped}v as (select {', '.join(f'f.{column}' for column in taken)}, "
        f"{', '.join(shown)} from {facts} f{joins} where {condition(form.scope, place)})"
    )


def _value(form: Listing, column: Column, place: str) -> str:
    if column.record:
        return f"f.{name(column.record, place)}"
    if column.where is None and not column.sum:
        if column.role:
            return "''"
        raise PackError(f"{place}：栏“{column.id}”没有说明取什么数（record、where 或 sum）。")
    return " + ".join(
        f"f.{part.record}" if part.record else f"coalesce(s.{part.id}, 0)"
        for part in parts(form.columns, column, place)
    )


def _records(form: Listing, place: str) -> str:
    base = " || '/' || ".join(f"v_{name(key, place)}" for key in form.keys)
    unit, category = _sorting(form, "unit_code", "category")
    rank = f"row_number() over (order by {', '.join(f'o_{column}' for column in form.order)}, id)"
    shown = ", ".join(f"v_{column.id} as {column.id}" for column in form.columns)
    return (
        f"select book, 2 as s1, {unit} as s2, {category} as s3, 2 as s4, unit_code as s5, {rank} as s6, id, "
        f"'record' as row_kind, replace({base}, '#', '##') as base, {shown} from v"
    )


def _sorting(form: Listing, unit: str, category: str) -> tuple[str, str]:
    """Sort keys that keep the records below their group rows; a level without group rows does not sort."""
    return unit if "unit" in form.groups else "''", category if "category" in form.groups else "''"


def _before(form: Listing, kind: str) -> str:
    return ", unit_code, unit_name" if kind == "category" and "unit" in form.groups else ""


def _group(form: Listing, kind: str, code: str, title: str, within: str) -> str:
    """The rows of one group kind: code and name in their columns, sums where the form sums."""
    unit, category = _sorting(form, "unit_code", "category")
    places = {
        "total": ("0", "''", "''", "0"),
        "department": ("1", "''", "''", "0"),
        "unit": ("2", unit, "''", "0"),
        "category": ("2", unit if within else "''", category, "1"),
    }
    s1, s2, s3, s4 = places[kind]
    by = "" if kind == "total" else f", {code}, {title}{within}"
    key = "'total'" if kind == "total" else f"replace({code}, '#', '##')"
    shown = ", ".join(f"{_group_value(form, column, kind, code, title)} as {column.id}" for column in form.columns)
    return f"select book, {s1}, {s2}, {s3}, {s4}, '', 0, null, '{kind}', {key}, {shown} from v group by book{by}"


def _group_value(form: Listing, column: Column, kind: str, code: str, title: str) -> str:
    if column.role == "code":
        return code
    if column.role == "name":
        return title
    summed = column.total if column.total is not None else column.type == "amount"
    if storage(column.type) == "text":
        return "''"
    return f"sum(v_{column.id})" if summed and (kind == "total" or form.group_amounts) else "0"
