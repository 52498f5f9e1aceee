"""Lines of last year as rows of an entry tab: what each says in its columns, and how it is begun anew this year."""

from collections.abc import Sequence

from db import ledger
from db.book import Book, Changes
from db.definitions import Entry
from db.entry.cells import print_cell
from db.entry.lookup import Context
from db.rolling.lines import PriorLine, known_lines

# Which name of a line stands in which column of a tab.
SHOWN = {
    "unit": "unit", "nature": "kind", "kind": "kind", "project": "project", "item": "item", "catalog_code": "item",
    "item_name": "item", "content": "item", "function": "function", "economic": "economic", "fund": "fund",
}  # fmt: skip


def texts_of(entry: Entry, line: PriorLine, context: Context) -> dict[str, str]:
    """The names of a line as the tab prints them, by column id; amounts and what the line does not say are left out."""
    texts: dict[str, str] = {}
    for column in entry.columns:
        name = getattr(line, SHOWN[column.id]) if column.id in SHOWN else ""
        if line.table == "procurement" and column.id in ("catalog_code", "item_name"):
            code, _, item = name.partition(" ")
            name = code if column.id == "catalog_code" else item
        if name:
            texts[column.id] = print_cell(column, name, context) if column.type in ("code", "choice") else name
    return texts


def begin_lines(book: Book, entry_id: str, line_ids: Sequence[int]) -> Changes:
    """Add those lines of last year to the tab, under their names and without amounts: drafts until these are typed.

    Raises FrozenBook, ReadOnlyPlace, WriteFailed.
    """
    entry, context = book.pack.entries[entry_id], ledger.desk_of(book).context
    known = known_lines(book.connection, book.record().year - 1, entry.table)
    lines = [known[line_id] for line_id in line_ids if line_id in known]
    if not lines:
        return Changes()
    with book.action(f"按上年增加 {len(lines)} 行") as action:
        for line in lines:
            ledger.add(book, entry_id, texts_of(entry, line, context))
    return action.changes
