"""What a cell offers while it is typed: codes by number, name and initials, the words of a choice, units, projects."""

import sqlite3
import unicodedata
from collections.abc import Iterator, Mapping

import msgspec

from db.book import Book
from db.definitions import Entry, EntryColumn
from db.entry.beside import context_of
from db.entry.cells import CellFault, Value, parse_cell, print_cell
from db.entry.codes import Codes, values_of
from db.entry.lookup import DEPARTMENT, Context, Lookup
from db.entry.phrases import phrases
from db.entry.settle import default_from
from db.forms.where import condition

MOST = 50


class Completion(msgspec.Struct, frozen=True):
    """An offer: `text` goes into the cell, `label` is shown, `detail` is shown beside it in grey."""

    text: str
    label: str
    detail: str = ""


def completions(
    book: Book, entry_id: str, column_id: str, prefix: str, row_texts: Mapping[str, str]
) -> tuple[Completion, ...]:
    """At most 50 offers for a cell that says `prefix`; `row_texts`: the texts beside it, by column id.

    Codes by number, part of the name, or initials, those that make sense beside the other cells only (see `Codes`):
    first what this book uses most, then what this tab and unit use most, then as in the catalog. A code that makes no
    sense here is offered when it is typed in full, with the reason; an obsolete one below what replaced it.
    """
    entry = book.pack.entries[entry_id]
    column = next(it for it in entry.columns if it.id == column_id)
    lookup = Lookup.read(book.connection, book.pack)
    wanted = unicodedata.normalize("NFKC", prefix).strip().casefold()
    match column.type:
        case "code":
            return _codes(book, entry, column, wanted, row_texts, lookup)
        case "amount":
            return _names(entry, prefix, row_texts, lookup)
        case "unit":
            offers = [Completion(unit.code, f"{unit.code} {unit.name}") for unit in lookup.units.values()]
        case "project":
            offers = _projects(entry, column, row_texts, lookup)
        case "choice":
            offers = [Completion(it.label, it.label) for it in lookup.choices(column)]
        case "flag":
            offers = [Completion("是", "是"), Completion("否", "否")]
        case "objective":
            offers = _objectives(book.connection, entry, row_texts, lookup)
        case "text":
            offers = _texts(book, entry, column, row_texts)
        case _:
            offers = []
    return tuple(it for it in offers if wanted in it.label.casefold())[:MOST]


def _names(entry: Entry, typed: str, row_texts: Mapping[str, str], lookup: Lookup) -> tuple[Completion, ...]:
    """What the last word of an amount may become: named counts, units."""
    owner = context_of(entry, row_texts, lookup).owner
    return tuple(Completion(*it) for it in lookup.counts.offers(typed, owner)) if lookup.counts is not None else ()


def _codes(
    book: Book, entry: Entry, column: EntryColumn, wanted: str, row_texts: Mapping[str, str], lookup: Lookup
) -> tuple[Completion, ...]:
    codes = Codes(column, lookup)
    beside = beside_code(entry, column, row_texts, lookup)
    used, here = _used(book, column.catalog), _used_here(book, entry, column, beside.get("unit"))
    names = {row.code: row.name for row in codes.catalog.rows.values()} | lookup.own_codes.get(column.catalog, {})
    ranked: list[tuple[int, int, int, int, str]] = []
    for place, (code, name) in enumerate(names.items()):
        row = codes.catalog.rows.get(code)
        rank = _rank(wanted, code, name, row.attributes.get("pinyin", "") if row else "")
        if rank is None or (codes.is_upper(code) and code not in used):
            continue
        if codes.doubt(code, beside) is None:
            ranked.append((rank if wanted.isdigit() else 0, -used.get(code, 0), -here.get(code, 0), place, code))
    ranked.sort()
    context = Context(lookup)
    offers = [_offer(column, codes, code, context, used.get(code, 0)) for *_, code in ranked[:MOST]]
    return (*_unoffered(column, codes, wanted, beside, context), *offers)[:MOST]


def beside_code(entry: Entry, column: EntryColumn, row_texts: Mapping[str, str], lookup: Lookup) -> dict[str, Value]:
    """The values beside a cell, but not those that will follow whatever is typed into it."""
    beside = values_of(entry.columns, row_texts, lookup)
    for other in entry.columns:
        if other.default_from.partition(".")[0] == column.id:
            followed = default_from(other, beside.get(column.id), Context(lookup))
            if followed is not None and beside.get(other.id) == followed:
                del beside[other.id]
    return beside


def _rank(wanted: str, code: str, name: str, initials: str) -> int | None:
    """0 for the beginning of a code, 1 for its inside, its name or its initials; None: not meant."""
    if not wanted or code.casefold().startswith(wanted):
        return 0
    if wanted in name.casefold() or initials.startswith(wanted) or (len(wanted) > 1 and wanted in initials):
        return 1
    return None


def _used(book: Book, catalog: str) -> dict[str, int]:
    """How often each code of a catalog stands in the book, whatever the tab."""
    places = {
        (entry.table, column.id)
        for entry in book.pack.entries.values()
        for column in entry.columns
        if column.type == "code" and column.catalog == catalog and not column.via
    }
    used: dict[str, int] = {}
    for table, column_id in sorted(places):
        for code, count in book.connection.execute(f"select {column_id}, count(*) from {table} group by 1"):
            used[code] = used.get(code, 0) + count
    return used


def _used_here(book: Book, entry: Entry, column: EntryColumn, unit: Value) -> dict[str, int]:
    """How often each code stands in this tab, in the rows of that unit where the tab has units of its own."""
    if column.via:
        return {}
    where = condition(entry.scope, f"entry/{entry.id}")
    of_unit = isinstance(unit, int) and any(it.id == "unit" and not it.via for it in entry.columns)
    sql = (
        f"select {column.id}, count(*) from {entry.table} where {where}{' and unit = ?' if of_unit else ''} group by 1"
    )
    return dict(book.connection.execute(sql, (unit,) if of_unit else ()).fetchall())


def _offer(column: EntryColumn, codes: Codes, code: str, context: Context, used: int) -> Completion:
    text = print_cell(column, code, context)
    label = codes.named(code) if column.printed == "code" else text
    often = f"用过 {used} 次" if used else ""
    return Completion(text, label, " · ".join(part for part in (codes.path(code), often) if part))


def _unoffered(
    column: EntryColumn, codes: Codes, wanted: str, beside: Mapping[str, Value], context: Context
) -> Iterator[Completion]:
    """A code typed in full that makes no sense here: what replaced it, then itself, and why it was not offered."""
    if not _typed_fully(codes, wanted):
        return
    doubt = codes.doubt(wanted, beside)
    if doubt is None or (doubt.heirs and not doubt.replaced):
        return  # of an upper code the ones below it are offered
    if doubt.replaced:
        for heir in doubt.heirs:
            yield Completion(print_cell(column, heir, context), codes.named(heir), f"代替已停用的 {wanted}")
    yield Completion(wanted, codes.named(wanted), f"⚠ {doubt.reason.removeprefix(codes.named(wanted)).strip()}")


def _typed_fully(codes: Codes, wanted: str) -> bool:
    return wanted in codes.catalog.rows or codes.is_obsolete(wanted)


def _projects(entry: Entry, column: EntryColumn, row_texts: Mapping[str, str], lookup: Lookup) -> list[Completion]:
    unit = _value(entry, "unit", row_texts, lookup)
    words = [Completion(it.label, it.label) for it in column.choices]
    return words + [
        Completion(it.name, it.name, lookup.units[it.unit].name)
        for it in lookup.projects.values()
        if unit is None or it.unit == unit
    ]


def _objectives(
    connection: sqlite3.Connection, entry: Entry, row_texts: Mapping[str, str], lookup: Lookup
) -> list[Completion]:
    project = _value(entry, "project", row_texts, lookup) or DEPARTMENT
    term = _value(entry, "term", row_texts, lookup)
    texts = dict(connection.execute("select id, text from objective").fetchall())
    return [
        Completion(str(it.number), f"{it.number} {texts[row_id]}")
        for row_id, it in lookup.objectives.items()
        if it.project == project and term in (None, it.term)
    ]


def _value(entry: Entry, column_id: str, row_texts: Mapping[str, str], lookup: Lookup) -> int | str | None:
    column = next((it for it in entry.columns if it.id == column_id), None)
    if column is None:
        return None
    try:
        value = parse_cell(column, row_texts.get(column_id, ""), Context(lookup))
    except CellFault:
        return None
    return value if isinstance(value, int | str) else None


def _texts(book: Book, entry: Entry, column: EntryColumn, row_texts: Mapping[str, str]) -> list[Completion]:
    """The words of the column, then what it says elsewhere in the book."""
    measures = book.pack.info.measures if column.id == "measure" else ()
    said = phrases(book, entry, column, row_texts, MOST)
    return [*(Completion(it, it) for it in measures), *(Completion(text, text, detail) for text, detail in said)]
