"""Reading a document is the inverse of drawing it, also after people have moved things about in the workbook."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.forms.draw_document import BLANK
from db.forms.read_document import read_document
from db.forms.reading import grid_of
from tests.db.office import PACK, Office, cell, only
from tests.db.sample_ledger import UUID, Desk, insert, sample_ledger


@pytest.fixture
def office() -> Iterator[Office]:
    made = Office()
    yield made
    made.close()


@pytest.fixture(scope="module")
def sample() -> Iterator[Desk]:
    connection = sample_ledger()
    yield Desk(connection, PACK)
    connection.close()


def test_上面多了几行_左边多了一栏_照样读得出(sample: Desk) -> None:
    grid = [["", *row] for row in [[""], *grid_of(only(sample.sheets("14")))]]
    assert sample.read("14", [grid]) == sample.relations("14")


def test_合计行左移两格_照样读得出(sample: Desk) -> None:
    grid = grid_of(only(sample.sheets("14")))
    at = next(row for row, cells in enumerate(grid) if cells[1] == "支出构成") + 3
    grid[at] = [*grid[at][2:], "", ""]
    assert sample.read("14", [grid]) == sample.relations("14")


def test_两个框都打了勾_读出两个值(office: Office) -> None:
    office.project("甲")
    desk = office.desk()
    grid = grid_of(only(desk.sheets("15")))
    ticked = [[text.replace("一次性项目 ☐", "一次性项目 ☑") for text in row] for row in grid]
    (head,) = desk.read("15", [ticked])["form_15_head"]
    assert head[desk.stages.columns("form_15_head").index("frequency")] == "once,annual"


def test_读不出的金额记下位置_按零计(sample: Desk) -> None:
    sheet = sample.sheets("15")[0]
    grid = grid_of(sheet)
    place = cell(sheet, "15/复查复核委员会经费!costs/复查复核委员会办公费用.local")
    grid[place.row][place.column] = "一万"
    relations, unread, _ = read_document(sample.document("15"), grid, sample.terms, PACK, UUID)
    assert unread == ((place.row, place.column, "一万"),)
    assert relations["form_15_costs"][0][-3:] == (0, 0, 0)


def test_百分比在工作簿里是小数_照样读得出(sample: Desk) -> None:
    sheet = only(sample.sheets("14"))
    grid = grid_of(sheet)
    place = cell(sheet, "14!funds/spending_personnel.share")
    assert grid[place.row][place.column] == "53.11%"
    grid[place.row][place.column] = "0.5311"
    assert sample.read("14", [grid]) == sample.relations("14")


def test_整块被删_读作没有_不误读别的块(sample: Desk) -> None:
    grid = grid_of(sample.sheets("15")[0])
    first = next(row for row, cells in enumerate(grid) if cells[0] == "项目资产配置计划及采购计划")
    relations, *_ = read_document(sample.document("15"), [*grid[:first], *grid[first + 3 :]], sample.terms, PACK, UUID)
    assert relations["form_15_assets"] == ()
    assert len(relations["form_15_goals"]) == 2


def test_指标级别空着_不会读成上一行的(office: Office) -> None:
    goal = office.objective(office.project("甲"), "long")
    office.indicator(goal, "一", level1="产出指标")
    office.indicator(goal, "二", level1="")
    desk = office.desk()
    grids = [grid_of(sheet) for sheet in desk.sheets("15")]
    assert BLANK in {text for row in grids[0] for text in row}
    assert desk.read("15", grids) == desk.relations("15")


# Texts as an entry keeps them (trimmed, not blank), with everything that keys, prefixes and labels are made of.
WORDS = st.one_of(
    st.text("甲乙/#2:：n{} -", min_size=1, max_size=5),
    st.sampled_from(
        ["目标1：", "项目1: 甲", "长期目标1:", "长期绩效目标1", "项目绩效总目标", "年度绩效目标表", "合计", "total",
         "2024年项目支出明细及依据", "(延续性项目填写)", "1.一次性项目 ☑", "{year}", "{n}", "1", "-", "0"]
    ),
).map(str.strip).filter(bool)  # fmt: skip
PARAGRAPHS = st.lists(WORDS, min_size=1, max_size=3).map("\n".join)
OPTIONAL = st.one_of(st.just(""), WORDS)
LEVELS = st.sampled_from(["", "产出指标", "效益指标", "/", "#"])
AMOUNTS = st.integers(-100_000, 100_000_000).map(lambda hundredths: hundredths * 10_000)

INDICATORS = st.fixed_dictionaries(
    {"level1": LEVELS, "level2": LEVELS, "level3": WORDS, "value_prior2": OPTIONAL, "value_prior1": OPTIONAL,
     "value_now": OPTIONAL, "weight": st.one_of(st.none(), st.integers(0, 100)), "basis": OPTIONAL}
)  # fmt: skip
OBJECTIVES = st.tuples(
    st.sampled_from(["long", "annual"]),
    PARAGRAPHS,
    st.one_of(st.none(), st.integers(0, 100)),
    st.lists(INDICATORS, max_size=4),
)
LINES = st.fixed_dictionaries(
    {
        "fund": st.sampled_from(["general", "gov_fund", "fiscal_account", "other_income"]),
        "source": st.sampled_from(["current", "carryover"]),
        "channel": st.sampled_from(["local", "transfer"]),
        "amount": AMOUNTS,
    }
)
PROJECTS = st.fixed_dictionaries(
    {
        "code": st.sampled_from(["112001", "112002"]),
        "name": st.sampled_from(["甲", "乙/丙", "丁#2", "丁", "{legal_name}"]),
        "values": st.fixed_dictionaries(
            {
                "category_group": st.sampled_from(["1", "21", "31", "32", "99"]),
                "frequency": st.sampled_from(["once", "annual", "continuing"]),
                "total_budget": st.one_of(st.none(), AMOUNTS),
                "spending_type": OPTIONAL, "leader": OPTIONAL, "declared_code": OPTIONAL,
                "purpose": PARAGRAPHS, "plan": PARAGRAPHS,
            }
        ),
        "items": st.lists(st.tuples(OPTIONAL, OPTIONAL, st.lists(LINES, max_size=2)), max_size=3,
                          unique_by=lambda item: item[:2]),
        "assets": st.lists(st.tuples(WORDS, OPTIONAL, AMOUNTS), max_size=3),
        "objectives": st.lists(OBJECTIVES, max_size=4),
    }
)  # fmt: skip
BOOKS = st.fixed_dictionaries(
    {
        "projects": st.lists(PROJECTS, max_size=4, unique_by=lambda it: (it["code"], it["name"])),
        "objectives": st.lists(OBJECTIVES, max_size=4),
        "overview": PARAGRAPHS,
        "legal_name": OPTIONAL,
    }
)


def _write_objectives(office: Office, project: int | None, objectives: list[Any]) -> None:
    for term, text, share, indicators in objectives:
        goal = office.objective(project, term, text, weight_share=share)
        for indicator in indicators:
            office.indicator(goal, **indicator)


def written(book: dict[str, Any]) -> Office:
    office = Office(legal_name=book["legal_name"])
    insert(office.connection, "narrative", topic="overview", text=book["overview"])
    _write_objectives(office, None, book["objectives"])
    for it in book["projects"]:
        project = office.project(it["name"], it["code"], **it["values"])
        for item, basis, lines in it["items"]:
            row = office.item(project, item, basis)
            for line in lines:
                office.spend(row, **line)
        for name, quantity, amount in it["assets"]:
            insert(office.connection, "asset_plan", project=project, name=name, quantity_text=quantity, amount=amount)
        _write_objectives(office, project, it["objectives"])
    return office


@given(book=BOOKS)
def test_任何账套的14表15表_印出来再读回去都一样(book: dict[str, Any]) -> None:
    office = written(book)
    desk = office.desk()
    for form_id in ("14", "15"):
        grids = [grid_of(sheet) for sheet in desk.sheets(form_id)]
        assert desk.read(form_id, grids) == desk.relations(form_id)
    office.close()
