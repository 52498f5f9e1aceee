"""Opening a workbook that somebody sent: nothing in it is trusted, and nothing in it is run.

Limits come before parsing (techniques, section 5): a file of 50 KB may unpack to gigabytes, and one stray
cell may claim a million rows. Cells come out as plain values, so that no reader above depends on openpyxl.
"""

import warnings
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from db.errors import BookError
from db.exchange.layout import Layout, layout_of

LARGEST_FILE = 20 * 1024 * 1024
LARGEST_UNPACKED = 200 * 1024 * 1024
MOST_PARTS = 200
LARGEST_RATIO = 200
MOST_ROWS = 20_000
MOST_COLUMNS = 100

_OLE = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK\x03\x04"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_RATIO_MATTERS_FROM = 1024 * 1024

UNCOMPUTED = "（公式没有算出值）"

_PLAIN = Layout()

Value = str | int | Decimal | bool | date


class WorkbookError(BookError):
    """A file that is no workbook, or one that this program does not open; the sentence says what to do."""


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

    A formula counts with its cached value. Raises WorkbookError.
    """
    content = _content(path)
    _refuse_by_head(content, path.name)
    _refuse_by_parts(content, path.name)
    try:
        return _read(content, rows, columns)
    except Exception as fault:  # openpyxl raises whatever a malformed part makes it trip over
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


def _refuse_by_head(content: bytes, name: str) -> None:
    if content.startswith(_ZIP):
        return
    if content.startswith(_OLE) and _ENCRYPTED in content:
        raise WorkbookError(f"“{name}”有打开密码。请在 Excel 或 WPS 里取消密码后再试。")
    if content.startswith(_OLE):
        raise WorkbookError(f"“{name}”是旧格式（.xls）。请用 Excel 或 WPS 另存为 .xlsx 后再试。")
    if not content:
        raise WorkbookError(f"“{name}”是空文件。请重新取得这份文件。")
    if b"\x00" not in content[:4096]:
        raise WorkbookError(
            f"“{name}”是文本（例如改了扩展名的 CSV），不是工作簿。请用 Excel 打开，另存为 .xlsx 后再试。"
        )
    raise WorkbookError(f"“{name}”不是 Excel 工作簿。请选择 .xlsx 文件。")


def _refuse_by_parts(content: bytes, name: str) -> None:
    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            declares = any(_declares_entities(archive, part) for part in parts[:MOST_PARTS])
    except RuntimeError as fault:
        raise WorkbookError(f"“{name}”有打开密码。请在 Excel 或 WPS 里取消密码后再试。") from fault
    except (BadZipFile, ValueError, NotImplementedError, EOFError, zlib.error) as fault:
        raise WorkbookError(f"“{name}”不完整，可能没有下载完。请重新取得这份文件。") from fault
    names = [part.filename.replace("\\", "/").lower() for part in parts]
    if "xl/workbook.xml" not in names:
        raise WorkbookError(f"“{name}”不是 Excel 工作簿。请选择 .xlsx 文件。")
    if any(part.endswith("vbaproject.bin") for part in names):
        raise WorkbookError(f"“{name}”带有宏，不予打开。请另存为不带宏的 .xlsx 文件后再试。")
    if any(part.startswith("xl/externallinks/") for part in names):
        raise WorkbookError(
            f"“{name}”引用了别的工作簿，数字可能不在文件里。请在 Excel 的“编辑链接”里断开链接，保存后再试。"
        )
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    swollen = unpacked > max(_RATIO_MATTERS_FROM, packed * LARGEST_RATIO)
    strange = any(part.startswith("/") or ".." in part.split("/") for part in names)
    if len(parts) > MOST_PARTS or unpacked > LARGEST_UNPACKED or swollen or strange or declares:
        raise WorkbookError(f"“{name}”的内部结构异常，不像正常保存的工作簿，为安全起见不予打开。")


def _declares_entities(archive: ZipFile, part: ZipInfo) -> bool:
    """No office program writes a DOCTYPE; one that is there is meant to make a parser swell or reach out."""
    if not part.filename.lower().endswith((".xml", ".rels")):
        return False
    with archive.open(part) as opened:
        return b"<!" in opened.read(2048).replace(b"<!--", b"")


def _read(content: bytes, rows: int, columns: int) -> ReadWorkbook:
    written = _load(content, cached=False)
    sheets: list[ReadSheet] = []
    for sheet in written.worksheets:
        # Each look at the cells of such a sheet parses it anew.
        cells = {
            place: ReadCell(None, formula=True) if cell.data_type == "f" else _cell(cell)
            for place, cell in _cells(sheet, rows, columns)
        }
        hidden = sheet.sheet_state != "visible"
        sheets.append(ReadSheet(sheet.title, cells, hidden, _layout(sheet, rows, columns)))
    if any(cell.formula for sheet in sheets for cell in sheet.cells.values()):
        sheets = list(_computed(_load(content, cached=True), sheets, rows, columns))
    return ReadWorkbook(tuple(sheets), _names(written))


def _computed(source: Any, sheets: Sequence[ReadSheet], rows: int, columns: int) -> Iterator[ReadSheet]:
    """The sheets with the values that their formulas were saved with."""
    for read, sheet in zip(sheets, source.worksheets, strict=True):
        formulas = {place for place, cell in read.cells.items() if cell.formula}
        values = {
            place: _cell(cell, formula=True)
            for place, cell in (_cells(sheet, rows, columns) if formulas else ())
            if place in formulas
        }
        yield replace(read, cells={**read.cells, **values})


def _layout(sheet: Any, rows: int, columns: int) -> Layout:
    if sheet.sheet_state == "veryHidden":
        return _PLAIN  # what people cannot even unhide is no form
    with sheet._get_source() as part:  # noqa: SLF001 - a reader of rows has no public word for what is merged
        return layout_of(part, rows, columns)


def _load(content: bytes, cached: bool) -> Any:
    from openpyxl import load_workbook

    # openpyxl warns about what it will not keep; we only read.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return load_workbook(BytesIO(content), read_only=True, data_only=cached, keep_links=False)


def _cells(sheet: Any, rows: int, columns: int) -> Iterator[tuple[tuple[int, int], Any]]:
    """The cells that hold something, with their places."""
    from db.exchange.rows import cells_of

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for cell in cells_of(sheet, rows, columns):
            if cell.value is not None and cell.value != "":
                yield (cell.row, cell.column), cell


def _cell(cell: Any, formula: bool = False) -> ReadCell:
    # Whoever types 70% has typed 0.7 with a format; what a style says is asked of numbers only.
    percent = isinstance(cell.value, int | float) and "%" in cell.number_format
    return ReadCell(_value(cell.value), formula, percent)


def _value(value: object) -> Value | None:
    if value is None:
        return None
    if isinstance(value, float):
        exact = Decimal(repr(value))
        return int(exact) if exact == exact.to_integral_value() else exact
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value
    return value if isinstance(value, bool | int | date) else str(value)


def _names(workbook: Any) -> dict[str, str]:
    texts = {name: defined.value or "" for name, defined in workbook.defined_names.items()}
    return {name: text[1:-1].replace('""', '"') for name, text in texts.items() if text.startswith('"')}
