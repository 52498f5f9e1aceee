"""An entry tab as a Sheet: a row per ledger row and draft, each cell bound to where its text goes."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from db.book import Book
from db.cells import Figure, print_amount
from db.completion import Completion, completions
from db.definitions import Align, CellType, Entry, EntryColumn
from db.forms.sheet import Binding, Cell, Role, Sheet, SheetColumn
from db.lookup import Context
from db.rows import Row, next_row_id
from db.settle import Desk, desk_of
from db.topics import sheet_rows

__all__ = ["Completion", "EntryRow", "completions", "entry_rows", "entry_sheet"]

_RIGHT = frozenset({"amount", "integer", "decimal", "year"})
_TYPES: dict[str, CellType] = {"amount": "amount", "integer": "integer", "year": "integer", "code": "code"}
_LABEL_WIDTH = 20


class EntryRow(msgspec.Struct, frozen=True):
    """A row of a tab as texts by column id, ready to be typed (or imported) again: an amount is its expression.

    `table` and `row_id` say where it stands; `problems`: column id → why its text is no value yet. A record has a row
    per column with the texts `label` and `content`.
    """

    table: str
    row_id: int
    texts: dict[str, str]
    problems: dict[str, str]
    draft: bool = False


def entry_rows(book: Book, entry_id: str) -> tuple[EntryRow, ...]:
    """The rows of a tab as texts. Topics not written yet are left out."""
    desk, entry = desk_of(book), book.pack.entries[entry_id]
    found = [row for row in sheet_rows(desk, entry) if entry.layout != "topics" or row.id > 0]
    if entry.layout == "record":
        row = found[0]
        return tuple(
            EntryRow(
                row.table,
                row.id,
                {"label": column.label, "content": row.text(column, desk.context)},
                {"content": row.waiting[column.id].reason} if column.id in row.waiting else {},
            )
            for column in entry.columns
        )
    return tuple(
        EntryRow(
            row.table,
            row.id,
            row.texts(entry, desk.context),
            {it: cell.reason for it, cell in row.waiting.items() if cell.reason},
            row.values is None,
        )
        for row in found
    )


def entry_sheet(book: Book, entry_id: str) -> Sheet:
    """A tab as it stands: a header row, then the rows in order, and an empty one to type the next into.

    A record and a topics tab have no empty row. Addresses count rows from 1: `entry/basic/12.amount`.
    """
    desk, entry = desk_of(book), book.pack.entries[entry_id]
    found = sheet_rows(desk, entry)
    if entry.layout == "record":
        return _record_sheet(desk, entry, found[0])
    labels = [column.label.format(amounts=desk.lookup.amounts.value) for column in entry.columns]
    cells = [
        Cell(row=0, column=number, text=label, role=Role.HEADER, bold=True, align="center", wrap=True)
        for number, label in enumerate(labels)
    ]
    followed = _followed(desk, entry)
    for number, row in enumerate(found, start=1):
        cells.extend(_row_cells(desk, entry, row, number, followed))
    kinds = ["draft" if row.values is None else "record" for row in found]
    keys = [f"{row.table}/{row.id}" for row in found]
    if entry.layout == "list":
        new = Row(entry.table, next_row_id(book.connection, entry), 0, None)
        cells.extend(_row_cells(desk, entry, new, len(found) + 1, {}))
        kinds.append("new")
        keys.append(f"{new.table}/{new.id}")
    columns = tuple(
        SheetColumn(column.id, column.width, label) for column, label in zip(entry.columns, labels, strict=True)
    )
    return _sheet(entry, columns, cells, keys, kinds, header=1)


def _sheet(
    entry: Entry,
    columns: tuple[SheetColumn, ...],
    cells: Sequence[Cell],
    keys: Sequence[str],
    kinds: Sequence[str],
    header: int,
) -> Sheet:
    return Sheet(
        form=entry.id,
        name=entry.sheet,
        title=entry.sheet,
        columns=columns,
        cells=tuple(cells),
        header_start=0,
        body_start=header,
        body_end=header + len(keys),
        rows=header + len(keys),
        row_keys=tuple(keys),
        row_kinds=tuple(kinds),
    )


def _followed(desk: Desk, entry: Entry) -> dict[int, int]:
    """What automatic income amounts to now, in fen by row id."""
    if entry.table != "funding":
        return {}
    return dict(desk.connection.execute("select id, amount from fact_funding where automatic = 1"))


def _row_cells(desk: Desk, entry: Entry, row: Row, number: int, followed: Mapping[int, int]) -> Iterator[Cell]:
    context = desk.context
    for place, column in enumerate(entry.columns):
        waiting = row.waiting.get(column.id)
        value = row.values.get(column.id) if row.values is not None and waiting is None else None
        text = typed = row.text(column, context)
        if row.id in followed and column.id == "amount":
            value = Figure(followed[row.id])
        if isinstance(value, Figure):
            text = print_amount(value.fen, context)
        fixed = entry.layout == "topics" and column.id == "topic"
        yield Cell(
            row=number,
            column=place,
            text=text,
            typed=typed if typed != text else "",
            value=value.fen if isinstance(value, Figure) else text if column.type not in _TYPES else value,
            type=_TYPES.get(column.type, "text"),
            role=Role.LABEL if fixed else Role.BODY,
            align=_align(column),
            wrap=column.type == "paragraph",
            address=f"entry/{entry.id}/{number}.{column.id}",
            binding=None if fixed else Binding(entry.id, row.table, row.id, column.id),
            problem=waiting.reason if waiting is not None else "",
            hint=_hint(column, text, context),
        )


def _align(column: EntryColumn) -> Align:
    if column.type in _RIGHT:
        return "right"
    return "center" if column.type == "flag" else "left"


def _hint(column: EntryColumn, text: str, context: Context) -> str:
    """The name behind a printed code."""
    if not text:
        return ""
    if column.type == "code" and column.printed == "code":
        return context.lookup.code_name(column.catalog, text) or ""
    if column.type == "unit":
        ids = context.lookup.units_by_text.get(text, ())
        return context.lookup.units[ids[0]].name if len(ids) == 1 else ""
    return ""


def _record_sheet(desk: Desk, entry: Entry, row: Row) -> Sheet:
    cells: list[Cell] = []
    for number, heading in enumerate(("项目", "内容")):
        cells.append(Cell(row=0, column=number, text=heading, role=Role.HEADER, bold=True, align="center"))
    for number, column in enumerate(entry.columns, start=1):
        waiting = row.waiting.get(column.id)
        cells.append(Cell(row=number, column=0, text=column.label, role=Role.LABEL))
        text = row.text(column, desk.context)
        cells.append(
            Cell(
                row=number,
                column=1,
                text=text,
                value=text,
                address=f"entry/{entry.id}/1.{column.id}",
                binding=None if column.read_only else Binding(entry.id, row.table, row.id, column.id),
                problem=waiting.reason if waiting is not None else "",
            )
        )
    columns = (
        SheetColumn("label", _LABEL_WIDTH, "项目"),
        SheetColumn("content", max(column.width for column in entry.columns), "内容"),
    )
    keys = [column.id for column in entry.columns]
    return _sheet(entry, columns, cells, keys, ["record"] * len(keys), header=1)
