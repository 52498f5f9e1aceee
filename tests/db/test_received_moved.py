"""Our own workbook in which somebody inserted rows or columns, or renamed worksheets: only what changed is a change."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from db.exchange.opening import open_workbook
from db.exchange.received import Verification, changed_since_export, verify
from db.pack import load
from db.shelf import newest
from tests.db.sample_book import sample_draft
from tests.db.workbooks import opened

Altered = Callable[[Callable[[Any], None]], Verification]


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_draft(tmp_path_factory.mktemp("exported"))


@pytest.fixture
def altered(exported: Path, tmp_path: Path) -> Altered:
    def verified(alter: Callable[[Any], None]) -> Verification:
        workbook = opened(exported)
        for sheet in workbook:
            for row in sheet.iter_rows():
                for cell in row:
                    if isinstance(cell.value, str) and cell.value.startswith("="):
                        cell.data_type = "s"  # `=100%` is a text
        alter(workbook)
        workbook.save(tmp_path / "收到.xlsx")
        return verify(tmp_path / "收到.xlsx")

    return verified


def unmerged(workbook: Any, name: str) -> Any:
    """A worksheet that rows and columns can be put into: openpyxl moves no merged areas."""
    sheet = workbook[name]
    for area in [str(area) for area in sheet.merged_cells.ranges]:
        sheet.unmerge_cells(area)
    return sheet


def changes(found: Verification) -> list[tuple[str, str, str, str]]:
    return [(one.address, one.exported, one.found, one.cell) for one in found.changed]


MOVED = ("原来的行和列", "插入、删除或移动过", "")


@pytest.mark.parametrize(("sheet", "row"), [("03", 9), ("01", 12), ("11", 7), ("15-2", 6), ("14", 20)])
def test_an_inserted_row_is_one_change(altered: Altered, sheet: str, row: int) -> None:
    found = altered(lambda workbook: unmerged(workbook, sheet).insert_rows(row))
    assert changes(found) == [(f"{sheet}!版面", *MOVED)]
    assert [one.message for one in found.findings if one.severity == "error"] == []


def test_a_figure_changed_beside_an_inserted_column_is_named_by_its_address_and_cell(altered: Altered) -> None:
    def alter(workbook: Any) -> None:
        sheet = unmerged(workbook, "03")
        sheet.insert_cols(1)
        sheet["D9"] = 999

    found = altered(alter)
    assert changes(found) == [("03!版面", *MOVED), ("03!2014002.total", "342.19", "999.00", "D9")]
    assert found.exit_code == 1


def test_a_deleted_row_is_its_cells_gone(altered: Altered) -> None:
    found = altered(lambda workbook: workbook["05"].delete_rows(9))
    assert ("05!2014001.total", "334.75", "", "") in changes(found)
    assert {one.address.rpartition(".")[0] for one in found.changed[1:]} == {"05!2014001"}


def test_a_renamed_worksheet_is_found_by_its_words(altered: Altered) -> None:
    def alter(workbook: Any) -> None:
        workbook["05"].title = "功能分类"
        workbook["15-2"].title = "项目二"

    found = altered(alter)
    assert [(one.address, one.found) for one in found.changed] == [
        ("05!版面", "工作表改名为“功能分类”"), ("15-2!版面", "工作表改名为“项目二”"),
    ]  # fmt: skip
    assert found.places["05!total.total"].spoken == "工作表“功能分类”的 C6"


def test_a_worksheet_taken_out_is_missed_and_its_checks_are_silent(altered: Altered) -> None:
    found = altered(lambda workbook: workbook.remove(workbook["06"]))
    assert [one.check for one in found.findings if one.severity == "error"] == ["missing-form"]


def renamed(workbook: Any, *, but: str = "_ysb") -> None:
    for number, sheet in enumerate(workbook.worksheets):
        if not sheet.title.startswith(("_ysb", but)):
            sheet.title = f"第{number}页"


def test_all_worksheets_renamed_are_all_found(exported: Path, tmp_path: Path) -> None:
    workbook = opened(exported)
    renamed(workbook)
    workbook.save(tmp_path / "收到.xlsx")
    found = changed_since_export(open_workbook(tmp_path / "收到.xlsx"), load(newest()))
    assert {one.address.rpartition("!")[2] for one in found} == {"版面"}
    assert len(found) == len([name for name in workbook.sheetnames if not name.startswith("_ysb")])


def test_all_forms_renamed_tie_as_before(altered: Altered) -> None:
    """The answers keep their worksheet: without them every hint would be asked for its cause."""
    found = altered(lambda workbook: renamed(workbook, but="情况说明"))
    assert found.unchanged is False
    assert {one.address.rpartition("!")[2] for one in found.changed} == {"版面"}
    assert [one.message for one in found.findings if one.severity == "error"] == []


def test_a_second_form_put_beside_ours_is_told(altered: Altered) -> None:
    """Whoever opens the file sees the copy; ours behind it has not changed."""

    def alter(workbook: Any) -> None:
        workbook.copy_worksheet(workbook["05"])["G9"] = 1
        workbook["05"].sheet_state = "hidden"

    found = altered(alter)
    told = [(one.check, one.severity, one.forms) for one in found.findings if not one.settled]
    assert told == [("repeated-form", "error", ("05",)), ("hidden-content", "hint", ("05",))]
    assert found.exit_code == 1


def test_a_sheet_of_notes_beside_ours_changes_nothing(altered: Altered) -> None:
    def alter(workbook: Any) -> None:
        workbook.create_sheet("审核意见")["A1"] = "已阅，请补充说明。"

    found = altered(alter)
    assert (found.exit_code, found.unchanged) == (0, True)
