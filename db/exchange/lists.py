"""Any list in a workbook as rows of an entry tab: which tab, which columns, which rows; then taken over in one action.

The plan is a value that a person may change before anything is written. What cannot be a value waits in its cell, as
after a paste; rows of totals are left out, and added up again.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from itertools import islice

import msgspec

from db import ledger
from db.book import Book, Changes
from db.definitions import Entry
from db.entry.lookup import Lookup
from db.entry.tabs import entry_rows
from db.errors import BookError
from db.exchange.headings import in_unit, plain
from db.exchange.likeness import Head, Likeness, needed
from db.exchange.opening import ReadCell, ReadSheet
from db.money import AmountError, AmountUnit, parse_amount
from db.rehearsal import Rehearsal, rehearse, taken_back

Texts = Mapping[int, Mapping[int, str]]  # row, column → what the cell says

_HEADS_WITHIN = 15  # rows from the top in which a list's headings are looked for
_SAMPLES = 20
_WORDS = "合计|总计|小计|累计|共计"
# What a row of totals begins with: 合计, 本页小计, 信访工作合计（元）; 总计划编制 is a name.
_BEGUN = re.compile(rf".{{0,20}}?({_WORDS})(数|金额)?([(（:：].*)?")
# Behind the name of a unit or a project it is the word alone that tells one.
_TOTAL = re.compile(rf"[(（]?({_WORDS})[)）]?[:：]?")
_NAMED_UNIT = re.compile(r"[(:](人民币)?(万元|元)")


class Remembered(msgspec.Struct, frozen=True):
    """What was chosen for a list with the same headings before: plain heading → column id."""

    entry: str
    columns: dict[str, str]


class ListPlan(msgspec.Struct, frozen=True):
    """How a worksheet becomes rows of the tab `entry`. `head_row`: the row of its headings, from 1. `unit`: what bare
    amounts are in. `rows` and `totals` are row numbers of the sheet, to be taken and to be left out."""

    sheet: str
    entry: str
    head_row: int
    heads: tuple[Head, ...]
    unit: AmountUnit
    rows: tuple[int, ...]
    totals: tuple[int, ...]

    @property
    def signature(self) -> str:
        """What tells lists with the same headings: these, in order."""
        return "|".join(plain(head.text) for head in self.heads)

    @property
    def remembered(self) -> Remembered:
        """The choices, to be found again by `signature`."""
        return Remembered(self.entry, {plain(head.text): head.column for head in self.heads if head.text})

    def missing(self, book: Book) -> tuple[str, ...]:
        """Labels of the required columns that no column of the list fills."""
        chosen = {head.column for head in self.heads}
        amounts = book.record().amounts
        return tuple(
            column.label.replace("{amounts}", amounts.value)
            for column in book.pack.entries[self.entry].columns
            if needed(column) and column.id not in chosen
        )

    def choosing(self, at: int, column: str) -> "ListPlan":
        """The same with the list's column `at` meaning `column` ('' for none); no other means that one then."""
        heads = tuple(
            msgspec.structs.replace(head, column=column, why="")
            if head.at == at
            else msgspec.structs.replace(head, column="", why="")
            if column and head.column == column
            else head
            for head in self.heads
        )
        return msgspec.structs.replace(self, heads=heads)


def plan_list(
    book: Book, sheet: ReadSheet, entry: str = "", remembered: Mapping[str, Remembered] | None = None
) -> ListPlan:
    """The likeliest plan for a worksheet, for the tab `entry` when one is named. `remembered`: by signature.

    Raises BookError when the sheet holds no list.
    """
    lookup = Lookup.read(book.connection, book.pack)
    lists = [it for it in book.pack.entries.values() if it.layout == "list" and entry in ("", it.id)]
    rows = _texts(sheet)
    totals = frozenset(number for number, row in rows.items() if _is_total(row))
    found: list[tuple[float, int, Entry, tuple[Head, ...]]] = []
    for head_row in _head_rows(rows):
        heads = _heads(rows, head_row, totals)
        if len(heads) < 2 and len(lists) > 1:
            continue
        known = (remembered or {}).get("|".join(plain(head.text) for head in heads))
        for tab in lists:
            own = known.columns if known is not None and known.entry == tab.id else {}
            likeness = Likeness(tab, lookup)
            matched = likeness.matched(heads, own)
            if any(head.column for head in matched) or entry:
                found.append((likeness.score(matched) + 10.0 * bool(own), head_row, tab, matched))
    if not found:
        raise BookError(f"工作表“{sheet.name}”里没有找到像录入表的清单：至少要有一行表头，下面有数据。")
    _, head_row, tab, matched = max(found, key=lambda it: it[0])
    own_rows = [number for number in rows if number > head_row]
    used = {head.at for head in matched if head.column}
    return ListPlan(
        sheet=sheet.name,
        entry=tab.id,
        head_row=head_row,
        heads=matched,
        unit=_unit(tab, matched, rows, head_row, lookup.amounts),
        rows=tuple(it for it in own_rows if it not in totals and any(rows[it].get(at) for at in used)),
        totals=tuple(it for it in own_rows if it in totals),
    )


def texts_of(book: Book, plan: ListPlan, sheet: ReadSheet) -> list[dict[str, str]]:
    """The rows that are taken, as texts by column id: each amount says its unit where that is not the book's."""
    rows = _texts(sheet)
    units = _units(book.pack.entries[plan.entry], plan, AmountUnit(book.record().amounts))
    return [
        {
            head.column: in_unit(text, units.get(head.at))
            for head in plan.heads
            if head.column and (text := rows[number].get(head.at))
        }
        for number in plan.rows
    ]


def take_list(book: Book, plan: ListPlan, sheet: ReadSheet, *, replacing: bool, name: str) -> Changes:
    """Write the rows of a plan behind those of its tab, or in their place, as one action; a copy is made before.

    `name`: of the file. Raises BookError when rows that are to go are stood on; FrozenBook, ReadOnlyPlace, WriteFailed.
    """
    tab = book.pack.entries[plan.entry]
    texts = texts_of(book, plan, sheet)
    if not texts:
        raise BookError(f"“{name}”的工作表“{plan.sheet}”里没有可以导入的行。")
    book.refuse_locked()
    book.back_up("导入前")
    with book.action(f"从“{name}”导入 {len(texts)} 行到“{tab.sheet}”") as action:
        at = _make_room(book, tab, replacing=replacing)
        ledger.paste(book, tab.id, at, 0, _block(tab, texts))
    return action.changes


def rehearse_list(book: Book, plan: ListPlan, sheet: ReadSheet, *, replacing: bool) -> Rehearsal:
    """What `take_list` would do with the same words; the book stays as it is. Raises the same."""
    tab = book.pack.entries[plan.entry]
    block = _block(tab, texts_of(book, plan, sheet))
    made: list[Rehearsal] = []
    with taken_back(book):
        at = _make_room(book, tab, replacing=replacing)
        made.append(rehearse(book, tab.id, at, 0, block))
    return made[0]


def _make_room(book: Book, tab: Entry, *, replacing: bool) -> int:
    """The place behind the last row of the tab; with `replacing` its rows are gone then."""
    before = entry_rows(book, tab.id)
    if replacing:
        ledger.remove(book, tab.id, [row.row_id for row in before])
    return 0 if replacing else len(before)


def _block(tab: Entry, texts: Sequence[Mapping[str, str]]) -> list[list[str]]:
    return [[row.get(column.id, "") for column in tab.columns] for row in texts]


def totals_that_differ(plan: ListPlan, sheet: ReadSheet) -> tuple[str, ...]:
    """A sentence for each amount in a row of totals that is not the sum of the rows above it.

    A last total may be the sum of all rows; one further up is that of the rows since the total before it.
    """
    at = next((head.at for head in plan.heads if head.column == "amount"), None)
    if at is None:
        return ()
    rows = dict(sheet.rows())
    said: list[str] = []
    for number in plan.totals:
        given = _number(rows[number].get(at), plan.unit)
        above = [own for own in plan.rows if own < number]
        since = max((total for total in plan.totals if total < number), default=0)
        figures = {own: _number(rows[own].get(at), plan.unit) or Decimal(0) for own in above}
        whole, part = sum(figures.values(), Decimal(0)), sum(figures[own] for own in above if own > since)
        if given is not None and given not in (whole, part):
            said.append(f"第{number}行的合计是 {given}，上面各行相加是 {whole}，请核对原表。")
    return tuple(said)


def _texts(sheet: ReadSheet) -> Texts:
    """What the cells of a sheet say, row by row."""
    return {number: {at: cell.told.strip() for at, cell in cells.items()} for number, cells in sheet.rows()}


def _head_rows(rows: Texts) -> list[int]:
    """The rows near the top that may hold the headings; one that is mostly figures only where there is no other."""
    near = [number for number in rows if number <= _HEADS_WITHIN]
    return [it for it in near if 2 * sum(map(_is_figure, rows[it].values())) < len(rows[it])] or near


def _is_figure(text: str) -> bool:
    return text.replace(",", "").replace(".", "", 1).isdecimal()


def _heads(rows: Texts, head_row: int, totals: Collection[int]) -> tuple[Head, ...]:
    """The columns below a row of headings; a blank heading below a merged one has that one's text."""
    own = rows[head_row]
    above = rows.get(head_row - 1, {})
    below = list(islice((number for number in rows if number > head_row and number not in totals), _SAMPLES))
    columns = sorted({at for number in (head_row, *below) for at in rows[number]})
    heads = []
    for at in columns:
        text = own.get(at) or above.get(at) or ""
        heads.append(Head(at, " ".join(text.split()), tuple(rows[number].get(at, "") for number in below)))
    return tuple(heads)


def _unit(tab: Entry, heads: Sequence[Head], rows: Texts, head_row: int, amounts: AmountUnit) -> AmountUnit:
    """What the sheet says its amounts are in: in a heading, or in a line above; else the book's unit."""
    said = [head.text for head in _money(tab, heads)]
    said += [text for number in rows if number < head_row for text in rows[number].values()]
    return next((unit for text in said if (unit := _named_unit(text)) is not None), amounts)


def _units(tab: Entry, plan: ListPlan, amounts: AmountUnit) -> dict[int, AmountUnit | None]:
    """The unit of each column of amounts, None where it is the book's: 单价(元) may stand beside 金额(万元)."""
    said = {head.at: _named_unit(head.text) for head in _money(tab, plan.heads)}
    differing = len(set(said.values()) - {None}) > 1
    units = {at: unit if differing and unit is not None else plan.unit for at, unit in said.items()}
    return {at: unit if unit is not amounts else None for at, unit in units.items()}


def _money(tab: Entry, heads: Sequence[Head]) -> list[Head]:
    """The columns that mean amounts, whatever they are of: 单价 and 其中面向中小企业 as well as 金额."""
    amounts = {column.id for column in tab.columns if column.type == "amount"}
    return [head for head in heads if head.column in amounts]


def _named_unit(text: str) -> AmountUnit | None:
    """The unit that a heading or a line above the table names, `(元)`, `单位：万元`; None when it names none."""
    folded = plain(text)
    if "万元" in folded:
        return AmountUnit.WAN
    return AmountUnit.YUAN if _NAMED_UNIT.search(folded) or "人民币元" in folded else None


def _is_total(row: Mapping[int, str]) -> bool:
    """Does a row add up others: are its first words 合计 or 某某小计, or is one of its cells the bare word?"""
    texts = [text for at in sorted(row) if not (text := "".join(row[at].split())).isascii()]
    return bool(texts) and (_BEGUN.fullmatch(texts[0]) is not None or any(map(_TOTAL.fullmatch, texts)))


def _number(cell: ReadCell | None, unit: AmountUnit) -> Decimal | None:
    """The figure in a cell of amounts, in `unit`: a number, or what an amount's text comes to; None for any other."""
    if cell is None or cell.number is not None:
        return cell.number if cell is not None else None
    try:
        yuan = parse_amount(cell.text, unit).yuan
    except AmountError:
        return None
    figure = yuan * 100 / unit.fen
    return Decimal(figure.numerator) / Decimal(figure.denominator)
