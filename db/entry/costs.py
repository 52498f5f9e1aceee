"""Lines of project spending and the cost items they stand on.

A cost item is (project, 项目内容, 测算依据). A line finds it or makes it; one that no line stands on is a row of the
tab itself, with an empty amount. Lines and cost items share one sequence of ids.
"""

from collections.abc import Mapping

from db.definitions import Entry
from db.entry import pending, rows, unverified
from db.entry.cells import Value
from db.entry.rows import COST_ITEM, Row
from db.entry.settle import Desk, Reading, place_row

_NAMING = ("unit", "project", "item", "basis")


def settle_line(desk: Desk, entry: Entry, row: Row, reading: Reading, texts: Mapping[str, str]) -> tuple[str, int]:
    """Put a row of the tab where it belongs: a line, a draft, or a bare cost item. Its table and id from now on."""
    before = cost_item_of(desk, entry, row)
    if names_item(reading) and not says_more(entry, reading):
        after = row.id if row.table == COST_ITEM else None
        if row.table != COST_ITEM:
            _remove_line(desk, row)
        after = _bare(desk, entry, reading, after)
        _drop_other(desk, entry, before, after)
        return COST_ITEM, after
    if row.table == COST_ITEM:
        if any(name in reading.faults for name in _NAMING):
            desk.connection.execute("delete from cost_item where id = ?", (row.id,))
            line_id = row.id
        else:
            line_id = desk.fresh_id(entry)
        row = Row(entry.table, line_id, desk.next_position(entry), None)
    if not reading.faults or all(desk.store(entry).can_be_empty(name) for name in reading.faults):
        reading.values["cost_item"] = find_or_create(desk, entry, reading.values, row.id)
    place_row(desk, entry, row, reading, texts)
    reading.values.pop("cost_item", None)
    placed = rows.one_row(desk.connection, entry, row.table, row.id)
    _drop_other(desk, entry, before, cost_item_of(desk, entry, placed) if placed else None)
    return row.table, row.id


def cost_item_of(desk: Desk, entry: Entry, row: Row) -> int | None:
    """The cost item that a row stands on, or that a draft names."""
    if row.table == COST_ITEM:
        return row.id
    if row.values is None:
        return rows.cost_item_named(desk.connection, row, entry, desk.context) if row.waiting else None
    (found,) = desk.connection.execute("select cost_item from expenditure where id = ?", (row.id,)).fetchone()
    return int(found)


def find_or_create(desk: Desk, entry: Entry, values: Mapping[str, Value], line: int = 0) -> int:
    """Row id of the cost item of that project, content and basis. `line`: id of a line about to be written."""
    key = (values["project"], values.get("item") or "", values.get("basis") or "")
    found = desk.connection.execute(
        "select id from cost_item where project = ? and item = ? and basis = ?", key
    ).fetchone()
    if found:
        return int(found[0])
    made = max(rows.next_row_id(desk.connection, entry), line + 1, desk.reserved + 1)
    desk.connection.execute(
        "insert into cost_item (id, project, item, basis, position)"
        " values (?, ?, ?, ?, (select ifnull(max(position), 0) + 1 from cost_item))",
        (made, *key),
    )
    return made


def drop_if_bare(desk: Desk, entry: Entry, cost_item: int) -> None:
    """Remove a cost item when no line stands on it and no draft names it."""
    (lines,) = desk.connection.execute("select count(*) from expenditure where cost_item = ?", (cost_item,)).fetchone()
    named = (
        rows.cost_item_named(desk.connection, row, entry, desk.context)
        for row in rows.drafts_of(desk.connection, entry)
    )
    if not lines and cost_item not in named:
        desk.connection.execute("delete from cost_item where id = ?", (cost_item,))


def names_item(reading: Reading) -> bool:
    """Do the cells name a cost item: a project, and content or basis?"""
    named = isinstance(reading.values.get("project"), int) and not any(it in reading.faults for it in _NAMING)
    return named and bool(reading.values.get("item") or reading.values.get("basis"))


def says_more(entry: Entry, reading: Reading) -> bool:
    """Does any cell beyond the cost item's own say something? Defaults say nothing."""
    for column in entry.columns:
        if column.id in _NAMING:
            continue
        if column.id in reading.faults:
            if reading.faults[column.id].text:
                return True
        elif reading.values.get(column.id) not in (None, "", column.default):
            return True
    return False


def _bare(desk: Desk, entry: Entry, reading: Reading, own: int | None) -> int:
    """The bare cost item that the cells name; `own` is renamed to it unless another has that name already."""
    found = find_or_create(desk, entry, reading.values) if own is None else own
    if own is not None:
        key = (reading.values["project"], reading.values.get("item") or "", reading.values.get("basis") or "")
        other = desk.connection.execute(
            "select id from cost_item where project = ? and item = ? and basis = ? and id <> ?", (*key, own)
        ).fetchone()
        if other:
            return int(other[0])
        desk.connection.execute("update cost_item set project = ?, item = ?, basis = ? where id = ?", (*key, own))
    return found


def _remove_line(desk: Desk, row: Row) -> None:
    if row.values is not None:
        desk.connection.execute("delete from expenditure where id = ?", (row.id,))
    pending.drop(desk.connection, row.table, row.id)
    unverified.drop(desk.connection, row.table, row.id)


def _drop_other(desk: Desk, entry: Entry, before: int | None, after: int | None) -> None:
    if before is not None and before != after:
        drop_if_bare(desk, entry, before)
