"""The rows of a topics tab: one for each written part the book needs, whether it has been written or not."""

import sqlite3
from collections.abc import Collection, Iterator

from db.definitions import Entry
from db.entry.lookup import Context, Lookup
from db.entry.rows import Row, all_rows
from db.entry.settle import Desk
from db.pack import Pack

PARAGRAPH = "paragraph"  # the family of texts that stand in place of a paragraph of the disclosure


def sheet_rows(desk: Desk, entry: Entry) -> list[Row]:
    """The rows of a tab as its Sheet shows them."""
    if entry.layout == "topics":
        return topic_rows(desk.connection, entry, desk.lookup)
    return all_rows(desk.connection, entry, desk.context)


def topic_rows(connection: sqlite3.Connection, entry: Entry, lookup: Lookup) -> list[Row]:
    """A row per topic in the pack's order, then what else the table holds.

    A topic not written yet has an id below 1: typing into it makes its row. A topic such as use.{class} stands once
    for each class, project or function that the book spends on; what the pack has written itself (`defined`: in which
    of its lists) need not be. A text in place of a paragraph stands there when it has been written.
    """
    written = {str((row.values or {}).get("topic")): row for row in all_rows(connection, entry, Context(lookup))}
    rows: list[Row] = []
    for number, topic in enumerate(_topics(connection, entry, lookup)):
        row = written.pop(topic, None)
        rows.append(row or Row(entry.table, -number, number, {"topic": topic, "text": ""}))
    return rows + list(written.values())


def _topics(connection: sqlite3.Connection, entry: Entry, lookup: Lookup) -> Iterator[str]:
    for code, topic in lookup.pack.catalogs[entry.topics].rows.items():
        beginning, brace, family = code.partition("{")
        if not brace:
            yield code
            continue
        known = _defined(lookup.pack, topic.attributes.get("defined", ""))
        for member in _members(connection, family.rstrip("}"), lookup):
            if member not in known:
                yield beginning + member


def _defined(pack: Pack, catalog: str) -> Collection[str]:
    """What a list of the pack explains: all that stands in its column `term`."""
    found = pack.catalogs.get(catalog)
    if found is None or "term" not in found.fields:
        return ()
    at = found.fields.index("term")
    return {record[at] for record in found.records}


def _members(connection: sqlite3.Connection, family: str, lookup: Lookup) -> Iterator[str]:
    if family == "project":
        yield from dict.fromkeys(project.name for project in lookup.projects.values())
        return
    if family == PARAGRAPH:
        return
    lengths = lookup.pack.catalogs["function"].info.lengths
    length = lengths[0] if family == "class" else lengths[-1]
    found = connection.execute("select distinct substr(function, 1, ?) from expenditure order by 1", (length,))
    yield from (code for (code,) in found.fetchall())
