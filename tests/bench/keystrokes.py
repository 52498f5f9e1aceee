"""Keys to fill the real case in our window, against keys to type the same fifteen forms into a spreadsheet.

Ours are the presses of `tests.desktop.typist`, everything typed and nothing pasted; the tabs that no form is made of
(控制数, 公开说明, 情况说明) are filled too, and not counted.

The spreadsheet is the bureau's own empty workbook: its headings, fixed labels and the words 合计 stand there already.
Counted are, in each of the fifteen forms as the demo prints them:
- every cell that is not empty and no total: its signs, and one key to go on; a text that recurs counts each time;
- every row of totals and every column of sums: one formula, and two keys to fill it over its cells.
"""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from db.book import Book
from db.definitions import Document, Listing, Pivot
from db.forms.draw import sheets
from db.forms.sheet import Cell, Role, Sheet
from db.pack import FormKind
from db.sample import make
from db.shelf import newest
from desktop.app import Look, application
from desktop.main_window import MainWindow
from tests.bench.measure import Measured
from tests.desktop.typist import Typist, case

BESIDE_THE_FORMS = ("control", "narrative", "explanation")
FORMULA = len("=SUM(E6:E9)") + 1
FILL = 2


def keystrokes(folder: Path) -> Measured:
    """The two counts, one through the other. Raises ValueError when what was typed is not the demo."""
    demo = folder / "keystrokes-demo.ysb"
    make(demo)
    ours, typed = _in_the_window(folder / "keystrokes.ysb")
    with Book.read(demo) as book:
        theirs = sum(in_a_spreadsheet(book, form) for form in book.pack.forms.values())
        if typed != printed(book):
            raise ValueError("what was typed is not the demo")
    return Measured("keystrokes", ours / theirs, "×", 0.5, f"填真实案例 {ours} 键 ÷ 在电子表格中填同样的表 {theirs} 键")


def printed(book: Book) -> list[list[str]]:
    """Every text of every form."""
    return [[cell.text for cell in sheet.cells] for form in book.pack.forms for sheet in sheets(book, form)]


def in_a_spreadsheet(book: Book, form: FormKind) -> int:
    """Keys to type one form, all its sheets."""
    return sum(_keys(book, form, sheet) for sheet in sheets(book, form.id))


def _keys(book: Book, form: FormKind, sheet: Sheet) -> int:
    cells = [cell for cell in sheet.cells if cell.role is Role.BODY and cell.text and cell.address]
    totals = _Totals(book, form)
    keys = sum(len(cell.text) + 1 for cell in cells if not totals.is_total(cell) and not totals.is_there(cell))
    return keys + (FORMULA + FILL) * len({line for cell in cells for line in totals.lines(cell)})


class _Totals:
    """Which cells of a form a formula would make, and which stand in the empty workbook."""

    def __init__(self, book: Book, form: FormKind) -> None:
        self._form = form
        self._sums: frozenset[str] = frozenset()
        self._upper: frozenset[str] = frozenset()
        self._added: frozenset[tuple[str, str]] = frozenset()
        if isinstance(form, Document):
            return
        self._sums = frozenset(column.id for column in form.columns if column.sum or column.share)
        if isinstance(form, Pivot):
            fixed = ((row.key, column, what) for row in form.fixed for column, what in row.cells.items())
            self._added = frozenset(
                (row, column) for row, column, what in fixed if not isinstance(what, str) and what.add
            )
        lowest = {"record"} if isinstance(form, Listing) else _lowest(form)
        self._upper = frozenset(row[3] for row in book.stages.rows(f"form_{form.id}") if row[2] not in lowest)

    def lines(self, cell: Cell) -> list[str]:
        """The row and the column of totals a cell belongs to."""
        if not self.is_total(cell):
            return []
        row, column = _place(cell)
        down = cell.type == "percent" or (column in self._sums and row not in self._upper)
        return [f"column {column}"] if down else [f"row {row}"]

    def is_total(self, cell: Cell) -> bool:
        """Would a formula stand here?"""
        if cell.type not in ("amount", "percent"):
            return False
        row, column = _place(cell)
        if isinstance(self._form, Document):
            return cell.binding is None and (cell.type == "percent" or "total" in row)
        return column in self._sums or row in self._upper or (row, column) in self._added

    def is_there(self, cell: Cell) -> bool:
        """Is it a word of the empty workbook?"""
        if cell.type in ("amount", "percent"):
            return False
        row, _ = _place(cell)
        if isinstance(self._form, Document):
            return cell.binding is None
        return self._fixed or row == "total"

    @property
    def _fixed(self) -> bool:
        return isinstance(self._form, Pivot) and self._form.rows.by == "list"


def _lowest(form: Pivot) -> set[str]:
    return {f"level{form.rows.levels[-1]}"} if form.rows.levels else {"unit", "row"}


def _place(cell: Cell) -> tuple[str, str]:
    row, _, column = cell.address.partition("!")[2].rpartition(".")
    return row, column


def _in_the_window(path: Path) -> tuple[int, list[list[str]]]:
    """How many keys the typist needs for what the forms are made of, and what they print then."""
    app = application(["bench"])
    assert isinstance(app, QApplication)
    window = MainWindow(Look(app, "light"))
    window.show()
    rows = case(newest())
    typist = Typist(window)
    typist.found(path, rows)
    begun = typist.keys
    taken = typist.fill_all(rows)
    made = printed(window.session.book)
    window.close()
    return begun + sum(keys for entry, keys in taken.items() if entry not in BESIDE_THE_FORMS), made
