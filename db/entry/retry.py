"""Rows at fault that another change may have mended: a name they missed is there, a row they collided with is gone."""

from collections.abc import Collection

from db.entry import pending
from db.entry.rows import one_row
from db.entry.settle import NAMING, Desk, settle

_MOST = 300  # more rows at fault than this are not one slip: they wait until they are typed again


def retry(desk: Desk, changed: Collection[str]) -> None:
    """Look again at the rows at fault after those tables have changed. Runs inside an action."""
    counted = {desk.pack.entries[it.entry].table for it in desk.pack.info.counts.values()}
    named = not (NAMING | counted).isdisjoint(changed)
    # Where no row of a table can be in another's way, a change of one mends no other.
    keyed = {it.table for it in desk.pack.entries.values() if it.table in changed and it.key}
    if not named and not keyed:
        return
    at_fault = [it for it in pending.rows_at_fault(desk.connection) if named or it[0] in keyed]
    for table, row_id in at_fault[:_MOST]:
        for entry in desk.pack.entries.values():
            row = one_row(desk.connection, entry, table, row_id) if entry.table == table else None
            if row is not None and (row.values is not None or row.waiting[pending.ENTRY].text == entry.id):
                settle(desk, entry, row, {})
                break
