"""Forms 01-13 of the district's year: the published figures, the wording, the weight of rows."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from db import ledger
from db.book import Book, NewBook
from db.exchange.entries import csv_sheets, recognise
from db.forms.draw import sheets
from db.forms.reading import grid_of, read_form
from db.money import AmountUnit, parse_amount
from tests.packs.ledger import GRANTS, TABLES, UNIT, WORDS, Ledger, body, bold, form, pack

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "resources" / "samples" / "jianghan-2024"
SEED = ROOT / "tests" / "seed"
PUBLISHED: dict[str, Any] = json.loads((SEED / "forms.json").read_text(encoding="utf-8"))
EXCEPTIONS: list[dict[str, Any]] = json.loads((SEED / "exceptions.json").read_text(encoding="utf-8"))
PRINTED = tuple(form_id for form_id in TABLES if form_id in PUBLISHED)


def entries(name: str) -> list[dict[str, str]]:
    with (SAMPLE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def fen(text: str) -> int:
    return parse_amount(text, AmountUnit.WAN).fen


@pytest.fixture(scope="module")
def sample() -> Iterator[Ledger]:
    ledger = Ledger()
    for fund in GRANTS:
        ledger.row("funding", unit=ledger.unit(UNIT), fund=fund, kind="current", automatic=1)
    for line in entries("basic"):
        nature = {"人员经费": "personnel", "公用经费": "operating"}[line["类别"]]
        ledger.spend(fen(line["金额(万元)"]), nature, function=line["功能科目"], economic=line["经济科目"])
    projects = {
        line["项目名称"]: ledger.project(line["项目名称"], category_group=line["项目类别"])
        for line in entries("project")
    }
    for line in entries("project_spending"):
        ledger.spend(fen(line["金额(万元)"]), "project", project=projects[line["项目名称"]], function=line["功能科目"],
                     economic=line["经济科目"])  # fmt: skip
    for line in entries("procurement"):
        ledger.row("procurement", unit=ledger.unit(UNIT), project=projects[line["项目"]], measure=line["计量单位"],
                   catalog_code=line["政府采购品目"], function=line["功能科目"], economic=line["部门支出经济分类"],
                   source_text=line["资金来源"], quantity=int(line["采购数量"]), unit_price=fen(line["单价"]),
                   for_smes=fen(line["面向中小企业"]), for_micro=fen(line["面向小微企业"]))  # fmt: skip
    for line in entries("service"):
        ledger.row("service_purchase", unit=ledger.unit(UNIT), project=projects[line["项目"]], level1=line["一级目录"],
                   content=line["政府购买服务内容"], quantity=int(line["购买数量"]), amount=fen(line["购买金额"]),
                   function=line["功能科目"], economic=line["部门支出经济分类"], source_text=line["资金来源"],
                   level2=line["二级目录"], level3=line["三级目录"])  # fmt: skip
    yield ledger
    ledger.connection.close()


@pytest.fixture(scope="module")
def typed_book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """A new book into whose entry tabs the sample's lines were typed."""
    new = NewBook(
        year=2024,
        department_code="112",
        budget_name="中共武汉市江汉区信访局",
        units=((UNIT, "中共武汉市江汉区信访局本级"),),
        pack="jianghan-2024",
        amounts=AmountUnit.WAN,
    )
    with Book.create(tmp_path_factory.mktemp("typed") / "book.ysb", new) as book:
        sheets_read = {sheet.name: sheet for sheet in csv_sheets(SAMPLE)}
        tabs = ("basic", "project", "project_spending", "procurement", "service")
        filled, _ = recognise([sheets_read[tab] for tab in tabs], book.pack, AmountUnit.WAN)
        with book.action("录入样例"):
            for tab in filled:
                for row in tab.rows:
                    ledger.add(book, tab.entry.id, row.texts)
        yield book


def published(form_id: str) -> dict[str, Any]:
    """The published form, its slips replaced by what we print."""
    found = json.loads(json.dumps(PUBLISHED[form_id]))
    for slip in EXCEPTIONS:
        if slip["form"] == form_id:
            row = found["notes"] if slip["row"] == "notes" else found["body"][slip["row"]]
            row[slip["column"]] = slip["ours"]
    return dict(found)


# --- the published figures ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("form_id", PRINTED)
def test_the_body_is_the_published_one_cell_by_cell(sample: Ledger, form_id: str) -> None:
    sheet = sample.sheet(form_id)
    assert grid_of(sheet)[sheet.body_start : sheet.body_end] == published(form_id)["body"]


@pytest.mark.parametrize("form_id", PRINTED)
def test_what_is_typed_into_the_tabs_of_a_new_book_gives_the_published_form(typed_book: Book, form_id: str) -> None:
    (sheet,) = sheets(typed_book, form_id)
    assert grid_of(sheet)[sheet.body_start : sheet.body_end] == published(form_id)["body"]


@pytest.mark.parametrize("form_id", PRINTED)
def test_the_header_is_the_published_one(sample: Ledger, form_id: str) -> None:
    sheet = sample.sheet(form_id)
    assert grid_of(sheet)[sheet.header_start : sheet.body_start] == published(form_id)["header"]


@pytest.mark.parametrize("form_id", PRINTED)
def test_the_title_is_the_published_one(sample: Ledger, form_id: str) -> None:
    assert sample.sheet(form_id).title == published(form_id)["title"]


@pytest.mark.parametrize("form_id", PRINTED)
def test_unit_line_and_notes_are_the_published_ones(sample: Ledger, form_id: str) -> None:
    sheet = sample.sheet(form_id)
    grid = grid_of(sheet)
    assert [grid[2][0], *(row[0] for row in grid[sheet.body_end :])] == published(form_id)["notes"]


@pytest.mark.parametrize("form_id", TABLES)
def test_the_first_line_is_the_number_of_the_form(sample: Ledger, form_id: str) -> None:
    assert grid_of(sample.sheet(form_id))[0][0] == f"预算{form_id}表"


@pytest.mark.parametrize("form_id", TABLES)
def test_reading_the_printed_cells_gives_the_same_rows(sample: Ledger, form_id: str) -> None:
    grid = grid_of(sample.sheet(form_id))
    found = read_form(form(form_id), grid, WORDS, pack(), "0" * 36)
    assert found.relations[f"form_{form_id}"] == sample.stages.rows(f"form_{form_id}")
    assert not found.misread


def test_form_02_gives_the_income_that_form_01_prints(sample: Ledger) -> None:
    assert grid_of(sample.sheet("02"))[5][:5] == ["", "合计", "825.16", "825.16", "825.16"]
    assert sample.cell("02!total.current") == sample.cell("01!r26.income")


# --- wording, paper, weight --------------------------------------------------------------------------------------


def test_the_contents_word_the_forms_as_the_document_does() -> None:
    assert [WORDS.fill(form(form_id).contents) for form_id in TABLES] == [
        "一、2024年收支预算总表",
        "二、2024年收入预算总表",
        "三、2024年支出预算总表",
        "四、2024年财政拨款收支预算总表",
        "五、2024年一般公共预算支出表(分功能科目)",
        "六、2024年一般公共预算支出表(分单位)",
        "七、2024年一般公共预算基本支出表",
        "八、2024年一般公共预算“三公”经费支出表",
        "九、2024年政府性基金预算支出表",
        "十、2024年国有资本经营预算支出表",
        "十一、2024年项目支出预算表",
        "十二、2024年政府采购预算表",
        "十三、2024年政府向社会力量购买服务预算表",
    ]


def test_five_wide_forms_lie_across_the_paper() -> None:
    assert [form_id for form_id in TABLES if form(form_id).landscape] == ["02", "03", "11", "12", "13"]


@pytest.mark.parametrize("form_id", TABLES)
def test_the_columns_fit_on_the_paper(form_id: str) -> None:
    assert sum(column.width for column in form(form_id).columns) <= (140 if form(form_id).landscape else 90)


def test_an_amount_in_yuan_changes_unit_line_and_headings(sample: Ledger) -> None:
    grid = grid_of(sample.sheet("12", AmountUnit.YUAN))
    assert grid[2][0] == "单位：元"
    assert (grid[3][9], grid[4][11:]) == (
        "单价(元)",
        ["采购金额合计(元)", "其中面向中小企业(元)", "其中面向小微企业(元)"],
    )


def test_form_02_has_nine_columns_of_this_year_and_five_carried_over(sample: Ledger) -> None:
    sheet = sample.sheet("02")
    above, below = grid_of(sheet)[3:5]
    assert [(at, text) for at, text in enumerate(above) if text] == [
        (0, "单位编码"), (1, "单位名称"), (2, "合计"), (3, "本年收入"), (13, "上年结转结余"),
    ]  # fmt: skip
    assert below[3:13] == [
        "小计", "一般公共预算", "政府性基金预算", "国有资本经营预算", "财政专户管理资金", "事业收入",
        "事业单位经营收入", "上级补助收入", "附属单位上缴收入", "其他收入",
    ]  # fmt: skip
    assert below[13:] == ["小计", "一般公共预算", "政府性基金预算", "国有资本经营预算", "财政专户管理资金", "单位资金"]


def test_in_05_names_and_amounts_of_upper_rows_are_bold_but_codes_are_not(sample: Ledger) -> None:
    upper = {"name", "total", "basic", "personnel", "operating", "project"}
    found = bold(sample.sheet("05"))
    assert (found["level1"], found["level2"], found["level3"]) == (upper, upper, set())
    assert upper <= found["total"]


@pytest.mark.parametrize("form_id", ["03", "05", "07"])
def test_codes_of_upper_rows_are_not_bold_and_the_lowest_rows_are_not_at_all(sample: Ledger, form_id: str) -> None:
    kinds = bold(sample.sheet(form_id))
    del kinds["total"]
    lowest = max(kinds)
    assert kinds.pop(lowest) == set()
    assert all("name" in columns and "code" not in columns for columns in kinds.values())


def test_in_06_amounts_of_the_total_and_the_whole_department_are_bold(sample: Ledger) -> None:
    amounts = {"total", "basic", "personnel", "operating", "project"}
    assert bold(sample.sheet("06")) == {"total": amounts, "department": {"code", "name", *amounts}, "unit": set()}


def test_in_04_the_last_row_alone_is_bold(sample: Ledger) -> None:
    cells = body(sample.sheet("04"))
    assert {key for (key, _), cell in cells.items() if cell.bold} == {"r28"}


@pytest.mark.parametrize("form_id", ["02", "11", "12", "13"])
def test_records_and_units_are_never_bold(sample: Ledger, form_id: str) -> None:
    found = bold(sample.sheet(form_id))
    assert {kind for kind, columns in found.items() if columns} == {"total", "department"}


def test_the_name_of_a_code_is_indented_by_its_level(sample: Ledger) -> None:
    cells = body(sample.sheet("05"))
    assert [cells[key, "name"].indent for key in ("total", "201", "20140", "2014001")] == [0, 0, 1, 2]
    assert cells["2014001", "code"].indent == 0


def test_codes_stand_left_and_amounts_right(sample: Ledger) -> None:
    cells = body(sample.sheet("05"))
    assert [cells["2014001", column].align for column in ("code", "name", "total")] == ["left", "left", "right"]
