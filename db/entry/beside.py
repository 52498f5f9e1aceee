"""What a cell's text is read against while its row is still being typed: the cells beside it, as texts."""

from collections.abc import Mapping

from db.definitions import Entry
from db.entry.cells import CellFault, parse_cell
from db.entry.lookup import Context, Lookup
from db.entry.scale import Scale


def context_of(entry: Entry, texts: Mapping[str, str], lookup: Lookup, scale: Scale | None = None) -> Context:
    """The context that the row's texts by column id give; a text that is no value yet says nothing."""
    context = Context(lookup, scale=scale)
    for column in entry.columns:
        text = texts.get(column.id, "")
        if column.id not in ("unit", "project", "term") or not text:
            continue
        try:
            value = parse_cell(column, text, context)
        except CellFault:
            continue
        if column.id == "term" and isinstance(value, str):
            context = context.beside(term=value)
        elif column.id == column.type and isinstance(value, int):
            context = context.beside(**{column.id: value})
    return context
