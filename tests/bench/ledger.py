"""What the core takes: an edit with all that follows it, all checks, an export."""

from copy import copy
from pathlib import Path
from typing import NamedTuple

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font

from db.book import Book
from db.checks.findings import findings
from db.exchange.submission import export
from db.forms.draw import sheets
from db.forms.sheet import Binding
from db.ledger import Edit, change
from tests.bench.measure import Measured, p95, timed

TIMES = 40


def edits(path: Path, lines: int) -> Measured:
    """One cell changed → committed, visible form and all findings there again."""
    with Book.open(path) as book:
        form = _largest_form(book)

        def edit(number: int) -> None:
            binding = Binding("basic", "expenditure", 1 + number % lines, "amount")
            change(book, [Edit(binding, f"{number % 90 + 1}.25")])
            sheets(book, form)
            findings(book)

        reach = 16.7 if lines <= 300 else 100.0
        return Measured(f"edit_{lines}", p95(timed(edit, TIMES)), "ms", reach, "一格改动到保存、各表、审核结果，p95")


def checks(path: Path, name: str, reach: float) -> Measured:
    """The checks that an edit of an amount touches, and all findings: what follows when the forms are up to date."""
    with Book.open(path) as book:
        lines = [
            row_id
            for (row_id,) in book.connection.execute(
                "select id from expenditure where nature in ('personnel', 'operating') order by position"
            )
        ]
        count = sum(stage.startswith("check_") for stage in book.stages.names())

        def edit(number: int) -> None:
            binding = Binding("basic", "expenditure", lines[number % len(lines)], "amount")
            change(book, [Edit(binding, f"{number % 90 + 1}.25")])

        def judge(_number: int) -> None:
            findings(book)

        taken = timed(judge, TIMES, before=edit)
        return Measured(f"checks_{name}", p95(taken), "ms", reach, f"改一格之后 {count} 条审核中牵涉到的，p95")


def exports(path: Path, folder: Path) -> Measured:
    """The submission workbook against openpyxl alone writing the same cells and styles."""
    with Book.open(path) as book:
        ours = min(timed(lambda number: export(book, folder / str(number), draft=True), 3, warm=1))
        (made, *_) = export(book, folder / "bare", draft=True)
    cells = _read(made)
    bare = min(timed(lambda number: _write(cells, folder / f"bare{number}.xlsx"), 3, warm=1))
    return Measured("export", ours / bare, "×", 1.5, f"上报工作簿 {ours:.2f} s ÷ openpyxl 写同样的格 {bare:.2f} s")


class Styled(NamedTuple):
    """A cell as openpyxl takes it; its styles are shared, as a careful program would share them."""

    row: int
    column: int
    value: object
    font: Font
    border: Border
    alignment: Alignment
    number_format: str


def _read(path: Path) -> dict[str, tuple[list[Styled], list[str]]]:
    """Every cell of a workbook with its style, and the merges, by sheet."""
    shared: dict[int, tuple[Font, Border, Alignment]] = {}
    pages: dict[str, tuple[list[Styled], list[str]]] = {}
    for sheet in load_workbook(path).worksheets:
        cells = []
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.has_style or cell.value is not None):
            styles = shared.setdefault(cell.style_id, _styles(cell))
            cells.append(Styled(cell.row or 1, cell.column or 1, cell.value, *styles, cell.number_format))
        pages[sheet.title] = cells, [str(merged) for merged in sheet.merged_cells.ranges]
    return pages


def _styles(cell: Cell | MergedCell) -> tuple[Font, Border, Alignment]:
    return copy(cell.font), copy(cell.border), copy(cell.alignment)  # type: ignore[return-value]


def _write(pages: dict[str, tuple[list[Styled], list[str]]], target: Path) -> None:
    """The same cells and styles with openpyxl and nothing else."""
    fresh = Workbook()
    fresh.remove(fresh.worksheets[0])
    for title, (cells, merges) in pages.items():
        page = fresh.create_sheet(title)
        for styled in cells:
            cell = page.cell(styled.row, styled.column)
            cell.value = styled.value
            cell.font, cell.border, cell.alignment = styled.font, styled.border, styled.alignment
            cell.number_format = styled.number_format
        for merged in merges:
            page.merge_cells(merged)
    fresh.save(target)


def _largest_form(book: Book) -> str:
    """The table with the most rows: the one that costs most to show."""
    tables = [form for form in book.pack.forms if f"form_{form}" in book.stages.names()]
    return max(tables, key=lambda form: len(book.stages.rows(f"form_{form}")))
