"""The submission workbook: cover, contents, forms, explanations, the hidden marks that make it verifiable, and hidden
too the entries themselves."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.hyperlink import Hyperlink

from db.exchange.carried import digest, write_entries
from db.exchange.cover import ContentsLine, Cover, by_hand, contents_sheet, cover_sheet, left_open
from db.exchange.explained import explanations_sheet, printed_columns
from db.exchange.files import workbook_bytes
from db.exchange.lock import lock
from db.exchange.marks import marks_of, marks_of_page, together, write_marks
from db.exchange.paint import Brush, Margin, Placed, paint
from db.exchange.since_page import since_sheet
from db.forms.sheet import Cell, Sheet

if TYPE_CHECKING:
    from db.exchange.submission import Submission

BOOK, REVISION, CODE = "YSB_BOOK", "YSB_REVISION", "YSB_CODE"
PACK, PACK_VERSION = "YSB_PACK", "YSB_PACK_VERSION"
YEAR, ROUND, AMOUNTS, DEPARTMENT = "YSB_YEAR", "YSB_ROUND", "YSB_AMOUNTS", "YSB_DEPARTMENT"

_COVER_LINE = 34.0
_LINK = Font(name="宋体", size=10, color="0563C1", underline="single")


def workbook_face(submission: "Submission") -> dict[str, bytes]:
    """The workbook, by its file name; the same submission gives the same bytes."""
    cover = submission.cover
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    margin, brush = _margin(cover), Brush()

    def painted(sheet: Sheet, open_cells: Sequence[Cell] = ()) -> tuple[Any, Placed]:
        page: Any = workbook.create_sheet(sheet.name)
        placed = paint(sheet, page, cover.amounts, margin, brush)
        lock(page, len(sheet.columns), [placed.position(cell) for cell in open_cells])
        return page, placed

    first = cover_sheet(cover, [one for one in submission.explanations if one.overridden])
    front, placed = painted(first, by_hand(first))
    marks = [marks_of_page(first, placed, left_open(first))]
    for row in range(3, front.max_row):
        front.row_dimensions[row].height = max(front.row_dimensions[row].height or 0, _COVER_LINE)
    contents = contents_sheet(submission.contents)
    listed, placed = painted(contents)
    marks.append(marks_of_page(contents, placed))
    _link(listed, placed, submission.contents)
    for sheet in submission.forms:
        _, placed = painted(sheet)
        marks.append(marks_of(sheet, placed))
    if submission.last is not None:
        changed = since_sheet(submission.since, submission.last)
        _, placed = painted(changed)
        marks.append(marks_of_page(changed, placed))
    if submission.explanations:
        answers = explanations_sheet(submission.explanations, keys=True)
        page, placed = painted(answers)
        marks.append(marks_of_page(answers, placed))
        page.print_area = f"A1:{get_column_letter(printed_columns())}{placed.first[-1] - 1}"
    write_marks(workbook, together(marks, digest(submission.carried) if submission.carried else ""))
    if submission.carried:
        write_entries(workbook, submission.carried)
    for name, text in _names(cover):
        quoted = text.replace('"', '""')
        workbook.defined_names[name] = DefinedName(name, attr_text=f'"{quoted}"')
    title = f"{cover.year}年部门预算 {cover.round} {cover.version}"
    return {f"{submission.stem}.xlsx": workbook_bytes(workbook, title, submission.made_at)}


def _link(page: Any, placed: Placed, lines: Sequence[ContentsLine]) -> None:
    body = len(placed.first) - 1 - len(lines)
    for number, line in enumerate(lines):
        if line.target:
            cell = page.cell(placed.first[body + number], 2)
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{line.target}'!A1", display=line.title)
            cell.font = _LINK


def _margin(cover: Cover) -> Margin:
    left = f"{cover.department_code} {cover.department} {cover.round} {cover.version}"
    return Margin(head="草稿" if cover.draft else "", left=left, right=f"校验码 {cover.code}")


def _names(cover: Cover) -> tuple[tuple[str, str], ...]:
    return (
        (BOOK, cover.book),
        (REVISION, str(cover.revision)),
        (CODE, cover.code),
        (PACK, cover.pack),
        (PACK_VERSION, cover.pack_version),
        (YEAR, str(cover.year)),
        (ROUND, cover.round),
        (AMOUNTS, cover.amounts.value),
        (DEPARTMENT, cover.department_code),
    )
