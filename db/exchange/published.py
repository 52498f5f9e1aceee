"""上年公开表: the workbook that was published or handed in an earlier year, ours or another program's, as figures.

Its forms are found by their words (`published_table`), read as relations of a bench without a ledger, and asked for
the pack's measures like a book. What is not recognised is said, never guessed.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec

from db import schema
from db.definitions import Document
from db.disclosure.outline import Writing
from db.errors import BookError
from db.exchange.opening import ReadSheet, ReadWorkbook, open_workbook
from db.exchange.published_lines import lines_of
from db.exchange.published_table import Table, forms_of, named_unit, read_funds, read_table, unit_of, year_of
from db.forms.compile import compile_stages, relation
from db.forms.draw import Words
from db.forms.printing import read_value
from db.forms.reading import read_form
from db.forms.stages import Row, Stages
from db.money import AmountError, AmountUnit
from db.pack import Pack
from db.rolling.figures import figures
from db.rolling.lines import PriorLine
from db.rolling.prior import Prior

_BOOK = "prior"  # stands in the relations' book column; nothing is kept of it


class Asked(msgspec.Struct, frozen=True):
    """What a book says to whoever reads for it: its pack, its year, what its units are called."""

    pack: Pack
    year: int
    units: dict[str, str]  # code or name -> code


def asked_by(connection: sqlite3.Connection, pack: Pack) -> Asked:
    """What the book behind `connection` says; a value that may cross to another thread."""
    units: dict[str, str] = {}
    for code, name in connection.execute("select code, name from unit"):
        units[name] = code
        units[code] = code
    (year,) = connection.execute("select year from book").fetchone()
    return Asked(pack, year, units)


class _Read:
    """What has been read of a workbook so far."""

    def __init__(self) -> None:
        self.relations: dict[str, tuple[Row, ...]] = {}
        self.lines: list[PriorLine] = []
        self.years: dict[str, int] = {}  # worksheet -> year of its title
        self.recognised: list[str] = []
        self.unknown: list[str] = []  # worksheets that are no form
        self.notes: list[str] = []


def read_disclosure(path: Path, asked: Asked, year: int | None = None) -> Prior:
    """The figures of the workbook `path`. `year`: whose they are; by default its titles say, or the last but this.

    Raises WorkbookError; BookError when no sheet is a form, or when the titles say another year.
    """
    workbook = open_workbook(path)
    with closing(_bench(asked)) as connection:
        stages = compile_stages(connection, msgspec.structs.replace(asked.pack, checks={}, mends={}, writing=Writing()))
        read = _Read()
        for page in _shown(workbook):
            _read_page(page, asked, stages, read)
        if not read.relations:
            said = "".join(read.notes) or "请选公开或上报的预算表工作簿，每张表要有标题和表头，例如“收支预算总表”。"
            raise BookError(f"“{path.name}”里没有认出一张预算表。{said}")
        chosen = _year(path.name, read, asked, year)
        for name, rows in read.relations.items():
            connection.execute(f"delete from temp.{name}")
            marks = ", ".join("?" * len(stages.columns(name)))
            connection.executemany(f"insert into temp.{name} values ({marks})", rows)
        found = figures(connection, asked.pack, read.relations.keys())
    return Prior(
        source=path.name,
        year=chosen,
        figures=found.found,
        missing=found.missing,
        lines=tuple(read.lines),
        recognised=tuple(read.recognised),
        notes=(*read.notes, *([f"没有认出的工作表：{'、'.join(read.unknown)}。"] if read.unknown else [])),
    )


def _shown(workbook: ReadWorkbook) -> Iterator[ReadSheet]:
    return (page for page in workbook.sheets if page.cells and not page.hidden)


def _year(name: str, read: _Read, asked: Asked, wanted: int | None) -> int:
    years = sorted(set(read.years.values()))
    if len(years) > 1:
        said = "、".join(f"“{sheet}”{year}年" for sheet, year in list(read.years.items())[:4])
        raise BookError(f"“{name}”里各表的年度不一样（{said}），不知道取哪一年；请分开成各年的工作簿。")
    if wanted and years and years[0] != wanted:
        raise BookError(f"“{name}”各表写的是 {years[0]} 年，要取的是 {wanted} 年；请核对年度或文件。")
    return wanted or (years[0] if years else asked.year - 1)


def _read_page(page: ReadSheet, asked: Asked, stages: Stages, read: _Read) -> None:
    try:
        candidates = forms_of(page, asked.pack)
        for form in candidates:
            if isinstance(form, Document):
                if not form.per and _read_funds(page, form, stages, read):
                    return
                continue
            table = read_table(page, form)
            if table is None:
                continue
            if relation(form.id) not in read.relations and named_unit(page) is None:
                read.notes.append(
                    f"工作表“{page.name}”没有写金额单位，按万元取的；是元请在表头上方写明“单位：元”再取。"
                )
            if relation(form.id) in read.relations:
                read.notes.append(f"工作表“{page.name}”也像{form.id}表“{form.short}”，只取了前一张。")
            else:
                _read_table(table, asked, read)
            return
    except ValueError as fault:
        read.notes.append(f"工作表“{page.name}”没有读：{fault}。")
        return
    if not any(isinstance(form, Document) for form in candidates):
        read.unknown.append(page.name)


def _read_table(table: Table, asked: Asked, read: _Read) -> None:
    form = asked.pack.forms[table.form]
    assert not isinstance(form, Document)
    terms = Words(table.year or asked.year - 1, table.unit, asked.pack.info.district)
    reading = read_form(form, table.grid, terms, asked.pack, _BOOK)
    if reading.misread:
        texts = "、".join(f"“{form.columns[it.column].head[-1]}”栏的“{it.text}”" for it in reading.misread[:3])
        read.notes.append(f"工作表“{table.sheet}”有 {len(reading.misread)} 处不是数字（{texts}），整张没有取。")
        return
    read.relations.update(reading.relations)
    if table.form in asked.pack.info.prior_forms:
        read.lines += lines_of(form, reading.relations[relation(form.id)], asked.pack, asked.units)
    _note(read, table.sheet, form.id, form.short, table.unit, table.year)
    if table.lacking:
        lacking = "、".join(f"“{head}”" for head in table.lacking)
        read.notes.append(f"工作表“{table.sheet}”没有{lacking}栏，按没有数算。")


def _read_funds(page: ReadSheet, form: Document, stages: Stages, read: _Read) -> bool:
    """Of a document only its tables of totals; its texts and goals are no figures."""
    unit = unit_of(page)
    taken = False
    for block, keyed in read_funds(page, form).items():
        name = relation(form.id, block)
        columns = stages.columns(name)
        amount = next(it for it in form.blocks if it.id == block).columns
        figure = next(column.id for column in amount if column.type in ("amount", "plain"))
        texts = {column.id for column in amount if column.type == "text"}
        rows = []
        for ordinal, (key, text) in enumerate(keyed.items(), start=1):
            try:
                value = read_value(text, "amount", unit)
            except AmountError:
                read.notes.append(f"工作表“{page.name}”的“{text}”不是数字，没有取。")
                continue
            known = {"book": _BOOK, "ordinal": ordinal, "row_kind": "row", "row_key": key, figure: value}
            rows.append(tuple(known.get(it, "" if it in texts else 0) for it in columns))
        if rows and name not in read.relations:
            read.relations[name] = tuple(rows)
            taken = True
    if taken:
        _note(read, page.name, form.id, form.short, unit, year_of(page))
    return taken


def _note(read: _Read, sheet: str, form_id: str, short: str, unit: AmountUnit, year: int) -> None:
    read.recognised.append(f"{form_id}表 {short}（工作表“{sheet}”，{unit.value}）")
    if year:
        read.years[sheet] = year


def _bench(asked: Asked) -> sqlite3.Connection:
    """An empty ledger in memory, where the pack's forms can be compiled."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    schema.migrate(connection)
    connection.execute(
        "insert into book (id, uuid, year, pack, pack_version, department_code, budget_name, round) "
        "values (1, ?, ?, ?, ?, '-', '-', ?)",
        ("0" * 36, asked.year, asked.pack.info.id, asked.pack.info.version, asked.pack.info.first_round or "-"),
    )
    return connection
