"""What an action on the ledger is called in the history, in the words of its row."""

from db.definitions import Entry, EntryColumn
from db.entry.lookup import Context
from db.entry.rows import Row

# The cell that tells a row from its neighbours, the most telling first.
_TELLING = (
    "item", "item_name", "content", "level3", "topic", "measure", "text", "economic", "name", "target", "project",
    "fund", "kind", "check_id", "code", "unit",
)  # fmt: skip
_LONGEST = 16


def telling(entry: Entry, row: Row, context: Context) -> str:
    """The most telling text of a row: 办公费, 信访工作经费; the sheet's name when it says nothing yet."""
    columns = {column.id: column for column in entry.columns}
    for name in _TELLING:
        column = columns.get(name)
        text = row.text(column, context) if column else ""
        if column and text:
            known = context.lookup.code_name(column.catalog, text) if column.type == "code" else None
            return short(known or text)
    return entry.sheet


def caption_of_cell(entry: Entry, column: EntryColumn, before: Row, after: Row, context: Context) -> str:
    """`修改 办公费 6.20→6.50`; `填写`, `清除` when one side is empty."""
    name = column.label if entry.layout == "record" else telling(entry, after, context)
    old, new = short(before.text(column, context)), short(after.text(column, context))
    if not old:
        return f"填写 {name} {new}" if name != new else f"填写 {name}"
    if not new:
        return f"清除 {name} {old}"
    return f"修改 {name} {old}→{new}"


def short(text: str) -> str:
    """One line of at most sixteen characters."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
