"""The rows of an entry tab as they are now: ledger rows with what their foreign keys lead to, and drafts."""

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from db.definitions import Entry, EntryColumn
from db.entry import pending
from db.entry.cells import Figure, Value, print_cell
from db.entry.lookup import Context
from db.entry.pending import Waiting

COST_ITEM = "cost_item"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of an entry tab. `values` by column id; None: a draft, of which only texts exist."""

    table: str
    id: int
    position: int
    values: Mapping[str, Value] | None
    waiting: Mapping[str, Waiting] = field(default_factory=dict)

    @property
    def follows(self) -> bool:
        """Does a draft's column with `default_from` still follow?"""
        return pending.FOLLOWS in self.waiting

    def text(self, column: EntryColumn, context: Context) -> str:
        """What the cell says, as it would be typed: the text that waits, or the printed value."""
        waiting = self.waiting.get(column.id)
        if waiting is not None:
            return waiting.text
        value = self.values.get(column.id) if self.values is not None else None
        if column.type == "amount" and self.values is not None and self.values.get("automatic") == 1:
            return ""
        return print_cell(column, value, context)

    def texts(self, entry: Entry, context: Context) -> dict[str, str]:
        """The texts of all cells by column id."""
        return {column.id: self.text(column, context) for column in entry.columns}


def has_cost_items(entry: Entry) -> bool:
    """Is each row of that tab a line of a cost item?"""
    return any(column.via == COST_ITEM for column in entry.columns)


def columns_of(connection: sqlite3.Connection, table: str) -> dict[str, tuple[bool, str | None]]:
    """Columns of a ledger table: may it be NULL, and its default as SQL."""
    return {name: (not notnull, default) for _, name, _, notnull, default, _ in connection.execute(
        f"pragma main.table_info({table})")}  # fmt: skip


def all_rows(connection: sqlite3.Connection, entry: Entry, context: Context) -> list[Row]:
    """The rows of a tab in order: ledger rows and drafts by position, then cost items that no line stands on."""
    waiting = pending.of_table(connection, entry.table)
    rows = [Row(entry.table, row_id, position, values, waiting.get(row_id, {}))
            for row_id, position, values in _ledger_rows(connection, entry)]  # fmt: skip
    drafts = _drafts(entry, waiting)
    if drafts:
        rows = sorted(rows + drafts, key=lambda row: (row.position, row.id))
    if has_cost_items(entry):
        rows += _bare_cost_items(connection, entry, context, drafts)
    return rows


def drafts_of(connection: sqlite3.Connection, entry: Entry) -> list[Row]:
    """The drafts of a tab, in no order."""
    return _drafts(entry, pending.of_table(connection, entry.table))


def _drafts(entry: Entry, waiting: Mapping[int, pending.Cells]) -> list[Row]:
    return [
        Row(entry.table, row_id, int(cells[pending.POSITION].text), None, cells)
        for row_id, cells in waiting.items()
        if pending.ENTRY in cells and cells[pending.ENTRY].text == entry.id
    ]


def one_row(connection: sqlite3.Connection, entry: Entry, table: str, row_id: int) -> Row | None:
    """One row of a tab, or None when it is neither in the ledger nor a draft there."""
    waiting = pending.of_row(connection, table, row_id)
    if pending.ENTRY in waiting:
        if waiting[pending.ENTRY].text != entry.id:
            return None
        return Row(table, row_id, int(waiting[pending.POSITION].text), None, waiting)
    if table == COST_ITEM and entry.table != COST_ITEM:
        bare = _select_bare(connection, row_id)
        return next((Row(table, it, position, values, waiting) for it, position, values in bare), None)
    for found, position, values in _ledger_rows(connection, entry, row_id):
        return Row(table, found, position, values, waiting)
    return None


def next_row_id(connection: sqlite3.Connection, entry: Entry) -> int:
    """The id the next new row of a tab will have. Lines and cost items share one sequence: both are rows of one tab."""
    tables = (entry.table, COST_ITEM) if has_cost_items(entry) else (entry.table,)
    highest = 0
    for table in tables:
        (found,) = connection.execute(
            f"select max((select ifnull(max(id), 0) from {table}),"
            " (select ifnull(max(row_id), 0) from pending where table_name = ?))",
            (table,),
        ).fetchone()
        highest = max(highest, found)
    return highest + 1


def row_order(connection: sqlite3.Connection, entry: Entry) -> list[int]:
    """Row ids of a tab in order, drafts included; cost items without a line as negative ids at the end."""
    order = list(positions(connection, entry))
    return order + [-row_id for row_id, _, _ in _select_bare(connection)] if has_cost_items(entry) else order


def positions(connection: sqlite3.Connection, entry: Entry) -> dict[int, int]:
    """Row id → position of the rows that have a place of their own, drafts included, in order."""
    where, bound = _scope(entry)
    found = connection.execute(f"select t.position, t.id from {entry.table} t {where}", bound).fetchall()
    drafts = [(row.position, row.id) for row in drafts_of(connection, entry)]
    return {row_id: position for position, row_id in sorted(found + drafts)}


def is_taken(connection: sqlite3.Connection, table: str, row_id: int) -> bool:
    """Has a row or a draft of the table that id, in whatever tab?"""
    found = connection.execute(
        f"select exists (select 1 from {table} where id = ?1)"
        " or exists (select 1 from pending where table_name = ?2 and row_id = ?1)",
        (row_id, table),
    ).fetchone()
    return bool(found[0])


def last_position(connection: sqlite3.Connection, entry: Entry) -> int:
    """The highest position in a tab; 0 when it is empty."""
    where, bound = _scope(entry)
    (ledger,) = connection.execute(f"select ifnull(max(position), 0) from {entry.table} t {where}", bound).fetchone()
    (draft,) = connection.execute(
        "select ifnull(max(cast(p.text as integer)), 0) from pending p join pending e"
        " on e.table_name = p.table_name and e.row_id = p.row_id and e.column_name = ? and e.text = ?"
        " where p.table_name = ? and p.column_name = ?",
        (pending.ENTRY, entry.id, entry.table, pending.POSITION),
    ).fetchone()
    return max(int(ledger), int(draft))


def _ledger_rows(
    connection: sqlite3.Connection, entry: Entry, row_id: int | None = None
) -> Iterator[tuple[int, int, dict[str, Value]]]:
    known = columns_of(connection, entry.table)
    picked = [_expression(column, entry, known) for column in entry.columns]
    has_typed = "typed" in known
    position = "t.position" if "position" in known else "1"
    where, bound = _scope(entry)
    if row_id is not None:
        where, bound = f"{where} {'and' if where else 'where'} t.id = ?", [*bound, row_id]
    found = connection.execute(
        f"select t.id, {position}, {'t.typed' if has_typed else repr('')}, {', '.join(picked)}"
        f" from {entry.table} t {_joins(entry, known)} {where} order by 2, 1",
        bound,
    )
    amounts = [number for number, column in enumerate(entry.columns, start=3) if column.type == "amount"]
    ids = tuple(column.id for column in entry.columns)
    typed_at = ids.index("amount") + 3 if has_typed else 0
    for record in found.fetchall():
        cells = list(record)
        for number in amounts:
            if cells[number] is not None:
                cells[number] = Figure(cells[number], cells[2] if number == typed_at else "")
        yield cells[0], cells[1], dict(zip(ids, cells[3:], strict=True))


def _expression(column: EntryColumn, entry: Entry, known: Mapping[str, object]) -> str:
    if column.place:
        peers = " and ".join(f"o.{name} is t.{name}" for name in entry.within)
        return (f"(select count(*) from {entry.table} o where {peers}"
                " and (o.position, o.id) <= (t.position, t.id))")  # fmt: skip
    if column.via:
        return f"v_{column.via}.{column.id}"
    if column.id not in known:  # 类别或项目 of a ceiling is either of two columns
        return "coalesce(t.nature, t.project)"
    return f"t.{column.id}"


def _joins(entry: Entry, known: Mapping[str, object]) -> str:
    reached = {column.via: None for column in entry.columns if column.via}
    direct = [f"left join {it} v_{it} on v_{it}.id = t.{it}" for it in reached if it in known]
    # Reached through another table: the project of an indicator is that of its objective.
    beyond = [f"left join {it} v_{it} on v_{it}.id = v_objective.{it}" for it in reached if it not in known]
    return " ".join(direct + beyond)


def _scope(entry: Entry) -> tuple[str, list[str | int]]:
    terms: list[str] = []
    bound: list[str | int] = []
    for column, wanted in entry.scope.items():
        values = [wanted] if isinstance(wanted, str) else list(wanted)
        terms.append(f"t.{column} in ({', '.join('?' * len(values))})")
        bound += values
    return ("where " + " and ".join(terms) if terms else "", bound)


def _select_bare(
    connection: sqlite3.Connection, row_id: int | None = None
) -> Iterator[tuple[int, int, dict[str, Value]]]:
    found = connection.execute(
        "select c.id, c.position, p.unit, c.project, c.item, c.basis"
        " from cost_item c join project p on p.id = c.project"
        " where not exists (select 1 from expenditure e where e.cost_item = c.id) and (?1 is null or c.id = ?1)"
        " order by c.position, c.id",
        (row_id,),
    )
    for cost_item, position, unit, project, item, basis in found.fetchall():
        yield cost_item, position, {"unit": unit, "project": project, "item": item, "basis": basis}


def _bare_cost_items(
    connection: sqlite3.Connection, entry: Entry, context: Context, drafts: list[Row]
) -> Iterator[Row]:
    """Cost items without a line; one that a draft names is already seen in the draft."""
    named = {cost_item_named(connection, row, entry, context) for row in drafts}
    for row_id, position, values in _select_bare(connection):
        if row_id not in named:
            yield Row(COST_ITEM, row_id, position, values, pending.of_row(connection, COST_ITEM, row_id))


def cost_item_named(connection: sqlite3.Connection, row: Row, entry: Entry, context: Context) -> int | None:
    """Row id of the cost item whose project, content and basis a row's texts name; None when there is none."""
    texts = row.texts(entry, context)
    projects = context.lookup.projects_by_text.get(texts.get("project", ""), ())
    for project in projects:
        code = context.lookup.units[context.lookup.projects[project].unit].code
        if texts.get("unit", "") in ("", code):
            found = connection.execute(
                "select id from cost_item where project = ? and item = ? and basis = ?",
                (project, texts.get("item", ""), texts.get("basis", "")),
            ).fetchone()
            return int(found[0]) if found else None
    return None
