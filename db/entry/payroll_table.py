"""A wide wage table, taken apart: which column is which economic item, which rows are lines and which are totals.

It is recognised by its headings alone, so that any block may be shown to it. Texts only: nothing of the ledger is read
but names.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

import msgspec

from db.definitions import Entry, EntryColumn
from db.entry.cells import CellFault, parse_cell
from db.entry.lookup import Context, Lookup
from db.entry.payroll_words import Meaning, Means, Words, plain
from db.money import AmountUnit

Block = Sequence[Sequence[str]]

FEWEST_ITEMS = 2  # economic items among the headings of a table that is taken for one unasked
_ABOVE = 3  # rows above the headings that may carry the upper half of a merged heading
_FIGURE = re.compile(r"([-+]?)([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+|(?=\.))(\.[0-9]+)?")
_BLANK = frozenset({"", "-", "--", "—", "——", "/", "\\", "无"})
_UNIT_LINE = re.compile(r"单位[:：]?\s*(?:人民币)?(万元|元)|[（(](万元|元)[）)]")


class PayrollColumn(msgspec.Struct, frozen=True):
    """A column, 0-based. `economic`: the code of an item, or of the class that a total sums."""

    at: int
    heading: str
    means: Means
    economic: str = ""
    function: str = ""


class PayrollRow(msgspec.Struct, frozen=True):
    """A row with figures, 0-based: a line, or a total of lines. Figures by column, in the table's own unit."""

    at: int
    label: str
    total: bool
    texts: dict[int, str]  # of the columns that name the row
    figures: dict[int, Decimal]


class PayrollTable(msgspec.Struct, frozen=True):
    """A recognised table. `amounts`: the unit it says it is in, None when it does not say; `faults`: cells among the
    figures that are none, in Chinese with their place."""

    columns: tuple[PayrollColumn, ...]
    rows: tuple[PayrollRow, ...]
    amounts: AmountUnit | None
    faults: tuple[str, ...]

    def meaning(self, means: Means) -> tuple[PayrollColumn, ...]:
        """The columns that mean this, left to right."""
        return tuple(column for column in self.columns if column.means == means)

    @property
    def lines(self) -> tuple[PayrollRow, ...]:
        """The rows that are no totals."""
        return tuple(row for row in self.rows if not row.total)

    @property
    def largest(self) -> Decimal:
        """The largest figure of an item, whatever its sign."""
        items = [column.at for column in self.meaning("economic")]
        return max((abs(row.figures[at]) for row in self.lines for at in items if at in row.figures), default=Decimal())


def recognise(entry: Entry, lookup: Lookup, block: Block, fewest: int = FEWEST_ITEMS) -> PayrollTable | None:
    """The block as a wage table for the tab `entry`; None when it is none: fewer than `fewest` items, or no figures."""
    wide = next((it for it in entry.columns if it.id == entry.wide), None)
    if wide is None:
        return None
    words = Words(lookup, wide.catalog)
    head = _header(block, words)
    if head is None:
        return None
    columns = _columns(block, head, words)
    columns = _keyed(entry, lookup, block[head.stop :], columns)
    if len({column.at for column in columns if column.means == "economic"}) < fewest:
        return None
    table = _body(block, head, columns, words)
    return table if any(row.figures for row in table.lines) else None


def figure(text: str) -> Decimal | None:
    """A figure as a spreadsheet shows it: `1,234.50`, full width too; None for an empty cell or a dash.

    Raises ValueError when the text is neither.
    """
    bare = unicodedata.normalize("NFKC", text).replace("−", "-").replace("¥", "").strip()
    if bare in _BLANK:
        return None
    found = _FIGURE.fullmatch(bare)
    if found is None or len(bare) > 30:
        raise ValueError(text)
    return Decimal(bare.replace(",", ""))


def place(row: int, column: int) -> str:
    """Where a cell stands, as Excel names it when the block began at A1."""
    letters, at = "", column + 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def _header(block: Block, words: Words) -> range | None:
    """The rows of the headings: the one with most items, and a further one below it that names items as well."""
    counts = []
    for at, row in enumerate(block):
        items = sum(words.meaning(text).means == "economic" for text in row if text.strip() and not is_figure(text))
        coded = sum(_coded_item(text, words) for text in row)
        counts.append((max(items, coded), -at))
    if not counts or max(counts)[0] == 0:
        return None
    most, negative = max(counts)
    first = -negative
    last = first
    while last + 1 < len(block) and 2 * counts[last + 1][0] >= most and not _has_amounts(block, last + 1, words):
        last += 1
    return range(first, last + 1)


def is_figure(text: str) -> bool:
    """Does a cell hold a figure?"""
    try:
        return figure(text) is not None
    except ValueError:
        return False


def _coded_item(text: str, words: Words) -> bool:
    bare = plain(text).removesuffix(".0")
    return bare.isdigit() and len(bare) < 7 and words.meaning(bare).means == "economic"


def _has_amounts(block: Block, at: int, words: Words) -> bool:
    """Has a row figures that are no codes?"""
    return any(is_figure(text) and not _coded_item(text, words) for text in block[at])


def _columns(block: Block, head: range, words: Words) -> list[PayrollColumn]:
    columns = []
    for at in range(max(map(len, block))):
        stacked = [_text(block, row, at) for row in range(max(0, head.start - _ABOVE), head.stop)]
        own, above = stacked[-len(head) :], stacked[: -len(head)]
        found = [(text, words.meaning(text)) for text in own if text.strip()]
        if not found:  # merged downwards: its words stand in a row above, unless that is the title
            upper = [text for text in above if text.strip()] if at or len(above) == 1 else above[-1:]
            found = [(text, words.meaning(text)) for text in upper[-1:] if text.strip()]
        known = [(text, it) for text, it in found if it.means != "unknown"] or found
        heading, meaning = known[0] if known else ("", Meaning("unknown"))
        group = _group(block, head, at)
        if meaning.means == "economic" and words.meaning(group).means == "deduction":
            heading, meaning = f"{group}·{heading}", Meaning("deduction")
        if meaning.means == "deduction":
            meaning = Meaning("skip")
        columns.append(PayrollColumn(at, plain(heading), meaning.means, meaning.economic, meaning.function))
    return columns


def _group(block: Block, head: range, column: int) -> str:
    """The heading over several columns (个人缴纳) that this one stands under; '' when there is none, only a title."""
    above = block[head.start - 1] if head.start else []
    if sum(bool(text.strip()) for text in above) < 2:
        return ""
    return next((above[at] for at in range(min(column, len(above) - 1), -1, -1) if above[at].strip()), "")


def _keyed(entry: Entry, lookup: Lookup, body: Block, columns: list[PayrollColumn]) -> list[PayrollColumn]:
    """The columns with what only their contents tell: which one holds function codes, which hold no figures."""
    function = next((it for it in entry.columns if it.id == "function"), None)
    kept: list[PayrollColumn] = []
    named = False
    for column in columns:
        texts = [text for row in range(len(body)) if (text := _text(body, row, column.at)).strip()]
        means = column.means
        codes = function is not None and _holds_codes(function, texts, lookup, named=means == "function")
        if means in ("unknown", "group", "function", "skip") and codes:
            means = "skip" if named else "function"
            named = True
        elif means == "function":  # 科目名称 beside 科目编码, or a heading over something else
            means = "group"
        elif means == "unknown" and not any(map(is_figure, texts)):
            means = "group" if texts else "skip"
        elif means == "economic" and texts and not any(is_figure(text) or plain(text) in _BLANK for text in texts):
            means = "group"
        kept.append(msgspec.structs.replace(column, means=means))
    return kept


def _holds_codes(function: EntryColumn, texts: Sequence[str], lookup: Lookup, *, named: bool) -> bool:
    """Are there codes in a column that is called so, or mostly codes in one that is not?"""
    known = sum(known_code(function, text, lookup) is not None for text in texts)
    return known > 0 if named else known * 2 > len(texts)


def known_code(column: EntryColumn, text: str, lookup: Lookup) -> str | None:
    """The last-level code of a catalog that a text names; None for anything else."""
    try:
        code = parse_cell(column, plain(text).removesuffix(".0"), Context(lookup))
    except CellFault:
        return None
    info = lookup.pack.catalogs[column.catalog].info
    whole = isinstance(code, str) and (not info.lengths or len(code) >= info.lengths[-1])
    return code if whole and isinstance(code, str) and lookup.code_name(column.catalog, code) else None


def _body(block: Block, head: range, columns: Sequence[PayrollColumn], words: Words) -> PayrollTable:
    rows: list[PayrollRow] = []
    faults: list[str] = []
    naming = [column.at for column in columns if column.means in ("function", "unit", "fund", "group", "skip")]
    counted = [column for column in columns if column.means in ("economic", "total", "unknown")]
    for at in range(head.stop, len(block)):
        if _is_header_again(block[at], words):
            continue
        figures: dict[int, Decimal] = {}
        unread: list[str] = []
        for column in counted:
            text = _text(block, at, column.at)
            try:
                found = figure(text)
            except ValueError:
                if column.means == "economic":
                    unread.append(f"{place(at, column.at)}（{column.heading}）：“{plain(text)[:20]}”不是数字。")
                continue
            if found is not None:
                figures[column.at] = found
        texts = {number: _text(block, at, number).strip() for number in naming}
        labels = [plain(text) for text in texts.values() if text and not is_figure(text)]
        if figures:  # a remark or the signatures under the table are no figures at fault
            faults += unread
            total = any(words.is_total(text) for text in labels)
            rows.append(PayrollRow(at, " ".join(labels[:2]) or f"第 {at + 1} 行", total, texts, figures))
    return PayrollTable(tuple(_without_empty(columns, rows)), tuple(rows), _said_unit(block, head), tuple(faults))


def _without_empty(columns: Sequence[PayrollColumn], rows: Sequence[PayrollRow]) -> Iterator[PayrollColumn]:
    used = Counter(at for row in rows for at in row.figures)
    for column in columns:
        empty = column.means == "unknown" and not used[column.at]
        yield msgspec.structs.replace(column, means="skip") if empty else column


def _is_header_again(row: Sequence[str], words: Words) -> bool:
    named = [text for text in row if text.strip() and not is_figure(text)]
    return sum(words.meaning(text).means == "economic" for text in named) >= FEWEST_ITEMS


def _said_unit(block: Block, head: range) -> AmountUnit | None:
    for row in block[: head.stop]:
        for text in row:
            found = _UNIT_LINE.search(unicodedata.normalize("NFKC", text))
            if found:
                return AmountUnit(found[1] or found[2])
    return None


def _text(block: Block, row: int, column: int) -> str:
    return block[row][column] if column < len(block[row]) else ""
