"""What the core takes: an edit with all that follows it, all checks, an export."""

import time
from pathlib import Path

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


def checks(path: Path, lines: int) -> Measured:
    """All checks that an edit of an amount touches."""
    with Book.open(path) as book:
        touched = [name for name in book.stages.names() if name.startswith("check_")]

        def judge(number: int) -> None:
            book.connection.execute("begin")
            for name in touched:
                book.connection.execute(f"select * from temp.def_{name}").fetchall()
            book.connection.execute("commit")
            findings(book)

        reach = 5.0 if lines <= 300 else 50.0
        return Measured(f"checks_{lines}", p95(timed(judge, TIMES)), "ms", reach, f"{len(touched)} 条审核，p95")


def exports(path: Path, folder: Path) -> Measured:
    """The submission workbook against openpyxl alone writing the same cells and styles."""
    from openpyxl import load_workbook

    with Book.open(path) as book:
        ours = min(timed(lambda number: export(book, folder / str(number), draft=True), 3, warm=1))
        (made, *_) = export(book, folder / "bare", draft=True)
    loaded = load_workbook(made)
    begun = time.perf_counter()
    _write_again(loaded, folder / "bare.xlsx")
    bare = time.perf_counter() - begun
    return Measured("export", ours / bare, "×", 1.5, f"上报工作簿 {ours:.2f} s ÷ openpyxl 写同样的格 {bare:.2f} s")


def _write_again(loaded: object, target: Path) -> None:
    """Every cell and style of a workbook, written anew with openpyxl and nothing else."""
    from copy import copy

    from openpyxl import Workbook
    from openpyxl.workbook import Workbook as Book_

    assert isinstance(loaded, Book_)
    fresh = Workbook()
    fresh.remove(fresh.active)  # type: ignore[arg-type]
    for sheet in loaded.worksheets:
        page = fresh.create_sheet(sheet.title)
        for row in sheet.iter_rows():
            for cell in row:
                twin = page.cell(cell.row, cell.column)
                if cell.value is not None:
                    twin.value = cell.value
                if cell.has_style:
                    twin.font, twin.border, twin.fill = copy(cell.font), copy(cell.border), copy(cell.fill)
                    twin.alignment, twin.number_format = copy(cell.alignment), cell.number_format
        for merged in sheet.merged_cells.ranges:
            page.merge_cells(str(merged))
    fresh.save(target)


def _largest_form(book: Book) -> str:
    """The table with the most rows: the one that costs most to show."""
    tables = [form for form in book.pack.forms if f"form_{form}" in book.stages.names()]
    return max(tables, key=lambda form: len(book.stages.rows(f"form_{form}")))
