"""What the core takes: an edit with all that follows it, all checks."""

from pathlib import Path

from db.book import Book
from db.checks.findings import findings
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


def _largest_form(book: Book) -> str:
    """The table with the most rows: the one that costs most to show."""
    tables = [form for form in book.pack.forms if f"form_{form}" in book.stages.names()]
    return max(tables, key=lambda form: len(book.stages.rows(f"form_{form}")))
