"""What stands in grey in the empty cells of a row that is being filled: proposals, which become values when taken."""

from collections.abc import Iterator, Mapping

import msgspec

from db.book import Book
from db.definitions import Entry, EntryColumn
from db.entry.cells import CellFault, Value, parse_cell, print_cell
from db.entry.codes import Codes, values_of
from db.entry.lookup import Context, Lookup
from db.entry.settle import default_from
from db.forms.where import condition
from db.offering import Proposal


class Proposed(msgspec.Struct, frozen=True):
    """A text for an empty cell. `settled`: nothing typed into the rest of the row will propose another.

    `by`: where it comes from, as in a pack's Proposal. `hint`: the name behind a code.
    """

    text: str
    settled: bool
    by: str = ""
    hint: str = ""


def proposals(book: Book, entry_id: str, texts: Mapping[str, str], above: Mapping[str, str]) -> dict[str, Proposed]:
    """The proposals for the empty cells of a row, by column id. `texts`: its cells; `above`: those of the row above.

    What this book did before goes before what the pack knows. A code that makes no sense beside the others of its row,
    or is out of use, is never proposed.
    """
    entry = book.pack.entries[entry_id]
    asked = [column for column in entry.columns if column.propose and not texts.get(column.id)]
    if not asked or entry.layout != "list":
        return {}
    lookup = Lookup.read(book.connection, book.pack)
    known = followed(entry, texts, lookup)
    found: dict[str, Proposed] = {}
    for column in asked:
        proposed = _Proposing(book, entry, lookup, values_of(entry.columns, known, lookup), above).first(column)
        if proposed is not None:
            found[column.id] = proposed
            known[column.id] = proposed.text
    return found


def followed(entry: Entry, texts: Mapping[str, str], lookup: Lookup) -> dict[str, str]:
    """The texts, and those of the cells that follow one of them: the nature of an economic item."""
    found = dict(texts)
    columns = {column.id: column for column in entry.columns}
    for column in entry.columns:
        source = columns.get(column.default_from.partition(".")[0])
        if source is None or found.get(column.id) or not found.get(source.id):
            continue
        try:
            code = parse_cell(source, found[source.id], Context(lookup))
        except CellFault:
            continue
        found[column.id] = print_cell(column, default_from(column, code, Context(lookup)), Context(lookup))
    return found


class _Proposing:
    """Proposes for the cells of one row, of which `beside` are the values."""

    def __init__(
        self, book: Book, entry: Entry, lookup: Lookup, beside: Mapping[str, Value], above: Mapping[str, str]
    ) -> None:
        self._book = book
        self._entry = entry
        self._lookup = lookup
        self._beside = beside
        self._above = above

    def first(self, column: EntryColumn) -> Proposed | None:
        """The first of a column's proposals that knows something that makes sense."""
        settled = True
        for proposal in column.propose:
            if any(self._beside.get(name) is None for name in proposal.like):
                settled = False
                continue
            for text in self._texts(column, proposal):
                if text and self._sensible(column, text):
                    return Proposed(text, settled, proposal.by, self._hint(column, text))
        return None

    def _texts(self, column: EntryColumn, proposal: Proposal) -> Iterator[str]:
        context = Context(self._lookup)
        if proposal.by == "above":
            yield self._above.get(column.id, "")
        elif proposal.by == "default":
            value = values_of((column,), {column.id: column.default}, self._lookup).get(column.id)
            yield print_cell(column, value, context)
        elif proposal.by == "only":
            codes = [unit.code for unit in self._lookup.units.values()]
            yield codes[0] if len(codes) == 1 else ""
        elif proposal.by == "history":
            yield from (print_cell(column, value, context) for value in self._history(column, proposal))
        else:
            yield from (print_cell(column, value, context) for value in self._recorded(column, proposal))

    def _history(self, column: EntryColumn, proposal: Proposal) -> Iterator[str]:
        """What rows like this one say, the most frequent first, of equals the last."""
        table = proposal.table or self._entry.table
        scope = condition({} if proposal.table else self._entry.scope, f"entry/{self._entry.id}")
        terms = "".join(f" and {name} = ?" for name in proposal.like)
        rows = self._book.connection.execute(
            f"select {column.id} from {table} where {scope}{terms} group by 1 order by count(*) desc, max(id) desc",
            [self._beside[name] for name in proposal.like],
        )
        yield from (value for (value,) in rows.fetchall())

    def _recorded(self, column: EntryColumn, proposal: Proposal) -> Iterator[str]:
        catalog = self._book.pack.catalogs[proposal.catalog]
        row: dict[str, Value] = {**self._beside, "unit_kind": self._unit_kind()}
        for record in catalog.records:
            fields = dict(zip(catalog.fields, record, strict=True))
            value = fields.pop(column.id)
            if all(not text or row.get(name) == text for name, text in fields.items()):
                yield value

    def _unit_kind(self) -> str:
        unit = self._beside.get("unit")
        found = self._book.connection.execute("select kind from unit where id = ?", (unit,)).fetchone()
        return str(found[0]) if found else ""

    def _hint(self, column: EntryColumn, text: str) -> str:
        if column.type == "unit":
            return next((unit.name for unit in self._lookup.units.values() if unit.code == text), "")
        coded = column.type == "code" and column.printed == "code"
        return (self._lookup.code_name(column.catalog, text) or "") if coded else ""

    def _sensible(self, column: EntryColumn, text: str) -> bool:
        if column.type != "code":
            return True
        value = values_of((column,), {column.id: text}, self._lookup).get(column.id)
        return isinstance(value, str) and Codes(column, self._lookup).doubt(value, self._beside) is None
