"""What an empty key cell of a new line most likely says: what this book always did, then what is proposed anyway."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from db.entry.cells import CellFault, parse_cell, print_cell
from db.entry.lookup import Context, Lookup
from db.entry.proposals import followed, proposals

if TYPE_CHECKING:
    from db.book import Book
    from db.definitions import Entry

_KEYS = ("code", "unit", "choice", "project")


def likely(book: Book, entry: Entry, column_id: str, texts: Mapping[str, str], lookup: Lookup) -> str:
    """The text of a cell beside `texts`: what all rows say that agree with them, without any the tab's own proposal.

    '' when the rows differ: then it is for the user to say.
    """
    found = usual(book, entry, column_id, texts, lookup)
    if found:
        return found[0] if len(found) == 1 else ""
    proposed = proposals(book, entry.id, followed(entry, texts, lookup), {}).get(column_id)
    return proposed.text if proposed is not None else ""


def usual(book: Book, entry: Entry, column_id: str, texts: Mapping[str, str], lookup: Lookup) -> list[str]:
    """What rows of the tab that agree with `texts` say in a column, as texts, the most frequent first."""
    terms, bound = ["1"], list[object]()
    asked = next(column for column in entry.columns if column.id == column_id)
    for column in entry.columns:
        text = texts.get(column.id, "")
        if not text or column.via or column is asked or column.type not in _KEYS:
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
    return [print_cell(asked, value, Context(lookup)) for (value,) in rows.fetchall()]
