"""What an empty key cell of a new line most likely says: what this book did before, then what the pack knows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from db.entry.cells import CellFault, parse_cell
from db.entry.lookup import Context, Lookup

if TYPE_CHECKING:
    from db.book import Book
    from db.definitions import Entry


def likely(book: Book, entry: Entry, column_id: str, texts: Mapping[str, str], lookup: Lookup) -> str:
    """What all rows of the tab say that agree with `texts`; '' when they differ or there are none."""
    found = usual(book, entry, column_id, texts, lookup)
    return found[0] if len(found) == 1 else ""


def usual(book: Book, entry: Entry, column_id: str, texts: Mapping[str, str], lookup: Lookup) -> list[str]:
    """The values of a column in rows of the tab that agree with `texts`, the most frequent first."""
    terms, bound = ["1"], list[object]()
    for column in entry.columns:
        text = texts.get(column.id, "")
        if not text or column.via or column.id == column_id or column.type not in ("code", "unit", "choice", "project"):
            continue
        try:
            value = parse_cell(column, text, Context(lookup))
        except CellFault:
            return []
        terms.append(f"{column.id} = ?")
        bound.append(value)
    for name, wanted in entry.scope.items():
        values = [wanted] if isinstance(wanted, str) else list(wanted)
        terms.append(f"{name} in ({', '.join('?' * len(values))})")
        bound += values
    rows = book.connection.execute(
        f"select {column_id} from {entry.table} where {' and '.join(terms)} group by 1 order by count(*) desc, 1", bound
    )
    return [str(value) for (value,) in rows.fetchall()]
