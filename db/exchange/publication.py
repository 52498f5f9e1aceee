"""What a publication is drawn from: a copy of the book in memory that no longer holds what the office keeps to itself.

Everything printed is made from the copy, so a form, a sentence or a face that is written later cannot print what is not
there. What must be taken away is said by the pack (`[public]`); what is no part of any form goes without being asked.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from itertools import count, groupby
from typing import TYPE_CHECKING

import msgspec

from db.definitions import Document, Listing, Public
from db.errors import PackError
from db.file.gate import in_memory
from db.forms.document import block_relation
from db.forms.facts import TABLES
from db.forms.sheet import Cell, Sheet

if TYPE_CHECKING:
    from db.book import Book
    from db.pack import FormKind, Pack

# Why a figure is what it is, what waits to be one, what was said of it, and what it was before.
_NEVER_PRINTED = ("explanation", "pending", "unverified", "change", "action", "submission", "prior_line")
_WORKING = {"expenditure": ("note", "typed"), "funding": ("typed",), "service_purchase": ("typed",)}

# How much of what is bought is no amount: one, at the price of all.
_IN_ONE = (
    "procurement set unit_price = quantity * unit_price, quantity = 1",
    "service_purchase set quantity = 1",
)
# Rows that stand in its own document only, each after what stands on it.
_OF_DOCUMENT = (
    "indicator where objective in (select id from objective where project = :project)",
    *(f"{table} where project = :project" for table in ("asset_plan", "project_year", "control")),
)
# Objectives stay, without a word, where the project does: how many projects have goals is told of all of them.
_ITS_LINES = tuple(
    f"{table} where project = :project"
    for table in ("expenditure", "procurement", "service_purchase", "cost_item", "objective")
)


@contextmanager
def published(book: "Book") -> Iterator["Book"]:
    """A copy of `book` as its pack lets everybody read it, until the end of the with block; `book` is as it was.

    Raises PackError: the pack wants a column blank that there is not.
    """
    with closing(in_memory(book.content())) as copy:
        _withhold(copy, book.pack)
        content = copy.serialize()
    with type(book).of_content(book.path, content, book.shelves, book.pack) as public:
        yield public


def public_sheets(book: "Book", sheets: Sequence[Sheet]) -> tuple[Sheet, ...]:
    """The Sheets of a book that `published` made, without the documents of its confidential projects.

    What stood in a column of the ledger that prints blank, and could not be blank there, is blank here. The documents
    that are left are numbered anew.
    """
    secret = {
        str(key)
        for (key,) in book.connection.execute(
            "select k.project_key from fact_project_key k join project p on p.id = k.id where p.confidential = 1"
        )
    }
    kept: list[Sheet] = []
    for form_id, drawn in groupby(sheets, lambda sheet: sheet.form):
        form = book.pack.forms[form_id]
        private = _private(form, book.pack.info.public)
        if not isinstance(form, Document) or not form.per:
            kept += [_blanked(sheet, private, f"{form_id}!") for sheet in drawn]
            continue
        keys = dict.fromkeys(row[1] for row in book.stages.rows(block_relation(form, form.blocks[0])))
        left = [(key, sheet) for key, sheet in zip(keys, drawn, strict=True) if key not in secret]
        for number, (key, sheet) in enumerate(left, start=1):
            renamed = msgspec.structs.replace(sheet, name=f"{form_id}-{number}")
            kept.append(_blanked(renamed, private, f"{form_id}/{key}!"))
    return tuple(kept)


def _withhold(copy: sqlite3.Connection, pack: "Pack") -> None:
    rules = pack.info.public
    copy.execute("begin")
    for table in _NEVER_PRINTED:
        copy.execute(f"delete from {table}")
    for project, name in copy.execute(
        "select p.id, p.name from project p join unit u on u.id = p.unit where p.confidential = 1 "
        "order by u.code, p.category_group, p.position, p.id"
    ).fetchall():
        _withhold_project(copy, pack, project, name)
    for blank in (_WORKING, rules.blank):
        for table, columns in blank.items():
            _blank(copy, table, columns)
    copy.execute("commit")


def _withhold_project(copy: sqlite3.Connection, pack: "Pack", project: int, name: str) -> None:
    """Leave of a confidential project its amounts under another name; where the pack has none, nothing at all."""
    own = {"project": project}
    for topics in {entry.topics for entry in pack.entries.values() if entry.topics}:
        for topic in pack.catalogs[topics].rows:
            if "{project}" in topic:
                copy.execute("delete from narrative where topic = ?", (topic.replace("{project}", name),))
    for rows in _OF_DOCUMENT:
        copy.execute(f"delete from {rows}", own)
    if not pack.info.public.confidential:
        for rows in (*_ITS_LINES, "project where id = :project"):
            copy.execute(f"delete from {rows}", own)
        return
    called = _other_name(copy, pack.info.public.confidential)
    copy.execute("update project set name = ?, total_budget = null where id = ?", (called, project))
    copy.execute("update service_purchase set content = ? where project = ?", (called, project))
    for table, columns in pack.info.public.telling.items():
        _blank(copy, table, columns, f"{'id' if table == 'project' else 'project'} = {project}", rule="telling")
    for whole in _IN_ONE:
        copy.execute(f"update {whole} where project = :project and quantity > 0", own)
    for table, lengths in pack.info.public.shortened.items():
        _shorten(copy, table, lengths, project)


def _shorten(copy: sqlite3.Connection, table: str, lengths: Mapping[str, int], project: int) -> None:
    """Leave of the codes in the project's lines so many signs: what kind of thing it is, and not which."""
    for column, length in lengths.items():
        _known_text(copy, table, column, "shortened")
        short = f'update "{table}" set "{column}" = substr("{column}", 1, ?) where project = ?'
        copy.execute(short, (length, project))


def _other_name(copy: sqlite3.Connection, wording: str) -> str:
    """The first name in the pack's wording that no project has."""
    taken = {name for (name,) in copy.execute("select name from project")}
    names = (wording.replace("{n}", str(number)) for number in count(1))
    return next(name for name in names if name not in taken)


def _blank(
    copy: sqlite3.Connection, table: str, columns: Sequence[str], where: str = "1", *, rule: str = "blank"
) -> None:
    """Empty those columns. Texts that must differ, or must not be empty, become the number of their row."""
    for column in columns:
        _known_text(copy, table, column, rule)
        copy.execute("savepoint blank")
        try:
            copy.execute(f'update "{table}" set "{column}" = \'\' where {where}')
        except sqlite3.IntegrityError:
            copy.execute("rollback to blank")
            copy.execute(f'update "{table}" set "{column}" = cast(id as text) where {where}')
        copy.execute("release blank")


def _known_text(copy: sqlite3.Connection, table: str, column: str, rule: str) -> None:
    known = {name: kind for _, name, kind, *_ in copy.execute(f"pragma table_info({table!r})")}
    if known.get(column) != "TEXT":
        raise PackError(f"表样包 pack.toml 的 [public.{rule}] 写了没有的文字栏：{table}.{column}。")


def _private(form: "FormKind", rules: Public) -> frozenset[tuple[str, str]]:
    """Block ('' in a list) and column of what prints blank in a form: behind it stands a blank column of the ledger."""
    blank = {(table, column) for table, columns in rules.blank.items() for column in columns}
    shown: list[tuple[str, str, str, str]] = []  # block, column of the form, fact, column of the ledger
    if isinstance(form, Listing):
        shown = [("", own.id, form.records, own.writes or own.record) for own in form.columns]
    elif isinstance(form, Document):
        for block in form.blocks:
            fields = ((it.id, it.origin or it.fact or block.records, it.writes or it.record) for it in block.fields)
            columns = ((it.id, it.fact or block.records, it.writes or it.record) for it in block.columns)
            shown += [(block.id, *own) for own in (*fields, *columns)]
    return frozenset((block, own) for block, own, fact, column in shown if (TABLES.get(fact, ""), column) in blank)


def _blanked(sheet: Sheet, private: frozenset[tuple[str, str]], before: str) -> Sheet:
    """The Sheet without what is private; its addresses begin with `before`, then come block, row and column."""
    if not private:
        return sheet
    in_blocks = any(block for block, _ in private)

    def is_private(cell: Cell) -> bool:
        row, _, column = cell.address.removeprefix(before).rpartition(".")
        return (row.partition("/")[0] if in_blocks else "", column) in private

    cells = tuple(
        msgspec.structs.replace(cell, text="", value="", typed="") if is_private(cell) else cell for cell in sheet.cells
    )
    return msgspec.structs.replace(sheet, cells=cells)
