"""Opening a workbook that somebody sent: nothing in it is trusted, and nothing in it is run.

Limits come before parsing (`screening`), and while cells are read their number is one more: one stray cell may claim a
million rows. Cells come out as plain values, so that no reader above depends on openpyxl.
"""

import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

from openpyxl.utils import get_column_letter

from db.exchange.layout import Layout, layout_of
from db.exchange.screening import LARGEST_FILE, WorkbookError, refuse_by_head, refuse_by_parts, too_large

__all__ = ["LARGEST_FILE", "WorkbookError", "open_workbook"]

MOST_ROWS = 20_000
MOST_COLUMNS = 100
MOST_CELLS = 200_000
OURS = "_ysb"  # how the names of our own hidden worksheets begin
LONGEST_TEXT = 32_767  # characters that Excel keeps in a cell

UNCOMPUTED = "（公式没有算出值）"

_WHOLE = (1_048_576, 16_384)  # a worksheet has no more; cells are counted all the same
_PLAIN = Layout()

Value = str | int | Decimal | bool | date


@dataclass(frozen=True, slots=True)
class ReadCell:
    """A cell that holds something. `value` is None for a formula without a cached result.

    `percent`: its number is shown as one.
    """

    value: Value | None
    formula: bool = False
    percent: bool = False

    @property
    def text(self) -> str:
        """The value as a person would type it: `334.75`, `2014001`, `2023-12-31`, `是`."""
        return text_of(self.value)

    @property
    def told(self) -> str:
        """The same, and of a formula without a result that it has none: a text that is no figure."""
        return UNCOMPUTED if self.formula and self.value is None else self.text

    @property
    def seen(self) -> str:
        """The same as a person sees it: 70% of a number that is shown as one, and not 0.7."""
        number = self.number if self.percent else None
        return self.told if number is None else f"{text_of(number * 100)}%"

    @property
    def number(self) -> Decimal | None:
        """The value when it is a number, exactly."""
        plain = isinstance(self.value, int | Decimal) and not isinstance(self.value, bool)
        return Decimal(self.value) if plain else None  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """A worksheet: only cells that hold something, by (row, column) from 1."""

    name: str
    cells: Mapping[tuple[int, int], ReadCell]
    hidden: bool = False
    layout: Layout = _PLAIN

    def rows(self) -> Iterator[tuple[int, dict[int, ReadCell]]]:
        """The rows that hold something, top down, as column → cell."""
        gathered: dict[int, dict[int, ReadCell]] = {}
        for (row, column), cell in self.cells.items():
            gathered.setdefault(row, {})[column] = cell
        for row in sorted(gathered):
            yield row, gathered[row]


@dataclass(frozen=True, slots=True)
class ReadWorkbook:
    """A workbook's sheets in order, and its defined names that are plain texts (`YSB_BOOK`)."""

    sheets: tuple[ReadSheet, ...]
    names: Mapping[str, str]

    def sheet(self, name: str) -> ReadSheet | None:
        """The worksheet of that name."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)


def open_workbook(path: Path, rows: int = MOST_ROWS, columns: int = MOST_COLUMNS) -> ReadWorkbook:
    """Read `path`, at most `rows` by `columns` of each sheet; what lies beyond is not looked at.

    Of our own hidden sheets everything is read: half of them would be taken for a workbook that was changed.
    A formula counts with its cached value. Raises WorkbookError.
    """
    content = _content(path)
    refuse_by_head(content, path.name)
    refuse_by_parts(content, path.name)
    try:
        return _read(content, path.name, rows, columns)
    except WorkbookError:
        raise
    except Exception as fault:  # a malformed part makes a parser trip over whatever it does
        raise WorkbookError(
            f"“{path.name}”的内容已损坏，读不出来。请用 Excel 或 WPS 打开它，另存为新的 .xlsx 文件后再试。"
        ) from fault


def text_of(value: Value | None) -> str:
    """A value as a person would type it, without the noise of binary fractions (0.1+0.2 is 0.3)."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Decimal):
        rounded = round(value, 10) if abs(value) < 10**15 else value
        return f"{rounded.normalize():f}"
    return value.isoformat() if isinstance(value, date) else str(value)


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise WorkbookError(f"“{path.name}”超过 20 MB，不像预算表格。请核对是否选错了文件。")
        return path.read_bytes()
    except FileNotFoundError as fault:
        raise WorkbookError(f"没有找到文件“{path}”，请核对文件名和所在文件夹。") from fault
    except OSError as fault:
        raise WorkbookError(f"文件“{path}”打不开，可能正被别的程序占用或没有权限。请关闭它后再试。") from fault


def _read(content: bytes, name: str, rows: int, columns: int) -> ReadWorkbook:
    from db.exchange.rows import cells_of, opened

    # openpyxl warns about what it will not keep; we only read.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        reader = opened(content)
        sheets: list[ReadSheet] = []
        left = MOST_CELLS
        for page in reader.pages:
            cells: dict[tuple[int, int], ReadCell] = {}
            reach = _WHOLE if page.title.startswith(OURS) else (rows, columns)
            for found in cells_of(reader, page, *reach):
                if isinstance(found.value, str) and len(found.value) > LONGEST_TEXT:
                    place = f"{page.title}!{get_column_letter(found.column)}{found.row}"
                    raise WorkbookError(
                        f"“{name}”的 {place} 有 {len(found.value)} 个字，一格最多 {LONGEST_TEXT} 个。请缩短后再试。"
                    )
                # Whoever types 70% has typed 0.7 with a format; what a style says is asked of numbers only.
                percent = isinstance(found.value, int | float) and found.style in reader.looks.percents
                cells[found.row, found.column] = ReadCell(_value(found.value), found.formula, percent)
                if len(cells) > left:
                    raise too_large(name)
            left -= len(cells)
            layout = _PLAIN  # what people cannot even unhide is no form
            if page.state != "veryHidden":
                with reader.open_page(page) as part:
                    layout = layout_of(part, rows, columns)
            sheets.append(ReadSheet(page.title, cells, page.state != "visible", layout))
        return ReadWorkbook(tuple(sheets), _names(reader.names()))


def _value(value: object) -> Value | None:
    if value is None:
        return None
    if isinstance(value, float):
        exact = Decimal(repr(value))
        return int(exact) if exact == exact.to_integral_value() else exact
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value
    return value if isinstance(value, bool | int | date) else str(value)


def _names(texts: Mapping[str, str]) -> dict[str, str]:
    return {name: text[1:-1].replace('""', '"') for name, text in texts.items() if text.startswith('"')}
