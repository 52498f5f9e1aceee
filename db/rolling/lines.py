"""Lines of a year's budget under the names by which another year's lines find them: codes and names, no row ids."""

import sqlite3
from collections.abc import Iterable

import msgspec


class PriorLine(msgspec.Struct, frozen=True, kw_only=True):
    """What a year budgeted under those names, in fen. '' where the source did not say: it is then compared without.

    `table`: the ledger table of this year's lines. `unit` is a code; `kind` the nature of spending or the kind of
    income; `item` an item of costs, of purchase or of service.
    """

    table: str
    unit: str = ""
    kind: str = ""
    project: str = ""
    item: str = ""
    function: str = ""
    economic: str = ""
    fund: str = ""
    amount: int


KEYS = ("unit", "kind", "project", "item", "function", "economic", "fund")

# Per ledger table: a select of row id, the seven keys, amount, position over the facts of a book. What a fact does not
# have is ''. What a purchase is called is its code, and its name where there is one.
_FACTS = {
    "funding": "select id, unit_code as unit, kind, '' as project, '' as item, '' as function, '' as economic, fund,"
    " amount, position from fact_funding",
    "expenditure": "select l.id, l.unit_code as unit, l.nature as kind, l.project, coalesce(c.item, '') as item,"
    " l.function, l.economic, l.fund, l.amount, l.position"
    " from fact_line l left join cost_item c on c.id = l.cost_item_ref",
    "procurement": "select id, unit_code as unit, '' as kind, project, trim(catalog_code || ' ' || item_name) as item,"
    " function, economic, fund, amount, position from fact_procurement",
    "service_purchase": "select id, unit_code as unit, '' as kind, project, content as item,"
    " function, economic, fund, amount, position from fact_service",
}
TABLES = tuple(_FACTS)


def keyed_rows(connection: sqlite3.Connection, table: str) -> dict[int, PriorLine]:
    """The rows of a ledger table of the book as they are now, by row id; income that follows spending included."""
    found = connection.execute(f"select {', '.join(('id', *KEYS, 'amount'))} from ({_FACTS[table]})")
    return {int(row[0]): _line(table, row[1:]) for row in found}


def budgeted_lines(connection: sqlite3.Connection) -> tuple[PriorLine, ...]:
    """All lines of a book, those of equal names as one; nothing of nothing is left out."""
    lines: list[PriorLine] = []
    for table, fact in _FACTS.items():
        keys = ", ".join(KEYS)
        found = connection.execute(
            f"select {keys}, sum(amount) from ({fact}) group by {keys} having sum(amount) <> 0 order by min(position)"
        )
        lines += [_line(table, row) for row in found]
    return tuple(lines)


def known_lines(connection: sqlite3.Connection, year: int, table: str | None = None) -> dict[int, PriorLine]:
    """What the book knows of the lines of an earlier year, by row id."""
    found = connection.execute(
        f"select id, table_name, {', '.join(KEYS)}, amount from prior_line"
        " where year = :year and (:table is null or table_name = :table) order by position, id",
        {"year": year, "table": table},
    )
    return {int(row[0]): _line(str(row[1]), row[2:]) for row in found}


def replace_lines(connection: sqlite3.Connection, year: int, lines: Iterable[PriorLine]) -> None:
    """Let the book know those lines of an earlier year, for each part that occurs in place of what it knew.

    Runs inside an action.
    """
    lines = tuple(lines)
    for table, kind in dict.fromkeys(map(part_of, lines)):
        connection.execute(
            "delete from prior_line where year = ? and table_name = ? and ? in ('', kind)", (year, table, kind)
        )
    marks = ", ".join("?" * (len(KEYS) + 4))
    connection.executemany(
        f"insert into prior_line (year, table_name, {', '.join(KEYS)}, amount, position) values ({marks})",
        [(year, line.table, *key_of(line), line.amount, position) for position, line in enumerate(lines, start=1)],
    )


def part_of(line: PriorLine) -> tuple[str, str]:
    """What is known or not known as a whole: (table, nature of spending, '' of other tables)."""
    return line.table, line.kind if line.table == "expenditure" else ""


def key_of(line: PriorLine) -> tuple[str, ...]:
    """The names of a line, in the order of `KEYS`."""
    return tuple(getattr(line, key) for key in KEYS)


def _line(table: str, row: tuple[object, ...]) -> PriorLine:
    *names, amount = row
    assert isinstance(amount, int)
    return PriorLine(table=table, amount=amount, **dict(zip(KEYS, map(str, names), strict=True)))
