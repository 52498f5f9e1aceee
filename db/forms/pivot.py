"""A pivot as SQL: rows by a classification, by unit, from a fixed list, or one; amounts are filters over facts."""

from db.definitions import Column, FixedRow, Pivot
from db.errors import PackError
from db.forms.amounts import Leaf, Share, filters, fixed_cell, parts, share_sql
from db.forms.stages import Columns, Stage
from db.forms.sums import source
from db.forms.where import condition, dimensions, literal, name, storage, values
from db.pack import Pack

RELATION: Columns = (("book", "text"), ("ordinal", "integer"), ("row_kind", "text"), ("row_key", "text"))


def pivot_stage(form: Pivot, pack: Pack, relation: str) -> Stage:
    """The stage of a pivot. Its rows: book, ordinal, row_kind, row_key, then the form's columns."""
    place = f"forms/{form.id}"
    columns: Columns = (*RELATION, *((name(column.id, place), storage(column.type)) for column in form.columns))
    if form.rows.by == "list":
        sql = _fixed(form, pack, place)
    elif form.rows.by == "unit":
        sql = _by_unit(form, pack, place)
    elif form.rows.by == "single":
        sql = _single(form, pack, place)
    else:
        sql = _by_code(form, pack, place)
    return Stage(relation, sql, columns)


def _grouped(form: Pivot, pack: Pack, rows: tuple[str, ...], place: str) -> str:
    """The facts of the form's scope, summed over what its rows and columns look at; only what some column shows."""
    leaves = filters(form.columns)
    by = tuple(dict.fromkeys(("book", *rows, *dimensions((leaf.where for leaf in leaves), place))))
    shown = " or ".join(f"({condition(leaf.where or {}, place)})" for leaf in leaves) or "0"
    facts = source(form.origin, {*by, *form.scope}, pack, place)
    return (
        f"select {', '.join(by)}, sum(amount) as amount from {facts} "
        f"where {condition(form.scope, place)} and ({shown}) group by {', '.join(by)} having sum(amount) <> 0"
    )


def leaf_sums(columns: tuple[Column, ...], place: str, amount: str = "amount") -> str:
    """One summed expression for each leaf column, each preceded by a comma."""
    return "".join(
        f", coalesce(sum(case when {condition(leaf.where or {}, place)} then {amount} else 0 end), 0) as {leaf.id}"
        for leaf in filters(columns)
    )


def column_values(columns: tuple[Column, ...], place: str, code: str, title: str) -> str:
    """The form's columns from rows `r` that have `code`, `name` and the leaf sums."""
    found = []
    for column in columns:
        if column.role:
            expression = code if column.role == "code" else title
        elif column.where is None and not column.sum:
            raise PackError(f"{place}：栏“{column.id}”没有说明取什么数（role、where 或 sum）。")
        else:
            expression = " + ".join(f"r.{part.id}" for part in parts(columns, column, place))
        found.append(f"{expression} as {column.id}")
    return ", ".join(found)


def _by_code(form: Pivot, pack: Pack, place: str) -> str:
    by = form.rows.by
    lengths = pack.catalogs[by].info.lengths
    levels = form.rows.levels or tuple(range(1, len(lengths) + 1))
    if not set(levels) <= set(range(1, len(lengths) + 1)):
        raise PackError(f"{place}：rows.levels 超出了编码表 {by} 的级数。")
    sums = leaf_sums(form.columns, place)
    selects = []
    if form.rows.total:
        selects.append(f"select book, 'total' as row_kind, 'total' as row_key, '' as code{sums} from g group by book")
    selects += [
        f"select book, 'level{level}' as row_kind, {by}_{level} as row_key, {by}_{level} as code{sums} "
        f"from g where {by}_{level} <> '' group by book, {by}_{level}"
        for level in levels
    ]
    title = f"case when r.row_kind = 'total' then {literal(form.rows.total)} else coalesce(c.name, '') end"
    return (
        f"with g as ({_grouped(form, pack, tuple(f'{by}_{level}' for level in levels), place)}), "
        f"r as ({' union all '.join(selects)}) "
        "select r.book, row_number() over (partition by r.book order by "
        "case when r.row_kind = 'total' then 0 else 1 end, r.row_key) as ordinal, r.row_kind, r.row_key, "
        f"{column_values(form.columns, place, 'r.code', title)} "
        f"from r left join catalog_{by} c on c.code = r.code order by r.book, 2"
    )


def _by_unit(form: Pivot, pack: Pack, place: str) -> str:
    sums = leaf_sums(form.columns, place)
    zero = "".join(f", coalesce(s.{leaf.id}, 0) as {leaf.id}" for leaf in filters(form.columns))
    added = "".join(f", sum({leaf.id}) as {leaf.id}" for leaf in filters(form.columns))
    total = literal(form.rows.total)
    return (
        f"with g as ({_grouped(form, pack, ('unit_code',), place)}), "
        f"s as (select book, unit_code{sums} from g group by book, unit_code), "
        f"u as (select f.book, f.unit_code, f.unit_name, f.department, f.department_name, f.position{zero} "
        "from fact_unit f left join s on s.book = f.book and s.unit_code = f.unit_code), "
        f"r as (select book, 0 as rank, 'total' as row_kind, 'total' as row_key, '' as code, {total} as name{added} "
        "from u group by book "
        f"union all select book, 1, 'department', department, department, department_name{added} "
        "from u group by book, department, department_name "
        "union all select book, 2, 'unit', unit_code, unit_code, unit_name"
        f"{''.join(f', {leaf.id}' for leaf in filters(form.columns))} from u), "
        "k as (select r.*, row_number() over (partition by book, row_key order by rank) as again from r) "
        "select r.book, row_number() over (partition by r.book order by r.rank, r.code) as ordinal, r.row_kind, "
        "case when r.again = 1 then r.row_key else r.row_key || '#' || r.again end as row_key, "
        f"{column_values(form.columns, place, 'r.code', 'r.name')} from k r order by r.book, 2"
    )


def _single(form: Pivot, pack: Pack, place: str) -> str:
    sums = leaf_sums(form.columns, place)
    return (
        f"with g as ({_grouped(form, pack, (), place)}), r as (select book{sums} from g group by book) "
        "select r.book, 1 as ordinal, 'row' as row_kind, 'row' as row_key, "
        f"{column_values(form.columns, place, literal(''), literal(''))} from r order by r.book"
    )


def _fixed(form: Pivot, pack: Pack, place: str) -> str:
    """A fixed list: every leaf is summed in one pass over its facts (CTE `t_<origin>`), then the rows pick theirs."""
    cells = {
        (row.key, column.id): fixed_cell(form, row, column, place)[1]
        for row in form.fixed
        for column in form.columns
        if not _is_text(column)
    }
    leaves = tuple(dict.fromkeys(_named(leaf) for what in cells.values() for leaf in _all_leaves(what)))
    numbers = {leaf: f"c{number}" for number, leaf in enumerate(leaves)}
    origins = tuple(dict.fromkeys(name(origin, place) for origin, _ in leaves))
    tables = [_one_pass(form, pack, origin, numbers, place) for origin in origins]
    joins = "".join(f" left join t_{origin} on t_{origin}.book = b.book" for origin in origins)
    sums = "".join(f", coalesce({number}, 0) as {number}" for number in numbers.values())
    tables.append(f"w as materialized (select b.book{sums} from fact_book b{joins})")
    listed, shown = [], []
    for ordinal, row in enumerate(form.fixed, start=1):
        texts = "".join(
            f", {literal(_text(row, column))} as {column.id}" for column in form.columns if _is_text(column)
        )
        listed.append(f"select {ordinal} as ordinal, {literal(row.key)} as row_key{texts}")
    for column in form.columns:
        if _is_text(column):
            shown.append(f"l.{column.id}")
        else:
            picked = "".join(
                f" when {ordinal} then {_amount(cells[row.key, column.id], numbers)}"
                for ordinal, row in enumerate(form.fixed, start=1)
            )
            shown.append(f"case l.ordinal{picked} end as {column.id}")
    # The sums are named once: SQLite reads a table's select anew wherever it is named, thirty rows deep.
    tables.append(f"l as ({' union all '.join(listed)})")
    return (
        f"with {', '.join(tables)} select w.book, l.ordinal, 'row' as row_kind, l.row_key, {', '.join(shown)} "
        "from w cross join l order by 1, 2"
    )


def _is_text(column: Column) -> bool:
    return storage(column.type) == "text"


def _text(row: FixedRow, column: Column) -> str:
    text = row.cells.get(column.id, "")
    return text if isinstance(text, str) else ""


# A leaf as something that can be looked up: its fact, and its filter as sorted pairs.
NamedLeaf = tuple[str, tuple[tuple[str, tuple[str, ...]], ...]]


def _named(leaf: Leaf) -> NamedLeaf:
    return leaf.origin, tuple(sorted((column, values(wanted)) for column, wanted in leaf.where.items()))


def _one_pass(form: Pivot, pack: Pack, origin: str, numbers: dict[NamedLeaf, str], place: str) -> str:
    """CTE `t_<origin>`: one row a book, one column a leaf of that fact."""
    wheres = {number: dict(leaf[1]) for leaf, number in numbers.items() if leaf[0] == origin}
    by = tuple(dict.fromkeys(("book", *dimensions(wheres.values(), place))))
    facts = source(origin, {*by, *form.scope}, pack, place)
    sums = "".join(
        f", sum(case when {condition(where, place)} then amount else 0 end) as {number}"
        for number, where in wheres.items()
    )
    return (
        f"t_{origin} as materialized (select book{sums} from (select {', '.join(by)}, sum(amount) as amount "
        f"from {facts} where {condition(form.scope, place)} group by {', '.join(by)}) group by book)"
    )


def _all_leaves(what: tuple[Leaf, ...] | Share) -> tuple[Leaf, ...]:
    return what.part + what.whole if isinstance(what, Share) else what


def _sum(leaves: tuple[Leaf, ...], numbers: dict[NamedLeaf, str]) -> str:
    return " + ".join(numbers[_named(leaf)] for leaf in leaves) or "0"


def _amount(what: tuple[Leaf, ...] | Share, numbers: dict[NamedLeaf, str]) -> str:
    if isinstance(what, Share):
        return share_sql(_sum(what.part, numbers), _sum(what.whole, numbers))
    return _sum(what, numbers)
