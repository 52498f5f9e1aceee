"""Forms 14 and 15 of the real case: every published figure, indicator, weight, tick box and label."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from db.forms.reading import grid_of
from db.forms.sheet import Role, Sheet
from db.pack import load
from tests.db.sample_ledger import Desk, sample_ledger

SEED = Path(__file__).resolve().parents[1] / "seed"
DOCUMENTS = ("14", "15-1", "15-2", "15-3")
TERMS = {"长期": "long", "年度": "annual"}

Printed = list[str | None]  # None: a long text that the facts leave out


@cache
def published() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SEED / "forms.json").read_text(encoding="utf-8"))
    return found


@cache
def slips() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((SEED / "exceptions.json").read_text(encoding="utf-8"))
    return found


def mended(form_id: str) -> list[Printed]:
    """The published rows as they should have been printed."""
    rows: list[list[Printed]] = [[list(row)] for row in published()[form_id]["body"]]
    for slip in slips():
        if slip["form"] == form_id and slip["row"] != "notes":
            if slip["column"] is None:
                rows[slip["row"]] = slip["ours"]
            else:
                rows[slip["row"]][0][slip["column"]] = slip["ours"]
    return [row for instead in rows for row in instead]


def filled(row: Printed) -> Printed:
    """The cells that hold something: the grids of the pieces differ from ours, their order does not."""
    return [cell for cell in row if cell != ""]


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    connection = sample_ledger()
    yield Desk(connection, load("jianghan-2024"))
    connection.close()


def sheet(desk: Desk, name: str) -> Sheet:
    return next(found for found in desk.sheets(name.partition("-")[0]) if found.name == name)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_印出的每一行与公布的相同(desk: Desk, name: str) -> None:
    drawn = sheet(desk, name)
    ours = [filled(list(row)) for row in grid_of(drawn)[drawn.body_start : drawn.body_end]]
    theirs = [filled(row) for row in mended(name)]
    # A long text is whatever the entries say.
    shown = [
        [cell if want is not None else None for cell, want in zip(row, wanted, strict=False)] + row[len(wanted) :]
        for row, wanted in zip(ours, theirs, strict=True)
    ]
    assert shown == theirs


@pytest.mark.parametrize("name", DOCUMENTS)
def test_绩效指标一个不少(desk: Desk, name: str) -> None:
    form, _, number = name.partition("-")
    project = grid_of(sheet(desk, name))[3][1] if number else None
    ours = []
    for term, block in TERMS.items():
        columns = desk.stages.columns(f"form_{form}_{block}")
        for row in desk.stages.rows(f"form_{form}_{block}"):
            cells = dict(zip(columns, row, strict=True))
            if cells["row_kind"] == "record" and cells.get("project") == project:
                goal = str(cells.get("number") or str(cells["goal"])[-1])
                weight = str(cells.get("weight") or "")
                ours.append({
                    "term": term, "goal": goal, "level1": cells["level1"], "level2": cells["level2"],
                    "level3": cells["level3"], "prior2": cells.get("value_prior2", ""),
                    "prior1": cells.get("value_prior1", ""), "now": cells["value_now"], "weight": weight,
                    "basis": cells["basis"],
                })  # fmt: skip
    theirs = published()[name]["indicators"]
    for mine, wanted in zip(ours, theirs, strict=False):
        if wanted["basis"] is None:
            mine["basis"] = None
    assert ours == theirs


@pytest.mark.parametrize("name", DOCUMENTS)
def test_标题是公布的标题(desk: Desk, name: str) -> None:
    assert grid_of(sheet(desk, name))[1][0] == published()[name]["title"]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_标题下面一行是单位名称或金额单位(desk: Desk, name: str) -> None:
    printed = next(
        (slip["ours"] for slip in slips() if slip["form"] == name and slip["row"] == "notes"),
        published()[name]["notes"][0],
    )
    assert grid_of(sheet(desk, name))[2][0] == printed


def test_14表的合计相符(desk: Desk) -> None:
    rows = {row[3]: row[6:] for row in desk.stages.rows("form_14_funds")}
    assert rows["income_total"] == rows["spending_total"] == (825_160_000, 10_000, 530_640_000, 796_520_000)


def test_15表每个项目一张_按录入的顺序(desk: Desk) -> None:
    names = [grid_of(found)[3][1] for found in desk.sheets("15")]
    assert names == ["复查复核委员会经费", "临时人员工作经费", "信访工作经费"]


def test_项目总预算空着时印灰色提示(desk: Desk) -> None:
    hints = [cell.text for cell in sheet(desk, "15-1").cells if cell.role is Role.HINT]
    assert hints == ["(延续性项目填写)"]


@pytest.mark.parametrize("form_id", ["14", "15"])
def test_印出来再读回去_一个字不差(desk: Desk, form_id: str) -> None:
    assert desk.read(form_id, map(grid_of, desk.sheets(form_id))) == desk.relations(form_id)


@pytest.mark.parametrize("form_id", ["14", "15"])
def test_一个地址只有一个单元格(desk: Desk, form_id: str) -> None:
    addresses = [cell.address for found in desk.sheets(form_id) for cell in found.cells if cell.address]
    assert len(addresses) == len(set(addresses))


@pytest.mark.parametrize("form_id", ["14", "15"])
def test_单元格不重叠_合起来铺满表格(desk: Desk, form_id: str) -> None:
    for found in desk.sheets(form_id):
        covered = [
            (row, column)
            for cell in found.cells
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
        ]
        assert sorted(covered) == [(row, at) for row in range(found.rows) for at in range(len(found.columns))]


@pytest.mark.parametrize("name", ["15-1", "15-2", "15-3"])
def test_the_figure_of_the_year_stands_at_the_right_as_the_figures_below_it_do(desk: Desk, name: str) -> None:
    cell = next(it for it in sheet(desk, name).cells if it.address.endswith("!head/row.amount"))
    assert (cell.align, cell.type) == ("right", "plain")
