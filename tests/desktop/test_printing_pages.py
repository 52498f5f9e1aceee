"""Sheets and documents on pages: nothing lost, nothing twice, nothing outside the margins, headers on every page."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import cast

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from db.disclosure.shape import Kind, Paragraph
from db.forms.sheet import Cell, Role, Sheet, SheetColumn
from desktop.printing.breaking import bands
from desktop.printing.forms import joined, sheet_pages
from desktop.printing.lettering import Lettering, families
from desktop.printing.pages import FORM_MARGINS, POINT, TEXT_MARGINS, Hand, Page, Rule
from desktop.printing.prose import prose_pages
from desktop.printing.table import LEGIBLE

FIRST = 0x3400  # the first of many characters that stand nowhere else, one for each cell
HEAD = "甪"
pytestmark = pytest.mark.usefixtures("qapp")


def table(cells: Sequence[Cell], columns: Sequence[int], rows: int, notes: Sequence[str] = (), **more: object) -> Sheet:
    """A form with a number line, a title, a unit line and one header row over `cells`, whose row 0 is the body's."""
    width = len(columns)
    placed = [
        Cell(row=0, column=0, column_span=width, text="预算99表", role=Role.NUMBER),
        Cell(row=1, column=0, column_span=width, text="试验表", role=Role.TITLE, bold=True, align="center"),
        Cell(row=2, column=0, column_span=width, text="单位：万元", role=Role.UNIT, align="right"),
        *(Cell(row=3, column=at, text=HEAD, role=Role.HEADER, align="center") for at in range(width)),
        *(msgspec.structs.replace(cell, row=cell.row + 4) for cell in cells),
        *(
            Cell(row=4 + rows + at, column=0, column_span=width, text=note, role=Role.NOTE)
            for at, note in enumerate(notes)
        ),
    ]
    made = Sheet(
        form="99", name="99", title="试验表", columns=tuple(SheetColumn(str(at), w) for at, w in enumerate(columns)),
        cells=tuple(placed), header_start=3, body_start=4, body_end=4 + rows, rows=4 + rows + len(notes),
    )  # fmt: skip
    return msgspec.structs.replace(made, **more)


def plain(rows: int, text: str = "一行", **more: object) -> Sheet:
    """A table of two columns whose rows are numbered."""
    cells = [Cell(row=row, column=0, text=str(row), type="code") for row in range(rows)]
    cells += [Cell(row=row, column=1, text=text) for row in range(rows)]
    return table(cells, (10, 60), rows, **more)  # type: ignore[arg-type]


def numbers(page: Page) -> list[int]:
    """The rows of a `plain` table that are on a page."""
    return [int(line.text) for line in page.lines if line.text.isdigit()]


@st.composite
def sheets(draw: st.DrawFn) -> tuple[Sheet, dict[str, tuple[int, bool]]]:
    """A table with merged cells and long texts; of each character how often it stands there, and whether it may again.

    Every cell is filled with one character of its own.
    """
    width, rows = draw(st.integers(2, 5)), draw(st.integers(1, 60))
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    wanted: dict[str, tuple[int, bool]] = {}
    for row in range(rows):
        for column in range(width):
            if (row, column) in taken:
                continue
            tall = draw(st.sampled_from((1,) * 12 + (2, 7, 40))) if column == 0 else 1
            tall = min(tall, rows - row)
            taken |= {(row + down, column) for down in range(tall)}
            count = draw(st.sampled_from((1, 1, 1, 3, 30, 200) if draw(st.booleans()) else (1, 2)))
            sign = chr(FIRST + len(cells))
            figure = draw(st.booleans()) and count < 4
            wanted[sign] = (count, tall > 1 and not figure)
            cells.append(
                Cell(row=row, column=column, row_span=tall, text=sign * count, type="amount" if figure else "text",
                     align=draw(st.sampled_from(("left", "center", "right"))))
            )  # fmt: skip
    if draw(st.integers(0, 4)) == 0:
        sign = chr(FIRST + len(cells))
        cells.append(Cell(row=rows, column=0, column_span=width, text=sign * 2000, role=Role.BODY))
        wanted[sign] = (2000, False)
        rows += 1
    columns = draw(st.lists(st.integers(4, 40), min_size=width, max_size=width))
    made = table(cells, columns, rows, ["〡"] * draw(st.integers(0, 3)), landscape=draw(st.booleans()))
    return made, wanted


@given(sheets())
@settings(max_examples=20)
def test_nothing_is_lost_nothing_twice_and_nothing_outside_the_margins(
    drawn: tuple[Sheet, dict[str, tuple[int, bool]]],
) -> None:
    sheet, wanted = drawn
    lettering = Lettering()
    pages = sheet_pages(sheet, lettering)
    seen = Counter("".join(text for page in pages for text in page.texts()))
    for sign, (count, again) in wanted.items():
        assert seen[sign] == count or (again and seen[sign] and seen[sign] % count == 0)
    assert seen["〡"] == sum(cell.role is Role.NOTE for cell in sheet.cells)
    for page in pages:
        assert page.landscape == sheet.landscape
        # A header of its own over something of the body.
        assert Counter(page.texts())[HEAD] == len(sheet.columns)
        assert any(sign in wanted for text in page.texts() for sign in text)
        left, right = FORM_MARGINS.left - 1, page.width - FORM_MARGINS.right + 1
        top, bottom = FORM_MARGINS.top - 1, page.height - FORM_MARGINS.bottom + 1
        for line in page.lines:
            assert left <= line.x
            assert line.x + lettering.width(line.text, line.letter) <= right
            assert top <= line.y <= bottom
        for rule in page.rules:
            assert left <= rule.x1 <= rule.x2 <= right
            assert top <= rule.y1 <= rule.y2 <= bottom


def test_rows_go_over_in_order_and_whole() -> None:
    pages = sheet_pages(plain(100), Lettering())
    assert len(pages) > 2
    assert [row for page in pages for row in numbers(page)] == list(range(100))
    assert all("试验表（续）" in "".join(page.texts()) for page in pages[1:])
    assert all("单位：万元" in page.texts() for page in pages)


def test_a_row_that_does_not_fit_goes_to_the_next_page_as_a_whole() -> None:
    pages = sheet_pages(plain(12, "字" * 400), Lettering())
    rows = [numbers(page) for page in pages]
    assert len(pages) > 2
    # The lines of a row are all on the page of its number.
    for page, on in zip(pages, rows, strict=True):
        assert sum(text.count("字") for text in page.texts()) == 400 * len(on)


def test_a_row_taller_than_a_page_goes_on_and_its_figures_stand_where_it_begins() -> None:
    cells = [Cell(row=row, column=0, text=f"{row}") for row in range(3)]
    cells += [Cell(row=1, column=1, text="字" * 3000), Cell(row=1, column=2, text="12.50", type="amount")]
    pages = sheet_pages(table(cells, (10, 30, 12), 3), Lettering())
    assert sum(text.count("字") for page in pages for text in page.texts()) == 3000
    (first, *others) = [page for page in pages if any("字" in text for text in page.texts())]
    assert len(others) > 1
    assert "12.50" in first.texts()
    assert "1" in first.texts()
    assert not [page for page in others if "12.50" in page.texts()]


def test_notes_and_a_last_row_do_not_stand_alone_on_a_page() -> None:
    for rows in range(30, 50):
        pages = sheet_pages(plain(rows, notes=("注：一", "注：二")), Lettering())
        last = pages[-1]
        assert "注：二" in last.texts()
        assert len(numbers(last)) >= 2


def test_a_heading_within_a_document_stays_with_what_follows() -> None:
    for rows in range(28, 48):
        cells = [Cell(row=row, column=0, text=str(row)) for row in range(rows)]
        cells += [Cell(row=rows, column=0, text="小标题", role=Role.LABEL, bold=True)]
        cells += [Cell(row=rows + 1 + row, column=0, text="下文") for row in range(6)]
        pages = sheet_pages(table(cells, (60,), rows + 7), Lettering())
        (page,) = [page for page in pages if "小标题" in page.texts()]
        assert "下文" in page.texts()


def test_a_group_stays_with_its_first_row() -> None:
    for rows in range(28, 48):
        kinds = ["record"] * rows + ["unit", "category"] + ["record"] * 6
        cells = [Cell(row=row, column=0, text=f"{kind}{row}") for row, kind in enumerate(kinds)]
        pages = sheet_pages(table(cells, (60,), len(kinds), row_kinds=tuple(kinds)), Lettering())
        (page,) = [page for page in pages if f"unit{rows}" in page.texts()]
        assert f"record{rows + 2}" in page.texts()


def test_a_merged_cell_is_whole_on_both_sides_of_a_break() -> None:
    rows = 90
    cells = [
        Cell(row=0, column=0, row_span=rows, text="产出指标"),
        Cell(row=0, column=1, row_span=rows, text="100.00", type="amount"),
    ]
    cells += [Cell(row=row, column=2, text=str(row)) for row in range(rows)]
    pages = sheet_pages(table(cells, (14, 12, 40), rows), Lettering())
    assert len(pages) > 1
    for page in pages:
        assert "产出指标" in page.texts()
        sides = {rule.x1 for rule in page.rules if rule.x1 == rule.x2}
        table_bottom = max(rule.y1 for rule in page.rules)
        assert len(sides) == 4
        assert all(max(rule.y2 for rule in page.rules if rule.x1 == rule.x2 == side) == table_bottom for side in sides)
    # An amount that stood there twice would be added twice.
    assert sum("100.00" in page.texts() for page in pages) == 1


def test_every_border_is_drawn_once() -> None:
    (page,) = sheet_pages(plain(5), Lettering())
    level = [rule for rule in page.rules if rule.y1 == rule.y2]
    upright = [rule for rule in page.rules if rule.x1 == rule.x2]
    assert (len(level), len(upright)) == (7, 3)  # a header and five rows, two columns


def test_lines_that_touch_become_one() -> None:
    rules = {Rule(0, 5, 10, 5), Rule(10, 5, 20, 5), Rule(5, 5, 12, 5), Rule(30, 5, 40, 5)}
    assert joined(rules) == (Rule(0, 5, 20, 5), Rule(30, 5, 40, 5))


def test_figures_that_find_no_room_make_the_type_smaller_and_are_never_broken() -> None:
    amount = "9999999999.99"
    cells = [Cell(row=0, column=at, text=amount, type="amount", align="right") for at in range(14)]
    (page,) = sheet_pages(table(cells, [6] * 14, 1), Lettering())
    (size,) = {line.letter.size for line in page.lines if line.text == amount}
    assert Counter(page.texts())[amount] == 14
    assert size < LEGIBLE


def test_texts_that_find_no_room_are_wrapped_and_stay_legible() -> None:
    cells = [Cell(row=0, column=at, text="很长的一段文字") for at in range(12)]
    (page,) = sheet_pages(table(cells, [30] * 12, 1), Lettering())
    assert min(line.letter.size for line in page.lines) >= LEGIBLE - 0.1


def test_two_rows_too_many_do_not_take_another_page() -> None:
    fits = max(rows for rows in range(20, 60) if len(sheet_pages(plain(rows), Lettering())) == 1)
    smaller, usual = (sheet_pages(plain(rows), Lettering())[0].lines[-1].letter.size for rows in (fits, 5))
    assert smaller < usual


def test_what_is_only_the_screens_is_not_printed() -> None:
    cell = Cell(row=0, column=0, text="30201", hint="办公费", sign="待核实", remark="去年的数", problem="不是数")
    (page,) = sheet_pages(table([cell], (30,), 1), Lettering())
    printed = "".join(page.texts())
    assert "30201" in printed
    assert not any(word in printed for word in ("办公费", "待核实", "去年的数", "不是数"))


def test_every_hand_has_a_face_of_windows_and_one_of_everywhere_else() -> None:
    for hand in Hand:
        assert families(hand, "win32")[0].isascii()  # as Windows calls it in every language
        assert "Segoe UI Symbol" in families(hand, "win32")  # ☐ and ☑
        assert set(families(hand, "linux")) < set(families(hand, "win32"))


def test_grey_texts_are_grey_on_paper_too() -> None:
    cell = Cell(row=0, column=0, text="（延续性项目填写）", role=Role.HINT)
    (page,) = sheet_pages(table([cell], (30,), 1), Lettering())
    assert [line.letter.grey for line in page.lines if line.text == cell.text] == [True]


@given(
    st.lists(st.integers(10, 900), min_size=1, max_size=60),
    st.integers(50, 500),
    st.integers(100, 500),
)
@example([74, 100], 50, 100)  # the rest of a split row, kept with one that fills a page
def test_bands_follow_one_another_and_fit(heights: list[int], first: int, room: int) -> None:
    kept = [height % 3 for height in heights]
    cuts = bands([float(height) for height in heights], first, room, kept, 10)
    assert cuts[0].top == 0
    assert cuts[-1].bottom == sum(heights)
    assert all(one.bottom == following.top for one, following in pairwise(cuts))
    assert all(0 < band.bottom - band.top <= (first if at == 0 else room) for at, band in enumerate(cuts))


# -- the written part


def paragraphs(*kinds: tuple[str, str]) -> list[Paragraph]:
    return [Paragraph(kind=cast(Kind, kind), text=text) for kind, text in kinds]


def test_a_paragraph_is_set_in_by_two_characters_and_justified() -> None:
    (page,) = prose_pages(paragraphs(("text", "预算" * 80)), Lettering())
    first, second, *_, last = page.lines
    assert first.x - second.x == 2 * first.letter.em
    ends = {round(line.x + Lettering().width(line.text, line.letter) * (1 + line.stretch)) for line in page.lines[:-1]}
    assert max(ends) - min(ends) <= POINT
    assert last.stretch == 0


def test_every_word_of_the_document_is_on_its_pages_in_order() -> None:
    said = paragraphs(("title", "二〇二四年部门预算"), *[("text", f"第{n}段。" * (n % 50 + 1)) for n in range(60)])
    pages = prose_pages(said, Lettering())
    assert "".join(text for page in pages for text in page.texts()) == "".join(one.text for one in said)
    for page in pages:
        assert all(TEXT_MARGINS.top <= line.y <= page.height - TEXT_MARGINS.bottom for line in page.lines)


def test_no_heading_stands_at_the_foot_of_a_page() -> None:
    for rows in range(14, 34):
        said = paragraphs(
            *[("text", f"第{n}段")  for n in range(rows)], ("section", "一、标题"), ("point", "（一）小标题"),
            ("text", "正文" * 60),
        )  # fmt: skip
        pages = prose_pages(said, Lettering())
        (page,) = [page for page in pages if "一、标题" in page.texts()]
        assert "（一）小标题" in page.texts()
        assert any(text.startswith("正文") for text in page.texts())
        assert pages[-1].lines


def test_a_part_begins_a_page_when_little_is_left_of_one() -> None:
    said = paragraphs(("part", "第一部分"), *[("text", "一段")] * 16, ("part", "第二部分"), ("text", "一段"))
    pages = prose_pages(said, Lettering())
    assert [page.subjects for page in pages] == [("第一部分",), ("第二部分",)]


def test_a_title_in_two_lines_leaves_none_of_them_short() -> None:
    (page,) = prose_pages(paragraphs(("title", "二〇二四年某某市某某区信访局部门预算公开说明")), Lettering())
    longer, shorter = (len(text) for text in page.texts())
    assert shorter >= longer / 2


def test_nothing_written_makes_no_page() -> None:
    assert prose_pages([], Lettering()) == []
