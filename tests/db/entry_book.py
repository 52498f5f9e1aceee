"""A book of the district's pack for the tests of entry: two units, two projects, an objective; and how a test types."""

from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from db import ledger
from db.book import Book, NewBook
from db.entry.tabs import EntryRow, entry_rows
from db.forms.sheet import Binding
from db.ledger import Edit
from db.money import AmountUnit

NEW = NewBook(
    year=2024,
    department_code="112",
    budget_name="样例局",
    units=(("112001", "样例局本级"), ("112002", "接待中心")),
    pack="jianghan-2024",
    amounts=AmountUnit.WAN,
)
LINE = {"unit": "112001", "function": "2014001", "economic": "30201", "amount": "6.20"}
PROJECT_LINE = {
    "project": "来访接待",
    "item": "办公费用",
    "basis": "每月一次",
    "function": "2014002",
    "economic": "30299",
    "amount": "3*2",
}


def entry_book(path: Path) -> Book:
    """The book, with one basic line (row 1) and one line of the project 来访接待 (row 2)."""
    file = path / "录入.ysb"
    file.write_bytes(_file())
    return Book.open(file)


@lru_cache(maxsize=1)
def _file() -> bytes:
    """Its file, made once: every test has a copy of its own."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "录入.ysb"
        with Book.create(file, NEW) as book:
            ledger.add(book, "project", {"unit": "112001", "name": "来访接待"})
            ledger.add(book, "project", {"unit": "112002", "name": "信息系统"})
            ledger.add(book, "objective", {"project": "来访接待", "term": "年度", "text": "按时办结"})
            ledger.add(book, "basic", LINE)
            ledger.add(book, "project_spending", PROJECT_LINE)
        return file.read_bytes()


def type_in(book: Book, entry: str, row_id: int, column: str, text: str) -> None:
    """A text typed into one cell of the tab's own table."""
    ledger.change(book, [Edit(Binding(entry, book.pack.entries[entry].table, row_id, column), text)])


def row_of(book: Book, entry: str, row_id: int) -> EntryRow:
    """One row of a tab as it stands."""
    return next(row for row in entry_rows(book, entry) if row.row_id == row_id)


def stored(book: Book, table: str, columns: str = "*") -> list[tuple[object, ...]]:
    """The rows of a ledger table."""
    return book.connection.execute(f"select {columns} from {table} order by id").fetchall()


def everything(book: Book) -> dict[str, list[tuple[object, ...]]]:
    """All that the book says: every table except the journal."""
    named = book.connection.execute("select name from main.sqlite_schema where type = 'table'").fetchall()
    return {name: stored(book, name) for (name,) in named if name not in ("action", "change")}
