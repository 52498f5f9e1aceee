"""Another district, another year: a pack is written, and a book of it works, without a line of Python for it."""

import json
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from db import ledger
from db.book import Book, NewBook
from db.checks.findings import findings
from db.checks.progress import progress
from db.entry.tabs import entry_sheet
from db.exchange import received, submission
from db.exchange.published import asked_by, read_disclosure
from db.exchange.rebuilding import rebuild
from db.forms.draw import sheets
from db.forms.reading import grid_of
from db.forms.sheet import Sheet
from db.money import AmountUnit
from db.rolling.roll import roll
from tests.db.small import ledger as rows

PACK = {
    "pack.toml": """
id = "riverside-2031"
name = "某镇 2031 年用款计划"
year = 2031
version = "1"
district = "某镇"
first_round = "初报"
tabs = ["用款"]

[[round]]
id = "初报"
title = "用款计划初报"
outputs = ["workbook"]

[catalog.function]
name = "用途"
file = "function.csv"
lengths = [1, 3]

[catalog.economic]
name = "品类"
file = "economic.csv"
lengths = [2]

[catalog.fund]
name = "资金"
file = "fund.csv"
enforced = true

[catalog.category_group]
name = "项目类别"
file = "category_group.csv"
""",
    "catalogs/function.csv": "code,name,level,parent\n7,河道,1,\n701,清淤,2,7\n702,绿化,2,7\n8,道路,1,\n801,养护,2,8\n",
    "catalogs/economic.csv": "code,name,level,parent\n11,人工,1,\n12,材料,1,\n",
    "catalogs/fund.csv": "code,name,print_name,grant\ngeneral,镇级资金,镇级,yes\nother_income,村级自筹,自筹,no\n",
    "catalogs/category_group.csv": "code,name,summary_row,tick\n1,常规,special,local\n",
    "forms/71.toml": """
kind = "pivot"
id = "71"
number_line = "附表71"
title = "{year}年{district}用途汇总表"
short = "用途汇总"
contents = "甲、用途汇总表"
frozen_columns = 1
rows = { by = "function", levels = [1, 2], total = "全镇" }
bold = ["total"]

[[column]]
id = "use"
head = ["用途"]
type = "code"
role = "code"

[[column]]
id = "label"
head = ["名称"]
type = "text"
role = "name"

[[column]]
id = "town"
head = ["资金", "镇级"]
where = { fund = "general" }

[[column]]
id = "village"
head = ["资金", "自筹"]
where = { fund = "other_income" }

[[column]]
id = "both"
head = ["资金", "合起来"]
sum = ["town", "village"]
""",
    "forms/72.toml": """
kind = "list"
id = "72"
number_line = "附表72"
title = "{year}年{district}用款清单"
short = "用款清单"
contents = "乙、用款清单"
empty_note = "注：没有用款"
records = "line"
key = ["use", "note"]
total = "全镇"

[[column]]
id = "use"
head = ["用途"]
type = "code"
record = "function"

[[column]]
id = "note"
head = ["摘要"]
type = "text"
role = "name"
record = "note"

[[column]]
id = "amount"
head = ["用款({amounts})"]
record = "amount"
""",
    "entry/spending.toml": """
id = "spending"
sheet = "用款"
tab = "用款"
table = "expenditure"
position = 1
fixed = { nature = "operating" }

[[column]]
id = "unit"
label = "村编码"
type = "unit"
required = true

[[column]]
id = "function"
label = "用途"
type = "code"
catalog = "function"
required = true

[[column]]
id = "economic"
label = "品类"
type = "code"
catalog = "economic"
required = true

[[column]]
id = "fund"
label = "资金"
type = "code"
catalog = "fund"
printed = "print_name"
default = "general"

[[column]]
id = "amount"
label = "用款({amounts})"
type = "amount"
required = true

[[column]]
id = "note"
label = "摘要"
type = "text"
""",
    "checks/village-share.sql": """
-- id: village-share
-- title: 自筹不超过镇级
-- severity: error
-- forms: 71
-- says: {place}：自筹 {left} 元多于镇级 {right} 元
-- basis: 镇级资金为主
select book, '71!' || row_key || '.village' as address, village as left_value,
       '71!' || row_key || '.town' as other_address, town as right_value, village <= town as holds
from form_71 where row_kind = 'level1'
""",
}

LINES = (
    {"unit": "01", "function": "701", "economic": "11", "fund": "镇级", "amount": "1200.50", "note": "清淤人工"},
    {"unit": "02", "function": "801", "economic": "12", "fund": "镇级", "amount": "300", "note": "沥青"},
    {"unit": "02", "function": "702", "economic": "12", "fund": "自筹", "amount": "20*10", "note": "树苗"},
)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    shelf = tmp_path / "packs"
    for name, text in PACK.items():
        path = shelf / "riverside-2031" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.lstrip("\n"), encoding="utf-8")
    new = NewBook(
        year=2031,
        department_code="9",
        budget_name="某镇",
        units=(("01", "上村"), ("02", "下村")),
        pack="riverside-2031",
        amounts=AmountUnit.YUAN,
    )
    with Book.create(tmp_path / "book.ysb", new, (shelf,)) as made:
        yield made


@pytest.fixture
def filled(book: Book) -> Book:
    for line in LINES:
        ledger.add(book, "spending", line)
    return book


def only(found: tuple[Sheet, ...]) -> Sheet:
    assert len(found) == 1
    return found[0]


def printed_body(book: Book, form_id: str) -> list[list[str]]:
    sheet = only(sheets(book, form_id))
    return grid_of(sheet)[sheet.body_start : sheet.body_end]


def test_the_entry_tab_shows_the_packs_columns(filled: Book) -> None:
    sheet = entry_sheet(filled, "spending")
    assert [cell.text for cell in sheet.cells if cell.row == sheet.header_start] == [
        "村编码", "用途", "品类", "资金", "用款(元)", "摘要",
    ]  # fmt: skip


def test_what_is_entered_is_summed_over_the_packs_own_code_lengths(filled: Book) -> None:
    assert printed_body(filled, "71") == [
        ["", "全镇", "1500.50", "200.00", "1700.50"],
        ["7", "河道", "1200.50", "200.00", "1400.50"],
        ["701", "清淤", "1200.50", "", "1200.50"],
        ["702", "绿化", "", "200.00", "200.00"],
        ["8", "道路", "300.00", "", "300.00"],
        ["801", "养护", "300.00", "", "300.00"],
    ]


def test_the_list_prints_every_line_under_its_total(filled: Book) -> None:
    assert printed_body(filled, "72") == [
        ["", "全镇", "1700.50"],
        ["701", "清淤人工", "1200.50"],
        ["801", "沥青", "300.00"],
        ["702", "树苗", "200.00"],
    ]


def test_a_line_of_the_list_can_be_typed_into(filled: Book) -> None:
    sheet = only(sheets(filled, "72"))
    cell = next(cell for cell in sheet.cells if cell.address == "72!801/沥青.amount")
    assert cell.binding is not None
    ledger.change(filled, [ledger.Edit(binding=cell.binding, text="310")])
    assert printed_body(filled, "71")[-1] == ["801", "养护", "310.00", "", "310.00"]


def test_titles_headings_and_unit_line_are_the_packs(filled: Book) -> None:
    assert grid_of(only(sheets(filled, "71")))[:5] == [
        ["附表71", "", "", "", ""],
        ["2031年某镇用途汇总表", "", "", "", ""],
        ["单位：元", "", "", "", ""],
        ["用途", "名称", "资金", "", ""],
        ["", "", "镇级", "自筹", "合起来"],
    ]


def test_an_empty_list_prints_the_packs_note(book: Book) -> None:
    sheet = only(sheets(book, "72"))
    assert [row[0] for row in grid_of(sheet)[sheet.body_start :]] == ["注：没有用款"]


def test_its_check_is_silent_while_it_holds(filled: Book) -> None:
    assert findings(filled) == ()


def test_its_check_says_what_is_wrong_in_the_packs_words(filled: Book) -> None:
    ledger.add(filled, "spending", {**LINES[1], "fund": "自筹", "amount": "300.01", "note": "路灯"})
    (finding,) = findings(filled)
    assert (finding.check, finding.severity, finding.address) == ("village-share", "error", "71!8.village")
    assert "自筹 300.01 元多于镇级 300.00 元" in finding.message


def test_the_workbook_holds_both_forms_and_names_the_pack(filled: Book, tmp_path: Path) -> None:
    (path,) = submission.export(filled, tmp_path / "out")
    workbook = openpyxl.load_workbook(BytesIO(path.read_bytes()))
    assert {"71", "72"} <= set(workbook.sheetnames)
    assert [[cell.value for cell in row] for row in workbook["71"].iter_rows(min_row=6, max_row=6)] == [
        [None, "全镇", 1500.5, 200, 1700.5]
    ]
    assert json.loads(workbook.defined_names["YSB_PACK"].attr_text) == "riverside-2031"


def test_the_workbook_is_recognised_as_unchanged_when_it_comes_back(filled: Book, tmp_path: Path) -> None:
    (path,) = submission.export(filled, tmp_path / "out")
    found = received.verify(path, (tmp_path / "packs",))
    assert (found.unchanged, found.changed, found.findings) == (True, (), ())


def test_the_book_is_made_anew_of_its_workbook(filled: Book, tmp_path: Path) -> None:
    (path,) = submission.export(filled, tmp_path / "out")
    made = rebuild(tmp_path / "again.ysb", path, filled.shelves)
    assert made.notes == ()
    with Book.read(made.path, filled.shelves) as again:
        assert rows(again.connection) == rows(filled.connection)


def test_the_packs_check_judges_a_workbook_that_was_changed_by_hand(filled: Book, tmp_path: Path) -> None:
    (path,) = submission.export(filled, tmp_path / "out")
    workbook = openpyxl.load_workbook(path)
    workbook["71"]["D7"] = 1500
    workbook.save(path)
    found = received.verify(path, (tmp_path / "packs",))
    assert [(change.address, change.exported, change.found) for change in found.changed] == [
        ("71!7.village", "200.00", "1500.00")
    ]
    assert [finding.address for finding in found.findings] == ["71!7.village"]


def test_the_next_year_is_made_of_it_without_the_lists_that_it_does_not_have(filled: Book) -> None:
    made = roll(filled.path, filled.path.with_name("next.ysb"), pack="riverside-2031", shelves=filled.shelves)
    assert made.taken == ("单位 2 个", "2031年明细 5 行，供比较")


def test_a_workbook_of_an_earlier_year_is_recognised_by_its_forms(filled: Book) -> None:
    workbook, *_ = submission.export(filled, filled.path.with_name("out"), draft=True)
    found = read_disclosure(workbook, asked_by(filled.connection, filled.pack))
    assert [said[:3] for said in found.recognised] == ["71表", "72表"]


def test_its_only_tab_is_a_step_of_the_work(filled: Book) -> None:
    assert [step.title for step in progress(filled, date(2031, 1, 1)).steps] == ["用款", "核对 2 张表", "上报"]
