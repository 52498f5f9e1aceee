"""Commands on the ledger: change, add, remove, move, paste. Each is one journaled action, or joins the open one.

None of them fails for what was typed: what cannot be a value waits in `pending` with its reason.
"""

from collections.abc import Mapping, Sequence, Set

import msgspec

from db.book import Book, Changes
from db.definitions import Entry
from db.entry import pending, rows, standing, unverified
from db.entry.arranging import bare_without, duplicate, insert, move, tab_row
from db.entry.captions import caption_of_cell, telling
from db.entry.costs import cost_item_of, drop_if_bare
from db.entry.dashes import pasted
from db.entry.replacing import BadCell, replace, replace_all
from db.entry.retry import retry
from db.entry.rows import Row, has_cost_items, next_row_id, one_row
from db.entry.settle import NAMING, Desk, desk_of, find_row, settle
from db.entry.topics import sheet_rows, topic_rows
from db.errors import BookError
from db.forms.sheet import Binding

__all__ = [
    "BadCell",
    "Edit",
    "add",
    "change",
    "desk_of",
    "duplicate",
    "insert",
    "move",
    "paste",
    "remove",
    "replace",
    "replace_all",
    "sheet_rows",
]


class Edit(msgspec.Struct, frozen=True):
    """A text typed into a cell."""

    binding: Binding
    text: str


def change(book: Book, edits: Sequence[Edit], caption: str = "") -> Changes:
    """Type texts into cells. A row id that no row of the tab has yet makes a new row.

    Raises BookError for a cell that is shown only; FrozenBook, ReadOnlyPlace, WriteFailed.
    """
    desk = desk_of(book)
    by_row: dict[tuple[str, str, int], dict[str, str]] = {}
    for edit in edits:
        at = edit.binding
        by_row.setdefault((at.entry, at.table, at.row_id), {})[at.column] = edit.text
    typed = [(_entry(book, key[0]), _find(desk, _entry(book, key[0]), *key[1:]), it) for key, it in by_row.items()]
    typed = [(entry, row, kept) for entry, row, texts in typed if (kept := _differing(desk, entry, row, texts))]
    # What is typed is looked at, be it the text that stood there.
    seen = unverified.marked(book.connection, [edit.binding for edit in edits])
    if not typed:
        return unverified.confirm(book, [edit.binding for edit in edits]) if seen else Changes(caption=caption)
    desk.reserved = max(row.id for _, row, _ in typed)
    for entry, _, kept in typed:
        desk.scale.hear(kept[it.id] for it in entry.columns if it.asks_unit and it.id in kept)
    with book.action(caption) as action:
        unverified.unmark(book.connection, seen)
        places = [(*settle(desk, entry, row, texts), entry, row, texts) for entry, row, texts in typed]
        retry(desk, {entry.table for entry, _, _ in typed})
        if not caption:
            action.caption = _caption(desk, places)
    return action.changes


def add(book: Book, entry_id: str, texts: Mapping[str, str], after: int | None = None) -> int:
    """A new row with those texts by column id, behind the row `after` or at the end; its id.

    A half-filled row becomes a draft under that id. Raises FrozenBook, ReadOnlyPlace, WriteFailed.
    """
    desk, entry = desk_of(book), _entry(book, entry_id)
    row = find_row(desk, entry, entry.table, next_row_id(book.connection, entry))
    with book.action("增加") as action:
        table, row_id = settle(desk, entry, row, texts)
        if after is not None and table == entry.table:
            order = list(rows.positions(book.connection, entry))
            move(book, entry_id, row_id, order.index(after) + 2 if after in order else len(order))
        retry(desk, {entry.table})
        made = one_row(book.connection, entry, table, row_id)
        action.caption = f"增加 {telling(entry, made, desk.context) if made else entry.sheet}"
    return row_id


def remove(book: Book, entry_id: str, row_ids: Sequence[int], *, with_dependants: bool = False) -> Changes:
    """Remove rows. With `with_dependants` what stands on them goes too.

    Raises BookError when something stands on one of them, and says what; nothing is removed then.
    """
    desk, entry = desk_of(book), _entry(book, entry_id)
    found = [row for row_id in dict.fromkeys(row_ids) if (row := _existing(desk, entry, row_id)) is not None]
    if not found:
        return Changes()
    names = telling(entry, found[0], desk.context) if len(found) == 1 else f"{len(found)} 行"
    with book.action(f"删除 {names}") as action:
        # Removed together: an objective and the indicator that stands on it may both be meant.
        for row in found:
            _remove_row(desk, entry, row, with_dependants=with_dependants)
        if entry.table in NAMING:
            desk.refresh()
        retry(desk, {entry.table})
    return action.changes


def paste(
    book: Book,
    entry_id: str,
    row: int,
    column: int,
    block: Sequence[Sequence[str | None]],
    emptied: Sequence[Binding] = (),
) -> Changes:
    """Lay a block of texts over the tab's body from row and column (0-based, as its Sheet shows them).

    The whole block goes in: rows beyond the end are new ones, what cannot be a value waits. Cells right of the last
    column are cut off, None leaves a cell as it is. `emptied` are the cells that were cut for it, of whatever tab: a
    row that says nothing without them is removed. Raises FrozenBook, ReadOnlyPlace, WriteFailed; BookError when
    something stands on such a row.
    """
    desk, entry = desk_of(book), _entry(book, entry_id)
    edits = _record_edits(entry, row, column, block)
    if entry.layout != "record":
        shown = sheet_rows(desk, entry)
        new_id = next_row_id(book.connection, entry)
        for offset, texts in enumerate(block):
            at = row + offset
            target = shown[at] if at < len(shown) else Row(entry.table, new_id + at - len(shown), 0, None)
            fixed = "topic" if entry.layout == "topics" and at < len(shown) else ""
            for cell, text in zip(entry.columns[column:], texts, strict=False):
                if text is not None and not cell.read_only and cell.id != fixed:
                    edits.append(Edit(Binding(entry.id, target.table, target.id, cell.id), pasted(cell, text)))
    caption = f"粘贴 {sum(text is not None for texts in block for text in texts)} 格"
    if not emptied:
        return change(book, edits, caption)
    with book.action(f"剪切并{caption}") as action:
        _empty(book, desk, emptied, {edit.binding for edit in edits})
        change(book, edits, caption)
    return action.changes


def _empty(book: Book, desk: Desk, emptied: Sequence[Binding], kept: Set[Binding]) -> None:
    """Empty cells that were cut, but for those that are typed into anew; remove the rows that they leave bare."""
    by_row: dict[tuple[str, str, int], set[str]] = {}
    for at in emptied:
        by_row.setdefault((at.entry, at.table, at.row_id), set()).add(at.column)
    filled = {(at.entry, at.table, at.row_id) for at in kept}
    for (entry_id, table, row_id), columns in by_row.items():
        entry = _entry(book, entry_id)
        found = one_row(desk.connection, entry, table, row_id) if entry.layout == "list" else None
        if found is not None and (entry_id, table, row_id) not in filled and bare_without(desk, entry, found, columns):
            remove(book, entry_id, [row_id])
            continue
        cells = (Binding(entry_id, table, row_id, name) for name in columns)
        change(book, [Edit(at, "") for at in cells if at not in kept])


def _entry(book: Book, entry_id: str) -> Entry:
    found = book.pack.entries.get(entry_id)
    if found is None:
        raise BookError(f"没有叫“{entry_id}”的录入表；有的是：{'、'.join(book.pack.entries)}。")
    return found


def _find(desk: Desk, entry: Entry, table: str, row_id: int) -> Row:
    if entry.layout == "topics" and row_id <= 0:
        found = next((it for it in topic_rows(desk.connection, entry, desk.lookup) if it.id == row_id), None)
        if found is not None:
            fresh = find_row(desk, entry, table, row_id)
            topic = found.text(entry.columns[0], desk.context)
            return Row(table, fresh.id, fresh.position, None, {"topic": pending.Waiting(topic, "")})
    return find_row(desk, entry, table, row_id)


def _differing(desk: Desk, entry: Entry, row: Row, texts: Mapping[str, str]) -> dict[str, str]:
    """The texts that say something else than their cells do. Raises BookError for a cell that is shown only."""
    columns = {column.id: column for column in entry.columns}
    for name in texts:
        if columns[name].read_only and texts[name] != row.text(columns[name], desk.context):
            label = columns[name].label
            raise BookError(f"“{label}”在建账套时就定下了，不能在这里改；要改请用新的账套。")
    return {name: text for name, text in texts.items() if text != row.text(columns[name], desk.context)}


def _existing(desk: Desk, entry: Entry, row_id: int) -> Row | None:
    if entry.layout == "record":
        raise BookError("“基本信息”不能删除，只能改它的内容。")
    return tab_row(desk, entry, row_id)


def _remove_row(desk: Desk, entry: Entry, row: Row, *, with_dependants: bool) -> None:
    if row.values is not None and not with_dependants:
        counts = standing.standing_on(desk.connection, row.table, row.id)
        if counts:
            name = telling(entry, row, desk.context)
            raise BookError(f"“{name}”还用在：{standing.sentence(counts)}。请先删除它们，或连同它们一起删除。")
    cost_item = cost_item_of(desk, entry, row) if has_cost_items(entry) else None
    if row.values is not None:
        standing.delete(desk.connection, row.table, row.id)
    pending.drop(desk.connection, row.table, row.id)
    unverified.drop(desk.connection, row.table, row.id)
    if cost_item is not None:
        drop_if_bare(desk, entry, cost_item)


def _record_edits(entry: Entry, row: int, column: int, block: Sequence[Sequence[str | None]]) -> list[Edit]:
    if entry.layout != "record":
        return []
    cells = zip(entry.columns[row:], block, strict=False)
    return [
        Edit(Binding(entry.id, entry.table, 1, it.id), text)
        for it, texts in cells
        if 0 <= 1 - column < len(texts) and not it.read_only and (text := texts[1 - column]) is not None
    ]


def _caption(desk: Desk, places: Sequence[tuple[str, int, Entry, Row, Mapping[str, str]]]) -> str:
    cells = sum(len(texts) for *_, texts in places)
    table, row_id, entry, before, texts = places[0]
    after = rows.one_row(desk.connection, entry, table, row_id)
    if len(places) == 1 and cells == 1 and after is not None:
        column = next(it for it in entry.columns if it.id in texts)
        return caption_of_cell(entry, column, before, after, desk.context)
    if len(places) == 1 and before.values is None and not before.waiting and after is not None:
        return f"增加 {telling(entry, after, desk.context)}"
    return f"修改 {cells} 格"
