"""What goes by a project's name, and keeps to the project when that gets another one."""

import sqlite3
from collections.abc import Iterator

from db.definitions import Document
from db.entry.answered import rename_in_answers
from db.pack import Pack


def rename_project(connection: sqlite3.Connection, pack: Pack, old: str, new: str) -> None:
    """Let written parts such as use.{project} follow, and answers to what was found in the project's own documents.

    Runs inside an action, after the project has its new name. They stay while another unit's project still goes by the
    old name, or when the new one has been written already.
    """
    for entry in pack.entries.values():
        codes = pack.catalogs[entry.topics].rows if entry.layout == "topics" else ()
        for beginning in (code.removesuffix("{project}") for code in codes if code.endswith("{project}")):
            connection.execute(
                f"update {entry.table} set topic = ?1 || ?3 where topic = ?1 || ?2"
                f" and not exists (select 1 from project where name = ?2)"
                f" and not exists (select 1 from {entry.table} where topic = ?1 || ?3)",
                (beginning, old, new),
            )
    if connection.execute("select 1 from project where name = ?", (old,)).fetchone() is None:
        for before, after in zip(_addresses(pack, old), _addresses(pack, new), strict=True):
            rename_in_answers(connection, before, after)


def _addresses(pack: Pack, project: str) -> Iterator[str]:
    """What the addresses begin with that name a project."""
    key = project.replace("#", "##")
    yield from (f"{form.id}/{key}!" for form in pack.forms.values() if isinstance(form, Document) and form.per)
    for entry in pack.entries.values():
        codes = pack.catalogs[entry.topics].rows if entry.layout == "topics" else ()
        beginnings = (code.removesuffix("{project}") for code in codes if code.endswith("{project}"))
        yield from (f"entry/{entry.id}/#{beginning}{project}." for beginning in beginnings)
