"""Where a row belongs once its cells have been typed: in the ledger, among the drafts, or in both.

A row whose required cells cannot be filled leaves the ledger and waits as a draft; it returns when the last fault is
mended. A row that others stand on keeps its old value instead. An empty-able cell becomes empty and its text waits.
"""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from db.book import Book, local_time
from db.definitions import Entry, EntryColumn
from db.entry import pending, rows, standing, unverified
from db.entry.automatic import may_follow
from db.entry.cells import CellFault, Figure, Value, parse_cell, print_cell
from db.entry.lookup import Context, Lookup
from db.entry.mends import Retype
from db.entry.pending import Waiting
from db.entry.renaming import rename_project
from db.entry.rows import COST_ITEM, Row
from db.entry.scale import Scale
from db.entry.store import Store
from db.entry.units import funding_of_new_unit
from db.pack import Pack

NAMING = frozenset({"unit", "project", "objective", "code"})  # tables whose rows other rows name


@dataclass
class Desk:
    """What one command has at hand: the connection, the pack, and the names as they are now."""

    connection: sqlite3.Connection
    pack: Pack
    lookup: Lookup
    now: str = ""  # ISO time of the command
    reserved: int = 0  # ids up to here are promised to rows that are still to be written
    scale: Scale = field(init=False)
    _stores: dict[str, Store] = field(default_factory=dict)
    _last: dict[str, int] = field(default_factory=dict)
    _promised: dict[str, set[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.scale = Scale(self.connection, self.pack, self.lookup.amounts)

    @property
    def context(self) -> Context:
        """The names, beside no cells yet."""
        return Context(self.lookup, scale=self.scale)

    def refresh(self) -> None:
        """Read the names anew after a row that others name has changed."""
        self.lookup = Lookup.read(self.connection, self.pack)

    def next_position(self, entry: Entry) -> int:
        """The position of one more row at the end of a tab."""
        last = self._last.get(entry.id) or rows.last_position(self.connection, entry)
        self._last[entry.id] = last + 1
        return last + 1

    def fresh_id(self, entry: Entry, wanted: int = 0) -> int:
        """The id of a row that is still to be written: the wanted one where it is free. No two rows of a command get
        the same, or the later one would take the place of the earlier."""
        promised = self._promised.setdefault(entry.table, set())
        shared = (entry.table, COST_ITEM) if rows.has_cost_items(entry) else (entry.table,)
        if wanted <= 0 or wanted in promised or any(rows.is_taken(self.connection, it, wanted) for it in shared):
            wanted = max(rows.next_row_id(self.connection, entry), max(promised, default=0) + 1)
        promised.add(wanted)
        return wanted

    def store(self, entry: Entry) -> Store:
        """Writes rows of that entry's table."""
        if entry.id not in self._stores:
            self._stores[entry.id] = Store(self.connection, entry, self.now)
        return self._stores[entry.id]


def desk_of(book: Book) -> Desk:
    """What a command on that book has at hand."""
    now = local_time().isoformat(timespec="seconds")
    return Desk(book.connection, book.pack, Lookup.read(book.connection, book.pack), now)


@dataclass
class Reading:
    """A row's cells as values, and the texts that are none."""

    values: dict[str, Value] = field(default_factory=dict)
    faults: dict[str, Waiting] = field(default_factory=dict)
    mends: dict[str, tuple[Retype, ...]] = field(default_factory=dict)  # ways out of faults
    follows: bool = False


def read_cells(desk: Desk, entry: Entry, row: Row, texts: Mapping[str, str], *, placed: bool = True) -> Reading:
    """Every cell of a row: typed now, waiting since, or as the ledger has it; with defaults filled in.

    `placed`: a number of its place is compared with the places there are now.
    """
    reading = Reading()
    context = replace(desk.context, elsewhere=row.values is not None and "unit" not in texts)
    for column in entry.columns:
        known = _unchanged(column, row, texts)
        if known is not None:
            reading.values[column.id] = row.values.get(column.id) if row.values else None
        else:
            text = texts[column.id] if column.id in texts else row.text(column, context)
            _read_cell(reading, column, text, _asking(context, column, row, texts))
        context = _beside(context, column, reading.values.get(column.id))
    project = context.project
    if project and "unit" not in reading.faults and any(it.id == "unit" and it.via for it in entry.columns):
        reading.values["unit"] = desk.lookup.projects[project].unit
    if placed:
        _check_place(reading, entry, row, desk.lookup)
    _fill(reading, entry, row, texts, desk.context)
    if entry.table == "funding":
        _follow_spending(desk, entry, reading, row, texts)
    return reading


def _asking(context: Context, column: EntryColumn, row: Row, texts: Mapping[str, str]) -> Context:
    """What was typed before and found good is not asked about now; what was asked about still is."""
    waiting = row.waiting.get(column.id)
    if waiting is None or column.id in texts:
        return context
    return replace(context, again=True) if waiting.reason else replace(context, scale=None)


def _read_cell(reading: Reading, column: EntryColumn, text: str, context: Context) -> None:
    try:
        reading.values[column.id] = parse_cell(column, text, context)
    except CellFault as fault:
        reading.values[column.id] = None
        reading.faults[column.id] = Waiting(text, fault.reason)
        reading.mends[column.id] = fault.mends


def _unchanged(column: EntryColumn, row: Row, texts: Mapping[str, str]) -> bool | None:
    """True when the cell's value is the ledger's; None when its text has to be read (again)."""
    if row.values is None or column.id in texts or column.id in row.waiting:
        return None
    beside = {"project": ("unit",), "objective": ("unit", "project", "term")}.get(column.type, ())
    return None if any(name in texts for name in beside) else True


def _check_place(reading: Reading, entry: Entry, row: Row, lookup: Lookup) -> None:
    """A number beyond the end of its list is a slip, not a wish."""
    for column in entry.columns:
        wanted = reading.values.get(column.id)
        if not column.place or not isinstance(wanted, int) or (row.values and row.values.get(column.id) == wanted):
            continue
        project, term = reading.values.get("project") or 0, reading.values.get("term")
        peers = sum(
            1 for it, name in lookup.objectives.items() if (name.project, name.term) == (project, term) and it != row.id
        )
        if wanted > peers + 1:
            reading.values[column.id] = None
            reason = f"这里只有 {peers} 个别的目标，序号最大是 {peers + 1}。"
            reading.faults[column.id] = Waiting(str(wanted), reason)


def _beside(context: Context, column: EntryColumn, value: Value) -> Context:
    if column.type == "unit" and column.id == "unit" and isinstance(value, int):
        return replace(context, unit=value)
    if column.type == "project" and isinstance(value, int):
        return replace(context, project=value)
    if column.id == "term" and isinstance(value, str):
        return replace(context, term=value)
    return context


def _fill(reading: Reading, entry: Entry, row: Row, texts: Mapping[str, str], context: Context) -> None:
    """Defaults for empty cells, then what is required and still missing."""
    for column in entry.columns:
        if column.default_from:
            _follow(reading, column, row, texts, context)
        if column.id in reading.faults or reading.values.get(column.id) not in (None, ""):
            continue
        if column.default:
            reading.values[column.id] = parse_cell(column, column.default, context)
        elif column.required and not _excused(reading, column):
            label = column.label.partition("(")[0]
            reading.faults[column.id] = Waiting("", f"还没有填{label}，请补上。")


def _excused(reading: Reading, column: EntryColumn) -> bool:
    """What follows another cell is not missed while that cell is not filled itself."""
    source = column.default_from.partition(".")[0]
    return bool(source) and reading.values.get(source) is None


def _follow(reading: Reading, column: EntryColumn, row: Row, texts: Mapping[str, str], context: Context) -> None:
    """A cell with `default_from` takes the attribute of the code beside it, until it is typed otherwise."""
    source = column.default_from.partition(".")[0]
    before = row.values.get(source) if row.values is not None else None
    followed = row.follows or (
        row.values is not None and row.values.get(column.id) == default_from(column, before, context)
    )
    typed = column.id in texts and bool(texts[column.id])
    default = default_from(column, reading.values.get(source), context)
    if not typed and (reading.values.get(column.id) is None or (followed and source in texts)):
        if reading.values.get(source) is not None and column.id not in reading.faults:
            reading.values[column.id] = default
        reading.follows = True
    elif followed and not typed:
        reading.follows = True


def default_from(column: EntryColumn, code: Value, context: Context) -> str | None:
    """The default that `column.default_from` gives for a code in its source column; None: it must be typed."""
    _, _, attribute = column.default_from.partition(".")
    if not isinstance(code, str):
        return None
    catalog = context.lookup.pack.catalogs[column.default_from.partition(".")[0]]
    found = catalog.rows.get(code)
    value = found.attributes.get(attribute, "") if found else ""
    return value if any(choice.value == value for choice in column.choices) else None


def _follow_spending(desk: Desk, entry: Entry, reading: Reading, row: Row, texts: Mapping[str, str]) -> None:
    """Income that is automatic has no amount of its own: typing one ends it, clearing that or 是 brings it back."""
    was_automatic = row.values is not None and row.values.get("automatic") == 1
    values = reading.values
    may = may_follow(values)
    if "automatic" not in texts and was_automatic and texts.get("amount"):
        values["automatic"] = 0
    elif "automatic" not in texts and may and "amount" in texts and not texts["amount"].strip():
        values["automatic"] = 1
    if values.get("automatic") == 1 and not may and "automatic" not in reading.faults:
        reading.faults["automatic"] = Waiting("是", "只有本年的财政拨款收入可以自动随支出走，请填 否 并填金额。")
    elif values.get("automatic") == 1 and texts.get("amount"):
        reading.faults["automatic"] = Waiting("是", "填了金额就不能自动随支出走，请填 否，或清除金额。")
    elif values.get("automatic") == 1:
        if "amount" not in reading.faults or not reading.faults["amount"].text:
            reading.faults.pop("amount", None)
        values["amount"] = Figure(0)
    elif was_automatic and not texts.get("amount"):
        # Ended without a figure: the one it had followed stays.
        found = desk.connection.execute("select amount from fact_funding where id = ?", (row.id,)).fetchone()
        reading.faults.pop("amount", None)
        values["amount"] = Figure(int(found[0]) if found else 0)


def settle(desk: Desk, entry: Entry, row: Row, texts: Mapping[str, str]) -> tuple[str, int]:
    """Type `texts` into the cells of a row and put the row where it belongs. Its table and id from now on.

    Runs inside an action. Never fails for what was typed: what cannot be a value waits.
    """
    reading = read_cells(desk, entry, row, texts)
    if rows.has_cost_items(entry):
        from db.entry.costs import settle_line

        return settle_line(desk, entry, row, reading, texts)
    place_row(desk, entry, row, reading, texts)
    if desk.lookup.counts is not None:
        desk.lookup.counts.forget(entry.id)
    return row.table, row.id


def place_row(desk: Desk, entry: Entry, row: Row, reading: Reading, texts: Mapping[str, str]) -> None:
    """Write the row to the ledger or to the drafts, whatever its faults ask for."""
    store = desk.store(entry)
    while True:
        hard = [name for name in reading.faults if not store.can_be_empty(name)]
        try:
            if hard and row.values is None:
                _write_draft(desk, entry, row, reading, texts)
            elif hard and (entry.layout != "list" or standing.standing_on(desk.connection, row.table, row.id)):
                _keep_old(desk, entry, row, reading, hard)
            elif hard:
                unsure = unverified.columns_of(desk.connection, row.table, row.id)
                standing.delete(desk.connection, row.table, row.id)
                _write_draft(desk, entry, row, reading, texts)
                # The row leaves the ledger for a while; what nobody has confirmed in it stays unconfirmed.
                unverified.mark(desk.connection, ((row.table, row.id, it) for it in unsure - texts.keys()))
            else:
                _write_ledger(desk, entry, row, reading)
            return
        except sqlite3.IntegrityError as fault:
            column = store.blamed(fault, texts, reading.faults)
            text = texts.get(column.id) or print_cell(column, reading.values.get(column.id), desk.context)
            reading.faults[column.id] = Waiting(text, store.reason(fault))
            reading.values[column.id] = None


def _write_ledger(desk: Desk, entry: Entry, row: Row, reading: Reading) -> None:
    store = desk.store(entry)
    if row.values is None:
        store.insert(row, reading.values)
        if entry.table == "unit":
            funding_of_new_unit(desk.connection, row.id)
    else:
        store.update(row, reading.values)
        if entry.table == "project":
            rename_project(desk.connection, desk.pack, str(row.values["name"]), str(reading.values["name"]))
    pending.write(desk.connection, row.table, row.id, reading.faults)
    if entry.table in NAMING:
        store.place(row.id, reading.values)
        desk.refresh()


def _keep_old(desk: Desk, entry: Entry, row: Row, reading: Reading, hard: list[str]) -> None:
    """Cells at fault keep the value the ledger has; the others are written."""
    store = desk.store(entry)
    waiting = dict(reading.faults)
    old = row.values or {}
    for column in entry.columns:
        if column.id in hard:
            reading.values[column.id] = old.get(column.id)
            shown = print_cell(column, old.get(column.id), desk.context)
            text, reason = waiting[column.id]
            waiting[column.id] = Waiting(text, f"{reason}（账套里仍按“{shown}”。）")
    store.update(row, reading.values)
    pending.write(desk.connection, row.table, row.id, waiting)
    if entry.table in NAMING:
        desk.refresh()


def _write_draft(desk: Desk, entry: Entry, row: Row, reading: Reading, texts: Mapping[str, str]) -> None:
    cells: dict[str, Waiting] = {}
    for column in entry.columns:
        fault = reading.faults.get(column.id)
        if fault is not None:
            cells[column.id] = fault
            continue
        text = texts[column.id] if column.place and column.id in texts else ""
        text = text or print_cell(column, reading.values.get(column.id), desk.context)
        if text:
            cells[column.id] = Waiting(text, "")
    cells[pending.ENTRY] = Waiting(entry.id, "")
    cells[pending.POSITION] = Waiting(str(row.position), "")
    if reading.follows:
        cells[pending.FOLLOWS] = Waiting("", "")
    pending.write(desk.connection, entry.table, row.id, cells)
    if entry.table in NAMING:
        desk.refresh()


def find_row(desk: Desk, entry: Entry, table: str, row_id: int) -> Row:
    """The row of a binding; a new one at the end of the tab when there is none of that id yet."""
    found = rows.one_row(desk.connection, entry, table, row_id)
    if found is not None:
        return found
    # A new row's id may have been taken since it was shown, by a row of another tab on the same table.
    new_id = desk.fresh_id(entry, row_id if table == entry.table else 0)
    return Row(entry.table, new_id, desk.next_position(entry), None, {})
