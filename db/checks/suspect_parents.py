"""What a row that is gone leaves behind: the rest of the row above it, and rows that were taken for what it was."""

from collections.abc import Iterator

from db.checks.suspect_rows import TOTAL
from db.checks.suspects import DETAILS, Scene, Table
from db.checks.trials import Change


def rest_above(table: Table, code: str) -> dict[str, int]:
    """What the row above that of a code has beyond the other rows as deep as it: of an only child, all."""
    codes = {table.spot(row).key: row for _, row in table.rows if table.spot(row).key.isdigit()}
    above = [key for key in codes if code.startswith(key) and key != code]
    if not code.isdigit() or not above:
        return {}
    parent = max(above, key=len)
    beside = [row for key, row in codes.items() if key.startswith(parent) and len(key) == len(code)]
    return {
        column: table.at(codes[parent], column) - sum(table.at(row, column) for row in beside)
        for column in table.figures
    }


def other_kinds(here: Scene, table: Table) -> Iterator[Change]:
    """The kinds that other tables know of rows which have another here: a reader tells the kinds of units by order."""
    for rowid, row in table.rows:
        kinds = _kinds_elsewhere(here, table, table.spot(row).key)
        if kinds and table.at(row, "row_kind") not in kinds:
            yield table.write(rowid, "row_kind", min(kinds))


def same_kinds(table: Table, other: Table) -> bool:
    """Whether two tables have kinds of rows in common, or one has none to go by."""
    kinds = {table.at(row, "row_kind") for _, row in table.rows} - {TOTAL}
    return not kinds or bool(kinds & {other.at(row, "row_kind") for _, row in other.rows})


def _kinds_elsewhere(here: Scene, table: Table, key: str) -> set[str]:
    if not key.isdigit():
        return set()
    return {
        str(other.at(row, "row_kind"))
        for other in here.known
        if other.name != table.name and same_kinds(table, other)
        for _, row in other.rows
        if other.spot(row).key == key and other.at(row, "row_kind") not in DETAILS
    }
