"""What a cell offers while it is typed: codes by number, name and initials, the words of a choice, units, projects."""

import sqlite3
import unicodedata
from collections.abc import Iterator, Mapping

import msgspec

from db.book import Book
from db.definitions import Entry, EntryColumn
from db.entry.cells import CellFault, parse_cell, print_cell
from db.entry.lookup import DEPARTMENT, Context, Lookup
from db.pack import Catalog

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

    Codes: last level and not obsolete, by code, part of the name, or initials; those this book uses most come first.
    An obsolete code offers what replaced it.
    """
    entry = book.pack.entries[entry_id]
    column = next(it for it in entry.columns if it.id == column_id)
    lookup = Lookup.read(book.connection, book.pack)
    wanted = unicodedata.normalize("NFKC", prefix).strip().casefold()
    match column.type:
        case "code":
            return _codes(book, entry, column, wanted, lookup)
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
            offers = _texts(book, entry, column)
        case _:
            offers = []
    return tuple(it for it in offers if wanted in it.label.casefold())[:MOST]


def _codes(book: Book, entry: Entry, column: EntryColumn, wanted: str, lookup: Lookup) -> tuple[Completion, ...]:
    catalog = book.pack.catalogs[column.catalog]
    replaced = _replacement(book, column, wanted)
    used = dict(
        book.connection.execute(f"select {column.id}, count(*) from {entry.table} group by 1").fetchall()
        if not column.via
        else ()
    )
    names = {row.code: row.name for row in catalog.rows.values()} | lookup.own_codes.get(column.catalog, {})
    inner = _inner_codes(catalog, book.pack.catalogs.get("obsolete"), column.catalog)
    ranked: list[tuple[int, int, str, str]] = []
    for code, name in names.items():
        if code in inner and code not in used:
            continue
        row = catalog.rows.get(code)
        rank = _rank(wanted, code, name, row.attributes.get("pinyin", "") if row else "")
        if rank is not None:
            ranked.append((rank if wanted.isdigit() else 0, -used.get(code, 0), code, name))
    ranked.sort()
    context = Context(lookup)
    offers = [_offer(column, code, name, context, catalog) for _, _, code, name in ranked[:MOST]]
    return (*replaced, *offers)[:MOST]


def _rank(wanted: str, code: str, name: str, initials: str) -> int | None:
    """0 for the beginning of a code, 1 for its inside, its name or its initials; None: not meant."""
    if not wanted or code.casefold().startswith(wanted):
        return 0
    if wanted in name.casefold() or initials.startswith(wanted) or (len(wanted) > 1 and wanted in initials):
        return 1
    return None


def _inner_codes(catalog: Catalog, obsolete: Catalog | None, catalog_id: str) -> frozenset[str]:
    """Codes that are offered only once the book uses them: those with others below them, and those no longer in use."""
    inner = {row.parent for row in catalog.rows.values() if row.parent} if catalog.info.lengths else set()
    if obsolete is not None:
        inner |= {row.code for row in obsolete.rows.values() if row.attributes.get("catalog") == catalog_id}
    return frozenset(inner)


def _offer(column: EntryColumn, code: str, name: str, context: Context, catalog: Catalog) -> Completion:
    text = print_cell(column, code, context)
    row = catalog.rows.get(code)
    above = catalog.rows.get(row.parent) if row and row.parent else None
    label = f"{code} {name}" if column.printed == "code" else text
    return Completion(text, label, above.name if above else "")


def _replacement(book: Book, column: EntryColumn, wanted: str) -> tuple[Completion, ...]:
    """What replaced an obsolete code; where that is an upper one, the codes below it."""
    obsolete = book.pack.catalogs.get("obsolete")
    row = obsolete.rows.get(wanted) if obsolete is not None else None
    if row is None or row.attributes.get("catalog") != column.catalog:
        return ()
    catalog = book.pack.catalogs[column.catalog]
    target = row.attributes.get("replaced_by", "")
    heirs = [it for it in catalog.rows.values() if it.parent == target] or [
        it for it in catalog.rows.values() if it.code == target
    ]
    return tuple(Completion(it.code, f"{it.code} {it.name}", f"代替已停用的 {row.code} {row.name}") for it in heirs)


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


def _texts(book: Book, entry: Entry, column: EntryColumn) -> list[Completion]:
    """What this column says elsewhere in the book, the most frequent first."""
    return list(_listed(book, entry, column))


def _listed(book: Book, entry: Entry, column: EntryColumn) -> Iterator[Completion]:
    if column.id == "measure":
        yield from (Completion(it, it) for it in book.pack.info.measures)
    if entry.table == "book" or column.id in entry.key:
        return
    table = column.via or entry.table
    found = book.connection.execute(
        f"select {column.id} from {table} where {column.id} <> '' group by 1 order by count(*) desc, 1 limit ?",
        (MOST,),
    )
    yield from (Completion(text, text) for (text,) in found.fetchall())
