"""Taking over what was filled into an entry workbook, or into CSV files with the same headings: all or nothing.

Each sheet that holds something replaces its table, parents before what stands on them, as one undoable action.
What the program does not know is reported, never swallowed.
"""

from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from openpyxl.utils import coordinate_to_tuple, get_column_letter

from db.definitions import Entry
from db.errors import BadCells, BookError
from db.exchange.answers import ANSWERS, match_answers
from db.exchange.headings import CONTENT, FIELD, Meant, in_unit, meanings, plain
from db.exchange.opening import ReadCell, ReadSheet, open_workbook
from db.exchange.template import LISTS
from db.money import AmountUnit
from db.pack import Pack

if TYPE_CHECKING:
    from db.book import Book


class FilledRow(msgspec.Struct, frozen=True):
    """A row of an entry tab as typed. `texts` by column id, columns absent from the sheet left out; `places` the
    cell each text stands in (`C5`)."""

    texts: dict[str, str]
    places: dict[str, str]
    first: str  # the cell to name when a column has none


class Filled(msgspec.Struct, frozen=True):
    """A worksheet that fills one entry tab. `faults` are complete sentences `工作表!C5：原因`."""

    entry: Entry
    sheet: str
    rows: tuple[FilledRow, ...]
    faults: tuple[str, ...] = ()

    @property
    def blank(self) -> bool:
        """Nothing but its headings, and they are right."""
        return not self.rows and not self.faults


class Imported(msgspec.Struct, frozen=True):
    """What an import did: how many tables it replaced, their rows, and what it left aside (sentences).

    `replaced`: a phrase for each table, `基本支出：原 9 行换成 12 行`. `backup`: the copy made before; None when no
    sheet held anything, and the book is as it was.
    """

    tables: int
    rows: int
    notes: tuple[str, ...]
    replaced: tuple[str, ...] = ()
    backup: Path | None = None


def read(book: "Book", source: Path) -> Imported:
    """Import a workbook, or a folder of CSV files named by entry, into `book`.

    Raises BadCells naming every bad cell (the book is as it was), WorkbookError, FrozenBook, WriteFailed.
    """
    sheets = csv_sheets(source) if source.is_dir() else open_workbook(source).sheets
    return read_sheets(book, sheets, source.name)


def read_sheets(book: "Book", sheets: Sequence[ReadSheet], name: str) -> Imported:
    """The same for sheets that have been opened already, by another thread perhaps; `name` is that of their file."""
    found, notes = recognise(sheets, book.pack, book.record().amounts)
    if not found:
        raise BookError(f"“{name}”里没有可以导入的工作表。请用“录入模板”导出的工作簿填写后再导入。")
    book.refuse_locked()
    before = _rows_now(book, found)
    # A template that somebody has filled in here and there must not empty the tabs he had no time for.
    notes += [_left_alone(sheet, before[sheet.entry.id]) for sheet in found if sheet.blank and before[sheet.entry.id]]
    filled = [sheet for sheet in found if not sheet.blank]
    if not filled:
        return Imported(0, 0, tuple(notes))
    backup = book.back_up("导入前")
    notes += take_over(book, filled)
    rows = sum(len(sheet.rows) for sheet in filled)
    replaced = tuple(_replaced(sheet, before[sheet.entry.id]) for sheet in filled)
    return Imported(len(filled), rows, tuple(notes), replaced, backup)


def take_over(book: "Book", filled: Sequence[Filled]) -> list[str]:
    """Replace the tables of `filled`, in the given order, as one action; sentences on answers that answer nothing.

    Raises BadCells that names every bad cell of all sheets; nothing changed then.
    """
    with book.action(f"导入 {len(filled)} 张表"):
        _refuse(_bad_cells(book, filled))
        answers = [sheet for sheet in filled if sheet.entry.table == ANSWERS]
        return [note for sheet in answers for note in match_answers(book, sheet.sheet, sheet.rows)]


def _bad_cells(book: "Book", filled: Sequence[Filled]) -> list[str]:
    """Write the rows; a sentence for each cell that cannot be taken, sheet by sheet from the top."""
    from db.entry.replacing import replace_all

    known = {sheet.entry.id: {place_of(fault) for fault in sheet.faults} for sheet in filled}
    faults = {sheet.entry.id: list(sheet.faults) for sheet in filled}
    by_entry = {sheet.entry.id: sheet for sheet in filled}
    try:
        found = replace_all(book, {key: [row.texts for row in sheet.rows] for key, sheet in by_entry.items()})
    except BadCells as refusal:
        if not any(faults.values()):
            raise
        return [*chain.from_iterable(faults.values()), *refusal.cells]
    for bad in found:
        sheet, row = by_entry[bad.entry], by_entry[bad.entry].rows[bad.row]
        place = row.places.get(bad.column, row.first)
        # What has been said of a cell is not said twice; a column that is absent is missed once, in the heading.
        if f"{sheet.sheet}!{place}" not in known[bad.entry] and (bad.column in row.places or not sheet.faults):
            faults[bad.entry].append(f"{sheet.sheet}!{place}：{bad.reason}")
    return [fault for listed in faults.values() for fault in sorted(listed, key=_reading_order)]


def place_of(fault: str) -> str:
    """The place that a sentence about a bad cell begins with: `基本支出!C5`."""
    return fault.partition("：")[0]


def _reading_order(fault: str) -> tuple[int, int]:
    return coordinate_to_tuple(place_of(fault).rpartition("!")[2])


def _rows_now(book: "Book", found: Sequence[Filled]) -> dict[str, int]:
    """How many rows each of the tabs has in the book, those that wait among them; topics count when written."""
    from db.ledger import desk_of, sheet_rows

    desk = desk_of(book)
    counts: dict[str, int] = {}
    for entry in (sheet.entry for sheet in found):
        rows = sheet_rows(desk, entry)
        counts[entry.id] = sum(entry.layout != "topics" or bool(row.texts(entry, desk.context)["text"]) for row in rows)
    return counts


def _left_alone(sheet: Filled, rows: int) -> str:
    if sheet.entry.layout == "record":
        return f"工作表“{sheet.sheet}”没有填内容，账套里原有的内容没有动。"
    return f"工作表“{sheet.sheet}”没有填内容，账套里原有的 {rows} 行没有动；要清空请在窗口里删除这些行。"


def _replaced(sheet: Filled, before: int) -> str:
    if sheet.entry.layout == "record":
        return f"{sheet.sheet}：已按录入表更新"
    return f"{sheet.sheet}：原 {before} 行换成 {len(sheet.rows)} 行"


def are_entries(sheets: Sequence[ReadSheet], pack: Pack) -> bool:
    """Is it an entry workbook, judging by the names of its sheets? One or two may be called so in any workbook."""
    known = {plain(entry.sheet) for entry in pack.entries.values()}
    named = [sheet for sheet in sheets if sheet.name != LISTS]
    return 2 * sum(plain(sheet.name) in known for sheet in named) > len(named)


def recognise(sheets: Sequence[ReadSheet], pack: Pack, amounts: AmountUnit) -> tuple[tuple[Filled, ...], list[str]]:
    """The sheets that fill an entry tab, parents first, and a sentence for everything that was not understood."""
    known = {plain(entry.sheet): entry for entry in pack.entries.values()}
    known.update({entry.id: entry for entry in pack.entries.values()})
    found: dict[str, Filled] = {}
    notes: list[str] = []
    for sheet in sheets:
        entry = known.get(plain(sheet.name))
        if entry is None:
            if sheet.name != LISTS:
                notes.append(f"工作表“{sheet.name}”不是录入表，没有导入。")
        elif entry.id in found:
            notes.append(f"工作表“{sheet.name}”与“{found[entry.id].sheet}”是同一张表，只导入了前一张。")
        elif not sheet.cells:
            notes.append(f"工作表“{sheet.name}”是空的，连表头也没有，没有导入。")
        else:
            reader = _record if entry.layout == "record" else _table
            found[entry.id] = reader(sheet, entry, amounts, notes)
    return tuple(sorted(found.values(), key=lambda filled: filled.entry.position)), notes


def csv_sheets(folder: Path) -> tuple[ReadSheet, ...]:
    """The CSV files of a folder as sheets named by file. UTF-8, with or without a mark. Raises BookError."""
    import csv

    sheets = []
    for path in sorted(folder.glob("*.csv")):
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as fault:
            raise BookError(f"“{path.name}”读不出来：应是 UTF-8 编码的 CSV 文件，请另存后再试。") from fault
        cells = {
            (row, column): ReadCell(value)
            for row, line in enumerate(csv.reader(text.splitlines(keepends=True)), start=1)
            for column, value in enumerate(line, start=1)
            if value
        }
        sheets.append(ReadSheet(path.stem, cells))
    return tuple(sheets)


def _table(sheet: ReadSheet, entry: Entry, amounts: AmountUnit, notes: list[str]) -> Filled:
    columns, faults = _columns(sheet, entry, amounts, notes)
    rows = []
    for number, cells in sheet.rows():
        if number == 1:
            continue
        texts: dict[str, str] = {}
        for at, meant in columns.items():
            text, fault = _text(cells.get(at), meant)
            texts[meant.column.id] = text
            if fault:
                faults.append(f"{sheet.name}!{get_column_letter(at)}{number}：{fault}")
        if _says_something(entry, texts):
            places = {meant.column.id: f"{get_column_letter(at)}{number}" for at, meant in columns.items()}
            rows.append(FilledRow(texts, places, f"A{number}"))
    return Filled(entry, sheet.name, tuple(rows), tuple(faults))


def _columns(
    sheet: ReadSheet, entry: Entry, amounts: AmountUnit, notes: list[str]
) -> tuple[dict[int, Meant], list[str]]:
    """Which column of the sheet is which column of the entry, and what is wrong with its headings."""
    known = meanings(entry, amounts)
    columns: dict[int, Meant] = {}
    faults: list[str] = []
    heads = {at: cell.text for (row, at), cell in sheet.cells.items() if row == 1 and cell.text.strip()}
    for at, head in sorted(heads.items()):
        meant = known.get(plain(head))
        if meant is None:
            notes.append(f"工作表“{sheet.name}”的“{head.strip()}”一栏不认识，没有导入。")
        elif any(meant.column.id == other.column.id for other in columns.values()):
            faults.append(f"{sheet.name}!{get_column_letter(at)}1：“{head.strip()}”这一栏重复了，请只留一栏")
        else:
            columns[at] = meant
    present = {meant.column.id for meant in columns.values()}
    missing = [it for it in entry.columns if not it.optional_heading and it.id not in present]
    for column in missing:
        label = column.label.replace("{amounts}", amounts.value)
        faults.append(f"{sheet.name}!A1：第一行缺少“{label}”这一栏，请补上表头")
    return columns, faults


def _record(sheet: ReadSheet, entry: Entry, amounts: AmountUnit, notes: list[str]) -> Filled:
    """A tab that is one record: 项目 and 内容 beside each other, a line a column."""
    known = meanings(entry, amounts)
    heads = {plain(cell.text): at for (row, at), cell in sheet.cells.items() if row == 1}
    if FIELD not in heads or CONTENT not in heads:
        return Filled(entry, sheet.name, (), (f"{sheet.name}!A1：第一行应是“{FIELD}”和“{CONTENT}”两栏，请补上表头",))
    texts: dict[str, str] = {}
    places: dict[str, str] = {}
    faults: list[str] = []
    for number, cells in sheet.rows():
        named = cells.get(heads[FIELD])
        if number == 1 or named is None:
            continue
        meant = known.get(plain(named.text))
        place = f"{get_column_letter(heads[CONTENT])}{number}"
        if meant is None:
            notes.append(f"工作表“{sheet.name}”的“{named.text.strip()}”一行不认识，没有导入。")
            continue
        text, fault = _text(cells.get(heads[CONTENT]), meant)
        if fault:
            faults.append(f"{sheet.name}!{place}：{fault}")
        texts[meant.column.id], places[meant.column.id] = text, place
    rows = (FilledRow(texts, places, "A1"),) if faults or any(text.strip() for text in texts.values()) else ()
    return Filled(entry, sheet.name, rows, tuple(faults))


def _text(cell: ReadCell | None, meant: Meant) -> tuple[str, str]:
    """A cell as typed, and what is wrong with it."""
    if cell is None:
        return "", ""
    if cell.formula and cell.value is None:
        return "", "是公式，但文件里没有它的结果，请在 Excel 或 WPS 里打开并保存一次，或直接填结果"
    if meant.column.type == "amount":
        return in_unit(cell.text, meant.unit), ""
    return cell.text, ""


def _says_something(entry: Entry, texts: Mapping[str, str]) -> bool:
    """A topic's name alone is the template's, and so is a finding that nobody answered; a blank row is nobody's."""
    if entry.table == ANSWERS and not texts.get("text", "").strip():
        return False
    said = [column for column, text in texts.items() if text.strip()]
    return said != [entry.columns[0].id] if entry.layout == "topics" and said else bool(said)


def _refuse(faults: Sequence[str]) -> None:
    if faults:
        raise BadCells(f"有 {len(faults)} 个单元格不能导入，账套没有变化。请改正后再导入。", faults)
