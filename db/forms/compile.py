"""A pack compiled into the stages of one connection: code lists, facts, forms and checks."""

import sqlite3
from contextlib import closing
from functools import lru_cache
from typing import NamedTuple

from db.checks.mends import mend_stages
from db.checks.parts import parts_stages
from db.checks.stages import check_stages
from db.definitions import Listing, Pivot
from db.disclosure.stages import disclosure_stages
from db.forms.document import document_stages
from db.forms.facts import NAMED_CATALOGS, catalog_columns, fact_views
from db.forms.indicators import indicator_stages
from db.forms.listing import listing_stage
from db.forms.pivot import pivot_stage
from db.forms.stages import Columns, Stage, Stages, Transaction
from db.forms.sums import sum_stages
from db.forms.where import literal
from db.pack import Catalog, FormKind, Pack
from db.texts.stages import said_stages


def compile_stages(connection: sqlite3.Connection, pack: Pack, *, compute: bool = True) -> Stages:
    """All stages of a book's connection, computed. Raises PackError naming the form or check at fault.

    `compute` False leaves `refresh_all` to the caller: a ledger that cannot be summed still opens, its fault shown.
    """
    _lay_out_lists(connection, pack)
    stages = Stages(connection, *_selects(pack))
    if compute:
        stages.refresh_all()
    return stages


@lru_cache(maxsize=4)
def _selects(pack: Pack) -> tuple[dict[str, str], tuple[Stage, ...]]:
    """The facts and stages of a pack, written once for all its books: half a megabyte of SQL."""
    return fact_views(pack), (
        *catalog_stages(pack),
        *sum_stages(pack),
        *stages_of(pack),
        *indicator_stages(pack),
        *said_stages(pack),
        *disclosure_stages(pack),
        *check_stages(pack),
        *mend_stages(pack),
        *parts_stages(pack),
    )


def relation(form_id: str, block: str = "") -> str:
    """The name of the relation of a form, or of a document's block."""
    return f"form_{form_id}_{block}" if block else f"form_{form_id}"


def stages_of(pack: Pack) -> tuple[Stage, ...]:
    """The stages of all forms of a pack."""
    found: list[Stage] = []
    for form in pack.forms.values():
        found += _form_stages(form, pack)
    return tuple(found)


def _form_stages(form: FormKind, pack: Pack) -> tuple[Stage, ...]:
    if isinstance(form, Pivot):
        return (pivot_stage(form, pack, relation(form.id)),)
    if isinstance(form, Listing):
        return (listing_stage(form, relation(form.id)),)
    return document_stages(form, pack)


def _lay_out_lists(connection: sqlite3.Connection, pack: Pack) -> None:
    """The lists of a pack as TEMP tables.

    They are copied out of a database that is made once: rows of one table into an empty one that is declared alike
    SQLite takes over as they are, a fifth of the time that putting in thousands of rows takes.
    """
    tables, image = _lists_of(pack)
    connection.execute("attach ':memory:' as pack_lists")
    try:
        connection.deserialize(image, name="pack_lists")
        with Transaction(connection):
            for name, columns in tables:
                connection.execute(f"create temp table {name} ({columns})")
                connection.execute(f"insert into temp.{name} select * from pack_lists.{name}")
    finally:
        connection.execute("detach pack_lists")


@lru_cache(maxsize=4)
def _lists_of(pack: Pack) -> tuple[tuple[tuple[str, str], ...], bytes]:
    """The tables of all lists of a pack, name and columns, and a database that holds them, for all its books."""
    lists = [_list_of_catalog(key, catalog) for key, catalog in pack.catalogs.items()]
    lists += [
        _List(f"catalog_{key}", "code text not null primary key, name text not null", ())
        for key in sorted(NAMED_CATALOGS - pack.catalogs.keys())
    ]
    lists += [_thresholds(pack), _outline(pack)]
    with closing(sqlite3.connect(":memory:")) as connection:
        for name, columns, rows in lists:
            connection.execute(f"create table {name} ({columns})")
            if rows:
                marks = ", ".join("?" * len(rows[0]))
                connection.executemany(f"insert into {name} values ({marks})", rows)
        connection.commit()
        return tuple((name, columns) for name, columns, _ in lists), connection.serialize()


class _List(NamedTuple):
    name: str
    columns: str
    rows: tuple[tuple[object, ...], ...]


def _list_of_catalog(key: str, catalog: Catalog) -> _List:
    """The file's rows; code lists get the columns of a code list, and `own` for the book's codes."""
    if "code" not in catalog.fields:
        return _List(f"catalog_{key}", ", ".join(f"{field} text not null" for field in catalog.fields), catalog.records)
    named = catalog_columns(catalog)
    declared = ", ".join(f"{field} {'integer' if field == 'level' else 'text'} not null" for field in named[1:])
    columns = f"code text not null primary key, {declared}, own integer not null"
    return _List(f"catalog_{key}", columns, _coded(named, catalog.fields, catalog.records))


def _coded(
    named: tuple[str, ...], fields: tuple[str, ...], records: tuple[tuple[str, ...], ...]
) -> tuple[tuple[object, ...], ...]:
    """The lines of a code list as rows of its table."""
    at = {field: number for number, field in enumerate(fields)}
    places = [at.get(field) for field in named]
    absent = {"level": 1}
    return tuple(
        (
            *(
                absent.get(field, "") if place is None else int(record[place]) if field == "level" else record[place]
                for field, place in zip(named, places, strict=True)
            ),
            0,
        )
        for record in records
    )


def _thresholds(pack: Pack) -> _List:
    """`[thresholds]` of pack.toml as a code list, so that a check names a limit and never says how high it is."""
    columns = "code text not null primary key, value integer not null"
    return _List("catalog_threshold", columns, tuple(pack.info.thresholds.items()))


def _outline(pack: Pack) -> _List:
    """The paragraphs of the disclosure that are about a figure, so that a text in their place is read so too."""
    about = tuple((line.key, line.about) for line in pack.writing.outline.lines if line.about)
    return _List("catalog_paragraph", "key text not null, about text not null", about)


def catalog_stages(pack: Pack) -> tuple[Stage, ...]:
    """Stages that put the book's own codes into the code lists; what else a code has comes from its parent."""
    return tuple(_own_codes(key, catalog) for key, catalog in pack.catalogs.items() if "code" in catalog.fields)


def _own_codes(key: str, catalog: Catalog) -> Stage:
    columns = catalog_columns(catalog)
    levels = "".join(
        f" when length(n.code) <= {length} then {level}" for level, length in enumerate(catalog.info.lengths, start=1)
    )
    level = f"case{levels} else {len(catalog.info.lengths)} end" if levels else "1"
    extra = "".join(", ''" if field == "pinyin" else f", coalesce(f.{field}, '')" for field in columns[4:])
    sql = (
        f"select n.code, n.name, {level}, n.parent{extra}, 1 from code n "
        f"left join (select * from catalog_{key} where own = 0) f on f.code = n.parent "
        f"where n.catalog = {literal(key)} and n.code not in (select code from catalog_{key} where own = 0)"
    )
    kinds: Columns = tuple((field, "integer" if field == "level" else "text") for field in columns)
    return Stage(
        f"catalog_{key}",
        sql,
        (*kinds, ("own", "integer")),
        clear=f"delete from temp.catalog_{key} where own = 1",
    )
