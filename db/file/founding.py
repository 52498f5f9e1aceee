"""Making a new book: its file appears whole, with its units and what they bring, or not at all."""

import re
import sqlite3
from collections import Counter
from pathlib import Path
from uuid import uuid4

import msgspec

from db import schema
from db.entry.units import funding_of_new_unit
from db.errors import BookError, WriteFailed
from db.file import backups, gate
from db.file.length import too_long
from db.money import AmountUnit
from db.pack import Pack
from db.signs import blanked, unkept

LONGEST = 200  # characters of a code or name, as in the tabs
YEARS = range(2000, 2101)  # as the table `book` allows

_CHINESE = re.compile(r"[\u4e00-\u9fff]")


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


def faults_of(new: NewBook) -> list[str]:
    """What is wrong with the wishes for a new book, each as a phrase of its own; what the tables would refuse."""
    faults = []
    if new.year not in YEARS:
        faults.append(f"年度 {new.year} 不在 {YEARS[0]} 至 {YEARS[-1]} 之间")
    named = [("部门", new.department_code, new.budget_name), *(("单位", *unit) for unit in new.units)]
    for kind, code, name in named:
        if _CHINESE.search(code) and name.strip().isdigit():
            faults.append(f"{kind}编码“{code}”、名称“{name}”像是编码和名称写反了")
        faults += [f"有一个{kind}的{what}是空的" for what, text in (("编码", code), ("名称", name)) if not text.strip()]
        texts = (("编码", code), ("名称", name))
        faults += [f"{kind}{what}“{blanked(text)}”里有{bad}" for what, text in texts if (bad := unkept(text.strip()))]
        faults += [f"{kind}{what}有 {len(text)} 个字，最多 {LONGEST} 个" for what, text in texts if len(text) > LONGEST]
    if not new.units:
        faults.append("一个单位也没有")
    counts = Counter(code for code, _ in new.units)
    faults += [
        f"单位编码不能重复，“{code}”写了 {times} 次" for code, times in counts.items() if times > 1 and code.strip()
    ]
    return faults


def found(path: Path, new: NewBook, pack: Pack, uuid: str) -> None:
    """Write the file of a new book. Raises TargetExists, WriteFailed, BookError (the units or the year)."""
    faults = faults_of(new)
    if faults:
        raise BookError(f"账套没有建成：{'；'.join(faults)}。请改正后再建。")
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
    except (OSError, sqlite3.Error) as fault:
        mend = too_long(path) or "请确认文件夹可以写入、磁盘有空间，然后再建。"
        raise WriteFailed(f"没能写入“{path}”。{mend}") from fault
    finally:
        unfinished.unlink(missing_ok=True)


def _insert_new(connection: sqlite3.Connection, new: NewBook, pack: Pack, uuid: str) -> None:
    connection.execute(
        "insert into book (id, uuid, year, pack, pack_version, pack_content, department_code, budget_name, "
        "amounts, round) values (1, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            uuid, new.year, pack.info.id, pack.info.version, pack.content, new.department_code, new.budget_name,
            new.amounts, pack.info.first_round,
        ),
    )  # fmt: skip
    for position, (code, name) in enumerate(new.units, start=1):
        (unit,) = connection.execute(
            "insert into unit (code, name, position) values (?, ?, ?) returning id", (code, name, position)
        ).fetchone()
        funding_of_new_unit(connection, unit)
