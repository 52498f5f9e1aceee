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
from db.exchange.files import CREATOR, workbook_bytes
from db.exchange.lock import lock
from db.exchange.marks import Marks, marks_of, marks_of_page, together, write_marks
from db.exchange.paint import Brush, Margin, Placed, paint
from db.exchange.since_page import since_sheet
from db.forms.sheet import Cell, Sheet
from db.signs import in_xml

if TYPE_CHECKING:
    from db.exchange.submission import Submission

BOOK, REVISION, CODE, DRAFT = "YSB_BOOK", "YSB_REVISION", "YSB_CODE", "YSB_DRAFT"
PACK, PACK_VERSION = "YSB_PACK", "YSB_PACK_VERSION"
YEAR, ROUND, AMOUNTS, DEPARTMENT = "YSB_YEAR", "YSB_ROUND", "YSB_AMOUNTS", "YSB_DEPARTMENT"

_COVER_LINE = 34.0
_LINK = Font(name="宋体", size=10, color="0563C1", underline="single")


def workbook_face(submission: "Submission") -> dict[str, bytes]:
    """The workbook, by its file name; the same submission gives the same bytes."""
    cover = submission.cover
    pages = _Pages(cover)
    _front(pages, submission)
    for sheet in submission.forms:
        _, placed = pages.painted(sheet)
        pages.marks.append(marks_of(sheet, placed))
    _behind(pages, submission)
    if not cover.public:
        write_marks(pages.workbook, together(pages.marks, digest(submission.carried) if submission.carried else ""))
    if submission.carried:
        write_entries(pages.workbook, submission.carried)
    for name, text in _names(cover):
        quoted = in_xml(text).replace('"', '""')
        pages.workbook.defined_names[name] = DefinedName(name, attr_text=f'"{quoted}"')
    title = f"{cover.year}年部门预算 {cover.round} {cover.version}"
    creator = "" if cover.public else CREATOR
    return {f"{submission.stem}.xlsx": workbook_bytes(pages.workbook, title, submission.made_at, creator)}


class _Pages:
    """A workbook that is being painted, and the marks of what stands in it."""

    def __init__(self, cover: Cover) -> None:
        self.workbook = Workbook()
        self.workbook.remove(self.workbook.worksheets[0])
        self.marks: list[Marks] = []
        self._unit = cover.amounts
        self._margin = _margin(cover)
        self._brush = Brush()

    def painted(self, sheet: Sheet, open_cells: Sequence[Cell] = ()) -> tuple[Any, Placed]:
        """A worksheet with that Sheet on it, locked but for some cells."""
        page: Any = self.workbook.create_sheet(sheet.name)
        placed = paint(sheet, page, self._unit, self._margin, self._brush)
        lock(page, len(sheet.columns), [placed.position(cell) for cell in open_cells])
        return page, placed

    def marked(self, sheet: Sheet, open_cells: Sequence[Cell] = (), free: Sequence[Cell] = ()) -> tuple[Any, Placed]:
        """The same for a page that is no form; in the cells `free` anything may stand later."""
        page, placed = self.painted(sheet, open_cells)
        self.marks.append(marks_of_page(sheet, placed, free))
        return page, placed


def _front(pages: _Pages, submission: "Submission") -> None:
    """Cover and table of contents."""
    cover = cover_sheet(submission.cover, [one for one in submission.explanations if one.overridden])
    page, _ = pages.marked(cover, by_hand(cover), left_open(cover))
    for row in range(3, page.max_row):
        page.row_dimensions[row].height = max(page.row_dimensions[row].height or 0, _COVER_LINE)
    listed, placed = pages.marked(contents_sheet(submission.contents))
    _link(listed, placed, submission.contents)


def _behind(pages: _Pages, submission: "Submission") -> None:
    """What is said about the forms: what changed since the last time, and the answers."""
    if submission.last is not None:
        pages.marked(since_sheet(submission.since, submission.last))
    if submission.explanations:
        page, placed = pages.marked(explanations_sheet(submission.explanations, keys=True))
        page.print_area = f"A1:{get_column_letter(printed_columns())}{placed.first[-1] - 1}"


def _link(page: Any, placed: Placed, lines: Sequence[ContentsLine]) -> None:
    body = len(placed.first) - 1 - len(lines)
    for number, line in enumerate(lines):
        if line.target:
            cell = page.cell(placed.first[body + number], 2)
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{line.target}'!A1", display=in_xml(line.title))
            cell.font = _LINK


def _margin(cover: Cover) -> Margin:
    left = f"{cover.department_code} {cover.department} {cover.round} {cover.version}"
    return Margin(head="草稿" if cover.draft else "", left=left, right=f"校验码 {cover.code}")


def _names(cover: Cover) -> tuple[tuple[str, str], ...]:
    """What a program may know the workbook by; of a publication only what helps to read its forms."""
    ours = ((BOOK, cover.book), (REVISION, str(cover.revision)), (CODE, cover.code), (DRAFT, str(int(cover.draft))))
    return (
        *(() if cover.public else ours),
        (PACK, cover.pack),
        (PACK_VERSION, cover.pack_version),
        (YEAR, str(cover.year)),
        (ROUND, cover.round),
        (AMOUNTS, cover.amounts.value),
        (DEPARTMENT, cover.department_code),
    )
