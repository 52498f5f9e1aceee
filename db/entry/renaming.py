"""What goes by a project's name, and keeps to the project when that gets another one."""

import sqlite3

from db.pack import Pack


def rename_project(connection: sqlite3.Connection, pack: Pack, old: str, new: str) -> None:
    """Let written parts such as use.{project} follow. Runs inside an action, after the project has its new name.

    They stay while another unit's project still goes by the old name, or when the new one has been written already.
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
