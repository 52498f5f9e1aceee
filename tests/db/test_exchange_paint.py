"""A Sheet on a worksheet is what the bureau prints: numbers, borders, heights, and never a formula."""

from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook

from db.exchange.paint import Margin, paint
from db.forms.sheet import Cell, Role, Sheet, SheetColumn
from db.money import AmountUnit


def sheet(*cells: Cell, widths: tuple[int, ...] = (12, 20, 12), rows: int = 6, **more: Any) -> Sheet:
    """A form of three columns: three lines, one header row, the body from row 4 on (0-based)."""
    return Sheet(
        form="05",
        name="05",
        title="支出表",
        columns=tuple(SheetColumn(str(number), width) for number, width in enumerate(widths)),
        cells=cells,
        header_start=3,
        body_start=4,
        body_end=rows,
        rows=rows,
        **more,
    )


def painted(page: Sheet, unit: AmountUnit = AmountUnit.WAN, margin: Margin | None = None) -> Any:
    """The worksheet as openpyxl reads it back from the file."""
    return load_workbook(BytesIO(saved(page, unit, margin)))[page.name]


def saved(page: Sheet, unit: AmountUnit = AmountUnit.WAN, margin: Margin | None = None) -> bytes:
    workbook = Workbook()
    worksheet: Any = workbook.active
    worksheet.title = page.name
    paint(page, worksheet, unit, margin)
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def amount(fen: int, text: str, row: int = 4) -> Cell:
    return Cell(row=row, column=2, text=text, value=fen, type="amount", align="right")


def test_an_amount_is_a_number_in_the_unit_of_the_book_with_two_decimals() -> None:
    cell = painted(sheet(amount(3_347_500_00, "334.75")))["C5"]
    assert (cell.value, cell.data_type, cell.number_format) == (334.75, "n", "0.00")


def test_in_a_yuan_book_the_number_is_yuan() -> None:
    assert painted(sheet(amount(3_347_500_01, "3347500.01")), AmountUnit.YUAN)["C5"].value == 3347500.01


def test_a_zero_is_a_blank_cell_that_keeps_its_format() -> None:
    cell = painted(sheet(amount(0, "")))["C5"]
    assert (cell.value, cell.number_format) == (None, "0.00")


def test_the_largest_amount_keeps_every_digit() -> None:
    assert painted(sheet(amount(10**15, "10000000000000.00")), AmountUnit.YUAN)["C5"].value == 10**13


@pytest.mark.parametrize(
    ("cell", "value", "number_format"),
    [
        (Cell(row=4, column=0, text="2014001", value="2014001", type="code"), "2014001", "@"),
        (Cell(row=4, column=0, text="10", value=10, type="integer"), 10, "0"),
        (Cell(row=4, column=0, text="20.4", value=20_400_000, type="plain"), 20.4, "General"),
        (Cell(row=4, column=0, text="53.11%", value=5311, type="percent"), 0.5311, "0.00%"),
        (Cell(row=4, column=0, text="100%", value=10_000, type="percent"), 1, "0%"),
        (Cell(row=4, column=0, text="ab", value=None, type="amount"), "ab", "0.00"),
    ],
)
def test_each_type_has_its_number_format(cell: Cell, value: object, number_format: str) -> None:
    read = painted(sheet(cell))["A5"]
    assert (read.value, read.number_format) == (value, number_format)


@pytest.mark.parametrize("text", ["=1+1", "=cmd|' /C calc'!A0", "+1", "-2", "@SUM(A1)", "#N/A"])
def test_no_text_becomes_a_formula(text: str) -> None:
    cell = painted(sheet(Cell(row=4, column=1, text=text, value=text)))["B5"]
    assert (cell.value, cell.data_type) == (text, "s")


def test_a_text_that_begins_like_a_formula_carries_a_quote_mark() -> None:
    cell = painted(sheet(Cell(row=4, column=1, text="=1+1", value="=1+1")))["B5"]
    assert cell.quotePrefix


def test_signs_that_a_workbook_cannot_hold_are_left_out() -> None:
    assert painted(sheet(Cell(row=4, column=1, text="甲\x00\x0b乙")))["B5"].value == "甲乙"


def test_a_hint_is_printed_as_a_grey_text_and_not_as_the_zero_behind_it() -> None:
    hint = Cell(row=4, column=0, text="(延续性项目填写)", value=0, type="plain", role=Role.HINT)
    cell = painted(sheet(hint))["A5"]
    assert (cell.value, cell.font.color.rgb) == ("(延续性项目填写)", "00808080")


def test_a_merged_cell_has_a_line_on_every_edge() -> None:
    page = painted(sheet(Cell(row=3, column=0, row_span=1, column_span=3, text="合并", role=Role.HEADER)))
    assert "A4:C4" in [str(merge) for merge in page.merged_cells.ranges]
    edges = [page["A4"].border.left, page["B4"].border.top, page["C4"].border.right, page["C4"].border.bottom]
    assert [edge.style for edge in edges] == ["thin"] * 4


@pytest.mark.parametrize("role", [Role.NUMBER, Role.TITLE, Role.UNIT, Role.NOTE])
def test_what_stands_outside_the_table_has_no_lines(role: Role) -> None:
    assert painted(sheet(Cell(row=0, column=0, text="预算05表", role=role)))["A1"].border.left.style is None


def test_header_cells_are_bold_and_wrapped() -> None:
    cell = painted(sheet(Cell(row=3, column=0, text="科目编码", role=Role.HEADER, align="center")))["A4"]
    assert (cell.font.b, cell.alignment.wrap_text, cell.alignment.horizontal) == (True, True, "center")


def test_an_indent_is_an_indent_and_no_spaces() -> None:
    cell = painted(sheet(Cell(row=4, column=1, text="行政运行", indent=2)))["B5"]
    assert (cell.value, cell.alignment.indent) == ("行政运行", 2)


def test_a_row_is_as_tall_as_its_longest_text() -> None:
    page = painted(sheet(Cell(row=4, column=1, text="说" * 40, wrap=True)))
    assert page.row_dimensions[5].height >= 5 * 13


def test_line_breaks_count_as_lines() -> None:
    page = painted(sheet(Cell(row=4, column=1, text="一\n二\n三\n四", wrap=True)))
    assert page.row_dimensions[5].height >= 4 * 13


def test_a_text_over_several_rows_makes_only_the_last_one_taller() -> None:
    page = painted(sheet(Cell(row=4, column=0, row_span=2, text="说" * 40, role=Role.LABEL)))
    assert page.row_dimensions[5].height < page.row_dimensions[6].height


def test_a_text_too_tall_for_one_row_takes_several_and_no_row_exceeds_what_excel_allows() -> None:
    cells = (Cell(row=4, column=1, text="说" * 2000, wrap=True), Cell(row=5, column=1, text="下一行"))
    page = painted(sheet(*cells))
    merge = next(iter(page.merged_cells.ranges))
    assert page.cell(merge.max_row + 1, 2).value == "下一行"
    heights = [page.row_dimensions[row].height for row in range(merge.min_row, merge.max_row + 1)]
    assert max(heights) < 409.5
    assert sum(heights) >= 2000 / 9 * 13


def test_a_column_is_wide_enough_for_its_longest_number() -> None:
    page = painted(sheet(amount(10**15, "10000000000000.00"), widths=(8, 8, 8)), AmountUnit.YUAN)
    assert page.column_dimensions["C"].width >= len("10000000000000.00") + 1


def test_a_page_is_a4_one_page_wide_and_centred() -> None:
    page = painted(sheet(landscape=True))
    assert (page.page_setup.paperSize, page.page_setup.orientation) == (9, "landscape")
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.print_options.horizontalCentered


def test_header_rows_repeat_on_paper_and_stand_still_on_screen() -> None:
    page = painted(sheet(frozen_columns=2))
    assert page.print_title_rows == "$4:$4"
    assert page.freeze_panes == "C5"


def test_the_foot_counts_the_pages_and_says_where_the_page_belongs() -> None:
    page = painted(sheet(), margin=Margin(head="草稿", left="112001 甲&乙 二上", right="校验码 7KQ4"))
    foot = page.oddFooter
    assert foot.center.text == "第&P页 共&N页"
    assert (foot.left.text, foot.right.text) == ("112001 甲＆乙 二上", "校验码 7KQ4")
    assert page.oddHeader.right.text == "草稿"


def test_a_foot_too_long_for_excel_is_cut_where_one_sees_it() -> None:
    foot: Any = painted(sheet(), margin=Margin(left="局" * 300, right="校验码 7KQ4-9MXT-2R3")).oddFooter
    assert sum(len(part.text) + 6 for part in (foot.left, foot.center, foot.right)) <= 255
    assert foot.left.text.endswith("局…")


def test_another_reader_sees_the_same_figures() -> None:
    file = saved(sheet(amount(3_347_500_00, "334.75"), amount(-3_200_000, "-3.20", row=5)))
    rows = CalamineWorkbook.from_filelike(BytesIO(file)).get_sheet_by_name("05").to_python(skip_empty_area=False)
    assert [row[2] for row in rows[4:6]] == [334.75, -3.2]
