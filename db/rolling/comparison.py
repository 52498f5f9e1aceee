"""与上年比较: an entry tab beside what last year budgeted under the same names.

Read-only columns behind that of the amount, and last year's lines that have no counterpart this year as rows below it.
Where last year is known less exactly (a published form tells economic items, not the function of each), lines are
compared by what it does tell.
"""

from collections import defaultdict
from collections.abc import Sequence
from unicodedata import normalize

import msgspec

from db.book import Book
from db.definitions import Entry
from db.entry.lookup import Context, Lookup
from db.entry.rows import COST_ITEM
from db.forms.beside import ADDED, PRIOR
from db.forms.sheet import Cell, Role, Sheet, SheetColumn
from db.money import format_amount, format_percent
from db.rolling.beginning import SHOWN, texts_of
from db.rolling.change import Change, change
from db.rolling.lines import KEYS, TABLES, PriorLine, keyed_rows, known_lines

SAME, NEW, GONE = "〃", "新增", "今年没有"

REMARK = "上年有、今年没有的一行。今年还要的，按 Ctrl+Shift+D（右键“按上年的行新增”）带上来，再填金额。"

_ITEM = ("unit", "project", "item")

_WIDTHS = (10, 10, 11)
_AMOUNTS = ("amount", "unit_price")  # the column that last year stands behind
Key = tuple[str, ...]


def can_be_compared(entry: Entry) -> bool:
    """Has the tab lines whose counterparts of last year can be known?"""
    return entry.layout == "list" and entry.table in TABLES


def is_known(book: Book) -> bool:
    """Does the book know last year's lines?"""
    year = book.record().year - 1
    return book.connection.execute("select 1 from prior_line where year = ? limit 1", (year,)).fetchone() is not None


def compared(book: Book, sheet: Sheet) -> Sheet:
    """The Sheet of an entry tab with last year beside it; the Sheet itself when it cannot be compared."""
    entry = book.pack.entries[sheet.form]
    if not can_be_compared(entry):
        return sheet
    return _Comparison(book, entry).beside(sheet)


class _Comparison:
    def __init__(self, book: Book, entry: Entry) -> None:
        record = book.record()
        self._pack, self._entry, self._unit = book.pack, entry, record.amounts
        self._year = record.year - 1
        self._names = (f"{self._year}年", "增减", "增减%")
        ids = [column.id for column in entry.columns]
        self._spot = next((ids.index(name) + 1 for name in _AMOUNTS if name in ids), len(ids))
        self._context = Context(Lookup.read(book.connection, book.pack))
        kinds = entry.scope.get("nature", ())
        allowed = {kinds} if isinstance(kinds, str) else set(kinds)
        known = known_lines(book.connection, self._year, entry.table).items()
        self._lines = {key: line for key, line in known if not allowed or not line.kind or line.kind in allowed}
        self._rows = keyed_rows(book.connection, entry.table)
        self._begun: set[Key] = set()  # last year's lines whose item of costs stands there without a line so far
        self._told = [key for key in KEYS if any(getattr(line, key) for line in self._lines.values())]

    def beside(self, sheet: Sheet) -> Sheet:
        width, first = len(sheet.columns), sheet.body_start
        ids = [self._row_id(key) for key in sheet.row_keys]
        groups: dict[Key, list[int]] = defaultdict(list)
        for place, row_id in enumerate(ids):
            if row_id is not None:
                groups[self._key(self._rows[row_id])].append(place)
        prior: dict[Key, list[int]] = defaultdict(list)
        for line_id, line in self._lines.items():
            prior[self._key(line)].append(line_id)
        beside: dict[int, Sequence[Cell]] = self._unpriced(sheet, prior, set(groups))
        for key, places in groups.items():
            now = sum(self._rows[row_id].amount for place in places if (row_id := ids[place]) is not None)
            before = sum(self._lines[it].amount for it in prior.get(key, ()))
            beside[places[0]] = self._figures(first + places[0], now, before if key in prior else None)
            for place in places[1:]:
                beside[place] = self._joined(first + place, places[0])
        cells: list[Cell] = []
        for row in range(sheet.rows):
            added = self._heads(row) if row < first else beside.get(row - first) or self._blank(row)
            cells += self._joint(sheet.cells[width * row : width * (row + 1)], added)
        keys, kinds = list(sheet.row_keys), list(sheet.row_kinds)
        for key, line_ids in prior.items():
            if key not in groups and key not in self._begun:
                row = first + len(keys)
                before = sum(self._lines[it].amount for it in line_ids)
                cells += self._joint(self._gone(row, self._lines[line_ids[0]]), self._last(row, before, GONE))
                keys.append(f"{PRIOR}/{line_ids[0]}")
                kinds.append(PRIOR)
        named = [SheetColumn(f"{ADDED}{at}", _WIDTHS[at], name) for at, name in enumerate(self._names)]
        end = first + len(keys)
        return msgspec.structs.replace(
            sheet,
            columns=(*sheet.columns[: self._spot], *named, *sheet.columns[self._spot :]),
            cells=tuple(cells),
            row_keys=tuple(keys),
            row_kinds=tuple(kinds),
            body_end=end,
            rows=end,
        )

    def _joint(self, cells: Sequence[Cell], added: Sequence[Cell]) -> list[Cell]:
        """A row of the tab with last year's cells behind its amount."""
        moved = (msgspec.structs.replace(it, column=it.column + len(_WIDTHS)) for it in cells[self._spot :])
        return [*cells[: self._spot], *added, *moved]

    def _row_id(self, key: str) -> int | None:
        """Of a row that is a line of the ledger; a draft has no amount yet."""
        table, _, row_id = key.partition("/")
        return int(row_id) if table == self._entry.table and int(row_id) in self._rows else None

    def _key(self, line: PriorLine) -> Key:
        return tuple(_plain(getattr(line, key)) for key in self._told)

    def _unpriced(self, sheet: Sheet, prior: dict[Key, list[int]], taken: set[Key]) -> dict[int, Sequence[Cell]]:
        """Beside rows that have no amount yet, drafts and items of costs: what last year spent under their names."""
        width, first = len(sheet.columns), sheet.body_start
        printed = {it: texts_of(self._entry, self._lines[lines[0]], self._context) for it, lines in prior.items()}
        found: dict[int, Sequence[Cell]] = {}
        seen: dict[Key, int] = {}
        for place, (key, kind) in enumerate(zip(sheet.row_keys, sheet.row_kinds, strict=True)):
            table = key.partition("/")[0]
            if kind != "draft" and table != COST_ITEM:
                continue
            cells = sheet.cells[width * (first + place) : width * (first + place + 1)]
            names = _ITEM if table == COST_ITEM else self._told
            asked = [at for at, column in enumerate(self._entry.columns) if SHOWN.get(column.id) in names]
            ids = [self._entry.columns[at].id for at in asked]
            named = (table, *(_plain(cells[at].text) for at in asked))
            if named in seen:
                found[place] = self._joined(first + place, seen[named])
                continue
            left = [
                it
                for it, texts in printed.items()
                if it not in taken | self._begun and (table, *(_plain(texts.get(name, "")) for name in ids)) == named
            ]
            if left:
                seen[named] = place
                self._begun.update(left)
                before = sum(self._lines[line].amount for it in left for line in prior[it])
                found[place] = self._last(first + place, before)
        return found

    def _last(self, row: int, before: int, word: str = "") -> list[Cell]:
        """Last year's figure, where this year has none to compare it with."""
        texts = (self._printed(before), "", word)
        return [
            Cell(row=row, column=self._spot + at, text=text, value=before if at == 0 else text, align="right",
                 type="amount" if at == 0 else "text")
            for at, text in enumerate(texts)
        ]  # fmt: skip

    def _heads(self, row: int) -> list[Cell]:
        return [
            Cell(row=row, column=self._spot + at, text=name, role=Role.HEADER, bold=True, align="center", wrap=True)
            for at, name in enumerate(self._names)
        ]

    def _blank(self, row: int) -> list[Cell]:
        return [Cell(row=row, column=self._spot + at, align="right") for at in range(len(_WIDTHS))]

    def _joined(self, row: int, with_place: int) -> list[Cell]:
        remark = f"与第 {with_place + 1} 行名目相同，合在那一行比较。"
        return [
            Cell(row=row, column=self._spot + at, text=SAME, align="right", remark=remark) for at in range(len(_WIDTHS))
        ]

    def _figures(self, row: int, now: int, before: int | None) -> list[Cell]:
        """Last year, the difference, its share; `before` None: last year had no such line."""
        made = change(self._pack, now, before or 0)
        if before is None and not now:
            return self._blank(row)
        last = "" if before is None else self._printed(before)
        share = NEW if before is None else self._share(made)
        difference = self._printed(made.difference)
        texts = (last, f"+{difference}" if made.difference > 0 else difference, share)
        values = (before, made.difference, made.percent)
        return [
            Cell(
                row=row, column=self._spot + at, text=text, value=value, align="right",
                type="amount" if at < 2 else "text", sign=made.sign if at == 2 else "",
                remark=made.remark if at == 2 else "",
            )
            for at, (text, value) in enumerate(zip(texts, values, strict=True))
        ]  # fmt: skip

    def _share(self, made: Change) -> str:
        if not made.prior:
            return ""
        printed = format_percent(made.percent) or "0%"
        return f"+{printed}" if made.percent > 0 else printed

    def _printed(self, fen: int) -> str:
        return format_amount(fen, self._unit) or "0.00"

    def _gone(self, row: int, line: PriorLine) -> list[Cell]:
        """The names of a line that only last year had, in the columns they belong to."""
        texts = texts_of(self._entry, line, self._context)
        cells = []
        for at, column in enumerate(self._entry.columns):
            text = texts.get(column.id, "")
            name = self._context.lookup.code_name(column.catalog, text) if column.catalog and text else ""
            hint = name if name and name != text else ""
            cells.append(Cell(row=row, column=at, text=text, value=text, hint=hint, remark=REMARK))
        return cells


def _plain(text: str) -> str:
    # （ and ( in a name are the same project.
    return normalize("NFKC", text).strip()
