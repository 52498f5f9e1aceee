"""Whole tabs replaced by rows of texts: what an import does.

Rows keep their ids where their keys, or else all their cells, agree; so importing twice changes nothing.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from unicodedata import normalize

import msgspec

from db.book import Book
from db.definitions import Entry, EntryColumn
from db.entry import pending, rows, standing, unverified
from db.entry.answered import ANSWERS, put_answers, take_answers
from db.entry.cells import CellFault, Figure, Value, parse_cell, print_cell
from db.entry.costs import find_or_create, names_item, says_more
from db.entry.retry import retry
from db.entry.rows import Row, all_rows, drafts_of, has_cost_items, next_row_id
from db.entry.settle import NAMING, Desk, Reading, desk_of, read_cells
from db.entry.store import Store
from db.entry.units import funding_of_new_unit
from db.errors import BadCells
from db.expression import words

Texts = Mapping[str, str]


class BadCell(msgspec.Struct, frozen=True):
    """A text that cannot be imported. `row` counts from 0 in the rows given; `column` is a column id."""

    entry: str
    row: int
    column: str
    reason: str


def replace(book: Book, entry_id: str, texts: Sequence[Texts]) -> list[BadCell]:
    """Replace one tab; see `replace_all`."""
    return replace_all(book, {entry_id: texts})


def replace_all(book: Book, sheets: Mapping[str, Sequence[Texts]]) -> list[BadCell]:
    """Replace the tabs by the given rows (texts by column id), as one action or a part of the open one.

    A record is one row. Returns every bad cell; when there is any, the caller must roll its action back.
    Raises BadCells when a row that is not given any more still has others standing on it, after all tabs are in.
    """
    desk = desk_of(book)
    entries = [book.pack.entries[entry_id] for entry_id in sheets]
    bad: list[BadCell] = []
    vanished: list[tuple[Entry, Row]] = []
    for entry in entries:
        asked = [column.id for column in entry.columns if column.asks_unit]
        desk.scale.hear(texts[name] for texts in sheets[entry.id] for name in asked if name in texts)
    with book.action(f"导入 {len(sheets)} 张表"):
        # The tabs stand in an order in which each names only rows of those before it.
        for entry in sorted(entries, key=lambda it: it.position):
            if entry.table != ANSWERS:
                taking = _Taking(desk, entry, sheets[entry.id])
                bad += taking.take()
                vanished += [(entry, row) for row in taking.vanished]
        if not bad:
            _remove_vanished(desk, vanished)
            retry(desk, {entry.table for entry in entries})
        # An answer says by place which row it is about: the rows have their places now.
        desk.refresh()
        for entry in entries:
            if entry.table == ANSWERS:
                bad += _Taking(desk, entry, sheets[entry.id]).take()
    return bad


class _Taking:
    """One tab being replaced. `vanished`: rows that others may stand on, to be removed when all tabs are in."""

    def __init__(self, desk: Desk, entry: Entry, texts: Sequence[Texts]) -> None:
        self.vanished: list[Row] = []
        self._desk = desk
        self._entry = entry
        self._texts = texts
        self._store = Store(desk.connection, entry, desk.now)
        self._bad: list[BadCell] = []

    def take(self) -> list[BadCell]:
        """Write the rows; what is wrong with them."""
        if self._entry.layout == "record":
            return self._take_record()
        self._forget_waiting()
        if self._entry.table == "unit":
            self._make_merged_units_known()
        readings = self._read()
        if self._bad:
            return self._bad
        old = [row for row in self._ledger_rows() if row.values is not None]
        _keep_reckoned(readings, old)
        self._write(readings, old)
        if self._entry.table in NAMING:
            self._desk.refresh()
        elif self._desk.lookup.counts is not None:
            self._desk.lookup.counts.forget(self._entry.id)
        return self._bad

    def _ledger_rows(self) -> list[Row]:
        found = all_rows(self._desk.connection, self._entry, self._desk.context)
        return [row for row in found if row.table == self._entry.table]

    def _forget_waiting(self) -> None:
        connection, table = self._desk.connection, self._entry.table
        for row in drafts_of(connection, self._entry):
            pending.drop(connection, table, row.id)
            unverified.drop(connection, table, row.id)
        for row in self._ledger_rows():
            if row.waiting:
                pending.drop(connection, table, row.id)

    def _take_record(self) -> list[BadCell]:
        row = all_rows(self._desk.connection, self._entry, self._desk.context)[0]
        texts = dict(self._texts[0]) if self._texts else {}
        for column in self._entry.columns:
            text = texts.get(column.id, "")
            if not column.read_only or not text:
                continue
            now = print_cell(column, (row.values or {}).get(column.id), self._desk.context)
            if not self._means(column, text, (row.values or {}).get(column.id)):
                reason = f"账套的{column.label}是 {now}，不能由导入改变；请改成 {now}，或新建账套"
                self._bad.append(BadCell(self._entry.id, 0, column.id, reason))
            del texts[column.id]
        reading = read_cells(self._desk, self._entry, row, texts)
        self._blame(0, reading)
        if not self._bad:
            self._store.update(row, reading.values)
            pending.drop(self._desk.connection, row.table, row.id)
        return self._bad

    def _means(self, column: EntryColumn, text: str, value: Value) -> bool:
        try:
            return parse_cell(column, text, self._desk.context) == value
        except CellFault:
            return False

    def _make_merged_units_known(self) -> None:
        """Units that others are merged into may stand below them in the same sheet."""
        known = set(self._desk.lookup.units_by_text)
        if all(not texts.get("merged_into") or texts["merged_into"] in known for texts in self._texts):
            return
        position = rows.last_position(self._desk.connection, self._entry)
        for texts in self._texts:
            code, name = texts.get("code", "").strip(), texts.get("name", "").strip()
            if code and name and code not in known:
                known.add(code)
                position += 1
                self._desk.connection.execute(
                    "insert into unit (code, name, position) values (?, ?, ?)", (code, name, position)
                )
        self._desk.refresh()

    def _read(self) -> list[Reading]:
        """The rows as values, those of a numbered list in the order of their numbers. Faults go to `_bad`."""
        entry, readings = self._entry, []
        seen: dict[tuple[Value, ...], int] = {}
        for number, texts in enumerate(self._texts):
            if entry.layout == "topics" and not texts.get("text", "").strip():
                continue
            reading = read_cells(self._desk, entry, Row(entry.table, 0, 0, None), texts, placed=False)
            if has_cost_items(entry) and names_item(reading) and not says_more(entry, reading):
                reading.faults.clear()
            self._blame(number, reading)
            if entry.key and not reading.faults:
                self._refuse_double(number, reading, seen)
            readings.append((number, reading))
        return self._numbered(readings) if entry.within else [reading for _, reading in readings]

    def _refuse_double(self, number: int, reading: Reading, seen: dict[tuple[Value, ...], int]) -> None:
        key = tuple(reading.values.get(name) for name in self._entry.key)
        numbered = any(it.place and it.id in self._entry.key for it in self._entry.columns)
        if numbered and key[-1] is None:
            return
        if seen.setdefault(key, number) != number:
            labels = "、".join(it.label for it in self._entry.columns if it.id in self._entry.key)
            reason = f"这一行的{labels}与前面的一行相同，请删去一行"
            self._bad.append(BadCell(self._entry.id, number, self._entry.key[-1], reason))

    def _numbered(self, readings: list[tuple[int, Reading]]) -> list[Reading]:
        """Rows sorted inside their group by the number they say; a gap in the numbers is a slip."""
        column = next(it.id for it in self._entry.columns if it.place)
        groups: dict[tuple[Value, ...], list[tuple[int, Reading]]] = defaultdict(list)
        for number, reading in readings:
            groups[tuple(reading.values.get(name) for name in self._entry.within)].append((number, reading))
        order: list[Reading] = []
        for members in groups.values():
            members.sort(key=lambda it: _number(it[1], column))
            for place, (number, reading) in enumerate(members, start=1):
                said = reading.values.get(column)
                if said not in (None, place):
                    reason = f"序号应当从 1 起一个接一个，这里应是 {place}"
                    self._bad.append(BadCell(self._entry.id, number, column, reason))
                reading.values[column] = place
                order.append(reading)
        return order

    def _blame(self, number: int, reading: Reading) -> None:
        for column, fault in reading.faults.items():
            self._bad.append(BadCell(self._entry.id, number, column, fault.reason.rstrip("。")))

    def _write(self, readings: Sequence[Reading], old: Sequence[Row]) -> None:
        matched, left = self._match(readings, old)
        connection = self._desk.connection
        places = {row.id: place for place, row in enumerate(old, start=1)}
        answers = take_answers(connection, self._entry, {row.id for row in left})
        fresh: dict[int, int] = {}  # place -> id of a row that was not there
        if self._entry.table in NAMING:
            self.vanished = left
        else:
            connection.executemany(f"delete from {self._entry.table} where id = ?", [(row.id,) for row in left])
        costs = _Costs(self._desk, self._entry) if has_cost_items(self._entry) else None
        position = 0
        for number, (reading, row) in enumerate(zip(readings, matched, strict=True)):
            if costs is not None and costs.take(reading):
                continue
            position += 1
            try:
                made = self._write_row(reading, row, position)
                fresh.update({position: made} if row is None else {})
            except sqlite3.IntegrityError as fault:
                column = self._store.blamed(fault, {}, ())
                self._bad.append(BadCell(self._entry.id, number, column.id, self._store.reason(fault).rstrip("。")))
        if costs is not None:
            costs.drop_others()
        # A row that says something else now has the answer of the one before it, which lapses with its figures.
        at = ((fresh.get(places[it.row]), it) for it in answers)
        put_answers(connection, self._entry, (it._replace(row=row) for row, it in at if row is not None))

    def _write_row(self, reading: Reading, row: Row | None, position: int) -> int:
        """Write a row at that place; its id."""
        connection, entry = self._desk.connection, self._entry
        if row is None:
            new = Row(entry.table, next_row_id(connection, entry), position, None)
            self._store.insert(new, reading.values)
            if entry.table == "unit":
                funding_of_new_unit(connection, new.id)
            return new.id
        self._store.update(row, reading.values)
        if row.position != position:
            connection.execute(f"update {entry.table} set position = ? where id = ?", (position, row.id))
        return row.id

    def _match(self, readings: Sequence[Reading], old: Sequence[Row]) -> tuple[list[Row | None], list[Row]]:
        """For each reading the ledger row that is the same one, and the rows that are nobody's any more."""
        names = self._entry.key or tuple(column.id for column in self._entry.columns)
        waiting: dict[tuple[Value, ...], list[Row]] = defaultdict(list)
        for row in reversed(old):
            waiting[tuple((row.values or {}).get(name) for name in names)].append(row)
        matched: list[Row | None] = []
        for reading in readings:
            same = waiting.get(tuple(reading.values.get(name) for name in names))
            matched.append(same.pop() if same else None)
        left = [row for rest in waiting.values() for row in rest]
        if self._entry.table in NAMING:
            # （ or ( in a name is no other project: what stands on it must not lose it.
            wide = {_plain_key(row.values or {}, names): row for row in left}
            for number, reading in enumerate(readings):
                if matched[number] is None:
                    matched[number] = wide.pop(_plain_key(reading.values, names), None)
            taken = {row.id for row in matched if row is not None}
            left = [row for row in left if row.id not in taken]
        return matched, left


class _Costs:
    """The cost items of an import, in the order in which they first occur."""

    def __init__(self, desk: Desk, entry: Entry) -> None:
        self._desk = desk
        self._entry = entry
        self._ids: dict[int, int] = {}  # row id -> position
        self._known: dict[tuple[Value, ...], int] = {}

    def take(self, reading: Reading) -> bool:
        """Give the line its cost item. True when the row is a cost item and no line."""
        key = tuple(reading.values.get(name) or "" for name in ("project", "item", "basis"))
        if key not in self._known:
            self._known[key] = find_or_create(self._desk, self._entry, reading.values)
            self._ids.setdefault(self._known[key], len(self._ids) + 1)
        if names_item(reading) and not says_more(self._entry, reading):
            return True
        reading.values["cost_item"] = self._known[key]
        return False

    def drop_others(self) -> None:
        """Remove the cost items that did not occur, and put the others in order."""
        connection = self._desk.connection
        for row_id, position in connection.execute("select id, position from cost_item").fetchall():
            if row_id not in self._ids:
                connection.execute("delete from cost_item where id = ?", (row_id,))
            elif self._ids[row_id] != position:
                connection.execute("update cost_item set position = ? where id = ?", (self._ids[row_id], row_id))


def _keep_reckoned(readings: Sequence[Reading], old: Sequence[Row]) -> None:
    """An expression with names that stood here already keeps what it came to when it was entered, though the counts
    behind its names are others by now: that is offered, and never done on the way."""
    known: dict[tuple[Value, str], Figure] = {}
    for row in old:
        figure = (row.values or {}).get("amount")
        if isinstance(figure, Figure) and words(figure.typed):
            known.setdefault(((row.values or {}).get("unit"), figure.typed), figure)
    for reading in readings:
        figure = reading.values.get("amount")
        if known and isinstance(figure, Figure):
            reading.values["amount"] = known.get((reading.values.get("unit"), figure.typed), figure)


def _plain_key(values: Mapping[str, Value], names: Sequence[str]) -> tuple[Value, ...]:
    found = (values.get(name) for name in names)
    return tuple(normalize("NFKC", it) if isinstance(it, str) else it for it in found)


def _number(reading: Reading, column: str) -> int:
    said = reading.values.get(column)
    return said if isinstance(said, int) else 1_000_000


def _remove_vanished(desk: Desk, vanished: Sequence[tuple[Entry, Row]]) -> None:
    # Children before parents: what stands on a unit may vanish too.
    faults: list[str] = []
    for entry, row in sorted(vanished, key=lambda it: -it[0].position):
        counts = standing.standing_on(desk.connection, row.table, row.id)
        if counts:
            column = next(it for it in entry.columns if it.id in ("name", "code", "text"))
            name = row.text(column, desk.context)
            faults.append(f"{entry.sheet}：里面没有“{name}”，但账套里还有{standing.sentence(counts)}用着它")
        else:
            standing.delete(desk.connection, row.table, row.id)
    if faults:
        raise BadCells("有的行不能去掉，账套没有变化。请把它们补回去，或连同用着它们的行一起去掉。", faults)
    desk.refresh()
