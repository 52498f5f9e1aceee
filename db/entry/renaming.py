"""What goes by a project's name, and keeps to the project when that gets another one."""

import re
import sqlite3
from collections.abc import Iterator

from db.definitions import Document, Entry, Listing
from db.disclosure.passages import OVERRIDE
from db.entry.answered import ANSWERS, rename_in_answers
from db.pack import Pack

_PROJECT = "project"  # the records that are projects, and the column of others that says theirs


def rename_project(connection: sqlite3.Connection, pack: Pack, old: str, new: str) -> None:
    """Let what was written follow, such as use.{project} and what stands in place of the project's own paragraph, and
    answers to what was found in the project's own documents.

    Runs inside an action, after the project has its new name. They stay while another unit's project still goes by the
    old name, or when the new one has been written already.
    """
    for entry, before, after in _topics(pack, old, new):
        connection.execute(
            f"update {entry.table} set topic = ?2 where topic = ?1"
            f" and not exists (select 1 from project where name = ?3)"
            f" and not exists (select 1 from {entry.table} where topic = ?2)"
            # Of two projects that are called alike each has a paragraph of its own: whose this would be is not known.
            f" and (?5 = 0 or (select count(*) from project where name = ?4) = 1)",
            (before, after, old, new, before.startswith(OVERRIDE)),
        )
    if connection.execute("select 1 from project where name = ?", (old,)).fetchone() is None:
        for before, after in zip(_addresses(pack, old), _addresses(pack, new), strict=True):
            rename_in_answers(connection, before, after)
        _rename_in_lists(connection, pack, _key(old), _key(new))


def _rename_in_lists(connection: sqlite3.Connection, pack: Pack, old: str, new: str) -> None:
    """Let answers about rows of lists follow, whose keys have the project's among them."""
    for head, place, more in _lists(pack):
        named = re.compile(f"({re.escape(head)}(?:[^/]*/){{{place}}}){re.escape(old)}({more})", re.DOTALL)
        for row_id, address in connection.execute(f"select id, address from {ANSWERS}").fetchall():
            if found := named.fullmatch(address):
                connection.execute(
                    f"update or ignore {ANSWERS} set address = ? where id = ?", (found[1] + new + found[2], row_id)
                )


def _lists(pack: Pack) -> Iterator[tuple[str, int, str]]:
    """Of lists that name projects: what addresses begin with, the place of the name in a key, and what follows it."""
    last = r"(?:#[0-9]+)?\.[^./]+"
    for form in pack.forms.values():
        if isinstance(form, Listing) and _PROJECT in form.keys:
            yield f"{form.id}!", form.keys.index(_PROJECT), "/.*"
        elif isinstance(form, Listing) and form.records == _PROJECT:
            yield f"{form.id}!", 0, last
        elif isinstance(form, Document) and not form.per:
            yield from ((f"{form.id}!{it.id}/", 0, last) for it in form.blocks if it.records == _PROJECT)


def _key(project: str) -> str:
    return project.replace("#", "##")


def _addresses(pack: Pack, project: str) -> Iterator[str]:
    """What the addresses begin with that name a project."""
    yield from (
        f"{form.id}/{_key(project)}!" for form in pack.forms.values() if isinstance(form, Document) and form.per
    )
    yield from (f"entry/{entry.id}/#{topic}." for entry, topic, _ in _topics(pack, project, project))


def _topics(pack: Pack, old: str, new: str) -> Iterator[tuple[Entry, str, str]]:
    """The topics that name a project, each with what it is under the new name."""
    named = [line.key.partition("{{")[0] for line in pack.writing.outline.lines if line.named == _PROJECT]
    for entry in pack.entries.values():
        codes = pack.catalogs[entry.topics].rows if entry.layout == "topics" else ()
        for beginning in (code.removesuffix("{project}") for code in codes if code.endswith("{project}")):
            yield entry, beginning + old, beginning + new
        if any(code.startswith(OVERRIDE) for code in codes):
            yield from ((entry, OVERRIDE + start + _key(old), OVERRIDE + start + _key(new)) for start in named)
