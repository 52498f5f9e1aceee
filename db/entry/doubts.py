"""The codes of a tab's rows that make no sense where they stand: said at the cell, and of the row when it is left."""

from collections.abc import Mapping

from db.definitions import Entry, EntryColumn
from db.entry.cells import Value
from db.entry.codes import Codes, Doubt, values_of
from db.entry.lookup import Lookup
from db.entry.rows import Row

SIGN = "⚠"


class Doubts:
    """Looks at the rows of one tab; what is the same in many rows is looked at once."""

    def __init__(self, entry: Entry, lookup: Lookup) -> None:
        self._entry = entry
        self._lookup = lookup
        # Only a code list with levels is doubted: other lists refuse what they do not have, or hold names of any kind.
        coded = [it for it in entry.columns if it.type == "code" and entry.layout == "list"]
        self._columns = tuple(it for it in coded if lookup.pack.catalogs[it.catalog].info.lengths)
        self._codes: dict[str, Codes] = {}
        self._known: dict[tuple[object, ...], Doubt | None] = {}

    def of_row(self, row: Row) -> dict[str, Doubt]:
        """Column id → why its code makes no sense, of a row of the ledger or a draft."""
        if not self._columns:
            return {}
        values = self._values(row)
        found = {}
        for column in self._columns:
            code = values.get(column.id)
            if isinstance(code, str) and code:
                doubt = self._doubt(column, code, values)
                if doubt is not None:
                    found[column.id] = doubt
        return found

    def codes(self, column: EntryColumn) -> Codes:
        """The codes of one of its columns."""
        if column.id not in self._codes:
            self._codes[column.id] = Codes(column, self._lookup)
        return self._codes[column.id]

    def _values(self, row: Row) -> Mapping[str, Value]:
        if row.values is not None:
            return row.values
        texts = {name: cell.text for name, cell in row.waiting.items()}
        return values_of(self._entry.columns, texts, self._lookup)

    def _doubt(self, column: EntryColumn, code: str, values: Mapping[str, Value]) -> Doubt | None:
        key = (column.id, code, *(values.get(fit.column) for fit in column.fit if fit.column))
        if key not in self._known:
            self._known[key] = self.codes(column).doubt(code, values)
        return self._known[key]
