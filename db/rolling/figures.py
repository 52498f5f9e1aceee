"""The figures of a year that later years compare themselves with: which there are, and how each is read, is pack data.

A measure (`catalogs/measure.csv`) has a select `computed` over the forms of the year, and another one `otherwise` for
when those forms are not at hand: of a workbook that somebody sent, perhaps not every form can be read.
"""

import sqlite3
from collections.abc import Collection

import msgspec

from db.errors import PackError
from db.forms.learning import FUNCTIONS
from db.pack import Pack

CATALOG = "measure"
SOURCES = ("computed", "otherwise")

_ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ}


class Figures(msgspec.Struct, frozen=True):
    """What was found, measure → fen, and the measures that what is at hand does not tell."""

    found: dict[str, int]
    missing: tuple[str, ...]


def figures(connection: sqlite3.Connection, pack: Pack, at_hand: Collection[str] | None = None) -> Figures:
    """The pack's measures of the book, or the relations, behind `connection`.

    `at_hand`: the relations that can be believed; None: all, facts too. Of a form at hand that is empty, a figure is 0;
    a select that comes to NULL (an average over nobody) says that there is no figure.
    Raises PackError naming the measure whose select is at fault.
    """
    found: dict[str, int] = {}
    missing: list[str] = []
    for code, row in pack.codes(CATALOG).items():
        for source in SOURCES:
            sql = row.attributes.get(source, "")
            if not sql:
                continue
            value, read = _ask(connection, code, sql)
            if value is not None and (at_hand is None or read <= frozenset(at_hand)):
                found[code] = value
                break
        else:
            missing.append(code)
    return Figures(found, tuple(missing))


def _ask(connection: sqlite3.Connection, measure: str, sql: str) -> tuple[int | None, frozenset[str]]:
    """The one value of a pack's select, and the TEMP relations it reads. It may read, and nothing else."""
    read: set[str] = set()

    def authorise(action: int, first: str | None, second: str | None, *_: str | None) -> int:
        if action == sqlite3.SQLITE_READ and first and first.startswith(("form_", "fact_")):
            read.add(first)
        if action == sqlite3.SQLITE_FUNCTION:
            return sqlite3.SQLITE_OK if (second or "").lower() in FUNCTIONS else sqlite3.SQLITE_DENY
        return sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY

    connection.set_authorizer(authorise)
    try:
        row = connection.execute(sql).fetchone()
    except (sqlite3.Error, sqlite3.Warning) as fault:
        raise PackError(f"表样包里上年数据指标“{measure}”的取数语句有错：{fault}") from fault
    finally:
        connection.set_authorizer(None)
    return row[0] if row else 0, frozenset(read)
