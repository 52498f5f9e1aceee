"""The entry workbook: the tabs of a book as worksheets to fill in anywhere, blank or with what the book holds."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from db.definitions import Entry, EntryColumn
from db.exchange.answers import ANSWERS, open_questions
from db.exchange.files import CREATOR, workbook_bytes
from db.exchange.headings import CONTENT, FIELD, heading
from db.exchange.measure import width_of
from db.exchange.paint import Margin, put_text, set_up_page
from db.exchange.writing import write_file
from db.money import AmountUnit
from db.pack import Pack

if TYPE_CHECKING:
    from db.book import Book

LISTS = "_lists"

Texts = Mapping[str, str]  # column id -> text as typed
Options = Callable[[EntryColumn], tuple[str, ...]]

_FIGURE = re.compile(r"-?(0|[1-9][0-9]{0,12})(\.[0-9]{1,2})?")
_ROWS_READY = 500  # empty rows that already have lists and formats
_FONT = Font(name="宋体", size=10)
_HEAD_FONT = Font(name="宋体", size=10, bold=True)
_REQUIRED_FONT = Font(name="宋体", size=10, bold=True, color="C00000")
_REQUIRED = "必填"
_HEAD_FILL = PatternFill("solid", fgColor="DDEBF7")
_OPTIONAL_FILL = PatternFill("solid", fgColor="F2F2F2")
_THIN = Side(style="thin", color="BFBFBF")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_NUMBERS = {"amount": "0.00", "integer": "0", "year": "0"}


def write_blank(path: Path, pack: Pack, amounts: AmountUnit = AmountUnit.WAN) -> Path:
    """An entry workbook without a book: headings, lists, the written parts' topics. Raises WriteFailed."""
    rows: dict[str, list[Texts]] = {
        entry.id: _topics(entry, pack) if entry.layout == "topics" else [] for entry in pack.entries.values()
    }
    made_at = datetime(pack.info.year, 1, 1, tzinfo=UTC)
    content = _workbook(pack, amounts, rows, _pack_options(pack, ()), f"{pack.info.name} 录入表", made_at)
    return write_file(path, content)


def write_filled(path: Path, book: "Book") -> Path:
    """The entry workbook with everything that was typed into `book`; importing it gives an equal book.

    Findings that nobody has answered wait there for their answers. Raises WriteFailed.
    """
    from db.ledger import desk_of, sheet_rows

    desk = desk_of(book)
    rows: dict[str, list[Texts]] = {
        entry.id: [row.texts(entry, desk.context) for row in sheet_rows(desk, entry)]
        for entry in book.pack.entries.values()
    }
    for entry in book.pack.entries.values():
        if entry.table == ANSWERS:
            rows[entry.id] += open_questions(book, rows[entry.id])
    record = book.record()
    units = tuple(code for (code,) in book.connection.execute("select code from unit order by position, id"))
    options = _pack_options(book.pack, units)
    made_at = datetime(record.year, 1, 1, tzinfo=UTC)
    title = f"{record.year}年 {record.budget_name} 录入表"
    return write_file(path, _workbook(book.pack, record.amounts, rows, options, title, made_at))


def _workbook(
    pack: Pack,
    amounts: AmountUnit,
    rows: Mapping[str, Sequence[Texts]],
    options: Options,
    title: str,
    made_at: datetime,
) -> bytes:
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    lists = _Lists()
    for entry in pack.entries.values():
        page: Any = workbook.create_sheet(entry.sheet)
        if entry.layout == "record":
            _record(page, entry, amounts, next(iter(rows[entry.id]), {}), options, lists)
        else:
            _table(page, entry, amounts, rows[entry.id], options, lists)
        set_up_page(page, landscape=True, margin=Margin(left=title))
    lists.write(workbook)
    return workbook_bytes(workbook, title, made_at)


class _Lists:
    """The drop-down lists of one workbook. They live on a hidden sheet: Excel takes a list of more than 255
    characters inside a cell's rule for a damaged file."""

    def __init__(self) -> None:
        self._columns: dict[tuple[str, ...], str] = {}

    def put_on(self, page: Any, cells: str, options: tuple[str, ...], closed: bool) -> None:
        """Offer `options` in `cells` of the worksheet; `closed` ones refuse anything else."""
        if not options:
            return
        letter = self._columns.setdefault(options, get_column_letter(len(self._columns) + 1))
        rule = DataValidation("list", f"'{LISTS}'!${letter}$1:${letter}${len(options)}", allow_blank=True)
        rule.showErrorMessage = closed
        rule.errorTitle, rule.error = "请从列表中选择", "这一格只能填列表中的词。"
        rule.add(cells)
        page.add_data_validation(rule)

    def write(self, workbook: Any) -> None:
        page = workbook.create_sheet(LISTS)
        page.sheet_state = "hidden"
        for options, letter in self._columns.items():
            for row, option in enumerate(options, start=1):
                put_text(page[f"{letter}{row}"], option)


def _table(
    page: Any, entry: Entry, amounts: AmountUnit, rows: Sequence[Texts], options: Options, lists: _Lists
) -> None:
    last = len(rows) + _ROWS_READY
    for at, column in enumerate(entry.columns, start=1):
        letter = get_column_letter(at)
        title = heading(column, amounts)
        _head(page.cell(1, at), title, column.optional_heading, _is_required(column))
        page.column_dimensions[letter].width = max(column.width, width_of(title) + 2)
        page.column_dimensions[letter].number_format = _format(column)
        lists.put_on(page, f"{letter}2:{letter}{last}", options(column), _is_closed(column))
    for row, texts in enumerate(rows, start=2):
        for at, column in enumerate(entry.columns, start=1):
            _put(page.cell(row, at), column, texts.get(column.id, ""))
    page.freeze_panes = "A2"
    page.print_title_rows = "1:1"


def _record(page: Any, entry: Entry, amounts: AmountUnit, texts: Texts, options: Options, lists: _Lists) -> None:
    _head(page["A1"], FIELD, optional=False)
    _head(page["B1"], CONTENT, optional=False)
    for row, column in enumerate(entry.columns, start=2):
        _head(page.cell(row, 1), heading(column, amounts), optional=True, required=_is_required(column))
        _put(page.cell(row, 2), column, texts.get(column.id, ""))
        lists.put_on(page, f"B{row}", options(column), _is_closed(column))
    page.column_dimensions["A"].width = 24
    page.column_dimensions["B"].width = 60
    page.freeze_panes = "A2"


def _is_required(column: EntryColumn) -> bool:
    """Must somebody fill it in? What has a default fills itself."""
    return column.required and not (column.default or column.default_from)


def _head(cell: Any, text: str, optional: bool, required: bool = False) -> None:
    put_text(cell, text)
    cell.font = _REQUIRED_FONT if required else _HEAD_FONT
    if required:
        cell.comment = Comment(_REQUIRED, CREATOR, height=30, width=60)
    cell.fill = _OPTIONAL_FILL if optional else _HEAD_FILL
    cell.border = _BOX
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def _put(cell: Any, column: EntryColumn, text: str) -> None:
    cell.font = _FONT
    cell.number_format = _format(column)
    cell.alignment = Alignment(vertical="top", wrap_text=column.type in ("paragraph", "text"))
    if column.type in _NUMBERS and _FIGURE.fullmatch(text):
        cell.value = Decimal(text)
    else:
        cell.quotePrefix = put_text(cell, text)


def _format(column: EntryColumn) -> str:
    return _NUMBERS.get(column.type, "General" if column.type == "decimal" else "@")


def _is_closed(column: EntryColumn) -> bool:
    """Words of the program have no others beside them; codes have."""
    return column.type == "flag" or (column.type == "choice" and bool(column.choices))


def _pack_options(pack: Pack, units: Iterable[str]) -> Options:
    """What each column offers: words of the pack, codes with their names, the book's units."""
    codes = tuple(units)

    def options(column: EntryColumn) -> tuple[str, ...]:
        if column.type == "flag":
            return ("是", "否")
        if column.choices_from == "rounds":
            return tuple(each.id for each in pack.info.rounds)
        if column.choices_from == "catalogs":
            return tuple(each.info.name for each in pack.catalogs.values() if each.rows)
        if column.choices:
            return tuple(choice.label for choice in column.choices)
        if column.type == "unit":
            return codes
        if column.type == "code":
            return _codes(pack, column)
        return ()

    return options


def _codes(pack: Pack, column: EntryColumn) -> tuple[str, ...]:
    """The finest codes of a catalog as `[2014001]行政运行`; where names are printed, the names."""
    catalog = pack.catalogs[column.catalog]
    if column.printed != "code":
        return tuple(row.attributes.get(column.printed, row.name) for row in catalog.rows.values())
    parents = {row.parent for row in catalog.rows.values()}
    return tuple(f"[{row.code}]{row.name}" for row in catalog.rows.values() if row.code not in parents)


def _topics(entry: Entry, pack: Pack) -> list[Texts]:
    key = entry.columns[0]
    return [{key.id: row.name} for row in pack.catalogs[entry.topics].rows.values()]
