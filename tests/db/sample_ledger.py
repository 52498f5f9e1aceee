"""A book's tables filled straight from the sample's entry files, for tests of what is derived from them."""

import csv
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec.structs import replace

from db import schema
from db.definitions import Document
from db.disclosure.outline import Writing
from db.forms.compile import compile_stages
from db.forms.document import block_relation
from db.forms.draw import Words
from db.forms.draw_document import document_sheets
from db.forms.read_document import named_apart, read_document
from db.forms.sheet import Sheet
from db.forms.stages import Row
from db.money import AmountUnit, parse_amount
from db.pack import Pack

UUID = "00000000-0000-4000-8000-000000000001"
SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "samples" / "jianghan-2024"

_NATURES = {"人员经费": "personnel", "公用经费": "operating"}
_FREQUENCIES = {"一次性项目": "once", "常年项目": "annual", "延续性项目": "continuing"}
_TERMS = {"长期": "long", "年度": "annual"}


def empty_ledger() -> sqlite3.Connection:
    """A connection with the tables of a book, in memory."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    for text in schema.migrations():
        for statement in schema.statements(text):
            connection.execute(statement)
    connection.execute("pragma foreign_keys = on")
    return connection


def insert(connection: sqlite3.Connection, table: str, **values: object) -> int:
    """Insert a row; `position` follows the last one. Its id."""
    columns = {column[1] for column in connection.execute(f"pragma table_info({table})")}
    if "position" in columns and "position" not in values:
        (last,) = connection.execute(f"select ifnull(max(position), 0) from {table}").fetchone()
        values = {**values, "position": last + 1}
    names, marks = ", ".join(values), ", ".join("?" * len(values))
    row_id = connection.execute(f"insert into {table} ({names}) values ({marks})", tuple(values.values())).lastrowid
    assert row_id is not None
    return row_id


def begin_book(connection: sqlite3.Connection, **values: object) -> None:
    """The row of table book, and `values` of it other than the sample's."""
    row = {
        "id": 1,
        "uuid": UUID,
        "year": 2024,
        "pack": "jianghan-2024",
        "pack_version": "1",
        "department_code": "112",
        "budget_name": "中共武汉市江汉区信访局",
        "round": "二上",
    }
    insert(connection, "book", **{**row, **values})


def sample_ledger() -> sqlite3.Connection:
    """The tables of the sample book, without journal."""
    connection = empty_ledger()
    book = {row["项目"]: row["内容"] for row in _rows("book")}
    begin_book(
        connection,
        legal_name=book["法定名称"],
        filler=book["填报人"],
        telephone=book["联系电话"],
        goal_end_year=int(book["目标截止年度"]),
    )
    unit = insert(connection, "unit", code="112001", name="中共武汉市江汉区信访局本级")
    for fund in ("general", "gov_fund", "state_capital"):
        insert(connection, "funding", unit=unit, fund=fund, kind="current", automatic=1)
    for row in _rows("basic"):
        _spend(connection, row, unit=unit, nature=_NATURES[row["类别"]])
    projects = _projects(connection, unit)
    for row in _rows("prior"):
        stage = {"预算": "budget", "执行": "executed"}[row["口径"]]
        measure, year = _codes("measure")[row["指标"]], int(row["年度"])
        insert(connection, "prior_figure", measure=measure, year=year, stage=stage, value=_fen(row["数值"]))
    for row in _rows("narrative"):
        topic = _codes("narrative").get(row["栏目"], row["栏目"])
        insert(connection, "narrative", topic=topic, text=row["内容"])
    _goals(connection, projects)
    return connection


def _projects(connection: sqlite3.Connection, unit: int) -> dict[str, int | None]:
    projects: dict[str, int | None] = {"": None}
    for row in _rows("project"):
        projects[row["项目名称"]] = insert(
            connection,
            "project",
            unit=unit,
            name=row["项目名称"],
            declared_code=row["申报代码"],
            category_group=row["项目类别"],
            frequency=_FREQUENCIES[row["安排频度"]],
            spending_type=row["支出项目类别"],
            purpose=row["用途"],
            executing_unit=row["执行单位"],
            leader=row["负责人"],
            telephone=row["联系电话"],
            basis=row["立项依据"],
            plan=row["项目实施方案"],
            last_review=row["上年绩效评价结果、整改及应用"],
            budget_change=row["项目前两年预算及当年预算变动情况"],
        )
    items: dict[tuple[str, str, str], int] = {}
    for row in _rows("project_spending"):
        project = projects[row["项目名称"]]
        key = (row["项目名称"], row["项目内容"], row["测算依据"])
        if key not in items:
            items[key] = insert(connection, "cost_item", project=project, item=key[1], basis=key[2])
        _spend(connection, row, unit=unit, nature="project", project=project, cost_item=items[key])
    for row in _rows("asset_plan"):
        insert(
            connection,
            "asset_plan",
            project=projects[row["项目名称"]],
            name=row["品名"],
            quantity_text=row["数量"],
            amount=_fen(row["金额(万元)"]),
        )
    return projects


def _goals(connection: sqlite3.Connection, projects: dict[str, int | None]) -> None:
    objectives: dict[tuple[str, str, str], int] = {}
    for row in _rows("objective"):
        objectives[row["项目名称"], row["期限"], row["序号"]] = insert(
            connection,
            "objective",
            project=projects[row["项目名称"]],
            term=_TERMS[row["期限"]],
            text=row["目标"],
            weight_share=int(row["指标权重比例"]) if row["指标权重比例"] else None,
        )
    for row in _rows("indicator"):
        insert(
            connection,
            "indicator",
            objective=objectives[row["项目名称"], row["期限"], row["目标序号"]],
            level1=row["一级指标"],
            level2=row["二级指标"],
            level3=row["三级指标"],
            value_prior2=row["前年"],
            value_prior1=row["上年"],
            value_now=row["指标值"],
            weight=int(row["权重"]) if row["权重"] else None,
            basis=row["依据"],
        )


def _spend(connection: sqlite3.Connection, row: dict[str, str], **values: object) -> None:
    function, economic = row["功能科目"], row["经济科目"]
    amount = _fen(row["金额(万元)"])
    insert(connection, "expenditure", function=function, economic=economic, amount=amount, **values)


def _fen(text: str) -> int:
    return parse_amount(text, AmountUnit.WAN).fen if text else 0


def _rows(name: str) -> list[dict[str, str]]:
    with (SAMPLE / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _codes(name: str) -> dict[str, str]:
    """Name → code of a list of the pack."""
    path = SAMPLE.parents[1] / "packs" / "jianghan-2024" / "catalogs" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["name"]: row["code"] for row in csv.DictReader(lines)}


class Desk:
    """A ledger with the stages of the pack's documents: all that drawing them needs of a book."""

    def __init__(self, connection: sqlite3.Connection, pack: Pack) -> None:
        connection.execute("pragma temp_store = memory")
        self.connection = connection
        self.pack = pack
        documents = {form.id: form for form in pack.forms.values() if isinstance(form, Document)}
        # Other forms and the checks take no part in documents, and time to compile.
        self.stages = compile_stages(connection, replace(pack, forms=documents, checks={}, writing=Writing()))

    @property
    def terms(self) -> Words:
        (amounts,) = self.connection.execute("select amounts from book").fetchone()
        return Words(2024, AmountUnit(amounts), self.pack.info.district)

    def document(self, form_id: str) -> Document:
        form = self.pack.forms[form_id]
        assert isinstance(form, Document)
        return form

    def sheets(self, form_id: str) -> tuple[Sheet, ...]:
        return document_sheets(self.document(form_id), self, self.terms)

    def relations(self, form_id: str) -> dict[str, tuple[Row, ...]]:
        """The rows of every block's relation."""
        form = self.document(form_id)
        names = [block_relation(form, block) for block in form.blocks]
        return {name: self.stages.rows(name) for name in names}

    def read(self, form_id: str, grids: Iterable[Sequence[Sequence[str]]]) -> dict[str, tuple[Row, ...]]:
        """What the sheets of a form say, all projects together."""
        form = self.document(form_id)
        found = {block_relation(form, block): tuple[Row, ...]() for block in form.blocks}
        for grid in grids:
            relations, *_ = read_document(form, grid, self.terms, self.pack, UUID)
            apart = named_apart(relations, found) if form.per else relations
            found = {name: (*rows, *apart[name]) for name, rows in found.items()}
        return found
