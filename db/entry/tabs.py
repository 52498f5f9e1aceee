"""An entry tab as a Sheet: a row per ledger row and draft, each cell bound to where its text goes."""

from collections.abc import Sequence

import msgspec

from db.book import Book, Changes
from db.definitions import Align, CellType, Entry, EntryColumn
from db.entry import pending, unverified
from db.entry.automatic import sign_of
from db.entry.cells import Figure, Value, print_amount, print_cell
from db.entry.completion import Completion, completions
from db.entry.doubts import SIGN, Doubts
from db.entry.hints import name_behind
from db.entry.lookup import Lookup
from db.entry.rows import COST_ITEM, Row, next_row_id, one_row, row_order
from db.entry.settle import NAMING, Desk, desk_of
from db.entry.topics import sheet_rows
from db.forms.sheet import Binding, Cell, Role, Sheet, SheetColumn

__all__ = ["Completion", "EntryRow", "completions", "entry_rows", "entry_sheet"]

_RIGHT = frozenset({"amount", "integer", "decimal", "year"})
_TYPES: dict[str, CellType] = {"amount": "amount", "integer": "integer", "year": "integer", "code": "code"}
_LABEL_WIDTH = 20
_MOST_DRAWN = 200  # rows behind the first that came, went or moved; more are drawn with all the others
_NONE = ("", "")  # no sign, and no sentence behind it


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


def entry_sheet(book: Book, entry_id: str, before: Sheet | None = None, changes: Changes | None = None) -> Sheet:
    """A tab as it stands: a header row, then the rows in order, and an empty one to type the next into.

    A record and a topics tab have no empty row. Addresses count rows from 1: `entry/basic/12.amount`.
    `before`, the tab's Sheet before `changes`, saves drawing again the rows that did not change.
    """
    desk, entry = desk_of(book), book.pack.entries[entry_id]
    if before is not None and changes is not None:
        redrawn = _redrawn(desk, entry, before, changes)
        if redrawn is not None:
            return redrawn
    found = sheet_rows(desk, entry)
    if entry.layout == "record":
        return _record_sheet(desk, entry, found[0])
    painter = _Painter(desk, entry)
    cells = painter.header()
    for number, row in enumerate(found, start=1):
        cells.extend(painter.row(row, number))
    kinds = [_kind(row) for row in found]
    keys = [_key(row) for row in found]
    if entry.layout == "list":
        new = Row(entry.table, next_row_id(book.connection, entry), 0, None)
        cells.extend(painter.row(new, len(found) + 1))
        kinds.append("new")
        keys.append(_key(new))
    columns = tuple(
        SheetColumn(column.id, column.width, label) for column, label in zip(entry.columns, painter.labels, strict=True)
    )
    return _sheet(entry, columns, cells, keys, kinds, header=1)


def _kind(row: Row) -> str:
    return "draft" if row.values is None else "record"


def _key(row: Row) -> str:
    return f"{row.table}/{row.id}"


def _redrawn(desk: Desk, entry: Entry, before: Sheet, changes: Changes) -> Sheet | None:
    """`before` with the rows that changed drawn anew, and those behind the first that came, went or moved.

    None when more than that may look different.
    """
    others = changes.tables - {entry.table, "pending"}
    if entry.layout != "list" or entry.table in NAMING or entry.table == "funding" or others:
        return None
    table = entry.table
    in_place = _in_place(entry, changes)
    keys = before.row_keys if in_place else _keys(desk, entry)
    kept = len(before.row_keys) if keys == before.row_keys else _alike(before.row_keys[:-1], keys[:-1])
    if len(keys) - kept > _MOST_DRAWN:
        return None
    painter, width = _Painter(desk, entry), len(entry.columns)
    cells, kinds = list(before.cells[: width * (kept + 1)]), list(before.row_kinds[:kept])
    touched = {f"{table}/{row_id}" for name, row_id in changes.rows if name == table}
    if not in_place:
        # A change of what waits names the row of `pending`; its own is found by looking at them all, and they are few.
        touched |= {f"{table}/{row_id}" for row_id in pending.of_table(desk.connection, table)}
        touched |= {_key_of(cell.binding) for cell in before.cells if cell.problem and cell.binding is not None}
    places = {key: number for number, key in enumerate(keys[:-1]) if number >= kept or key in touched}
    for key, number in places.items():
        row = one_row(desk.connection, entry, table, int(key.partition("/")[2]))
        if row is None:
            return None
        cells[width * (number + 1) : width * (number + 2)] = painter.row(row, number + 1)
        kinds[number : number + 1] = [_kind(row)]
    if kept < len(keys):
        cells.extend(painter.row(Row(table, int(keys[-1].partition("/")[2]), 0, None), len(keys)))
        kinds.append("new")
    return _sheet(entry, before.columns, cells, keys, kinds, header=1)


def _alike(old: Sequence[str], new: Sequence[str]) -> int:
    """How many keys both begin with."""
    return next(
        (at for at, (was, now) in enumerate(zip(old, new, strict=False)) if was != now), min(len(old), len(new))
    )


def _in_place(entry: Entry, changes: Changes) -> bool:
    """Did rows keep their places, for nothing changed that says which rows a tab has, in what order?"""
    columns = changes.amended.get(entry.table)
    # An item of costs that its last line leaves becomes a row of its own.
    order = {"position", "cost_item", *entry.scope}
    return columns is not None and changes.tables == {entry.table} and not columns & order


def _keys(desk: Desk, entry: Entry) -> tuple[str, ...]:
    """The row keys of a list as it stands, its empty row's included."""
    order = row_order(desk.connection, entry)
    return tuple(f"{entry.table}/{row_id}" for row_id in (*order, next_row_id(desk.connection, entry)))


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
        frozen_columns=entry.frozen_columns,
    )


class _Painter:
    """Draws the rows of one tab. What a value prints as is worked out once."""

    def __init__(self, desk: Desk, entry: Entry) -> None:
        self.labels = [column.label.format(amounts=desk.lookup.amounts.value) for column in entry.columns]
        self._entry = entry
        self._context = desk.context
        self._followed = _followed(desk, entry)
        self._unverified = {it: unverified.of_table(desk.connection, it) for it in (entry.table, COST_ITEM)}
        self._signs = entry.table == "funding" or any(self._unverified.values())
        self._doubts = Doubts(entry, desk.lookup)
        self._known: dict[tuple[str, object], tuple[str, str]] = {}
        self._choices = {it.id: _choices(it, desk.lookup) for it in entry.columns}
        self._columns = [
            (number, it, _TYPES.get(it.type, "text"), _align(it)) for number, it in enumerate(entry.columns)
        ]

    def header(self) -> list[Cell]:
        """The cells of the header row."""
        return [
            Cell(row=0, column=number, text=label, role=Role.HEADER, bold=True, align="center", wrap=True)
            for number, label in enumerate(self.labels)
        ]

    def row(self, row: Row, number: int) -> list[Cell]:
        """The cells of a row, one a column; `number` is its place from 1, and its row in the Sheet."""
        begun = f"entry/{self._entry.id}/{number}."
        doubts = self._doubts.of_row(row)
        cells = []
        for place, column, kind, align in self._columns:
            waiting = row.waiting.get(column.id)
            value = row.values.get(column.id) if row.values is not None and waiting is None else None
            text, typed, hint = self._texts(row, column, value)
            if row.id in self._followed and column.id == "amount":
                value = Figure(self._followed[row.id])
                text = print_amount(value.fen, self._context)
            fixed = self._entry.layout == "topics" and column.id == "topic"
            doubt = doubts.get(column.id)
            sign, remark = (SIGN, f"{doubt.reason}。") if doubt else self._sign(row, column) if self._signs else _NONE
            cells.append(
                Cell(
                    row=number,
                    column=place,
                    text=text,
                    typed=typed,
                    value=value.fen if isinstance(value, Figure) else value if column.type in _TYPES else text,
                    type=kind,
                    role=Role.LABEL if fixed else Role.BODY,
                    align=align,
                    wrap=column.type == "paragraph",
                    address=begun + column.id,
                    binding=None if fixed else Binding(self._entry.id, row.table, row.id, column.id),
                    problem=waiting.reason if waiting is not None else "",
                    hint=hint,
                    sign=sign,
                    remark=remark,
                    choices=self._choices[column.id],
                )
            )
        return cells

    def _sign(self, row: Row, column: EntryColumn) -> tuple[str, str]:
        """The sign in a cell and the sentence behind it, each '' when there is none."""
        if column.id in row.waiting:
            return _NONE
        if (row.id, column.id) in self._unverified[row.table]:
            return unverified.SIGN, unverified.REMARK
        if self._entry.table == "funding" and column.id == "amount" and row.values is not None:
            return sign_of(row.values)
        return _NONE

    def _texts(self, row: Row, column: EntryColumn, value: Value) -> tuple[str, str, str]:
        """What a cell shows, what its editor opens with when that differs, and its hint."""
        if isinstance(value, Figure):
            text, again = print_amount(value.fen, self._context), print_cell(column, value, self._context)
            return text, again if again != text else "", ""
        if value is None:
            text = row.text(column, self._context) if row.waiting else ""
            return text, "", name_behind(column, text, self._context)
        if (column.id, value) not in self._known:
            text = row.text(column, self._context)
            self._known[column.id, value] = text, name_behind(column, text, self._context)
        text, hint = self._known[column.id, value]
        return text, "", hint


def _followed(desk: Desk, entry: Entry) -> dict[int, int]:
    """What automatic income amounts to now, in fen by row id."""
    if entry.table != "funding":
        return {}
    return dict(desk.connection.execute("select id, amount from fact_funding where automatic = 1"))


def _key_of(binding: Binding) -> str:
    return f"{binding.table}/{binding.row_id}"


def _choices(column: EntryColumn, lookup: Lookup) -> tuple[str, ...]:
    if column.type == "flag":
        return ("否", "是")
    return tuple(choice.label for choice in lookup.choices(column)) if column.type == "choice" else ()


def _align(column: EntryColumn) -> Align:
    if column.type in _RIGHT:
        return "right"
    return "center" if column.type == "flag" else "left"


def _record_sheet(desk: Desk, entry: Entry, row: Row) -> Sheet:
    marked = unverified.columns_of(desk.connection, row.table, row.id)
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
                sign=unverified.SIGN if column.id in marked else "",
                remark=unverified.REMARK if column.id in marked else "",
            )
        )
    columns = (
        SheetColumn("label", _LABEL_WIDTH, "项目"),
        SheetColumn("content", max(column.width for column in entry.columns), "内容"),
    )
    keys = [column.id for column in entry.columns]
    return _sheet(entry, columns, cells, keys, ["record"] * len(keys), header=1)
