"""Forms 01-13 of the district's year: the published figures, the wording, and which lines each form counts."""

import csv
import json
import sqlite3
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import schema
from db.definitions import Listing, Pivot
from db.forms.compile import compile_stages
from db.forms.draw import Words, draw
from db.forms.reading import grid_of, read_form
from db.forms.sheet import Cell, Sheet
from db.forms.stages import Stages
from db.money import AmountUnit, format_amount, parse_amount
from db.pack import Pack, load

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "resources" / "samples" / "jianghan-2024"
SEED = ROOT / "tests" / "seed"
PUBLISHED: dict[str, Any] = json.loads((SEED / "forms.json").read_text(encoding="utf-8"))
EXCEPTIONS: list[dict[str, Any]] = json.loads((SEED / "exceptions.json").read_text(encoding="utf-8"))
TABLES = tuple(f"{number:02}" for number in range(1, 14))
PRINTED = tuple(form for form in TABLES if form in PUBLISHED)
GRANTS = ("general", "gov_fund", "state_capital")
OWN = ("service_income", "business_income", "higher_grant", "subordinate_payment", "other_income")
FUNDS = (*GRANTS, "fiscal_account", *OWN)
NATURES = ("personnel", "operating", "project", "business", "remit_up", "aid_down")
DEPARTMENT, UNIT, OTHER_UNIT = "112", "112001", "112002"


@cache
def pack() -> Pack:
    """The pack with its tables alone: 01-13 need nothing but the ledger."""
    whole = load("jianghan-2024")
    return msgspec.structs.replace(whole, forms={form: whole.forms[form] for form in TABLES}, checks={})


def form(form_id: str) -> Pivot | Listing:
    found = pack().forms[form_id]
    assert isinstance(found, Pivot | Listing)
    return found


class Ledger:
    """A ledger of two units in memory, with its forms."""

    def __init__(self) -> None:
        self.connection = sqlite3.connect(":memory:", isolation_level=None)
        for text in schema.migrations():
            for statement in schema.statements(text):
                self.connection.execute(statement)
        self.connection.execute("pragma foreign_keys = on")
        self.positions = iter(range(1, 1_000_000))
        self.insert("book", id=1, uuid="0" * 36, year=2024, pack="jianghan-2024", pack_version="1", round="二上",
                    department_code=DEPARTMENT, budget_name="中共武汉市江汉区信访局")  # fmt: skip
        self.units = {UNIT: self.row("unit", code=UNIT, name="中共武汉市江汉区信访局本级")}
        self.stages: Stages = compile_stages(self.connection, pack())

    def insert(self, table: str, **columns: object) -> int:
        sql = f"insert into {table} ({', '.join(columns)}) values ({', '.join('?' * len(columns))})"
        return int(self.connection.execute(sql, tuple(columns.values())).lastrowid or 0)

    def row(self, table: str, **columns: object) -> int:
        return self.insert(table, position=next(self.positions), **columns)

    def unit(self, code: str) -> int:
        if code not in self.units:
            self.units[code] = self.row("unit", code=code, name=f"单位{code}")
        return self.units[code]

    def project(self, name: str, unit: str = UNIT, **columns: object) -> int:
        return self.row("project", name=name, unit=self.unit(unit), **{"category_group": "31", **columns})

    def spend(self, amount: int, nature: str = "personnel", *, unit: str = UNIT, project: int = 0, **columns: object) -> None:
        """A line of `amount` fen, of the general fund and this year unless said otherwise."""
        tied: dict[str, object] = {}
        if nature == "project":
            project = project or self.project(f"项目{next(self.positions)}", unit)
            tied = {"project": project, "cost_item": self.row("cost_item", project=project, item=f"{next(self.positions)}")}
        usual = {"function": "2014001", "economic": "30101", "amount": amount, "unit": self.unit(unit), "nature": nature}
        self.row("expenditure", **{**usual, **tied, **columns})

    def fund(self, amount: int, fund: str, kind: str, unit: str = UNIT) -> None:
        self.row("funding", unit=self.unit(unit), fund=fund, kind=kind, amount=amount)

    def clear(self) -> None:
        for table in ("procurement", "service_purchase", "expenditure", "cost_item", "project", "funding", "code"):
            self.connection.execute(f"delete from {table}")
        self.connection.execute("delete from unit where code <> ?", (UNIT,))
        self.units = {UNIT: self.units[UNIT]}

    def sheet(self, form_id: str, amounts: AmountUnit = AmountUnit.WAN) -> Sheet:
        self.stages.refresh_all()
        return draw(form(form_id), self.stages.rows(f"form_{form_id}"), Words(2024, amounts, "江汉区"))

    def relation(self, form_id: str) -> dict[str, dict[str, Any]]:
        """row_key → column → value of a form's rows, in printed order."""
        self.stages.refresh_all()
        names = self.stages.columns(f"form_{form_id}")
        rows = (dict(zip(names, row, strict=True)) for row in self.stages.rows(f"form_{form_id}"))
        return {row["row_key"]: row for row in rows}

    def cell(self, address: str) -> Any:
        form_id, _, place = address.partition("!")
        key, _, column = place.rpartition(".")
        return self.relation(form_id)[key][column]


@pytest.fixture(scope="module")
def engine() -> Iterator[Ledger]:
    ledger = Ledger()
    yield ledger
    ledger.connection.close()


@pytest.fixture
def ledger(engine: Ledger) -> Ledger:
    engine.clear()
    return engine


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
    projects = {line["项目名称"]: ledger.project(line["项目名称"], category_group=line["项目类别"]) for line in entries("project")}
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


def published(form_id: str) -> dict[str, Any]:
    """The published form, its slips replaced by what we print."""
    found = json.loads(json.dumps(PUBLISHED[form_id]))
    for slip in EXCEPTIONS:
        if slip["form"] == form_id:
            row = found["notes"] if slip["row"] == "notes" else found["body"][slip["row"]]
            row[slip["column"]] = slip["ours"]
    return dict(found)


def columns_of(sheet: Sheet) -> tuple[str, ...]:
    return tuple(column.id for column in sheet.columns)


def body(sheet: Sheet) -> dict[tuple[str, str], Cell]:
    """(row_key, column id) → cell."""
    inside = (cell for cell in sheet.cells if sheet.body_start <= cell.row < sheet.body_end)
    return {(sheet.row_keys[cell.row - sheet.body_start], columns_of(sheet)[cell.column]): cell for cell in inside}


def bold(sheet: Sheet) -> dict[str, set[str]]:
    """Kind of row → the columns that print bold in it."""
    found: dict[str, set[str]] = {kind: set() for kind in sheet.row_kinds}
    for cell in sheet.cells:
        if cell.bold and sheet.body_start <= cell.row < sheet.body_end:
            found[sheet.row_kinds[cell.row - sheet.body_start]].add(columns_of(sheet)[cell.column])
    return found


# --- the published figures ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("form_id", PRINTED)
def test_the_body_is_the_published_one_cell_by_cell(sample: Ledger, form_id: str) -> None:
    sheet = sample.sheet(form_id)
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
    found = read_form(form(form_id), grid, Words(2024, AmountUnit.WAN, "江汉区"), pack(), "0" * 36)
    assert found.relations[f"form_{form_id}"] == sample.stages.rows(f"form_{form_id}")
    assert not found.misread


def test_form_02_gives_the_income_that_form_01_prints(sample: Ledger) -> None:
    assert grid_of(sample.sheet("02"))[5][:5] == ["", "合计", "825.16", "825.16", "825.16"]
    assert sample.cell("02!total.current") == sample.cell("01!r26.income")


# --- wording, paper, weight --------------------------------------------------------------------------------------


def test_the_contents_word_the_forms_as_the_document_does() -> None:
    words = Words(2024, AmountUnit.WAN, "江汉区")
    assert [words.fill(form(form_id).contents) for form_id in TABLES] == [
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
    assert (grid[3][9], grid[4][11:]) == ("单价(元)", ["采购金额合计(元)", "其中面向中小企业(元)", "其中面向小微企业(元)"])


def test_form_02_has_nine_columns_of_this_year_and_five_carried_over(sample: Ledger) -> None:
    sheet = sample.sheet("02")
    above, below = grid_of(sheet)[3:5]
    assert [(at, text) for at, text in enumerate(above) if text] == [
        (0, "单位编码"), (1, "单位名称"), (2, "合计"), (3, "本年收入"), (13, "上年结转结余"),
    ]  # fmt: skip
    assert below[3:13] == [
        "小计", "一般公共预算", "政府性基金预算", "国有资本经营预算", "财政专户管理资金", "事业收入", "事业单位经营收入",
        "上级补助收入", "附属单位上缴收入", "其他收入",
    ]  # fmt: skip
    assert below[13:] == ["小计", "一般公共预算", "政府性基金预算", "国有资本经营预算", "财政专户管理资金", "单位资金"]


def test_in_05_names_and_amounts_of_upper_rows_are_bold_but_codes_are_not(sample: Ledger) -> None:
    upper = {"name", "total", "basic", "personnel", "operating", "project"}
    found = bold(sample.sheet("05"))
    assert (found["level1"], found["level2"], found["level3"]) == (upper, upper, set())
    assert upper <= found["total"]


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


# --- which lines a form counts -----------------------------------------------------------------------------------


def test_a_line_carried_over_is_in_01_03_04_and_11_but_not_in_05_to_08(ledger: Ledger) -> None:
    ledger.spend(700, "project", source="carryover", economic="30217")
    assert [ledger.cell(place) for place in ("01!r01.spending", "03!total.project", "04!r02.spending")] == [700] * 3
    assert ledger.cell("11!total.carryover_general") == 700
    assert [ledger.relation(form_id) for form_id in ("05", "07", "08")] == [{}, {}, {}]
    assert ledger.cell("06!total.total") == 0


@pytest.mark.parametrize("source", ["current", "carryover"])
def test_unit_money_is_in_01_03_and_11_but_not_among_the_grants(ledger: Ledger, source: str) -> None:
    ledger.spend(300, "project", fund="service_income", source=source)
    assert [ledger.cell(place) for place in ("01!r01.spending", "03!total.total", "11!total.own")] == [300] * 3
    assert ledger.cell("04!r01.spending") == 0
    assert ledger.relation("05") == {}


@pytest.mark.parametrize(("form_id", "fund"), [("05", "general"), ("09", "gov_fund"), ("10", "state_capital")])
def test_each_kind_of_grant_has_its_own_form(ledger: Ledger, form_id: str, fund: str) -> None:
    ledger.spend(100, "operating", fund=fund)
    ledger.spend(20, "project", fund=fund)
    assert ledger.cell(f"{form_id}!2014001.total") == 120
    assert [other for other in ("05", "09", "10") if ledger.relation(other)] == [form_id]


def test_03_shows_every_nature_in_its_column(ledger: Ledger) -> None:
    for power, nature in enumerate(NATURES):
        ledger.spend(10**power, nature)
    row = ledger.relation("03")["total"]
    assert [row[column] for column in ("basic", "project", "business", "remit_up", "aid_down", "total")] == [
        11, 100, 1_000, 10_000, 100_000, 111_111,
    ]  # fmt: skip


def test_05_leaves_out_what_has_no_column_in_it(ledger: Ledger) -> None:
    ledger.spend(100, "business")
    assert ledger.relation("05") == {}


def test_personnel_or_operating_is_decided_by_the_line_not_by_its_code(ledger: Ledger) -> None:
    ledger.spend(50, "operating", economic="30399")
    row = ledger.relation("07")["30399"]
    assert (row["personnel"], row["operating"], row["total"]) == (0, 50, 50)


def test_07_sums_each_economic_class_before_its_codes(ledger: Ledger) -> None:
    ledger.spend(1, economic="30101")
    ledger.spend(2, economic="30102")
    ledger.spend(4, "operating", economic="30201")
    assert {key: row["total"] for key, row in ledger.relation("07").items()} == {
        "total": 7, "301": 3, "30101": 1, "30102": 2, "302": 4, "30201": 4,
    }  # fmt: skip


def test_a_line_at_款_level_prints_one_row(ledger: Ledger) -> None:
    ledger.spend(100, function="20140")
    assert list(ledger.relation("05")) == ["total", "201", "20140"]


def test_lines_that_cancel_out_leave_no_row(ledger: Ledger) -> None:
    ledger.spend(100)
    ledger.spend(-100)
    assert ledger.relation("05") == {}


def test_a_negative_amount_prints_with_a_minus(ledger: Ledger) -> None:
    ledger.spend(-6_200_000)
    assert body(ledger.sheet("05"))["2014001", "personnel"].text == "-6.20"


def test_08_takes_the_five_codes_of_basic_and_project_lines(ledger: Ledger) -> None:
    for power, code in enumerate(("30212", "31013", "30913", "30231", "30217")):
        ledger.spend(10**power, "operating" if power % 2 else "project", economic=code)
    row = ledger.relation("08")["row"]
    shown = ("abroad", "car_purchase", "car_running", "cars", "reception", "total")
    assert [row[column] for column in shown] == [1, 110, 1_000, 1_110, 10_000, 11_111]


def test_08_counts_the_general_fund_alone(ledger: Ledger) -> None:
    ledger.spend(100, "operating", economic="30217", fund="other_income")
    assert ledger.relation("08") == {}


@pytest.mark.parametrize("form_id", ["08", "09", "10", "11", "12", "13"])
def test_an_empty_form_prints_its_note_instead_of_rows(ledger: Ledger, form_id: str) -> None:
    sheet = ledger.sheet(form_id)
    notes = [row[0] for row in grid_of(sheet)[sheet.body_start :]]
    assert len(notes) == 1
    assert notes[0].startswith("注：本单位无")


@pytest.mark.parametrize("fund", FUNDS)
def test_each_income_has_its_column_in_02_and_its_row_in_01(ledger: Ledger, fund: str) -> None:
    ledger.fund(900, fund, "current")
    assert ledger.cell(f"02!{UNIT}.current_{fund}") == 900
    assert ledger.cell(f"01!r{FUNDS.index(fund) + 1:02}.income") == 900
    assert ledger.cell("04!r01.income") == (900 if fund in GRANTS else 0)


@pytest.mark.parametrize("fund", FUNDS)
def test_what_was_brought_forward_has_its_column_in_02(ledger: Ledger, fund: str) -> None:
    ledger.fund(80, fund, "brought_forward")
    column = "own" if fund in OWN else fund
    assert ledger.cell(f"02!total.carryover_{column}") == 80
    assert (ledger.cell("02!total.carryover"), ledger.cell("01!r27.income")) == (80, 80)
    assert ledger.cell("04!r05.income") == (80 if fund in GRANTS else 0)


def test_what_remains_at_the_end_of_the_year_is_of_all_funds_in_01_and_of_grants_in_04(ledger: Ledger) -> None:
    ledger.fund(5, "general", "carried_forward")
    ledger.fund(30, "other_income", "carried_forward")
    assert (ledger.cell("01!r27.spending"), ledger.cell("04!r27.spending")) == (35, 5)
    assert (ledger.cell("01!r28.spending"), ledger.cell("04!r28.spending")) == (35, 5)


def test_the_total_of_02_and_06_does_not_count_units_and_department_twice(ledger: Ledger) -> None:
    for unit, amount in ((UNIT, 1), (OTHER_UNIT, 20)):
        ledger.spend(amount, unit=unit)
        ledger.fund(amount, "general", "current", unit)
    for form_id in ("02", "06"):
        totals = {key: row["total"] for key, row in ledger.relation(form_id).items()}
        assert totals == {"total": 21, DEPARTMENT: 21, UNIT: 1, OTHER_UNIT: 20}


def test_11_groups_projects_by_unit_and_category_in_the_order_entered(ledger: Ledger) -> None:
    for name, unit, group in (("丙", OTHER_UNIT, "31"), ("乙", UNIT, "32"), ("甲", UNIT, "31"), ("丁", UNIT, "31")):
        ledger.spend(1, "project", unit=unit, project=ledger.project(name, unit, category_group=group))
    assert list(ledger.relation("11")) == [
        "total", DEPARTMENT, UNIT, "31", "甲", "丁", "32", "乙", OTHER_UNIT, "31#2", "丙",
    ]  # fmt: skip


def test_11_prints_a_project_of_the_same_name_in_another_unit_under_its_own_key(ledger: Ledger) -> None:
    for unit, amount in ((UNIT, 1), (OTHER_UNIT, 20)):
        ledger.spend(amount, "project", unit=unit, project=ledger.project("信访", unit))
    assert (ledger.cell("11!信访.total"), ledger.cell("11!信访#2.total")) == (1, 20)


def test_12_multiplies_quantity_and_price_and_adds_up_prices_in_the_total(ledger: Ledger) -> None:
    for quantity, price in ((2, 5_000), (10, 700)):
        ledger.row("procurement", unit=ledger.unit(UNIT), catalog_code="A", function="2014001", economic="30299",
                   quantity=quantity, unit_price=price)  # fmt: skip
    row = ledger.relation("12")["total"]
    assert (row["unit_price"], row["amount"], row["quantity"]) == (5_700, 17_000, 0)


def test_a_code_the_book_added_prints_under_its_name(ledger: Ledger) -> None:
    ledger.row("code", catalog="function", code="2014077", name="自设科目", parent="20140")
    ledger.spend(100, function="2014077")
    assert ledger.cell("05!2014077.name") == "自设科目"


# --- laws --------------------------------------------------------------------------------------------------------

LINE = st.fixed_dictionaries({
    "amount": st.integers(1, 10**9),
    "nature": st.sampled_from(NATURES),
    "unit": st.sampled_from((UNIT, OTHER_UNIT)),
    "function": st.sampled_from(("2014001", "2014002", "20140", "2080505", "2120801", "2230199", "2010101")),
    "economic": st.sampled_from(("30101", "30302", "30201", "30217", "30231", "31002")),
    "fund": st.sampled_from(FUNDS),
    "source": st.sampled_from(("current", "carryover")),
})  # fmt: skip
Lines = list[dict[str, Any]]


def spent(lines: Lines, begins: Mapping[str, str] | None = None, **wanted: object) -> int:
    """Σ[wanted]: fen of the lines whose columns have one of the wanted values, and begin as said."""
    return sum(
        line["amount"]
        for line in lines
        if all(line[column] in (value if isinstance(value, tuple) else (value,)) for column, value in wanted.items())
        and all(line[column].startswith(start) for column, start in (begins or {}).items())
    )


@given(lines=st.lists(LINE, max_size=12))
def test_any_ledger_gives_forms_that_are_sums_of_its_lines_and_tie(engine: Ledger, lines: Lines) -> None:
    engine.clear()
    for line in lines:
        engine.spend(**line)
    forms = {form_id: engine.relation(form_id) for form_id in ("01", "03", "04", "05", "06", "07", "09", "10", "11")}
    general = {"fund": "general", "source": "current"}
    for key, row in forms["05"].items():
        start = {"function": "" if key == "total" else key}
        assert row["operating"] == spent(lines, start, nature="operating", **general)
        assert row["project"] == spent(lines, start, nature="project", **general)
    for key, row in forms["03"].items():
        assert row["total"] == spent(lines, {"function": "" if key == "total" else key})
    for key, row in forms["07"].items():
        start = {"economic": "" if key == "total" else key}
        assert row["personnel"] == spent(lines, start, nature="personnel", **general)
    zero = dict.fromkeys(("total", "basic", "personnel", "operating", "project"), 0)
    for column in zero:
        assert forms["05"].get("total", zero)[column] == forms["06"]["total"][column]
    for column in ("total", "personnel", "operating"):
        assert forms["07"].get("total", zero)[column] == forms["05"].get("total", {**zero, "basic": 0})[
            "basic" if column == "total" else column
        ]
    assert forms["01"]["r26"]["spending"] == forms["03"].get("total", zero)["total"]
    assert forms["04"]["r01"]["spending"] == spent(lines, fund=GRANTS)
    projects = forms["11"].get("total", {"total": 0, "current_general": 0, "own": 0, "fiscal_account": 0})
    assert projects["total"] == forms["03"].get("total", zero)["project"]
    assert projects["current_general"] == forms["05"].get("total", zero)["project"]
    assert projects["own"] == spent(lines, nature="project", fund=OWN)


@given(lines=st.lists(LINE, max_size=12))
def test_any_ledger_can_be_read_back_from_its_printed_forms(engine: Ledger, lines: Lines) -> None:
    engine.clear()
    for line in lines:
        # Amounts that two decimals of 万元 can print.
        engine.spend(**{**line, "amount": line["amount"] // 10_000 * 10_000 + 10_000})
    for form_id in TABLES:
        grid = grid_of(engine.sheet(form_id))
        found = read_form(form(form_id), grid, Words(2024, AmountUnit.WAN, "江汉区"), pack(), "0" * 36)
        assert found.relations[f"form_{form_id}"] == engine.stages.rows(f"form_{form_id}")


@given(amounts=st.lists(st.integers(1, 10**7).map(lambda hundredths: hundredths * 10_000), min_size=1, max_size=8))
def test_a_printed_total_is_the_sum_of_the_printed_lines(engine: Ledger, amounts: list[int]) -> None:
    engine.clear()
    for amount in amounts:
        engine.spend(amount)
    assert body(engine.sheet("05"))["total", "total"].text == format_amount(sum(amounts), AmountUnit.WAN)
