"""Faults in entries: what an accountant mistypes, picks wrongly or forgets, typed into the tabs as she would type it.

Every figure, code, choice, unit and project of every row of every tab can be wrong, and every row missing or there
twice; a pack's new tab or column is among them by itself.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import Literal, NamedTuple

from db import ledger
from db.book import Book
from db.checks.finding import Finding
from db.checks.findings import findings
from db.definitions import Entry, EntryColumn
from db.entry.cells import Figure, Value, print_cell
from db.entry.lookup import Context
from db.entry.rows import Row
from db.entry.settle import desk_of
from db.entry.topics import sheet_rows
from db.forms.sheet import Binding
from db.money import AmountUnit
from tests.detect.faults import WORDS, wrong_figures

EntryKind = Literal[
    "digit", "swapped-digits", "tenfold", "unit", "sign", "filled",
    "other-code", "unknown-code", "upper-code", "other-choice", "other-unit", "other-project",
    "placeholder", "deleted-row", "doubled-row",
]  # fmt: skip

ENTRY_WORDS: Mapping[EntryKind, str] = {
    "digit": WORDS["digit"],
    "swapped-digits": WORDS["swapped-digits"],
    "tenfold": WORDS["tenfold"],
    "unit": WORDS["unit"],
    "sign": WORDS["sign"],
    "filled": WORDS["filled"],
    "other-code": "科目、资金性质等选成另一个",
    "unknown-code": "编码写错一位，目录里没有",
    "upper-code": "编码没有写到末级",
    "other-choice": "选项选错",
    "other-unit": "单位选错",
    "other-project": "项目选错",
    "placeholder": "文字里留着没有填的空",
    "deleted-row": "漏录一行",
    "doubled-row": "一行录了两遍",
}
_NUMBERS = ("amount", "integer")
_HOLE = "XX"


class EntryFault(NamedTuple):
    """One fault: what kind, in which cell (or row: no column), what it said and says. `texts`: the row as it was.

    `key`: by which addresses hold the row, its id or its topic. `was`: the ledger's row before, column by column.
    """

    kind: EntryKind
    at: Binding
    key: str
    before: str
    after: str
    texts: Mapping[str, str]
    was: Mapping[str, object]


def entry_faults(book: Book, chance: Random, most: int) -> tuple[EntryFault, ...]:
    """At most that many faults of each kind in each tab; `chance` chooses where."""
    found: dict[tuple[str, EntryKind, str], list[EntryFault]] = defaultdict(list)
    for fault in _all(book, chance):
        found[fault.at.entry, fault.kind, fault.at.column].append(fault)
    return tuple(fault for each in found.values() for fault in chance.sample(each, min(most, len(each))))


def put_in(book: Book, fault: EntryFault) -> int:
    """Type it, or remove the row, or enter it again; the row that it then stands in."""
    at = fault.at
    if fault.kind == "deleted-row":
        ledger.remove(book, at.entry, [at.row_id], with_dependants=True)
    elif fault.kind == "doubled-row":
        return ledger.add(book, at.entry, fault.texts)
    else:
        ledger.change(book, [ledger.Edit(at, fault.after)])
    return at.row_id


def open_findings(book: Book) -> tuple[Finding, ...]:
    """What is said of a book and not answered; a hint is no finding."""
    return tuple(one for one in findings(book) if one.severity != "hint" and not one.settled)


def said(one: Finding) -> tuple[str, str, str, str]:
    """What a finding says, whatever is taken to be its cause."""
    return one.check, one.address, one.left, one.right


def _all(book: Book, chance: Random) -> Iterator[EntryFault]:
    context = desk_of(book).context
    for entry in book.pack.entries.values():
        if entry.table == "explanation":
            continue  # answers are no figures
        rows = [row for row in sheet_rows(desk_of(book), entry) if row.values is not None and row.id > 0]
        for row in rows:
            texts = row.texts(entry, context)
            at = Binding(entry.id, row.table, row.id, "")
            assert row.values is not None
            key = str(row.values["topic"]) if entry.layout == "topics" else str(row.id)
            was = _ledger_row(book, row)
            for column in entry.columns:
                if not (column.read_only or column.place or column.id == "topic"):
                    cell = Binding(entry.id, row.table, row.id, column.id)
                    for kind, after in _wrong(book, entry, rows, row, column, context, chance):
                        yield EntryFault(kind, cell, key, texts[column.id], after, texts, was)
            if entry.layout == "list":
                yield EntryFault("deleted-row", at, key, "", "", texts, was)
                yield EntryFault("doubled-row", at, key, "", "", texts, was)


def _ledger_row(book: Book, row: Row) -> Mapping[str, object]:
    found = book.connection.execute(f"select * from {row.table} where id = ?", (row.id,))
    names = [name for name, *_ in found.description]
    return dict(zip(names, found.fetchone(), strict=True))


def _wrong(
    book: Book, entry: Entry, rows: Sequence[Row], row: Row, column: EntryColumn, context: Context, chance: Random
) -> Iterator[tuple[EntryKind, str]]:
    """What may stand in a cell instead."""
    assert row.values is not None
    value, text = row.values.get(column.id), row.text(column, context)
    if column.type in _NUMBERS:
        if row.values.get("automatic") != 1 and value is not None:
            yield from _figures(column, value, chance)
    elif column.type == "code" and text:
        yield from _codes(book, column, text, value, context, chance)
    elif column.choices and text:
        labels = [choice.label for choice in column.choices if choice.label != text]
        if labels:
            yield "other-choice", chance.choice(labels)
    elif column.type in ("unit", "project") and text:
        others = [it for it in dict.fromkeys(other.text(column, context) for other in rows) if it not in ("", text)]
        if others:
            yield ("other-unit" if column.type == "unit" else "other-project"), chance.choice(others)
    if text and column.type == "paragraph":
        yield "placeholder", f"{text}安排{_HOLE}万元"


def _figures(column: EntryColumn, value: Value, chance: Random) -> Iterator[tuple[EntryKind, str]]:
    fen = value.fen if isinstance(value, Figure) else value
    assert isinstance(fen, int)
    step = AmountUnit.WAN.step if isinstance(value, Figure) else 1
    for kind, after in wrong_figures(fen, step, chance):
        text = f"{after / AmountUnit.WAN.fen:.2f}" if isinstance(value, Figure) else str(after)
        # The narrow kind of the forms has no rows and names in it.
        assert kind in ("digit", "swapped-digits", "tenfold", "unit", "sign", "filled")
        yield kind, text


def _codes(
    book: Book, column: EntryColumn, text: str, value: Value, context: Context, chance: Random
) -> Iterator[tuple[EntryKind, str]]:
    catalog = book.pack.catalogs[column.catalog].rows
    code = str(value)
    if code not in catalog:
        return
    parents = {row.parent for row in catalog.values()}
    last = [it for it, row in catalog.items() if it not in parents and it != code and row.level == catalog[code].level]
    if last:
        yield "other-code", print_cell(column, chance.choice(last), context)
    if code.isdigit():
        slips = [code[:-1] + digit for digit in "0123456789" if code[:-1] + digit not in catalog]
        if slips:
            yield "unknown-code", chance.choice(slips)
        if catalog[code].parent:
            yield "upper-code", catalog[code].parent
