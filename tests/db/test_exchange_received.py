"""A received workbook is compared with what was exported, cell by cell, and judged by the checks that read forms."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from db import ledger
from db.book import Book, NewBook
from db.errors import BookError, MissingPack
from db.exchange import submission
from db.exchange.changes import Change
from db.exchange.opening import open_workbook
from db.exchange.received import Verification, changed_since_export, verify
from db.money import AmountUnit
from db.pack import load
from db.shelf import newest
from tests.db.workbooks import opened

PROJECT = {"unit": "112001", "name": "信访工作经费", "purpose": "=1+1"}
LINES = (
    ("basic", {"unit": "112001", "function": "2014001", "economic": "30101", "amount": "75.30"}),
    ("basic", {"unit": "112001", "function": "2014001", "economic": "30201", "amount": "6.20"}),
    ("project", PROJECT),
    (
        "project_spending",
        {"project": "信访工作经费", "item": "办案", "function": "2014002", "economic": "30299", "amount": "5"},
    ),
)


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A draft of a small book, and the book's uuid."""
    folder = tmp_path_factory.mktemp("exported")
    new = NewBook(
        year=2024,
        department_code="112",
        budget_name="信访局",
        units=(("112001", "信访局本级"),),
        pack=newest(),
        amounts=AmountUnit.WAN,
    )
    with Book.create(folder / "账套.ysb", new) as book:
        for entry, texts in LINES:
            ledger.add(book, entry, texts)
        path, *_ = submission.export(book, folder, draft=True)
        return path, book.record().uuid


@pytest.fixture
def altered(exported: tuple[Path, str], tmp_path: Path) -> Callable[[Callable[[Any], None]], Verification]:
    """Verify the workbook after somebody did something to it and saved it."""

    def verified(alter: Callable[[Any], None]) -> Verification:
        workbook = opened(exported[0])
        alter(workbook)
        workbook.save(tmp_path / "收到.xlsx")
        return verify(tmp_path / "收到.xlsx")

    return verified


Altered = Callable[[Callable[[Any], None]], Verification]
Changed = Callable[[Callable[[Any], None]], tuple[Change, ...]]


@pytest.fixture
def changed(exported: tuple[Path, str], tmp_path: Path) -> Changed:
    """What was changed in it, when somebody did something to it and saved it; nothing is judged."""

    def found(alter: Callable[[Any], None]) -> tuple[Change, ...]:
        workbook = opened(exported[0])
        alter(workbook)
        workbook.save(tmp_path / "收到.xlsx")
        return changed_since_export(open_workbook(tmp_path / "收到.xlsx"), load(newest()))

    return found


def cell_of(workbook: Any, sheet: str, value: object) -> Any:
    return next(cell for row in workbook[sheet] for cell in row if cell.value == value)


def test_an_untouched_workbook_is_unchanged_and_names_its_book(exported: tuple[Path, str]) -> None:
    path, uuid = exported
    result = verify(path)
    assert (result.book, result.revision, result.unchanged, result.changed) == (uuid, 1, True, ())


def test_saving_it_anew_changes_nothing(altered: Altered) -> None:
    assert altered(lambda workbook: None).unchanged is True


def test_a_changed_figure_is_named_by_its_address_with_both_figures(changed: Changed) -> None:
    def alter(workbook: Any) -> None:
        cell_of(workbook, "07", 75.3).value = 80

    result = changed(alter)
    assert [(each.exported, each.found) for each in result] == [("75.30", "80.00")]
    assert result[0].address.startswith("07!")


def test_a_change_too_small_to_print_is_still_a_change(changed: Changed) -> None:
    def alter(workbook: Any) -> None:
        cell_of(workbook, "07", 75.3).value = 75.3001

    assert len(changed(alter)) == 1


def test_a_changed_text_is_named(changed: Changed) -> None:
    def alter(workbook: Any) -> None:
        cell_of(workbook, "11", "信访工作经费").value = "别的经费"

    assert ("信访工作经费", "别的经费") in [(each.exported, each.found) for each in changed(alter)]


def test_a_cleared_figure_is_a_change(changed: Changed) -> None:
    def alter(workbook: Any) -> None:
        cell_of(workbook, "07", 75.3).value = None

    assert [(each.exported, each.found) for each in changed(alter)] == [("75.30", "")]


def test_an_added_row_is_a_change(changed: Changed) -> None:
    def alter(workbook: Any) -> None:
        page = workbook["07"]
        page.cell(page.max_row + 1, 1).value = "30199"

    assert [each.found for each in changed(alter)] == ["30199"]


def rewritten(source: Path, target: Path, sheets: Mapping[str, Callable[[str], str]]) -> Path:
    """The workbook with the XML of some worksheets written anew, each into something else."""
    order = load_workbook(source, read_only=True).sheetnames
    anew = {f"xl/worksheets/sheet{order.index(sheet) + 1}.xml": alter for sheet, alter in sheets.items()}
    with ZipFile(source) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for part in old.namelist():
            content = old.read(part).decode()
            other = anew[part](content) if part in anew else content
            assert (other != content) == (part in anew)
            new.writestr(part, other)
    return target


def with_formulas(source: Path, target: Path, cells: Mapping[tuple[str, str], str]) -> Path:
    """The workbook with formulas in some cells (worksheet, place), which show what stood there before."""

    def alter(sheet: str, content: str) -> str:
        for place, formula in ((at, it) for (own, at), it in cells.items() if own == sheet):
            text = rf'(<c r="{place}"[^>]*)t="inlineStr"><is><t>(.*?)</t></is>'
            content = re.sub(text, r'\1t="str"><v>\2</v>', content)
            content, found = re.subn(rf'(<c r="{place}"[^>]*>)(<v>)', rf"\1<f>{formula}</f>\2", content)
            assert found == 1
        return content

    return rewritten(source, target, {sheet: partial(alter, sheet) for sheet, _ in cells})


def test_a_formula_is_a_change_even_where_it_shows_what_was_exported(
    exported: tuple[Path, str], tmp_path: Path
) -> None:
    figure = cell_of(opened(exported[0]), "07", 75.3).coordinate
    cells = {("07", figure): "999*1", ("07", "A1"): 'HYPERLINK("http://x.example")', ("封面", "B3"): "T(1)"}
    found = verify(with_formulas(exported[0], tmp_path / "收到.xlsx", cells))
    assert found.unchanged is False
    assert {(one.sheet, one.cell) for one in found.changed} == cells.keys()
    assert ("75.30", "（公式）75.3") in {(one.exported, one.found) for one in found.changed}
    assert found.relations == verify(exported[0]).relations  # they are judged by what they show


def test_formulas_in_a_form_whose_rows_moved_are_told(altered: Altered, tmp_path: Path) -> None:
    path = tmp_path / "收到.xlsx"
    altered(lambda workbook: workbook["05"].insert_rows(1))
    moved = tmp_path / "公式.xlsx"
    place = next(cell.coordinate for row in opened(path)["05"] for cell in row if isinstance(cell.value, float))
    assert ("05", place) in {
        (one.sheet, one.cell) for one in verify(with_formulas(path, moved, {("05", place): "1*1"})).changed
    }


def test_notes_beside_a_form_are_the_readers_own(changed: Changed) -> None:
    def alter(workbook: Any) -> None:
        workbook["07"]["Z3"] = "已核"

    assert changed(alter) == ()


def test_a_sheet_taken_out_is_a_change(changed: Changed) -> None:
    assert "07" in [each.address for each in changed(lambda workbook: workbook.remove(workbook["07"]))]


def test_marks_that_were_altered_too_are_betrayed_by_the_check_code(changed: Changed) -> None:
    def alter(workbook: Any) -> None:
        cell_of(workbook, "07", 75.3).value = 80
        for row in workbook["_ysb"]:
            row[0].value = row[0].value.replace('"amount","75300000"', '"amount","80000000"')

    assert "封面!校验码" in [each.address for each in changed(alter)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('{"kind":"ysb-marks"', '{"kind":"other"'),
        ('"version":3', '"version":4'),
        ('"columns":', '"columns":10000000000,"x":'),
        ('"columns":', '"columns":-1,"x":'),
        ('"first":[1,2', '"first":[1,"x"'),
        ('"first":[1,2', '"first":[-1000000000000,2'),
        ('"form":"07"', '"form":"99"'),
        ('"marks":[["A', '"marks":[["ZZZZ'),
        (',"amount",', ',"?",'),
        (',"amount",', ","),
        ('"marks":', '"marks":' + "[" * 9_000),
        ('{"cells":', '~{"cells":'),
    ],
)
def test_marks_that_make_no_sense_are_a_change_and_never_a_crash(
    exported: tuple[Path, str], tmp_path: Path, old: str, new: str
) -> None:
    path = rewritten(exported[0], tmp_path / "收到.xlsx", {"_ysb": lambda text: text.replace(old, new)})
    found = verify(path)
    assert not found.unchanged
    assert found.exit_code in (0, 1, 2, 3)


def test_marks_taken_out_are_a_change(altered: Altered) -> None:
    result = altered(lambda workbook: workbook.remove(workbook["_ysb"]))
    assert (result.unchanged, [each.address for each in result.changed]) == (False, ["封面!校验码"])


def test_a_figure_that_breaks_a_tie_is_found(altered: Altered) -> None:
    def alter(workbook: Any) -> None:
        cell_of(workbook, "07", 75.3).value = 80

    result = altered(alter)
    assert result.exit_code == 1
    assert any("07" in finding.forms for finding in result.findings)


def test_a_text_where_a_figure_belongs_is_an_error(altered: Altered) -> None:
    def alter(workbook: Any) -> None:
        cell_of(workbook, "07", 75.3).value = "很多"

    unread = [finding for finding in altered(alter).findings if finding.check == "unreadable"]
    assert [finding.left for finding in unread] == ["很多"]


def test_a_changed_workbook_that_still_ties_ends_with_three(exported: tuple[Path, str], altered: Altered) -> None:
    def alter(workbook: Any) -> None:
        workbook["07"]["A2"] = "别的标题"

    result = altered(alter)
    before = verify(exported[0])
    assert result.unchanged is False
    assert result.exit_code == (before.exit_code or 3)


def test_a_workbook_of_another_program_is_judged_without_a_word_on_changes(altered: Altered) -> None:
    def alter(workbook: Any) -> None:
        workbook.remove(workbook["_ysb"])
        for name in list(workbook.defined_names):
            del workbook.defined_names[name]
        cell_of(workbook, "07", 75.3).value = 80

    result = altered(alter)
    assert (result.unchanged, result.revision, result.book) == (None, None, "")
    assert result.exit_code == 1


def test_two_projects_of_one_name_stay_two_projects(tmp_path: Path) -> None:
    units = (("112001", "信访局本级"), ("112002", "接待中心"))
    new = NewBook(
        year=2024, department_code="112", budget_name="信访局", units=units, pack=newest(), amounts=AmountUnit.WAN
    )
    with Book.create(tmp_path / "账套.ysb", new) as book:
        for (unit, _), amount in zip(units, ("5", "7"), strict=True):
            ledger.add(book, "project", {"unit": unit, "name": "信访工作经费"})
            spending = {"project": "信访工作经费", "item": "办案", "function": "2014002", "economic": "30299"}
            ledger.add(book, "project_spending", {"unit": unit, **spending, "amount": amount})
        path, *_ = submission.export(book, tmp_path, draft=True)
    errors = [finding.message for finding in verify(path).findings if finding.severity == "error"]
    assert errors == []


def test_a_workbook_without_any_form_is_refused(tmp_path: Path) -> None:
    Workbook().save(tmp_path / "a.xlsx")
    with pytest.raises(BookError, match="没有一张预算表"):
        verify(tmp_path / "a.xlsx")


def test_formulas_that_were_never_computed_are_one_thing_to_mend(altered: Altered) -> None:
    def never_computed(workbook: Any) -> None:
        for row in workbook["05"].iter_rows():
            for cell in row:
                if isinstance(cell.value, int | float):
                    cell.value = "=1+1"

    unread = [one for one in altered(never_computed).findings if one.check == "unreadable"]
    (cause,) = {one.cause for one in unread}
    assert cause is not None
    assert cause.message.startswith(f"05表有 {len(unread)} 格写的都是“（公式没有算出值）”，读不出数；请用 Excel 或 WPS")


def test_a_workbook_made_with_a_later_version_of_the_pack_is_not_judged_by_an_earlier(altered: Altered) -> None:
    def alter(workbook: Any) -> None:
        workbook.defined_names["YSB_PACK_VERSION"].value = '"99"'

    with pytest.raises(MissingPack, match="第 99 版"):
        altered(alter)
