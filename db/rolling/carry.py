"""Rows of last year's book put into this year's, with what a year changes in them.

Every function runs inside one action on a book that was just made: its tables are empty but for its units, so rows
keep the ids they had. Cells whose content belongs to the old year are marked 待核实.
"""

import sqlite3
from collections.abc import Callable, Collection, Mapping
from typing import Any

import msgspec

from db.entry import unverified
from db.pack import Pack

Row = dict[str, Any]

_BOOK_FACTS = (
    "legal_name", "short_name", "filler", "telephone", "head", "finance_head", "public_telephone", "goal_end_year",
    "bureau_mail",
)  # fmt: skip
_YEARLY_TEXTS = (
    "code", "declared_code", "total_budget", "purpose", "basis", "plan", "last_review", "budget_change",
)  # fmt: skip


class Carrier(msgspec.Struct, frozen=True):
    """The two books by their connections, and what the old one's units are called in the new one: id → id."""

    old: sqlite3.Connection
    new: sqlite3.Connection
    units: Mapping[int, int]

    def copy(
        self,
        table: str,
        marked: Collection[str] = (),
        where: str = "true",
        turn: Callable[[Row], Row] = lambda row: row,
    ) -> int:
        """Copy the rows of a table, each as `turn` makes it; `marked` cells that hold something are 待核实.

        How many rows.
        """
        cursor = self.old.execute(f"select * from main.{table} where {where} order by id")
        names = [column[0] for column in cursor.description]
        rows = [turn(dict(zip(names, row, strict=True))) for row in cursor.fetchall()]
        for row in rows:
            if row.get("unit") is not None:
                row["unit"] = self.units[row["unit"]]
            self.new.execute(
                f"insert into main.{table} ({', '.join(row)}) values ({', '.join('?' * len(row))})", tuple(row.values())
            )
        unverified.mark(
            self.new, [(table, row["id"], name) for row in rows for name in marked if row[name] not in (None, "")]
        )
        return len(rows)


def carrier(old: sqlite3.Connection, new: sqlite3.Connection) -> Carrier:
    """The units of the new book, which has them by code already, made what they were in the old one."""
    ids = {code: row_id for row_id, code in new.execute("select id, code from unit").fetchall()}
    found = old.execute("select id, code, kind, merged_into, position from unit").fetchall()
    units = {row_id: ids[code] for row_id, code, *_ in found}
    for row_id, _, kind, merged_into, position in found:
        new.execute(
            "update unit set kind = ?, merged_into = ?, position = ? where id = ?",
            (kind, units.get(merged_into), position, units[row_id]),
        )
    # A merged unit has no rows of its own, so no income that follows its spending either.
    new.execute("delete from funding where unit in (select id from unit where merged_into is not null)")
    return Carrier(old, new, units)


def book_facts(carrier: Carrier) -> None:
    """What the department is and who answers for it; not the deadline, the round, or what was handed in."""
    values = carrier.old.execute(f"select {', '.join(_BOOK_FACTS)} from book").fetchone()
    carrier.new.execute(f"update book set {', '.join(f'{name} = ?' for name in _BOOK_FACTS)}", values)
    if values[-1] is not None:
        unverified.mark(carrier.new, [("book", 1, "goal_end_year")])


def people_and_assets(carrier: Carrier) -> tuple[int, int]:
    """Posts, people and state assets, as of a day that is still to be said. How many rows of each."""
    undated: Callable[[Row], Row] = lambda row: {**row, "as_of": None}  # noqa: E731
    people = carrier.copy("headcount", ("authorised", "actual"), turn=undated)
    return people, carrier.copy("state_asset", ("count", "area", "value"), turn=undated)


def projects(carrier: Carrier) -> tuple[int, int]:
    """Projects with their texts and earlier years, their cost items without amounts. How many projects and items."""
    count = carrier.copy("project", _YEARLY_TEXTS)
    carrier.copy("project_year")
    return count, carrier.copy("cost_item", ("basis",))


def project_budgets(carrier: Carrier, year: int) -> None:
    """What the old book gave each project becomes its budget of that year; what was executed is not known yet."""
    found = carrier.old.execute(
        "select project, sum(amount) from expenditure where project is not null group by project order by project"
    )
    for project, amount in found.fetchall():
        carrier.new.execute(
            "insert into project_year (project, year, budget, position)"
            " values (?, ?, ?, (select ifnull(max(position), 0) + 1 from project_year))"
            " on conflict (project, year) do update set budget = excluded.budget",
            (project, year, amount),
        )


def goals(carrier: Carrier, years: int, *, of_projects: bool) -> tuple[int, int]:
    """Objectives and their indicators, the yearly values moved back by that many years. How many of each.

    `of_projects` False: those of the whole department only.
    """
    which = "true" if of_projects else "project is null"
    count = carrier.copy("objective", ("text",), which)
    yearly = {row for (row,) in carrier.new.execute("select id from objective where term = 'annual'")}

    def turn(row: Row) -> Row:
        return moved_back(row, years) if row["objective"] in yearly else row

    values = ("value_prior2", "value_prior1", "value_now")
    below = f"objective in (select id from objective where {which})"
    return count, carrier.copy("indicator", values, below, turn)


def moved_back(row: Row, years: int) -> Row:
    """An indicator's values so many years later: 本年 → 上年 → 前年; 本年 stays as a text to begin with."""
    known = (row["value_now"], row["value_prior1"], row["value_prior2"])  # of the old year, 1 and 2 years before it
    later = ("",) * years + known
    return {**row, "value_prior1": later[1], "value_prior2": later[2]}


def narratives(carrier: Carrier, pack: Pack) -> int:
    """The written parts that hold for more than a year, as the pack says. How many."""
    topics = pack.codes("narrative").values()
    lasting = [row.code for row in topics if row.attributes.get("lasting") == "yes"]
    exact = {code for code in lasting if "{" not in code}
    families = tuple(code.partition("{")[0] for code in lasting if "{" in code)
    wanted = [
        row_id
        for row_id, topic in carrier.old.execute("select id, topic from narrative where text <> ''")
        if topic in exact or (families and topic.startswith(families))
    ]
    return carrier.copy("narrative", ("text",), f"id in ({', '.join(map(str, wanted))})") if wanted else 0


def codes(carrier: Carrier) -> int:
    """The codes that the book added to the catalogs. How many."""
    return carrier.copy("code")


def prior_figures(carrier: Carrier, pack: Pack) -> int:
    """The figures of earlier years that the old book knows, as far as the new pack has their measures. How many."""
    known = pack.codes("measure")
    wanted = [row for row, measure in carrier.old.execute("select id, measure from prior_figure") if measure in known]
    return carrier.copy("prior_figure", where=f"id in ({', '.join(map(str, wanted))})") if wanted else 0
