"""What a wage table would do to a book: lines to add and to change, and what has to be asked first.

Rows that go to the same unit, function, item and fund are one line, as the budget wants it. Blank cells of the table
change nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

import msgspec

from db.entry.cells import CellFault, parse_cell
from db.entry.likely import likely, usual
from db.entry.lookup import Context, Lookup
from db.entry.payroll_table import PayrollColumn, PayrollRow, PayrollTable, is_figure, known_code, place
from db.entry.payroll_totals import Tally, tallies
from db.entry.rows import Row, all_rows, next_row_id
from db.entry.units import spending_units
from db.errors import BookError
from db.money import AmountUnit, parse_amount

if TYPE_CHECKING:
    from db.book import Book
    from db.definitions import Entry

Key = tuple[str, str, str, str]  # unit's code, function, economic item, fund
LARGE = 1000  # a wage in 万元 is never that large, the yearly sum of an item in 元 hardly ever smaller


class PayrollAnswers(msgspec.Struct, frozen=True):
    """What the table does not say and the user does. `amounts` None: as the table says, or by the size of its figures.

    `unit`, `function`: of rows that name none; `functions`: of one economic item; `items`: column → the economic item
    it is, '' when it is none.
    """

    amounts: AmountUnit | None = None
    unit: str = ""
    function: str = ""
    functions: Mapping[str, str] = {}
    items: Mapping[int, str] = {}


class PayrollLine(msgspec.Struct, frozen=True):
    """A line that the table makes. Codes as the ledger has them; `fen` and what is typed for it.

    `before`: the amount of the line that is changed, in fen; None: it is added. `sources`: the rows it is made of.
    """

    unit: str
    function: str
    economic: str
    name: str
    fund: str
    fen: int
    text: str
    row_id: int
    before: int | None
    sources: tuple[str, ...]

    @property
    def state(self) -> Literal["add", "change", "same"]:
        """What becomes of the ledger's line."""
        if self.before is None:
            return "add"
        return "same" if self.before == self.fen else "change"


class PayrollPlan(msgspec.Struct, frozen=True):
    """What a table would do to a book. `faults`: why it cannot be done yet; `unsaid`: items whose function no
    row says → the one proposed, '' when there is none; `unread`: columns of figures that are no known item; `notes`:
    what was assumed."""

    entry: str
    amounts: AmountUnit
    lines: tuple[PayrollLine, ...]
    tallies: tuple[Tally, ...]
    faults: tuple[str, ...]
    notes: tuple[str, ...]
    unsaid: Mapping[str, str]
    unread: tuple[PayrollColumn, ...]
    needs_unit: bool

    @property
    def ready(self) -> bool:
        """Can it be applied?"""
        return not self.faults and any(line.state != "same" for line in self.lines)

    @property
    def wrong_totals(self) -> tuple[str, ...]:
        """Every total of the table that does not equal its parts."""
        return tuple(sentence for it in self.tallies for sentence in it.wrong)


def payroll_entry(book: Book) -> Entry | None:
    """The tab that takes wage tables."""
    return next((entry for entry in book.pack.entries.values() if entry.wide), None)


def plan(book: Book, table: PayrollTable, answers: PayrollAnswers = PayrollAnswers()) -> PayrollPlan:  # noqa: B008
    """What the table would do; nothing is changed. Raises BookError when the pack has no tab for wage tables."""
    entry = payroll_entry(book)
    if entry is None:
        raise BookError("这套表样没有可以按工资表粘贴的录入表。")
    return _Planner(book, entry, table, answers).plan()


def assumed_amounts(table: PayrollTable) -> AmountUnit:
    """The unit of the table's figures: what it says, else what their size tells."""
    return table.amounts or (AmountUnit.YUAN if table.largest >= LARGE else AmountUnit.WAN)


def amount_of(row: Row) -> int | None:
    """The amount of a ledger row in fen; None for a draft."""
    value = (row.values or {}).get("amount")
    return getattr(value, "fen", None)


class _Planner:
    def __init__(self, book: Book, entry: Entry, table: PayrollTable, answers: PayrollAnswers) -> None:
        self._book, self._entry, self._table, self._answers = book, entry, table, answers
        self._lookup = Lookup.read(book.connection, book.pack)
        self._columns = {column.id: column for column in entry.columns}
        self._amounts = answers.amounts or assumed_amounts(table)
        self._faults: list[str] = list(table.faults)
        self._notes: list[str] = []
        self._open: dict[str, str] = {}
        self._needs_unit = False
        self._sums: dict[Key, Decimal] = {}
        self._sources: dict[Key, dict[str, None]] = {}
        self._proposed: dict[tuple[str, str], str] = {}
        self._answered = {item: self._answer(text) for item, text in answers.functions.items()}
        self._otherwise = self._answer(answers.function)

    def plan(self) -> PayrollPlan:
        items = self._items()
        above = ""
        for row in self._table.lines:
            above = self._add(row, items, above)
        existing = self._existing()
        lines = tuple(self._lines(existing))
        unread = tuple(it for it in self._table.meaning("unknown") if it.at not in self._answers.items)
        self._faults += [f"“{it.heading or '（没有列名）'}”一列有数，但认不出是哪个经济科目。" for it in unread]
        if not self._table.amounts and self._answers.amounts is None:
            self._notes.append(f"表里没有写单位，按数的大小当作{self._amounts.value}。")
        self._note_left_out()
        self._note_rounding(lines)
        self._note_doubles(items)
        return PayrollPlan(
            entry=self._entry.id,
            amounts=self._amounts,
            lines=lines,
            tallies=tallies(self._table),
            faults=tuple(dict.fromkeys(self._faults)),
            notes=tuple(dict.fromkeys(self._notes)),
            unsaid=self._open,
            unread=tuple(self._table.meaning("unknown")),
            needs_unit=self._needs_unit,
        )

    def _items(self) -> list[PayrollColumn]:
        """The columns that are economic items, those the user named included."""
        answered = self._answers.items
        found = []
        for column in self._table.columns:
            economic = answered.get(column.at, column.economic if column.means == "economic" else "")
            if economic:
                found.append(msgspec.structs.replace(column, economic=economic, means="economic"))
        return found

    def _add(self, row: PayrollRow, items: list[PayrollColumn], above: str) -> str:
        """Count a row in; the function that it names, or the one above it in a merged cell."""
        unit, fund = self._unit(row), self._fund(row)
        said = self._said(row, "function")
        function = self._function(row, said, above)
        for column in items:
            if column.at not in row.figures:
                continue
            goes_to = function or self._function_of(column, unit)
            if not function:
                self._open[column.economic] = goes_to
            if not goes_to:
                self._faults.append(self._which_function(column, unit))
            key = (unit, goes_to, column.economic, fund)
            self._sums[key] = self._sums.get(key, Decimal()) + row.figures[column.at]
            self._sources.setdefault(key, {})[row.label] = None
        return function

    def _said(self, row: PayrollRow, means: Literal["function", "unit", "fund"]) -> str:
        return next((text for column in self._table.meaning(means) if (text := row.texts.get(column.at, ""))), "")

    def _function(self, row: PayrollRow, said: str, above: str) -> str:
        if not self._table.meaning("function"):
            return ""
        if not said:
            if above:
                self._notes.append(f"“{row.label}”没有写功能科目，按上一行的 {above}。")
            return above
        found = known_code(self._columns["function"], said, self._lookup)
        if found is None:
            self._faults.append(f"第 {row.at + 1} 行：“{said}”不是功能科目的末级编码或名称。")
        return found or ""

    def _answer(self, text: str) -> str:
        found = known_code(self._columns["function"], text, self._lookup) if text.strip() else ""
        if found is None:
            self._faults.append(f"“{text}”不是功能科目的末级编码或名称。")
        return found or ""

    def _function_of(self, column: PayrollColumn, unit: str) -> str:
        """Where the money of an item goes when its row does not say."""
        answered = self._answered.get(column.economic)
        if answered or column.function:
            return answered or column.function
        key = (unit, column.economic)
        if key not in self._proposed:
            texts = {"unit": unit, "economic": column.economic}
            found = likely(self._book, self._entry, "function", texts, self._lookup)
            self._proposed[key] = known_code(self._columns["function"], found, self._lookup) or "" if found else ""
        return self._proposed[key] or self._otherwise

    def _which_function(self, column: PayrollColumn, unit: str) -> str:
        texts = {"unit": unit, "economic": column.economic}
        there = usual(self._book, self._entry, "function", texts, self._lookup)
        said = f"账套里它分在 {'、'.join(there)}，" if there else ""
        return f"没有写“{column.heading}”的功能科目，{said}请填一个。"

    def _unit(self, row: PayrollRow) -> str:
        said = self._said(row, "unit")
        if not said:
            units = spending_units(self._book.connection)
            said = self._answers.unit or (units[0] if len(units) == 1 else "")
        if not said:
            self._needs_unit = True
            self._faults.append("账套里有几个单位，表里没有写是哪一个，请选一个。")
            return ""
        found = self._read("unit", said, row)
        return self._lookup.units[found].code if isinstance(found, int) else ""

    def _fund(self, row: PayrollRow) -> str:
        column = self._columns.get("fund")
        if column is None:
            return ""
        found = self._read("fund", self._said(row, "fund") or column.default, row)
        return found if isinstance(found, str) else ""

    def _read(self, column_id: str, text: str, row: PayrollRow) -> object:
        try:
            return parse_cell(self._columns[column_id], text, Context(self._lookup))
        except CellFault as fault:
            self._faults.append(f"第 {row.at + 1} 行：{fault.reason}")
            return None

    def _existing(self) -> dict[Key, list[tuple[int, int]]]:
        """The ledger's lines of the current year by key: row id and fen."""
        found: dict[Key, list[tuple[int, int]]] = {}
        for row in all_rows(self._book.connection, self._entry, Context(self._lookup)):
            values, amount = row.values, amount_of(row)
            if values is None or amount is None or values.get("source", "current") != "current":
                continue
            unit = values.get("unit")
            code = self._lookup.units[unit].code if isinstance(unit, int) else ""
            key = (code, str(values["function"]), str(values["economic"]), str(values.get("fund", "")))
            found.setdefault(key, []).append((row.id, amount))
        return found

    def _lines(self, existing: Mapping[Key, list[tuple[int, int]]]) -> Iterator[PayrollLine]:
        free = next_row_id(self._book.connection, self._entry)
        for key, total in self._sums.items():
            there = existing.get(key, [])
            unit, function, economic, fund = key
            name = self._lookup.code_name(self._catalog("economic"), economic) or economic
            if len(there) > 1:
                self._faults.append(
                    f"“{name}”（{function}）在账套里已有 {len(there)} 行，不知道改哪一行；请先合并成一行。"
                )
            if not there and not total:
                continue
            text = self._typed(total)
            fen = parse_amount(text, self._lookup.amounts).fen
            row_id, before = there[0] if there else (free, None)
            free += not there
            sources = tuple(self._sources[key])
            yield PayrollLine(unit, function, economic, name, fund, fen, text, row_id, before, sources)

    def _catalog(self, column_id: str) -> str:
        return self._columns[column_id].catalog

    def _typed(self, total: Decimal) -> str:
        """What is typed for a figure of the table: with its unit, so that none is asked about after its preview."""
        plain = f"{total.normalize():f}" if total != round(total, 2) else f"{total:.2f}"
        return f"{plain}{self._amounts.value}"

    def _note_left_out(self) -> None:
        """Figures that are nobody's item (a number, heads, what staff pay themselves) are left out, and it is said."""
        left = [
            column.heading
            for column in self._table.meaning("skip")
            if column.heading and any(is_figure(row.texts.get(column.at, "")) for row in self._table.lines)
        ]
        if left:
            self._notes.append(f"没有录入的列：{'、'.join(left)}。")

    def _note_doubles(self, items: list[PayrollColumn]) -> None:
        """Columns of one name are added up like any of one item; but the second may be the first once more."""
        named: dict[tuple[str, str], list[str]] = {}
        for column in items:
            named.setdefault((column.economic, column.heading), []).append(place(0, column.at)[:-1])
        for (_, heading), letters in named.items():
            if len(letters) > 1:
                columns = "、".join(letters)
                self._notes.append(f"{columns} 列都叫“{heading}”，各列的数加在一起；重复的请在原表里删去一列再来。")

    def _note_rounding(self, lines: tuple[PayrollLine, ...]) -> None:
        exact = sum(self._sums.values(), Decimal()) * self._amounts.fen
        off = sum(line.fen for line in lines) - exact
        if off:
            yuan = (off / 100).normalize()
            self._notes.append(f"账套按 0.01 {self._lookup.amounts.value}四舍五入，各行合起来与原表相差 {yuan:,f} 元。")
