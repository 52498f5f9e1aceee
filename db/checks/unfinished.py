"""Input that cannot be a value yet, as findings: no check can judge what is in no form, and no submission may hide it."""

from typing import TYPE_CHECKING

from db.checks.finding import Finding
from db.forms.where import holds

if TYPE_CHECKING:
    from db.book import Book
    from db.checks.places import Places
    from db.definitions import Entry

PENDING = "pending"
FAULT = "fault"


def pending_findings(book: "Book", places: "Places") -> tuple[Finding, ...]:
    """One structural error for each cell whose text waits, at its place in the entry tab."""
    rows = book.connection.execute(
        "select table_name, row_id, column_name, text, reason from pending where reason <> '' order by table_name, row_id, id"
    )
    found = []
    for table, row_id, column, text, reason in rows.fetchall():
        entry = _entry(book, table, row_id)
        address = places.address(f"entry/{entry.id}/#{row_id}.{column}") if entry else f"entry/{table}"
        found.append(
            Finding(
                check=PENDING,
                severity="error",
                title="没有填好的内容",
                address=address,
                left=text,
                message=f"{places.spoken(address)}填的“{text}”还不能用：{reason}",
                structural=True,
            )
        )
    return tuple(found)


def fault_finding(message: str) -> Finding:
    """A refresh that failed: the forms may be out of date, so nothing may leave."""
    return Finding(check=FAULT, severity="error", title="表格没有算完", address="", message=message, structural=True)


def _entry(book: "Book", table: str, row_id: int) -> "Entry | None":
    """The entry tab in which the row stands; for a draft, the one whose fixed values it waits with."""
    entries = [entry for entry in book.pack.entries.values() if entry.table == table]
    if len(entries) < 2:  # noqa: PLR2004 - one tab a table is the rule
        return entries[0] if entries else None
    columns = tuple(dict.fromkeys(column for entry in entries for column in entry.scope))
    row = book.connection.execute(f"select {', '.join(columns)} from {table} where id = ?", (row_id,)).fetchone()
    if row is not None:
        values = dict(zip(columns, row, strict=True))
    else:
        drafted = book.connection.execute(
            "select column_name, text from pending where table_name = ? and row_id = ?", (table, row_id)
        )
        values = dict(drafted.fetchall())
    return next((entry for entry in entries if holds(entry.scope, {**dict.fromkeys(columns, ""), **values})), entries[0])
