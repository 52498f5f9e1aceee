"""Findings mended: the texts a mend types go into the ledger as one journaled action, called by what it does."""

from collections.abc import Iterable

from db.book import Book, Changes
from db.checks.finding import Finding
from db.checks.findings import findings
from db.checks.places import spoken
from db.checks.titles import check_named, check_title
from db.entry.mends import Mend
from db.entry.rows import COST_ITEM, has_cost_items, one_row
from db.errors import BookError
from db.forms.draw import sheets
from db.forms.sheet import Binding
from db.ledger import Edit, change

CAPTION = "按建议改正"


def mend(book: Book, check_id: str, address: str, label: str = "") -> Changes:
    """Take a way out of the finding of that check (its id or title) at that address: the only one, or `label`.

    Raises BookError: there is no such finding (any more), it has no such way out, or several and no label; FrozenBook,
    ReadOnlyPlace, WriteFailed.
    """
    check_id = check_named(book.pack, check_id)
    found = [it for it in findings(book) if (it.check, it.address) == (check_id, address)]
    if not found:
        title = check_title(book.pack, check_id)
        raise BookError(f"{spoken(book, address) or address}现在没有“{title}”这条审核意见，不需要改。")
    offered = [it for one in found for it in one.mends]
    wanted = [it for it in offered if it.label == label] if label else offered
    if not wanted:
        raise BookError(f"这一条没有能直接改正的办法，请按提示修改：{found[0].message}")
    if len({it.cells for it in wanted}) > 1:
        raise BookError(f"这一条有 {len(wanted)} 种改法：{'、'.join(it.label for it in wanted)}；请选其中一种。")
    return take(book, wanted[0])


def take(book: Book, wanted: Mend) -> Changes:
    """Type what a mend says, as one action. Raises BookError when a cell of it is gone, and what `change` raises."""
    return change(book, _edits(book, wanted), f"{CAPTION}：{wanted.label}")


def mend_certain(book: Book) -> tuple[Finding, ...]:
    """Take the way out of every open finding that has only one; the findings so mended. One action, or none."""
    taken = tuple(it for it in findings(book) if not it.settled and len(it.mends) == 1 and it.mends[0].certain)
    if taken:
        change(book, _once(book, taken), f"{CAPTION}：{len(taken)} 处")
    return taken


def _once(book: Book, taken: Iterable[Finding]) -> list[Edit]:
    """The edits of several findings, each cell once: the graver finding is heard first."""
    by_cell = {edit.binding: edit for one in reversed(tuple(taken)) for edit in _edits(book, one.mends[0])}
    return list(by_cell.values())


def _edits(book: Book, mend: Mend) -> list[Edit]:
    return [Edit(_binding(book, address), text) for address, text in mend.cells]


def _binding(book: Book, address: str) -> Binding:
    """Where a text for that address goes. Raises BookError when nothing can be typed there (any more)."""
    kind, _, rest = address.partition("/")
    if kind == "entry":
        entry_id, _, cell = rest.partition("/")
        row, _, column = cell.lstrip("#").rpartition(".")
        entry = book.pack.entries[entry_id]
        tables = (entry.table, COST_ITEM) if has_cost_items(entry) else (entry.table,)
        for table in tables:
            if one_row(book.connection, entry, table, int(row)) is not None:
                return Binding(entry_id, table, int(row), column)
    else:
        form = address.partition("!")[0].partition("/")[0]
        for sheet in sheets(book, form):
            cell_there = next((it for it in sheet.cells if it.address == address), None)
            if cell_there is not None and cell_there.binding is not None:
                return cell_there.binding
    raise BookError(f"{address} 已经变了，这里没有改动；请看最新的审核结果。")
