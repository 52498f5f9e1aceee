"""What a new year took over and nobody has confirmed yet, as findings: one a tab, which stops nothing."""

from typing import TYPE_CHECKING

from db.checks.finding import Finding
from db.checks.unfinished import entry_of
from db.entry.rows import has_cost_items
from db.entry.unverified import SIGN

if TYPE_CHECKING:
    from db.book import Book
    from db.checks.places import Places
    from db.definitions import Entry

UNVERIFIED = "unverified"


def unverified_findings(book: "Book", places: "Places") -> tuple[Finding, ...]:
    """One for each tab with marked cells: how many, and the place of the first. The tab is not done before."""
    # SQLite takes the bare columns of a group from the row with its least id.
    tables = book.connection.execute(
        "select table_name, row_id, column_name, count(*), min(id) from unverified group by table_name order by min(id)"
    ).fetchall()
    counts: dict[str, int] = {}
    first: dict[str, str] = {}
    for table, row_id, column, count, _ in tables:
        entry = entry_of(book, table, row_id)
        if entry is not None:
            counts[entry.tab] = counts.get(entry.tab, 0) + count
            first.setdefault(entry.tab, places.address(_address(book, entry, row_id, column)))
    return tuple(
        Finding(
            check=UNVERIFIED,
            severity="hint",
            title="沿用上年、还没有核实的内容",
            address=first[tab],
            left=str(counts[tab]),
            message=f"“{tab}”里还有 {counts[tab]} 格沿用了上年的内容，标着“{SIGN}”；请逐格改好或确认。",
        )
        for tab in counts
    )


def _address(book: "Book", entry: "Entry", row_id: int, column: str) -> str:
    name = str(row_id)
    if entry.layout == "topics":
        (name,) = book.connection.execute(f"select topic from {entry.table} where id = ?", (row_id,)).fetchone()
    elif has_cost_items(entry):
        # A cost item is seen in the first of its lines.
        (name,) = book.connection.execute(
            "select ifnull(min(id), ?1) from expenditure where cost_item = ?1", (row_id,)
        ).fetchone()
    return f"entry/{entry.id}/#{name}.{column}"
