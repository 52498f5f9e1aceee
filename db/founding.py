"""Making a new book: its file appears whole, with its units and what they bring, or not at all."""

import sqlite3
from pathlib import Path
from uuid import uuid4

import msgspec

from db import backups, gate, schema
from db.errors import BookError, WriteFailed
from db.money import AmountUnit
from db.pack import Pack
from db.units import funding_of_new_unit


def new_uuid() -> str:
    """The name of a new book, like no other's."""
    return str(uuid4())


class NewBook(msgspec.Struct, frozen=True, kw_only=True):
    """What a new book starts from. `units`: (code, name) of each budget unit, at least one."""

    year: int
    department_code: str
    budget_name: str
    units: tuple[tuple[str, str], ...]
    pack: str
    amounts: AmountUnit


def found(path: Path, new: NewBook, pack: Pack, uuid: str) -> None:
    """Write the file of a new book. Raises TargetExists, WriteFailed, BookError (the units or the year)."""
    unfinished = path.with_name(f"~{path.name}.new")
    try:
        unfinished.unlink(missing_ok=True)
        connection = sqlite3.connect(unfinished, isolation_level=None)
        try:
            gate.harden(connection)
            schema.migrate(connection)
            connection.execute("begin immediate")
            _insert_new(connection, new, pack, uuid)
            connection.execute("commit")
        finally:
            connection.close()
        backups.publish(unfinished, path)
    except sqlite3.IntegrityError as fault:
        raise BookError(
            "账套没有建成：年度应在 2000 至 2100 之间，部门编码、单位编码和名称不能空，单位编码不能重复。请改正后再建。"
        ) from fault
    except (OSError, sqlite3.Error) as fault:
        raise WriteFailed(f"没能写入“{path}”。请确认文件夹可以写入、磁盘有空间，然后再建。") from fault
    finally:
        unfinished.unlink(missing_ok=True)


def _insert_new(connection: sqlite3.Connection, new: NewBook, pack: Pack, uuid: str) -> None:
    connection.execute(
        "insert into book (id, uuid, year, pack, pack_version, department_code, budget_name, amounts, round) "
        "values (1, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            uuid, new.year, pack.info.id, pack.info.version, new.department_code, new.budget_name, new.amounts,
            pack.info.first_round,
        ),
    )  # fmt: skip
    for position, (code, name) in enumerate(new.units, start=1):
        (unit,) = connection.execute(
            "insert into unit (code, name, position) values (?, ?, ?) returning id", (code, name, position)
        ).fetchone()
        funding_of_new_unit(connection, unit)
