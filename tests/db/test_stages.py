"""Stages: what pack SQL may do, how its dependencies are learnt, and that only what is affected is computed again."""

import sqlite3
from collections.abc import Iterator, Sequence

import msgspec
import pytest

from db.errors import PackError
from db.forms.stages import Row, Stage, Stages

FACTS = {"fact_line": "select id, code, amount from line"}
TOTAL = Stage("total", "select sum(amount) as amount from fact_line", (("amount", "integer"),))
CODES = Stage("codes", "select code, sum(amount) as amount from fact_line group by code order by code",
              (("code", "text"), ("amount", "integer")))  # fmt: skip
TIE = Stage("tie", "select (select amount from total) = (select sum(amount) from codes) as holds", (("holds", "any"),))
NAMES = Stage("names", "select code, name from name order by code", (("code", "text"), ("name", "text")))


def computed(connection: sqlite3.Connection, *stages: Stage) -> Stages:
    made = Stages(connection, FACTS, stages)
    made.refresh_all()
    return made


@pytest.fixture
def connection() -> sqlite3.Connection:
    made = sqlite3.connect(":memory:", isolation_level=None)
    made.execute("create table line (id integer primary key, code text, amount integer)")
    made.execute("create table name (code text, name text)")
    made.executemany("insert into line (code, amount) values (?, ?)", [("a", 1), ("b", 2), ("a", 4)])
    return made


def test_stages_are_computed_after_what_they_read_in_whatever_order_they_are_given(
    connection: sqlite3.Connection,
) -> None:
    stages = computed(connection, TIE, CODES, TOTAL)
    assert stages.rows("codes") == (("a", 5), ("b", 2))
    assert stages.rows("tie") == ((1,),)


def test_what_a_stage_reads_is_learnt_through_the_fact_views(connection: sqlite3.Connection) -> None:
    stages = computed(connection, TOTAL, CODES, TIE, NAMES)
    assert "line" in stages.reads("total")
    assert stages.reads("tie") == {"total", "codes"}
    assert stages.reads("names") == {"name"}


def test_a_change_refreshes_only_what_depends_on_it(connection: sqlite3.Connection) -> None:
    stages = computed(connection, TOTAL, CODES, TIE, NAMES)
    connection.execute("insert into line (code, amount) values ('c', 8)")
    connection.execute("insert into name values ('c', '丙')")
    assert stages.refresh({"line"}) == {"total", "codes"}
    assert stages.rows("names") == ()
    assert stages.refresh({"name"}) == {"names"}


def test_a_check_follows_when_it_is_asked_for(connection: sqlite3.Connection) -> None:
    check = msgspec.structs.replace(NAMES, table=False)
    stages = computed(connection, check)
    connection.execute("insert into name values ('c', '丙')")
    assert stages.refresh({"name"}) == set()
    assert stages.rows("names") == (("c", "丙"),)


def test_a_check_asked_for_inside_a_gesture_that_is_taken_back_is_asked_again(connection: sqlite3.Connection) -> None:
    stages = computed(connection, msgspec.structs.replace(NAMES, table=False))
    stages.refresh({"name"})
    connection.execute("begin")
    connection.execute("insert into name values ('c', '丙')")
    assert stages.rows("names") == (("c", "丙"),)
    connection.execute("rollback")
    assert stages.rows("names") == ()


def test_a_stage_is_left_alone_when_other_columns_changed(connection: sqlite3.Connection) -> None:
    codes = Stage("kept", "select code from line order by code", (("code", "text"),))
    stages = computed(connection, TOTAL, codes)
    connection.execute("update line set amount = 8, code = 'z' where amount = 4")
    assert stages.refresh({"line"}, {"line": frozenset({"amount"})}) == {"total"}


def test_a_stage_whose_rows_stay_the_same_stops_the_wave(connection: sqlite3.Connection) -> None:
    stages = computed(connection, TOTAL, CODES, TIE)
    connection.execute("update line set code = 'b' where code = 'a' and amount = 4")
    assert stages.refresh({"line"}) == {"codes"}


def test_other_sql_sees_the_rows_of_a_stage_as_a_table(connection: sqlite3.Connection) -> None:
    computed(connection, CODES)
    assert connection.execute("select amount from temp.codes where code = 'a'").fetchone() == (5,)


@pytest.mark.parametrize(
    ("sql", "named"),
    [
        ("select random() as amount", "random"),
        ("select load_extension('x') as amount", "load_extension"),
        ("select no_such_column as amount from fact_line", "no_such_column"),
        ("delete from line", "一条 select"),
        ("select 1 as amount; delete from line", "one statement"),
    ],
)
def test_pack_sql_may_read_and_nothing_else(connection: sqlite3.Connection, sql: str, named: str) -> None:
    with pytest.raises(PackError, match=named):
        Stages(connection, FACTS, (Stage("bad", sql, (("amount", "integer"),)),))
    assert connection.execute("select count(*) from line").fetchone() == (3,)


def test_stages_that_read_each_other_in_a_circle_are_a_fault_of_the_pack(connection: sqlite3.Connection) -> None:
    one = Stage("one", "select amount from two", (("amount", "integer"),))
    two = Stage("two", "select amount from one", (("amount", "integer"),))
    with pytest.raises(PackError, match="圈"):
        Stages(connection, FACTS, (one, two))


def test_what_python_computes_is_computed_again_only_when_its_select_has_other_rows(
    connection: sqlite3.Connection,
) -> None:
    asked: list[int] = []

    def doubled(rows: Sequence[Row]) -> Iterator[Row]:
        asked.append(len(rows))
        return ((code * 2, len(code)) for (code,) in rows)

    words = Stage(
        "words", "select code from fact_line order by id", (("word", "text"), ("long", "integer")), compute=doubled
    )
    longest = Stage("longest", "select max(long) as long from words", (("long", "integer"),))
    stages = computed(connection, longest, words)
    assert stages.rows("words") == (("aa", 1), ("bb", 1), ("aa", 1))
    connection.execute("update line set amount = 9")
    assert (stages.refresh({"line"}), asked) == (frozenset(), [3])
    connection.execute("update line set code = 'cde' where id = 1")
    assert stages.refresh({"line"}) == {"words", "longest"}
    assert stages.rows("longest") == ((3,),)
