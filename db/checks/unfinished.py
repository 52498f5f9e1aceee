"""Input that cannot be a value yet, as findings: no check can judge what is in no form, so none may hide it."""

from typing import TYPE_CHECKING

from db.checks.finding import PENDING, Finding
from db.entry.pending import ENTRY
from db.entry.retyping import Retyping
from db.forms.where import condition

if TYPE_CHECKING:
    from db.book import Book
    from db.checks.places import Places
    from db.definitions import Entry

FAULT = "fault"


def pending_findings(book: "Book", places: "Places") -> tuple[Finding, ...]:
    """One structural error for each cell whose text waits, at its place in the entry tab."""
    rows = book.connection.execute(
        "select table_name, row_id, column_name, text, reason from pending where reason <> '' "
        "order by table_name, row_id, id"
    )
    found = []
    retyping = Retyping(book)
    entries: dict[tuple[str, int], Entry | None] = {}
    for table, row_id, column, text, reason in rows.fetchall():
        if (table, row_id) not in entries:
            entries[table, row_id] = entry_of(book, table, row_id)
        entry = entries[table, row_id]
        address = places.address(f"entry/{entry.id}/#{row_id}.{column}") if entry else f"entry/{table}"
        typed = f"填的“{text}”还不能用：" if text else ""
        found.append(
            Finding(
                check=PENDING,
                severity="error",
                title="没有填好的内容",
                address=address,
                left=text,
                message=f"{places.spoken(address)}{typed}{reason}",
                structural=True,
                mends=retyping.ways(entry, table, row_id, column, text) if entry else (),
            )
        )
    return tuple(found)


def fault_finding(message: str) -> Finding:
    """A refresh that failed: the forms may be out of date, so nothing may leave."""
    return Finding(check=FAULT, severity="error", title="表格没有算完", address="", message=message, structural=True)


def entry_of(book: "Book", table: str, row_id: int) -> "Entry | None":
    """The entry tab in which the row stands; a draft says so itself."""
    mark = book.connection.execute(
        "select text from pending where table_name = ? and row_id = ? and column_name = ?", (table, row_id, ENTRY)
    ).fetchone()
    if mark is not None and mark[0] in book.pack.entries:
        return book.pack.entries[mark[0]]
    entries = [entry for entry in book.pack.entries.values() if entry.table == table]
    for entry in entries:
        where = condition(entry.scope, f"entry/{entry.id}")
        if book.connection.execute(f"select 1 from {table} where id = ? and {where}", (row_id,)).fetchone():
            return entry
    # A cost item is typed where its lines are.
    return next((e for e in book.pack.entries.values() if any(column.via == table for column in e.columns)), None)
