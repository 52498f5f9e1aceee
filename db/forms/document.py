"""Documents as stages: one for each block, over the facts of the book or of each project."""

import re

from db.definitions import Block, BlockColumn, Column, Document, Field, FixedRow, Pivot, Rows
from db.errors import PackError
from db.forms.amounts import Leaf, Share, filters, fixed_cell, parts, share_sql
from db.forms.pivot import RELATION, leaf_sums
from db.forms.stages import Columns, Stage
from db.forms.sums import source
from db.forms.where import condition, dimensions, literal, name, storage
from db.pack import Pack

# The columns that the relation of a list in sections has before its own.
SECTION_COLUMNS: Columns = (("number", "integer"), ("text", "text"))

Cells = dict[tuple[str, str], tuple[Leaf, ...] | Share]  # (row key, column id) -> what the number is made of

_IN_TEXT = re.compile(r"\{([a-z0-9_]+)\}")


def block_relation(form: Document, block: Block) -> str:
    """The name of a block's relation."""
    return f"form_{form.id}_{block.id}"


def document_stages(form: Document, pack: Pack) -> tuple[Stage, ...]:
    """The stages of a document's blocks. Rows: book, [project,] ordinal, row_kind, row_key, then the block's columns.

    `project` is the project's name, with `#2` for a second one called so; `ordinal` counts within the document.
    Raises PackError when a block's cells do not fill the grid.
    """
    _check_grid(form)
    return tuple(
        Stage(block_relation(form, block), _sql(form, block, pack), relation_columns(form, block))
        for block in form.blocks
    )


def relation_columns(form: Document, block: Block) -> Columns:
    """All columns of a block's relation."""
    place = _place(form, block)
    project: Columns = (("project", "text"),) if form.per else ()
    sections = SECTION_COLUMNS if block.section else ()
    own = block.fields or block.columns
    shown: Columns = tuple((name(column.id, place), storage(column.type)) for column in own)
    return (*RELATION[:1], *project, *RELATION[1:], *sections, *shown)


def refs_sql(form: Document, block: Block) -> tuple[str, tuple[str, ...]]:
    """A select of project key, row_kind, row_key, id, and the ids that the refs name; and the refs.

    In a fields block a ref is a field: the id of the row it is read from.
    """
    refs = _refs(block)
    shown = ", ".join(("n.id", *(f"n.ref_{ref}" for ref in refs)))
    project = "n.project_key" if form.per else "''"
    if block.kind == "fields":
        ids = "".join(f", {_field_ref(field, _place(form, block))}" for field in block.fields)
        key, base, _ = _base(form, block.records)
        sql = f"select {key or literal('')}, 'row', 'row', r.id{ids} {base}"
        return sql, tuple(field.id for field in block.fields)
    return f"{_ranked(form, block)} select {project}, n.row_kind, {_KEY}, {shown} from n", refs


def as_pivot(form: Document, block: Block) -> Pivot:
    """A block with fixed rows as the pivot it is."""
    return Pivot(
        id=form.id, number_line="", title="", short="", contents="", columns=block.columns, rows=Rows(by="list"),
        fixed=block.fixed,
    )  # fmt: skip


def pivot_leaves(form: Document, block: Block) -> Cells:
    """What each number of a block with fixed rows is made of, by row key and column."""
    pivot = as_pivot(form, block)
    place = _place(form, block)
    return {
        (row.key, column.id): fixed_cell(pivot, row, column, place)[1]
        for row in block.fixed
        for column in block.columns
        if storage(column.type) == "integer"
    }


def _place(form: Document, block: Block) -> str:
    return f"forms/{form.id} {block.id}"


def _check_grid(form: Document) -> None:
    width = len(form.grid)
    for block in form.blocks:
        side = 1 if block.side else 0
        widths = [sum(place.span for place in row) for row in block.places]
        if block.columns:
            widths.append(side + sum(column.span for column in block.columns))
        if any(wide != width for wide in widths):
            raise PackError(f"{_place(form, block)}：各格的宽度（span）合计应为 {width} 栏，现为 {widths}。")


def _sql(form: Document, block: Block, pack: Pack) -> str:
    if block.kind == "fields":
        return _fields(form, block)
    return _pivot(form, block, pack) if block.kind == "pivot" else _list(form, block)


def _base(form: Document, records: str) -> tuple[str, str, str]:
    """Project key, the `from` of one row `r` for each document, and its order."""
    if not form.per:
        return "", f"from fact_{records or 'book'} r", "r.book"
    return (
        "d.project_key",
        f"from fact_project_key d join fact_{records or 'project'} r on r.id = d.project_ref",
        "r.book, d.number",
    )


def _fields(form: Document, block: Block) -> str:
    place = _place(form, block)
    key, base, order = _base(form, name(block.records, place))
    shown = ", ".join(f"{_field(field, place)} as {field.id}" for field in block.fields)
    project = f", {key} as project" if form.per else ""
    return f"select r.book{project}, 1 as ordinal, 'row' as row_kind, 'row' as row_key, {shown} {base} order by {order}"


def _field(field: Field, place: str) -> str:
    expression = f"r.{name(field.record, place)}"
    if field.origin:
        blank = "''" if storage(field.type) == "text" else "0"
        expression = f"coalesce((select x.{field.record} {_picked(field, place)}), {blank})"
    if not field.ticks:
        return expression
    known = ", ".join(literal(value) for value, _ in field.ticks)
    return f"case when {expression} in ({known}) then {expression} else '' end"


def _picked(field: Field, place: str) -> str:
    return f"from fact_{name(field.origin, place)} x where x.book = r.book and {condition(field.where, place)}"


def _field_ref(field: Field, place: str) -> str:
    """The id of the fact row behind a field."""
    if field.origin:
        return f"(select x.id {_picked(field, place)})"
    return f"r.{name(field.ref, place)}" if field.ref else "r.id"


def _pivot(form: Document, block: Block, pack: Pack) -> str:
    """Fixed rows: each leaf is summed once a document, then rows and shares are put together from the sums."""
    cells = pivot_leaves(form, block)
    leaves = _leaves(cells)
    shown = [
        ", ".join(f"{_fixed_value(row, column, cells, leaves)} as {column.id}" for column in block.columns)
        for row in block.fixed
    ]
    document = ", r.project, r.number" if form.per else ""
    rows = " union all ".join(
        f"select r.book{document}, {ordinal} as ordinal, {literal(row.key)} as row_key, {values} from r"
        for ordinal, (row, values) in enumerate(zip(block.fixed, shown, strict=True), start=1)
    )
    columns = "".join(f", u.{column.id}" for column in block.columns)
    project, order = (", u.project", "u.book, u.number") if form.per else ("", "u.book")
    return (
        f"with {_sums_by_document(form, block, leaves, pack)}, u as ({rows}) select u.book{project}, u.ordinal, "
        f"'row' as row_kind, u.row_key{columns} from u order by {order}, u.ordinal"
    )


def _leaves(cells: Cells) -> dict[str, list[Leaf]]:
    """What has to be summed, by fact."""
    found: dict[str, list[Leaf]] = {}
    for what in cells.values():
        for leaf in (what.part + what.whole) if isinstance(what, Share) else what:
            known = found.setdefault(leaf.origin, [])
            if leaf not in known:
                known.append(leaf)
    return found


def _sums_by_document(form: Document, block: Block, leaves: dict[str, list[Leaf]], pack: Pack) -> str:
    """CTE `r`: a row a document, with a column `line_0`, `line_1` … for each leaf."""
    place = _place(form, block)
    project_ref = ("project_ref",) if form.per else ()
    by = ", ".join(("book", *project_ref))
    sums, joins, values = [], "", []
    for origin, own in leaves.items():
        summed = ", ".join(
            f"sum(case when {condition(leaf.where, place)} then amount else 0 end) as c{number}"
            for number, leaf in enumerate(own)
        )
        looked_at = dimensions((block.scope, *(leaf.where for leaf in own)), place)
        facts = source(origin, (*looked_at, *project_ref), pack, place)
        scoped = f"from {facts} where {condition(block.scope, place)}"
        sums.append(f"s_{origin} as (select {by}, {summed} {scoped} group by {by})")
        same = f" and s_{origin}.project_ref = d.project_ref" if form.per else ""
        joins += f" left join s_{origin} on s_{origin}.book = d.book{same}"
        values += [f", coalesce(s_{origin}.c{number}, 0) as {origin}_{number}" for number in range(len(own))]
    head = ", d.project_key as project, d.number" if form.per else ""
    documents = "fact_project_key" if form.per else "fact_book"
    sums.append(f"r as (select d.book{head}{''.join(values)} from {documents} d{joins})")
    return ", ".join(sums)


def _fixed_value(row: FixedRow, column: Column, cells: Cells, leaves: dict[str, list[Leaf]]) -> str:
    if storage(column.type) == "text":
        text = row.cells.get(column.id, "")
        return literal(text if isinstance(text, str) else "")

    def total(found: tuple[Leaf, ...]) -> str:
        return " + ".join(f"r.{leaf.origin}_{leaves[leaf.origin].index(leaf)}" for leaf in found) or "0"

    what = cells[row.key, column.id]
    return share_sql(total(what.part), total(what.whole)) if isinstance(what, Share) else total(what)


_KEY = "case when n.again = 1 then n.base else n.base || '#' || n.again end"


def _list(form: Document, block: Block) -> str:
    columns = (
        *((column for column, _ in SECTION_COLUMNS) if block.section else ()),
        *(column.id for column in block.columns),
    )
    shown = ", ".join(f"n.v_{column} as {column}" for column in columns)
    project = ", n.project_key as project" if form.per else ""
    order = "n.book, n.document, n.ordinal" if form.per else "n.book, n.ordinal"
    return (
        f"{_ranked(form, block)} select n.book{project}, n.ordinal, n.row_kind, {_KEY} as row_key, {shown} "
        f"from n order by {order}"
    )


def _ranked(form: Document, block: Block) -> str:
    """CTE `n`: the rows of a list with ordinal, the base of their keys and its repetition, ids and printed values."""
    place = _place(form, block)
    by = "book, document" if form.per else "book"
    sort = ("number", "rank") if block.section else ()
    order = ", ".join((*sort, *(f"o_{at}{down}" for at, down in _order(block)), "id"))
    keys = " || '/' || ".join(f"replace(v_{name(key, place)}, '#', '##')" for key in block.keys)
    ordinal = f"row_number() over (partition by {by} order by {order})"
    base = keys or f"'' || {ordinal}"
    if block.section:
        base = f"case when row_kind = 'section' then '' || number else number || '/' || {keys} end"
    selects = [_records(form, block, place)]
    if block.section:
        selects.insert(0, _sections(form, block, place))
    return (
        f"with {_sums(block, place)}v as ({' union all '.join(selects)}), "
        f"k as (select v.*, {ordinal} as ordinal, {base} as base from v), "
        f"n as (select k.*, row_number() over (partition by {by}, base order by ordinal) as again from k)"
    )


def _order(block: Block) -> list[tuple[int, str]]:
    return [(at, " desc" if column.startswith("-") else "") for at, column in enumerate(block.order)]


def _refs(block: Block) -> tuple[str, ...]:
    return tuple(dict.fromkeys(column.ref for column in block.columns if column.ref))


def _source(form: Document, records: str, place: str) -> tuple[str, str]:
    """The head of a list's select and its `from`: fact rows `r`, beside their project's key `d` where there is one."""
    facts = f"fact_{name(records, place)} r"
    if not form.per:
        return "select r.book", f"from {facts}"
    return (
        "select r.book, d.number as document, d.project_key",
        f"from {facts} join fact_project_key d on d.project_ref = r.project_ref",
    )


def _records(form: Document, block: Block, place: str) -> str:
    head, facts = _source(form, block.records, place)
    if filters(block.columns):
        facts += " left join s on s.book = r.book and s.record = r.id"
    shown = [f"'record' as row_kind, {'r.number' if block.section else '0'} as number, 1 as rank, r.id"]
    shown += [f"r.{name(ref, place)} as ref_{ref}" for ref in _refs(block)]
    shown += [f"r.{name(column.lstrip('-'), place)} as o_{at}" for at, column in enumerate(block.order)]
    if block.section:
        shown += ["r.number as v_number, '' as v_text"]
    shown += [f"{_value(block, column, place)} as v_{column.id}" for column in block.columns]
    return f"{head}, {', '.join(shown)} {facts} where {condition(block.scope, place)}"


def _sections(form: Document, block: Block, place: str) -> str:
    assert block.section is not None  # the caller looked
    head, facts = _source(form, block.section.records, place)
    shown = ["'section' as row_kind, r.number as number, 0 as rank, r.id as id"]
    shown += [f"null as ref_{ref}" for ref in _refs(block)]
    shown += [f"0 as o_{at}" for at, _ in _order(block)]
    shown += ["r.number as v_number, r.text as v_text"]
    blanks = ((column.id, "''" if storage(column.type) == "text" else "0") for column in block.columns)
    shown += [f"{blank} as v_{column}" for column, blank in blanks]
    return f"{head}, {', '.join(shown)} {facts} where {condition(block.section.scope, place)}"


def _sums(block: Block, place: str) -> str:
    """CTEs with the amounts of columns that filter facts, by record; '' when there are none."""
    leaves = filters(block.columns)
    if not leaves:
        return ""
    origins = {leaf.origin for leaf in leaves}
    if not block.link or len(origins) > 1:
        raise PackError(f"{place}：按条件取数的栏要有 link，并且只能从一个事实表取数。")
    facts = f"fact_{name(origins.pop(), place)}"
    by = ", ".join(dict.fromkeys((block.link, *dimensions((leaf.where for leaf in leaves), place))))
    return (
        f"g as (select book, {by}, sum(amount) as amount from {facts} where {name(block.link, place)} is not null "
        f"group by book, {by}), "
        f"s as (select book, {block.link} as record{leaf_sums(block.columns, place)} "
        f"from g group by book, {block.link}), "
    )


def _value(block: Block, column: BlockColumn, place: str) -> str:
    if column.text:
        return _composed(column, place)
    if column.record:
        return f"r.{name(column.record, place)}"
    if column.where is None and not column.sum:
        raise PackError(f"{place}：栏“{column.id}”没有说明取什么数（record、text、where 或 sum）。")
    return " + ".join(f"coalesce(s.{part.id}, 0)" for part in parts(block.columns, column, place))


def _composed(column: BlockColumn, place: str) -> str:
    """A text made of fixed words and the record's columns."""
    pieces = []
    for number, piece in enumerate(_IN_TEXT.split(column.text)):
        if number % 2 == 0:
            pieces += [literal(piece)] if piece else []
            continue
        value = f"r.{name(piece, place)}"
        words = "".join(f" when {literal(key)} then {literal(word)}" for key, word in column.words.items())
        pieces.append(f"case {value}{words} else '' || {value} end" if words else f"('' || {value})")
    return " || ".join(pieces) or "''"
