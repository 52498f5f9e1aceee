"""What a budget unit brings with it when it comes into a book."""

import sqlite3

# Fiscal income of the year follows spending until somebody types it over (design: funding.automatic).
GRANT_FUNDS = ("general", "gov_fund", "state_capital")


def funding_of_new_unit(connection: sqlite3.Connection, unit_id: int) -> None:
    """Give a unit that has just been added its automatic funding rows: current income of the grant funds, 0 fen.

    A merged unit has no rows of its own, and gets none. Runs inside the caller's action.
    """
    connection.executemany(
        "insert into funding (unit, fund, kind, amount, automatic, position) "
        "select id, ?, 'current', 0, 1, (select ifnull(max(position), 0) + 1 from funding) "
        "from unit where id = ? and merged_into is null",
        [(fund, unit_id) for fund in GRANT_FUNDS],
    )


def spending_units(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The codes of the units that have rows of their own, in their order: a merged one is only named in texts."""
    found = connection.execute("select code from unit where merged_into is null order by position, id")
    return tuple(code for (code,) in found)
