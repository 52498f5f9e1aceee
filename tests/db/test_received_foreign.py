"""A workbook with the official forms that others made says the same as the book, however it is laid out."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from random import Random
from zipfile import ZIP_DEFLATED, ZipFile

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.book import Book
from db.exchange.facts import facts_of
from db.exchange.foreign import Foreign, read_foreign
from db.exchange.laid import Relations, read_laid
from db.exchange.opening import ReadSheet, open_workbook
from db.exchange.received import Verification, verify
from db.forms.stages import Row
from db.money import AmountUnit
from db.pack import Pack, load
from tests.db.paper import Page, Paper, exported
from tests.db.relaid import LAYOUTS, in_yuan
from tests.db.sample_book import sample_book, sample_draft
from tests.db.workbooks import opened

Rows = Mapping[str, list[Row]]
Read = Callable[[Paper], tuple[Foreign, Relations]]


class Sample:
    """The sample book: its exported forms, what they say, and where changed ones are put."""

    def __init__(self, folder: Path) -> None:
        self.pack: Pack = load("jianghan-2024")
        self.folder = folder
        with Book.read(sample_book(folder)) as book:
            names = [name for name in book.stages.names() if name.startswith("form_")]
            self.rows: Rows = {name: [tuple(row[1:]) for row in book.stages.rows(name)] for name in names}
        self._paper = exported(sample_draft(folder), self.pack)

    def paper(self) -> Paper:
        return self._paper.copy()

    def read(self, paper: Paper) -> tuple[Foreign, Relations]:
        workbook = paper.received()
        foreign = read_foreign(workbook, facts_of(workbook, self.pack), self.pack, "收到")
        return foreign, read_laid(foreign.forms, foreign.facts, self.pack)

    def verify(self, paper: Paper) -> Verification:
        return verify(paper.save(self.folder / "收到.xlsx"))

    def differing(self, found: Mapping[str, tuple[Row, ...]]) -> list[str]:
        """The relations that do not say what the book says."""
        return [name for name, rows in self.rows.items() if [tuple(row[1:]) for row in found.get(name, ())] != rows]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return Sample(tmp_path_factory.mktemp("foreign"))


def page_of(paper: Paper, form: str) -> Page:
    return next(page for page in paper.pages if page.form == form)


def place_of(page: Page, value: object) -> tuple[int, int]:
    return next(place for place, found in page.cells.items() if found == value)


def counted(found: Verification) -> set[tuple[str, str]]:
    """Check and address of each finding that is no hint."""
    return {(one.check, one.address) for one in found.findings if one.severity != "hint"}


def troubles(foreign: Foreign, relations: Relations) -> list[str]:
    return [one.message for one in (*foreign.troubles, *relations.unread) if one.severity != "hint"]


def test_what_is_written_of_a_paper_is_what_is_read_of_it(sample: Sample) -> None:
    """The tests below read papers that were never written."""
    paper, chance = sample.paper(), Random(6)
    for variation in LAYOUTS.values():
        variation(paper, chance)
    read = open_workbook(paper.save(sample.folder / "收到.xlsx")).sheets
    assert tuple(map(plain, read)) == tuple(map(plain, paper.received().sheets))


def plain(sheet: ReadSheet) -> ReadSheet:
    """The same with its merges in order: in a file they have none."""
    areas = tuple(sorted(sheet.layout.merged, key=msgspec.structs.astuple))
    return replace(sheet, layout=msgspec.structs.replace(sheet.layout, merged=areas))


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.sets(st.sampled_from(list(LAYOUTS)), max_size=14), seed=st.integers(0, 2**32))
def test_any_layout_says_the_same(names: set[str], seed: int, sample: Sample) -> None:
    paper, chance = sample.paper(), Random(seed)
    for name, variation in LAYOUTS.items():
        if name in names:
            variation(paper, chance)
    foreign, relations = sample.read(paper)
    assert (sample.differing(relations.rows), troubles(foreign, relations)) == ([], [])


def test_every_variation_at_once_has_no_finding_but_hints_and_the_sample_s_own(sample: Sample) -> None:
    paper, chance = sample.paper(), Random(5)
    for name, variation in LAYOUTS.items():
        if name not in ("headings_in_every_cell", "wider_documents"):
            variation(paper, chance)
    found = sample.verify(paper)
    plain = sample.verify(sample.paper())
    assert {one.check for one in plain.findings if one.severity == "error"} == set()
    assert counted(found) == counted(plain)
    assert (found.facts.year, found.facts.amounts, found.facts.department) == (2024, AmountUnit.WAN, "112")


def test_a_changed_figure_is_found_in_any_layout_and_named_where_it_stands(sample: Sample) -> None:
    paper, chance = sample.paper(), Random(8)
    page = page_of(paper, "07")
    page.cells[place_of(page, 75.3)] = 80
    for name in (
        "groups_in_another_order",
        "serial_numbers_and_remarks",
        "rows_and_columns_before",
        "blank_rows_between",
    ):
        LAYOUTS[name](paper, chance)
    page.name = "经济分类"
    found = sample.verify(paper)
    wrong = next(one for one in found.findings if one.cause is not None)
    assert wrong.severity == "error"
    assert wrong.cause is not None
    place = found.places[wrong.cause.address]
    row, column = place_of(page, 80)
    assert (place.sheet, place.cell) == ("经济分类", f"{chr(ord('A') + column - 1)}{row}")


def test_formulas_count_with_what_was_computed_and_are_told_when_nothing_was(sample: Sample) -> None:
    paper = sample.paper()
    page = page_of(paper, "03")
    (row, column), (other, at) = place_of(page, 825.16), place_of(page, 334.75)
    page.cells[other, at] = "=SUM(D9:H9)"
    path = paper.save(sample.folder / "公式.xlsx")
    with_results(path, sample.folder / "算过.xlsx", f'r="{chr(64 + column)}{row}"', "SUM(C7:C9)")
    workbook = open_workbook(sample.folder / "算过.xlsx")
    foreign = read_foreign(workbook, facts_of(workbook, sample.pack), sample.pack)
    relations = read_laid(foreign.forms, foreign.facts, sample.pack)
    assert relations.values["03!total.total"] == 825_160_000
    (unread,) = relations.unread
    assert f"{chr(64 + at)}{other}" in unread.message


def with_results(path: Path, target: Path, cell: str, formula: str) -> None:
    """The workbook with a formula before the value of one cell of form 03, as Excel keeps it."""
    with ZipFile(path) as before, ZipFile(target, "w", ZIP_DEFLATED) as after:
        for part in before.namelist():
            content = before.read(part)
            if part.startswith("xl/worksheets/sheet") and b"<v>825.16</v>" in content and b">=SUM" not in content:
                text = content.decode()
                start = text.find(f"<c {cell}")
                head = text.find("<v>", start)
                if "SUM(D9:H9)" in text:
                    text = text[:head] + f"<f>{formula}</f>" + text[head:]
                content = text.encode()
            after.writestr(part, content)


def test_a_workbook_in_yuan_is_one_in_yuan(sample: Sample) -> None:
    paper = sample.paper()
    for page in paper.pages:
        for place, value in list(page.cells.items()):
            if value == "单位：万元":
                page.cells[place] = "单位：元"
    foreign, relations = sample.read(paper)
    assert foreign.facts.amounts is AmountUnit.YUAN
    assert relations.values["03!total.total"] == 82_516


def test_a_line_for_the_office_s_name_is_no_unit_of_amounts(sample: Sample) -> None:
    paper = sample.paper()
    for page in paper.pages:
        for place, value in list(page.cells.items()):
            if value == "单位：万元":
                page.cells[place] = "填报单位："
    foreign, relations = sample.read(paper)
    assert foreign.facts.amounts is AmountUnit.WAN
    assert foreign.facts.assumed == ("没有写金额单位，按万元读。",)
    assert relations.values["03!total.total"] == 825_160_000


def test_what_is_lost_in_converting_is_said(sample: Sample) -> None:
    paper = sample.paper()
    page = page_of(paper, "05")
    for place, value in list(page.cells.items()):
        if isinstance(value, float):
            page.cells[place] = int(value * 10_000)
        elif value == "单位：万元":
            page.cells[place] = "单位：元"
    page.cells[place_of(page, 8251600)] = 8251649
    foreign, relations = sample.read(paper)
    assert relations.values["05!total.total"] == 825_160_000
    (said,) = [one.message for one in foreign.troubles if one.check == "converted-amounts"]
    assert "1 处不是整 0.01 万元" in said


def test_a_form_in_yuan_that_does_not_say_so_is_named_as_that(sample: Sample) -> None:
    paper = sample.paper()
    page = page_of(paper, "05")
    for (row, column), value in list(page.cells.items()):
        if isinstance(value, float):
            page.cells[row, column] = round(value * 10_000, 2)
        elif value == "单位：万元":
            del page.cells[row, column]
    causes = [one.cause for one in sample.verify(paper).findings if one.cause]
    assert any(cause.kind == "unit" and cause.address.startswith("05") for cause in causes)


@pytest.mark.parametrize("gone", ["项目支出", "科目编码"])
def test_a_column_that_is_not_there_is_a_finding_and_no_flood(sample: Sample, gone: str) -> None:
    paper = sample.paper()
    page = page_of(paper, "05")
    _, column = place_of(page, gone)
    page.cells = {(row, at): value for (row, at), value in page.cells.items() if at != column}
    page.merges = [merge for merge in page.merges if merge[1] != column]
    errors = [one for one in sample.verify(paper).findings if one.severity == "error"]
    assert ("unread-column", f"工作表“05”（05表）没有“{gone}”栏") in [
        (it.check, it.message.split("，")[0]) for it in errors
    ]
    assert len(errors) <= 2


def test_a_column_that_is_not_there_is_called_as_printed_without_its_unit(sample: Sample) -> None:
    paper = sample.paper()
    page = page_of(paper, "12")
    _, column = place_of(page, "采购金额合计(万元)")
    page.cells = {(row, at): value for (row, at), value in page.cells.items() if at != column}
    page.merges = [merge for merge in page.merges if merge[1] != column]
    (said,) = [one.message for one in sample.verify(paper).findings if one.check == "unread-column"]
    assert "采购金额合计”栏" in said


def test_codes_before_the_names_are_codes(sample: Sample) -> None:
    paper = sample.paper()
    page = page_of(paper, "05")
    for row in range(page.body, page.last + 1):
        code = page.cells.pop((row, 1), "")
        page.cells[row, 2] = f"{code} {page.cells[row, 2]}".strip()
    del page.cells[place_of(page, "科目编码")]
    foreign, relations = sample.read(paper)
    assert (sample.differing(relations.rows), troubles(foreign, relations)) == ([], [])


def test_a_form_that_is_not_there_is_a_finding_and_no_flood(sample: Sample) -> None:
    paper = sample.paper()
    paper.pages = [page for page in paper.pages if page.form != "06"]
    errors = [one.message for one in sample.verify(paper).findings if one.severity == "error"]
    assert errors == ["文件里没有06表（一般公共预算支出表(分单位)），与它有关的审核没有做。"]


def test_a_form_whose_header_says_nothing_is_a_finding(sample: Sample) -> None:
    paper = sample.paper()
    page = page_of(paper, "06")
    page.cells = {place: "甲" if page.top <= place[0] < page.body else it for place, it in page.cells.items()}
    found = [one for one in sample.verify(paper).findings if one.severity == "error"]
    assert [(one.check, one.forms) for one in found] == [("unread-sheet", ("06",))]


def test_documents_that_are_not_there_are_missed_when_there_are_projects(sample: Sample) -> None:
    paper = sample.paper()
    paper.pages = [page for page in paper.pages if page.form != "15"]
    assert "missing-form" in {one.check for one in sample.verify(paper).findings}


def test_two_worksheets_that_are_one_form_are_a_finding(sample: Sample) -> None:
    paper = sample.paper()
    second = deepcopy(page_of(paper, "03"))
    second.name = "03 (2)"
    paper.pages.append(second)
    foreign, _ = sample.read(paper)
    assert [(one.check, one.forms) for one in foreign.troubles] == [("repeated-form", ("03",))]


def test_hidden_rows_and_other_worksheets_are_hints(sample: Sample) -> None:
    paper = sample.paper()
    page_of(paper, "03").hidden_rows = {7}
    paper.front["测算"] = {(row, 1): row for row in range(1, 9)}
    foreign, relations = sample.read(paper)
    assert sample.differing(relations.rows) == []
    assert {(one.check, one.severity) for one in foreign.troubles} == {
        ("hidden-content", "hint"), ("other-sheet", "hint"),
    }  # fmt: skip


def test_a_percentage_that_is_a_number_says_what_is_seen(sample: Sample) -> None:
    """Whoever types 70% into a spreadsheet has typed 0.7, which shows as 70%."""
    paper = sample.paper()
    page = page_of(paper, "14")
    row, column = place_of(page, "≥70%")
    path = paper.save(sample.folder / "百分比.xlsx")
    workbook = opened(path)
    cell = workbook[page.name].cell(row, column)
    cell.value, cell.number_format = 0.7, "0%"
    workbook.save(path)
    read = open_workbook(path)
    foreign = read_foreign(read, facts_of(read, sample.pack), sample.pack)
    relations = read_laid(foreign.forms, foreign.facts, sample.pack)
    said = [
        value
        for address, value in relations.values.items()
        if relations.places[address].cell == cell.coordinate and relations.places[address].sheet == page.name
    ]
    assert said == ["70%"]


def test_a_second_row_of_a_form_of_one_row_is_told(sample: Sample) -> None:
    paper = sample.paper()
    page = page_of(paper, "08")
    row, last = max(row for row, _ in page.cells), max(column for _, column in page.cells)
    for column in range(1, last + 1):
        page.cells.pop((row, column), None)
        page.cells[row, column], page.cells[row + 1, column] = 2, 3
    foreign, relations = sample.read(paper)
    assert relations.values["08!row.total"] == 2_000_000
    (told,) = [one for one in foreign.troubles if one.check == "unread-row"]
    assert (told.severity, told.forms) == ("warning", ("08",))
    assert f"第 {row + 1} 行" in told.message


def test_a_title_of_another_year_is_a_warning(sample: Sample) -> None:
    paper = sample.paper()
    page = page_of(paper, "03")
    page.cells[place_of(page, "2024年支出预算总表")] = "2023年支出预算总表"
    foreign, _ = sample.read(paper)
    assert [(one.check, one.severity, one.left) for one in foreign.troubles] == [("other-year", "warning", "2023")]


def test_a_code_in_three_columns_is_one_code(sample: Sample) -> None:
    paper = sample.paper()
    page = page_of(paper, "05")
    page.insert_column(2)
    page.insert_column(3)
    page.merges = [merge for merge in page.merges if merge[1] != 1]
    page.cells.update({(page.body - 1, at): level for at, level in enumerate("类款项", start=1)})
    page.merges.append((page.top, 1, page.top, 3))
    for row in range(page.body, page.last + 1):
        code = str(page.cells.pop((row, 1), ""))
        parts = (code[:3], code[3:5], code[5:])
        page.cells.update({(row, at): part for at, part in enumerate(parts, start=1) if part})
    foreign, relations = sample.read(paper)
    assert (sample.differing(relations.rows), troubles(foreign, relations)) == ([], [])


def test_classes_that_the_form_does_not_print_are_passed_over_when_blank_and_told_when_not(sample: Sample) -> None:
    paper = sample.paper()
    page = page_of(paper, "01")
    row, _ = place_of(page, "二、公共安全支出")
    page.insert_rows(row)
    page.cells[row, 3] = "二、外交支出"
    foreign, relations = sample.read(paper)
    assert (sample.differing(relations.rows), troubles(foreign, relations)) == ([], [])
    page.cells[row, 4] = 3.5
    foreign, relations = sample.read(paper)
    assert [(one.check, one.forms) for one in foreign.troubles] == [("unread-row", ("01",))]


def test_forms_are_known_by_their_headings_alone(sample: Sample) -> None:
    paper = sample.paper()
    for number, page in enumerate(paper.pages):
        page.name = f"Sheet{number}"
        page.cells = {place: value for place, value in page.cells.items() if place[0] >= page.top}
    foreign, _ = sample.read(paper)
    known = {laid.form for laid in foreign.forms}
    assert known >= {"01", "02", "03", "04", "07", "08", "09", "11", "12", "13", "14", "15"}
    assert "没有写金额单位，按万元读。" in foreign.facts.assumed


def test_stated_units_of_a_few_forms_are_converted_exactly(sample: Sample) -> None:
    paper = sample.paper()
    in_yuan(paper, Random(3))
    foreign, relations = sample.read(paper)
    assert sample.differing(relations.rows) == []
    assert len([one for one in foreign.troubles if one.check == "converted-amounts"]) == 4


def test_many_forms_that_are_not_there_are_one_thing_to_ask_for(sample: Sample) -> None:
    paper = sample.paper()
    paper.pages = [page for page in paper.pages if page.form not in ("06", "08", "09", "10")]
    gone = [one for one in sample.verify(paper).findings if one.check == "missing-form"]
    causes = {one.cause.message for one in gone if one.cause is not None}
    assert (len(gone), causes) == (
        4,
        {"文件里缺 4 张表：06、08、09、10；与它们有关的审核没有做，请向填报单位要全。"},
    )
