"""What stands behind a printed code, shown after it in quiet type: its name, or an address in words."""

from db.definitions import EntryColumn
from db.entry.lookup import Context


def name_behind(column: EntryColumn, text: str, context: Context) -> str:
    """The name behind a printed text; '' when there is none."""
    if not text:
        return ""
    if column.type == "code" and column.printed == "code":
        return context.lookup.code_name(column.catalog, text) or ""
    if column.type == "unit":
        ids = context.lookup.units_by_text.get(text, ())
        return context.lookup.units[ids[0]].name if len(ids) == 1 else ""
    if column.type == "address":
        from db.checks.places import Places

        return Places(context.lookup.pack, context.lookup.connection).spoken(text)
    return ""
