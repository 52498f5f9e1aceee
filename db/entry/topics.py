"""The rows of a topics tab: one for each written part the book needs, whether it has been written or not."""

import sqlite3
from collections.abc import Iterator

from db.definitions import Entry
from db.entry.lookup import Context, Lookup
from db.entry.rows import Row, all_rows
from db.entry.settle import Desk


def sheet_rows(desk: Desk, entry: Entry) -> list[Row]:
    """The rows of a tab as its Sheet shows them."""
    if entry.layout == "topics":
        return topic_rows(desk.connection, entry, desk.lookup)
    return all_rows(desk.connection, entry, desk.context)


def topic_rows(connection: sqlite3.Connection, entry: Entry, lookup: Lookup) -> list[Row]:
    """A row per topic in the pack's order, then what else the table holds.

    A topic not written yet has an id below 1: typing into it makes its row. A topic such as use.{class} stands once
    for each class, project or function that the book spends on.
    """
    written = {str((row.values or {}).get("topic")): row for row in all_rows(connection, entry, Context(lookup))}
    rows: list[Row] = []
    for number, topic in enumerate(_topics(connection, entry, lookup)):
        row = written.pop(topic, None)
        rows.append(row or Row(entry.table, -number, number, {"topic": topic, "text": ""}))
    return rows + list(written.values())


def _topics(connection: sqlite3.Connection, entry: Entry, lookup: Lookup) -> Iterator[str]:
    for code in lookup.pack.catalogs[entry.topics].rows:
        beginning, brace, family = code.partition("{")
        if not brace:
            yield code
            continue
        for member in _members(connection, family.rstrip("}"), lookup):
            yield beginning + member


def _members(connection: sqlite3.Connection, family: str, lookup: Lookup) -> Iterator[str]:
    if family == "project":
        yield from dict.fromkeys(project.name for project in lookup.projects.values())
        return
    lengths = lookup.pack.catalogs["function"].info.lengths
    length = lengths[0] if family == "class" else lengths[-1]
    found = connection.execute("select distinct substr(function, 1, ?) from expenditure order by 1", (length,))
    yield from (code for (code,) in found.fetchall())
