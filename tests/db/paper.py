"""The forms of an exported workbook on paper: cells and merges that can be laid out anew, and written or read again."""

from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from db.definitions import Document, Pivot
from db.exchange.layout import Area, Layout
from db.exchange.marks import SHEET
from db.exchange.opening import ReadCell, ReadSheet, ReadWorkbook, Value
from db.forms.heading import header_rows
from db.pack import Pack
from tests.db.workbooks import borders_left, opened

Cells = dict[tuple[int, int], object]
Merge = tuple[int, int, int, int]  # top, left, bottom, right

HEAD = 4  # the first row of an exported form below its title and its unit


@dataclass
class Page:
    """A worksheet that can be laid out anew. `top`: its first header row; `body`: the first row below the header."""

    name: str
    form: str
    cells: Cells
    merges: list[Merge]
    top: int = HEAD
    body: int = HEAD
    hidden_rows: set[int] = field(default_factory=set)

    @property
    def last(self) -> int:
        return max(row for row, _ in self.cells)

    @property
    def width(self) -> int:
        return max(column for _, column in self.cells)

    def insert_rows(self, at: int, count: int = 1) -> None:
        """Blank rows before row `at`."""
        self.cells = {(row + count * (row >= at), column): value for (row, column), value in self.cells.items()}
        self.merges = [
            (top + count * (top >= at), left, bottom + count * (bottom >= at), right)
            for top, left, bottom, right in self.merges
        ]
        self.top += count * (self.top >= at)
        self.body += count * (self.body >= at)
        self.hidden_rows = {row + count * (row >= at) for row in self.hidden_rows}

    def insert_column(self, at: int) -> None:
        """A blank column before column `at`."""
        self.cells = {(row, column + (column >= at)): value for (row, column), value in self.cells.items()}
        self.merges = [
            (top, left + (left >= at), bottom, right + (right >= at)) for top, left, bottom, right in self.merges
        ]

    def delete_row(self, at: int) -> None:
        """Without row `at`, which no merge crosses."""
        self.cells = {(row - (row > at), column): value for (row, column), value in self.cells.items() if row != at}
        self.merges = [
            (top - (top > at), left, bottom - (bottom > at), right)
            for top, left, bottom, right in self.merges
            if not top == bottom == at
        ]
        self.top -= self.top > at
        self.body -= self.body > at


@dataclass
class Paper:
    """All forms of a workbook. `tables`: the pivots and lists among them; what else there is comes first."""

    pack: Pack
    pages: list[Page]
    front: dict[str, Cells]

    @property
    def tables(self) -> list[Page]:
        return [page for page in self.pages if not isinstance(self.pack.forms[page.form], Document)]

    @property
    def documents(self) -> list[Page]:
        return [page for page in self.pages if isinstance(self.pack.forms[page.form], Document)]

    def listed(self) -> list[Page]:
        """Tables whose rows are not always the same ones."""
        kinds = self.pack.forms
        return [page for page in self.tables if not (isinstance(form := kinds[page.form], Pivot) and form.fixed)]

    def columns(self, page: Page, *kinds: str) -> list[int]:
        """Worksheet columns of a table as it was exported, of these types."""
        return [at for at, column in enumerate(self.pack.forms[page.form].columns, start=1) if column.type in kinds]

    def copy(self) -> "Paper":
        """Another one of the same pack, to be laid out anew."""
        return Paper(self.pack, deepcopy(self.pages), deepcopy(self.front))

    def save(self, path: Path) -> Path:
        """Write it as a workbook."""
        made = Workbook()
        made.remove(made.worksheets[0])
        for name, cells in self.front.items():
            _write(made.create_sheet(name), cells)
        for page in self.pages:
            sheet = made.create_sheet(page.name)
            _write(sheet, page.cells)
            with borders_left():
                for top, left, bottom, right in page.merges:
                    sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
            for row in page.hidden_rows:
                sheet.row_dimensions[row].hidden = True
        made.save(path)
        return path

    def received(self) -> ReadWorkbook:
        """What is read of it once it has been written."""
        return ReadWorkbook(
            (
                *(_read(name, cells) for name, cells in self.front.items()),
                *(_read(page.name, page.cells, page.merges, page.hidden_rows) for page in self.pages),
            ),
            {},
        )


def _write(sheet: Worksheet, cells: Cells) -> None:
    for (row, column), value in cells.items():
        cell = sheet.cell(row, column)
        cell.value = value  # type: ignore[assignment]
        if isinstance(value, str):
            cell.data_type = "s"  # `=100%` is a text


def _read(name: str, cells: Cells, merges: Sequence[Merge] = (), hidden_rows: Iterable[int] = ()) -> ReadSheet:
    covered = {
        (row, column)
        for top, left, bottom, right in merges
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
        if (row, column) != (top, left)
    }
    kept = {place: value for place, value in sorted(cells.items()) if place not in covered and value not in (None, "")}
    areas = tuple(Area(*merge) for merge in sorted(merges))
    return ReadSheet(
        name,
        {place: ReadCell(_value(value)) for place, value in kept.items()},
        layout=Layout(areas, frozenset(hidden_rows)),
    )


def _value(value: object) -> Value:
    if isinstance(value, float):
        exact = Decimal(repr(value))
        return int(exact) if exact == exact.to_integral_value() else exact
    assert isinstance(value, str | int)
    return value


def exported(path: Path, pack: Pack) -> Paper:
    """The workbook at `path` without anything by which this program knows its own."""
    workbook = opened(path)
    pages: list[Page] = []
    front: dict[str, Cells] = {}
    for sheet in workbook.worksheets:
        cells: Cells = {
            (cell.row, cell.column): cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None
        }
        form = sheet.title.partition("-")[0]
        if form in pack.forms:
            merges = [(area.min_row, area.min_col, area.max_row, area.max_col) for area in sheet.merged_cells.ranges]
            kind = pack.forms[form]
            height = 0 if isinstance(kind, Document) else header_rows(kind.columns)
            pages.append(Page(sheet.title, form, cells, merges, body=HEAD + height))
        elif sheet.title != SHEET:
            front[sheet.title] = cells
    return Paper(pack, pages, front)
